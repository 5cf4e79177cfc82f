//! The minute after a visit: one transaction that may be sent twice and is done once.

use chrono::{Duration, NaiveDate};
use serde::Deserialize;

use crate::{
    base::clock::day_of,
    domain::{
        company::{AgreementKind, AgreementState, Company},
        contact_log::{ContactKind, LogEntry},
        ids::{CompanyId, WorkplaceId},
        permission::Right,
        refusal::{FieldRefused, Refusal},
        willingness::{SaidAt, Willing, Willingness},
    },
    store::{agreements, companies, scope::Scope, willingness, work::Work, workplaces},
    use_cases::{
        app::App,
        contact_log::{Logged, TypedEntry, enter, sent_before},
        failure::{Failure, OrNotFound},
        intention::Intention,
        slots::{CreateSlot, TypedSlot},
        typed::Fields,
    },
};

/// Most weeks until the next contact.
const MOST_WEEKS: i32 = 104;

/// The form after a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedVisit {
    /// The form's own key: sent twice, it is one visit.
    pub client_key: String,
    /// Whose form it was; the door compares it with who sends it.
    pub person: String,
    /// The day of the visit; empty = today.
    pub on: String,
    /// Id of the workplace.
    pub workplace: String,
    /// Id of the contact.
    pub contact: String,
    /// What was said.
    pub note: String,
    /// `ja` when the writer was warned and stands by it.
    pub confirmed: String,
    /// Weeks until the next contact.
    pub next_weeks: String,
    /// What was promised.
    pub next_step: String,
    /// What it said of people far from the labour market: yes, perhaps, no, or nothing.
    pub far: String,
    /// What it said of other groups, each as `group=answer`.
    pub groups: Vec<String>,
    /// Titles of new places.
    pub slot_title: Vec<String>,
    /// Their kinds.
    pub slot_kind: Vec<String>,
    /// Their seats.
    pub slot_seats: Vec<String>,
}

/// A new place of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewSlotLine<'a> {
    /// Title.
    pub title: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// Seats.
    pub seats: &'a str,
}

impl TypedVisit {
    /// The lines of new places, empty ones too.
    pub fn slots(&self) -> impl Iterator<Item = NewSlotLine<'_>> {
        let at = |list: &'_ [String], place: usize| -> usize { if place < list.len() { place } else { usize::MAX } };
        (0..self.slot_title.len()).map(move |place| NewSlotLine {
            title: self.slot_title.get(place).map_or("", String::as_str),
            kind: self.slot_kind.get(at(&self.slot_kind, place)).map_or("", String::as_str),
            seats: self.slot_seats.get(at(&self.slot_seats, place)).map_or("", String::as_str),
        })
    }

    /// The entry of the contact log that it is.
    fn entry(&self, next_on: Option<NaiveDate>) -> TypedEntry {
        TypedEntry {
            client_key: self.client_key.clone(),
            kind: ContactKind::Visit.to_string(),
            on: self.on.clone(),
            workplace: self.workplace.clone(),
            contact: self.contact.clone(),
            note: self.note.clone(),
            next_step: self.next_step.clone(),
            next_on: next_on.map(|day| day.to_string()).unwrap_or_default(),
            confirmed: self.confirmed.clone(),
        }
    }

    fn read_next(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
        let mut fields = Fields::default();
        let weeks = fields.whole("next_weeks", &self.next_weeks);
        if weeks.is_some_and(|weeks| !(1..=MOST_WEEKS).contains(&weeks)) {
            fields.refuse("next_weeks", "visit-weeks");
        }
        if weeks.is_none() && !self.next_step.trim().is_empty() {
            fields.refuse("next_weeks", "log-next-day-missing");
        }
        fields.accept(Some(()))?;
        Ok(weeks.map(|weeks| today + Duration::weeks(weeks.into())))
    }

    /// What was said, by target group.
    fn said(&self, is_far: impl Fn(&str) -> bool, all: &[String]) -> Result<Vec<(String, Willing)>, Refusal> {
        let mut fields = Fields::default();
        let far = fields.optional_word("far", &self.far, Willing::parse);
        let mut said: Vec<(String, Willing)> =
            far.iter().flat_map(|answer| all.iter().filter(|group| is_far(group)).map(|group| (group.clone(), *answer))).collect();
        for line in self.groups.iter().filter(|line| !line.is_empty()) {
            let read = line.split_once('=').and_then(|(group, answer)| Some((group, Willing::parse(answer)?)));
            match read.filter(|(group, _)| all.iter().any(|known| known == group)) {
                Some((group, answer)) => said.push((group.to_owned(), answer)),
                None => fields.refuse("groups", "error-choose"),
            }
        }
        fields.accept(Some(said))
    }
}

/// Writes a visit down.
pub struct RecordVisit {
    /// The company.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedVisit,
}

impl Intention for RecordVisit {
    const NAME: &'static str = "visit.record";
    const RIGHT: Right = Right::LogContact;
    type Done = Logged;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Logged, Failure> {
        let company = companies::standing(work, self.company).await?.or_not_found()?;
        let next_on = self.typed.read_next(day_of(work.at()));
        let typed = self.typed.entry(next_on.clone().ok().flatten());
        if let Some(earlier) = sent_before(work, company.id, &typed).await? {
            return Ok(earlier);
        }
        next_on?;
        let entry = typed.read(app, work, &company).await?;
        let said = self.said(app, work).await?;
        let logged = enter(work, &company, &entry, typed.confirmed == "ja").await?;
        if logged.again {
            return Ok(logged);
        }
        self.follow(app, work, (&company, &entry), said).await?;
        Ok(logged)
    }
}

impl RecordVisit {
    async fn said(&self, app: &App, work: &Work<'_>) -> Result<Vec<(String, Willing)>, Failure> {
        let book = app.rules.of(work).await?;
        let all: Vec<String> = book.target_groups().iter().map(|group| group.head.id.clone()).collect();
        Ok(self.typed.said(|group| group.ends_with("aktivitetsparat"), &all)?)
    }

    /// What follows from a visit besides its entry.
    async fn follow(
        &self,
        app: &App,
        work: &mut Work<'_>,
        (company, entry): (&Company, &LogEntry),
        said: Vec<(String, Willing)>,
    ) -> Result<(), Failure> {
        let known = willingness::of_companies(work, &[company.id]).await?.remove(&company.id).unwrap_or_default();
        let day = day_of(entry.at);
        // A note that was sent late tells nothing against what was said after the visit.
        let is_newest = |topic: &str| !known.iter().any(|one| one.topic == topic && one.said_on > day);
        for (topic, answer) in said.into_iter().filter(|(topic, _)| is_newest(topic)) {
            let said = Willingness { topic, answer, said_on: day_of(entry.at), source: SaidAt::Visit, by: Some(entry.author) };
            willingness::put(work, company.id, &said).await?;
        }
        self.make_slots(app, work, company, entry.workplace).await
    }

    async fn make_slots(&self, app: &App, work: &mut Work<'_>, company: &Company, at: Option<WorkplaceId>) -> Result<(), Failure> {
        let lines: Vec<NewSlotLine<'_>> = self.typed.slots().filter(|line| !line.title.trim().is_empty()).collect();
        if lines.is_empty() {
            return Ok(());
        }
        if !work.actor().may(Right::ChangeSlots) {
            return Err(Failure::Denied(Right::ChangeSlots));
        }
        let (workplace, agreement) = (workplace_of(work, company, at).await?, single_places(work, company).await?);
        for line in lines {
            let typed = TypedSlot {
                title: line.title.to_owned(),
                forms: vec![line.kind.to_owned()],
                seats: if line.seats.trim().is_empty() { "1".to_owned() } else { line.seats.to_owned() },
                open_from: day_of(work.at()).to_string(),
                agreement: agreement.clone(),
                contact: self.typed.contact.clone(),
                ..TypedSlot::default()
            };
            CreateSlot { workplace, typed }.carry_out(app, work).await.map_err(named_here)?;
        }
        Ok(())
    }
}

/// The workplace of new places: the one that was visited, else the only one.
async fn workplace_of(work: &Work<'_>, company: &Company, at: Option<WorkplaceId>) -> Result<WorkplaceId, Failure> {
    if let Some(id) = at {
        return Ok(id);
    }
    match workplaces::ids_of_companies(work, &[company.id]).await?.as_slice() {
        [only] => Ok(*only),
        _ => Err(Refusal::field("workplace", "visit-workplace-missing").into()),
    }
}

/// The company's agreement on single places, where one is active.
async fn single_places(work: &Work<'_>, company: &Company) -> Result<String, Failure> {
    let all = agreements::of_company(work, company.id).await?;
    let fits = |one: &crate::domain::company::Agreement| one.kind == AgreementKind::Enkeltpladser && one.state == AgreementState::Active;
    Ok(all.into_iter().find(fits).map(|one| one.id.to_string()).unwrap_or_default())
}

/// A refused field of a place under the name that the visit's form has for it.
fn named_here(failure: Failure) -> Failure {
    let Failure::Refused(Refusal::Invalid { fields }) = failure else { return failure };
    let named = |refused: FieldRefused| FieldRefused {
        field: match refused.field {
            "seats" => "slot_seats",
            "forms" => "slot_kind",
            _ => "slot_title",
        },
        ..refused
    };
    Refusal::Invalid { fields: fields.into_iter().map(named).collect() }.into()
}

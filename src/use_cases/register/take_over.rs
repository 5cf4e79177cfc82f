//! Takes over what the register says, or puts it beside what a person typed; one commit for a whole answer.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::fields::{self, Says};
use crate::{
    base::{
        clock::{day_of, end_of_day},
        fault::Fault,
    },
    domain::{
        company::{Company, Workplace},
        ids::{CompanyId, WorkplaceId},
        numbers::PNumber,
        permission::Right,
        placement::StateName,
        register_news::{self as news, ChangeKind, News, RegisterField, SaidBefore, Standing},
        task::TaskKind,
    },
    gateway::cvr::{RegisterCompany, RegisterWorkplace},
    store::{
        companies, placements,
        register::{self, Change, Said, Saying},
        register_state::{self, RegisterState},
        scope::Scope,
        slots,
        tasks::{self, NewTask},
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        owners::in_charge,
    },
};

/// Days that the owner has to see what becomes of places at something that has closed.
const DAYS_TO_SEE: i64 = 2;

/// What the register answered about one company.
#[derive(Clone, Debug)]
pub struct Look {
    /// Which company.
    pub company: CompanyId,
    /// What it says; none = it does not know the number.
    pub says: Option<RegisterCompany>,
    /// What it says of the company's workplaces that we have; those it could not tell are left out.
    pub workplaces: Vec<(PNumber, Option<RegisterWorkplace>)>,
}

/// Takes over an answer about several companies.
pub struct TakeOver {
    /// What the register says.
    pub looks: Vec<Look>,
    /// Companies of which the answer could not be read; looked at again next time.
    pub unreadable: Vec<CompanyId>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Values that became ours.
    pub taken: usize,
    /// Values that stand beside ours.
    pub kept: usize,
}

impl Intention for TakeOver {
    const NAME: &'static str = "register.take_over";
    const RIGHT: Right = Right::Housekeeping;
    type Done = Taken;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Taken, Failure> {
        let taken = take_over(app, work, &self.looks).await?;
        register_state::looked_up(work, &self.unreadable).await?;
        answered(work).await?;
        Ok(taken)
    }
}

/// Takes over an answer about one company that a person asked for.
pub struct TakeOverNow {
    /// What the register says.
    pub look: Look,
}

impl Intention for TakeOverNow {
    const NAME: &'static str = "register.take_over_now";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = Taken;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Taken, Failure> {
        companies::find(work, self.look.company).await?.or_not_found()?;
        let taken = take_over(app, work, std::slice::from_ref(&self.look)).await?;
        answered(work).await?;
        Ok(taken)
    }
}

/// The register answers: what was troubling is over.
async fn answered(work: &Work<'_>) -> Result<(), Fault> {
    register_state::set_state(work, &RegisterState { good_at: Some(work.at()), ..RegisterState::default() }).await
}

async fn take_over(app: &App, work: &mut Work<'_>, looks: &[Look]) -> Result<Taken, Failure> {
    let ids: Vec<CompanyId> = looks.iter().map(|look| look.company).collect();
    let ours: HashMap<CompanyId, Company> = companies::some(work, &ids).await?.into_iter().map(|company| (company.id, company)).collect();
    let mut places: HashMap<CompanyId, Vec<Workplace>> = HashMap::new();
    for place in workplaces::of_companies(work, &ids).await? {
        places.entry(place.company).or_default().push(place);
    }
    let mut weighing = Weighing { app, today: day_of(work.at()), said: register::said_of(work, &ids).await?, ..Weighing::of(app) };
    for look in looks {
        let Some(company) = ours.get(&look.company) else { continue };
        weighing.look(work, look, company, places.get(&look.company).map_or(&[], Vec::as_slice)).await?;
    }
    weighing.write(work, &ids).await
}

/// What comes of an answer, before it is written.
struct Weighing<'a> {
    app: &'a App,
    today: NaiveDate,
    said: Said,
    sayings: Vec<Saying>,
    changes: Vec<Change>,
    forgotten: Vec<(Uuid, RegisterField)>,
    /// Companies, and workplaces of them, that have closed since the last look.
    closed: Vec<(Company, Option<WorkplaceId>)>,
}

/// One field of a company or workplace as both sides have it.
struct Sides<'a> {
    company: CompanyId,
    workplace: Option<WorkplaceId>,
    ours: Option<String>,
    says: &'a Says,
}

impl Sides<'_> {
    fn subject(&self) -> Uuid {
        self.workplace.map_or(self.company.0, |place| place.0)
    }
}

impl<'a> Weighing<'a> {
    fn of(app: &'a App) -> Self {
        let (sayings, changes, forgotten, closed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { app, today: NaiveDate::default(), said: Said::new(), sayings, changes, forgotten, closed }
    }

    async fn look(&mut self, work: &mut Work<'_>, look: &Look, company: &Company, places: &[Workplace]) -> Result<(), Failure> {
        let changed = self.company(work, look.says.as_ref(), company);
        if changed != *company {
            companies::update(work, &changed).await?;
        }
        for place in places {
            let Some((_, found)) = look.workplaces.iter().find(|(number, _)| *number == place.p_number) else { continue };
            let changed_place = self.workplace(work, found.as_ref(), (company, place));
            if changed_place != *place {
                workplaces::update(work, &changed_place).await?;
            }
        }
        Ok(())
    }

    fn company(&mut self, work: &Work<'_>, found: Option<&RegisterCompany>, company: &Company) -> Company {
        let mut changed = company.clone();
        let says = found.map_or_else(|| vec![Says::standing(Standing::Unknown)], fields::of_company);
        let closed_on = found.and_then(|found| found.particulars.closed_on).unwrap_or(self.today);
        for says in &says {
            let sides = Sides { company: company.id, workplace: None, ours: news::of_company(&changed, says.field), says };
            if self.weigh(work, &sides) {
                fields::set_company(self.app, &mut changed, says.field, Some(&says.value), closed_on);
            }
        }
        for field in found.map_or(&[][..], |found| &found.particulars.secret) {
            if self.becomes_secret(work, company, *field) {
                fields::set_company(self.app, &mut changed, *field, None, self.today);
            }
        }
        if company.closed_on.is_none() && changed.closed_on.is_some() {
            self.closed.push((changed.clone(), None));
        }
        changed
    }

    fn workplace(&mut self, work: &Work<'_>, found: Option<&RegisterWorkplace>, (company, place): (&Company, &Workplace)) -> Workplace {
        let mut changed = place.clone();
        let says = found.map_or_else(|| vec![Says::standing(Standing::Unknown)], fields::of_workplace);
        let closed_on = found.and_then(|found| found.particulars.closed_on).unwrap_or(self.today);
        for says in &says {
            let ours = news::of_workplace(&changed, company.cvr.as_str(), says.field);
            let sides = Sides { company: company.id, workplace: Some(place.id), ours, says };
            if !fields::fits_workplace(says.field, &says.value) {
                self.remember(&sides, false);
            } else if self.weigh(work, &sides) {
                fields::set_workplace(self.app, &mut changed, says.field, &says.value, closed_on);
            }
        }
        if place.closed_on.is_none() && changed.closed_on.is_some() {
            self.closed.push((company.clone(), Some(place.id)));
        }
        changed
    }

    /// Whether the register's value becomes ours.
    fn weigh(&mut self, work: &Work<'_>, sides: &Sides<'_>) -> bool {
        let before = self.said.get(&(sides.subject(), sides.says.field));
        let verdict = news::weigh(sides.says.field, sides.ours.as_deref(), before, &sides.says.value);
        match verdict {
            News::None => self.remember(sides, true),
            News::Agreed => self.remember(sides, false),
            News::Take | News::Keep => {
                self.remember(sides, false);
                let kind = if verdict == News::Take { ChangeKind::Taken } else { ChangeKind::Kept };
                let (ours, says) = (sides.ours.clone(), Some(sides.says.value.clone()));
                self.note(work, (sides.company, sides.workplace, sides.says.field), kind, (ours, says));
            }
        }
        verdict == News::Take
    }

    fn note(
        &mut self,
        work: &Work<'_>,
        (company, workplace, field): (CompanyId, Option<WorkplaceId>, RegisterField),
        kind: ChangeKind,
        (before, after): (Option<String>, Option<String>),
    ) {
        let says_over = after.as_deref().and_then(Standing::parse).is_some_and(Standing::is_over);
        let is_closing = field == RegisterField::Standing && says_over;
        let change = Change { id: work.new_id(), company, workplace, field, before, after, kind, at: work.at(), is_closing, seen_at: None };
        self.changes.push(change);
    }

    /// Keeps what the register says; a value that it said before keeps its day, and whether somebody has declined it.
    fn remember(&mut self, sides: &Sides<'_>, is_old: bool) {
        let before = self.said.get(&(sides.subject(), sides.says.field));
        let was_so = before.filter(|before| is_old || before.value == sides.says.value);
        let said = SaidBefore {
            value: sides.says.value.clone(),
            as_of: sides.says.as_of.clone(),
            since: was_so.map_or(self.today, |before| before.since),
            declined: was_so.is_some_and(|before| before.declined),
        };
        if before != Some(&said) {
            self.sayings.push(Saying { company: sides.company, subject: sides.subject(), field: sides.says.field, said });
        }
    }

    /// A telephone or address that we had from the register leaves with it when it becomes secret there.
    fn becomes_secret(&mut self, work: &Work<'_>, company: &Company, field: RegisterField) -> bool {
        let Some(before) = self.said.get(&(company.id.0, field)) else { return false };
        let ours = news::of_company(company, field);
        let is_theirs = ours.as_deref().is_some_and(|ours| news::same(field, ours, &before.value));
        self.forgotten.push((company.id.0, field));
        if is_theirs {
            self.note(work, (company.id, None, field), ChangeKind::Taken, (None, None));
        }
        is_theirs
    }

    async fn write(self, work: &mut Work<'_>, looked: &[CompanyId]) -> Result<Taken, Failure> {
        register::keep(work, &self.sayings).await?;
        for (subject, field) in &self.forgotten {
            register::forget(work, *subject, *field).await?;
        }
        register::note(work, &self.changes).await?;
        register_state::looked_up(work, looked).await?;
        self.ask_owners(work).await?;
        let of = |kind| self.changes.iter().filter(|change| change.kind == kind).count();
        let taken = Taken { taken: of(ChangeKind::Taken), kept: of(ChangeKind::Kept) };
        let mut fields: HashMap<CompanyId, Vec<&str>> = HashMap::new();
        for change in &self.changes {
            fields.entry(change.company).or_default().push(change.field.as_str());
        }
        for (company, fields) in fields {
            work.note(Subject::new("company", company), json!({ "fields": fields }));
        }
        Ok(taken)
    }

    /// Whatever has closed while people are there, or could come, is a task for the company's owner.
    async fn ask_owners(&self, work: &Work<'_>) -> Result<(), Failure> {
        for (company, place) in &self.closed {
            let places: Vec<WorkplaceId> = match place {
                Some(place) => vec![*place],
                None => workplaces::ids_of_companies(work, &[company.id]).await?,
            };
            if !is_in_use(work, places, self.today).await? {
                continue;
            }
            let subject = place.map_or(company.id.0, |place| place.0);
            let task = NewTask {
                kind: TaskKind::RegisterClosed,
                company: Some(company.id),
                subject: Some(subject),
                assigned_to: in_charge(work, company).await?,
                due_at: end_of_day(self.today + Duration::days(DAYS_TO_SEE)),
                note: None,
                once_key: Some(format!("register_closed:{subject}:{}", self.today)),
            };
            tasks::add(work, &task).await?;
        }
        Ok(())
    }
}

/// Whether somebody is at a workplace, or could come.
async fn is_in_use(work: &Work<'_>, places: Vec<WorkplaceId>, today: NaiveDate) -> Result<bool, Fault> {
    let is_open = |slot: &crate::domain::slot::Slot| !slot.paused && slot.open_to.is_none_or(|last| last >= today);
    if slots::at_workplaces(work, &places).await?.iter().any(is_open) {
        return Ok(true);
    }
    let states: Vec<StateName> = StateName::ALL.iter().copied().filter(|state| state.is_open() || state.fills_ratio()).collect();
    let filter = placements::Filter { workplaces: Some(places), states, ..placements::Filter::default() };
    Ok(placements::count(work, &filter).await? > 0)
}

//! What a company types into VITAS, in the order of its form, and what the municipality decided there. VITAS stays the
//! application: nothing here is one. All values are Danish, since the form is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    company::{Address, Company, Contact, Workplace},
    ids::{AccountId, GrantId, PlacementId},
    placement::{HoursStep, Placement},
    rulebook::{Answer, Finding, Task, Verdict, wording},
    slot::{Slot, TimeWindow},
    terms::{PlacementForm, Purpose, Sector, words},
};
use crate::base::clock::Moment;

/// Months of the average in merbeskæftigelse.
const MONTHS: usize = 12;

words! {
    /// How far an application in VITAS has come.
    GrantDecision {
        /// Sent, not yet decided.
        Ansoegt = "ansoegt",
        /// The municipality agrees beforehand; the last yes is still to come.
        Forhaandsgodkendt = "forhaandsgodkendt",
        /// Granted.
        Bevilget = "bevilget",
        /// Refused.
        Afslaaet = "afslaaet",
        /// Granted once, and taken back.
        Tilbagekaldt = "tilbagekaldt",
    }
}

/// A decision of VITAS as somebody noted it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Own id.
    pub id: GrantId,
    /// Which placement it is about.
    pub placement: PlacementId,
    /// The number that VITAS gave.
    pub number: String,
    /// How far it has come.
    pub decision: GrantDecision,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Who noted it.
    pub noted_by: AccountId,
    /// When it was noted.
    pub noted_at: Moment,
}

/// Most characters of a VITAS number.
pub const LONGEST_NUMBER: usize = 40;

/// Whether a text can be a number of VITAS: digits, letters and dashes.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    (1..=LONGEST_NUMBER).contains(&text.chars().count()) && text.chars().all(is_sign)
}

/// Whether the law asks for a grant in VITAS before the placement starts.
#[must_use]
pub fn needs_grant(law: &Answer) -> bool {
    law.tasks.contains(&Task::VitasApply)
}

/// Whether a grant is asked for and none stands; `grants` newest first.
#[must_use]
pub fn lacks_grant(law: &Answer, grants: &[Grant]) -> bool {
    needs_grant(law) && grants.first().is_none_or(|latest| latest.decision != GrantDecision::Bevilget)
}

words! {
    /// What is said beside a field: why it is empty, or where its value comes from.
    Note {
        /// The company types the CPR number of whom it was told.
        Cpr = "cpr",
        /// We do not know the representative; the company does.
        Representative = "representative",
        /// VITAS takes the form without it.
        Optional = "optional",
        /// The place has nobody to ask.
        NoContact = "no_contact",
        /// The contact has no mail or no phone here.
        ContactGap = "contact_gap",
        /// Only the company knows it.
        ByCompany = "by_company",
        /// Not written on the slot.
        SlotGap = "slot_gap",
        /// Not written on the workplace.
        WorkplaceGap = "workplace_gap",
        /// The company's monthly figures are not written, or fewer than twelve.
        MonthsGap = "months_gap",
        /// The last step; the remark tells the others.
        LastStep = "last_step",
        /// A figure of the P-number.
        OfWorkplace = "of_workplace",
        /// A figure of the whole CVR number.
        OfCompany = "of_company",
        /// A figure of the whole CVR number, where the institution counts.
        OfInstitution = "of_institution",
    }
}

/// Where a missing value is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledIn {
    /// On the slot.
    Slot,
    /// On the company, its workplaces or contacts.
    Company,
}

impl Note {
    /// Where the value is filled in, where that can be done here.
    #[must_use]
    pub const fn filled_in(self) -> Option<FilledIn> {
        match self {
            Self::SlotGap => Some(FilledIn::Slot),
            Self::NoContact | Self::ContactGap | Self::WorkplaceGap | Self::MonthsGap => Some(FilledIn::Company),
            _ => None,
        }
    }
}

/// A value of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// Hours or persons.
    Figure(f64),
    /// Times of the working day.
    Times(TimeWindow),
    /// The agreed purpose.
    Purpose(Purpose),
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its stable name in files.
    pub key: &'static str,
    /// What is typed; none where somebody else knows it.
    pub value: Option<Value>,
    /// What is said beside it.
    pub note: Option<Note>,
    /// The day of a figure.
    pub as_of: Option<NaiveDate>,
}

impl Field {
    const fn empty(key: &'static str, note: Note) -> Self {
        Self { key, value: None, note: Some(note), as_of: None }
    }

    /// A value, or why there is none.
    fn known(key: &'static str, value: Option<Value>, gap: Note) -> Self {
        let note = value.is_none().then_some(gap);
        Self { key, value, note, as_of: None }
    }

    fn text(key: &'static str, text: impl Into<String>, gap: Note) -> Self {
        let text = text.into();
        Self::known(key, (!text.trim().is_empty()).then_some(Value::Text(text)), gap)
    }

    /// A figure and where it comes from, or why there is none.
    fn figure(key: &'static str, figure: Option<(f64, Option<NaiveDate>)>, source: Note, gap: Note) -> Self {
        let note = Some(if figure.is_some() { source } else { gap });
        Self { key, value: figure.map(|(count, _)| Value::Figure(count)), note, as_of: figure.and_then(|(_, as_of)| as_of) }
    }

    /// The key of its label.
    #[must_use]
    pub fn label_key(&self) -> String {
        format!("vitas-field-{}", self.key)
    }
}

/// What the package is made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The placement.
    pub placement: &'a Placement,
    /// Its slot.
    pub slot: &'a Slot,
    /// The slot's workplace.
    pub workplace: &'a Workplace,
    /// Its company.
    pub company: &'a Company,
    /// Who answers for the slot.
    pub contact: Option<&'a Contact>,
    /// The law on the placement's own days.
    pub law: &'a Answer,
    /// The law as VITAS tests it on the day of the application, where the placement starts later.
    pub law_at_application: Option<&'a Answer>,
    /// Whether the placement was given a later end.
    pub extended: bool,
}

/// The fields in the order of the form. The citizen's name and CPR number are in none: the company types them.
#[must_use]
pub fn package(material: &Material<'_>) -> Vec<Field> {
    let mut fields = contact(material.contact);
    fields.extend(representative());
    fields.push(Field::empty("cpr", Note::Cpr));
    fields.extend(workplace(material));
    fields.extend(work(material));
    fields.extend(employees(material));
    if material.placement.form == PlacementForm::Loentilskud {
        fields.push(Field::empty("monthly_wage_cost", Note::ByCompany));
    }
    if material.extended {
        fields.push(Field::known("new_end", Some(Value::Day(material.placement.period.to)), Note::ByCompany));
        fields.push(Field::empty("contract_still_holds", Note::ByCompany));
    }
    let remark = remark(material);
    if !remark.is_empty() {
        fields.push(Field::text("remark", remark, Note::Optional));
    }
    fields
}

fn contact(contact: Option<&Contact>) -> Vec<Field> {
    let gap = if contact.is_some() { Note::ContactGap } else { Note::NoContact };
    let part = |key, pick: fn(&Contact) -> Option<&str>| Field::text(key, contact.and_then(pick).unwrap_or_default(), gap);
    vec![
        part("contact_name", |contact| Some(&contact.name)),
        part("contact_email", |contact| contact.email.as_deref()),
        part("contact_phone", |contact| contact.phone.as_deref()),
    ]
}

fn representative() -> [Field; 3] {
    [
        Field::empty("representative_name", Note::Representative),
        Field::empty("representative_email", Note::Optional),
        Field::empty("representative_phone", Note::Optional),
    ]
}

fn workplace(material: &Material<'_>) -> Vec<Field> {
    let Material { workplace, company, .. } = material;
    let name = if workplace.name == company.name { company.name.clone() } else { format!("{}, {}", workplace.name, company.name) };
    vec![
        Field::text("p_number", workplace.p_number.as_str(), Note::WorkplaceGap),
        Field::text("cvr", company.cvr.as_str(), Note::WorkplaceGap),
        Field::text("workplace", name, Note::WorkplaceGap),
        Field::text("workplace_address", line(&workplace.address), Note::WorkplaceGap),
    ]
}

fn line(address: &Address) -> String {
    let town: Vec<&str> = [&address.postcode, &address.town].into_iter().flatten().map(String::as_str).collect();
    let parts = [address.street.clone().unwrap_or_default(), town.join(" ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn work(material: &Material<'_>) -> Vec<Field> {
    let Material { placement, slot, .. } = material;
    let day = |key, day| Field::known(key, Some(Value::Day(day)), Note::ByCompany);
    let steps = &placement.weekly_hours;
    let hours = steps.last().map(|step| Value::Figure(step.hours));
    let mut weekly_hours = Field::known("weekly_hours", hours, Note::ByCompany);
    if steps.len() > 1 {
        weekly_hours.note = Some(Note::LastStep);
    }
    vec![
        day("starts_on", placement.period.from),
        day("ends_on", placement.period.to),
        weekly_hours,
        Field::known("working_times", slot.times.map(Value::Times), Note::SlotGap),
        Field::text("job_title", slot.title.as_str(), Note::SlotGap),
        Field::text("tasks", slot.description.as_str(), Note::SlotGap),
        Field::known("purpose", Some(Value::Purpose(placement.purpose)), Note::ByCompany),
    ]
}

/// Three figures, since the P-number and the CVR number are counted apart and nobody can explain one by the other.
fn employees(material: &Material<'_>) -> Vec<Field> {
    let Material { workplace, company, .. } = material;
    let source = if workplace.sector == Sector::Offentlig { Note::OfInstitution } else { Note::OfCompany };
    let months = company.monthly_ordinary.as_deref().unwrap_or_default();
    let of_months = |key, figure: Option<f64>| Field::figure(key, figure.map(|count| (count, None)), source, Note::MonthsGap);
    vec![
        Field::figure("ordinary_workplace", workplace.ordinary, Note::OfWorkplace, Note::WorkplaceGap),
        of_months("ordinary_last_month", months.last().copied()),
        of_months("ordinary_mean", mean(months)),
    ]
}

fn mean(months: &[f64]) -> Option<f64> {
    let latest = &months[months.len().checked_sub(MONTHS)?..];
    let sum: f64 = latest.iter().sum();
    Some((sum / 12.0 * 100.0).round() / 100.0)
}

/// What stands ready for the field of remarks; empty where nothing needs a word.
fn remark(material: &Material<'_>) -> String {
    let said = [steps(&material.placement.weekly_hours), ratio(material), growth(material.law)];
    said.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// VITAS takes one figure for the hours; where they change the last stands in its field and all of them here.
fn steps(steps: &[HoursStep]) -> Option<String> {
    let told = |step: &HoursStep| format!("{} timer om ugen fra {}", wording::figure(step.hours).da, wording::day(step.from).da);
    let all: Vec<String> = steps.iter().map(told).collect();
    (all.len() > 1)
        .then(|| format!("Timetallet ændrer sig i forløbet: {}. I feltet om ugentlige timer står det sidste trin.", all.join(", ")))
}

fn ratio(material: &Material<'_>) -> Option<String> {
    let own = finding_with(material.law, "capacity")?;
    if asks_for_a_word(own) {
        return Some(format!("Om rimelighedskravet: {}", own.text));
    }
    let at_application = finding_with(material.law_at_application?, "capacity").filter(|finding| asks_for_a_word(finding))?;
    let start = wording::day(material.placement.period.from).da;
    let is_fine = own.verdict == Verdict::Ok;
    is_fine.then(|| {
        format!(
            "VITAS kan vise en rød advarsel om rimelighedskravet i dag: {} Fra forløbets første dag, {start}, er kravet opfyldt: {}",
            at_application.text, own.text
        )
    })
}

fn growth(law: &Answer) -> Option<String> {
    let own = finding_with(law, "latest_month").filter(|finding| asks_for_a_word(finding))?;
    Some(format!("Om merbeskæftigelse: {}", own.text))
}

/// The finding that used a number by this name.
fn finding_with<'a>(law: &'a Answer, number: &str) -> Option<&'a Finding> {
    law.findings.iter().find(|finding| finding.numbers.contains_key(number))
}

fn asks_for_a_word(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Warn | Verdict::Block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rulebook::{Number, Numbers};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn step(from: &str, hours: f64) -> HoursStep {
        HoursStep { from: day(from), hours }
    }

    fn grant(decision: GrantDecision) -> Grant {
        let id = uuid::Uuid::nil();
        let (noted_at, decided_on) = (Moment::default(), day("2026-03-04"));
        Grant {
            id: GrantId(id),
            placement: PlacementId(id),
            number: "1".to_owned(),
            decision,
            decided_on,
            noted_by: AccountId(id),
            noted_at,
        }
    }

    fn law(verdict: Verdict, number: &str, text: &str) -> Answer {
        let mut law = Answer::undecided(text, "");
        law.findings[0].verdict = verdict;
        law.findings[0].numbers = Numbers::from([(number.to_owned(), Number::Count(3))]);
        law
    }

    #[test]
    fn a_number_is_digits_letters_and_dashes() {
        for (text, fine) in [("2026-00123", true), ("V7", true), ("", false), ("12 3", false), ("nr.3", false)] {
            assert_eq!(is_number(text), fine, "{text}");
        }
        assert!(is_number(&"1".repeat(40)) && !is_number(&"1".repeat(41)));
    }

    #[test]
    fn only_the_last_word_granted_is_a_grant() {
        let mut law = Answer::undecided("", "");
        assert!(!lacks_grant(&law, &[]), "no grant is asked for");
        law.tasks = vec![Task::VitasApply];
        assert!(lacks_grant(&law, &[]));
        for decision in GrantDecision::ALL {
            let latest_first = [grant(*decision), grant(GrantDecision::Bevilget)];
            assert_eq!(lacks_grant(&law, &latest_first), *decision != GrantDecision::Bevilget, "{decision}");
        }
    }

    #[test]
    fn steps_of_hours_are_told_in_a_remark() {
        assert_eq!(steps(&[step("2026-03-02", 4.0)]), None);
        let told = steps(&[step("2026-03-02", 4.0), step("2026-03-30", 7.5)]).expect("a remark");
        assert!(told.contains("4 timer om ugen fra 2. marts 2026, 7,5 timer om ugen fra 30. marts 2026"), "{told}");
    }

    #[test]
    fn growth_is_explained_where_it_fails_only() {
        assert_eq!(growth(&law(Verdict::Ok, "latest_month", "fint")), None);
        assert_eq!(growth(&law(Verdict::Unknown, "latest_month", "mangler")), None);
        assert_eq!(growth(&law(Verdict::Block, "latest_month", "for få")).as_deref(), Some("Om merbeskæftigelse: for få"));
    }

    #[test]
    fn a_mean_is_of_twelve_months_or_none() {
        assert_eq!(mean(&[9.0; 11]), None);
        let mut months = vec![100.0];
        months.extend([10.0; 11]);
        months.push(11.0);
        assert_eq!(mean(&months), Some(10.08));
    }
}

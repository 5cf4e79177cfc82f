//! What a company types into VITAS, in the order of its form. All values are Danish, since the form is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::remark::remark;
use crate::domain::{
    company::{Address, Company, Contact, Workplace},
    placement::Placement,
    rulebook::Answer,
    slot::{Slot, TimeWindow},
    terms::{PlacementForm, Purpose, Sector, words},
};

/// Months of the average in merbeskæftigelse.
const MONTHS: usize = 12;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_of_twelve_months_or_none() {
        assert_eq!(mean(&[9.0; 11]), None);
        let mut months = vec![100.0];
        months.extend([10.0; 11]);
        months.push(11.0);
        assert_eq!(mean(&months), Some(10.08));
    }
}

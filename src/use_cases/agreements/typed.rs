//! An agreement as it stands in a form, and how it is read.

use uuid::Uuid;

use crate::{
    domain::{
        agreement::{AgreementContent, AgreementLine, Duty, Mentor, Payer, Side},
        company::{Agreement, AgreementKind, Workplace},
        ids::{AccountId, SlotId},
        refusal::Refusal,
        rulebook::RuleBook,
        terms::PlacementForm,
    },
    use_cases::{
        app::App,
        typed::{Fields, shown, shown_number},
    },
};

/// Most seats of one line.
const MOST_SEATS: i32 = 500;

/// Longest sentence of a duty, characters.
const LONGEST_DUTY: usize = 300;

/// Most duties of one side.
const MOST_DUTIES: usize = 30;

/// The names of a line's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the name of the line's value of the same name")]
pub struct LineFields {
    pub slot: &'static str,
    pub workplace: &'static str,
    pub title: &'static str,
    pub occupation: &'static str,
    pub forms: &'static str,
    pub seats: &'static str,
    pub hours_min: &'static str,
    pub hours_max: &'static str,
    pub reserved_seats: &'static str,
    pub reserved_for: &'static str,
    pub drop: &'static str,
}

macro_rules! line_fields {
    ($($number:literal)+) => {
        [$(LineFields {
            slot: concat!("line_", $number, "_slot"),
            workplace: concat!("line_", $number, "_workplace"),
            title: concat!("line_", $number, "_title"),
            occupation: concat!("line_", $number, "_occupation"),
            forms: concat!("line_", $number, "_forms"),
            seats: concat!("line_", $number, "_seats"),
            hours_min: concat!("line_", $number, "_hours_min"),
            hours_max: concat!("line_", $number, "_hours_max"),
            reserved_seats: concat!("line_", $number, "_reserved_seats"),
            reserved_for: concat!("line_", $number, "_reserved_for"),
            drop: concat!("line_", $number, "_drop"),
        }),+]
    };
}

/// The fields of all lines that a form can have.
pub const LINE_FIELDS: [LineFields; 12] = line_fields!(0 1 2 3 4 5 6 7 8 9 10 11);

/// One line of places as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLine {
    /// The slot that it makes, where it stood in an earlier version.
    pub slot: String,
    /// Id of the workplace.
    pub workplace: String,
    /// Job title.
    pub title: String,
    /// A job title of our list or a DISCO-08 code.
    pub occupation: String,
    /// Kinds of placement.
    pub forms: Vec<String>,
    /// Count of seats.
    pub seats: String,
    /// Fewest hours a week.
    pub hours_min: String,
    /// Most hours a week.
    pub hours_max: String,
    /// Seats kept for the groups.
    pub reserved_seats: String,
    /// Target groups.
    pub reserved_for: Vec<String>,
    /// Whether the line shall go.
    pub drop: bool,
}

impl TypedLine {
    fn is_blank(&self) -> bool {
        self.title.trim().is_empty() && self.seats.trim().is_empty() && self.slot.is_empty()
    }

    fn put(&mut self, field: &str, value: String) {
        match field {
            "slot" => self.slot = value,
            "workplace" => self.workplace = value,
            "title" => self.title = value,
            "occupation" => self.occupation = value,
            "forms" => self.forms.push(value),
            "seats" => self.seats = value,
            "hours_min" => self.hours_min = value,
            "hours_max" => self.hours_max = value,
            "reserved_seats" => self.reserved_seats = value,
            "reserved_for" => self.reserved_for.push(value),
            "drop" => self.drop = !value.is_empty(),
            _ => {}
        }
    }
}

impl From<&AgreementLine> for TypedLine {
    fn from(line: &AgreementLine) -> Self {
        Self {
            slot: line.slot.to_string(),
            workplace: line.workplace.to_string(),
            title: line.title.clone(),
            occupation: line.occupation.clone().unwrap_or_default(),
            forms: line.forms.iter().map(ToString::to_string).collect(),
            seats: line.seats.to_string(),
            hours_min: line.hours.map(|hours| shown_number(hours.min)).unwrap_or_default(),
            hours_max: line.hours.map(|hours| shown_number(hours.max)).unwrap_or_default(),
            reserved_seats: if line.reserved_seats == 0 { String::new() } else { line.reserved_seats.to_string() },
            reserved_for: line.reserved_for.clone(),
            drop: false,
        }
    }
}

/// An agreement as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAgreement {
    /// The count of changes that the form showed.
    pub version: i32,
    /// Number shown to both sides.
    pub number: String,
    /// Kind.
    pub kind: String,
    /// First day.
    pub starts_on: String,
    /// Last day; empty = open-ended.
    pub ends_on: String,
    /// Id of the responsible company consultant.
    pub responsible: String,
    /// Places.
    pub lines: Vec<TypedLine>,
    /// Mentor's hours a week; empty = no mentor.
    pub mentor_hours: String,
    /// Who pays.
    pub mentor_paid_by: String,
    /// Kroner an hour.
    pub mentor_rate: String,
    /// What the invoice is made out on.
    pub mentor_invoice: String,
    /// What the municipality promises.
    pub ours: Vec<String>,
    /// What the company promises.
    pub theirs: Vec<String>,
    /// Anything else.
    pub terms: String,
}

impl TypedAgreement {
    /// What a form sent; names that are no fields are passed over.
    #[must_use]
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "version" => typed.version = value.parse().unwrap_or_default(),
                "number" => typed.number = value,
                "kind" => typed.kind = value,
                "starts_on" => typed.starts_on = value,
                "ends_on" => typed.ends_on = value,
                "responsible" => typed.responsible = value,
                "mentor_hours" => typed.mentor_hours = value,
                "mentor_paid_by" => typed.mentor_paid_by = value,
                "mentor_rate" => typed.mentor_rate = value,
                "mentor_invoice" => typed.mentor_invoice = value,
                "ours" => typed.ours.push(value),
                "theirs" => typed.theirs.push(value),
                "terms" => typed.terms = value,
                other => typed.put_in_line(other, value),
            }
        }
        typed
    }

    fn put_in_line(&mut self, name: &str, value: String) {
        let found = name.strip_prefix("line_").and_then(|rest| rest.split_once('_'));
        let Some((number, field)) = found.and_then(|(number, field)| Some((number.parse::<usize>().ok()?, field))) else { return };
        if number >= LINE_FIELDS.len() {
            return;
        }
        if self.lines.len() <= number {
            self.lines.resize(number + 1, TypedLine::default());
        }
        if let Some(line) = self.lines.get_mut(number) {
            line.put(field, value);
        }
    }

    /// What is known, as a form shows it.
    #[must_use]
    pub fn of(agreement: &Agreement, content: &AgreementContent) -> Self {
        let duties = |side| content.duties_of(side).map(|duty| duty.text.clone()).collect();
        let mentor = content.mentor.as_ref();
        Self {
            version: agreement.version,
            number: agreement.number.clone(),
            kind: content.kind.to_string(),
            starts_on: content.starts_on.to_string(),
            ends_on: shown(content.ends_on.as_ref()),
            responsible: shown(agreement.responsible.as_ref()),
            lines: content.lines.iter().map(TypedLine::from).collect(),
            mentor_hours: mentor.map(|mentor| shown_number(mentor.hours)).unwrap_or_default(),
            mentor_paid_by: mentor.map(|mentor| mentor.paid_by.to_string()).unwrap_or_default(),
            mentor_rate: mentor.and_then(|mentor| mentor.rate).map(shown_number).unwrap_or_default(),
            mentor_invoice: mentor.map(|mentor| mentor.invoice.clone()).unwrap_or_default(),
            ours: duties(Side::Municipality),
            theirs: duties(Side::Company),
            terms: content.terms.clone(),
        }
    }

    /// What the form says.
    pub(super) fn read(&self, app: &App, ground: &Ground<'_>) -> Result<ReadAgreement, Refusal> {
        let mut fields = Fields::default();
        let number = fields.required("number", &self.number).map(|number| fields.free_text("number", &number, app));
        let kind = fields.word("kind", &self.kind, AgreementKind::parse);
        let starts_on = fields.day("starts_on", &self.starts_on);
        if self.starts_on.trim().is_empty() {
            fields.refuse("starts_on", "error-required");
        }
        let ends_on = fields.day("ends_on", &self.ends_on);
        if matches!((starts_on, ends_on), (Some(first), Some(last)) if last < first) {
            fields.refuse("ends_on", "error-order");
        }
        let responsible = fields.optional_word("responsible", &self.responsible, |id| id.parse().ok());
        let lines = self.read_lines(app, ground, &mut fields);
        let mentor = self.read_mentor(app, &mut fields);
        let mut duties = read_duties(app, ground, &mut fields, (Side::Municipality, "ours", &self.ours));
        duties.extend(read_duties(app, ground, &mut fields, (Side::Company, "theirs", &self.theirs)));
        let terms = fields.free_text("terms", &self.terms, app);
        let (number, (kind, starts_on)) = fields.accept(number.zip(kind.zip(starts_on)))?;
        Ok(ReadAgreement { number, responsible, content: AgreementContent { kind, starts_on, ends_on, lines, mentor, duties, terms } })
    }

    fn read_lines(&self, app: &App, ground: &Ground<'_>, fields: &mut Fields) -> Vec<AgreementLine> {
        let typed = self.lines.iter().zip(LINE_FIELDS).filter(|(line, _)| !line.is_blank() && !line.drop);
        typed.filter_map(|(line, names)| read_line(app, ground, fields, (line, &names))).collect()
    }

    fn read_mentor(&self, app: &App, fields: &mut Fields) -> Option<Mentor> {
        let hours = fields.decimal("mentor_hours", &self.mentor_hours);
        if hours.is_some_and(|hours| !(0.5..=200.0).contains(&hours)) {
            fields.refuse("mentor_hours", "agreement-mentor-hours-invalid");
        }
        let rate = fields.decimal("mentor_rate", &self.mentor_rate);
        let invoice = fields.line("mentor_invoice", &self.mentor_invoice).unwrap_or_default();
        let invoice = fields.free_text("mentor_invoice", &invoice, app);
        let hours = hours?;
        let paid_by = fields.word("mentor_paid_by", &self.mentor_paid_by, Payer::parse)?;
        Some(Mentor { hours, paid_by, rate, invoice })
    }
}

/// What a form is read against.
pub(super) struct Ground<'a> {
    /// The rules, which know the target groups.
    pub book: &'a RuleBook,
    /// The company's workplaces.
    pub workplaces: &'a [Workplace],
    /// What the version before, or this one before the change, says.
    pub before: Option<&'a AgreementContent>,
    /// Makes new ids.
    pub new_id: &'a (dyn Fn() -> Uuid + Sync),
}

/// What a form says.
pub(super) struct ReadAgreement {
    /// Number shown to both sides.
    pub number: String,
    /// Responsible company consultant.
    pub responsible: Option<AccountId>,
    /// The content of the version.
    pub content: AgreementContent,
}

fn read_line(app: &App, ground: &Ground<'_>, fields: &mut Fields, (typed, names): (&TypedLine, &LineFields)) -> Option<AgreementLine> {
    let title = fields.required(names.title, &typed.title).map(|title| fields.free_text(names.title, &title, app));
    let place = |id: &str| ground.workplaces.iter().find(|place| place.id.to_string() == id).map(|place| place.id);
    let workplace = fields.word(names.workplace, &typed.workplace, place);
    let forms: Vec<PlacementForm> = typed.forms.iter().filter_map(|word| PlacementForm::parse(word)).collect();
    if forms.is_empty() || forms.len() != typed.forms.len() {
        fields.refuse(names.forms, "slot-forms-missing");
    }
    let seats = fields.whole(names.seats, &typed.seats);
    if typed.seats.trim().is_empty() || seats.is_some_and(|seats| !(1..=MOST_SEATS).contains(&seats)) {
        fields.refuse(names.seats, "slot-seats-invalid");
    }
    let hours = fields.hours([names.hours_min, names.hours_max], [&typed.hours_min, &typed.hours_max]);
    let reserved = fields.whole(names.reserved_seats, &typed.reserved_seats).unwrap_or(0);
    if seats.is_some_and(|seats| reserved > seats) {
        fields.refuse(names.reserved_seats, "agreement-reserved-too-many");
    }
    if (reserved > 0) == typed.reserved_for.is_empty() || typed.reserved_for.iter().any(|code| ground.book.group(code).is_none()) {
        fields.refuse(names.reserved_for, "agreement-reserved-groups");
    }
    let occupation = read_occupation(app, fields, (names.occupation, typed));
    let (workplace, title, seats) = (workplace?, title?, seats?);
    let same = |line: &&AgreementLine| line.slot.to_string() == typed.slot && line.workplace == workplace;
    let known = ground.before.and_then(|before| before.lines.iter().find(same)).map(|line| line.slot);
    Some(AgreementLine {
        slot: known.unwrap_or_else(|| SlotId((ground.new_id)())),
        workplace,
        title,
        occupation,
        forms,
        seats: seats.unsigned_abs(),
        hours,
        reserved_seats: reserved.unsigned_abs(),
        reserved_for: typed.reserved_for.clone(),
    })
}

/// A code, a title of our list, or nothing: then the line's own title may be plain enough.
fn read_occupation(app: &App, fields: &mut Fields, (name, typed): (&'static str, &TypedLine)) -> Option<String> {
    let titles = &app.reference.job_titles;
    let Some(line) = fields.line(name, &typed.occupation) else {
        return titles.occupation_of(&typed.title).map(str::to_owned);
    };
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_code = matches!(first.len(), 4 | 6) && first.bytes().all(|byte| byte.is_ascii_digit());
    let code = if is_code { Some(first) } else { titles.occupation_of(&line) };
    if code.is_none() {
        fields.refuse(name, "slot-occupation-unknown");
    }
    code.map(str::to_owned)
}

/// The sentences of one side; one that stood there before keeps its id, so that its judgement follows it.
fn read_duties(app: &App, ground: &Ground<'_>, fields: &mut Fields, (side, name, typed): (Side, &'static str, &[String])) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    for text in typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        if text.chars().count() > LONGEST_DUTY || duties.len() == MOST_DUTIES {
            fields.refuse(name, "error-too-long");
            break;
        }
        let text = fields.free_text(name, text, app);
        let same = |duty: &&Duty| duty.side == side && duty.text == text;
        let known = ground.before.and_then(|before| before.duties.iter().find(same)).map(|duty| duty.id);
        duties.push(Duty { id: known.unwrap_or_else(|| (ground.new_id)()), side, text });
    }
    duties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_their_number() {
        let pairs = [
            ("line_0_title", "Lager"),
            ("line_1_forms", "fleksjob"),
            ("line_1_forms", "loentilskud"),
            ("line_99_title", "x"),
            ("ours", "A"),
        ];
        let typed = TypedAgreement::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        assert_eq!(typed.lines.len(), 2);
        assert_eq!(typed.lines.first().map(|line| line.title.as_str()), Some("Lager"));
        assert_eq!(typed.lines.get(1).map(|line| line.forms.len()), Some(2));
        assert_eq!(typed.ours, ["A"]);
    }
}

//! A slot as it stands in a form, and how it is read.

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::Deserialize;

use crate::{
    domain::{
        ids::{AgreementId, ContactId},
        refusal::Refusal,
        rulebook::RuleBook,
        slot::{Slot, SlotTask, TimeWindow},
        terms::{LanguageLevel, PlacementForm},
    },
    use_cases::{
        app::App,
        typed::{Fields, shown, shown_number},
    },
};

/// Licence categories that a form offers.
pub const LICENCES: [&str; 6] = ["AM", "B", "BE", "C", "CE", "D"];

/// Most seats of one slot.
const MOST_SEATS: i32 = 500;

/// Most tasks of one slot, and most letters of one.
const MOST_TASKS: usize = 30;
const LONGEST_TASK: usize = 200;

/// What marks a task that can be left out; the first is the one that forms show.
const MARKS: [&str; 2] = ["(kan udelades)", "(can be left out)"];

/// A slot as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedSlot {
    /// The version that the form showed.
    pub version: i32,
    /// Title.
    pub title: String,
    /// Kinds of placement.
    pub forms: Vec<String>,
    /// Description.
    pub description: String,
    /// A job title, or a DISCO-08 code with or without its words.
    pub occupation: String,
    /// Count of seats.
    pub seats: String,
    /// Fewest hours a week.
    pub hours_min: String,
    /// Most hours a week.
    pub hours_max: String,
    /// Earliest start, HH:MM.
    pub time_from: String,
    /// Latest end, HH:MM.
    pub time_to: String,
    /// First day.
    pub open_from: String,
    /// Last day; empty = open-ended.
    pub open_to: String,
    /// Codes of what the place demands.
    pub demands: Vec<String>,
    /// Codes of what the place offers.
    pub offers: Vec<String>,
    /// Least level of Danish.
    pub language: String,
    /// Licence categories.
    pub licences: Vec<String>,
    /// Target groups.
    pub reserved_for: Vec<String>,
    /// How many of the seats are kept for them; empty = all.
    pub reserved_seats: String,
    /// What is done there: a task a line, one that can be left out ends with `(kan udelades)`.
    pub tasks: String,
    /// Id of the contact.
    pub contact: String,
    /// Id of the agreement.
    pub agreement: String,
}

impl From<&Slot> for TypedSlot {
    fn from(slot: &Slot) -> Self {
        Self {
            version: slot.version,
            title: slot.title.clone(),
            forms: slot.forms.iter().map(ToString::to_string).collect(),
            description: slot.description.clone(),
            occupation: slot.occupation.clone().unwrap_or_default(),
            seats: slot.seats.to_string(),
            hours_min: slot.hours.map(|hours| shown_number(hours.min)).unwrap_or_default(),
            hours_max: slot.hours.map(|hours| shown_number(hours.max)).unwrap_or_default(),
            time_from: slot.times.map(|times| clock(times.from)).unwrap_or_default(),
            time_to: slot.times.map(|times| clock(times.to)).unwrap_or_default(),
            open_from: slot.open_from.to_string(),
            open_to: shown(slot.open_to.as_ref()),
            demands: slot.demands.clone(),
            offers: slot.offers.clone(),
            language: shown(slot.language.as_ref()),
            licences: slot.licences.clone(),
            reserved_for: slot.reserved_for.clone(),
            reserved_seats: shown(slot.reserved_seats.as_ref()),
            tasks: tasks_as_lines(&slot.tasks),
            contact: shown(slot.contact.as_ref()),
            agreement: shown(slot.agreement.as_ref()),
        }
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Codes that a list knows, besides those that the slot has already.
struct KnownCodes<'a>(&'a mut Fields);

impl KnownCodes<'_> {
    fn read(&mut self, field: &'static str, typed: &[String], before: &[String], is_known: impl Fn(&str) -> bool) -> Vec<String> {
        if typed.iter().any(|code| !is_known(code) && !before.contains(code)) {
            self.0.refuse(field, "error-choose");
        }
        typed.to_vec()
    }
}

impl TypedSlot {
    /// A slot as a new form shows it.
    #[must_use]
    pub fn fresh(today: NaiveDate, contact: Option<ContactId>) -> Self {
        Self {
            forms: vec![PlacementForm::Virksomhedspraktik.to_string()],
            seats: "1".to_owned(),
            open_from: today.to_string(),
            contact: shown(contact.as_ref()),
            ..Self::default()
        }
    }

    /// What the form says, laid over a slot; contact and agreement are checked by whoever has the database.
    ///
    /// # Errors
    /// Some fields need another value.
    pub(super) fn read(&self, app: &App, book: &RuleBook, slot: &Slot) -> Result<Slot, Refusal> {
        let mut fields = Fields::default();
        let title = fields.required("title", &self.title).map(|title| fields.free_text("title", &title, app));
        let forms = self.read_forms(&mut fields);
        let description = fields.free_text("description", &self.description, app);
        let occupation = self.read_occupation(app, &mut fields);
        let seats = self.read_seats(&mut fields);
        let reserved_seats = self.read_reserved_seats(&mut fields, seats);
        let tasks = self.read_tasks(&mut fields, app);
        let hours = fields.hours(["hours_min", "hours_max"], [&self.hours_min, &self.hours_max]);
        let times = self.read_times(&mut fields);
        let (open_from, open_to) = self.read_days(&mut fields);
        let language = fields.optional_word("language", &self.language, LanguageLevel::parse);
        let contact: Option<ContactId> = fields.optional_word("contact", &self.contact, |id| id.parse().ok());
        let agreement: Option<AgreementId> = fields.optional_word("agreement", &self.agreement, |id| id.parse().ok());
        let conditions = self.read_conditions((app, book), slot, &mut fields);
        let (title, (seats, open_from)) = fields.accept(title.zip(seats.zip(open_from)))?;
        let read = Slot { title, description, forms, occupation, seats, hours, times, open_from, ..conditions };
        Ok(Slot { open_to, language, contact, agreement, reserved_seats, tasks, ..read })
    }

    /// The slot with the lists of codes that the form says.
    fn read_conditions(&self, (app, book): (&App, &RuleBook), slot: &Slot, fields: &mut Fields) -> Slot {
        let is_group = |code: &str| book.group(code).is_some();
        let mut codes = KnownCodes(fields);
        Slot {
            demands: codes.read("demands", &self.demands, &slot.demands, |code| app.conditions.demand(code).is_some()),
            offers: codes.read("offers", &self.offers, &slot.offers, |code| app.conditions.offer(code).is_some()),
            licences: codes.read("licences", &self.licences, &slot.licences, |word| LICENCES.contains(&word)),
            reserved_for: codes.read("reserved_for", &self.reserved_for, &slot.reserved_for, is_group),
            ..slot.clone()
        }
    }

    fn read_forms(&self, fields: &mut Fields) -> Vec<PlacementForm> {
        let forms: Vec<_> = self.forms.iter().filter_map(|word| PlacementForm::parse(word)).collect();
        if forms.is_empty() || forms.len() != self.forms.len() {
            fields.refuse("forms", "slot-forms-missing");
        }
        forms
    }

    fn read_seats(&self, fields: &mut Fields) -> Option<u32> {
        let seats = fields.whole("seats", &self.seats);
        if self.seats.trim().is_empty() || seats.is_some_and(|seats| !(1..=MOST_SEATS).contains(&seats)) {
            fields.refuse("seats", "slot-seats-invalid");
        }
        seats.map(i32::unsigned_abs)
    }

    fn read_reserved_seats(&self, fields: &mut Fields, seats: Option<u32>) -> Option<u32> {
        let reserved = fields.whole("reserved_seats", &self.reserved_seats);
        let most = seats.map_or(MOST_SEATS, |seats| i32::try_from(seats).unwrap_or(MOST_SEATS));
        if reserved.is_some_and(|reserved| !(0..=most).contains(&reserved)) {
            fields.refuse("reserved_seats", "slot-reserved-seats-invalid");
        }
        reserved.map(i32::unsigned_abs)
    }

    /// The tasks, a line each; their words are the company's own and say nothing about anybody.
    fn read_tasks(&self, fields: &mut Fields, app: &App) -> Vec<SlotTask> {
        let text = fields.free_text("tasks", &self.tasks, app);
        let tasks: Vec<SlotTask> = text.lines().filter_map(read_task).collect();
        if tasks.len() > MOST_TASKS || tasks.iter().any(|task| task.text.chars().count() > LONGEST_TASK) {
            fields.refuse("tasks", "slot-tasks-too-many");
        }
        tasks
    }

    fn read_days(&self, fields: &mut Fields) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (from, to) = (fields.day("open_from", &self.open_from), fields.day("open_to", &self.open_to));
        if self.open_from.trim().is_empty() {
            fields.refuse("open_from", "error-required");
        }
        if matches!((from, to), (Some(from), Some(to)) if to < from) {
            fields.refuse("open_to", "error-order");
        }
        (from, to)
    }

    fn read_times(&self, fields: &mut Fields) -> Option<TimeWindow> {
        let from = read_time(fields, "time_from", &self.time_from);
        let to = read_time(fields, "time_to", &self.time_to);
        let (no_from, no_to) = (self.time_from.trim().is_empty(), self.time_to.trim().is_empty());
        if no_from != no_to {
            fields.refuse(if no_to { "time_to" } else { "time_from" }, "slot-times-both");
        }
        let window = TimeWindow { from: from?, to: to? };
        if window.to <= window.from {
            fields.refuse("time_to", "error-order");
        }
        Some(window)
    }

    /// A code, a title of our list, or nothing: then the slot's own title may be plain enough.
    fn read_occupation(&self, app: &App, fields: &mut Fields) -> Option<String> {
        let titles = &app.reference.job_titles;
        let Some(line) = fields.line("occupation", &self.occupation) else {
            return titles.occupation_of(&self.title).map(str::to_owned);
        };
        let first = line.split_whitespace().next().unwrap_or_default();
        let is_code = matches!(first.len(), 4 | 6) && first.bytes().all(|byte| byte.is_ascii_digit());
        let code = if is_code { Some(first) } else { titles.occupation_of(&line) };
        if code.is_none() {
            fields.refuse("occupation", "slot-occupation-unknown");
        }
        code.map(str::to_owned)
    }
}

fn read_task(line: &str) -> Option<SlotTask> {
    let line = line.trim();
    let bare = MARKS.iter().find_map(|mark| line.strip_suffix(mark));
    let text = bare.unwrap_or(line).trim().to_owned();
    (!text.is_empty()).then_some(SlotTask { text, can_be_left_out: bare.is_some() })
}

/// Tasks as they stand in a form.
pub(super) fn tasks_as_lines(tasks: &[SlotTask]) -> String {
    let line = |task: &SlotTask| if task.can_be_left_out { format!("{} {}", task.text, MARKS[0]) } else { task.text.clone() };
    tasks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read_time(fields: &mut Fields, field: &'static str, typed: &str) -> Option<u16> {
    let bare = typed.trim().replace('.', ":");
    if bare.is_empty() {
        return None;
    }
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|format| NaiveTime::parse_from_str(&bare, format).ok());
    if time.is_none() {
        fields.refuse(field, "error-time");
    }
    time.and_then(|time| u16::try_from(time.hour() * 60 + time.minute()).ok())
}

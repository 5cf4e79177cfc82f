//! The gates before a placement: closed groups and kinds, sector, eligibility, hours and consultation.

use chrono::NaiveDate;

use super::{
    case::{Case, numbers},
    condition::{Condition, Truth},
    facts::HoursStep,
    numbers::Numbers,
    rule::{ConsultationRule, EligibilityRule, GrantRule, Header, HoursRule, Label, PlacementType},
    verdict::{Finding, Number, Task, Verdict},
    wording,
};

const GROUP_CLOSED: &str = "group-closed";
const TYPE_CLOSED: &str = "type-closed";
const PUBLIC_ONLY: &str = "public-only";

/// Whether the group still takes new grants.
pub(super) fn group_closed(case: &Case<'_>) -> Option<Finding> {
    let Some(code) = case.facts.person.target_group.value() else {
        let names = ["person.target_group"];
        return Some(super::case::finding_without_row(GROUP_CLOSED, wording::undecided(&names), &names));
    };
    let group = case.rules.target_groups.iter().find(|group| group.head.id == *code)?;
    let cutoff = group.granted_before?;
    let head = &group.head;
    let used = numbers([("granted_before", Number::Day(cutoff))]);
    let Some(granted) = case.facts.person.group_granted_on.value() else {
        return Some(case.undecided_as(GROUP_CLOSED, head, vec!["person.group_granted_on"], used));
    };
    let day = wording::day_words(cutoff);
    let text = Label {
        da: format!("Målgruppen {} er lukket for nye bevillinger fra {}.", group.head.name.da, day.da),
        en: format!("The target group {} is closed to new grants from {}.", group.head.name.en, day.en),
    };
    Some(case.finding_as(GROUP_CLOSED, head, if *granted < cutoff { Verdict::Ok } else { head.breach() }, (text, used)))
}

/// Whether the kind still takes new placements.
pub(super) fn type_closed(case: &Case<'_>, kind: &PlacementType) -> Option<Finding> {
    let cutoff = kind.granted_before?;
    let head = &kind.head;
    let (form, day) = (wording::form_words(case.form), wording::day_words(cutoff));
    let text = Label {
        da: format!("{} kan ikke begynde den {} eller senere.", form.da, day.da),
        en: format!("{} cannot begin on {} or later.", form.en, day.en),
    };
    let verdict = if case.first_start() < cutoff { Verdict::Ok } else { head.breach() };
    Some(case.finding_as(TYPE_CLOSED, head, verdict, (text, numbers([("granted_before", Number::Day(cutoff))]))))
}

/// Whether the employer's sector is allowed.
pub(super) fn sector(case: &Case<'_>, kind: &PlacementType) -> Option<Finding> {
    if kind.sectors.len() != 1 {
        return None;
    }
    let head = &kind.head;
    let Some(employer) = case.facts.sector.value() else {
        return Some(case.undecided_as(PUBLIC_ONLY, head, vec!["sector"], Numbers::new()));
    };
    let form = wording::form_words(case.form);
    let text = Label {
        da: format!("{} er kun mulig hos offentlige arbejdsgivere.", form.da),
        en: format!("{} is possible with public employers only.", form.en),
    };
    let verdict = if kind.sectors.contains(employer) { Verdict::Ok } else { head.breach() };
    Some(case.finding_as(PUBLIC_ONLY, head, verdict, (text, Numbers::new())))
}

/// What the person must fulfil.
pub(super) fn eligibility(case: &Case<'_>, rule: &EligibilityRule) -> Option<Finding> {
    let applies = case.is_in(&rule.scope);
    if applies == Truth::No {
        return None;
    }
    let ask = |conditions: &[Condition]| conditions.iter().map(|condition| condition.holds(case.facts)).collect::<Vec<_>>();
    let kept = Truth::all(ask(&rule.require)).and(Truth::any(ask(&rule.deny_if)).not());
    let fulfilled = kept.or(Truth::any(ask(&rule.unless_any)));
    let verdict = match (applies, fulfilled) {
        (_, Truth::Yes) => Verdict::Ok,
        (Truth::Yes, Truth::No) => rule.head.breach(),
        (Truth::Unknown(names), Truth::No) | (Truth::Yes, Truth::Unknown(names)) => return Some(undecided(case, &rule.head, names)),
        (Truth::Unknown(mut names), Truth::Unknown(more)) => {
            names.extend(more);
            return Some(undecided(case, &rule.head, names));
        }
        (Truth::No, _) => return None,
    };
    Some(case.finding(&rule.head, verdict, demand(&rule.head, verdict), thresholds(&rule.require)))
}

fn undecided(case: &Case<'_>, head: &Header, names: Vec<&'static str>) -> Finding {
    case.undecided(head, names, Numbers::new())
}

fn demand(head: &Header, verdict: Verdict) -> Label {
    let (da, en) = if verdict == Verdict::Ok { ("Opfyldt", "Fulfilled") } else { ("Ikke opfyldt", "Not fulfilled") };
    Label { da: format!("{da}: {}.", head.name.da), en: format!("{en}: {}.", head.name.en) }
}

fn thresholds(conditions: &[Condition]) -> Numbers {
    let named = conditions.iter().filter_map(|condition| match condition {
        Condition::AgeMin(years) => Some(("age_min", *years)),
        Condition::AgeOver(years) => Some(("age_over", *years)),
        Condition::UnemployedMonthsMin(months) => Some(("unemployed_months_min", *months)),
        Condition::UnemployedMonthsOver(months) => Some(("unemployed_months_over", *months)),
        Condition::Is(..) | Condition::GroupIn(_) => None,
    });
    named.map(|(name, count)| (name, Number::Count(i64::from(count)))).collect()
}

/// The most hours a week within the placement.
pub(super) fn hours(case: &Case<'_>, rule: &HoursRule) -> Option<Finding> {
    let applies = hours_apply(case, rule);
    let steps = case.facts.weekly_hours.value().map_or(&[][..], Vec::as_slice);
    let fit = HoursFit::of(steps, (case.start, case.end()), rule.max_week);
    let verdict = hours_verdict(rule, &applies, fit)?;
    let mut used = numbers([("max_week", decimal(rule.max_week))]);
    used.extend(most_hours(steps, case.start, case.end()).map(|hours| ("hours_week", decimal(hours))));
    if verdict != Verdict::Unknown {
        return Some(case.finding(&rule.head, verdict, hours_text(case, rule), used));
    }
    let names = if let Truth::Unknown(names) = applies { names } else { Vec::new() };
    let missing = match fit {
        HoursFit::NotSaid => with(names, "weekly_hours"),
        HoursFit::NotFromStart => vec!["weekly_hours"],
        HoursFit::Within | HoursFit::Over => names,
    };
    Some(case.undecided(&rule.head, missing, used))
}

/// Whether the rule binds the placement.
pub(super) fn hours_apply(case: &Case<'_>, rule: &HoursRule) -> Truth {
    let special = rule.when_type.iter().find(|(form, _)| *form == case.form).map_or(&[][..], |(_, conditions)| conditions);
    case.is_in(&rule.scope).and(Truth::all(special.iter().map(|condition| condition.holds(case.facts))))
}

/// What the rule says; none where it does not bind.
pub(super) fn hours_verdict(rule: &HoursRule, applies: &Truth, fit: HoursFit) -> Option<Verdict> {
    match (applies, fit) {
        (Truth::No, _) => None,
        (_, HoursFit::Within) => Some(Verdict::Ok),
        (Truth::Yes, HoursFit::Over) => Some(rule.head.breach()),
        (_, HoursFit::NotSaid | HoursFit::NotFromStart) | (Truth::Unknown(_), HoursFit::Over) => Some(Verdict::Unknown),
    }
}

fn with(mut names: Vec<&'static str>, name: &'static str) -> Vec<&'static str> {
    names.push(name);
    names
}

/// How the hours of a placement stand against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HoursFit {
    /// No step is in force on any of its days.
    NotSaid,
    /// At most the limit, from the first day on.
    Within,
    /// At most the limit as far as known, but nothing is said of the first day.
    NotFromStart,
    /// More than the limit.
    Over,
}

impl HoursFit {
    pub(super) const ALL: [Self; 4] = [Self::NotSaid, Self::Within, Self::NotFromStart, Self::Over];

    /// How steps stand.
    pub(super) fn of(steps: &[HoursStep], (start, end): (NaiveDate, Option<NaiveDate>), limit: f64) -> Self {
        match most_hours(steps, start, end) {
            None => Self::NotSaid,
            Some(most) if most > limit => Self::Over,
            Some(_) if steps.iter().any(|step| step.from <= start) => Self::Within,
            Some(_) => Self::NotFromStart,
        }
    }
}

/// The most hours of a step that is in force on one of the days; the last one that begins by the first day holds on it.
fn most_hours(steps: &[HoursStep], start: NaiveDate, end: Option<NaiveDate>) -> Option<f64> {
    let at_start = steps.iter().filter(|step| step.from <= start).map(|step| step.from).max();
    let in_force = |step: &&HoursStep| {
        let begun = at_start.is_none_or(|first| step.from >= first);
        begun && end.is_none_or(|end| step.from <= end)
    };
    steps.iter().filter(in_force).map(|step| step.hours).reduce(f64::max)
}

fn hours_text(case: &Case<'_>, rule: &HoursRule) -> Label {
    let (form, most) = (wording::form_words(case.form), wording::figure_words(rule.max_week));
    Label {
        da: format!("{} må højst være {} timer om ugen.", form.da, most.da),
        en: format!("{} may be {} hours a week at most.", form.en, most.en),
    }
}

/// A figure as a number of the answer, whole where it is whole.
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers of everyday size are turned")]
pub(super) fn decimal(figure: f64) -> Number {
    if figure.fract() == 0.0 && figure.abs() < 1e9 { Number::Count(figure as i64) } else { Number::Decimal(figure) }
}

/// Who has to be asked or told, in words.
pub(super) fn consultation_text(task: Task) -> Label {
    match task {
        Task::Inform => wording::label(
            "Tillidsrepræsentanten på P-nummeret skal orienteres.",
            "The union representative at the P-number is to be informed.",
        ),
        Task::Hearing => wording::label("Medarbejderrepræsentanten skal høres.", "The employee representative is to be heard."),
        _ => wording::label("Medarbejderrepræsentanten skal skrive under.", "The employee representative is to sign."),
    }
}

/// Who has to be asked or told: a note with its task, whatever the verdict.
pub(super) fn consultation(case: &Case<'_>, rule: &ConsultationRule) -> Option<(Finding, Task)> {
    if case.is_in(&rule.scope) == Truth::No {
        return None;
    }
    let employees = case.facts.workplace.employees_total.value();
    // Where the count is unknown the representative is asked: nothing is lost by it.
    if let (Some(most), Some(employees)) = (rule.unless_employees_max, employees)
        && *employees <= most
    {
        return None;
    }
    let text = consultation_text(rule.task);
    Some((case.finding(&rule.head, Verdict::Ok, text, Numbers::new()), rule.task))
}

/// A grant that is needed before the placement starts: a note with its task; an unverified row says "perhaps".
pub(super) fn grant(case: &Case<'_>, rule: &GrantRule) -> Option<(Finding, Task)> {
    if case.is_in(&rule.scope) == Truth::No {
        return None;
    }
    let form = wording::form(case.form);
    let (da, en) = if rule.head.verified {
        ("skal være bevilget gennem VITAS, før forløbet begynder", "must be granted through VITAS before it begins")
    } else {
        ("skal måske være bevilget gennem VITAS, før forløbet begynder", "must perhaps be granted through VITAS before it begins")
    };
    let text = Label { da: format!("{} {da}.", form.da), en: format!("{} {en}.", form.en) };
    Some((case.finding(&rule.head, Verdict::Ok, text, Numbers::new()), rule.task))
}

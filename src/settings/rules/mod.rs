//! The rule files: embedded from `config/rules`, and a folder of the municipality's own laid over them.

mod further;
mod row;
pub mod text;

use std::{fs, io, path::Path};

use rust_embed::RustEmbed;
use toml::de::{DeTable, DeValue};

use self::row::{Row, Source};
use crate::domain::{
    rulebook::{
        RuleFault, RuleSet, Task,
        facts::{CountMethod, Employer},
        rule::{
            ConsultationRule, DurationRule, EligibilityRule, ExtensionStep, GrantRule, GrowthRule, HoursRule, JUSTIFICATIONS, LastEmployer,
            Length, NOT_ORDINARY, PAID_BY, PlacementType, PreviousEmploymentRule, RatioRule, RatioStep, TargetGroup,
        },
    },
    terms::PlacementForm,
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/config/rules"]
struct EmbeddedRules;

/// Why the rules cannot be used; the sentence names file, line and id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// A folder or file that cannot be read.
    #[error("{file}: kan ikke læses: {what}")]
    Unreadable {
        /// File or folder.
        file: String,
        /// Why.
        what: String,
    },
    /// Not TOML.
    #[error("{file}:{line}: {what}")]
    Syntax {
        /// File.
        file: String,
        /// Line, from one.
        line: usize,
        /// Why.
        what: String,
    },
    /// A row with an unknown word, a wrong date or a missing key.
    #[error("{file}:{line}: \"{id}\": {what}")]
    Row {
        /// File.
        file: String,
        /// Line, from one.
        line: usize,
        /// Id of the row.
        id: String,
        /// What is wrong.
        what: String,
    },
    /// Rows that do not go together.
    #[error(transparent)]
    Set(Box<RuleFault>),
}

/// One rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// Name without folder.
    pub name: String,
    /// Contents.
    pub text: String,
}

/// The embedded rules, with a folder of files laid over them.
///
/// A file of the folder takes the place of the embedded file of the same name, unless its deadlines are all the
/// municipality's own, which never hide the law's; a row of another file takes the place of the embedded row of the same id.
///
/// # Errors
/// Every fault that was found.
pub fn load(folder: Option<&Path>) -> Result<RuleSet, Vec<RulesFault>> {
    text::RuleText::of_program(folder).map_err(|fault| vec![fault])?.rules()
}

fn has_only_own_deadlines(file: &RuleFile) -> bool {
    let (rules, _) = read(std::slice::from_ref(file));
    !rules.deadline.is_empty() && rules.deadline.iter().all(|row| row.local)
}

/// The rules of two layers of files.
///
/// # Errors
/// Every fault that was found.
pub fn combine(base: &[RuleFile], overlay: &[RuleFile]) -> Result<RuleSet, Vec<RulesFault>> {
    let (mut rules, mut faults) = read(base);
    let (local, more) = read(overlay);
    faults.extend(more);
    lay_over(&mut rules, local);
    faults.extend(rules.faults().into_iter().map(|fault| RulesFault::Set(Box::new(fault))));
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

/// The embedded rule files, by name.
#[must_use]
pub fn embedded_files() -> Vec<RuleFile> {
    let mut names: Vec<_> = EmbeddedRules::iter().filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    let read = |name: &str| EmbeddedRules::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    names.iter().filter_map(|name| read(name).map(|text| RuleFile { name: name.to_string(), text })).collect()
}

fn files_of(folder: &Path) -> Result<Vec<RuleFile>, RulesFault> {
    let refuse = |path: &Path| {
        let file = path.display().to_string();
        move |fault: io::Error| RulesFault::Unreadable { file, what: fault.to_string() }
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(refuse(folder))? {
        paths.push(entry.map_err(refuse(folder))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok(RuleFile { name: name(path), text: fs::read_to_string(path).map_err(refuse(path))? })).collect()
}

fn lay_over(rules: &mut RuleSet, local: RuleSet) {
    macro_rules! lay {
        ($($list:ident),+) => {$(
            rules.$list.retain(|row| !local.$list.iter().any(|own| own.head.id == row.head.id));
            rules.$list.extend(local.$list);
            rules.$list.sort_by_key(|row| row.head.priority);
        )+};
    }
    lay!(target_groups, placement_types, duration, eligibility, hours, previous_employment, ratio, growth, consultation);
    lay!(grant, mentor, rate, mail, disclosure, legal_event);
    // A deadline of the municipality's own stands beside the law's and never takes its place.
    rules.deadline.retain(|row| !local.deadline.iter().any(|own| own.head.id == row.head.id && own.local == row.local));
    rules.deadline.extend(local.deadline);
    rules.deadline.sort_by_key(|row| row.head.priority);
}

fn read(files: &[RuleFile]) -> (RuleSet, Vec<RulesFault>) {
    let (mut rules, mut faults) = (RuleSet::default(), Vec::new());
    for file in files {
        let source = Source { file: &file.name, text: &file.text };
        match DeTable::parse(&file.text) {
            Ok(document) => faults.extend(read_document(source, document.get_ref(), &mut rules)),
            Err(fault) => {
                let line = source.line(fault.span().map_or(0, |span| span.start));
                faults.push(RulesFault::Syntax { file: file.name.clone(), line, what: fault.message().to_owned() });
            }
        }
    }
    (rules, faults)
}

fn read_document(source: Source<'_>, document: &DeTable<'_>, rules: &mut RuleSet) -> Vec<RulesFault> {
    let mut faults = Vec::new();
    for (key, value) in document {
        let kind = key.get_ref().as_ref();
        let Some(rows) = value.get_ref().as_array() else {
            faults.push(unknown_kind(source, kind, key.span().start));
            continue;
        };
        for entry in rows.iter() {
            let DeValue::Table(table) = entry.get_ref() else {
                faults.push(unknown_kind(source, kind, entry.span().start));
                continue;
            };
            let row = Row::new(source, table, entry.span().start);
            if !read_row(kind, &row, rules) {
                faults.push(unknown_kind(source, kind, entry.span().start));
                break;
            }
            faults.extend(row.finish());
        }
    }
    faults
}

fn unknown_kind(source: Source<'_>, kind: &str, offset: usize) -> RulesFault {
    let what = format!("ukendt ord \"{kind}\"");
    RulesFault::Syntax { file: source.file.to_owned(), line: source.line(offset), what }
}

/// Reads one row into its list; no where the kind is not known.
fn read_row(kind: &str, row: &Row<'_>, rules: &mut RuleSet) -> bool {
    match kind {
        "target_group" => rules.target_groups.push(target_group(row)),
        "placement_type" => rules.placement_types.extend(placement_type(row)),
        "duration" => rules.duration.push(duration(row)),
        "eligibility" => rules.eligibility.push(eligibility(row)),
        "hours" => rules.hours.push(hours(row)),
        "previous_employment" => rules.previous_employment.extend(previous_employment(row)),
        "ratio" => rules.ratio.extend(ratio(row)),
        "growth" => rules.growth.push(growth(row)),
        "consultation" => rules.consultation.extend(consultation(row)),
        "grant" => rules.grant.extend(grant(row)),
        "deadline" => rules.deadline.extend(further::deadline(row)),
        "mentor" => rules.mentor.push(further::mentor(row)),
        "rate" => rules.rate.extend(further::rate(row)),
        "mail" => rules.mail.extend(further::mail(row)),
        "disclosure" => rules.disclosure.extend(further::disclosure(row)),
        "legal_event" => rules.legal_event.push(further::legal_event(row)),
        _ => return false,
    }
    true
}

fn target_group(row: &Row<'_>) -> TargetGroup {
    TargetGroup {
        head: row.header(),
        lab6: row.whole("lab6").and_then(|number| u8::try_from(number).ok()),
        near_labour_market: row.is("near_labour_market").unwrap_or(false),
        integration_act: row.is("integration_act").unwrap_or(false),
        granted_before: row.date("granted_before"),
        replaces: row.texts("replaces").unwrap_or_default(),
    }
}

fn placement_type(row: &Row<'_>) -> Option<PlacementType> {
    let head = row.header();
    let kind = PlacementType {
        form: row.word("id", PlacementForm::parse)?,
        head,
        paid_by: row.word("paid_by", |word| PAID_BY.contains(&word).then(|| word.to_owned())),
        sectors: row.words("sectors", Employer::parse),
        granted_before: row.date("granted_before"),
        legal: row.text("legal"),
        tasks: row.words("tasks", Task::parse),
    };
    Some(kind)
}

fn duration(row: &Row<'_>) -> DurationRule {
    let (weeks, months) = (row.whole("max_weeks"), row.whole("max_months"));
    if weeks.is_some() && months.is_some() {
        row.fault("enten max_weeks eller max_months");
    }
    let scope = row.scope();
    if scope.types.is_empty() {
        row.fault("types mangler");
    }
    DurationRule {
        head: row.header(),
        scope,
        max: weeks.map(Length::Weeks).or(months.map(Length::Months)),
        extend: row.tables("extend", extension_step),
        alone: row.is("alone").unwrap_or(false),
        status_at_months: row.whole("status_at_months"),
    }
}

fn extension_step(step: &Row<'_>) -> Option<ExtensionStep> {
    let needs = step.required_word("needs", |word| JUSTIFICATIONS.contains(&word).then(|| word.to_owned()));
    match (step.whole("to_weeks"), step.whole("step_weeks")) {
        (Some(weeks), None) => Some(ExtensionStep::ToWeeks { weeks, needs: needs? }),
        (None, Some(weeks)) => Some(ExtensionStep::Repeat { weeks, needs: needs? }),
        _ => {
            step.fault("extend: enten to_weeks eller step_weeks");
            None
        }
    }
}

fn eligibility(row: &Row<'_>) -> EligibilityRule {
    EligibilityRule {
        head: row.header(),
        scope: row.scope(),
        require: row.conditions("require"),
        deny_if: row.conditions("deny_if"),
        unless_any: row.conditions("unless_any"),
    }
}

fn hours(row: &Row<'_>) -> HoursRule {
    HoursRule {
        head: row.header(),
        scope: row.scope(),
        when_type: row.conditions_by_form("when_type"),
        max_week: row.required_figure("max_week"),
    }
}

fn previous_employment(row: &Row<'_>) -> Option<PreviousEmploymentRule> {
    let (head, scope) = (row.header(), row.scope());
    let needs = row.known_texts("needs", &JUSTIFICATIONS);
    let said = row.required_word("last_employer_same", LastEmployer::parse);
    Some(PreviousEmploymentRule { head, scope, last_employer_same: said?, needs })
}

fn ratio(row: &Row<'_>) -> Option<RatioRule> {
    let steps = row.tables("steps", ratio_step);
    if steps.is_empty() {
        row.fault("steps mangler");
    }
    let rule = RatioRule {
        head: row.header(),
        scope: row.scope(),
        count_method: row.word("count_method", CountMethod::parse).unwrap_or(CountMethod::Fte),
        steps,
        counted_types: row.words("counted_types", PlacementForm::parse),
        counted_unverified: row.words("counted_unverified", PlacementForm::parse),
        exempt_integration: row.is("exempt_integration").unwrap_or(false),
        exempt_still_counts: row.is("exempt_still_counts").unwrap_or(true),
        figure_max_age_days: row.whole("figure_max_age_days").map(i64::from),
        not_ordinary: row.known_texts("not_ordinary", &NOT_ORDINARY),
    };
    if rule.scope.types.is_empty() {
        row.fault("types mangler");
    }
    Some(rule)
}

fn ratio_step(step: &Row<'_>) -> Option<RatioStep> {
    let per = step.figure("per").filter(|per| *per > 0.0);
    if per.is_none() {
        step.fault("per skal være over nul");
    }
    let (above, min) = (step.figure("above").unwrap_or(0.0), step.whole("min").unwrap_or(0));
    Some(RatioStep { above, up_to: step.figure("up_to"), per: per?, min })
}

fn growth(row: &Row<'_>) -> GrowthRule {
    let months = row.whole("months").filter(|months| *months > 0);
    if months.is_none() {
        row.fault("months skal være over nul");
    }
    GrowthRule {
        head: row.header(),
        scope: row.scope(),
        months: usize::try_from(months.unwrap_or(1)).unwrap_or(1),
        exempt_unverified: row.texts("exempt_unverified").unwrap_or_default(),
    }
}

fn consultation(row: &Row<'_>) -> Option<ConsultationRule> {
    let (head, scope) = (row.header(), row.scope());
    let unless = row.table("unless", |unless| unless.whole("employees_max"));
    let task = row.word("form", |form| Task::parse(&format!("consultation:{form}")));
    if task.is_none() {
        row.fault("form skal være sign, inform eller hearing");
    }
    Some(ConsultationRule { head, scope, task: task?, unless_employees_max: unless })
}

fn grant(row: &Row<'_>) -> Option<GrantRule> {
    let (head, scope) = (row.header(), row.scope());
    if scope.types.is_empty() {
        row.fault("types mangler");
    }
    let task = row.required_word("through", |office| Task::parse(&format!("{office}:apply")));
    Some(GrantRule { head, scope, task: task? })
}

#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod tests;

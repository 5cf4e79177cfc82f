//! Merbeskæftigelse: the latest month against the average of the last twelve (`law.md` section 3.2).

use super::{
    case::{Case, numbers},
    condition::Truth,
    facts::{Employer, Workplace},
    gates::decimal,
    rule::{GrowthRule, Label},
    verdict::{Finding, Number, Verdict},
    wording,
};

const ROUNDING: f64 = 1e-9;

/// How the figures of a workplace stand against a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Fewer months are known than the rule asks for.
    Unknown,
    /// The latest month is no lower than the average.
    Kept,
    /// It is lower.
    Broken,
}

/// Tests one rule of growth.
pub(super) fn decide(case: &Case<'_>, rule: &GrowthRule) -> Option<Finding> {
    let applies = case.is_in(&rule.scope);
    let figures = figures(rule, &case.facts.workplace);
    let verdict = verdict(case, rule, &applies, Standing::of(figures))?;
    let mut used = numbers([("months", Number::Count(i64::try_from(rule.months).unwrap_or(0)))]);
    let Some(figures) = figures else { return Some(case.undecided(&rule.head, vec!["workplace.monthly_ordinary"], used)) };
    let (latest, average) = (figures.last().copied().unwrap_or(0.0), figures.iter().sum::<f64>() / count(figures));
    used.extend([("latest_month", decimal(latest)), ("average", decimal((average * 100.0).round() / 100.0))]);
    if verdict == Verdict::Unknown {
        return Some(case.undecided(&rule.head, missing(applies), used));
    }
    Some(case.finding(&rule.head, verdict, sentence(case, latest, average), used))
}

/// The months that the rule asks for, where so many are known.
pub(super) fn figures<'a>(rule: &GrowthRule, workplace: &'a Workplace) -> Option<&'a [f64]> {
    let figures = workplace.monthly_ordinary.value()?;
    figures.get(figures.len().checked_sub(rule.months)?..)
}

impl Standing {
    pub(super) const ALL: [Self; 3] = [Self::Unknown, Self::Kept, Self::Broken];

    /// How figures stand.
    pub(super) fn of(figures: Option<&[f64]>) -> Self {
        let Some(figures) = figures else { return Self::Unknown };
        let (latest, sum) = (figures.last().copied().unwrap_or(0.0), figures.iter().sum::<f64>());
        if latest * count(figures) + ROUNDING >= sum { Self::Kept } else { Self::Broken }
    }
}

fn count(figures: &[f64]) -> f64 {
    f64::from(u32::try_from(figures.len()).unwrap_or(u32::MAX))
}

/// What the rule says; none where it does not apply. A breach is only a warning for a group that is perhaps exempt.
pub(super) fn verdict(case: &Case<'_>, rule: &GrowthRule, applies: &Truth, standing: Standing) -> Option<Verdict> {
    match (standing, applies) {
        (_, Truth::No) => None,
        (Standing::Kept, _) => Some(Verdict::Ok),
        (Standing::Unknown, _) | (_, Truth::Unknown(_)) => Some(Verdict::Unknown),
        (Standing::Broken, Truth::Yes) => Some(match case.facts.person.target_group.value() {
            None if !rule.exempt_unverified.is_empty() => Verdict::Unknown,
            Some(group) if rule.exempt_unverified.contains(group) => rule.head.breach().min(Verdict::Warn),
            _ => rule.head.breach(),
        }),
    }
}

/// What would tell whether the rule applies, or else whether the person is of an exempt group.
fn missing(applies: Truth) -> Vec<&'static str> {
    if let Truth::Unknown(names) = applies { names } else { vec!["person.target_group"] }
}

fn sentence(case: &Case<'_>, latest: f64, average: f64) -> Label {
    let (latest, average) = (wording::figure_words(latest), wording::figure_words(average));
    let (where_da, where_en) = match case.facts.sector.value() {
        Some(Employer::Private) => (" i hele virksomheden (CVR)", " in the whole company (CVR)"),
        _ => ("", ""),
    };
    Label {
        da: format!("Ordinært ansatte{where_da}: {} i seneste måned mod {} i gennemsnit over tolv måneder.", latest.da, average.da),
        en: format!(
            "Ordinary employees{where_en}: {} in the latest month against {} on average over twelve months.",
            latest.en, average.en
        ),
    }
}

//! Merbeskæftigelse: the latest month against the average of the last twelve (`law.md` section 3.2).

use super::{
    case::{Case, numbers},
    condition::Truth,
    facts::Employer,
    gates::decimal,
    rule::{GrowthRule, Label},
    verdict::{Finding, Number, Verdict},
    wording,
};

const ROUNDING: f64 = 1e-9;

/// Tests one rule of growth.
pub(super) fn decide(case: &Case<'_>, rule: &GrowthRule) -> Option<Finding> {
    let applies = case.is_in(&rule.scope);
    if applies == Truth::No {
        return None;
    }
    let figures = case.facts.workplace.monthly_ordinary.value().map_or(&[][..], Vec::as_slice);
    let used = numbers([("months", Number::Count(i64::try_from(rule.months).unwrap_or(0)))]);
    if figures.len() < rule.months {
        return Some(case.undecided(&rule.head, vec!["workplace.monthly_ordinary"], used));
    }
    let window = &figures[figures.len() - rule.months..];
    let (latest, sum) = (window.last().copied().unwrap_or(0.0), window.iter().sum::<f64>());
    let months = f64::from(u32::try_from(rule.months).unwrap_or(u32::MAX));
    let average = sum / months;
    let mut used = used;
    used.extend(numbers([("latest_month", decimal(latest)), ("average", decimal((average * 100.0).round() / 100.0))]));
    let kept = latest * months + ROUNDING >= sum;
    let verdict = match (kept, applies) {
        (true, _) => Verdict::Ok,
        (false, Truth::Unknown(names)) => return Some(case.undecided(&rule.head, names, used)),
        (false, _) => breach(case, rule)?,
    };
    Some(case.finding(&rule.head, verdict, sentence(case, latest, average), used))
}

/// A breach; only a warning for a group that is perhaps exempt.
fn breach(case: &Case<'_>, rule: &GrowthRule) -> Option<Verdict> {
    let group = case.facts.person.target_group.value()?;
    let exempt = rule.exempt_unverified.contains(group);
    Some(if exempt { rule.head.breach().min(Verdict::Warn) } else { rule.head.breach() })
}

fn sentence(case: &Case<'_>, latest: f64, average: f64) -> Label {
    let (latest, average) = (wording::figure(latest), wording::figure(average));
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

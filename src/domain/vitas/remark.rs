//! The remark that stands ready for VITAS: hours that change, and a ratio or growth that asks for a word.

use super::package::Material;
use crate::domain::{
    placement::HoursStep,
    rulebook::{Answer, Finding, Verdict, wording},
};

/// What stands ready for the field of remarks; empty where nothing needs a word.
pub(super) fn remark(material: &Material<'_>) -> String {
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
    use crate::domain::rulebook::Number;

    fn step(from: &str, hours: f64) -> HoursStep {
        HoursStep { from: from.parse().expect("a day"), hours }
    }

    fn law(verdict: Verdict, number: &str, text: &str) -> Answer {
        let mut law = Answer::undecided(text, "");
        law.findings[0].verdict = verdict;
        law.findings[0].numbers = [(number.to_owned(), Number::Count(3))].into_iter().collect();
        law
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
}

//! What each kind of row says, in one or two plain sentences.

use super::{
    whom::{in_sentence, listed},
    words,
};
use crate::domain::rulebook::{
    condition::Condition,
    facts::{CountMethod, Employer},
    further_rule::{DeadlineRule, DisclosureRule, LegalEvent, MailRule, MentorRule, RateRule, RateUnit},
    gates, previous_employment,
    rule::{
        ConsultationRule, DurationRule, EligibilityRule, ExtensionStep, GrantRule, GrowthRule, HoursRule, Label, PlacementType,
        PreviousEmploymentRule, RatioRule, RatioStep, TargetGroup,
    },
    rule_set::RuleSet,
    wording,
};

/// A row that can say what it says.
pub(super) trait Says {
    /// One or two sentences; `rules` gives the names of groups.
    fn says(&self, rules: &RuleSet) -> Label;
}

/// Sentences one after the other; empty ones are left out.
fn sentences(parts: impl IntoIterator<Item = Option<Label>>) -> Label {
    let parts: Vec<Label> = parts.into_iter().flatten().collect();
    let join = |pick: fn(&Label) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(" ");
    Label { da: join(|label| &label.da), en: join(|label| &label.en) }
}

/// The same sentence in both languages around words in both.
fn around(da: &str, en: &str, words: &Label) -> Label {
    Label { da: da.replace("{}", &words.da), en: en.replace("{}", &words.en) }
}

fn some(da: &str, en: &str) -> Option<Label> {
    Some(wording::label(da, en))
}

impl Says for DurationRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let limit = match (self.max, self.head.verified) {
            (Some(max), true) => around("Højst {}.", "At most {}.", &wording::length(max)),
            (Some(max), false) => {
                around("Måske op til {}; det er ikke bekræftet.", "Perhaps up to {}; not verified.", &wording::length(max))
            }
            (None, true) => wording::label("Ingen tidsgrænse.", "No limit of time."),
            (None, false) => {
                wording::label("Følger egne regler, som ikke er bekræftet.", "Follows rules of its own, which are not verified.")
            }
        };
        let none = self.max.filter(|_| self.extend.is_empty()).and_then(|_| some("Kan ikke forlænges.", "Cannot be extended."));
        let steps = self.extend.iter().map(|step| Some(extension(step)));
        sentences([Some(limit), none].into_iter().chain(steps))
    }
}

fn extension(step: &ExtensionStep) -> Label {
    match step {
        ExtensionStep::ToWeeks { weeks, needs } => {
            let needs = words::justification(needs);
            Label {
                da: format!("Kan forlænges til {weeks} uger i alt med {}.", needs.da),
                en: format!("Can be extended to {weeks} weeks in all with {}.", needs.en),
            }
        }
        ExtensionStep::Repeat { weeks, needs } => {
            let needs = words::justification(needs);
            Label {
                da: format!("Derefter højst {weeks} uger ad gangen med {}.", needs.da),
                en: format!("After that at most {weeks} weeks at a time with {}.", needs.en),
            }
        }
    }
}

impl Says for EligibilityRule {
    fn says(&self, rules: &RuleSet) -> Label {
        let told = |conditions: &[Condition], da: &str, en: &str| {
            (!conditions.is_empty()).then(|| around(da, en, &rules.condition_words(conditions)))
        };
        sentences([
            told(&self.require, "Kræver: {}.", "Requires: {}."),
            told(&self.deny_if, "Gælder ikke ved: {}.", "Does not hold with: {}."),
            told(&self.unless_any, "Kravet bortfalder ved blot ét af: {}.", "The demand is lifted by any one of: {}."),
        ])
    }
}

impl Says for HoursRule {
    fn says(&self, rules: &RuleSet) -> Label {
        let most = around("Højst {} timer om ugen.", "At most {} hours a week.", &wording::figure(self.max_week));
        let of_kind = self.when_type.iter().map(|(form, conditions)| {
            let (form, when) = (wording::form(*form), rules.condition_words(conditions));
            Some(Label { da: format!("{}: kun ved {}.", form.da, when.da), en: format!("{}: only with {}.", form.en, when.en) })
        });
        sentences(std::iter::once(Some(most)).chain(of_kind))
    }
}

impl Says for PreviousEmploymentRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        previous_employment::sentence(self)
    }
}

impl Says for RatioRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let steps = listed(&self.steps.iter().map(step).collect::<Vec<_>>());
        let method = match self.count_method {
            CountMethod::Heads => wording::label("Ansatte tælles i hoveder.", "Employees are counted in heads."),
            CountMethod::Fte => wording::label("Ansatte tælles i fuldtidspersoner.", "Employees are counted in full-time persons."),
        };
        let counted = listed(&self.counted_types.iter().map(|form| in_sentence(wording::form(*form))).collect::<Vec<_>>());
        let age = self.figure_max_age_days.map(|days| Label {
            da: format!("Tallet må højst være {days} dage gammelt."),
            en: format!("The figure may be {days} days old at most."),
        });
        let perhaps = self.counted_unverified.iter().map(|form| in_sentence(wording::form(*form))).collect::<Vec<_>>();
        let doubt = (!perhaps.is_empty()).then(|| around("Måske tæller også {}.", "Perhaps {} fills a place too.", &listed(&perhaps)));
        sentences([
            Some(around("Én person for {}.", "One person for {}.", &steps)),
            Some(method),
            Some(around("Plads optages af {}.", "A place is filled by {}.", &counted)),
            doubt,
            age,
        ])
    }
}

fn step(step: &RatioStep) -> Label {
    let (per, above) = (wording::figure(step.per), wording::figure(step.above));
    let (mut da, mut en) = (format!("hver {} ordinært ansatte", per.da), format!("each {} ordinary employees", per.en));
    if step.above > 0.0 {
        da.push_str(&format!(" over {}", above.da));
        en.push_str(&format!(" above {}", above.en));
    }
    if let Some(up_to) = step.up_to.map(wording::figure) {
        da.push_str(&format!(" op til {}", up_to.da));
        en.push_str(&format!(" up to {}", up_to.en));
    }
    if step.min > 0 {
        da.push_str(&format!(" (altid mindst {})", step.min));
        en.push_str(&format!(" (always {} at least)", step.min));
    }
    Label { da, en }
}

impl Says for GrowthRule {
    fn says(&self, rules: &RuleSet) -> Label {
        let exempt: Vec<Label> = self.exempt_unverified.iter().map(|code| rules.group_name(code)).collect();
        let doubt = (!exempt.is_empty()).then(|| around("Måske gælder det ikke {}.", "Perhaps it does not apply to {}.", &listed(&exempt)));
        let test = Label {
            da: format!("Ordinært ansatte i den seneste måned skal være mindst gennemsnittet af de seneste {} måneder.", self.months),
            en: format!("Ordinary employees of the latest month must be at least the average of the last {} months.", self.months),
        };
        sentences([Some(test), doubt])
    }
}

impl Says for ConsultationRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let alone = self.unless_employees_max.map(|most| Label {
            da: format!("Ikke hvor der er højst {most} ansat."),
            en: format!("Not where there is at most {most} employee."),
        });
        sentences([Some(gates::consultation_text(self.task)), alone])
    }
}

impl Says for GrantRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        wording::label(
            "Skal være søgt og bevilget i VITAS, før forløbet begynder.",
            "Must be applied for and granted in VITAS before the placement begins.",
        )
    }
}

impl Says for DeadlineRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let (what, count) = (words::due(self.kind), self.count.filter(|count| *count > 1));
        let what =
            count.map_or(what.clone(), |count| Label { da: format!("{count} × {}", what.da), en: format!("{count} × {}", what.en) });
        let (since, within) = (words::counted_from(self.counts_from), wording::length(self.within));
        let (again_da, again_en) = if self.every { (", og derefter igen", ", and again after that") } else { ("", "") };
        let share = self.share_required.map(|share| Label {
            da: format!("Et mål for mindst {:.0} % af sagerne.", share * 100.0),
            en: format!("A measure for at least {:.0} % of all cases.", share * 100.0),
        });
        let own = self.local.then(|| wording::label("Kommunens egen frist.", "The municipality's own deadline."));
        let due = Label {
            da: format!("{} inden {} efter {}{again_da}.", what.da, within.da, since.da),
            en: format!("{} within {} of {}{again_en}.", what.en, within.en, since.en),
        };
        sentences([Some(due), share, own])
    }
}

impl Says for MentorRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let months = |count: Option<u32>, da: &str, en: &str| {
            count.map(|count| Label { da: da.replace("{}", &count.to_string()), en: en.replace("{}", &count.to_string()) })
        };
        let written = self.written_agreement.then(|| wording::label("Aftalen er skriftlig.", "The agreement is in writing."));
        sentences([
            months(self.max_months, "Højst {} måneder ad gangen.", "At most {} months at a time."),
            months(self.renew_months, "Kan forlænges {} måneder ad gangen.", "Can be renewed by {} months at a time."),
            months(
                self.from_months_before,
                "Ret til mentor fra {} måneder før udskrivning.",
                "A right to a mentor from {} months before a discharge.",
            ),
            months(self.min_months, "I mindst {} måneder.", "For {} months at least."),
            written,
        ])
    }
}

impl Says for RateRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let kroner = |amount: f64| (format!("{amount:.2}").replace('.', ","), format!("{amount:.2}"));
        let (mut da, mut en) = kroner(self.kroner);
        if let Some((to_da, to_en)) = self.kroner_to.map(kroner) {
            da.push_str(&format!("–{to_da}"));
            en.push_str(&format!("–{to_en}"));
        }
        let (unit_da, unit_en) = match self.unit {
            RateUnit::Hour => ("i timen", "an hour"),
            RateUnit::Week => ("om ugen", "a week"),
            RateUnit::Month => ("om måneden", "a month"),
        };
        Label { da: format!("{da} kr. {unit_da}."), en: format!("DKK {en} {unit_en}.") }
    }
}

impl Says for MailRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let patterns: Vec<Label> = self.forbid_patterns.iter().map(|pattern| words::mail_pattern(*pattern)).collect();
        let tls = self.require_tls.then(|| wording::label("Sendes kun krypteret.", "Sent encrypted only."));
        let body = wording::label("Mailen siger kun, at der er nyt, med et link.", "The mail only says that there is news, with a link.");
        sentences([Some(around("Må ikke indeholde {}.", "Must not hold {}.", &listed(&patterns))), tls, Some(body)])
    }
}

impl Says for DisclosureRule {
    fn says(&self, _rules: &RuleSet) -> Label {
        let fields: Vec<Label> = self.fields.iter().map(|field| words::disclosed(*field)).collect();
        let list = listed(&fields);
        Label { da: format!("{}.", upper(&list.da)), en: format!("{}.", upper(&list.en)) }
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Says for TargetGroup {
    fn says(&self, rules: &RuleSet) -> Label {
        let number = self.lab6.map(|number| Label { da: format!("LAB § 6 nr. {number}."), en: format!("LAB § 6 no. {number}.") });
        let near = self.near_labour_market.then(|| wording::label("Tæt på arbejdsmarkedet.", "Near the labour market."));
        let closed = self
            .granted_before
            .map(|day| around("Lukket for nye bevillinger fra {}.", "Closed to new grants from {}.", &wording::day(day)));
        let replaced: Vec<Label> = self.replaces.iter().map(|code| rules.group_name(code)).collect();
        let replaces = (!replaced.is_empty()).then(|| around("Træder i stedet for {}.", "Takes the place of {}.", &listed(&replaced)));
        sentences([number, near, closed, replaces])
    }
}

impl Says for PlacementType {
    fn says(&self, _rules: &RuleSet) -> Label {
        let sector = match self.sectors.as_slice() {
            [Employer::Public] => wording::label("Kun hos offentlige arbejdsgivere.", "With public employers only."),
            [Employer::Private] => wording::label("Kun hos private arbejdsgivere.", "With private employers only."),
            _ => wording::label("Hos private og offentlige arbejdsgivere.", "With private and public employers."),
        };
        let closed = self
            .granted_before
            .map(|day| around("Kan ikke begynde den {} eller senere.", "Cannot begin on {} or later.", &wording::day(day)));
        sentences([Some(sector), closed])
    }
}

impl Says for LegalEvent {
    fn says(&self, _rules: &RuleSet) -> Label {
        let day = wording::day(self.head.valid_from);
        if self.expected {
            return around("Ventet {}; ikke vedtaget, da rækken blev skrevet.", "Expected {}; not enacted when the row was written.", &day);
        }
        around("Trådte i kraft {}.", "Took effect on {}.", &day)
    }
}

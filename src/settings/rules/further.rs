//! Reads the rows that no verdict tests: deadlines, mentor, rates, mail, disclosure and what happened to the law.

use super::row::Row;
use crate::domain::rulebook::{
    further_rule::{
        BodyPolicy, CountsFrom, DeadlineKind, DeadlineRule, DisclosureField, DisclosureRule, DisclosureStage, LegalEvent, MailPattern,
        MailRule, MentorRule, RateRule, RateUnit,
    },
    rule::{Header, Length},
};

pub(super) fn deadline(row: &Row<'_>) -> Option<DeadlineRule> {
    let (head, scope) = (row.header(), row.scope());
    let kind = row.required_word("kind", DeadlineKind::parse);
    let counts_from = row.required_word("counts_from", CountsFrom::parse);
    let within = match (row.whole("weeks"), row.whole("months")) {
        (Some(weeks), None) => Some(Length::Weeks(weeks)),
        (None, Some(months)) => Some(Length::Months(months)),
        _ => {
            row.fault("enten weeks eller months");
            None
        }
    };
    let (count, every) = (row.whole("count"), row.is("every").unwrap_or(false));
    let (local, share_required) = (row.is("local").unwrap_or(false), row.figure("share_required"));
    if share_required.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        row.fault("share_required skal ligge mellem 0 og 1");
    }
    Some(DeadlineRule { head, scope, kind: kind?, counts_from: counts_from?, within: within?, count, every, local, share_required })
}

pub(super) fn mentor(row: &Row<'_>) -> MentorRule {
    MentorRule {
        head: row.header(),
        max_months: row.whole("max_months"),
        renew_months: row.whole("renew_months"),
        from_months_before: row.whole("from_months_before"),
        min_months: row.whole("min_months"),
        written_agreement: row.is("written_agreement").unwrap_or(false),
    }
}

pub(super) fn rate(row: &Row<'_>) -> Option<RateRule> {
    let (head, scope) = (row.header(), row.scope());
    let (kroner, kroner_to) = (row.required_figure("kroner"), row.figure("kroner_to"));
    if kroner_to.is_some_and(|most| most < kroner) {
        row.fault("kroner_to ligger under kroner");
    }
    let unit = row.required_word("unit", RateUnit::parse);
    Some(RateRule { head, scope, kroner, kroner_to, unit: unit? })
}

pub(super) fn mail(row: &Row<'_>) -> Option<MailRule> {
    let (head, forbid_patterns) = (row.header(), row.words("forbid_patterns", MailPattern::parse));
    let words = |key| row.texts(key).unwrap_or_default().iter().map(|word| word.to_lowercase()).collect();
    let (target_group_words, benefit_words) = (words("target_group_words"), words("benefit_words"));
    let require_tls = row.required_flag("require_tls");
    let body_policy = row.required_word("body_policy", BodyPolicy::parse);
    Some(MailRule { head, forbid_patterns, target_group_words, benefit_words, require_tls, body_policy: body_policy? })
}

pub(super) fn disclosure(row: &Row<'_>) -> Option<DisclosureRule> {
    let (head, fields) = (row.header(), row.words("fields", DisclosureField::parse));
    let stage = row.required_word("stage", DisclosureStage::parse);
    Some(DisclosureRule { head, stage: stage?, fields })
}

/// An event is one day: it neither overlaps nor leaves a gap.
pub(super) fn legal_event(row: &Row<'_>) -> LegalEvent {
    let head = row.header();
    let expected = row.is("expected").unwrap_or(false);
    if head.valid_to.is_some() {
        row.fault("en begivenhed har kun sin dag: valid_from");
    }
    LegalEvent { head: Header { valid_to: Some(head.valid_from), gap: true, ..head }, expected }
}

//! Changes as a reader understands them: a new version of a rule is a change, and what merely happened is no rule.

use super::*;
use crate::domain::rulebook::rule::Severity;

fn rule(id: &str, family: &str, says: &str, list: RuleList) -> PlainRule {
    let head = Header {
        id: id.to_owned(),
        name: Label::default(),
        family: family.to_owned(),
        priority: 10,
        valid_from: NaiveDate::MIN,
        valid_to: None,
        gap: false,
        severity: Severity::Block,
        verified: true,
        overridable: false,
        source: String::new(),
        url: None,
        origin: crate::domain::rulebook::rule::Origin::default(),
    };
    PlainRule { list, head, says: Label { da: says.to_owned(), en: says.to_owned() }, whom: Label::default() }
}

fn ids(rules: &[PlainRule]) -> Vec<&str> {
    rules.iter().map(|rule| rule.head.id.as_str()).collect()
}

#[test]
fn the_same_rule_changes_and_a_new_version_is_a_change_too() {
    let before = vec![
        rule("same", "a", "4 uger", RuleList::Duration),
        rule("changed", "b", "4 uger", RuleList::Duration),
        rule("old-version", "c", "hoveder", RuleList::Ratio),
        rule("gone", "d", "væk", RuleList::Hours),
    ];
    let after = vec![
        rule("same", "a", "4 uger", RuleList::Duration),
        rule("changed", "b", "2 uger", RuleList::Duration),
        rule("new-version", "c", "fuldtidspersoner", RuleList::Ratio),
        rule("come", "e", "ny", RuleList::Hours),
        rule("event", "f", "sket", RuleList::LegalEvent),
    ];
    let changes = RuleChanges::between(before, after);
    let pairs: Vec<_> = changes.changed.iter().map(|(old, new)| (old.head.id.as_str(), new.head.id.as_str())).collect();
    assert_eq!(pairs, [("changed", "changed"), ("old-version", "new-version")]);
    assert_eq!((ids(&changes.come), ids(&changes.gone), changes.count()), (vec!["come"], vec!["gone"], 4));
}

#[test]
fn nothing_changes_between_a_set_and_itself() {
    let set = vec![rule("one", "a", "4 uger", RuleList::Duration)];
    assert!(RuleChanges::between(set.clone(), set).is_empty());
}

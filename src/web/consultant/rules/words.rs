//! Rules and editions in the reader's words.

use chrono::NaiveDate;

use crate::{
    domain::{
        edition::EditionState,
        rulebook::plain::{PlainRule, RuleChanges, RuleList},
    },
    i18n::Texts,
    use_cases::rules::editions::NamedEdition,
    web::parts::{Badge, Tone},
};

/// A rule as a page tells it.
pub(super) struct RuleView {
    pub name: String,
    pub says: String,
    pub whom: String,
    pub days: String,
    pub doubt: Option<Badge>,
    pub source: String,
    pub url: String,
}

impl RuleView {
    pub fn of(texts: Texts, rule: &PlainRule) -> Self {
        let (language, head) = (texts.language(), &rule.head);
        Self {
            name: capital(head.name.text(language)),
            says: rule.says.text(language).to_owned(),
            whom: capital(rule.whom.text(language)),
            days: texts.period(head.valid_from, head.valid_to),
            doubt: (!head.verified).then(|| Badge::new(Tone::Warn, texts.text("rules-unverified"))),
            source: head.source.clone(),
            url: head.url.clone().unwrap_or_default(),
        }
    }
}

/// The first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The rules of one list.
pub(super) struct ListView {
    pub title: String,
    pub rules: Vec<RuleView>,
}

/// Rules list by list, in the order of the lists.
pub(super) fn by_list(texts: Texts, rules: &[PlainRule]) -> Vec<ListView> {
    let of = |list: &RuleList| {
        let mut here: Vec<&PlainRule> = rules.iter().filter(|rule| rule.list == *list).collect();
        // What belongs together stands together, whatever the order in which rules are tested.
        here.sort_by_key(|rule| &rule.head.family);
        ListView {
            title: texts.text(&format!("rules-list-{list}")).into_owned(),
            rules: here.into_iter().map(|rule| RuleView::of(texts, rule)).collect(),
        }
    };
    RuleList::ALL.iter().map(of).filter(|list| !list.rules.is_empty()).collect()
}

/// What changes, as a page tells it.
pub(super) struct ChangesView {
    pub come: Vec<RuleView>,
    pub gone: Vec<RuleView>,
    pub changed: Vec<(RuleView, RuleView)>,
}

impl ChangesView {
    pub fn of(texts: Texts, changes: &RuleChanges) -> Self {
        let view = |rule: &PlainRule| RuleView::of(texts, rule);
        Self {
            come: changes.come.iter().map(view).collect(),
            gone: changes.gone.iter().map(view).collect(),
            changed: changes.changed.iter().map(|(before, after)| (view(before), view(after))).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.come.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }
}

/// The state of an edition.
pub(super) fn state_badge(texts: Texts, state: EditionState) -> Badge {
    let tone = match state {
        EditionState::Draft => Tone::Neutral,
        EditionState::Proposed => Tone::Warn,
        EditionState::Published => Tone::Ok,
        EditionState::Withdrawn => Tone::Stop,
    };
    Badge::new(tone, texts.text(&format!("rules-state-{state}")))
}

/// A line of the list of editions.
pub(super) struct EditionView {
    pub url: String,
    pub name: String,
    pub from: NaiveDate,
    pub state: Badge,
    pub signed: String,
}

impl EditionView {
    pub fn of(texts: Texts, named: &NamedEdition) -> Self {
        let edition = &named.edition;
        let signer = |key: &str, name: &Option<String>| name.as_ref().map(|name| texts.name(key, name).into_owned());
        let signed = [
            Some(texts.name("rules-made-by", &named.made_by).into_owned()),
            signer("rules-proposed-by", &named.proposed_by),
            signer("rules-approved-by", &named.approved_by),
            signer("rules-withdrawn-by", &named.withdrawn_by),
        ];
        Self {
            url: format!("{}/{}", super::ROOM, edition.id),
            name: edition.name.clone(),
            from: edition.valid_from,
            state: state_badge(texts, edition.state),
            signed: signed.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    }
}

//! `/konsulent/pladser/uafklarede`: slots that nobody has confirmed for long, whom to ring, and one press when it is done.

use askama::Template;
use axum::{
    extract::{Form, Path, Query, State},
    response::Response,
};
use serde::Deserialize;

use super::url_of;
use crate::{
    domain::{freshness::Freshness, ids::SlotId, permission::Right},
    i18n::Texts,
    state::AppState,
    use_cases::{
        freshness::unsettled::{A_PAGE, Unsettled, UnsettledSlot, UnsettledSlots},
        slots::ConfirmSlotIsTrue,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{Page, on_to},
        parts::{Badge, Choice, More, Tone},
        query,
    },
};

/// The address of the list.
pub(super) const URL: &str = "/konsulent/pladser/uafklarede";

/// What the list is narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    alder: String,
    konsulent: String,
    spring: usize,
}

impl Wanted {
    fn url(&self) -> String {
        let skip = self.spring.to_string();
        let all =
            [("alder", self.alder.as_str()), ("konsulent", self.konsulent.as_str()), ("spring", if self.spring > 0 { &skip } else { "" })];
        let given: Vec<(&str, &str)> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        query::url(URL, &given)
    }
}

/// One press in the list; the rest says where the reader was.
#[derive(Debug, Deserialize)]
pub struct Press {
    version: i32,
    #[serde(default)]
    alder: String,
    #[serde(default)]
    konsulent: String,
    #[serde(default)]
    spring: usize,
}

struct Row {
    id: SlotId,
    version: i32,
    title: String,
    url: String,
    company: String,
    company_url: String,
    consultant: String,
    since: String,
    state: Badge,
    contact: Option<(String, String, String)>,
    act: String,
}

#[derive(Template)]
#[template(path = "consultant/slots/uafklarede.html")]
struct UnsettledPage {
    shell: Shell,
    wanted: Wanted,
    tabs: Vec<(String, String, bool)>,
    consultants: Vec<Choice>,
    rows: Vec<Row>,
    more: Option<More>,
    may_change: bool,
}

/// The list.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(wanted): Query<Wanted>) -> Result<Page<impl Template>, PageError> {
    let question =
        UnsettledSlots { freshness: Freshness::parse(&wanted.alder), consultant: wanted.konsulent.parse().ok(), skip: wanted.spring };
    let found = state.app.ask(&me.actor, &question).await?;
    let texts = me.visit.texts;
    let today = state.app.clock.today();
    let shell = me.shell(Section::Slots, texts.text("unsettled-title")).crumb(texts.text("slots-title"), "/konsulent/pladser");
    let shown = wanted.spring + found.slots.len();
    let next = Wanted { spring: shown, ..wanted.clone() };
    Ok(Page(UnsettledPage {
        shell: shell.lead(texts.text("unsettled-lead")),
        tabs: tabs(texts, &found, &wanted),
        consultants: found
            .consultants
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone(), id.to_string() == wanted.konsulent))
            .collect(),
        more: (found.slots.len() == A_PAGE && shown < found.total)
            .then(|| More::new(texts, shown as u64, found.total as u64, Some(next.url()))),
        rows: found.slots.into_iter().map(|slot| row(texts, slot, today)).collect(),
        may_change: me.actor.may(Right::ChangeSlots),
        wanted,
    }))
}

fn tabs(texts: Texts, found: &Unsettled, wanted: &Wanted) -> Vec<(String, String, bool)> {
    let [aging, old, closed] = found.counts;
    let all = [("", "all", aging + old + closed), ("aging", "aging", aging), ("old", "old", old), ("closed", "closed", closed)];
    let tab = |(word, key, count): (&str, &str, usize)| {
        let url = Wanted { alder: word.to_owned(), spring: 0, ..wanted.clone() }.url();
        (url, format!("{} ({count})", texts.text(&format!("unsettled-{key}"))), wanted.alder == word)
    };
    all.into_iter().map(tab).collect()
}

/// How far a slot is from its latest confirmation, by word and shape.
pub(super) fn age_badge(texts: Texts, freshness: Freshness) -> Badge {
    let (tone, key) = match freshness {
        Freshness::Closed => (Tone::Stop, "unsettled-closed"),
        Freshness::Old => (Tone::Warn, "unsettled-old"),
        Freshness::Aging => (Tone::Unknown, "unsettled-aging"),
        Freshness::Fresh => (Tone::Ok, "unsettled-confirm"),
    };
    Badge::new(tone, texts.text(key))
}

fn row(texts: Texts, found: UnsettledSlot, today: chrono::NaiveDate) -> Row {
    let digits = |phone: &str| phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect::<String>();
    let contact = found.contact.map(|one| {
        let phone = one.phone.unwrap_or_default();
        (one.name, digits(&phone), phone.replace(' ', "\u{a0}"))
    });
    let act = if found.freshness == Freshness::Closed { "unsettled-open" } else { "unsettled-confirm" };
    Row {
        id: found.slot.id,
        version: found.slot.version,
        url: url_of(found.slot.id),
        title: found.slot.title,
        company_url: format!("/konsulent/virksomheder/{}", found.company.id),
        company: found.company.name,
        consultant: found.consultant.unwrap_or_default(),
        since: found.slot.confirmed_on.map_or_else(|| texts.text("unsettled-never").into_owned(), |day| texts.relative(day, today)),
        state: age_badge(texts, found.freshness),
        contact,
        act: texts.text(act).into_owned(),
    }
}

/// Notes that the company has said today that a slot is true, and goes back to the list.
pub async fn confirm(
    State(state): State<AppState>,
    me: Consultant,
    Path(slot): Path<SlotId>,
    Form(press): Form<Press>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &ConfirmSlotIsTrue { slot, version: press.version }).await?;
    let back = Wanted { alder: press.alder, konsulent: press.konsulent, spring: press.spring };
    Ok(on_to(&back.url(), "slot-settled"))
}

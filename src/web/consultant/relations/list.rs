//! The three lists, with filters; chosen rows become a campaign.

use askama::Template;
use axum::extract::{Query, State};
use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    domain::{ids::AccountId, permission::Right},
    state::AppState,
    use_cases::relations::{ListRelations, RelationFilter, RelationList, RelationRow, Which, dormant_since},
    web::{
        consultant::{companies::url_of, slots::words},
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Choice, More},
        query,
    },
};

/// Companies on a page.
const PAGE: u64 = 50;

/// The filters in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filters {
    branche: String,
    ansatte: String,
    kommune: String,
    konsulent: String,
    mine: String,
    efter: String,
    vist: u64,
}

impl Filters {
    fn consultant(&self, me: &Consultant) -> Option<AccountId> {
        if self.mine.is_empty() { self.konsulent.parse().ok() } else { me.actor.account() }
    }

    fn question(&self, which: Which, me: &Consultant) -> ListRelations {
        let filter = RelationFilter {
            branch: self.branche.clone(),
            employees: self.ansatte.trim().parse().ok(),
            municipality: self.kommune.trim().to_owned(),
            consultant: self.consultant(me),
        };
        ListRelations { which, filter, after: self.efter.parse().ok(), limit: PAGE }
    }

    fn is_filtered(&self) -> bool {
        [&self.branche, &self.ansatte, &self.kommune, &self.konsulent, &self.mine].iter().any(|text| !text.trim().is_empty())
    }

    fn next_url(&self, here: &str, list: &RelationList, shown: u64) -> Option<String> {
        let (next, shown) = (list.next?.to_string(), shown.to_string());
        let pairs = [
            ("branche", self.branche.as_str()),
            ("ansatte", &self.ansatte),
            ("kommune", &self.kommune),
            ("konsulent", &self.konsulent),
            ("mine", &self.mine),
            ("efter", &next),
            ("vist", &shown),
        ];
        Some(query::url(here, &pairs))
    }
}

struct Line {
    id: String,
    url: String,
    name: String,
    town: String,
    branch: String,
    employees: String,
    owner: String,
    last: Option<NaiveDate>,
}

struct Tab {
    url: &'static str,
    label: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "consultant/relations/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    here: &'static str,
    tabs: Vec<Tab>,
    today: NaiveDate,
    empty_title: String,
    empty_text: String,
    is_filtered: bool,
    filters: Filters,
    consultants: Vec<Choice>,
    lines: Vec<Line>,
    more: More,
    may_campaign: bool,
    may_hand_over: bool,
}

const TABS: [(Which, &str, &str); 3] = [
    (Which::Dormant, "/konsulent/virksomheder/sovende", "dormant"),
    (Which::NeverContacted, "/konsulent/virksomheder/aldrig-kontaktet", "never-contacted"),
    (Which::Ownerless, "/konsulent/virksomheder/uden-ejer", "ownerless"),
];

fn line(me: &Consultant, row: &RelationRow) -> Line {
    let company = &row.company;
    let left = |name: &str| me.visit.texts.name("relation-left", name).into_owned();
    Line {
        id: company.id.to_string(),
        url: url_of(company.id),
        name: company.name.clone(),
        town: words::town(&company.address).unwrap_or_default(),
        branch: row.branch.clone().unwrap_or_default(),
        employees: company.employees.0.map(|count| me.visit.texts.whole(count.into())).unwrap_or_default(),
        owner: row.owner.as_ref().map(|one| if one.active { one.name.clone() } else { left(&one.name) }).unwrap_or_default(),
        last: company.relation.last_contact_on,
    }
}

fn lead(state: &AppState, me: &Consultant, which: Which, word: &str) -> String {
    let texts = me.visit.texts;
    match which {
        Which::Dormant => texts.name("dormant-lead", &texts.date_plain(dormant_since(&state.app, state.app.clock.today()))).into_owned(),
        _ => texts.text(&format!("{word}-lead")).into_owned(),
    }
}

async fn page(state: &AppState, me: &Consultant, which: Which, filters: Filters) -> Result<Page<ListPage>, PageError> {
    let list = state.app.ask(&me.actor, &filters.question(which, me)).await?;
    Ok(Page(laid(state, me, which, filters, &list)))
}

fn laid(state: &AppState, me: &Consultant, which: Which, filters: Filters, list: &RelationList) -> ListPage {
    let texts = me.visit.texts;
    let (_, here, word) = TABS.into_iter().find(|(one, ..)| *one == which).unwrap_or(TABS[0]);
    let shown = filters.vist + list.rows.len() as u64;
    let chosen = filters.consultant(me);
    let shell = me.shell(Section::Companies, texts.text(&format!("{word}-title"))).lead(lead(state, me, which, word));
    ListPage {
        shell: shell.crumb(texts.text("companies-title"), "/konsulent/virksomheder"),
        here,
        tabs: TABS
            .into_iter()
            .map(|(one, url, word)| Tab { url, label: texts.text(&format!("{word}-title")).into_owned(), is_current: one == which })
            .collect(),
        today: state.app.clock.today(),
        empty_title: texts.text(&format!("{word}-none")).into_owned(),
        empty_text: texts.text(if filters.is_filtered() { "relation-none-filtered" } else { "relation-none-text" }).into_owned(),
        is_filtered: filters.is_filtered(),
        consultants: list.staff.iter().map(|one| Choice::new(one.id.to_string(), &one.name, Some(one.id) == chosen)).collect(),
        lines: list.rows.iter().map(|row| line(me, row)).collect(),
        more: More::new(texts, shown, list.total, filters.next_url(here, list, shown)),
        may_campaign: which != Which::Ownerless && me.actor.may(Right::LogContact),
        may_hand_over: which == Which::Ownerless && me.actor.may(Right::ChangeCompanies),
        filters,
    }
}

/// Cooperation or contact once, and none for months.
pub(super) async fn dormant(
    State(state): State<AppState>,
    me: Consultant,
    Query(filters): Query<Filters>,
) -> Result<Page<ListPage>, PageError> {
    page(&state, &me, Which::Dormant, filters).await
}

/// Nobody has ever been in contact.
pub(super) async fn never_contacted(
    State(state): State<AppState>,
    me: Consultant,
    Query(filters): Query<Filters>,
) -> Result<Page<ListPage>, PageError> {
    page(&state, &me, Which::NeverContacted, filters).await
}

/// Partners without an owner.
pub(super) async fn ownerless(
    State(state): State<AppState>,
    me: Consultant,
    Query(filters): Query<Filters>,
) -> Result<Page<ListPage>, PageError> {
    page(&state, &me, Which::Ownerless, filters).await
}

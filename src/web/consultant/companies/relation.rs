//! What the register knows of a company besides: notices, the proposed step, whom it takes, and who was merged into it.

use chrono::NaiveDate;

use super::url_of;
use crate::{
    domain::{
        company::Company,
        ids::TenantId,
        ladder::{LadderReason, ProposedStep},
        radar::Turnover,
        relation::Bar,
        willingness::{Willing, Willingness},
    },
    i18n::Texts,
    state::AppState,
    use_cases::companies::{CompanyFile, CompanyParts},
    web::{
        consultant::slots::words,
        extract::Consultant,
        parts::{Badge, Tone},
    },
};

/// Something that a reader must know before anything else.
pub struct PageNotice {
    /// warning or info.
    pub kind: &'static str,
    /// In one sentence.
    pub text: String,
    /// More about it; may be empty.
    pub more: String,
}

impl PageNotice {
    fn warning(text: impl Into<String>, more: impl Into<String>) -> Self {
        Self { kind: "warning", text: text.into(), more: more.into() }
    }
}

/// The step that the facts speak for.
pub(super) struct StepView {
    pub sentence: String,
    pub step: String,
    pub take: String,
}

/// One answer of the company.
pub(super) struct WillingRow {
    pub topic: String,
    pub answer: Badge,
    pub said: String,
}

/// Another entry that turned out to be this company.
pub(super) struct AbsorbedRow {
    pub name: String,
    pub on: NaiveDate,
    pub undo: Option<String>,
}

/// What this room adds to the company's page.
pub(super) struct RelationView {
    pub step: Option<StepView>,
    pub willing: Vec<WillingRow>,
    pub absorbed: Vec<AbsorbedRow>,
    pub is_barred: bool,
    pub version: i32,
}

/// Blocked or paused, as a badge.
pub fn stops(texts: Texts, company: &Company, today: NaiveDate) -> Vec<Badge> {
    let key = match company.relation.bar_on(today) {
        None => return Vec::new(),
        Some(Bar::Blocked) => "company-blocked-badge",
        Some(Bar::PausedUntil(_)) => "company-paused-badge",
    };
    vec![Badge::new(Tone::Pause, texts.text(key))]
}

/// Why a company gets no proposals today, for its own page and its slots'.
pub fn bar_notice(texts: Texts, company: &Company, decided_by: Option<&str>, today: NaiveDate) -> Option<PageNotice> {
    let goes_on = texts.text("company-bar-goes-on");
    match company.relation.bar_on(today)? {
        Bar::PausedUntil(day) => Some(PageNotice::warning(texts.name("company-paused-notice", &texts.date_plain(day)), goes_on)),
        Bar::Blocked => {
            let blocked = company.relation.blocked.as_ref()?;
            let reason = texts.text(&format!("block-reason-{}", blocked.reason)).into_owned();
            let args = [
                ("day", texts.date_plain(blocked.on).into()),
                ("name", decided_by.map_or_else(|| texts.text("history-nobody").into_owned(), str::to_owned).into()),
                ("reason", reason.into()),
            ];
            let more = [blocked.note.as_str(), &goes_on].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            Some(PageNotice::warning(texts.with("company-blocked-notice", &args), more))
        }
    }
}

/// "6 praktikforløb på 12 måneder, 0 ansættelser": information for a talk.
pub fn radar_notice(texts: Texts, place: &str, turnover: &Turnover) -> PageNotice {
    let args = [
        ("place", place.to_owned().into()),
        ("praktik", turnover.praktik.into()),
        ("loentilskud", turnover.loentilskud.into()),
        ("hires", turnover.hires.into()),
    ];
    let key = if turnover.loentilskud > 0 { "radar-both" } else { "radar-praktik" };
    PageNotice { kind: "info", text: texts.with(key, &args).into_owned(), more: texts.text("radar-talk").into_owned() }
}

/// Everything that stands above the company's sections.
pub(super) fn notices(state: &AppState, texts: Texts, file: &CompanyFile, today: NaiveDate) -> Vec<PageNotice> {
    let parts = &file.parts;
    let company = &parts.company;
    let decided_by = company.relation.blocked.as_ref().and_then(|blocked| parts.staff_name(Some(blocked.by)));
    let closed = company.closed_on.map(|day| PageNotice::warning(texts.text("company-closed"), texts.date_plain(day)));
    let protected = (company.advertising_protected == Some(true)).then(|| PageNotice {
        kind: "info",
        text: texts.text("company-protected-notice").into_owned(),
        more: String::new(),
    });
    let limits = &state.app.settings.radar;
    let noted = |place: &crate::domain::company::Workplace| {
        let turnover = file.register.turnover.get(&place.id).filter(|turnover| turnover.is_noted(limits))?;
        Some(radar_notice(texts, &place.name, turnover))
    };
    let radar = parts.workplaces.iter().filter_map(noted);
    closed.into_iter().chain(bar_notice(texts, company, decided_by, today)).chain(protected).chain(radar).collect()
}

/// What this room adds to the page of a company.
pub(super) fn view(state: &AppState, me: &Consultant, file: &CompanyFile) -> RelationView {
    let (texts, company) = (me.visit.texts, &file.parts.company);
    let absorbed = file.register.absorbed.iter().map(|one| AbsorbedRow {
        name: one.name.clone(),
        on: one.on,
        undo: one.can_undo.then(|| format!("{}/skil-ad", url_of(one.company))),
    });
    RelationView {
        step: company.relation.proposed_because.as_ref().map(|proposal| step_view(texts, proposal)),
        willing: file.register.willing.iter().map(|said| willing_row(state, texts, &file.parts, said)).collect(),
        absorbed: absorbed.collect(),
        is_barred: company.relation.bar_on(state.app.clock.today()).is_some(),
        version: company.version,
    }
}

fn step_view(texts: Texts, proposal: &ProposedStep) -> StepView {
    let step = texts.text(&format!("ladder-{}", proposal.step)).into_owned();
    let on = proposal.on.map(|day| texts.date_plain(day)).unwrap_or_default();
    let key = match proposal.reason {
        LadderReason::Agreement => "ladder-because-agreement",
        LadderReason::Placements => "ladder-because-placements",
        LadderReason::Silence => "ladder-because-silence",
    };
    let args = [("step", step.clone().into()), ("count", proposal.count.into()), ("day", on.into())];
    StepView {
        sentence: texts.with(key, &args).into_owned(),
        take: texts.name("ladder-take", &step).into_owned(),
        step: proposal.step.to_string(),
    }
}

/// The word of a target group, or of an offer of support.
pub(super) fn topic(state: &AppState, tenant: TenantId, texts: Texts, code: &str) -> String {
    let book = state.app.rules.seen(tenant);
    let group =
        book.target_groups().into_iter().find(|group| group.head.id == code).map(|group| group.head.name.text(texts.language()).to_owned());
    words::capital(&group.unwrap_or_else(|| state.app.conditions.text(code, texts.language()).to_owned()))
}

fn willing_row(state: &AppState, texts: Texts, parts: &CompanyParts, said: &Willingness) -> WillingRow {
    let tone = match said.answer {
        Willing::Yes => Tone::Ok,
        Willing::Perhaps => Tone::Open,
        Willing::No => Tone::Stop,
    };
    let source = texts.text(&format!("said-at-{}", said.source)).into_owned();
    let args = |name: String| [("day", texts.date_plain(said.said_on).into()), ("source", source.clone().into()), ("name", name.into())];
    let said_by = parts.staff_name(said.by).map(str::to_owned);
    WillingRow {
        topic: topic(state, parts.tenant, texts, &said.topic),
        answer: Badge::new(tone, texts.text(&format!("willing-{}", said.answer))),
        said: match said_by {
            Some(name) => texts.with("willing-said-by", &args(name)).into_owned(),
            None => texts.with("willing-said", &args(String::new())).into_owned(),
        },
    }
}

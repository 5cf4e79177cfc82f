//! One campaign: progress, what came of it, who calls whom.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::{
    domain::{
        campaign::CampaignResult,
        ids::{AccountId, CampaignId},
        permission::Right,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        campaigns::{AssignCompanies, CampaignFile, CampaignLine, OpenCampaign},
        failure::Failure,
    },
    web::{
        consultant::companies::url_of,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{Page, on_to},
        parts::{Badge, Choice, More, Tone},
        query,
    },
};

/// Companies on a page.
const PAGE: usize = 100;

struct Line {
    url: String,
    company_url: String,
    name: String,
    assigned: String,
    result: Badge,
    note: String,
    agreed_since: bool,
}

struct Tally {
    name: String,
    total: usize,
    called: usize,
    interested: usize,
    agreements: usize,
}

#[derive(Template)]
#[template(path = "consultant/campaigns/campaign.html")]
pub(super) struct CampaignPage {
    shell: Shell,
    url: String,
    goal: String,
    results: Vec<(Badge, usize)>,
    tallies: Vec<Tally>,
    lines: Vec<Line>,
    more: More,
    staff: Vec<Choice>,
    unassigned: usize,
    may_call: bool,
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    fra: usize,
}

/// A result as a badge.
pub(super) fn badge(texts: Texts, result: CampaignResult) -> Badge {
    let tone = match result {
        CampaignResult::Open => Tone::Open,
        CampaignResult::Called => Tone::Neutral,
        CampaignResult::NoInterest => Tone::Stop,
        CampaignResult::Interested => Tone::Ok,
        CampaignResult::Agreement => Tone::Done,
    };
    Badge::new(tone, texts.text(&format!("campaign-result-{result}")))
}

fn count(lines: &[&CampaignLine], fits: impl Fn(CampaignResult) -> bool) -> usize {
    lines.iter().filter(|line| fits(line.member.result)).count()
}

/// What came of the companies of each consultant.
fn tallies(texts: Texts, file: &CampaignFile) -> Vec<Tally> {
    let mut names: Vec<Option<&String>> = file.lines.iter().map(|line| line.assigned.as_ref()).collect();
    names.sort();
    names.dedup();
    let tally = |name: Option<&String>| {
        let own: Vec<&CampaignLine> = file.lines.iter().filter(|line| line.assigned.as_ref() == name).collect();
        Tally {
            name: name.cloned().unwrap_or_else(|| texts.text("campaign-unassigned").into_owned()),
            total: own.len(),
            called: count(&own, |result| result != CampaignResult::Open),
            interested: count(&own, |result| result == CampaignResult::Interested),
            agreements: count(&own, |result| result == CampaignResult::Agreement),
        }
    };
    names.into_iter().map(tally).collect()
}

fn line(texts: Texts, url: &str, line: &CampaignLine) -> Line {
    Line {
        url: format!("{url}/{}", line.company.id),
        company_url: url_of(line.company.id),
        name: line.company.name.clone(),
        assigned: line.assigned.clone().unwrap_or_default(),
        result: badge(texts, line.member.result),
        note: line.member.note.clone(),
        agreed_since: line.agreed_since && line.member.result != CampaignResult::Agreement,
    }
}

fn laid(me: &Consultant, file: &CampaignFile, from: usize) -> CampaignPage {
    let (texts, url) = (me.visit.texts, format!("/konsulent/kampagner/{}", file.campaign.id));
    let all: Vec<&CampaignLine> = file.lines.iter().collect();
    let lead = texts.with("campaign-lead", &[("owner", file.owner.clone().into()), ("count", file.lines.len().into())]);
    let shell = me.shell(Section::Companies, &file.campaign.name).crumb(texts.text("campaigns-title"), "/konsulent/kampagner").lead(lead);
    let until = (from + PAGE).min(file.lines.len());
    let next = (until < file.lines.len()).then(|| query::url(&url, &[("fra", &until.to_string())]));
    let active = file.staff.iter().filter(|one| one.active);
    CampaignPage {
        shell,
        goal: file.campaign.goal.clone(),
        results: CampaignResult::ALL.iter().map(|one| (badge(texts, *one), count(&all, |result| result == *one))).collect(),
        tallies: tallies(texts, file),
        lines: file.lines.iter().skip(from).take(PAGE).map(|one| line(texts, &url, one)).collect(),
        more: More::new(texts, until as u64, file.lines.len() as u64, next),
        staff: active.map(|one| Choice::new(one.id.to_string(), &one.name, false)).collect(),
        unassigned: all.iter().filter(|one| one.member.assigned_to.is_none()).count(),
        may_call: me.actor.may(Right::LogContact),
        url,
    }
}

/// The campaign.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(campaign): Path<CampaignId>,
    Query(from): Query<From>,
) -> Result<Page<CampaignPage>, PageError> {
    let file = state.app.ask(&me.actor, &OpenCampaign { campaign }).await?;
    Ok(Page(laid(&me, &file, from.fra)))
}

/// "20 til Bente".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Share {
    count: String,
    to: String,
}

/// Gives companies that nobody has to somebody.
pub(super) async fn assign(
    State(state): State<AppState>,
    me: Consultant,
    Path(campaign): Path<CampaignId>,
    Form(share): Form<Share>,
) -> Result<Response, PageError> {
    let url = format!("/konsulent/kampagner/{campaign}");
    let to = share.to.parse::<AccountId>().unwrap_or(AccountId(uuid::Uuid::nil()));
    let count = share.count.trim().parse().unwrap_or(0);
    match state.app.carry_out(&me.actor, &AssignCompanies { campaign, count, to }).await {
        Ok(_) => Ok(on_to(&url, "campaign-assigned")),
        Err(Failure::Refused(_)) => Ok(on_to(&url, "campaign-not-assigned")),
        Err(failure) => Err(failure.into()),
    }
}

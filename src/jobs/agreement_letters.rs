//! What the letters about agreements say, looked up when they are sent: what is no longer so is not told.

use chrono::NaiveDate;

use super::send_letter::{Content, Sendable};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        agreement::{AgreementVersion, VersionState},
        company::{Agreement, AgreementState},
        ids::AgreementVersionId,
        letter::LetterKind,
        rulebook::further_rule::MailRule,
        slot::HoursWindow,
    },
    mail::{
        compose::{ReplyTo, Unsendable},
        letters::{
            Matter, agreement_ends::AgreementEnds, agreement_ready::AgreementReady, harmless_title,
            representative_asked::RepresentativeAsked,
        },
    },
    store::{
        accounts, agreement_versions, agreements,
        letters::Letter,
        links,
        scope::{Reader, Scope},
    },
    use_cases::app::App,
};

/// Job types that a letter names.
const NAMED: usize = 5;

/// The matter of a letter about an agreement, and to whom an answer goes.
pub(super) async fn matter(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Content>, Fault> {
    let Some(id) = letter.subject.map(AgreementVersionId) else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(version) = agreement_versions::find(reader, id).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(agreement) = agreements::find(reader, version.agreement).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let book = app.rules.of(reader).await?;
    let law = &book.on(day_of(reader.at())).mail;
    match letter.kind {
        LetterKind::AgreementReady => {
            let said = ready(app, law, (&agreement, &version));
            let reply_to = reply_to(reader, &agreement).await?;
            Ok(said.map(|matter| (matter, reply_to)))
        }
        LetterKind::RepresentativeAsked => Ok(representative(app, law, reader, (letter, &version)).await?.map(|matter| (matter, None))),
        _ => {
            let follows = agreement_versions::of_agreement(reader, agreement.id).await?;
            let follows = follows.iter().any(|other| other.number > version.number && other.standing.state == VersionState::Approved);
            let said = if follows { Err(Unsendable::TooLate) } else { ends(app, law, (letter, &agreement, &version), day_of(reader.at())) };
            Ok(said.map(|matter| (matter, None)))
        }
    }
}

/// The number as a letter may say it.
fn number(app: &App, law: &[MailRule], agreement: &Agreement) -> String {
    harmless_title(&agreement.number, &app.reference.diagnosis_words, law).unwrap_or_default()
}

/// The company is asked while it has not answered.
fn ready(app: &App, law: &[MailRule], (agreement, version): (&Agreement, &AgreementVersion)) -> Sendable<Matter> {
    if version.standing.state != VersionState::Sent || version.standing.company_agrees {
        return Err(Unsendable::TooLate);
    }
    Ok(Matter::AgreementReady(AgreementReady { number: number(app, law, agreement), agreement: agreement.id }))
}

/// The employees' representative is asked while the link opens.
async fn representative(
    app: &App,
    law: &[MailRule],
    reader: &Reader<'_>,
    (letter, version): (&Letter, &AgreementVersion),
) -> Result<Sendable<Matter>, Fault> {
    let link = match letter.link {
        Some(id) => links::find(reader, id).await?,
        None => None,
    };
    let Some(link) = link.filter(|link| link.used_at.is_none() && link.expires_at > reader.at()) else {
        return Ok(Err(Unsendable::TooLate));
    };
    if version.standing.state != VersionState::Sent {
        return Ok(Err(Unsendable::TooLate));
    }
    let mut jobs: Vec<String> = Vec::new();
    for title in version.content.lines.iter().filter_map(|line| harmless_title(&line.title, &app.reference.diagnosis_words, law)) {
        if !jobs.contains(&title) && jobs.len() < NAMED {
            jobs.push(title);
        }
    }
    let widest = |all: HoursWindow, one: HoursWindow| HoursWindow { min: all.min.min(one.min), max: all.max.max(one.max) };
    let hours = version.content.lines.iter().filter_map(|line| line.hours).reduce(widest);
    let period = (version.content.starts_on, version.content.ends_on);
    Ok(Ok(Matter::RepresentativeAsked(RepresentativeAsked { jobs, hours, period, token: reader.keys().link_token(link.id.0) })))
}

/// The end is told while it is still to come and nothing follows.
fn ends(
    app: &App,
    law: &[MailRule],
    (letter, agreement, version): (&Letter, &Agreement, &AgreementVersion),
    today: NaiveDate,
) -> Sendable<Matter> {
    let day = version.content.ends_on.filter(|day| *day >= today).ok_or(Unsendable::TooLate)?;
    if agreement.state != AgreementState::Active || !version.is_in_force() {
        return Err(Unsendable::TooLate);
    }
    let is_for_company = letter.contact.is_some();
    Ok(Matter::AgreementEnds(AgreementEnds { number: number(app, law, agreement), day, agreement: agreement.id, is_for_company }))
}

async fn reply_to(reader: &Reader<'_>, agreement: &Agreement) -> Result<Option<ReplyTo>, Fault> {
    let Some(id) = agreement.responsible else { return Ok(None) };
    let account = accounts::find(reader, id).await?.filter(|account| account.disabled_at.is_none());
    Ok(account.and_then(|account| Some(ReplyTo { name: account.display_name, address: account.email? })))
}

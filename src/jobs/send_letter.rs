//! Sends the letters that are due, one after the other over one line; each is marked before the server hears of it.

use chrono::{Duration, NaiveDate};

use super::{agreement_letters, company_letters, post_office, slot_letters, waiting};
use crate::{
    base::{
        clock::{Moment, day_of},
        fault::Fault,
    },
    domain::{
        ids::{CompanyId, PlacementId, WorkplaceId},
        letter::{LetterKind, back_off},
        placement::StateName,
    },
    mail::{
        compose::{Cover, Rendered, ReplyTo, Unsendable, compose},
        letters::{
            Matter,
            dormant_relations::DormantRelations,
            greeting::Greeting,
            harmless_title,
            new_proposal::NewProposal,
            password_reset::PasswordReset,
            proposal_gone::{ProposalGone, Reason},
            room_changed::RoomChanged,
            rules_change::{NAMED, RulesChange},
            sign_in_code::SignInCode,
        },
        postman::{Postman, Trouble},
    },
    store::{
        accounts, codes, companies, contacts,
        letters::{self, Fate, Letter},
        links,
        outbox::{self, Proposal},
        placements, room_told, rule_announcements,
        scope::{Reader, Scope},
        waiting_letters, workplaces,
    },
    use_cases::app::App,
};

/// Longer than a whole dialogue with the server takes at most, so that no second postman has the letter meanwhile.
const LEASE: Duration = Duration::seconds(90);

/// What became of the letters of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Taken by the server.
    pub sent: usize,
    /// Tried again later.
    pub put_back: usize,
    /// Not tried again.
    pub failed: usize,
}

/// Sends what is due, until nothing is, the server is in trouble, or `go_on` says no.
///
/// # Errors
/// The database refuses; what was sent and not noted is sent once more after the lease.
pub(super) async fn send_due(app: &App, postman: &Postman, go_on: impl Fn() -> bool) -> Result<Post, Fault> {
    let mut post = Post::default();
    if !postman.carries() || !is_ready(app, postman).await? {
        return Ok(post);
    }
    while go_on() && postman.rests_until().is_none() && letters::is_due(&app.database, app.now()).await? {
        let now = app.now();
        let Some(letter) = letters::claim(&app.database, now, now + LEASE).await? else { break };
        if let Some(until) = waiting::put_off(app, &letter).await? {
            letters::settle(&app.database, &letter, &Fate::PutOff { until }, app.now()).await?;
            continue;
        }
        let fate = try_to_send(app, postman, &letter).await?;
        let count = match fate {
            Fate::Sent => &mut post.sent,
            Fate::PutBack { .. } | Fate::PutOff { .. } => &mut post.put_back,
            Fate::Failed { .. } => &mut post.failed,
        };
        *count += 1;
        log(&letter, &fate);
        if !letters::settle(&app.database, &letter, &fate, app.now()).await? {
            tracing::warn!(letter = %letter.id, "the lease of a letter had ended before it was settled");
        }
    }
    Ok(post)
}

/// After trouble with the server: rests, then asks first whether it answers again, and if so, brings all letters
/// forward that waited for it.
async fn is_ready(app: &App, postman: &Postman) -> Result<bool, Fault> {
    let Some(until) = postman.rests_until() else { return Ok(true) };
    if app.now() < until {
        return Ok(false);
    }
    if let Err(trouble) = postman.try_out().await {
        tracing::warn!(trouble = trouble.code(), "the mail server is still in trouble");
        postman.rest(app.now());
        return Ok(false);
    }
    postman.wake();
    waiting_letters::bring_forward(&app.database, app.now()).await?;
    Ok(true)
}

fn log(letter: &Letter, fate: &Fate) {
    let kind = letter.kind.as_str();
    match fate {
        Fate::Sent => tracing::info!(letter = %letter.id, kind, "letter sent"),
        Fate::PutOff { .. } => tracing::info!(letter = %letter.id, kind, "letter put off"),
        Fate::PutBack { trouble, .. } => tracing::warn!(letter = %letter.id, kind, trouble, "letter put back"),
        Fate::Failed { trouble } => tracing::error!(letter = %letter.id, kind, trouble, "letter failed"),
    }
}

async fn try_to_send(app: &App, postman: &Postman, letter: &Letter) -> Result<Fate, Fault> {
    let reader = app.reader(letter.tenant).await?;
    let rendered = render(app, &reader, letter).await;
    reader.end().await?;
    let rendered = match rendered? {
        Ok(rendered) => rendered,
        Err(unsendable) => return Ok(Fate::Failed { trouble: unsendable.to_string() }),
    };
    let handed_over = postman.hand_over(&rendered).await;
    let now = app.now();
    let Err(trouble) = handed_over else { return Ok(Fate::Sent) };
    if matches!(trouble, Trouble::Server(_)) {
        postman.rest(now);
    }
    Ok(after(&trouble, letter, now))
}

/// What follows from trouble. A letter that the server may have is handed over once more and not a third time.
fn after(trouble: &Trouble, letter: &Letter, now: Moment) -> Fate {
    let in_doubt = *trouble == Trouble::InDoubt;
    if matches!(trouble, Trouble::Refused(_)) || (in_doubt && letter.doubts > 0) {
        return Fate::Failed { trouble: trouble.code() };
    }
    Fate::PutBack { next_try_at: now + back_off(letter.tries), trouble: trouble.code(), in_doubt }
}

pub(super) type Sendable<T> = Result<T, Unsendable>;

async fn render(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Rendered>, Fault> {
    let frame = post_office::frame(app, reader).await?;
    let Some(to) = address(reader, letter).await? else { return Ok(Err(Unsendable::NoAddress)) };
    let (matter, reply_to) = match matter(app, reader, letter).await? {
        Ok(found) => found,
        Err(unsendable) => return Ok(Err(unsendable)),
    };
    let cover = Cover { to, reply_to, language: letter.language, message_id: letter.message_id.clone(), written_at: letter.written_at };
    Ok(compose(&frame, &cover, &matter))
}

async fn address(reader: &Reader<'_>, letter: &Letter) -> Result<Option<String>, Fault> {
    if let Some(id) = letter.contact {
        // Whoever was removed is told so, and nothing else.
        let is_told_of_oneself = letter.kind == LetterKind::UserChanged && letter.subject == Some(id.0);
        let found = contacts::find(reader, id).await?.filter(|contact| contact.active || is_told_of_oneself);
        return Ok(found.and_then(|contact| contact.email));
    }
    if letter.kind == LetterKind::EnquiryReceipt {
        return company_letters::sender(reader, letter).await;
    }
    let Some(id) = letter.account else { return Ok(None) };
    Ok(accounts::find(reader, id).await?.filter(|account| account.disabled_at.is_none()).and_then(|account| account.email))
}

pub(super) type Content = (Matter, Option<ReplyTo>);

async fn matter(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Content>, Fault> {
    match letter.kind {
        LetterKind::NewProposal | LetterKind::ProposalGone => about_a_proposal(app, reader, letter).await,
        LetterKind::SlotsAsked => Ok(slot_letters::asked(app, reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::SlotsClosed => Ok(slot_letters::closed(app, reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::Welcome => company_letters::welcome(app, reader, letter).await,
        LetterKind::UserChanged => Ok(company_letters::user_changed(reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::NewEnquiry => Ok(company_letters::new_enquiry(reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::EnquiryReceipt => Ok(company_letters::receipt(reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::DormantRelations => Ok(dormant(letter).map(|matter| (matter, None))),
        LetterKind::Greeting => greeting(reader, letter).await,
        LetterKind::AgreementReady | LetterKind::RepresentativeAsked | LetterKind::AgreementEnds => {
            agreement_letters::matter(app, reader, letter).await
        }
        LetterKind::RulesChange => Ok(rules_change(app, reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::RoomChanged => Ok(room_changed(reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::CompanyBarred => Ok(company_letters::barred(app, reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::SignInCode => Ok(code(reader, letter).await?.map(|matter| (matter, None))),
        LetterKind::PasswordReset => Ok(reset(reader, letter).await?.map(|matter| (matter, None))),
    }
}

async fn about_a_proposal(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Content>, Fault> {
    let Some(placement) = letter.placement else { return Ok(Err(Unsendable::NothingToSay)) };
    if let Err(unsendable) = must_still_be_said(reader, letter, placement).await? {
        return Ok(Err(unsendable));
    }
    let Some(proposal) = outbox::proposal(reader, placement).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let reply_to = reply_to(reader, &proposal).await?;
    let book = app.rules.of(reader).await?;
    let title = harmless_title(&proposal.title, &app.reference.diagnosis_words, &book.on(day_of(reader.at())).mail);
    Ok(written(reader, letter, proposal, title).map(|matter| (matter, reply_to)))
}

/// A question goes while it stands and its link opens; that it is gone is told to whoever was asked, and to nobody else.
async fn must_still_be_said(reader: &Reader<'_>, letter: &Letter, placement: PlacementId) -> Result<Sendable<()>, Fault> {
    if letter.kind == LetterKind::ProposalGone {
        let Some(contact) = letter.contact else { return Ok(Err(Unsendable::NoAddress)) };
        let was_asked = letters::may_have_been_asked(reader, placement, contact).await?;
        return Ok(if was_asked { Ok(()) } else { Err(Unsendable::NeverAsked) });
    }
    let stands = placements::find(reader, placement).await?.is_some_and(|found| found.placement.state == StateName::Offered);
    let link = match letter.link {
        Some(id) => links::find(reader, id).await?,
        None => None,
    };
    let opens = link.is_some_and(|link| link.used_at.is_none() && link.expires_at > reader.at());
    Ok(if stands && opens { Ok(()) } else { Err(Unsendable::TooLate) })
}

fn written(reader: &Reader<'_>, letter: &Letter, proposal: Proposal, title: Option<String>) -> Sendable<Matter> {
    if letter.kind == LetterKind::ProposalGone {
        let reason = letter.reason.as_deref().and_then(Reason::parse).ok_or(Unsendable::NothingToSay)?;
        return Ok(Matter::ProposalGone(ProposalGone { title, reason }));
    }
    let link = letter.link.ok_or(Unsendable::NothingToSay)?;
    let Proposal { period, weekly_hours, answer_by, .. } = proposal;
    let token = reader.keys().link_token(link.0);
    Ok(Matter::NewProposal(NewProposal { title, period, weekly_hours, answer_by, token }))
}

async fn reply_to(reader: &Reader<'_>, proposal: &Proposal) -> Result<Option<ReplyTo>, Fault> {
    let Some(id) = proposal.consultant else { return Ok(None) };
    let account = accounts::find(reader, id).await?.filter(|account| account.disabled_at.is_none());
    Ok(account.and_then(|account| Some(ReplyTo { name: account.display_name, address: account.email? })))
}

/// A change that was taken back, or has taken effect, is not told any more.
async fn rules_change(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let day: Option<NaiveDate> = letter.reason.as_deref().and_then(|day| day.parse().ok());
    let Some(day) = day else { return Ok(Err(Unsendable::NothingToSay)) };
    let changes = app.rules.of(reader).await?.changes_on(day);
    if day < day_of(reader.at()) || changes.is_empty() {
        return Ok(Err(Unsendable::TooLate));
    }
    let names: Vec<String> = changes.all().take(NAMED).map(|rule| rule.head.name.text(letter.language).to_owned()).collect();
    let more = changes.count() - names.len();
    let affected = rule_announcements::affected(reader, day).await?.unwrap_or(0);
    Ok(Ok(Matter::RulesChange(RulesChange { day, names, more, affected })))
}

/// What was told last is what the letter says, also when it goes late.
async fn room_changed(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(id) = letter.subject.map(WorkplaceId) else { return Ok(Err(Unsendable::NothingToSay)) };
    let told = room_told::of_workplaces(reader, &[id]).await?.remove(&id);
    let Some((place, told)) = workplaces::find(reader, id).await?.zip(told) else { return Ok(Err(Unsendable::NothingToSay)) };
    Ok(Ok(Matter::RoomChanged(RoomChanged { p_number: place.p_number, room: told.room })))
}

fn dormant(letter: &Letter) -> Sendable<Matter> {
    let count = letter.reason.as_deref().and_then(|count| count.parse().ok()).ok_or(Unsendable::NothingToSay)?;
    Ok(Matter::DormantRelations(DormantRelations { count }))
}

/// A company that has become protected meanwhile hears nothing.
async fn greeting(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Content>, Fault> {
    let company = match letter.subject {
        Some(id) => companies::find(reader, CompanyId(id)).await?,
        None => None,
    };
    let Some(company) = company.filter(|company| company.may_be_written_to_cold().is_ok()) else {
        return Ok(Err(Unsendable::TooLate));
    };
    let sender = match letter.reason.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => accounts::find(reader, id).await?.filter(|account| account.disabled_at.is_none()),
        None => None,
    };
    let Some(sender) = sender else { return Ok(Err(Unsendable::NothingToSay)) };
    let matter = Matter::Greeting(Greeting { company: company.name, consultant: sender.display_name.clone(), phone: sender.phone });
    Ok(Ok((matter, sender.email.map(|address| ReplyTo { name: sender.display_name, address }))))
}

/// A code that nobody can use any more is not sent: it would only be typed in vain.
async fn code(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(id) = letter.code else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(code) = codes::find(reader, id).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    if !code.lives(reader.at()) {
        return Ok(Err(Unsendable::TooLate));
    }
    let minutes = (code.expires_at - letter.written_at).num_minutes();
    Ok(Ok(Matter::SignInCode(SignInCode { digits: reader.keys().sign_in_digits(id), minutes })))
}

async fn reset(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(id) = letter.link else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(link) = links::find(reader, id).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    if link.used_at.is_some() || link.expires_at <= reader.at() {
        return Ok(Err(Unsendable::TooLate));
    }
    let minutes = (link.expires_at - letter.written_at).num_minutes();
    Ok(Ok(Matter::PasswordReset(PasswordReset { token: reader.keys().link_token(id.0), minutes })))
}

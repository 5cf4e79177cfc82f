//! What follows from each event: which letter, to whom. A new event does not compile until it is decided here.

use uuid::Uuid;

use super::{round::Round, waiting};
use crate::{
    base::fault::Fault,
    domain::{
        event::{Addressee, Event},
        ids::{AccountId, CompanyId, ContactId, TenantId},
        letter::{LetterKind, ON_REQUEST},
        permission::Actor,
        terms::Language,
    },
    mail::compose::domain_of,
    store::{
        accounts, contacts,
        letters::{self, NewLetter},
        outbox,
        work::{Tools, Work},
    },
    use_cases::app::App,
};

/// Events whose consequences are written in one commit.
const AT_ONCE: u64 = 200;

/// Writes the consequences of all events that wait for them; tells how many there were.
///
/// # Errors
/// The database refuses; the events wait.
pub async fn dispatch(app: &App) -> Result<usize, Fault> {
    let mut round = Round::default();
    for tenant in outbox::waiting_tenants(&app.database).await? {
        round.count(dispatch_for(app, tenant).await);
    }
    round.end()
}

async fn dispatch_for(app: &App, tenant: TenantId) -> Result<usize, Fault> {
    let (mut count, mut after) = (0, None);
    loop {
        let stride = dispatch_some(app, tenant, after).await?;
        count += stride.written;
        if stride.last.is_none() {
            return Ok(count);
        }
        after = stride.last;
    }
}

/// What one commit came to.
struct Stride {
    written: usize,
    /// The last event that was looked at, where there was one.
    last: Option<Uuid>,
}

/// One commit: the letters of some events, and the note that they are written.
async fn dispatch_some(app: &App, tenant: TenantId, after: Option<Uuid>) -> Result<Stride, Fault> {
    let actor = Actor::system(tenant);
    let tools = Tools { ids: app.ids.as_ref(), keys: &app.keys };
    let work = Work::begin(&app.database, &actor, app.now(), tools).await?;
    let domain = domain_of(&app.settings.mail.from);
    let (mut done, mut last) = (Vec::new(), None);
    for due in outbox::take(&work, after, AT_ONCE).await? {
        last = Some(due.id);
        // Another version of the program wrote it and will see to it.
        let Some(event) = due.event else { continue };
        if let Some(draft) = letter_about(&event)
            && let Some(letter) = draft.addressed(&work, due.id).await?
        {
            if let (LetterKind::ProposalGone, Some(placement)) = (letter.kind, letter.placement) {
                letters::settle_questions_now(&work, placement).await?;
            }
            let not_before = waiting::not_before(app, &work, &letter).await?;
            letters::enqueue(&work, &letter, &domain, not_before).await?;
        }
        done.push(due.id);
    }
    if done.is_empty() {
        work.roll_back().await?;
        return Ok(Stride { written: 0, last });
    }
    outbox::dispatched(&work, &done).await?;
    work.commit_silently().await?;
    Ok(Stride { written: done.len(), last })
}

/// A letter before its recipient has been looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draft {
    kind: LetterKind,
    to: Recipient,
    about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recipient {
    Contact(ContactId),
    Account(AccountId),
    /// Whoever sent an enquiry; the address stands there and nowhere else.
    Sender(Language),
}

/// What a letter carries, in ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    placement: Option<crate::domain::ids::PlacementId>,
    link: Option<crate::domain::ids::LinkId>,
    code: Option<Uuid>,
    subject: Option<Uuid>,
    reason: Option<String>,
}

/// The letter that an event causes.
fn letter_about(event: &Event) -> Option<Draft> {
    match event {
        Event::PlacementOffered { placement, contact, link } => Some(Draft {
            kind: LetterKind::NewProposal,
            to: Recipient::Contact(*contact),
            about: About { placement: Some(*placement), link: Some(*link), ..About::default() },
        }),
        Event::PlacementRetracted { placement, contact: Some(contact), reason } => Some(Draft {
            kind: LetterKind::ProposalGone,
            to: Recipient::Contact(*contact),
            about: About { placement: Some(*placement), reason: Some(reason.clone()), ..About::default() },
        }),
        Event::SlotsAsked { contact, link, on_request } => Some(Draft {
            kind: LetterKind::SlotsAsked,
            to: Recipient::Contact(*contact),
            about: About { link: Some(*link), reason: on_request.then(|| ON_REQUEST.to_owned()), ..About::default() },
        }),
        Event::SlotsClosed { contact, link } => Some(Draft {
            kind: LetterKind::SlotsClosed,
            to: Recipient::Contact(*contact),
            about: About { link: Some(*link), ..About::default() },
        }),
        Event::SlotsClosedAt { account } => {
            Some(Draft { kind: LetterKind::SlotsClosed, to: Recipient::Account(*account), about: About::default() })
        }
        Event::SignInCodeAsked { contact, code } => Some(Draft {
            kind: LetterKind::SignInCode,
            to: Recipient::Contact(*contact),
            about: About { code: Some(*code), ..About::default() },
        }),
        Event::PasswordResetAsked { account, link } => Some(Draft {
            kind: LetterKind::PasswordReset,
            to: Recipient::Account(*account),
            about: About { link: Some(*link), ..About::default() },
        }),
        Event::CompanyBarred { company, contact: Some(contact), until, .. } => {
            Some(Draft { kind: LetterKind::CompanyBarred, to: Recipient::Contact(*contact), about: barred(*company, *until) })
        }
        Event::CompanyBarred { company, account: Some(account), until, .. } => {
            Some(Draft { kind: LetterKind::CompanyBarred, to: Recipient::Account(*account), about: barred(*company, *until) })
        }
        Event::AgreementSent { version, contact } => Some(Draft {
            kind: LetterKind::AgreementReady,
            to: Recipient::Contact(*contact),
            about: About { subject: Some(version.0), ..About::default() },
        }),
        Event::RepresentativeAsked { version, contact, link } => Some(Draft {
            kind: LetterKind::RepresentativeAsked,
            to: Recipient::Contact(*contact),
            about: About { subject: Some(version.0), link: Some(*link), ..About::default() },
        }),
        Event::AgreementEndsForCompany { version, contact } => Some(Draft {
            kind: LetterKind::AgreementEnds,
            to: Recipient::Contact(*contact),
            about: About { subject: Some(version.0), ..About::default() },
        }),
        Event::AgreementEndsForStaff { version, account } => Some(Draft {
            kind: LetterKind::AgreementEnds,
            to: Recipient::Account(*account),
            about: About { subject: Some(version.0), ..About::default() },
        }),
        Event::RulesChangeAhead { account, day } => Some(Draft {
            kind: LetterKind::RulesChange,
            to: Recipient::Account(*account),
            about: About { reason: Some(day.to_string()), ..About::default() },
        }),
        Event::ContactInvited { contact } => Some(Draft {
            kind: LetterKind::Welcome,
            to: Recipient::Contact(*contact),
            about: About { subject: Some(contact.0), ..About::default() },
        }),
        Event::ContactAccessChanged { contact, to, change } => Some(Draft {
            kind: LetterKind::UserChanged,
            to: Recipient::Contact(*to),
            about: About { subject: Some(contact.0), reason: Some(change.to_string()), ..About::default() },
        }),
        Event::EnquiryCame { enquiry, account } => Some(Draft {
            kind: LetterKind::NewEnquiry,
            to: Recipient::Account(*account),
            about: About { subject: Some(enquiry.0), ..About::default() },
        }),
        Event::EnquiryReceived { enquiry, language } => Some(Draft {
            kind: LetterKind::EnquiryReceipt,
            to: Recipient::Sender(*language),
            about: About { subject: Some(enquiry.0), ..About::default() },
        }),
        Event::RoomChanged { workplace, to } => Some(Draft {
            kind: LetterKind::RoomChanged,
            to: match to {
                Addressee::Contact(id) => Recipient::Contact(*id),
                Addressee::Account(id) => Recipient::Account(*id),
            },
            about: About { subject: Some(workplace.0), ..About::default() },
        }),
        Event::RelationsDormant { account, count } => Some(Draft {
            kind: LetterKind::DormantRelations,
            to: Recipient::Account(*account),
            about: About { reason: Some(count.to_string()), ..About::default() },
        }),
        Event::GreetingSent { contact, company, account } => Some(Draft {
            kind: LetterKind::Greeting,
            to: Recipient::Contact(*contact),
            about: About { subject: Some(company.0), reason: Some(account.to_string()), ..About::default() },
        }),
        // A company that was never asked is not told either.
        Event::PlacementRetracted { contact: None, .. }
        | Event::CompanyBarred { contact: None, account: None, .. }
        | Event::PlacementProposed { .. }
        | Event::PlacementReserved { .. }
        | Event::HoldEnded { .. }
        | Event::PlacementAccepted { .. }
        | Event::PlacementDeclined { .. }
        | Event::NameReleased { .. }
        | Event::ReleaseWithdrawn { .. }
        | Event::PlacementAgreed { .. }
        | Event::PlacementMoved { .. }
        | Event::GrantRecorded { .. }
        | Event::SlotChanged { .. }
        | Event::CitizenChanged { .. } => None,
    }
}

/// What M32 carries.
fn barred(company: CompanyId, until: Option<chrono::NaiveDate>) -> About {
    About { subject: Some(company.0), reason: until.map(|day| day.to_string()), ..About::default() }
}

impl Draft {
    /// The letter in the recipient's language; nothing when the recipient is not there any more.
    async fn addressed(self, work: &Work<'_>, event: Uuid) -> Result<Option<NewLetter>, Fault> {
        let Some((language, contact, account)) = self.recipient(work).await? else {
            tracing::warn!(event = %event, "the recipient of a letter is not there any more");
            return Ok(None);
        };
        let About { placement, link, code, subject, reason } = self.about;
        Ok(Some(NewLetter { kind: self.kind, language, contact, account, placement, link, code, subject, reason, event }))
    }

    async fn recipient(&self, work: &Work<'_>) -> Result<Option<(Language, Option<ContactId>, Option<AccountId>)>, Fault> {
        Ok(match self.to {
            Recipient::Contact(id) => contacts::find(work, id).await?.map(|contact| (contact.language, Some(id), None)),
            Recipient::Account(id) => accounts::find(work, id).await?.map(|account| (account.language, None, Some(id))),
            Recipient::Sender(language) => Some((language, None, None)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LinkId, PlacementId};

    #[test]
    fn a_company_that_was_not_asked_hears_nothing_of_a_withdrawal() {
        let placement = PlacementId(Uuid::from_u128(1));
        let retracted = |contact| Event::PlacementRetracted { placement, contact, reason: "withdrawn".into() };
        assert_eq!(letter_about(&retracted(None)), None);
        let letter = letter_about(&retracted(Some(ContactId(Uuid::from_u128(2))))).expect("a letter");
        assert_eq!(letter.kind, LetterKind::ProposalGone);
    }

    #[test]
    fn nothing_reaches_a_company_before_a_consultant_confirms() {
        let placement = PlacementId(Uuid::from_u128(1));
        assert_eq!(letter_about(&Event::PlacementProposed { placement }), None);
        assert_eq!(letter_about(&Event::PlacementReserved { placement }), None);
        let (contact, link) = (ContactId(Uuid::from_u128(2)), LinkId(Uuid::from_u128(3)));
        assert!(letter_about(&Event::PlacementOffered { placement, contact, link }).is_some());
    }
}

//! What the letters about slots say when their turn comes: what is open still, and nothing that was answered meanwhile.

use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{letter::ON_REQUEST, rulebook::further_rule::MailRule},
    mail::{
        compose::Unsendable,
        letters::{Matter, harmless_title, slot_lines::SlotLines, slots_asked::SlotsAsked, slots_closed::SlotsClosed},
    },
    store::{
        letters::Letter,
        links,
        scope::{Reader, Scope},
        waiting_letters,
    },
    use_cases::{
        app::App,
        freshness::letters::{Listed, asked_about, closed_at, closed_of},
    },
};

type Sendable<T> = Result<T, Unsendable>;

/// M10: not where the contact has answered, or a later letter asks the same.
pub(super) async fn asked(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(contact) = letter.contact else { return Ok(Err(Unsendable::NoAddress)) };
    let Some(token) = open_token(reader, letter).await? else { return Ok(Err(Unsendable::TooLate)) };
    let on_request = letter.reason.as_deref() == Some(ON_REQUEST);
    if !on_request && waiting_letters::is_in_a_later_one(reader, contact, letter.written_at).await? {
        return Ok(Err(Unsendable::TooLate));
    }
    let Some(listed) = asked_about(reader, contact, on_request).await? else { return Ok(Err(Unsendable::TooLate)) };
    let has_old = listed.has_old;
    let slots = lines(app, reader, listed).await?;
    let closed_after_days = app.settings.holds.stale_after_days;
    Ok(Ok(Matter::SlotsAsked(SlotsAsked { slots, has_old, closed_after_days, token })))
}

/// M11: to whoever can open the slots again, or to whoever rings.
pub(super) async fn closed(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let (listed, token) = match (letter.contact, letter.account) {
        (Some(contact), _) => {
            let Some(token) = open_token(reader, letter).await? else { return Ok(Err(Unsendable::TooLate)) };
            (closed_of(app, reader, contact).await?, Some(token))
        }
        (None, Some(account)) => (closed_at(app, reader, account).await?, None),
        (None, None) => return Ok(Err(Unsendable::NoAddress)),
    };
    let Some(listed) = listed else { return Ok(Err(Unsendable::TooLate)) };
    let slots = lines(app, reader, listed).await?;
    Ok(Ok(Matter::SlotsClosed(SlotsClosed { slots, closed_after_days: app.settings.holds.stale_after_days, token })))
}

/// The token of the letter's link, while it opens.
async fn open_token(reader: &Reader<'_>, letter: &Letter) -> Result<Option<String>, Fault> {
    let Some(id) = letter.link else { return Ok(None) };
    let link = links::find(reader, id).await?.filter(|link| link.used_at.is_none() && link.expires_at > reader.at());
    Ok(link.map(|link| reader.keys().link_token(link.id.0)))
}

/// Names and titles are typed by people, so they are said only where they hold nothing that a mail must not.
async fn lines(app: &App, reader: &Reader<'_>, listed: Listed) -> Result<SlotLines, Fault> {
    let book = app.rules.of(reader).await?;
    let law: &[MailRule] = &book.on(day_of(reader.at())).mail;
    let harmless = |text: &str| harmless_title(text, &app.reference.diagnosis_words, law);
    Ok(SlotLines(listed.slots.iter().map(|(place, title)| (harmless(place), harmless(title))).collect()))
}

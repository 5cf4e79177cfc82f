//! Letters that can wait: they keep to working hours, and a contact gets one of them a day.

use chrono::NaiveTime;

use crate::{
    base::{
        clock::{Moment, day_of, moment_at},
        fault::Fault,
    },
    domain::{
        letter::{LetterKind, ON_REQUEST},
        post_hours,
    },
    store::{
        letters::{Letter, NewLetter},
        scope::Scope,
        waiting_letters,
        work::Work,
    },
    use_cases::app::App,
};

fn can_wait(app: &App, kind: LetterKind, reason: Option<&str>) -> bool {
    app.settings.mail.quiet_hours && !kind.is_essential() && reason != Some(ON_REQUEST)
}

fn start_of_day(at: Moment) -> Moment {
    moment_at(day_of(at), NaiveTime::MIN)
}

/// From when on a new letter may go.
pub(super) async fn not_before(app: &App, work: &Work<'_>, letter: &NewLetter) -> Result<Moment, Fault> {
    let at = work.at();
    if !can_wait(app, letter.kind, letter.reason.as_deref()) {
        return Ok(at);
    }
    let days = match letter.contact {
        Some(contact) => waiting_letters::days_with_one(work, contact, start_of_day(at)).await?,
        None => Vec::new(),
    };
    Ok(post_hours::opens_at(at, &days))
}

/// Until when a letter that is in a postman's hands waits all the same; nothing where it may go.
pub(super) async fn put_off(app: &App, letter: &Letter) -> Result<Option<Moment>, Fault> {
    if !can_wait(app, letter.kind, letter.reason.as_deref()) {
        return Ok(None);
    }
    let now = app.now();
    let mut days = Vec::new();
    if let Some(contact) = letter.contact {
        let reader = app.reader(letter.tenant).await?;
        let had_one = waiting_letters::has_had_one(&reader, contact, start_of_day(now)).await;
        reader.end().await?;
        if had_one? {
            days.push(day_of(now));
        }
    }
    Ok(Some(post_hours::opens_at(now, &days)).filter(|opens| *opens > now))
}

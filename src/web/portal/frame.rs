//! The portal's frame with the company's consultant at its foot.

use super::{call_back, companies};
use crate::{
    domain::{permission::Actor, relation::Bar},
    i18n::Texts,
    state::AppState,
    use_cases::{
        placements::links,
        portal::{
            call_back as call_back_use,
            frame::{Framed, PortalFrame},
        },
    },
    web::{
        error::PageError,
        extract::{CompanyUser, Visit},
        layout::{Adviser, NoticeKind, Shell, SignedIn},
        query::own_path,
    },
};

/// The frame of somebody who has signed in.
pub(super) async fn of_company(state: &AppState, me: &CompanyUser, title: &str) -> Result<Shell, PageError> {
    let framed = state.app.ask(&me.actor, &PortalFrame::new(&me.actor)).await?;
    let who = SignedIn { name: me.visitor.name.clone(), role: framed.company.clone() };
    let switch_url = framed.has_choice.then_some(companies::URL);
    let bar = framed.bar;
    let mut shell = around(&me.visit, framed, call_back::URL).title(me.visit.texts.text(title)).signed_in(who, "/virksomhed");
    shell.switch_url = switch_url;
    Ok(match bar.filter(|_| shell.notice.is_none()) {
        Some(bar) => shell.notice(NoticeKind::Info, barred(me.visit.texts, bar)),
        None => shell,
    })
}

/// That no proposals come, without a reason.
fn barred(texts: Texts, bar: Bar) -> String {
    match bar {
        Bar::Blocked => texts.text("portal-barred").into_owned(),
        Bar::PausedUntil(day) => texts.name("portal-barred-until", &texts.date_plain(day)).into_owned(),
    }
}

/// Somebody who holds a link: what may be done with it, and the request in the contact's language.
pub(super) struct Guest {
    pub actor: Actor,
    pub visit: Visit,
    call_back: String,
    framed: Framed,
}

impl Guest {
    /// Whoever holds the link of a token.
    pub async fn of(state: &AppState, token: &str, visit: Visit) -> Result<Self, PageError> {
        let actor = links::holder(&state.app, token).await?;
        let framed = state.app.ask(&actor, &PortalFrame::new(&actor)).await?;
        let visit = visit.or_in(framed.language);
        Ok(Self { actor, visit, call_back: call_back::url_of(token), framed })
    }

    /// Whoever holds any link of a letter, for the page that asks for a call.
    pub async fn who_asks_for_a_call(state: &AppState, token: &str, visit: Visit) -> Result<Self, PageError> {
        let actor = call_back_use::link_holder(&state.app, token).await?;
        let framed = state.app.ask(&actor, &PortalFrame::new(&actor)).await?;
        let visit = visit.or_in(framed.language);
        Ok(Self { actor, visit, call_back: call_back::url_of(token), framed })
    }

    /// The frame of the guest's pages.
    pub fn shell(&self) -> Shell {
        let mut shell = around(&self.visit, self.framed.clone(), &self.call_back);
        "/virksomhed".clone_into(&mut shell.home_url);
        shell
    }
}

/// The frame of a page of the portal.
pub(super) fn around(visit: &Visit, framed: Framed, call_back: &str) -> Shell {
    let shell = visit.shell(&framed.municipality);
    let url = (visit.path.split('?').next() != Some(call_back)).then(|| call_back.to_owned());
    shell.adviser(Adviser { name: framed.adviser.name, phone: framed.adviser.phone, call_back_url: url })
}

/// Only pages of the portal, never another host.
pub(super) fn own_page(wanted: &str) -> &str {
    own_path(wanted).filter(|path| *path == "/virksomhed" || path.starts_with("/virksomhed/")).unwrap_or("/virksomhed")
}

#[cfg(test)]
mod tests {
    use super::own_page;

    #[test]
    fn nobody_is_led_out_of_the_portal() {
        for hostile in ["//evil.example", "https://evil.example", "/virksomhed\\..", "/konsulent/start", "", "/virksomhederne"] {
            assert_eq!(own_page(hostile), "/virksomhed", "{hostile}");
        }
        assert_eq!(own_page("/virksomhed/forloeb/1"), "/virksomhed/forloeb/1");
    }
}

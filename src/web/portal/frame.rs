//! The portal's frame with the company's consultant at its foot.

use super::companies;
use crate::{
    domain::permission::Actor,
    state::AppState,
    use_cases::portal::frame::{Framed, PortalFrame},
    web::{
        error::PageError,
        extract::{CompanyUser, Visit},
        layout::{Adviser, Shell, SignedIn},
        query::own_path,
    },
};

/// The frame of somebody who has signed in.
pub(super) async fn of_company(state: &AppState, me: &CompanyUser, title: &str) -> Result<Shell, PageError> {
    let framed = state.app.ask(&me.actor, &PortalFrame::new(&me.actor)).await?;
    let who = SignedIn { name: me.visitor.name.clone(), role: framed.company.clone() };
    let switch_url = framed.has_choice.then_some(companies::URL);
    let mut shell = around(&me.visit, framed).title(me.visit.texts.text(title)).signed_in(who, "/virksomhed");
    shell.switch_url = switch_url;
    Ok(shell)
}

/// The frame of somebody who holds a link.
pub(super) async fn of_link(state: &AppState, actor: &Actor, visit: &Visit) -> Result<Shell, PageError> {
    let framed = state.app.ask(actor, &PortalFrame::new(actor)).await?;
    let mut shell = around(visit, framed);
    "/virksomhed".clone_into(&mut shell.home_url);
    Ok(shell)
}

fn around(visit: &Visit, framed: Framed) -> Shell {
    let shell = visit.shell(&framed.municipality);
    match framed.adviser {
        Some(found) => shell.adviser(Adviser { name: found.name, phone: found.phone, call_back_url: None }),
        None => shell,
    }
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

//! "Hvorfor ser du denne borger?", once per visit; the page says nothing about who it is.

use askama::Template;
use axum::{
    extract::{Form, Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::visit::page_url;
use crate::{
    domain::{ids::CitizenId, terms::LookPurpose},
    state::AppState,
    use_cases::sign_in::StateLookPurpose,
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page},
        parts::{Choice, FormErrors},
    },
};

#[derive(Template)]
#[template(path = "consultant/citizens/purpose.html")]
struct PurposePage {
    shell: Shell,
    action: String,
    onwards: String,
    purposes: Vec<Choice>,
    errors: FormErrors,
}

/// Asks for the purpose; the answer leads on to the page that was wanted.
pub(in crate::web::consultant) fn ask(me: &Consultant, citizen: CitizenId) -> Response {
    Page(page(me, citizen, &me.visit.path, FormErrors::default())).into_response()
}

fn page(me: &Consultant, citizen: CitizenId, onwards: &str, errors: FormErrors) -> PurposePage {
    let texts = me.visit.texts;
    let choice = |purpose: &LookPurpose| {
        let label = texts.text(&format!("look-purpose-{purpose}"));
        Choice::new(purpose.to_string(), label, false).hint(texts.text(&format!("look-purpose-{purpose}-hint")))
    };
    PurposePage {
        shell: me
            .shell(Section::Citizens, texts.text("look-purpose-title"))
            .crumb(texts.text("nav-citizens"), "/konsulent/borgere")
            .lead(texts.text("look-purpose-lead"))
            .with_errors(!errors.is_empty()),
        action: page_url(citizen, "formaal"),
        onwards: onwards.to_owned(),
        purposes: LookPurpose::ALL.iter().map(choice).collect(),
        errors,
    }
}

/// The stated purpose, and where to go on.
#[derive(Deserialize)]
pub(super) struct Stated {
    #[serde(default)]
    formaal: String,
    #[serde(default)]
    videre: String,
}

/// Remembers the purpose and goes on to the page that was wanted.
pub(super) async fn state(
    State(state): State<AppState>,
    me: Consultant,
    Path(citizen): Path<CitizenId>,
    Form(stated): Form<Stated>,
) -> Result<Response, PageError> {
    let Some(purpose) = LookPurpose::parse(&stated.formaal) else {
        let mut errors = FormErrors::default();
        errors.add("formaal", me.visit.texts.text("look-purpose-missing"));
        return Ok(FormAgain(page(&me, citizen, &stated.videre, errors)).into_response());
    };
    let token = me.visit.token.clone().unwrap_or_default();
    state.app.carry_out(&me.actor, &StateLookPurpose { token, citizen, purpose }).await?;
    Ok(Redirect::to(&onwards(citizen, &stated.videre)).into_response())
}

/// Only pages of this citizen, and those of placements.
fn onwards(citizen: CitizenId, wanted: &str) -> String {
    let own = page_url(citizen, "");
    let rest = wanted.strip_prefix(&own);
    let is_own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) || wanted.starts_with("/konsulent/forloeb/");
    if is_own && !wanted.contains(['\\', '\n', '\r']) { wanted.to_owned() } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leads_to_pages_of_this_citizen_only() {
        let citizen = CitizenId(uuid::Uuid::nil());
        let own = page_url(citizen, "");
        assert_eq!(onwards(citizen, &format!("{own}/match?orden=neutral")), format!("{own}/match?orden=neutral"));
        assert_eq!(onwards(citizen, "/konsulent/forloeb/1/traek"), "/konsulent/forloeb/1/traek");
        for other in ["/log-ud", "https://evil.example", "/konsulent/forloeb\\evil", &format!("{own}1"), &format!("{own}/\r\nX: y")] {
            assert_eq!(onwards(citizen, other), own, "{other}");
        }
    }
}

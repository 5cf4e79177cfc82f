//! Enquiries of companies: the list of what waits for an answer, and one with all that can be done.

mod list;
mod make;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    domain::ids::EnquiryId,
    i18n::Texts,
    state::AppState,
    use_cases::enquiries::list::EnquiryLine,
    web::parts::{Badge, Tone},
};

/// The list.
const LIST: &str = "/konsulent/henvendelser";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/henvendelser", get(list::show))
        .route("/konsulent/henvendelser/{enquiry}", get(show::show).post(show::act))
        .route("/konsulent/henvendelser/{enquiry}/virksomhed", post(make::company))
        .route("/konsulent/henvendelser/{enquiry}/kontakt", post(make::contact))
}

fn url_of(enquiry: EnquiryId) -> String {
    format!("{LIST}/{enquiry}")
}

fn badge(texts: Texts, line: &EnquiryLine) -> Badge {
    use crate::domain::enquiry::EnquiryState::{Answered, Closed, New, Taken};
    if line.is_overdue {
        return Badge::new(Tone::Warn, texts.text("enquiry-late"));
    }
    let tone = match line.enquiry.state {
        New => Tone::Held,
        Taken => Tone::Pause,
        Answered | Closed => Tone::Ok,
    };
    Badge::new(tone, texts.text(&format!("enquiry-state-{}", line.enquiry.state)))
}

//! The company portal, the staff's placement pages and the desk, as a browser sees them.

mod answering;
mod calling;
mod courses;
mod meters;
mod several;
mod signing_in;
mod staff;
mod users;

use brobygger::{domain::ids::PlacementId, use_cases::app::App};

use crate::placements::stage::Stage;

/// Words planted in a citizen that must never reach a company before a release.
pub const CANARIES: [&str; 6] = ["Kanarie", "0104909995", "010490-9995", "dagpenge", "4300", "Fritekstkanarie"];

/// Asserts that a page holds none of the planted words.
pub fn assert_anonymous(html: &str) {
    // The company's own postcode is the citizen's in these tests, and stands on no page of the portal.
    for canary in CANARIES {
        assert!(!html.contains(canary), "{canary} in {html}");
    }
}

/// The address of the answer page that a proposal was sent with.
pub async fn answer_url(stage: &Stage, placement: PlacementId) -> String {
    format!("/virksomhed/forslag/{}", token(&stage.house.app, stage, placement).await)
}

async fn token(app: &App, stage: &Stage, placement: PlacementId) -> String {
    app.keys.link_token(stage.link(placement).await.0)
}

//! The desk: what a consultant has to do next, and nothing that is settled already.

use brobygger::{domain::reasons::DeclineCode, use_cases::placements::decline::Decline};
use chrono::Duration;

use crate::placements::stage::{Stage, fortnight, proposal};

house_tests! {
    async fn a_companys_no_lies_on_the_desk_until_something_else_is_tried(house) {
        let stage = Stage::set(house, 2).await;
        let mut browser = stage.house.visitor(&stage.consultant).await;
        let placement = stage.offered().await;
        let says_no = "Virksomheden sagde nej: find en anden plads";
        assert!(!browser.get("/konsulent/start").await.html.contains(says_no));
        let no = Decline { placement, code: DeclineCode::NoTime, note: None };
        stage.act(&stage.contact, &no).await.expect("declined");
        let desk = browser.get("/konsulent/start").await.html;
        assert!(desk.contains(says_no) && desk.contains(&format!("/konsulent/forloeb/{placement}")), "{desk}");
        stage.house.wait(Duration::seconds(1));
        stage.act(&stage.consultant, &proposal(&stage.citizen, &stage.slot, fortnight())).await.expect("proposed");
        assert!(!browser.get("/konsulent/start").await.html.contains(says_no));
    }

    async fn typed_words_of_a_filter_are_shown_and_never_looked_up_as_texts(house) {
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let page = house.visitor(&actor).await.get("/konsulent/pladser?art=Kanarie%20010190-1234").await;
        assert!(!page.html.contains("form-Kanarie"), "{}", page.html);
    }
}

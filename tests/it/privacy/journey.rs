//! A whole placement with canaries on board: proposed, sent, answered, released, taken back, withdrawn, agreed.

use axum::http::StatusCode;
use brobygger::{
    domain::{ids::PlacementId, reasons::WithdrawCode},
    use_cases::{
        follow_index,
        placements::{confirm::Confirm, release::WithdrawRelease, withdraw::Withdraw},
    },
};

use super::{
    canaries::{self, NAMES, Seen},
    logs,
};
use crate::{
    kit::{
        House,
        browser::Browser,
        post::{post, postman},
        smtp::{Mode, Sink},
    },
    placements::stage::{Stage, confirmation, release_of},
    search::following::{bytes_of, holds},
};

/// The tokens of the answer links that were mailed, oldest first.
fn mailed_tokens(sink: &Sink) -> Vec<String> {
    let token = |text: String| {
        let after = text.split("https://brobygger.example/virksomhed/forslag/").nth(1)?.to_owned();
        Some(after.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect::<String>())
    };
    sink.letters().iter().filter_map(|letter| token(letter.readable())).collect()
}

/// Proposes, holds a seat, and sends the question with a statement that stays inside.
async fn ask_company(stage: &Stage) -> PlacementId {
    let placement = stage.proposed().await;
    stage.reserve(placement).await.expect("reserved");
    let statement = Some("Kanarieudtalelse: vil gerne".to_owned());
    let confirmed = Confirm { statement, reason: Some("Kanariegrund".to_owned()), ..confirmation(placement) };
    stage.act(&stage.consultant, &confirmed).await.expect("confirmed");
    post(&stage.house.app, &postman(&stage.house.app)).await;
    placement
}

/// What the company sees with the letter alone, up to its yes.
async fn answer_by_link(house: &House, sink: &Sink, seen: &mut Seen) {
    let token = mailed_tokens(sink).pop().expect("a letter with a link");
    let (url, mut browser) = (format!("/virksomhed/forslag/{token}"), house.stranger());
    for step in ["", "?svar=ja", "?svar=nej", "?sprog=en"] {
        let page = browser.get(&format!("{url}{step}")).await;
        assert_eq!(page.status, StatusCode::OK, "{step}");
        seen.page(&page);
    }
    seen.page(&browser.post(&url, &[("svar", "nej")]).await);
    let thanks = browser.post(&url, &[("svar", "ja"), ("tid_1", "2026-03-10T10:00")]).await;
    assert_eq!(thanks.status, StatusCode::OK, "{}", thanks.html);
    seen.page(&thanks);
    seen.page(&browser.get(&url).await);
}

/// What the company sees in its portal.
async fn portal(browser: &mut Browser, placement: PlacementId, seen: &mut Seen) {
    let course = format!("/virksomhed/forloeb/{placement}");
    for url in ["/virksomhed", "/virksomhed/forslag", "/virksomhed/pladser", "/virksomhed?sprog=en", course.as_str()] {
        let page = browser.get(url).await;
        assert_eq!(page.status, StatusCode::OK, "{url}");
        seen.page(&page);
    }
}

/// What a program of the company is answered.
async fn company_program(stage: &Stage, placement: PlacementId, seen: &mut Seen) {
    let program = stage.house.company_program(stage.house.tenant, "99000007").await;
    let one = format!("/api/v1/placements/{placement}");
    for path in
        ["/api/v1/placements", one.as_str(), "/api/v1/citizens", "/api/v1/citizens/KANARIE-42", "/api/v1/placements?citizen=KANARIE-42"]
    {
        let answer = program.send("GET", path, &[("purpose", "match")], None).await;
        seen.text(path, answer.text.replace("citizen=KANARIE-42", "").replace("citizens/KANARIE-42", ""));
    }
    let again = program.post(&format!("{one}/accept"), &serde_json::json!({ "times": [] })).await;
    seen.text("a second yes", again.text);
}

/// The addresses of the pages on which staff work with the citizen; their texts may say who it is.
async fn staff_addresses(stage: &Stage, placement: PlacementId, seen: &mut Seen) {
    let mut browser = stage.house.visitor(&stage.consultant).await;
    let citizen = format!("/konsulent/borgere/{}", stage.citizen.id);
    seen.addresses(&browser.post_only("/konsulent/borgere", &[("navn", NAMES[0])]).await);
    seen.addresses(&browser.post(&format!("{citizen}/formaal"), &[("formaal", "case"), ("videre", citizen.as_str())]).await);
    let (file, course) = (browser.get(&citizen).await, browser.get(&format!("/konsulent/forloeb/{placement}")).await);
    assert!(file.html.contains(NAMES[0]) && course.html.contains(NAMES[0]), "staff see who it is: {}", file.html);
    for page in [file, course, browser.get(&format!("{citizen}/match")).await, browser.get("/konsulent/start").await] {
        seen.addresses(&page);
    }
}

fn letters(sink: &Sink, seen: &mut Seen) {
    for letter in sink.letters() {
        seen.text("a letter", format!("{}\n{}\n{}", letter.to, letter.raw, letter.readable()));
    }
}

async fn indexes(house: &House, groups: &[&'static str]) {
    follow_index::rebuild(&house.app, &|_| {}).await.expect("rebuilt");
    let bytes = bytes_of(&house.home.folder().join("index"));
    assert!(holds(&bytes, "Lagermedarbejder"), "the search for bytes finds what is there");
    for word in NAMES.iter().chain(&canaries::NEVER).chain(groups).filter(|word| word.len() > 5) {
        assert!(!holds(&bytes, word), "{word} in an index");
    }
}

house_tests! {
    async fn nobody_learns_who_it_is_before_the_release_and_nothing_else_ever(house) {
        let log = logs::listen();
        let sink = Sink::open(Mode::Takes).await;
        let mut stage = Stage::set(house, 3).await;
        stage.house.app = stage.house.with_mail(&sink);
        let crowd = canaries::plant_everywhere(&mut stage).await;
        let groups = canaries::group_words(&stage.house);
        assert!(groups.len() > 40, "{groups:?}");
        let offers = canaries::lay_offers(&stage, &crowd).await;
        let mut before = Seen::default();
        let placement = ask_company(&stage).await;
        answer_by_link(&stage.house, &sink, &mut before).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        portal(&mut browser, placement, &mut before).await;
        company_program(&stage, placement, &mut before).await;
        for offer in offers {
            portal(&mut browser, offer, &mut before).await;
        }
        before.assert_anonymous(&groups);

        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let mut after = Seen::default();
        portal(&mut browser, placement, &mut after).await;
        assert!(!after.leaks(&NAMES).is_empty(), "the released name is shown");
        after.assert_no_more_than_the_name(&groups);
        let mut program = Seen::default();
        company_program(&stage, placement, &mut program).await;
        program.assert_anonymous(&groups);

        stage.act(&stage.consultant, &WithdrawRelease { placement }).await.expect("taken back");
        let mut gone = Seen::default();
        portal(&mut browser, placement, &mut gone).await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released anew");
        staff_addresses(&stage, placement, &mut gone).await;
        stage.act(&stage.consultant, &Withdraw { placement, code: WithdrawCode::CitizenNo }).await.expect("withdrawn");
        portal(&mut browser, placement, &mut gone).await;
        gone.assert_anonymous(&groups);

        let agreed = ask_company(&stage).await;
        stage.accept(agreed).await.expect("accepted");
        ask_company(&stage).await;
        stage.act(&stage.consultant, &release_of(agreed)).await.expect("released");
        stage.agree(agreed).await.expect("agreed");
        post(&stage.house.app, &postman(&stage.house.app)).await;
        let mut everywhere = Seen::default();
        letters(&sink, &mut everywhere);
        everywhere.text("the log", log.text());
        for token in mailed_tokens(&sink) {
            assert!(!log.text().contains(&token), "a link's token in the log");
        }
        everywhere.assert_anonymous(&groups);
        assert!(sink.letters().len() >= 5, "{:?}", sink.letters().len());
        assert!(log.text().contains("started processing request"), "requests are logged");
        indexes(&stage.house, &groups).await;
    }
}

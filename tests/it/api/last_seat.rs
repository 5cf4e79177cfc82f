//! The last seat asked for by 64 programs at once, over real connections: one gets it.

use std::{net::SocketAddr, sync::LazyLock};

use axum::Router;
use brobygger::{domain::ids::PlacementId, doors, state::AppState, store::placements};
use tokio::{net::TcpListener, task::JoinSet};

use super::calling::Program;
use crate::placements::stage::{Stage, fortnight, ledger_of, proposal, unwritten};

const AT_ONCE: usize = 64;
/// Programs that share the calls, so that none meets the limit of a token.
const PROGRAMS: usize = 4;

static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
    // Whoever comes first installs it; it is the same for all.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().build().expect("a client")
});

/// Answers on a port of its own until the set is dropped.
async fn serve(router: Router) -> (SocketAddr, JoinSet<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut server = JoinSet::new();
    server.spawn(async move { axum::serve(listener, service).await.expect("served") });
    (address, server)
}

async fn contested(stage: &Stage) -> Vec<PlacementId> {
    let mut records = Vec::new();
    for _ in 0..AT_ONCE {
        let citizen = stage.another_citizen().await;
        records.push(unwritten(&stage.house, &stage.consultant, &proposal(&citizen, &stage.slot, fortnight()), &stage.slot));
    }
    stage.house.write(stage.house.tenant, async |work| placements::insert(work, &records).await.expect("placements")).await;
    records.iter().map(|record| record.placement.id).collect()
}

/// Status and code of a call with a verb.
async fn call(url: String, token: String, body: &'static str) -> (u16, String) {
    let request = CLIENT.post(url).bearer_auth(token).header("content-type", "application/json").body(body);
    let answer = request.send().await.expect("an answer");
    let (status, text) = (answer.status().as_u16(), answer.text().await.expect("a body"));
    let body: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{status}: {error}: {text}"));
    (status, body["code"].as_str().unwrap_or_default().to_owned())
}

async fn all_at_once(stage: &Stage, verb: &str, body: &'static str) -> Vec<(u16, String)> {
    let mut programs: Vec<Program> = Vec::new();
    for _ in 0..PROGRAMS {
        programs.push(stage.house.program("job_consultant").await);
    }
    let placements = contested(stage).await;
    let (address, _server) = serve(doors::router(AppState::new(stage.house.app.clone()))).await;
    let mut tasks = JoinSet::new();
    for (place, placement) in placements.into_iter().enumerate() {
        let token = programs[place % PROGRAMS].token().expect("a token").to_owned();
        tasks.spawn(call(format!("http://{address}/api/v1/placements/{placement}/{verb}"), token, body));
    }
    tasks.join_all().await
}

async fn one_has_won(stage: &Stage, answers: &[(u16, String)]) {
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 1, "{answers:?}");
    let refused = |answer: &&(u16, String)| **answer == (409, "no_free_seat".to_owned());
    assert_eq!(answers.iter().filter(refused).count(), AT_ONCE - 1, "{answers:?}");
    let ledger = ledger_of(&stage.house, &stage.slot).await;
    assert_eq!((ledger.claims().len(), ledger.faults()), (1, vec![]));
}

house_tests! {
    async fn the_last_seat_reserved_by_sixty_four_calls_at_once_is_given_once(house) {
        let stage = Stage::set(house, 1).await;
        let answers = all_at_once(&stage, "reserve", "{}").await;
        one_has_won(&stage, &answers).await;
    }

    async fn the_last_seat_confirmed_by_sixty_four_calls_at_once_is_given_once(house) {
        let stage = Stage::set(house, 1).await;
        let answers = all_at_once(&stage, "confirm", r#"{"citizen_answer":"yes"}"#).await;
        one_has_won(&stage, &answers).await;
    }
}

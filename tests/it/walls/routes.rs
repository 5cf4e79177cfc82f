//! Every route of the house against the other's ids, pages and API alike: status and body are those of an unknown id.
//!
//! The API's routes come from its own document, the pages' from the source; a route with a new kind of id must say here
//! what its id stands for.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use brobygger::{
    api,
    domain::permission::Who,
    doors,
    state::AppState,
    use_cases::{
        sign_in::{Person, open_session},
        tokens::{CreateToken, TokenSecret},
    },
};
use tower::ServiceExt;
use uuid::Uuid;

use super::twins::{self, Ids, Side};
use crate::kit::House;

/// Fewest routes that open one's own things, so that an empty list of routes is no success.
const FEWEST_OPEN: usize = 12;

/// What staff do with a placement, as the last part of its address.
const ACTS: [&str; 11] =
    ["reserver", "bekraeft", "frigiv", "traek-frigivelse", "aftal", "start", "forlaeng", "afbryd", "afslut", "traek", "aflys"];

/// A route with the methods that it may take.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub path: String,
    pub method: &'static str,
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| if path.is_dir() { if path.ends_with("node_modules") { vec![] } else { sources(&path) } } else { vec![path] })
        .collect()
}

/// The pages' routes with an id in them, as the source declares them.
pub(super) fn page_routes() -> Vec<Route> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let files = sources(&folder).into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "rs"));
    let code: String = files.map(|path| fs::read_to_string(path).expect("UTF-8")).collect();
    let paths = code.split(".route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    let of_nobody = ["{hash}", "{token}", "{number}"];
    let with_id = paths.filter(|path| path.contains('{') && !of_nobody.iter().any(|name| path.contains(name)));
    let with_acts = with_id.flat_map(|path| match path.strip_suffix("{handling}") {
        Some(before) => ACTS.iter().map(|act| format!("{before}{act}")).collect(),
        None => vec![path.to_owned()],
    });
    with_acts.flat_map(|path| ["GET", "POST"].map(|method| Route { path: path.clone(), method })).collect()
}

/// The API's routes with an id in them, as its document lists them.
pub(super) fn api_routes() -> Vec<Route> {
    let document = serde_json::to_value(api::document()).expect("a document");
    let paths = document["paths"].as_object().expect("paths");
    let with_id = paths.iter().filter(|(path, _)| path.contains('{'));
    with_id
        .flat_map(|(path, operations)| {
            let known = [("get", "GET"), ("post", "POST"), ("patch", "PATCH"), ("delete", "DELETE")];
            let there = known.into_iter().filter(|(word, _)| operations.get(*word).is_some());
            there.map(|(_, method)| Route { path: path.clone(), method }).collect::<Vec<_>>()
        })
        .collect()
}

/// What an id in a route stands for.
fn id_for(route: &str, name: &str, ids: &Ids) -> Uuid {
    match name {
        "company" | "cvr" | "gone" => ids.company,
        "workplace" => ids.workplace,
        "contact" => ids.contact,
        "agreement" => ids.agreement,
        "version" if route.contains("/aftaler/") => ids.agreement_version,
        "slot" => ids.slot,
        "closure" => ids.closure,
        "citizen" => ids.citizen,
        "placement" => ids.placement,
        "account" => ids.account,
        "team" => ids.team,
        "edition" => ids.edition,
        "verdict" => ids.verdict,
        "enquiry" => ids.enquiry,
        "rule" => ids.rule,
        "user" => ids.user,
        "view" => ids.view,
        "bulk" => ids.bulk,
        "entry" => ids.entry,
        "task" => ids.task,
        "campaign" => ids.campaign,
        "id" if route.contains("/placements/") => ids.placement,
        "id" if route.contains("/forloeb/") => ids.placement,
        "id" if route.contains("/citizens/") => ids.citizen,
        "id" if route.contains("/slots/") => ids.slot,
        _ => panic!("what does {{{name}}} of {route} stand for?"),
    }
}

/// The names in braces of a route.
pub(super) fn names(route: &str) -> Vec<String> {
    route.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
}

/// The route with ids in it; each name takes them from the set that is chosen for it.
fn filled(route: &str, choose: impl Fn(usize) -> Ids) -> String {
    names(route).iter().enumerate().fold(route.to_owned(), |path, (place, name)| {
        path.replace(&format!("{{{name}}}"), &id_for(route, name, &choose(place)).to_string())
    })
}

/// What the verbs of the API need besides the id.
pub(super) fn body_of(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap_or_default() {
        "confirm" => r#"{"citizen_answer":"yes"}"#,
        "accept" => r#"{"times":[]}"#,
        "decline" => r#"{"code":"other"}"#,
        "release" => r#"{"fields":["name"],"legal_basis":"LAB § 57","until":"2026-03-31"}"#,
        "withdraw" | "cancel" => r#"{"code":"other"}"#,
        "extend" => r#"{"ends_on":"2026-03-22","justifications":["konkret_vurdering"]}"#,
        "interrupt" => r#"{"on":"2026-03-02","code":"other"}"#,
        "complete" => r#"{"on":"2026-03-02","outcome":"nothing_yet"}"#,
        _ => "{}",
    }
}

/// Somebody who knocks at every door with the keys of one municipality.
struct Caller {
    router: Router,
    cookie: String,
    company_cookie: String,
    bearer: String,
}

impl Caller {
    async fn of(house: &House, side: &Side) -> Self {
        let secret = TokenSecret::fresh(&house.app);
        let bearer = format!("Bearer {}", secret.0);
        let token = CreateToken { role: "team_leader".to_owned(), name: "En kasse".to_owned(), user: None, company: None, secret };
        house.app.carry_out(&side.staff, &token).await.expect("a token");
        let router = doors::router(AppState::new(house.app.clone()));
        let Who::Contact { contact, .. } = side.contact.who else { panic!("a contact") };
        let company = open_session(&house.app, side.staff.tenant, Person::Contact(contact), "a test").await.expect("a session");
        let cookie = |token: &str| format!("__Host-session={token}");
        Self { router, cookie: cookie(&side.token), company_cookie: cookie(&company.0), bearer }
    }

    async fn send(&self, method: &str, path: &str) -> (StatusCode, String) {
        let is_api = path.starts_with("/api/");
        let (kind, body) = match (is_api, method) {
            (_, "GET") => ("text/plain", ""),
            (true, _) => ("application/json", body_of(path)),
            (false, _) => ("application/x-www-form-urlencoded", "version=99&formaal=case&paused=ja"),
        };
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1").header(header::CONTENT_TYPE, kind);
        request = if is_api {
            request.header(header::AUTHORIZATION, &self.bearer).header("purpose", "case").header(header::IF_MATCH, "\"99\"")
        } else {
            let cookie = if path.starts_with("/virksomhed/") { &self.company_cookie } else { &self.cookie };
            request.header(header::COOKIE, cookie).header("sec-fetch-site", "same-origin")
        };
        let answer = self.router.clone().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
        let status = answer.status();
        let led_to = answer.headers().get(header::LOCATION).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default();
        let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
        (status, without_ids(&format!("{led_to}\n{}", String::from_utf8_lossy(&bytes))))
    }
}

/// A text with every id taken out, also that of the request.
fn without_ids(text: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && Uuid::try_parse(part).is_ok();
    let parts = text.split_inclusive(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
    parts.map(|part| if part.len() >= 36 && is_id(&part[..36]) { format!("ID{}", &part[36..]) } else { part.to_owned() }).collect()
}

fn routes() -> Vec<Route> {
    page_routes().into_iter().chain(api_routes()).collect()
}

house_tests! {
    async fn every_route_answers_the_others_ids_like_unknown_ones(house) {
        let (mine, other) = (twins::build(&house, house.tenant).await, twins::build(&house, house.neighbour).await);
        let caller = Caller::of(&house, &mine).await;
        let unknown = Ids::unknown(&house);
        let mut opened = BTreeMap::new();
        for Route { path, method } in routes() {
            let count = names(&path).len();
            let own = filled(&path, |_| mine.ids);
            for foreign in 0..count {
                let with = |ids: Ids| filled(&path, move |place| if place == foreign { ids } else { mine.ids });
                let (theirs, nobodys) = (caller.send(method, &with(other.ids)).await, caller.send(method, &with(unknown)).await);
                assert_eq!(theirs, nobodys, "{method} {path}, id {foreign}");
                assert!(!theirs.0.is_server_error(), "{method} {path}: {theirs:?}");
                assert!(method == "GET" || !theirs.0.is_success() || !path.starts_with("/api/"), "{method} {path} did something: {theirs:?}");
            }
            if method == "GET" {
                opened.insert(path.clone(), caller.send(method, &own).await.0);
            }
        }
        let open = opened.values().filter(|status| status.is_success() || status.is_redirection()).count();
        assert!(open >= FEWEST_OPEN, "one's own things open: {opened:?}");
    }
}

#[test]
fn ids_are_taken_out_of_texts() {
    let text = "a 019cad58-bd80-782a-871d-6200ceb330ee/ret \"dd7bf3f4-3f28-4246-9f89-69481c82411e\" dd7bf3f4";
    assert_eq!(without_ids(text), "a ID/ret \"ID\" dd7bf3f4");
}

#[test]
fn the_routes_of_pages_and_api_are_found() {
    let paths: Vec<String> = routes().into_iter().map(|route| route.path).collect();
    for known in [
        "/konsulent/pladser/{slot}",
        "/konsulent/borgere/{citizen}/profil",
        "/administration/teams/{team}",
        "/api/v1/placements/{id}/confirm",
    ] {
        assert!(paths.iter().any(|path| path == known), "{known}: {paths:?}");
    }
}

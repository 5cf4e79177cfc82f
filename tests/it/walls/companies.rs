//! Every route of the portal and every call of a company's program against other companies' things: the answer is that
//! of an unknown id, byte for byte. A route with a new kind of id must say here what its id stands for.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use brobygger::{
    domain::{
        company::{Agreement, AgreementKind, AgreementState, Contact, ContactRole, Workplace},
        ids::{AgreementId, ContactId, PlacementId, WorkplaceId},
        numbers::PNumber,
        permission::Actor,
        slot::Slot,
    },
    doors,
    state::AppState,
    store::{agreements, companies, contacts, workplaces},
    use_cases::{
        placements::accept::Accept,
        sign_in::{Person, open_session},
        tokens::{CreateToken, TokenSecret},
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::{
    routes::{api_routes, body_of, names, page_routes},
    twins::sent_version,
};
use crate::{
    kit::{House, Place, day},
    placements::stage::{confirmation, contact_of, fortnight, proposal},
};

/// One of everything that a portal can be asked about.
#[derive(Clone, Copy, Debug)]
struct Things {
    placement: Uuid,
    user: Uuid,
    slot: Uuid,
    workplace: Uuid,
    agreement: Uuid,
    version: Uuid,
    company: Uuid,
}

impl Things {
    fn unknown(house: &House) -> Self {
        let new = || house.app.ids.random();
        Self { placement: new(), user: new(), slot: new(), workplace: new(), agreement: new(), version: new(), company: new() }
    }

    /// What an id in a route stands for.
    fn id_for(&self, route: &str, name: &str) -> Uuid {
        match name {
            "user" | "contact" => self.user,
            "slot" => self.slot,
            "workplace" => self.workplace,
            "agreement" => self.agreement,
            "version" => self.version,
            "company" => self.company,
            "placement" => self.placement,
            "id" if route.contains("/forloeb/") || route.contains("/placements/") => self.placement,
            "id" if route.contains("/slots/") => self.slot,
            // Staff's calls, which a company's program is refused whatever it names.
            "id" | "cvr" | "citizen" | "verdict" | "edition" => self.company,
            _ => panic!("what does {{{name}}} of {route} stand for?"),
        }
    }

    fn filled(&self, route: &str) -> String {
        names(route).iter().fold(route.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), &self.id_for(route, name).to_string()))
    }
}

/// A company with an own user for each of two workplaces, and a running question at both.
struct Firm {
    place: Place,
    all: Things,
    second: Things,
    bound: Contact,
}

async fn accepted(house: &House, staff: &Actor, place: &Place, slot: &Slot) -> PlacementId {
    let citizen = house.citizen_with(house.tenant, |citizen| citizen.legal.last_employer = Some("99000031".to_owned())).await;
    let asked = proposal(&citizen, slot, fortnight());
    let placement = house.app.carry_out(staff, &asked).await.expect("proposed").placement;
    house.app.carry_out(staff, &confirmation(placement)).await.expect("confirmed");
    let contact = contact_of(house, house.tenant, place);
    house.app.carry_out(&contact, &Accept { placement, times: Vec::new() }).await.expect("accepted");
    placement
}

async fn firm(house: &House, staff: &Actor, cvr: &str, p_numbers: [&str; 2]) -> Firm {
    let place = house.place_numbered(house.tenant, cvr, p_numbers[0]).await;
    let first = Workplace { ordinary: Some((5000.0, Some(day("2026-02-01")))), ..place.workplace.clone() };
    let p_number = PNumber::parse(p_numbers[1]).expect("a P-number");
    let second = Workplace { id: WorkplaceId(house.app.ids.random()), p_number, ..first.clone() };
    let user = |name: &str, only: Option<WorkplaceId>| Contact {
        id: ContactId(house.app.ids.random()),
        name: name.to_owned(),
        email: Some(format!("{name}@firma-{}.example", p_numbers[0])),
        workplace: only,
        role: ContactRole::Contact,
        ..place.contact.clone()
    };
    let (bound, other) = (user("bundet", Some(first.id)), user("anden", Some(second.id)));
    let agreement = agreement(house, &place);
    house
        .write(house.tenant, async |work| {
            workplaces::update(work, &first).await.expect("a workplace");
            assert!(workplaces::insert(work, &second).await.expect("a workplace"));
            contacts::insert(work, &bound).await.expect("a contact");
            contacts::insert(work, &other).await.expect("a contact");
            assert!(agreements::save(work, &agreement, true).await.expect("an agreement"));
        })
        .await;
    let version = sent_version(house, house.tenant, &place, agreement.id).await;
    let slot = house.slot(house.tenant, &place, 3).await;
    let at_second = house.slot_with(house.tenant, &place, |slot| slot.workplace = second.id).await;
    let things = |placement: PlacementId, user: &Contact, slot: &Slot| Things {
        placement: placement.0,
        user: user.id.0,
        slot: slot.id.0,
        workplace: slot.workplace.0,
        agreement: agreement.id.0,
        version: version.0.0,
        company: place.company.id.0,
    };
    let all = things(accepted(house, staff, &place, &slot).await, &bound, &slot);
    let second = things(accepted(house, staff, &place, &at_second).await, &other, &at_second);
    Firm { place, all, second, bound }
}

fn agreement(house: &House, place: &Place) -> Agreement {
    Agreement {
        id: AgreementId(house.app.ids.random()),
        company: place.company.id,
        number: format!("A-{}", place.company.cvr),
        kind: AgreementKind::Enkeltpladser,
        state: AgreementState::Active,
        starts_on: day("2026-01-01"),
        ends_on: None,
        responsible: None,
        terms: String::new(),
        version: 1,
    }
}

/// Everything that a form of the portal may send, so that none is turned back before its thing is looked up.
const FORM: &str = "version=1&name=Ny&email=ny%40firma.example&role=contact&language=da&svar=ja&tid_1=2026-03-10T10%3A00&hvornaar=idag";

/// Somebody of a company, at a browser or with a program.
struct Caller {
    router: Router,
    key: (header::HeaderName, String),
}

impl Caller {
    async fn user(house: &House, contact: ContactId) -> Self {
        let session = open_session(&house.app, house.tenant, Person::Contact(contact), "a test").await.expect("a session");
        Self { router: doors::router(AppState::new(house.app.clone())), key: (header::COOKIE, format!("__Host-session={}", session.0)) }
    }

    async fn program(house: &House, place: &Place) -> Self {
        let secret = TokenSecret::fresh(&house.app);
        let key = (header::AUTHORIZATION, format!("Bearer {}", secret.0));
        let company = Some(place.company.cvr.clone());
        let token = CreateToken { role: "company".to_owned(), name: "En kasse".to_owned(), user: None, company, secret };
        house.app.carry_out(&Actor::system(house.tenant), &token).await.expect("a token");
        Self { router: doors::router(AppState::new(house.app.clone())), key }
    }

    /// The answer's status and body; of the ids that were asked about nothing but their place is left.
    async fn send(&self, method: &str, route: &str, things: &Things, form: &str) -> (StatusCode, String) {
        let is_api = route.starts_with("/api/");
        let (kind, body) = match (is_api, method) {
            (_, "GET") => ("text/plain", String::new()),
            (true, _) => ("application/json", body_of(route).to_owned()),
            (false, _) => ("application/x-www-form-urlencoded", form.to_owned()),
        };
        let request = Request::builder().method(method).uri(things.filled(route)).header(header::HOST, "127.0.0.1");
        let request = request.header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin").header(header::IF_MATCH, "\"1\"");
        let request = request.header(self.key.0.clone(), &self.key.1).body(Body::from(body)).expect("a request");
        let answer = tower::ServiceExt::oneshot(self.router.clone(), request).await.expect("an answer");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for name in names(route) {
            text = text.replace(&things.id_for(route, &name).to_string(), "ID");
        }
        (status, if is_api { without_request_id(&text) } else { text })
    }
}

/// A problem of the API names its request; all else stays.
fn without_request_id(text: &str) -> String {
    let Ok(serde_json::Value::Object(mut problem)) = serde_json::from_str(text) else { return text.to_owned() };
    problem.remove("request_id");
    serde_json::Value::Object(problem).to_string()
}

async fn acts(house: &House) -> u64 {
    entity::audit::Entity::find().count(house.app.database.reading()).await.expect("a count")
}

/// Routes of the portal with an id in them.
fn portal_routes() -> Vec<(String, &'static str)> {
    page_routes().into_iter().filter(|route| route.path.starts_with("/virksomhed/")).map(|route| (route.path, route.method)).collect()
}

struct Town {
    staff: Actor,
    mine: Firm,
    other: Firm,
    merged: Firm,
}

async fn town(house: &House) -> Town {
    let (_, staff) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
    let mine = firm(house, &staff, "99000007", ["9000000001", "9000000002"]).await;
    let other = firm(house, &staff, "99000015", ["9000000003", "9000000004"]).await;
    let merged = firm(house, &staff, "99000023", ["9000000005", "9000000006"]).await;
    let mut company = merged.place.company.clone();
    company.relation.merged_into = Some(mine.place.company.id);
    house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
    Town { staff, mine, other, merged }
}

/// Tells the routes that open with one's own things.
async fn assert_walled(
    house: &House,
    caller: &Caller,
    routes: &[(String, &'static str)],
    own: &Things,
    foreign: &[Things],
) -> BTreeMap<String, StatusCode> {
    let before = acts(house).await;
    let unknown = Things::unknown(house);
    for (route, method) in routes {
        let nobodys = caller.send(method, route, &unknown, FORM).await;
        assert!(nobodys.0.is_client_error() && nobodys.0 != StatusCode::TOO_MANY_REQUESTS, "{method} {route}: {nobodys:?}");
        for things in foreign {
            let theirs = caller.send(method, route, things, FORM).await;
            assert_eq!(theirs, nobodys, "{method} {route}");
        }
    }
    assert_eq!(acts(house).await, before, "something was done");
    let mut opened = BTreeMap::new();
    for (route, _) in routes.iter().filter(|(_, method)| *method == "GET") {
        opened.insert(route.clone(), caller.send("GET", route, own, "").await.0);
    }
    opened
}

fn found(opened: &BTreeMap<String, StatusCode>) -> Vec<&str> {
    opened.iter().filter(|(_, status)| status.is_success()).map(|(route, _)| route.as_str()).collect()
}

house_tests! {
    async fn a_company_never_finds_anothers_things(house) {
        let town = town(&house).await;
        let admin = Caller::user(&house, town.mine.place.contact.id).await;
        let foreign = [town.other.all, town.other.second, town.merged.all];
        let opened = assert_walled(&house, &admin, &portal_routes(), &town.mine.all, &foreign).await;
        for (route, status) in &opened {
            let has_page = *status != StatusCode::METHOD_NOT_ALLOWED;
            assert!(!has_page || status.is_success(), "one's own opens: {route} {status}");
        }
        assert!(found(&opened).len() >= 3, "{opened:?}");
        assert!(town.staff.is_inside());
    }

    async fn a_user_of_one_workplace_never_finds_the_others_things(house) {
        let town = town(&house).await;
        let bound = Caller::user(&house, town.mine.bound.id).await;
        let opened = assert_walled(&house, &bound, &portal_routes(), &town.mine.all, &[town.mine.second, town.other.all]).await;
        assert!(found(&opened).contains(&"/virksomhed/forloeb/{id}"), "{opened:?}");
        assert_eq!(opened.get("/virksomhed/brugere/{user}"), Some(&StatusCode::FORBIDDEN), "users are kept by admins only");
    }

    async fn a_companys_program_never_finds_anothers_things(house) {
        let town = town(&house).await;
        let routes: Vec<_> = api_routes().into_iter().map(|route| (route.path, route.method)).collect();
        let mut opened = BTreeMap::new();
        // A token answers fifty calls a second, so a few routes share one.
        for some in routes.chunks(6) {
            let program = Caller::program(&house, &town.mine.place).await;
            opened.extend(assert_walled(&house, &program, some, &town.mine.all, &[town.other.all, town.merged.all]).await);
        }
        assert!(!found(&opened).is_empty(), "{opened:?}");
    }

    async fn an_id_in_a_form_is_walled_too(house) {
        let town = town(&house).await;
        let admin = Caller::user(&house, town.mine.place.contact.id).await;
        let (before, unknown) = (acts(&house).await, Things::unknown(&house));
        let invite = |things: &Things| format!("{FORM}&workplace={}", things.workplace);
        let switch = |things: &Things| format!("kontakt={}", things.user);
        for (route, form) in [("/virksomhed/brugere/ny", &invite as &(dyn Fn(&Things) -> String + Sync)), ("/virksomhed/skift", &switch)] {
            let nobodys = admin.send("POST", route, &unknown, &form(&unknown)).await;
            assert!(nobodys.0.is_client_error(), "{route}: {nobodys:?}");
            for things in [town.other.all, town.merged.all] {
                let theirs = admin.send("POST", route, &things, &form(&things)).await;
                let clean = |(status, text): (StatusCode, String), things: &Things| {
                    (status, text.replace(&things.workplace.to_string(), "ID").replace(&things.user.to_string(), "ID"))
                };
                assert_eq!(clean(theirs, &things), clean(nobodys.clone(), &unknown), "{route}");
            }
        }
        assert_eq!(acts(&house).await, before, "something was done");
    }
}

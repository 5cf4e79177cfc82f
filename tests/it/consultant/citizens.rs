//! The citizens' pages: purpose first, forms that keep what was typed, matches that can be reserved.

use axum::http::{StatusCode, header};
use brobygger::{
    domain::{
        ids::CitizenId,
        numbers::CprNumber,
        period::Period,
        placement::{HoursStep, Placement, StateName},
        terms::{PlacementForm, Purpose},
    },
    store::{
        citizens,
        placements::{self, Record},
    },
};
use sea_orm::EntityTrait;

use crate::kit::{House, day};

async fn log_rows(house: &House) -> Vec<(CitizenId, String)> {
    let rows = entity::access_log::Entity::find().all(house.app.database.reading()).await.expect("the log");
    rows.into_iter().map(|row| (CitizenId(row.citizen_id), row.page)).collect()
}

fn profile_form<'a>(version: &'a str, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("opslag", "case"),
        ("version", version),
        ("timer_min", "10"),
        ("timer_max", "20"),
        ("postnr", "4300"),
        ("venter_siden", "2026-01-30"),
    ];
    form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    form.extend_from_slice(change);
    form
}

house_tests! {
    async fn the_list_shows_who_waits_and_no_name_stands_in_an_address(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let list = browser.get("/konsulent/borgere?venter=1").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.html.contains("Tilde Test Kanarie") && list.html.contains("31"), "{}", list.html);
        assert!(list.html.contains(&format!("href=\"/konsulent/borgere/{}\"", citizen.id)));
        let found = browser.post("/konsulent/borgere", &[("navn", "kana")]).await;
        assert_eq!(found.url, "/konsulent/borgere");
        assert!(found.html.contains("Tilde Test Kanarie"));
        let nobody = browser.post("/konsulent/borgere", &[("navn", "Zz")]).await;
        assert!(nobody.html.contains("Ingen borgere fundet"));
        assert_eq!(log_rows(&house).await, [(citizen.id, "citizen.list".to_owned()), (citizen.id, "citizen.find".to_owned())]);
    }

    async fn nothing_is_shown_before_the_purpose_is_stated(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.cpr = CprNumber::parse("010490-9995").ok()).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let asked = browser.get(&url).await;
        assert!(asked.html.contains("Hvorfor ser du denne borger?") && !asked.html.contains("Kanarie"), "{}", asked.html);
        assert!(log_rows(&house).await.is_empty());
        let missing = browser.post(&format!("{url}/formaal"), &[("videre", url.as_str())]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = browser.post(&format!("{url}/formaal"), &[("formaal", "case"), ("videre", url.as_str())]).await;
        assert_eq!((shown.status, shown.url.as_str()), (StatusCode::OK, url.as_str()));
        assert!(shown.html.contains("Tilde Test Kanarie") && shown.html.contains("010490-xxxx") && !shown.html.contains("9995"));
        assert_eq!(log_rows(&house).await, [(citizen.id, "citizen.open".to_owned())]);
        browser.get(&url).await;
        assert_eq!(log_rows(&house).await.len(), 2, "each page shown is one row");
    }

    async fn the_file_shows_what_is_due_with_its_rule_and_tells_what_is_missing(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let shown = browser.post(&format!("{url}/formaal"), &[("formaal", "case"), ("videre", url.as_str())]).await;
        let table = shown.html.split("id=\"frister\"").nth(1).expect("the deadlines");
        for words in ["Registreret frist", "Første tilbud skal begynde senest 30. april 2026.", "Regel: ", "fra 1. januar 2020", "Kilde: "] {
            assert!(table.contains(words), "{words}: {table}");
        }
        let unknown = house.citizen_with(house.tenant, |citizen| citizen.legal.target_group = None).await;
        let url = format!("/konsulent/borgere/{}", unknown.id);
        let shown = browser.post(&format!("{url}/formaal"), &[("formaal", "case"), ("videre", url.as_str())]).await;
        assert!(shown.html.contains("Lovens frister kan ikke beregnes; der mangler: målgruppe."), "{}", shown.html);
    }

    async fn the_neighbours_citizen_is_not_there(house) {
        let citizen = house.citizen(house.neighbour).await;
        let actor = house.account(house.tenant, "jk.mette", &["team_leader"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let other = format!("/konsulent/borgere/{}", house.app.ids.random());
        let mut pages = Vec::new();
        for path in [&url, &other] {
            let stated = browser.post(&format!("{path}/formaal"), &[("formaal", "case")]).await;
            assert_eq!(stated.status, StatusCode::NOT_FOUND);
            let saved = browser.post(&format!("{path}/profil"), &profile_form("1", &[])).await;
            assert_eq!(saved.status, StatusCode::NOT_FOUND);
            for page in ["", "/profil", "/lovgrundlag", "/match", "/forloeb"] {
                let asked = browser.get(&format!("{path}{page}")).await;
                assert!(asked.html.contains("Hvorfor ser du denne borger?") && !asked.html.contains("Kanarie"), "{page}");
                pages.push(asked.html.replace(path.as_str(), ""));
            }
        }
        let (of_neighbour, of_nobody) = pages.split_at(5);
        assert_eq!(of_neighbour, of_nobody, "the neighbour's citizen answers as an unknown one");
        assert!(log_rows(&house).await.is_empty());
    }

    async fn a_company_consultant_is_turned_away(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "vk.ole", &["company_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        for page in ["/konsulent/borgere".to_owned(), format!("/konsulent/borgere/{}", citizen.id), "/konsulent/borgere/ny".to_owned()] {
            assert_eq!(browser.get(&page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
    }

    async fn a_wrong_profile_comes_back_with_what_was_typed(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}/profil", citizen.id);
        let form = profile_form("1", &[("kompetencer", "har slidgigt"), ("timer_min", "femten"), ("oenske_1", "Gartner <b>")]);
        let again = browser.post(&url, &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("har slidgigt") && again.html.contains("femten") && again.html.contains("Gartner &#60;b&#62;"), "{}", again.html);
        assert!(again.html.contains("href=\"#timer_min\""));
        let sick = browser.post(&url, &profile_form("1", &[("kompetencer", "har slidgigt")])).await;
        assert!(sick.html.contains("Vælg i stedet: ikke løft over 10 kg"), "what to choose instead is named");
        let saved = browser.post_only(&url, &profile_form("1", &[("oenske_1", "Lagermedarbejder"), ("ikke", "loeft_over_10kg"), ("ikke", "nat")])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
        let both = browser.post(&url, &profile_form("1", &[("timer_max", "25")])).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.html.contains("Gemt af en anden") && both.html.contains("Lagermedarbejder") && both.html.contains("name=\"version\" value=\"2\""));
    }

    async fn a_place_is_found_compared_and_reserved(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let other = house.slot_with(house.tenant, &place, |slot| slot.title = "Truckfører".to_owned()).await;
        house.slot_with(house.tenant, &place, |slot| { slot.title = "Natvagt".to_owned(); slot.demands = vec!["nat".to_owned()]; }).await;
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.profile.avoids = vec!["nat".to_owned()]).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let list = browser.post(&format!("{url}/formaal"), &[("formaal", "match"), ("videre", &format!("{url}/match"))]).await;
        assert!(list.html.contains("2 pladser passer") && list.html.contains("1 plads er udelukket"), "{}", list.html);
        assert!(list.html.contains("Passer, hvis nat ikke kræves") || list.html.contains("ikke kræves"), "the nearest change");
        let compared = browser.get(&format!("{url}/match/sammenlign?plads={}&plads={}", slot.id, other.id)).await;
        assert!(compared.html.contains("Truckfører") && compared.html.contains("Lagermedarbejder"), "{}", compared.html);
        let take = format!("{url}/match/{}/reserver", slot.id);
        let form = browser.get(&take).await;
        let suggested = form.html.contains("value=\"2026-03-16\"") && form.html.contains("value=\"2026-04-12\"");
        assert!(suggested, "four weeks, from the Monday on which the company's time to answer is up: {}", form.html);
        let lacking = browser.post(&take, &[("art", "virksomhedspraktik"), ("fra", "2026-03-02"), ("til", "2026-03-29"), ("timer", "15")]).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        let whole = [("art", "virksomhedspraktik"), ("fra", "2026-03-02"), ("til", "2026-03-29"), ("timer", "15"), ("formaal", "afklaring"), ("handling", "reserver"), ("opslag", "match")];
        let done = browser.post(&take, &whole).await;
        assert!(done.url.contains("/konsulent/forloeb/") && done.html.contains("Reserveret"), "{}: {}", done.url, done.html);
        let late = house.citizen(house.tenant).await;
        let second = house.account(house.tenant, "jk.ole", &["job_consultant"]).await.1;
        let refused = house.visitor(&second).await.post(&format!("/konsulent/borgere/{}/match/{}/reserver", late.id, slot.id), &whole).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.html.contains("jk.mette"), "a colleague is told who holds the seat");
        let rows = entity::placement::Entity::find().all(house.app.database.reading()).await.expect("placements");
        assert_eq!(rows.len(), 1, "a refused reservation leaves no proposal behind");
    }

    async fn a_cleared_postcode_keeps_its_field_through_another_error(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}/profil", citizen.id);
        let again = browser.post(&url, &profile_form("1", &[("postnr", ""), ("timer_min", "femten")])).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("id=\"postnr\"") && !again.html.contains("Adressen er beskyttet"), "{}", again.html);
        let saved = browser.post_only(&url, &profile_form("1", &[("postnr", "")])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let row = entity::citizen::Entity::find().one(house.app.database.reading()).await.expect("a row").expect("the citizen");
        assert_eq!(row.postcode, None, "an emptied field empties the postcode");
    }

    async fn an_empty_profile_is_called_a_guess_and_has_one_first_thing_to_do(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.profile = Default::default()).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let file = browser.post(&format!("{url}/formaal"), &[("formaal", "match"), ("videre", &url)]).await;
        assert!(file.html.contains("Ikke oplyst: Ønsker, Kompetencer, Timer"), "{}", file.html);
        assert_eq!(file.html.matches("button-primary").count(), 1);
        let list = browser.get(&format!("{url}/match")).await;
        assert!(list.html.contains("listen er et gæt") && list.html.contains("1 åben plads") && !list.html.contains("passer</h2>"), "{}", list.html);
        assert_eq!(list.html.matches("button-primary").count(), 1);
    }

    async fn a_comparison_of_one_place_warns_and_keeps_the_tick(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        browser.post(&format!("{url}/formaal"), &[("formaal", "match")]).await;
        let back = browser.get(&format!("{url}/match/sammenlign?plads={}", slot.id)).await;
        assert!(back.html.contains("alert-warning") && back.html.contains("Sæt kryds ved netop to pladser"), "{}", back.html);
        assert!(back.html.contains(&format!("value=\"{}\" form=\"sammenlign\" checked", slot.id)));
    }

    async fn a_kind_without_rules_is_not_said_to_be_allowed(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.forms = vec![PlacementForm::OrdinaereTimer]).await;
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let list = browser.post(&format!("{url}/formaal"), &[("formaal", "match"), ("videre", &format!("{url}/match"))]).await;
        assert!(list.html.contains("Ingen særlige regler for ordinære timer."), "{}", list.html);
        assert!(!list.html.contains("Loven tillader") && !list.html.contains("ingen periode"));
    }

    async fn somebody_with_a_place_is_shown_with_it_and_not_as_waiting(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let citizen = house.citizen(house.tenant).await;
        let (account, actor) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let placement = Placement {
            id: house.app.ids.random().into(),
            citizen: citizen.id,
            slot: slot.id,
            workplace: slot.workplace,
            form: PlacementForm::Virksomhedspraktik,
            state: StateName::Running,
            period: Period::new(day("2026-02-16"), day("2026-05-31")).expect("in order"),
            weekly_hours: vec![HoursStep { from: day("2026-02-16"), hours: 15.0 }],
            purpose: Purpose::Afklaring,
            function: Default::default(),
            self_found: false,
            justifications: Vec::new(),
            proposed_by: account.id,
            held_until: None,
            answer_by: None,
            confirmed_by: None,
            answered_by: None,
            version: 1,
        };
        let record = Record::proposed(placement.clone(), house.app.now());
        house
            .write(house.tenant, async |work| {
                placements::insert(work, std::slice::from_ref(&record)).await.expect("a placement");
                citizens::note_places(work, citizen.id).await.expect("noted");
            })
            .await;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let file = browser.post(&format!("{url}/formaal"), &[("formaal", "case"), ("videre", &url)]).await;
        assert!(file.html.contains("I forløb til 31. maj 2026") && !file.html.contains("Har ventet") && !file.html.contains("Frist "), "{}", file.html);
        assert!(file.html.contains(&format!("href=\"/konsulent/forloeb/{}\"", placement.id)) && !file.html.contains("Find pladser"));
    }

    async fn a_protected_address_is_told_to_the_case_only(house) {
        let (mine, actor) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let citizen = house.citizen_with(house.tenant, |citizen| {
            citizen.profile.protected = true;
            citizen.consultant = Some(mine.id);
        }).await;
        let stranger = house.account(house.tenant, "jk.ole", &["job_consultant"]).await.1;
        let url = format!("/konsulent/borgere/{}", citizen.id);
        let formaal = format!("{url}/formaal");
        let own = house.visitor(&actor).await.post(&formaal, &[("formaal", "case")]).await;
        let other = house.visitor(&stranger).await.post(&formaal, &[("formaal", "case")]).await;
        assert!(own.html.contains("4300") && !other.html.contains("4300"));
        let edit = { let mut browser = house.visitor(&stranger).await; browser.post(&formaal, &[("formaal", "case")]).await; browser.get(&format!("{url}/profil")).await };
        assert!(!edit.html.contains("4300"), "a hidden field would tell it too");
    }

    async fn somebody_new_is_written_down_and_goes_on_to_the_profile(house) {
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let wrong = browser.post("/konsulent/borgere/ny", &[("fornavn", "Tilde"), ("cpr", "12")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("value=\"Tilde\"") && wrong.html.contains("#efternavn") && wrong.html.contains("#cpr"));
        let made = browser.post_only("/konsulent/borgere/ny", &[("fornavn", "Tilde"), ("efternavn", "Test"), ("cpr", "010490-9995"), ("postnr", "4300")]).await;
        let next = made.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).expect("a way on").to_owned();
        assert!(next.ends_with("/profil") && !next.contains("9995"));
        assert_eq!(browser.get(&next).await.status, StatusCode::OK);
        let titles = browser.get("/konsulent/titler?oenske_1=lager").await;
        assert!(titles.html.contains("<option value=\"Lager"), "{}", titles.html);
    }
}

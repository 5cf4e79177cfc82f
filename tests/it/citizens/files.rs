//! Who sees whom, what is logged, and what a profile refuses.

use brobygger::{
    domain::{
        citizen::{PersonName, Wish},
        ids::CitizenId,
        permission::{Actor, Right},
        refusal::Refusal,
        terms::LookPurpose,
    },
    store::citizens::{self, Filter},
    use_cases::{
        citizens::{
            ChangeLegalSituation, ChangeProfile, CreateCitizen, FindCitizens, ListCitizens, NewCitizen, OpenCitizen, ProfileDetails,
        },
        failure::Failure,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::kit::{House, day};

/// The access log of a municipality: who was shown, why and on which page.
async fn log_of(house: &House, tenant: i32) -> Vec<(CitizenId, String, String)> {
    let query = entity::access_log::Entity::find()
        .filter(entity::access_log::Column::TenantId.eq(tenant))
        .order_by_asc(entity::access_log::Column::Id);
    let rows = query.all(house.app.database.reading()).await.expect("the log");
    rows.into_iter().map(|row| (CitizenId(row.citizen_id), row.purpose, row.page)).collect()
}

fn waiting(limit: u64) -> ListCitizens {
    ListCitizens { filter: Filter { waiting: true, ..Filter::default() }, skip: 0, limit, purpose: LookPurpose::Match }
}

async fn version_of(house: &House, citizen: CitizenId) -> i32 {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    citizens::find(&reader, citizen).await.expect("read").expect("the citizen").version
}

async fn refused_fields(house: &House, actor: &Actor, citizen: CitizenId, details: ProfileDetails) -> Vec<(&'static str, &'static str)> {
    let change = ChangeProfile { citizen, version: version_of(house, citizen).await, details };
    match house.app.carry_out(actor, &change).await {
        Err(Failure::Refused(Refusal::Invalid { fields })) => fields.into_iter().map(|field| (field.field, field.reason)).collect(),
        other => panic!("expected refused fields, got {other:?}"),
    }
}

house_tests! {
    async fn who_waits_longest_stands_first_and_each_one_shown_is_logged_once(house) {
        let late = house.citizen_with(house.tenant, |citizen| citizen.waiting_since = Some(day("2026-02-20"))).await;
        let first = house.citizen_with(house.tenant, |citizen| citizen.waiting_since = Some(day("2026-01-01"))).await;
        let due = house.citizen_with(house.tenant, |citizen| {
            citizen.waiting_since = Some(day("2026-02-20"));
            citizen.deadline = Some(day("2026-03-03"));
        }).await;
        house.citizen_with(house.tenant, |citizen| citizen.waiting_since = None).await;
        house.citizen(house.neighbour).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let page = house.app.ask(&actor, &waiting(2)).await.expect("a list");
        assert_eq!((page.total, page.next), (3, Some(2)));
        assert_eq!(page.items.iter().map(|line| line.id).collect::<Vec<_>>(), vec![first.id, due.id]);
        let mut logged: Vec<_> = log_of(&house, house.tenant.0).await;
        logged.sort();
        let mut shown = [first.id, due.id];
        shown.sort();
        assert_eq!(logged, shown.map(|id| (id, "match".to_owned(), "citizen.list".to_owned())));
        let rest = house.app.ask(&actor, &ListCitizens { skip: 2, ..waiting(2) }).await.expect("a list");
        assert_eq!((rest.items.first().map(|line| line.id), rest.next), (Some(late.id), None));
    }

    async fn a_file_is_opened_by_either_id_for_a_purpose_and_logged(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.external_id = Some("B-00042".to_owned())).await;
        let actor = house.account(house.tenant, "jk.mette", &["caseworker"]).await.1;
        for key in ["B-00042".to_owned(), citizen.id.to_string()] {
            let open = OpenCitizen { citizen: brobygger::use_cases::citizens::CitizenKey::new(key), purpose: LookPurpose::FollowUp };
            let file = house.app.ask(&actor, &open).await.expect("a file");
            assert_eq!(file.citizen.id, citizen.id);
            assert!(file.citizen.profile.home.is_some(), "the postcode's point is where journeys start");
        }
        assert_eq!(log_of(&house, house.tenant.0).await, vec![(citizen.id, "follow_up".to_owned(), "citizen.open".to_owned()); 2]);
    }

    async fn the_neighbour_finds_nobody(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.external_id = Some("B-00042".to_owned())).await;
        let actor = house.account(house.neighbour, "jk.nabo", &["team_leader"]).await.1;
        for key in ["B-00042".to_owned(), citizen.id.to_string()] {
            let open = OpenCitizen { citizen: brobygger::use_cases::citizens::CitizenKey::new(key), purpose: LookPurpose::Case };
            assert!(matches!(house.app.ask(&actor, &open).await, Err(Failure::NotFound)));
        }
        assert_eq!(house.app.ask(&actor, &FindCitizens { name: "Kanarie".to_owned() }).await.expect("a list").total, 0);
        let change = ChangeProfile { citizen: citizen.id, version: 1, details: ProfileDetails::default() };
        assert!(matches!(house.app.carry_out(&actor, &change).await, Err(Failure::NotFound)));
        assert!(log_of(&house, house.neighbour.0).await.is_empty());
    }

    async fn a_company_consultant_sees_no_citizen(house) {
        let actor = house.account(house.tenant, "jk.mette", &["company_consultant"]).await.1;
        assert!(matches!(house.app.ask(&actor, &waiting(10)).await, Err(Failure::Denied(Right::SeeCitizens))));
    }

    async fn a_name_finds_by_its_beginning_in_any_spelling(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.name = PersonName::new("Åse".to_owned(), "Ågård".to_owned())).await;
        house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        for typed in ["aagå", "Åse", "ÅGÅRD"] {
            let found = house.app.ask(&actor, &FindCitizens { name: typed.to_owned() }).await.expect("a list");
            assert_eq!(found.items.iter().map(|line| line.id).collect::<Vec<_>>(), vec![citizen.id], "{typed}");
        }
    }

    async fn a_wish_in_everyday_words_gets_its_occupation(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let details = ProfileDetails { wishes: vec!["lagermedarbejder".to_owned(), " ".to_owned(), "Noget med heste".to_owned()], ..ProfileDetails::of(&citizen) };
        house.app.carry_out(&actor, &ChangeProfile { citizen: citizen.id, version: 1, details }).await.expect("changed");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let changed = citizens::find(&reader, citizen.id).await.expect("read").expect("the citizen");
        assert_eq!(changed.version, 2);
        assert!(changed.profile.wishes[0].occupation.is_some(), "{:?}", changed.profile.wishes[0]);
        assert_eq!(changed.profile.wishes[1], Wish { title: "Noget med heste".to_owned(), occupation: None });
    }

    async fn health_and_cpr_numbers_are_refused_with_what_to_write_instead(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let with = |change: fn(&mut ProfileDetails)| {
            let mut details = ProfileDetails::of(&citizen);
            change(&mut details);
            details
        };
        let sick = with(|details| details.skills = vec!["har slidgigt".to_owned()]);
        let change = ChangeProfile { citizen: citizen.id, version: 1, details: sick };
        let Err(Failure::Refused(Refusal::Invalid { fields })) = house.app.carry_out(&actor, &change).await else { panic!("refused") };
        assert_eq!((fields[0].field, fields[0].reason, fields[0].advice.as_slice()), ("kompetencer", "free-text-diagnosis", ["ikke:loeft_over_10kg".to_owned()].as_slice()));
        let numbered = with(|details| details.wishes = vec!["010490-9995".to_owned()]);
        assert_eq!(refused_fields(&house, &actor, citizen.id, numbered).await, vec![("oenske_1", "free-text-cpr")]);
    }

    async fn values_outside_the_lists_and_limits_are_refused_each_at_its_field(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let details = ProfileDetails {
            hours: (Some(15.3), None),
            days: (Some(day("2026-04-01")), Some(day("2026-03-01"))),
            times: (Some(480), None),
            max_km: Some(0.0),
            avoids: vec!["svaevning".to_owned()],
            licences: vec!["X".to_owned()],
            postcode: Some("0001".to_owned()),
            ..ProfileDetails::default()
        };
        let fields: Vec<_> = refused_fields(&house, &actor, citizen.id, details).await.into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["timer_min", "kan_til", "moedetid_til", "max_km", "ikke", "koerekort", "postnr"]);
    }

    async fn the_second_of_two_changes_is_told_of_the_first(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let change = ChangeProfile { citizen: citizen.id, version: 1, details: ProfileDetails::of(&citizen) };
        house.app.carry_out(&actor, &change).await.expect("the first");
        let second = house.app.carry_out(&actor, &change).await;
        assert!(matches!(second, Err(Failure::Refused(Refusal::Stale { current: 2 }))), "{second:?}");
    }

    async fn the_legal_situation_takes_only_groups_of_the_list(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["caseworker"]).await.1;
        let mut legal = citizen.legal.clone();
        legal.target_group = Some("formue".to_owned());
        let refused = house.app.carry_out(&actor, &ChangeLegalSituation { citizen: citizen.id, version: 1, legal: legal.clone() }).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::Invalid { .. }))));
        legal.target_group = Some("sygedagpenge".to_owned());
        house.app.carry_out(&actor, &ChangeLegalSituation { citizen: citizen.id, version: 1, legal }).await.expect("changed");
        assert_eq!(version_of(&house, citizen.id).await, 2);
    }

    async fn somebody_new_waits_from_today_and_stands_there_once(house) {
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let details = NewCitizen { given: "Tilde".to_owned(), family: "Test".to_owned(), cpr: "010490-9995".to_owned(), postcode: "4300".to_owned(), ..NewCitizen::default() };
        let id = house.app.carry_out(&actor, &CreateCitizen { details: details.clone() }).await.expect("made");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let made = citizens::find(&reader, id).await.expect("read").expect("the citizen");
        assert_eq!((made.waiting_since, made.legal.birth_date), (Some(day("2026-03-02")), Some(day("1990-04-01"))));
        assert_eq!(made.consultant, actor.account());
        reader.end().await.expect("read");
        let again = house.app.carry_out(&actor, &CreateCitizen { details }).await;
        assert!(matches!(again, Err(Failure::Refused(Refusal::ExistsAlready { field: "cpr" }))), "{again:?}");
        let neighbour = house.account(house.neighbour, "jk.nabo", &["job_consultant"]).await.1;
        let own = NewCitizen { given: "Tilde".to_owned(), family: "Test".to_owned(), cpr: "010490-9995".to_owned(), ..NewCitizen::default() };
        house.app.carry_out(&neighbour, &CreateCitizen { details: own }).await.expect("the same person may be known next door");
    }
}

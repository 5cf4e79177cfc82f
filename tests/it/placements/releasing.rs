//! A name is shown after a release, to the company, after the code, while the release runs; and at no other time.

use brobygger::domain::reasons::WithdrawCode;
use brobygger::{
    domain::{
        company::Contact,
        ids::{ContactId, PlacementId},
        permission::{Right, Who},
        placement::StateName,
        refusal::Refusal,
        release::ReleasedField,
    },
    use_cases::{
        failure::Failure,
        placements::{
            cards::{OpenRelease, ReleasedCard, Told},
            release::WithdrawRelease,
            withdraw::Withdraw,
        },
    },
};
use chrono::Duration;
use sea_orm::{EntityTrait, QueryFilter};

use super::stage::{Stage, contact_of, is_unknown, refusal, release_of, stepped_up};

async fn open(stage: &Stage, placement: PlacementId) -> Result<ReleasedCard, Failure> {
    let contact = stepped_up(&stage.contact);
    stage.house.app.ask(&contact, &OpenRelease::new(&contact, placement)).await
}

house_tests! {
    async fn exactly_the_released_fields_are_shown(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        assert!(is_unknown(&open(&stage, placement).await));
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let told = open(&stage, placement).await.expect("a card").told;
        assert_eq!(told, vec![Told::Name("Tilde Test Kanarie".to_owned())]);
        let mut more = release_of(placement);
        more.fields.push(ReleasedField::Phone { number: "11 22 33 44".to_owned() });
        stage.act(&stage.consultant, &more).await.expect("released anew");
        assert_eq!(open(&stage, placement).await.expect("a card").told.len(), 2);
    }

    async fn without_the_code_no_name_is_shown(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let without_code = stage.house.app.ask(&stage.contact, &OpenRelease::new(&stage.contact, placement)).await;
        assert_eq!(refusal(without_code), Refusal::StepUpNeeded);
    }

    async fn a_companys_look_at_a_name_leaves_a_trace_and_a_refused_one_none(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        assert!(is_unknown(&open(&stage, placement).await));
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let without_code = stage.house.app.ask(&stage.contact, &OpenRelease::new(&stage.contact, placement)).await;
        assert_eq!(refusal(without_code), Refusal::StepUpNeeded);
        let looks = async || {
            let rows = entity::access_log::Entity::find().filter(entity::access_log::COLUMN.page.eq("placement.released"));
            rows.all(stage.house.app.database.reading()).await.expect("the log")
        };
        assert!(looks().await.is_empty());
        open(&stage, placement).await.expect("a card");
        let seen: Vec<_> = looks().await.into_iter().map(|look| (look.account_id, look.contact_id, look.citizen_id, look.purpose)).collect();
        assert_eq!(seen, [(None, Some(stage.place.contact.id.0), stage.citizen.id.0, "follow_up".to_owned())]);
    }

    async fn the_company_is_the_recipient_and_the_decision_says_so(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let page = stage.house.visitor(&stage.consultant).await.get(&format!("/konsulent/forloeb/{placement}/frigiv")).await;
        assert!(page.html.contains("Modtageren er Nordhavn Lager ApS"), "{}", page.html);
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let audit = brobygger::store::audit::about(&reader, "placement", placement.0, 20).await.expect("read");
        reader.end().await.expect("the reader ends");
        let decision = audit.iter().find(|fact| fact.action == "placement.release").expect("the decision");
        assert_eq!(decision.detail["fact"]["company"], stage.place.company.id.to_string());
        // A colleague at the same workplace sees it too, by the own code.
        let colleague = Contact { id: ContactId(stage.house.app.ids.random()), name: "En Kollega".to_owned(), ..stage.place.contact.clone() };
        stage.house.write(stage.house.tenant, async |work| brobygger::store::contacts::insert(work, &colleague).await.expect("a contact")).await;
        let mut actor = stepped_up(&stage.contact);
        if let Who::Contact { contact, .. } = &mut actor.who {
            *contact = colleague.id;
        }
        assert!(stage.house.app.ask(&actor, &OpenRelease::new(&actor, placement)).await.is_ok());
    }

    async fn the_holder_of_a_link_never_sees_a_name(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let by_link = stage.link_holder(placement).await;
        let answer = stage.house.app.ask(&by_link, &OpenRelease::new(&by_link, placement)).await;
        assert!(matches!(answer, Err(Failure::Denied(Right::UsePortal))));
    }

    async fn a_release_that_is_taken_back_shows_nothing(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released twice");
        stage.act(&stage.consultant, &WithdrawRelease { placement }).await.expect("taken back");
        assert!(is_unknown(&open(&stage, placement).await));
        assert!(is_unknown(&stage.act(&stage.consultant, &WithdrawRelease { placement }).await));
        assert_eq!(stage.state(placement).await, StateName::Accepted);
    }

    async fn a_release_ends_with_its_last_day_and_with_the_placement(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        stage.house.wait(Duration::days(29));
        assert!(open(&stage, placement).await.is_ok());
        stage.house.wait(Duration::days(1));
        assert!(is_unknown(&open(&stage, placement).await));
        let mut longer = release_of(placement);
        longer.until = crate::kit::day("2026-12-31");
        stage.act(&stage.consultant, &longer).await.expect("released anew");
        assert!(open(&stage, placement).await.is_ok());
        stage.act(&stage.consultant, &Withdraw { placement, code: WithdrawCode::CitizenNo }).await.expect("withdrawn");
        assert!(is_unknown(&open(&stage, placement).await));
    }

    async fn another_company_learns_nothing(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let stranger = stepped_up(&contact_of(&stage.house, stage.house.tenant, &other));
        assert!(is_unknown(&stage.house.app.ask(&stranger, &OpenRelease::new(&stranger, placement)).await));
        let mut to_stranger = release_of(placement);
        to_stranger.recipient = Some(other.contact.id);
        assert!(matches!(refusal(stage.act(&stage.consultant, &to_stranger).await), Refusal::Invalid { .. }));
    }

    async fn a_protected_name_is_released_by_a_team_leader_only(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let mut citizen = stage.citizen.clone();
        citizen.profile.protected = true;
        stage.house.write(stage.house.tenant, async |work| brobygger::store::citizens::update(work, &citizen).await.expect("a citizen")).await;
        let denied = stage.act(&stage.consultant, &release_of(placement)).await;
        assert!(matches!(denied, Err(Failure::Denied(Right::ReleaseProtected))));
        stage.act(&stage.leader, &release_of(placement)).await.expect("released");
    }

    async fn only_what_the_citizen_has_is_released(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        for field in [ReleasedField::Condition { code: "ikke:loeft_over_10kg".to_owned() }, ReleasedField::Phone { number: "0101901234".to_owned() }] {
            let mut release = release_of(placement);
            release.fields.push(field);
            assert!(matches!(refusal(stage.act(&stage.consultant, &release).await), Refusal::Invalid { .. }));
        }
    }
}

//! What a company is asked, and how it answers: once, by link or signed in.

use brobygger::{
    domain::{
        citizen::PersonName,
        permission::Right,
        placement::StateName,
        reasons::{DeclineCode, WithdrawCode},
        refusal::Refusal,
    },
    use_cases::{
        failure::Failure,
        placements::{
            accept::Accept,
            cards::{AnswerPage, OpenCard},
            company_list::CompanyProposals,
            decline::Decline,
            links::{RenewLink, holder},
            withdraw::Withdraw,
        },
    },
};
use chrono::Duration;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::stage::{Stage, confirmation, fortnight, is_unknown, proposal, refusal};
use crate::kit::day;

house_tests! {
    async fn a_confirmation_asks_the_contact_of_the_slot(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let asked = stage.events("placement_offered").await;
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0]["contact"], stage.place.contact.id.to_string());
        assert_eq!(asked[0]["link"], stage.link(placement).await.to_string());
    }

    async fn without_an_address_nobody_can_be_asked(house) {
        let stage = Stage::set(house, 1).await;
        let mut silent = stage.place.contact.clone();
        silent.email = None;
        stage.house.write(stage.house.tenant, async |work| brobygger::store::contacts::update(work, &silent).await.expect("a contact")).await;
        let placement = stage.proposed().await;
        assert_eq!(refusal(stage.confirm(placement).await), Refusal::NoContact);
        assert!(stage.claim(placement).await.is_none(), "a refusal holds no seat");
    }

    async fn without_the_citizens_yes_nothing_is_sent(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        for answer in [None, Some(brobygger::domain::reasons::CitizenAnswer::No)] {
            let mut unsaid = confirmation(placement);
            unsaid.citizen_answer = answer;
            assert_eq!(refusal(stage.act(&stage.consultant, &unsaid).await), Refusal::CitizenAnswerMissing);
        }
        assert_eq!(stage.state(placement).await, StateName::Proposed);
        assert!(stage.events("placement_offered").await.is_empty());
    }

    async fn a_statement_with_a_cpr_number_is_refused(house) {
        let stage = Stage::set(house, 1).await;
        let mut telling = confirmation(stage.proposed().await);
        telling.statement = Some("Hun hedder 010190-1234".to_owned());
        assert!(matches!(refusal(stage.act(&stage.consultant, &telling).await), Refusal::Invalid { .. }));
    }

    async fn a_link_answers_once(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let by_link = stage.link_holder(placement).await;
        for _ in 0..3 {
            assert!(matches!(stage.house.app.ask(&by_link, &OpenCard::new(&by_link, placement)).await, Ok(AnswerPage::Open(_))));
        }
        let times = vec![stage.house.app.now() + Duration::days(2)];
        stage.act(&by_link, &Accept { placement, times: times.clone() }).await.expect("accepted");
        let no = Decline { placement, code: DeclineCode::NoTime, note: None };
        assert_eq!(refusal(stage.act(&by_link, &no).await), Refusal::AlreadyAnswered);
        assert_eq!(stage.house.app.ask(&by_link, &OpenCard::new(&by_link, placement)).await.expect("a page"), AnswerPage::AlreadyAnswered);
        let record = stage.record(placement).await;
        assert_eq!((record.meeting_times, record.placement.answered_by), (times, Some(stage.place.contact.id)));
    }

    async fn a_no_frees_the_seat_in_the_same_commit(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let waiting = stage.proposed_for_another(fortnight()).await;
        let no = Decline { placement, code: DeclineCode::Skills, note: Some("Vi søger en med truckkort".to_owned()) };
        stage.act(&stage.contact, &no).await.expect("declined");
        stage.confirm(waiting).await.expect("the seat is free");
        let by_link = stage.link_holder(placement).await;
        assert_eq!(refusal(stage.act(&by_link, &no).await), Refusal::AlreadyAnswered);
    }

    async fn a_link_dies_with_its_question(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let by_link = stage.link_holder(placement).await;
        stage.house.wait(Duration::days(14));
        assert_eq!(refusal(stage.act(&by_link, &Accept { placement, times: vec![] }).await), Refusal::Expired);
        let page = stage.house.app.ask(&by_link, &OpenCard::new(&by_link, placement)).await.expect("a page");
        assert_eq!(page, AnswerPage::Expired { can_renew: false });
        assert_eq!(refusal(stage.act(&by_link, &RenewLink { placement }).await), Refusal::Expired);
    }

    async fn a_link_that_dies_before_its_question_is_sent_anew(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let by_link = stage.link_holder(placement).await;
        let late = stage.house.app.now() + Duration::days(30);
        let row = entity::placement::ActiveModel {
            tenant_id: sea_orm::ActiveValue::Unchanged(stage.house.tenant.0),
            id: sea_orm::ActiveValue::Unchanged(placement.0),
            answer_by: Set(Some(late)),
            ..Default::default()
        };
        row.update(stage.house.app.database.writing()).await.expect("a later deadline");
        stage.house.wait(Duration::days(15));
        let page = stage.house.app.ask(&by_link, &OpenCard::new(&by_link, placement)).await.expect("a page");
        assert_eq!(page, AnswerPage::Expired { can_renew: true });
        stage.act(&by_link, &RenewLink { placement }).await.expect("sent anew");
        assert_eq!(stage.events("placement_offered").await.len(), 2);
        let renewed = stage.link_holder(placement).await;
        assert!(matches!(stage.house.app.ask(&renewed, &OpenCard::new(&renewed, placement)).await, Ok(AnswerPage::Open(_))));
    }

    async fn a_token_opens_its_own_question_only(house) {
        let stage = Stage::set(house, 2).await;
        let placement = stage.offered().await;
        let token = stage.house.app.keys.link_token(stage.link(placement).await.0);
        let by_link = holder(&stage.house.app, &token).await.expect("a holder");
        assert_eq!(by_link.rights, [Right::AnswerProposals].into());
        assert!(matches!(holder(&stage.house.app, "AAAA").await, Err(Failure::NotFound)));
        let other = stage.proposed_for_another(fortnight()).await;
        stage.confirm(other).await.expect("confirmed");
        assert!(is_unknown(&stage.act(&by_link, &Accept { placement: other, times: vec![] }).await));
        assert!(is_unknown(&stage.house.app.ask(&by_link, &OpenCard::new(&by_link, other)).await));
    }

    async fn a_withdrawn_question_tells_whoever_was_asked(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let by_link = stage.link_holder(placement).await;
        stage.act(&stage.consultant, &Withdraw { placement, code: WithdrawCode::FoundJob }).await.expect("withdrawn");
        let told = stage.events("placement_retracted").await;
        assert_eq!((told[0]["contact"].as_str(), told[0]["reason"].as_str()), (Some(stage.place.contact.id.to_string().as_str()), Some("withdrawn")));
        assert_eq!(stage.house.app.ask(&by_link, &OpenCard::new(&by_link, placement)).await.expect("a page"), AnswerPage::Retracted);
    }

    async fn the_card_says_nothing_about_who_it_is(house) {
        let stage = Stage::set(house, 1).await;
        for (uri, title) in [("http://data.europa.eu/esco/skill/1", "køre truck"), ("http://data.europa.eu/esco/skill/2", "pakke varer")] {
            let row = entity::skill::ActiveModel { uri: Set(uri.to_owned()), title: Set(title.to_owned()), labels: Set(serde_json::json!([])) };
            row.insert(stage.house.app.database.writing()).await.expect("a skill");
        }
        let citizen = stage.house.citizen_with(stage.house.tenant, |citizen| {
            citizen.name = PersonName::new("Zqvornelius".to_owned(), "Xyprandal".to_owned());
            citizen.external_id = Some("borger-qwx".to_owned());
            citizen.postcode = Some("4390".to_owned());
            citizen.legal.last_employer = Some("99000023".to_owned());
            citizen.profile.skills = vec!["køre truck".to_owned(), "fritekstkanarie".to_owned()];
            citizen.profile.needs = vec!["mentor".to_owned(), "roligt_rum".to_owned()];
        }).await;
        let placement = stage.act(&stage.consultant, &proposal(&citizen, &stage.slot, fortnight())).await.expect("proposed").placement;
        let mut told = confirmation(placement);
        told.statement = Some("udsagnskanarie".to_owned());
        stage.act(&stage.consultant, &told).await.expect("confirmed");
        let AnswerPage::Open(card) = stage.house.app.ask(&stage.contact, &OpenCard::new(&stage.contact, placement)).await.expect("a card") else { panic!("open") };
        assert_eq!((card.skills.as_slice(), card.needed_offers.as_slice()), (["køre truck".to_owned()].as_slice(), ["mentor".to_owned()].as_slice()));
        assert_eq!(card.weeks.iter().map(|week| (week.from, week.to)).collect::<Vec<_>>(), vec![(day("2026-03-02"), day("2026-03-08")), (day("2026-03-09"), day("2026-03-15"))]);
        let list = stage.house.app.ask(&stage.contact, &CompanyProposals::new(&stage.contact, vec![])).await.expect("a list").items;
        assert_eq!(list.len(), 1);
        let said = format!("{card:?} {list:?}");
        for canary in ["Zqvornelius", "Xyprandal", "4390", "dagpenge", "kanarie", "1991", "borger-qwx", &citizen.id.to_string()] {
            assert!(!said.contains(canary), "{canary} in {said}");
        }
    }
}

//! Letters that events have overtaken: no dead link arrives, and nobody is told that a question is gone who never got it.

use brobygger::{
    domain::{event::Event, ids::PlacementId, letter::LetterState, reasons::WithdrawCode},
    use_cases::placements::withdraw::Withdraw,
};
use chrono::Duration;

use crate::{
    kit::{
        post::{post, postman},
        smtp::{Mode, Sink},
    },
    placements::stage::Stage,
};

async fn withdraw(stage: &Stage, placement: PlacementId) {
    stage.act(&stage.consultant, &Withdraw { placement, code: WithdrawCode::CitizenNo }).await.expect("withdrawn");
}

async fn fates(stage: &Stage, placement: PlacementId) -> Vec<(LetterState, Option<String>)> {
    stage.house.letters(placement).await.into_iter().map(|letter| (letter.state, letter.trouble)).collect()
}

house_tests! {
    async fn a_question_that_is_withdrawn_while_the_server_puts_it_off_reaches_nobody(house) {
        let sink = Sink::open(Mode::Says(450)).await;
        let stage = Stage::set(house, 1).await;
        let app = stage.house.with_mail(&sink);
        let postman = postman(&app);
        let placement = stage.offered().await;
        assert_eq!(post(&app, &postman).await.put_back, 1);
        stage.house.wait(Duration::seconds(1));
        withdraw(&stage, placement).await;
        sink.now(Mode::Takes);
        assert_eq!(post(&app, &postman).await.failed, 2);
        stage.house.wait(Duration::hours(2));
        assert_eq!(post(&app, &postman).await.sent, 0);
        assert!(sink.letters().is_empty());
        let failed = |trouble: &str| (LetterState::Failed, Some(trouble.to_owned()));
        assert_eq!(fates(&stage, placement).await, [failed("too_late"), failed("never_asked")]);
        let page = stage.house.visitor(&stage.consultant).await.get(&format!("/konsulent/forloeb/{placement}")).await;
        assert!(page.html.contains("blev ikke sendt, da det ikke længere var aktuelt"), "{}", page.html);
        assert!(!page.html.contains("kontrollér adressen"), "nothing is wrong with the address");
    }

    async fn whoever_got_the_question_is_told_once_that_it_is_gone(house) {
        let sink = Sink::open(Mode::Takes).await;
        let stage = Stage::set(house, 1).await;
        let app = stage.house.with_mail(&sink);
        let postman = postman(&app);
        let placement = stage.offered().await;
        assert_eq!(post(&app, &postman).await.sent, 1);
        let again = Event::PlacementOffered { placement, contact: stage.place.contact.id, link: stage.link(placement).await };
        stage.house.write(stage.house.tenant, async |work| work.happened(again)).await;
        sink.now(Mode::Says(450));
        assert_eq!(post(&app, &postman).await.put_back, 1);
        withdraw(&stage, placement).await;
        sink.now(Mode::Takes);
        let round = post(&app, &postman).await;
        assert_eq!((round.sent, round.failed), (1, 1));
        let subjects: Vec<_> = sink.letters().iter().filter_map(|letter| letter.header("Subject")).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        assert_eq!(subjects.first().map(String::as_str), Some("Nyt forslag til jeres plads"));
    }

    async fn a_question_that_was_answered_meanwhile_is_not_asked_again(house) {
        let sink = Sink::open(Mode::Says(450)).await;
        let stage = Stage::set(house, 1).await;
        let app = stage.house.with_mail(&sink);
        let postman = postman(&app);
        let placement = stage.offered().await;
        assert_eq!(post(&app, &postman).await.put_back, 1);
        stage.accept(placement).await.expect("accepted");
        sink.now(Mode::Takes);
        stage.house.wait(Duration::minutes(2));
        assert_eq!(post(&app, &postman).await.failed, 1);
        assert!(sink.letters().is_empty());
    }
}

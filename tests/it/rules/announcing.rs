//! M31: the staff hear of a change of the rules two weeks before it takes effect, once, and of nobody's placement.

use brobygger::{domain::period::Period, use_cases::app::App};
use chrono::Duration;

use super::{SHORTER, draft, leaders, publish};
use crate::{
    kit::{
        day,
        post::{post, postman},
        smtp::{Mode, Sink},
    },
    placements::stage::Stage,
};

/// The days that the letters of the server name in their subjects.
async fn told(sink: &Sink, app: &App) -> Vec<String> {
    post(app, &postman(app)).await;
    let letters = sink.letters();
    let subjects = letters.iter().filter_map(|letter| letter.header("Subject")).filter(|subject| subject.starts_with("Reglerne"));
    subjects.filter_map(|subject| subject.split_once(" den ").map(|(_, day)| day.to_owned())).collect()
}

house_tests! {
    async fn staff_are_told_two_weeks_before_and_once(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let (one, other) = leaders(&house).await;
        house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        house.account(house.tenant, "sb.kim", &["caseworker"]).await;
        let edition = draft(&house, &one, "2026-03-20", SHORTER).await;
        publish(&house, (&one, &other), edition).await;
        assert_eq!(told(&sink, &app).await, Vec::<String>::new(), "18 days before");
        house.wait(Duration::days(4));
        assert_eq!(told(&sink, &app).await, vec!["20. marts 2026"; 2], "a leader and a consultant");
        assert_eq!(told(&sink, &app).await.len(), 2, "once");
        let letter = sink.letters().into_iter().find(|letter| letter.to.starts_with("jk.mette")).expect("a letter");
        let text = letter.readable();
        assert!(text.contains("varighed af virksomhedspraktik for jobparate"), "{text}");
        assert!(text.contains("https://brobygger.example/konsulent/regler/sammenlign?fra=2026-03-19&til=2026-03-20"), "{text}");
        assert!(text.contains("Ingen planlagte forløb rammes"), "{text}");
    }

    async fn a_corrected_edition_of_the_same_day_is_told_anew_with_those_it_hits(house) {
        let stage = Stage::set(house, 2).await;
        let sink = Sink::open(Mode::Takes).await;
        let app = stage.house.with_mail(&sink);
        let (_, other) = stage.house.account(stage.house.tenant, "adm.pia", &["administrator"]).await;
        let mut long = stage.proposal();
        long.period = Period { from: day("2026-03-11"), to: day("2026-04-05") };
        stage.act(&stage.consultant, &long).await.expect("proposed");
        for weeks in ["max_weeks = 5", "max_weeks = 2"] {
            let edition = draft(&stage.house, &other, "2026-03-10", &SHORTER.replace("max_weeks = 2", weeks)).await;
            stage.house.wait(Duration::seconds(1));
            publish(&stage.house, (&other, &stage.leader), edition).await;
            told(&sink, &app).await;
        }
        let to_leader = sink.letters().into_iter().filter(|letter| letter.to.starts_with("tl.henrik"));
        let told: Vec<bool> = to_leader.map(|letter| letter.readable().contains("1 planlagte forløb bliver bedømt strengere")).collect();
        assert_eq!(told, [false, true]);
    }

    async fn a_change_of_the_programs_own_rows_is_told_too(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        leaders(&house).await;
        // The deadlines of lov 1750 part 2 change on 1 July 2026.
        house.wait(Duration::days(108));
        assert_eq!(told(&sink, &app).await, vec!["1. juli 2026"]);
    }
}

//! What no placement can be is refused before anything is written.

use brobygger::{
    domain::{period::Period, placement::HoursStep, refusal::Refusal},
    store::placements,
    use_cases::placements::{accept::Accept, propose::Propose},
};
use chrono::{DateTime, Utc};

use super::stage::{Stage, refusal};
use crate::kit::day;

fn reasons(refused: Refusal) -> Vec<&'static str> {
    let Refusal::Invalid { fields } = refused else { panic!("a field was expected, not {refused:?}") };
    fields.into_iter().map(|field| field.reason).collect()
}

async fn refused(stage: &Stage, change: impl FnOnce(&mut Propose)) -> Vec<&'static str> {
    let mut proposal = stage.proposal();
    change(&mut proposal);
    reasons(refusal(stage.act(&stage.consultant, &proposal).await))
}

house_tests! {
    async fn grounds_that_no_rule_knows_are_refused_before_a_row_is_written(house) {
        let stage = Stage::set(house, 1).await;
        let reason = refused(&stage, |proposal| proposal.justifications = vec!["<script>".to_owned()]).await;
        assert_eq!(reason, ["justification-unknown"]);
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let written = placements::count(&reader, &placements::Filter::default()).await.expect("read");
        reader.end().await.expect("the reader ends");
        assert_eq!(written, 0);
    }

    async fn a_placement_without_a_foreseeable_end_is_refused(house) {
        let stage = Stage::set(house, 1).await;
        let far = Period { from: day("2026-03-02"), to: day("+262142-12-31") };
        assert_eq!(refused(&stage, |proposal| proposal.period = far).await, ["period-too-long"]);
        let long_ago = Period { from: day("-262143-01-01"), to: day("2026-03-02") };
        assert!(refused(&stage, |proposal| proposal.period = long_ago).await.contains(&"day-not-plausible"));
    }

    async fn hours_that_no_week_has_are_refused(house) {
        let stage = Stage::set(house, 1).await;
        for hours in [1e-300, 0.0, 168.0, f64::NAN] {
            let reason = refused(&stage, |proposal| proposal.weekly_hours = vec![HoursStep { from: day("2026-03-02"), hours }]).await;
            assert_eq!(reason, ["weekly-hours-not-sound"], "{hours}");
        }
    }

    async fn a_talk_lies_within_a_year(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let time: DateTime<Utc> = "9999-12-31T10:00:00Z".parse().expect("a moment");
        let answer = stage.act(&stage.contact, &Accept { placement, times: vec![time] }).await;
        assert_eq!(reasons(refusal(answer)), ["time-is-far-off"]);
    }
}

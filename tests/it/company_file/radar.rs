//! One trial after the other and no hire: a note on company and place, and nothing is stopped.

use brobygger::{
    domain::{period::Period, placement::StateName},
    store::{placements, work::Work},
};

use crate::{
    kit::day,
    placements::stage::{Stage, proposal, unwritten},
};

/// Completed trials that began on these days, with the outcome of the first.
async fn trials(stage: &Stage, starts: &[&str], outcome: &str) {
    let mut records = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let citizen = stage.another_citizen().await;
        let period = Period { from: day(start), to: day(start) + chrono::Days::new(13) };
        let mut record = unwritten(&stage.house, &stage.consultant, &proposal(&citizen, &stage.slot, period), &stage.slot);
        record.placement.state = StateName::Completed;
        record.end_code = Some(if place == 0 { outcome } else { "nothing_yet" }.to_owned());
        records.push(record);
    }
    let write = async |work: &mut Work<'_>| placements::insert(work, &records).await.expect("placements");
    stage.house.write(stage.house.tenant, write).await;
}

async fn pages(stage: &Stage) -> [String; 2] {
    let mut visitor = stage.house.visitor(&stage.leader).await;
    let company = visitor.get(&format!("/konsulent/virksomheder/{}", stage.place.company.id)).await.html;
    [company, visitor.get(&format!("/konsulent/pladser/{}", stage.slot.id)).await.html]
}

const SIX: [&str; 6] = ["2025-04-01", "2025-06-02", "2025-08-04", "2025-10-06", "2025-12-01", "2026-02-02"];

/// The stage's workplace is large; with few employees six trials are many.
async fn small(stage: &Stage) {
    let mut place = stage.place.workplace.clone();
    place.ordinary = Some((12.0, Some(day("2026-02-01"))));
    place.version = 2;
    let write = async |work: &mut Work<'_>| brobygger::store::workplaces::update(work, &place).await.expect("a workplace");
    stage.house.write(stage.house.tenant, write).await;
}

house_tests! {
    async fn six_trials_without_a_hire_are_noted_on_company_and_place_and_stop_nothing(house) {
        let stage = Stage::set(house, 9).await;
        small(&stage).await;
        trials(&stage, &SIX[..5], "nothing_yet").await;
        for page in pages(&stage).await {
            assert!(!page.contains("kendte ansættelser"), "five are not noted");
        }
        trials(&stage, &SIX[5..], "nothing_yet").await;
        for page in pages(&stage).await {
            assert!(page.contains("6 praktikforløb på 12 måneder, 0 kendte ansættelser"), "{page}");
        }
        stage.proposed().await;
    }

    async fn a_hire_or_a_year_that_has_passed_says_nothing(house) {
        let stage = Stage::set(house, 9).await;
        small(&stage).await;
        trials(&stage, &SIX, "job_here").await;
        for page in pages(&stage).await {
            assert!(!page.contains("kendte ansættelser"), "one of six was hired");
        }
    }
}

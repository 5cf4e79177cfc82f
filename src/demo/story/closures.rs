//! The story's closed days: a workplace's holiday, a place under refurbishment.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::{
    script::Closing as Script,
    stage::{Scene, Stage, first},
};
use crate::{
    demo::build::NotBuilt,
    domain::period::Period,
    use_cases::slots::{CloseSlot, CloseWorkplace, Closing},
};

/// Closes a workplace, or its first place.
pub(super) async fn close(stage: &Stage<'_>, script: &Script) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: script.days_ago };
    let from = script.week.and_then(|week| monday_of_next(week, stage.today)).unwrap_or_else(|| stage.day(script.in_days));
    let days = Period { from, to: from + Duration::days(script.days - 1) };
    let closing = Closing { days, reason: script.reason, over_placements: false };
    let file = stage.file(scene.part).await?;
    if script.slot {
        let slot = first(&file.slots, scene.part, "the company has no place")?.slot.id;
        stage.play(scene, &CloseSlot { slot, closing }).await?;
    } else {
        let workplace = first(&file.parts.workplaces, scene.part, "the company has no workplace")?.id;
        stage.play(scene, &CloseWorkplace { workplace, closing }).await?;
    }
    Ok(())
}

/// The Monday of the next calendar week of a number that is still to begin.
fn monday_of_next(week: u32, today: NaiveDate) -> Option<NaiveDate> {
    let year = today.iso_week().year();
    let mondays = [year, year + 1].into_iter().filter_map(|year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon));
    mondays.into_iter().find(|monday| *monday > today)
}

//! M18: both sides hear of the end at 60, 30 and 7 days, once each, whichever node comes first.

use brobygger::{domain::task::TaskKind, store::tasks, use_cases::app::App};
use chrono::Duration;

use super::Table;
use crate::kit::{
    post::{post, postman},
    smtp::{Mode, Sink},
};

async fn told(sink: &Sink, app: &App) -> usize {
    // Two nodes, one after the other.
    for _ in 0..2 {
        post(app, &postman(app)).await;
    }
    sink.letters().iter().filter(|letter| letter.readable().contains("udløber den 31. december 2026")).count()
}

house_tests! {
    async fn both_sides_hear_of_the_end_three_times(house) {
        let table = Table::set(house).await;
        let sink = Sink::open(Mode::Takes).await;
        let app = table.house.with_mail_at_any_hour(&sink);
        table.agreed().await;
        // 31 December is 304 days after 2 March.
        let mut counts = Vec::new();
        for days in [243, 1, 29, 1, 22, 1, 10] {
            table.house.wait(Duration::days(days));
            counts.push(told(&sink, &app).await);
        }
        assert_eq!(counts, [0, 2, 2, 4, 4, 6, 6], "to the consultant and to the company's administrator");
        let text = sink.letters().last().expect("a letter").readable();
        assert!(text.contains("2026-0007") && text.contains("31. december 2026"), "{text}");
        let reader = table.house.app.reader(table.house.tenant).await.expect("a reader");
        let open = tasks::open_at(&reader, table.place.company.id).await.expect("tasks");
        reader.end().await.expect("ended");
        let ends: Vec<_> = open.iter().filter(|task| task.kind == TaskKind::AgreementExpires).map(|task| task.assigned_to).collect();
        assert_eq!(ends, [table.bente.account()]);
    }
}

//! Tasks: mine and those that nobody has, done and undone, taken once, handed over.

use brobygger::{
    domain::{
        ids::{AccountId, TaskId},
        permission::Actor,
        task::TaskKind,
    },
    store::tasks::{self, NewTask},
    use_cases::tasks::{FinishTask, HandOverTask, MyTasks, ReopenTask, TakeTask, TaskList, TasksWaiting, Waiting},
};
use chrono::Duration;

use super::refused;
use crate::kit::{House, Place};

async fn task(house: &House, place: &Place, kind: TaskKind, to: Option<AccountId>, in_days: i64) -> TaskId {
    let key = format!("{kind}:{in_days}:{to:?}");
    let task = NewTask {
        kind,
        company: Some(place.company.id),
        subject: None,
        assigned_to: to,
        due_at: house.app.now() + Duration::days(in_days),
        note: None,
        once_key: Some(key.clone()),
    };
    house
        .write(house.tenant, async |work| {
            tasks::add(work, &task).await.expect("a task");
            tasks::open_under(work, &key).await.expect("read").expect("a task").id
        })
        .await
}

async fn list(house: &House, actor: &Actor) -> TaskList {
    house.app.ask(actor, &MyTasks { account: actor.account().expect("staff") }).await.expect("tasks")
}

fn ids(lines: &[brobygger::use_cases::tasks::TaskLine]) -> Vec<TaskId> {
    lines.iter().map(|line| line.task.id).collect()
}

house_tests! {
    async fn the_page_shows_mine_by_urgency_in_words_and_what_nobody_has(house) {
        let (account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (other, _) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        for (kind, days) in TaskKind::ALL.iter().zip([-3, 0, 2, 9, 9, 9]) {
            task(&house, &place, *kind, Some(account.id), days).await;
        }
        task(&house, &place, TaskKind::Enquiry, None, 1).await;
        task(&house, &place, TaskKind::CallBack, Some(other.id), 0).await;
        let page = house.visitor(&bente).await.get("/konsulent/opgaver").await;
        for words in ["Overskredet", "I dag", "Denne uge", "Senere", "Kontakt virksomheden igen: Nordhavn Lager ApS", "Ingen har taget", "Aftalen udløber"] {
            assert!(page.html.contains(words), "{words}: {}", page.html);
        }
        assert!(!page.html.contains("task-kind-"), "every kind has its words");
        let found = list(&house, &bente).await;
        assert_eq!((found.mine.len(), found.untaken.len()), (6, 1));
        let waiting = house.app.ask(&bente, &TasksWaiting { account: account.id }).await.expect("a count");
        assert_eq!(waiting, Waiting { due: 2, untaken: 1 });
        let desk = house.visitor(&bente).await.get("/konsulent/start").await;
        assert!(desk.html.contains("opgaver til i dag") && desk.html.contains("<span class=\"menu-count\">2"), "{}", desk.html);
    }

    async fn a_task_is_done_and_undone(house) {
        let (account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let id = task(&house, &place, TaskKind::CallBack, Some(account.id), 0).await;
        let mut browser = house.visitor(&bente).await;
        let done = browser.post(&format!("/konsulent/opgaver/{id}/faerdig"), &[]).await;
        assert!(done.html.contains("Opgaven er færdig") && done.html.contains("Fortryd"), "{}", done.html);
        assert!(list(&house, &bente).await.mine.is_empty());
        browser.post(&format!("/konsulent/opgaver/{id}/fortryd"), &[]).await;
        assert_eq!(ids(&list(&house, &bente).await.mine), [id]);
        house.app.carry_out(&bente, &FinishTask { task: id }).await.expect("done");
        house.app.carry_out(&bente, &ReopenTask { task: id }).await.expect("open");
        assert_eq!(ids(&list(&house, &bente).await.mine), [id]);
    }

    async fn a_task_that_nobody_has_is_taken_by_one_of_two(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let id = task(&house, &place, TaskKind::Enquiry, None, 0).await;
        let take = TakeTask { task: id };
        let (first, second) = tokio::join!(house.app.carry_out(&bente, &take), house.app.carry_out(&ole, &take));
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|taken| **taken).count(), 1);
        let failure = first.err().or(second.err()).expect("one was late");
        assert_eq!(refused(failure), [("task", "task-taken-already")]);
        assert!(list(&house, &bente).await.untaken.is_empty());
    }

    async fn a_task_is_handed_over_to_a_colleague_who_is_there(house) {
        let (account, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (other, ole) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let (foreign, _) = house.account(house.neighbour, "Fremmed", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let id = task(&house, &place, TaskKind::CallBack, Some(account.id), 0).await;
        let failure = house.app.carry_out(&bente, &HandOverTask { task: id, to: Some(foreign.id) }).await.expect_err("a stranger");
        assert_eq!(refused(failure), [("to", "error-choose")]);
        house.app.carry_out(&bente, &HandOverTask { task: id, to: Some(other.id) }).await.expect("handed over");
        assert!(list(&house, &bente).await.mine.is_empty());
        assert_eq!(ids(&list(&house, &ole).await.mine), [id]);
    }
}

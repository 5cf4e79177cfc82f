//! The contact log: written once, corrected within a day, taken back without a trace lost, and free of citizens.

use brobygger::{
    domain::{ids::LogEntryId, placement::StateName, task::TaskKind},
    store::{accounts, scope::Scope, tasks},
    use_cases::contact_log::{ContactsOf, CorrectEntry, LogContact, TypedEntry, WithdrawEntry},
};
use chrono::Duration;

use super::{call, company, log, owned_by, read, refused};
use crate::kit::{House, day};

async fn open_tasks(house: &House, company: brobygger::domain::ids::CompanyId) -> Vec<brobygger::domain::task::Task> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = tasks::open_at(&reader, company).await.expect("tasks");
    assert_eq!(reader.tenant(), house.tenant);
    reader.end().await.expect("the reader ends");
    found
}

house_tests! {
    async fn an_entry_is_seen_by_colleagues_with_author_day_and_next_step_and_sets_the_latest_contact(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (_, caseworker) = house.account(house.tenant, "sb.anne", &["caseworker"]).await;
        let place = house.place(house.tenant).await;
        let typed = TypedEntry {
            contact: place.contact.id.to_string(),
            next_step: "Send aftale".to_owned(),
            next_on: "2026-03-16".to_owned(),
            ..call("Vil gerne have to i praktik")
        };
        log(&house, &bente, place.company.id, typed).await;
        let page = read(&house, &caseworker, place.company.id).await;
        let line = &page.lines[0];
        assert_eq!((line.author.as_str(), line.contact.as_deref()), ("vk.bente", Some("Karim Eksempel")));
        assert_eq!((line.entry.note.as_str(), line.entry.next_on), ("Vil gerne have to i praktik", Some(day("2026-03-16"))));
        assert!(!line.may_correct && !line.may_withdraw, "it is not the caseworker's");
        assert_eq!(company(&house, place.company.id).await.relation.last_contact_on, Some(day("2026-03-02")));
        let tasks = open_tasks(&house, place.company.id).await;
        assert_eq!((tasks[0].kind, tasks[0].assigned_to, tasks[0].note.as_deref()), (TaskKind::NextContact, bente.account(), Some("Send aftale")));
    }

    async fn the_promised_task_is_the_owners_and_the_authors_where_the_owner_has_left(house) {
        let (mut account, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        owned_by(&house, &place.company, &bente, None).await;
        let promise = || TypedEntry { next_on: "2026-03-16".to_owned(), ..call("Lovede at vende tilbage") };
        log(&house, &ole, place.company.id, promise()).await;
        assert_eq!(open_tasks(&house, place.company.id).await[0].assigned_to, bente.account());
        account.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| assert!(accounts::update(work, &account).await.expect("an account"))).await;
        log(&house, &ole, place.company.id, promise()).await;
        let owners: Vec<_> = open_tasks(&house, place.company.id).await.into_iter().map(|task| task.assigned_to).collect();
        assert!(owners.contains(&ole.account()), "{owners:?}");
    }

    async fn the_same_form_sent_twice_is_one_entry(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let keyed = || TypedEntry { client_key: "0191e2a0-0000-7000-8000-000000000001".to_owned(), next_on: "2026-03-09".to_owned(), ..call("Ringede") };
        let first = log(&house, &bente, place.company.id, keyed()).await;
        let again = log(&house, &bente, place.company.id, keyed()).await;
        assert_eq!((again.entry, first.again, again.again), (first.entry, false, true));
        assert_eq!(read(&house, &bente, place.company.id).await.total, 1);
        assert_eq!(open_tasks(&house, place.company.id).await.len(), 1);
        assert!(!log(&house, &ole, place.company.id, keyed()).await.again, "another colleague's key is another key");
    }

    async fn the_same_form_sent_by_two_at_once_is_one_entry(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let typed = TypedEntry { client_key: "0191e2a0-0000-7000-8000-000000000002".to_owned(), ..call("Ringede") };
        let send = || LogContact { company: place.company.id, typed: typed.clone() };
        let (a, b, c, d) = (send(), send(), send(), send());
        let app = &house.app;
        let all = tokio::join!(app.carry_out(&bente, &a), app.carry_out(&bente, &b), app.carry_out(&bente, &c), app.carry_out(&bente, &d));
        let all = [all.0, all.1, all.2, all.3].map(|one| one.expect("logged"));
        assert_eq!(all.iter().filter(|one| !one.again).count(), 1);
        assert!(all.iter().all(|one| one.entry == all[0].entry));
        assert_eq!(read(&house, &bente, place.company.id).await.total, 1);
    }

    async fn an_author_corrects_within_a_day_and_nobody_else_at_all(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let entry = log(&house, &bente, place.company.id, TypedEntry { next_on: "2026-03-09".to_owned(), ..call("Talte om tre pladser") }).await.entry;
        let correct = |note: &str| CorrectEntry { company: place.company.id, entry, typed: TypedEntry { on: "2026-02-27".to_owned(), ..call(note) } };
        assert_eq!(refused(house.app.carry_out(&ole, &correct("Nej")).await.expect_err("not Ole's")), [("note", "log-too-late")]);
        house.wait(Duration::hours(23));
        house.app.carry_out(&bente, &correct("Talte om to pladser")).await.expect("corrected");
        let page = read(&house, &bente, place.company.id).await;
        assert_eq!(page.lines[0].entry.note, "Talte om to pladser");
        assert_eq!(company(&house, place.company.id).await.relation.last_contact_on, Some(day("2026-02-27")));
        assert!(open_tasks(&house, place.company.id).await.is_empty(), "what is no longer promised is no task");
        house.wait(Duration::hours(2));
        assert_eq!(refused(house.app.carry_out(&bente, &correct("For sent")).await.expect_err("too late")), [("note", "log-too-late")]);
    }

    async fn an_entry_taken_back_stays_readable_and_no_longer_counts(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        log(&house, &bente, place.company.id, TypedEntry { on: "2026-01-15".to_owned(), ..call("Første snak") }).await;
        let entry = log(&house, &bente, place.company.id, TypedEntry { next_on: "2026-03-09".to_owned(), ..call("Forkert virksomhed") }).await.entry;
        house.wait(Duration::days(3));
        house.app.carry_out(&bente, &WithdrawEntry { company: place.company.id, entry }).await.expect("taken back");
        let page = read(&house, &bente, place.company.id).await;
        assert_eq!((page.total, page.lines[0].entry.note.as_str()), (2, "Forkert virksomhed"));
        assert!(page.lines[0].entry.withdrawn_at.is_some() && !page.lines[0].may_withdraw);
        assert_eq!(company(&house, place.company.id).await.relation.last_contact_on, Some(day("2026-01-15")));
        assert!(open_tasks(&house, place.company.id).await.is_empty());
    }

    async fn the_log_outlives_its_authors_account(house) {
        let (mut account, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (_, ole) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        log(&house, &bente, place.company.id, call("Aftalt møde")).await;
        account.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| assert!(accounts::update(work, &account).await.expect("an account"))).await;
        assert_eq!(read(&house, &ole, place.company.id).await.lines[0].author, "vk.bente");
    }

    async fn a_cpr_number_is_refused_and_words_of_health_and_citizens_names_are_asked_about_twice(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.take_seat(&slot, 1, StateName::Running, ("2026-02-01", "2026-03-20")).await;
        let send = |note: &str, confirmed: &str| LogContact {
            company: place.company.id,
            typed: TypedEntry { confirmed: confirmed.to_owned(), ..call(note) },
        };
        for confirmed in ["", "ja"] {
            let failure = house.app.carry_out(&bente, &send("Det gælder 010190-1234", confirmed)).await.expect_err("a CPR number");
            assert_eq!(refused(failure), [("note", "log-cpr")]);
        }
        for note in ["Tilde trives godt", "hr. Kanarie kommer til tiden", "Chefen har depression"] {
            let failure = house.app.carry_out(&bente, &send(note, "")).await.expect_err(note);
            assert_eq!(refused(failure), [("note", "log-sensitive")], "{note}");
            house.app.carry_out(&bente, &send(note, "ja")).await.expect("confirmed");
        }
        house.app.carry_out(&bente, &send("Karim er glad for ordningen", "")).await.expect("the contact's own name is no citizen's");
    }

    async fn what_cannot_be_is_refused_at_its_field(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let wrong = TypedEntry { kind: "sms".to_owned(), on: "2026-03-03".to_owned(), next_on: "2026-03-01".to_owned(), ..TypedEntry::default() };
        let failure = house.app.carry_out(&bente, &LogContact { company: place.company.id, typed: wrong }).await.expect_err("refused");
        let expected = [("kind", "error-choose"), ("on", "log-day-ahead"), ("note", "log-note-missing"), ("next_on", "log-next-past")];
        assert_eq!(refused(failure), expected);
        let dayless = TypedEntry { next_step: "Ringe".to_owned(), ..call("Snak") };
        let failure = house.app.carry_out(&bente, &LogContact { company: place.company.id, typed: dayless }).await.expect_err("refused");
        assert_eq!(refused(failure), [("next_on", "log-next-day-missing")]);
    }

    async fn pages_of_the_log_follow_each_other_without_gap_or_repeat(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        // Days repeat, so that entries of one moment are told apart by their ids.
        for number in 0..9 {
            let on = format!("2026-02-{:02}", 10 + number / 3);
            log(&house, &bente, place.company.id, TypedEntry { on, ..call(&format!("nr. {number}")) }).await;
            house.wait(Duration::seconds(1));
        }
        let (mut after, mut notes): (Option<LogEntryId>, Vec<String>) = (None, Vec::new());
        loop {
            let question = ContactsOf { company: place.company.id, asker: None, after, limit: 2 };
            let page = house.app.ask(&bente, &question).await.expect("a page");
            notes.extend(page.lines.into_iter().map(|line| line.entry.note));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (0..9).rev().map(|number| format!("nr. {number}")).collect();
        assert_eq!(notes, expected);
    }

    async fn a_caseworker_reads_the_log_and_cannot_write_it(house) {
        let (_, anne) = house.account(house.tenant, "sb.anne", &["caseworker"]).await;
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        log(&house, &bente, place.company.id, call("Vil gerne tage flere")).await;
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        let page = house.visitor(&anne).await.get(&url).await;
        assert!(page.html.contains("Vil gerne tage flere") && !page.html.contains("name=\"note\""), "{}", page.html);
        let post = house.visitor(&anne).await.post(&format!("{url}/log"), &[("kind", "call"), ("note", "Nej")]).await;
        assert_eq!(post.status, 403);
        assert_eq!(read(&house, &bente, place.company.id).await.total, 1);
    }

    async fn the_form_on_the_page_writes_and_asks_for_a_second_look(house) {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let url = format!("/konsulent/virksomheder/{}/log", place.company.id);
        let mut browser = house.visitor(&bente).await;
        let form = [("kind", "mail"), ("note", "Chefen har depression")];
        let asked = browser.post(&url, &form).await;
        assert_eq!(asked.status, 422);
        assert!(asked.html.contains("Gem alligevel") && asked.html.contains("Chefen har depression"), "{}", asked.html);
        let saved = browser.post(&url, &[form[0], form[1], ("confirmed", "ja")]).await;
        assert!(saved.html.contains("Kontakten er skrevet i loggen"), "{}", saved.html);
        assert!(saved.html.contains("Chefen har depression"));
    }
}

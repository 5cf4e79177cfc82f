//! What has happened before the demo's first morning: told once, by the use cases, on both databases.

use std::collections::BTreeMap;

use brobygger::{
    base::clock::day_of,
    demo::{Demo, SEED, Size, build},
    domain::{agreement::AgreementPhase, permission::Actor, task::TaskKind},
    settings::reference,
    use_cases::{
        accounts::ListAccounts,
        agreements::{AgreementRow, ListAgreements, OpenAgreement},
        contact_log::ContactsOf,
        enquiries::list::ListEnquiries,
        tasks::{MyTasks, TaskList},
    },
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::kit::{House, day, first_morning};

/// What the story writes, and what a second start must leave as it is.
const TABLES: [&str; 11] = [
    "account",
    "agreement",
    "agreement_version",
    "citizen",
    "closure",
    "company",
    "contact",
    "contact_log",
    "enquiry",
    "slot",
    "willingness",
];

async fn told(house: &House) {
    let lists = reference::load(None).expect("the embedded lists");
    let demo = Demo::new(&lists, Size::S, SEED, day("2026-03-02")).expect("material");
    let town = demo.town(0).expect("the home municipality");
    build::fill(&house.app, house.tenant, &demo, &town, &|_| {}).await.expect("built");
}

async fn number(house: &House, what: &str) -> i64 {
    let backend = if house.app.database.is_sqlite() { DbBackend::Sqlite } else { DbBackend::Postgres };
    let statement = Statement::from_string(backend, format!("SELECT count(*) AS n FROM {what}"));
    let row = house.app.database.reading().query_one_raw(statement).await.expect("SQL").expect("a row");
    row.try_get("", "n").expect("a count")
}

async fn rows(house: &House) -> BTreeMap<&'static str, i64> {
    let mut rows = BTreeMap::new();
    for table in TABLES {
        rows.insert(table, number(house, table).await);
    }
    rows
}

async fn agreements(house: &House) -> Vec<AgreementRow> {
    let list = ListAgreements { limit: 20, ..ListAgreements::default() };
    house.app.ask(&Actor::system(house.tenant), &list).await.expect("agreements").rows
}

async fn tasks_of(house: &House, user: &str) -> TaskList {
    let system = Actor::system(house.tenant);
    let accounts = house.app.ask(&system, &ListAccounts).await.expect("accounts").accounts;
    let account = accounts.iter().find(|account| account.user_name == user).expect("an account").id;
    house.app.ask(&system, &MyTasks { account }).await.expect("tasks")
}

house_tests! {
    async fn the_story_is_in_the_demo(house) {
        told(&house).await;
        let mut phases: Vec<_> = agreements(&house).await.iter().map(|row| row.phase).collect();
        phases.sort_by_key(|phase| phase.to_string());
        assert_eq!(phases, [AgreementPhase::Active, AgreementPhase::Draft, AgreementPhase::Expiring, AgreementPhase::Sent]);
        let rows = rows(&house).await;
        assert_eq!((rows["contact_log"], rows["closure"], rows["enquiry"], rows["slot"]), (25, 2, 1, 153), "{rows:?}");
        for (what, least) in [
            ("(SELECT DISTINCT company_id FROM contact_log) one", 12),
            ("(SELECT DISTINCT account_id FROM contact_log) one", 5),
            ("(SELECT DISTINCT company_id FROM willingness) one", 10),
            ("company WHERE substitute_id IS NOT NULL", 5),
            ("company WHERE paused_until IS NOT NULL", 1),
            ("contact WHERE role = 'representative'", 2),
        ] {
            assert_eq!(number(&house, what).await, least, "{what}");
        }
    }

    async fn the_centre_has_its_seats_from_the_day_on_which_both_sides_agreed(house) {
        told(&house).await;
        let rows = agreements(&house).await;
        let centre = rows.iter().find(|row| row.phase == AgreementPhase::Active).expect("the centre").agreement.id;
        let file = house.app.ask(&Actor::system(house.tenant), &OpenAgreement { agreement: centre }).await.expect("open");
        let mut seats: Vec<_> = file.slots.iter().map(|slot| (slot.seats, slot.reserved_seats)).collect();
        seats.sort_unstable();
        assert_eq!(seats, [(1, None), (4, Some(2))]);
        let version = file.versions.first().expect("a version");
        let (sent, agreed) = (version.sent_at.expect("sent"), version.company_yes.expect("agreed").0);
        assert!(sent < agreed && agreed < first_morning() && version.content.mentor.as_ref().is_some_and(|mentor| mentor.hours == 6.0));
    }

    async fn there_is_something_to_do_on_the_first_morning(house) {
        told(&house).await;
        let (bente, jonas) = (tasks_of(&house, "vk.bente").await, tasks_of(&house, "vk.jonas").await);
        let due: Vec<_> = bente.mine.iter().chain(&jonas.mine).map(|line| (line.task.kind, day_of(line.task.due_at))).collect();
        let promised = |from: &str, to: &str| due.iter().filter(|(kind, on)| *kind == TaskKind::NextContact && (day(from)..=day(to)).contains(on)).count();
        assert!(promised("2026-02-01", "2026-03-01") >= 2, "overdue: {due:?}");
        assert!(promised("2026-03-02", "2026-03-06") >= 5, "this week: {due:?}");
        assert!(bente.untaken.iter().any(|line| line.task.kind == TaskKind::Enquiry));
        let mut all = ListEnquiries::new(&Actor::system(house.tenant));
        all.own = false;
        let enquiries = house.app.ask(&Actor::system(house.tenant), &all).await.expect("enquiries");
        assert_eq!(enquiries.lines.iter().map(|line| day_of(line.enquiry.due_at)).collect::<Vec<_>>(), [day("2026-03-02")]);
        let row = agreements(&house).await.remove(0);
        let asked = ContactsOf { company: row.agreement.company, asker: None, after: None, limit: 20 };
        assert!(!house.app.ask(&Actor::system(house.tenant), &asked).await.expect("a log").lines.is_empty(), "a company with an agreement was talked with");
    }

    async fn a_second_start_on_the_same_data_tells_nothing_twice(house) {
        told(&house).await;
        let before = rows(&house).await;
        let ended = house.command(&["demo", "--today", "2026-03-02", "--no-serve", "--json"]).output().expect("the program starts");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(rows(&house).await, before);
    }
}

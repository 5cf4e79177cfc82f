//! What the first page of the list costs, and that it stays exact. The suite has some hundred companies; the figures of a
//! whole country's towns come from a release build:
//! `BROBYGGER_COMPANIES=25000 cargo nextest run --release --no-capture -E 'test(the_first_page_is_exact)'`.

use std::{env, fs};

use brobygger::{
    domain::{
        company::Company,
        kartotek::{Criteria, Mark, Sort},
        numbers::PNumber,
        terms::{LadderStep, Sector},
        willingness::{SaidAt, Willing, Willingness},
    },
    store::{slots, willingness, workplaces},
    use_cases::companies::ListCompanies,
};

use super::{bare, cvrs, insert_all};
use crate::kit::{House, day};

/// How many companies where nobody says otherwise.
const A_FEW: usize = 400;

#[expect(clippy::disallowed_methods, reason = "a measure that is started by hand says its size here")]
fn size() -> usize {
    env::var("BROBYGGER_COMPANIES").map_or(A_FEW, |size| size.parse().expect("a number of companies"))
}

/// Pages of which the mean is told: many where there are many companies.
fn rounds() -> u32 {
    if size() > A_FEW { 200 } else { 2 }
}

/// CPU time of this process so far, user and system, milliseconds (ticks of 10 ms).
fn cpu_ms() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("ticks")).sum();
    ticks * 10
}

/// Ten words, seven sectors of trade, four towns, a slot at every third company.
async fn build(house: &House) {
    let words = ["Bageri", "Lager", "Hotel", "Smedje", "Skole", "Byg", "Service", "Transport", "Gartneri", "Café"];
    let codes = ["471110", "432100", "561010", "881010", "011100", "620200", "494100"];
    let place = house.place(house.tenant).await;
    let slot = house.slot(house.tenant, &place, 2).await;
    let made: Vec<Company> = cvrs()
        .skip(5_000)
        .take(size() - 1)
        .enumerate()
        .map(|(number, cvr)| {
            let mut company = bare(house, cvr, &format!("{} {} ApS", words[number % 10], number * 7919 % 25_000));
            company.sector = Sector::ALL[usize::from(number % 9 == 0)];
            company.ladder = LadderStep::ALL[number % 4];
            company.branch = Some(brobygger::domain::company::Branch { version: "DB25".to_owned(), code: codes[number % 7].to_owned() });
            company.address = place.company.address.clone();
            company.address.town = Some(["Holbæk", "Kalundborg", "Roskilde", "Odense"][number % 4].to_owned());
            company.employees = (Some(i32::try_from(number % 300).expect("small")), None);
            company.relation.last_contact_on = (number % 3 > 0).then(|| day("2025-06-01") + chrono::Days::new(number as u64 % 270));
            company
        })
        .collect();
    for (batch, some) in made.chunks(1_000).enumerate() {
        house
            .write(house.tenant, async |work| {
                insert_all(work, some).await;
                for (number, company) in (batch * 1_000..).zip(some) {
                    let mut own = place.workplace.clone();
                    own.id = brobygger::domain::ids::WorkplaceId(house.app.ids.random());
                    own.company = company.id;
                    own.name.clone_from(&company.name);
                    own.address.clone_from(&company.address);
                    own.p_number = PNumber::parse(&format!("{}", 1_200_000_000 + number)).expect("a P-number");
                    assert!(workplaces::insert(work, &own).await.expect("a workplace"));
                    let said = Willingness {
                        topic: ["dagpenge", "sygedagpenge", "mentor"][number % 3].to_owned(),
                        answer: Willing::Yes,
                        said_on: day("2026-02-01"),
                        source: SaidAt::Call,
                        by: None,
                    };
                    willingness::put(work, company.id, &said).await.expect("said");
                    if number % 3 == 0 {
                        let mut own_slot = slot.clone();
                        (own_slot.id, own_slot.workplace, own_slot.company) =
                            (brobygger::domain::ids::SlotId(house.app.ids.random()), own.id, company.id);
                        own_slot.contact = None;
                        assert!(slots::insert(work, &own_slot).await.expect("a slot"));
                    }
                }
            })
            .await;
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
async fn measured(house: House) {
    build(&house).await;
    let actor = house.staff(&["company_consultant"]);
    let before = cpu_ms();
    house.app.kartoteks.catch_up(&house.app, house.tenant).await.expect("built");
    let (companies, bytes) = house.app.kartoteks.read(house.tenant, |kartotek| (kartotek.len(), kartotek.bytes()));
    println!("built: {} ms CPU, {companies} companies, {} bytes a company", cpu_ms() - before, bytes / companies);
    let three = Criteria {
        steps: vec![LadderStep::Samarbejde],
        branches: vec!["G".to_owned(), "F".to_owned()],
        with: vec![Mark::Free],
        ..Criteria::default()
    };
    let words = Criteria { text: "bag holb".to_owned(), ..Criteria::default() };
    let made = |is: fn(usize) -> bool| (0..size() - 1).filter(|number| is(*number)).count() as u64;
    // By the numbers of `build`: every fourth cooperates, two of seven trades, every third has a slot; a baker in Holbæk.
    let exact = [
        made(|_| true) + 1,
        made(|number| number % 4 == 2 && [0, 1].contains(&(number % 7)) && number % 3 == 0),
        made(|number| number % 20 == 0),
    ];
    let kinds = [
        ("everything", Criteria::default(), None),
        ("three filters, by free seats", three, Some(Sort::FreeSeats)),
        ("two words, by contact", words, Some(Sort::LastContact)),
    ];
    for ((name, criteria, sort), exact) in kinds.into_iter().zip(exact) {
        let question = ListCompanies { criteria, sort, limit: 50, with_facets: true, after: None };
        let before = cpu_ms();
        for _ in 0..rounds() {
            let list = house.app.ask(&actor, &question).await.expect("a list");
            assert_eq!((list.total as u64, list.rows.len() as u64), (exact, exact.min(50)), "{name}");
        }
        println!("{name}: {} µs CPU a page ({exact} found)", (cpu_ms() - before) * 1_000 / u64::from(rounds()));
    }
    let mut browser = {
        let (_, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        house.visitor(&actor).await
    };
    let before = cpu_ms();
    for _ in 0..rounds() {
        assert!(browser.get("/konsulent/virksomheder?alle=ja").await.status.is_success());
    }
    println!("the whole page through the router: {} µs CPU", (cpu_ms() - before) * 1_000 / u64::from(rounds()));
}

house_tests! {
    async fn the_first_page_is_exact_and_its_cost_is_told(house) {
        measured(house).await;
    }
}

//! Hits and counts against plain SQL, for random companies and random filters.

use brobygger::{
    domain::{
        closure::{Closure, ClosureReason},
        company::{Agreement, AgreementKind, AgreementState, Branch, Company},
        ids::{AccountId, AgreementId, ClosureId, WorkplaceId},
        kartotek::{Band, Criteria, Facet, Mark, Owner, Silence},
        period::Period,
        relation::{BlockReason, Blocked},
        terms::{LadderStep, Sector},
        willingness::{SaidAt, Willing, Willingness},
    },
    store::{agreements, closures, companies, willingness, work::Subject, workplaces},
};
use chrono::Days;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{bare, cvrs, list};
use crate::kit::{House, Place, day};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let place = usize::try_from(self.throw(of.len() as u64)).expect("small");
        of[place].clone()
    }
}

const COMPANIES: usize = 160;
const FILTERS: usize = 60;
const BRANCHES: [&str; 6] = ["471110", "471120", "432100", "561010", "881010", "011100"];
const PLACES: [(&str, &str, &str); 4] =
    [("4300", "Holbaek", "0316"), ("4400", "Kalundborg", "0326"), ("4000", "Roskilde", "0265"), ("5000", "Odense", "0461")];
const WORDS: [&str; 5] = ["bageri", "lager", "hotel", "smedje", "skole"];
const TOPICS: [&str; 3] = ["dagpenge", "sygedagpenge", "mentor"];

fn random_company(house: &House, dice: &mut Dice, cvr: brobygger::domain::numbers::CvrNumber, staff: &[AccountId]) -> Company {
    let today = day("2026-03-02");
    let (postcode, town, code) = dice.one(&PLACES);
    let mut company = bare(house, cvr, &format!("{} {}", dice.one(&WORDS), dice.throw(1000)));
    company.sector = dice.one(Sector::ALL);
    company.ladder = dice.one(LadderStep::ALL);
    company.address.postcode = Some(postcode.to_owned());
    company.address.town = Some(town.to_owned());
    company.address.municipality = (dice.throw(8) > 0).then(|| code.to_owned());
    company.branch = (dice.throw(6) > 0).then(|| Branch { version: "DB25".to_owned(), code: dice.one(&BRANCHES).to_owned() });
    company.employees = (dice.one(&[None, Some(0), Some(9), Some(10), Some(49), Some(50), Some(249), Some(250), Some(900)]), None);
    company.consultant = dice.one(&[None, Some(staff[0]), Some(staff[1])]);
    company.advertising_protected = dice.one(&[None, Some(true), Some(false)]);
    company.closed_on = (dice.throw(9) == 0).then_some(today);
    company.relation.social_enterprise = dice.throw(7) == 0;
    let blocked = Blocked { reason: BlockReason::OwnWish, note: String::new(), on: today, by: staff[0] };
    company.relation.blocked = (dice.throw(9) == 0).then_some(blocked);
    company.relation.paused_until =
        dice.one(&[None, today.checked_sub_days(Days::new(1)), Some(today), today.checked_add_days(Days::new(9))]);
    let ago = dice.throw(400);
    company.relation.last_contact_on = (dice.throw(4) > 0).then(|| today - Days::new(ago));
    company
}

async fn build(house: &House) -> Vec<AccountId> {
    let mut dice = Dice(20_260_302);
    let staff = vec![
        house.account(house.tenant, "vk.anna", &["company_consultant"]).await.0.id,
        house.account(house.tenant, "vk.bo", &["company_consultant"]).await.0.id,
    ];
    let made: Vec<Company> = cvrs().take(COMPANIES).map(|cvr| random_company(house, &mut dice, cvr, &staff)).collect();
    house.write(house.tenant, async |work| super::insert_all(work, &made).await).await;
    let template = house.place_numbered(house.neighbour, "99000007", "9000000001").await;
    for (place, company) in made.iter().enumerate().filter(|(place, _)| place % 3 == 0) {
        fill(house, &mut dice, &template, (place, company)).await;
    }
    house
        .write(house.tenant, async |work| {
            for company in made.iter().take(5) {
                let mut merged = company.clone();
                merged.relation.merged_into = Some(made[9].id);
                companies::update(work, &merged).await.expect("merged");
            }
        })
        .await;
    staff
}

/// A workplace with slots, seats in use, closures, agreements and what the company has said.
async fn fill(house: &House, dice: &mut Dice, template: &Place, (number, company): (usize, &Company)) {
    let mut workplace = template.workplace.clone();
    workplace.id = WorkplaceId(house.app.ids.random());
    workplace.company = company.id;
    workplace.p_number = brobygger::domain::numbers::PNumber::parse(&format!("{}", 1_100_000_000 + number)).expect("a P-number");
    workplace.name.clone_from(&company.name);
    workplace.address.clone_from(&company.address);
    let place = Place { company: company.clone(), workplace, contact: template.contact.clone() };
    house
        .write(house.tenant, async |work| {
            assert!(workplaces::insert(work, &place.workplace).await.expect("a workplace"));
            for topic in TOPICS {
                let said = Willingness {
                    topic: topic.to_owned(),
                    answer: dice.one(&[Willing::Yes, Willing::Perhaps, Willing::No]),
                    said_on: day("2026-02-01"),
                    source: SaidAt::Call,
                    by: None,
                };
                willingness::put(work, company.id, &said).await.expect("said");
            }
            let agreement = Agreement {
                id: AgreementId(house.app.ids.random()),
                company: company.id,
                number: format!("A-{number}"),
                kind: AgreementKind::Enkeltpladser,
                state: dice.one(AgreementState::ALL),
                starts_on: dice.one(&[day("2025-01-01"), day("2026-04-01")]),
                ends_on: dice.one(&[None, Some(day("2026-02-28")), Some(day("2026-03-02"))]),
                responsible: None,
                terms: String::new(),
                version: 1,
            };
            assert!(agreements::save(work, &agreement, true).await.expect("an agreement"));
        })
        .await;
    let slot = house
        .slot_with(house.tenant, &place, |slot| {
            slot.seats = 1 + u32::from(dice.throw(2) == 0);
            slot.contact = None;
            slot.paused = dice.throw(5) == 0;
            slot.open_from = dice.one(&[day("2026-01-01"), day("2026-03-02"), day("2026-03-03")]);
            slot.open_to = dice.one(&[None, Some(day("2026-03-02")), Some(day("2026-03-01"))]).filter(|last| *last >= slot.open_from);
        })
        .await;
    if dice.throw(2) == 0 {
        let seat = u32::try_from(number).expect("small") + 1;
        house
            .take_seat(
                &slot,
                seat,
                brobygger::domain::placement::StateName::Running,
                dice.one(&[("2026-03-02", "2026-03-20"), ("2026-03-03", "2026-03-20"), ("2026-02-01", "2026-03-01")]),
            )
            .await;
    }
    if dice.throw(3) == 0 {
        let closure = Closure {
            id: ClosureId(house.app.ids.random()),
            workplace: place.workplace.id,
            slot: (dice.throw(2) == 0).then_some(slot.id),
            reason: ClosureReason::Refurbishment,
            days: Period::new(day("2026-03-01"), dice.one(&[day("2026-03-02"), day("2026-03-01")])).expect("in order"),
        };
        house
            .write(house.tenant, async |work| {
                closures::insert(work, &closure).await.expect("a closure");
                work.changed(Subject::new("workplace", place.workplace.id));
            })
            .await;
    }
}

fn random_criteria(dice: &mut Dice, staff: &[AccountId]) -> Criteria {
    let mut criteria = Criteria::default();
    let some = |dice: &mut Dice| dice.throw(4) == 0;
    if some(dice) {
        criteria.text = dice.one(&["lager", "skole holb", "1", "90", "11000", "ager"]).to_owned();
    }
    if some(dice) {
        criteria.branches = dice.one(&[vec!["G".to_owned()], vec!["4711".to_owned(), "F".to_owned()], vec!["561010".to_owned()]]);
    }
    if some(dice) {
        criteria.sectors = vec![dice.one(Sector::ALL)];
    }
    if some(dice) {
        criteria.steps = vec![dice.one(LadderStep::ALL), dice.one(LadderStep::ALL)];
    }
    if some(dice) {
        criteria.municipalities = vec![dice.one(&["0316", "0326", "0461"]).to_owned()];
    }
    if some(dice) {
        criteria.places = vec![dice.one(&["4300", "rosk", "Kal"]).to_owned()];
    }
    if some(dice) {
        criteria.bands = vec![dice.one(Band::ALL)];
    }
    if some(dice) {
        criteria.owners = vec![dice.one(&[Owner::Nobody, Owner::Account(staff[0])]), Owner::Account(staff[1])];
    }
    if some(dice) {
        criteria.willing = vec![dice.one(&TOPICS).to_owned(), dice.one(&TOPICS).to_owned()];
    }
    if some(dice) {
        criteria.gives = vec!["mentor".to_owned()];
    }
    if some(dice) {
        criteria.silence = vec![dice.one(Silence::ALL)];
    }
    if some(dice) {
        criteria.with = vec![dice.one(Mark::ALL), dice.one(Mark::ALL)];
    }
    if some(dice) {
        criteria.without = vec![dice.one(Mark::ALL)];
    }
    criteria
}

/// The condition that an entry of a filter means, as one would write it by hand.
mod sql {
    use super::*;

    const SLOT_FREE: &str = "EXISTS (SELECT 1 FROM workplace w JOIN slot s ON s.tenant_id = w.tenant_id AND s.workplace_id = w.id \
        WHERE w.tenant_id = c.tenant_id AND w.company_id = c.id AND NOT s.paused AND s.open_from <= '2026-03-02' \
        AND (s.open_to IS NULL OR s.open_to >= '2026-03-02') \
        AND s.seats > (SELECT count(*) FROM seat_claim k WHERE k.tenant_id = s.tenant_id AND k.slot_id = s.id AND k.starts_on <= '2026-03-02' AND k.ends_on >= '2026-03-02') \
        AND NOT EXISTS (SELECT 1 FROM closure x WHERE x.tenant_id = s.tenant_id AND x.workplace_id = w.id AND x.reason <> 'holiday' AND (x.slot_id IS NULL OR x.slot_id = s.id) \
        AND x.starts_on <= '2026-03-02' AND x.ends_on >= '2026-03-02'))";

    pub fn mark(mark: Mark) -> String {
        match mark {
            // Of a company that gets no proposals no seat is free, whatever its slots say.
            Mark::Free => {
                format!("({SLOT_FREE} AND c.blocked IS NULL AND c.closed_on IS NULL AND coalesce(c.paused_until < '2026-03-02', TRUE))")
            }
            Mark::Agreement => {
                "EXISTS (SELECT 1 FROM agreement a WHERE a.tenant_id = c.tenant_id AND a.company_id = c.id AND a.state = 'active' \
                AND a.starts_on <= '2026-03-02' AND (a.ends_on IS NULL OR a.ends_on >= '2026-03-02'))"
                    .to_owned()
            }
            Mark::Social => "c.social_enterprise".to_owned(),
            Mark::NeverUsed => {
                "NOT EXISTS (SELECT 1 FROM placement p JOIN workplace w ON w.tenant_id = p.tenant_id AND w.id = p.workplace_id \
                WHERE w.tenant_id = c.tenant_id AND w.company_id = c.id AND p.state IN ('agreed', 'running', 'completed', 'interrupted'))"
                    .to_owned()
            }
            Mark::Protected => "coalesce(c.advertising_protected, FALSE)".to_owned(),
            Mark::Paused => "coalesce(c.paused_until >= '2026-03-02', FALSE)".to_owned(),
            Mark::Blocked => "c.blocked IS NOT NULL".to_owned(),
            Mark::Closed => "c.closed_on IS NOT NULL".to_owned(),
            Mark::MunicipalOwn => "c.municipal_own".to_owned(),
            Mark::RetentionNeed => "c.retention_need".to_owned(),
            Mark::OtherStep => "c.proposed_step IS NOT NULL".to_owned(),
        }
    }

    pub fn silence(silence: Silence) -> &'static str {
        match silence {
            Silence::Never => "c.last_contact_on IS NULL",
            Silence::SixMonths => "c.last_contact_on < '2025-09-02'",
            Silence::Recent => "c.last_contact_on >= '2025-09-02'",
        }
    }

    pub fn band(band: Band) -> &'static str {
        match band {
            Band::Unknown => "c.employees_min IS NULL",
            Band::Micro => "c.employees_min < 10",
            Band::Small => "c.employees_min BETWEEN 10 AND 49",
            Band::Medium => "c.employees_min BETWEEN 50 AND 249",
            Band::Large => "c.employees_min >= 250",
        }
    }

    pub fn section(letter: &str) -> &'static str {
        match letter {
            "A" => "substr(c.branch_code, 1, 2) BETWEEN '01' AND '03'",
            "F" => "substr(c.branch_code, 1, 2) BETWEEN '41' AND '43'",
            "G" => "substr(c.branch_code, 1, 2) BETWEEN '44' AND '47'",
            "I" => "substr(c.branch_code, 1, 2) BETWEEN '54' AND '56'",
            "R" => "substr(c.branch_code, 1, 2) BETWEEN '86' AND '88'",
            other => panic!("no company has {other}"),
        }
    }

    pub fn owner(owner: Owner, staff: &[AccountId]) -> String {
        match owner {
            Owner::Nobody => "c.consultant_id IS NULL".to_owned(),
            Owner::Account(id) => {
                let name = if id == staff[0] { "vk.anna" } else { "vk.bo" };
                format!("c.consultant_id = (SELECT id FROM account WHERE tenant_id = c.tenant_id AND user_name = '{name}')")
            }
        }
    }

    pub fn topic(topic: &str) -> String {
        format!(
            "EXISTS (SELECT 1 FROM willingness v WHERE v.tenant_id = c.tenant_id AND v.company_id = c.id AND v.topic = '{topic}' AND v.answer = 'yes')"
        )
    }

    fn word(word: &str) -> String {
        let place = format!(
            "EXISTS (SELECT 1 FROM workplace w WHERE w.tenant_id = c.tenant_id AND w.company_id = c.id AND w.p_number LIKE '{word}%')"
        );
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("(c.cvr LIKE '{word}%' OR {place} OR c.name_key LIKE '%{word}%')")
        } else {
            format!("(c.name_key LIKE '%{word}%' OR lower(c.town) LIKE '%{word}%')")
        }
    }

    fn any(parts: Vec<String>) -> String {
        format!("({})", parts.join(" OR "))
    }

    /// Every filter in use with its facet; a mark is a filter of its own.
    pub fn parts(asked: &Criteria, staff: &[AccountId]) -> Vec<super::Part> {
        let mut parts = Vec::new();
        let mut add = |facet: Option<Facet>, conditions: Vec<String>| {
            if !conditions.is_empty() {
                parts.push((facet.map(|facet| (facet, None)), any(conditions)));
            }
        };
        asked.text.split_whitespace().for_each(|one| add(None, vec![word(one)]));
        let branch = |code: &String| if code.len() == 1 { section(code).to_owned() } else { format!("c.branch_code LIKE '{code}%'") };
        add(Some(Facet::Section), asked.branches.iter().map(branch).collect());
        add(Some(Facet::Sector), asked.sectors.iter().map(|sector| format!("c.sector = '{sector}'")).collect());
        add(Some(Facet::Step), asked.steps.iter().map(|step| format!("c.ladder_step = '{step}'")).collect());
        add(Some(Facet::Municipality), asked.municipalities.iter().map(|code| format!("c.municipality_code = '{code}'")).collect());
        add(None, asked.places.iter().map(|place| format!("(c.postcode = '{place}' OR lower(c.town) LIKE lower('{place}%'))")).collect());
        add(Some(Facet::Band), asked.bands.iter().map(|one| band(*one).to_owned()).collect());
        add(Some(Facet::Owner), asked.owners.iter().map(|one| owner(*one, staff)).collect());
        add(Some(Facet::Willing), asked.willing.iter().map(|one| topic(one)).collect());
        add(Some(Facet::Gives), asked.gives.iter().map(|one| topic(one)).collect());
        add(Some(Facet::Silence), asked.silence.iter().map(|one| silence(*one).to_owned()).collect());
        asked.without.iter().for_each(|one| add(None, vec![format!("NOT ({})", mark(*one))]));
        parts.extend(asked.with.iter().map(|one| (Some((Facet::Mark, Some(*one))), format!("({})", mark(*one)))));
        parts
    }
}

async fn count(house: &House, conditions: &[String]) -> u64 {
    let backend = if house.app.database.is_sqlite() { DbBackend::Sqlite } else { DbBackend::Postgres };
    let all = [vec![format!("c.tenant_id = {} AND c.merged_into_id IS NULL", house.tenant.0)], conditions.to_vec()].concat().join(" AND ");
    let statement = Statement::from_string(backend, format!("SELECT count(*) AS n FROM company c WHERE {all}"));
    let row = house.app.database.reading().query_one_raw(statement).await.expect("SQL").expect("a row");
    row.try_get::<i64>("", "n").expect("a count").unsigned_abs()
}

/// A condition of a filter with the facet that it belongs to, where it belongs to one.
type Part = (Option<(Facet, Option<Mark>)>, String);

/// The conditions of all filters but those of one facet (of marks: but the one mark).
fn but(parts: &[Part], facet: Facet, one: Option<Mark>) -> Vec<String> {
    parts.iter().filter(|(of, _)| *of != Some((facet, one))).map(|(_, condition)| condition.clone()).collect()
}

house_tests! {
    async fn hits_and_counts_are_those_of_plain_sql(house) {
        let staff = build(&house).await;
        let actor = house.staff(&["company_consultant"]);
        let mut dice = Dice(7);
        let mut hits = 0;
        for round in 0..FILTERS {
            let asked = if round == 0 { Criteria::default() } else { random_criteria(&mut dice, &staff) };
            let found = list(&house, &actor, asked.clone()).await;
            let parts = sql::parts(&asked, &staff);
            let all: Vec<String> = parts.iter().map(|(_, condition)| condition.clone()).collect();
            assert_eq!(found.total, count(&house, &all).await, "{asked:?}");
            hits += found.total;
            for (facet, value, condition) in values(&staff) {
                let own = if facet == Facet::Mark { Mark::parse(&value) } else { None };
                let mut conditions = but(&parts, facet, own);
                conditions.push(condition);
                assert_eq!(found.facets.count(facet, &value), count(&house, &conditions).await, "{facet} {value} of {asked:?}");
            }
        }
        assert!(hits > 300, "the filters leave something: {hits}");
    }
}

/// Every value that is compared, with its condition.
fn values(staff: &[AccountId]) -> Vec<(Facet, String, String)> {
    let mut values = Vec::new();
    values.extend(["A", "F", "G", "I", "R"].map(|letter| (Facet::Section, letter.to_owned(), sql::section(letter).to_owned())));
    values.extend(Sector::ALL.iter().map(|one| (Facet::Sector, one.to_string(), format!("c.sector = '{one}'"))));
    values.extend(LadderStep::ALL.iter().map(|one| (Facet::Step, one.to_string(), format!("c.ladder_step = '{one}'"))));
    values.extend(
        ["0316", "0326", "0265", "0461"].map(|code| (Facet::Municipality, code.to_owned(), format!("c.municipality_code = '{code}'"))),
    );
    values.extend(Band::ALL.iter().map(|one| (Facet::Band, one.to_string(), sql::band(*one).to_owned())));
    values.extend(TOPICS.map(|one| (Facet::Willing, one.to_owned(), sql::topic(one))));
    values.push((Facet::Gives, "mentor".to_owned(), sql::topic("mentor")));
    values.extend(Silence::ALL.iter().map(|one| (Facet::Silence, one.to_string(), sql::silence(*one).to_owned())));
    values.extend(Mark::ALL.iter().map(|one| (Facet::Mark, one.to_string(), sql::mark(*one))));
    values.push((Facet::Owner, String::new(), sql::owner(Owner::Nobody, staff)));
    values.extend(staff.iter().map(|id| (Facet::Owner, id.to_string(), sql::owner(Owner::Account(*id), staff))));
    values
}

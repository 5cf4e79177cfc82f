//! Slots and questions for the tests, made up from a few numbers.

use std::path::Path;

use search_index::{Change, FreeInterval, Near, Position, Sector, SlotChange, SlotDocument, SlotIndex, SlotQuery, SlotSort, SynonymTable};
use uuid::Uuid;

pub const TODAY: i32 = 20_500;
pub const OWN: i32 = 316;
pub const OTHER: i32 = 101;

const TITLES: [&str; 12] = [
    "Lagermedarbejder",
    "Pædagogmedhjælper",
    "Køkkenmedhjælper i kantine",
    "Truckfører",
    "Pedelmedhjælper",
    "Butiksassistent",
    "Rengøringsassistent",
    "Social- og sundhedshjælper",
    "Gartneriarbejder",
    "Kontormedhjælper",
    "Opvasker",
    "Chauffør til varebil",
];
const TEXTS: [&str; 6] = [
    "Du pakker varer på lageret og holder orden.",
    "Vi hjælper hinanden, og du får en fast kontaktperson i køkkenet.",
    "Opgaverne er opvask, rengøring og servering for børn.",
    "Kørsel med truck efter oplæring. Du møder tidligt.",
    "Du passer planter i drivhuset hele sommeren",
    "",
];
const TOWNS: [&str; 5] = ["Skælskør", "Køge", "Aabenraa", "Næstved", "Holbæk"];
const BRANCHES: [&str; 6] = ["521000", "561110", "881000", "014100", "", "811000"];
const OCCUPATIONS: [Option<&str>; 6] = [Some("9333"), Some("5311"), Some("941200"), None, Some("8344"), Some("5131")];

/// A stream of numbers that looks random and is always the same for a seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn day(&mut self, around: i32, spread: u64) -> i32 {
        around + i32::try_from(self.below(spread)).unwrap() - i32::try_from(spread / 2).unwrap()
    }

    fn small(&mut self, limit: u64) -> u8 {
        u8::try_from(self.below(limit)).unwrap()
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()].clone()
    }

    fn mask(&mut self, bits: u32) -> u64 {
        self.below(1 << bits) & self.below(1 << bits)
    }

    fn one_in(&mut self, chance: u64) -> bool {
        self.below(chance) == 0
    }
}

pub fn id(number: u64) -> Uuid {
    Uuid::from_u128(u128::from(number) << 64 | 0x8000_0000_0000_0000)
}

pub fn slot(tenant: i32, number: u64, seed: u64) -> SlotDocument {
    let mut dice = Dice::new(seed);
    let hours_min = dice.small(50);
    let placed = !dice.one_in(8);
    let (lat, lon) = (54.8 + dice.below(1_000) as f64 / 500.0, 10.8 + dice.below(1_000) as f64 / 500.0);
    let timed = dice.one_in(2);
    let slot = SlotDocument {
        tenant,
        id: id(number),
        version: seed,
        title: dice.pick(&TITLES).to_owned(),
        description: dice.pick(&TEXTS).to_owned(),
        tasks: dice.pick(&TEXTS).to_owned(),
        workplace_name: format!("Firma {}", dice.below(9)),
        company_name: "Bjælkehuset A/S".to_owned(),
        town: dice.pick(&TOWNS).to_owned(),
        branch_title: String::new(),
        occupation_title: String::new(),
        synonyms: String::new(),
        kinds: 1 | u16::from(dice.small(128)),
        branch_code: dice.pick(&BRANCHES).to_owned(),
        occupation: dice.pick(&OCCUPATIONS).map(str::to_owned),
        sector: dice.pick(&[Sector::Private, Sector::Public]),
        municipality: 300 + u16::from(dice.small(4)),
        postcode: 4_000 + u16::from(dice.small(200)),
        lat: placed.then_some(lat),
        lon: placed.then_some(lon),
        hours_min,
        hours_max: hours_min + dice.small(30),
        time_from: timed.then(|| 360 + 30 * u16::from(dice.small(8))),
        time_to: timed.then(|| 720 + 30 * u16::from(dice.small(12))),
        free: free_days(&mut dice),
        free_for_others: None,
        open_from: dice.day(TODAY, 100),
        open_to: if dice.one_in(3) { search_index::slot_document::OPEN_END } else { dice.day(TODAY + 60, 200) },
        demands: dice.mask(20),
        offers: dice.mask(8),
        language: dice.small(4),
        licences: u16::from(dice.small(3)),
        reserved_for: if dice.one_in(4) { 1 << dice.below(5) } else { 0 },
        willing_for: u32::try_from(dice.mask(6)).unwrap(),
        confirmed_day: dice.day(TODAY - 50, 120),
        closed: dice.one_in(10),
    };
    // From dice of their own, so that everything else stays as it was.
    let mut dice = Dice::new(seed ^ 0x00ff_00ff);
    let is_partly_kept = slot.reserved_for != 0 && dice.one_in(2);
    SlotDocument { free_for_others: is_partly_kept.then(|| free_days(&mut dice)), ..slot }
}

fn free_days(dice: &mut Dice) -> Vec<FreeInterval> {
    let mut day = dice.day(TODAY, 60);
    let mut free = Vec::new();
    for _ in 0..dice.below(4) {
        let to_day = day + i32::from(dice.small(40));
        free.push(FreeInterval { from_day: day, to_day, seats: u16::from(dice.small(4)) });
        day = to_day + 1 + i32::from(dice.small(2)) * 5;
    }
    if let Some(last) = free.last_mut().filter(|_| dice.one_in(2)) {
        last.to_day = search_index::slot_document::OPEN_END;
    }
    free
}

/// A question with some of its filters set.
pub fn query(tenant: i32, seed: u64) -> SlotQuery {
    let mut dice = Dice::new(seed ^ 0xabcd_ef01);
    let mut query = SlotQuery::plain(tenant, TODAY);
    let texts = ["", "", "lager", "medhjælper", "\"fast kontaktperson\"", "opvask -rengøring", "truck", "-lager", "kok", "skaelskor"];
    query.text = dice.pick(&texts).to_owned();
    query.kinds = if dice.one_in(3) { 1 << dice.below(8) } else { 0 };
    query.branches = if dice.one_in(6) { vec![dice.pick(&["52", "561110", "0", "88"]).to_owned()] } else { Vec::new() };
    query.occupations = if dice.one_in(6) { vec!["9".to_owned(), dice.pick(&["5311", "51", "8"]).to_owned()] } else { Vec::new() };
    query.municipalities = if dice.one_in(6) { vec![301, 302] } else { Vec::new() };
    let radius_km = (!dice.one_in(4)).then(|| dice.below(120) as f64);
    query.near = dice.one_in(2).then_some(Near { lat: 55.4, lon: 11.6, radius_km });
    query.hours = dice.one_in(4).then(|| dice.small(70));
    query.time_from = dice.one_in(8).then_some(480);
    query.time_to = dice.one_in(8).then_some(900);
    query.free_from = dice.one_in(4).then(|| dice.day(TODAY + 10, 30));
    query.free_to = dice.one_in(4).then(|| dice.day(TODAY + 30, 40));
    query.include_full = dice.one_in(3);
    query.demands_excluded = if dice.one_in(5) { dice.mask(20) } else { 0 };
    query.offers_required = if dice.one_in(6) { 1 << dice.below(8) } else { 0 };
    query.sector = dice.one_in(6).then_some(Sector::Public);
    query.willing_for = if dice.one_in(8) { 0b11 } else { 0 };
    query.reserved_for = if dice.one_in(6) { 0b10 } else { 0 };
    query.language_at_most = dice.one_in(6).then(|| dice.small(4));
    query.licences_held = dice.one_in(6).then_some(1);
    query.stale_after_days = if dice.one_in(5) { None } else { Some(90) };
    query.sort = dice.pick(&[SlotSort::Relevance, SlotSort::Distance, SlotSort::Freshness]);
    query.limit = 100;
    query
}

pub fn upserts(slots: &[SlotDocument]) -> Vec<SlotChange> {
    slots.iter().cloned().map(Change::Upsert).collect()
}

pub fn at(tenant: i32, change_number: u64) -> Position {
    Position { tenant, change_number }
}

pub fn rebuilt(dir: &Path, slots: &[SlotDocument]) -> SlotIndex {
    rebuilt_with(dir, slots, SynonymTable::default())
}

pub fn rebuilt_with(dir: &Path, slots: &[SlotDocument], synonyms: SynonymTable) -> SlotIndex {
    drop(SlotIndex::rebuild(dir, synonyms.clone(), slots.iter().cloned(), &[at(OWN, 1)]).unwrap());
    SlotIndex::open_with(dir, synonyms, None).unwrap()
}

/// An index that holds the same slots only in its overlay.
pub fn in_overlay(dir: &Path, slots: &[SlotDocument]) -> SlotIndex {
    let index = rebuilt(dir, &[]);
    index.apply(upserts(slots), at(OWN, 1)).unwrap();
    index
}

/// A slot that any plain search shows.
pub fn open_slot(number: u64, title: &str) -> SlotDocument {
    SlotDocument {
        tenant: OWN,
        id: id(number),
        version: 1,
        title: title.to_owned(),
        kinds: 1,
        hours_max: 74,
        free: vec![FreeInterval { from_day: TODAY, to_day: search_index::slot_document::OPEN_END, seats: 1 }],
        open_from: search_index::slot_document::OPEN_START,
        open_to: search_index::slot_document::OPEN_END,
        confirmed_day: TODAY,
        ..SlotDocument::default()
    }
}

pub fn text_query(text: &str) -> SlotQuery {
    SlotQuery { text: text.to_owned(), limit: 100, ..SlotQuery::plain(OWN, TODAY) }
}

//! Builds an index of made-up slots and prints the CPU time of rebuild, search and own writes; `SLOTS` and `SEED` set size and dice.
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a program that prints its measures")]

use std::time::Instant;

use search_index::{Change, FreeInterval, Near, Position, SlotDocument, SlotFacet, SlotIndex, SlotQuery, SynonymTable};
use uuid::Uuid;

const TODAY: i32 = 20_500;
const QUERIES: u64 = 1_000;
const WRITES: u64 = 1_000;

const FIRST: [&str; 16] = [
    "Lager",
    "Butiks",
    "Køkken",
    "Rengørings",
    "Kontor",
    "Gartneri",
    "Pedel",
    "Værksteds",
    "Kantine",
    "Vaskeri",
    "Produktions",
    "Pakkeri",
    "Handicap",
    "Pleje",
    "Truck",
    "Service",
];
const LAST: [&str; 8] = ["medarbejder", "assistent", "medhjælper", "elev", "leder", "arbejder", "tekniker", "konsulent"];
const WORDS: [&str; 24] = [
    "pakker",
    "varer",
    "orden",
    "kollegaer",
    "oplæring",
    "møder",
    "tidligt",
    "kunder",
    "rengøring",
    "maskiner",
    "køretøjer",
    "planter",
    "børn",
    "ældre",
    "mad",
    "kaffe",
    "telefon",
    "arkiv",
    "værktøj",
    "lastbil",
    "kasse",
    "hylder",
    "opvask",
    "sikkerhed",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    /// Picks with the first ones far more often than the last.
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let far = self.below(from.len() as u64 + 1) * self.below(from.len() as u64 + 1) / (from.len() as u64 + 1);
        from[usize::try_from(far).unwrap().min(from.len() - 1)]
    }

    fn point(&mut self) -> (f64, f64) {
        (54.8 + self.below(10_000) as f64 / 4_000.0, 8.5 + self.below(10_000) as f64 / 2_500.0)
    }
}

fn slot(number: u64, dice: &mut Dice) -> SlotDocument {
    let (lat, lon) = dice.point();
    let text = |dice: &mut Dice, words| (0..words).map(|_| dice.pick(&WORDS)).collect::<Vec<_>>().join(" ");
    SlotDocument {
        tenant: 316,
        id: Uuid::from_u128(u128::from(number) << 32 | u128::from(dice.below(1 << 32))),
        version: number,
        title: format!("{}{}", dice.pick(&FIRST), dice.pick(&LAST)),
        description: text(dice, 30),
        tasks: text(dice, 20),
        workplace_name: format!("{} nr. {}", dice.pick(&FIRST), dice.below(5_000)),
        town: dice.pick(&["Køge", "Næstved", "Holbæk", "Skælskør"]).to_owned(),
        kinds: 1 << dice.below(7),
        branch_code: format!("{:06}", 10_000 + dice.below(260) * 100),
        occupation: Some(format!("{}", 1_000 + dice.below(430))),
        municipality: u16::try_from(101 + dice.below(98)).unwrap(),
        lat: Some(lat),
        lon: Some(lon),
        hours_min: 10,
        hours_max: u8::try_from(30 + dice.below(44)).unwrap(),
        free: vec![FreeInterval { from_day: TODAY - 5, to_day: i32::MAX, seats: 2 }],
        open_from: i32::MIN,
        open_to: i32::MAX,
        demands: dice.below(1 << 20) & dice.below(1 << 20),
        offers: dice.below(256),
        confirmed_day: TODAY - i32::try_from(dice.below(80)).unwrap(),
        ..SlotDocument::default()
    }
}

fn query(dice: &mut Dice) -> SlotQuery {
    let (lat, lon) = dice.point();
    let words: Vec<_> = (0..1 + dice.below(2)).map(|_| dice.pick(&WORDS)).collect();
    let title = format!("{}{} ", dice.pick(&FIRST), dice.pick(&LAST));
    let text = if dice.below(2) == 0 { format!("{title}{} ", words[0]) } else { format!("{} ", words.join(" ")) };
    SlotQuery {
        text,
        kinds: 1 << dice.below(7),
        hours: Some(20),
        offers_required: 1,
        near: Some(Near { lat, lon, radius_km: Some(10.0 + dice.below(40) as f64) }),
        facets: vec![SlotFacet::Kind, SlotFacet::Branch, SlotFacet::Municipality],
        ..SlotQuery::plain(316, TODAY)
    }
}

fn print(what: &str, mut micros: Vec<u128>) {
    micros.sort_unstable();
    let at = |percent: usize| micros[(micros.len() - 1) * percent / 100];
    println!("{what}: p50 {} µs, p90 {} µs, p99 {} µs", at(50), at(90), at(99));
}

fn main() {
    let number = |name: &str, otherwise| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (slots, seed) = (number("SLOTS", 100_000_u64), number("SEED", 7));
    let mut dice = Dice(seed | 1);
    let documents: Vec<_> = (0..slots).map(|number| slot(number, &mut dice)).collect();
    let dir = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let positions = [Position { tenant: 316, change_number: 1 }];
    let index = SlotIndex::rebuild(dir.path(), SynonymTable::default(), documents.iter().cloned(), &positions).unwrap();
    println!("rebuild of {slots} slots: {} ms, {} segments", begun.elapsed().as_millis(), index.segments());
    let (mut times, mut hits) = (Vec::new(), 0);
    for _ in 0..QUERIES {
        let query = query(&mut dice);
        let begun = Instant::now();
        hits += index.search(&query).unwrap().total;
        times.push(begun.elapsed().as_micros());
    }
    println!("{} hits a query", hits / QUERIES);
    print("search", times);
    let mut times = Vec::new();
    for change in 0..WRITES {
        let mut changed = documents[usize::try_from(dice.below(slots)).unwrap()].clone();
        changed.version = slots + change;
        let begun = Instant::now();
        index.apply(vec![Change::Upsert(changed)], Position { tenant: 316, change_number: change + 2 }).unwrap();
        times.push(begun.elapsed().as_micros());
    }
    print("own write", times);
    println!("{} segments after {WRITES} writes", index.segments());
}

//! Prints the CPU time of 100,000 full verdicts with their texts, of 100,000 verdicts alone, and a checksum of 5,000 answers.
#![expect(clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a program that prints its measures")]

mod generator;

use std::{fs, hint::black_box, time::Instant};

use brobygger::{
    domain::{
        rulebook::{
            Facts, Known, RuleSet, Verdict,
            compiled::{Pair, PersonFacts, PersonPart, WorkplacePart, verdict},
        },
        terms::PlacementForm,
    },
    settings::rules,
};
use chrono::NaiveDate;

use self::generator::{Dice, Generator};

const CHECKED: u64 = 5_000;
const VERDICTS: usize = 100_000;
const PERSONS: usize = 200;
const PLACES: usize = 500;
/// The clock of the thread moves in steps of milliseconds, so what is quick is done so many times.
const ROUNDS: usize = 100;
/// Kinds as often as a municipality has them, roughly.
const USUAL: [PlacementForm; 8] = [
    PlacementForm::Virksomhedspraktik,
    PlacementForm::Virksomhedspraktik,
    PlacementForm::Virksomhedspraktik,
    PlacementForm::Virksomhedspraktik,
    PlacementForm::Loentilskud,
    PlacementForm::Loentilskud,
    PlacementForm::Nytteindsats,
    PlacementForm::Fleksjob,
];

/// CPU nanoseconds of this thread; the clock on the wall where the system does not tell.
fn cpu_nanoseconds(begun: Instant) -> u128 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let of_thread = told.as_deref().and_then(|text| text.split(' ').next()).and_then(|figure| figure.parse().ok());
    of_thread.unwrap_or_else(|| begun.elapsed().as_nanos())
}

/// CPU nanoseconds for each of so many pieces of work, and what was done.
fn measured<T>(pieces: usize, work: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let before = cpu_nanoseconds(begun);
    let done = work();
    ((cpu_nanoseconds(begun) - before) as f64 / pieces as f64, done)
}

/// Facts as they usually are: the usual kinds, and of a hundred facts one that is missing.
fn usual(rules: &RuleSet, count: usize) -> Vec<Facts> {
    let make = |seed: usize| Facts {
        placement_type: Known::Is(USUAL[seed % USUAL.len()]),
        ..Generator { rules, gaps: 1 }.facts(&mut Dice::new(seed as u64))
    };
    (0..count).map(make).collect()
}

fn main() {
    let rules = rules::load(None).expect("the shipped rules");
    checksum(&rules);
    full_verdicts(&rules);
    verdicts_alone(&rules);
}

/// FNV-1a over the JSON of answers; the answers themselves go to the file that `ANSWERS` names.
fn checksum(rules: &RuleSet) {
    let json = |facts: &Facts| serde_json::to_string(&rules.evaluate(facts).expect("an answer")).expect("JSON");
    let facts = |seed| Generator::of_seed(rules, seed).facts(&mut Dice::new(seed));
    let answers: Vec<String> = (0..CHECKED).map(|seed| json(&facts(seed))).collect();
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = answers.iter().flat_map(|answer| answer.bytes()).fold(0xcbf2_9ce4_8422_2325, add);
    println!("checksum of {CHECKED} answers: {sum:016x}");
    if let Ok(path) = std::env::var("ANSWERS") {
        fs::write(path, answers.join("\n")).expect("a file");
    }
}

fn full_verdicts(rules: &RuleSet) {
    let cases = usual(rules, VERDICTS);
    let mut findings = 0;
    let (each, ()) = measured(VERDICTS, || {
        for case in &cases {
            findings += black_box(rules.evaluate(black_box(case)).expect("an answer")).findings.len();
        }
    });
    let of_each = findings as f64 / VERDICTS as f64;
    println!(
        "{VERDICTS} full verdicts of {of_each:.1} findings: {:.2} µs CPU each, {:.0} ms in all",
        each / 1e3,
        each * VERDICTS as f64 / 1e6
    );
}

fn verdicts_alone(rules: &RuleSet) {
    let (persons, places) = (usual(rules, PERSONS), usual(rules, PLACES));
    let since = NaiveDate::from_ymd_opt(2013, 1, 1).expect("a day");
    let form = |facts: &Facts| *facts.placement_type.value().expect("a kind");
    let (each, parts) = measured(PERSONS, || {
        let part = |facts: &Facts| {
            let person = PersonFacts { on: &|_| facts.person.clone(), born: None, employment: facts.previous_employment };
            PersonPart::new(rules, form(facts), since, &person)
        };
        persons.iter().map(part).collect::<Vec<_>>()
    });
    println!("person part, all starts since 2013: {:.1} µs CPU each", each / 1e3);
    let (each, workplaces) = measured(ROUNDS * PLACES * PlacementForm::ALL.len(), || {
        let start = |facts: &Facts| *facts.starts_on.value().expect("a start");
        let part = |facts: &Facts, form| WorkplacePart::new(rules, (form, start(facts)), facts.sector, &facts.workplace);
        let at = |facts: &Facts| PlacementForm::ALL.iter().map(|form| part(facts, *form)).collect();
        let all = || places.iter().map(at).collect::<Vec<Vec<_>>>();
        (1..ROUNDS).for_each(|_| drop(black_box(all())));
        all()
    });
    println!("workplace part: {:.2} µs CPU each", each / 1e3);
    let pairs: Vec<Pair<'_>> = places.iter().map(pair).collect();
    let mut seen = [0_u32; 4];
    let (each, ()) = measured(ROUNDS * VERDICTS, || {
        for (person, part) in (0..ROUNDS).flat_map(|_| persons.iter().zip(&parts)) {
            let kind = form(person) as usize;
            for (workplace, pair) in workplaces.iter().zip(&pairs) {
                seen[verdict(black_box(part), &workplace[kind], pair) as usize] += 1;
            }
        }
    });
    let words = Verdict::ALL
        .iter()
        .zip(seen)
        .map(|(verdict, count)| format!("{} {verdict}", count as usize / ROUNDS))
        .collect::<Vec<_>>()
        .join(", ");
    println!("{VERDICTS} pairs ({words}): {each:.0} ns CPU each");
}

fn pair(facts: &Facts) -> Pair<'_> {
    let told = facts.previous_employment.value().copied().unwrap_or_default();
    Pair {
        ends_on: facts.ends_on,
        weekly_hours: facts.weekly_hours.value().map_or(&[], Vec::as_slice),
        last_employer_is_this: told.last_employer_is_this.value().copied(),
        same_function: told.same_function.value().copied(),
        difference_described: told.difference_described.value().copied(),
    }
}

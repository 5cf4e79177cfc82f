//! Prints the CPU time of 100,000 full verdicts with their texts and a checksum of 5,000 answers.
#![expect(clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a program that prints its measures")]

mod generator;

use std::{fs, hint::black_box, time::Instant};

use brobygger::{
    domain::rulebook::{Facts, RuleSet},
    settings::rules,
};

use self::generator::{Dice, Generator};

const VERDICTS: usize = 100_000;
const CHECKED: usize = 5_000;

/// CPU nanoseconds of this thread; the clock on the wall where the system does not tell.
fn cpu_nanoseconds(begun: Instant) -> u128 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let of_thread = told.as_deref().and_then(|text| text.split(' ').next()).and_then(|figure| figure.parse().ok());
    of_thread.unwrap_or_else(|| begun.elapsed().as_nanos())
}

/// CPU nanoseconds of some work.
fn measured<T>(work: impl FnOnce() -> T) -> (u128, T) {
    let begun = Instant::now();
    let before = cpu_nanoseconds(begun);
    let done = work();
    (cpu_nanoseconds(begun) - before, done)
}

fn facts(rules: &RuleSet, count: usize, gaps: &[u64]) -> Vec<Facts> {
    let make = |seed: usize| Generator { rules, gaps: gaps[seed % gaps.len()] }.facts(&mut Dice::new(seed as u64));
    (0..count).map(make).collect()
}

fn main() {
    let rules = rules::load(None).expect("the shipped rules");
    let answers: Vec<String> = facts(&rules, CHECKED, &[0, 3, 10, 30])
        .iter()
        .map(|facts| serde_json::to_string(&rules.evaluate(facts).expect("an answer")).expect("JSON"))
        .collect();
    if let Ok(path) = std::env::var("ANSWERS") {
        fs::write(path, answers.join("\n")).expect("a file");
    }
    println!("checksum of {CHECKED} answers: {:016x}", checksum(&answers));
    let cases = facts(&rules, VERDICTS, &[0, 0, 0, 3]);
    let (nanoseconds, texts) = measured(|| {
        let answer = |facts| black_box(rules.evaluate(facts).expect("an answer"));
        cases.iter().map(|facts| answer(facts).findings.iter().map(|finding| finding.text.len()).sum::<usize>()).sum::<usize>()
    });
    println!(
        "{VERDICTS} full verdicts: {} ms CPU, {:.2} µs each, {texts} bytes of Danish text",
        nanoseconds / 1_000_000,
        nanoseconds as f64 / 1e3 / VERDICTS as f64
    );
}

/// FNV-1a over all answers.
fn checksum(answers: &[String]) -> u64 {
    answers
        .iter()
        .flat_map(|answer| answer.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

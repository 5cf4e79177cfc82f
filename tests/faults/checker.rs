//! What must hold after the kills, and that a fault in it is seen.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

/// What is known when everything has calmed down.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Placements whose confirmation was answered with a yes.
    pub acknowledged: BTreeSet<Uuid>,
    /// Placements that the database holds as sent to the company, each with the number of its seats.
    pub offered: BTreeMap<Uuid, usize>,
    /// The Message-ID of the letter about each placement, and whether it is noted as sent.
    pub letters: Vec<(Uuid, String, bool)>,
    /// The Message-IDs that the mail server took, in order.
    pub taken: Vec<String>,
    /// How often the process was killed.
    pub kills: usize,
}

/// Everything that is wrong, as sentences.
pub fn faults(outcome: &Outcome) -> Vec<String> {
    let mut told = Vec::new();
    for placement in &outcome.acknowledged {
        match outcome.offered.get(placement) {
            Some(1) => {}
            Some(seats) => told.push(format!("{placement} holds {seats} seats")),
            None => told.push(format!("{placement} was acknowledged and is lost")),
        }
    }
    let mut taken = BTreeMap::<&str, usize>::new();
    outcome.taken.iter().for_each(|id| *taken.entry(id).or_default() += 1);
    for placement in outcome.offered.keys() {
        let of_it: Vec<_> = outcome.letters.iter().filter(|(about, ..)| about == placement).collect();
        match of_it.as_slice() {
            [(_, id, true)] if taken.contains_key(id.as_str()) => {}
            [(_, id, is_sent)] => told.push(format!("letter {id}: noted as sent {is_sent}, taken {}", taken.contains_key(id.as_str()))),
            several => told.push(format!("{placement} has {} letters", several.len())),
        }
    }
    let known: BTreeSet<&str> = outcome.letters.iter().map(|(_, id, _)| id.as_str()).collect();
    told.extend(taken.keys().filter(|id| !known.contains(*id)).map(|id| format!("letter {id} is nobody's")));
    told.extend(taken.iter().filter(|(_, times)| **times > 2).map(|(id, times)| format!("letter {id} came {times} times")));
    let twice = taken.values().filter(|times| **times == 2).count();
    if twice > outcome.kills {
        told.push(format!("{twice} letters came twice after {} kills", outcome.kills));
    }
    told
}

fn calm() -> Outcome {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    Outcome {
        acknowledged: BTreeSet::from([one, two]),
        offered: BTreeMap::from([(one, 1), (two, 1)]),
        letters: vec![(one, "a".to_owned(), true), (two, "b".to_owned(), true)],
        taken: vec!["a".to_owned(), "b".to_owned(), "b".to_owned()],
        kills: 1,
    }
}

#[test]
fn a_calm_outcome_has_no_fault() {
    assert_eq!(faults(&calm()), Vec::<String>::new());
}

#[test]
fn every_planted_fault_is_seen() {
    let plant: [fn(&mut Outcome); 8] = [
        |outcome| outcome.offered.retain(|id, _| *id != Uuid::from_u128(1)),
        |outcome| outcome.offered.values_mut().for_each(|seats| *seats = 2),
        |outcome| outcome.offered.values_mut().for_each(|seats| *seats = 0),
        |outcome| outcome.taken.retain(|id| id != "a"),
        |outcome| outcome.taken.push("b".to_owned()),
        |outcome| outcome.taken.push("stray".to_owned()),
        |outcome| outcome.letters[0].2 = false,
        |outcome| outcome.kills = 0,
    ];
    for (number, plant) in plant.into_iter().enumerate() {
        let mut outcome = calm();
        plant(&mut outcome);
        assert!(!faults(&outcome).is_empty(), "fault {number} is not seen");
    }
}

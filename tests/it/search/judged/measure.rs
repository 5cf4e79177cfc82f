//! How good a list is: nDCG@10 and recall@50.

/// Ranks that count for the order.
const ORDER: usize = 10;
/// Ranks that count for what is found at all.
const FOUND: usize = 50;
/// The least grade of a place that must be found.
const WANTED: u8 = 2;

/// Two figures between 0 and 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Goodness {
    pub ndcg: f64,
    pub recall: f64,
}

impl Goodness {
    /// Of the grades as they were found, and of all that there are; none where nothing could be found.
    pub fn of(found: &[u8], mut all: Vec<u8>) -> Option<Self> {
        all.sort_unstable_by(|one, other| other.cmp(one));
        let best = gain(&all);
        let wanted = |grades: &[u8]| grades.iter().filter(|grade| **grade >= WANTED).count().min(FOUND);
        let recall = wanted(&found[..found.len().min(FOUND)]) as f64 / wanted(&all).max(1) as f64;
        (wanted(&all) > 0).then(|| Self { ndcg: gain(found) / best, recall })
    }

    /// The mean of several.
    pub fn mean(all: &[Self]) -> Self {
        let mean = |figure: fn(&Self) -> f64| all.iter().map(figure).sum::<f64>() / all.len().max(1) as f64;
        Self { ndcg: mean(|one| one.ndcg), recall: mean(|one| one.recall) }
    }
}

fn gain(grades: &[u8]) -> f64 {
    let one = |(rank, grade): (usize, &u8)| (2_f64.powi(i32::from(*grade)) - 1.0) / ((rank + 2) as f64).log2();
    grades.iter().take(ORDER).enumerate().map(one).sum()
}

#[test]
fn a_list_in_its_best_order_is_worth_one_and_a_mixed_one_less() {
    let goodness = |found: &[u8], all: &[u8]| Goodness::of(found, all.to_vec()).map(|one| (one.ndcg, one.recall));
    assert_eq!(goodness(&[3, 2, 0], &[0, 2, 3]), Some((1.0, 1.0)));
    let (ndcg, recall) = goodness(&[0, 3], &[3, 2, 0]).expect("something to find");
    let by_hand = (7.0 / 3_f64.log2()) / (7.0 + 3.0 / 3_f64.log2());
    assert!((ndcg - by_hand).abs() < 1e-9 && recall == 0.5, "{ndcg} {recall}");
    assert_eq!(goodness(&[1], &[1, 0]), None);
}

//! Chance with a memory: the same seed, kind and number always give the same row, whatever came before.

/// What is being made; each kind has its own chances.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Company = 1,
    Trade,
    Unit,
    Slot,
    SlotJob,
    Citizen,
}

/// A small generator (`SplitMix64`), one for each row.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The chances of one row of one municipality.
    pub(super) fn of(seed: u64, kind: Kind, town: usize, number: usize) -> Self {
        let mut random = Self(seed);
        for part in [kind as u64, town as u64, number as u64] {
            random.0 = random.next() ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `bound`; 0 when there is none.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that may be empty.
    pub(super) fn pick<'list, T>(&mut self, list: &'list [T]) -> Option<&'list T> {
        list.get(self.below(list.len()))
    }

    /// One of a list of words; the empty word when there is none.
    pub(super) fn word<'list>(&mut self, list: &'list [String]) -> &'list str {
        self.pick(list).map_or("", String::as_str)
    }

    /// One of a few.
    pub(super) fn one<T: Copy, const N: usize>(&mut self, few: [T; N]) -> T {
        few[self.below(N)]
    }

    /// A place in a list of weights, the heavier the likelier.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return place;
            }
            rest -= weight;
        }
        0
    }
}

/// An order in which every number below `count` comes once, made without storing it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shuffle {
    count: usize,
    stride: usize,
}

impl Shuffle {
    /// An order of so many numbers.
    pub(super) fn new(count: usize) -> Self {
        let count = count.max(1);
        let golden = count * 618 / 1000 + 1;
        let stride = (golden..golden + count).find(|stride| common_divisor(*stride, count) == 1).unwrap_or(1);
        Self { count, stride }
    }

    /// The number at a place; place 0 holds 0.
    pub(super) const fn at(self, place: usize) -> usize {
        place * self.stride % self.count
    }
}

const fn common_divisor(one: usize, other: usize) -> usize {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_holds_every_number_once() {
        for count in [1, 2, 12, 411, 4112, 339] {
            let shuffle = Shuffle::new(count);
            let mut numbers: Vec<_> = (0..count).map(|place| shuffle.at(place)).collect();
            assert_eq!(numbers.first(), Some(&0));
            numbers.sort_unstable();
            assert_eq!(numbers, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn chances_keep_their_shares() {
        let hits = (0..10_000).filter(|number| Random::of(7, Kind::Slot, 0, *number).chance(30)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
    }
}

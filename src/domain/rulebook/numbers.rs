//! The numbers that a finding used, by name: few, so they stand in one short list in the order of their names.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap as _};

use super::verdict::Number;

/// The numbers of a finding by name; in JSON an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(Vec<(Cow<'static, str>, Number)>);

impl Numbers {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The number of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Number> {
        self.place(name).ok().map(|index| &self.0[index].1)
    }

    /// Whether there is a number of the name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Adds a number, in place of one of the same name.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, number: Number) {
        let name = name.into();
        match self.place(&name) {
            Ok(index) => self.0[index].1 = number,
            Err(index) => self.0.insert(index, (name, number)),
        }
    }

    /// Names and numbers, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Number)> {
        self.0.iter().map(|(name, number)| (name.as_ref(), number))
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_ref().cmp(name))
    }
}

impl<N: Into<Cow<'static, str>>> Extend<(N, Number)> for Numbers {
    fn extend<I: IntoIterator<Item = (N, Number)>>(&mut self, numbers: I) {
        for (name, number) in numbers {
            self.insert(name, number);
        }
    }
}

impl<N: Into<Cow<'static, str>>> FromIterator<(N, Number)> for Numbers {
    fn from_iter<I: IntoIterator<Item = (N, Number)>>(numbers: I) -> Self {
        let numbers = numbers.into_iter();
        let mut all = Self(Vec::with_capacity(numbers.size_hint().0));
        all.extend(numbers);
        all
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        let mut map = writer.serialize_map(Some(self.0.len()))?;
        for (name, number) in self.iter() {
            map.serialize_entry(name, number)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let read = std::collections::BTreeMap::<String, Number>::deserialize(reader)?;
        Ok(read.into_iter().collect())
    }
}

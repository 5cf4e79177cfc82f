//! A round through all municipalities: one that fails is told of and keeps no other from its turn.

use crate::base::fault::Fault;

/// What a round has come to so far.
#[derive(Debug, Default)]
pub(super) struct Round {
    done: usize,
    first_fault: Option<Fault>,
}

impl Round {
    /// Adds what one municipality came to; the first fault is kept for the end, later ones are logged.
    pub fn count(&mut self, outcome: Result<usize, Fault>) {
        match outcome {
            Ok(done) => self.done += done,
            Err(fault) if self.first_fault.is_none() => self.first_fault = Some(fault),
            Err(fault) => tracing::error!(%fault, "another municipality's turn failed as well"),
        }
    }

    /// How many things the round touched.
    ///
    /// # Errors
    /// The first municipality's that failed.
    pub fn end(self) -> Result<usize, Fault> {
        self.first_fault.map_or(Ok(self.done), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_after_everybody_had_a_turn() {
        let mut round = Round::default();
        for outcome in [Ok(1), Err(Fault::plain("first")), Ok(2), Err(Fault::plain("second"))] {
            round.count(outcome);
        }
        assert_eq!(round.done, 3);
        assert_eq!(round.end().expect_err("the first").to_string(), Fault::plain("first").to_string());
    }
}

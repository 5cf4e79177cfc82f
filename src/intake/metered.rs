//! A reader that runs dry when too much is read without a pause; it bounds what a parser can pile up.

use std::io::{self, BufRead, Read};

/// Lets `allowance` bytes through until [`Metered::refill`] is called, then fails.
pub(super) struct Metered<R> {
    inner: R,
    allowance: u64,
    left: u64,
    /// All bytes that went through.
    pub(super) total: u64,
}

impl<R> Metered<R> {
    pub(super) fn new(inner: R, allowance: u64) -> Self {
        Self { inner, allowance, left: allowance, total: 0 }
    }

    pub(super) fn refill(&mut self) {
        self.left = self.allowance;
    }

    pub(super) fn ran_dry(&self) -> bool {
        self.left == 0
    }

    fn note(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.total += bytes as u64;
    }

    fn check(&self) -> io::Result<()> {
        if self.ran_dry() { Err(io::Error::other("too much at once")) } else { Ok(()) }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let bytes = self.inner.read(out)?;
        self.note(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.note(bytes);
        self.inner.consume(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_dry_and_is_refilled() {
        let mut reader = Metered::new(&[7_u8; 40][..], 10);
        let mut chunk = [0_u8; 10];
        assert_eq!(reader.read(&mut chunk).expect("within the allowance"), 10);
        assert!(reader.read(&mut chunk).is_err() && reader.ran_dry());
        reader.refill();
        assert_eq!(reader.read(&mut chunk).expect("refilled"), 10);
        assert_eq!(reader.total, 20);
    }
}

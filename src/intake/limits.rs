//! How much a file may hold; everything is checked before it is kept in memory.

/// The bounds of one import file.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of all parts of a workbook, unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger unpacked than packed; small parts (below 1 MB) are not judged.
    pub ratio: u64,
    /// Lines, the heading not counted.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// Parts of a workbook.
    pub zip_entries: usize,
    /// Characters of one cell.
    pub cell_chars: usize,
    /// Bytes of a workbook's table of texts, unpacked: the only part that is held in memory as a whole.
    pub shared_text_bytes: u64,
    /// Bytes of each other part that is neither a sheet nor the table of texts.
    pub other_part_bytes: u64,
    /// Bytes of one line, or of one cell of a workbook.
    pub line_bytes: u64,
}

const MB: u64 = 1024 * 1024;

impl Limits {
    /// The bounds of the product (`trust.md`: ZIP and XLSX bombs).
    pub const PRODUCT: Self = Self {
        file_bytes: 100 * MB,
        unpacked_bytes: 1024 * MB,
        ratio: 100,
        rows: 1_000_000,
        columns: 200,
        zip_entries: 1_000,
        cell_chars: 10_000,
        shared_text_bytes: 96 * MB,
        other_part_bytes: 16 * MB,
        line_bytes: 8 * MB,
    };

    /// Parts and files below this size are not judged by their ratio, bytes.
    pub(crate) const RATIO_FREE_BYTES: u64 = MB;
}

impl Default for Limits {
    fn default() -> Self {
        Self::PRODUCT
    }
}

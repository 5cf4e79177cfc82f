//! Looks through a workbook's ZIP before anything of it is kept: size, parts, ratio, DTD, endless cells.

use std::io::{BufReader, Read, Seek, SeekFrom};

use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, read::ZipFile};

use super::{limits::Limits, metered::Metered, unreadable::Unreadable};

/// # Errors
/// A limit is passed, a DTD is found, or the ZIP or an XML part is damaged.
pub(super) fn check(source: &mut (impl Read + Seek), file_bytes: u64, limits: &Limits) -> Result<(), Unreadable> {
    refuse_too_many_parts(source, limits)?;
    source.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(source).map_err(|_| Unreadable::DamagedWorkbook)?;
    if archive.index_for_name("[Content_Types].xml").is_none() || archive.index_for_name("_rels/.rels").is_none() {
        return Err(Unreadable::NotAWorkbook);
    }
    refuse_declared_bomb(&mut archive, file_bytes, limits)?;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Unreadable::DamagedWorkbook)?;
        unpacked += check_part(part, unpacked, limits)?;
        refuse_ratio(unpacked, file_bytes, limits)?;
    }
    Ok(())
}

/// Counts the directory's entries before the directory is read into memory.
fn refuse_too_many_parts(source: &mut (impl Read + Seek), limits: &Limits) -> Result<(), Unreadable> {
    const ENTRY: [u8; 4] = *b"PK\x01\x02";
    source.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; 64 * 1024];
    let (mut kept, mut entries) = (0, 0);
    loop {
        let bytes = source.read(&mut chunk[kept..])?;
        if bytes == 0 {
            return Ok(());
        }
        let filled = kept + bytes;
        entries += chunk[..filled].windows(ENTRY.len()).filter(|window| *window == ENTRY).count();
        if entries > limits.zip_entries {
            return Err(Unreadable::TooManyParts(limits.zip_entries));
        }
        // The last three bytes may be the start of an entry that the next chunk ends.
        kept = filled.min(ENTRY.len() - 1);
        chunk.copy_within(filled - kept..filled, 0);
    }
}

/// An honest bomb tells its size; then nothing of it needs to be unpacked.
fn refuse_declared_bomb(archive: &mut ZipArchive<impl Read + Seek>, file_bytes: u64, limits: &Limits) -> Result<(), Unreadable> {
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| Unreadable::DamagedWorkbook)?;
        refuse_ratio(part.size(), part.compressed_size(), limits)?;
        declared = declared.saturating_add(part.size());
    }
    if declared > limits.unpacked_bytes { Err(Unreadable::Bomb) } else { refuse_ratio(declared, file_bytes, limits) }
}

fn refuse_ratio(unpacked: u64, packed: u64, limits: &Limits) -> Result<(), Unreadable> {
    let is_bomb = unpacked > Limits::RATIO_FREE_BYTES && unpacked / limits.ratio > packed;
    if is_bomb { Err(Unreadable::Bomb) } else { Ok(()) }
}

/// Unpacks one part piece by piece, whatever its declared size, and returns how large it is.
fn check_part(part: ZipFile<'_, impl Read>, unpacked_before: u64, limits: &Limits) -> Result<u64, Unreadable> {
    let name = part.name().map_err(|_| Unreadable::DamagedWorkbook)?.to_ascii_lowercase();
    let allowed = limits.unpacked_bytes.saturating_sub(unpacked_before);
    let bounded = BufReader::new(part.take(allowed + 1));
    let bytes = if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
        XmlPart::new(bounded, limits).check()?
    } else {
        let bytes = std::io::copy(&mut bounded.take(limits.other_part_bytes + 1), &mut std::io::sink());
        let bytes = bytes.map_err(|_| Unreadable::DamagedWorkbook)?;
        if bytes > limits.other_part_bytes {
            return Err(Unreadable::Bomb);
        }
        bytes
    };
    if bytes > allowed { Err(Unreadable::Bomb) } else { Ok(bytes) }
}

/// What decides how much of a part a reader of workbooks would hold in memory.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unknown,
    Sheet,
    SharedTexts,
    Other,
}

struct XmlPart<'a, R> {
    reader: Reader<Metered<R>>,
    kind: Kind,
    is_inside_cell: bool,
    limits: &'a Limits,
}

impl<'a, R: std::io::BufRead> XmlPart<'a, R> {
    fn new(source: R, limits: &'a Limits) -> Self {
        let mut reader = Reader::from_reader(Metered::new(source, limits.line_bytes));
        reader.config_mut().check_comments = false;
        Self { reader, kind: Kind::Unknown, is_inside_cell: false, limits }
    }

    fn check(mut self) -> Result<u64, Unreadable> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(_) if self.reader.get_mut().ran_dry() => return Err(Unreadable::Bomb),
                Err(_) => return Err(Unreadable::DamagedWorkbook),
            };
            match event {
                Event::DocType(_) => return Err(Unreadable::Dtd),
                Event::Eof => return Ok(self.reader.get_ref().total),
                Event::Start(element) => {
                    let name = element.local_name();
                    refuse_large_promise(&element)?;
                    if self.kind == Kind::Unknown {
                        self.kind = kind_of(name.as_ref());
                    }
                    self.is_inside_cell |= matches!(name.as_ref(), "c" | "si");
                }
                Event::End(element) if matches!(element.local_name().as_ref(), "c" | "si") => self.is_inside_cell = false,
                _ => {}
            }
            self.refuse_size()?;
            if !self.is_inside_cell {
                self.reader.get_mut().refill();
            }
        }
    }

    fn refuse_size(&mut self) -> Result<(), Unreadable> {
        let limit = match self.kind {
            Kind::Sheet => self.limits.unpacked_bytes,
            Kind::SharedTexts => self.limits.shared_text_bytes,
            Kind::Unknown | Kind::Other => self.limits.other_part_bytes,
        };
        if self.reader.get_ref().total > limit { Err(Unreadable::Bomb) } else { Ok(()) }
    }
}

fn kind_of(root: &str) -> Kind {
    match root {
        "worksheet" => Kind::Sheet,
        "sst" => Kind::SharedTexts,
        _ => Kind::Other,
    }
}

/// A reader may set memory aside for as many items as the part promises, so the promise is bounded too.
fn refuse_large_promise(element: &quick_xml::events::BytesStart<'_>) -> Result<(), Unreadable> {
    const MOST_PROMISED: u64 = 5_000_000;
    for attribute in ["count", "uniqueCount"] {
        let Ok(Some(found)) = element.try_get_attribute(attribute) else { continue };
        let promised: &str = found.value.as_ref();
        if promised.parse::<u64>().is_ok_and(|count| count > MOST_PROMISED) {
            return Err(Unreadable::Bomb);
        }
    }
    Ok(())
}

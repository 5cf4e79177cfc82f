//! Which letters a text file is written in, and a reader that turns them into UTF-8 with plain line ends.

use std::{
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
};

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::unreadable::Unreadable;

const CHUNK: usize = 64 * 1024;

/// Finds the encoding: byte order mark, else UTF-8 when the whole file is valid, else Windows-1252.
///
/// # Errors
/// The file is empty, is not text, or cannot be read.
pub(super) fn detect(source: &mut (impl Read + Seek)) -> Result<&'static Encoding, Unreadable> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = vec![0; CHUNK];
    let length = read_fully(source, &mut start)?;
    start.truncate(length);
    if start.iter().all(u8::is_ascii_whitespace) && length < CHUNK {
        return Err(Unreadable::Empty);
    }
    if let Some((marked, _)) = Encoding::for_bom(&start) {
        return Ok(marked);
    }
    if let Some(wide) = wide_without_mark(&start) {
        return Ok(wide);
    }
    refuse_what_is_not_text(&start)?;
    Ok(if is_valid_utf8(source)? { UTF_8 } else { WINDOWS_1252 })
}

fn read_fully(source: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < out.len() {
        match source.read(&mut out[filled..])? {
            0 => break,
            bytes => filled += bytes,
        }
    }
    Ok(filled)
}

/// UTF-16 without a mark shows as a zero in nearly every second byte.
fn wide_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    let zeros = |offset: usize| start.chunks_exact(2).filter(|pair| pair[offset] == 0 && pair[1 - offset] != 0).count();
    let nearly_all = |count: usize| pairs > 4 && count * 10 > pairs * 8;
    if nearly_all(zeros(1)) {
        Some(UTF_16LE)
    } else if nearly_all(zeros(0)) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_what_is_not_text(start: &[u8]) -> Result<(), Unreadable> {
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r');
    let controls = start.iter().filter(control).count();
    if start.contains(&0) || controls * 50 > start.len() {
        return Err(Unreadable::Binary);
    }
    let opening = start.trim_ascii_start();
    let is_markup = ["<!doctype", "<html", "<table", "<?xml"].iter().any(|tag| starts_with_ignoring_case(opening, tag));
    if is_markup { Err(Unreadable::Markup) } else { Ok(()) }
}

fn starts_with_ignoring_case(bytes: &[u8], word: &str) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_valid_utf8(source: &mut (impl Read + Seek)) -> io::Result<bool> {
    source.seek(SeekFrom::Start(0))?;
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let (mut raw, mut text) = (vec![0; CHUNK], vec![0; CHUNK * 3]);
    loop {
        let bytes = source.read(&mut raw)?;
        let (result, ..) = decoder.decode_to_utf8_without_replacement(&raw[..bytes], &mut text, bytes == 0);
        match result {
            DecoderResult::Malformed(..) => return Ok(false),
            _ if bytes == 0 => return Ok(true),
            _ => {}
        }
    }
}

/// Reads text of any known encoding as UTF-8; every line ends with `\n`, the last one too.
pub(super) struct Utf8Lines<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    undecoded: Range<usize>,
    text: Vec<u8>,
    unread: Range<usize>,
    after_return: bool,
    is_at_line_start: bool,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Reading,
    Ending,
    Ended,
}

impl<R: Read> Utf8Lines<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK / 4],
            undecoded: 0..0,
            text: vec![0; CHUNK / 4],
            unread: 0..0,
            after_return: false,
            is_at_line_start: true,
            stage: Stage::Reading,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        if self.undecoded.is_empty() && self.stage == Stage::Reading {
            self.undecoded = 0..self.inner.read(&mut self.raw)?;
            if self.undecoded.is_empty() {
                self.stage = Stage::Ending;
            }
        }
        let last = self.stage == Stage::Ending;
        // The last byte is left for the newline that ends the file.
        let room = self.text.len() - 1;
        let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw[self.undecoded.clone()], &mut self.text[..room], last);
        self.undecoded.start += read;
        let mut kept = self.plain_line_ends(written);
        if last && result == CoderResult::InputEmpty {
            self.stage = Stage::Ended;
            if kept > 0 || !self.is_at_line_start {
                self.text[kept] = b'\n';
                kept += 1;
            }
        }
        self.is_at_line_start = self.text[..kept].last().map_or(self.is_at_line_start, |byte| *byte == b'\n');
        self.unread = 0..kept;
        Ok(())
    }

    /// Turns `\r\n` and lone `\r` into `\n`, in place.
    fn plain_line_ends(&mut self, written: usize) -> usize {
        let mut kept = 0;
        for index in 0..written {
            let byte = self.text[index];
            let is_second_half = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if !is_second_half {
                self.text[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for Utf8Lines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.unread.is_empty() && self.stage != Stage::Ended {
            self.decode_more()?;
        }
        let bytes = self.unread.len().min(out.len());
        let from = self.unread.start;
        out[..bytes].copy_from_slice(&self.text[from..from + bytes]);
        self.unread.start += bytes;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read_all(bytes: &[u8]) -> String {
        let mut source = Cursor::new(bytes);
        let encoding = detect(&mut source).expect("text");
        source.set_position(0);
        let mut text = String::new();
        Utf8Lines::new(source, encoding).read_to_string(&mut text).expect("reads");
        text
    }

    #[test]
    fn danish_letters_are_read_in_every_usual_encoding() {
        let wide: Vec<u8> = "æøå;Ærø".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain("æøå;Ærø".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in ["æøå;Ærø".as_bytes(), "\u{feff}æøå;Ærø".as_bytes(), b"\xe6\xf8\xe5;\xc6r\xf8", &wide, &big] {
            assert_eq!(read_all(bytes), "æøå;Ærø\n");
        }
    }

    #[test]
    fn every_line_end_becomes_one_newline() {
        assert_eq!(read_all(b"a;b\r\nc\rd\ne"), "a;b\nc\nd\ne\n");
    }

    #[test]
    fn a_picture_a_web_page_and_nothing_are_refused() {
        let refusal = |bytes: &[u8]| detect(&mut Cursor::new(bytes.to_vec())).expect_err("no text");
        assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Unreadable::Binary);
        assert_eq!(refusal(b"<!DOCTYPE html><html></html>"), Unreadable::Markup);
        assert_eq!(refusal(b""), Unreadable::Empty);
        assert_eq!(refusal(b" \r\n\n"), Unreadable::Empty);
    }
}

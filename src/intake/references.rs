//! Reference lists of others: DISCO-08 and branches of Statistics Denmark, occupations and skills of ESCO.

use super::{
    cell::Cell,
    columns::Column,
    complaint::ComplaintReason,
    fields::{Fields, short_text},
    lines::ImportRow,
    rows::{BranchRow, BranchVersion, OccupationList, OccupationRow, SkillRow},
    values,
};

const TITLE: Column = Column::must("titel").or(&["preferredLabel", "title", "betegnelse", "tekst"]);
const CODE: Column = Column::must("kode").or(&["iscoGroup", "code", "disco"]);
const LEVEL: Column = Column::may("niveau").or(&["level"]);
const PARENT: Column = Column::may("overkode").or(&["parent"]);
const OTHER_NAMES: Column = Column::may("altLabels").or(&["synonymer"]);
const HIDDEN_NAMES: Column = Column::may("hiddenLabels");

impl ImportRow for OccupationRow {
    const COLUMNS: &'static [Column] = &[
        Column::must("kode").or(&["iscoGroup", "discokode", "disco"]),
        TITLE,
        LEVEL,
        PARENT,
        Column::may("conceptUri"),
        OTHER_NAMES,
        HIDDEN_NAMES,
    ];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let uri = fields.text("conceptUri");
        let list = if uri.is_some() { OccupationList::Esco } else { OccupationList::Disco08 };
        let level = fields.may("niveau", level);
        let disco = fields.must("kode", |cell| if list == OccupationList::Esco { values::occupation(cell) } else { disco(cell, level) });
        let title = fields.must("titel", short_text);
        let (disco, synonyms) = (disco?, names(fields));
        Some(Self {
            list,
            level: level.or_else(|| level_of(&disco)),
            parent: fields.may("overkode", |cell| disco_above(cell, level)).or_else(|| code_above(&disco)),
            disco,
            uri,
            title: title?,
            synonyms,
        })
    }
}

impl ImportRow for SkillRow {
    const COLUMNS: &'static [Column] =
        &[Column::must("conceptUri"), TITLE, Column::may("skillType"), Column::may("reuseLevel"), OTHER_NAMES, HIDDEN_NAMES];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let (uri, title) = (fields.must("conceptUri", short_text), fields.must("titel", short_text));
        let (kind, reuse, synonyms) = (fields.text("skillType"), fields.text("reuseLevel"), names(fields));
        Some(Self { uri: uri?, kind, reuse, title: title?, synonyms })
    }
}

impl ImportRow for BranchRow {
    const COLUMNS: &'static [Column] = &[CODE, TITLE, LEVEL, PARENT, Column::may("branche_version").or(&["version"])];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let known = fields.lists.branch_version;
        let named = fields.word("branche_version", BranchVersion::ALL, BranchVersion::as_str);
        if named.or(known).is_none() && fields.complaints.is_empty() {
            fields.complain("branche_version", ComplaintReason::Missing);
        }
        let level = fields.may("niveau", level);
        let code = fields.must("kode", |cell| branch_code(cell, level));
        let title = fields.must("titel", short_text);
        let parent = fields.may("overkode", |cell| branch_code(cell, level.and_then(|level| level.checked_sub(1))));
        Some(Self { version: named.or(known)?, code: code?, level, parent, title: title? })
    }
}

fn level(cell: &Cell) -> Result<u8, ComplaintReason> {
    values::count(cell).ok().and_then(|level| u8::try_from(level).ok()).filter(|level| *level <= 9).ok_or(ComplaintReason::Count)
}

/// A DISCO code of any level: as many digits as the level, six on the fifth; lost first zeros come back.
fn disco(cell: &Cell, level: Option<u8>) -> Result<String, ComplaintReason> {
    let code = cell.shown();
    let is_code = !code.is_empty() && code.len() <= 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_code {
        return Err(ComplaintReason::Occupation);
    }
    let digits = match level {
        Some(level @ 1..=4) => usize::from(level),
        Some(5) => 6,
        _ => code.len(),
    };
    Ok(format!("{code:0>digits$}"))
}

fn disco_above(cell: &Cell, level: Option<u8>) -> Result<String, ComplaintReason> {
    disco(cell, level.and_then(|level| level.checked_sub(1)))
}

fn level_of(disco: &str) -> Option<u8> {
    match disco.len() {
        6 => Some(5),
        length => u8::try_from(length).ok(),
    }
}

fn code_above(disco: &str) -> Option<String> {
    let digits = match disco.len() {
        6 => 4,
        length => length.checked_sub(1).filter(|digits| *digits > 0)?,
    };
    disco.get(..digits).map(str::to_owned)
}

/// A branch code of any level: a letter, or two to six digits.
fn branch_code(cell: &Cell, level: Option<u8>) -> Result<String, ComplaintReason> {
    let code = cell.shown().replace('.', "").to_uppercase();
    let is_section = code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_number = (1..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    match level {
        Some(level @ 1..=3) if is_number => Ok(format!("{code:0>digits$}", digits = usize::from(level) + 1)),
        Some(4 | 5) if is_number => Ok(format!("{code:0>6}")),
        _ if is_section || (is_number && code.len() != 5 && code.len() > 1) => Ok(code),
        // Five digits are six whose first zero was lost.
        _ if is_number && code.len() == 5 => Ok(format!("{code:0>6}")),
        _ => Err(ComplaintReason::Branch),
    }
}

/// Other names: one label a line in ESCO, parted by `|` or `;` in lists of our own.
fn names(fields: &mut Fields<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for column in ["altLabels", "hiddenLabels"] {
        let written = fields.may(column, |cell| Ok(cell.shown())).unwrap_or_default();
        for name in written.split(['\n', '|', ';']).map(str::trim).filter(|name| !name.is_empty()) {
            if !found.iter().any(|other| other == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

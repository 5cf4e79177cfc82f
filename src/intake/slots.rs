//! Slot lists: the places that companies promise.

use crate::domain::terms::{LanguageLevel, PlacementForm};

use super::{
    cell::Cell,
    columns::{Column, folded},
    complaint::ComplaintReason,
    fields::{Fields, find_word, long_text, short_text},
    lines::ImportRow,
    rows::{LastDay, SlotRow},
    values,
};

impl ImportRow for SlotRow {
    const COLUMNS: &'static [Column] = &[
        Column::must("plads_id").or(&["pladsnummer", "plads"]),
        Column::may("cvr").or(&["cvrnummer", "cvrnr"]),
        Column::may("p_nummer").or(&["pno", "pnr"]),
        Column::must("titel").or(&["stilling", "stillingsbetegnelse"]),
        Column::must("art").or(&["type"]),
        Column::may("beskrivelse"),
        Column::may("disco").or(&["discokode"]),
        Column::must("antal").or(&["antal pladser", "pladser"]),
        Column::may("timer_min"),
        Column::may("timer_max"),
        Column::may("moedetid_fra"),
        Column::may("moedetid_til"),
        Column::may("ledig_fra"),
        Column::may("ledig_til"),
        Column::may("krav"),
        Column::may("tilbud"),
        Column::may("sprog"),
        Column::may("koerekort"),
        Column::may("reserveret_til"),
        Column::may("sidst_bekraeftet"),
    ];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let lists = fields.lists;
        let external_id = fields.must("plads_id", values::own_id);
        let (cvr, p_number) = (fields.may("cvr", values::cvr), fields.may("p_nummer", values::p_number));
        if cvr.is_none() && p_number.is_none() && fields.complaints.is_empty() {
            fields.complain_line(ComplaintReason::NoCompany);
        }
        let title = fields.must("titel", short_text);
        let seats = fields.must("antal", seats);
        fields.refuse_cpr_in(&["titel", "beskrivelse"]);
        fields.refuse_health_in(&["titel", "beskrivelse"]);
        let last_day = fields.may("ledig_til", values::day);
        let row = Self {
            forms: forms(fields),
            description: fields.may("beskrivelse", long_text).unwrap_or_default(),
            occupation: fields.occupation("disco"),
            hours_min: fields.may("timer_min", values::hours),
            hours_max: fields.may("timer_max", values::hours),
            work_from: fields.may("moedetid_fra", values::time),
            work_to: fields.may("moedetid_til", values::time),
            open_from: fields.may("ledig_fra", values::day),
            open_to: if fields.has_column("ledig_til") { last_day.into() } else { LastDay::Untold },
            demands: fields.codes("krav", &lists.demands),
            offers: fields.codes("tilbud", &lists.offers),
            language: fields.word("sprog", LanguageLevel::ALL, LanguageLevel::as_str),
            licences: licences(fields),
            reserved_for: fields.codes("reserveret_til", &lists.target_groups),
            confirmed_on: fields.may("sidst_bekraeftet", values::day),
            cvr,
            p_number,
            external_id: external_id?,
            title: title?,
            seats: seats?,
        };
        fields.in_order(("timer_min", row.hours_min), ("timer_max", row.hours_max));
        fields.in_order(("ledig_fra", row.open_from), ("ledig_til", row.open_to.day()));
        Some(row)
    }
}

fn seats(cell: &Cell) -> Result<u32, ComplaintReason> {
    const MOST_SEATS: u32 = 10_000;
    values::count(cell).ok().filter(|count| (1..=MOST_SEATS).contains(count)).ok_or(ComplaintReason::Count)
}

/// The kinds of placement; a minifleksjob is a fleksjob of few hours.
fn forms(fields: &mut Fields<'_>) -> Vec<PlacementForm> {
    if fields.items("art").is_empty() {
        fields.complain("art", ComplaintReason::Missing);
    }
    let mut forms = fields.list("art", |word| match folded(word).as_str() {
        "minifleksjob" => Ok(PlacementForm::Fleksjob),
        "praktik" => Ok(PlacementForm::Virksomhedspraktik),
        _ => find_word(word, PlacementForm::ALL, PlacementForm::as_str),
    });
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Licence categories, parted by `|` or a comma; "nej" and "ingen" mean none.
pub(super) fn licences(fields: &mut Fields<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let written: Vec<String> =
        fields.items("koerekort").iter().flat_map(|item| item.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
    for item in written.iter().map(|item| item.trim()).filter(|item| !matches!(folded(item).as_str(), "" | "nej" | "ingen")) {
        match values::licence(item) {
            Ok(category) if found.contains(&category) => {}
            Ok(category) => found.push(category),
            Err(reason) => {
                fields.complain("koerekort", reason);
                return Vec::new();
            }
        }
    }
    found
}

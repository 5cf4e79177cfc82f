//! Citizen lists: who waits, what the law asks about them, and what they wish, can and need.

use crate::domain::{
    citizen::{LegalSituation, PersonName},
    numbers::NumberRefused,
    terms::{LanguageLevel, Transport},
};

use super::{
    cell::Cell,
    columns::Column,
    complaint::ComplaintReason,
    fields::{Fields, code},
    lines::ImportRow,
    rows::CitizenRow,
    slots::licences,
    values,
};

impl ImportRow for CitizenRow {
    const COLUMNS: &'static [Column] = &[
        Column::must("borger_id").or(&["borgernummer"]),
        Column::may("cpr").or(&["cprnummer", "cprnr", "personnummer"]).personal(),
        Column::may("fornavn").or(&["fornavne"]).personal(),
        Column::may("efternavn").personal(),
        Column::may("foedselsdato").personal(),
        Column::may("foedselsaar").personal(),
        Column::may("ledig_siden"),
        Column::may("dimittendsats"),
        Column::may("enlig_forsoerger"),
        Column::may("har_uddannelse"),
        Column::may("jobparat"),
        Column::may("aabenlyst_uddannelsesparat"),
        Column::may("arbejdspligt"),
        Column::may("integrationsloven"),
        Column::may("bevilget_fra"),
        Column::may("i_arbejde"),
        Column::may("seneste_arbejdsgiver"),
        Column::may("seneste_funktion").personal(),
        Column::may("beskyttet"),
        Column::may("postnr").or(&["postnummer"]),
        Column::may("maalgruppe"),
        Column::may("ydelse_fra"),
        Column::may("venter_siden"),
        Column::may("frist"),
        Column::may("oensker").personal(),
        Column::may("kompetencer").personal(),
        Column::may("timer_min"),
        Column::may("timer_max"),
        Column::may("kan_fra"),
        Column::may("kan_til"),
        Column::may("moedetid_fra"),
        Column::may("moedetid_til"),
        Column::may("transport"),
        Column::may("max_km"),
        Column::may("hensyn").personal(),
        Column::may("sprog"),
        Column::may("koerekort"),
        Column::may("team"),
        Column::may("konsulent"),
    ];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.refuse_private_words_in(&["seneste_funktion", "oensker", "kompetencer"]);
        fields.refuse_cpr_in(&["fornavn", "efternavn", "team", "konsulent"]);
        let external_id = fields.must("borger_id", values::person_id);
        let (avoids, needs) = conditions(fields);
        let row = Self {
            cpr: fields.may("cpr", values::cpr),
            name: name(fields),
            legal: legal(fields),
            protected: fields.may("beskyttet", values::yes_no),
            postcode: fields.may("postnr", values::postcode),
            benefit_since: fields.may("ydelse_fra", values::day),
            waiting_since: fields.may("venter_siden", values::day),
            deadline: fields.may("frist", values::day),
            wishes: short_items(fields, "oensker"),
            skills: short_items(fields, "kompetencer"),
            hours_min: fields.may("timer_min", values::hours),
            hours_max: fields.may("timer_max", values::hours),
            can_from: fields.may("kan_fra", values::day),
            can_to: fields.may("kan_til", values::day),
            work_from: fields.may("moedetid_fra", values::time),
            work_to: fields.may("moedetid_til", values::time),
            transport: fields.word("transport", Transport::ALL, Transport::as_str),
            max_km: fields.may("max_km", values::decimal),
            language: fields.word("sprog", LanguageLevel::ALL, LanguageLevel::as_str),
            licences: licences(fields),
            team: fields.text("team"),
            consultant: fields.text("konsulent"),
            avoids,
            needs,
            external_id: external_id?,
        };
        fields.in_order(("timer_min", row.hours_min), ("timer_max", row.hours_max));
        fields.in_order(("kan_fra", row.can_from), ("kan_til", row.can_to));
        Some(row)
    }
}

/// What the law asks about the citizen.
fn legal(fields: &mut Fields<'_>) -> LegalSituation {
    let lists = fields.lists;
    LegalSituation {
        target_group: fields.may("maalgruppe", |cell| code(&cell.shown(), &lists.target_groups, "maalgruppe")),
        birth_date: fields.may("foedselsdato", values::day),
        birth_year: fields.may("foedselsaar", values::year),
        unemployed_since: fields.may("ledig_siden", values::day),
        dimittendsats: fields.may("dimittendsats", values::yes_no),
        single_parent: fields.may("enlig_forsoerger", values::yes_no),
        has_education: fields.may("har_uddannelse", values::yes_no),
        jobparat: fields.may("jobparat", values::yes_no),
        aabenlyst_uddannelsesparat: fields.may("aabenlyst_uddannelsesparat", values::yes_no),
        arbejdspligt: fields.may("arbejdspligt", values::yes_no),
        integration_act: fields.may("integrationsloven", values::yes_no),
        group_granted_on: fields.may("bevilget_fra", values::day),
        currently_employed: fields.may("i_arbejde", values::yes_no),
        last_employer: fields.may("seneste_arbejdsgiver", employer),
        last_function: fields.text("seneste_funktion"),
    }
}

fn name(fields: &mut Fields<'_>) -> Option<PersonName> {
    let (given, family) = (fields.text("fornavn"), fields.text("efternavn"));
    (given.is_some() || family.is_some()).then(|| PersonName::new(given.unwrap_or_default(), family.unwrap_or_default()))
}

/// A CVR number has eight digits, a P-number ten.
fn employer(cell: &Cell) -> Result<String, ComplaintReason> {
    match values::p_number(cell) {
        Ok(workplace) => Ok(workplace.to_string()),
        Err(ComplaintReason::Shortened) => Err(ComplaintReason::Shortened),
        Err(_) => match values::cvr(cell) {
            Ok(company) => Ok(company.to_string()),
            Err(ComplaintReason::Cvr(NumberRefused::Digits(_))) => Err(ComplaintReason::NoCompany),
            Err(reason) => Err(reason),
        },
    }
}

/// Reads `hensyn`: `ikke:KRAV` to avoid, `behov:TILBUD` to need.
fn conditions(fields: &mut Fields<'_>) -> (Vec<String>, Vec<String>) {
    let lists = fields.lists;
    let (mut avoids, mut needs) = (Vec::new(), Vec::new());
    for item in fields.items("hensyn") {
        let parted = item.split_once(':').map(|(sort, word)| (sort.trim().to_lowercase(), word));
        let (known, codes, word) = match &parted {
            Some((sort, word)) if sort == "ikke" => (&lists.demands, &mut avoids, word),
            Some((sort, word)) if sort == "behov" => (&lists.offers, &mut needs, word),
            _ => {
                fields.complain("hensyn", ComplaintReason::Condition);
                return Default::default();
            }
        };
        match code(word.trim(), known, "hensyn") {
            Ok(found) if codes.contains(&found) => {}
            Ok(found) => codes.push(found),
            Err(reason) => {
                fields.complain("hensyn", reason);
                return Default::default();
            }
        }
    }
    (avoids, needs)
}

fn short_items(fields: &mut Fields<'_>, name: &'static str) -> Vec<String> {
    const ITEM_CHARS: usize = 100;
    fields
        .list(name, |item| if item.chars().count() > ITEM_CHARS { Err(ComplaintReason::TooLong(ITEM_CHARS)) } else { Ok(item.to_owned()) })
}

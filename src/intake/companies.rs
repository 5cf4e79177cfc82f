//! Company lists, as municipalities keep them.

use crate::domain::terms::{LadderStep, Sector};

use super::{
    columns::{Column, folded},
    complaint::ComplaintReason,
    fields::{Fields, find_word, short_text},
    lines::ImportRow,
    rows::{BranchVersion, CompanyRow},
    values,
};

impl ImportRow for CompanyRow {
    const COLUMNS: &'static [Column] = &[
        Column::must("cvr").or(&["cvrnummer", "cvrnr"]),
        Column::may("p_nummer").or(&["pno", "pnr", "produktionsenhed"]),
        Column::must("navn").or(&["virksomhedsnavn", "virksomhed", "firmanavn"]),
        Column::may("sektor"),
        Column::may("vejnavn").or(&["adresse", "vej"]),
        Column::may("postnr").or(&["postnummer"]),
        Column::may("by").or(&["postdistrikt"]),
        Column::may("kommune").or(&["kommunekode", "kommunenavn"]),
        Column::may("branche").or(&["branchekode", "hovedbranche"]),
        Column::may("branche_version").or(&["brancheversion"]),
        Column::may("ansatte").or(&["antal ansatte"]),
        Column::may("ordinaere_fuldtid"),
        Column::may("ordinaere_pr"),
        Column::may("telefon").or(&["telefonnummer", "tlf"]),
        Column::may("email").or(&["mail", "mailadresse"]),
        Column::may("hjemmeside").or(&["website", "www"]),
        Column::may("reklamebeskyttet").or(&["reklamebeskyttelse"]),
        Column::may("kontaktperson").personal(),
        Column::may("kontakt_email").or(&["kontaktpersons email", "kontaktmail"]).personal(),
        Column::may("konsulent").or(&["virksomhedskonsulent"]),
        Column::may("trin").or(&["markering", "status"]),
        Column::may("ansatte_i_alt"),
        Column::may("ordinaere_12_mdr"),
        Column::may("oevrige_forloeb"),
        Column::may("oevrige_pr"),
    ];

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let cvr = fields.must("cvr", values::cvr);
        let name = fields.must("navn", short_text);
        let email = fields.may("email", |cell| short_text(cell).and_then(values::email));
        let contact_email = fields.may("kontakt_email", |cell| short_text(cell).and_then(values::email));
        let lists = fields.lists;
        let find_municipality = |cell: &super::cell::Cell| lists.municipality(&cell.shown()).ok_or(ComplaintReason::Municipality);
        Some(Self {
            p_number: fields.may("p_nummer", values::p_number),
            sector: fields.word("sektor", Sector::ALL, Sector::as_str),
            street: fields.text("vejnavn"),
            postcode: fields.may("postnr", values::postcode),
            town: fields.text("by"),
            municipality: fields.may("kommune", find_municipality),
            branch: fields.may("branche", values::branch),
            branch_version: fields.word("branche_version", BranchVersion::ALL, BranchVersion::as_str),
            employees: fields.may("ansatte", values::band),
            ordinary_full_time: fields.may("ordinaere_fuldtid", values::decimal),
            ordinary_as_of: fields.may("ordinaere_pr", values::day),
            phone: fields.text("telefon"),
            website: fields.text("hjemmeside"),
            advertising_protected: fields.may("reklamebeskyttet", values::yes_no),
            contact_name: fields.text("kontaktperson"),
            consultant: fields.text("konsulent"),
            step: step(fields),
            employees_total: fields.may("ansatte_i_alt", values::band),
            ordinary_12_months: twelve_figures(fields),
            other_placements: fields.may("oevrige_forloeb", values::count),
            other_placements_as_of: fields.may("oevrige_pr", values::day),
            email,
            contact_email,
            cvr: cvr?,
            name: name?,
        })
    }
}

/// Case systems keep marks of their own in this column, so an unknown word is told and left out.
fn step(fields: &mut Fields<'_>) -> Option<LadderStep> {
    let word = fields.text("trin")?;
    let singular = folded(&word);
    let step = find_word(&singular, LadderStep::ALL, LadderStep::as_str).ok();
    if step.is_none() {
        fields.notice("trin", ComplaintReason::UnknownStep);
    }
    step
}

fn twelve_figures(fields: &mut Fields<'_>) -> Vec<f64> {
    let figures = fields.list("ordinaere_12_mdr", |item| values::decimal(&super::cell::Cell::from_text(item)));
    if fields.items("ordinaere_12_mdr").len() != figures.len() || matches!(figures.len(), 0 | 12) {
        return figures;
    }
    fields.complain("ordinaere_12_mdr", ComplaintReason::TwelveFigures);
    Vec::new()
}

//! Lists as municipalities keep them.

use chrono::NaiveDate;

use super::*;
use crate::{
    domain::terms::{LadderStep, LanguageLevel, PlacementForm, Sector, Transport},
    intake::rows::{CitizenRow, CompanyRow, CountBand, LastDay, SlotRow},
};

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a date"))
}

#[test]
fn a_company_list_in_windows_1252_with_seen_column_names_is_read() {
    let text = "CVR-nummer;P-nummer;Virksomhedsnavn;Adresse;Postnummer;Postdistrikt;Kommunekode;Branchekode;Antal ansatte;E-mail;Reklamebeskyttelse;Markering;Seneste kontakt\r\n\
        99000007;9000000001;Øens Bageri;Åvej 1;800;Høje Taastrup;101;11100;ANTAL_2_4;post@oe.example;Ja;Partnerskab;1-2-2026\r\n\
        DK99000015;;Ærø Smede;;;;Holbæk Kommune;;10;;nej;NORMAL;\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let outcome = read::<CompanyRow>(bytes.into_owned()).expect("readable");
    assert_eq!(outcome.refused, []);
    let first = &outcome.rows[0].row;
    assert_eq!(
        (first.name.as_str(), first.street.as_deref(), first.town.as_deref()),
        ("Øens Bageri", Some("Åvej 1"), Some("Høje Taastrup"))
    );
    assert_eq!(first.postcode.as_ref().map(ToString::to_string).as_deref(), Some("0800"));
    assert_eq!(first.municipality.as_ref().map(ToString::to_string).as_deref(), Some("0101"));
    assert_eq!((first.branch.as_deref(), first.employees), (Some("011100"), Some(CountBand { min: 2, max: Some(4) })));
    assert_eq!((first.advertising_protected, first.step), (Some(true), Some(LadderStep::Partnerskab)));
    let second = &outcome.rows[1];
    assert_eq!((second.number, second.row.p_number.as_ref(), second.row.employees), (3, None, Some(CountBand::exactly(10))));
    assert_eq!(second.row.municipality.as_ref().map(ToString::to_string).as_deref(), Some("0316"));
    assert_eq!((second.row.step, &second.notices[0].reason), (None, &ComplaintReason::UnknownStep));
    let told: Vec<_> = outcome.file_notices.iter().map(|notice| (&notice.reason, notice.value.as_str())).collect();
    assert_eq!(told, [(&ComplaintReason::GuessedEncoding, ""), (&ComplaintReason::UnknownColumn, "Seneste kontakt")]);
}

#[test]
fn every_canonical_company_column_is_read() {
    let text = "\u{feff}cvr,p_nummer,navn,sektor,vejnavn,postnr,by,kommune,branche,branche_version,ansatte,ordinaere_fuldtid,ordinaere_pr,telefon,email,hjemmeside,reklamebeskyttet,kontaktperson,kontakt_email,konsulent,trin,ansatte_i_alt,ordinaere_12_mdr,oevrige_forloeb,oevrige_pr\n\
        99000007,9000000001,Bageri,offentlig,Vej 1,4300,Holbæk,0316,107110,DB25,5-9,\"7,5\",2-3-2026,12345678,a@b.dk,b.dk,nej,Navn Navnesen,c@b.dk,anna,samarbejde,12,1|2|3|4|5|6|7|8|9|10|11|\"\"12\"\",2,2026-02-01\n";
    let outcome =
        read::<CompanyRow>(text.replace("\"\"12\"\"", "12,5").replace("1|2|3|4|5|6|7|8|9|10|11|12,5", "\"1|2|3|4|5|6|7|8|9|10|11|12,5\""))
            .expect("readable");
    assert_eq!((outcome.refused.as_slice(), outcome.file_notices.as_slice()), (&[][..], &[][..]));
    let row = &outcome.rows[0].row;
    assert_eq!((row.sector, row.ordinary_full_time, row.ordinary_as_of), (Some(Sector::Offentlig), Some(7.5), day("2026-03-02")));
    assert_eq!(
        (row.employees_total, row.other_placements, row.other_placements_as_of),
        (Some(CountBand::exactly(12)), Some(2), day("2026-02-01"))
    );
    assert_eq!((row.ordinary_12_months.len(), row.ordinary_12_months.last()), (12, Some(&12.5)));
    assert_eq!(
        (row.contact_name.as_deref(), row.consultant.as_deref(), row.phone.as_deref()),
        (Some("Navn Navnesen"), Some("anna"), Some("12345678"))
    );
}

#[test]
fn a_slot_list_is_read_and_an_unknown_occupation_is_left_out() {
    let text = "plads_id;cvr;p_nummer;titel;art;beskrivelse;disco;antal;timer_min;timer_max;moedetid_fra;moedetid_til;ledig_fra;ledig_til;krav;tilbud;sprog;koerekort;reserveret_til;sidst_bekraeftet\n\
        S-1;99000007;9000000001;Rengøring;Løntilskud|virksomhedspraktik;\"Rydde op;\nog feje\";9112;3;10;37;07:30;15:00;2026-03-02;;løft_over_10kg|trapper;mentor;b1;B|B/E;sygedagpenge;1.2.2026\n\
        S-2;;9000000001;Lager;minifleksjob;;1234;1;2,5;8;;;;;;;;;;\n";
    let outcome = read::<SlotRow>(text).expect("readable");
    assert_eq!(outcome.refused, []);
    let slot = &outcome.rows[0].row;
    assert_eq!(slot.forms, [PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud]);
    assert_eq!((slot.description.as_str(), slot.seats, slot.occupation.as_deref()), ("Rydde op;\nog feje", 3, Some("9112")));
    assert_eq!((slot.work_from, slot.work_to, slot.open_from, slot.open_to), (Some(450), Some(900), day("2026-03-02"), LastDay::OpenEnded));
    assert_eq!((slot.demands.join(" "), slot.offers.join(" ")), ("loeft_over_10kg trapper".to_owned(), "mentor".to_owned()));
    assert_eq!(
        (slot.language, slot.licences.join(" "), slot.reserved_for.join(" ")),
        (Some(LanguageLevel::B1), "B BE".to_owned(), "sygedagpenge".to_owned())
    );
    let second = &outcome.rows[1];
    assert_eq!((second.number, second.row.hours_min, second.row.forms.as_slice()), (4, Some(2.5), &[PlacementForm::Fleksjob][..]));
    assert_eq!((second.row.occupation.as_ref(), second.notices[0].value.as_str()), (None, "1234"));
    assert_eq!(second.notices[0].reason, ComplaintReason::UnknownOccupation);
}

#[test]
fn a_citizen_list_is_read_and_prints_nothing_about_anybody() {
    let text = "borger_id;cpr;fornavn;efternavn;foedselsdato;foedselsaar;ledig_siden;dimittendsats;jobparat;seneste_arbejdsgiver;beskyttet;postnr;maalgruppe;oensker;kompetencer;timer_min;timer_max;kan_fra;transport;max_km;hensyn;sprog;koerekort\n\
        B-1;104909995;Kanariefugl;Testesen;1-4-1990;;2025-11-01;nej;1;9000000001;ja;4300;dagpenge;Lagermedarbejder|9112;truckkort;10;20,5;2026-03-02;Cykel;15,5;ikke:løft_over_10kg|behov:mentor;A2;\n\
        B-2;;;;;1985;;;;99000007;;;;;;;;;;;;;nej\n";
    let outcome = read::<CitizenRow>(text).expect("readable");
    assert_eq!(outcome.refused, []);
    let citizen = &outcome.rows[0].row;
    assert_eq!(citizen.cpr.as_ref().map(crate::domain::numbers::CprNumber::reveal), Some("0104909995"));
    assert_eq!(citizen.name.as_ref().map(crate::domain::citizen::PersonName::reveal).as_deref(), Some("Kanariefugl Testesen"));
    assert_eq!((citizen.legal.dimittendsats, citizen.legal.jobparat, citizen.legal.single_parent), (Some(false), Some(true), None));
    assert_eq!(
        (citizen.wishes.join(","), citizen.avoids.join(","), citizen.needs.join(",")),
        ("Lagermedarbejder,9112".into(), "loeft_over_10kg".into(), "mentor".into())
    );
    assert_eq!((citizen.hours_max, citizen.max_km, citizen.transport), (Some(20.5), Some(15.5), Some(Transport::Cykel)));
    assert_eq!(citizen.legal.last_employer.as_deref(), Some("9000000001"));
    let second = &outcome.rows[1].row;
    assert_eq!(second.legal.last_employer.as_deref(), Some("99000007"));
    assert!(second.name.is_none() && second.licences.is_empty());
    assert_eq!(second.legal.birth_year, Some(1985));
    let printed = format!("{:?}", outcome.rows);
    assert!(!printed.contains("anariefugl") && !printed.contains("010490") && !printed.contains("dagpenge"), "{printed}");
}

#[test]
fn a_refused_line_tells_every_cell_that_is_wrong_and_masks_persons() {
    let text = "borger_id;cpr;fornavn;efternavn;postnr;maalgruppe;timer_min;timer_max;jobparat;seneste_funktion;hensyn\n\
        010490-9995;3102901234;Kanin;Ræv;x;ukendt;20;10;måske;spurgt af 010490-9995;mentor\n";
    let outcome = read::<CitizenRow>(text).expect("readable");
    assert!(outcome.rows.is_empty());
    let columns: Vec<&str> = outcome.refused.iter().map(|complaint| complaint.column.as_str()).collect();
    assert_eq!(columns, ["seneste_funktion", "borger_id", "hensyn", "cpr", "maalgruppe", "jobparat", "postnr"]);
    let printed = format!("{:?}", outcome.refused);
    assert!(!printed.contains("010490") && !printed.contains("310290"), "{printed}");
    assert!(outcome.refused.iter().all(|complaint| complaint.line == 2));
}

#[test]
fn a_reversed_window_is_refused() {
    let outcome = read::<CitizenRow>("borger_id;timer_min;timer_max;kan_fra;kan_til\nB-1;20;10;2026-03-02;2026-03-01\n").expect("readable");
    let reasons: Vec<_> = outcome.refused.iter().map(|complaint| complaint.reason.clone()).collect();
    assert_eq!(reasons, [ComplaintReason::BelowFirst("timer_min"), ComplaintReason::BelowFirst("kan_fra")]);
}

#[test]
fn a_slot_without_company_seats_or_kind_is_refused() {
    let outcome = read::<SlotRow>("plads_id;titel;art;antal;cvr\nS-1;Lager;praktik;1;\nS-2;Lager;;0;99000007\nS-3;Lager;job;to;99000008\n")
        .expect("readable");
    let found: Vec<_> = outcome.refused.iter().map(|complaint| (complaint.line, complaint.column.as_str())).collect();
    assert_eq!(found, [(2, ""), (3, "antal"), (3, "art"), (4, "cvr"), (4, "antal"), (4, "art")]);
}

#[test]
fn both_languages_say_what_to_write_instead() {
    let outcome = read::<CompanyRow>("cvr;navn\n99000008;X\n").expect("readable");
    let reason = &outcome.refused[0].reason;
    assert!(reason.sentence(crate::domain::terms::Language::Da).contains("kontrolcifferet"));
    assert!(reason.sentence(crate::domain::terms::Language::En).contains("check digit"));
}

#[test]
fn a_word_of_health_is_refused_unrepeated_and_the_condition_is_told() {
    let outcome = read::<CitizenRow>("borger_id;oensker;kompetencer\nB-1;Lager;har astma\n").expect("readable");
    let complaint = &outcome.refused[0];
    assert_eq!((complaint.column.as_str(), complaint.value.as_str()), ("kompetencer", MASK));
    assert!(complaint.reason.sentence(crate::domain::terms::Language::Da).contains("ikke:stoev"));
}

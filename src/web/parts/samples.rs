//! Sample pages of every piece, written to `target/samples/` to be looked at and checked by axe.

use std::fs;
use std::path::{Path, PathBuf};

use askama::Template;
use chrono::{Days, NaiveDate};

use super::*;
use crate::domain::terms::Language;
use crate::i18n::Texts;
use crate::web::assets;
use crate::web::layout::{Adviser, NavItem, NoticeKind, Section, Shell, SignedIn};

#[derive(Template)]
#[template(path = "parts/samples/desk.html")]
struct Desk {
    shell: Shell,
    facets: Vec<Facet>,
    today: NaiveDate,
    more: More,
    free: Badge,
    taken: Badge,
    pause: Badge,
    states: Vec<Badge>,
    distances: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "parts/samples/citizen.html")]
struct Citizen {
    shell: Shell,
    state: Badge,
    cards: Vec<FitCard>,
    meter: Meter,
    ledger: Ledger,
}

#[derive(Template)]
#[template(path = "parts/samples/form.html")]
struct FormPage {
    shell: Shell,
    errors: FormErrors,
    titel: String,
    kinds: Vec<Choice>,
    demands: Vec<Choice>,
    answers: Vec<Choice>,
    titles: Vec<Choice>,
    confirm: Confirm,
}

#[derive(Template)]
#[template(path = "parts/samples/portal.html")]
struct Portal {
    shell: Shell,
    answers: Vec<Choice>,
    step: u32,
    of: u32,
}

#[derive(Template)]
#[template(path = "parts/samples/public.html")]
struct Public {
    shell: Shell,
    errors: FormErrors,
}

const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();

fn staff_shell(texts: Texts, active: Section, title: &str) -> Shell {
    let urls = [
        (Section::Start, "/konsulent/start"),
        (Section::Slots, "/konsulent/pladser"),
        (Section::Companies, "/konsulent/virksomheder"),
        (Section::Agreements, "/konsulent/aftaler"),
        (Section::Citizens, "/konsulent/borgere"),
        (Section::Matching, "/konsulent/match"),
        (Section::Placements, "/konsulent/forloeb"),
        (Section::Tasks, "/konsulent/opgaver"),
        (Section::Leadership, "/konsulent/ledelse"),
    ];
    let mut nav: Vec<_> = urls.map(|(section, url)| NavItem::new(section, url)).into();
    nav[7].waiting = Some(6);
    let user = SignedIn { name: "Mette Kjær Sørensen".into(), role: "Jobkonsulent, team Job".into() };
    Shell::new(texts, "Eksempelkøbing Kommune", "/konsulent/pladser?q=lager")
        .signed_in(user, "/konsulent/start")
        .nav(nav, Some(active))
        .title(title)
}

fn option(value: &str, label: &str, count: u64, chosen: bool) -> FacetOption {
    FacetOption { value: value.into(), label: label.into(), count, chosen }
}

fn desk(texts: Texts) -> Desk {
    let kinds = vec![
        option("virksomhedspraktik", "Virksomhedspraktik", 1214, true),
        option("loentilskud", "Løntilskud", 312, false),
        option("fleksjob", "Fleksjob", 207, false),
    ];
    let towns = ["Holbæk", "Tølløse", "Jyderup", "Svinninge", "Regstrup", "Mørkøv", "Gislinge", "Ugerløse"];
    let towns = towns.iter().zip(4300..).map(|(town, code)| option(&code.to_string(), town, u64::from(code % 97_u32), false)).collect();
    Desk {
        shell: staff_shell(texts, Section::Slots, "Pladser")
            .lead("1.733 pladser har åbent fra i dag · sorteret efter afstand")
            .notice(NoticeKind::Success, "Pladsen Lagermedarbejder er gemt. Den kan søges nu."),
        facets: vec![Facet::new(texts, "art", "Art", kinds), Facet::new(texts, "postnr", "By", towns)],
        today: MONDAY,
        more: More::new(texts, 20, 1733, Some("/konsulent/pladser?cursor=abc".into())),
        free: Badge::seats(texts, 2, 3),
        taken: Badge::seats(texts, 0, 1),
        pause: Badge::new(Tone::Pause, "På pause"),
        states: ["proposed", "reserved", "offered", "accepted", "agreed", "running", "completed", "interrupted", "declined", "withdrawn"]
            .map(|state| Badge::placement(texts, state))
            .into(),
        distances: vec![Choice::new("10", "10 km", false), Choice::new("25", "25 km", true)],
    }
}

fn card(texts: Texts, rank: u32) -> FitCard {
    let row = |fit, criterion: &str, citizen: &str, slot: &str, points, max_points| FitRow {
        fit,
        criterion: criterion.into(),
        citizen: citizen.into(),
        slot: slot.into(),
        points,
        max_points,
    };
    FitCard {
        texts,
        id: format!("forslag-{rank}"),
        rank,
        title: if rank == 1 {
            "Lagermedarbejder, pluk og pak".into()
        } else {
            "Servicemedhjælper i butik med ferskvareafdeling og kundebetjening".into()
        },
        url: "/konsulent/pladser/1".into(),
        workplace: if rank == 1 {
            "Nordhavn Lager ApS, Havnevej 12".into()
        } else {
            "Eksempelkøbing Byggemarked og Trælasthandel A/S, afdeling Vest".into()
        },
        facts: vec![
            "Holbæk · 4,2 km · 18 min. med bus".into(),
            "15–20 timer om ugen, kl. 08:00–13:00".into(),
            "Fri fra man. 2. marts 2026".into(),
        ],
        badges: vec![Badge::kind("Virksomhedspraktik"), Badge::seats(texts, 2, 3)],
        rows: vec![
            row(Fit::Yes, "Ønske", "lager, butik", "lagermedarbejder", 300, 300),
            row(Fit::Yes, "Timer", "højst 20", "15–20", 200, 200),
            row(Fit::Partly, "Afstand", "højst 10 km, bus", "4,2 km, 18 min.", 120, 200),
            row(Fit::Yes, "Løft over 10 kg", "må ikke kræves", "kræves ikke", 0, 0),
            row(
                if rank == 1 { Fit::Unknown } else { Fit::No },
                "Mentor",
                "har behov",
                if rank == 1 { "ikke oplyst" } else { "tilbydes ikke" },
                0,
                100,
            ),
        ],
        law: FitLaw {
            badge: Badge::verdict(texts, if rank == 1 { "ok" } else { "warn" }),
            text: "Højst 4 uger: senest 29. marts 2026. Forholdstal 3 af 4 brugt.".into(),
            source: "LAB § 61, regler fra 1. februar 2026".into(),
            url: "/konsulent/regler".into(),
        },
        nearest_change: if rank == 1 { String::new() } else { "Tilbyder arbejdspladsen en mentor, stiger samlet point til 720.".into() },
        actions: vec![
            CardAction::post("Reservér 5 dage", "/x", vec![("plads".into(), "1".into())]).primary(),
            CardAction::open("Sammenlign", "/x"),
            CardAction::open("Fravælg", "/x"),
        ],
        choice: None,
        open: rank == 1,
    }
}

fn citizen(texts: Texts) -> Citizen {
    let weeks: Vec<_> = (0..26)
        .map(|week| MeterWeek {
            first: MONDAY + Days::new(week * 7),
            used: [4, 4, 3, 2, 1, 0][(week / 5) as usize],
            perhaps: 0,
            allowed: Some(4),
            expected: Some(4),
        })
        .collect();
    let columns: Vec<_> = (0..12).map(|week| LedgerWeek(MONDAY + Days::new(week * 7))).collect();
    let cells = |taken: u32| {
        (0..12)
            .map(|week| LedgerCell {
                free: 2 - taken.min(2),
                reserved: 1,
                held: u32::from(week < 2),
                taken: if week < 6 { taken } else { 0 },
                closed: 0,
            })
            .collect()
    };
    let row = |title: &str, taken| LedgerRow {
        workplace: "Nordhavn Lager ApS, Havnevej 12".into(),
        title: title.into(),
        url: "/x".into(),
        cells: cells(taken),
    };
    Citizen {
        shell: staff_shell(texts, Section::Citizens, "Ali Hassan Demir")
            .crumb("Borgere", "/konsulent/borgere")
            .lead("Kontanthjælp, aktivitetsparat · har ventet 31 dage · frist fre. 13. marts 2026 (om 11 dage)"),
        state: Badge::placement(texts, "reserved"),
        cards: vec![card(texts, 1), card(texts, 2)],
        meter: Meter::new(texts, "Forholdstal, virksomhedspraktik", 4, Some(4))
            .ahead(NaiveDate::from_ymd_opt(2026, 3, 15).map_or(MeterAhead::Nothing, |day| MeterAhead::OpensOn(day, None)))
            .weeks(weeks),
        ledger: Ledger::new(texts, "Pladser uge for uge", columns, vec![row("Lagermedarbejder, pluk og pak", 1), row("Truckfører", 2)]),
    }
}

fn form(texts: Texts) -> FormPage {
    let mut errors = FormErrors::default();
    errors.add("titel", "Skriv, hvad pladsen hedder");
    errors.add("krav", "Vælg mindst ét krav, eller sæt kryds ved Ingen");
    let demands = ["Løft over 5 kg", "Løft over 10 kg", "Stående arbejde", "Gående arbejde", "Støj", "Nat", "Weekend", "Tidlig morgen"];
    FormPage {
        shell: staff_shell(texts, Section::Slots, "Ny plads").crumb("Pladser", "/konsulent/pladser").with_errors(true),
        errors,
        titel: String::new(),
        kinds: vec![Choice::new("virksomhedspraktik", "Virksomhedspraktik", true), Choice::new("loentilskud", "Løntilskud", false)],
        demands: demands.iter().enumerate().map(|(index, label)| Choice::new(index.to_string(), *label, index == 2)).collect(),
        answers: answers(),
        titles: vec![Choice::new("", "Lagermedarbejder", false), Choice::new("", "Lagerchef", false)],
        confirm: Confirm::new(texts, "/x", "Bekræft og send anonymt", "/back")
            .happens("Pladsen holdes til man. 16. marts 2026.")
            .happens("Borgerens andre forslag bliver stående.")
            .told("Nordhavn Lager ApS får en mail uden oplysninger om borgeren.")
            .field("plads", "1"),
    }
}

fn answers() -> Vec<Choice> {
    vec![
        Choice::new("ja", "Ja, inviter til samtale", true).hint("Du foreslår to tider. Navnet får du først, når kommunen frigiver det."),
        Choice::new("nej", "Nej tak, denne gang ikke", false).hint("Du vælger en grund. Borgeren får ingen minuspoint."),
    ]
}

fn portal(texts: Texts) -> Portal {
    let user = SignedIn { name: "Karim Haddad".into(), role: "Nordhavn Lager ApS".into() };
    let adviser = Adviser { name: "Bente Lund".into(), phone: "72 36 00 00".into(), call_back_url: Some("/virksomhed/ring-op".into()) };
    Portal {
        shell: Shell::new(texts, "Eksempelkøbing Kommune", "/virksomhed")
            .signed_in(user, "/virksomhed")
            .adviser(adviser)
            .title("Hej, Nordhavn Lager ApS")
            .lead("To ting venter på jer. Det tager omkring fem minutter."),
        answers: answers(),
        step: 1,
        of: 2,
    }
}

/// Writes the embedded files beside the pages, at the addresses the pages use.
fn write_assets(folder: &Path) {
    for (address, content) in assets::all_files() {
        let file = folder.join(address.trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}

#[test]
fn every_piece_is_rendered_in_both_languages_without_inline_style_or_script() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/samples");
    fs::create_dir_all(&folder).unwrap();
    write_assets(&folder);
    for language in Language::ALL {
        let texts = Texts::new(*language);
        let public =
            Public { shell: Shell::new(texts, "Eksempelkøbing Kommune", "/log-ind").title("Log ind"), errors: FormErrors::default() };
        let pages = [
            ("desk", desk(texts).render()),
            ("citizen", citizen(texts).render()),
            ("form", form(texts).render()),
            ("portal", portal(texts).render()),
            ("public", public.render()),
        ];
        for (name, html) in pages {
            let html = html.unwrap();
            assert!(
                !html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick="),
                "{name} has inline style or script"
            );
            assert!(html.matches("<script").count() == html.matches("<script src=").count(), "{name} has an inline script");
            fs::write(folder.join(format!("{name}-{language}.html")), html).unwrap();
        }
    }
}

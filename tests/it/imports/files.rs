//! Lists as municipalities keep them: Windows 1252 or UTF-8 with its mark, `;` or `,`, zeros lost, names of columns as they come.

use crate::kit::day;
use brobygger::domain::terms::LadderStep;

pub(super) const COMPANIES: &str = "CVR-nummer;P-nummer;Virksomhedsnavn;Adresse;Postnummer;Kommunekode;Branchekode;Antal ansatte;Reklamebeskyttelse;Markering;Kontaktperson;Kontaktmail\r\n\
    99000007;9000000001;Øens Bageri;Åvej 1;800;101;11100;2-4;Ja;Partnerskab;Åse Eksempel;aase@oe.example\r\n\
    99000015;9000000002;Ærø Smede;;4300;Holbæk Kommune;;10;nej;samarbejde;;\r\n";

pub(super) const SLOTS: &str = "\u{feff}plads_id,cvr,p_nummer,titel,art,beskrivelse,disco,antal,timer_min,timer_max,moedetid_fra,moedetid_til,ledig_fra,ledig_til,krav,tilbud,sprog,koerekort,reserveret_til,sidst_bekraeftet\n\
    S-1,,9000000001,Køkkenmedhjælper,virksomhedspraktik|løntilskud,\"Vask op, tør af\",9412,3,10,\"37\",07:30,15:00,2-3-2026,,løft_over_10kg|trapper,mentor,b1,B|C,dagpenge,2026-02-01\n\
    S-2,99000015,,Smedelærling,minifleksjob,,,1,\"2,5\",8,,,,,,,,,,\n";

pub(super) fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

house_tests! {
    async fn a_company_list_in_windows_1252_goes_in_with_its_zeros(house) {
        house.file("firmaer.csv", windows_1252(COMPANIES));
        assert_eq!(house.import("companies", "firmaer.csv"), [2, 0, 0, 0]);
        let register = house.register().await;
        let company = register.company("99000007").await;
        assert_eq!((company.name.as_str(), company.address.street.as_deref()), ("Øens Bageri", Some("Åvej 1")));
        assert_eq!((company.address.postcode.as_deref(), company.address.municipality.as_deref()), (Some("0800"), Some("0101")));
        assert_eq!(company.branch.as_ref().map(|branch| branch.code.as_str()), Some("011100"));
        assert_eq!((company.employees, company.advertising_protected), ((Some(2), Some(4)), Some(true)));
        assert_eq!(company.ladder, LadderStep::Partnerskab);
        assert_eq!(register.workplace("9000000001").await.company, company.id);
        let second = register.company("99000015").await;
        assert_eq!((second.employees, second.address.municipality.as_deref()), ((Some(10), Some(10)), Some("0316")));
    }

    async fn a_slot_list_with_commas_and_a_mark_goes_in(house) {
        house.file("firmaer.csv", windows_1252(COMPANIES));
        house.import("companies", "firmaer.csv");
        house.file("pladser.csv", SLOTS);
        assert_eq!(house.import("slots", "pladser.csv"), [2, 0, 0, 0]);
        let register = house.register().await;
        let slot = register.slot("S-1").await;
        assert_eq!((slot.title.as_str(), slot.description.as_str(), slot.seats), ("Køkkenmedhjælper", "Vask op, tør af", 3));
        assert_eq!((slot.open_from, slot.open_to, slot.confirmed_on), (day("2026-03-02"), None, Some(day("2026-02-01"))));
        assert_eq!((slot.demands.join("|"), slot.licences.join("|")), ("loeft_over_10kg|trapper".to_owned(), "B|C".to_owned()));
        assert_eq!(slot.times.map(|times| (times.from, times.to)), Some((450, 900)));
        let mini = register.slot("S-2").await;
        assert_eq!(mini.workplace, register.workplace("9000000002").await.id);
        assert_eq!(mini.hours.map(|hours| (hours.min, hours.max)), Some((2.5, 8.0)));
    }

    async fn every_line_that_is_refused_stands_in_the_report(house) {
        house.file("firmaer.csv", "cvr;navn;email\n99000007;Bageri;post@b.example\n99000008;Smed;\n99000015;Maler;ingen\n");
        let ended = house.run(&["import", "companies", "firmaer.csv", "--report", "fejl.csv"]);
        assert_eq!((ended.code, ended.out.trim()), (Some(2), "1 nye, 0 ændrede, 0 uændrede, 2 afviste"));
        let report = std::fs::read_to_string(house.home.folder().join("fejl.csv")).expect("a report");
        let lines: Vec<&str> = report.trim_end().lines().collect();
        assert_eq!(lines.len(), 3, "{report}");
        assert!(lines[1].starts_with("\"3\";\"cvr\";\"99000008\";\"") && lines[2].starts_with("\"4\";\"email\";\"ingen\";\""), "{report}");
    }

    async fn a_consultant_or_team_that_nobody_is_called_is_told_and_the_row_goes_in(house) {
        let (mette, _) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let told = |kind: &str, list: &str| {
            house.file("liste.csv", list);
            let ended = house.run(&["import", kind, "liste.csv", "--report", "fejl.csv"]);
            assert_eq!((ended.code, ended.out.trim()), (Some(0), "2 nye, 0 ændrede, 0 uændrede, 0 afviste"), "{ended:?}");
            let report = std::fs::read_to_string(house.home.folder().join("fejl.csv")).expect("a report");
            report.lines().skip(1).map(|line| line.split(";\"").take(3).collect::<Vec<_>>().join(";\"")).collect::<Vec<_>>()
        };
        let lines = told("companies", "cvr;navn;konsulent\n99000007;Bageri;jk.mette\n99000015;Smed;Ukendt Navn\n");
        assert_eq!(lines, ["\"3\";\"konsulent\";\"Ukendt Navn\""]);
        let lines = told("citizens", "borger_id;konsulent;team\nB-1;JK.Mette;\nB-2;jk.ingen;Team Ingen\n");
        assert_eq!(lines, ["\"3\";\"konsulent\";\"jk.ingen\"", "\"3\";\"team\";\"Team Ingen\""]);
        let register = house.register().await;
        assert_eq!(register.company("99000007").await.consultant, Some(mette.id));
        assert_eq!(register.company("99000015").await.consultant, None);
    }

    async fn a_company_that_may_be_there_under_another_number_is_told_once_and_goes_in(house) {
        let import = |list: &str, counts: &str| {
            house.file("liste.csv", list);
            let ended = house.run(&["import", "companies", "liste.csv", "--report", "fejl.csv"]);
            assert_eq!((ended.code, ended.out.trim()), (Some(0), counts), "{ended:?}");
            std::fs::read_to_string(house.home.folder().join("fejl.csv")).expect("a report")
        };
        let both = "cvr;navn;postnr\n99000007;Ågades Bageri ApS;4300\n99000015;Ågades bageri;4300\n99000023;Havnens Smedje;4300\n";
        let report = import(both, "3 nye, 0 ændrede, 0 uændrede, 0 afviste");
        let told: Vec<&str> = report.lines().skip(1).collect();
        assert!(told.len() == 1 && told[0].starts_with("\"3\";\"navn\""), "{report}");
        assert!(told[0].contains("Ågades Bageri ApS (CVR 99000007)"), "{report}");
        assert_eq!(import(both, "0 nye, 0 ændrede, 3 uændrede, 0 afviste").lines().count(), 1);
    }

    async fn a_slot_at_an_unknown_workplace_is_refused_and_the_others_go_in(house) {
        house.file("firmaer.csv", windows_1252(COMPANIES));
        house.import("companies", "firmaer.csv");
        house.file("pladser.csv", "plads_id;p_nummer;titel;art;antal\nS-1;9000000009;Lager;praktik;1\nS-2;9000000001;Lager;praktik;1\n");
        let ended = house.run(&["import", "slots", "pladser.csv"]);
        assert_eq!(ended.code, Some(2));
        assert!(ended.err.contains("linje 2: p_nummer »9000000009«"), "{}", ended.err);
        assert_eq!(house.register().await.slot("S-2").await.title, "Lager");
    }

    async fn wrong_words_on_the_command_line_end_with_64(house) {
        for wrong in [&["import", "firmaer", "x.csv"][..], &["import", "companies"], &["import", "companies", "x.csv", "--tør"]] {
            let ended = house.run(wrong);
            assert_eq!((ended.code, ended.out.as_str()), (Some(64), ""), "{wrong:?}");
        }
        let absent = house.run(&["import", "companies", "er-her-ikke.csv"]);
        assert_eq!(absent.code, Some(1));
        assert!(absent.err.starts_with("brobygger: er-her-ikke.csv") && absent.err.trim_end().lines().count() == 1, "{}", absent.err);
    }
}

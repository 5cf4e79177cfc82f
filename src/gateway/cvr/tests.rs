//! Both registers, answered by a server of our own in the shapes of the real ones; every company is invented.

use std::{sync::LazyLock, time::Duration};

use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{basic_auth, body_partial_json, header, method, path, query_param},
};

use super::*;
use crate::gateway::HttpClient;

static PROVIDER: LazyLock<()> = LazyLock::new(|| {
    // Another test of the same process may have been first.
    let _installed = rustls::crypto::ring::default_provider().install_default();
});

fn client(patience: Duration) -> HttpClient {
    LazyLock::force(&PROVIDER);
    HttpClient::with_patience("Brobygger (proeve@eksempel.dk)", patience).expect("the provider is installed")
}

fn cvr() -> CvrNumber {
    CvrNumber::parse("99000007").expect("valid")
}

fn p_number() -> PNumber {
    PNumber::parse("9000000001").expect("valid")
}

async fn permanent(server: &MockServer) -> CvrPermanent {
    CvrPermanent::new(client(Duration::from_secs(5)), server.uri(), "proeve".into(), "hemmeligt".into())
}

async fn cvrapi(server: &MockServer) -> CvrApi {
    CvrApi::new(client(Duration::from_secs(5)), format!("{}/api", server.uri()))
}

fn hits(source: Value) -> Value {
    json!({ "took": 2, "timed_out": false, "hits": { "total": 1, "max_score": 1.0, "hits": [{ "_index": "cvr", "_id": "1", "_source": source }] } })
}

fn period(from: &str, to: Value) -> Value {
    json!({ "gyldigFra": from, "gyldigTil": to })
}

fn invented_company() -> Value {
    json!({ "Vrvirksomhed": {
        "cvrNummer": 99_000_007, "reklamebeskyttet": true,
        "navne": [
            { "navn": "Det Gamle Navn ApS", "periode": period("2001-01-01", json!("2009-12-31")) },
            { "navn": "Ørnens  Værksted ApS", "periode": period("2010-01-01", Value::Null) },
        ],
        "beliggenhedsadresse": [{
            "vejnavn": "Pilevej", "husnummerFra": 43, "bogstavFra": "A", "husnummerTil": 45, "bogstavTil": null, "etage": "3", "sidedoer": "tv",
            "postnummer": 800, "postdistrikt": "Høje Taastrup", "kommune": { "kommuneKode": 169, "kommuneNavn": "HØJE-TAASTRUP" },
            "periode": period("2017-04-10", Value::Null),
        }],
        "hovedbranche": [
            { "branchekode": "620200", "branchetekst": "Gammel", "periode": period("2014-01-01", json!("2024-12-31")) },
            { "branchekode": "11100", "branchetekst": "Dyrkning af korn", "periode": period("2025-01-01", Value::Null) },
        ],
        "virksomhedsform": [{ "langBeskrivelse": "Anpartsselskab", "periode": period("2001-01-01", Value::Null) }],
        "telefonNummer": [{ "kontaktoplysning": "12345678", "hemmelig": true, "periode": period("2001-01-01", Value::Null) }],
        "elektroniskPost": [{ "kontaktoplysning": "post@eksempel.dk", "hemmelig": false, "periode": period("2001-01-01", Value::Null) }],
        "hjemmeside": null,
        "penheder": [
            { "pNummer": 9_000_000_001_u64, "periode": period("2001-01-01", Value::Null) },
            { "pNummer": 9_000_000_002_u64, "periode": period("2001-01-01", json!("2005-01-01")) },
        ],
        "erstMaanedsbeskaeftigelse": [
            { "aar": 2025, "maaned": 12, "antalAnsatte": null, "intervalKodeAntalAnsatte": "ANTAL_20_49" },
            { "aar": 2026, "maaned": 1, "antalAnsatte": 51, "intervalKodeAntalAnsatte": "ANTAL_50_99" },
        ],
        "virksomhedMetadata": { "nyesteNavn": null, "sammensatStatus": "NORMAL", "nyesteKontaktoplysninger": ["12345678"] },
    } })
}

async fn server_answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(|_: &Request| true).respond_with(answer).mount(&server).await;
    server
}

#[tokio::test]
async fn the_permanent_register_tells_what_holds_today() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/cvr-permanent/virksomhed/_search"))
        .and(basic_auth("proeve", "hemmeligt"))
        .and(body_partial_json(json!({ "query": { "term": { "Vrvirksomhed.cvrNummer": "99000007" } } })))
        .respond_with(ResponseTemplate::new(200).set_body_json(hits(invented_company())))
        .expect(1)
        .mount(&server)
        .await;
    let company = permanent(&server).await.look_up(&cvr()).await.expect("known");
    assert_eq!((company.name.as_str(), company.form.as_deref()), ("Ørnens Værksted ApS", Some("Anpartsselskab")));
    assert_eq!(company.address.street.as_deref(), Some("Pilevej 43A-45, 3. tv"));
    assert_eq!(company.address.postcode.as_ref().map(Postcode::as_str), Some("0800"));
    assert_eq!(company.address.municipality.as_ref().map(MunicipalityCode::as_str), Some("0169"));
    let branch = company.branch.expect("told");
    assert_eq!((branch.code.as_str(), branch.version), ("011100", Some(BranchVersion::Db25)));
    assert_eq!((company.employees, company.is_active, company.advertising_protected), (Some(CountBand::exactly(51)), true, Some(true)));
    assert_eq!((company.contact.phone, company.contact.email.as_deref()), (None, Some("post@eksempel.dk")));
    assert_eq!(company.workplaces.iter().map(|workplace| workplace.p_number.as_str()).collect::<Vec<_>>(), ["9000000001"]);
}

#[tokio::test]
async fn a_closed_workplace_shows_its_newest_values() {
    let ended = |mut value: Value| {
        value["periode"] = period("2015-11-13", json!("2016-12-31"));
        value
    };
    let unit = json!({ "VrproduktionsEnhed": {
        "pNummer": 9_000_000_001_u64, "navne": [ended(json!({ "navn": "Lukket Kiosk" }))], "hovedbranche": [], "beliggenhedsadresse": null,
        "virksomhedsrelation": [ended(json!({ "cvrNummer": 99_000_007 }))],
        "produktionsEnhedMetadata": {
            "nyesteCvrNummerRelation": 99_000_007, "sammensatStatus": "Ophørt", "nyesteNavn": ended(json!({ "navn": "Lukket Kiosk" })),
            "nyesteHovedbranche": ended(json!({ "branchekode": "855900", "branchetekst": "Undervisning" })),
            "nyesteBeliggenhedsadresse": ended(json!({ "vejnavn": null, "fritekst": "Havnen, kaj 3", "postnummer": 7000 })),
            "nyesteAarsbeskaeftigelse": { "aar": 2016, "antalAnsatte": null, "intervalKodeAntalAnsatte": "ANTAL_2_4" },
        },
    } });
    let server = server_answering(ResponseTemplate::new(200).set_body_json(hits(unit))).await;
    let workplace = permanent(&server).await.look_up_workplace(&p_number()).await.expect("known");
    assert_eq!((workplace.name.as_deref(), workplace.is_active, workplace.cvr), (Some("Lukket Kiosk"), false, Some(cvr())));
    assert_eq!(workplace.address.street.as_deref(), Some("Havnen, kaj 3"));
    assert_eq!(workplace.branch.expect("told").version, Some(BranchVersion::Db07));
    assert_eq!(workplace.employees, Some(CountBand { min: 2, max: Some(4) }));
}

fn invented_flat_company() -> Value {
    json!({
        "vat": 99_000_007, "name": "Ørnens Værksted ApS", "address": "Pilevej 43, 1", "zipcode": 800, "city": "Høje Taastrup", "protected": false,
        "phone": "12345678", "email": "post@eksempel.dk", "enddate": null, "employees": "2-4", "industrycode": 11100, "industrydesc": "Korn",
        "companydesc": "Anpartsselskab", "owners": [{ "name": "Opdigtet Ejer" }], "t": 100, "version": 6,
        "productionunits": [
            { "pno": 9_000_000_002_u64, "name": "Lukket", "address": "Pilevej 1", "zipcode": "3450", "enddate": "23/02 - 2016", "employees": null },
            { "pno": "9000000001", "name": "Værkstedet", "address": "Pilevej 43, 1", "zipcode": "3400", "city": "Hillerød", "enddate": null, "employees": 7 },
        ],
    })
}

#[tokio::test]
async fn the_flat_register_is_read_with_numbers_and_texts() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/api"))
        .and(query_param("vat", "99000007"))
        .and(query_param("version", "6"))
        .and(header("user-agent", "Brobygger (proeve@eksempel.dk)"))
        .respond_with(ResponseTemplate::new(200).set_body_json(invented_flat_company()))
        .expect(1)
        .mount(&server)
        .await;
    let company = cvrapi(&server).await.look_up(&cvr()).await.expect("known");
    assert_eq!(company.address.postcode.as_ref().map(Postcode::as_str), Some("0800"));
    assert_eq!((company.branch.expect("told").code.as_str(), company.employees), ("011100", Some(CountBand { min: 2, max: Some(4) })));
    assert_eq!(company.workplaces.len(), 1);
    assert_eq!((company.workplaces[0].name.as_deref(), company.workplaces[0].employees), (Some("Værkstedet"), Some(CountBand::exactly(7))));
}

#[tokio::test]
async fn the_flat_register_finds_a_workplace_by_its_number() {
    let server = server_answering(ResponseTemplate::new(200).set_body_json(invented_flat_company())).await;
    let workplace = cvrapi(&server).await.look_up_workplace(&p_number()).await.expect("known");
    assert_eq!((workplace.address.town.as_deref(), workplace.cvr), (Some("Hillerød"), Some(cvr())));
}

#[tokio::test]
async fn both_registers_say_calmly_what_is_wrong() {
    let plain = |status: u16, body: &str| ResponseTemplate::new(status).set_body_string(body);
    let cases = [
        (plain(500, "oops"), RegisterTrouble::Down),
        (plain(503, ""), RegisterTrouble::Down),
        (plain(401, ""), RegisterTrouble::AccessRefused),
        (plain(429, ""), RegisterTrouble::QuotaUsed),
        (plain(302, "").insert_header("location", "http://127.0.0.1:1/"), RegisterTrouble::Strange),
        (plain(200, "<html>vedligehold</html>"), RegisterTrouble::Strange),
        (plain(200, "{}"), RegisterTrouble::Strange),
        (plain(200, ""), RegisterTrouble::Strange),
        (plain(200, &" ".repeat(1_100_000)), RegisterTrouble::Strange),
    ];
    for (answer, expected) in cases {
        let server = server_answering(answer).await;
        assert_eq!(permanent(&server).await.look_up(&cvr()).await, Err(expected));
        assert_eq!(cvrapi(&server).await.look_up(&cvr()).await, Err(expected));
    }
}

#[tokio::test]
async fn an_unknown_number_is_told_apart_from_trouble() {
    let nothing = json!({ "hits": { "total": 0, "max_score": null, "hits": [] } });
    let server = server_answering(ResponseTemplate::new(200).set_body_json(nothing)).await;
    assert_eq!(permanent(&server).await.look_up(&cvr()).await, Err(RegisterTrouble::NotFound));
    for (error, expected) in [
        ("NOT_FOUND", RegisterTrouble::NotFound),
        ("QUOTA_EXCEEDED", RegisterTrouble::QuotaUsed),
        ("INVALID_UA", RegisterTrouble::AccessRefused),
        ("ANDET", RegisterTrouble::Strange),
    ] {
        let server = server_answering(ResponseTemplate::new(404).set_body_json(json!({ "error": error, "t": 0, "version": 6 }))).await;
        assert_eq!(cvrapi(&server).await.look_up(&cvr()).await, Err(expected), "{error}");
    }
}

#[tokio::test]
async fn an_answer_about_another_company_is_strange() {
    let other = CvrNumber::parse("99000015").expect("valid");
    let server = server_answering(ResponseTemplate::new(200).set_body_json(hits(invented_company()))).await;
    assert_eq!(permanent(&server).await.look_up(&other).await, Err(RegisterTrouble::Strange));
    let server = server_answering(ResponseTemplate::new(200).set_body_json(invented_flat_company())).await;
    assert_eq!(cvrapi(&server).await.look_up(&other).await, Err(RegisterTrouble::Strange));
}

#[tokio::test]
async fn a_register_that_never_answers_is_slow_and_one_that_is_gone_is_down() {
    let server = server_answering(ResponseTemplate::new(200).set_delay(Duration::from_secs(60))).await;
    let impatient = CvrApi::new(client(Duration::from_millis(100)), server.uri());
    assert_eq!(impatient.look_up(&cvr()).await, Err(RegisterTrouble::Slow));
    let gone = CvrApi::new(client(Duration::from_secs(5)), "http://127.0.0.1:1/api".into());
    assert_eq!(gone.look_up(&cvr()).await, Err(RegisterTrouble::Down));
}

#[tokio::test]
async fn registers_that_ask_nobody_answer_too() {
    let server = server_answering(ResponseTemplate::new(200).set_body_json(invented_flat_company())).await;
    let company = cvrapi(&server).await.look_up(&cvr()).await.expect("known");
    let invented = InventedRegister::of(vec![company.clone()]);
    assert_eq!(invented.look_up(&cvr()).await, Ok(company));
    assert!(invented.look_up_workplace(&p_number()).await.is_ok());
    let off: Box<dyn CompanyRegister> = Box::new(NoRegister);
    assert_eq!(off.look_up(&cvr()).await, Err(RegisterTrouble::Off));
}

#[test]
fn every_trouble_says_in_both_languages_how_to_go_on() {
    use RegisterTrouble::{AccessRefused, Down, NotFound, Off, QuotaUsed, Slow, Strange};
    for trouble in [Down, Slow, Strange, NotFound, QuotaUsed, AccessRefused, Off] {
        let (danish, english) = (trouble.sentence(Language::Da), trouble.sentence(Language::En));
        assert!(danish.ends_with('.') && english.ends_with('.') && danish != english, "{trouble:?}");
    }
}

#[tokio::test]
async fn what_the_refresh_needs_besides_is_read_from_both() {
    let mut company = invented_company();
    let one = &mut company["Vrvirksomhed"];
    one["virksomhedMetadata"]["sammensatStatus"] = json!("UNDERKONKURS");
    one["livsforloeb"] = json!([{ "periode": period("2001-01-01", json!("2026-02-14")) }]);
    let server = server_answering(ResponseTemplate::new(200).set_body_json(hits(company))).await;
    let found = permanent(&server).await.look_up(&cvr()).await.expect("known");
    let expected = Particulars {
        standing: Some(Standing::Bankrupt),
        closed_on: NaiveDate::from_ymd_opt(2026, 2, 14),
        employees_as_of: Some("2026-01".to_owned()),
        secret: vec![RegisterField::Phone],
    };
    assert_eq!((found.is_active, found.particulars), (false, expected));
    let mut flat = invented_flat_company();
    flat["creditbankrupt"] = json!(true);
    flat["enddate"] = json!("23/02 - 2016");
    let server = server_answering(ResponseTemplate::new(200).set_body_json(flat)).await;
    let found = cvrapi(&server).await.look_up(&cvr()).await.expect("known");
    let told = (found.is_active, found.particulars.standing, found.particulars.closed_on);
    assert_eq!(told, (false, Some(Standing::Bankrupt), NaiveDate::from_ymd_opt(2016, 2, 23)));
}

#[tokio::test]
async fn many_are_asked_for_in_one_question_and_each_has_an_answer() {
    let numbers = [cvr(), CvrNumber::parse("99000015").expect("valid")];
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/cvr-permanent/virksomhed/_search"))
        .and(body_partial_json(json!({ "query": { "terms": { "Vrvirksomhed.cvrNummer": ["99000007", "99000015"] } }, "size": 2 })))
        .respond_with(ResponseTemplate::new(200).set_body_json(hits(invented_company())))
        .expect(1)
        .mount(&server)
        .await;
    let answers = permanent(&server).await.look_up_many(&numbers).await.expect("an answer");
    assert_eq!(answers[0].1.as_ref().expect("known").name, "Ørnens Værksted ApS");
    assert_eq!(answers[1].1, Err(RegisterTrouble::NotFound));
}

#[tokio::test]
async fn the_flat_register_is_asked_one_by_one_until_its_quota_is_used() {
    let server = server_answering(ResponseTemplate::new(404).set_body_json(json!({ "error": "NOT_FOUND" }))).await;
    let register = cvrapi(&server).await;
    assert_eq!(register.at_once(), 1);
    assert_eq!(register.look_up_many(&[cvr()]).await, Ok(vec![(cvr(), Err(RegisterTrouble::NotFound))]));
    let server = server_answering(ResponseTemplate::new(404).set_body_json(json!({ "error": "QUOTA_EXCEEDED" }))).await;
    assert_eq!(cvrapi(&server).await.look_up_many(&[cvr()]).await, Err(RegisterTrouble::QuotaUsed));
    assert_eq!(cvrapi(&server).await.look_up_workplaces(&[p_number()]).await, Err(RegisterTrouble::QuotaUsed));
}

//! A CVR register of our own in the shape of `cvr-permanent`; every company is invented.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use brobygger::{
    gateway::{HttpClient, cvr::CvrPermanent},
    settings::Settings,
    use_cases::{
        app::App,
        register::refresh::{self, Round},
    },
};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::kit::House;

static PROVIDER: LazyLock<()> = LazyLock::new(|| {
    // Another test of the same process may have been first.
    let _installed = rustls::crypto::ring::default_provider().install_default();
});

/// How the register behaves.
#[derive(Clone)]
pub enum Mood {
    /// As it should.
    Well,
    /// The same answer to everything.
    Answers(ResponseTemplate),
    /// At most so many documents a page.
    Pages(usize),
}

/// A register that can be told what to say.
pub struct Fake {
    server: MockServer,
    documents: Arc<Mutex<BTreeMap<u64, Value>>>,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicUsize>,
}

impl Fake {
    /// A register that knows nothing yet.
    pub async fn open() -> Self {
        let (documents, mood) = (Arc::new(Mutex::new(BTreeMap::new())), Arc::new(Mutex::new(Mood::Well)));
        let asked = Arc::new(AtomicUsize::new(0));
        let server = MockServer::start().await;
        let (known, feels, count) = (Arc::clone(&documents), Arc::clone(&mood), Arc::clone(&asked));
        let answer = move |request: &Request| {
            count.fetch_add(1, Ordering::Relaxed);
            let mood = feels.lock().expect("a mood").clone();
            match mood {
                Mood::Answers(answer) => answer,
                Mood::Well => page(request, &known.lock().expect("documents"), usize::MAX),
                Mood::Pages(most) => page(request, &known.lock().expect("documents"), most),
            }
        };
        Mock::given(|_: &Request| true).respond_with(answer).mount(&server).await;
        Self { server, documents, mood, asked }
    }

    /// What the register says of a company or workplace from now on.
    pub fn says(&self, document: Value) {
        let number = number_of(&document).expect("a number");
        self.documents.lock().expect("documents").insert(number, document);
    }

    /// How it behaves from now on.
    pub fn is(&self, mood: Mood) {
        *self.mood.lock().expect("a mood") = mood;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// The house with this register, at any hour.
    pub fn of(&self, house: &House) -> App {
        self.with_patience(house, Duration::from_secs(5))
    }

    /// The same, which waits no longer than this.
    pub fn with_patience(&self, house: &House, patience: Duration) -> App {
        LazyLock::force(&PROVIDER);
        let client = HttpClient::with_patience("Brobygger (proeve@eksempel.dk)", patience).expect("the provider is installed");
        let mut settings = Settings::clone(&house.app.settings);
        (settings.cvr.refresh_from, settings.cvr.refresh_to) = (3, 3);
        let register = CvrPermanent::new(client, self.server.uri(), "proeve".into(), "hemmeligt".into());
        App { register: Arc::new(register), settings: Arc::new(settings), ..house.app.clone() }
    }
}

/// One round in the test's municipality.
pub async fn round(app: &App, house: &House) -> Round {
    refresh::round(app, house.tenant).await.expect("a round")
}

fn number_of(document: &Value) -> Option<u64> {
    document["Vrvirksomhed"]["cvrNummer"].as_u64().or_else(|| document["VrproduktionsEnhed"]["pNummer"].as_u64())
}

/// Documents of the numbers that were asked for; a `scroll_id` is a list of those that are left.
fn page(request: &Request, known: &BTreeMap<u64, Value>, most: usize) -> ResponseTemplate {
    let asked: Value = serde_json::from_slice(&request.body).expect("a question");
    let texts: Vec<String> = match asked["scroll_id"].as_str() {
        Some(rest) => rest.split(',').map(str::to_owned).collect(),
        None => {
            let terms = asked["query"]["terms"].as_object().expect("terms").values().next().expect("a list");
            terms.as_array().expect("a list").iter().map(|text| text.as_str().expect("a number").to_owned()).collect()
        }
    };
    let numbers: Vec<u64> = texts.iter().map(|text| text.parse().expect("a number")).filter(|number| known.contains_key(number)).collect();
    let size = asked["size"].as_u64().map_or(most, |size| usize::try_from(size).expect("small").min(most));
    let (now, later) = numbers.split_at(numbers.len().min(size));
    let hits: Vec<Value> = now.iter().map(|number| json!({ "_id": number.to_string(), "_source": known[number] })).collect();
    let rest = later.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let total = if asked["scroll_id"].is_null() { numbers.len() } else { known.len() };
    ResponseTemplate::new(200).set_body_json(json!({
        "_scroll_id": rest, "took": 2, "timed_out": false, "_shards": { "total": 6, "successful": 6, "failed": 0 },
        "hits": { "total": total, "max_score": 1.0, "hits": hits },
    }))
}

fn since(from: &str) -> Value {
    json!({ "gyldigFra": from, "gyldigTil": null })
}

/// A company at work; a test changes what it is about.
pub fn company(cvr: u64, name: &str) -> Value {
    json!({ "Vrvirksomhed": {
        "cvrNummer": cvr, "reklamebeskyttet": false,
        "navne": [
            { "navn": "Det Gamle Navn ApS", "periode": { "gyldigFra": "2001-01-01", "gyldigTil": "2009-12-31" } },
            { "navn": name, "periode": since("2010-01-01") },
        ],
        "beliggenhedsadresse": [
            { "vejnavn": "Gammelvej", "husnummerFra": 9, "postnummer": 3400, "postdistrikt": "Hillerød", "periode": { "gyldigFra": "2001-01-01", "gyldigTil": "2009-12-31" } },
            { "vejnavn": "Havnevej", "husnummerFra": 1, "postnummer": 4300, "postdistrikt": "Holbæk", "kommune": { "kommuneKode": 316 }, "periode": since("2010-01-01") },
        ],
        "hovedbranche": [],
        "virksomhedsform": [{ "langBeskrivelse": "Anpartsselskab", "periode": since("2001-01-01") }],
        "telefonNummer": [{ "kontaktoplysning": "12345678", "hemmelig": false, "periode": since("2001-01-01") }],
        "elektroniskPost": [], "hjemmeside": [], "penheder": [],
        "livsforloeb": [{ "periode": since("2001-01-01") }],
        "erstMaanedsbeskaeftigelse": [{ "aar": 2026, "maaned": 1, "antalAnsatte": null, "intervalKodeAntalAnsatte": "ANTAL_40_49" }],
        "virksomhedMetadata": { "sammensatStatus": "NORMAL" },
    } })
}

/// A workplace at work.
pub fn unit(p_number: u64, cvr: u64, name: &str) -> Value {
    json!({ "VrproduktionsEnhed": {
        "pNummer": p_number,
        "navne": [{ "navn": name, "periode": since("2010-01-01") }],
        "beliggenhedsadresse": [
            { "vejnavn": "Havnevej", "husnummerFra": 1, "postnummer": 4300, "postdistrikt": "Holbæk", "periode": since("2010-01-01") },
        ],
        "hovedbranche": [],
        "virksomhedsrelation": [{ "cvrNummer": cvr, "periode": since("2010-01-01") }],
        "livsforloeb": [{ "periode": since("2010-01-01") }],
        "produktionsEnhedMetadata": { "sammensatStatus": "Aktiv" },
    } })
}

//! Many documents in one question, page after page; one that cannot be read spoils no other.

use std::{collections::HashMap, time::Duration};

use reqwest::RequestBuilder;
use secrecy::ExposeSecret;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{CompanySource, CvrPermanent, UnitSource};
use crate::{
    domain::numbers::{CvrNumber, PNumber},
    gateway::{
        CallTrouble, answer_within,
        cvr::{Answered, RegisterCompany, RegisterTrouble, RegisterWorkplace},
        trouble_of_status,
    },
};

/// Numbers in one question; the register answers ten documents where nobody says how many.
pub(super) const AT_ONCE: usize = 100;
/// Largest page that is read, bytes, unpacked.
const PAGE_BYTES: usize = 16 * 1024 * 1024;
/// Longest wait for a whole page.
const PATIENCE: Duration = Duration::from_secs(20);
/// More pages than this are no answer to a hundred numbers.
const MOST_PAGES: usize = 20;

/// What is asked for of a company; the histories of owners and accounts stay there.
const OF_COMPANY: [&str; 14] = [
    "cvrNummer",
    "reklamebeskyttet",
    "navne",
    "beliggenhedsadresse",
    "hovedbranche",
    "virksomhedsform",
    "telefonNummer",
    "elektroniskPost",
    "hjemmeside",
    "penheder",
    "livsforloeb",
    "erstMaanedsbeskaeftigelse",
    "virksomhedMetadata",
    "enhedsNummer",
];
/// What is asked for of a workplace.
const OF_UNIT: [&str; 8] = [
    "pNummer",
    "navne",
    "beliggenhedsadresse",
    "hovedbranche",
    "virksomhedsrelation",
    "livsforloeb",
    "erstMaanedsbeskaeftigelse",
    "produktionsEnhedMetadata",
];

/// One kind of document.
struct Kind {
    path: &'static str,
    root: &'static str,
    number: &'static str,
    fields: &'static [&'static str],
}

const COMPANY: Kind = Kind { path: "virksomhed", root: "Vrvirksomhed", number: "cvrNummer", fields: &OF_COMPANY };
const UNIT: Kind = Kind { path: "produktionsenhed", root: "VrproduktionsEnhed", number: "pNummer", fields: &OF_UNIT };

#[derive(Deserialize)]
struct Page {
    #[serde(rename = "_scroll_id")]
    scroll_id: Option<String>,
    #[serde(default)]
    timed_out: bool,
    #[serde(rename = "_shards")]
    shards: Option<Shards>,
    hits: Hits,
}

#[derive(Deserialize)]
struct Shards {
    #[serde(default)]
    failed: u64,
}

#[derive(Deserialize)]
struct Hits {
    total: Option<Total>,
    hits: Vec<Value>,
}

/// Older versions tell a number, newer ones an object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Total {
    Number(usize),
    Object { value: usize },
}

impl Page {
    /// A page that says itself that something is missing must not pass for "not found".
    fn whole(self) -> Result<Self, RegisterTrouble> {
        if self.timed_out {
            return Err(RegisterTrouble::Slow);
        }
        if self.shards.as_ref().is_some_and(|shards| shards.failed > 0) { Err(RegisterTrouble::Down) } else { Ok(self) }
    }

    fn total(&self) -> usize {
        match &self.hits.total {
            Some(Total::Number(total) | Total::Object { value: total }) => *total,
            None => self.hits.hits.len(),
        }
    }
}

impl CvrPermanent {
    pub(super) async fn companies(&self, numbers: &[CvrNumber]) -> Result<Vec<Answered<CvrNumber, RegisterCompany>>, RegisterTrouble> {
        let texts: Vec<&str> = numbers.iter().map(CvrNumber::as_str).collect();
        let documents = self.documents(&COMPANY, &texts).await?;
        let mut found = read((&COMPANY, &texts), &documents, |source: CompanySource| source.company.into_register());
        Ok(numbers.iter().map(|number| (number.clone(), found.of(number.as_str(), |company| company.cvr == *number))).collect())
    }

    pub(super) async fn workplaces(&self, numbers: &[PNumber]) -> Result<Vec<Answered<PNumber, RegisterWorkplace>>, RegisterTrouble> {
        let texts: Vec<&str> = numbers.iter().map(PNumber::as_str).collect();
        let documents = self.documents(&UNIT, &texts).await?;
        let mut found = read((&UNIT, &texts), &documents, |source: UnitSource| source.unit.into_register());
        Ok(numbers.iter().map(|number| (number.clone(), found.of(number.as_str(), |place| place.p_number == *number))).collect())
    }

    /// Every document of a question, from as many pages as the register makes of it.
    async fn documents(&self, kind: &Kind, numbers: &[&str]) -> Result<Vec<Value>, RegisterTrouble> {
        let base = format!("{}/cvr-permanent", self.address.trim_end_matches('/'));
        let fields: Vec<String> = kind.fields.iter().map(|field| format!("{}.{field}", kind.root)).collect();
        let of_number = format!("{}.{}", kind.root, kind.number);
        let question = json!({ "query": { "terms": { of_number: numbers } }, "size": numbers.len(), "_source": fields });
        let mut page = self.page(self.client.post(&format!("{base}/{}/_search?scroll=1m", kind.path)).json(&question)).await?;
        let (total, mut all) = (page.total(), std::mem::take(&mut page.hits.hits));
        let mut pages = 1;
        while all.len() < total {
            let scroll = page.scroll_id.filter(|_| pages < MOST_PAGES).ok_or(RegisterTrouble::Strange)?;
            let more = json!({ "scroll": "1m", "scroll_id": scroll });
            page = self.page(self.client.post(&format!("{}/_search/scroll", self.address.trim_end_matches('/'))).json(&more)).await?;
            if page.hits.hits.is_empty() {
                return Err(RegisterTrouble::Strange);
            }
            all.append(&mut page.hits.hits);
            pages += 1;
        }
        Ok(all)
    }

    async fn page(&self, request: RequestBuilder) -> Result<Page, RegisterTrouble> {
        let request = request.basic_auth(&self.user, Some(self.password.expose_secret())).timeout(PATIENCE);
        let (status, body) = answer_within(request, PAGE_BYTES).await?;
        match trouble_of_status(status) {
            // The search itself is missing, not the companies.
            Some(CallTrouble::NotFound) => Err(RegisterTrouble::Strange),
            Some(trouble) => Err(trouble.into()),
            None => serde_json::from_slice::<Page>(&body).map_err(|_| RegisterTrouble::Strange)?.whole(),
        }
    }
}

/// The documents that could be read, by number.
struct Found<T> {
    by_number: HashMap<String, Option<T>>,
    /// A document without a number that was asked for: it may be any of those that are missing.
    is_doubtful: bool,
}

impl<T> Found<T> {
    fn of(&mut self, number: &str, fits: impl Fn(&T) -> bool) -> Result<T, RegisterTrouble> {
        match self.by_number.remove(number) {
            Some(Some(thing)) if fits(&thing) => Ok(thing),
            None if !self.is_doubtful => Err(RegisterTrouble::NotFound),
            _ => Err(RegisterTrouble::Strange),
        }
    }
}

fn read<S: DeserializeOwned, T>((kind, asked): (&Kind, &[&str]), documents: &[Value], into: impl Fn(S) -> Option<T>) -> Found<T> {
    let mut found = Found { by_number: HashMap::new(), is_doubtful: false };
    let width = asked.first().map_or(0, |number| number.len());
    for document in documents {
        let source = document.get("_source").unwrap_or(&Value::Null);
        let number = source.get(kind.root).and_then(|thing| thing.get(kind.number)).and_then(Value::as_u64);
        match number.map(|number| format!("{number:0>width$}")).filter(|number| asked.contains(&number.as_str())) {
            Some(number) => {
                let thing = S::deserialize(source).ok().and_then(&into);
                found.by_number.insert(number, thing);
            }
            None => found.is_doubtful = true,
        }
    }
    found
}

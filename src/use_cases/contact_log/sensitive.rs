//! What a note about a company must not hold: a CPR number never; health or a citizen's name only after a second look.

use std::collections::BTreeSet;

use crate::{
    base::fault::Fault,
    domain::{
        contact_log::names_one_of,
        ids::{CitizenId, CompanyId},
        reference::holds_cpr_number,
    },
    store::{accounts, citizens, contacts, placements, scope::Scope, workplaces},
    use_cases::{app::App, typed::Fields},
};

/// Longest note, characters.
const LONGEST: usize = 2000;
/// Shorter parts of names are too often other words.
const SHORTEST_NAME: usize = 3;
/// Placements at a company whose citizens' names are looked for, newest first.
const MOST_PLACEMENTS: u64 = 500;

/// Reads a note and its promise; whoever was warned may confirm.
pub(super) struct Check<'a> {
    pub app: &'a App,
    pub names: &'a [String],
    pub is_confirmed: bool,
}

impl Check<'_> {
    /// The text without blanks around it.
    pub fn read(&self, field: &'static str, typed: &str, fields: &mut Fields) -> String {
        let text = typed.trim().replace("\r\n", "\n");
        if text.chars().count() > LONGEST {
            fields.refuse(field, "free-text-too-long");
        } else if holds_cpr_number(&text) {
            fields.refuse(field, "log-cpr");
        } else if !self.is_confirmed && self.is_sensitive(&text) {
            fields.refuse(field, "log-sensitive");
        }
        text
    }

    fn is_sensitive(&self, text: &str) -> bool {
        self.app.reference.diagnosis_words.find(text).is_some() || names_one_of(text, self.names)
    }
}

/// The names of citizens with a placement at a company, without those words that are names of its contacts or of colleagues.
pub(super) async fn names_at<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<String>, Fault> {
    let places = workplaces::ids_of_companies(scope, &[company]).await?;
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let filter = placements::Filter { workplaces: Some(places), ..placements::Filter::default() };
    let found = placements::list(scope, &filter, None, MOST_PLACEMENTS).await?;
    let ids: BTreeSet<CitizenId> = found.iter().map(|record| record.placement.citizen).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let others = names_of_others(scope, company).await?;
    let ids: Vec<CitizenId> = ids.into_iter().collect();
    let names = citizens::some(scope, &ids).await?.into_iter().map(|citizen| citizen.name.reveal());
    let words: BTreeSet<String> = names.flat_map(|name| words(&name)).filter(|word| !others.contains(word)).collect();
    Ok(words.into_iter().collect())
}

async fn names_of_others<S: Scope>(scope: &S, company: CompanyId) -> Result<BTreeSet<String>, Fault> {
    let contacts = contacts::of_company(scope, company).await?.into_iter().map(|contact| contact.name);
    let staff = accounts::all(scope).await?.into_iter().map(|account| account.display_name);
    Ok(contacts.chain(staff).flat_map(|name| words(&name)).collect())
}

fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    parts.filter(|word| word.chars().count() >= SHORTEST_NAME).collect()
}

//! The rules of a day, in plain words.

use chrono::NaiveDate;

use crate::{
    domain::{edition::EditionState, permission::Right, rulebook::plain::PlainRule},
    store::{rule_editions, scope::Reader},
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// The rules that apply to what begins on a day.
#[derive(Clone, Debug)]
pub struct RulesOfDay {
    /// Each rule, list by list.
    pub rules: Vec<PlainRule>,
    /// Date of the rule set.
    pub rule_set: Option<NaiveDate>,
    /// Name of the municipality's own edition; none where the rules of the program apply.
    pub edition: Option<String>,
}

/// Asks for the rules of a day.
#[derive(Clone, Copy, Debug)]
pub struct RulesOn {
    /// Which day.
    pub day: NaiveDate,
}

impl Question for RulesOn {
    const NAME: &'static str = "rules.look";
    const RIGHT: Right = Right::SeeRules;
    type Answer = RulesOfDay;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<RulesOfDay, Failure> {
        let book = app.rules.of(reader).await?;
        let edition = book.edition_on(self.day);
        Ok(RulesOfDay {
            rules: edition.rules.plainly_after(&app.rules.first().rules, self.day),
            rule_set: book.version_on(self.day),
            edition: name_of(reader, edition.from, &edition.hash).await?,
        })
    }
}

async fn name_of(reader: &Reader<'_>, from: Option<NaiveDate>, hash: &str) -> Result<Option<String>, Failure> {
    let Some(from) = from else { return Ok(None) };
    let all = rule_editions::all(reader).await?;
    let is_it = |edition: &&crate::domain::edition::RuleEdition| {
        edition.state == EditionState::Published && edition.valid_from == from && edition.hash == hash
    };
    Ok(all.iter().find(is_it).map(|edition| edition.name.clone()))
}

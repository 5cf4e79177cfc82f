//! The rules that send enquiries to somebody, kept by an administrator.

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{
        enquiry::{OfferKind, RoutingCondition, RoutingRule, RoutingTarget},
        ids::{AccountId, RoutingRuleId, TeamId},
        numbers::Postcode,
        permission::Right,
        refusal::Refusal,
    },
    store::{
        accounts, routing_rules,
        scope::Reader,
        tenants,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        typed::Fields,
    },
};

/// Most rules of a municipality.
const MOST_RULES: usize = 100;

/// A rule as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedRule {
    /// branche, postnr or slags.
    pub naar: String,
    /// The first digits of a branch code.
    pub branche: String,
    /// First postcode.
    pub fra: String,
    /// Last postcode; empty = the first alone.
    pub til: String,
    /// Word of [`OfferKind`].
    pub slags: String,
    /// `account:ID` or `team:ID`.
    pub hvem: String,
}

impl TypedRule {
    fn condition(&self, fields: &mut Fields) -> Option<RoutingCondition> {
        match self.naar.as_str() {
            "branche" => {
                let code = fields.required("branche", &self.branche)?;
                let is_prefix = code.len() <= 6 && code.chars().all(|digit| digit.is_ascii_digit());
                if !is_prefix {
                    fields.refuse("branche", "routing-branch-wrong");
                }
                is_prefix.then_some(RoutingCondition::Branch(code))
            }
            "postnr" => {
                let from = fields.parsed("fra", &self.fra, "enquiry-postcode-wrong", Postcode::parse)?.to_string();
                let last = if self.til.trim().is_empty() { &self.fra } else { &self.til };
                let to = fields.parsed("til", last, "enquiry-postcode-wrong", Postcode::parse)?.to_string();
                if to < from {
                    fields.refuse("til", "error-order");
                }
                Some(RoutingCondition::Postcodes(from, to))
            }
            "slags" => fields.word("slags", &self.slags, OfferKind::parse).map(RoutingCondition::Offers),
            _ => {
                fields.refuse("naar", "error-choose");
                None
            }
        }
    }

    async fn target(&self, work: &Work<'_>) -> Result<RoutingTarget, Failure> {
        let wrong = || Failure::from(Refusal::field("hvem", "error-choose"));
        match self.hvem.split_once(':').ok_or_else(wrong)? {
            ("account", id) => {
                let id: AccountId = id.parse().map_err(|_| wrong())?;
                accounts::find(work, id).await?.filter(|account| account.disabled_at.is_none()).ok_or_else(wrong)?;
                Ok(RoutingTarget::Account(id))
            }
            ("team", id) => {
                let id: TeamId = id.parse().map_err(|_| wrong())?;
                let is_there = accounts::teams(work).await?.iter().any(|team| team.id == id && team.active);
                if is_there { Ok(RoutingTarget::Team(id)) } else { Err(wrong()) }
            }
            _ => Err(wrong()),
        }
    }
}

/// Adds a rule behind the others.
#[derive(Clone, Debug)]
pub struct AddRoutingRule {
    /// The form.
    pub typed: TypedRule,
}

impl Intention for AddRoutingRule {
    const NAME: &'static str = "routing.add";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = RoutingRuleId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<RoutingRuleId, Failure> {
        tenants::lock(work).await?;
        let mut fields = Fields::default();
        let condition = self.typed.condition(&mut fields);
        let when = fields.accept(condition)?;
        let to = self.typed.target(work).await?;
        let known = routing_rules::all(work).await?;
        if known.len() >= MOST_RULES {
            return Err(Refusal::field("naar", "routing-too-many").into());
        }
        let position = known.iter().map(|rule| rule.position).max().unwrap_or(0) + 1;
        let rule = RoutingRule { id: RoutingRuleId(work.new_id()), position, when, to };
        routing_rules::insert(work, &rule).await?;
        work.note(Subject::new("routing_rule", rule.id), json!({}));
        Ok(rule.id)
    }
}

/// Moves a rule before the one above it, or deletes it.
#[derive(Clone, Copy, Debug)]
pub struct MoveRoutingRule {
    /// Which.
    pub rule: RoutingRuleId,
    /// Whether it is deleted; else it goes one up.
    pub delete: bool,
}

impl Intention for MoveRoutingRule {
    const NAME: &'static str = "routing.move";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        tenants::lock(work).await?;
        let known = routing_rules::all(work).await?;
        let place = known.iter().position(|rule| rule.id == self.rule).or_not_found()?;
        if self.delete {
            routing_rules::delete(work, self.rule).await?;
        } else if let Some(above) = place.checked_sub(1).and_then(|above| known.get(above)) {
            let (one, other) = (above.position, known.get(place).map_or(above.position, |rule| rule.position));
            routing_rules::place(work, self.rule, one).await?;
            routing_rules::place(work, above.id, other).await?;
        }
        work.note(Subject::new("routing_rule", self.rule), json!({ "deleted": self.delete }));
        Ok(())
    }
}

/// A rule with the name of whom it sends to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule.
    pub rule: RoutingRule,
    /// To whom.
    pub to: String,
    /// Whether that person or team is still there.
    pub is_there: bool,
}

/// The rules, and to whom new ones may send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesFound {
    /// In their order.
    pub rules: Vec<RuleLine>,
    /// Those who can sign in.
    pub accounts: Vec<(AccountId, String)>,
    /// Teams in use.
    pub teams: Vec<(TeamId, String)>,
}

/// Asks for the rules.
#[derive(Clone, Copy, Debug)]
pub struct RoutingRules;

impl Question for RoutingRules {
    const NAME: &'static str = "routing.rules";
    const RIGHT: Right = Right::ManageAccounts;
    type Answer = RulesFound;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<RulesFound, Failure> {
        let staff = accounts::all(reader).await?;
        let teams = accounts::teams(reader).await?;
        let line = |rule: RoutingRule| {
            let named = match rule.to {
                RoutingTarget::Account(id) => {
                    staff.iter().find(|account| account.id == id).map(|one| (one.display_name.clone(), one.disabled_at.is_none()))
                }
                RoutingTarget::Team(id) => teams.iter().find(|team| team.id == id).map(|team| (team.name.clone(), team.active)),
            };
            let (to, is_there) = named.unwrap_or_default();
            RuleLine { rule, to, is_there }
        };
        let rules = routing_rules::all(reader).await?.into_iter().map(line).collect();
        let accounts = staff.iter().filter(|one| one.disabled_at.is_none()).map(|one| (one.id, one.display_name.clone())).collect();
        Ok(RulesFound {
            rules,
            accounts,
            teams: teams.iter().filter(|team| team.active).map(|team| (team.id, team.name.clone())).collect(),
        })
    }
}

//! A campaign is made, shared out, and its companies are called.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{
        campaign::{Campaign, CampaignCompany, CampaignResult},
        contact_log::ContactKind,
        ids::{AccountId, CampaignId, CompanyId},
        permission::Right,
        refusal::Refusal,
    },
    store::{
        accounts, campaigns, companies,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        contact_log::{TypedEntry, enter, sent_before},
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// Most companies of one campaign.
const MOST_COMPANIES: usize = 2000;

/// A new campaign as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedCampaign {
    /// Name.
    pub name: String,
    /// What is to be reached.
    pub goal: String,
    /// Last day; empty = open-ended.
    pub ends_on: String,
    /// Ids of the companies.
    pub companies: Vec<String>,
}

/// Makes a campaign of some companies.
pub struct CreateCampaign {
    /// The form.
    pub typed: TypedCampaign,
}

impl Intention for CreateCampaign {
    const NAME: &'static str = "campaign.create";
    const RIGHT: Right = Right::LogContact;
    type Done = CampaignId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<CampaignId, Failure> {
        let owner = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut fields = Fields::default();
        let name = fields.required("name", &self.typed.name).map(|name| fields.free_text("name", &name, app));
        let goal = fields.free_text("goal", &self.typed.goal, app);
        let ends_on = fields.day("ends_on", &self.typed.ends_on);
        let chosen: BTreeSet<CompanyId> = self.typed.companies.iter().filter_map(|id| id.parse().ok()).collect();
        if chosen.is_empty() || chosen.len() > MOST_COMPANIES {
            fields.refuse("companies", "campaign-companies-missing");
        }
        let name = fields.accept(name)?;
        let chosen: Vec<CompanyId> = chosen.into_iter().collect();
        let found = companies::some(work, &chosen).await?;
        if found.len() != chosen.len() {
            return Err(Refusal::field("companies", "error-choose").into());
        }
        let campaign = Campaign { id: CampaignId(work.new_id()), name, owner, goal, ends_on, made_at: work.at() };
        campaigns::insert(work, &campaign, &chosen).await?;
        work.note(Subject::new("campaign", campaign.id), json!({ "companies": chosen.len() }));
        Ok(campaign.id)
    }
}

/// Gives so many of the companies that nobody has to somebody.
pub struct AssignCompanies {
    /// The campaign.
    pub campaign: CampaignId,
    /// How many.
    pub count: usize,
    /// To whom.
    pub to: AccountId,
}

impl Intention for AssignCompanies {
    const NAME: &'static str = "campaign.assign";
    const RIGHT: Right = Right::LogContact;
    type Done = usize;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        let campaign = campaigns::find(work, self.campaign).await?.or_not_found()?;
        let to = accounts::find(work, self.to).await?.filter(|account| account.disabled_at.is_none());
        let to = to.ok_or_else(|| Refusal::field("to", "error-choose"))?;
        let free = campaigns::companies_of(work, campaign.id).await?.into_iter();
        let free = free.filter(|one| one.assigned_to.is_none() && one.result == CampaignResult::Open);
        let given: Vec<CompanyId> = free.map(|one| one.company).take(self.count).collect();
        campaigns::assign(work, campaign.id, &given, to.id).await?;
        work.note(Subject::new("campaign", campaign.id), json!({ "to": to.id, "companies": given.len() }));
        Ok(given.len())
    }
}

/// What came of a call, as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedCall {
    /// The form's own key.
    pub client_key: String,
    /// called, no_interest, interested or agreement.
    pub result: String,
    /// What was said.
    pub note: String,
    /// `ja` when the writer was warned and stands by it.
    pub confirmed: String,
    /// By when to be in touch again; empty = not promised.
    pub next_on: String,
}

/// Notes a call of a campaign: an entry in the contact log and the result.
pub struct CallCompany {
    /// The campaign.
    pub campaign: CampaignId,
    /// The company.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedCall,
}

impl Intention for CallCompany {
    const NAME: &'static str = "campaign.call";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let member = campaigns::company_of(work, self.campaign, self.company).await?.or_not_found()?;
        let company = companies::find(work, self.company).await?.or_not_found()?;
        let typed = TypedEntry {
            client_key: self.typed.client_key.clone(),
            kind: ContactKind::Call.to_string(),
            note: self.typed.note.clone(),
            confirmed: self.typed.confirmed.clone(),
            next_on: self.typed.next_on.clone(),
            ..TypedEntry::default()
        };
        if sent_before(work, company.id, &typed).await?.is_some() {
            return Ok(());
        }
        let mut fields = Fields::default();
        let result = fields.word("result", &self.typed.result, CampaignResult::parse).filter(|result| *result != CampaignResult::Open);
        let result = fields.accept(result)?;
        let entry = typed.read(app, work, &company).await?;
        enter(work, &company, &entry, typed.confirmed == "ja").await?;
        let noted = Some((work.at(), Some(entry.author)));
        campaigns::note(work, &CampaignCompany { result, note: entry.note, noted, ..member }).await?;
        work.note(Subject::new("campaign", self.campaign), json!({ "company": company.id, "result": result }));
        Ok(())
    }
}

//! Campaigns as they are read: how far each is, company by company and person by person.

use std::collections::HashMap;

use crate::{
    domain::{
        campaign::{Campaign, CampaignCompany, CampaignResult},
        company::{AgreementState, Company},
        ids::{AccountId, CampaignId, CompanyId},
        permission::Right,
    },
    store::{accounts, agreements, campaigns, companies, scope::Reader},
    use_cases::{
        app::App,
        companies::StaffName,
        failure::{Failure, OrNotFound},
        intention::Question,
        relations,
    },
};

/// Most campaigns that the list shows.
const MOST: u64 = 100;

/// A campaign of the list.
#[derive(Clone, Debug)]
pub struct CampaignRow {
    /// The campaign.
    pub campaign: Campaign,
    /// Its owner's name.
    pub owner: String,
    /// How many companies have come to what.
    pub results: Vec<(CampaignResult, u64)>,
}

/// Asks for the newest campaigns.
pub struct CampaignsOf;

impl Question for CampaignsOf {
    const NAME: &'static str = "campaign.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = Vec<CampaignRow>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<CampaignRow>, Failure> {
        let found = campaigns::newest(reader, MOST).await?;
        let ids: Vec<CampaignId> = found.iter().map(|one| one.id).collect();
        let mut results = campaigns::results_of(reader, &ids).await?;
        let owners: Vec<AccountId> = found.iter().map(|one| one.owner).collect();
        let names: HashMap<AccountId, String> =
            accounts::some(reader, &owners).await?.into_iter().map(|one| (one.id, one.display_name)).collect();
        let row = |campaign: Campaign| CampaignRow {
            owner: names.get(&campaign.owner).cloned().unwrap_or_default(),
            results: results.remove(&campaign.id).unwrap_or_default(),
            campaign,
        };
        Ok(found.into_iter().map(row).collect())
    }
}

/// A company of a campaign.
#[derive(Clone, Debug)]
pub struct CampaignLine {
    /// What came of it.
    pub member: CampaignCompany,
    /// The company.
    pub company: Company,
    /// Who calls it.
    pub assigned: Option<String>,
    /// Whether an agreement was made with it since the campaign began.
    pub agreed_since: bool,
}

/// A campaign with its companies.
#[derive(Clone, Debug)]
pub struct CampaignFile {
    /// The campaign.
    pub campaign: Campaign,
    /// Its owner's name.
    pub owner: String,
    /// Its companies, by name.
    pub lines: Vec<CampaignLine>,
    /// All colleagues, by name.
    pub staff: Vec<StaffName>,
}

/// Opens a campaign.
pub struct OpenCampaign {
    /// Which.
    pub campaign: CampaignId,
}

impl Question for OpenCampaign {
    const NAME: &'static str = "campaign.open";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = CampaignFile;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CampaignFile, Failure> {
        let campaign = campaigns::find(reader, self.campaign).await?.or_not_found()?;
        let members = campaigns::companies_of(reader, campaign.id).await?;
        let ids: Vec<CompanyId> = members.iter().map(|one| one.company).collect();
        let mut by_id: HashMap<CompanyId, Company> =
            companies::some(reader, &ids).await?.into_iter().map(|company| (company.id, company)).collect();
        let staff = relations::staff(reader).await?;
        let name = |id: AccountId| staff.iter().find(|one| one.id == id).map(|one| one.name.clone());
        let since = crate::base::clock::day_of(campaign.made_at);
        let agreed = agreements::active_since(reader, &ids, since, AgreementState::Active).await?;
        let line = |member: CampaignCompany| {
            let company = by_id.remove(&member.company)?;
            let agreed_since = agreed.contains(&member.company);
            Some(CampaignLine { assigned: member.assigned_to.and_then(name), agreed_since, company, member })
        };
        let mut lines: Vec<CampaignLine> = members.into_iter().filter_map(line).collect();
        lines.sort_by_cached_key(|line| crate::domain::names::name_key(&line.company.name));
        Ok(CampaignFile { owner: name(campaign.owner).unwrap_or_default(), campaign, lines, staff })
    }
}

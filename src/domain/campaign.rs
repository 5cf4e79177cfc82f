//! Campaigns: companies that are to be called for one purpose, and what came of each call.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, CampaignId, CompanyId},
    terms::words,
};
use crate::base::clock::Moment;

words! {
    /// What came of a company of a campaign.
    CampaignResult {
        /// Nobody has called yet.
        Open = "open",
        /// Called, without an answer so far.
        Called = "called",
        /// It does not want to.
        NoInterest = "no_interest",
        /// It wants to hear more.
        Interested = "interested",
        /// It has an agreement.
        Agreement = "agreement",
    }
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Own id.
    pub id: CampaignId,
    /// Name.
    pub name: String,
    /// Who answers for it.
    pub owner: AccountId,
    /// What is to be reached.
    pub goal: String,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// When it was made.
    pub made_at: Moment,
}

/// A company of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignCompany {
    /// The campaign.
    pub campaign: CampaignId,
    /// The company.
    pub company: CompanyId,
    /// Who calls it.
    pub assigned_to: Option<AccountId>,
    /// What came of it.
    pub result: CampaignResult,
    /// In words about the company.
    pub note: String,
    /// When the result was noted, and by whom.
    pub noted: Option<(Moment, Option<AccountId>)>,
}

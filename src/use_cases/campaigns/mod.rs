//! Campaigns: made from a list of companies, shared out among consultants, and called one by one.

mod look;
mod write;

pub use look::{CampaignFile, CampaignLine, CampaignRow, CampaignsOf, OpenCampaign};
pub use write::{AssignCompanies, CallCompany, CreateCampaign, TypedCall, TypedCampaign};

//! What a consultant wants to know in the car before a visit.

use crate::{
    domain::{
        campaign::{Campaign, CampaignResult},
        ids::{AccountId, CompanyId},
        permission::Right,
        rulebook::rule::Label,
        task::Task,
        willingness::Willingness,
    },
    store::{campaigns, scope::Reader, tasks, willingness},
    use_cases::{
        app::App,
        companies::{CompanyFile, OpenCompany},
        contact_log::{ContactsOf, LogPage},
        failure::Failure,
        intention::Question,
    },
};

/// Contacts that the brief recalls.
const LAST_CONTACTS: u64 = 3;

/// Everything to know before a visit.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The company with workplaces, contacts, slots and meters.
    pub file: CompanyFile,
    /// The last contacts, who owns the contact, and who was there of late.
    pub log: LogPage,
    /// What it has said of whom it takes.
    pub willingness: Vec<Willingness>,
    /// Open tasks at it: what was promised.
    pub promises: Vec<Task>,
    /// Target groups with their names.
    pub groups: Vec<(String, Label)>,
    /// Campaigns in which it is.
    pub campaigns: Vec<(Campaign, CampaignResult)>,
}

/// Asks for the brief.
pub struct PrepareVisit {
    /// The company.
    pub company: CompanyId,
    /// Who asks.
    pub asker: Option<AccountId>,
}

impl Question for PrepareVisit {
    const NAME: &'static str = "visit.prepare";
    const RIGHT: Right = Right::LogContact;
    type Answer = Brief;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Brief, Failure> {
        let file = OpenCompany { company: self.company }.answer(app, reader).await?;
        let contacts = ContactsOf { company: self.company, asker: self.asker, after: None, limit: LAST_CONTACTS };
        Ok(Brief {
            file,
            log: contacts.answer(app, reader).await?,
            willingness: willingness::of_companies(reader, &[self.company]).await?.remove(&self.company).unwrap_or_default(),
            groups: app.rules.of(reader).await?.target_groups().iter().map(|one| (one.head.id.clone(), one.head.name.clone())).collect(),
            promises: tasks::open_at(reader, self.company).await?,
            campaigns: campaigns::about(reader, self.company).await?,
        })
    }
}

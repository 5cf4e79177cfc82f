//! Contact log, visits, tasks, campaigns and lists of relations, alone and beside something of one's own.

use brobygger::{
    domain::ids::{AccountId, CampaignId, CompanyId, LogEntryId, TaskId},
    use_cases::{
        campaigns::{AssignCompanies, CallCompany, CreateCampaign, OpenCampaign, TypedCall, TypedCampaign},
        companies::PrepareLog,
        contact_log::{ContactsOf, CorrectEntry, LogContact, OpenEntry, TypedEntry, WithdrawEntry},
        relations::{HandOverCompanies, ListRelations, SendGreeting, dormancy::TellOwner},
        tasks::{FinishTask, HandOverTask, MyTasks, ReopenTask, TakeTask, TasksWaiting},
        visits::{PrepareVisit, RecordVisit, TypedVisit},
    },
};

use super::answers::Answers;

fn entry() -> TypedEntry {
    TypedEntry { kind: "call".to_owned(), note: "Ringede om to pladser".to_owned(), ..TypedEntry::default() }
}

impl Answers<'_> {
    pub(super) async fn about_relations(&mut self) {
        // A promise that is taken back takes its task along, so the tasks come first.
        self.tasks().await;
        self.campaigns().await;
        self.log().await;
        let (ids, mine) = (self.ids, self.me.ids);
        let (from, to) = (AccountId(ids.account), AccountId(mine.account));
        self.ask(ListRelations { after: Some(CompanyId(ids.company)), limit: 20, ..ListRelations::default() }).await;
        self.act(HandOverCompanies { from, to, with_tasks: true }).await;
        self.act_as(&self.me.system(), TellOwner { owner: from }).await;
    }

    async fn log(&mut self) {
        let (ids, mine) = (self.ids, self.me.ids);
        let (company, own, entry_id) = (CompanyId(ids.company), CompanyId(mine.company), LogEntryId(ids.entry));
        self.ask(ContactsOf { company, asker: None, after: None, limit: 20 }).await;
        self.ask(ContactsOf { company: own, asker: None, after: Some(entry_id), limit: 20 }).await;
        self.ask(PrepareLog { company }).await;
        self.ask(OpenEntry { company, entry: entry_id }).await;
        self.ask(OpenEntry { company: own, entry: entry_id }).await;
        self.act(LogContact { company, typed: entry() }).await;
        self.act(LogContact { company: own, typed: TypedEntry { workplace: ids.workplace.to_string(), ..entry() } }).await;
        self.act(LogContact { company: own, typed: TypedEntry { contact: ids.contact.to_string(), ..entry() } }).await;
        self.act(CorrectEntry { company: own, entry: entry_id, typed: entry() }).await;
        self.act(WithdrawEntry { company: own, entry: entry_id }).await;
        self.act(SendGreeting { company }).await;
        self.ask(PrepareVisit { company, asker: None }).await;
        let visit = || TypedVisit { note: "Besøg".to_owned(), ..TypedVisit::default() };
        self.act(RecordVisit { company, typed: visit() }).await;
        self.act(RecordVisit { company: own, typed: TypedVisit { workplace: ids.workplace.to_string(), ..visit() } }).await;
    }

    async fn tasks(&mut self) {
        let (task, mine) = (TaskId(self.ids.task), TaskId(self.me.ids.task));
        let (account, own) = (AccountId(self.ids.account), AccountId(self.me.ids.account));
        self.ask_as(&self.me.staff, MyTasks { account }, |list| (list.mine.len() + list.untaken.len()).to_string()).await;
        self.ask_as(&self.me.staff, TasksWaiting { account }, |waiting| format!("{waiting:?}")).await;
        self.act(FinishTask { task }).await;
        self.act(ReopenTask { task }).await;
        self.act(HandOverTask { task, to: Some(own) }).await;
        self.act(HandOverTask { task: mine, to: Some(account) }).await;
        self.act(TakeTask { task }).await;
    }

    async fn campaigns(&mut self) {
        let (ids, mine) = (self.ids, self.me.ids);
        let (campaign, own) = (CampaignId(ids.campaign), CampaignId(mine.campaign));
        let call = || TypedCall { result: "called".to_owned(), note: "Ringede".to_owned(), ..TypedCall::default() };
        self.ask(OpenCampaign { campaign }).await;
        self.act(AssignCompanies { campaign, count: 1, to: AccountId(mine.account) }).await;
        self.act(AssignCompanies { campaign: own, count: 1, to: AccountId(ids.account) }).await;
        self.act(CallCompany { campaign, company: CompanyId(mine.company), typed: call() }).await;
        self.act(CallCompany { campaign: own, company: CompanyId(ids.company), typed: call() }).await;
        let typed = TypedCampaign { name: "Igen".to_owned(), companies: vec![ids.company.to_string()], ..TypedCampaign::default() };
        self.act(CreateCampaign { typed }).await;
    }
}

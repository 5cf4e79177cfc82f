//! Saved views, changes of many and lines of lists, by id.

use brobygger::{
    domain::{
        bulk::Act,
        ids::{BulkChangeId, CompanyId, SavedViewId, SlotId},
        terms::LadderStep,
    },
    use_cases::{
        companies::{BeginBulk, BeginWithView, ChangeView, Chosen, DeleteView, GoOnWithBulk, OpenBulk, PreviewBulk, UndoBulk},
        exports::{CompanyLines, SlotLines},
    },
};

use super::answers::Answers;

impl Answers<'_> {
    pub(super) async fn of_lists(&mut self) {
        let (view, change) = (SavedViewId(self.ids.view), BulkChangeId(self.ids.bulk));
        self.act(ChangeView { view, name: "Mine".to_owned(), shared: false }).await;
        self.act(BeginWithView { view: Some(view) }).await;
        self.act(DeleteView { view, back: false }).await;
        let company = CompanyId(self.ids.company);
        let chosen = Chosen::These(vec![company]);
        self.count(PreviewBulk { chosen, act: None }, |preview| preview.meant as u64).await;
        self.act(BeginBulk { companies: vec![company], act: Act::Step(LadderStep::Passiv) }).await;
        self.ask(OpenBulk { change, account: self.me.staff.account() }).await;
        self.act(GoOnWithBulk { change }).await;
        self.act(UndoBulk { change }).await;
        let companies = [company];
        self.count(CompanyLines { companies: &companies }, |lines| lines.len() as u64).await;
        let slots = [SlotId(self.ids.slot)];
        self.count(SlotLines { slots: &slots }, |lines| lines.len() as u64).await;
    }
}

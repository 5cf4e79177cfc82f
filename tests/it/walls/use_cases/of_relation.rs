//! What the register does with companies that an id names.

use brobygger::{
    domain::ids::CompanyId,
    use_cases::{
        companies::{AnswerProposedStep, BarCompany, LiftBar, MergeCompanies, NameCompany, PreviewMerge, TypedAnswer, TypedBar, UndoMerge},
        willingness::{SayWillingness, TypedWillingness},
    },
};

use super::answers::Answers;

/// A version that nothing has, so that one's own things are refused as stale.
const STALE: i32 = 99;

impl Answers<'_> {
    pub(super) async fn register(&mut self) {
        let (company, mine) = (CompanyId(self.ids.company), CompanyId(self.me.ids.company));
        self.ask(NameCompany { company }).await;
        self.act(BarCompany { company, typed: TypedBar { version: STALE, ..TypedBar::default() } }).await;
        self.act(LiftBar { company, version: STALE }).await;
        self.act(AnswerProposedStep { company, typed: TypedAnswer { version: STALE, ..TypedAnswer::default() } }).await;
        self.act(SayWillingness { company, typed: TypedWillingness::default() }).await;
        self.act(UndoMerge { gone: company }).await;
        for (kept, gone) in [(company, mine), (mine, company)] {
            self.ask(PreviewMerge { kept, gone }).await;
            self.act(MergeCompanies { kept, gone, versions: (STALE, STALE), taken: Vec::new() }).await;
        }
    }
}

//! The virksomhedskartotek: companies made, changed, listed and opened.

mod alike;
mod bars;
mod bulk;
mod ladder;
mod list;
mod look_up;
mod merge;
mod open;
mod register;
mod seek;
mod shelf;
mod typed;
mod views;
mod write;

pub use crate::store::saved_views::SavedView;
pub use alike::{Alike, CompaniesAlike, LikelyList, LikelySame, ListLikelySame, resembling};
pub use bars::{BarCompany, LiftBar, TypedBar};
pub use bulk::{BeginBulk, BulkOutcome, BulkPreview, GoOnWithBulk, OpenBulk, PreviewBulk, UndoBulk, begin_bulk};
pub use ladder::{AnswerProposedStep, LookAtLadder, TypedAnswer};
pub(super) use list::meant;
pub use list::{Chosen, CompanyList, CompanyRow, ListCompanies, NEIGHBOURS, OWN};
pub use look_up::{LookedUp, look_up};
pub use merge::{MergeCompanies, MergeDraft, PreviewMerge, UndoMerge};
pub use open::{
    CompanyFile, CompanyNamed, CompanyParts, FindCompanyByCvr, HistoryLine, NameCompany, OpenCompany, PrepareCompany, PrepareLog,
    PreparePart, SlotLine, StaffName,
};
pub(super) use open::{history_of, parts};
pub use register::{Absorbed, Register};
pub use seek::SeekCompanies;
pub use shelf::CompanyShelf;
pub use typed::TypedCompany;
pub(super) use typed::{read_branch, same_code};
pub use views::{BeginWithView, ChangeView, DeleteView, ListViews, SaveView, Views};
pub use write::{ChangeCompany, CreateCompany};

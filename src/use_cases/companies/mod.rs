//! The virksomhedskartotek: companies made, changed, listed and opened.

mod list;
mod look_up;
mod open;
mod write;

pub use list::{CompanyList, CompanyRow, ListCompanies};
pub use look_up::{LookedUp, look_up};
pub use open::{CompanyFile, CompanyParts, FindCompanyByCvr, HistoryLine, OpenCompany, PrepareCompany, PreparePart, SlotLine, StaffName};
pub(super) use open::{history_of, parts};
pub use write::{ChangeCompany, CreateCompany, TypedCompany};
pub(super) use write::{read_branch, same_code};

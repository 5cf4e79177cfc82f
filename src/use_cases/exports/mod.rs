//! Lists that go out, with the columns of the import: what goes out comes in again and changes nothing.

mod companies;
mod sheet;
mod slots;

pub use companies::{COMPANY_COLUMNS, CompanyLines};
use serde_json::json;
pub use sheet::{Cell, Format, Sheet};
pub use slots::{SLOT_COLUMNS, SlotLines};

use super::{
    app::App,
    companies::{Chosen, meant},
    failure::Failure,
    intention::Intention,
    slot_search::{SearchSlots, SlotCriteria},
};
use crate::{
    domain::{
        ids::{CompanyId, SlotId},
        permission::{Actor, Right},
    },
    store::{
        slots as stored_slots,
        work::{Subject, Work},
    },
};

/// Rows read at once; the memory of an export is bounded by this.
pub const BATCH: usize = 500;

/// Writes into the audit that a list of companies went out.
pub struct NoteCompanyExport {
    /// The names of the filters that narrowed it, never what was typed.
    pub filters: Vec<String>,
    /// In which form.
    pub format: Format,
    /// How many companies.
    pub count: usize,
}

impl Intention for NoteCompanyExport {
    const NAME: &'static str = "company.export";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let detail = json!({ "filters": self.filters, "format": self.format, "count": self.count });
        work.note(Subject { entity: "export", id: work.new_id() }, detail);
        Ok(())
    }
}

/// The same for a list of slots.
pub struct NoteSlotExport {
    /// The names of the filters that narrowed it, never what was typed.
    pub filters: Vec<String>,
    /// In which form.
    pub format: Format,
    /// How many slots.
    pub count: usize,
}

impl Intention for NoteSlotExport {
    const NAME: &'static str = "slot.export";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let detail = json!({ "filters": self.filters, "format": self.format, "count": self.count });
        work.note(Subject { entity: "export", id: work.new_id() }, detail);
        Ok(())
    }
}

/// Finds the companies of a list and notes that it goes out; [`CompanyLines`] then reads them, [`BATCH`] at a time.
///
/// # Errors
/// The actor may not, or the database refuses.
pub async fn begin_companies(
    app: &App,
    actor: &Actor,
    chosen: &Chosen,
    (format, filters): (Format, Vec<String>),
) -> Result<Vec<CompanyId>, Failure> {
    super::app::require(actor, NoteCompanyExport::RIGHT)?;
    app.kartoteks.catch_up(app, actor.tenant).await?;
    let reader = app.reader(actor.tenant).await?;
    let ids = meant(app, &reader, chosen).await;
    reader.end().await?;
    let ids = ids?;
    app.carry_out(actor, &NoteCompanyExport { filters, format, count: ids.len() }).await?;
    Ok(ids)
}

/// Finds the slots of a search and notes that the list goes out; [`SlotLines`] then reads them.
///
/// # Errors
/// The actor may not, the index is being rebuilt, or the database refuses.
pub async fn begin_slots(
    app: &App,
    actor: &Actor,
    criteria: SlotCriteria,
    (format, filters): (Format, Vec<String>),
) -> Result<Vec<SlotId>, Failure> {
    const PAGE: usize = 100;
    super::app::require(actor, NoteSlotExport::RIGHT)?;
    let mut search = SearchSlots { criteria: SlotCriteria { limit: PAGE, facets: Vec::new(), cursor: None, ..criteria } };
    let mut ids = Vec::new();
    loop {
        let page = app.ask(actor, &search).await?;
        ids.extend(page.hits.iter().map(|hit| hit.slot.id));
        search.criteria.cursor = page.next_cursor;
        if search.criteria.cursor.is_none() {
            break;
        }
    }
    app.carry_out(actor, &NoteSlotExport { filters, format, count: ids.len() }).await?;
    Ok(ids)
}

/// Every slot of the municipality, for the command line.
///
/// # Errors
/// The actor may not, or the database refuses.
pub async fn begin_all_slots(app: &App, actor: &Actor, format: Format) -> Result<Vec<SlotId>, Failure> {
    super::app::require(actor, NoteSlotExport::RIGHT)?;
    let (mut ids, mut after): (Vec<SlotId>, Option<SlotId>) = (Vec::new(), None);
    loop {
        let reader = app.reader(actor.tenant).await?;
        let page = stored_slots::page(&reader, after, BATCH as u64).await;
        reader.end().await?;
        let page = page?;
        ids.extend(page.iter().map(|slot| slot.id));
        after = page.last().map(|slot| slot.id);
        if after.is_none() {
            break;
        }
    }
    app.carry_out(actor, &NoteSlotExport { filters: Vec::new(), format, count: ids.len() }).await?;
    Ok(ids)
}

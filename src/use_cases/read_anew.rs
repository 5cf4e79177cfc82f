//! Tells every index to read everything anew, through the change log: for a rebuild while a server holds the index.

use super::{app::App, failure::Failure, intention::Intention};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{CitizenId, SlotId, TenantId},
        permission::{Actor, Right},
    },
    store::{
        citizens, slots,
        work::{Subject, Work},
    },
};

/// Rows of one transaction.
const PAGE: u64 = 500;

/// One page of rows to be read anew.
pub struct ReadPage {
    slots: Vec<SlotId>,
    citizens: Vec<CitizenId>,
}

impl Intention for ReadPage {
    const NAME: &'static str = "index.read_anew";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        self.slots.iter().for_each(|id| work.changed(Subject::new("slot", *id)));
        self.citizens.iter().for_each(|id| work.changed(Subject::new("citizen", *id)));
        Ok(())
    }
}

/// Marks all slots and citizens of a municipality as changed, 500 a commit; tells how many so far.
///
/// # Errors
/// The database refuses; what was marked stays marked.
pub async fn everything(app: &App, tenant: TenantId, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Failure> {
    let (mut last_slot, mut last_citizen, mut marked) = (None, None, 0);
    loop {
        let page = next_page(app, tenant, (last_slot, last_citizen)).await?;
        let rows = page.slots.len() + page.citizens.len();
        if rows == 0 {
            return Ok(());
        }
        last_slot = page.slots.last().copied().or(last_slot);
        last_citizen = page.citizens.last().copied().or(last_citizen);
        app.carry_out(&Actor::system(tenant), &page).await?;
        marked += rows as u64;
        progress(marked);
    }
}

async fn next_page(app: &App, tenant: TenantId, after: (Option<SlotId>, Option<CitizenId>)) -> Result<ReadPage, Fault> {
    let reader = app.reader(tenant).await?;
    let slots = slots::page(&reader, after.0, PAGE).await?;
    let citizens = citizens::page(&reader, after.1, PAGE).await?;
    reader.end().await?;
    Ok(ReadPage { slots: slots.iter().map(|slot| slot.id).collect(), citizens: citizens.iter().map(|citizen| citizen.id).collect() })
}

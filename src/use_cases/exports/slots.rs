//! Slots as lines of a list, with the columns of the import.

use std::collections::HashMap;

use super::sheet::Cell;
use crate::{
    domain::{
        company::{Company, Workplace},
        ids::{CompanyId, SlotId, WorkplaceId},
        permission::Right,
        slot::Slot,
    },
    store::{companies, scope::Reader, slots, workplaces},
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// The columns in their order (`interface.md`).
pub const SLOT_COLUMNS: [&str; 20] = [
    "plads_id",
    "cvr",
    "p_nummer",
    "titel",
    "art",
    "beskrivelse",
    "disco",
    "antal",
    "timer_min",
    "timer_max",
    "moedetid_fra",
    "moedetid_til",
    "ledig_fra",
    "ledig_til",
    "krav",
    "tilbud",
    "sprog",
    "koerekort",
    "reserveret_til",
    "sidst_bekraeftet",
];

/// Asks for the lines of some slots, in the order given.
pub struct SlotLines<'a> {
    /// Which.
    pub slots: &'a [SlotId],
}

impl Question for SlotLines<'_> {
    const NAME: &'static str = "slot.lines";
    const RIGHT: Right = Right::ChangeSlots;
    type Answer = Vec<Vec<Cell>>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<Vec<Cell>>, Failure> {
        let mut found: HashMap<SlotId, Slot> = slots::some(reader, self.slots).await?.into_iter().map(|slot| (slot.id, slot)).collect();
        let place_ids: Vec<WorkplaceId> = found.values().map(|slot| slot.workplace).collect();
        let firm_ids: Vec<CompanyId> = found.values().map(|slot| slot.company).collect();
        let places: HashMap<WorkplaceId, Workplace> =
            workplaces::some(reader, &place_ids).await?.into_iter().map(|place| (place.id, place)).collect();
        let firms: HashMap<CompanyId, Company> =
            companies::some(reader, &firm_ids).await?.into_iter().map(|company| (company.id, company)).collect();
        let in_order = self.slots.iter().filter_map(|id| found.remove(id));
        Ok(in_order.filter_map(|slot| Some(cells(&slot, places.get(&slot.workplace)?, firms.get(&slot.company)?))).collect())
    }
}

/// A slot that the municipality's own list does not number stands under our id.
fn cells(slot: &Slot, place: &Workplace, company: &Company) -> Vec<Cell> {
    let list = |words: &[String]| Cell::text(Some(words.join("|")));
    let forms: Vec<String> = slot.forms.iter().map(ToString::to_string).collect();
    vec![
        Cell::text(Some(slot.external_id.clone().unwrap_or_else(|| slot.id.to_string()))),
        Cell::text(Some(&company.cvr)),
        Cell::text(Some(&place.p_number)),
        Cell::text(Some(&slot.title)),
        list(&forms),
        Cell::text(Some(&slot.description)),
        Cell::text(slot.occupation.as_ref()),
        Cell::Number(f64::from(slot.seats)),
        Cell::number(slot.hours.map(|hours| hours.min)),
        Cell::number(slot.hours.map(|hours| hours.max)),
        Cell::text(slot.times.map(|times| clock(times.from))),
        Cell::text(slot.times.map(|times| clock(times.to))),
        Cell::text(Some(slot.open_from)),
        Cell::text(slot.open_to),
        list(&slot.demands),
        list(&slot.offers),
        Cell::text(slot.language),
        list(&slot.licences),
        list(&slot.reserved_for),
        Cell::text(slot.confirmed_on),
    ]
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

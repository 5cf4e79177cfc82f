//! A line of a slot list: the slot by its `plads_id`, at the workplace by P-number, or by CVR where there is only one.

use super::{Desk, Incoming, NotPut, Put, lost_race, refuse, take, take_known, take_list};
use crate::{
    base::clock::day_of,
    domain::{
        company::Workplace,
        ids::SlotId,
        slot::{HoursWindow, Slot, TimeWindow},
    },
    intake::rows::SlotRow,
    store::{companies, scope::Scope, slots, work::Work, workplaces},
};

impl Incoming for SlotRow {
    const NAME: &'static str = "import.slots";

    async fn put(&self, _desk: &Desk<'_>, work: &mut Work<'_>, line: u64) -> Result<Put, NotPut> {
        let workplace = self.workplace(work, line).await?;
        let there = slots::by_external_id(work, self.external_id.as_str()).await?;
        let Some(before) = there else {
            let mut fresh = self.fresh(work, &workplace);
            self.tell(&mut fresh);
            lost_race(slots::insert(work, &fresh).await?)?;
            return Ok(Put::Added);
        };
        let mut after = before.clone();
        (after.workplace, after.company) = (workplace.id, workplace.company);
        self.tell(&mut after);
        if after == before {
            return Ok(Put::Unchanged);
        }
        slots::update(work, &after).await?;
        Ok(Put::Changed)
    }
}

impl SlotRow {
    async fn workplace(&self, work: &Work<'_>, line: u64) -> Result<Workplace, NotPut> {
        if let Some(p_number) = &self.p_number {
            let danish = "findes ikke i kartoteket; importér virksomheden først";
            let unknown = || refuse(line, "p_nummer", p_number.as_str(), danish, "is not in the register; import the company first");
            return workplaces::by_p_number(work, p_number).await?.ok_or_else(unknown);
        }
        let cvr = self.cvr.as_ref().ok_or_else(|| refuse(line, "cvr", "", "skriv CVR- eller P-nummer", "write a CVR or P-number"))?;
        let unknown = || {
            refuse(
                line,
                "cvr",
                cvr.as_str(),
                "findes ikke i kartoteket; importér virksomheden først",
                "is not in the register; import the company first",
            )
        };
        let company = companies::by_cvr(work, cvr).await?.ok_or_else(unknown)?;
        let mut places = workplaces::of_company(work, company.id).await?;
        match (places.pop(), places.is_empty()) {
            (Some(only), true) => Ok(only),
            _ => Err(refuse(
                line,
                "p_nummer",
                "",
                "virksomheden har ikke netop én arbejdsplads; skriv P-nummeret",
                "the company does not have exactly one workplace; write the P-number",
            )),
        }
    }

    fn fresh(&self, work: &Work<'_>, workplace: &Workplace) -> Slot {
        let today = day_of(work.at());
        Slot {
            id: SlotId(work.new_id()),
            external_id: Some(self.external_id.to_string()),
            workplace: workplace.id,
            company: workplace.company,
            agreement: None,
            contact: None,
            title: String::new(),
            description: String::new(),
            forms: Vec::new(),
            occupation: None,
            seats: self.seats,
            hours: None,
            times: None,
            open_from: self.open_from.unwrap_or(today),
            open_to: None,
            demands: Vec::new(),
            offers: Vec::new(),
            language: None,
            licences: Vec::new(),
            reserved_for: Vec::new(),
            // A place that nobody has confirmed yet counts from the day on which it came in.
            confirmed_on: Some(self.confirmed_on.unwrap_or(today)),
            paused: false,
            sector: workplace.sector,
            point: workplace.point,
            version: 1,
        }
    }

    fn tell(&self, slot: &mut Slot) {
        slot.title.clone_from(&self.title);
        slot.forms.clone_from(&self.forms);
        slot.seats = self.seats;
        if !self.description.is_empty() {
            slot.description.clone_from(&self.description);
        }
        take_known(&mut slot.occupation, self.occupation.as_ref());
        let hours = self.hours_min.or(self.hours_max).zip(self.hours_max.or(self.hours_min));
        take_known(&mut slot.hours, hours.map(|(min, max)| HoursWindow { min, max }).as_ref());
        let times = self.work_from.zip(self.work_to).map(|(from, to)| TimeWindow { from, to });
        take_known(&mut slot.times, times.as_ref());
        take(&mut slot.open_from, self.open_from.as_ref());
        take_known(&mut slot.open_to, self.open_to.as_ref());
        take_list(&mut slot.demands, &self.demands);
        take_list(&mut slot.offers, &self.offers);
        take_known(&mut slot.language, self.language.as_ref());
        take_list(&mut slot.licences, &self.licences);
        take_list(&mut slot.reserved_for, &self.reserved_for);
        take_known(&mut slot.confirmed_on, self.confirmed_on.as_ref());
    }
}

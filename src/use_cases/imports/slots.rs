//! A line of a slot list: the slot by its `plads_id`, at the workplace by P-number, or by CVR where there is only one.

use super::{Desk, Incoming, NotPut, Put, lost_race, refuse, take, take_known, take_list};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::Workplace,
        ids::SlotId,
        refusal::Refusal,
        slot::{HoursWindow, Slot, TimeWindow},
    },
    intake::{
        Complaint,
        rows::{LastDay, SlotRow},
    },
    store::{claims, companies, placements, scope::Scope, slots, work::Work, workplaces},
    use_cases::{
        failure::Failure,
        slots::{keep_promises, locked},
    },
};

impl Incoming for SlotRow {
    const NAME: &'static str = "import.slots";

    /// A slot that is there is changed under the same locks and behind the same walls as on its page.
    async fn put(&self, desk: &Desk<'_>, work: &mut Work<'_>, line: u64, _: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        let workplace = self.workplace(work, line).await?;
        let there = self.there(work).await?;
        let Some(seen) = there else {
            let mut fresh = self.fresh(work, &workplace);
            self.tell(&mut fresh);
            lost_race(slots::insert(work, &fresh).await?)?;
            return Ok(Put::Added);
        };
        if self.told(&seen, &workplace) == seen {
            return Ok(Put::Unchanged);
        }
        let before = locked(work, seen.id).await.map_err(broken)?;
        let after = self.told(&before, &workplace);
        if after.workplace != before.workplace {
            self.may_move(work, &before, line).await?;
        }
        self.keep_seats((desk, work), &before, &after, line).await?;
        slots::update(work, &after).await?;
        Ok(Put::Changed)
    }
}

fn broken(failure: Failure) -> NotPut {
    NotPut::Fault(match failure {
        Failure::Fault(fault) => fault,
        other => Fault::new("a slot of the list could not be changed", other),
    })
}

impl SlotRow {
    /// The slot as the line says; contact and agreement stay behind with a company that it leaves.
    fn told(&self, before: &Slot, workplace: &Workplace) -> Slot {
        let mut after = before.clone();
        if after.company != workplace.company {
            (after.contact, after.agreement) = (None, None);
        }
        (after.workplace, after.company) = (workplace.id, workplace.company);
        self.tell(&mut after);
        after
    }

    /// The slot by its `plads_id`; one that has none stands under our own id in an exported list.
    async fn there(&self, work: &Work<'_>) -> Result<Option<Slot>, Fault> {
        let named = slots::by_external_id(work, self.external_id.as_str()).await?;
        match (named, self.external_id.as_str().parse::<SlotId>()) {
            (None, Ok(id)) => slots::find(work, id).await,
            (named, _) => Ok(named),
        }
    }

    /// Refuses to take a slot to another workplace from under those who are placed or proposed there.
    async fn may_move(&self, work: &Work<'_>, slot: &Slot, line: u64) -> Result<(), NotPut> {
        let anybody = placements::Filter { slot: Some(slot.id), ..placements::Filter::default() };
        if claims::of_slot(work, slot.id).await?.is_empty() && placements::count(work, &anybody).await? == 0 {
            return Ok(());
        }
        let danish = "pladsen har forløb på en anden arbejdsplads og kan ikke flyttes; opret en ny plads med et nyt plads_id";
        let english = "the place has placements at another workplace and cannot move; make a new one with a new plads_id";
        let by_p_number = self.p_number.as_ref().map(|number| ("p_nummer", number.as_str()));
        let (column, value) = by_p_number.unwrap_or(("cvr", self.cvr.as_ref().map_or("", |cvr| cvr.as_str())));
        Err(refuse(line, column, value, danish, english))
    }

    async fn keep_seats(&self, (desk, work): (&Desk<'_>, &Work<'_>), before: &Slot, after: &Slot, line: u64) -> Result<(), NotPut> {
        match keep_promises(desk.app, work, before, after).await {
            Ok(()) => Ok(()),
            Err(Failure::Refused(Refusal::SeatsInUse { in_use })) => {
                let danish = format!("{in_use} pladser er i brug fra i dag; skriv mindst {in_use}");
                let english = format!("{in_use} places are in use from today on; write at least {in_use}");
                Err(refuse(line, "antal", &self.seats.to_string(), &danish, &english))
            }
            Err(Failure::Refused(Refusal::KeptSeatsInUse { others })) => {
                let danish = format!("borgere fra andre målgrupper bruger {others} pladser fra i dag; skriv også deres målgrupper");
                let english = format!("citizens of other target groups use {others} places from today on; write their groups too");
                Err(refuse(line, "reserveret_til", &self.reserved_for.join(" "), &danish, &english))
            }
            Err(failure) => Err(broken(failure)),
        }
    }

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
        let open_from = self.open_from.unwrap_or(today);
        Slot {
            external_id: Some(self.external_id.to_string()),
            seats: self.seats,
            // A place that nobody has confirmed yet counts from the day on which it came in.
            confirmed_on: Some(self.confirmed_on.unwrap_or(today)),
            ..Slot::unwritten(SlotId(work.new_id()), workplace, open_from)
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
        if self.open_to != LastDay::Untold {
            slot.open_to = self.open_to.day();
        }
        take_list(&mut slot.demands, &self.demands);
        take_list(&mut slot.offers, &self.offers);
        take_known(&mut slot.language, self.language.as_ref());
        take_list(&mut slot.licences, &self.licences);
        take_list(&mut slot.reserved_for, &self.reserved_for);
        take_known(&mut slot.confirmed_on, self.confirmed_on.as_ref());
    }
}

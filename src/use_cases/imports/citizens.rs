//! A line of a citizen list: the citizen by `borger_id`, else by CPR number.

use super::{Desk, Incoming, NotPut, Put, lost_race, refuse, take, take_known, take_list};
use crate::{
    domain::{
        citizen::{Citizen, LegalSituation, PersonName, Profile},
        ids::{CitizenId, SearchId},
        reference::{FreeText, Reference},
        slot::{HoursWindow, TimeWindow},
    },
    intake::{Complaint, ComplaintReason, rows::CitizenRow},
    store::{citizens, work::Work},
    use_cases::citizens::wish_of,
};

impl Incoming for CitizenRow {
    const NAME: &'static str = "import.citizens";

    async fn put(&self, desk: &Desk<'_>, work: &mut Work<'_>, line: u64, notices: &mut Vec<Complaint>) -> Result<Put, NotPut> {
        notices.extend(desk.unknown_consultant(self.consultant.as_deref(), line));
        notices.extend(desk.unknown_team(self.team.as_deref(), line));
        self.check_free_text(&desk.app.reference, line)?;
        let Some(before) = self.there(work, line).await? else {
            let mut fresh = self.fresh(work);
            self.tell(desk, &mut fresh);
            lost_race(citizens::insert(work, &fresh).await?)?;
            return Ok(Put::Added);
        };
        let mut after = before.clone();
        self.tell(desk, &mut after);
        if after == before {
            return Ok(Put::Unchanged);
        }
        citizens::update(work, &after).await?;
        Ok(Put::Changed)
    }
}

impl CitizenRow {
    async fn there(&self, work: &Work<'_>, line: u64) -> Result<Option<Citizen>, NotPut> {
        let by_id = citizens::by_external_id(work, self.external_id.as_str()).await?;
        let Some(cpr) = &self.cpr else { return Ok(by_id) };
        let by_cpr = citizens::by_cpr(work, cpr).await?;
        match (&by_id, &by_cpr) {
            (_, None) => Ok(by_id),
            (Some(one), Some(other)) if one.id == other.id => Ok(by_id),
            (None, Some(other)) if other.external_id.is_none() => Ok(by_cpr),
            _ => Err(refuse(line, "cpr", "", "hører til en anden borger_id; ret listen", "belongs to another borger_id; mend the list")),
        }
    }

    /// A CPR number or a word of health in free text is refused with what to write instead.
    fn check_free_text(&self, reference: &Reference, line: u64) -> Result<(), NotPut> {
        let texts = self.wishes.iter().map(|wish| ("oensker", wish)).chain(self.skills.iter().map(|skill| ("kompetencer", skill)));
        for (column, text) in texts.chain(self.legal.last_function.iter().map(|text| ("seneste_funktion", text))) {
            if let Err(refused) = FreeText::parse(text, &reference.diagnosis_words) {
                let advice = refused.advice().join(", ");
                let danish = format!("Skriv ikke CPR-numre eller ord om helbred her. Brug i stedet hensyn som {advice}.");
                let english = format!("Do not write CPR numbers or words of health here. Use conditions such as {advice}.");
                let reason = ComplaintReason::Other(danish, english);
                return Err(NotPut::Complaint(Complaint::about_personal_cell(line, column, reason)));
            }
        }
        Ok(())
    }

    fn fresh(&self, work: &Work<'_>) -> Citizen {
        Citizen {
            id: CitizenId(work.new_id()),
            search: SearchId(work.ids().random()),
            external_id: None,
            name: PersonName::new(String::new(), String::new()),
            cpr: None,
            postcode: None,
            benefit_since: None,
            waiting_since: None,
            has_place: false,
            deadline: None,
            team: None,
            consultant: None,
            profile: Profile::default(),
            legal: LegalSituation::default(),
            version: 1,
        }
    }

    fn tell(&self, desk: &Desk<'_>, citizen: &mut Citizen) {
        citizen.external_id = Some(self.external_id.to_string());
        take(&mut citizen.name, self.name.as_ref());
        take_known(&mut citizen.cpr, self.cpr.as_ref());
        take_known(&mut citizen.postcode, self.postcode.as_ref().map(ToString::to_string).as_ref());
        take_known(&mut citizen.benefit_since, self.benefit_since.as_ref());
        take_known(&mut citizen.waiting_since, self.waiting_since.as_ref());
        take_known(&mut citizen.deadline, self.deadline.as_ref());
        take_known(&mut citizen.team, desk.team(self.team.as_deref()).as_ref());
        take_known(&mut citizen.consultant, desk.account(self.consultant.as_deref()).as_ref());
        self.tell_profile(&desk.app.reference, &mut citizen.profile);
        self.tell_legal(&mut citizen.legal);
    }

    fn tell_profile(&self, reference: &Reference, profile: &mut Profile) {
        if !self.wishes.is_empty() {
            profile.wishes = self.wishes.iter().map(|wish| wish_of(reference, wish)).collect();
        }
        take_list(&mut profile.skills, &self.skills);
        let hours = self.hours_min.or(self.hours_max).zip(self.hours_max.or(self.hours_min));
        take_known(&mut profile.hours, hours.map(|(min, max)| HoursWindow { min, max }).as_ref());
        take_known(&mut profile.can_from, self.can_from.as_ref());
        take_known(&mut profile.can_to, self.can_to.as_ref());
        let times = self.work_from.zip(self.work_to).map(|(from, to)| TimeWindow { from, to });
        take_known(&mut profile.times, times.as_ref());
        take_known(&mut profile.transport, self.transport.as_ref());
        take_known(&mut profile.max_km, self.max_km.as_ref());
        take_list(&mut profile.avoids, &self.avoids);
        take_list(&mut profile.needs, &self.needs);
        take_known(&mut profile.language, self.language.as_ref());
        take_list(&mut profile.licences, &self.licences);
        take(&mut profile.protected, self.protected.as_ref());
    }

    fn tell_legal(&self, legal: &mut LegalSituation) {
        take_known(&mut legal.target_group, self.legal.target_group.as_ref());
        take_known(&mut legal.birth_date, self.legal.birth_date.or_else(|| self.cpr.as_ref().and_then(|cpr| cpr.birth_date())).as_ref());
        take_known(&mut legal.birth_year, self.legal.birth_year.as_ref());
        take_known(&mut legal.unemployed_since, self.legal.unemployed_since.as_ref());
        take_known(&mut legal.dimittendsats, self.legal.dimittendsats.as_ref());
        take_known(&mut legal.single_parent, self.legal.single_parent.as_ref());
        take_known(&mut legal.has_education, self.legal.has_education.as_ref());
        take_known(&mut legal.jobparat, self.legal.jobparat.as_ref());
        take_known(&mut legal.aabenlyst_uddannelsesparat, self.legal.aabenlyst_uddannelsesparat.as_ref());
        take_known(&mut legal.arbejdspligt, self.legal.arbejdspligt.as_ref());
        take_known(&mut legal.integration_act, self.legal.integration_act.as_ref());
        take_known(&mut legal.group_granted_on, self.legal.group_granted_on.as_ref());
        take_known(&mut legal.currently_employed, self.legal.currently_employed.as_ref());
        take_known(&mut legal.last_employer, self.legal.last_employer.as_ref());
        take_known(&mut legal.last_function, self.legal.last_function.as_ref());
    }
}

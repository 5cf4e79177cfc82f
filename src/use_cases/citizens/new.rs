//! Writes a citizen down who was not imported.

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    base::clock::day_of,
    domain::{
        citizen::{Citizen, LegalSituation, PersonName, Profile},
        event::Event,
        ids::{CitizenId, SearchId, TeamId},
        numbers::{CprNumber, ExternalId, Postcode},
        permission::{Right, Who},
        reference::holds_cpr_number,
        refusal::{FieldRefused, Refusal},
    },
    store::{
        citizens,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Longest part of a name, characters.
const LONGEST_NAME: usize = 100;

/// What is typed about somebody new.
#[derive(Clone, Default)]
pub struct NewCitizen {
    /// `borger_id`, where the municipality has one.
    pub external_id: String,
    /// CPR number, where it is known.
    pub cpr: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Home postcode.
    pub postcode: String,
    /// Name and address protected.
    pub protected: bool,
    /// Next deadline.
    pub deadline: Option<NaiveDate>,
}

impl std::fmt::Debug for NewCitizen {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("NewCitizen(…)")
    }
}

/// Makes a citizen who waits from today on, in the hands of whoever makes it.
#[derive(Clone, Debug)]
pub struct CreateCitizen {
    /// What was typed.
    pub details: NewCitizen,
}

impl Intention for CreateCitizen {
    const NAME: &'static str = "citizen.create";
    const RIGHT: Right = Right::ChangeCitizens;
    type Done = CitizenId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<CitizenId, Failure> {
        let fields = self.details.faults(app);
        if !fields.is_empty() {
            return Err(Refusal::Invalid { fields }.into());
        }
        let citizen = self.details.citizen(work);
        if let Some(number) = &citizen.cpr
            && citizens::by_cpr(work, number).await?.is_some()
        {
            return Err(Refusal::ExistsAlready { field: "cpr" }.into());
        }
        if !citizens::insert(work, &citizen).await? {
            return Err(Refusal::ExistsAlready { field: "borger_id" }.into());
        }
        work.happened(Event::CitizenChanged { citizen: citizen.id });
        work.note(Subject::new("citizen", citizen.id), json!({ "version": 1 }));
        Ok(citizen.id)
    }
}

impl NewCitizen {
    fn faults(&self, app: &App) -> Vec<FieldRefused> {
        let mut fields = Vec::new();
        for (field, name) in [("fornavn", &self.given), ("efternavn", &self.family)] {
            if name.trim().is_empty() {
                fields.push(FieldRefused::new(field, "error-required"));
            } else if name.chars().count() > LONGEST_NAME || holds_cpr_number(name) {
                fields.push(FieldRefused::new(field, "citizen-name-invalid"));
            }
        }
        if !self.cpr.trim().is_empty() && CprNumber::parse(&self.cpr).is_err() {
            fields.push(FieldRefused::new("cpr", "citizen-cpr-invalid"));
        }
        if !self.external_id.trim().is_empty() && ExternalId::parse(self.external_id.trim()).is_err() {
            fields.push(FieldRefused::new("borger_id", "citizen-id-invalid"));
        }
        let known = |text: &str| Postcode::parse(text).is_ok_and(|postcode| app.reference.postcodes.find(&postcode).is_some());
        if !self.postcode.trim().is_empty() && !known(&self.postcode) {
            fields.push(FieldRefused::new("postnr", "citizen-postcode-unknown"));
        }
        fields
    }

    fn citizen(&self, work: &Work<'_>) -> Citizen {
        let cpr = CprNumber::parse(&self.cpr).ok();
        Citizen {
            id: CitizenId(work.ids().random()),
            search: SearchId(work.ids().random()),
            external_id: ExternalId::parse(self.external_id.trim()).ok().map(|id| id.to_string()),
            name: PersonName::new(self.given.trim().to_owned(), self.family.trim().to_owned()),
            postcode: Postcode::parse(&self.postcode).ok().map(|postcode| postcode.to_string()),
            benefit_since: None,
            waiting_since: Some(day_of(work.at())),
            has_place: false,
            deadline: self.deadline,
            team: team_of(work),
            consultant: work.actor().account(),
            profile: Profile { protected: self.protected, ..Profile::default() },
            legal: LegalSituation { birth_date: cpr.as_ref().and_then(CprNumber::birth_date), ..LegalSituation::default() },
            cpr,
            version: 1,
        }
    }
}

fn team_of(work: &Work<'_>) -> Option<TeamId> {
    match work.actor().who {
        Who::Staff { team, .. } => team,
        _ => None,
    }
}

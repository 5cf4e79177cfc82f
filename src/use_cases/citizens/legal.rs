//! Changes what the law asks about a citizen; it opens or closes places and never gives points.

use serde_json::json;

use crate::{
    domain::{
        citizen::LegalSituation,
        event::Event,
        ids::CitizenId,
        numbers::{CvrNumber, PNumber},
        permission::Right,
        reference::FreeText,
        refusal::{FieldRefused, Refusal},
        rulebook::RuleBook,
    },
    store::{
        citizens,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Changes the legal situation.
#[derive(Clone, Debug)]
pub struct ChangeLegalSituation {
    /// Whose.
    pub citizen: CitizenId,
    /// The version that the form showed.
    pub version: i32,
    /// What is true now; a fact left out is unknown.
    pub legal: LegalSituation,
}

impl Intention for ChangeLegalSituation {
    const NAME: &'static str = "citizen.change_legal";
    const RIGHT: Right = Right::ChangeCitizens;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut citizen = citizens::find(work, self.citizen).await?.or_not_found()?;
        same_version(self.version, citizen.version)?;
        self.check(app, work, &*app.rules.of(work).await?)?;
        citizen.legal = self.legal.clone();
        citizens::update(work, &citizen).await?;
        work.happened(Event::CitizenChanged { citizen: citizen.id });
        work.note(Subject::new("citizen", citizen.id), json!({ "version": citizen.version + 1 }));
        Ok(())
    }
}

impl ChangeLegalSituation {
    fn check(&self, app: &App, work: &Work<'_>, book: &RuleBook) -> Result<(), Refusal> {
        use crate::{base::clock::day_of, store::scope::Scope};
        let mut fields = Vec::new();
        if self.legal.target_group.as_ref().is_some_and(|group| book.group(group).is_none()) {
            fields.push(FieldRefused::new("maalgruppe", "citizen-choose-from-list"));
        }
        if self.legal.birth_date.is_some_and(|born| born >= day_of(work.at())) {
            fields.push(FieldRefused::new("foedselsdato", "citizen-birth-date-invalid"));
        }
        let is_number = |text: &String| CvrNumber::parse(text).is_ok() || PNumber::parse(text).is_ok();
        if self.legal.last_employer.as_ref().is_some_and(|text| !is_number(text)) {
            fields.push(FieldRefused::new("seneste_arbejdsgiver", "citizen-employer-invalid"));
        }
        let function = self.legal.last_function.as_deref().unwrap_or_default();
        if let Err(why) = FreeText::parse(function, &app.reference.diagnosis_words) {
            fields.push(FieldRefused::free_text("seneste_funktion", &why));
        }
        if fields.is_empty() { Ok(()) } else { Err(Refusal::Invalid { fields }) }
    }
}

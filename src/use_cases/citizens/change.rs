//! Changes a citizen's profile; two who change it at once are told of each other.

use serde_json::json;

use super::profile::ProfileDetails;
use crate::{
    domain::{event::Event, ids::CitizenId, permission::Right},
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

/// Changes wishes, skills, hours, travel and conditions.
#[derive(Clone, Debug)]
pub struct ChangeProfile {
    /// Whose.
    pub citizen: CitizenId,
    /// The version that the form showed.
    pub version: i32,
    /// What was typed.
    pub details: ProfileDetails,
}

impl Intention for ChangeProfile {
    const NAME: &'static str = "citizen.change_profile";
    const RIGHT: Right = Right::ChangeCitizens;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let citizen = citizens::find(work, self.citizen).await?.or_not_found()?;
        same_version(self.version, citizen.version)?;
        let changed = self.details.applied_to(app, &citizen)?;
        citizens::update(work, &changed).await?;
        work.happened(Event::CitizenChanged { citizen: citizen.id });
        work.note(Subject::new("citizen", citizen.id), json!({ "version": citizen.version + 1 }));
        Ok(())
    }
}

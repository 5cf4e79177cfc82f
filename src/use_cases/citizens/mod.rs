//! Citizens as staff work with them: who waits, one file opened for a stated purpose, and the profile that is matched.

mod change;
mod courses;
mod legal;
mod look;
mod new;
mod profile;

pub use change::ChangeProfile;
pub use courses::HeldPlace;
pub use legal::ChangeLegalSituation;
pub use look::{CitizenFile, CitizenKey, CitizenLine, CitizenPage, FindCitizens, ListCitizens, OpenCitizen, file};
pub use new::{CreateCitizen, NewCitizen};
pub use profile::{LICENCES, MOST_SKILLS, MOST_WISHES, ProfileDetails, WISH_FIELDS, wish_of};

use super::app::App;
use crate::domain::{citizen::Citizen, numbers::Postcode};
pub use crate::store::citizens::Filter as CitizenFilter;

/// The citizen with the point from which journeys start: that of the home postcode.
#[must_use]
pub fn at_home(app: &App, mut citizen: Citizen) -> Citizen {
    let postcode = citizen.postcode.as_deref().and_then(|postcode| Postcode::parse(postcode).ok());
    citizen.profile.home = postcode.and_then(|postcode| app.reference.postcodes.find(&postcode)).map(|area| area.point);
    citizen
}

//! Where a list's row says that something lies: address, postcode, point.

use crate::{
    domain::{
        company::Address,
        numbers::{MunicipalityCode, Postcode},
        place::Point,
    },
    use_cases::app::App,
};

/// The parts of an address as a row gives them.
pub(super) struct Given<'a> {
    pub street: Option<&'a String>,
    pub postcode: Option<&'a Postcode>,
    pub town: Option<&'a String>,
    pub municipality: Option<&'a MunicipalityCode>,
}

/// The address with what is given, and with town and municipality by the postcode where they are not.
pub(super) fn address(app: &App, before: &Address, given: &Given<'_>) -> Address {
    let area = given.postcode.and_then(|postcode| app.reference.postcodes.find(postcode));
    let town = given.town.cloned().or_else(|| area.map(|area| area.name.clone()));
    let municipality = given.municipality.or_else(|| area.and_then(|area| area.municipalities.first()));
    Address {
        street: given.street.cloned().or_else(|| before.street.clone()),
        postcode: given.postcode.map(ToString::to_string).or_else(|| before.postcode.clone()),
        town: town.or_else(|| before.town.clone()),
        municipality: municipality.map(ToString::to_string).or_else(|| before.municipality.clone()),
    }
}

/// The point of an address' postcode.
pub(super) fn point(app: &App, address: &Address) -> Option<Point> {
    let postcode = Postcode::parse(address.postcode.as_deref()?).ok()?;
    app.reference.postcodes.find(&postcode).map(|area| area.point)
}

//! Where something lies, as the register writes it.

use serde::Deserialize;

use super::{super::said, Dated};
use crate::{
    domain::numbers::{MunicipalityCode, Postcode},
    gateway::cvr::RegisterAddress,
};

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Address {
    vejnavn: Option<String>,
    husnummer_fra: Option<u32>,
    husnummer_til: Option<u32>,
    bogstav_fra: Option<String>,
    bogstav_til: Option<String>,
    etage: Option<String>,
    sidedoer: Option<String>,
    fritekst: Option<String>,
    postnummer: Option<u32>,
    postdistrikt: Option<String>,
    kommune: Option<Municipality>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Municipality {
    kommune_kode: Option<u32>,
}

pub(super) fn address(dated: Option<Dated<Address>>) -> RegisterAddress {
    let Some(Dated { value, .. }) = dated else { return RegisterAddress::default() };
    RegisterAddress {
        postcode: value.postnummer.and_then(|number| Postcode::parse(&number.to_string()).ok()),
        municipality: value.kommune.as_ref().and_then(|place| MunicipalityCode::parse(&place.kommune_kode?.to_string()).ok()),
        town: said(value.postdistrikt.clone()),
        street: street(value),
    }
}

/// "Pilevej 43A-45B, 3. tv"; free text where there is no street.
fn street(address: Address) -> Option<String> {
    let Some(road) = said(address.vejnavn) else { return said(address.fritekst) };
    let house = |number: Option<u32>, letter: Option<String>| number.map(|number| format!("{number}{}", letter.unwrap_or_default()));
    let first = house(address.husnummer_fra, address.bogstav_fra).map(|house| format!(" {house}")).unwrap_or_default();
    let last = house(address.husnummer_til, address.bogstav_til).map(|house| format!("-{house}")).unwrap_or_default();
    let floor = said(address.etage).map(|floor| if floor.parse::<u8>().is_ok() { format!("{floor}.") } else { floor });
    let inside: Vec<String> = floor.into_iter().chain(said(address.sidedoer)).collect();
    let inside = if inside.is_empty() { String::new() } else { format!(", {}", inside.join(" ")) };
    said(Some(format!("{road}{first}{last}{inside}")))
}

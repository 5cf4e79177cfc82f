//! Where things lie: a typed address becomes town, municipality and point.

use super::{app::App, typed::Fields};
use crate::domain::{company::Address, numbers::Postcode, place::Point};

/// An address as it stands in a form.
#[derive(Clone, Copy, Debug)]
pub struct TypedAddress<'a> {
    /// Street and number.
    pub street: &'a str,
    /// Postcode.
    pub postcode: &'a str,
}

impl TypedAddress<'_> {
    /// Reads the address; town, municipality and point follow from the postcode.
    pub fn read(self, app: &App, fields: &mut Fields) -> (Address, Option<Point>) {
        let street = fields.line("street", self.street);
        let Some(typed) = fields.line("postcode", self.postcode) else {
            return (Address { street, ..Address::default() }, None);
        };
        let postcode = Postcode::parse(typed.split_whitespace().next().unwrap_or_default()).ok();
        let Some((postcode, area)) = postcode.and_then(|postcode| Some((postcode.clone(), app.reference.postcodes.find(&postcode)?)))
        else {
            fields.refuse("postcode", "error-postcode");
            return (Address { street, ..Address::default() }, None);
        };
        let address = Address {
            street,
            postcode: Some(postcode.to_string()),
            town: Some(area.name.clone()),
            municipality: area.municipalities.first().map(ToString::to_string),
        };
        (address, Some(area.point))
    }
}

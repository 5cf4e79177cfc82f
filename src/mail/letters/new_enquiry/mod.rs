//! M21 to staff: an enquiry came, with what was typed as plain words.

use uuid::Uuid;

use super::in_language;
use crate::{
    base::clock::Moment,
    domain::{
        enquiry::{Offer, OfferKind},
        terms::Language,
    },
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct NewEnquiry {
    /// Which.
    pub enquiry: Uuid,
    /// Its number.
    pub number: String,
    /// By when it is answered.
    pub due_at: Moment,
    /// What was typed.
    pub offer: Box<Offer>,
}

impl NewEnquiry {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let (offer, texts) = (&self.offer, Texts::new(language));
        let word = |kind: &OfferKind| texts.text(&format!("offer-kind-{kind}")).into_owned();
        let optional = [
            ("cvr", offer.cvr.clone()),
            ("kinds", Some(offer.kinds.iter().map(word).collect::<Vec<_>>().join(", "))),
            ("hours", offer.hours.clone()),
            ("seats", offer.seats.map(|seats| seats.to_string())),
            ("from", offer.from.clone()),
            ("phone", offer.phone.clone()),
            ("email", offer.email.clone()),
            ("message", Some(offer.message.clone())),
        ];
        let said = optional.iter().filter(|(_, value)| value.as_ref().is_some_and(|text| !text.is_empty())).map(|(name, _)| *name);
        let mut values = vec![
            ("number", self.number.clone()),
            ("due", texts.moment(self.due_at)),
            ("company", offer.company.clone()),
            ("place", [Some(offer.postcode.clone()), offer.town.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")),
            ("job", offer.job.clone()),
            ("person", offer.person.clone()),
            ("enquiry_url", frame.enquiry_url(self.enquiry)),
        ];
        let said = said.collect();
        values.extend(optional.into_iter().map(|(name, value)| (name, value.unwrap_or_default())));
        Prose { text: in_language(language, include_str!("da.txt"), include_str!("en.txt")), said, values }
    }
}

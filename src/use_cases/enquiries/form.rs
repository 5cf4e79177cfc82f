//! The public form "Tilbyd en plads": anybody may send it, so everything in it is bounded and nothing of it is given back.

use chrono::Datelike;
use serde::Deserialize;
use serde_json::json;

use super::routing::{route, told};
use crate::{
    base::{
        clock::{Moment, ZONE, moment_at},
        secret::hash_of,
    },
    domain::{
        enquiry::{Enquiry, EnquiryNumber, EnquiryState, Offer, OfferKind, working_hours_later},
        event::Event,
        ids::EnquiryId,
        numbers::{CvrNumber, Postcode},
        permission::Right,
        reference::holds_cpr_number,
        task::TaskKind,
        terms::Language,
    },
    store::{
        companies, enquiries,
        scope::Scope,
        tasks::{self, NewTask},
        tenants,
        work::{Subject, Work},
    },
    use_cases::{app::App, failure::Failure, intention::Intention, typed::Fields},
};

/// Seconds that a person needs at least to fill in the form.
const FEWEST_SECONDS: i64 = 3;
/// Seconds after which the form is shown anew.
const MOST_SECONDS: i64 = 24 * 3600;
/// Digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// What is wrong with the stamp of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampRefused {
    /// It was sent faster than anybody types.
    TooFast,
    /// It is older than a day, or none of ours.
    Stale,
}

/// A stamp for a form that is shown now.
#[must_use]
pub fn fresh_stamp(app: &App) -> String {
    app.keys.form_stamp(app.now().timestamp(), app.ids.as_ref())
}

/// Whether a form with this stamp was shown by us, long enough ago and not too long.
///
/// # Errors
/// It was not.
pub fn check_stamp(app: &App, stamp: &str) -> Result<(), StampRefused> {
    let shown_at = app.keys.form_shown_at(stamp).ok_or(StampRefused::Stale)?;
    match app.now().timestamp() - shown_at {
        0..FEWEST_SECONDS => Err(StampRefused::TooFast),
        FEWEST_SECONDS..=MOST_SECONDS => Ok(()),
        _ => Err(StampRefused::Stale),
    }
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedOffer {
    /// To which municipality.
    pub kommune: i32,
    /// The stamp of the form; a form sent twice is one enquiry.
    pub stempel: String,
    /// Stays empty; programs that fill in every field give themselves away.
    pub hjemmeside: String,
    /// The company's name.
    pub virksomhed: String,
    /// CVR number; may be empty.
    pub cvr: String,
    /// Postcode.
    pub postnr: String,
    /// Town.
    pub by: String,
    /// The work.
    pub job: String,
    /// Words of [`OfferKind`].
    pub slags: Vec<String>,
    /// Hours a week.
    pub timer: String,
    /// How many at once.
    pub antal: String,
    /// From when.
    pub fra: String,
    /// Whom to answer.
    pub navn: String,
    /// Phone.
    pub telefon: String,
    /// Mail address.
    pub email: String,
    /// Anything else.
    pub besked: String,
}

impl TypedOffer {
    /// What was typed, checked.
    fn read(&self, app: &App) -> Result<Offer, Failure> {
        let mut fields = Fields::default();
        let company = fields.required("virksomhed", &self.virksomhed);
        let cvr = fields.line("cvr", &self.cvr).and_then(|typed| fields.parsed("cvr", &typed, "company-cvr-invalid", CvrNumber::parse));
        let postcode = fields.parsed("postnr", &self.postnr, "enquiry-postcode-wrong", Postcode::parse);
        let (town, job) = (fields.line("by", &self.by), fields.required("job", &self.job));
        let kinds = self.slags.iter().filter_map(|word| fields.word("slags", word, OfferKind::parse)).collect();
        let (hours, from) = (fields.line("timer", &self.timer), fields.line("fra", &self.fra));
        let seats = fields.whole("antal", &self.antal);
        let person = fields.required("navn", &self.navn);
        let (phone, email) = (self.phone(&mut fields), fields.mail_address("email", &self.email));
        if phone.is_none() && email.is_none() {
            fields.refuse("telefon", "enquiry-unreachable");
        }
        let message = fields.free_text("besked", &self.besked, app);
        self.refuse_numbers_of_people(&mut fields);
        let read = company.zip(postcode).zip(job.zip(person));
        let ((company, postcode), (job, person)) = fields.accept(read)?;
        let cvr = cvr.map(|cvr| cvr.to_string());
        let postcode = postcode.to_string();
        Ok(Offer { company, cvr, postcode, town, job, kinds, hours, seats, from, person, phone, email, message })
    }

    fn phone(&self, fields: &mut Fields) -> Option<String> {
        let phone = fields.line("telefon", &self.telefon)?;
        let is_one = phone.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
        if !is_one || !DIGITS.contains(&phone.chars().filter(char::is_ascii_digit).count()) {
            fields.refuse("telefon", "call-phone-wrong");
        }
        Some(phone)
    }

    /// A company may think that it helps to name somebody; no CPR number is taken, in whichever field it stands.
    fn refuse_numbers_of_people(&self, fields: &mut Fields) {
        let typed = [
            ("virksomhed", &self.virksomhed),
            ("by", &self.by),
            ("job", &self.job),
            ("timer", &self.timer),
            ("fra", &self.fra),
            ("navn", &self.navn),
            ("telefon", &self.telefon),
            ("email", &self.email),
        ];
        for (field, _) in typed.iter().filter(|(_, text)| holds_cpr_number(text)) {
            fields.refuse(field, "free-text-cpr");
        }
    }
}

/// Takes in what a stranger typed.
#[derive(Clone, Debug)]
pub struct SendEnquiry {
    /// The form.
    pub typed: TypedOffer,
    /// The language of the form.
    pub language: Language,
}

impl Intention for SendEnquiry {
    const NAME: &'static str = "enquiry.send";
    const RIGHT: Right = Right::Housekeeping;
    type Done = EnquiryNumber;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<EnquiryNumber, Failure> {
        let offer = self.typed.read(app)?;
        tenants::lock(work).await?;
        let once_key: String = hash_of(self.typed.stempel.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        if let Some(known) = enquiries::of_form(work, &once_key).await? {
            work.leave_no_trace();
            return Ok(known.number);
        }
        let enquiry = self.enquiry(app, work, offer).await?;
        enquiries::insert(work, &enquiry, &once_key).await?;
        tasks::add(work, &task(&enquiry)).await?;
        for account in told(app, work, &enquiry).await? {
            work.happened(Event::EnquiryCame { enquiry: enquiry.id, account });
        }
        if enquiry.offer.as_ref().is_some_and(|offer| offer.email.is_some()) {
            work.happened(Event::EnquiryReceived { enquiry: enquiry.id, language: self.language });
        }
        work.note(Subject::new("enquiry", enquiry.id), json!({ "assigned_to": enquiry.assigned_to, "team": enquiry.team }));
        Ok(enquiry.number)
    }
}

impl SendEnquiry {
    async fn enquiry(&self, app: &App, work: &Work<'_>, offer: Offer) -> Result<Enquiry, Failure> {
        let company = match offer.cvr.as_deref().and_then(|cvr| CvrNumber::parse(cvr).ok()) {
            Some(cvr) => companies::standing_by_cvr(work, &cvr).await?,
            None => None,
        };
        let routed = route(work, &offer, company.as_ref()).await?;
        let local = work.at().with_timezone(&ZONE).naive_local();
        Ok(Enquiry {
            id: EnquiryId(work.new_id()),
            number: enquiries::next_number(work, local.year()).await?,
            state: EnquiryState::New,
            offer: Some(offer),
            language: self.language,
            company: company.map(|company| company.id),
            assigned_to: routed.account,
            team: routed.team,
            due_at: due_at(app, work.at()),
            answer: None,
            end: None,
            came_at: work.at(),
            closed_at: None,
            version: 1,
        })
    }
}

/// By when an enquiry that comes at a moment is answered.
fn due_at(app: &App, came_at: Moment) -> Moment {
    let due = working_hours_later(came_at.with_timezone(&ZONE).naive_local(), app.settings.enquiries.answer_hours);
    moment_at(due.date(), due.time())
}

/// The task of whoever answers.
pub(super) fn task(enquiry: &Enquiry) -> NewTask {
    NewTask {
        kind: TaskKind::Enquiry,
        company: enquiry.company,
        subject: Some(enquiry.id.0),
        assigned_to: enquiry.assigned_to,
        due_at: enquiry.due_at,
        note: Some(enquiry.number.to_string()),
        once_key: None,
    }
}

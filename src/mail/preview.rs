//! A sample of every letter in both languages, for tests and for the page on which letters are looked at.

use chrono::{NaiveDate, TimeZone, Utc};
use uuid::Uuid;

use super::{
    compose::{Cover, Frame, Rendered, ReplyTo, Unsendable, compose},
    letters::{
        Matter,
        agreement_ends::AgreementEnds,
        agreement_ready::AgreementReady,
        company_barred::CompanyBarred,
        dormant_relations::DormantRelations,
        enquiry_receipt::EnquiryReceipt,
        greeting::Greeting,
        new_enquiry::NewEnquiry,
        new_proposal::NewProposal,
        password_reset::PasswordReset,
        proposal_gone::{ProposalGone, Reason},
        representative_asked::RepresentativeAsked,
        room_changed::RoomChanged,
        rules_change::RulesChange,
        sign_in_code::SignInCode,
        slot_lines::SlotLines,
        slots_asked::SlotsAsked,
        slots_closed::SlotsClosed,
        user_changed::UserChanged,
        welcome::Welcome,
    },
};
use crate::domain::{
    company::{AccessChange, ContactRole},
    enquiry::{Offer, OfferKind},
    ids::AgreementId,
    numbers::PNumber,
    period::Period,
    placement::HoursStep,
    room::Room,
    slot::HoursWindow,
    terms::Language,
};

/// The name of a sample and its letter.
pub type Sample = (String, Rendered);

/// The frame of the samples.
#[must_use]
pub fn frame() -> Frame {
    Frame {
        from: "Brobygger <brobygger@eksempelkoebing.example>".to_owned(),
        base_url: "https://brobygger.example".to_owned(),
        municipality: "Eksempelkøbing Kommune".to_owned(),
        unit_name: "Kommunens virksomhedsindgang".to_owned(),
    }
}

/// Every letter in every form and language, with this title of a place.
///
/// # Errors
/// A text is broken.
pub fn samples(title: Option<&str>) -> Result<Vec<Sample>, Unsendable> {
    let mut samples = Vec::new();
    for (name, matter) in matters(title) {
        for language in Language::ALL {
            samples.push((format!("{name}_{language}"), compose(&frame(), &cover(*language, &matter), &matter)?));
        }
    }
    Ok(samples)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn matters(title: Option<&str>) -> Vec<(String, Matter)> {
    let title = title.map(str::to_owned);
    let proposal = NewProposal {
        title: title.clone(),
        period: Period { from: day(3, 9), to: day(4, 5) },
        weekly_hours: vec![HoursStep { from: day(3, 9), hours: 15.0 }],
        answer_by: Utc.with_ymd_and_hms(2026, 3, 16, 7, 0, 0).single(),
        token: "S4mpleT0ken".to_owned(),
    };
    let rising = vec![HoursStep { from: day(3, 9), hours: 7.5 }, HoursStep { from: day(3, 23), hours: 15.0 }];
    let steps = NewProposal { weekly_hours: rising, answer_by: None, ..proposal.clone() };
    let mut all = company_matters();
    all.extend([("m02".to_owned(), Matter::NewProposal(proposal)), ("m02_steps".to_owned(), Matter::NewProposal(steps))]);
    for reason in Reason::ALL {
        let gone = ProposalGone { title: title.clone(), reason: *reason };
        all.push((format!("m04_{reason}"), Matter::ProposalGone(gone)));
    }
    all.extend(about_slots(title.as_ref()));
    if let Ok(p_number) = PNumber::parse("9000000001") {
        let changed = |used| Matter::RoomChanged(RoomChanged { p_number: p_number.clone(), room: Room { used, allowed: 4 } });
        all.extend([("m20_full".to_owned(), changed(4)), ("m20_room".to_owned(), changed(3))]);
    }
    let names = vec!["Varighed af virksomhedspraktik for jobparate".to_owned(), "Timer om ugen".to_owned()];
    let change = RulesChange { day: NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default(), names, more: 3, affected: 17 };
    all.push(("m31".to_owned(), Matter::RulesChange(change.clone())));
    all.push(("m31_nobody".to_owned(), Matter::RulesChange(RulesChange { more: 0, affected: 0, ..change })));
    all.extend(barred());
    all.push(("m19".to_owned(), Matter::DormantRelations(DormantRelations { count: 4 })));
    let (company, consultant) = ("Nordhavn Lager ApS".to_owned(), "Bente Lund".to_owned());
    all.push(("m19_greeting".to_owned(), Matter::Greeting(Greeting { company, consultant, phone: Some("00 12 03 03".to_owned()) })));
    all.extend(about_agreements(title.as_deref()));
    all.push(("m34".to_owned(), Matter::SignInCode(SignInCode { digits: "047218".to_owned(), minutes: 10 })));
    all.push(("m35".to_owned(), Matter::PasswordReset(PasswordReset { token: "S4mpleT0ken".to_owned(), minutes: 10 })));
    all
}

fn about_slots(title: Option<&String>) -> Vec<(String, Matter)> {
    let lines = |count: usize| SlotLines(vec![(Some("Nordhavn Lager".to_owned()), title.cloned()); count]);
    let (closed_after_days, token) = (90, "S4mpleT0ken".to_owned());
    let asked = SlotsAsked { slots: lines(2), has_old: false, closed_after_days, token: token.clone() };
    let many = SlotsAsked { slots: lines(15), has_old: true, ..asked.clone() };
    let closed = SlotsClosed { slots: lines(1), closed_after_days, token: Some(token) };
    let to_staff = SlotsClosed { slots: lines(3), token: None, ..closed.clone() };
    vec![
        ("m10".to_owned(), Matter::SlotsAsked(asked)),
        ("m10_many".to_owned(), Matter::SlotsAsked(many)),
        ("m11".to_owned(), Matter::SlotsClosed(closed)),
        ("m11_staff".to_owned(), Matter::SlotsClosed(to_staff)),
    ]
}

/// Letters to a company's users and about enquiries.
fn company_matters() -> Vec<(String, Matter)> {
    let (name, company) = ("Karim Eksempel".to_owned(), "Nordhavn Lager ApS".to_owned());
    let (adviser, phone) = ("Bente Lund".to_owned(), "72 36 00 00".to_owned());
    let offer = Offer {
        company: "Bageriet på Torvet".to_owned(),
        cvr: Some("99000007".to_owned()),
        postcode: "4300".to_owned(),
        town: Some("Holbæk".to_owned()),
        job: "Bagermedhjælper".to_owned(),
        kinds: vec![OfferKind::Trial, OfferKind::PaidHours],
        hours: Some("10-20".to_owned()),
        seats: Some(2),
        from: Some("1. april".to_owned()),
        person: "Åse Eksempel".to_owned(),
        phone: Some("12 34 56 78".to_owned()),
        email: Some("aase@bageriet.example".to_owned()),
        message: "Se https://evil.example og ring efter klokken 10.".to_owned(),
    };
    let due_at = Utc.with_ymd_and_hms(2026, 3, 3, 7, 0, 0).single().unwrap_or_default();
    let number = "H-2026-0012".to_owned();
    let mut all = vec![("m01".to_owned(), Matter::Welcome(Welcome { name: name.clone(), company: company.clone(), adviser, phone }))];
    all.push((
        "m21".to_owned(),
        Matter::NewEnquiry(NewEnquiry { enquiry: Uuid::nil(), number: number.clone(), due_at, offer: Box::new(offer) }),
    ));
    all.push(("m21_receipt".to_owned(), Matter::EnquiryReceipt(EnquiryReceipt { number })));
    for change in AccessChange::ALL {
        let told = UserChanged { name: name.clone(), role: ContactRole::Admin, company: company.clone(), change: *change };
        all.push((format!("m27_{change}"), Matter::UserChanged(told)));
    }
    all
}

/// A pause and a block, as the company and as the staff read of them.
fn barred() -> Vec<(String, Matter)> {
    let adviser = Some(("Bente Lund".to_owned(), "12 34 56 78".to_owned()));
    let paused = CompanyBarred { company: None, until: Some(day(4, 30)), adviser };
    let blocked = CompanyBarred { until: None, adviser: None, ..paused.clone() };
    let to_staff = |letter: &CompanyBarred| CompanyBarred { company: Some("Nordhavn Lager ApS".to_owned()), ..letter.clone() };
    vec![
        ("m32_paused_staff".to_owned(), Matter::CompanyBarred(to_staff(&paused))),
        ("m32_blocked_staff".to_owned(), Matter::CompanyBarred(to_staff(&blocked))),
        ("m32_paused".to_owned(), Matter::CompanyBarred(paused)),
        ("m32_blocked".to_owned(), Matter::CompanyBarred(blocked)),
    ]
}

fn about_agreements(title: Option<&str>) -> Vec<(String, Matter)> {
    let (number, agreement) = ("2026-0007".to_owned(), AgreementId(Uuid::from_u128(7)));
    let asked = RepresentativeAsked {
        jobs: title.map(str::to_owned).into_iter().collect(),
        hours: Some(HoursWindow { min: 5.0, max: 15.0 }),
        period: (day(3, 9), Some(day(12, 31))),
        token: "S4mpleT0ken".to_owned(),
    };
    let ends = |is_for_company| AgreementEnds { number: number.clone(), day: day(12, 31), agreement, is_for_company };
    vec![
        ("m07".to_owned(), Matter::AgreementReady(AgreementReady { number: number.clone(), agreement })),
        ("m08".to_owned(), Matter::RepresentativeAsked(asked)),
        ("m18".to_owned(), Matter::AgreementEnds(ends(true))),
        ("m18_staff".to_owned(), Matter::AgreementEnds(ends(false))),
    ]
}

fn cover(language: Language, matter: &Matter) -> Cover {
    let to_a_company = match matter {
        Matter::Welcome(_)
        | Matter::NewProposal(_)
        | Matter::ProposalGone(_)
        | Matter::SlotsAsked(_)
        | Matter::Greeting(_)
        | Matter::AgreementReady(_) => true,
        Matter::SlotsClosed(letter) => letter.token.is_some(),
        _ => false,
    };
    let consultant = ReplyTo { name: "Bente Lund".to_owned(), address: "bente.lund@eksempelkoebing.example".to_owned() };
    Cover {
        to: "modtager@firma.example".to_owned(),
        reply_to: to_a_company.then_some(consultant),
        language,
        message_id: "<0f8fad5b-d9cb-469f-a165-70867728950e@eksempelkoebing.example>".to_owned(),
        written_at: Utc.with_ymd_and_hms(2026, 3, 2, 7, 0, 0).single().unwrap_or_default(),
    }
}

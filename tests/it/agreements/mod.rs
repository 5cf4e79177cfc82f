//! Agreements from draft to end: versions, approval by both sides, the slots they make, and the letters that follow.

mod life;
mod quota;
mod reminders;

use brobygger::{
    domain::{
        company::{Contact, ContactRole},
        ids::{AgreementId, ContactId},
        permission::Actor,
    },
    store::contacts,
    use_cases::agreements::{AgreementFile, ApproveAgreement, OpenAgreement, SaveAgreement, SendAgreement, TypedAgreement, TypedLine},
};

use crate::{
    kit::{House, Place},
    placements::stage::contact_of,
};

/// Everybody who has a part in an agreement.
pub struct Table {
    pub house: House,
    pub bente: Actor,
    pub place: Place,
    pub karim: Actor,
    pub speaker: Contact,
}

/// A line of places at the table's workplace.
pub fn line(place: &Place, title: &str, form: &str, seats: u32, hours: (&str, &str)) -> TypedLine {
    TypedLine {
        workplace: place.workplace.id.to_string(),
        title: title.to_owned(),
        forms: vec![form.to_owned()],
        seats: seats.to_string(),
        hours_min: hours.0.to_owned(),
        hours_max: hours.1.to_owned(),
        ..TypedLine::default()
    }
}

impl Table {
    pub async fn set(house: House) -> Self {
        let (_, bente) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let speaker = Contact {
            id: ContactId(house.app.ids.random()),
            name: "Tove Tillid".to_owned(),
            email: Some("tove@nordhavn.example".to_owned()),
            role: ContactRole::Representative,
            ..place.contact.clone()
        };
        house.write(house.tenant, async |work| contacts::insert(work, &speaker).await.expect("a contact")).await;
        let karim = contact_of(&house, house.tenant, &place);
        Self { house, bente, place, karim, speaker }
    }

    /// J4's agreement: four places of praktik, two of them kept, and a minifleksjob, with a mentor.
    pub fn typed(&self) -> TypedAgreement {
        let mut praktik = line(&self.place, "Lagermedarbejder", "virksomhedspraktik", 4, ("10", "20"));
        praktik.reserved_seats = "2".to_owned();
        praktik.reserved_for = vec!["kh_aktivitetsparat".to_owned()];
        TypedAgreement {
            number: "2026-0007".to_owned(),
            kind: "virksomhedscenter".to_owned(),
            starts_on: "2026-03-02".to_owned(),
            ends_on: "2026-12-31".to_owned(),
            responsible: self.bente.account().expect("an account").to_string(),
            lines: vec![praktik, line(&self.place, "Pakkeri", "fleksjob", 1, ("3", "9,5"))],
            mentor_hours: "6".to_owned(),
            mentor_paid_by: "municipality".to_owned(),
            mentor_rate: "312,50".to_owned(),
            ours: vec!["Svarer inden 2 hverdage".to_owned()],
            theirs: vec!["Holder pladserne åbne".to_owned()],
            ..TypedAgreement::default()
        }
    }

    pub async fn draft(&self) -> AgreementId {
        let save = SaveAgreement { company: self.place.company.id, agreement: None, typed: self.typed() };
        self.house.app.carry_out(&self.bente, &save).await.expect("written")
    }

    pub async fn file(&self, agreement: AgreementId) -> AgreementFile {
        self.house.app.ask(&self.bente, &OpenAgreement { agreement }).await.expect("open")
    }

    /// Sends the latest version; nobody speaks for the employees.
    pub async fn send(&self, agreement: AgreementId) {
        self.send_to(agreement, String::new()).await;
    }

    pub async fn send_to(&self, agreement: AgreementId, representative: String) {
        let version = self.file(agreement).await.agreement.version;
        let send = SendAgreement { agreement, version, representative, reason: "Ingen valgt".to_owned() };
        self.house.app.carry_out(&self.bente, &send).await.expect("sent");
        self.house.wait(chrono::Duration::seconds(1));
    }

    /// Written, sent and approved.
    pub async fn agreed(&self) -> AgreementId {
        let agreement = self.draft().await;
        self.send(agreement).await;
        self.approve(agreement).await;
        agreement
    }

    pub async fn approve(&self, agreement: AgreementId) {
        let yes = self.yes(agreement).await;
        self.house.app.carry_out(&self.karim, &yes).await.expect("approved");
        self.house.wait(chrono::Duration::seconds(1));
    }

    /// The company's yes to what its page shows now.
    pub async fn yes(&self, agreement: AgreementId) -> ApproveAgreement {
        let newest = self.file(agreement).await.versions.remove(0);
        ApproveAgreement { agreement, version: newest.id, sent_at: newest.sent_at.expect("a text that was sent") }
    }
}

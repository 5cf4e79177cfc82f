//! Letters in a test: a mail server in the settings, a question to a company, and what became of it.

use std::sync::Arc;

use brobygger::{
    domain::{
        company::Contact,
        event::Event,
        ids::{LinkId, PlacementId, TenantId},
        slot::Slot,
    },
    jobs::{post_office, runner},
    mail::postman::Postman,
    settings::MailTls,
    store::{
        letters::{self, Progress},
        links::{self, Link, LinkKind},
        scope::Scope,
        work::Work,
    },
    use_cases::app::App,
};
use chrono::Duration;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{House, day, smtp::Sink};

impl House {
    /// The house with this mail server in its settings.
    pub fn with_mail(&self, sink: &Sink) -> App {
        self.with_mail_tls(sink, MailTls::Required)
    }

    /// The same without working hours and without the limit of one letter a day, which have tests of their own.
    pub fn with_mail_at_any_hour(&self, sink: &Sink) -> App {
        let app = self.with_mail(sink);
        let mut settings = brobygger::settings::Settings::clone(&app.settings);
        settings.mail.quiet_hours = false;
        App { settings: Arc::new(settings), ..app }
    }

    /// The same over a line that is protected so.
    pub fn with_mail_tls(&self, sink: &Sink, tls: MailTls) -> App {
        let mut settings = brobygger::settings::Settings::clone(&self.app.settings);
        settings.server.base_url = "https://brobygger.example".to_owned();
        settings.mail.host = "127.0.0.1".to_owned();
        settings.mail.port = sink.port();
        settings.mail.ca_file = Some(sink.ca_file());
        settings.mail.tls = tls;
        App { settings: Arc::new(settings), ..self.app.clone() }
    }

    /// A company has just been asked about a slot; gives the placement and its answer link.
    pub async fn asked(&self, tenant: TenantId, slot: &Slot, contact: &Contact) -> (PlacementId, LinkId) {
        let citizen = self.citizen(tenant).await;
        let (account, _) = self.account(tenant, &format!("jk-{}", self.app.ids.random().simple()), &["job_consultant"]).await;
        let placement = PlacementId(self.app.ids.random());
        let link = LinkId(self.app.ids.random());
        self.write(tenant, async |work| {
            placement_row(work, placement, slot, citizen.id.0, account.id.0).insert(&work.db()).await.expect("a placement");
            links::insert(work, &answer_link(work, link, placement, contact)).await.expect("a link");
            work.happened(Event::PlacementOffered { placement, contact: contact.id, link });
        })
        .await;
        (placement, link)
    }

    /// How far the letters about a placement have come.
    pub async fn letters(&self, placement: PlacementId) -> Vec<Progress> {
        let reader = self.app.reader(self.tenant).await.expect("a reader");
        letters::about(&reader, placement).await.expect("letters")
    }
}

/// The postman of a house with a mail server.
pub fn postman(app: &App) -> Postman {
    post_office::postman(app).expect("a postman")
}

/// Does what is due and tells how many letters the server took.
pub async fn post(app: &App, postman: &Postman) -> runner::Post {
    runner::run_jobs_once(app, postman).await.expect("jobs").post
}

fn answer_link(work: &Work<'_>, id: LinkId, placement: PlacementId, contact: &Contact) -> Link {
    Link {
        subject: None,
        tenant: work.tenant(),
        id,
        kind: LinkKind::Answer,
        placement: Some(placement),
        contact: Some(contact.id),
        account: None,
        expires_at: work.at() + Duration::days(14),
        used_at: None,
    }
}

fn placement_row(
    work: &Work<'_>,
    id: PlacementId,
    slot: &Slot,
    citizen: uuid::Uuid,
    account: uuid::Uuid,
) -> entity::placement::ActiveModel {
    entity::placement::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(id.0),
        citizen_id: Set(citizen),
        slot_id: Set(slot.id.0),
        workplace_id: Set(slot.workplace.0),
        form: Set("virksomhedspraktik".to_owned()),
        state: Set("offered".to_owned()),
        starts_on: Set(day("2026-03-09")),
        ends_on: Set(day("2026-04-05")),
        weekly_hours: Set(json!([{ "from": "2026-03-09", "hours": 15.0 }])),
        purpose: Set("afklaring".to_owned()),
        self_found: Set(false),
        justifications: Set(json!([])),
        proposed_by: Set(account),
        proposed_at: Set(work.at()),
        held_until: Set(None),
        confirmed_by: Set(Some(account)),
        confirmed_at: Set(Some(work.at())),
        answer_by: Set(Some(work.at() + Duration::days(14))),
        citizen_answer: Set(Some("yes".to_owned())),
        citizen_statement: Set(Some("Kanarieudtalelse om skizofreni, 0104909995".to_owned())),
        override_reason: Set(Some("Kanariebegrundelse".to_owned())),
        meeting_times: Set(json!([])),
        verdict: Set(json!({})),
        match_parts: Set(json!([])),
        version: Set(1),
        created_at: Set(work.at()),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

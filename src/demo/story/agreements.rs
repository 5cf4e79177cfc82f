//! The story's agreements: written, sent, approved by the company, and their places confirmed.

use chrono::Datelike;

use super::{
    script::{Agreement, Line},
    stage::{Scene, Stage, first},
};
use crate::{
    demo::build::NotBuilt,
    domain::ids::{AgreementId, WorkplaceId},
    use_cases::{
        agreements::{
            AgreementFile, ApproveAgreement, OpenAgreement, PrepareAgreement, SaveAgreement, SendAgreement, TypedAgreement, TypedLine,
        },
        slots::ConfirmSlotIsTrue,
    },
};

/// Takes an agreement as far as the script says.
pub(super) async fn agree(stage: &Stage<'_>, script: &Agreement) -> Result<(), NotBuilt> {
    let scene = |days_ago: u32| Scene { part: &script.company, by: &script.by, days_ago };
    let agreement = write(stage, scene(script.written), script).await?;
    if let Some(days_ago) = script.sent {
        send(stage, scene(days_ago), (agreement, script)).await?;
    }
    if let Some(days_ago) = script.approved {
        approve(stage, scene(days_ago), agreement).await?;
    }
    if let Some(days_ago) = script.confirmed {
        confirm(stage, scene(days_ago), agreement).await?;
    }
    Ok(())
}

async fn open(stage: &Stage<'_>, scene: Scene<'_>, agreement: AgreementId) -> Result<AgreementFile, NotBuilt> {
    Ok(stage.app.ask(&stage.person(scene.by)?, &OpenAgreement { agreement }).await?)
}

async fn write(stage: &Stage<'_>, scene: Scene<'_>, script: &Agreement) -> Result<AgreementId, NotBuilt> {
    let (company, by) = (stage.company(scene.part)?, stage.person(scene.by)?);
    let draft = stage.app.ask(&by, &PrepareAgreement::With(company)).await?;
    let workplace = first(&draft.parts.workplaces, scene.part, "the company has no workplace")?.id;
    let number = format!("{}-{:04}", stage.day_ago(scene.days_ago).year(), draft.count + 1);
    let responsible = by.account().map(|account| account.to_string()).unwrap_or_default();
    let typed = TypedAgreement { number, responsible, ..typed(stage, script, workplace) };
    stage.play(scene, &SaveAgreement { company, agreement: None, typed }).await
}

fn typed(stage: &Stage<'_>, script: &Agreement, workplace: WorkplaceId) -> TypedAgreement {
    let mentor = script.mentor.clone().unwrap_or_default();
    TypedAgreement {
        kind: script.kind.clone(),
        starts_on: stage.day(script.from).to_string(),
        ends_on: stage.day(script.to).to_string(),
        lines: script.line.iter().map(|line| typed_line(line, workplace)).collect(),
        mentor_hours: mentor.hours,
        mentor_paid_by: mentor.paid_by,
        mentor_rate: mentor.rate,
        mentor_invoice: mentor.invoice,
        ours: script.ours.clone(),
        theirs: script.theirs.clone(),
        terms: script.terms.clone(),
        ..TypedAgreement::default()
    }
}

fn typed_line(line: &Line, workplace: WorkplaceId) -> TypedLine {
    let [hours_min, hours_max] = line.hours.clone();
    TypedLine {
        workplace: workplace.to_string(),
        title: line.title.clone(),
        forms: line.forms.clone(),
        seats: line.seats.to_string(),
        hours_min,
        hours_max,
        reserved_seats: line.reserved.map(|seats| seats.to_string()).unwrap_or_default(),
        reserved_for: line.reserved_for.clone(),
        ..TypedLine::default()
    }
}

async fn send(stage: &Stage<'_>, scene: Scene<'_>, (agreement, script): (AgreementId, &Agreement)) -> Result<(), NotBuilt> {
    let file = open(stage, scene, agreement).await?;
    let representative = match &script.representative {
        Some(user) => {
            let email = &stage.demo_contact(user)?.email;
            let known = file.parts.contacts.iter().find(|contact| contact.email.as_ref() == Some(email));
            known.ok_or_else(|| NotBuilt::untold(user, "the company has no such contact"))?.id.to_string()
        }
        None => String::new(),
    };
    let version = file.agreement.version;
    stage.play(scene, &SendAgreement { agreement, version, representative, reason: script.no_representative.clone() }).await
}

async fn approve(stage: &Stage<'_>, scene: Scene<'_>, agreement: AgreementId) -> Result<(), NotBuilt> {
    let file = open(stage, scene, agreement).await?;
    let newest = first(&file.versions, scene.part, "the agreement has no version")?;
    let sent_at = newest.sent_at.ok_or_else(|| NotBuilt::untold(scene.part, "the agreement was not sent"))?;
    let yes = ApproveAgreement { agreement, version: newest.id, sent_at };
    stage.play_as(&stage.speaker(scene.part).await?, scene, &yes).await
}

/// Places that nobody confirmed for too long are asked about and close.
async fn confirm(stage: &Stage<'_>, scene: Scene<'_>, agreement: AgreementId) -> Result<(), NotBuilt> {
    for slot in open(stage, scene, agreement).await?.slots {
        stage.play(scene, &ConfirmSlotIsTrue { slot: slot.id, version: slot.version }).await?;
    }
    Ok(())
}

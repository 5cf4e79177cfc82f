//! What the story tells of relations: who stands in, who speaks for the employees, what was talked of and what companies take.

use super::{
    script::{Contact, Enquiry, Pause, Representative, Substitute, Willing},
    stage::{Scene, Stage},
};
use crate::{
    demo::build::NotBuilt,
    domain::{
        company::{Contact as Person, ContactRole},
        terms::Language,
    },
    use_cases::{
        companies::{BarCompany, ChangeCompany, TypedBar, TypedCompany},
        contact_log::{LogContact, TypedEntry},
        contacts::{CreateContact, TypedContact},
        enquiries::form::{SendEnquiry, fresh_stamp},
        willingness::{SayWillingness, TypedWillingness},
    },
};

/// Names whoever stands in for a company's consultant.
pub(super) async fn appoint(stage: &Stage<'_>, script: &Substitute) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: 0 };
    let company = stage.file(scene.part).await?.parts.company;
    let substitute = stage.person(&script.person)?.account().map(|account| account.to_string()).unwrap_or_default();
    let typed = TypedCompany { substitute, ..TypedCompany::from(&company) };
    stage.play(scene, &ChangeCompany { company: company.id, typed }).await
}

/// Writes down who speaks for the employees of a company.
pub(super) async fn introduce(stage: &Stage<'_>, script: &Representative) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: script.days_ago };
    let person = stage.demo_contact(&script.contact)?;
    let typed = TypedContact {
        name: person.name.clone(),
        email: person.email.clone(),
        role: ContactRole::Representative.to_string(),
        ..TypedContact::fresh()
    };
    stage.play(scene, &CreateContact { company: stage.company(scene.part)?, typed }).await?;
    Ok(())
}

/// Writes an entry of the contact log.
pub(super) async fn log(stage: &Stage<'_>, script: &Contact) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: script.days_ago };
    let parts = stage.file(scene.part).await?.parts;
    let talked_with = parts.contacts.iter().find(|contact: &&Person| contact.keeps_users());
    let typed = TypedEntry {
        kind: script.kind.clone(),
        contact: talked_with.map(|contact| contact.id.to_string()).unwrap_or_default(),
        note: script.note.clone(),
        next_step: script.next_step.clone(),
        next_on: script.next_in.map(|ahead| stage.day(ahead).to_string()).unwrap_or_default(),
        ..TypedEntry::default()
    };
    stage.play(scene, &LogContact { company: parts.company.id, typed }).await?;
    Ok(())
}

/// Writes down what a company takes.
pub(super) async fn hear(stage: &Stage<'_>, script: &Willing) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: script.days_ago };
    let typed = TypedWillingness {
        topics: script.topics.clone(),
        answer: script.answer.clone(),
        said_on: stage.day_ago(script.days_ago).to_string(),
        source: script.source.clone(),
    };
    stage.play(scene, &SayWillingness { company: stage.company(scene.part)?, typed }).await
}

/// Lets a company have no proposals for some time.
pub(super) async fn pause(stage: &Stage<'_>, script: &Pause) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.company, by: &script.by, days_ago: script.days_ago };
    let company = stage.file(scene.part).await?.parts.company;
    let until = stage.day(script.until_in).to_string();
    let typed = TypedBar { version: company.version, kind: "pause".to_owned(), until, ..TypedBar::default() };
    stage.play(scene, &BarCompany { company: company.id, typed }).await
}

/// Sends the public form.
pub(super) async fn enquire(stage: &Stage<'_>, script: &Enquiry) -> Result<(), NotBuilt> {
    let scene = Scene { part: &script.form.virksomhed, by: "a stranger", days_ago: script.days_ago };
    let mut typed = script.form.clone();
    typed.stempel = fresh_stamp(&stage.house_then(scene));
    stage.play_as(&stage.stranger(), scene, &SendEnquiry { typed, language: Language::Da }).await?;
    Ok(())
}

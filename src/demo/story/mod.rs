//! What has happened in the home municipality before the demo's first morning: a fixed small number of acts, each done by
//! the use case that a person would use, so that nothing stands in the demo that could not have come about.

mod agreements;
mod cast;
mod closures;
mod relations;
mod script;
mod stage;
#[cfg(test)]
mod tests;

pub(super) use script::Script;

use super::{Town, build::NotBuilt};
use crate::{domain::ids::TenantId, use_cases::app::App};
use stage::Stage;

/// Tells the story in a municipality whose rows are there.
pub(super) async fn tell(app: &App, tenant: TenantId, town: &Town<'_>) -> Result<(), NotBuilt> {
    let (stage, script) = (Stage::set(app, tenant, town).await?, &town.demo.material.story);
    for substitute in &script.substitute {
        relations::appoint(&stage, substitute).await?;
    }
    for representative in &script.representative {
        relations::introduce(&stage, representative).await?;
    }
    for contact in &script.contact {
        relations::log(&stage, contact).await?;
    }
    for willing in &script.willing {
        relations::hear(&stage, willing).await?;
    }
    for agreement in &script.agreement {
        agreements::agree(&stage, agreement).await?;
    }
    tell_the_rest(&stage, script).await
}

/// What takes places away for some time, and what strangers ask.
async fn tell_the_rest(stage: &Stage<'_>, script: &Script) -> Result<(), NotBuilt> {
    for closing in &script.closure {
        closures::close(stage, closing).await?;
    }
    for pause in &script.pause {
        relations::pause(stage, pause).await?;
    }
    for enquiry in &script.enquiry {
        relations::enquire(stage, enquiry).await?;
    }
    Ok(())
}

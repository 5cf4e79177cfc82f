//! A person decides which value holds, and marks changes as seen.

use serde_json::json;
use uuid::Uuid;

use super::fields;
use crate::{
    base::clock::{Moment, day_of},
    domain::{
        company::{Company, Workplace},
        ids::{CompanyId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        register_news::{self as news, ChangeKind, Holds, RegisterField, SaidBefore},
    },
    store::{
        companies,
        register::{self, Change, Saying},
        scope::Scope,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Decides which value of a field holds.
pub struct Decide {
    /// Which company.
    pub company: CompanyId,
    /// Which workplace of it; none = the company itself.
    pub workplace: Option<WorkplaceId>,
    /// Which field.
    pub field: RegisterField,
    /// What the register said when the page was shown.
    pub says: String,
    /// Which one holds.
    pub holds: Holds,
}

impl Intention for Decide {
    const NAME: &'static str = "register.decide";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let company = companies::find(work, self.company).await?.or_not_found()?;
        let place = match self.workplace {
            Some(id) => Some(workplaces::lock(work, id).await?.filter(|place| place.company == company.id).or_not_found()?),
            None => None,
        };
        let subject = self.workplace.map_or(company.id.0, |id| id.0);
        let said = register::said_of(work, &[company.id]).await?.remove(&(subject, self.field));
        let Some(said) = said.filter(|said| said.value == self.says) else {
            return Err(Refusal::field("value", "register-said-something-else").into());
        };
        let before = match &place {
            Some(place) => news::of_workplace(place, company.cvr.as_str(), self.field),
            None => news::of_company(&company, self.field),
        };
        match self.holds {
            Holds::Theirs => self.take(app, work, &company, place.as_ref()).await?,
            Holds::Ours => {
                let said = SaidBefore { declined: true, ..said.clone() };
                register::keep(work, &[Saying { company: company.id, subject, field: self.field, said }]).await?;
            }
        }
        self.note(work, subject, before).await
    }
}

impl Decide {
    async fn take(&self, app: &App, work: &mut Work<'_>, company: &Company, place: Option<&Workplace>) -> Result<(), Failure> {
        let today = day_of(work.at());
        let cannot = || Refusal::field("value", "register-cannot-be-used");
        if matches!(self.field, RegisterField::Owner | RegisterField::Standing) {
            return Err(cannot().into());
        }
        if let Some(place) = place {
            let mut changed = place.clone();
            if !fields::set_workplace(app, &mut changed, self.field, &self.says, today) {
                return Err(cannot().into());
            }
            return Ok(workplaces::update(work, &changed).await?);
        }
        let mut changed = company.clone();
        if !fields::set_company(app, &mut changed, self.field, Some(&self.says), today) {
            return Err(cannot().into());
        }
        Ok(companies::update(work, &changed).await?)
    }

    async fn note(&self, work: &mut Work<'_>, subject: Uuid, before: Option<String>) -> Result<(), Failure> {
        let after = if self.holds == Holds::Theirs { Some(self.says.clone()) } else { before.clone() };
        // Whoever decides has seen it.
        let change = Change {
            id: work.new_id(),
            company: self.company,
            workplace: self.workplace,
            field: self.field,
            before,
            after,
            kind: ChangeKind::Resolved,
            at: work.at(),
            is_closing: false,
            seen_at: Some(work.at()),
        };
        register::note(work, &[change]).await?;
        let entity = if self.workplace.is_some() { "workplace" } else { "company" };
        work.note(Subject::new(entity, subject), json!({ "fields": [self.field.as_str()], "holds": self.holds.as_str() }));
        Ok(())
    }
}

/// Marks all changes up to a moment as seen.
pub struct MarkSeen {
    /// The newest change that was shown.
    pub up_to: Moment,
}

impl Intention for MarkSeen {
    const NAME: &'static str = "register.mark_seen";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = u64;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<u64, Failure> {
        let by = work.actor().account().or_not_found()?;
        let seen = register::mark_seen(work, self.up_to, by).await?;
        work.note(Subject { entity: "register", id: work.new_id() }, json!({ "seen": seen }));
        Ok(seen)
    }
}

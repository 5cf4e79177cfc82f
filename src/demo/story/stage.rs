//! Where the story is played: the companies and people of the cast, and the clock set back to the day of each act.

use std::{collections::HashMap, sync::Arc};

use chrono::{Days, Duration, NaiveDate, NaiveTime, TimeDelta};

use super::cast::cast;
use crate::{
    base::clock::{StandingClock, moment_at},
    demo::{DemoContact, Town, build::NotBuilt},
    domain::{
        company::Contact,
        holidays::working_day_by,
        ids::{CompanyId, TenantId},
        permission::{Actor, Who},
        refusal::Refusal,
    },
    use_cases::{
        accounts::{AccountList, ListAccounts},
        app::App,
        companies::{CompanyFile, FindCompanyByCvr, OpenCompany},
        failure::Failure,
        intention::Intention,
    },
};

/// Minutes after midnight at which the first act of a day is done.
const FIRST_MINUTE: i64 = 8 * 60 + 20;

/// Who does something with which company of the cast, and how many days ago.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) part: &'a str,
    pub(super) by: &'a str,
    pub(super) days_ago: u32,
}

/// The municipality in which the story is played.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    pub(super) today: NaiveDate,
    tenant: TenantId,
    staff: AccountList,
    companies: HashMap<&'a str, CompanyId>,
    contacts: &'a [DemoContact],
}

impl<'a> Stage<'a> {
    /// Finds everybody who plays.
    pub(super) async fn set(app: &'a App, tenant: TenantId, town: &Town<'a>) -> Result<Self, NotBuilt> {
        let (system, material) = (Actor::system(tenant), &town.demo.material);
        let mut companies = HashMap::new();
        for (part, cvr) in cast(town, &material.story.part)? {
            let found = app.ask(&system, &FindCompanyByCvr { cvr: cvr.to_string() }).await?;
            companies.insert(part, found.ok_or_else(|| NotBuilt::untold(part, "its company is not in the kartotek"))?);
        }
        let staff = app.ask(&system, &ListAccounts).await?;
        Ok(Self { app, today: town.demo.today, tenant, staff, companies, contacts: &material.accounts.contacts })
    }

    /// The company of a part.
    pub(super) fn company(&self, part: &str) -> Result<CompanyId, NotBuilt> {
        self.companies.get(part).copied().ok_or_else(|| NotBuilt::untold(part, "the part is not in the cast"))
    }

    /// The company of a part with what belongs to it.
    pub(super) async fn file(&self, part: &str) -> Result<CompanyFile, NotBuilt> {
        let company = self.company(part)?;
        Ok(self.app.ask(&Actor::system(self.tenant), &OpenCompany { company }).await?)
    }

    /// A member of staff.
    pub(super) fn person(&self, user: &str) -> Result<Actor, NotBuilt> {
        let found = self.staff.accounts.iter().find(|account| account.user_name == user);
        let account = found.ok_or_else(|| NotBuilt::untold(user, "there is no such account"))?;
        let who = Who::Staff { account: account.id, team: account.team };
        let rights = self.app.roles.rights_of(account.roles.iter().map(String::as_str));
        Ok(Actor { tenant: self.tenant, who, rights, request_id: None })
    }

    /// Whoever speaks for the company of a part, as signed in to the portal.
    pub(super) async fn speaker(&self, part: &str) -> Result<Actor, NotBuilt> {
        let found = self.file(part).await?.parts.contacts.into_iter().find(Contact::keeps_users);
        let contact = found.ok_or_else(|| NotBuilt::untold(part, "nobody speaks for the company"))?;
        let who = Who::Contact { contact: contact.id, company: contact.company, workplace: None, stepped_up: false };
        Ok(Actor { tenant: self.tenant, who, rights: self.app.roles.rights_of(["company"]), request_id: None })
    }

    /// A person of accounts.toml who speaks for the employees.
    pub(super) fn demo_contact(&self, user: &str) -> Result<&DemoContact, NotBuilt> {
        self.contacts.iter().find(|contact| contact.user == user).ok_or_else(|| NotBuilt::untold(user, "there is no such contact"))
    }

    /// A day that lies so many days ahead of the demo's, or behind it.
    pub(super) fn day(&self, ahead: i64) -> NaiveDate {
        TimeDelta::try_days(ahead).and_then(|days| self.today.checked_add_signed(days)).unwrap_or(self.today)
    }

    /// The working day that lies so many days back.
    pub(super) fn day_ago(&self, days: u32) -> NaiveDate {
        working_day_by(self.today.checked_sub_days(Days::new(days.into())).unwrap_or(self.today))
    }

    /// The house as it was that day: a promise of then may be overdue today, and what was said has the age that it says.
    pub(super) fn house_then(&self, scene: Scene<'_>) -> App {
        if scene.days_ago == 0 {
            return self.app.clone();
        }
        // Not everybody rings at the same minute.
        let minute = FIRST_MINUTE + i64::from(scene.days_ago) * 47 % 360;
        let moment = moment_at(self.day_ago(scene.days_ago), NaiveTime::MIN) + Duration::minutes(minute);
        App { clock: Arc::new(StandingClock::at(moment)), ..self.app.clone() }
    }

    /// Lets a member of staff do something.
    pub(super) async fn play<I: Intention>(&self, scene: Scene<'_>, intention: &I) -> Result<I::Done, NotBuilt> {
        self.play_as(&self.person(scene.by)?, scene, intention).await
    }

    /// Lets anybody do something; a refusal is a fault of the script.
    pub(super) async fn play_as<I: Intention>(&self, actor: &Actor, scene: Scene<'_>, intention: &I) -> Result<I::Done, NotBuilt> {
        let done = self.house_then(scene).carry_out(actor, intention).await;
        done.map_err(|failure| NotBuilt::untold(&format!("{} by {} with {}", I::NAME, scene.by, scene.part), &told(&failure)))
    }

    /// Somebody whom nobody knows, as the public form lets in.
    pub(super) fn stranger(&self) -> Actor {
        Actor::system(self.tenant)
    }
}

/// A failure with the fields that were refused.
fn told(failure: &Failure) -> String {
    match failure {
        Failure::Refused(Refusal::Invalid { fields }) => format!("{failure}: {fields:?}"),
        _ => failure.to_string(),
    }
}

/// What a list holds at its first place.
pub(super) fn first<'list, T>(list: &'list [T], part: &str, what: &str) -> Result<&'list T, NotBuilt> {
    list.first().ok_or_else(|| NotBuilt::untold(part, what))
}

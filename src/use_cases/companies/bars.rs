//! A company gets no proposals for some time, or until the decision is taken back; running placements go on.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::clock::day_of,
    domain::{
        company::{Company, ContactRole},
        event::Event,
        ids::CompanyId,
        permission::Right,
        refusal::Refusal,
        relation::{BlockReason, Blocked},
    },
    store::{
        companies, contacts,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// A decision about a company as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedBar {
    /// The version that the form showed.
    pub version: i32,
    /// pause or block.
    pub kind: String,
    /// Last day of a pause.
    pub until: String,
    /// Coded reason of a block.
    pub reason: String,
    /// The reason in words; inside only.
    pub note: String,
}

/// What was decided.
enum Decided {
    Pause(NaiveDate),
    Block(BlockReason, String),
}

impl TypedBar {
    fn read(&self, app: &App) -> Result<Decided, Refusal> {
        let mut fields = Fields::default();
        match self.kind.as_str() {
            "pause" => {
                let until = fields.day("until", &self.until);
                if self.until.trim().is_empty() {
                    fields.refuse("until", "error-required");
                }
                if until.is_some_and(|day| day < app.clock.today()) {
                    fields.refuse("until", "bar-until-past");
                }
                fields.accept(until).map(Decided::Pause)
            }
            "block" => {
                let reason = fields.word("reason", &self.reason, BlockReason::parse);
                let note = fields.free_text("note", &self.note, app);
                if reason == Some(BlockReason::Other) && note.trim().is_empty() {
                    fields.refuse("note", "bar-note-missing");
                }
                fields.accept(reason).map(|reason| Decided::Block(reason, note))
            }
            _ => Err(Refusal::field("kind", "error-choose")),
        }
    }
}

/// Decides that a company gets no new proposals.
pub struct BarCompany {
    /// Which.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedBar,
}

impl Intention for BarCompany {
    const NAME: &'static str = "company.bar";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let by = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut company = companies::standing(work, self.company).await?.or_not_found()?;
        same_version(self.typed.version, company.version)?;
        let (until, detail) = match self.typed.read(app)? {
            Decided::Pause(until) => {
                company.relation.paused_until = Some(until);
                (Some(until), json!({ "paused_until": until }))
            }
            Decided::Block(reason, note) => {
                company.relation.blocked = Some(Blocked { reason, note, on: day_of(work.at()), by });
                (None, json!({ "blocked": reason }))
            }
        };
        companies::update(work, &company).await?;
        work.note(Subject::new("company", company.id), detail);
        tell(work, &company, until).await
    }
}

/// M32: the company's admin contacts, and its consultant where somebody else decided it.
async fn tell(work: &mut Work<'_>, company: &Company, until: Option<NaiveDate>) -> Result<(), Failure> {
    let speaks = |role: ContactRole| role == ContactRole::Admin;
    let contacts = contacts::of_company(work, company.id).await?;
    for contact in contacts.iter().filter(|contact| contact.active && contact.email.is_some() && speaks(contact.role)) {
        work.happened(Event::CompanyBarred { company: company.id, contact: Some(contact.id), account: None, until });
    }
    if let Some(account) = company.consultant.filter(|account| Some(*account) != work.actor().account()) {
        work.happened(Event::CompanyBarred { company: company.id, contact: None, account: Some(account), until });
    }
    Ok(())
}

/// Takes a block or a pause back.
pub struct LiftBar {
    /// Which company.
    pub company: CompanyId,
    /// The version that the page showed.
    pub version: i32,
}

impl Intention for LiftBar {
    const NAME: &'static str = "company.lift_bar";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut company = companies::standing(work, self.company).await?.or_not_found()?;
        same_version(self.version, company.version)?;
        let was_blocked = company.relation.blocked.take().is_some();
        company.relation.paused_until = None;
        companies::update(work, &company).await?;
        work.note(Subject::new("company", company.id), json!({ "was_blocked": was_blocked }));
        Ok(())
    }
}

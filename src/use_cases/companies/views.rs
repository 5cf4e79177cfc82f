//! Lists of companies saved under a name: one's own, and those that the team shares.

use serde_json::json;

use crate::{
    domain::{
        ids::{AccountId, SavedViewId, TeamId},
        permission::{Actor, Right, Who},
        refusal::Refusal,
    },
    store::{
        saved_views::{self, SavedView},
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        typed::Fields,
    },
};

/// Most views of one person.
const MOST_OWN: u64 = 50;
/// Longest address that is kept, signs.
const LONGEST_QUERY: usize = 2_000;

/// The account and team of a member of staff; nobody else has views.
fn person(actor: &Actor) -> Result<(AccountId, Option<TeamId>), Failure> {
    match actor.who {
        Who::Staff { account, team } => Ok((account, team)),
        _ => Err(Failure::NotFound),
    }
}

/// The views that somebody sees.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// By name.
    pub all: Vec<SavedView>,
    /// The one to begin with.
    pub first: Option<SavedViewId>,
}

impl Views {
    /// The query of the view to begin with.
    #[must_use]
    pub fn first_query(&self) -> Option<&str> {
        self.all.iter().find(|view| Some(view.id) == self.first).map(|view| view.query.as_str())
    }
}

/// Asks for somebody's views.
#[derive(Clone, Copy, Debug)]
pub struct ListViews {
    /// Whose.
    pub account: AccountId,
    /// The team.
    pub team: Option<TeamId>,
}

impl ListViews {
    /// Those of whoever acts.
    ///
    /// # Errors
    /// Only members of staff have views.
    pub fn of(actor: &Actor) -> Result<Self, Failure> {
        let (account, team) = person(actor)?;
        Ok(Self { account, team })
    }
}

impl Question for ListViews {
    const NAME: &'static str = "company_view.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = Views;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Views, Failure> {
        let all = saved_views::seen_by(reader, self.account, self.team).await?;
        Ok(Views { all, first: saved_views::first_of(reader, self.account).await? })
    }
}

/// Saves a list under a name.
pub struct SaveView {
    /// What it is called.
    pub name: String,
    /// What stands behind the question mark.
    pub query: String,
    /// Whether the team sees it.
    pub shared: bool,
}

fn named(typed: &str, app: &App) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let name = fields.required("name", typed);
    fields.free_text("name", typed, app);
    Ok(fields.accept(name)?)
}

/// The team that sees a view; sharing needs one.
fn team_of(shared: bool, team: Option<TeamId>) -> Result<Option<TeamId>, Refusal> {
    match (shared, team) {
        (true, None) => Err(Refusal::field("shared", "view-no-team")),
        (true, team) => Ok(team),
        (false, _) => Ok(None),
    }
}

impl Intention for SaveView {
    const NAME: &'static str = "company_view.save";
    const RIGHT: Right = Right::SeeCompanies;
    type Done = SavedViewId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<SavedViewId, Failure> {
        let (account, team) = person(work.actor())?;
        let name = named(&self.name, app)?;
        if saved_views::count_of(work, account).await? >= MOST_OWN || self.query.len() > LONGEST_QUERY {
            return Err(Refusal::field("name", "view-too-many").into());
        }
        saved_views::throw_away(work, account).await?;
        let id = SavedViewId(work.new_id());
        let view = SavedView { id, account, team: team_of(self.shared, team)?, name, query: self.query.clone(), deleted_at: None };
        saved_views::save(work, &view).await?;
        work.note(Subject::new("saved_view", id), json!({ "shared": self.shared }));
        Ok(id)
    }
}

/// A view of one's own.
async fn own(work: &Work<'_>, id: SavedViewId) -> Result<SavedView, Failure> {
    let (account, _) = person(work.actor())?;
    saved_views::find(work, id).await?.filter(|view| view.account == account).or_not_found()
}

/// Gives a view of one's own another name, shares it, or stops sharing.
pub struct ChangeView {
    /// Which.
    pub view: SavedViewId,
    /// What it is called.
    pub name: String,
    /// Whether the team sees it.
    pub shared: bool,
}

impl Intention for ChangeView {
    const NAME: &'static str = "company_view.change";
    const RIGHT: Right = Right::SeeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let view = own(work, self.view).await?;
        let (_, team) = person(work.actor())?;
        let changed = SavedView { name: named(&self.name, app)?, team: team_of(self.shared, team)?, ..view };
        saved_views::save(work, &changed).await?;
        work.note(Subject::new("saved_view", self.view), json!({ "shared": self.shared }));
        Ok(())
    }
}

/// Deletes a view of one's own, or brings it back within a day.
pub struct DeleteView {
    /// Which.
    pub view: SavedViewId,
    /// Whether it comes back.
    pub back: bool,
}

impl Intention for DeleteView {
    const NAME: &'static str = "company_view.delete";
    const RIGHT: Right = Right::SeeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let view = own(work, self.view).await?;
        let deleted_at = if self.back { None } else { Some(work.at()) };
        saved_views::save(work, &SavedView { deleted_at, ..view }).await?;
        work.note(Subject::new("saved_view", self.view), json!({ "back": self.back }));
        Ok(())
    }
}

/// Says with which view one begins; none = with all companies.
pub struct BeginWithView {
    /// Which: an own one, or one that the team shares.
    pub view: Option<SavedViewId>,
}

impl Intention for BeginWithView {
    const NAME: &'static str = "company_view.begin_with";
    const RIGHT: Right = Right::SeeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (account, team) = person(work.actor())?;
        if let Some(id) = self.view {
            let seen = |view: &SavedView| view.account == account || (view.team.is_some() && view.team == team);
            saved_views::find(work, id).await?.filter(|view| view.deleted_at.is_none() && seen(view)).or_not_found()?;
        }
        saved_views::begin_with(work, account, self.view).await?;
        Ok(())
    }
}

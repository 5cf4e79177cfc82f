//! Two entries of one company become one, with a look before and a way back; workplaces keep their P-numbers.

use std::collections::HashMap;

use chrono::Duration;
use serde_json::json;

use crate::{
    domain::{
        agreement::{AgreementVersion, VersionState},
        company::{Company, Contact},
        ids::{AgreementId, CompanyId, ContactId},
        merge::{Fact, Facts, UNDONE_WITHIN_DAYS},
        permission::Right,
        refusal::Refusal,
        willingness::Willingness,
    },
    store::{
        agreement_versions, agreements, companies, company_keys,
        company_merges::{self, After, Before, Merge, Moved},
        contacts,
        scope::{Reader, Scope},
        sessions, slots, willingness,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// What a merge would do.
#[derive(Clone, Debug)]
pub struct MergeDraft {
    /// The one that would stand.
    pub kept: Company,
    /// The one that would lead to it.
    pub gone: Company,
    /// Facts in which they differ, and whether only the other knows it.
    pub differing: Vec<(Fact, bool)>,
    /// How many rows would move, by table.
    pub moved: Vec<(&'static str, usize)>,
    /// How many answers about whom it takes would move.
    pub willing: usize,
}

/// Asks what a merge would do.
pub struct PreviewMerge {
    /// The one that would stand.
    pub kept: CompanyId,
    /// The one that would lead to it.
    pub gone: CompanyId,
}

impl Question for PreviewMerge {
    const NAME: &'static str = "company.preview_merge";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = MergeDraft;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<MergeDraft, Failure> {
        let (kept, gone) = both(reader, self.kept, self.gone).await?;
        let (own, others) = (Facts::of(&kept), Facts::of(&gone));
        let differing = own.differing(&others).into_iter().map(|fact| (fact, !own.has(fact) && others.has(fact))).collect();
        let movable = company_merges::movable(reader, gone.id).await?;
        let count = |table: &'static str| (table, movable.get(table).map_or(0, Vec::len));
        let willing = said(reader, gone.id).await?.len();
        Ok(MergeDraft { kept, gone, differing, moved: company_merges::MOVED.map(count).into(), willing })
    }
}

/// Locks two companies, always in the same order.
async fn lock_both(work: &Work<'_>, one: CompanyId, other: CompanyId) -> Result<(), Failure> {
    for id in std::collections::BTreeSet::from([one, other]) {
        companies::lock_whole(work, id).await?.or_not_found()?;
    }
    Ok(())
}

/// Two companies that may be merged.
async fn both<S: Scope>(scope: &S, kept: CompanyId, gone: CompanyId) -> Result<(Company, Company), Failure> {
    let of = async |id| companies::find(scope, id).await?.or_not_found();
    let (kept, gone) = (of(kept).await?, of(gone).await?);
    if kept.id == gone.id {
        return Err(Refusal::field("with", "merge-same").into());
    }
    if kept.relation.merged_into.is_some() || gone.relation.merged_into.is_some() {
        return Err(Refusal::field("with", "merge-merged").into());
    }
    Ok((kept, gone))
}

async fn said<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<Willingness>, Failure> {
    Ok(willingness::of_companies(scope, &[company]).await?.remove(&company).unwrap_or_default())
}

/// Of two answers about one topic the later one holds.
fn latest(kept: &[Willingness], gone: &[Willingness]) -> Vec<Willingness> {
    let mut by_topic: HashMap<&str, &Willingness> = HashMap::new();
    for one in kept.iter().chain(gone) {
        let known = by_topic.entry(&one.topic).or_insert(one);
        if one.said_on > known.said_on {
            *known = one;
        }
    }
    let mut all: Vec<Willingness> = by_topic.into_values().cloned().collect();
    all.sort_by(|one, other| one.topic.cmp(&other.topic));
    all
}

/// Makes one company of two.
pub struct MergeCompanies {
    /// The one that stands.
    pub kept: CompanyId,
    /// The one that leads to it.
    pub gone: CompanyId,
    /// The versions that the page showed.
    pub versions: (i32, i32),
    /// Facts that the other lends.
    pub taken: Vec<Fact>,
}

impl Intention for MergeCompanies {
    const NAME: &'static str = "company.merge";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let by = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        lock_both(work, self.kept, self.gone).await?;
        let (kept, mut gone) = both(work, self.kept, self.gone).await?;
        same_version(self.versions.0, kept.version)?;
        same_version(self.versions.1, gone.version)?;
        let moved = company_merges::movable(work, gone.id).await?;
        move_to(work, &moved, kept.id).await?;
        let (before, after, changed) = self.joined(work, &kept, &gone).await?;
        put_willing(work, kept.id, &after.willing).await?;
        put_willing(work, gone.id, &[]).await?;
        companies::update(work, &changed).await?;
        companies::note_contact(work, kept.id, after.contact_on).await?;
        gone.relation.merged_into = Some(kept.id);
        companies::update(work, &gone).await?;
        let merge = Merge { id: work.new_id(), kept: kept.id, gone: gone.id, moved, before, after, by, at: work.at() };
        company_merges::insert(work, &merge).await?;
        note(work, &merge);
        Ok(())
    }
}

impl MergeCompanies {
    async fn joined(&self, work: &Work<'_>, kept: &Company, gone: &Company) -> Result<(Before, After, Company), Failure> {
        let (willing, gone_willing) = (said(work, kept.id).await?, said(work, gone.id).await?);
        let own = Facts::of(kept);
        let facts = own.clone().joined(&Facts::of(gone), &self.taken);
        let after = After {
            willing: latest(&willing, &gone_willing),
            contact_on: kept.relation.last_contact_on.max(gone.relation.last_contact_on),
            facts: facts.clone(),
        };
        let before = Before { facts: own, willing, gone_willing, contact_on: kept.relation.last_contact_on };
        Ok((before, after, facts.onto(kept)))
    }
}

/// Both companies' histories tell of it.
fn note(work: &mut Work<'_>, merge: &Merge) {
    let counts: HashMap<&String, usize> = merge.moved.iter().map(|(table, ids)| (table, ids.len())).collect();
    let fact = json!({ "merge": merge.id, "kept": merge.kept, "gone": merge.gone, "moved": counts });
    work.note(Subject::new("company", merge.kept), fact.clone());
    work.note(Subject::new("company", merge.gone), fact);
}

async fn put_willing(work: &mut Work<'_>, company: CompanyId, all: &[Willingness]) -> Result<(), Failure> {
    willingness::remove_all(work, company).await?;
    for one in all {
        willingness::put(work, company, one).await?;
    }
    Ok(())
}

/// Rows go to a company: their keys follow, the index reads them anew, and contacts sign in again.
async fn move_to(work: &mut Work<'_>, moved: &Moved, to: CompanyId) -> Result<(), Failure> {
    for (table, ids) in moved {
        company_merges::give(work, table, ids, to).await?;
        company_keys::follow(work, ids, to).await?;
    }
    for place in of(moved, "workplace") {
        work.changed(Subject::new("workplace", *place));
    }
    for contact in of(moved, "contact") {
        sessions::revoke_all_of_contact(work, ContactId(*contact)).await?;
    }
    Ok(())
}

fn of<'a>(moved: &'a Moved, table: &str) -> &'a [uuid::Uuid] {
    moved.get(table).map(Vec::as_slice).unwrap_or_default()
}

/// Undoes a merge.
pub struct UndoMerge {
    /// The company that leads to another.
    pub gone: CompanyId,
}

impl Intention for UndoMerge {
    const NAME: &'static str = "company.undo_merge";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let into = companies::find(work, self.gone).await?.or_not_found()?.relation.merged_into;
        lock_both(work, self.gone, into.unwrap_or(self.gone)).await?;
        let mut gone = companies::find(work, self.gone).await?.or_not_found()?;
        let merge = company_merges::standing(work, gone.id).await?.ok_or(Refusal::Stale { current: gone.version })?;
        let kept = companies::find(work, merge.kept).await?.or_not_found()?;
        must_go_back(work, &merge, &kept).await?;
        move_to(work, &merge.moved, gone.id).await?;
        put_willing(work, kept.id, &merge.before.willing).await?;
        put_willing(work, gone.id, &merge.before.gone_willing).await?;
        companies::update(work, &merge.before.facts.clone().onto(&kept)).await?;
        // A contact that there was meanwhile stays.
        if kept.relation.last_contact_on == merge.after.contact_on {
            companies::note_contact(work, kept.id, merge.before.contact_on).await?;
        }
        gone.relation.merged_into = None;
        companies::update(work, &gone).await?;
        company_merges::undone(work, merge.id).await?;
        note(work, &merge);
        Ok(())
    }
}

/// Refuses what would lose something that came about since.
async fn must_go_back(work: &Work<'_>, merge: &Merge, kept: &Company) -> Result<(), Failure> {
    let changed = |what: &'static str| Failure::from(Refusal::MergeChangedSince { what });
    if merge.at + Duration::days(UNDONE_WITHIN_DAYS) < work.at() {
        return Err(changed("late"));
    }
    if kept.relation.merged_into.is_some() {
        return Err(changed("company"));
    }
    if Facts::of(kept) != merge.after.facts {
        return Err(changed("facts"));
    }
    if said(work, kept.id).await? != merge.after.willing {
        return Err(changed("willing"));
    }
    for (table, ids) in &merge.moved {
        if company_merges::still_there(work, table, kept.id, ids).await? != ids.len() {
            return Err(changed("rows"));
        }
    }
    if is_entangled(work, merge, kept.id).await? || leaves_no_admin(work, merge, kept.id).await? {
        return Err(changed("entangled"));
    }
    Ok(())
}

/// Whether a slot or a contact now joins something that would go back with something that would stay.
async fn is_entangled(work: &Work<'_>, merge: &Merge, kept: CompanyId) -> Result<bool, Failure> {
    let goes = |table: &str, id: uuid::Uuid| of(&merge.moved, table).contains(&id);
    let places: Vec<_> = workplaces::of_company(work, kept).await?.into_iter().map(|place| place.id).collect();
    let slots = slots::at_workplaces(work, &places).await?;
    let parted = |slot: &crate::domain::slot::Slot| {
        let place_goes = goes("workplace", slot.workplace.0);
        let agreement = slot.agreement.is_some_and(|id| goes("agreement", id.0) != place_goes);
        agreement || slot.contact.is_some_and(|id| goes("contact", id.0) != place_goes)
    };
    let people = contacts::of_company(work, kept).await?;
    let bound_apart =
        |contact: &Contact| contact.workplace.is_some_and(|place| goes("workplace", place.0) != goes("contact", contact.id.0));
    Ok(slots.iter().any(parted) || people.iter().any(bound_apart) || writes_apart(work, merge, kept).await?)
}

/// Whether users would stay at the company of whom none keeps the others.
async fn leaves_no_admin(work: &Work<'_>, merge: &Merge, kept: CompanyId) -> Result<bool, Failure> {
    let all = contacts::of_company(work, kept).await?;
    let mut stays = all.iter().filter(|contact| !of(&merge.moved, "contact").contains(&contact.id.0) && contact.active).peekable();
    Ok(all.iter().any(Contact::keeps_users) && stays.peek().is_some() && !stays.any(Contact::keeps_users))
}

/// Whether a version that holds or may still come into force has places at a workplace that its agreement would leave.
async fn writes_apart(work: &Work<'_>, merge: &Merge, kept: CompanyId) -> Result<bool, Failure> {
    let goes = |table: &str, id: uuid::Uuid| of(&merge.moved, table).contains(&id);
    let own: Vec<AgreementId> = agreements::of_company(work, kept).await?.into_iter().map(|agreement| agreement.id).collect();
    let versions = agreement_versions::of_agreements(work, &own).await?;
    let lives = |version: &&AgreementVersion| version.standing.state != VersionState::Superseded;
    let parted = |version: &AgreementVersion| {
        version.content.workplaces().iter().any(|place| goes("workplace", place.0) != goes("agreement", version.agreement.0))
    };
    Ok(versions.iter().filter(lives).any(parted))
}

//! A municipality's own editions of the rules, from the copy to the day when two persons have put their names to it.

use chrono::NaiveDate;
use serde_json::json;

use super::shelf::{read, sentences};
use crate::{
    domain::{
        edition::{RuleEdition, Signed},
        ids::{AccountId, EditionId},
        permission::Right,
        refusal::Refusal,
        rulebook::plain::RuleChanges,
    },
    settings::rules::text::{RuleText, hash_of},
    store::{
        rule_editions,
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        doers::Doers,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Longest name of an edition, letters.
const LONGEST_NAME: usize = 100;
/// Longest file of an edition, bytes; those of the program have under 10,000.
const LARGEST_FILE: usize = 200_000;
/// Most files of an edition.
const MOST_FILES: usize = 40;
/// Longest written reason, letters.
const LONGEST_REASON: usize = 1_000;

fn me(work: &Work<'_>) -> Result<Signed, Refusal> {
    let by = work.actor().account().ok_or(Refusal::NeedsPerson)?;
    Ok(Signed { by, at: work.at() })
}

fn name(typed: &str) -> Result<String, Refusal> {
    let name = typed.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    if fits { Ok(name.to_owned()) } else { Err(Refusal::field("navn", "rules-name-needed")) }
}

/// The day from which an edition may apply: the product knows no rules before 2013.
fn first_day(day: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    let sensible = NaiveDate::from_ymd_opt(2013, 1, 1)..NaiveDate::from_ymd_opt(2100, 1, 1);
    day.filter(|day| sensible.contains(&Some(*day))).ok_or_else(|| Refusal::field("fra", "rules-day-needed"))
}

fn reason(typed: &str) -> Result<String, Refusal> {
    let reason = typed.trim();
    let fits = !reason.is_empty() && reason.chars().count() <= LONGEST_REASON;
    if fits { Ok(reason.to_owned()) } else { Err(Refusal::field("begrundelse", "rules-reason-needed")) }
}

fn without_faults(text: &RuleText) -> Result<(), Refusal> {
    text.rules().map(drop).map_err(|faults| Refusal::RulesFaulty { faults: sentences(&faults) })
}

fn note(work: &mut Work<'_>, edition: &RuleEdition) {
    let fact = json!({ "state": edition.state, "valid_from": edition.valid_from, "hash": edition.hash });
    work.note(Subject::new("rule_edition", edition.id), fact);
}

/// Copies the rules that apply on a day into a draft that applies from it.
#[derive(Clone, Debug)]
pub struct CopyRules {
    /// What the draft is called.
    pub name: String,
    /// First day of the placements that shall follow it.
    pub valid_from: Option<NaiveDate>,
}

impl Intention for CopyRules {
    const NAME: &'static str = "rules.copy";
    const RIGHT: Right = Right::ChangeRules;
    type Done = EditionId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<EditionId, Failure> {
        let (name, valid_from, made) = (name(&self.name)?, first_day(self.valid_from)?, me(work)?);
        let book = app.rules.of(work).await?;
        let copied = book.edition_on(valid_from);
        let edition = RuleEdition::draft(EditionId(work.new_id()), name, valid_from, copied.hash.clone(), made);
        rule_editions::insert(work, &edition, &copied.text).await?;
        note(work, &edition);
        Ok(edition.id)
    }
}

/// What is changed of a draft.
#[derive(Clone, Debug)]
pub enum DraftChange {
    /// Its name and first day.
    Head {
        /// Name.
        name: String,
        /// First day.
        valid_from: Option<NaiveDate>,
    },
    /// A file, changed or new; kept also where it has faults, so that nothing typed is lost.
    File {
        /// Name without folder.
        name: String,
        /// Contents.
        text: String,
    },
    /// One of the municipality's own files goes.
    WithoutFile {
        /// Name without folder.
        name: String,
    },
}

/// Changes a draft.
#[derive(Clone, Debug)]
pub struct ChangeDraft {
    /// Which.
    pub edition: EditionId,
    /// The version that the form showed.
    pub version: i32,
    /// What is changed.
    pub change: DraftChange,
}

impl Intention for ChangeDraft {
    const NAME: &'static str = "rules.change_draft";
    const RIGHT: Right = Right::ChangeRules;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (mut edition, text) = rule_editions::find(work, self.edition).await?.or_not_found()?;
        same_version(self.version, edition.version)?;
        edition.must_be_draft()?;
        let mut files = read(&text)?;
        self.change.make(&mut edition, &mut files)?;
        let text = files.to_json();
        edition.hash = hash_of(&text);
        rule_editions::save(work, &edition, Some(&text)).await?;
        note(work, &edition);
        Ok(())
    }
}

impl DraftChange {
    fn make(&self, edition: &mut RuleEdition, files: &mut RuleText) -> Result<(), Refusal> {
        match self {
            Self::Head { name: typed, valid_from } => {
                edition.name = name(typed)?;
                edition.valid_from = first_day(*valid_from)?;
            }
            Self::File { name, text } => {
                must_be_file(name, text, files)?;
                files.put(name, text.replace("\r\n", "\n"));
            }
            Self::WithoutFile { name } => files.take_out(name),
        }
        Ok(())
    }
}

fn must_be_file(name: &str, text: &str, files: &RuleText) -> Result<(), Refusal> {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-');
    let stem = name.strip_suffix(".toml").unwrap_or_default();
    if stem.is_empty() || stem.len() > 60 || !stem.chars().all(is_plain) {
        return Err(Refusal::field("fil", "rules-file-name"));
    }
    let one_more = files.file(name).is_none() && files.files().len() >= MOST_FILES;
    if text.len() > LARGEST_FILE || one_more { Err(Refusal::field("tekst", "rules-file-too-large")) } else { Ok(()) }
}

/// Throws a draft away.
#[derive(Clone, Copy, Debug)]
pub struct DropDraft {
    /// Which.
    pub edition: EditionId,
    /// The version that the page showed.
    pub version: i32,
}

impl Intention for DropDraft {
    const NAME: &'static str = "rules.drop_draft";
    const RIGHT: Right = Right::ChangeRules;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (edition, _) = rule_editions::find(work, self.edition).await?.or_not_found()?;
        same_version(self.version, edition.version)?;
        edition.must_be_draft()?;
        rule_editions::remove(work, &edition).await?;
        work.note(Subject::new("rule_edition", edition.id), json!({ "dropped": true, "hash": edition.hash }));
        Ok(())
    }
}

/// A step of an edition on its way into force, or out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Puts it up for approval.
    Propose,
    /// Approves it, as the second person: it is in force from its first day.
    Approve,
    /// Sends it back to its writer.
    SendBack {
        /// Why.
        reason: String,
    },
    /// Takes it back: placements follow the edition before it again, which two persons approved or which came with the
    /// program, so that one person is enough.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// Moves an edition by one step.
#[derive(Clone, Debug)]
pub struct MoveEdition {
    /// Which.
    pub edition: EditionId,
    /// The version that the page showed: what is signed is what was read.
    pub version: i32,
    /// How.
    pub step: Step,
}

impl Intention for MoveEdition {
    const NAME: &'static str = "rules.move_edition";
    const RIGHT: Right = Right::ChangeRules;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (mut edition, text) = rule_editions::find(work, self.edition).await?.or_not_found()?;
        same_version(self.version, edition.version)?;
        let me = me(work)?;
        match &self.step {
            Step::Propose => {
                without_faults(&read(&text)?)?;
                edition.propose(me)?;
            }
            Step::Approve => {
                without_faults(&read(&text)?)?;
                edition.approve(me)?;
            }
            Step::SendBack { reason: typed } => edition.send_back(reason(typed)?)?,
            Step::Withdraw { reason: typed } => edition.withdraw(me, reason(typed)?)?,
        }
        rule_editions::save(work, &edition, None).await?;
        note(work, &edition);
        Ok(())
    }
}

/// An edition with the names of those who put theirs to it.
#[derive(Clone, Debug)]
pub struct NamedEdition {
    /// The edition.
    pub edition: RuleEdition,
    /// Who made it.
    pub made_by: String,
    /// Who put it up.
    pub proposed_by: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// Who took it back.
    pub withdrawn_by: Option<String>,
}

/// All editions of the municipality, the latest first day first.
#[derive(Clone, Copy, Debug)]
pub struct ListEditions;

impl Question for ListEditions {
    const NAME: &'static str = "rules.editions";
    const RIGHT: Right = Right::SeeRules;
    type Answer = Vec<NamedEdition>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<NamedEdition>, Failure> {
        with_names(reader, rule_editions::all(reader).await?).await
    }
}

async fn with_names(reader: &Reader<'_>, editions: Vec<RuleEdition>) -> Result<Vec<NamedEdition>, Failure> {
    let signers = |edition: &RuleEdition| [Some(edition.made), edition.proposed, edition.approved, edition.withdrawn];
    let people: Vec<AccountId> = editions.iter().flat_map(signers).flatten().map(|signed| signed.by).collect();
    let names = Doers::read(reader, &[], people).await?.staff;
    let named = |signed: Option<Signed>| signed.and_then(|signed| names.get(&signed.by).cloned());
    let with = |edition: RuleEdition| NamedEdition {
        made_by: named(Some(edition.made)).unwrap_or_default(),
        proposed_by: named(edition.proposed),
        approved_by: named(edition.approved),
        withdrawn_by: named(edition.withdrawn),
        edition,
    };
    Ok(editions.into_iter().map(with).collect())
}

/// An edition with its files and what is wrong with them.
#[derive(Clone, Debug)]
pub struct OpenedEdition {
    /// The edition.
    pub named: NamedEdition,
    /// Its files.
    pub text: RuleText,
    /// The rules of the day before its first one, to compare with.
    pub before: RuleText,
    /// Each fault as a sentence with file and line; empty where the files may be used.
    pub faults: Vec<String>,
}

impl OpenedEdition {
    /// What changes on its first day against the day before; nothing is told where the files have faults.
    #[must_use]
    pub fn changes(&self) -> Option<RuleChanges> {
        let from = self.named.edition.valid_from;
        let (before, after) = (self.before.rules().ok()?, self.text.rules().ok()?);
        Some(RuleChanges::between(before.plainly_on(from.pred_opt()?), after.plainly_after(&before, from)))
    }
}

/// Opens an edition.
#[derive(Clone, Copy, Debug)]
pub struct OpenEdition {
    /// Which.
    pub edition: EditionId,
}

impl Question for OpenEdition {
    const NAME: &'static str = "rules.edition";
    const RIGHT: Right = Right::SeeRules;
    type Answer = OpenedEdition;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<OpenedEdition, Failure> {
        let (edition, text) = rule_editions::find(reader, self.edition).await?.or_not_found()?;
        let (book, text) = (app.rules.of(reader).await?, read(&text)?);
        let day_before = edition.valid_from.pred_opt().unwrap_or(edition.valid_from);
        let before = read(&book.edition_on(day_before).text)?;
        let faults = text.rules().err().map(|faults| sentences(&faults)).unwrap_or_default();
        let named = with_names(reader, vec![edition]).await?.pop().or_not_found()?;
        Ok(OpenedEdition { named, text, before, faults })
    }
}

//! A member of staff writes down whom a company takes and what support it gives, as the company said it.

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{
        ids::CompanyId,
        permission::Right,
        refusal::Refusal,
        willingness::{SaidAt, Willing, Willingness},
    },
    store::{
        companies, willingness,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// What a company said, as it stands in a form: one answer to some questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedWillingness {
    /// Target groups, and offers of `tilbud`.
    pub topics: Vec<String>,
    /// yes, perhaps or no.
    pub answer: String,
    /// The day on which it was said.
    pub said_on: String,
    /// visit, call, mail, agreement or form.
    pub source: String,
}

impl TypedWillingness {
    /// What was said, once for each topic; `said_by` wrote it down.
    async fn read(&self, app: &App, work: &Work<'_>) -> Result<Vec<Willingness>, Failure> {
        let book = app.rules.of(work).await?;
        let groups: Vec<String> = book.target_groups().into_iter().map(|group| group.head.id.clone()).collect();
        let mut fields = Fields::default();
        if self.topics.is_empty() {
            fields.refuse("topics", "error-choose");
        }
        if !self.topics.iter().all(|topic| groups.contains(topic) || app.conditions.offer(topic).is_some()) {
            fields.refuse("topics", "error-choose");
        }
        let answer = fields.word("answer", &self.answer, Willing::parse);
        let source = fields.word("source", &self.source, SaidAt::parse);
        let said_on = fields.day("said_on", &self.said_on);
        if self.said_on.trim().is_empty() {
            fields.refuse("said_on", "error-required");
        }
        if said_on.is_some_and(|day| day > app.clock.today()) {
            fields.refuse("said_on", "error-day-ahead");
        }
        let ((answer, source), said_on) = fields.accept(answer.zip(source).zip(said_on))?;
        let by = work.actor().account();
        let one = |topic: &String| Willingness { topic: topic.clone(), answer, said_on, source, by };
        Ok(self.topics.iter().map(one).collect())
    }
}

/// Writes down what a company said; an earlier answer about the same topic is replaced and stays in the audit.
pub struct SayWillingness {
    /// The company.
    pub company: CompanyId,
    /// What it said.
    pub typed: TypedWillingness,
}

impl Intention for SayWillingness {
    const NAME: &'static str = "willingness.say";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let company = companies::standing(work, self.company).await?.or_not_found()?;
        work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let said = self.typed.read(app, work).await?;
        write(work, company.id, &said).await
    }
}

/// Writes answers down and notes them in the audit; for every intention that hears a company.
///
/// # Errors
/// The database refuses.
pub(crate) async fn write(work: &mut Work<'_>, company: CompanyId, said: &[Willingness]) -> Result<(), Failure> {
    let before = willingness::of_companies(work, &[company]).await?.remove(&company).unwrap_or_default();
    for one in said {
        // What was said later is not replaced by what was said before it.
        let is_older = before.iter().any(|known| known.topic == one.topic && known.said_on > one.said_on);
        if !is_older {
            willingness::put(work, company, one).await?;
        }
        let fact = json!({ "topic": one.topic, "answer": one.answer, "said_on": one.said_on, "source": one.source, "older": is_older });
        work.note(Subject::new("company", company), fact);
    }
    Ok(())
}

//! A task is done, not done after all, taken, or handed over.

use serde_json::json;

use crate::{
    domain::{
        ids::{AccountId, TaskId},
        permission::Right,
        refusal::Refusal,
        task::Task,
    },
    store::{
        accounts, tasks,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

async fn found(work: &Work<'_>, id: TaskId) -> Result<Task, Failure> {
    tasks::find(work, id).await?.or_not_found()
}

/// Notes that a task is done.
pub struct FinishTask {
    /// Which.
    pub task: TaskId,
}

impl Intention for FinishTask {
    const NAME: &'static str = "task.finish";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let task = found(work, self.task).await?;
        tasks::done(work, task.id).await?;
        work.note(Subject::new("task", task.id), json!({ "kind": task.kind }));
        Ok(())
    }
}

/// Notes that a task is not done after all.
pub struct ReopenTask {
    /// Which.
    pub task: TaskId,
}

impl Intention for ReopenTask {
    const NAME: &'static str = "task.reopen";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let task = found(work, self.task).await?;
        tasks::reopen(work, task.id).await?;
        work.note(Subject::new("task", task.id), json!({ "kind": task.kind }));
        Ok(())
    }
}

/// Takes a task that nobody has.
pub struct TakeTask {
    /// Which.
    pub task: TaskId,
}

impl Intention for TakeTask {
    const NAME: &'static str = "task.take";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let task = found(work, self.task).await?;
        if task.assigned_to == Some(me) {
            return Ok(());
        }
        if !tasks::give(work, task.id, None, me).await? {
            return Err(Refusal::field("task", "task-taken-already").into());
        }
        work.note(Subject::new("task", task.id), json!({ "kind": task.kind, "to": me }));
        Ok(())
    }
}

/// Hands a task over to a colleague.
pub struct HandOverTask {
    /// Which.
    pub task: TaskId,
    /// To whom.
    pub to: Option<AccountId>,
}

impl Intention for HandOverTask {
    const NAME: &'static str = "task.hand_over";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let task = found(work, self.task).await?;
        let to = match self.to {
            Some(id) => accounts::find(work, id).await?.filter(|account| account.disabled_at.is_none()),
            None => None,
        };
        let to = to.ok_or_else(|| Refusal::field("to", "error-choose"))?;
        if !tasks::give(work, task.id, task.assigned_to, to.id).await? {
            return Err(Refusal::field("task", "task-done-already").into());
        }
        work.note(Subject::new("task", task.id), json!({ "kind": task.kind, "from": task.assigned_to, "to": to.id }));
        Ok(())
    }
}

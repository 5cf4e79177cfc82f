//! The tasks of a person and those that nobody has taken.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    base::clock::{day_of, end_of_day},
    domain::{
        ids::{AccountId, CompanyId},
        permission::Right,
        task::Task,
    },
    store::{
        accounts, companies,
        scope::{Reader, Scope},
        tasks,
    },
    use_cases::{app::App, companies::StaffName, failure::Failure, intention::Question},
};

/// Most tasks that the page shows.
const MOST: u64 = 200;

/// A task with the name of its company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// The task.
    pub task: Task,
    /// The company's name.
    pub company: Option<String>,
}

/// What there is to do.
#[derive(Clone, Debug)]
pub struct TaskList {
    /// Today.
    pub today: NaiveDate,
    /// Mine, the most urgent first.
    pub mine: Vec<TaskLine>,
    /// Those that nobody has taken.
    pub untaken: Vec<TaskLine>,
    /// Colleagues to whom a task can be handed over.
    pub colleagues: Vec<StaffName>,
}

/// Asks what a person has to do.
pub struct MyTasks {
    /// Who.
    pub account: AccountId,
}

impl Question for MyTasks {
    const NAME: &'static str = "task.list";
    const RIGHT: Right = Right::LogContact;
    type Answer = TaskList;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<TaskList, Failure> {
        let mut found = tasks::open_of(reader, Some(self.account), MOST).await?;
        found.extend(tasks::open_of(reader, None, MOST).await?);
        let ids: Vec<CompanyId> = found.iter().filter_map(|task| task.company).collect();
        let names: HashMap<CompanyId, String> =
            companies::some(reader, &ids).await?.into_iter().map(|company| (company.id, company.name)).collect();
        let line = |task: Task| TaskLine { company: task.company.and_then(|id| names.get(&id).cloned()), task };
        let (mine, untaken) = found.into_iter().map(line).partition(|line: &TaskLine| line.task.assigned_to.is_some());
        let active = accounts::all(reader).await?.into_iter().filter(|one| one.disabled_at.is_none() && one.id != self.account);
        let colleagues = active.map(|one| StaffName { id: one.id, name: one.display_name, active: true }).collect();
        Ok(TaskList { today: day_of(reader.at()), mine, untaken, colleagues })
    }
}

/// How much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Mine, due today or earlier.
    pub due: u64,
    /// Those that nobody has taken.
    pub untaken: u64,
}

/// Asks how many tasks wait for a person today.
pub struct TasksWaiting {
    /// Who.
    pub account: AccountId,
}

impl Question for TasksWaiting {
    const NAME: &'static str = "task.waiting";
    const RIGHT: Right = Right::LogContact;
    type Answer = Waiting;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Waiting, Failure> {
        let by = end_of_day(day_of(reader.at()));
        Ok(Waiting { due: tasks::count_due(reader, self.account, by).await?, untaken: tasks::count_untaken(reader).await? })
    }
}

//! Tasks of the staff: what is mine to do and what nobody has taken, done, undone, taken and handed over.

mod acts;
mod look;

pub use acts::{FinishTask, HandOverTask, ReopenTask, TakeTask};
pub use look::{MyTasks, TaskLine, TaskList, TasksWaiting, Waiting};

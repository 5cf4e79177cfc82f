//! Letters: what they say in each language, how they look, and how they reach the mail server.

pub mod compose;
pub mod demo_mailbox;
mod layout;
pub mod letters;
pub mod postman;
pub mod preview;
mod prose;
mod smtp;

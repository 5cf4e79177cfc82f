//! What every floor may use: time, ids, secrets, and the word for "something broke".

pub mod client_address;
pub mod clock;
pub mod fault;
pub mod form_guard;
pub mod id_source;
pub mod nul;
pub mod password;
pub mod secret;
pub mod sign_in_guard;
pub mod spreadsheet;
pub mod telemetry;

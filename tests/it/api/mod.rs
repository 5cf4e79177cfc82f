//! The API as a program sees it: shapes, errors, walls, repeated calls, limits.

mod calling;
mod citizens;
mod counted;
mod document;
mod errors;
mod kartotek;
mod last_seat;
mod paging;
mod placing;
mod repeating;
mod searching;
mod tokens;
mod walls;

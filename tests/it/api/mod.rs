//! The API as a program sees it: shapes, errors, walls, repeated calls, limits.

mod calling;
mod citizens;
mod document;
mod errors;
mod kartotek;
mod placing;
mod repeating;
mod searching;
mod tokens;
mod walls;

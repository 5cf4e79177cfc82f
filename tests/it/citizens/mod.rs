//! Citizens: files opened and logged, profiles changed, lists of matches judged.

mod files;
mod matches;

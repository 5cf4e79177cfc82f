//! What can be set, one file per section.

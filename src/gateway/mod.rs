//! Outgoing HTTP, one file per counterpart.

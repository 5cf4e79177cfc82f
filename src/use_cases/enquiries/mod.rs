//! Enquiries of companies: sent without sign-in, routed to somebody with a time to answer, seen to by staff.

pub mod form;
pub mod list;
pub mod routing;
pub mod rules;
pub mod see_to;

//! The frames around every page: staff, portal, public and error; and what a page hands to them.
//!
//! A page struct holds `shell: Shell` and its template extends a frame:
//! `{% extends "layout/staff.html" %}{% block content %}…{% endblock %}`. Blocks of the staff frame: `badge` (state beside
//! the title), `actions` (buttons of the title row), `content`, `aside` (next step and history, wide screens: right),
//! `heading` (replaces the whole title row). Portal, public and error have `content` and `heading`.

mod navigation;
mod shell;

pub use navigation::{NavItem, Section};
pub use shell::{Adviser, Crumb, Notice, NoticeKind, Shell, SignedIn};

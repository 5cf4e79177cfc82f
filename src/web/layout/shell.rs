//! What the frames need to know, embedded in each page struct as `shell`.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use super::{NavItem, Section};
use crate::domain::terms::Language;
use crate::i18n::{Arg, Countable, Texts};
use crate::web::assets::asset_url;
use crate::web::parts::{Icon, TimeTag};

/// Whom the account menu names.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person's name.
    pub name: String,
    /// The role or the company, in the reader's language.
    pub role: String,
}

/// The consultant whom a company can reach; stands at the foot of every portal page.
#[derive(Clone, Debug)]
pub struct Adviser {
    /// The consultant's name.
    pub name: String,
    /// The consultant's telephone number as it is read.
    pub phone: String,
    /// The page of "Ring mig op"; without it there is no such button.
    pub call_back_url: Option<String>,
}

impl Adviser {
    /// The number as it is read, on one line.
    #[must_use]
    pub fn shown_phone(&self) -> String {
        self.phone.replace(' ', "\u{a0}")
    }

    /// The number as `tel:` wants it.
    #[must_use]
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
    }
}

/// One step of the path above the title; the page itself is not listed.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// The words.
    pub label: String,
    /// The address.
    pub url: String,
}

/// What kind of thing a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// It worked.
    Success,
    /// Good to know.
    Info,
    /// Take care.
    Warning,
    /// It did not work.
    Error,
}

impl NoticeKind {
    /// The design system's word (`alert-success`), which is the icon's name as well.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One sentence above the content after an act, shown once.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its kind.
    pub kind: NoticeKind,
    /// The sentence.
    pub text: String,
}

/// What the frames need to know of the request, the reader and the page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The texts in the reader's language.
    pub texts: Texts,
    /// The municipality's name (`Eksempelkøbing Kommune`).
    pub municipality: String,
    /// The page's title, also its `h1`.
    pub title: String,
    /// A line under the title.
    pub lead: String,
    /// The path to the page.
    pub crumbs: Vec<Crumb>,
    /// Who has signed in.
    pub user: Option<SignedIn>,
    /// A name for the reader that the browser may keep, empty where nothing is kept for them.
    pub person: String,
    /// The left menu.
    pub nav: Vec<NavItem>,
    /// Which line of the menu is the current one.
    pub active: Option<Section>,
    /// What the last act came to.
    pub notice: Option<Notice>,
    /// The company's consultant (portal only).
    pub adviser: Option<Adviser>,
    /// Where the brand leads, the reader's first page.
    pub home_url: String,
    /// Where "Log ud" is posted to.
    pub sign_out_url: String,
    /// Where another company is chosen, for somebody who speaks for several (portal only).
    pub switch_url: Option<&'static str>,
    /// What stands in the global search field.
    pub search_text: String,
    /// Whether single keys are shortcuts; the reader may turn them off (WCAG 2.1.4).
    pub shortcuts: bool,
    /// Whether the page shows errors to be mended; the browser's title says so first.
    pub has_errors: bool,
    path_and_query: String,
}

impl Shell {
    /// A bare frame for this path (`/konsulent/pladser?q=truck`), municipality and language.
    #[must_use]
    pub fn new(texts: Texts, municipality: impl Into<String>, path_and_query: impl Into<String>) -> Self {
        Self {
            texts,
            municipality: municipality.into(),
            title: String::new(),
            lead: String::new(),
            crumbs: Vec::new(),
            user: None,
            person: String::new(),
            nav: Vec::new(),
            active: None,
            notice: None,
            adviser: None,
            home_url: "/".to_owned(),
            sign_out_url: "/log-ud".to_owned(),
            switch_url: None,
            search_text: String::new(),
            shortcuts: true,
            has_errors: false,
            path_and_query: path_and_query.into(),
        }
    }

    /// Sets the title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets the line under the title.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    /// Adds a step to the path above the title.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), url: url.into() });
        self
    }

    /// Names who has signed in, and the first page of theirs.
    #[must_use]
    pub fn signed_in(mut self, user: SignedIn, home_url: impl Into<String>) -> Self {
        self.user = Some(user);
        self.home_url = home_url.into();
        self
    }

    /// Sets the name under which the browser keeps what the reader has not sent yet.
    #[must_use]
    pub fn person(mut self, person: impl Into<String>) -> Self {
        self.person = person.into();
        self
    }

    /// Sets the left menu and its current line.
    #[must_use]
    pub fn nav(mut self, items: Vec<NavItem>, active: Option<Section>) -> Self {
        self.nav = items;
        self.active = active;
        self
    }

    /// Shows a notice above the content.
    #[must_use]
    pub fn notice(mut self, kind: NoticeKind, text: impl Into<String>) -> Self {
        self.notice = Some(Notice { kind, text: text.into() });
        self
    }

    /// Names the consultant at the foot of a portal page.
    #[must_use]
    pub fn adviser(mut self, adviser: Adviser) -> Self {
        self.adviser = Some(adviser);
        self
    }

    /// Marks the page as one with errors to mend.
    #[must_use]
    pub const fn with_errors(mut self, has_errors: bool) -> Self {
        self.has_errors = has_errors;
        self
    }

    /// A text in the reader's language.
    #[must_use]
    pub fn text(&self, key: &str) -> Cow<'static, str> {
        self.texts.text(key)
    }

    /// A text that counts: its argument is `count`.
    #[must_use]
    pub fn count(&self, key: &str, count: impl Countable) -> Cow<'static, str> {
        self.texts.count(key, count)
    }

    /// A text whose argument is `name`.
    #[must_use]
    pub fn name(&self, key: &str, name: &str) -> Cow<'static, str> {
        self.texts.name(key, name)
    }

    /// A text with other arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> Cow<'static, str> {
        self.texts.with(key, args)
    }

    /// `da` or `en`, for `<html lang>`.
    #[must_use]
    pub const fn lang(&self) -> &'static str {
        self.texts.language().as_str()
    }

    /// The other language's code.
    #[must_use]
    pub const fn other_lang(&self) -> &'static str {
        match self.texts.language() {
            Language::Da => "en",
            Language::En => "da",
        }
    }

    /// This page in the other language; every other parameter is kept.
    #[must_use]
    pub fn other_language_url(&self) -> String {
        let (path, query) = self.path_and_query.split_once('?').unwrap_or((&self.path_and_query, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("sprog="));
        let pairs: Vec<_> = kept.map(str::to_owned).chain([format!("sprog={}", self.other_lang())]).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// Whether a line of the menu is the current one.
    #[must_use]
    pub fn is_active(&self, item: &NavItem) -> bool {
        self.active == Some(item.section)
    }

    /// An icon of the sprite, hidden from screen readers: `{{ shell.icon("search") }}`.
    #[must_use]
    pub fn icon<'a>(&self, name: &'a str) -> Icon<'a> {
        Icon(name)
    }

    /// A day with its machine-readable twin: `{{ shell.day(slot.free_from) }}`.
    #[must_use]
    pub fn day(&self, day: &NaiveDate) -> TimeTag {
        TimeTag::day(self.texts, *day)
    }

    /// How long ago a day is, with the day itself on hover and for machines.
    #[must_use]
    pub fn ago(&self, day: &NaiveDate, today: &NaiveDate) -> TimeTag {
        TimeTag::ago(self.texts, *day, *today)
    }

    /// A moment on the clock of Copenhagen, with its machine-readable twin.
    #[must_use]
    pub fn moment(&self, moment: &DateTime<Utc>) -> TimeTag {
        TimeTag::moment(self.texts, *moment)
    }

    /// The address of an embedded file.
    #[must_use]
    pub fn asset(&self, path: &str) -> String {
        asset_url(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(path: &str) -> Shell {
        Shell::new(Texts::new(Language::Da), "Eksempelkøbing Kommune", path)
    }

    #[test]
    fn the_language_switch_keeps_the_page() {
        assert_eq!(shell("/konsulent/pladser").other_language_url(), "/konsulent/pladser?sprog=en");
        let searching = shell("/konsulent/pladser?q=truck&sprog=da&art=fleksjob");
        assert_eq!(searching.other_language_url(), "/konsulent/pladser?q=truck&art=fleksjob&sprog=en");
    }

    #[test]
    fn a_number_is_dialled_without_spaces() {
        let adviser = Adviser { name: "Bente".into(), phone: "+45 72 36 00 00".into(), call_back_url: None };
        assert_eq!(adviser.dial(), "+4572360000");
    }
}

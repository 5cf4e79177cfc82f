//! The rooms of the staff area as the left menu lists them.

/// A room of the staff area; the order is the menu's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The desk.
    Start,
    /// Slots.
    Slots,
    /// Companies.
    Companies,
    /// Enquiries of companies.
    Enquiries,
    /// Agreements.
    Agreements,
    /// Citizens.
    Citizens,
    /// Matching.
    Matching,
    /// Placements.
    Placements,
    /// Tasks.
    Tasks,
    /// The rule book.
    Rules,
    /// Figures for leaders.
    Leadership,
    /// Users and settings.
    Administration,
}

impl Section {
    /// The key of the section's name in the menu.
    #[must_use]
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Start => "nav-start",
            Self::Slots => "nav-slots",
            Self::Companies => "nav-companies",
            Self::Enquiries => "nav-enquiries",
            Self::Agreements => "nav-agreements",
            Self::Citizens => "nav-citizens",
            Self::Matching => "nav-matching",
            Self::Placements => "nav-placements",
            Self::Tasks => "nav-tasks",
            Self::Rules => "nav-rules",
            Self::Leadership => "nav-leadership",
            Self::Administration => "nav-administration",
        }
    }

    /// The icon's name in the sprite.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Start => "home",
            Self::Slots => "engineering",
            Self::Companies => "business",
            Self::Enquiries => "email",
            Self::Agreements => "document",
            Self::Citizens => "persons",
            Self::Matching => "view-split",
            Self::Placements => "truck",
            Self::Tasks => "list-check",
            Self::Rules => "bookmark",
            Self::Leadership => "summary",
            Self::Administration => "settings",
        }
    }
}

/// One line of the left menu; a section without a line is not shown.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Which room.
    pub section: Section,
    /// Its address.
    pub url: String,
    /// What waits there (shown when above nought).
    pub waiting: Option<u32>,
}

impl NavItem {
    /// A line without a count.
    #[must_use]
    pub fn new(section: Section, url: impl Into<String>) -> Self {
        Self { section, url: url.into(), waiting: None }
    }

    /// Says how much waits there.
    #[must_use]
    pub fn waiting(mut self, count: u64) -> Self {
        self.waiting = u32::try_from(count).ok();
        self
    }
}

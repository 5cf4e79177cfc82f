//! The field's fixed words. A word that statute defines keeps its Danish name; stored as `snake_case`.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $stored:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$word_doc])* #[serde(rename = $stored)] $word),+ }

        impl $name {
            /// Every word, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The stored word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $stored),+ }
            }

            /// Reads a stored word; nothing for any other.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($stored => Some(Self::$word),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Where a figure that a company or somebody else told comes from.
    FigureSource {
        /// A member of staff wrote it down.
        Typed = "typed",
        /// It stood in a list that was taken in.
        Imported = "imported",
        /// The state's register says so.
        Register = "register",
    }
}

words! {
    /// What kind of placement a slot offers (LAB chapters 11–13, 20 and others; `law.md` section 2).
    PlacementForm {
        /// LAB §§ 57–62.
        Virksomhedspraktik = "virksomhedspraktik",
        /// LAB §§ 63–81.
        Loentilskud = "loentilskud",
        /// LAB §§ 116 ff.; under 10 hours a week it is shown as minifleksjob.
        Fleksjob = "fleksjob",
        /// LAB chapter 13; public employers only.
        Nytteindsats = "nytteindsats",
        /// LAB §§ 154–160.
        Voksenlaerling = "voksenlaerling",
        /// Abolished by lov 1750 of 2025.
        Jobrotation = "jobrotation",
        /// Paid hours, an ordinary employment.
        OrdinaereTimer = "ordinaere_timer",
    }
}

words! {
    /// Whether an employer is private or public.
    Sector {
        /// Private.
        Privat = "privat",
        /// Public.
        Offentlig = "offentlig",
    }
}

impl Sector {
    /// The word of the rule facts (`private`, `public`).
    #[must_use]
    pub const fn rule_word(self) -> &'static str {
        match self {
            Self::Privat => "private",
            Self::Offentlig => "public",
        }
    }
}

words! {
    /// How far the cooperation with a company has come.
    LadderStep {
        /// Known, no cooperation.
        Passiv = "passiv",
        /// In contact.
        Kontakt = "kontakt",
        /// Takes placements.
        Samarbejde = "samarbejde",
        /// Has a partnership agreement.
        Partnerskab = "partnerskab",
    }
}

words! {
    /// The agreed purpose of a placement (LAB § 58–59; mandatory).
    Purpose {
        /// Ordinary paid hours.
        OrdinaereTimer = "ordinaere_timer",
        /// Training of specific skills.
        Optraening = "optraening",
        /// Clarifying a job or education goal.
        Afklaring = "afklaring",
        /// Retention, for the employed of groups 6–7.
        Fastholdelse = "fastholdelse",
    }
}

words! {
    /// How a citizen travels.
    Transport {
        /// On foot.
        Gang = "gang",
        /// By bicycle.
        Cykel = "cykel",
        /// By bus or train.
        Kollektiv = "kollektiv",
        /// By car.
        Bil = "bil",
    }
}

words! {
    /// Level of Danish in the European framework (CEFR).
    LanguageLevel {
        /// Beginner.
        A1 = "A1",
        /// Elementary.
        A2 = "A2",
        /// Intermediate.
        B1 = "B1",
        /// Upper intermediate.
        B2 = "B2",
        /// Advanced.
        C1 = "C1",
        /// Proficient.
        C2 = "C2",
    }
}

words! {
    /// The two languages of the product.
    Language {
        /// Danish, the first.
        Da = "da",
        /// English.
        En = "en",
    }
}

words! {
    /// Why somebody looks at a citizen (header `Purpose`).
    LookPurpose {
        /// Finding a place.
        Match = "match",
        /// Following a placement.
        FollowUp = "follow_up",
        /// Work on the case.
        Case = "case",
        /// Quality control.
        Quality = "quality",
        /// The citizen's own request.
        Insight = "insight",
    }
}

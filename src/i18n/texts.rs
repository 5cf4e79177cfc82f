//! Looks texts up by key and fills in their arguments.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::format;
use crate::domain::terms::Language;

#[derive(RustEmbed)]
#[folder = "src/i18n/da"]
pub(super) struct DanishFiles;

#[derive(RustEmbed)]
#[folder = "src/i18n/en"]
pub(super) struct EnglishFiles;

type Bundle = FluentBundle<FluentResource>;

static DANISH: LazyLock<Bundle> = LazyLock::new(|| bundle::<DanishFiles>(Language::Da));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle::<EnglishFiles>(Language::En));

/// The value of an argument of a text.
pub type Arg = FluentValue<'static>;

/// A whole number that a text can count; by value or, as templates hand it over, by reference.
pub trait Countable {
    /// The number as the argument of a text.
    fn to_arg(&self) -> Arg;
}

macro_rules! countable {
    ($($number:ty),+) => { $(impl Countable for $number {
        fn to_arg(&self) -> Arg { (*self).into() }
    })+ };
}
countable!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl<T: Countable> Countable for &T {
    fn to_arg(&self) -> Arg {
        (*self).to_arg()
    }
}

/// The texts of one language; cheap to copy and hand about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

impl Texts {
    /// The texts of this language.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Which language this is.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The text of a key; the key itself when there is none (a test finds those).
    #[must_use]
    pub fn text(self, key: &str) -> Cow<'static, str> {
        self.look_up(key, None)
    }

    /// The text of a key with its arguments: `texts.with("slot-seats", &[("count", 4.into())])`.
    #[must_use]
    pub fn with(self, key: &str, args: &[(&str, Arg)]) -> Cow<'static, str> {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (Cow::from((*name).to_owned()), value.clone())).collect();
        self.look_up(key, Some(&args))
    }

    /// The text of a key whose only argument is `count`; picks the plural form.
    #[must_use]
    pub fn count(self, key: &str, count: impl Countable) -> Cow<'static, str> {
        self.with(key, &[("count", count.to_arg())])
    }

    /// The text of a key whose only argument is `name`.
    #[must_use]
    pub fn name(self, key: &str, name: &str) -> Cow<'static, str> {
        self.with(key, &[("name", name.to_owned().into())])
    }

    /// Whether this language has the key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A text by a key that holds a word from outside; nothing, and no line in the log, where there is none.
    #[must_use]
    pub fn known(self, key: &str) -> Option<String> {
        self.has(key).then(|| self.text(key).into_owned())
    }

    fn bundle(self) -> &'static Bundle {
        match self.language {
            Language::Da => &DANISH,
            Language::En => &ENGLISH,
        }
    }

    fn look_up(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let Some(pattern) = self.bundle().get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, language = %self.language, "no such text");
            return Cow::Owned(key.to_owned());
        };
        let mut faults = Vec::new();
        let text = self.bundle().format_pattern(pattern, args, &mut faults);
        if !faults.is_empty() {
            tracing::warn!(key, language = %self.language, ?faults, "text has arguments that were not given");
        }
        Cow::Owned(text.into_owned())
    }
}

fn bundle<Files: RustEmbed>(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.as_str().parse::<LanguageIdentifier>().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    match language {
        Language::Da => bundle.set_formatter(Some(danish_value)),
        Language::En => bundle.set_formatter(Some(english_value)),
    }
    for name in Files::iter() {
        if let Some(file) = Files::get(&name) {
            add_file(&mut bundle, &name, String::from_utf8_lossy(&file.data).into_owned());
        }
    }
    bundle
}

/// Adds what can be read of a file; what cannot is logged, and a test refuses it.
fn add_file(bundle: &mut Bundle, name: &str, text: String) {
    let resource = FluentResource::try_new(text).unwrap_or_else(|(read, faults)| {
        tracing::error!(name, ?faults, "text file has faults");
        read
    });
    if let Err(faults) = bundle.add_resource(resource) {
        tracing::error!(name, ?faults, "text file repeats keys");
    }
}

fn danish_value<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value).map(|(number, decimals)| format::number(Language::Da, number, decimals))
}

fn english_value<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_of(value).map(|(number, decimals)| format::number(Language::En, number, decimals))
}

/// A number and how many decimals it asks for; a whole number asks for none, any other for one.
fn number_of(value: &FluentValue<'_>) -> Option<(f64, usize)> {
    let FluentValue::Number(number) = value else { return None };
    let natural = usize::from(number.value.fract() != 0.0);
    Some((number.value, number.options.minimum_fraction_digits.unwrap_or(natural)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_texts_are_danish_and_plurals_agree() {
        let texts = Texts::new(Language::Da);
        assert_eq!(texts.count("relative-days-ago", 1234_u32), "for 1.234 dage siden");
        assert_eq!(texts.count("relative-years-ahead", 1_u32), "om 1 år");
        assert_eq!(Texts::new(Language::En).count("relative-days-ago", 1_u32), "1 day ago");
    }
}

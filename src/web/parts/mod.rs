//! Shared pieces of the pages. A usage guide for whoever writes a page:
//!
//! **A page** is a struct with `shell: Shell` and a template beside its handler:
//! ```html
//! {% extends "layout/staff.html" %}
//! {% import "parts/form.html" as form %}
//! {% import "parts/show.html" as show %}
//! {% block badge %}{{ state }}{% endblock %}                 {# parts::Badge #}
//! {% block actions %}<a class="button button-primary" href="{{ url }}">{{ shell.text("slot-new") }}</a>{% endblock %}
//! {% block content %}…{% endblock %}
//! {% block aside %}…{% endblock %}                           {# leave out when there is nothing to put there #}
//! ```
//! The handler builds the shell: `Shell::new(texts, municipality, uri).title(…).crumb(label, url).nav(items, Some(Section::Slots))`.
//! The title becomes `h1`; content starts at `h2`. Never an inline `style` or script: the CSP refuses them.
//!
//! **Texts**: `shell.text("key")`, `shell.count("key", n)` (argument `$count`, plural forms), `shell.name("key", name)`
//! (`$name`), in Rust `texts.with("key", &[("weeks", 4.into())])`. Lines stand in `src/i18n/{da,en}/<noun>.ftl` in both
//! languages; a test fails for a key that is missing. Numbers in Rust: `texts.number(12.5, 1)`, `texts.whole(1234)`,
//! `texts.kilometres(4.2)`; dates in templates: `{{ shell.day(d) }}`, `{{ shell.ago(d, today) }}`, `{{ shell.moment(m) }}`,
//! in Rust `texts.date(d)`, `texts.period(from, to)`, `texts.week(d)`. Sort names by `i18n::collation_key`.
//!
//! **Typed pieces** (build in Rust, write `{{ piece }}` in the template; all escape what they are given):
//! [`Badge`] state by word, shape and colour · [`FitCard`] one proposal with its reasons · [`Meter`] used of allowed, over
//! weeks · [`RatioView`] the meter with its arithmetic · [`OutlookTold`] latest end and next steps · [`PassedOverTold`] · [`FunctionFields`] what the law asks about the work function · [`Ledger`] seats by week · [`Facet`] filter group with counts · [`More`] "Vis flere" · [`ErrorSummary`] ·
//! [`Confirm`] the page before what cannot be undone · [`Icon`] · [`TimeTag`].
//!
//! **Form macros** (`parts/form.html`, arguments by name, empty string = none):
//! ```html
//! <form method="post" action="…" novalidate data-submit-once>
//! {{ errors.summary(shell.texts) }}
//! {% call form::text("titel", label=shell.text("slot-title"), value=form.titel, error=errors.at("titel"), required=true) %}{% endcall %}
//! {% call form::textarea("beskrivelse", label=…, value=…, hint=…, error=…, rows=4) %}{% endcall %}
//! {% call form::date("ledig_fra", label=…, value=form.ledig_fra, error=…) %}{% endcall %}        {# value is ISO #}
//! {% call form::number("timer", label=…, value=…, error=…, unit=shell.text("unit-hours"), min="1", max="37") %}{% endcall %}
//! {% call form::time("moedetid_fra", …) %}{% endcall %}
//! {% call form::select("art", label=…, choices=kinds, error=…, empty=shell.text("choose")) %}{% endcall %}  {# Vec<Choice> #}
//! {% call form::checkboxes("krav", legend=…, choices=demands, error=…, hint=…) %}{% endcall %}
//! {% call form::radios("svar", legend=…, choices=answers, error=…) %}{% endcall %}
//! {% call form::suggest("oenske", label=…, value=…, choices=titles, url="/konsulent/titler") %}{% endcall %} {# datalist #}
//! {% call form::hidden("version", value=form.version) %}{% endcall %}
//! {% call form::submit(shell.text("save")) %}<a class="button button-secondary" href="{{ back }}">{{ shell.text("cancel") }}</a>{% endcall %}
//! </form>
//! ```
//! `errors` is a [`FormErrors`]: `errors.add("titel", texts.text("error-required"))`; on a page with errors call
//! `shell.with_errors(!errors.is_empty())` and answer 422. The summary links to the fields (`id` = name) and takes the focus.
//!
//! **Show macros** (`parts/show.html`), used with a body:
//! `show::table(caption)` (scrolls inside itself on small screens; figures: `class="number"` on `th` and `td`; rows for `j`/`k`:
//! `data-row` on `tr`, first link is opened by Enter) · `show::cards_table(caption)` (rows become cards under 600 px: each `td`
//! needs `data-label`; prefer it for lists that are used on a phone) · `show::facts()` + `show::fact(label)` key-value list · `show::empty(title, text)` with the next act as
//! body · `show::notice(shell, kind, text)` · `show::panel(id, title)` · `show::source(name, url)` where a rule is written · `show::fold(title)` · `show::filters(shell, action)` for
//! facets left of results · `show::tabs(label)` + `show::tab(url, label, current)` · `show::count_card(url, figure, label, tone)`.
//!
//! **Portal**: one question a screen; buttons `button-big` fill the width on a phone; `show::task_card(url, title, text)`.
//!
//! **Samples**: every page type has `samples()`; `cargo test --lib web::parts::samples` writes the pieces to `target/samples/`.

mod agreement_paper;
mod badge;
mod choice;
mod confirm;
mod facet;
mod fit_card;
mod form_errors;
mod function_fields;
mod icon;
mod ledger;
mod meter;
mod more;
mod outlook_told;
mod passed_over;
mod ratio_view;
#[cfg(test)]
mod samples;
mod time_tag;
mod told_rules;

pub use agreement_paper::{AgreementPaper, PaperLine, PaperNames, hours_of, kind_of};
pub use badge::{Badge, Tone};
pub use choice::Choice;
pub use confirm::Confirm;
pub use facet::{Facet, FacetOption};
pub use fit_card::{CardAction, CardChoice, Fit, FitCard, FitLaw, FitRow};
pub use form_errors::{ErrorSummary, FormErrors};
pub use function_fields::FunctionFields;
pub use icon::Icon;
pub use ledger::{Ledger, LedgerCell, LedgerRow, LedgerWeek};
pub use meter::{Meter, MeterAhead, MeterWeek};
pub use more::More;
pub use outlook_told::{OutlookTold, PeriodLimit, latest, way, ways};
pub use passed_over::PassedOverTold;
pub use ratio_view::{MeterReader, RatioView, meter};
pub use time_tag::TimeTag;
pub use told_rules::ToldRules;

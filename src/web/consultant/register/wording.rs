//! What the register says, in words.

use crate::{
    base::clock::Moment,
    domain::register_news::{RegisterField, read_address, read_branch},
    i18n::Texts,
    state::AppState,
    use_cases::register::look::RegisterState,
    web::consultant::slots::words,
};

/// The dated notice while the register does not answer; none while all is well.
pub fn notice(texts: Texts, state: &RegisterState) -> Option<String> {
    let (trouble, at) = state.trouble.as_ref()?;
    let since: Moment = state.trouble_since.unwrap_or(*at);
    let since = texts.moment(since);
    let said = match state.good_at {
        Some(good) => texts.with("register-notice", &[("since", since.into()), ("good", texts.moment(good).into())]),
        None => texts.with("register-notice-never", &[("since", since.into())]),
    };
    let why = texts.known(&format!("register-trouble-{}", trouble.replace('_', "-"))).unwrap_or_default();
    Some(format!("{said} {why}").trim().to_owned())
}

/// The name of a field.
pub fn field(texts: Texts, field: RegisterField) -> String {
    texts.text(&format!("register-field-{}", field.as_str().replace('_', "-"))).into_owned()
}

/// A value as people read it; a dash where there is none.
pub fn value(state: &AppState, texts: Texts, field: RegisterField, value: Option<&str>) -> String {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return texts.text("register-nothing").into_owned() };
    match field {
        RegisterField::Standing => texts.text(&format!("register-standing-{}", value.replace('_', "-"))).into_owned(),
        RegisterField::Address => words::address(&read_address(value)),
        RegisterField::Branch => read_branch(value).map_or_else(
            || value.to_owned(),
            |branch| match state.app.reference.branches.title(&branch.code).filter(|_| branch.version == "DB25") {
                Some(title) => format!("{title} ({} {})", branch.version, branch.code),
                None => format!("{} {}", branch.version, branch.code),
            },
        ),
        RegisterField::Employees => value.replace('-', "–"),
        RegisterField::AdvertisingProtected => texts.text(&format!("company-protected-{value}")).into_owned(),
        _ => value.to_owned(),
    }
}

//! The three cookies: session, language, and the notice that the next page shows once.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::domain::terms::Language;

/// Name of the session cookie.
pub const SESSION: &str = "__Host-session";
/// Name of the language cookie.
pub const LANGUAGE: &str = "__Host-sprog";
/// Name of the notice cookie.
pub const NOTICE: &str = "__Host-besked";
/// Name of the cookie that binds a sign-in code to the browser that asked for it.
pub const BROWSER: &str = "__Host-browser";

/// A cookie that only this host's own pages send back, over a protected connection, unseen by scripts.
#[must_use]
pub fn bound(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax).build()
}

/// The same cookie, gone.
#[must_use]
pub fn gone(name: &'static str) -> Cookie<'static> {
    let mut cookie = bound(name, String::new());
    cookie.make_removal();
    cookie
}

/// The language of a request: `?sprog=`, else the cookie.
#[must_use]
pub fn chosen_language(query: Option<&str>, jar: &CookieJar) -> Option<Language> {
    let asked = query.into_iter().flat_map(|query| query.split('&')).find_map(|pair| pair.strip_prefix("sprog="));
    asked.and_then(Language::parse).or_else(|| jar.get(LANGUAGE).and_then(|cookie| Language::parse(cookie.value())))
}

fn add(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn is_page(status: StatusCode, headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    status == StatusCode::OK && kind.starts_with("text/html")
}

/// Remembers a language that was asked for, and takes the notice away once a page has shown it.
pub async fn language_and_notice(request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let query = request.uri().query().map(str::to_owned);
    let asked = chosen_language(query.as_deref(), &CookieJar::new());
    let has_notice = jar.get(NOTICE).is_some() && request.method() == Method::GET;
    let mut response = next.run(request).await;
    if let Some(language) = asked {
        add(&mut response, &bound(LANGUAGE, language.to_string()));
    }
    if has_notice && is_page(response.status(), response.headers()) {
        add(&mut response, &gone(NOTICE));
    }
    response
}

//! What handlers answer with: a page, or a way to the next one with a notice.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;

use super::{cookies, error::PageError};
use crate::base::fault::Fault;

/// A rendered page.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => PageError::from(Fault::new("a page could not be rendered", error)).into_response(),
        }
    }
}

/// A form shown again with its errors (422).
pub struct FormAgain<T>(pub T);

impl<T: Template> IntoResponse for FormAgain<T> {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Page(self.0)).into_response()
    }
}

/// On to another page, which shows a notice once: the text key `notice-…` without its prefix.
#[must_use]
pub fn on_to(url: &str, notice: &'static str) -> Response {
    let jar = CookieJar::new().add(cookies::bound(cookies::NOTICE, notice.to_owned()));
    (jar, Redirect::to(url)).into_response()
}

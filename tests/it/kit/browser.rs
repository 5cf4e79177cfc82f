//! A browser without a screen: sends requests to the pages in process, with the session of somebody who has signed in.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use brobygger::{
    domain::permission::{Actor, Who},
    state::AppState,
    use_cases::sign_in::{Person, open_session},
    web,
};
use tower::ServiceExt;

use super::House;

/// Largest page that a test reads, bytes.
const LARGEST_PAGE: usize = 4 * 1024 * 1024;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status of the last answer.
    pub status: StatusCode,
    /// Its body.
    pub html: String,
    /// Where it came from, after a redirect.
    pub url: String,
    /// Its headers.
    pub headers: HeaderMap,
}

/// Somebody at a browser; keeps cookies and follows redirects.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl House {
    /// The browser of somebody who has signed in; the actor must stand in the table ([`House::account`]).
    pub async fn visitor(&self, actor: &Actor) -> Browser {
        let person = match actor.who {
            Who::Staff { account, .. } => Person::Staff(account),
            Who::Contact { contact, .. } => Person::Contact(contact),
            _ => panic!("only staff and contacts sit at browsers"),
        };
        let token = open_session(&self.app, actor.tenant, person, "a test").await.expect("a session");
        let mut browser = self.stranger();
        browser.cookies.insert("__Host-session".to_owned(), token.0);
        browser
    }

    /// The browser of somebody who has not signed in.
    pub fn stranger(&self) -> Browser {
        Browser { router: web::router(AppState::new(self.app.clone())), cookies: BTreeMap::new() }
    }
}

impl Browser {
    /// Opens a page and follows redirects.
    pub async fn get(&mut self, url: &str) -> Answer {
        let answer = self.send("GET", url, String::new()).await;
        self.follow(answer).await
    }

    /// Asks for the head of a page only, as scanners of mail do.
    pub async fn head(&mut self, url: &str) -> Answer {
        self.send("HEAD", url, String::new()).await
    }

    /// Sends a form (names may repeat) and follows redirects.
    pub async fn post(&mut self, url: &str, form: &[(&str, &str)]) -> Answer {
        let answer = self.send("POST", url, encoded(form)).await;
        self.follow(answer).await
    }

    /// Sends a form and stays at the answer, to see where it leads.
    pub async fn post_only(&mut self, url: &str, form: &[(&str, &str)]) -> Answer {
        self.send("POST", url, encoded(form)).await
    }

    async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            let Some(next) = answer.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned) else { break };
            answer = self.send("GET", &next, String::new()).await;
        }
        answer
    }

    async fn send(&mut self, method: &str, url: &str, body: String) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header(header::HOST, "127.0.0.1")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        self.keep(&headers);
        let bytes = to_bytes(response.into_body(), LARGEST_PAGE).await.expect("a body");
        Answer { status, html: String::from_utf8_lossy(&bytes).into_owned(), url: url.to_owned(), headers }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let (pair, rules) = set.split_once(';').unwrap_or((set, ""));
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if rules.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn encoded(form: &[(&str, &str)]) -> String {
    form.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value))).collect::<Vec<_>>().join("&")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

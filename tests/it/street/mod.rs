//! What comes from the street: through a proxy, from strangers, with headers that anybody can make up.

mod nothing_bytes;
mod proxies;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use brobygger::{doors, mail::demo_mailbox::DemoMailbox, state::AppState};
use tower::ServiceExt;

use crate::kit::House;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

/// The doors as somebody on the net finds them.
pub struct Street {
    router: Router,
    /// Who opens the connection.
    pub peer: SocketAddr,
    /// Headers of every request.
    pub headers: Vec<(&'static str, String)>,
}

impl House {
    /// The doors of a house with this public address (empty = none), connected to from `peer`.
    pub fn street(&self, base_url: &str, peer: &str) -> Street {
        let mut app = self.app.clone();
        let mut settings = brobygger::settings::Settings::clone(&app.settings);
        settings.server.base_url = base_url.to_owned();
        app.settings = Arc::new(settings);
        let state = AppState { mailbox: Some(DemoMailbox::default()), ..AppState::new(app) };
        let peer = format!("{peer}:4711").parse().expect("an address");
        Street { router: doors::router(state), peer, headers: vec![("host", "127.0.0.1:8080".to_owned())] }
    }
}

impl Street {
    /// The same street with one more header, or another value of it.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(there, _)| *there != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "text/plain", "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", form).await
    }

    pub async fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Body::from(body.to_owned())).expect("a request");
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 4 * 1024 * 1024).await.expect("a body");
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

//! A program without a network: calls the doors in process with a token.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use brobygger::{
    domain::{ids::TenantId, numbers::CvrNumber, permission::Actor},
    doors,
    state::AppState,
    use_cases::tokens::{CreateToken, TokenSecret},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::kit::House;

/// Largest answer that a test reads, bytes.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {}: {}", self.status, self.text))
    }

    /// Status and code of a problem.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json", "{}", self.text);
        (self.status.as_u16(), self.json()["code"].as_str().expect("a code").to_owned())
    }

    /// The body of an answer with the status.
    pub fn with(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.json()
    }
}

/// A program with a token.
#[derive(Clone)]
pub struct Program {
    doors: Router,
    token: Option<String>,
}

impl House {
    /// A program with a token of its own for a role.
    pub async fn program(&self, role: &str) -> Program {
        self.program_of(self.tenant, role, None).await
    }

    /// A program of a company.
    pub async fn company_program(&self, tenant: TenantId, cvr: &str) -> Program {
        self.program_of(tenant, "company", Some(cvr)).await
    }

    pub async fn program_of(&self, tenant: TenantId, role: &str, cvr: Option<&str>) -> Program {
        let secret = TokenSecret::fresh(&self.app);
        let company = cvr.map(|cvr| CvrNumber::parse(cvr).expect("a CVR number"));
        let wanted = CreateToken { role: role.to_owned(), name: "prøve".to_owned(), user: None, company, secret: secret.clone() };
        self.app.carry_out(&Actor::system(tenant), &wanted).await.expect("a token");
        Program { token: Some(secret.0), ..self.without_token() }
    }

    pub fn without_token(&self) -> Program {
        Program { doors: doors::router(AppState::new(self.app.clone())), token: None }
    }
}

impl Program {
    /// The same program with this token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Its token.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], Some(body)).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let response = self.doors.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), LARGEST_ANSWER).await.expect("a body");
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

//! Carries letters to the mail server, or into the demo's mailbox; without a mail server letters wait.

use std::{
    net::IpAddr,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use chrono::Duration;
use lettre::transport::smtp::{
    authentication::Credentials,
    client::{Certificate, TlsParameters, TlsParametersBuilder},
};
use serde::{Deserialize, Serialize};

use super::{
    compose::Rendered,
    demo_mailbox::DemoMailbox,
    smtp::{Line, Server},
};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{letter::SERVER_TROUBLE, terms::words},
};

words! {
    /// How the line to the mail server is protected.
    Protection {
        /// STARTTLS or nothing.
        Required = "required",
        /// TLS from the first byte.
        Implicit = "implicit",
        /// None; a loopback host only.
        None = "none",
    }
}

/// The mail server, as it is set.
#[derive(Clone)]
pub struct MailServer {
    /// Host; empty = there is none.
    pub host: String,
    /// Port.
    pub port: u16,
    /// User and password, if the server wants them.
    pub sign_in: Option<(String, String)>,
    /// Own certificate authority, PEM.
    pub ca_file: Option<PathBuf>,
    /// Protection.
    pub protection: Protection,
}

/// Why a letter was not handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server cannot be reached or does not do its part: every letter waits.
    Server(String),
    /// The server puts this letter off (4xx).
    Later(u16),
    /// The server does not take this letter (5xx).
    Refused(u16),
    /// The line broke after the text was sent: the server may have it.
    InDoubt,
}

impl Trouble {
    /// The code that is stored and shown; no address, nothing that the server said.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Server(what) => format!("{SERVER_TROUBLE}{what}"),
            Self::Later(code) | Self::Refused(code) => format!("smtp_{code}"),
            Self::InDoubt => "answer_lost".to_owned(),
        }
    }
}

enum Door {
    Smtp(Box<Line>),
    Demo(DemoMailbox),
    Shut,
}

/// Carries letters. One for each process, so that its line is used for many letters.
pub struct Postman {
    door: Door,
    rests_until: Mutex<Option<Moment>>,
}

/// After trouble with the server nothing is tried for so long, and then first whether it answers.
const REST: Duration = Duration::seconds(30);

impl Postman {
    /// A postman for a mail server; with an empty host all letters wait.
    ///
    /// # Errors
    /// An unprotected line to another machine, or a certificate authority that cannot be read; the sentence says what to do.
    pub fn new(server: &MailServer) -> Result<Self, Fault> {
        if server.host.is_empty() {
            return Ok(Self::behind(Door::Shut));
        }
        let credentials = server.sign_in.as_ref().map(|(user, password)| Credentials::new(user.clone(), password.clone()));
        let tls = tls(server)?;
        let reached = Server { host: server.host.clone(), port: server.port, credentials, protection: server.protection, tls };
        Ok(Self::behind(Door::Smtp(Box::new(Line::new(reached)))))
    }

    /// A postman who puts all letters into the demo's mailbox.
    #[must_use]
    pub fn for_demo(mailbox: DemoMailbox) -> Self {
        Self::behind(Door::Demo(mailbox))
    }

    fn behind(door: Door) -> Self {
        Self { door, rests_until: Mutex::new(None) }
    }

    /// Whether letters go anywhere at all.
    #[must_use]
    pub fn carries(&self) -> bool {
        !matches!(self.door, Door::Shut)
    }

    /// Until when nothing is tried, after trouble with the server.
    #[must_use]
    pub fn rests_until(&self) -> Option<Moment> {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rests after trouble with the server.
    pub fn rest(&self, at: Moment) {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(at + REST);
    }

    /// Rests no longer.
    pub fn wake(&self) {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether the server answers and protects the line as it must (also for `doctor`).
    ///
    /// # Errors
    /// What is wrong.
    pub async fn try_out(&self) -> Result<(), Trouble> {
        match &self.door {
            Door::Smtp(line) => line.try_out().await,
            Door::Demo(_) | Door::Shut => Ok(()),
        }
    }

    /// Hands a letter over.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn hand_over(&self, letter: &Rendered) -> Result<(), Trouble> {
        match &self.door {
            Door::Smtp(line) => line.hand_over(letter).await,
            Door::Demo(mailbox) => {
                mailbox.put(letter);
                Ok(())
            }
            Door::Shut => Err(Trouble::Server("no_server".into())),
        }
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn tls(server: &MailServer) -> Result<Option<TlsParameters>, Fault> {
    if server.protection == Protection::None {
        if is_loopback(&server.host) {
            return Ok(None);
        }
        return Err(Fault::plain(format!(
            "mail.tls = \"none\" is for a mail server on this machine only, and {} is not: set mail.tls to \"required\" or \"implicit\"",
            server.host
        )));
    }
    let builder = trusting(TlsParameters::builder(server.host.clone()), server)?;
    builder.build_rustls().map(Some).map_err(|error| Fault::new("TLS for mail cannot be set up: is mail.host a host name?", error))
}

fn trusting(mut builder: TlsParametersBuilder, server: &MailServer) -> Result<TlsParametersBuilder, Fault> {
    let Some(path) = &server.ca_file else { return Ok(builder) };
    let unread = |error| Fault::new(format!("mail.ca_file {} cannot be read", path.display()), error);
    let pem = std::fs::read(path).map_err(unread)?;
    let certificate =
        Certificate::from_pem(&pem).map_err(|error| Fault::new(format!("mail.ca_file {} holds no certificate", path.display()), error))?;
    builder = builder.add_root_certificate(certificate);
    Ok(builder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(host: &str, protection: Protection) -> MailServer {
        MailServer { host: host.into(), port: 25, sign_in: None, ca_file: None, protection }
    }

    #[tokio::test]
    async fn an_unprotected_line_leads_to_this_machine_only() {
        for near in ["localhost", "127.0.0.1", "::1"] {
            assert!(Postman::new(&server(near, Protection::None)).is_ok(), "{near}");
        }
        let refused = Postman::new(&server("mail.example.dk", Protection::None)).err().expect("refused");
        assert!(refused.to_string().contains("mail.tls"));
    }

    #[test]
    fn without_a_host_letters_wait() {
        assert!(!Postman::new(&server("", Protection::Required)).expect("a postman").carries());
    }
}

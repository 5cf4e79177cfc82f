//! One line to the mail server, kept open from letter to letter. Each step of the dialogue is taken by itself, so
//! that it is known whether the server can have the letter when the line breaks.

use std::time::Duration;

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use tokio::{sync::Mutex, time::timeout};

use super::{
    compose::Rendered,
    postman::{Protection, Trouble},
};

/// For connecting and greeting, and for everything up to the text of a letter.
const PATIENCE: Duration = Duration::from_secs(15);
/// For the server's answer to the text.
const PATIENCE_FOR_THE_TEXT: Duration = Duration::from_secs(25);

/// How the server is reached.
pub(super) struct Server {
    pub host: String,
    pub port: u16,
    pub credentials: Option<Credentials>,
    pub protection: Protection,
    /// Nothing where the line is not protected.
    pub tls: Option<TlsParameters>,
}

/// A line to the server.
pub(super) struct Line {
    server: Server,
    open: Mutex<Option<AsyncSmtpConnection>>,
}

impl Line {
    pub(super) fn new(server: Server) -> Self {
        Self { server, open: Mutex::new(None) }
    }

    /// Whether the server answers and protects the line as it must.
    pub(super) async fn try_out(&self) -> Result<(), Trouble> {
        let mut open = self.open.lock().await;
        let connection = self.connection(open.take()).await?;
        *open = Some(connection);
        Ok(())
    }

    /// Hands a letter over.
    pub(super) async fn hand_over(&self, letter: &Rendered) -> Result<(), Trouble> {
        let mut open = self.open.lock().await;
        let mut connection = self.connection(open.take()).await?;
        match dialogue(&mut connection, letter).await {
            Ok(()) => {
                *open = Some(connection);
                Ok(())
            }
            Err(trouble) => {
                // The line may be in the middle of something; the next letter gets a fresh one.
                let _ = timeout(PATIENCE, connection.abort()).await;
                Err(trouble)
            }
        }
    }

    /// The line that is open if it still answers, else a new one.
    async fn connection(&self, open: Option<AsyncSmtpConnection>) -> Result<AsyncSmtpConnection, Trouble> {
        if let Some(mut connection) = open
            && timeout(PATIENCE, connection.test_connected()).await.unwrap_or(false)
        {
            return Ok(connection);
        }
        timeout(PATIENCE, self.connect()).await.map_err(|_| Trouble::Server("silent".into()))?
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let me = ClientId::default();
        let at_once = self.server.tls.clone().filter(|_| self.server.protection == Protection::Implicit);
        let address = (self.server.host.as_str(), self.server.port);
        let connected = AsyncSmtpConnection::connect_tokio1(address, Some(PATIENCE), &me, at_once, None).await;
        let mut connection = connected.map_err(|error| server_trouble(&error, "no_connection"))?;
        if let Some(tls) = self.server.tls.clone().filter(|_| self.server.protection == Protection::Required) {
            if !connection.can_starttls() {
                connection.abort().await;
                return Err(Trouble::Server("no_starttls".into()));
            }
            connection.starttls(tls, &me).await.map_err(|error| server_trouble(&error, "tls"))?;
        }
        if let Some(credentials) = &self.server.credentials {
            let allowed = connection.auth(DEFAULT_MECHANISMS, credentials).await;
            allowed.map_err(|error| server_trouble(&error, "no_sign_in"))?;
        }
        Ok(connection)
    }
}

fn server_trouble(error: &Error, otherwise: &str) -> Trouble {
    let code = error.status().map(|code| format!("smtp_{code}"));
    let tls = error.is_tls().then(|| "tls".to_owned());
    Trouble::Server(code.or(tls).unwrap_or_else(|| otherwise.to_owned()))
}

async fn dialogue(connection: &mut AsyncSmtpConnection, letter: &Rendered) -> Result<(), Trouble> {
    let announced = timeout(PATIENCE, announce(connection, letter.envelope())).await;
    announced.map_err(|_| Trouble::Server("silent".into()))??;
    let answer = timeout(PATIENCE_FOR_THE_TEXT, connection.message(&letter.wire())).await;
    match answer {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.status().is_some() => Err(refusal(&error)),
        // The text is on its way and nothing was heard of it: the server may have it.
        Ok(Err(_)) | Err(_) => Err(Trouble::InDoubt),
    }
}

/// Everything before the text: the server cannot have the letter when this breaks off.
async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Trouble> {
    let refused = |error: Error| refusal(&error);
    connection.command(Mail::new(envelope.from().cloned(), Vec::new())).await.map_err(refused)?;
    for recipient in envelope.to() {
        connection.command(Rcpt::new(recipient.clone(), Vec::new())).await.map_err(refused)?;
    }
    connection.command(Data).await.map_err(refused)?;
    Ok(())
}

/// What a no means: to this letter, or to all of us.
fn refusal(error: &Error) -> Trouble {
    let Some(code) = error.status().map(u16::from) else { return Trouble::Server("line_broke".into()) };
    match code {
        421 | 530 | 535 | 538 => Trouble::Server(format!("smtp_{code}")),
        400..=499 => Trouble::Later(code),
        _ => Trouble::Refused(code),
    }
}

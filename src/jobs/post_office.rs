//! The postman and the frame of letters, as the settings say.

use secrecy::ExposeSecret;

use crate::{
    base::fault::Fault,
    mail::{
        compose::Frame,
        postman::{MailServer, Postman, Protection},
    },
    store::{scope::Scope, tenants},
    use_cases::app::App,
};

/// The postman for the mail server in the settings; with an empty host letters wait.
///
/// # Errors
/// An unprotected line to another machine, or a certificate authority that cannot be read; the sentence says what to do.
pub fn postman(app: &App) -> Result<Postman, Fault> {
    let mail = &app.settings.mail;
    let sign_in = (!mail.user.is_empty()).then(|| (mail.user.clone(), mail.password.expose_secret().to_owned()));
    Postman::new(&MailServer {
        host: mail.host.clone(),
        port: mail.port,
        sign_in,
        ca_file: mail.ca_file.clone(),
        protection: Protection::parse(mail.tls.as_str()).unwrap_or(Protection::Required),
    })
}

/// What is the same in all letters of a municipality.
pub(super) async fn frame<S: Scope>(app: &App, scope: &S) -> Result<Frame, Fault> {
    Ok(Frame {
        from: app.settings.mail.from.clone(),
        base_url: app.settings.server.base(),
        municipality: tenants::name(scope).await?,
        unit_name: app.settings.municipality.unit_name.clone(),
    })
}

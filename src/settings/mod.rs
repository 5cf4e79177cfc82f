//! What can be set: `config/default.toml`, then a file, then `BROBYGGER_SECTION__KEY`.

pub mod conditions;
pub mod matching;
pub mod reference;
pub mod roles;
pub mod rules;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use config::{Config, Environment, File, FileFormat};
use secrecy::SecretString;
use serde::Deserialize;

use crate::base::client_address::{TrustedProxies, is_loopback_host};

/// Settings that come with the program.
const DEFAULTS: &str = include_str!("../../config/default.toml");

/// All settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The web server.
    pub server: Server,
    /// The database.
    pub database: DatabaseSettings,
    /// Outgoing mail.
    pub mail: Mail,
    /// The first municipality.
    pub municipality: Municipality,
    /// Keys.
    pub secrets: Secrets,
    /// How long things hold.
    pub holds: Holds,
    /// How much a company is asked.
    pub proposals: Proposals,
    /// How long sign-ins hold.
    pub sign_in: SignIn,
    /// Enquiries from companies.
    pub enquiries: Enquiries,
    /// Look-up of companies.
    pub cvr: Cvr,
    /// How the relations to companies are watched.
    pub relations: Relations,
    /// Links to pages outside.
    pub links: Links,
    /// From when on a workplace that hires nobody is talked about.
    pub radar: crate::domain::radar::RadarLimits,
    /// The municipality's own rule files, laid over those of the program: `rules` in the folder of the settings.
    #[serde(skip)]
    pub rules: Option<PathBuf>,
}

/// The web server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port.
    pub listen: SocketAddr,
    /// What stands before paths in letters; empty = `http://` and the address listened on.
    pub base_url: String,
    /// Proxies whose `X-Forwarded-For` tells where a request comes from: addresses or networks.
    pub trusted_proxies: TrustedProxies,
}

impl Server {
    /// Whether letters lead to another machine than this one, so that the street has a way in.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let host = self.base_url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
        !self.base_url.is_empty() && !is_loopback_host(host)
    }

    /// What stands before paths in letters, without a slash at its end.
    #[must_use]
    pub fn base(&self) -> String {
        if self.base_url.is_empty() { format!("http://{}", self.listen) } else { self.base_url.trim_end_matches('/').to_owned() }
    }
}

/// The database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// `sqlite:` or `postgres:`; empty = a SQLite file in the data folder.
    pub url: String,
    /// The data folder: database file, indexes, key.
    pub data: PathBuf,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// STARTTLS or nothing.
    Required,
    /// TLS from the first byte.
    Implicit,
    /// None; a loopback host only.
    None,
}

impl MailTls {
    /// The word in the settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Implicit => "implicit",
            Self::None => "none",
        }
    }
}

/// Outgoing mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// SMTP host; empty = letters wait.
    pub host: String,
    /// SMTP port.
    pub port: u16,
    /// User, if the server wants one.
    pub user: String,
    /// Its password.
    pub password: SecretString,
    /// Sender address.
    pub from: String,
    /// Own certificate authority, PEM.
    pub ca_file: Option<PathBuf>,
    /// Protection.
    pub tls: MailTls,
    /// Whether letters that can wait keep to the mornings and afternoons of working days, one a day to each contact.
    pub quiet_hours: bool,
}

/// How the relations to companies are watched.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// Months without contact after which a company counts as dormant.
    pub dormant_months: u32,
}

/// The first municipality.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Code, four digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// What the place is called ("jobcenter" is no legal term since 1 February 2026).
    pub unit_name: String,
    /// Its phone: whom a company rings that has nobody of its own.
    pub phone: String,
}

/// Keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    /// File with 32 bytes in hex; made in the data folder when absent.
    pub key_file: Option<PathBuf>,
}

/// How long things hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holds {
    /// Days that a reservation holds.
    pub reservation_days: i64,
    /// Days in which a company answers.
    pub answer_days: i64,
    /// Days after which an unconfirmed place is stale.
    pub stale_after_days: u32,
}

/// How much a company is asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposals {
    /// Most proposals to one company in a calendar month, where nothing else is noted on it.
    pub monthly_cap: u32,
}

/// How long sign-ins hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: i64,
    /// Hours after which a session ends.
    pub longest_hours: i64,
    /// Minutes that a code lives.
    pub code_minutes: i64,
    /// Minutes for which a code lets names be shown.
    pub step_up_minutes: i64,
}

/// Enquiries from companies in the public form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enquiries {
    /// Hours of working days in which one is answered; 24 = on the next working day at the same time.
    pub answer_hours: u32,
}

/// Look-up of companies in the CVR register.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cvr {
    /// `cvr-permanent`, `cvrapi` or empty = no look-up.
    pub kind: String,
    /// Base URL.
    pub url: String,
    /// User.
    pub user: String,
    /// Password.
    pub password: SecretString,
    /// Whether all companies are looked up each night.
    pub refresh: bool,
    /// First hour of the night, Danish time.
    pub refresh_from: u32,
    /// The hour at which the night is over.
    pub refresh_to: u32,
    /// Most questions in a second.
    pub requests_per_second: u32,
}

/// Links to pages outside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The accessibility statement made in the WAS tool.
    pub accessibility_statement: String,
}

/// The folder of rules in a folder of settings, where there is one.
#[must_use]
pub fn own_rules(config: &Path) -> Option<PathBuf> {
    Some(config.join("rules")).filter(|folder| folder.is_dir())
}

impl Settings {
    /// Reads the defaults, then a file or `config.toml` of a folder, then the environment. A folder may hold own rules alone.
    ///
    /// # Errors
    /// A file cannot be read, or a key or value is not known; the sentence names it.
    pub fn read(file: Option<&Path>) -> Result<Self, config::ConfigError> {
        let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        if let Some(path) = file {
            let of_folder = if path.is_dir() { path.join("config.toml") } else { path.to_path_buf() };
            builder = builder.add_source(File::from(of_folder).required(own_rules(path).is_none()));
        }
        // Only names with a section are settings: BROBYGGER_TEST_DB and the like belong to other programs.
        let sections = std::env::vars().filter(|(name, _)| name.contains("__")).collect();
        let environment = Environment::with_prefix("BROBYGGER")
            .prefix_separator("_")
            .separator("__")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("server.trusted_proxies")
            .source(Some(sections));
        let settings: Self = builder.add_source(environment).build()?.try_deserialize()?;
        Ok(Self { rules: file.and_then(own_rules), ..settings })
    }

    /// The defaults alone.
    ///
    /// # Errors
    /// Never, unless the embedded file is broken.
    pub fn defaults() -> Result<Self, config::ConfigError> {
        Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml)).build()?.try_deserialize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_proxies_on_this_machine_are_trusted_by_default() {
        let trusted = Settings::defaults().expect("defaults").server.trusted_proxies;
        let caller = |peer: &str| trusted.caller(peer.parse().expect("an address"), &["192.0.2.7"]).to_string();
        assert_eq!((caller("127.0.0.1"), caller("::1"), caller("10.0.0.1")), ("192.0.2.7".into(), "192.0.2.7".into(), "10.0.0.1".into()));
    }

    #[test]
    fn a_folder_of_settings_brings_its_own_rules_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Settings::read(Some(folder.path())).is_err(), "neither settings nor rules");
        std::fs::create_dir(folder.path().join("rules")).expect("made");
        let rules = Settings::read(Some(folder.path())).expect("defaults").rules;
        assert_eq!(rules, Some(folder.path().join("rules")));
        assert_eq!(Settings::read(None).expect("defaults").rules, None);
    }

    #[test]
    fn the_embedded_defaults_are_whole() {
        let settings = Settings::defaults().expect("defaults");
        assert_eq!(settings.municipality.code, "0316");
        assert_eq!(settings.mail.tls, MailTls::Required);
    }
}

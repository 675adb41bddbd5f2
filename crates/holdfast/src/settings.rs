//! Settings: resolved once, before any command runs, from the command line,
//! the environment, a file and the defaults, in this order of precedence.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use jiff::civil::Date;
use serde::Deserialize;

/// The address that the web application listens on unless told otherwise.
const DEFAULT_LISTEN: &str = "127.0.0.1:8480";
/// The database unless told otherwise: a file in the folder of the command.
const DEFAULT_DATABASE: &str = "sqlite:holdfast.db";
/// The file that settings are read from unless another is named.
const DEFAULT_FILE: &str = "holdfast.toml";

/// Settings as they may be given on the command line or in the environment.
#[derive(Args, Debug, Default, Clone)]
pub(crate) struct GivenSettings {
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, global = true, env = "HOLDFAST_DATABASE", value_name = "URL")]
    pub(crate) database: Option<String>,
    /// The name that changes are recorded under
    #[arg(long, global = true, env = "HOLDFAST_ACTOR", value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// The day that pages take for today, for demonstrations and tests
    #[arg(
        long,
        global = true,
        env = "HOLDFAST_TODAY",
        value_name = "DATE",
        hide = true
    )]
    pub(crate) today: Option<Date>,
    /// The file with settings; holdfast.toml is read where it exists
    #[arg(long, global = true, env = "HOLDFAST_SETTINGS", value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

/// What a settings file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    database: Option<String>,
    actor: Option<String>,
    listen: Option<SocketAddr>,
}

/// The settings that commands use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The address of the database.
    pub(crate) database: String,
    /// The name that changes are recorded under.
    pub(crate) actor: String,
    /// The address that the web application listens on.
    pub(crate) listen: SocketAddr,
    /// The day that pages take for today; nothing means the day it is.
    pub(crate) today: Option<Date>,
    /// The file that was read, where there was one.
    pub(crate) file: Option<PathBuf>,
}

impl Settings {
    /// Resolves the settings.
    ///
    /// # Errors
    /// When a named settings file cannot be read, or holds something unknown.
    pub(crate) fn resolve(
        given: &GivenSettings,
        listen: Option<SocketAddr>,
    ) -> anyhow::Result<Self> {
        let (file, found) = read_file(given.settings.as_deref())?;
        let default_listen = DEFAULT_LISTEN
            .parse()
            .context("the default address is valid")?;
        Ok(Self {
            database: given
                .database
                .clone()
                .or(file.database)
                .unwrap_or_else(|| DEFAULT_DATABASE.to_owned()),
            actor: given.actor.clone().or(file.actor).unwrap_or_else(user_name),
            listen: listen.or(file.listen).unwrap_or(default_listen),
            today: given.today,
            file: found,
        })
    }
}

fn read_file(named: Option<&Path>) -> anyhow::Result<(SettingsFile, Option<PathBuf>)> {
    let path = match named {
        Some(path) => path,
        None if Path::new(DEFAULT_FILE).is_file() => Path::new(DEFAULT_FILE),
        None => return Ok((SettingsFile::default(), None)),
    };
    let text = fs_err::read_to_string(path)?;
    let file = toml::from_str(&text)
        .with_context(|| format!("the settings in {} cannot be used", path.display()))?;
    Ok((file, Some(path.to_owned())))
}

/// Whoever is signed in to the machine, as it names them.
fn user_name() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_else(|| "somebody".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_goes_before_the_file_and_the_file_before_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs_err::write(&path, "database = \"sqlite:file.db\"\nactor = \"File\"\n").unwrap();
        let given = GivenSettings {
            actor: Some("Given".to_owned()),
            settings: Some(path),
            ..GivenSettings::default()
        };
        let settings = Settings::resolve(&given, None).unwrap();
        assert_eq!(settings.actor, "Given");
        assert_eq!(settings.database, "sqlite:file.db");
        assert_eq!(settings.listen.to_string(), DEFAULT_LISTEN);
    }

    #[test]
    fn an_unknown_setting_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs_err::write(&path, "databse = \"sqlite:file.db\"\n").unwrap();
        let given = GivenSettings {
            settings: Some(path),
            ..GivenSettings::default()
        };
        let error = format!("{:#}", Settings::resolve(&given, None).unwrap_err());
        assert!(error.contains("databse"), "{error}");
    }
}

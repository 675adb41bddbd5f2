//! Where a database is: the address that a person writes, read once.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// Where a database is.
#[derive(Clone, Debug)]
pub enum DatabaseUrl {
    /// A file of the embedded database SQLite, on a local disk.
    Sqlite(PathBuf),
    /// A PostgreSQL server, with the database on it.
    Postgres(Box<PgConnectOptions>),
}

/// Why a text is not the address of a database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseUrlError {
    /// It starts with none of the known schemes.
    #[error(
        "`{0}` is not the address of a database; write `sqlite:holdfast.db`, a file name that ends in `.db`, or `postgres://user@host/database`"
    )]
    UnknownScheme(String),
    /// A file is to be used but not named.
    #[error("`sqlite:` must be followed by the name of a file, such as `sqlite:holdfast.db`")]
    NoFile,
    /// The address of a server cannot be read.
    #[error(
        "the PostgreSQL address cannot be read; write `postgres://user:password@host:5432/database`"
    )]
    Postgres(#[source] sqlx::Error),
}

impl DatabaseUrl {
    /// The file of the database, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }

    /// The same PostgreSQL database, with all tables in the named schema. A
    /// file has no schemas and stays as it is.
    #[must_use]
    pub fn in_schema(self, schema: &str) -> Self {
        match self {
            Self::Postgres(options) => {
                Self::Postgres(Box::new(options.options([("search_path", schema)])))
            }
            sqlite => sqlite,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let options = text.parse().map_err(DatabaseUrlError::Postgres)?;
            return Ok(Self::Postgres(Box::new(options)));
        }
        let named = text
            .strip_prefix("sqlite://")
            .or(text.strip_prefix("sqlite:"));
        match named {
            Some("") => Err(DatabaseUrlError::NoFile),
            Some(path) => Ok(Self::Sqlite(path.into())),
            None if text.ends_with(".db") && !text.contains("://") => Ok(Self::Sqlite(text.into())),
            None => Err(DatabaseUrlError::UnknownScheme(text.to_owned())),
        }
    }
}

/// Without the password, so that it can be logged.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(options) => write!(
                formatter,
                "postgres://{}@{}:{}/{}",
                options.get_username(),
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or(options.get_username()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &str) {
        let found = text.parse::<DatabaseUrl>();
        assert_eq!(
            found.map_or_else(|error| error.to_string(), |url| url.to_string()),
            shown
        );
    }

    #[test]
    fn a_file_is_named_with_or_without_the_scheme() {
        check("sqlite:a/b.db", "sqlite:a/b.db");
        check("sqlite:///srv/holdfast.data", "sqlite:/srv/holdfast.data");
        check("holdfast.db", "sqlite:holdfast.db");
    }

    #[test]
    fn a_server_is_shown_without_its_password() {
        check(
            "postgres://jo:secret@db:5433/work",
            "postgres://jo@db:5433/work",
        );
        check("postgresql://jo@db/work", "postgres://jo@db:5432/work");
    }

    #[test]
    fn anything_else_is_refused_with_what_to_write() {
        for text in ["mysql://db/work", "holdfast", "", "mysql://db/work.db"] {
            let refused = text.parse::<DatabaseUrl>().expect_err(text).to_string();
            assert!(refused.contains("write `sqlite:holdfast.db`"), "{refused}");
        }
        check(
            "sqlite:",
            "`sqlite:` must be followed by the name of a file, such as `sqlite:holdfast.db`",
        );
    }
}

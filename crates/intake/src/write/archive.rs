//! A package as a .zip archive.

use std::io::{Cursor, Write as _};

use holdfast_workforce::Workforce;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::{WriteError, package_files};

/// A workforce as a .zip archive of the package's files.
///
/// # Errors
/// When the archive cannot be put together.
pub fn package_archive(workforce: &Workforce) -> Result<Vec<u8>, WriteError> {
    archive(package_files(workforce))
}

/// Files as a .zip archive. They carry no time, so that the same files give
/// the same bytes.
///
/// # Errors
/// When the archive cannot be put together.
pub(crate) fn archive(
    files: impl IntoIterator<Item = (impl AsRef<str>, Vec<u8>)>,
) -> Result<Vec<u8>, WriteError> {
    pack(files).map_err(|source| WriteError::CannotPack {
        form: "archive",
        source: source.into(),
    })
}

fn pack(
    files: impl IntoIterator<Item = (impl AsRef<str>, Vec<u8>)>,
) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name.as_ref(), options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

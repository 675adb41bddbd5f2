//! Files of a package, in a folder or in an archive. An archive is bounded in
//! every way before anything of it is unpacked, and nothing of it ever
//! reaches the disk.

use std::io::{self, Read, Seek};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;

use super::MAX_TABLE_BYTES;
use crate::package::ReadError;
use crate::problem::Problem;

/// How many files an archive may hold.
const MAX_FILES: usize = 20_000;
/// To how many bytes an archive may unpack.
const MAX_UNPACKED: u64 = 4 * 1024 * 1024 * 1024;
/// How many times its own size a file of an archive may unpack to.
const MAX_RATIO: u64 = 200;
/// Files below this size are harmless at any ratio.
const SMALL: u64 = 1024 * 1024;

/// What an archive is read from.
pub(crate) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// The files of a package.
pub(crate) enum Files {
    /// In a folder.
    Folder(PathBuf),
    /// In an archive.
    Archive(Box<ZipArchive<Box<dyn Source>>>),
}

impl Files {
    /// The files of an archive.
    ///
    /// # Errors
    /// When it is no archive, or one that could do harm.
    pub(crate) fn archive(name: &str, source: Box<dyn Source>) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(source).map_err(|source| ReadError::NotAnArchive {
            name: name.to_owned(),
            source,
        })?;
        guard(name, &mut archive)?;
        Ok(Self::Archive(Box::new(archive)))
    }

    /// The paths of all files, sorted, with `/` between folders.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub(crate) fn list(&self) -> Result<Vec<String>, ReadError> {
        let mut paths = match self {
            Self::Folder(root) => list_folder(root)?,
            Self::Archive(archive) => archive
                .file_names()
                .filter(|name| !name.ends_with('/') && !name.starts_with("__MACOSX/"))
                .map(str::to_owned)
                .collect(),
        };
        paths.sort();
        Ok(paths)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is too large or cannot be read.
    pub(crate) fn read(&mut self, path: &str) -> Result<Vec<u8>, Problem> {
        let failed = |error: &dyn std::fmt::Display| {
            Problem::in_file(
                path,
                "cannot-read",
                format!("cannot be read: {error}"),
                "Check that the file is whole and that you may read it.",
            )
        };
        let mut bytes = Vec::new();
        let size = match self {
            Self::Folder(root) => {
                let file = fs_err::File::open(root.join(path)).map_err(|error| failed(&error))?;
                let size = file.metadata().map_err(|error| failed(&error))?.len();
                if size <= MAX_TABLE_BYTES {
                    read_bounded(file, &mut bytes).map_err(|error| failed(&error))?;
                }
                size
            }
            Self::Archive(archive) => {
                let file = archive.by_name(path).map_err(|error| failed(&error))?;
                let size = file.size();
                if size <= MAX_TABLE_BYTES {
                    read_bounded(file, &mut bytes).map_err(|error| failed(&error))?;
                }
                size
            }
        };
        let read = bytes.len() as u64;
        if size.max(read) > MAX_TABLE_BYTES {
            return Err(too_large(path, size.max(read)));
        }
        Ok(bytes)
    }
}

/// Reads up to one byte more than is allowed, whatever size was declared.
fn read_bounded(source: impl Read, bytes: &mut Vec<u8>) -> io::Result<usize> {
    source.take(MAX_TABLE_BYTES + 1).read_to_end(bytes)
}

fn too_large(path: &str, size: u64) -> Problem {
    let megabytes = 1024 * 1024;
    Problem::in_file(
        path,
        "file-too-large",
        format!(
            "has {} MB; a table of one authority may have {} MB",
            size.div_ceil(megabytes),
            MAX_TABLE_BYTES / megabytes
        ),
        "Split the file by authority or by years, and import the parts one after the other.",
    )
}

fn list_folder(root: &Path) -> Result<Vec<String>, ReadError> {
    let failed = |source| ReadError::CannotRead {
        name: root.display().to_string(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs_err::read_dir(root).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_dir() {
            paths.push(name);
            continue;
        }
        for inner in fs_err::read_dir(entry.path()).map_err(failed)? {
            let inner = inner.map_err(failed)?;
            if !inner.path().is_dir() {
                paths.push(format!("{name}/{}", inner.file_name().to_string_lossy()));
            }
        }
    }
    Ok(paths)
}

fn guard(name: &str, archive: &mut ZipArchive<Box<dyn Source>>) -> Result<(), ReadError> {
    let name = || name.to_owned();
    if archive.len() > MAX_FILES {
        return Err(ReadError::TooManyFiles { name: name(), count: archive.len() });
    }
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let file = archive
            .by_index_raw(index)
            .map_err(|source| ReadError::NotAnArchive { name: name(), source })?;
        unpacked = unpacked.saturating_add(file.size());
        let ratio = file.size() / file.compressed_size().max(1);
        if unpacked > MAX_UNPACKED || (file.size() > SMALL && ratio > MAX_RATIO) {
            return Err(ReadError::Bomb { name: name(), file: file.name().to_owned() });
        }
        if leads_outside(file.name()) {
            return Err(ReadError::LeadsOutside { name: name(), file: file.name().to_owned() });
        }
    }
    Ok(())
}

fn leads_outside(path: &str) -> bool {
    let parts = Path::new(path).components();
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    path.contains('\\') || path.contains('\0') || !parts.into_iter().all(inside)
}

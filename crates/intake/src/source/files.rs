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
    /// A single file, by its name and bytes.
    Single(String, Vec<u8>),
    /// In an archive, with the name of each file and folder in its order.
    Archive(Box<ZipArchive<Box<dyn Source>>>, Vec<String>),
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
        let names = guard(name, &mut archive)?;
        Ok(Self::Archive(Box::new(archive), names))
    }

    /// The paths of all files, sorted, with `/` between folders.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub(crate) fn list(&self) -> Result<Vec<String>, ReadError> {
        let mut paths = match self {
            Self::Folder(root) => list_folder(root)?,
            Self::Single(name, _) => vec![name.clone()],
            Self::Archive(_, names) => names
                .iter()
                .filter(|name| !name.ends_with('/') && !name.starts_with("__MACOSX/"))
                .cloned()
                .collect(),
        };
        paths.sort();
        Ok(paths)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is too large or cannot be read.
    pub(crate) fn read(&mut self, path: &str) -> Result<Vec<u8>, Box<Problem>> {
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
            Self::Single(_, held) => {
                bytes.clone_from(held);
                held.len() as u64
            }
            Self::Folder(root) => {
                let file = fs_err::File::open(root.join(path)).map_err(|error| failed(&error))?;
                let size = file.metadata().map_err(|error| failed(&error))?.len();
                if size <= MAX_TABLE_BYTES {
                    read_bounded(file, &mut bytes).map_err(|error| failed(&error))?;
                }
                size
            }
            Self::Archive(archive, names) => {
                let index = names.iter().position(|name| name == path);
                let file = archive
                    .by_index(index.unwrap_or(usize::MAX))
                    .map_err(|error| failed(&error))?;
                let size = file.size();
                if size <= MAX_TABLE_BYTES {
                    read_bounded(file, &mut bytes).map_err(|error| failed(&error))?;
                }
                size
            }
        };
        let read = bytes.len() as u64;
        if size.max(read) > MAX_TABLE_BYTES {
            return Err(too_large(path, size.max(read)).into());
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

/// Looks over an archive before anything is unpacked, and names its files.
fn guard(
    archive_name: &str,
    archive: &mut ZipArchive<Box<dyn Source>>,
) -> Result<Vec<String>, ReadError> {
    let name = || archive_name.to_owned();
    let broken = |source| ReadError::NotAnArchive {
        name: name(),
        source,
    };
    if archive.len() > MAX_FILES {
        return Err(ReadError::TooManyFiles {
            name: name(),
            count: archive.len(),
        });
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(broken)?;
        let path = file.name().map_err(broken)?.into_owned();
        unpacked = unpacked.saturating_add(file.size());
        let ratio = file.size() / file.compressed_size().max(1);
        if unpacked > MAX_UNPACKED || (file.size() > SMALL && ratio > MAX_RATIO) {
            return Err(ReadError::Bomb {
                name: name(),
                file: path,
            });
        }
        if leads_outside(&path) {
            return Err(ReadError::LeadsOutside {
                name: name(),
                file: path,
            });
        }
        names.push(path);
    }
    Ok(names)
}

fn leads_outside(path: &str) -> bool {
    let parts = Path::new(path).components();
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    path.contains('\\') || path.contains('\0') || !parts.into_iter().all(inside)
}

//! Extracts: the files that another system gave out.

use std::path::Path;

use crate::package::{ReadError, extension};
use crate::problem::Problem;
use crate::source::files::Files;

/// A file of another system.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Its name, without the folders above it.
    pub name: String,
    /// What it holds, or why it could not be read.
    pub(super) bytes: Result<Vec<u8>, Box<Problem>>,
}

impl Extract {
    /// A file with a name.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            bytes: Ok(bytes),
        }
    }

    /// Whether the file is a workbook, by its name.
    pub(super) fn is_workbook(&self) -> bool {
        matches!(extension(&self.name).as_str(), "xlsx" | "xlsm")
    }

    /// Whether the file can hold rows at all, by its name.
    fn holds_rows(&self) -> bool {
        let extension = extension(&self.name);
        matches!(extension.as_str(), "csv" | "txt" | "tsv" | "xlsx" | "xlsm")
    }
}

/// The extracts at a path: one file, or those of a folder or .zip archive.
///
/// # Errors
/// When nothing is there or an archive cannot be read.
pub fn extracts_at(path: &Path) -> Result<Vec<Extract>, ReadError> {
    let name = path.display().to_string();
    if !path.exists() {
        return Err(ReadError::NotFound { name });
    }
    if path.is_dir() {
        return all_of(Files::Folder(path.to_owned()));
    }
    if extension(&name) == "zip" {
        let file = fs_err::File::open(path).map_err(|source| ReadError::CannotRead {
            name: name.clone(),
            source,
        })?;
        return all_of(Files::archive(&name, Box::new(file))?);
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let file = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bytes = Files::Folder(folder).read(&file);
    Ok(vec![Extract { name: file, bytes }])
}

/// The extracts in the bytes of a file with a name: the file itself, or those
/// that a .zip archive holds.
///
/// # Errors
/// When the archive cannot be read, or the file is of no form that holds rows.
pub fn extracts_of(name: &str, bytes: Vec<u8>) -> Result<Vec<Extract>, ReadError> {
    if extension(name) == "zip" {
        let source = Box::new(std::io::Cursor::new(bytes));
        return all_of(Files::archive(name, source)?);
    }
    let extract = Extract::new(name, bytes);
    if extract.holds_rows() {
        Ok(vec![extract])
    } else {
        let name = name.to_owned();
        Err(ReadError::UnknownForm { name })
    }
}

fn all_of(mut files: Files) -> Result<Vec<Extract>, ReadError> {
    let mut extracts = Vec::new();
    for path in files.list()? {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let mut extract = Extract::new(name, Vec::new());
        if extract.holds_rows() {
            extract.bytes = files.read(&path);
            extracts.push(extract);
        }
    }
    Ok(extracts)
}

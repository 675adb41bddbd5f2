//! Whole documents in what somebody sent: a file, or an archive of them.

use std::io::Cursor;

use super::files::Files;
use crate::package::{ReadError, extension};
use crate::problem::Problem;

/// What was sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Documents {
    /// These, each by its name.
    These(Vec<(String, Vec<u8>)>),
    /// Something else, as it was.
    Other(Vec<u8>),
}

/// The documents with an extension: the file itself, or all files of an
/// archive that holds no others.
///
/// # Errors
/// When an archive could do harm, or a document in it cannot be read.
pub fn documents_of(name: &str, bytes: Vec<u8>, wanted: &str) -> Result<Documents, Box<Problem>> {
    if extension(name) == wanted {
        return Ok(Documents::These(vec![(name.to_owned(), bytes)]));
    }
    if extension(name) != "zip" {
        return Ok(Documents::Other(bytes));
    }
    let told = |error: ReadError| Box::new(error.problem());
    let mut files = Files::archive(name, Box::new(Cursor::new(bytes.clone()))).map_err(told)?;
    let paths = files.list().map_err(told)?;
    if paths.is_empty() || paths.iter().any(|path| extension(path) != wanted) {
        return Ok(Documents::Other(bytes));
    }
    let mut documents = Vec::with_capacity(paths.len());
    for path in paths {
        let read = files.read(&path)?;
        documents.push((path, read));
    }
    Ok(Documents::These(documents))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(names: &[&str]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn names(name: &str, bytes: Vec<u8>) -> Option<Vec<String>> {
        match documents_of(name, bytes, "xml").unwrap() {
            Documents::These(documents) => Some(documents.into_iter().map(|it| it.0).collect()),
            Documents::Other(_) => None,
        }
    }

    #[test]
    fn a_document_or_an_archive_of_nothing_else_is_taken() {
        assert_eq!(names("a.XML", vec![1]), Some(vec!["a.XML".to_owned()]));
        let two = archive(&["b/2025.xml", "2024.xml"]);
        let expected = ["2024.xml", "b/2025.xml"].map(str::to_owned);
        assert_eq!(names("all.zip", two), Some(expected.to_vec()));
        assert_eq!(names("mixed.zip", archive(&["a.xml", "people.csv"])), None);
        assert_eq!(names("people.csv", vec![1]), None);
        assert!(documents_of("broken.zip", vec![1, 2, 3], "xml").is_err());
    }
}

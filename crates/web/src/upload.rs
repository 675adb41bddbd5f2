//! Forms that carry a file.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

use crate::answers::Answers;
use crate::error::PageError;

/// The largest file taken, in bytes. The example authority of 420 FTE and
/// eight years has less than 2 MB as CSV; the largest council, unpacked, stays
/// below 64 MB. More is what the command line is for, which reads from disk.
pub(crate) const LIMIT: usize = 64 * 1024 * 1024;

/// The most that is read of a request, in bytes. What lies beyond [`LIMIT`] is
/// thrown away as it comes, so that the browser can be told what was wrong: it
/// shows no answer to a form that it could not send to its end.
pub(crate) const READ: usize = 16 * LIMIT;

/// The most that is taken of all other fields together, in bytes.
const TEXTS: usize = 256 * 1024;

/// A form with its file.
#[derive(Debug, Default)]
pub(crate) struct FileForm {
    /// The other fields, and what is wrong with the file.
    pub(crate) answers: Answers,
    /// The files that were chosen and taken.
    files: Vec<SentFile>,
}

impl FileForm {
    /// The file of a field, and the other fields.
    pub(crate) fn into_file(mut self, field: &str) -> (Option<SentFile>, Answers) {
        (self.take(field), self.answers)
    }

    /// Takes the file of a field out of the form.
    pub(crate) fn take(&mut self, field: &str) -> Option<SentFile> {
        let place = self.files.iter().position(|file| file.field == field)?;
        Some(self.files.swap_remove(place))
    }
}

/// A file that a browser sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SentFile {
    /// The field that it was sent in.
    pub(crate) field: String,
    /// Its name, without folders.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for FileForm {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let form = Multipart::from_request(request, state).await;
        read(form.map_err(|_| not_a_form())?).await
    }
}

async fn read(mut form: Multipart) -> Result<FileForm, PageError> {
    let (mut texts, mut size, mut files) = (Vec::new(), 0, Vec::new());
    let mut too_large = None;
    while let Some(mut field) = form.next_field().await.map_err(|it| broken(&it))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(base_name);
        let allowed = if file_name.is_some() { LIMIT } else { TEXTS };
        let mut bytes = Vec::new();
        let mut length = 0;
        while let Some(chunk) = field.chunk().await.map_err(|it| broken(&it))? {
            length += chunk.len();
            if length <= allowed {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file_name {
            Some(_) if length > allowed => too_large = Some(name),
            // A file field that nobody filled in has neither name nor bytes.
            Some(file) if !file.is_empty() => files.push(SentFile {
                field: name,
                name: file,
                bytes,
            }),
            Some(_) => {}
            None => {
                size += length;
                if size > TEXTS {
                    return Err(PageError::TooLarge);
                }
                texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    let mut answers = Answers::of(texts);
    if let Some(field) = too_large {
        answers.reject(&field, too_large_in_words());
    }
    Ok(FileForm { answers, files })
}

fn too_large_in_words() -> String {
    let megabytes = LIMIT / 1024 / 1024;
    format!(
        "The file must be no larger than {megabytes} MB. Send it as a .zip, import it in parts, or \
         use ‘holdfast import’ on the command line"
    )
}

/// The last part of a name: some browsers send the folders, too.
fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn broken(error: &axum::extract::multipart::MultipartError) -> PageError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        _ => not_a_form(),
    }
}

fn not_a_form() -> PageError {
    PageError::BadRequest {
        reason: "What was sent is not a form of Holdfast, or did not arrive whole. Go back and \
                 send the form again."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_folders() {
        assert_eq!(base_name("C:\\Users\\me\\people.csv"), "people.csv");
        assert_eq!(base_name("../../etc/passwd"), "passwd");
        assert_eq!(base_name(""), "");
    }
}

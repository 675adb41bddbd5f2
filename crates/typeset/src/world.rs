//! What the typesetter can see: its template, the document, the charts and the letters. There is no
//! disk, no network and no clock.

use std::sync::LazyLock;

use jiff::civil::Date;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

use crate::fonts::LETTERS;
use crate::sheet::Sheet;

/// The name of the document.
const DATA: &str = "/data.json";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Cells that head a row are an extra of this release.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

static PAPER: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("../assets/paper.typ")));

/// What the typesetter can see.
pub(crate) struct Desk {
    data: Bytes,
    pictures: Vec<Bytes>,
    on: Date,
}

impl Desk {
    /// Lays out what there is to see.
    pub(crate) fn new(sheet: Sheet, on: Date) -> Self {
        Self {
            data: Bytes::from_string(sheet.data),
            pictures: sheet.pictures.into_iter().map(Bytes::from_string).collect(),
            on,
        }
    }

    /// The template.
    pub(crate) fn paper() -> &'static Source {
        &PAPER
    }
}

/// The place of a chart among the others, by its name.
pub(crate) fn picture_place(name: &str) -> Option<usize> {
    name.strip_prefix("/picture-")?
        .strip_suffix(".svg")?
        .parse()
        .ok()
}

/// The name of a chart by its place among the others.
pub(crate) fn picture_name(place: usize) -> String {
    format!("/picture-{place}.svg")
}

/// A date as the typesetter knows it.
pub(crate) fn datetime(on: Date) -> Option<Datetime> {
    let month = u8::try_from(on.month()).ok()?;
    let day = u8::try_from(on.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(on.year()), month, day, 0, 0, 0)
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &LETTERS.book
    }

    fn main(&self) -> FileId {
        PAPER.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == PAPER.id() {
            Ok(PAPER.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let name = path.vpath().get_with_slash();
        let found = match (path.root(), name) {
            (VirtualRoot::Package(_), _) => None,
            (VirtualRoot::Project, DATA) => Some(&self.data),
            (VirtualRoot::Project, _) => {
                picture_place(name).and_then(|place| self.pictures.get(place))
            }
        };
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        LETTERS.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        datetime(self.on)
    }
}

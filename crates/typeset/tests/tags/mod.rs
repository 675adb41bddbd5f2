//! Reads a PDF back and says what those find in it who do not see it.

use std::collections::BTreeMap;
use std::fmt;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// What was found in a PDF.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    pub(crate) pages: usize,
    /// Whether the file says that its content is tagged.
    pub(crate) marked: bool,
    pub(crate) language: String,
    pub(crate) title: String,
    /// Whether the window shows the title and not the name of the file.
    pub(crate) title_shown: bool,
    /// The part of PDF/UA that the file claims to keep to.
    pub(crate) universal: Option<String>,
    /// The part of PDF/A that the file claims to keep to.
    pub(crate) archive: Option<String>,
    /// How many there are of each tag.
    pub(crate) counts: BTreeMap<String, usize>,
    /// The levels of the headings in reading order.
    pub(crate) headings: Vec<u8>,
    /// How many cells head a column, and how many a row.
    pub(crate) scopes: BTreeMap<String, usize>,
    pub(crate) header_cells_without_scope: usize,
    /// What is said of the figures.
    pub(crate) alternatives: Vec<String>,
    pub(crate) figures_without_alternative: usize,
    pub(crate) links_without_words: usize,
    /// Bookmarks, in all levels.
    pub(crate) bookmarks: usize,
    /// Where text or a drawing is neither tagged nor marked as an ornament.
    pub(crate) unmarked: usize,
}

/// Reads the tags of a PDF.
pub(crate) fn read(bytes: &[u8]) -> lopdf::Result<Tags> {
    let file = Document::load_mem(bytes)?;
    let catalog = file.catalog()?;
    let mut tags = Tags {
        language: text(catalog, b"Lang"),
        marked: flag(&file, catalog, b"MarkInfo", b"Marked"),
        title_shown: flag(&file, catalog, b"ViewerPreferences", b"DisplayDocTitle"),
        ..Tags::default()
    };
    if let Ok(info) = file
        .trailer
        .get_deref(b"Info", &file)
        .and_then(Object::as_dict)
    {
        tags.title = text(info, b"Title");
    }
    let metadata = catalog.get_deref(b"Metadata", &file)?.as_stream()?;
    let plain = metadata
        .get_plain_content()
        .unwrap_or_else(|_| metadata.content.clone());
    let said = String::from_utf8_lossy(&plain);
    tags.universal = element(&said, "pdfuaid:part");
    tags.archive = element(&said, "pdfaid:part");
    let root = catalog.get_deref(b"StructTreeRoot", &file)?.as_dict()?;
    tags.kids(&file, root)?;
    tags.bookmarks = bookmarks(&file, catalog);
    for page in file.get_pages().values() {
        tags.pages += 1;
        tags.unmarked += unmarked(&file, *page)?;
        tags.links_without_words += wordless_links(&file, *page)?;
    }
    Ok(tags)
}

impl Tags {
    pub(crate) fn count(&self, tag: &str) -> usize {
        self.counts.get(tag).copied().unwrap_or_default()
    }

    fn kids(&mut self, file: &Document, parent: &Dictionary) -> lopdf::Result<()> {
        let Ok(kids) = parent.get_deref(b"K", file) else {
            return Ok(());
        };
        let one = std::slice::from_ref(kids);
        for kid in kids.as_array().map_or(one, Vec::as_slice) {
            let (_, kid) = file.dereference(kid)?;
            if let Ok(element) = kid.as_dict()
                && element.has(b"S")
            {
                self.element(file, element)?;
            }
        }
        Ok(())
    }

    fn element(&mut self, file: &Document, element: &Dictionary) -> lopdf::Result<()> {
        let tag = String::from_utf8_lossy(element.get(b"S")?.as_name()?).into_owned();
        *self.counts.entry(tag.clone()).or_default() += 1;
        match tag.as_str() {
            "TH" => match scope(file, element) {
                Some(scope) => *self.scopes.entry(scope).or_default() += 1,
                None => self.header_cells_without_scope += 1,
            },
            "Figure" => match text(element, b"Alt") {
                said if said.is_empty() => self.figures_without_alternative += 1,
                said => self.alternatives.push(said),
            },
            _ => {
                let level: Option<u8> = tag.strip_prefix('H').and_then(|level| level.parse().ok());
                self.headings.extend(level);
            }
        }
        self.kids(file, element)
    }

    /// What is wrong, in words.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, says: String| {
            if wrong {
                faults.push(says);
            }
        };
        fault(
            !self.marked,
            "the content is not marked as tagged".to_owned(),
        );
        fault(self.language.is_empty(), "no language".to_owned());
        fault(
            self.title.is_empty() || !self.title_shown,
            "no title shown".to_owned(),
        );
        fault(
            self.universal.as_deref() != Some("1"),
            "does not claim PDF/UA-1".to_owned(),
        );
        fault(
            self.unmarked > 0,
            format!("{} drawn without a tag", self.unmarked),
        );
        let cells = self.header_cells_without_scope;
        fault(cells > 0, format!("{cells} header cells without scope"));
        let figures = self.figures_without_alternative;
        fault(
            figures > 0,
            format!("{figures} figures without alternative"),
        );
        fault(
            self.links_without_words > 0,
            format!("{} links without words", self.links_without_words),
        );
        let mut before = 0;
        for level in &self.headings {
            fault(*level > before + 1, format!("H{level} after H{before}"));
            before = *level;
        }
        faults
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: &BTreeMap<String, usize>| {
            let each = counts.iter().map(|(name, count)| format!("{count} {name}"));
            each.collect::<Vec<_>>().join(", ")
        };
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "none".to_owned());
        writeln!(
            formatter,
            "pages: {}; title “{}”, shown: {}",
            self.pages, self.title, self.title_shown
        )?;
        writeln!(
            formatter,
            "language: {}; marked: {}",
            self.language, self.marked
        )?;
        writeln!(
            formatter,
            "claims: PDF/UA part {}, PDF/A part {}",
            part(&self.universal),
            part(&self.archive)
        )?;
        writeln!(formatter, "tags: {}", list(&self.counts))?;
        writeln!(formatter, "header cells: {}", list(&self.scopes))?;
        writeln!(
            formatter,
            "figures with words: {}; bookmarks: {}; drawn without a tag: {}",
            self.alternatives.len(),
            self.bookmarks,
            self.unmarked
        )?;
        let faults = self.faults();
        match faults.as_slice() {
            [] => writeln!(formatter, "faults: none"),
            faults => writeln!(formatter, "faults: {}", faults.join("; ")),
        }
    }
}

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    let object = dictionary.get(key).ok();
    object
        .and_then(|object| lopdf::decode_text_string(object).ok())
        .unwrap_or_default()
}

fn flag(file: &Document, catalog: &Dictionary, dictionary: &[u8], key: &[u8]) -> bool {
    let inner = catalog
        .get_deref(dictionary, file)
        .and_then(Object::as_dict);
    inner
        .and_then(|inner| inner.get(key)?.as_bool())
        .unwrap_or_default()
}

/// What stands in an element of the metadata.
fn element(metadata: &str, name: &str) -> Option<String> {
    let (_, rest) = metadata.split_once(&format!("<{name}>"))?;
    Some(rest.split_once('<')?.0.to_owned())
}

fn scope(file: &Document, element: &Dictionary) -> Option<String> {
    let attributes = element.get_deref(b"A", file).ok()?;
    let one = std::slice::from_ref(attributes);
    let each = attributes.as_array().map_or(one, Vec::as_slice).iter();
    each.filter_map(|attribute| file.dereference(attribute).ok()?.1.as_dict().ok())
        .find_map(|attribute| attribute.get(b"Scope").ok()?.as_name().ok())
        .map(|scope| String::from_utf8_lossy(scope).into_owned())
}

fn bookmarks(file: &Document, catalog: &Dictionary) -> usize {
    let outlines = catalog
        .get_deref(b"Outlines", file)
        .and_then(Object::as_dict);
    outlines.map_or(0, |outlines| beneath(file, outlines))
}

fn beneath(file: &Document, parent: &Dictionary) -> usize {
    let mut count = 0;
    let mut next = parent.get_deref(b"First", file).and_then(Object::as_dict);
    while let Ok(item) = next {
        count += 1 + beneath(file, item);
        next = item.get_deref(b"Next", file).and_then(Object::as_dict);
    }
    count
}

/// How many times a page draws text or a form outside of marked content.
fn unmarked(file: &Document, page: ObjectId) -> lopdf::Result<usize> {
    let content = Content::decode(&file.get_page_content(page))?;
    let mut depth = 0_usize;
    let mut found = 0;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BMC" | "BDC" => depth += 1,
            "EMC" => depth = depth.saturating_sub(1),
            "Tj" | "TJ" | "'" | "\"" | "Do" | "S" | "f" | "f*" | "B" if depth == 0 => found += 1,
            _ => {}
        }
    }
    Ok(found)
}

fn wordless_links(file: &Document, page: ObjectId) -> lopdf::Result<usize> {
    let annotations = file.get_page_annotations(page)?;
    let links = annotations.iter().filter(|annotation| {
        let kind = annotation.get(b"Subtype").and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Link")
    });
    Ok(links
        .filter(|link| text(link, b"Contents").is_empty())
        .count())
}

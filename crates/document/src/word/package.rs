//! The file as a whole: its parts, how they refer to each other, and what it says of itself.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::section::{FOOTER, HEADER};
use super::{MAIN, Paper, RELATIONSHIPS, Related, WordError, XML};
use crate::document::Document;
use crate::markup::Markup;
use crate::parts::language;

const CONTENT_TYPES: &str = include_str!("../../assets/word/content-types.xml");
const PACKAGE: &str = include_str!("../../assets/word/package-relationships.xml");
const PROGRAM: &str = include_str!("../../assets/word/app.xml");
const SETTINGS: &str = include_str!("../../assets/word/settings.xml");
const STYLES: &str = include_str!("../../assets/word/styles.xml");
const NUMBERING: &str = include_str!("../../assets/word/numbering.xml");

/// The language in the file of styles, in whose place the document's is put.
const LANGUAGE: &str = "w:lang w:val=\"en-GB\"";

/// Where the list of references between parts is described.
const REFERENCES: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The name by which the main part refers to the thing at a place of its list.
pub(super) fn relationship(place: usize) -> String {
    format!("rIdOwn{}", place + 1)
}

/// Packs the parts, with the day of the document as the time of each.
pub(super) fn packed(paper: Paper<'_>) -> Result<Vec<u8>, WordError> {
    let document = paper.document;
    let drawn = paper.drawn;
    let language = format!("w:lang w:val=\"{}\"", language(document));
    let texts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("docProps/core.xml", properties(document)),
        ("docProps/app.xml", PROGRAM.to_owned()),
        (
            "word/_rels/document.xml.rels",
            relationships(&paper.related),
        ),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/styles.xml", STYLES.replace(LANGUAGE, &language)),
        ("word/numbering.xml", numbering(&paper.numbered)),
        ("word/header1.xml", header(document)),
        ("word/footer1.xml", footer(document)),
        ("word/document.xml", paper.markup.finish()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(time(document));
    for (name, text) in texts {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    let stored = options.compression_method(CompressionMethod::Stored);
    for (number, drawn) in (1..).zip(drawn) {
        archive.start_file(format!("word/media/chart{number}.png"), stored)?;
        archive.write_all(&drawn.png)?;
        archive.start_file(format!("word/media/chart{number}.svg"), options)?;
        archive.write_all(drawn.svg.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn time(document: &Document) -> DateTime {
    let on = document.on;
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(on.year()).unwrap_or_default();
    DateTime::from_date_and_time(year, part(on.month()), part(on.day()), 0, 0, 0)
        .unwrap_or_default()
}

fn properties(document: &Document) -> String {
    let mut markup = Markup::default();
    markup.written(XML);
    let namespaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let day = document.on.strftime("%Y-%m-%dT00:00:00Z").to_string();
    markup.element("cp:coreProperties", &namespaces, |inside| {
        inside.holding("dc:title", &[], &document.title);
        inside.holding("dc:creator", &[], &document.author);
        inside.holding("dc:language", &[], language(document));
        inside.holding("cp:lastModifiedBy", &[], &document.author);
        let kind = [("xsi:type", "dcterms:W3CDTF")];
        inside.holding("dcterms:created", &kind, &day);
        inside.holding("dcterms:modified", &kind, &day);
    });
    markup.finish()
}

fn relationships(related: &[Related]) -> String {
    let mut markup = Markup::default();
    markup.written(XML);
    markup.element("Relationships", &[("xmlns", REFERENCES)], |inside| {
        let parts = [
            ("rIdStyles", "styles"),
            ("rIdNumbering", "numbering"),
            ("rIdSettings", "settings"),
        ];
        for (id, name) in parts {
            reference(inside, id, name, &format!("{name}.xml"), &[]);
        }
        reference(inside, HEADER, "header", "header1.xml", &[]);
        reference(inside, FOOTER, "footer", "footer1.xml", &[]);
        for (place, related) in related.iter().enumerate() {
            let id = relationship(place);
            match related {
                Related::Address(address) => {
                    let outside = [("TargetMode", "External")];
                    reference(inside, &id, "hyperlink", address, &outside);
                }
                Related::Media(name) => {
                    reference(inside, &id, "image", &format!("media/{name}"), &[]);
                }
            }
        }
    });
    markup.finish()
}

fn reference(inside: &mut Markup, id: &str, kind: &str, target: &str, more: &[(&str, &str)]) {
    let kind = format!("{RELATIONSHIPS}/{kind}");
    let mut attributes = vec![("Id", id), ("Type", &kind), ("Target", target)];
    attributes.extend(more);
    inside.empty("Relationship", &attributes);
}

/// The lists: bullets, and each numbered list with its first number.
fn numbering(numbered: &[(u64, usize)]) -> String {
    let mut markup = Markup::default();
    let end = "</w:numbering>";
    let (before, _) = NUMBERING.rsplit_once(end).unwrap_or((NUMBERING, end));
    markup.written(before);
    for (index, (start, level)) in numbered.iter().enumerate() {
        let (number, level) = ((index + 2).to_string(), level.to_string());
        // Word counts no further.
        let start = (*start).min(32_767).to_string();
        markup.element("w:num", &[("w:numId", &number)], |list| {
            list.empty("w:abstractNumId", &[("w:val", "1")]);
            list.element("w:lvlOverride", &[("w:ilvl", &level)], |instead| {
                instead.empty("w:startOverride", &[("w:val", &start)]);
            });
        });
    }
    markup.written(end);
    markup.finish()
}

fn header(document: &Document) -> String {
    let mut markup = Markup::default();
    markup.written(XML);
    markup.element("w:hdr", &[("xmlns:w", MAIN)], |header| {
        match &document.banner {
            Some(banner) => line(header, "Banner", |inside| words(inside, banner)),
            None => line(header, "Header", |_| ()),
        }
    });
    markup.finish()
}

/// The title, and which page of how many it is.
fn footer(document: &Document) -> String {
    let mut markup = Markup::default();
    markup.written(XML);
    markup.element("w:ftr", &[("xmlns:w", MAIN)], |footer| {
        line(footer, "Footer", |inside| {
            words(inside, &document.title);
            inside.element("w:r", &[], |run| run.empty("w:tab", &[]));
            words(inside, "Page ");
            field(inside, " PAGE ");
            words(inside, " of ");
            field(inside, " NUMPAGES ");
        });
    });
    markup.finish()
}

fn line(markup: &mut Markup, style: &str, inside: impl FnOnce(&mut Markup)) {
    markup.element("w:p", &[], |paragraph| {
        paragraph.element("w:pPr", &[], |properties| {
            properties.empty("w:pStyle", &[("w:val", style)]);
        });
        inside(paragraph);
    });
}

fn words(markup: &mut Markup, text: &str) {
    markup.element("w:r", &[], |run| {
        run.holding("w:t", &[("xml:space", "preserve")], text);
    });
}

fn field(markup: &mut Markup, instruction: &str) {
    markup.element("w:fldSimple", &[("w:instr", instruction)], |field| {
        words(field, "1");
    });
}

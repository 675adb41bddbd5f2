//! The document as a web page: by itself, and as a part of a page of the product.
//!
//! Both have the same marks, those of GOV.UK Frontend; the page by itself brings a style sheet for the few
//! that it uses. Its content policy lets nothing run and nothing load.

mod annex;
mod blocks;
mod line;
mod table;

use crate::block::{Block, Heading};
use crate::document::Document;
use crate::letters::{Reader, clean};
use crate::markup::Markup;
use crate::parts::{NOTES, by_line, language};
use crate::run::plain;

const STYLES: &str = include_str!("../assets/page.css");

/// What a browser may do with the page: show it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The headings of the contents list: deeper ones would hide the main parts.
const LISTED: u8 = 2;

/// The document as a web page by itself, to be put on a council's site: no scripts, nothing from elsewhere,
/// readable on a phone and on paper.
pub fn html(document: &Document) -> String {
    let mut markup = Markup::default();
    markup.written("<!DOCTYPE html>\n");
    markup.element("html", &[("lang", language(document))], |page| {
        page.element("head", &[], |head| write_head(head, document));
        page.written("\n");
        page.element("body", &[], |body| write_page(body, document));
    });
    markup.written("\n");
    markup.finish()
}

/// The document as a part of a page of the product, from its particulars to its notes: the page has its
/// title. The main headings are `<h2>` where `heading_from` is 2, and so on.
pub fn html_body(document: &Document, heading_from: u8) -> String {
    let mut body = Body {
        document,
        markup: Markup::default(),
        heading_from: heading_from.clamp(1, 6),
        reader: Reader::Product,
    };
    body.banner();
    body.rest();
    body.markup.finish()
}

fn write_head(head: &mut Markup, document: &Document) {
    head.written("\n");
    head.empty("meta", &[("charset", "utf-8")]);
    let phone = "width=device-width, initial-scale=1";
    head.empty("meta", &[("name", "viewport"), ("content", phone)]);
    let policy = [
        ("http-equiv", "Content-Security-Policy"),
        ("content", POLICY),
    ];
    head.empty("meta", &policy);
    head.empty("meta", &[("name", "author"), ("content", &document.author)]);
    let day = document.on.to_string();
    head.empty("meta", &[("name", "date"), ("content", &day)]);
    head.written("\n");
    head.holding("title", &[], &document.title);
    head.written("\n<style>\n");
    head.written(STYLES);
    head.written("</style>\n");
}

fn write_page(page: &mut Markup, document: &Document) {
    let skip = [("class", "skip-link"), ("href", "#main")];
    page.holding("a", &skip, "Skip to main content");
    page.written("\n");
    page.element("main", &[("id", "main")], |main| {
        let mut body = Body {
            document,
            markup: std::mem::take(main),
            heading_from: 2,
            reader: Reader::Anywhere,
        };
        body.banner();
        let heading = [("class", "govuk-heading-xl")];
        body.markup.holding("h1", &heading, &document.title);
        let line = by_line(document);
        body.markup.holding("p", &[("class", "govuk-body")], &line);
        body.contents();
        body.rest();
        *main = body.markup;
    });
}

/// The body of a page that is being written.
struct Body<'d> {
    document: &'d Document,
    markup: Markup,
    /// Which heading of HTML the main parts have.
    heading_from: u8,
    reader: Reader,
}

impl Body<'_> {
    fn banner(&mut self) {
        if let Some(banner) = &self.document.banner {
            let class = [("class", "govuk-inset-text holdfast-document__banner")];
            self.markup.element("div", &class, |div| {
                div.holding("strong", &[], banner);
            });
        }
    }

    /// All that stands below the title and the contents.
    fn rest(&mut self) {
        let document = self.document;
        self.particulars();
        for block in &document.body {
            self.block(block);
        }
        self.annex();
    }

    fn contents(&mut self) {
        let document = self.document;
        let headings = document.body.iter().filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= LISTED => Some(heading),
            _ => None,
        });
        let headings: Vec<_> = headings.collect();
        if headings.is_empty() {
            return;
        }
        let named = [("class", "contents"), ("aria-labelledby", "contents")];
        self.markup.element("nav", &named, |nav| {
            let heading = [("id", "contents"), ("class", "govuk-heading-m")];
            nav.holding("h2", &heading, "Contents");
            nav.element("ul", &[("class", "govuk-list")], |list| {
                for heading in headings {
                    let class = format!("contents-{}", heading.level);
                    entry(list, &class, &format!("#{}", heading.name), &title(heading));
                }
                if !document.notes.is_empty() {
                    entry(list, "contents-1", "#figure-notes", NOTES);
                }
            });
        });
    }
}

fn entry(list: &mut Markup, class: &str, href: &str, text: &str) {
    list.element("li", &[("class", class)], |item| {
        let link = [("class", "govuk-link"), ("href", href)];
        item.holding("a", &link, text);
    });
}

fn title(heading: &Heading) -> String {
    let number = heading.number.as_deref().unwrap_or_default();
    let words = plain(&heading.runs);
    clean(format!("{number} {words}").trim()).into_owned()
}

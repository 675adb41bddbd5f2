//! Writes XML, and HTML in the form of XML: what is opened is closed, and text is text.

use quick_xml::escape::escape;

use crate::letters::clean;

/// Attributes of an element.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Markup that is being written.
#[derive(Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// An element and what is inside it.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes.iter().copied());
        inside(self);
        self.end(name);
    }

    /// The beginning of an element that [`Self::end`] ends, where its end is not known at its beginning.
    pub(crate) fn begin<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        self.open(name, attributes);
        self.0.push('>');
    }

    /// The end of an element.
    pub(crate) fn end(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element that holds text and no more.
    pub(crate) fn holding(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |inside| inside.text(text));
    }

    /// An element that never holds anything.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes.iter().copied());
        self.0.push_str("/>");
    }

    /// Text, in which nothing is markup.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push_str(&escape(clean(text)));
    }

    /// Markup from elsewhere in the crate.
    pub(crate) fn written(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// All that was written.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn open<'a>(&mut self, name: &str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}

//! What may stand in a file as text, and where a link may lead.

use std::borrow::Cow;

/// The text without what XML and HTML cannot hold: control characters and code points that are none.
/// Line ends and tabs become spaces, because a stretch of text is one line.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| kept(letter) == Some(letter)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(kept).collect())
}

fn kept(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{fdd0}'..='\u{fdef}' => None,
        _ if letter.is_control() || u32::from(letter) & 0xfffe == 0xfffe => None,
        _ => Some(letter),
    }
}

/// Where the document is read, which says what an address may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Anywhere: only an address that is whole leads somewhere.
    Anywhere,
    /// On a page of the product, where its own paths lead somewhere too.
    Product,
}

/// The address, if a link may lead there: to a web page or a mailbox, and nothing that runs.
pub(crate) fn followed(address: &str, reader: Reader) -> Option<String> {
    let address = clean(address.trim()).into_owned();
    let begins = |scheme: &str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let whole = ["https://", "http://", "mailto:"].into_iter().any(begins);
    let own = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    (whole || (reader == Reader::Product && own)).then(|| address.replace(' ', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_loses_what_xml_cannot_hold_and_nothing_else() {
        assert_eq!(clean("a\u{0}b\u{8}c\u{fffe}d\ne"), "abcd e");
        assert_eq!(clean("ﷺ £ 𝛼 – \u{202e}"), "ﷺ £ 𝛼 – \u{202e}");
    }

    #[test]
    fn links_lead_to_web_pages_and_mailboxes_only() {
        let leads = |address| followed(address, Reader::Anywhere).is_some();
        assert!(leads("https://www.gov.uk"));
        assert!(leads("HTTP://example.org"));
        assert!(leads("mailto:clerk@example.org"));
        for address in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "//example.org",
            "/926/figures",
            "#top",
            "",
        ] {
            assert!(!leads(address), "{address}");
        }
    }

    #[test]
    fn the_products_own_paths_lead_somewhere_on_its_pages() {
        let path = |address| followed(address, Reader::Product);
        assert_eq!(path("/926/a b").as_deref(), Some("/926/a%20b"));
        assert_eq!(path("//example.org"), None);
        assert_eq!(path("/\\example.org"), None);
        assert_eq!(path("javascript:alert(1)"), None);
    }
}

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

/// The address, if a link may lead there: to a web page or a mailbox, and nothing that runs. Letters that
/// an address cannot have are encoded, because Word takes no file with a broken address in it.
pub(crate) fn followed(address: &str, reader: Reader) -> Option<String> {
    let address = clean(address.trim());
    let after = |scheme: &str| {
        let start = address.get(..scheme.len())?;
        let rest = address.get(scheme.len()..)?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let page = after("https://").or_else(|| after("http://"));
    let leads = page.is_some_and(has_host)
        || after("mailto:").is_some_and(|mailbox| !mailbox.is_empty())
        || reader == Reader::Product && is_own(&address);
    leads.then(|| encoded(&address))
}

/// Whether it is a path of the product itself.
fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

/// Whether what follows the scheme begins with the name of a host and perhaps a port.
fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let letters = |it: char| it.is_ascii_alphanumeric() || ".-_".contains(it);
    name.starts_with(|it: char| it.is_ascii_alphanumeric())
        && name.chars().all(letters)
        && port.len() <= 5
        && port.chars().all(|it| it.is_ascii_digit())
}

fn encoded(address: &str) -> String {
    let mut encoded = String::new();
    let mut fragment = false;
    for (place, byte) in address.bytes().enumerate() {
        let letter = char::from(byte);
        let escape = address.get(place + 1..place + 3);
        let kept = match letter {
            '%' => escape.is_some_and(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit())),
            '#' => !std::mem::replace(&mut fragment, true),
            _ => letter.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(letter),
        };
        match kept {
            true => encoded.push(letter),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
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
            "https://",
            "https://?x",
            "http://[broken/",
            "http://example.org:8x",
            "https://council@example.org",
            "mailto:",
            "//example.org",
            "/926/figures",
            "#top",
            "",
        ] {
            assert!(!leads(address), "{address}");
        }
    }

    #[test]
    fn an_address_has_only_the_letters_that_addresses_have() {
        let address = "https://example.org/a b/<c>?d=%20%zz&e=é#f#g";
        let encoded = "https://example.org/a%20b/%3Cc%3E?d=%20%25zz&e=%C3%A9#f%23g";
        assert_eq!(
            followed(address, Reader::Anywhere).as_deref(),
            Some(encoded)
        );
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

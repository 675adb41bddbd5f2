//! The style sheet, scripts and images, kept in the program itself.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

use crate::error::PageError;

/// Where the files are. The first part changes whenever any of them does, so
/// browsers may keep them for good.
pub(crate) const PATH: &str = "/assets/{fingerprint}/{name}";

const KEPT_FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// A page of an older server may ask for its own files while this one has
/// others: the answer is right for now only.
const NOT_KEPT: &str = "no-cache";

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal is $content_type:literal),+ $(,)?) => {
        &[$(Asset {
            name: $name,
            content_type: $content_type,
            bytes: include_bytes!(concat!("../assets/", $name)),
        }),+]
    };
}

static ASSETS: &[Asset] = assets! {
    "holdfast.css" is "text/css; charset=utf-8",
    "app.js" is "text/javascript; charset=utf-8",
    "govuk-frontend.min.js" is "text/javascript; charset=utf-8",
    "favicon.svg" is "image/svg+xml",
    "govuk-frontend-licence.txt" is "text/plain; charset=utf-8",
};

static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in ASSETS {
        hash.update(asset.name);
        hash.update(asset.bytes);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

/// The folder that pages take their files from.
pub(crate) fn folder() -> String {
    format!("/assets/{}", *FINGERPRINT)
}

/// Answers with one of the files.
pub(crate) async fn asset(Path((fingerprint, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return PageError::NoSuchPage.into_response();
    };
    let caching = if fingerprint == *FINGERPRINT {
        KEPT_FOR_GOOD
    } else {
        NOT_KEPT
    };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, caching),
    ];
    (headers, asset.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const CHECKSUMS: &str = include_str!("../assets/built.sha256");

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap()
            .parent()
            .unwrap()
    }

    #[test]
    fn the_built_files_match_what_they_are_built_from() {
        for line in CHECKSUMS.lines() {
            let (expected, file) = line.split_once("  ").unwrap();
            let digest = Sha256::digest(fs::read(root().join(file)).unwrap());
            let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(
                found, expected,
                "{file} has changed; run `cargo xtask assets`"
            );
        }
    }

    #[test]
    fn every_style_is_among_what_the_files_are_built_from() {
        for entry in fs::read_dir(root().join("crates/web/styles")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                CHECKSUMS.contains(&name),
                "{name} is new; run `cargo xtask assets`"
            );
        }
    }

    #[test]
    fn the_style_sheet_has_nothing_that_belongs_to_gov_uk_alone() {
        let styles = include_str!("../assets/holdfast.css");
        assert!(!styles.contains("GDS Transport"));
        assert!(!styles.contains("@font-face"));
        assert!(styles.contains(".holdfast-heat-5"));
    }
}

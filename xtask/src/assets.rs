//! Builds the style sheet and the script that the web crate serves.
//!
//! Node is needed only here: the results are committed, with the checksums of
//! what they were built from, and a test in the web crate compares those.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use crate::process;

/// What was built from what, as `sha256sum --check` reads it in the root folder.
const CHECKSUMS: &str = "crates/web/assets/built.sha256";
const STYLES: &str = "crates/web/styles";
const STYLE_SHEET: &str = "crates/web/assets/holdfast.css";
const SCRIPT: &str = "crates/web/assets/govuk-frontend.min.js";
const PACKAGES: &str = "xtask/assets/node_modules";
/// Pins every npm package, so it stands for all of them as an input.
const LOCK: &str = "xtask/assets/package-lock.json";

/// Builds the assets and writes their checksums.
///
/// # Errors
/// When npm or sass is missing or fails, or a file cannot be written.
pub(crate) fn run() -> Result<()> {
    install_packages()?;
    build_style_sheet()?;
    copy_script()?;
    fs_err::write(process::root().join(CHECKSUMS), checksums(process::root())?)?;
    Ok(())
}

fn install_packages() -> Result<()> {
    // The packages' own install scripts only serve sass when it watches files.
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    process::run(
        process::command("npm")
            .current_dir(process::root().join("xtask/assets"))
            .args(arguments),
    )
}

fn build_style_sheet() -> Result<()> {
    process::run(
        process::command(process::root().join(PACKAGES).join(".bin/sass"))
            .arg(format!("--load-path={PACKAGES}/govuk-frontend/dist"))
            .args(["--style=compressed", "--no-source-map"])
            .arg(format!("{STYLES}/holdfast.scss"))
            .arg(STYLE_SHEET),
    )
}

/// Copies the script without the reference to its source map, which is not served.
fn copy_script() -> Result<()> {
    let from = Path::new(PACKAGES).join("govuk-frontend/dist/govuk/govuk-frontend.min.js");
    let text = fs_err::read_to_string(process::root().join(from))?;
    let script = text.split("//# sourceMappingURL").next().unwrap_or(&text);
    fs_err::write(
        process::root().join(SCRIPT),
        format!("{}\n", script.trim_end()),
    )?;
    Ok(())
}

fn checksums(root: &Path) -> Result<String> {
    let mut files: Vec<PathBuf> = fs_err::read_dir(root.join(STYLES))?
        .map(|entry| Ok(Path::new(STYLES).join(entry?.file_name())))
        .collect::<Result<_>>()?;
    files.extend([LOCK, STYLE_SHEET, SCRIPT].map(PathBuf::from));
    files.sort();
    let mut lines = String::new();
    for file in files {
        let digest = Sha256::digest(fs_err::read(root.join(&file))?);
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        lines += &format!("{digits}  {}\n", file.display());
    }
    Ok(lines)
}

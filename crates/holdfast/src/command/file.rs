//! Files that commands write: never over one that is there.

use std::io::Write as _;
use std::path::Path;

use crate::failure::{Failure, OrFail as _};

/// Refuses a file that exists, before the work for it is done.
pub(super) fn is_new(path: &Path) -> Result<(), Failure> {
    match path.exists() {
        false => Ok(()),
        true => Err(Failure::Input(format!(
            "{} exists already; name a file that does not",
            path.display()
        ))),
    }
}

/// Writes a new file.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = fs_err::File::create_new(path).or_fail()?;
    file.write_all(bytes).or_fail()
}

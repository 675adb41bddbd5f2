//! The product's own server, with the example authority, for as long as a browser looks at it.

use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{command, holdfast, target};

/// How long the server may take to make its database and answer, without optimisation.
const START_LIMIT: Duration = Duration::from_secs(180);

/// A running server, which is killed when this is dropped.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts `holdfast demo` on a new database and a free port, and waits for its address.
    pub(crate) fn start() -> Result<Self> {
        let folder = target().join("browser");
        if folder.exists() {
            fs_err::remove_dir_all(&folder)?;
        }
        fs_err::create_dir_all(&folder)?;
        let said = folder.join("demo.log");
        let process = spawn_demo(&folder.join("demo.db"), &said)?;
        let mut server = Self {
            process,
            address: String::new(),
        };
        server.address = server.wait_for_address(&said)?;
        Ok(server)
    }

    /// Where it answers, as `http://127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    fn wait_for_address(&mut self, said: &Path) -> Result<String> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            let ended = self.process.try_wait()?;
            let words = fs_err::read_to_string(said)?;
            if let Some(address) = address_in(&words) {
                return Ok(address.to_owned());
            }
            if let Some(status) = ended {
                bail!("`holdfast demo` ended ({status}) before it answered. It said:\n{words}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        let said = said.display();
        bail!(
            "`holdfast demo` printed no address within {START_LIMIT:?}; what it said is in {said}"
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.process.kill().and_then(|()| self.process.wait()) {
            eprintln!("`holdfast demo` could not be stopped: {error}");
        }
    }
}

fn spawn_demo(database: &Path, said: &Path) -> Result<Child> {
    let output = fs_err::File::create(said)?.into_file();
    let errors = output.try_clone()?;
    command("setpriv")
        .args(["--pdeathsig", "KILL"])
        .arg(holdfast()?)
        .args(["demo", "--listen", "127.0.0.1:0", "--database"])
        .arg(format!("sqlite:{}", database.display()))
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors)
        .spawn()
        .context("could not start `holdfast demo`")
}

/// The first loopback address with a port in a complete line of a server's words.
fn address_in(words: &str) -> Option<&str> {
    let complete = &words[..=words.rfind('\n')?];
    let (_, rest) = complete.split_once("http://127.0.0.1:")?;
    let digits = rest.find(|character: char| !character.is_ascii_digit())?;
    let start = complete.len() - rest.len() - "http://127.0.0.1:".len();
    (digits > 0).then(|| &complete[start..complete.len() - rest.len() + digits])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_up_to_its_port() {
        let words = "Made the example authority.\nHoldfast: http://127.0.0.1:8123/ (Ctrl-C ends)\n";
        assert_eq!(address_in(words), Some("http://127.0.0.1:8123"));
    }

    #[test]
    fn a_line_still_being_written_has_no_address() {
        assert_eq!(address_in("Holdfast: http://127.0.0.1:81"), None);
        assert_eq!(address_in("No address here\n"), None);
    }
}

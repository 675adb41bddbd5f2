//! A PostgreSQL server of the checks' own: a new cluster, a free port, gone afterwards.

use std::env;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{self as own_process, Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{command, is_root, run, succeeds};

/// How long the server may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(30);

/// Clusters lie in the folder for temporary files under this name and the id of the process that
/// made them. They can't lie in the target folder: the user `postgres` may not be let into it.
const CLUSTER_NAME: &str = "holdfast-postgres-";

/// A running server, which ends when this is dropped or when this process dies.
pub(crate) struct Postgres {
    server: Child,
    cluster: PathBuf,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and starts a server on it.
    pub(crate) fn start() -> Result<Self> {
        remove_abandoned_clusters()?;
        let programs = programs()?;
        let cluster = env::temp_dir().join(format!("{CLUSTER_NAME}{}", own_process::id()));
        make_cluster(&programs, &cluster)?;
        let port = free_port()?;
        let server = start_server(&programs, &cluster, port)?;
        let mut postgres = Self {
            server,
            cluster,
            port,
        };
        postgres.wait_until_ready(&programs)?;
        Ok(postgres)
    }

    /// The address for clients: a superuser without a password, from this machine only.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<()> {
        let port = self.port.to_string();
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            let mut ask = command(programs.join("pg_isready"));
            if succeeds(ask.args([
                "--quiet",
                "--username=postgres",
                "--host=127.0.0.1",
                "--port",
                &port,
            ])) {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended at its start ({status}); its reason stands above");
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not answer on port {port} within {START_LIMIT:?}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // An interrupt is PostgreSQL's fast shutdown: clients are sent away.
        let server = self.server.id().to_string();
        if !succeeds(command("kill").args(["-INT", &server])) || self.server.wait().is_err() {
            eprintln!("PostgreSQL (process {server}) could not be stopped");
        }
        if let Err(error) = fs_err::remove_dir_all(&self.cluster) {
            eprintln!("{error}");
        }
    }
}

/// The folder with PostgreSQL's server programs, of the newest version installed.
pub(crate) fn programs() -> Result<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs_err::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").exists())
        .collect();
    versions.sort();
    versions
        .pop()
        .map(|(_, programs)| programs)
        .context("PostgreSQL's server is not installed. Run `cargo xtask setup`.")
}

/// Removes what runs left behind that were killed.
fn remove_abandoned_clusters() -> Result<()> {
    for entry in fs_err::read_dir(env::temp_dir())? {
        let entry = entry?;
        let name = entry.file_name();
        let maker = name
            .to_str()
            .and_then(|name| name.strip_prefix(CLUSTER_NAME));
        if maker.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            fs_err::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Makes an empty cluster in UTF-8 that sorts by code point, as SQLite does.
fn make_cluster(programs: &Path, cluster: &Path) -> Result<()> {
    fs_err::create_dir(cluster)?;
    if is_root() {
        run(command("chown").arg("postgres:").arg(cluster))?;
    }
    let mut initdb = as_postgres(&programs.join("initdb"));
    run(initdb
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
        .args(["--locale=C.UTF-8", "--no-sync", "--no-instructions"])
        .arg("--pgdata")
        .arg(cluster)
        .stdout(Stdio::null()))
}

fn start_server(programs: &Path, cluster: &Path, port: u16) -> Result<Child> {
    let mut server = as_postgres(&programs.join("postgres"));
    server
        .arg("-D")
        .arg(cluster)
        .args(["-h", "127.0.0.1", "-p", &port.to_string()])
        .args(["-c", "unix_socket_directories="])
        .args(["-c", "max_connections=300"])
        // The cluster is thrown away after the tests, so nothing needs to reach the disk.
        .args(["-c", "fsync=off", "-c", "synchronous_commit=off"])
        // Tests provoke errors on purpose; only what stops the server matters.
        .args(["-c", "log_min_messages=fatal"])
        .stdin(Stdio::null())
        .spawn()
        .context("could not start PostgreSQL")
}

/// A command run by the user `postgres`, as PostgreSQL refuses to run as root, which dies with
/// this process.
fn as_postgres(program: &Path) -> Command {
    let mut lowered = command("setpriv");
    lowered.current_dir("/").args(["--pdeathsig", "INT"]);
    if is_root() {
        lowered.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    lowered.arg(program);
    lowered
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

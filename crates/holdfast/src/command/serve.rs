//! `holdfast serve`: the web application.

use holdfast_store::Store;
use holdfast_web::{App, Settings as WebSettings, check_loopback, serve};
use tokio::net::TcpListener;

use super::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Serves until the program is told to stop.
pub(crate) async fn run(settings: &Settings) -> Result<(), Failure> {
    check_loopback(settings.listen).or_fail()?;
    let store = source::open_or_make(settings).await?;
    listen(settings, store).await
}

/// Listens and serves a database that is open.
pub(crate) async fn listen(settings: &Settings, store: Store) -> Result<(), Failure> {
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        Failure::Other(anyhow::Error::new(error).context(format!(
            "cannot listen on {}; stop the program that does, or name another address with --listen",
            settings.listen
        )))
    })?;
    let address = listener.local_addr().or_fail()?;
    printer::announce(&format!(
        "Holdfast is at http://{address} (stop it with Ctrl+C)"
    ));
    let web = WebSettings {
        service: "Holdfast".to_owned(),
        actor: settings.actor.clone(),
        today: settings.today,
    };
    serve(listener, App::new(web, store.clone()), told_to_stop())
        .await
        .or_fail()?;
    store.close().await;
    Ok(())
}

/// Resolves when the program is told to stop, from a terminal or by a service manager.
async fn told_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

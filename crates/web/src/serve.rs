//! Answering requests on a listening address.

use std::future::Future;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::{App, router};

/// Serves pages until `shutdown` resolves, then finishes the requests under way.
///
/// # Errors
/// When others than this machine could reach the address, or the network fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    check_loopback(listener.local_addr().map_err(ServeError::Network)?)?;
    axum::serve(listener, router(app))
        .with_graceful_shutdown(shutdown)
        .await
        .map_err(ServeError::Network)
}

/// Refuses an address that others than this machine could reach.
///
/// Nobody signs in yet, so whoever reaches the server may read and change
/// every record. Check before anything else is started.
///
/// # Errors
/// When the address is not a loopback address.
pub fn check_loopback(address: SocketAddr) -> Result<(), NotLoopback> {
    if address.ip().to_canonical().is_loopback() {
        Ok(())
    } else {
        Err(NotLoopback { address })
    }
}

/// The address could be reached from other machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{address} can be reached from other machines, and Holdfast has no sign-in yet, so anybody there \
     could read and change staff records; listen on 127.0.0.1:{} instead",
    address.port()
)]
pub struct NotLoopback {
    /// The refused address.
    pub address: SocketAddr,
}

/// Why serving ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is not on this machine alone.
    #[error(transparent)]
    NotLoopback(#[from] NotLoopback),
    /// The listening socket failed.
    #[error("the listening address failed; start Holdfast again")]
    Network(#[source] std::io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_accepted(address: &str) -> bool {
        check_loopback(address.parse().unwrap()).is_ok()
    }

    #[test]
    fn only_this_machine_is_served() {
        assert!(is_accepted("127.0.0.1:8000"));
        assert!(is_accepted("[::1]:8000"));
        assert!(is_accepted("[::ffff:127.0.0.1]:8000"));
        assert!(!is_accepted("0.0.0.0:8000"));
        assert!(!is_accepted("[::]:8000"));
        assert!(!is_accepted("192.168.1.20:8000"));
    }

    #[test]
    fn the_refusal_says_why_and_what_to_do() {
        let refusal = check_loopback("0.0.0.0:8000".parse().unwrap())
            .unwrap_err()
            .to_string();
        assert!(
            refusal.starts_with("0.0.0.0:8000 can be reached from other machines"),
            "{refusal}"
        );
        assert!(
            refusal.ends_with("listen on 127.0.0.1:8000 instead"),
            "{refusal}"
        );
    }
}

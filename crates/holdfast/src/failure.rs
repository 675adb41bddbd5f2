//! How a command ends: well, because the input is wrong, or because something
//! else went wrong.

/// Why a command stopped. The message goes to standard error.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The input is wrong; what is wrong was already said in full.
    #[error("{0}")]
    Input(String),
    /// The command line is wrong in a way that the parser cannot see.
    #[error("{0}")]
    Usage(String),
    /// Whoever gave the command stopped it.
    #[error("Stopped before it was finished; nothing was written.")]
    Interrupted,
    /// Something else went wrong.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl Failure {
    /// The exit status: 1 for wrong input and failures, 2 for a wrong command line,
    /// 130 as shells have it for what was interrupted.
    pub(crate) fn exit_status(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Interrupted => 130,
            Self::Input(_) | Self::Other(_) => 1,
        }
    }
}

/// Lets `?` turn any error into a failure.
pub(crate) trait OrFail<T> {
    /// The value, or a failure with the error and its causes.
    fn or_fail(self) -> Result<T, Failure>;
}

impl<T, E: std::error::Error + Send + Sync + 'static> OrFail<T> for Result<T, E> {
    fn or_fail(self) -> Result<T, Failure> {
        self.map_err(|error| Failure::Other(anyhow::Error::new(error)))
    }
}

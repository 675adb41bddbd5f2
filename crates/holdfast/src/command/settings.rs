//! `holdfast settings`: what would be used, and what the database holds.

use super::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the settings.
pub(crate) async fn run(settings: &Settings) -> Result<(), Failure> {
    let file = match &settings.file {
        Some(path) => path.display().to_string(),
        None => "none".to_owned(),
    };
    let mut text = format!(
        "settings file  {file}\ndatabase       {}\nactor          {}\nlisten         {}\n",
        source::database_url(settings)?,
        settings.actor,
        settings.listen,
    );
    match source::open_existing(settings).await {
        Ok(store) => {
            for authority in store.authorities().await.or_fail()? {
                text += &format!(
                    "authority      {} {}\n",
                    authority.reference, authority.name
                );
            }
        }
        Err(Failure::Input(missing)) => text += &format!("               ({missing})\n"),
        Err(failure) => return Err(failure),
    }
    printer::data(&text);
    Ok(())
}

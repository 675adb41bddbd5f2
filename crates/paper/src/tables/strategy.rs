//! Parts of the strategy as tables.

use holdfast_document::Table;

use crate::answer::only;
use crate::compose::Composer;
use crate::reference::{Options, StrategyTable};
use crate::tables::from_rows;

/// The table.
pub(super) fn table(
    composer: &mut Composer<'_, '_>,
    of: StrategyTable,
    options: &Options,
) -> Result<Table, String> {
    only(options, &["on"])?;
    let _ = (
        of,
        from_rows(composer, "strategy", String::new(), &[], Vec::new()),
    );
    Err("the council keeps no strategy yet".to_owned())
}

//! Why a chart is not drawn.

/// Why a chart, or a part of one, was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// A part that every chart must have holds no words.
    #[error("the {0} of a chart is blank; no chart is drawn without it")]
    Blank(&'static str),
    /// The number cannot be placed on an axis.
    #[error(
        "the value {text:?} is {number}, which has no place on an axis; \
         give a number within 1,000,000,000,000 of zero, or say that the value is missing"
    )]
    NotANumber {
        /// The value as it would have been shown.
        text: String,
        /// What was to be drawn.
        number: f64,
    },
    /// A series has more or fewer values than the axis has moments.
    #[error(
        "{name} has {values} values for {moments} moments; \
         give one for each, and say of those that are missing that they are"
    )]
    Length {
        /// The name of the series.
        name: String,
        /// How many values it has.
        values: usize,
        /// How many moments the axis has.
        moments: usize,
    },
    /// A lower limit lies above its upper limit.
    #[error("the lower limit of {name} lies above its upper limit at {at}")]
    UpsideDown {
        /// The name of the band or the limits.
        name: String,
        /// The moment or size at which they cross.
        at: String,
    },
    /// The name for a chart's place on a page cannot be used as an HTML id.
    #[error(
        "{0:?} cannot be the id of a chart; start with a letter and go on with letters, digits, \
         hyphens and underscores"
    )]
    Id(String),
}

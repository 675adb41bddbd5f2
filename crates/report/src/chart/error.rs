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
    /// A narrow band, or the median, leaves the band around it.
    #[error(
        "{inner} of {name} lies outside of its {outer} at {at}; \
         a median lies within its 50% band, and that within its 90% band"
    )]
    NotNested {
        /// The name of the forecast.
        name: String,
        /// What should lie within.
        inner: &'static str,
        /// What it should lie within.
        outer: &'static str,
        /// The moment at which it does not.
        at: String,
    },
    /// A total or a step of a waterfall has no value.
    #[error(
        "{name} has no value ({why}); a waterfall needs all of them, since each step starts where \
         the one before ended"
    )]
    StepMissing {
        /// The name of the total or the step.
        name: String,
        /// Why it has no value.
        why: String,
    },
    /// The steps of a waterfall do not lead from its start to its end.
    #[error(
        "the steps from {start} to {end} come to {steps} and not to {change}; rounding of the \
         numbers as shown explains a difference of {rounding} at most; give every step, if need be \
         one for what is not explained"
    )]
    Steps {
        /// The start, with its value.
        start: String,
        /// The end, with its value.
        end: String,
        /// The sum of the steps.
        steps: String,
        /// The end less the start.
        change: String,
        /// How far rounding may take them apart.
        rounding: String,
    },
    /// The name for a chart's place on a page cannot be used as an HTML id.
    #[error(
        "{0:?} cannot be the id of a chart; start with a letter and go on with letters, digits, \
         hyphens and underscores"
    )]
    Id(String),
}

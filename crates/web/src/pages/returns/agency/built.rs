//! The return of a quarter by all that the council keeps for it.

use std::fmt::Debug;

use holdfast_census::agency::{
    AgencyAnswers, AgencyReturn, AgencySignature, Layout, Quarter, RuleBook, State,
};
use holdfast_intake::export::{Sheet, agency_sheets, to_csv};
use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;
use jiff::civil::{Date, DateTime};

use crate::error::PageError;
use crate::here::{Here, unavailable};
use crate::pages::returns::built::sha256;

/// A quarter’s return.
pub(crate) struct QuarterReturn {
    /// What the council says of it.
    pub(crate) answers: AgencyAnswers,
    /// The rules that it is judged by.
    pub(crate) book: RuleBook,
    /// How it is laid out.
    pub(crate) layout: Layout,
    /// What is wrong with the texts of these; what ships with the program, or
    /// no answer at all, then stands in their place.
    pub(crate) problems: Vec<Problem>,
    /// The return.
    pub(crate) it: AgencyReturn,
}

impl QuarterReturn {
    /// The return of a quarter from the records.
    pub(crate) fn of(workforce: &Workforce, quarter: Quarter) -> Self {
        let mut problems = Vec::new();
        let answers = AgencyAnswers::kept(workforce, quarter);
        let answers = answers.unwrap_or_else(|found| {
            problems.extend(placed("The answers", found));
            AgencyAnswers::none(quarter)
        });
        let book = RuleBook::kept(workforce).unwrap_or_else(|found| {
            problems.extend(placed("The rule book", found));
            RuleBook::national().clone()
        });
        let layout = Layout::kept(workforce).unwrap_or_else(|found| {
            problems.extend(placed("The layout", found));
            Layout::shipped().clone()
        });
        let it = AgencyReturn::build(workforce, quarter, &book, &answers);
        Self {
            answers,
            book,
            layout,
            problems,
            it,
        }
    }

    /// The return as it was signed, from the records as they were.
    pub(crate) async fn as_signed(
        here: &Here,
        quarter: Quarter,
        signed: &AgencySignature,
    ) -> Result<Self, PageError> {
        let (store, id) = (here.app.store(), here.authority.id);
        let then = store.workforce_as_of(id, signed.records).await;
        Ok(Self::of(&then.map_err(unavailable)?, quarter))
    }

    /// Its sheets.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        agency_sheets(&self.it, &self.layout)
    }

    fn sha256(&self) -> String {
        let sheets = self.sheets();
        let bytes: Vec<_> = sheets.iter().flat_map(to_csv).collect();
        sha256(&bytes)
    }

    /// Whether its sheets are the very ones that were signed.
    pub(crate) fn is_as_signed(&self) -> bool {
        let signed = self.answers.signed_off.as_ref();
        signed.is_some_and(|signed| signed.sha256 == self.sha256())
    }

    /// What has to be done before it can be signed off, in sentences.
    pub(crate) fn left_to_do(&self, today: Date) -> Vec<String> {
        let unread = (!self.problems.is_empty())
            .then(|| "Mend what is wrong with the texts that are kept.".to_owned());
        unread
            .into_iter()
            .chain(self.it.left_to_do(today))
            .collect()
    }

    /// The signature that it would get now.
    pub(crate) fn signature(
        &self,
        by: &str,
        at: DateTime,
        workforce: &Workforce,
    ) -> AgencySignature {
        AgencySignature {
            by: by.to_owned(),
            at,
            records: workforce.as_of(),
            sha256: self.sha256(),
        }
    }

    /// How many rules are in a state.
    pub(crate) fn rules(&self, state: State) -> usize {
        let rules = self.it.compliance.iter();
        rules.filter(|it| it.state == state).count()
    }
}

fn placed(text: &'static str, found: Vec<Problem>) -> impl Iterator<Item = Problem> {
    let placed = move |it: Problem| Problem::new(format!("{text}, {}", it.place), it.what);
    found.into_iter().map(placed)
}

/// What two forms have in common that show the same answers.
pub(crate) fn fingerprint(answers: &impl Debug) -> String {
    sha256(format!("{answers:?}").as_bytes())
}

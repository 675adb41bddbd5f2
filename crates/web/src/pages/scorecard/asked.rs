//! Which scorecard is asked for: of which service, at which date, and as the
//! council has arranged it.

use holdfast_workforce::codes::Service;
use holdfast_workforce::record;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use crate::address;
use crate::answers::Answers;
use crate::pages::establishment::filters::{read_day, slashed};
use crate::pages::measures::filters::{usual_day, usual_service};

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What was typed, with every problem.
    pub(crate) answers: Answers,
    /// The date.
    pub(crate) at: Date,
    /// The service.
    pub(crate) service: Service,
}

impl Asked {
    /// Reads what is asked for; what cannot be read is a problem beside its
    /// field, and stands as if it had not been given.
    pub(crate) fn read(query: Vec<(String, String)>, workforce: &Workforce, today: Date) -> Self {
        let mut answers = Answers::of(query);
        let at = read_day(&mut answers, "at", "The date").unwrap_or(usual_day(workforce, today));
        let service = answers.optional_code("service", "Select a service from the list");
        let service = service.unwrap_or_else(|| usual_service(workforce));
        if answers.text("at").is_empty() {
            answers = answers.set("at", slashed(at));
        }
        if answers.text("service").is_empty() {
            answers = answers.set("service", service.code());
        }
        Self {
            answers,
            at,
            service,
        }
    }

    /// The address of `path` with what is asked for.
    pub(crate) fn address(&self, path: &str) -> String {
        let pairs = [
            ("at", Some(self.at.to_string())),
            ("service", Some(self.service.code().to_owned())),
        ];
        address::with_query(path, pairs)
    }
}

/// The record of the scorecard of a service, where the council keeps one.
pub(crate) fn kept(workforce: &Workforce, service: Service) -> Option<&record::Scorecard> {
    workforce.scorecards().by_reference(service.code())
}

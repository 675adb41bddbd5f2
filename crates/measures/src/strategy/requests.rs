//! What members asked for, and whether it was answered in time.

use std::cmp::Reverse;

use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{Board, MemberRequest};
use jiff::civil::Date;

use super::{SOON, days, days_in_words};

/// How a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestStanding {
    /// An answer was due and is not given.
    Overdue,
    /// An answer is due within 30 days.
    DueSoon,
    /// An answer is due later, or no day is set.
    Waiting,
    /// It was answered.
    Answered,
}

impl RequestStanding {
    /// The standing in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::DueSoon => "Due within 30 days",
            Self::Waiting => "Waiting",
            Self::Answered => "Answered",
        }
    }
}

/// A request at a date.
#[derive(Clone, Copy, Debug)]
pub struct RequestState<'w> {
    /// The request.
    pub request: &'w MemberRequest,
    /// The board at which it was asked.
    pub board: Option<&'w Board>,
    /// How it stands.
    pub standing: RequestStanding,
    /// The date.
    pub at: Date,
}

/// What was asked up to a date: what is overdue first, the longest overdue
/// before the others; then what waits, by the day it is due; then what was
/// answered, the latest first.
pub fn requests(workforce: &Workforce, at: Date) -> Vec<RequestState<'_>> {
    let asked = workforce.member_requests().iter();
    let mut found: Vec<_> = asked
        .filter(|it| it.asked_on <= at)
        .map(|request| RequestState {
            request,
            board: workforce.boards().get(request.board),
            standing: standing(request, at),
            at,
        })
        .collect();
    found.sort_by_key(|it| {
        let answered = it.answered().map(Reverse);
        let due = it.request.due.unwrap_or(Date::MAX);
        (it.standing, answered, due, it.request.asked_on)
    });
    found
}

fn standing(request: &MemberRequest, at: Date) -> RequestStanding {
    let is_answered = request.answered_on.is_some_and(|day| day <= at);
    match request.due.map(|due| days(at, due)) {
        _ if is_answered => RequestStanding::Answered,
        Some(left) if left < 0 => RequestStanding::Overdue,
        Some(left) if left <= SOON => RequestStanding::DueSoon,
        _ => RequestStanding::Waiting,
    }
}

impl RequestState<'_> {
    /// The day on which it was answered, as far as is known at the date.
    pub fn answered(&self) -> Option<Date> {
        let day = self.request.answered_on;
        day.filter(|day| *day <= self.at)
    }

    /// Why it stands so, as a sentence without its full stop.
    pub fn reason(&self) -> String {
        let due = self.request.due;
        if let Some(day) = self.answered() {
            let late = due.map_or(0, |due| days(due, day));
            let answered = format!("Answered on {}", in_words(day));
            return match late > 0 {
                true => format!("{answered}, {} late", days_in_words(late)),
                false => answered,
            };
        }
        match due {
            None => "No day is set for the answer".to_owned(),
            Some(due) if due < self.at => {
                let over = days_in_words(days(due, self.at));
                format!("Was due on {}, {over} ago", in_words(due))
            }
            Some(due) => format!("Due on {}", in_words(due)),
        }
    }
}

//! Which items of the strategy are asked for: at which date, of which sort,
//! owner and status.

use holdfast_measures::strategy::{ItemState, Standing};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::StrategySort;
use jiff::civil::Date;

use crate::address;
use crate::answers::Answers;
use crate::components::Choice;
use crate::error::PageError;
use crate::here::Here;
use crate::pages::establishment::filters::{Query as Pairs, read_day, slashed};

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What was typed, with every problem.
    pub(crate) answers: Answers,
    /// The date.
    pub(crate) at: Date,
    sort: Option<StrategySort>,
    standing: Option<Standing>,
}

impl Asked {
    /// Reads what is asked for; what cannot be read is a problem beside its
    /// field, and stands as if it had not been given.
    pub(crate) fn read(query: Pairs, here: &Here) -> Self {
        let mut answers = Answers::of(query);
        let at = read_day(&mut answers, "at", "The date").unwrap_or(here.app.today());
        let sort = answers.optional_code("sort", "Select a sort from the list");
        let standing = answers.optional("status", |text| {
            Standing::from_key(text).ok_or("Select a status from the list")
        });
        if answers.text("at").is_empty() {
            answers = answers.set("at", slashed(at));
        }
        Self {
            answers,
            at,
            sort,
            standing,
        }
    }

    /// For a file: what cannot be read is refused.
    pub(crate) fn readable(self) -> Result<Self, PageError> {
        match self.answers.problems().first() {
            Some(problem) => Err(PageError::BadRequest {
                reason: format!("{}. Go back and correct it.", problem.message),
            }),
            None => Ok(self),
        }
    }

    /// Whether all items are asked for.
    pub(crate) fn wants_all(&self) -> bool {
        self.sort.is_none() && self.standing.is_none() && self.owner().is_empty()
    }

    fn owner(&self) -> &str {
        self.answers.text("owner")
    }

    /// Whether an item is asked for.
    pub(crate) fn wants(&self, state: &ItemState<'_>) -> bool {
        let owner = state.item.owner.as_deref().unwrap_or_default();
        self.sort.is_none_or(|it| it == state.item.sort)
            && self.standing.is_none_or(|it| it == state.standing)
            && (self.owner().is_empty() || self.owner() == owner)
    }

    /// The address of `path` with what is asked for.
    pub(crate) fn address(&self, path: &str) -> String {
        let text = |name| Some(self.answers.text(name).to_owned());
        let pairs = [
            ("at", Some(self.at.to_string())),
            ("sort", text("sort")),
            ("owner", text("owner")),
            ("status", text("status")),
        ];
        address::with_query(path, pairs)
    }
}

/// What can be chosen.
pub(crate) struct Offered {
    /// The sorts.
    pub(crate) sorts: Vec<Choice>,
    /// Everybody who answers for something.
    pub(crate) owners: Vec<Choice>,
    /// The standings.
    pub(crate) standings: Vec<Choice>,
}

impl Offered {
    /// What can be chosen among some items.
    pub(crate) fn of(states: &[ItemState<'_>]) -> Self {
        let mut owners: Vec<_> = states
            .iter()
            .filter_map(|it| it.item.owner.as_ref())
            .collect();
        owners.sort_unstable();
        owners.dedup();
        let present = |standing: &Standing| states.iter().any(|it| it.standing == *standing);
        let standings = Standing::ALL.into_iter().filter(present);
        Self {
            sorts: StrategySort::ITEMS
                .iter()
                .map(|it| Choice::new(it.code, it.label))
                .collect(),
            owners: owners
                .into_iter()
                .map(|it| Choice::new(it.clone(), it.clone()))
                .collect(),
            standings: standings
                .map(|it| Choice::new(it.key(), it.label()))
                .collect(),
        }
    }
}

//! Which benchmark is asked for, as addresses carry it.

use holdfast_measures::Measure;
use holdfast_reference::{Area, AuthorityNumber, NeighbourModel, Releases, area_name, authorities};
use holdfast_workforce::CodeSet as _;

use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};

/// More authorities than this cannot be told apart on a chart.
const MOST_OTHERS: usize = 4;

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What was chosen, with every problem.
    pub(crate) answers: Answers,
    /// The authority that is looked at; nothing where the council has no
    /// number of the department and none was chosen.
    pub(crate) council: Option<AuthorityNumber>,
    /// The measure, a published one.
    pub(crate) measure: Measure,
    /// The model of statistical neighbours.
    pub(crate) model: NeighbourModel,
    /// Other authorities to compare with.
    pub(crate) others: Vec<AuthorityNumber>,
    /// The first year.
    pub(crate) from: i16,
    /// The last year.
    pub(crate) to: i16,
}

impl Asked {
    /// Reads what is asked for; what cannot be read is a problem beside its
    /// field, and stands as if it had not been given.
    pub(crate) fn read(
        query: Vec<(String, String)>,
        own: Option<AuthorityNumber>,
        releases: &Releases,
    ) -> Self {
        let mut answers = Answers::of(query);
        let council = answers.optional("authority", known).or(own);
        let measure = answers.optional("measure", |key| {
            let measure = key.parse::<Measure>().ok();
            let published = measure.filter(|it| it.published().is_some());
            published.ok_or("Select a measure from the list")
        });
        let model = answers.optional_code("model", "Select one of the models");
        let years = releases.years().unwrap_or(2016..=2016);
        let year = |text: &str| match text.parse() {
            Ok(year) if years.contains(&year) => Ok(year),
            _ => Err("Select a year from the list"),
        };
        let from = answers.optional("from", year).unwrap_or(*years.start());
        let to = answers.optional("to", year).unwrap_or(*years.end());
        if from > to {
            answers.reject("from", "The first year must not be after the last");
        }
        let others = read_others(&mut answers, council);
        let (from, to) = (from.min(to), to.max(from));
        let mut asked = Self {
            answers,
            council,
            measure: measure.unwrap_or(Measure::VacancyRate),
            model: model.unwrap_or(NeighbourModel::Edition2025),
            others,
            from,
            to,
        };
        asked.fill_in();
        asked
    }

    /// The form shows what stands, also where nothing was chosen.
    fn fill_in(&mut self) {
        let filled = [
            ("authority", self.council.map(|it| it.to_string())),
            ("measure", Some(self.measure.key().to_owned())),
            ("model", Some(self.model.code().to_owned())),
            ("from", Some(self.from.to_string())),
            ("to", Some(self.to.to_string())),
            // The list begins anew for the next to be added.
            ("with", Some(String::new())),
        ];
        for (field, value) in filled {
            if let Some(value) = value.filter(|_| self.answers.problem(field).is_none()) {
                self.answers = std::mem::take(&mut self.answers).set(field, value);
            }
        }
    }

    /// The address of `path` with what is asked for.
    pub(crate) fn address(&self, path: &str) -> String {
        let council = ("authority", self.council.map(|it| it.to_string()));
        let others = self
            .others
            .iter()
            .map(|number| ("with", Some(number.to_string())));
        let rest = [
            ("measure", Some(self.measure.key().to_owned())),
            ("model", Some(self.model.code().to_owned())),
            ("from", Some(self.from.to_string())),
            ("to", Some(self.to.to_string())),
        ];
        address::with_query(path, [council].into_iter().chain(rest).chain(others))
    }

    /// The same about another authority.
    pub(crate) fn about(&self, council: AuthorityNumber) -> Self {
        Self {
            council: Some(council),
            ..self.clone()
        }
    }

    /// The authorities that were chosen, each with the address without it.
    pub(crate) fn chosen(&self, path: &str) -> Vec<(AuthorityNumber, Link)> {
        let without = |number: AuthorityNumber| {
            let others = self.others.iter().copied().filter(|it| *it != number);
            let asked = Self {
                others: others.collect(),
                ..self.clone()
            };
            Link::new(asked.address(path), name(number))
        };
        let others = self.others.iter();
        others.map(|number| (*number, without(*number))).collect()
    }
}

fn known(text: &str) -> Result<AuthorityNumber, &'static str> {
    let number = text
        .parse()
        .ok()
        .filter(|it: &AuthorityNumber| it.is_known());
    number.ok_or("Select an authority from the list")
}

fn read_others(answers: &mut Answers, council: Option<AuthorityNumber>) -> Vec<AuthorityNumber> {
    let typed: Vec<String> = answers.all("with").map(str::to_owned).collect();
    let mut others = Vec::new();
    for text in typed.iter().filter(|text| !text.trim().is_empty()) {
        match known(text.trim()) {
            Ok(number) if Some(number) == council || others.contains(&number) => {}
            Ok(number) => others.push(number),
            Err(problem) => answers.reject("with", problem),
        }
    }
    if others.len() > MOST_OTHERS {
        answers.reject(
            "with",
            format!("Choose up to {MOST_OTHERS} other authorities: take one out first"),
        );
        others.truncate(MOST_OTHERS);
    }
    others
}

/// The name of an authority.
pub(crate) fn name(number: AuthorityNumber) -> String {
    area_name(Area::Authority(number)).unwrap_or_else(|| number.to_string())
}

/// What the form offers.
pub(crate) struct Offered {
    /// Every authority of today, by name.
    pub(crate) authorities: Vec<Choice>,
    /// Every published measure.
    pub(crate) measures: Vec<Choice>,
    /// The models of statistical neighbours.
    pub(crate) models: Vec<Choice>,
    /// The years, the latest first.
    pub(crate) years: Vec<Choice>,
}

impl Offered {
    /// Everything that is published.
    pub(crate) fn of(releases: &Releases) -> Self {
        let mut all: Vec<_> = authorities()
            .iter()
            .map(|it| Choice::new(it.number.to_string(), it.name.clone()))
            .collect();
        all.sort_by(|one, other| one.label.cmp(&other.label));
        let is_published = |measure: &&Measure| measure.published().is_some();
        let models = NeighbourModel::ALL.iter();
        let years = releases.years().into_iter().flatten().rev();
        Self {
            authorities: all,
            measures: Measure::ALL
                .iter()
                .filter(is_published)
                .map(|measure| Choice::new(measure.key(), measure.label()))
                .collect(),
            models: models
                .map(|model| Choice::new(model.code(), model.label()))
                .collect(),
            years: years
                .map(|year| Choice::new(year.to_string(), year.to_string()))
                .collect(),
        }
    }
}

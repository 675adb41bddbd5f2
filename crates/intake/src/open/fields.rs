//! The columns of the open tables.

use super::{Field, FieldKind, OpenTable};
use FieldKind::{Date, Number, OneOf, Text, Whole};

const SYMBOLS: FieldKind = OneOf(&["c", "k", "u", "x", "z"]);
const SERVICES: FieldKind = OneOf(&["children", "adults", "all"]);

const fn must(name: &'static str, kind: FieldKind, description: &'static str) -> Field {
    Field {
        name,
        kind,
        required: true,
        description,
    }
}

const fn may(name: &'static str, kind: FieldKind, description: &'static str) -> Field {
    Field {
        required: false,
        ..must(name, kind, description)
    }
}

const SERVICE: Field = must(
    "service",
    SERVICES,
    "The service that is counted; `all` stands for both.",
);
const MEASURE: Field = must(
    "measure",
    Text,
    "The key of the measure; the table of definitions explains it.",
);
const LABEL: Field = must("label", Text, "What people call the measure.");
const UNIT: Field = must("unit", Text, "What the value is counted in.");
const VALUE: Field = may(
    "value",
    Number,
    "The value, rounded half up as the measure is published; empty where a symbol stands in its place.",
);
const SYMBOL: Field = may(
    "symbol",
    SYMBOLS,
    "The symbol in place of the value; the table of symbols explains it.",
);
const AT: Field = must("at", Date, "The date, or the last day of the year.");

const fn fte(name: &'static str, description: &'static str) -> Field {
    may(name, Number, description)
}

pub(super) const fn of(table: OpenTable) -> &'static [Field] {
    match table {
        OpenTable::Figures => {
            const {
                &[
                    AT,
                    must("period", Text, "The date or year in words."),
                    SERVICE,
                    must(
                        "team",
                        Text,
                        "The code of the team, which counts those below it; `all` stands for every team.",
                    ),
                    must(
                        "role",
                        Text,
                        "The code of the role; `all` stands for every role.",
                    ),
                    MEASURE,
                    LABEL,
                    UNIT,
                    VALUE,
                    may(
                        "exact",
                        Text,
                        "The exact value: a whole number or a fraction in its lowest terms.",
                    ),
                    SYMBOL,
                    may("numerator", Number, "What stands above the line."),
                    may(
                        "denominator",
                        Number,
                        "What stands below the line, before it is multiplied by days or people.",
                    ),
                    must(
                        "standing",
                        Text,
                        "Whether it is an official measure, one of council papers, or a local variant.",
                    ),
                    must("source", Text, "Where the numbers come from."),
                ]
            }
        }
        OpenTable::Establishment => {
            const {
                &[
                    AT,
                    SERVICE,
                    must(
                        "by",
                        OneOf(&["role", "team", "total"]),
                        "What the row stands for.",
                    ),
                    must(
                        "key",
                        Text,
                        "The code of the role or team; `all` for the total, `none` where the source does not divide.",
                    ),
                    must("label", Text, "The name of the role or team."),
                    must(
                        "unit",
                        OneOf(&["fte", "assignments", "headcount"]),
                        "What the amounts are counted in.",
                    ),
                    fte("established", "Established posts."),
                    fte(
                        "in_post",
                        "In post, people on leave included, agency workers left out.",
                    ),
                    fte(
                        "vacancies",
                        "Established less in post; vacancies that are covered count.",
                    ),
                    fte("trainees", "Trainees outside of the establishment."),
                    fte(
                        "newly_qualified",
                        "Newly qualified workers outside of the establishment.",
                    ),
                    fte("agency", "Agency workers."),
                    fte(
                        "net_gap",
                        "Established less in post, less trainees and newly qualified outside of the establishment, less agency workers.",
                    ),
                    fte(
                        "over_establishment",
                        "Over the establishment; it does not add up over roles or teams.",
                    ),
                ]
            }
        }
        OpenTable::Leavers => {
            const {
                &[
                    must("year_ending", Date, "The last day of the year."),
                    SERVICE,
                    must(
                        "reason",
                        Text,
                        "The code of the reason; `all` for the total.",
                    ),
                    must("label", Text, "The reason."),
                    may(
                        "people",
                        Whole,
                        "People who left in the year; empty where a symbol stands in its place.",
                    ),
                    SYMBOL,
                    may(
                        "share",
                        Number,
                        "Percent of all who left in the year, with one decimal; hidden with either count.",
                    ),
                    may("note", Text, "Why there is a symbol."),
                ]
            }
        }
        OpenTable::PeopleInPost => {
            const {
                &[
                    AT,
                    SERVICE,
                    must(
                        "ethnicity",
                        Text,
                        "The code of the ethnicity, as in the workforce return; `all` for the total, `none` where it is not recorded.",
                    ),
                    must("ethnicity_label", Text, "The ethnicity."),
                    must(
                        "sex",
                        Text,
                        "The code of the sex; `all` for the total, `none` where it is not recorded.",
                    ),
                    may(
                        "people",
                        Whole,
                        "People in post; empty where a symbol stands in its place.",
                    ),
                    SYMBOL,
                    may(
                        "share",
                        Number,
                        "Percent of all people in post, with one decimal; hidden with either count.",
                    ),
                    may("note", Text, "Why there is a symbol."),
                ]
            }
        }
        OpenTable::Scorecard => {
            const {
                &[
                    AT,
                    SERVICE,
                    must("group", Text, "The group of the scorecard."),
                    MEASURE,
                    LABEL,
                    UNIT,
                    VALUE,
                    SYMBOL,
                    may("year_before", Number, "The value a year before, rounded."),
                    may(
                        "change",
                        Text,
                        "What comes of the difference: better, worse, or no real difference.",
                    ),
                    may("target", Text, "The target in words."),
                    may("status", Text, "How the value stands to the target."),
                ]
            }
        }
        OpenTable::Benchmarks => {
            const {
                &[
                    MEASURE,
                    LABEL,
                    UNIT,
                    must(
                        "year",
                        Whole,
                        "The year of the statistics; it ends on 30 September.",
                    ),
                    must(
                        "area",
                        Text,
                        "The authority, England, the region, or the median of the statistical neighbours.",
                    ),
                    VALUE,
                    SYMBOL,
                    may(
                        "release",
                        Text,
                        "The release that the value is from; empty for a median of several.",
                    ),
                ]
            }
        }
        OpenTable::Publications => {
            const {
                &[
                    must("publication", Text, "What the publication is called."),
                    must("published", Date, "The day on which it was published."),
                    AT,
                    must("period", Text, "The date or year in words."),
                    SERVICE,
                    MEASURE,
                    LABEL,
                    UNIT,
                    VALUE,
                    SYMBOL,
                    may("target", Text, "The target in words."),
                    may("status", Text, "How the value stood to the target."),
                    must("definition", Text, "The definition as it was then."),
                    must("source", Text, "Where the numbers came from."),
                ]
            }
        }
        OpenTable::Definitions => {
            const {
                &[
                    MEASURE,
                    LABEL,
                    must("topic", Text, "The topic under which it is listed."),
                    UNIT,
                    must("places", Whole, "The decimals that are published."),
                    must(
                        "better",
                        OneOf(&["lower", "higher", "neither"]),
                        "Which way is better.",
                    ),
                    must(
                        "timing",
                        OneOf(&["at_date", "year_ending"]),
                        "Whether it is of a date or of the year that ends on it.",
                    ),
                    must(
                        "basis",
                        Text,
                        "Where the definition stands: official, council papers, local variant.",
                    ),
                    must(
                        "formula",
                        Text,
                        "How the value follows from what is counted.",
                    ),
                    must("definition", Text, "What it means."),
                    must("source", Text, "Where the definition comes from."),
                ]
            }
        }
        OpenTable::Symbols => {
            const {
                &[
                    must("symbol", SYMBOLS, "The symbol."),
                    must("meaning", Text, "What it means."),
                ]
            }
        }
        OpenTable::Authorities => {
            const {
                &[
                    must(
                        "authority",
                        Text,
                        "The number of the authority, which addresses name.",
                    ),
                    must("name", Text, "Its name."),
                    must("services", Text, "The services of which it has teams."),
                    must(
                        "change",
                        Whole,
                        "The number of the last change of its records.",
                    ),
                ]
            }
        }
        OpenTable::Plans => {
            const {
                &[
                    must("plan", Text, "The name of the plan, which addresses name."),
                    must("title", Text, "Its title."),
                    must("start", Date, "The day on which it begins."),
                    must("months", Whole, "How many months it looks ahead."),
                ]
            }
        }
        OpenTable::Course => {
            const {
                &[
                    must("plan", Text, "The name of the plan."),
                    AT,
                    must("line", Text, "The key of what is foreseen."),
                    must("label", Text, "What people call it."),
                    may(
                        "value",
                        Number,
                        "The expected value: FTE, people, percent or pounds, as the line says; empty where nothing can be expected.",
                    ),
                ]
            }
        }
    }
}

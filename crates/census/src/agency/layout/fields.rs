//! The fields that columns can show, row by row.

use holdfast_workforce::CodeSet;
use holdfast_workforce::amount::{Fte, Hours, Money};
use jiff::civil::Date;
use serde::Serialize;

use super::{Content, ContentKind, RowsOf};
use crate::agency::{
    AgencyAssignment, AgencyReturn, AgencyUse, Breach, Compliance, CostRow, Force, Judgement,
    MonthlyCost, RuleId, SignOff,
};

/// A field that a column can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FieldDefinition {
    /// Its name in a layout.
    pub key: &'static str,
    /// What it holds.
    pub kind: ContentKind,
    /// What it means.
    pub meaning: &'static str,
}

/// The fields of a kind of rows.
pub fn fields_of(rows: RowsOf) -> Vec<FieldDefinition> {
    match rows {
        RowsOf::Return => definitions::<AgencyReturn>(),
        RowsOf::Assignments => definitions::<AgencyAssignment>(),
        RowsOf::Rules => definitions::<Compliance>(),
        RowsOf::Judgements => definitions::<Judgement>(),
        RowsOf::Breaches => definitions::<Breach>(),
        RowsOf::Agencies => definitions::<AgencyUse>(),
        RowsOf::Months => definitions::<MonthlyCost>(),
        RowsOf::Costs => definitions::<CostRow>(),
    }
}

/// The rows of a kind, with the fields of the keys; an unknown key shows nothing.
pub(super) fn rows(of: RowsOf, it: &AgencyReturn, keys: &[&str]) -> Vec<Vec<Content>> {
    match of {
        RowsOf::Return => shown([it], keys),
        RowsOf::Assignments => shown(&it.assignments, keys),
        RowsOf::Rules => shown(&it.compliance, keys),
        RowsOf::Judgements => shown(it.compliance.iter().flat_map(|it| &it.rows), keys),
        RowsOf::Breaches => shown(&it.breaches, keys),
        RowsOf::Agencies => shown(&it.agencies, keys),
        RowsOf::Months => shown(&it.months, keys),
        RowsOf::Costs => shown(it.months.iter().flat_map(|it| &it.rows), keys),
    }
}

/// A field of rows of a kind.
struct Field<R: 'static> {
    definition: FieldDefinition,
    of: fn(&R) -> Content,
}

/// A row that has fields.
trait Fields: Sized + 'static {
    const FIELDS: &'static [Field<Self>];
}

fn definitions<R: Fields>() -> Vec<FieldDefinition> {
    R::FIELDS.iter().map(|field| field.definition).collect()
}

fn shown<'r, R: Fields>(rows: impl IntoIterator<Item = &'r R>, keys: &[&str]) -> Vec<Vec<Content>> {
    let field = |key: &&str| {
        let mut fields = R::FIELDS.iter();
        fields.find(|field| field.definition.key == *key)
    };
    let fields: Vec<_> = keys.iter().map(field).collect();
    let cells = |row: &R| {
        let cells = fields.iter();
        cells
            .map(|field| field.map_or(Content::Nothing, |field| (field.of)(row)))
            .collect()
    };
    rows.into_iter().map(cells).collect()
}

macro_rules! fields {
    ($row:ident as $it:ident { $($key:literal $kind:ident $meaning:literal = $of:expr;)+ }) => {
        impl Fields for $row {
            const FIELDS: &'static [Field<Self>] = &[$(Field {
                definition: FieldDefinition { key: $key, kind: ContentKind::$kind, meaning: $meaning },
                of: |$it| Content::from($of),
            },)+];
        }
    };
}

fields! { AgencyReturn as it {
    "authority" Text "the council" = &it.authority;
    "number" Text "the council’s number" = &it.number;
    "quarter" Text "the quarter" = it.quarter.to_string();
    "opens" Date "the first day on which the return can be sent" = it.opens;
    "closes" Date "the last day on which the return can be sent" = it.closes;
    "assignments" Whole "assignments of the quarter" = it.assignments.len();
    "breaches" Whole "prices above a cap" = it.breaches.len();
    "cost" Money "cost of the quarter" = it.cost;
    "rule_book" Text "the rule book" = &it.rule_book;
} }

fields! { AgencyAssignment as it {
    "reference" Text "the assignment’s reference in the records" = &it.reference;
    "worker" Text "the worker" = &it.worker;
    "registration" Text "the Social Work England number" = it.registration.as_ref();
    "job_type" Text "the core job type" = it.job_type.map(label);
    "job_type_number" Whole "the core job type, 1 to 5" = it.job_type.map(CodeSet::number);
    "role" Text "the role as the council calls it" = &it.role;
    "team" Text "the team" = &it.team;
    "agency" Text "the agency" = it.agency.as_ref();
    "cover" Text "why the post is covered" = it.cover.map(label);
    "fte" Fte "the FTE" = it.fte;
    "pay" Money "what the worker is paid for an hour" = it.pay;
    "charge" Money "what the agency charges for an hour" = it.charge;
    "engagement_type" Text "how the worker is paid" = it.engagement_type.map(|it| it.label());
    "in_project_team" Text "whether the worker is in a project team" = it.in_project_team.map(yes_or_no);
    "project_team" Text "the project team" = it.project_team.as_ref();
    "engaged_on" Date "the first day of the worker’s engagement" = it.engaged_on;
    "first_day" Date "the first day of the assignment" = it.first_day;
    "last_day" Date "the last day, where one is known" = it.last_day;
    "weeks" Whole "whole weeks by the end of the quarter" = usize::try_from(it.weeks).ok();
    "reviews_due" Text "the reviews that fell due in the quarter" = days(&it.reviews_due);
    "next_review" Date "when the next review is due" = it.next_review;
} }

fields! { Compliance as it {
    "rule" Text "the rule" = it.rule.to_string();
    "name" Text "its name" = &it.name;
    "says" Text "what it asks" = &it.says;
    "force" Text "how strongly it binds" = it.force.map(force);
    "state" Text "kept, kept with approval, not kept, cannot tell, does not apply" = it.state.label();
    "kept" Whole "assignments for which it was kept" = it.kept;
    "kept_with_approval" Whole "assignments for which it was kept with approval" = it.kept_with_approval;
    "not_kept" Whole "assignments for which it was not kept" = it.not_kept;
    "cannot_tell" Whole "assignments of which it cannot be told" = it.cannot_tell;
    "not_applying" Whole "assignments that it does not apply to" = it.not_applying;
    "in_words" Text "the outcome in a sentence" = &it.in_words;
    "explanation" Text "why it was not kept, as the council explains it" = it.explanation.as_ref();
    "source" Text "where the rule is from" = &it.source;
} }

fields! { Judgement as it {
    "rule" Text "the rule" = it.rule.to_string();
    "version" Whole "the version of the rule" = it.version.and_then(|it| usize::try_from(it).ok());
    "reference" Text "the assignment’s reference in the records" = &it.reference;
    "worker" Text "the worker" = &it.worker;
    "agency" Text "the agency" = it.agency.as_ref();
    "state" Text "kept, kept with approval, not kept, cannot tell, does not apply" = it.state.label();
    "why" Text "the reason" = &it.why;
    "explanation" Text "the council’s own explanation" = it.explanation.as_ref();
} }

fields! { Breach as it {
    "reference" Text "the assignment’s reference in the records" = &it.reference;
    "worker" Text "the worker" = &it.worker;
    "agency" Text "the agency" = it.agency.as_ref();
    "job_type" Text "the core job type" = label(it.job_type);
    "day" Date "the day on which the cap is exceeded most" = it.day;
    "pay" Money "what the worker is paid for an hour" = it.pay;
    "engagement_type" Text "how the worker is paid" = it.engagement_type.map(|it| it.label());
    "rate" Money "the rate that is held against the cap" = it.rate;
    "indicative" Text "whether the rate was worked out from pay on a payroll" = yes_or_no(it.indicative);
    "cap" Money "the cap" = it.cap;
    "difference" Money "how far the rate exceeds the cap" = it.difference;
    "director" Text "who signed as director of children’s services" = it.director.as_ref().map(signer);
    "director_on" Date "when" = it.director.as_ref().map(|it| it.on);
    "chief_executive" Text "who signed as chief executive" = it.chief_executive.as_ref().map(signer);
    "chief_executive_on" Date "when" = it.chief_executive.as_ref().map(|it| it.on);
    "approved" Text "whether both signed in time" = yes_or_no(it.approved);
    "signed" Text "who signed when, in a sentence" = &it.signed;
    "explanation" Text "why, as the council explains it" = it.explanation.as_ref();
} }

fields! { AgencyUse as it {
    "name" Text "the agency" = &it.name;
    "assignments" Whole "its assignments in the quarter" = it.assignments;
    "not_kept" Whole "how often a rule was not kept with them" = it.not_kept;
    "cost" Money "their cost in the quarter" = it.cost;
    "conduct" Text "how it affected the keeping of the rules" = it.conduct.as_ref();
    "rules" Text "the rules that this touched" = rules(&it.rules);
} }

fields! { MonthlyCost as it {
    "month" Date "the last day of the month" = it.month;
    "working_days" Whole "working days of the month" = usize::try_from(it.working_days).ok();
    "assignments" Whole "assignments in the month" = it.assignments;
    "hours" Hours "hours" = it.hours;
    "cost" Money "the cost" = it.cost;
    "without_charge" Whole "assignments that lack a charge" = it.without_charge;
    "days_without_charge" Whole "working days without a charge" = usize::try_from(it.days_without_charge).ok();
} }

fields! { CostRow as it {
    "month" Date "the last day of the month" = it.month;
    "reference" Text "the assignment’s reference in the records" = &it.reference;
    "worker" Text "the worker" = &it.worker;
    "agency" Text "the agency" = it.agency.as_ref();
    "fte" Fte "the FTE" = it.fte;
    "working_days" Whole "working days of the assignment" = usize::try_from(it.working_days).ok();
    "hours" Hours "hours" = it.hours;
    "charge" Money "what the agency charges for an hour" = it.charge;
    "cost" Money "the cost" = it.cost;
    "days_without_charge" Whole "working days without a charge" = usize::try_from(it.days_without_charge).ok();
} }

fn label<C: CodeSet>(code: C) -> &'static str {
    code.label()
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "Yes" } else { "No" }
}

fn force(force: Force) -> &'static str {
    match force {
        Force::Should => "Should",
        Force::Must => "Must",
    }
}

fn signer(by: &SignOff) -> &str {
    &by.name
}

fn days(days: &[Date]) -> String {
    let days: Vec<_> = days.iter().map(ToString::to_string).collect();
    days.join("; ")
}

fn rules(rules: &[RuleId]) -> String {
    let rules: Vec<_> = rules.iter().map(ToString::to_string).collect();
    rules.join(", ")
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        match text.is_empty() {
            true => Self::Nothing,
            false => Self::Text(text.to_owned()),
        }
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<usize> for Content {
    fn from(number: usize) -> Self {
        Self::Whole(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

macro_rules! content {
    ($($amount:ident)+) => {$(
        impl From<$amount> for Content {
            fn from(amount: $amount) -> Self { Self::$amount(amount) }
        }
    )+};
}

content!(Fte Hours Money Date);

impl<T> From<Option<T>> for Content
where
    Content: From<T>,
{
    fn from(content: Option<T>) -> Self {
        content.map_or(Self::Nothing, Self::from)
    }
}

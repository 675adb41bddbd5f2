//! Pay, told in words.

use super::{ada, assert_told, stories};
use crate::amount::Money;
use crate::codes::PayElement;
use crate::date::Spell;
use crate::fixture::{Council, START, Worker, put, remove};
use crate::id::PayId;
use crate::record::Pay;
use crate::story::Happening;

fn salary(council: &mut Council, worker: &Worker, pounds: i32) -> Pay {
    Pay {
        id: PayId::next(&mut council.ids),
        engagement: worker.engagement,
        element: PayElement::BaseSalary,
        spell: Spell::starting(START),
        amount: Money::whole(pounds),
    }
}

#[test]
fn figures_are_told_by_how_many_there_are() {
    let (mut council, ada, _) = ada();
    let mut pay = |pounds| salary(&mut council, &ada, pounds);
    let (one, two, three) = (pay(36_000), pay(37_000), pay(38_000));
    let changes = [put(one.clone()), put(two.clone()), put(three.clone())];
    let expected = [(Happening::Figures, "3 lines of pay added")];
    assert_told(&council, &changes, &expected);
    assert_eq!(stories(&council, &changes)[0].records, 3);
    let ids = [one.id, two.id];
    council.add(one);
    council.add(two);
    let gone = ids.map(remove::<Pay>);
    let expected = [(Happening::Removal, "2 lines of pay taken away")];
    assert_told(&council, &gone, &expected);
    let expected = [(Happening::Figures, "1 line of pay added")];
    assert_told(&council, &[put(three)], &expected);
}

#[test]
fn a_changed_figure_is_told_with_what_stood_before() {
    let (mut council, ada, _) = ada();
    let pay = salary(&mut council, &ada, 40_000);
    let id = pay.id;
    council.add(pay);
    let more = council.edited::<Pay>(id, |it| it.amount = Money::whole(41_000));
    let words = "Pay of Ada: base salary is £41,000 instead of £40,000 from 1 April 2020";
    assert_told(&council, &[more], &[(Happening::Figures, words)]);
}

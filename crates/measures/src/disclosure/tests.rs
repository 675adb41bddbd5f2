use super::*;
use proptest::prelude::*;

fn heads(letter: char, count: usize) -> Vec<String> {
    (1..=count).map(|it| format!("{letter}{it}")).collect()
}

fn table(counts: &[&[u64]], totals: Totals) -> CountTable {
    let cells = |row: &&[u64]| row.iter().copied().map(Count::People).collect();
    let columns = counts.first().map_or(0, |row| row.len());
    let cells = counts.iter().map(cells).collect();
    CountTable::new(heads('R', counts.len()), heads('C', columns), cells, totals).expect("even")
}

fn at(row: usize, column: usize) -> At {
    At { row, column }
}

fn printed(protected: &Protected) -> Vec<String> {
    let cell = |shown: &Shown| match shown {
        Shown::Number(count) => count.to_string(),
        other => other.symbol().expect("a symbol").to_string(),
    };
    let row = |row: &Vec<Shown>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    protected.shown.iter().map(row).collect()
}

#[test]
fn a_small_count_takes_three_others_with_it_in_a_table_with_all_totals() {
    // A hidden cell needs another in its row and in its column, and these need
    // one where they meet: 6, 7 and 20 are the least that do it.
    let table = table(&[&[3, 6, 40], &[7, 20, 50], &[60, 70, 80]], Totals::Both);
    let protected = protect(&table, Policy::USUAL);
    assert_eq!(
        printed(&protected),
        ["c c 40 49", "c c 50 77", "60 70 80 210", "70 96 170 336"]
    );
    assert_eq!(
        protected.why(at(0, 0)).as_deref(),
        Some("Fewer than 5 people.")
    );
    assert_eq!(
        protected.why(at(1, 1)).as_deref(),
        Some("Hidden so that ‘R1, C1’ cannot be worked out.")
    );
    // Row 1 leaves 9 to two cells, of which neither is nought: 1 to 8.
    let range = protected.possible(at(0, 0), &[]).expect("hidden");
    assert_eq!((range.least, range.greatest), (1, Some(8)));
}

#[test]
fn nought_stays_and_large_counts_alone_hide_nothing() {
    let table = table(&[&[0, 5], &[12, 0]], Totals::Both);
    let protected = protect(&table, Policy::USUAL);
    assert_eq!(printed(&protected), ["0 5 5", "12 0 12", "12 5 17"]);
    assert_eq!(protected.hidden().len(), 0);
}

#[test]
fn staff_are_counted_openly_where_the_count_describes_nobody() {
    let cells = vec![vec![
        Count::Other(2),
        Count::Other(9),
        Count::None(Symbol::NotAvailable),
    ]];
    let table = CountTable::new(heads('R', 1), heads('C', 3), cells, Totals::OfRows).expect("even");
    let protected = protect(&table, Policy::USUAL);
    assert_eq!(printed(&protected)[0], "2 9 x 11");
    assert_eq!(protected.why(at(0, 2)).as_deref(), Some("Not available."));
}

#[test]
fn two_hidden_cells_that_add_up_to_little_are_not_enough() {
    // 1 and 5: were only these hidden, 1 would be 1 to 5 of 6: enough. With 1
    // and 3, their sum of 4 would leave 1 to 3, less than the symbol does.
    let one = protect(&table(&[&[1, 5, 30]], Totals::OfRows), Policy::USUAL);
    assert_eq!(printed(&one)[0], "c c 30 36");
    let two = protect(&table(&[&[1, 3, 30]], Totals::OfRows), Policy::USUAL);
    assert_eq!(printed(&two)[0], "c c c 34");
}

#[test]
fn a_total_that_equals_its_only_cell_is_hidden_with_it() {
    let table = table(&[&[3, 0], &[20, 30]], Totals::Both);
    let protected = protect(&table, Policy::USUAL);
    assert_eq!(protected.shown(at(0, 0)), Shown::Hidden(Reason::Small));
    assert_eq!(protected.shown(at(0, 2)), Shown::Hidden(Reason::Small));
    assert_eq!(protected.shown(at(0, 1)), Shown::Number(0));
    // The row below would give both away by the totals of the columns.
    assert!(protected.hidden().len() >= 4, "{:?}", printed(&protected));
}

#[test]
fn a_rate_is_hidden_with_its_numerator_or_denominator() {
    let protected = protect(&table(&[&[3, 6, 40]], Totals::OfRows), Policy::USUAL);
    assert_eq!(
        protected.rate(at(0, 0), at(0, 3)),
        Err(Symbol::Confidential)
    );
    assert_eq!(
        protected.rate(at(0, 2), at(0, 1)),
        Err(Symbol::Confidential)
    );
    // 40 of 49 are 81.6%.
    let rate = protected.rate(at(0, 2), at(0, 3)).expect("both are shown");
    assert_eq!(rate.rounded(1), "81.6");
    let nobody = protect(&table(&[&[0, 9]], Totals::OfRows), Policy::USUAL);
    assert_eq!(nobody.rate(at(0, 1), at(0, 0)), Err(Symbol::NotApplicable));
}

#[test]
fn what_was_published_before_can_give_a_hidden_cell_away() {
    let protected = protect(&table(&[&[3, 6, 40]], Totals::OfRows), Policy::USUAL);
    assert_eq!(printed(&protected)[0], "c c 40 49");
    let earlier = |name: &str, cells: &[At], count| Earlier {
        publication: name.to_owned(),
        cells: cells.to_vec(),
        count,
    };
    // The annual report printed the cell beside it and the one after that
    // together: 46, of which 40 are shown, so 6, so 49 − 40 − 6 = 3.
    let annual = earlier("Annual report", &[at(0, 1), at(0, 2)], 46);
    let harmless = earlier("Scorecard", &[at(0, 0), at(0, 1)], 9);
    assert_eq!(protected.told_by(std::slice::from_ref(&harmless)), []);
    let told = protected.told_by(&[harmless, annual]);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].cell, at(0, 0));
    assert_eq!(told[0].publications, ["Annual report"]);
    assert_eq!(
        (told[0].possible.least, told[0].possible.greatest),
        (3, Some(3))
    );
}

#[test]
fn a_column_whose_total_was_published_is_withheld_with_its_noughts() {
    let table = table(&[&[2, 20], &[1, 30], &[0, 9]], Totals::OfColumns);
    let protected = protect(&table, Policy::USUAL);
    assert_eq!(printed(&protected), ["c 20 z", "c 30 z", "0 9 z", "c 59 z"]);
    let total = Earlier {
        publication: "Leavers".to_owned(),
        cells: vec![at(3, 0)],
        count: 3,
    };
    let earlier = [total];
    assert_eq!(protected.told_by(&earlier).len(), 3);
    let withheld = protected.without_column(0);
    assert_eq!(printed(&withheld), ["c 20 z", "c 30 z", "c 9 z", "c 59 z"]);
    // Any three of three are possible now: 0 to 3.
    let range = withheld.possible(at(2, 0), &earlier).expect("hidden");
    assert_eq!((range.least, range.greatest), (0, Some(3)));
}

#[test]
fn the_threshold_is_the_authoritys_choice() {
    let table = table(&[&[7, 12, 40]], Totals::OfRows);
    assert!(protect(&table, Policy::USUAL).hidden().is_empty());
    let ten = protect(&table, Policy { threshold: 10 });
    assert_eq!(printed(&ten)[0], "c c 40 59");
    let all = protect(&table, Policy { threshold: 0 });
    assert!(all.hidden().is_empty());
}

#[test]
fn a_table_with_a_cell_too_few_or_numbers_too_large_is_refused() {
    let cells = vec![vec![Count::People(1)], Vec::new()];
    let made = CountTable::new(heads('R', 2), heads('C', 1), cells, Totals::Both);
    assert!(matches!(made, Err(CannotMake::Uneven { .. })));
    let cells = vec![vec![Count::People(u64::MAX), Count::People(2)]];
    let made = CountTable::new(heads('R', 1), heads('C', 2), cells, Totals::Both);
    assert_eq!(made, Err(CannotMake::TooLarge));
}

/// An attacker by brute force, who shares no code with the audit: tries every
/// table of counts up to a limit, and keeps what the hidden cells can be.
struct Attacker<'p> {
    protected: &'p Protected,
    rows: usize,
    columns: usize,
    limit: u64,
    possible: std::collections::BTreeMap<At, BTreeSet<u64>>,
}

impl Attacker<'_> {
    fn try_from(&mut self, counts: &mut Vec<u64>) {
        let (row, column) = (counts.len() / self.columns, counts.len() % self.columns);
        if column == 0
            && row > 0
            && !self.fits(
                at(row - 1, self.columns),
                row_sum(counts, row - 1, self.columns),
            )
        {
            return;
        }
        if row == self.rows {
            return self.finish(counts);
        }
        let range = match self.protected.shown(at(row, column)) {
            Shown::Number(count) => count..=count,
            _ => 0..=self.limit,
        };
        for count in range {
            counts.push(count);
            self.try_from(counts);
            counts.pop();
        }
    }

    fn fits(&self, at: At, sum: u64) -> bool {
        self.protected
            .shown(at)
            .number()
            .is_none_or(|shown| shown == sum)
    }

    fn finish(&mut self, counts: &[u64]) {
        let sums: Vec<u64> = (0..self.columns)
            .map(|column| counts.iter().skip(column).step_by(self.columns).sum())
            .collect();
        let fits = sums
            .iter()
            .enumerate()
            .all(|(column, sum)| self.fits(at(self.rows, column), *sum));
        let all: u64 = counts.iter().sum();
        if !fits || !self.fits(at(self.rows, self.columns), all) {
            return;
        }
        for row in 0..self.rows {
            for column in 0..self.columns {
                self.note(at(row, column), counts[row * self.columns + column]);
            }
            self.note(at(row, self.columns), row_sum(counts, row, self.columns));
        }
        sums.iter()
            .enumerate()
            .for_each(|(column, sum)| self.note(at(self.rows, column), *sum));
        self.note(at(self.rows, self.columns), all);
    }

    fn note(&mut self, at: At, value: u64) {
        if matches!(self.protected.shown(at), Shown::Hidden(_)) {
            self.possible.entry(at).or_default().insert(value);
        }
    }
}

fn row_sum(counts: &[u64], row: usize, columns: usize) -> u64 {
    counts[row * columns..(row + 1) * columns].iter().sum()
}

fn any_totals() -> impl Strategy<Value = Totals> {
    prop::sample::select(vec![
        Totals::Both,
        Totals::OfRows,
        Totals::OfColumns,
        Totals::None,
    ])
}

fn any_counts() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![2 => Just(0u64), 4 => 1u64..5, 3 => 5u64..9];
    (1usize..4, 1usize..4).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(count.clone(), columns), rows)
    })
}

fn of(counts: &[Vec<u64>], totals: Totals) -> CountTable {
    let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
    table(&rows, totals)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_attacker_by_brute_force_finds_two_values_or_more_for_every_hidden_cell(
        counts in any_counts(), totals in any_totals(), threshold in 2u64..5,
    ) {
        let protected = protect(&of(&counts, totals), Policy { threshold });
        let hidden = protected.hidden();
        let inside = hidden.iter().filter(|it| it.row < counts.len() && it.column < counts[0].len());
        // So many tables are tried that the attacker comes to an end.
        let limit = match inside.count() { 0..=4 => 12, 5..=6 => 8, _ => 4 };
        prop_assume!(counts.iter().flatten().all(|it| *it <= limit) || limit > 8);
        let mut attacker = Attacker {
            protected: &protected, rows: counts.len(), columns: counts[0].len(), limit,
            possible: Default::default(),
        };
        attacker.try_from(&mut Vec::new());
        for at in hidden {
            let values = attacker.possible.get(&at).map_or(0, BTreeSet::len);
            prop_assert!(values >= 2, "{at:?} of {:?}", printed(&protected));
        }
    }

    #[test]
    fn what_is_shown_is_true_and_every_small_count_is_hidden(
        counts in any_counts(), totals in any_totals(),
    ) {
        let table = of(&counts, totals);
        let protected = protect(&table, Policy::USUAL);
        for at in table.all().filter(|it| table.is_printed(*it)) {
            let count = table.count(at).number().expect("a number");
            match protected.shown(at) {
                Shown::Number(shown) => prop_assert!(shown == count && !Policy::USUAL.hides(count)),
                _ => prop_assert!(count > 0),
            }
        }
        let is_any_small = table.all().any(|it| {
            table.is_printed(it) && Policy::USUAL.hides(table.count(it).number().unwrap_or(0))
        });
        prop_assert_eq!(protected.hidden().is_empty(), !is_any_small);
    }

    #[test]
    fn the_true_count_is_always_among_the_possible_ones(
        counts in any_counts(), totals in any_totals(),
    ) {
        let protected = protect(&of(&counts, totals), Policy::USUAL);
        for at in protected.hidden() {
            let range = protected.possible(at, &[]).expect("nothing contradicts");
            let count = protected.table().count(at).number().expect("a number");
            prop_assert!(range.least <= count && range.greatest.is_none_or(|it| count <= it));
        }
    }
}

#[test]
fn a_large_table_of_mostly_small_counts_is_protected() {
    // Twenty teams by six reasons, with counts of 0 to 11.
    let count = |row: u64, column: u64| (row * 7 + column * column * 5 + row * column) % 12;
    let counts: Vec<Vec<u64>> = (0..20)
        .map(|row| (0..6).map(|column| count(row, column)).collect())
        .collect();
    let protected = protect(&of(&counts, Totals::Both), Policy::USUAL);
    let hidden = protected.hidden();
    assert!((40..80).contains(&hidden.len()), "{}", hidden.len());
    for at in hidden.into_iter().take(8) {
        let range = protected.possible(at, &[]).expect("nothing contradicts");
        assert_ne!(range.greatest, Some(range.least));
    }
}

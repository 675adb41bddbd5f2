//! Statements as papers make them, right and wrong, one by one.

use holdfast_checker::check::check;
use holdfast_checker::finding::Verdict;
use holdfast_checker::read::read;

#[test]
fn statements_that_contradict_themselves_are_found_and_others_left_alone() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let lines = include_str!("sentences.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (mark, statement) = line.split_at(2);
        let paper = read("statement.txt", statement.as_bytes()).expect("text");
        let checked = check(&paper);
        let is_found = checked.of(Verdict::Contradicted).next().is_some();
        count += 1;
        if is_found != (mark == "! ") {
            let reasons: Vec<_> = checked
                .findings
                .iter()
                .map(|it| it.reasoning.clone())
                .collect();
            wrong.push(format!("{line}\n    {}", reasons.join("; ")));
        }
    }
    println!(
        "{} of {count} statements judged rightly",
        count - wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

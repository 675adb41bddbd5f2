//! Where output goes: data to standard output, everything else to standard
//! error. Nothing else in the program prints.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is where printing lives"
)]

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

/// Prints data: what the command was asked for.
pub(crate) fn data(text: &str) {
    // A reader that stops reading (`| head`) is no failure of ours.
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
}

/// Prints bytes of data as they are.
pub(crate) fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// Tells what happened, beside the data.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// Says why a command stopped, with every cause on a line of its own.
pub(crate) fn failure(failure: &crate::failure::Failure) {
    eprintln!("error: {failure}");
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}

/// Tells at once, on standard output, what a waiting program looks for.
pub(crate) fn announce(text: &str) {
    println!("{text}");
    let _ = std::io::stdout().flush();
}

/// A sign of life for long work: on a terminal it turns, in a pipe it is silent.
pub(crate) fn progress(doing: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::new_spinner()
        .with_style(style)
        .with_message(doing.to_owned());
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

/// A bar for long work whose steps are counted: on a terminal only.
pub(crate) fn counted(doing: &str, steps: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len} ({eta})")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(steps)
        .with_style(style)
        .with_message(doing.to_owned())
}

/// Lays columns out as text: the first to the left, the others to the right
/// when `numbers` says so.
pub(crate) fn columns(head: &[String], rows: &[Vec<String>], numbers: &[bool]) -> String {
    let width = |index: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(index))
            .chain(head.get(index));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: &[String]| {
        let mut text = String::new();
        for (index, cell) in cells.iter().enumerate() {
            let space = " ".repeat(widths[index].saturating_sub(cell.chars().count()));
            let right = numbers.get(index).copied().unwrap_or(false);
            let gap = if index == 0 { "" } else { "  " };
            text += &match right {
                true => format!("{gap}{space}{cell}"),
                false => format!("{gap}{cell}{space}"),
            };
        }
        text.trim_end().to_owned() + "\n"
    };
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut text = line(head) + &line(&rule);
    text.extend(rows.iter().map(|row| line(row)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right() {
        let cells = |row: [&str; 2]| row.map(str::to_owned).to_vec();
        let text = columns(
            &cells(["Role", "FTE"]),
            &[cells(["Social Worker", "201.26"]), cells(["IRO", "17.70"])],
            &[false, true],
        );
        let expected = "\
Role              FTE
─────────────  ──────
Social Worker  201.26
IRO             17.70
";
        assert_eq!(text, expected);
    }
}

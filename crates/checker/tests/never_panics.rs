//! Whatever a file holds, reading and checking it ends, and well.

use holdfast_checker::check::check;
use holdfast_checker::read::read;
use proptest::prelude::*;

/// Pieces of which papers are made, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "12",
        " of ",
        "48",
        " (27%)",
        "£1.2m",
        " rose from ",
        " to ",
        "a third",
        ". ",
        "\n",
        "\n\n",
        "\t",
        "| a | 1 |\n",
        "Total",
        "31 June 2022",
        "2021/22",
        "between ",
        " and ",
        "better than the national ",
        "<table><tr><td>",
        "</table>",
        "- ",
        "1.2 ",
        "£",
        "%",
        "{c0}",
        "}",
        "–",
        "é",
        "’",
        " per month",
        "0",
        "99999999999999999999",
        "0.0000000001",
        "  ",
        "vacancy rate",
        "agency",
        "average ",
        "(",
        ")",
        ":",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_mixture_of_pieces_is_checked(text in pieces()) {
        for name in ["a.txt", "a.html"] {
            if let Ok(paper) = read(name, text.as_bytes()) {
                check(&paper);
            }
        }
    }

    #[test]
    fn any_text_is_checked(text in any::<String>()) {
        if let Ok(paper) = read("a.txt", text.as_bytes()) {
            check(&paper);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("a.docx", &bytes);
    }
}

//! A page of every kind of chart, in ordinary cases and in those that go wrong elsewhere:
//! `cargo run -p holdfast-report --example chart_gallery > charts.html`.

#![expect(clippy::print_stdout, reason = "the page is what the program is for")]

use holdfast_report::chart::{ChartError, STYLES};

mod cases;

fn main() -> Result<(), ChartError> {
    println!("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">");
    println!("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    println!(
        "<title>Charts</title>\n<style>{STYLES}{PAGE}</style>\n</head>\n<body>\n<h1>Charts</h1>"
    );
    for case in cases::all()? {
        println!("<h2>{}</h2>\n{}", case.name, case.html()?);
    }
    println!("</body>\n</html>");
    Ok(())
}

const PAGE: &str = "
body { margin: 15px; font-family: Arial, 'Liberation Sans', sans-serif; }
h2 { font-size: 16px; margin: 40px 0 10px; color: #484949; font-weight: normal; }
";

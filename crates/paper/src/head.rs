//! What stands around a paper's words: the table at its head, numbers, implications, consultations,
//! sign-offs, background papers, contact.

use holdfast_document::{
    Align, Block, Cell, Column, Heading, List, Paragraph, Particular, RowKind, Run, Table, TableRow,
};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::compose::Composer;
use crate::front::{Exempt, Front, PARAGRAPHS};

/// What is said at the head of every page.
pub(crate) fn banner(front: &Front) -> Option<String> {
    let exempt = front.exempt.as_ref()?;
    Some(format!("Not for publication: {}", under(exempt)))
}

fn under(exempt: &Exempt) -> String {
    let numbers: Vec<String> = exempt.paragraphs.iter().map(u8::to_string).collect();
    let word = if numbers.len() == 1 {
        "paragraph"
    } else {
        "paragraphs"
    };
    format!(
        "exempt under {word} {} of Part 1 of Schedule 12A to the Local Government Act 1972",
        listed(&numbers)
    )
}

/// Words with commas and a last ‘and’.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The table at the head.
pub(crate) fn particulars(front: &Front, day: Date) -> Vec<Particular> {
    let yes_or_no = |said: bool| if said { "Yes" } else { "No" }.to_owned();
    let exempt = match &front.exempt {
        None => "No".to_owned(),
        Some(exempt) => {
            let why = exempt
                .paragraphs
                .iter()
                .filter_map(|number| PARAGRAPHS.get(usize::from(*number).checked_sub(1)?));
            let why: Vec<String> = why.map(|it| (*it).to_owned()).collect();
            format!(
                "Yes, {} ({}). Public interest: {}",
                under(exempt),
                listed(&why),
                exempt.public_interest.trim()
            )
        }
    };
    let lines = [
        ("Report to", front.committee.clone()),
        ("Date", Some(in_words(day))),
        ("Item", front.item.clone()),
        ("Report of", front.officer.clone()),
        ("Portfolio", front.portfolio.clone()),
        ("Wards affected", front.wards.clone()),
        ("Key decision", front.key_decision.map(yes_or_no)),
        ("In the forward plan", front.forward_plan.map(yes_or_no)),
        ("Exempt or confidential", Some(exempt)),
    ];
    let said = lines.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|it| !it.trim().is_empty())?;
        Some(Particular {
            name: name.to_owned(),
            value: vec![Run::text(value)],
        })
    });
    said.collect()
}

/// The body, numbered, with what every paper ends on.
pub(crate) fn body(
    front: &Front,
    mut blocks: Vec<Block>,
    composer: &mut Composer<'_, '_>,
) -> Vec<Block> {
    implications(front, &mut blocks, composer);
    consultations(front, &mut blocks, composer);
    if let Some(when) = &front.implementation {
        heading("Implementation of the decision", &mut blocks, composer);
        paragraph(when, &mut blocks);
    }
    sign_offs(front, &mut blocks, composer);
    if !front.background.is_empty() {
        heading("Background papers", &mut blocks, composer);
        let item = |text: &String| vec![said(text)];
        blocks.push(Block::List(List {
            start: None,
            items: front.background.iter().map(item).collect(),
        }));
    }
    if let Some(contact) = &front.contact {
        heading("Contact", &mut blocks, composer);
        let parts = [
            Some(&contact.name),
            contact.telephone.as_ref(),
            contact.email.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        paragraph(&parts.join(", "), &mut blocks);
    }
    if let Some(formats) = &front.formats {
        heading("Other formats", &mut blocks, composer);
        paragraph(formats, &mut blocks);
    }
    if front.numbered {
        number(&mut blocks);
    }
    blocks
}

fn said(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        number: None,
        runs: vec![Run::text(text.trim())],
    })
}

fn paragraph(text: &str, blocks: &mut Vec<Block>) {
    blocks.push(said(text));
}

fn heading(text: &str, blocks: &mut Vec<Block>, composer: &mut Composer<'_, '_>) {
    blocks.push(Block::Heading(Heading {
        level: 1,
        number: None,
        runs: vec![Run::text(text)],
        name: composer.name(text),
    }));
}

fn implications(front: &Front, blocks: &mut Vec<Block>, composer: &mut Composer<'_, '_>) {
    if front.implications.is_empty() {
        return;
    }
    heading("Implications", blocks, composer);
    let rows = front
        .implications
        .iter()
        .map(|it| vec![it.of.clone(), it.text.trim().to_owned()]);
    blocks.push(words_table(
        "implications",
        "What follows from this report",
        ["Of", "What follows"],
        rows,
        composer,
    ));
}

fn consultations(front: &Front, blocks: &mut Vec<Block>, composer: &mut Composer<'_, '_>) {
    if front.consultations.is_empty() {
        return;
    }
    heading("Consultations", blocks, composer);
    let rows = front.consultations.iter().map(|it| {
        let outcome = it
            .outcome
            .clone()
            .unwrap_or_else(|| "No answer yet".to_owned());
        vec![
            it.who.clone(),
            it.reference.clone().unwrap_or_default(),
            outcome,
        ]
    });
    blocks.push(words_table(
        "consultations",
        "Who was asked",
        ["Who", "Reference", "What they said"],
        rows,
        composer,
    ));
}

fn sign_offs(front: &Front, blocks: &mut Vec<Block>, composer: &mut Composer<'_, '_>) {
    if front.sign_offs.is_empty() {
        return;
    }
    heading("Report sign-off", blocks, composer);
    let rows = front.sign_offs.iter().map(|it| {
        let agreed = composer.facts.signed(&it.office);
        vec![
            it.office.clone(),
            it.name.clone().unwrap_or_default(),
            agreed,
        ]
    });
    let rows: Vec<_> = rows.collect();
    blocks.push(words_table(
        "sign-off",
        "Who has agreed to this report",
        ["Office", "Name", "Agreed"],
        rows,
        composer,
    ));
}

fn words_table<const COLUMNS: usize>(
    name: &str,
    caption: &str,
    heads: [&str; COLUMNS],
    rows: impl IntoIterator<Item = Vec<String>>,
    composer: &mut Composer<'_, '_>,
) -> Block {
    let row = |cells: Vec<String>| TableRow {
        kind: RowKind::Ordinary,
        cells: cells.into_iter().map(Cell::text).collect(),
    };
    Block::Table(Table {
        name: composer.name(name),
        caption: caption.to_owned(),
        columns: heads
            .map(|heading| Column {
                heading: heading.to_owned(),
                align: Align::Start,
            })
            .to_vec(),
        rows: rows.into_iter().map(row).collect(),
        notes: Vec::new(),
        source: String::new(),
    })
}

/// Numbers the main headings and the paragraphs beneath them: 1., 1.1, 1.2.
fn number(blocks: &mut [Block]) {
    let (mut part, mut line) = (0, 0);
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.level == 1 => {
                (part, line) = (part + 1, 0);
                heading.number = Some(format!("{part}."));
            }
            Block::Paragraph(paragraph) if part > 0 => {
                line += 1;
                paragraph.number = Some(format!("{part}.{line}"));
            }
            _ => {}
        }
    }
}

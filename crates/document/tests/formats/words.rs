//! What a reader of a document reads, as words.

use holdfast_document::{Block, Document, Run, Table, plain};

/// All words that a reader of the document reads: of headings, paragraphs and cells.
pub(crate) fn words(document: &Document) -> Vec<String> {
    let mut text = vec![document.title.clone()];
    text.extend(
        document
            .particulars
            .iter()
            .map(|it| format!("{} {}", it.name, leaves(&it.value))),
    );
    for block in &document.body {
        gather(block, &mut text);
    }
    for note in &document.notes {
        text.extend([
            note.name.clone(),
            note.value.clone(),
            note.working.clone(),
            note.source.clone(),
        ]);
    }
    text.iter()
        .flat_map(|it| it.split_whitespace())
        .map(str::to_owned)
        .collect()
}

fn gather(block: &Block, text: &mut Vec<String>) {
    match block {
        Block::Heading(heading) => {
            text.extend(heading.number.clone());
            text.push(leaves(&heading.runs));
        }
        Block::Paragraph(paragraph) => {
            text.extend(paragraph.number.clone());
            text.push(leaves(&paragraph.runs));
        }
        Block::List(list) => list.items.iter().flatten().for_each(|it| gather(it, text)),
        Block::Quote { blocks } => blocks.iter().for_each(|it| gather(it, text)),
        Block::Table(table) => text.extend(table_words(table)),
        Block::Picture(picture) => {
            text.extend([
                picture.caption.clone(),
                picture.alternative.clone(),
                picture.source.clone(),
            ]);
            text.extend(table_words(&picture.table));
        }
        Block::NewPage => {}
    }
}

/// What is read of runs, with a space after each, since a format may set a mark there.
fn leaves(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        match run {
            Run::Strong { runs } | Run::Emphasis { runs } => text.push_str(&leaves(runs)),
            other => text.push_str(&plain(std::slice::from_ref(other))),
        }
        text.push(' ');
    }
    text
}

/// All words of a table.
fn table_words(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let mut text = vec![table.caption.clone(), table.source.clone()];
    text.extend(table.columns.iter().map(|it| it.heading.clone()));
    text.extend(cells.map(|cell| leaves(&cell.runs)));
    text.extend(table.notes.clone());
    text
}

/// What a workbook says of a table in words: all but the numbers.
pub(crate) fn workbook_words(table: &Table) -> Vec<String> {
    let mut text = vec![table.caption.clone(), table.source.clone()];
    text.extend(table.columns.iter().map(|it| it.heading.clone()));
    text.extend(table.notes.clone());
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let words = cells.filter(|cell| cell.number.is_none());
    text.extend(words.map(|cell| plain(&cell.runs)));
    text.iter()
        .flat_map(|it| it.split_whitespace())
        .map(str::to_owned)
        .collect()
}

//! How near to the edges of its pages a PDF draws its lines and begins its words.

use lopdf::content::{Content, Operation};
use lopdf::{Document, ObjectId};

/// A page: its width, and the places that are nearest to its edges, all in points.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
    matrices: Vec<Matrix>,
}

/// Scale and shift; nothing in these documents is turned.
#[derive(Clone, Copy, Debug)]
struct Matrix {
    across: f32,
    up: f32,
    right: f32,
    above: f32,
}

const AS_IS: Matrix = Matrix {
    across: 1.0,
    up: 1.0,
    right: 0.0,
    above: 0.0,
};

/// Every page of a PDF.
pub(crate) fn pages(bytes: &[u8]) -> lopdf::Result<Vec<Page>> {
    let file = Document::load_mem(bytes)?;
    let pages = file.get_pages();
    pages.values().map(|page| one(&file, *page)).collect()
}

fn one(file: &Document, id: ObjectId) -> lopdf::Result<Page> {
    let media = file.get_dictionary(id)?.get(b"MediaBox")?.as_array()?;
    let mut page = Page {
        width: media[2].as_float()?,
        left: f32::MAX,
        right: 0.0,
        bottom: f32::MAX,
        matrices: vec![AS_IS],
    };
    for operation in Content::decode(&file.get_page_content(id))?.operations {
        page.follow(&operation);
    }
    Ok(page)
}

impl Page {
    fn follow(&mut self, operation: &Operation) {
        let numbers = operation.operands.iter();
        let numbers: Vec<f32> = numbers.filter_map(|it| it.as_float().ok()).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) => self.matrices.push(self.matrix()),
            ("Q", _) => drop(self.matrices.pop()),
            ("cm", [across, _, _, up, right, above]) => {
                let inner = matrix(*across, *up, *right, *above).within(self.matrix());
                self.matrices.pop();
                self.matrices.push(inner);
            }
            ("Tm", [_, _, _, _, right, above]) | ("m" | "l", [right, above]) => {
                self.touch(*right, *above);
            }
            ("re", [left, below, width, height]) => {
                self.touch(*left, *below);
                self.touch(left + width, below + height);
            }
            _ => {}
        }
    }

    fn matrix(&self) -> Matrix {
        self.matrices.last().copied().unwrap_or(AS_IS)
    }

    fn touch(&mut self, right: f32, above: f32) {
        let there = matrix(1.0, 1.0, right, above).within(self.matrix());
        self.left = self.left.min(there.right);
        self.right = self.right.max(there.right);
        self.bottom = self.bottom.min(there.above);
    }
}

impl Matrix {
    fn within(self, outer: Self) -> Self {
        matrix(
            self.across * outer.across,
            self.up * outer.up,
            self.right * outer.across + outer.right,
            self.above * outer.up + outer.above,
        )
    }
}

fn matrix(across: f32, up: f32, right: f32, above: f32) -> Matrix {
    Matrix {
        across,
        up,
        right,
        above,
    }
}

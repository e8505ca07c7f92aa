//! Reads back the words of each page, from the pages as Typst set them: for tests and for eyes, never for the PDF itself.

use typst::layout::{Abs, Frame, FrameItem, Transform};

use super::world::Sheet;
use super::{Forget, Order, Press, PressFault, PrintFault, lay_out};

/// The words of each page of an order, as printed, headers and footers included.
///
/// Exact, because taken from what was set and not from the file. Runs that touch on one line are joined, others parted by a space.
pub fn pages(order: &Order) -> Result<Vec<String>, Vec<PrintFault>> {
    let unloaded = |fault: PressFault| {
        vec![PrintFault::NotStarted {
            detail: fault.to_string(),
        }]
    };
    Press::new(&[]).map_err(unloaded)?.proof(order)
}

impl Press {
    /// [`pages`] on this press.
    pub fn proof(&self, order: &Order) -> Result<Vec<String>, Vec<PrintFault>> {
        let _forget = Forget;
        let sheet = Sheet::new(self, order)?;
        let document = lay_out(&sheet)?;
        Ok(document
            .pages()
            .iter()
            .map(|page| words(&page.frame))
            .collect())
    }
}

/// Where the last run of text ended.
#[derive(Default)]
struct Line {
    end: Abs,
    base: Abs,
}

fn words(frame: &Frame) -> String {
    let mut text = String::new();
    read(
        frame,
        Transform::identity(),
        &mut Line::default(),
        &mut text,
    );
    text
}

fn read(frame: &Frame, place: Transform, line: &mut Line, text: &mut String) {
    for (at, item) in frame.items() {
        let place = place.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                read(&group.frame, place.pre_concat(group.transform), line, text)
            }
            FrameItem::Text(run) => {
                let near = run.size * 0.1;
                let touches =
                    (place.ty - line.base).abs() < near && (place.tx - line.end).abs() < near;
                if !touches && !text.is_empty() && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                text.push_str(&run.text);
                *line = Line {
                    end: place.tx + run.width(),
                    base: place.ty,
                };
            }
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}

//! Blocks one under the other and marks placed among them, in a region that never breaks: Typst's own rules for such a flow
//! (`typst-layout`, `flow/collect.rs` and `flow/distribute.rs`), but for what a drawing does without: lines of text, fractions, floats,
//! notes.

use typst::foundations::{Packed, Resolve, Smart, StyleChain};
use typst::introspection::Tag;
use typst::layout::{
    Abs, AlignElem, Axes, BlockElem, FixedAlignment, Frame, FrameItem, Point, Region, Rel, Size,
    Spacing, VElem,
};
use typst::model::ParElem;

/// How easily a space gives way to others beside it: one between paragraphs first, one that is fixed never.
const FIXED: u8 = 0;
const WEAK: u8 = 1;
const ASKED: u8 = 3;
const USUAL: u8 = 4;

/// A frame that takes no room in the flow.
pub(super) struct Place {
    pub frame: Frame,
    pub x: FixedAlignment,
    /// None where it stands as far down as the flow has come.
    pub y: Option<FixedAlignment>,
    /// How far it is moved from there.
    pub by: Axes<Rel<Abs>>,
}

enum Item {
    Tag(Tag),
    Space(Abs, u8),
    Block(Frame, Axes<FixedAlignment>),
    Place(Place),
}

/// What stands in a region so far.
pub(super) struct Flow {
    region: Region,
    /// Whether a single child is expected, which may then take the whole height.
    alone: bool,
    items: Vec<Item>,
}

impl Flow {
    pub(super) fn new(region: Region, alone: bool) -> Self {
        let items = Vec::new();
        Self {
            region,
            alone,
            items,
        }
    }

    /// What lengths in percent refer to.
    pub(super) fn base(&self) -> Size {
        self.region.size
    }

    /// What a block is laid out in.
    pub(super) fn room(&self) -> Region {
        let Axes { x, y } = self.region.expand;
        Region::new(self.base(), Axes::new(x, y && self.alone))
    }

    /// A mark between what is drawn.
    pub(super) fn tag(&mut self, tag: Tag) {
        self.items.push(Item::Tag(tag));
    }

    pub(super) fn placed(&mut self, place: Place) {
        self.items.push(Item::Place(place));
    }

    /// A block laid out, between the spaces it asks for.
    pub(super) fn block(&mut self, frame: Frame, block: &Packed<BlockElem>, styles: StyleChain) {
        let align = styles.resolve(AlignElem::alignment);
        self.around(block.above.get(styles), styles);
        self.items.push(Item::Block(frame, align));
        self.around(block.below.get(styles), styles);
    }

    /// Space that stands for itself.
    pub(super) fn space(&mut self, space: &Packed<VElem>, styles: StyleChain) {
        let weakness = if space.weak.get(styles) { WEAK } else { FIXED };
        self.amount(space.amount, weakness, styles);
    }

    fn around(&mut self, asked: Smart<Spacing>, styles: StyleChain) {
        match asked {
            Smart::Custom(spacing) => self.amount(spacing, ASKED, styles),
            Smart::Auto => self.push(styles.resolve(ParElem::spacing), USUAL),
        }
    }

    fn amount(&mut self, spacing: Spacing, weakness: u8, styles: StyleChain) {
        // A fraction of what is left is nothing, where a region is as high as what it holds.
        if let Spacing::Rel(amount) = spacing {
            let amount = amount.resolve(styles).relative_to(self.base().y);
            self.push(amount, weakness);
        }
    }

    fn push(&mut self, amount: Abs, weakness: u8) {
        if weakness == FIXED {
            self.items.push(Item::Space(amount, FIXED));
            return;
        }
        for item in self.items.iter_mut().rev() {
            match item {
                Item::Tag(_) | Item::Place(_) | Item::Space(_, FIXED) => {}
                Item::Space(before, its) => {
                    if weakness < *its || weakness == *its && amount > *before {
                        (*before, *its) = (amount, weakness);
                    }
                    return;
                }
                Item::Block(..) => {
                    self.items.push(Item::Space(amount, weakness));
                    return;
                }
            }
        }
    }

    /// Everything at its place; space at the end is dropped.
    pub(super) fn finished(mut self) -> Frame {
        let passed =
            |item: &Item| matches!(item, Item::Tag(_) | Item::Place(_) | Item::Space(_, FIXED));
        if let Some(last) = self.items.iter().rposition(|item| !passed(item))
            && matches!(self.items[last], Item::Space(..))
        {
            self.items.remove(last);
        }
        let mut used = Size::zero();
        for item in &self.items {
            match item {
                Item::Space(amount, _) => used.y += *amount,
                Item::Block(frame, _) => {
                    used.y += frame.height();
                    used.x.set_max(frame.width());
                }
                Item::Tag(_) | Item::Place(_) => {}
            }
        }
        let Region { size, expand } = self.region;
        let size = expand.select(size, used.min(size));
        let free = size.y - used.y;
        let mut output = Frame::soft(size);
        let (mut y, mut lowest) = (Abs::zero(), FixedAlignment::Start);
        let mut first = true;
        for item in self.items {
            match item {
                Item::Tag(tag) => {
                    let at = Point::with_y(y + lowest.position(free));
                    output.push(at, FrameItem::Tag(tag));
                }
                Item::Space(amount, _) => y += amount,
                Item::Block(frame, align) => {
                    lowest = lowest.max(align.y);
                    let x = align.x.position(size.x - frame.width());
                    let at = Point::new(x, y + lowest.position(free));
                    y += frame.height();
                    if std::mem::take(&mut first) && frame.has_baseline() {
                        output.set_baseline(at.y + frame.baseline());
                    }
                    output.push_frame(at, frame);
                }
                Item::Place(place) => {
                    let Place {
                        frame,
                        x,
                        y: fixed,
                        by,
                    } = place;
                    let x = x.position(size.x - frame.width());
                    let y = match fixed {
                        Some(align) => align.position(size.y - frame.height()),
                        None => y + lowest.position(free),
                    };
                    let by = by.zip_map(size, Rel::relative_to).to_point();
                    output.push_frame(Point::new(x, y) + by, frame);
                }
            }
        }
        output
    }
}

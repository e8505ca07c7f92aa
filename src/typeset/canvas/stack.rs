//! Parts one after the other along an axis: Typst's own rules for a stack (`typst-layout`, `stack.rs`), in a region that never breaks.

use typst::diag::SourceResult;
use typst::foundations::{Content, Packed, Resolve, StyleChain, StyledElem};
use typst::layout::{
    Abs, AlignElem, Axes, Axis, FixedAlignment, Frame, HElem, Point, Region, Spacing, StackChild,
    StackElem, VElem,
};
use typst::utils::Get;

use super::Canvas;

/// Whether a stack holds nothing but parts and lengths, in the direction of reading.
pub(super) fn is_known(stack: &Packed<StackElem>, styles: StyleChain) -> bool {
    let whole = |spacing: &Spacing| matches!(spacing, Spacing::Rel(_));
    let dir = stack.dir.get(styles);
    let parts = stack.children.iter().all(|child| match child {
        StackChild::Spacing(spacing) => whole(spacing),
        StackChild::Block(block) => !block.is::<HElem>() && !block.is::<VElem>(),
    });
    dir.is_positive() && parts && stack.spacing.get(styles).is_none_or(|it| whole(&it))
}

enum Item {
    Space(Abs),
    Part(Frame, Axes<FixedAlignment>),
}

impl Canvas<'_, '_> {
    pub(super) fn stack(
        &mut self,
        stack: &Packed<StackElem>,
        styles: StyleChain,
        region: Region,
    ) -> SourceResult<Frame> {
        let axis = stack.dir.get(styles).axis();
        let across = axis.other();
        let length = |spacing: Spacing| match spacing {
            Spacing::Rel(rel) => rel.resolve(styles).relative_to(region.size.get(axis)),
            Spacing::Fr(_) => Abs::zero(),
        };
        let between = stack.spacing.get(styles).map(length);
        let mut room = region;
        *room.expand.get_mut(axis) = false;
        let mut items = Vec::with_capacity(stack.children.len() * 2);
        let mut after_part = false;
        for child in &stack.children {
            match child {
                StackChild::Spacing(spacing) => {
                    items.push(Item::Space(length(*spacing)));
                    after_part = false;
                }
                StackChild::Block(part) => {
                    items.extend(between.filter(|_| after_part).map(Item::Space));
                    let frame = self.region(part, styles, room)?;
                    if axis == Axis::Y {
                        room.size.y -= frame.height();
                    }
                    items.push(Item::Part(frame, alignment(part, styles)));
                    after_part = true;
                }
            }
        }
        let (mut along, mut widest) = (Abs::zero(), Abs::zero());
        for item in &items {
            match item {
                Item::Space(amount) => along += *amount,
                Item::Part(frame, _) => {
                    along += frame.size().get(axis);
                    widest.set_max(frame.size().get(across));
                }
            }
        }
        let mut used = Axes::splat(along);
        *used.get_mut(across) = widest;
        let size = region.expand.select(region.size, used).min(region.size);
        let free = size.get(axis) - along;
        let mut output = Frame::soft(size);
        let (mut reached, mut furthest) = (Abs::zero(), FixedAlignment::Start);
        for item in items {
            match item {
                Item::Space(amount) => reached += amount,
                Item::Part(frame, align) => {
                    furthest = furthest.max(align.get(axis));
                    let mut at = Axes::splat(reached + furthest.position(free));
                    let room = size.get(across) - frame.size().get(across);
                    *at.get_mut(across) = align.get(across).position(room);
                    reached += frame.size().get(axis);
                    output.push_frame(Point::new(at.x, at.y), frame);
                }
            }
        }
        Ok(output)
    }
}

/// Where a part wants to stand in the room of the stack.
fn alignment(part: &Content, styles: StyleChain) -> Axes<FixedAlignment> {
    if let Some(aligned) = part.to_packed::<AlignElem>() {
        aligned.alignment.get(styles)
    } else if let Some(styled) = part.to_packed::<StyledElem>() {
        styles.chain(&styled.styles).get(AlignElem::alignment)
    } else {
        styles.get(AlignElem::alignment)
    }
    .resolve(styles)
}

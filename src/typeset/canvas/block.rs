//! A block with what fills and surrounds it: Typst's own rules for one that no page breaks (`typst-layout`, `flow/block.rs`).

use typst::diag::SourceResult;
use typst::foundations::{Packed, Resolve, StyleChain};
use typst::layout::{
    Abs, Axes, BlockBody, BlockElem, Frame, FrameItem, Length, Point, Region, Rel, Sides, Size,
    Sizing,
};
use typst::syntax::Span;
use typst::utils::Numeric;
use typst::visualize::{FillRule, FixedStroke, Geometry, Paint, Shape, Stroke};

use super::Canvas;

impl Canvas<'_, '_> {
    /// Lays a block out; one with round corners, with space in percent or that cuts what it holds is left to Typst.
    pub(super) fn boxed(
        &mut self,
        block: &Packed<BlockElem>,
        styles: StyleChain,
        region: Region,
    ) -> SourceResult<Frame> {
        let radius = block.radius.resolve(styles).unwrap_or_default();
        let outset = block.outset.resolve(styles).unwrap_or_default();
        let inset = block.inset.resolve(styles).unwrap_or_default();
        let mut spaces = inset.iter().chain(outset.iter());
        let known = spaces.all(|side| side.rel.is_zero())
            && radius.iter().all(|corner| corner.is_zero())
            && !block.clip.get(styles);
        if !known {
            return self.by_typst(&block.clone().pack(), styles, region);
        }
        let (inset, outset) = (inset.map(|side| side.abs), outset.map(|side| side.abs));
        let pod = pod(block, styles, region.size, inset.sum_by_axis());
        let mut frame = match block.body.get_ref(styles) {
            None => Frame::soft(Size::zero()),
            Some(BlockBody::Content(body)) => self.region(body, styles, pod)?,
            Some(BlockBody::SingleLayouter(layouter)) => {
                let locator = self.locator.next(&block.span());
                layouter.call(self.engine, locator, styles, pod)?
            }
            Some(BlockBody::MultiLayouter(layouter)) => {
                let expand = (pod.expand | region.expand) & pod.size.map(Abs::is_finite);
                let locator = self.locator.next(&block.span());
                let pod = Region { expand, ..pod };
                let fragment = layouter.call(self.engine, locator, styles, pod.into())?;
                fragment.into_frame()
            }
        };
        frame.set_size(pod.expand.select(pod.size, frame.size()));
        frame.set_size(frame.size() + inset.sum_by_axis());
        frame.translate(Point::new(inset.left, inset.top));
        let edges = block.stroke.resolve(styles).unwrap_or_default();
        let edges = edges.map(|side| side.map(Stroke::unwrap_or_default));
        ground(&mut frame, block.fill.get_cloned(styles), edges, outset);
        Ok(frame)
    }
}

/// The room for the body of a block.
fn pod(block: &Packed<BlockElem>, styles: StyleChain, base: Size, inset: Size) -> Region {
    let along = |asked: Option<Rel<Length>>, base: Abs| match asked {
        Some(rel) => (rel.resolve(styles).relative_to(base), true),
        None => (base, false),
    };
    let height = match block.height.get(styles) {
        Sizing::Rel(rel) => Some(rel),
        Sizing::Auto | Sizing::Fr(_) => None,
    };
    let (x, wide) = along(block.width.get(styles).custom(), base.x);
    let (y, high) = along(height, base.y);
    let size = Size::new(x, y) - inset;
    let expand = Axes::new(wide, high) & size.map(Abs::is_finite);
    Region::new(size, expand)
}

/// What stands behind a block: a rectangle with one edge all around, or with an edge on some of its sides.
fn ground(
    frame: &mut Frame,
    fill: Option<Paint>,
    edges: Sides<Option<FixedStroke>>,
    outset: Sides<Abs>,
) {
    let size = frame.size() + outset.sum_by_axis();
    let at = Point::new(-outset.left, -outset.top);
    let mut behind = Vec::new();
    let mut draw = |at: Point, geometry, fill, stroke| {
        let shape = Shape {
            geometry,
            fill,
            stroke,
            fill_rule: FillRule::default(),
        };
        behind.push((at, FrameItem::Shape(shape, Span::detached())));
    };
    let around = edges.is_uniform();
    if fill.is_some() || around && edges.top.is_some() {
        let stroke = edges.top.clone().filter(|_| around);
        draw(at, Geometry::Rect(size), fill, stroke);
    }
    if !around {
        let (across, down) = (Point::with_x(size.x), Point::with_y(size.y));
        let sides = [
            (edges.top, at, across),
            (edges.right, at + across, down),
            (edges.bottom, at + down, across),
            (edges.left, at, down),
        ];
        for (edge, from, along) in sides {
            if edge.is_some() {
                draw(from, Geometry::Line(along), None, edge);
            }
        }
    }
    frame.prepend_multiple(behind);
}

//! `ledger`: a table of data set at once, page by page. Knows Typst, knows nothing of surveys.
//!
//! Typst lays each cell out as a small document of its own: measured, the tables of a dossier cost more than a third of it. Here the words of
//! all cells are counted, broken and drawn in one go; the marks that make it a table for who hears the page are the same as Typst's own
//! (`tags`). The templates have a slower twin for the plain Typst command.

mod content;
mod pages;
mod table;
mod tags;

use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, Context, Dict, NativeElement, NativeFuncData, NativeFuncPtr, Packed, StyleChain, Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{BlockElem, Fragment, Regions};

use super::native::{captured, native};

/// What the templates call.
pub(super) static LEDGER: NativeFuncData =
    native("ledger", "Ledger", "A table of data.", NativeFuncPtr(&call));

/// `ledger((columns: …, rows: …, …))`: all that `content` reads.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let given: Dict = args.expect("table")?;
    let captured = captured(Value::Dict(given), args.span);
    Ok(Value::Content(
        BlockElem::multi_layouter(captured, lay_out).pack(),
    ))
}

fn lay_out(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let span = captured.span();
    let table = content::read(&captured.value, engine, styles, regions.size.x, span)?;
    let marks = tags::Marks::new(&table, engine, locator.split(), span);
    Ok(Fragment::frames(pages::set(&table, marks, regions)))
}

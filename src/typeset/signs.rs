//! `count-signs`: how many signs words have, for templates that estimate how many lines they take. Typst counts by making a list of them.

use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Args, Context, NativeFuncData, NativeFuncPtr, Str, Value};

use super::native::native;

/// What the templates call.
pub(super) static SIGNS: NativeFuncData = native(
    "count-signs",
    "Count Signs",
    "How many signs words have.",
    NativeFuncPtr(&call),
);

/// `count-signs("words")`: letters, spaces and points; an accent typed after its letter is no sign of its own.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let words: Str = args.expect("words")?;
    let accents = '\u{300}'..='\u{36f}';
    let signs = words.chars().filter(|sign| !accents.contains(sign)).count();
    Ok(Value::Int(i64::try_from(signs).unwrap_or(i64::MAX)))
}

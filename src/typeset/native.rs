//! How a function of the program is described to Typst, and what it draws.

use std::sync::LazyLock;

use typst::diag::HintedStrResult;
use typst::foundations::{
    CastInfo, Dict, FromValue, NativeFuncData, NativeFuncPtr, Packed, Scope, Value,
};
use typst::introspection::{MetadataElem, TagFlags};
use typst::syntax::Span;

/// Marks of elements that nothing in a document asks for: they are for the structure alone.
pub(super) const STRUCTURE: TagFlags = TagFlags {
    introspectable: false,
    tagged: true,
};

/// A function that templates may call, without a page in Typst's own reference.
pub(super) const fn native(
    name: &'static str,
    title: &'static str,
    docs: &'static str,
    function: NativeFuncPtr,
) -> NativeFuncData {
    NativeFuncData {
        function,
        name,
        title,
        docs,
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}

/// What a block keeps of a call until it is laid out.
pub(super) fn captured(value: Value, span: Span) -> Packed<MetadataElem> {
    Packed::new(MetadataElem::new(value)).spanned(span)
}

/// What stands under a name, if anything does.
pub(super) fn named<T: FromValue>(dict: &Dict, name: &str) -> HintedStrResult<Option<T>> {
    // Asking for what is not there would write a message that nobody reads.
    if !dict.contains(name) {
        return Ok(None);
    }
    dict.get(name)?.clone().cast().map(Some)
}

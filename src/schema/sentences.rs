//! A French sentence for each key of the files that people fill in, as an editor shows it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SENTENCES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| toml::from_str(include_str!("sentences.toml")).unwrap_or_default());

/// The sentences of a file, by path of the key.
pub fn sentences(file: &str) -> BTreeMap<String, String> {
    SENTENCES.get(file).cloned().unwrap_or_default()
}

pub(super) fn of(file: &str, path: &str) -> Option<&'static str> {
    SENTENCES.get(file)?.get(path).map(String::as_str)
}

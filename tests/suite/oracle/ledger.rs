//! Every number of a section of the reference is compared once, or its difference is declared; none is passed over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The whole reference.
pub fn whole() -> Value {
    serde_json::from_str(include_str!("expected/reference_output.json")).expect("JSON")
}

/// The values of one section, and which of them were looked at.
pub struct Ledger {
    section: &'static str,
    leaves: BTreeMap<String, Value>,
    seen: BTreeSet<String>,
    faults: Vec<String>,
    differences: BTreeMap<&'static str, usize>,
}

impl Ledger {
    pub fn of(section: &'static str) -> Ledger {
        let mut leaves = BTreeMap::new();
        gather("", &whole()[section], &mut leaves);
        Ledger {
            section,
            leaves,
            seen: BTreeSet::new(),
            faults: Vec::new(),
            differences: BTreeMap::new(),
        }
    }

    /// The first parts of the paths: `V1|salaries|C01`.
    pub fn keys(&self) -> Vec<String> {
        let first = |path: &String| path.split('/').nth(1).map(str::to_owned);
        let keys: BTreeSet<String> = self.leaves.keys().filter_map(first).collect();
        keys.into_iter().collect()
    }

    /// The value at a path, without counting it as compared.
    pub fn peek(&self, path: &str) -> Option<&Value> {
        self.leaves.get(path)
    }

    /// Whether something stands at a path or below it.
    pub fn has(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let mut from = self.leaves.range(path.to_owned()..);
        from.next()
            .is_some_and(|(key, _)| key == path || key.starts_with(&below))
    }

    /// A number within a tolerance (relative above 1); `None` for a null.
    pub fn number(&mut self, path: &str, found: impl Into<Option<f64>>, tolerance: f64) {
        let found = found.into();
        let Some(expected) = self.look(path) else {
            return;
        };
        if !agrees(found, &expected, tolerance) {
            self.faults
                .push(format!("{path}: found {found:?}, expected {expected}"));
        }
    }

    /// Two bounds, at `path/0` and `path/1`.
    pub fn bounds(&mut self, path: &str, found: Option<(f64, f64)>, tolerance: f64) {
        self.number(
            &format!("{path}/0"),
            found.map(|bounds| bounds.0),
            tolerance,
        );
        self.number(
            &format!("{path}/1"),
            found.map(|bounds| bounds.1),
            tolerance,
        );
    }

    pub fn count(&mut self, path: &str, found: impl TryInto<u32>) {
        let found = found.try_into().ok().map(f64::from);
        self.number(path, found.expect("a small count"), 0.0);
    }

    /// A word, a truth or a null.
    pub fn value(&mut self, path: &str, found: impl Into<Value>) {
        let found = found.into();
        if let Some(expected) = self.look(path)
            && expected != found
        {
            self.faults
                .push(format!("{path}: found {found}, expected {expected}"));
        }
    }

    /// A list at `path/0`, `path/1`…
    pub fn list(&mut self, path: &str, found: &[impl AsRef<str>]) {
        for (rank, found) in found.iter().enumerate() {
            self.value(&format!("{path}/{rank}"), found.as_ref());
        }
        let beyond = format!("{path}/{}", found.len());
        if self.leaves.contains_key(&beyond) {
            self.faults.push(format!("{path}: the list is longer"));
        }
        // An empty list is a leaf of its own.
        if found.is_empty() {
            self.value(path, Value::Array(Vec::new()));
        }
    }

    /// A number that differs for a reason; a fault when it does not differ any more.
    pub fn differs(
        &mut self,
        path: &str,
        found: impl Into<Option<f64>>,
        tolerance: f64,
        reason: &'static str,
    ) {
        let found = found.into();
        if let Some(expected) = self.look(path) {
            if agrees(found, &expected, tolerance) {
                self.faults
                    .push(format!("{path}: no longer differs ({reason})"));
            }
            *self.differences.entry(reason).or_default() += 1;
        }
    }

    /// A value that the program no longer gives at all, with the decision that says so.
    pub fn dropped(&mut self, path: &str, reason: &'static str) {
        if self.look(path).is_some() {
            *self.differences.entry(reason).or_default() += 1;
        }
    }

    /// Ends the section: no fault, nothing passed over, and exactly these differences with how often each.
    pub fn finish(mut self, differences: &[(&'static str, usize)]) {
        let missed: Vec<&String> = self
            .leaves
            .keys()
            .filter(|path| !self.seen.contains(*path))
            .collect();
        if !missed.is_empty() {
            let some: Vec<&&String> = missed.iter().take(10).collect();
            self.faults
                .push(format!("{} values passed over: {some:?}", missed.len()));
        }
        let wanted: BTreeMap<&str, usize> = differences.iter().copied().collect();
        if self.differences != wanted {
            self.faults
                .push(format!("differences found: {:?}", self.differences));
        }
        assert!(
            self.faults.is_empty(),
            "{} ({} values, {} faults):\n{}",
            self.section,
            self.leaves.len(),
            self.faults.len(),
            self.faults[..self.faults.len().min(40)].join("\n")
        );
    }

    fn look(&mut self, path: &str) -> Option<Value> {
        let found = self.leaves.get(path).cloned();
        if found.is_none() {
            self.faults
                .push(format!("{path}: not a value of the reference"));
        }
        self.seen.insert(path.to_owned());
        found
    }
}

fn agrees(found: Option<f64>, expected: &Value, tolerance: f64) -> bool {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => {
            (found - expected).abs() <= tolerance * expected.abs().max(1.0)
        }
        (None, None) => expected.is_null(),
        _ => false,
    }
}

fn gather(path: &str, value: &Value, leaves: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                gather(&format!("{path}/{key}"), value, leaves);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (rank, value) in items.iter().enumerate() {
                gather(&format!("{path}/{rank}"), value, leaves);
            }
        }
        // An empty section holds nothing to compare.
        Value::Object(_) if path.is_empty() => {}
        value => {
            leaves.insert(path.to_owned(), value.clone());
        }
    }
}

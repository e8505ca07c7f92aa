//! Published sums as rows over what single projects answered, and whether some sum of the rows speaks of one alone.
//!
//! Plain elimination in floating point, written apart from the engine.

use std::collections::{BTreeMap, BTreeSet};

/// Rank by elimination with full pivoting; what is below `zero` is what rounding left of nothing.
pub fn rank(mut rows: Vec<Vec<f64>>, zero: f64) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    let mut found = 0;
    for _ in 0..rows.len().min(width) {
        let mut best = (0.0, 0, 0);
        for (at, row) in rows.iter().enumerate().skip(found) {
            for (column, value) in row.iter().enumerate() {
                if value.abs() > best.0 {
                    best = (value.abs(), at, column);
                }
            }
        }
        if best.0 < zero {
            break;
        }
        rows.swap(found, best.1);
        let pivot = rows[found].clone();
        for row in rows.iter_mut().skip(found + 1) {
            let factor = row[best.2] / pivot[best.2];
            for (value, held) in row.iter_mut().zip(&pivot) {
                *value -= factor * held;
            }
        }
        found += 1;
    }
    found
}

/// A sum: the part of each unknown of each project in it.
pub type Row<K> = BTreeMap<(String, K), f64>;

/// The rank of the rows where nothing of some projects counts.
pub fn rank_without<K: Ord>(rows: &[Row<K>], gone: &[&str], zero: f64) -> usize {
    let keys: BTreeSet<_> = rows.iter().flat_map(Row::keys).collect();
    let kept = keys
        .into_iter()
        .filter(|(id, _)| !gone.contains(&id.as_str()));
    let kept: Vec<_> = kept.collect();
    let row = |row: &Row<K>| {
        let cells = kept.iter();
        cells
            .map(|key| row.get(*key).copied().unwrap_or(0.0))
            .collect()
    };
    rank(rows.iter().map(row).collect(), zero)
}

/// Projects about which alone some sum of the rows speaks, those of the holders apart.
pub fn given_away<K: Ord>(rows: &[Row<K>], holders: &[&str], zero: f64) -> Vec<String> {
    let whole = rank_without(rows, holders, zero);
    let ids: BTreeSet<&str> = rows
        .iter()
        .flat_map(Row::keys)
        .map(|(id, _)| id.as_str())
        .filter(|id| !holders.contains(id))
        .collect();
    let found = ids.into_iter().filter(|id| {
        let gone: Vec<&str> = holders.iter().chain([id]).copied().collect();
        rank_without(rows, &gone, zero) < whole
    });
    found.map(str::to_owned).collect()
}

//! How far projects lie apart on a subject: where most, where least; subjects that do so alike are told together.

use super::super::{reading, words};

/// Lowest and highest printed score of a subject, and of how many projects.
pub(super) struct Apart {
    /// As the reader knows it.
    pub name: String,
    /// Lowest and highest.
    pub range: (f64, f64),
    /// Projects that print a score.
    pub projects: usize,
}

impl Apart {
    fn width(&self) -> f64 {
        self.range.1 - self.range.0
    }

    fn told(&self) -> String {
        format!(
            "« {} » : de {} à {} selon les {} projets",
            self.name,
            words::whole(self.range.0),
            words::whole(self.range.1),
            self.projects
        )
    }
}

/// Where scores reach furthest apart, a subject alone without comparing it; `None` without a subject. Only the ends are told: where
/// projects differ most once chance is taken off, the annex says (`forest`), and it need not be the same.
pub(super) fn most(found: &[Apart], things: &str) -> Option<String> {
    if let [only] = found {
        return Some(format!("{}.", only.told()));
    }
    let width = found.iter().map(Apart::width).max_by(f64::total_cmp)?;
    Some(format!(
        "L'étendue des scores est la plus large sur {}.",
        at(found, width, things)
    ))
}

/// Where they reach least far; `None` when that says nothing beside [`most`].
pub(super) fn least(found: &[Apart], things: &str) -> Option<String> {
    let widest = found.iter().map(Apart::width).max_by(f64::total_cmp)?;
    let width = found.iter().map(Apart::width).min_by(f64::total_cmp)?;
    (width < widest).then(|| format!("Elle est la plus étroite sur {}.", at(found, width, things)))
}

/// The subjects that lie apart by so much: one with its scores, up to three by their names.
fn at(found: &[Apart], width: f64, things: &str) -> String {
    let alike = found
        .iter()
        .filter(|one| (one.width() - width).abs() < 1e-9);
    let alike: Vec<&Apart> = alike.collect();
    if let [only] = alike.as_slice() {
        return only.told();
    }
    let names: Vec<&str> = alike.iter().map(|one| one.name.as_str()).collect();
    format!(
        "{} ({} entre le plus bas et le plus haut)",
        reading::tied(&names, things),
        words::points(width)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, range: (f64, f64)) -> Apart {
        Apart {
            name: name.to_owned(),
            range,
            projects: 5,
        }
    }

    #[test]
    fn subjects_as_far_apart_are_named_together_and_more_than_three_counted() {
        let mut found = vec![of("A", (20.0, 70.0)), of("B", (40.0, 50.0))];
        let said = |found: &[Apart]| (most(found, "critères"), least(found, "critères"));
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(
            said(&found),
            (
                told(
                    "L'étendue des scores est la plus large sur « A » : de 20 à 70 selon les 5 projets."
                ),
                told("Elle est la plus étroite sur « B » : de 40 à 50 selon les 5 projets."),
            )
        );
        found.push(of("C", (30.0, 80.0)));
        assert_eq!(
            said(&found).0,
            told(
                "L'étendue des scores est la plus large sur « A » et « C » (50\u{a0}points entre le plus bas et le plus haut)."
            )
        );
        found.extend([of("D", (0.0, 50.0)), of("E", (50.0, 100.0))]);
        assert_eq!(
            said(&found).0,
            told(
                "L'étendue des scores est la plus large sur 4 critères à égalité (50\u{a0}points entre le plus bas et le plus haut)."
            )
        );
        let alone = told("« A » : de 20 à 70 selon les 5 projets.");
        assert_eq!(said(&found[..1]), (alone, None));
    }
}

//! The same answers given twice: nothing has changed, whoever looks; and every interval holds its own figure.

use std::fs;

use jalon::aggregate::figures::{Figures, Score, Verdict};

use super::{Folder, open, place};

/// The panel with the answers of its first wave in both waves, and a code for each person.
fn twice() -> Folder {
    let folder = tempfile::tempdir().expect("a folder");
    let panel = place().join("panel");
    let text = |name: &str| fs::read_to_string(panel.join(name)).expect("readable");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("questionnaire.toml", &text("questionnaire.toml"));
    let project = text("projet.toml").replace("questionnaire = { Q06 = 2 }\n", "");
    write("projet.toml", &project);
    let answers = text("reponses.csv");
    let mut lines: Vec<String> = Vec::new();
    for line in answers.lines().filter(|line| !line.contains(";V2;")) {
        // Those who had no code get one, or they could not be followed.
        let cells: Vec<&str> = line.split(';').collect();
        let coded = match cells[1] {
            "" => line.replacen(";;", &format!(";X{};", cells[0]), 1),
            _ => line.to_owned(),
        };
        if !lines.contains(&coded) {
            lines.push(coded);
        }
    }
    let again: Vec<String> = lines[1..]
        .iter()
        .map(|line| line.replace(";V1;2025-03", ";V2;2026-02"))
        .collect();
    lines.extend(again);
    write("reponses.csv", &lines.join("\n"));
    Folder::read(folder.path(), &[])
}

#[test]
fn the_same_answers_twice_are_no_change_at_all() {
    let folder = twice();
    for figures in [folder.figures(1, 1), folder.figures(5, 10)] {
        let mut seen = 0;
        for (key, change) in &figures.changes {
            let Ok(change) = change else { continue };
            assert!(change.delta.abs() < 1e-9, "{key:?}: {change:?}");
            assert!(
                (change.from - change.to).abs() < 1e-9,
                "{key:?}: {change:?}"
            );
            assert!(
                matches!(
                    change.verdict,
                    Verdict::Uncertain | Verdict::StabilityEstablished
                ),
                "{key:?}: {change:?}"
            );
            assert!(
                change.p.is_none_or(|p| (p - 1.0).abs() < 1e-9),
                "{key:?}: {change:?}"
            );
            if let Some((up, _, down)) = change.people {
                assert_eq!((up, down), (0, 0), "{key:?}");
            }
            seen += 1;
        }
        assert!(seen >= 5, "only {seen} changes");
    }
}

fn every_interval_holds_its_figure(figures: &Figures) -> usize {
    let mut seen = 0;
    let within = |(low, high): (f64, f64), value: f64| low <= value + 1e-9 && value <= high + 1e-9;
    for (key, level) in &figures.levels {
        if let Ok(level) = level
            && let (Score::Exact(score), Some(interval)) = (level.score, level.interval)
        {
            assert!(within(interval, score), "{key:?}: {level:?}");
            assert!(within((0.0, 100.0), interval.0) && within((0.0, 100.0), interval.1));
            seen += 1;
        }
    }
    for (key, change) in &figures.changes {
        if let Ok(change) = change {
            assert!(within(change.interval, change.delta), "{key:?}: {change:?}");
            assert!(
                (change.to - change.from - change.delta).abs() < 1e-9,
                "{key:?}"
            );
            seen += 1;
        }
    }
    seen
}

#[test]
fn every_interval_holds_its_own_figure() {
    assert!(every_interval_holds_its_figure(open()) > 400);
    let folder = twice();
    assert!(every_interval_holds_its_figure(&folder.figures(5, 10)) > 10);
}

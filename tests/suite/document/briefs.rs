//! A project in the second volume of the annual report: what it says is what its own dossier says.

use std::sync::OnceLock;

use jalon::assess::Rulebook;
use jalon::diagnostic::Diagnostics;
use jalon::document::Naming;
use jalon::document::annual::digest::digest;
use jalon::document::annual::{ProjectBrief, Report, projects};
use jalon::model::{Horizon, Programme};

use super::workshop::{Workshop, alternating, day, progress};

const TWO: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

#[test]
fn split_opinions_are_no_more_compared_in_brief_than_in_the_dossier() {
    let workshop = Workshop::new(&TWO, [14, 12], alternating);
    let overview = workshop.results().overview.expect("scores are published");
    let told = format!("{}.", overview.matrix.caption.title);
    assert_eq!(
        told,
        "Tous les scores sont entre 48 et 50, hors critères aux avis partagés."
    );
    assert_eq!(brief(&workshop).sentences[0], told);
}

#[test]
fn what_moved_most_is_told_with_how_sure_it_is() {
    let workshop = Workshop::new(&TWO, [14, 12], progress);
    assert_eq!(
        brief(&workshop).sentences[1],
        "Plus forte évolution (amélioration établie) : « Participation », de 32 à 52 (+20\u{a0}points)."
    );
}

/// The project alone in its volume.
fn brief(workshop: &Workshop) -> ProjectBrief {
    let rules = Rulebook::embedded(&workshop.referential, &mut Diagnostics::new());
    let report = Report {
        referential: &workshop.referential,
        programme: &Programme::default(),
        rulebook: &rules.expect("the shipped rules are sound"),
        thresholds: workshop.referential.thresholds,
        date: day(2026, 6, 30),
        fingerprint: "00000000".to_owned(),
        secret: [0; 32],
        naming: Naming::Names,
        earlier: None,
        texts: &[],
        laureates: vec![workshop.with_study(digest)],
        faulty: Vec::new(),
        labels: OnceLock::new(),
        beside: OnceLock::new(),
    };
    projects::build(&report, 0).projects.remove(0)
}

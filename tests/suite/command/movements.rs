//! Who moved from one measure to the next, and how a change of a single group is judged.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jalon::aggregate::figures::{Change, Figures, Party, Subject};
use jalon::diagnostic::Diagnostics;
use jalon::document::Wanted;
use jalon::job::Job;
use jalon::model::{CriterionId, WaveId};

use super::setting::request;

const PROJECT: &str = "nom = \"Essai\"\nstructure = \"S\"\nterritoire = \"T\"\nrecit = \"R\"\ndebut = 2024-01-10\n\
    [[vagues]]\nid = \"V1\"\nhorizon = \"reference\"\n[[vagues]]\nid = \"V2\"\nhorizon = \"court\"\n";

/// A criterion of three questions, one of which counts twice, one put to both groups, and one put to a group alone.
fn questionnaire() -> String {
    let mut text = "nom = \"Q\"\n[[echelles]]\nid = \"quatre\"\nniveaux = [\"a\", \"b\", \"c\", \"d\"]\n\
        [[groupes]]\nid = \"salaries\"\nlibelle = \"salariés\"\n[[groupes]]\nid = \"benevoles\"\nlibelle = \"bénévoles\"\n"
        .to_owned();
    let items = [
        ("A1", "C01", 2, "\"salaries\""),
        ("A2", "C01", 1, "\"salaries\""),
        ("A3", "C01", 1, "\"salaries\""),
        ("B1", "C02", 1, "\"salaries\", \"benevoles\""),
        ("D1", "C03", 1, "\"salaries\""),
    ];
    for (id, criterion, weight, groups) in items {
        writeln!(
            text,
            "[[items]]\nid = \"{id}\"\nlibelle = \"Question {id}\"\ncritere = \"{criterion}\"\nechelle = \"quatre\"\n\
             poids = {weight}\ngroupes = [{groups}]"
        )
        .expect("memory");
    }
    text
}

/// Twelve employees followed: ten answer otherwise to the same score, one rises, one falls. Volunteers rise.
fn answers() -> String {
    let mut rows = "repondant;suivi;groupe;vague;A1;A2;A3;B1;D1\n".to_owned();
    for (wave, later) in [("V1", 0), ("V2", 1)] {
        for person in 0..12_u32 {
            let own = match (person, later) {
                (10, 0) | (11, 1) => "1;1;1",
                (10, _) | (11, _) => "4;4;4",
                (_, 0) => "2;2;4",
                _ => "2;4;2",
            };
            let (still, rising) = (1 + person % 4, 1 + person % 3 + later);
            writeln!(
                rows,
                "s{person};s{person};salaries;{wave};{own};{still};{rising}"
            )
            .expect("memory");
            writeln!(
                rows,
                "b{person};b{person};benevoles;{wave};;;;{};",
                1 + person % 3 + later
            )
            .expect("memory");
        }
    }
    rows
}

fn figures(place: &Path) -> Figures {
    fs::write(place.join("projet.toml"), PROJECT).expect("written");
    fs::write(place.join("questionnaire.toml"), questionnaire()).expect("written");
    fs::write(place.join("reponses.csv"), answers()).expect("written");
    let mut notes = Diagnostics::new();
    let job = Job::new(&request(place.to_owned(), Wanted::default()), &mut notes).expect("a job");
    let studied = jalon::studies(&job, &mut notes).remove(0);
    studied.found.expect("sound").figures
}

fn change(figures: &Figures, party: Party, criterion: u8) -> Change {
    let subject = Subject::Criterion(CriterionId(criterion));
    let found = figures.change(WaveId(0), WaveId(1), party, subject);
    Change::clone(found.expect("published"))
}

#[test]
fn nobody_moves_by_the_rounding_of_a_sum() {
    let place = tempfile::tempdir().expect("a folder");
    let figures = figures(place.path());
    // (2·33,3 + 33,3 + 100) / 4 and (2·33,3 + 100 + 33,3) / 4 are one score, and two numbers of a machine.
    let change = change(&figures, Party::Group(0), 0);
    assert_eq!(change.people, Some((1, 10, 1)));
}

#[test]
fn a_change_of_one_group_is_judged_once_whatever_the_table() {
    let place = tempfile::tempdir().expect("a folder");
    let figures = figures(place.path());
    for criterion in [0, 2] {
        let own = change(&figures, Party::Group(0), criterion);
        let all = change(&figures, Party::Ensemble, criterion);
        assert_eq!((&own.groups[..], &all.groups[..]), (&[][..], &[0][..]));
        assert_eq!(
            Change {
                groups: Vec::new(),
                ..all
            },
            own
        );
    }
    // Three changes of employees, one of everybody: each family has its own count.
    let [first, second, third] =
        [0, 1, 2].map(|criterion| change(&figures, Party::Group(0), criterion));
    let p = |change: &Change| change.p.expect("tested");
    assert!(p(&third) < p(&first) && p(&third) < p(&second));
    assert_eq!(third.p_holm, Some(3.0 * p(&third)));
    let everybody = change(&figures, Party::Ensemble, 1);
    assert_eq!((everybody.groups.len(), everybody.p_holm), (2, everybody.p));
}

//! What must hold of the advice on any survey.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jalon::aggregate::figures::{Absent, Figures, Party};
use jalon::assess::Advice;
use jalon::assess::advice::Recommendation;
use jalon::model::project::{CollectiveMark, Phase};
use jalon::model::{CriterionId, Horizon};

use super::invented::{Asked, Invented};

const BOTH: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

fn from(low: u8, asked: &Asked) -> u8 {
    low + u8::try_from(asked.person % 3).expect("small")
}

/// Twenty surveys, computed once.
static STUDIES: LazyLock<Vec<Invented>> = LazyLock::new(|| (0..20).map(study).collect());

/// A survey that depends on nothing but a number.
fn study(seed: u32) -> Invented {
    let noise = move |asked: &Asked| {
        let mix = |left: u32, right: u32| (left ^ right).wrapping_mul(0x9E37_79B1).rotate_left(13);
        let item = u32::from(asked.criterion) * 131
            + u32::try_from(asked.item.label.len()).expect("short");
        let trend = mix(
            mix(seed, item),
            u32::try_from(asked.wave).expect("few") + asked.group.len() as u32 * 7,
        );
        let person = mix(mix(trend, asked.person), seed.wrapping_add(item));
        let level = (trend >> 8) % 3 + (person >> 9) % 3;
        (person % 11 != 0).then(|| u8::try_from(level).expect("at most 4"))
    };
    let size = |rank: u32| 3 + (seed.wrapping_mul(7 + rank * 5) % 22);
    let groups = [
        ("salaries", size(0)),
        ("beneficiaires", size(1)),
        ("benevoles", size(2)),
        ("partenaires", size(3)),
    ];
    let terms: &[Horizon] = if seed.is_multiple_of(3) {
        &BOTH[..1]
    } else {
        &BOTH
    };
    let mut invented = Invented::new(terms, &groups, &noise);
    invented.project.organisations = 1 + seed % 3;
    invented.project.phase = Some(Phase::Deployment);
    for (key, people) in groups {
        let group = invented.group(key);
        for wave in &mut invented.project.waves {
            wave.populations.insert(group, people + seed % 20);
        }
    }
    invented.compute();
    invented
}

fn kept(advice: &Advice) -> impl Iterator<Item = &Recommendation> {
    advice
        .actions
        .iter()
        .chain(&advice.supports)
        .chain(&advice.data)
}

#[test]
fn limits_are_never_exceeded_and_the_most_urgent_come_first() {
    for advice in STUDIES.iter().map(Invented::advice) {
        assert!(advice.actions.len() <= 7 && advice.supports.len() <= 2 && advice.data.len() <= 4);
        let (mut axes, mut rules) = (BTreeMap::new(), BTreeMap::new());
        for action in &advice.actions {
            *axes.entry(&action.axis).or_insert(0) += 1;
        }
        for found in kept(&advice).filter(|found| found.id.contains('/')) {
            *rules.entry(found.id.split('/').next()).or_insert(0) += 1;
        }
        assert!(
            axes.values().chain(rules.values()).all(|count| *count <= 2),
            "{axes:?} {rules:?}"
        );
        for list in [&advice.actions, &advice.supports, &advice.data] {
            assert!(list.is_sorted_by(|a, b| (b.priority, &a.id) <= (a.priority, &b.id)));
        }
    }
}

#[test]
fn every_place_is_filled() {
    for advice in STUDIES.iter().map(Invented::advice) {
        let texts =
            kept(&advice).flat_map(|found| [&found.title, &found.evidence, &found.follow_up]);
        for text in texts.chain(advice.rejected.iter().map(|found| &found.reason)) {
            assert!(!text.contains(['{', '}', '–']), "{text}");
            assert!(!text.contains("NaN") && !text.contains("  "), "{text}");
        }
    }
}

#[test]
fn the_order_of_the_rules_plays_no_part() {
    for mut invented in STUDIES.iter().cloned() {
        let advice = invented.advice();
        invented.rulebook.rules.reverse();
        invented.figures.participation.reverse();
        assert_eq!(invented.advice(), advice);
    }
}

#[test]
fn marks_are_never_mixed_with_published_scores() {
    let is_surveyed = |invented: &&Invented| invented.figures.levels.values().any(Result::is_ok);
    assert!(STUDIES.iter().filter(is_surveyed).count() > 10);
    for mut invented in STUDIES.iter().filter(is_surveyed).cloned() {
        let marks = (0..22).map(|criterion| CollectiveMark {
            criterion: CriterionId(criterion),
            horizon: Horizon::Long,
            mark: criterion % 11,
            argument: String::new(),
            date: None,
            participants: None,
        });
        let alone = invented.advice();
        invented.project.collective = marks.collect();
        let beside = invented.advice();
        assert_eq!(beside.actions, alone.actions);
        assert_eq!(beside.supports, alone.supports);
    }
}

/// Everything that a group alone said is kept back.
pub fn withhold(figures: &mut Figures, group: usize) {
    let of_group = |party: &Party| *party == Party::Group(group);
    for ((_, party, _), figure) in &mut figures.levels {
        if of_group(party) {
            *figure = Err(Absent::Withheld);
        }
    }
    for ((_, _, party, _), figure) in &mut figures.changes {
        if of_group(party) {
            *figure = Err(Absent::Withheld);
        }
    }
    for ((_, rank, _), figure) in &mut figures.items {
        if *rank == group {
            *figure = Err(Absent::Withheld);
        }
    }
    figures
        .gaps
        .retain(|_, gap| gap.highest != group && gap.lowest != group);
    for line in figures
        .participation
        .iter_mut()
        .filter(|line| of_group(&line.party))
    {
        (line.answered, line.usable, line.rate) =
            (Err(Absent::Withheld), Err(Absent::Withheld), None);
    }
}

#[test]
fn a_withheld_group_is_found_nowhere_but_as_withheld() {
    for mut invented in STUDIES.iter().cloned() {
        // Ensembles are published without it when it is withheld for good.
        invented
            .figures
            .levels
            .retain(|(_, party, _), _| *party != Party::Ensemble);
        withhold(&mut invented.figures, 0);
        let advice = invented.advice();
        for found in kept(&advice) {
            let speaks = found.evidence.contains("salariés") && found.id != "DATA-02/salaries";
            assert!(!speaks, "{} {}", found.id, found.evidence);
        }
        for found in &advice.rejected {
            let speaks =
                found.reason.contains("chez les salariés") || found.reason.contains("des salariés");
            assert!(!speaks, "{} {}", found.id, found.reason);
        }
    }
}

#[test]
fn a_team_too_small_to_be_published_is_found_nowhere_but_as_withheld() {
    for people in 1..5 {
        let low = |asked: &Asked| Some(from(0, asked));
        let mut invented =
            Invented::new(&BOTH, &[("salaries", people), ("beneficiaires", 24)], &low);
        invented.unlimited();
        let advice = invented.advice();
        let about: Vec<&str> = kept(&advice)
            .filter(|found| found.evidence.contains("salariés"))
            .map(|found| found.id.as_str())
            .collect();
        assert_eq!(about, ["DATA-02/salaries"]);
        assert!(
            advice
                .rejected
                .iter()
                .all(|found| !found.reason.contains("salariés"))
        );
    }
}

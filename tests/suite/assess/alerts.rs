//! Alerts on the data: who answered, what was left blank, who is withheld, which terms have no measure.

use jalon::model::project::{CollectiveMark, Merge};
use jalon::model::{CriterionId, Horizon, WaveKind};

use super::invented::{Asked, Invented, day};

const ONE: [Horizon; 1] = [Horizon::Medium];

/// Three neighbouring levels, the lowest given.
fn from(low: u8, asked: &Asked) -> u8 {
    low + u8::try_from(asked.person % 3).expect("small")
}

fn middling(asked: &Asked) -> Option<u8> {
    Some(from(1, asked))
}

fn found(invented: &Invented, id: &str) -> (bool, String) {
    invented
        .finding(id)
        .unwrap_or_else(|| panic!("{id} is kept among {:?}", invented.all()))
}

#[test]
fn few_people_are_counted_and_many_are_shared() {
    let mut invented = Invented::new(&ONE, &[("salaries", 7), ("beneficiaires", 30)], &middling);
    invented.invite("salaries", 19);
    invented.invite("beneficiaires", 100);
    assert_eq!(
        found(&invented, "DATA-01/salaries"),
        (true, "Réponses des salariés : 7 personnes sur 19 invitées. Les absents peuvent penser autrement.".to_owned())
    );
    assert_eq!(
        found(&invented, "DATA-01/beneficiaires"),
        (true, "Réponses des bénéficiaires : 30 % des personnes invitées. Les absents peuvent penser autrement.".to_owned())
    );
}

#[test]
fn a_rate_that_rounding_would_carry_to_the_bound_is_told_by_its_count() {
    let mut invented = Invented::new(&ONE, &[("salaries", 119)], &middling);
    invented.invite("salaries", 240);
    invented.compute();
    assert_eq!(
        found(&invented, "DATA-01/salaries").1,
        "Réponses des salariés : 119 personnes sur 240 invitées. Les absents peuvent penser autrement."
    );
}

/// Half of the people do not know what to say of C21, and opinions are split on C19.
fn unsure(asked: &Asked) -> Option<u8> {
    let even = asked.person.is_multiple_of(2);
    match asked.criterion {
        21 => even.then(|| from(1, asked)),
        19 => Some(if even { 4 } else { 0 }),
        _ => Some(if even { 3 } else { 2 }),
    }
}

#[test]
fn blanks_and_split_opinions_are_told_with_their_share() {
    let many = Invented::new(&ONE, &[("salaries", 24)], &unsure);
    assert_eq!(
        found(&many, "DATA-03/C21").1,
        "Le choix « ne sait pas » revient dans 50 % des réponses."
    );
    let few = Invented::new(&ONE, &[("salaries", 12)], &unsure);
    assert_eq!(
        found(&few, "DATA-05/C19").1,
        "Chez les salariés, 6 personnes sur 12 ont un score de 75 ou plus sur 100 et 6 personnes sur 12 de 25 ou moins."
    );
}

#[test]
fn a_withheld_group_is_offered_another_way_to_speak() {
    let invented = Invented::new(&ONE, &[("salaries", 24), ("benevoles", 3)], &middling);
    assert_eq!(
        found(&invented, "DATA-02/benevoles"),
        (true, "Aucun résultat séparé n'est publié pour les bénévoles : la protection des répondants l'impose.".to_owned())
    );
}

#[test]
fn a_team_that_marked_together_since_is_not_told_to() {
    let groups = [("salaries", 3), ("benevoles", 3), ("beneficiaires", 24)];
    let mut invented = Invented::new(&ONE, &groups, &middling);
    let note = |horizon| CollectiveMark {
        criterion: CriterionId(0),
        horizon,
        mark: 6,
        argument: String::new(),
        date: None,
        participants: None,
    };
    invented.project.collective = vec![note(Horizon::Reference), note(Horizon::Short)];
    assert!(invented.finding("DATA-02/salaries").is_some());
    for horizon in [Horizon::Medium, Horizon::Long] {
        invented.project.collective = vec![note(Horizon::Reference), note(horizon)];
        assert!(!invented.all().contains(&"DATA-02/salaries".to_owned()));
        // Its marks are nobody else's word.
        assert!(invented.finding("DATA-02/benevoles").is_some());
    }
}

#[test]
fn a_meeting_of_everybody_speaks_for_the_other_group_too() {
    let groups = [("salaries", 3), ("benevoles", 4)];
    let mut invented = Invented::new(&ONE, &groups, &middling);
    invented.invite("salaries", 3);
    invented.invite("benevoles", 4);
    let met = |participants| CollectiveMark {
        criterion: CriterionId(0),
        horizon: Horizon::Medium,
        mark: 6,
        argument: String::new(),
        date: None,
        participants,
    };
    for participants in [None, Some(6)] {
        invented.project.collective = vec![met(participants)];
        assert!(invented.finding("DATA-02/benevoles").is_some());
    }
    invented.project.collective = vec![met(Some(7))];
    assert!(!invented.all().contains(&"DATA-02/benevoles".to_owned()));
    // Somebody is away later: everybody had met.
    let later = CollectiveMark {
        horizon: Horizon::Long,
        ..met(Some(5))
    };
    invented.project.collective.push(later);
    assert!(!invented.all().contains(&"DATA-02/benevoles".to_owned()));
}

/// A share is compared in points, as a score is (`decisions.md` § 20): 50 % beyond 30 % is a gap of 20 points, of which a
/// fifth counts.
#[test]
fn the_gap_of_a_share_weighs_as_that_of_a_score() {
    let advice = Invented::new(&ONE, &[("salaries", 24)], &unsure).advice();
    let weighed = ["DATA-03/C21", "DATA-05/C19"].map(|id| {
        let found = advice.data.iter().find(|advice| advice.id == id);
        found.map(|advice| (advice.priority * 10.0).round() / 10.0)
    });
    assert_eq!(weighed, [Some(124.0), Some(225.0)]);
}

#[test]
fn a_rule_on_a_sensitive_subject_speaks_from_its_own_threshold_on() {
    let strained = |asked: &Asked| {
        Some(if asked.is_about("charge") {
            from(0, asked)
        } else {
            from(2, asked)
        })
    };
    for (people, is_found) in [(10, true), (9, false)] {
        let invented = Invented::new(&ONE, &[("salaries", people)], &strained);
        let all = invented.all();
        assert_eq!(
            all.contains(&"SENS-01".to_owned()),
            is_found,
            "{people}: {all:?}"
        );
    }
}

#[test]
fn a_term_that_is_over_is_not_to_be_planned() {
    let invented = Invented::new(&ONE, &[("salaries", 8)], &middling);
    assert!(!invented.all().contains(&"DATA-04".to_owned()));
}

#[test]
fn a_merged_group_serves_no_rule_on_one_of_its_members() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&ONE, &[("benevoles", 8), ("partenaires", 3)], &low);
    invented.project.organisations = 3;
    invented.project.merges = vec![Merge {
        label: "autres parties prenantes".to_owned(),
        groups: vec![invented.group("benevoles"), invented.group("partenaires")],
    }];
    invented.invite("benevoles", 40);
    invented.invite("partenaires", 40);
    let all = invented.all();
    for rule in ["BEN-01", "COLL-01", "DATA-02"] {
        assert!(all.iter().all(|id| !id.starts_with(rule)), "{all:?}");
    }
    assert_eq!(
        found(&invented, "DATA-01/benevoles+partenaires").1,
        "Réponses des autres parties prenantes : 14 % des personnes invitées. Les absents peuvent penser autrement."
    );
}

/// What people say they remember is no measure: that few did decides nothing of the groups.
#[test]
fn a_group_that_is_thin_in_a_measure_alone_is_merged() {
    let low = |asked: &Asked| Some(from(0, asked));
    let both = [Horizon::Reference, Horizon::Medium];
    let mut invented = Invented::new(&both, &[("benevoles", 8), ("partenaires", 8)], &low);
    invented.project.merges = vec![Merge {
        label: "autres parties prenantes".to_owned(),
        groups: vec![invented.group("benevoles"), invented.group("partenaires")],
    }];
    let apart = vec!["bénévoles", "partenaires"];
    // Partners who answered the first time: the threshold itself is enough.
    for (partners, kind, expected) in [
        (5, WaveKind::Measure, apart.clone()),
        (4, WaveKind::Retrospective, apart),
        (4, WaveKind::Measure, vec!["autres parties prenantes"]),
    ] {
        let before = &mut invented.survey.waves[0];
        let all = 8 + partners;
        before.respondents.truncate(all as usize);
        before.answers.retain(|answer| answer.respondent < all);
        invented.project.waves[0].kind = kind;
        invented.compute();
        let groups = invented.figures.groups.iter();
        let labels: Vec<&str> = groups.map(|group| group.label.as_str()).collect();
        assert_eq!(labels, expected, "{partners} {kind:?}");
    }
}

#[test]
fn terms_without_a_measure_are_told_with_their_dates() {
    let invented = Invented::new(&[], &[], &middling);
    assert_eq!(
        found(&invented, "DATA-04").1,
        "Sans mesure à ce jour : moyen terme (à mesurer avant le 16 janvier 2026) ; échéance passée sans mesure : départ \
         (le 17 mars 2023) et court terme (le 16 janvier 2024)."
    );
    assert_eq!(invented.all(), ["DATA-04"], "context is all there is");
}

#[test]
fn a_note_fixed_together_or_a_planned_wave_is_a_measure_of_its_term() {
    let mut invented = Invented::new(
        &[Horizon::Short, Horizon::Medium],
        &[("salaries", 8)],
        &middling,
    );
    invented.project.collective = vec![CollectiveMark {
        criterion: CriterionId(0),
        horizon: Horizon::Reference,
        mark: 6,
        argument: String::new(),
        date: None,
        participants: None,
    }];
    assert!(!invented.all().contains(&"DATA-04".to_owned()));
    invented.date = day(2026, 2, 1);
    assert_eq!(
        found(&invented, "DATA-04").1,
        "Sans mesure à ce jour : long terme (période en cours)."
    );
    let mut ahead = invented.project.waves[0].clone();
    (ahead.start, ahead.horizon, ahead.kind) = (
        Some(day(2026, 9, 1)),
        Some(Horizon::Long),
        WaveKind::Measure,
    );
    invented.project.waves.push(ahead);
    assert!(!invented.all().contains(&"DATA-04".to_owned()));
}

//! What the annex prints beside scores and changes: whole tables, and nothing below the thresholds.

use jalon::aggregate::figures::{Companions, Departure, Figures, Party, Score, Subject};
use jalon::document::parts::{Table, Term};
use jalon::model::{CriterionId, Horizon, ItemId, State, WaveId};
use proptest::prelude::*;

use super::reference::{lines, plain, two_waves};
use super::workshop::{Asked, Workshop, alternating, progress};

fn accompanied(mut workshop: Workshop) -> Workshop {
    workshop.accompany();
    workshop
}

fn table(workshop: &Workshop, title: &str) -> Option<Table> {
    let tables = plain(workshop).annex.tables;
    tables
        .into_iter()
        .find(|table| table.title.starts_with(title))
}

#[test]
fn without_an_annex_nothing_stands_beside_the_figures() {
    assert_eq!(two_waves().figures.companions, Companions::default());
}

#[test]
fn the_tests_of_a_change_are_those_of_its_people() {
    let workshop = accompanied(two_waves());
    let found = table(&workshop, "Tests des évolutions").expect("fourteen people twice");
    assert_eq!(found.number, "A5", "after the changes");
    let headings: Vec<&str> = found
        .columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "Critère",
            "Groupe",
            "Wilcoxon, p",
            "Delta de Cliff [IC 95 %]",
            "Taille de l'effet"
        ]
    );
    // Eleven employees of fourteen move up by two levels: p = 2 / 2^11; of 196 pairs of answers, 153 go up
    // and 13 down, hence 0.71.
    // No volunteer moves: a move that all share has no test.
    assert_eq!(
        lines(&found)[..2],
        [
            "1. Participation | salariés | <\u{a0}0,001 | +0,71 [+0,33 ; +0,90] | fort",
            "1. Participation | bénévoles | – | 0,00 [−0,38 ; +0,38] | négligeable"
        ]
    );
}

#[test]
fn a_question_against_the_others_is_said_to_be_perhaps_reversed() {
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 12], alternating);
    for answer in &mut workshop.survey.waves[0].answers {
        let level = u8::try_from(answer.respondent % 5).expect("small");
        match answer.item {
            ItemId(0) => answer.state = State::Valid(level),
            ItemId(1) => answer.state = State::Valid(4 - level.min(3)),
            _ => {}
        }
    }
    workshop.compute();
    let workshop = accompanied(workshop);
    let found = table(&workshop, "Cohérence").expect("two questions, 26 people");
    assert_eq!(
        lines(&found),
        [
            "1. Participation | 2 | 26 | négatif | négatif | questions peu liées : lire question par question ; estimation \
             très imprécise ; item peut-être inversé"
        ]
    );
    let quality = plain(&workshop).annex.quality;
    let said = quality
        .iter()
        .find(|term| term.word == "Question peut-être inversée");
    assert_eq!(
        said.map(|term| term.text.as_str()),
        Some(
            "Les réponses vont à l'encontre de celles aux autres questions du même critère : « Je sais qui décide quoi. » ; « Je participe aux décisions. ». Si la question est posée à l'envers, le questionnaire doit le dire (clé « inverse ») ; sinon, mieux vaut lire ces questions une par une."
        )
    );
}

#[test]
fn a_coherence_that_would_isolate_who_skipped_a_question_is_not_told() {
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 12], alternating);
    assert!(
        table(
            &accompanied(Workshop::new(&[Horizon::Short], [14, 12], alternating)),
            "Cohérence"
        )
        .is_some()
    );
    let skipped = workshop.survey.waves[0]
        .answers
        .iter_mut()
        .find(|answer| answer.item == ItemId(1));
    skipped.expect("asked").state = State::Missing;
    workshop.compute();
    assert!(table(&accompanied(workshop), "Cohérence").is_none());
}

#[test]
fn twenty_people_have_an_interval_by_resampling() {
    let workshop = accompanied(Workshop::new(&[Horizon::Short], [20, 19], alternating));
    let found = table(&workshop, "Scores : intervalles").expect("twenty employees");
    assert_eq!(found.columns.len(), 2, "volunteers are nineteen");
    assert_eq!(
        lines(&found),
        [
            "1. Participation | [42 ; 58]",
            "3. Modèle économique | [35 ; 65]",
            "8. Qualité de vie au travail | [35 ; 65]"
        ]
    );
}

/// People numbered from `first` at the second wave, so that some are new and some are gone.
fn shifted(people: [u32; 2], first: u32, answers: fn(Asked) -> Option<u8>) -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], people, answers);
    for person in &mut workshop.survey.waves[1].respondents {
        person.person = person.person.map(|id| id + first);
    }
    workshop.compute();
    accompanied(workshop)
}

#[test]
fn those_who_left_are_compared_only_when_they_are_enough() {
    let departures = |lost: u32| {
        let workshop = shifted([20, 12], lost, progress);
        let key = (WaveId(0), WaveId(1), 0, CriterionId(2));
        workshop
            .figures
            .companions
            .departures
            .get(&key)
            .map(|found| **found)
    };
    assert_eq!(departures(0), None, "nobody left");
    assert_eq!(departures(4), None, "four people left");
    assert_eq!(departures(5), Some(Departure::Alike));
    assert_eq!(departures(16), None, "four people stayed");
    let alike = shifted([20, 12], 5, progress);
    assert_eq!(
        departed(&alike),
        "Là où on peut le vérifier, les personnes présentes à la première et à la dernière mesure partaient de scores proches \
         de ceux des personnes parties entre-temps (moins de 10\u{a0}points d'écart)."
    );
    assert!(compared(&alike).ends_with("bénévoles : en partie les mêmes."));
    let apart = shifted([20, 12], 5, disappointed);
    assert_eq!(
        departed(&apart),
        "Comparées aux personnes parties entre-temps, celles qui sont restées partaient plus haut sur 3. Modèle économique \
         (salariés), 3. Modèle économique (bénévoles) (de 10\u{a0}points au moins). L'évolution peut y venir en partie de \
         ces départs."
    );
    let said = compared(&apart);
    assert!(
        said.ends_with(
            "Attention : pour 1 critère, les personnes restées partaient d'un autre score que les personnes parties (liste en \
             annexe, « Qualité des données »)."
        ),
        "{said}"
    );
}

/// The first five of each group, who leave, answer lower than the others on criterion 3.
fn disappointed(asked: Asked) -> Option<u8> {
    match asked.item {
        2 if asked.person < 5 => Some(u8::try_from(asked.person % 2).expect("small")),
        _ => progress(asked),
    }
}

/// What the method page says of the people compared.
fn compared(workshop: &Workshop) -> String {
    under(plain(workshop).method.paragraphs, "Qui est comparé")
}

/// What the page on data quality says of those who left.
fn departed(workshop: &Workshop) -> String {
    let quality = plain(workshop).annex.quality;
    under(quality, "Personnes parties entre deux mesures")
}

fn under(terms: Vec<Term>, heading: &str) -> String {
    let mut all = terms.into_iter();
    let found = all.find(|term| term.word == heading);
    found.map(|term| term.text).unwrap_or_default()
}

/// An answer drawn from everything asked: the same for the same seed.
fn drawn(seed: u64, asked: &[u64]) -> u64 {
    let mixed = asked.iter().fold(seed, |sum, part| {
        (sum ^ part)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
    });
    mixed >> 40
}

fn random(seed: u64, people: [u32; 2], first: u32) -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], people, alternating);
    for (wave, of_wave) in (0u64..).zip(&mut workshop.survey.waves) {
        for answer in &mut of_wave.answers {
            let asked = [wave, u64::from(answer.respondent), u64::from(answer.item.0)];
            answer.state = match drawn(seed, &asked) % 11 {
                10 => State::Missing,
                level => State::Valid(u8::try_from(level / 2).expect("small")),
            };
        }
        for person in &mut of_wave.respondents {
            let moved = u32::try_from(wave).expect("small") * first;
            person.person = person.person.map(|id| id + moved);
        }
    }
    workshop.compute();
    accompanied(workshop)
}

/// Fewest people behind a distribution, and behind a score: criterion 8 is sensitive.
fn fewest(criterion: CriterionId) -> (u32, u32) {
    if criterion == CriterionId(7) {
        (20, 10)
    } else {
        (10, 5)
    }
}

fn nobody_or(fewest: u32, count: u32) -> bool {
    count == 0 || count >= fewest
}

fn check(figures: &Figures) {
    let found = &figures.companions;
    let change = |(from, to, group, criterion): (WaveId, WaveId, usize, CriterionId)| {
        figures
            .change(from, to, Party::Group(group), Subject::Criterion(criterion))
            .expect("no companion without its figure")
    };
    for key in found.samples.keys() {
        let (few, _) = fewest(key.3);
        let beside = change(*key);
        assert!(beside.n_from >= few && beside.n_to >= few, "{key:?}");
    }
    for (key, tests) in &found.pairs {
        let (few, score) = fewest(key.3);
        let beside = change(*key);
        assert!(tests.count >= few && beside.people.is_some(), "{key:?}");
        assert!(nobody_or(score, beside.n_from - tests.count), "{key:?}");
        assert!(nobody_or(score, beside.n_to - tests.count), "{key:?}");
        assert!(tests.resampled.is_none() || tests.count >= 20, "{key:?}");
    }
    for key in found.departures.keys() {
        let (few, score) = fewest(key.3);
        let beside = change(*key);
        let pairs = beside.pairs.expect("followed");
        assert!(
            beside.n_from >= few && pairs >= score && beside.n_from - pairs >= score,
            "{key:?}"
        );
    }
    for ((wave, group, criterion), interval) in &found.resampled {
        let level = figures.level(*wave, Party::Group(*group), Subject::Criterion(*criterion));
        let level = level.expect("no companion without its figure");
        assert!(level.n >= 20 && matches!(level.score, Score::Exact(_)));
        let mean = level.score.number();
        assert!(
            interval.0 <= mean && mean <= interval.1,
            "{interval:?} {mean}"
        );
    }
    for ((_, criterion), coherence) in &found.coherence {
        assert!(coherence.found.count >= fewest(*criterion).0 as usize);
        assert!(coherence.items.len() >= 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_companion_stands_below_the_thresholds(seed: u64, one in 0u32..34, other in 0u32..34, first in 0u32..30) {
        check(&random(seed, [one, other], first).figures);
    }

    #[test]
    fn the_order_of_people_changes_no_companion(seed: u64, one in 10u32..26, first in 0u32..10) {
        let workshop = random(seed, [one, 12], first);
        let mut turned = random(seed, [one, 12], first);
        for wave in &mut turned.survey.waves {
            let count = u32::try_from(wave.respondents.len()).expect("few people");
            wave.respondents.reverse();
            for answer in &mut wave.answers {
                answer.respondent = count - 1 - answer.respondent;
            }
            wave.answers.sort_by_key(|answer| (answer.respondent, answer.item));
        }
        turned.compute();
        turned.accompany();
        prop_assert_eq!(&workshop.figures.companions, &turned.figures.companions);
    }
}

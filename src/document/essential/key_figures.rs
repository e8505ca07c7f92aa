//! The four key figures of the first page: counts that other pages show, never a mean.

use crate::aggregate::figures::{Absent, Party};
use crate::model::WaveId;
use crate::model::project::MarkerState;

use super::super::parts::KeyFigure;
use super::super::results::Results;
use super::super::{Study, changes, collective, scope, words};
use super::standing::{self, Basis};

/// From this mark on, of 10, the team finds a criterion strong.
const HIGH_MARK: u8 = 7;
/// Up to this mark the team finds a criterion weak.
const LOW_MARK: u8 = 4;

/// Exactly four.
pub(in crate::document) fn four(study: &Study, results: &Results, basis: &Basis) -> Vec<KeyFigure> {
    let figures = match *basis {
        Basis::Survey { party, last } => [
            answers(study, last),
            measures(study),
            improved(study, results, party, last),
            watched(study, party, last),
        ],
        Basis::Marks => of_marks(study),
        Basis::Declared => of_declarations(study),
    };
    figures.into()
}

fn figure(value: String, label: String) -> KeyFigure {
    KeyFigure { value, label }
}

/// A count with the noun that it governs.
fn counting(count: usize, one: &str, many: &str) -> KeyFigure {
    let label = if count < 2 { one } else { many };
    figure(words::count(words::size(count)), label.to_owned())
}

/// « 32 sur 60 »; the population only when it is known and not smaller than the answers.
fn answers(study: &Study, last: WaveId) -> KeyFigure {
    let when = words::in_month(study.figures, last);
    let Some(line) = study.figures.everybody() else {
        return figure("–".to_owned(), "réponses : nombre inconnu".to_owned());
    };
    match (line.answered, line.invited) {
        (Err(reason), _) => figure(
            reason.words().to_owned(),
            match reason {
                Absent::Withheld => {
                    "nombre de réponses, pour la protection des répondants".to_owned()
                }
                _ => "nombre de réponses à la dernière mesure".to_owned(),
            },
        ),
        (Ok(answered), Some(invited)) if !line.over => figure(
            format!("{} sur {}", words::count(answered), words::count(invited)),
            format!("personnes invitées ont répondu à la dernière mesure{when}"),
        ),
        (Ok(answered), Some(invited)) => figure(
            words::count(answered),
            format!(
                "réponses à la dernière mesure{when}, pour {} déclarées",
                words::people(invited)
            ),
        ),
        (Ok(answered), None) => figure(
            words::count(answered),
            format!("réponses à la dernière mesure{when} ; nombre d'invités inconnu"),
        ),
    }
}

fn measures(study: &Study) -> KeyFigure {
    let measures: Vec<WaveId> = study.figures.measures().collect();
    let months: Vec<String> = measures
        .iter()
        .filter_map(|wave| study.figures.wave(*wave)?.date)
        .map(words::month)
        .collect();
    let dates = match months.as_slice() {
        [] => String::new(),
        [one] => format!(", en {one}"),
        [first, .., last] => format!(", de {first} à {last}")
            .replace(", de a", ", d'a")
            .replace(", de o", ", d'o"),
    };
    // Of two measures at one term the later stands: the table of measures counts both.
    let all = scope::measures_made(study);
    let [one, many] = if all > measures.len() {
        [
            format!("mesure retenue sur {all}"),
            format!("mesures retenues sur {all}"),
        ]
    } else {
        ["mesure", "mesures"].map(str::to_owned)
    };
    let profile = measures
        .last()
        .map_or("", |last| scope::only_profile(study, *last));
    counting(
        measures.len(),
        &format!("{one}{dates} : un {}", words::uncapital(profile)),
        &format!("{many}{dates}"),
    )
}

/// Improvements where something was compared; else how far the criteria are covered.
fn improved(study: &Study, results: &Results, party: Party, last: WaveId) -> KeyFigure {
    let compared = standing::compared(study);
    if changes::pair(study).is_some() && results.changes.is_some() && compared > 0 {
        let up = standing::anybody(study, 1.0).len();
        // Counted as what is to be watched is: a group may move where the ensemble does not.
        let whose = whose(study);
        let what = format!("en amélioration établie ou probable{whose}, sur {compared}");
        return counting(up, &format!("critère {what}"), &format!("critères {what}"));
    }
    let aimed = scope::aimed(study);
    let published = aimed
        .iter()
        .filter(|criterion| scope::level(study, last, party, **criterion).is_ok())
        .count();
    let aimed = count_aimed(aimed.len());
    counting(
        published,
        &format!("critère avec un score publié, sur {aimed}"),
        &format!("critères avec un score publié, sur {aimed}"),
    )
}

/// Whose movements and scores are counted, where there is more than one group.
fn whose(study: &Study) -> &'static str {
    match scope::speaker(study) {
        Party::Ensemble => ", pour l'ensemble ou un groupe",
        Party::Group(_) => "",
    }
}

/// « 1 visé », « 15 visés ».
fn count_aimed(aimed: usize) -> String {
    words::number_of(aimed, "visé", "visés")
}

fn watched(study: &Study, party: Party, last: WaveId) -> KeyFigure {
    let (whose, apart) = (whose(study), standing::apart_from_split(study, party, last));
    let why = match study.figures.before_last() {
        Some(_) => format!("en recul, ou score sous 50 marge comprise{whose}{apart}"),
        None => format!("score sous 50 marge comprise{whose}{apart}"),
    };
    counting(
        standing::to_watch(study, party, last).len(),
        &format!("critère à surveiller : {why}"),
        &format!("critères à surveiller : {why}"),
    )
}

fn of_marks(study: &Study) -> [KeyFigure; 4] {
    let rows = collective::build(study)
        .map(|section| section.rows)
        .unwrap_or_default();
    let marks = collective::last_marks(&rows);
    let last = collective::terms(study).last().copied();
    let people = last
        .map(|term| collective::participants(study, term))
        .unwrap_or_default();
    let participants = match (people.first(), people.last()) {
        (Some(least), Some(most)) if least != most => figure(
            format!("{least} à {most}"),
            "personnes ont fixé les notes ensemble".to_owned(),
        ),
        (Some(1), _) => figure("1".to_owned(), "personne a fixé les notes".to_owned()),
        (Some(only), _) => figure(
            words::count(*only),
            "personnes ont fixé les notes ensemble".to_owned(),
        ),
        _ => figure(
            "–".to_owned(),
            "nombre de participants non renseigné".to_owned(),
        ),
    };
    let aimed = count_aimed(scope::aimed(study).len());
    let high = marks.iter().filter(|(_, mark)| *mark >= HIGH_MARK).count();
    let low = marks.iter().filter(|(_, mark)| *mark <= LOW_MARK).count();
    [
        participants,
        counting(
            rows.len(),
            &format!("critère noté par l'équipe, pour {aimed}"),
            &format!("critères notés par l'équipe, pour {aimed}"),
        ),
        counting(
            high,
            "note de 7 sur 10 ou plus",
            "notes de 7 sur 10 ou plus",
        ),
        counting(
            low,
            "note de 4 sur 10 ou moins, à surveiller",
            "notes de 4 sur 10 ou moins, à surveiller",
        ),
    ]
}

/// What a dossier without a published answer counts: what there is before what there is none of.
fn of_declarations(study: &Study) -> [KeyFigure; 4] {
    let project = study.project;
    let answered = match study.figures.last() {
        Some(last) => answers(study, last),
        None => figure(
            "0".to_owned(),
            "mesure auprès des personnes concernées".to_owned(),
        ),
    };
    let indicators = project
        .indicators
        .iter()
        .filter(|found| found.obtained.is_some())
        .count();
    let present = project
        .markers
        .iter()
        .filter(|marker| marker.state == MarkerState::Present)
        .count();
    let counted = [
        (indicators, "indicateur renseigné", "indicateurs renseignés"),
        (
            present,
            "marqueur déclaré présent",
            "marqueurs déclarés présents",
        ),
        (
            study.advice.actions.len(),
            "recommandation",
            "recommandations",
        ),
    ];
    let of = |(count, one, many): (usize, &str, &str)| counting(count, one, many);
    let (some, none): (Vec<_>, Vec<_>) = counted.into_iter().partition(|(count, ..)| *count > 0);
    let twice = study.figures.measures().count() > 1;
    let aimed = (
        scope::aimed(study).len(),
        "critère visé par le projet",
        "critères visés par le projet",
    );
    let mut ranked = some
        .into_iter()
        .map(of)
        .chain(twice.then(|| measures(study)))
        .chain([of(aimed)])
        .chain(none.into_iter().map(of));
    let mut next = || ranked.next().unwrap_or_else(|| of(aimed));
    [answered, next(), next(), next()]
}

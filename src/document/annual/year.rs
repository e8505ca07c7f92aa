//! « L'année en une page »: bounded in length, because it must stand alone on one sheet.

mod figures;
mod strip;

use crate::aggregate::counts::Told;
use crate::model::Horizon;

use super::super::dossier::Essential;
use super::super::parts::Term;
use super::super::{Naming, passage, reading, words};
use super::digest::{Digest, State};
use super::perimeter::of_state;
use super::public::{counted, instead};
use super::report::{Report, published};
use super::{advice, average, changes, pool, situations, years};

pub(super) use figures::{rate, where_known};

/// Most signs of a labelled sentence.
const SENTENCE: usize = 330;

/// The page.
pub(super) fn build(report: &Report) -> Essential {
    Essential {
        sentences: sentences(report),
        figures: figures::figures(report),
        strip: strip::strip(report),
        since: String::new(),
        conditions: conditions(report),
        evidence:
            "Sans groupe de comparaison : ce rapport décrit, il n'attribue rien au programme."
                .to_owned(),
        advice: frequent(report),
        unsaid: unsaid(report),
    }
}

fn sentences(report: &Report) -> Vec<Term> {
    let labelled = [
        ("Où en est le programme", where_it_stands(report)),
        ("Ce qui ressort", what_stands_out(report)),
        ("Ce qui demande attention", what_to_watch(report)),
        ("Où sont les résultats", where_results_are(report)),
    ];
    let said = labelled
        .into_iter()
        .filter(|(_, parts)| parts.iter().any(|part| !part.is_empty()));
    said.map(|(word, parts)| Term {
        word: word.to_owned(),
        text: passage::sentences(&parts, SENTENCE),
    })
    .collect()
}

fn where_it_stands(report: &Report) -> Vec<String> {
    let waiting = match situations::apart(report).contains(&Some(State::Unasked)) {
        true => of_state(report, State::Unasked),
        false => 0,
    };
    let scored = counted::taking_part(report, published(report));
    let all = words::count(words::size(report.all()));
    let lead = counted::counted(scored, "lauréat", "lauréats");
    let mut said = vec![match scored {
        Told::Exactly(0) => format!("Aucun lauréat sur {all} n'a de dossier avec des scores."),
        Told::Exactly(1) => format!("{lead} sur {all} a un dossier avec des scores."),
        // « Moins de 4 sur 3 » would say nothing.
        Told::Under(fewest) if fewest > report.all() => format!(
            "Avec {}, ce rapport ne dit pas combien ont un dossier avec des scores.",
            words::number_of(report.all(), "lauréat", "lauréats")
        ),
        _ => words::capital(&format!("{lead} sur {all} ont un dossier avec des scores.")),
    }];
    let moved = years::in_short(report);
    if !moved.is_empty() {
        said.push(moved);
    }
    if waiting > 0 {
        let (has, their) = match waiting {
            1 => ("n'a", "ses"),
            _ => ("n'ont", "leurs"),
        };
        // A team that fixed its marks has not asked its public either: it is not among those counted here.
        let lack = match of_state(report, State::Collective) {
            0 => format!("pas encore interrogé {their} publics"),
            _ => "encore ni enquête ni cotation collective".to_owned(),
        };
        said.push(format!(
            "{} {has} {lack}{}.",
            words::count(words::size(waiting)),
            at_their_start(report, waiting)
        ));
    }
    said
}

/// That it is normal of those whose first measure is still to come, however many; nothing of the others.
fn at_their_start(report: &Report, waiting: usize) -> String {
    let terms = &report.referential.terms;
    let first = |laureate: &&Digest| {
        let start = laureate.start;
        start.is_some_and(|start| Horizon::of(report.date, start, terms) == Horizon::Reference)
    };
    let unasked = report.laureates.iter();
    let unasked = unasked.filter(|laureate| laureate.state == State::Unasked);
    match (unasked.filter(first).count(), report.naming) {
        (0, _) => String::new(),
        (all, _) if all == waiting => " : c'est normal au début d'un projet".to_owned(),
        (_, Naming::Codes) => String::new(),
        (1, Naming::Names) => ", dont 1 au début de son projet, ce qui est normal".to_owned(),
        (some, Naming::Names) => {
            format!(", dont {some} au début de leur projet, ce qui est normal")
        }
    }
}

fn what_stands_out(report: &Report) -> Vec<String> {
    let extremes = average::extremes(report);
    if extremes.is_empty() {
        return vec![format!(
            "Moins de {} projets publient un même score : ce rapport n'en fait pas de moyenne.",
            pool::fewest(report)
        )];
    }
    if let Some(headline) = years::headline(report) {
        return vec![headline, format!("En moyenne des projets, {extremes}.")];
    }
    let moved = changes::moved(report);
    let first = changes::first(&moved, 3);
    let mut told: Vec<String> = match first.len() {
        // The two are all that moved, and have room for their bounds.
        0..=2 => first
            .into_iter()
            .map(|moved| format!("À périmètre constant, {}.", changes::told(report, moved)))
            .collect(),
        _ => changes::headline(report, &moved)
            .map(|found| format!("À périmètre constant, {found}."))
            .into_iter()
            .collect(),
    };
    if told.is_empty() && !moved.is_empty() {
        told.push(format!(
            "À périmètre constant, {}.",
            changes::open(report, &moved)
        ));
    }
    told.push(format!("En moyenne des projets, {extremes}."));
    told
}

/// Where a public report without means sends its readers.
fn where_results_are(report: &Report) -> Vec<String> {
    if !instead::is_due(report) {
        return Vec::new();
    }
    vec![
        "Dans le dossier de chaque projet, que lui seul peut transmettre ; l'annuaire des lauréats, s'il est publié, donne à qui s'adresser."
            .to_owned(),
    ]
}

fn what_to_watch(report: &Report) -> Vec<String> {
    // What a single dossier holds is no need of several.
    if advice::build(report).is_none() {
        return Vec::new();
    }
    let told = advice::most_frequent(report).map(|(titles, count)| {
        let told = reading::tied(&titles, "recommandations");
        match titles.len() {
            1 => format!("La recommandation la plus fréquente : {told}, dans {count}."),
            2 | 3 => {
                format!("Les recommandations les plus fréquentes, dans {count} chacune : {told}.")
            }
            _ => format!("{told} sont les plus fréquentes, dans {count} chacune."),
        }
    });
    told.into_iter().collect()
}

/// « Quatre projets sur sept réunissent au moins quatre conditions de mesure sur six ».
fn conditions(report: &Report) -> String {
    let judged: Vec<usize> = report
        .laureates
        .iter()
        .filter(|laureate| laureate.state == State::Published)
        .map(|laureate| laureate.conditions.iter().filter(|(_, met)| *met).count())
        .collect();
    if judged.is_empty() {
        return "Aucun score publié à ce jour.".to_owned();
    }
    let sound = judged.iter().filter(|met| **met >= 4).count();
    let told = counted::findings(report, sound, judged.len());
    if told == Told::Nothing {
        return String::new();
    }
    let verb = match told {
        Told::Exactly(0 | 1) => "réunit",
        _ => "réunissent",
    };
    words::capital(&format!(
        "{} sur {} {verb} au moins 4 conditions de mesure sur 6.",
        counted::counted(told, "projet", "projets"),
        words::count(words::size(judged.len()))
    ))
}

fn frequent(report: &Report) -> Vec<Term> {
    let section = advice::build(report);
    let cards = section.map(|section| section.cards).unwrap_or_default();
    let terms = cards.into_iter().take(3).map(|card| Term {
        word: card.title,
        text: format!("{}. {}", words::capital(&card.count), card.call),
    });
    terms.collect()
}

fn unsaid(report: &Report) -> Vec<String> {
    let mut said = vec![
        "Il ne classe pas les lauréats : contextes, publics et questions diffèrent, et les écarts entre petites équipes tiennent \
         beaucoup au hasard."
            .to_owned(),
        "Il ne dit pas que le programme est la cause de ce qui change.".to_owned(),
    ];
    if instead::is_due(report) {
        // Whether some have scores and others not would count them.
        said.push("Il ne donne les résultats d'aucun projet, bons ou mauvais.".to_owned());
    } else if published(report) < report.all() {
        said.push("Il ne dit rien des lauréats qui n'ont pas encore de scores.".to_owned());
    }
    said
}

//! What moved, what holds, what to watch: three labelled sentences, honest when nothing is conclusive.
//!
//! With one measure there is no word of change; a decline or a height is named by its verdict alone.

use crate::aggregate::figures::{Party, Verdict};
use crate::model::{CriterionId, WaveId};

use super::super::changes::{self, Moved, masked};
use super::super::results::Results;
use super::super::{Study, categories, movement, reading, scope, words};
use super::standing::{self, Basis, Standing};
use super::{MOVED, declared};

/// A label and its sentences, most important first.
pub(super) type Labelled = (&'static str, Vec<String>);

/// Most criteria named in a sentence.
const NAMED: usize = 2;

/// Three.
pub(in crate::document) fn sentences(
    study: &Study,
    results: &Results,
    basis: &Basis,
) -> [Labelled; 3] {
    match *basis {
        Basis::Marks => declared::of_marks(study),
        Basis::Declared => declared::of_declarations(study),
        Basis::Survey { party, last } if study.figures.before_last().is_none() => [
            (
                scope::only_profile(study, last),
                profile(study, party, last),
            ),
            ("Points solides", holds(study, party, last)),
            ("À surveiller", watch(study, party, last)),
        ],
        Basis::Survey { party, last } => [
            ("Ce qui a bougé", all_moved(study, results)),
            ("Ce qui tient", holds(study, party, last)),
            ("Ce qui demande attention", watch(study, party, last)),
        ],
    }
}

/// What the only measure is for, and the scores of the families.
fn profile(study: &Study, party: Party, last: WaveId) -> Vec<String> {
    let when = words::in_month(study.figures, last);
    let mut sentences = vec![format!(
        "{}{when} : elle servira de repère à la suivante.",
        words::capital(&scope::only_measure(study))
    )];
    if !scope::is_at_start(study, last) {
        sentences.push("Le départ n'a pas été mesuré.".to_owned());
    }
    let whose = words::party(study.figures, party);
    sentences.extend(categories::findings::all_scores(study, last, party, whose));
    sentences
}

/// Which criteria went from one end to the other, then what moved.
fn all_moved(study: &Study, results: &Results) -> Vec<String> {
    let crossed = changes::pair(study).and_then(|pair| {
        changes::end_to_end(study, pair, scope::speaker(study), &scope::aimed(study))
    });
    match crossed {
        // That no figure tells of a change would deny it.
        Some(crossed) if results.changes.is_none() => vec![crossed],
        crossed => crossed.into_iter().chain(moved(study, results)).collect(),
    }
}

/// The finding of the chart of changes with its dates and who speaks, what it hides of a group, then how many people moved.
fn moved(study: &Study, results: &Results) -> Vec<String> {
    let found = changes::pair(study).and_then(|pair| Some((pair, changes::party(study, pair)?)));
    let nothing = || {
        "Aucune évolution n'est publiée : trop peu de personnes ont répondu aux deux mesures, leurs réponses se \
         ressemblent trop pour être montrées, ou les questions ont changé."
            .to_owned()
    };
    let (Some(page), Some((pair, party))) = (&results.changes, found) else {
        return vec![nothing()];
    };
    let best = movement::best(study, pair);
    let mut hidden = changes::caption::hidden(study, pair, party);
    if hidden.is_empty() && page.chart.conclusive.is_empty() {
        hidden.extend(masked::largest(
            study,
            pair,
            masked::Way::Up,
            &scope::aimed(study),
        ));
    }
    let span = words::capital(&words::span(study.figures, pair));
    if page.chart.conclusive.is_empty() && best.is_none() && hidden.is_empty() {
        let first = page.sentences.first();
        let dated = first.map(|open| format!("{span}, {}", words::uncapital(open)));
        return vec![dated.unwrap_or_else(nothing)];
    }
    let sorted = changes::sorted(study, pair, party);
    let found = words::uncapital(&changes::caption::finding(study, &sorted));
    let who = match party {
        // What follows is of a group.
        Party::Ensemble if sorted.moved.is_empty() => "ensemble des groupes".to_owned(),
        party => words::party(study.figures, party),
    };
    let mut sentences = vec![format!("{span} ({who}), {found}.")];
    let hidden = hidden.iter().map(|moved| masked::clause(study, moved));
    sentences.extend(hidden.map(|clause| format!("{}.", words::capital(&clause))));
    sentences.extend(best);
    sentences
}

/// Established stability, then levels that are high with their whole interval.
fn holds(study: &Study, party: Party, last: WaveId) -> Vec<String> {
    let mut sentences = Vec::new();
    let all = standing::moved(study);
    // Nothing holds where a group moves behind a stable whole.
    let movers = changes::pair(study).map_or_else(Vec::new, |pair| masked::movers(study, pair));
    let (hiding, stable): (Vec<&Moved>, Vec<&Moved>) = all
        .iter()
        .filter(|moved| moved.change.verdict == Verdict::StabilityEstablished)
        .partition(|moved| movers.iter().any(|of| of.criterion == moved.criterion));
    let stable: Vec<String> = stable
        .into_iter()
        .map(|moved| quoted(study, moved.criterion))
        .collect();
    if !stable.is_empty() {
        let but = if hiding.is_empty() {
            ""
        } else {
            ", sans évolution établie ou probable d'un groupe,"
        };
        sentences.push(format!("Stabilité établie{but} pour {}.", some_of(&stable)));
    }
    let levels = standing::levels(study, party, last);
    let high = standing::high(&levels);
    sentences.extend(levels_told(study, &high, "Score élevé", "favorables"));
    if sentences.is_empty() {
        sentences.push(
            "Aucun score n'est élevé à coup sûr (70 ou plus, marge d'incertitude comprise)."
                .to_owned(),
        );
        let named = scope::named_scores(study, last, &scope::aimed(study));
        let extremes = named.extremes("critères");
        if !extremes.is_empty() {
            sentences.push(format!("{}.", words::capital(&extremes)));
        }
    }
    sentences
}

/// Declines, low levels of the whole then of a group, established gaps between groups, split opinions; or that none is established.
fn watch(study: &Study, party: Party, last: WaveId) -> Vec<String> {
    let mut sentences: Vec<String> = declines(study).into_iter().collect();
    let levels = standing::levels(study, party, last);
    let low = standing::low(&levels);
    sentences.extend(levels_told(study, &low, "Score bas", "défavorables"));
    sentences.extend(low_of_groups(study, party, last));
    let aimed = scope::aimed(study);
    let gaps: Vec<_> = categories::findings::gaps(study, &aimed)
        .into_iter()
        .filter(|(_, gap)| gap.established)
        .collect();
    if let Some(gap) = categories::findings::gap_finding(study, last, &gaps) {
        let named = categories::findings::widest(&gaps, None)
            .map(|(criterion, _)| quoted(study, criterion));
        push_fitting(
            &mut sentences,
            gap,
            "Écart établi entre groupes",
            gaps.len(),
            named,
        );
    }
    if sentences.is_empty() {
        let apart = standing::apart_from_split(study, party, last);
        sentences.push(match study.figures.before_last() {
            Some(_) => format!("Aucune dégradation et aucun score bas n'est établi{apart}."),
            None => format!("Aucun score bas n'est établi{apart}."),
        });
    }
    let perhaps = standing::perhaps_low(&levels);
    if !perhaps.is_empty() {
        sentences.push(format!(
            "À vérifier avec l'équipe, score sous 50 avec une marge qui le dépasse : {}.",
            some_of(&scored(study, &perhaps))
        ));
    }
    if let Some(split) = categories::findings::split_finding(study, last, &aimed) {
        let divided = categories::findings::divided(study, last, &aimed);
        let named = divided.first().map(|first| quoted(study, *first));
        push_fitting(&mut sentences, split, "Avis partagés", divided.len(), named);
    }
    sentences
}

/// A sentence where it still fits, else what it is about: the first criterion and how many others, at least how many.
fn push_fitting(
    sentences: &mut Vec<String>,
    full: String,
    what: &str,
    count: usize,
    first: Option<String>,
) {
    let named = first.map(|first| match count {
        0 | 1 => format!("{what} sur {first}."),
        2 => format!("{what} sur {first} et un autre critère."),
        more => format!("{what} sur {first} et {} autres critères.", more - 1),
    });
    let counted = format!(
        "{what} sur {}.",
        words::number_of(count, "critère", "critères")
    );
    let taken: usize = sentences.iter().map(|told| told.chars().count() + 1).sum();
    let fits = |told: &String| taken + told.chars().count() <= MOVED;
    let mut forms = std::iter::once(full).chain(named);
    sentences.push(forms.find(fits).unwrap_or(counted));
}

/// Levels beyond a mark with their whole interval, then those that are bounds: a bound is of the answers given, it has no interval.
fn levels_told(study: &Study, found: &[Standing], score: &str, answers: &str) -> Vec<String> {
    let (bounds, sure): (Vec<Standing>, Vec<Standing>) = found
        .iter()
        .partition(|(_, level)| level.interval.is_none() && !level.everyone);
    // Where everybody answered there is no margin.
    let beyond = if sure.iter().all(|(_, level)| level.everyone) {
        score.to_owned()
    } else {
        format!("{score}, marge d'incertitude comprise")
    };
    let heads = [beyond, format!("Réponses très convergentes et {answers}")];
    heads
        .into_iter()
        .zip([sure, bounds])
        .filter(|(_, found)| !found.is_empty())
        .map(|(head, found)| format!("{head} : {}.", some_of(&scored(study, &found))))
        .collect()
}

/// « Score d'un groupe sous 50, marge comprise : « Participation » 11 (salariés, entre 7 et 14) et … »
fn low_of_groups(study: &Study, party: Party, last: WaveId) -> Option<String> {
    let one = |of: &standing::OfGroup| {
        let who = words::group(study.figures, of.group);
        format!(
            "{} {}",
            quoted(study, of.criterion),
            reading::with_group(&who, of.level)
        )
    };
    let found = standing::low_of_groups(study, party, last);
    let named: Vec<String> = found.iter().map(one).collect();
    (!named.is_empty()).then(|| {
        format!(
            "Score d'un groupe sous 50, marge comprise : {}.",
            some_of(&named)
        )
    })
}

/// Declines of who speaks first, then those that only a group knows.
fn declines(study: &Study) -> Option<String> {
    let found = standing::anybody(study, -1.0);
    let named = |moved: &Moved| {
        let who = match moved.party {
            party if party == scope::speaker(study) => String::new(),
            _ => format!("{}, ", moved.who(study.figures)),
        };
        format!(
            "{} ({who}{}, {})",
            quoted(study, moved.criterion),
            words::change_points(moved.change.delta),
            moved.change.verdict.words()
        )
    };
    let named: Vec<String> = found.iter().map(named).collect();
    (!named.is_empty()).then(|| format!("En recul : {}.", some_of(&named)))
}

fn quoted(study: &Study, criterion: CriterionId) -> String {
    format!("« {} »", scope::name(study, criterion))
}

/// « « Participation » 84 (entre 78 et 90) ».
fn scored(study: &Study, found: &[Standing]) -> Vec<String> {
    let one = |(criterion, level): &Standing| {
        format!(
            "{} {}",
            quoted(study, *criterion),
            reading::with_groups(study.figures, level)
        )
    };
    found.iter().map(one).collect()
}

/// The first ones, and how many others.
pub(in crate::document) fn some_of(named: &[String]) -> String {
    if named.len() <= NAMED {
        return words::list(named);
    }
    let others = named.len() - NAMED;
    let noun = if others == 1 {
        "autre critère"
    } else {
        "autres critères"
    };
    format!("{} et {others} {noun}", named[..NAMED].join(", "))
}

//! Plain readings of values that several sections share: extremes, intervals, alternative texts.
//!
//! Says what is highest and lowest as printed; never that a difference is established.

use crate::aggregate::figures::{Absent, Figures, Level, Score};

use super::figure::Dot;
use super::words;

/// Scores nearer to each other than this have no first and no last: the difference is one of rounding and chance.
const TOO_CLOSE: f64 = 5.0;

/// What a title may compare: scores that text comments, and those of split opinions, whose mean it does not
/// (`statistics.md` § 1.7).
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) told: Vec<(String, Score)>,
    pub(super) split: Vec<Score>,
}

impl Named {
    /// Whether a score that is not commented stands further out than all that are: the reader sees it on the page.
    fn leaves_out_an_end(&self) -> bool {
        let printed = |score: &Score| words::rounded(score.number());
        let told = || self.told.iter().map(|(_, score)| printed(score));
        let (least, most) = (
            told().fold(f64::INFINITY, f64::min),
            told().fold(f64::NEG_INFINITY, f64::max),
        );
        let mut split = self.split.iter().map(printed);
        !self.told.is_empty() && split.any(|score| score < least || score > most)
    }

    /// The same as [`extremes`], and that split opinions are not compared where one of them would come first or last.
    pub(super) fn extremes(&self, things: &str) -> String {
        match extremes(&self.told, things) {
            found if found.is_empty() || !self.leaves_out_an_end() => found,
            found => format!("{found}, hors {things} aux avis partagés"),
        }
    }

    /// The same for an alternative text.
    pub(super) fn extremes_short(&self) -> Vec<String> {
        let mut said = extremes_short(&self.told);
        if !said.is_empty() && self.leaves_out_an_end() {
            said.push("Hors avis partagés.".to_owned());
        }
        said
    }
}

/// Longest alternative text, in signs; ten are kept for the spaces that typesetting may add.
const MOST_SIGNS: usize = 240;

/// Which end of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Highest,
    Lowest,
}

/// Where a score stands from an end of the scale, and whether its true place may lie further out.
fn height(score: Score, end: End) -> (f64, bool) {
    let number = words::rounded(score.number());
    match (end, score) {
        (End::Highest, Score::AtLeast(_)) => (number, true),
        (End::Highest, _) => (number, false),
        (End::Lowest, Score::AtMost(_)) => (100.0 - number, true),
        (End::Lowest, _) => (100.0 - number, false),
    }
}

/// Names at one end with the printed score; `None` when a bounded score makes the order unsure.
fn at_end(named: &[(String, Score)], end: End) -> Option<(Vec<&str>, String)> {
    // A bound on the far side tells neither end: « ≥ 75 » is not the lowest score beside 79, and may not be under 76.
    let alike = named
        .windows(2)
        .all(|pair| words::score(pair[0].1) == words::score(pair[1].1));
    let hides = |score: Score| {
        let far = matches!(
            (end, score),
            (End::Highest, Score::AtMost(_)) | (End::Lowest, Score::AtLeast(_))
        );
        far && !alike
    };
    let most = |open: bool| {
        let heights = named.iter().filter(|(_, score)| !hides(*score));
        let heights = heights.map(|(_, score)| height(*score, end));
        heights
            .filter(|found| found.1 == open)
            .map(|found| found.0)
            .max_by(f64::total_cmp)
    };
    let (closed, open) = (most(false), most(true));
    let wanted = match (open, closed) {
        (Some(open), Some(closed)) if open < closed && open < 95.0 => return None,
        (Some(open), _) => (open, true),
        (None, Some(closed)) => (closed, false),
        (None, None) => return None,
    };
    let hidden = |(_, score): &(String, Score)| hides(*score) && height(*score, end).0 > wanted.0;
    if named.iter().any(hidden) {
        return None;
    }
    let best = named
        .iter()
        .find(|(_, score)| !hides(*score) && height(*score, end) == wanted)?;
    let text = words::score(best.1);
    let names = named
        .iter()
        .filter(|(_, score)| words::score(*score) == text);
    Some((names.map(|(name, _)| name.as_str()).collect(), text))
}

/// Highest and lowest of named scores: « « Participation » a le score le plus élevé (86), « Modèle
/// économique » le plus bas (26) »; ties are named together. Empty when nothing can be ranked.
pub(super) fn extremes(named: &[(String, Score)], things: &str) -> String {
    match named {
        [] => return String::new(),
        [(name, score)] => return format!("« {name} » a un score {}", of_score(*score)),
        _ => {}
    }
    if let Some((least, most)) = close(named) {
        return format!(
            "tous les scores sont entre {} et {}",
            words::whole(least),
            words::whole(most)
        );
    }
    let subject = |names: &[&str]| match names.len() {
        1..=2 => words::list(
            &names
                .iter()
                .map(|name| format!("« {name} »"))
                .collect::<Vec<_>>(),
        ),
        many => format!("{many} {things}"),
    };
    match (at_end(named, End::Highest), at_end(named, End::Lowest)) {
        (Some((_, high)), Some((_, low))) if high == low => {
            let all = named.first().map(|(_, score)| of_score(*score));
            format!("tous les scores sont {}", all.unwrap_or_default())
        }
        (Some((top, high)), Some((bottom, low))) => {
            let verb = if top.len() == 1 { "a" } else { "ont" };
            format!(
                "{} {verb} le score le plus élevé ({high}), {} le plus bas ({low})",
                subject(&top),
                subject(&bottom)
            )
        }
        (Some((top, high)), None) => {
            let verb = if top.len() == 1 { "a" } else { "ont" };
            format!("{} {verb} le score le plus élevé ({high})", subject(&top))
        }
        (None, Some((bottom, low))) => {
            let verb = if bottom.len() == 1 { "a" } else { "ont" };
            format!("{} {verb} le score le plus bas ({low})", subject(&bottom))
        }
        (None, None) => String::new(),
    }
}

/// « de 63 », « d'au moins 95 », « d'au plus 5 ».
fn of_score(score: Score) -> String {
    let number = words::whole(score.number());
    match score {
        Score::Exact(_) => format!("de {number}"),
        Score::AtLeast(_) => format!("d'au moins {number}"),
        Score::AtMost(_) => format!("d'au plus {number}"),
    }
}

/// The least and the most of scores that differ, but by too little to be ranked; none as soon as one of them is a bound.
fn close(named: &[(String, Score)]) -> Option<(f64, f64)> {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for (_, score) in named {
        let Score::Exact(value) = score else {
            return None;
        };
        let printed = words::rounded(*value);
        (least, most) = (least.min(printed), most.max(printed));
    }
    (least < most && most - least < TOO_CLOSE).then_some((least, most))
}

/// Things that come first together: up to three by their names, more by their number.
pub(super) fn tied<S: AsRef<str>>(names: &[S], things: &str) -> String {
    match names.len() {
        1..=3 => {
            let quoted = names.iter().map(|name| format!("« {} »", name.as_ref()));
            words::list(&quoted.collect::<Vec<_>>())
        }
        many => format!("{many} {things} à égalité"),
    }
}

/// Most letters of two names that an alternative text gives in full.
const LONG_PAIR: usize = 60;

/// The same for an alternative text: « Plus élevé : Participation (86). », « Plus bas : … ».
pub(super) fn extremes_short(named: &[(String, Score)]) -> Vec<String> {
    if let [(name, score)] = named {
        return vec![format!("{name} : {}.", words::score(*score))];
    }
    let one = |label: &str, end| {
        let (names, text) = at_end(named, end)?;
        let told = match names.as_slice() {
            // Both ends must hold: what one end names at length, the other would miss.
            [first, second] if first.chars().count() + second.chars().count() > LONG_PAIR => {
                format!("{first} et 1 autre")
            }
            [_] | [_, _] => words::list(&names),
            many => format!("{} à égalité", many.len()),
        };
        Some(format!("{label} : {told} ({text})."))
    };
    let ends = [
        one("Plus élevé", End::Highest),
        one("Plus bas", End::Lowest),
    ];
    if ends.iter().any(Option::is_some) {
        return ends.into_iter().flatten().collect();
    }
    printed(named).into_iter().collect()
}

/// « Scores imprimés : de ≥ 75 à 94. » Where bounds leave no order, what is heard still tells the values.
fn printed(named: &[(String, Score)]) -> Option<String> {
    let by_number =
        |a: &&(String, Score), b: &&(String, Score)| a.1.number().total_cmp(&b.1.number());
    let least = named.iter().min_by(by_number)?;
    let most = named.iter().max_by(by_number)?;
    Some(format!(
        "Scores imprimés : de {} à {}.",
        words::score(least.1),
        words::score(most.1)
    ))
}

/// Sentences of an alternative text as long as they fit, then where the data are.
pub(super) fn alternative(sentences: &[String], table: &str) -> String {
    let end = format!("Données : tableau {table}.");
    let mut text = String::new();
    let mut room = MOST_SIGNS.saturating_sub(end.chars().count());
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let length = sentence.chars().count() + 1;
        if length <= room {
            room -= length;
            text.push_str(sentence);
            text.push(' ');
        }
    }
    text + &end
}

/// Both ends of the interval of a level as drawn: its bound to the end of the scale when bounded.
pub(super) fn span(level: &Level) -> (f64, f64) {
    match (level.score, level.interval) {
        (_, Some((low, high))) => (words::rounded(low), words::rounded(high)),
        (Score::AtLeast(bound), None) => (words::rounded(bound), 100.0),
        (Score::AtMost(bound), None) => (0.0, words::rounded(bound)),
        (Score::Exact(value), None) => (words::rounded(value), words::rounded(value)),
    }
}

/// A dot of a chart.
pub(super) fn dot(level: &Level, series: usize) -> Dot {
    let (low, high) = span(level);
    Dot {
        series: u8::try_from(series).unwrap_or(u8::MAX),
        value: words::rounded(level.score.number()),
        text: words::score(level.score),
        low,
        high,
        labelled: false,
    }
}

/// Labels the first highest and the last lowest of a row; the only one of a row of one.
pub(super) fn label_extremes(dots: &mut [Dot]) {
    let by_value = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1);
    let values: Vec<(usize, f64)> = dots.iter().map(|dot| dot.value).enumerate().collect();
    let ends = [
        values.iter().copied().max_by(by_value),
        values.iter().copied().min_by(by_value),
    ];
    for (rank, _) in ends.into_iter().flatten() {
        if let Some(dot) = dots.get_mut(rank) {
            dot.labelled = true;
        }
    }
}

/// « 72 (entre 61 et 83) », « 72 (toutes les personnes ont répondu) », « ≥ 95 »; where more answered than were invited it is not
/// known whether all did.
pub(super) fn with_interval(level: &Level) -> String {
    with_asides(level, margin(level).into_iter().collect())
}

/// The same of an « ensemble », and whose score it is where groups that were asked are not in it: « 87 (entre 80 et 95, d'après les
/// bénévoles) ». Such a score may stand above or under all those it is read beside.
pub(super) fn with_groups(figures: &Figures, level: &Level) -> String {
    with_asides(
        level,
        margin(level)
            .into_iter()
            .chain(whose(figures, level))
            .collect(),
    )
}

/// The same of a group, named with its score: « 11 (salariés, entre 7 et 14) ».
pub(super) fn with_group(label: &str, level: &Level) -> String {
    let asides = std::iter::once(label.to_owned()).chain(margin(level));
    with_asides(level, asides.collect())
}

fn with_asides(level: &Level, asides: Vec<String>) -> String {
    let text = words::score(level.score);
    if asides.is_empty() {
        return text;
    }
    format!("{text} ({})", asides.join(", "))
}

/// How far a score may lie from what all the people would say.
fn margin(level: &Level) -> Option<String> {
    match level.interval {
        _ if level.everyone && level.over => {
            Some("plus de réponses que de personnes invitées".to_owned())
        }
        _ if level.everyone => Some("toutes les personnes ont répondu".to_owned()),
        Some((low, high)) => Some(words::between((low, high))),
        None => None,
    }
}

/// Whether an « ensemble » leaves out groups that were asked.
pub(super) fn is_of_some_groups(level: &Level) -> bool {
    !level.groups.is_empty() && level.groups.len() < level.groups_asked
}

/// « d'après les bénévoles », « 2 groupes sur 3 »; none where all the groups that were asked are in the score.
fn whose(figures: &Figures, level: &Level) -> Option<String> {
    is_of_some_groups(level).then(|| match level.groups.as_slice() {
        [only] => format!("d'après les {}", words::group(figures, *only)),
        some => format!("{} groupes sur {}", some.len(), level.groups_asked),
    })
}

/// Why parties have no dot: « bénévoles : non publié ; partenaires : non mesuré ». A group that is
/// not asked is left out.
pub(super) fn absences(found: &[(String, Absent)]) -> String {
    let mut parts = Vec::new();
    for reason in [Absent::Withheld, Absent::NotMeasured, Absent::NotReached] {
        let of: Vec<&str> = found
            .iter()
            .filter(|(_, absent)| *absent == reason)
            .map(|(label, _)| label.as_str())
            .collect();
        if !of.is_empty() {
            parts.push(format!("{} : {}", words::list(&of), reason.words()));
        }
    }
    parts.join(" ; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_long_names_at_one_end_leave_room_for_the_other() {
        let named: Vec<(String, Score)> = [
            ("Implication citoyenne, contribution à la société", 75.0),
            ("Meilleur accès aux droits et aux services", 75.0),
            ("Proximité", 53.0),
            ("Ouverture", 53.0),
        ]
        .map(|(name, score)| (name.to_owned(), Score::Exact(score)))
        .into();
        assert_eq!(
            extremes_short(&named),
            [
                "Plus élevé : Implication citoyenne, contribution à la société et 1 autre (75).",
                "Plus bas : Proximité et Ouverture (53).",
            ]
        );
    }
}

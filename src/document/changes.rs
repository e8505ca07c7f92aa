//! « Ce qui a changé »: first against last measure (G2), and the sentences above it.
//!
//! Speaks of evolution observed during the project, by the verdicts alone. Absent with one measure. Its sentences and its caption
//! are in the room, with what a mean of groups would hide (`masked`).

pub(super) mod caption;
pub(super) mod direction;
pub(super) mod masked;
mod sentences;

use crate::aggregate::figures::{Absent, Change, Figures, Party, Score, Subject, Verdict};
use crate::model::{CriterionId, WaveId};

use super::dossier::Changes;
use super::figure::{ChangeChart, ChangeRow, Verdict as PrintedVerdict};
use super::{Study, movement, scope, words};

/// The title of a chart that has nothing else to say.
const PLAIN_TITLE: &str = "Scores et évolutions par critère";

/// Half-widths of the axis of changes, in points.
const SPANS: (u32, u32) = (50, 100);

/// A change of one party with its criterion.
pub(super) struct Moved<'a> {
    pub criterion: CriterionId,
    pub party: Party,
    pub change: &'a Change,
}

impl Moved<'_> {
    /// Who moved: an « ensemble » of one group is that group.
    pub fn who(&self, figures: &Figures) -> String {
        words::party(figures, self.party.alone(&self.change.groups))
    }
}

/// The two measures that are compared: the first and the last.
pub(super) fn pair(study: &Study) -> Option<(WaveId, WaveId)> {
    let (first, last) = (study.figures.first()?, study.figures.last()?);
    (first != last).then_some((first, last))
}

/// Published changes of a party on the aimed criteria between two measures, in referential order.
pub(super) fn of_party<'a>(
    study: &Study<'a>,
    (from, to): (WaveId, WaveId),
    party: Party,
) -> Vec<Moved<'a>> {
    let figures = study.figures;
    let mut found = Vec::new();
    for criterion in scope::criteria(study).filter(|criterion| scope::is_aimed(study, *criterion)) {
        if let Ok(change) = figures.change(from, to, party, Subject::Criterion(criterion)) {
            found.push(Moved {
                criterion,
                party,
                change,
            });
        }
    }
    found
}

/// Criteria on which all answers of a party went from one end to the other, in a sentence. Two bounds have no difference, so that
/// no change of them is a figure; both stand on paper.
pub(super) fn end_to_end(
    study: &Study,
    (from, to): (WaveId, WaveId),
    party: Party,
    criteria: &[CriterionId],
) -> Option<String> {
    let figures = study.figures;
    let crossed = criteria.iter().filter_map(|&criterion| {
        let subject = Subject::Criterion(criterion);
        let [before, after] = [from, to].map(|wave| figures.level(wave, party, subject).ok());
        let (before, after) = (before?, after?);
        let is_apart = match (before.score, after.score) {
            (Score::AtMost(low), Score::AtLeast(high))
            | (Score::AtLeast(high), Score::AtMost(low)) => low < high,
            _ => false,
        };
        let groups = match party {
            Party::Group(group) => vec![group],
            Party::Ensemble => after.groups.clone(),
        };
        // Questions that changed are not measured again.
        let is_kept_back = |group: &usize| {
            let change = figures.change(from, to, Party::Group(*group), subject);
            matches!(change, Err(Absent::Withheld))
        };
        (is_apart && before.groups == after.groups && groups.iter().all(is_kept_back)).then(|| {
            format!(
                "« {} » (de {} à {})",
                scope::name(study, criterion),
                words::score(before.score),
                words::score(after.score)
            )
        })
    });
    let crossed: Vec<String> = crossed.collect();
    (!crossed.is_empty()).then(|| {
        format!(
            "Toutes les réponses sont passées d'un côté à l'autre pour {}.",
            super::essential::sentences::some_of(&crossed)
        )
    })
}

/// The same of each group, in the order of groups.
pub(super) fn of_groups<'a>(study: &Study<'a>, pair: (WaveId, WaveId)) -> Vec<Moved<'a>> {
    scope::groups(study)
        .flat_map(|group| of_party(study, pair, Party::Group(group)))
        .collect()
}

/// Who is drawn: who speaks first, or the group with most changes when the ensemble has none.
pub(super) fn party(study: &Study, pair: (WaveId, WaveId)) -> Option<Party> {
    scope::first_with_most(study, |party| of_party(study, pair, party).len())
}

/// The page « Ce qui a changé »; `None` with one measure or without any published change.
pub(super) fn build(study: &Study) -> Option<Changes> {
    let pair = pair(study)?;
    let party = party(study, pair)?;
    let sentences = sentences::sentences(study, pair, party);
    let mut chart = chart(study, pair, party, &sorted(study, pair, party));
    // What opens the page is not said again by the title of the chart under it.
    let is_told = |first: &String| first.starts_with(&chart.caption.title);
    if sentences.first().is_some_and(is_told) {
        chart.caption.title = PLAIN_TITLE.to_owned();
    }
    Some(Changes { sentences, chart })
}

/// Changes of a party, by what can be said of them; the largest upwards first.
pub(super) fn sorted<'a>(study: &Study<'a>, pair: (WaveId, WaveId), party: Party) -> Sorted<'a> {
    let all = of_party(study, pair, party);
    let (mut moved, mut stable, mut open, mut apart) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for found in all {
        match found.change.verdict {
            Verdict::StabilityEstablished => stable.push(found),
            Verdict::Uncertain => open.push(found),
            Verdict::NotComparable => apart.push(found),
            _ => moved.push(found),
        }
    }
    moved.sort_by(|a, b| {
        b.change
            .delta
            .total_cmp(&a.change.delta)
            .then(a.criterion.cmp(&b.criterion))
    });
    let withheld = scope::aimed(study).into_iter();
    let withheld = withheld.filter(|criterion| is_withheld(study, pair, party, *criterion));
    Sorted {
        moved,
        stable,
        open,
        apart,
        withheld: withheld.collect(),
    }
}

/// Changes by what can be said of them.
pub(super) struct Sorted<'a> {
    pub moved: Vec<Moved<'a>>,
    pub stable: Vec<Moved<'a>>,
    pub open: Vec<Moved<'a>>,
    pub apart: Vec<Moved<'a>>,
    /// Criteria of which no change is published, for the protection of respondents.
    pub withheld: Vec<CriterionId>,
}

impl Sorted<'_> {
    /// « aucune évolution ne dépasse la marge d'incertitude »: of those that are published, where some are not.
    pub fn nothing_moved(&self) -> &'static str {
        if self.withheld.is_empty() {
            "aucune évolution ne dépasse la marge d'incertitude"
        } else {
            "aucune évolution publiée ne dépasse la marge d'incertitude"
        }
    }
}

/// Whether a change is missing because a side of it, or the change itself, is kept back.
fn is_withheld(
    study: &Study,
    (from, to): (WaveId, WaveId),
    party: Party,
    criterion: CriterionId,
) -> bool {
    let subject = Subject::Criterion(criterion);
    let side = |wave| scope::level(study, wave, party, criterion).err();
    match study.figures.change(from, to, party, subject).err() {
        None => false,
        Some(Absent::Withheld) => true,
        Some(_) => [side(from), side(to)].contains(&Some(Absent::Withheld)),
    }
}

fn chart(study: &Study, pair: (WaveId, WaveId), party: Party, sorted: &Sorted) -> ChangeChart {
    let conclusive: Vec<ChangeRow> = sorted
        .moved
        .iter()
        .chain(&sorted.stable)
        .filter_map(|moved| row(study, pair, moved))
        .collect();
    // Where nothing can be concluded, a count of people would conclude.
    let inconclusive: Vec<ChangeRow> = sorted
        .open
        .iter()
        .filter_map(|moved| row(study, pair, moved))
        .map(|row| ChangeRow {
            people: String::new(),
            ..row
        })
        .collect();
    let widest = conclusive
        .iter()
        .chain(&inconclusive)
        .map(|row| row.low.abs().max(row.high.abs()).max(row.delta.abs()))
        .fold(0.0, f64::max);
    let label = |wave| words::wave(study.referential, study.figures, wave);
    ChangeChart {
        caption: caption::caption(study, pair, party, sorted),
        from: label(pair.0),
        to: label(pair.1),
        span: if widest > f64::from(SPANS.0) {
            SPANS.1
        } else {
            SPANS.0
        },
        band: band(study),
        conclusive,
        inconclusive_title: caption::inconclusive_title(&sorted.open),
        inconclusive,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a threshold between 0 and 100 points"
)]
fn band(study: &Study) -> u32 {
    words::rounded(scope::thresholds(study).important_change.clamp(0.0, 100.0)) as u32
}

fn row(study: &Study, (from, to): (WaveId, WaveId), moved: &Moved) -> Option<ChangeRow> {
    let entry = study.referential.criteria.get(moved.criterion.at())?;
    let category = study.referential.categories.get(entry.category.at())?;
    let change = moved.change;
    let end = |wave, value: f64| {
        // A bounded score stays bounded here too.
        let level = scope::level(study, wave, moved.party, moved.criterion);
        let bounded = level
            .ok()
            .map(|level| level.score)
            .filter(|score| !matches!(score, Score::Exact(_)));
        let score = bounded.unwrap_or(Score::Exact(value));
        (words::rounded(score.number()), words::score(score))
    };
    let (from, from_text) = end(from, change.from);
    let (to, to_text) = end(to, change.to);
    Some(ChangeRow {
        category: category.code.clone(),
        number: entry.number,
        name: entry.name.clone(),
        from,
        to,
        from_text,
        to_text,
        delta: words::rounded(change.delta),
        delta_text: words::change_in_chart(change.delta),
        low: words::rounded(change.interval.0),
        high: words::rounded(change.interval.1),
        verdict: printed(change.verdict),
        word: change.verdict.words().to_owned(),
        people: movement::people(change),
    })
}

fn printed(verdict: Verdict) -> PrintedVerdict {
    match verdict {
        Verdict::ImprovementEstablished => PrintedVerdict::ImprovementEstablished,
        Verdict::ImprovementProbable => PrintedVerdict::ImprovementProbable,
        Verdict::StabilityEstablished => PrintedVerdict::StabilityEstablished,
        Verdict::Uncertain => PrintedVerdict::Uncertain,
        Verdict::DeclineProbable => PrintedVerdict::DegradationProbable,
        Verdict::DeclineEstablished => PrintedVerdict::DegradationEstablished,
        Verdict::NotComparable => PrintedVerdict::NotComparable,
    }
}

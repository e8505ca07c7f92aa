//! What changed between two measures: the same items, the same groups, one family a group.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::referential::HiddenCounts;
use crate::model::{ItemId, WaveId};

use super::cells::Cell;
use super::change::{Change as Estimated, ensemble_change};
use super::composite::Composite;
use super::compute::Workshop;
use super::disclosure::{Base, Sensitivity, Spreads};
use super::estimate::total;
use super::figures::{Absent, Design, Figures, Party, Score, Subject};
use super::gated_change::Drafted;
use super::pairing::{Compared, Sides};
use super::tally::Scores;

/// Which change: first wave, last wave, who, what.
type Key = (WaveId, WaveId, Party, Subject);

/// Changes drafted so far; verdicts wait until each family is complete ([`super::families`]).
pub(super) type Drafts = BTreeMap<Key, Result<Drafted, Absent>>;

/// Mean over groups of the share of the same people between the last two measures (`decisions.md` § 3);
/// over those that are counted when the counts of the others are to be masked.
pub(super) fn followed_share(workshop: &Workshop, figures: &Figures) -> Option<f64> {
    let (before, last) = (figures.before_last()?, figures.last()?);
    let crowd = |wave: WaveId, group: usize| -> (u32, BTreeSet<u32>) {
        let people = &workshop.material.survey.waves[wave.at()].respondents;
        let of_group = people
            .iter()
            .zip(&workshop.crowds[wave.at()].group)
            .filter(|(_, of)| of.map(usize::from) == Some(group));
        (
            workshop.crowds[wave.at()].usable[group],
            of_group.filter_map(|(person, _)| person.person).collect(),
        )
    };
    let shares: Vec<f64> = (0..workshop.grouping.groups.len())
        .filter_map(|group| {
            let ((n1, earlier), (n2, now)) = (crowd(before, group), crowd(last, group));
            let fewest = n1.min(n2);
            let thresholds = workshop.material.thresholds;
            if thresholds.hidden_counts == HiddenCounts::Withheld && fewest < thresholds.score {
                return None;
            }
            let kept = u32::try_from(earlier.intersection(&now).count()).ok()?;
            (fewest > 0).then(|| f64::from(kept) / f64::from(fewest))
        })
        .collect();
    super::estimate::mean(&shares)
}

/// The waves that changes compare: the first and the last measure, and each with the next.
pub(super) fn pairs(figures: &Figures) -> BTreeSet<(WaveId, WaveId)> {
    let measures: Vec<WaveId> = figures.measures().collect();
    let mut pairs: BTreeSet<(WaveId, WaveId)> =
        measures.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if let (Some(&first), Some(&last)) = (measures.first(), measures.last())
        && first != last
    {
        pairs.insert((first, last));
    }
    pairs
}

/// Drafts the change of a subject between two waves; `scores` are those over the questions put at each wave.
pub(super) fn draft_pair(
    workshop: &Workshop,
    composite: &Composite,
    scores: &[Vec<Scores>],
    compared: &Compared,
    figures: &Figures,
    all: &mut Drafts,
) {
    let ((from, to), common) = (compared.waves, &compared.common);
    let own = |wave: WaveId| {
        let is_same = workshop.present[wave.at()] == *common;
        (!is_same).then(|| workshop.scores_of_groups(wave.at(), composite, common))
    };
    let (first, last) = (own(from), own(to));
    let first = first.as_ref().unwrap_or(&scores[from.at()]);
    let last = last.as_ref().unwrap_or(&scores[to.at()]);
    let mut parts = Vec::new();
    for group in 0..workshop.grouping.groups.len() {
        let key = (from, to, Party::Group(group), composite.subject);
        let sides = || compared.sides(group, (&first[group], &last[group]));
        let at = (group, compared);
        match draft(workshop, composite, at, sides, (figures, all)) {
            Ok((estimated, drafted)) => {
                all.insert(key, Ok(drafted));
                parts.push((key, estimated));
            }
            Err(Absent::NotConcerned) => {}
            Err(absent) => {
                all.insert(key, Err(absent));
            }
        }
    }
    let ensemble = (from, to, Party::Ensemble, composite.subject);
    let is_withheld = |group| {
        let key = (from, to, Party::Group(group), composite.subject);
        matches!(all.get(&key), Some(Err(Absent::Withheld)))
    };
    let side = |wave| figures.level(wave, Party::Ensemble, composite.subject);
    if let Some(drafted) = ensemble_draft(workshop, &parts, all) {
        all.insert(ensemble, Ok(drafted));
    } else if side(from).is_ok() && side(to).is_ok() {
        // Both measures stand in print: that nothing is said of the change is not because it could not be compared.
        if (0..workshop.grouping.groups.len()).any(is_withheld) {
            all.insert(ensemble, Err(Absent::Withheld));
        }
    }
}

/// Items present in both waves in the same wording.
pub(super) fn common_items(workshop: &Workshop, from: WaveId, to: WaveId) -> Vec<bool> {
    let project = workshop.material.project;
    let version = |wave: WaveId, item: usize| {
        let id = ItemId(u16::try_from(item).unwrap_or(u16::MAX));
        let own = project.waves[wave.at()].versions.get(&id).copied();
        own.unwrap_or(workshop.material.questionnaire.items[item].version)
    };
    (0..workshop.material.questionnaire.items.len())
        .map(|item| {
            workshop.present[from.at()][item]
                && workshop.present[to.at()][item]
                && version(from, item) == version(to, item)
        })
        .collect()
}

/// Fewer than half of the items asked on either side are in common.
fn is_comparable(
    workshop: &Workshop,
    composite: &Composite,
    (from, to): (WaveId, WaveId),
    common: &[bool],
) -> bool {
    let (mut shared, mut asked) = (0, 0);
    for item in composite.items() {
        let present = |wave: WaveId| workshop.present[wave.at()][item.at()];
        asked += usize::from(present(from) || present(to));
        shared += usize::from(common[item.at()]);
    }
    asked > 0 && shared * 2 >= asked
}

fn draft<'s>(
    workshop: &Workshop,
    composite: &Composite,
    (group, compared): (usize, &Compared),
    sides: impl FnOnce() -> Sides<'s>,
    (figures, drafts): (&Figures, &Drafts),
) -> Result<(Estimated, Drafted), Absent> {
    let ((from, to), common) = (compared.waves, &compared.common);
    let subject = composite.subject;
    for wave in [from, to] {
        match figures.level(wave, Party::Group(group), subject) {
            Ok(level) if matches!(level.score, Score::Exact(_)) => {}
            Ok(_) => return Err(Absent::Withheld),
            Err(absent) => return Err(absent),
        }
    }
    if !is_comparable(workshop, composite, (from, to), common) {
        return Err(Absent::NotMeasured);
    }
    // The figures on the items in common are rows of each wave's audit.
    let retold = workshop.retold(group, subject);
    let cell = composite.cell(common);
    let allows = |wave: WaveId| workshop.protection.allows(wave.at(), group, cell.clone());
    if retold.is_none() && !(allows(from) && allows(to)) {
        return Err(Absent::Withheld);
    }
    let sides = sides();
    let sensitivity = workshop.sensitivity(composite);
    let spreads = workshop
        .protection
        .spreads_of_change((from, to), group, &cell);
    let shown = (
        spreads,
        workshop.protection.following((from, to), group, &cell),
    );
    let fewest = workshop.gate.score(sensitivity) as usize;
    let (first, last) = (&sides.first.distribution, &sides.last.distribution);
    if first.count() < fewest || last.count() < fewest {
        return Err(Absent::Withheld);
    }
    if !workshop.is_exact(&sides, &cell, sensitivity) {
        return Err(Absent::Withheld);
    }
    let (Some(before), Some(after)) = (first.summary(), last.summary()) else {
        return Err(Absent::NotMeasured);
    };
    let estimated = workshop
        .gate
        .estimate((&before, &after), &sides, sensitivity, shown)
        .ok_or(Absent::NotMeasured)?;
    let mut drafted = Drafted {
        n: (estimated.first_count, estimated.last_count),
        pairs: workshop.gate.pairs(&estimated),
        means: (before.mean, after.mean),
        estimate: estimated.estimate,
        design: estimated.design(),
        people: workshop.gate.people(&sides, sensitivity, shown),
        tested: workshop.gate.tests(&estimated, sensitivity, spreads),
        by_person: workshop.gate.is_by_person(&sides, shown.1),
        groups: Vec::new(),
    };
    // Beside the answers of everybody to the one question, who moved how would show what the others answered.
    let of_one_question = matches!(&cell, Cell::Level(_, items) if items.len() == 1);
    if of_one_question && workshop.gate.has_few_apart(&sides, sensitivity) {
        drafted.people = None;
    }
    match retold {
        None => Ok((estimated, drafted)),
        Some(category) => {
            workshop.change_through((from, to), group, category, (estimated, drafted), drafts)
        }
    }
}

impl Workshop<'_> {
    /// Whether both means of a change may be printed: on fewer items than the wave's, answers may all agree.
    fn is_exact(&self, sides: &Sides, cell: &Cell, sensitivity: Sensitivity) -> bool {
        let ends = match cell {
            Cell::Level(_, items) if items.len() == 1 => self.item_ends(usize::from(items[0])),
            _ => None,
        };
        [sides.first, sides.last].iter().all(|scores| {
            self.gate.is_exact(&Base {
                scores: &scores.distribution,
                population: None,
                sensitivity,
                ends,
                spreads: Spreads::Open,
            })
        })
    }
}

/// The « ensemble » over the groups with a change: the same fixed weights on both sides.
fn ensemble_draft(
    workshop: &Workshop,
    parts: &[(Key, Estimated)],
    all: &Drafts,
) -> Option<Drafted> {
    let weight = |party: Party| match party {
        Party::Group(group) => workshop.weighing.of(group),
        Party::Ensemble => 0.0,
    };
    let weighted: Vec<(f64, Estimated)> = parts
        .iter()
        .map(|(key, estimated)| (weight(key.2), *estimated))
        .collect();
    let estimate = ensemble_change(&weighted)?;
    let own: Vec<(f64, &Drafted)> = parts
        .iter()
        .filter_map(|(key, _)| Some((weight(key.2), all.get(key)?.as_ref().ok()?)))
        .collect();
    let whole = total(own.iter().map(|(weight, _)| *weight));
    let mean = |of: fn(&Drafted) -> f64| {
        total(own.iter().map(|(part, drafted)| part / whole * of(drafted)))
    };
    let own: Vec<&Drafted> = own.iter().map(|(_, drafted)| *drafted).collect();
    let sum = |of: fn(&Drafted) -> u32| own.iter().map(|drafted| of(drafted)).sum();
    let first = own.first()?;
    let one_design = own.iter().all(|drafted| drafted.design == first.design);
    Some(Drafted {
        n: (sum(|drafted| drafted.n.0), sum(|drafted| drafted.n.1)),
        pairs: (own.len() == 1).then_some(first.pairs).flatten(),
        means: (
            mean(|drafted| drafted.means.0),
            mean(|drafted| drafted.means.1),
        ),
        estimate,
        design: if one_design {
            first.design
        } else {
            Design::Mixed
        },
        people: if own.len() == 1 { first.people } else { None },
        tested: own.iter().all(|drafted| drafted.tested),
        by_person: own.iter().any(|drafted| drafted.by_person),
        groups: parts.iter().filter_map(|(key, _)| key.2.group()).collect(),
    })
}

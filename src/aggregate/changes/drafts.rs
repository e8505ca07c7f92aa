//! Changes between two measures, drafted: the same items, the same groups, one family a group.

use std::collections::BTreeMap;

use crate::model::WaveId;

use super::super::change::{Change as Estimated, ensemble_change};
use super::super::composite::Composite;
use super::super::compute::Workshop;
use super::super::disclosure::{Base, Sensitivity, Spreads};
use super::super::estimate::total;
use super::super::figures::{Absent, Design, Figures, Party, Score, Subject};
use super::super::protection::cells::Cell;
use super::super::tally::Scores;
use super::gated::Drafted;
use super::pairing::{Compared, Sides};

/// Which change: first wave, last wave, who, what.
type Key = (WaveId, WaveId, Party, Subject);

/// Changes drafted so far; verdicts wait until each family is complete ([`super::families`]).
pub(in crate::aggregate) type Drafts = BTreeMap<Key, Result<Drafted, Absent>>;

/// Drafts the change of a subject between two waves; `scores` are those over the questions put at each wave.
pub(in crate::aggregate) fn draft_pair(
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
    let sketch = Sketch {
        workshop,
        composite,
        compared,
        figures,
        drafts: all,
    };
    let groups = 0..workshop.grouping.groups.len();
    let found = groups.map(|group| {
        let sides = || compared.sides(group, (&first[group], &last[group]));
        let key = (from, to, Party::Group(group), composite.subject);
        (key, sketch.draft(group, sides))
    });
    let found: Vec<_> = found.collect();
    let mut parts = Vec::new();
    for (key, drafted) in found {
        match drafted {
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

/// The change of a subject between two waves, about to be drafted group by group.
struct Sketch<'c> {
    workshop: &'c Workshop<'c>,
    composite: &'c Composite,
    compared: &'c Compared,
    figures: &'c Figures,
    /// What was drafted of the subjects before.
    drafts: &'c Drafts,
}

impl Sketch<'_> {
    /// What may be told of a group; `sides` are worked out when the rest allows.
    fn draft<'s>(
        &self,
        group: usize,
        sides: impl FnOnce() -> Sides<'s>,
    ) -> Result<(Estimated, Drafted), Absent> {
        let (from, to) = self.compared.waves;
        self.has_both_ends(group)?;
        // The figures on the items in common are rows of each wave's audit.
        let retold = self.workshop.retold(group, self.composite.subject);
        let cell = self.composite.cell(&self.compared.common);
        let protection = &self.workshop.protection;
        let allows = |wave: WaveId| protection.allows(wave.at(), group, cell.clone());
        if retold.is_none() && !(allows(from) && allows(to)) {
            return Err(Absent::Withheld);
        }
        let found = self.drafted(group, &cell, &sides())?;
        match retold {
            None => Ok(found),
            Some(category) => {
                let waves = self.compared.waves;
                self.workshop
                    .change_through(waves, group, category, found, self.drafts)
            }
        }
    }

    /// Whether both scores are told exactly, over questions enough of which are in common.
    fn has_both_ends(&self, group: usize) -> Result<(), Absent> {
        let (from, to) = self.compared.waves;
        let mut exact = true;
        for wave in [from, to] {
            let party = Party::Group(group);
            let level = self.figures.level(wave, party, self.composite.subject)?;
            exact &= matches!(level.score, Score::Exact(_));
        }
        match (self.is_comparable(), exact) {
            (false, _) => Err(Absent::NotMeasured),
            (true, false) => Err(Absent::Withheld),
            (true, true) => Ok(()),
        }
    }

    /// Whether half of the items asked on either side are in common.
    fn is_comparable(&self) -> bool {
        let (from, to) = self.compared.waves;
        let (mut shared, mut asked) = (0, 0);
        for item in self.composite.items() {
            let present = |wave: WaveId| self.workshop.present[wave.at()][item.at()];
            asked += usize::from(present(from) || present(to));
            shared += usize::from(self.compared.common[item.at()]);
        }
        asked > 0 && shared * 2 >= asked
    }

    /// At both waves, the question in common on which all the scores of a group rest.
    fn only_answered(&self, group: usize) -> [Option<u16>; 2] {
        let (from, to) = self.compared.waves;
        let common = &self.compared.common;
        [from, to].map(|wave| {
            let items = self.composite.items().filter(|item| common[item.at()]);
            let place = (wave.at(), group);
            self.workshop.only_answered(place, items.map(|item| item.0))
        })
    }

    /// The draft of a group on its own answers, as far as the gate lets it through.
    fn drafted(
        &self,
        group: usize,
        cell: &Cell,
        sides: &Sides,
    ) -> Result<(Estimated, Drafted), Absent> {
        let (workshop, waves) = (self.workshop, self.compared.waves);
        let (gate, protection) = (&workshop.gate, &workshop.protection);
        let sensitivity = workshop.sensitivity(self.composite);
        let spreads = protection.spreads_of_change(waves, group, cell);
        let shown = (spreads, protection.following(waves, group, cell));
        let fewest = gate.score(sensitivity) as usize;
        let only = self.only_answered(group);
        let (first, last) = (&sides.first.distribution, &sides.last.distribution);
        if first.count() < fewest
            || last.count() < fewest
            || !workshop.is_exact(sides, only, sensitivity)
        {
            return Err(Absent::Withheld);
        }
        let both = first.summary().zip(last.summary());
        let (before, after) = both.ok_or(Absent::NotMeasured)?;
        let estimated = gate
            .estimate((&before, &after), sides, sensitivity, shown)
            .ok_or(Absent::NotMeasured)?;
        // Beside the answers of everybody to the one question, who moved how would show what the others answered.
        let of_one_question = only[0].is_some() && only[0] == only[1];
        let gives_away = of_one_question && gate.has_few_apart(sides, sensitivity);
        let people = gate.people(sides, sensitivity, shown);
        let drafted = Drafted {
            n: (estimated.first_count, estimated.last_count),
            pairs: gate.pairs(&estimated),
            means: (before.mean, after.mean),
            estimate: estimated.estimate,
            design: estimated.design(),
            people: people.filter(|_| !gives_away),
            tested: gate.tests(&estimated, sensitivity, spreads),
            by_person: gate.is_by_person(sides, shown.1),
            groups: Vec::new(),
        };
        Ok((estimated, drafted))
    }
}

impl Workshop<'_> {
    /// Whether both means of a change may be printed: on fewer items than the wave's, answers may all agree.
    fn is_exact(&self, sides: &Sides, only: [Option<u16>; 2], sensitivity: Sensitivity) -> bool {
        let both = [sides.first, sides.last].into_iter().zip(only);
        both.into_iter().all(|(scores, only)| {
            let ends = only.and_then(|item| self.item_ends(usize::from(item)));
            self.gate.is_exact(&Base {
                scores: &scores.distribution,
                population: None,
                over: false,
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

//! What each group weighs in « ensemble » (`statistics.md` § 1.5): as much as any other, or as many people as were invited.
//!
//! One weight a group for all waves: a change in how many are invited must not look like a change in opinion.

use crate::model::Project;
use crate::model::referential::GroupWeight;

use super::crowd::Crowd;
use super::figures::FigureGroup;
use super::participation::invited;

/// What each group weighs in « ensemble », the same at all waves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Weighing {
    /// As much as any other.
    #[default]
    Equal,
    /// People invited, by rank of the group; 0 where nobody answered.
    Population(Vec<u32>),
    /// As much as any other, although populations were asked for: those of these groups are not known.
    Unknown(Vec<usize>),
}

impl Weighing {
    /// The weight of a group.
    pub fn of(&self, group: usize) -> f64 {
        match self {
            Weighing::Population(people) => people.get(group).map_or(0.0, |&n| f64::from(n)),
            Weighing::Equal | Weighing::Unknown(_) => 1.0,
        }
    }
}

/// The weights asked for; the same for all when the population of a group that answered is nowhere known.
pub(super) fn weighing(
    asked: GroupWeight,
    project: &Project,
    groups: &[FigureGroup],
    crowds: &[Crowd],
) -> Weighing {
    if asked == GroupWeight::Equal {
        return Weighing::Equal;
    }
    let (mut weights, mut unknown) = (Vec::new(), Vec::new());
    for (rank, group) in groups.iter().enumerate() {
        let answered = crowds.iter().any(|crowd| crowd.usable[rank] > 0);
        match population(project, group, rank, crowds) {
            _ if !answered => weights.push(0),
            Some(people) => weights.push(people),
            None => unknown.push(rank),
        }
    }
    if unknown.is_empty() {
        Weighing::Population(weights)
    } else {
        Weighing::Unknown(unknown)
    }
}

/// People invited at the last wave that tells; at least those who answered it.
fn population(
    project: &Project,
    group: &FigureGroup,
    rank: usize,
    crowds: &[Crowd],
) -> Option<u32> {
    let mut waves = crowds.iter().enumerate().rev();
    waves.find_map(|(wave, crowd)| Some(invited(project, wave, group)?.max(crowd.usable[rank])))
}

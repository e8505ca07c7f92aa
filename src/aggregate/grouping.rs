//! Which groups are published: the questionnaire's, or those merged as the project declared.
//!
//! A declared merge is applied to the whole project as soon as one of its members is too thin in
//! one wave, so that a series never changes its meaning on the way.

use crate::model::{GroupId, Project, Questionnaire, Survey, WaveKind};

use super::figures::FigureGroup;

/// Groups as published and the merges that were applied.
pub(super) struct Grouping {
    pub groups: Vec<FigureGroup>,
    pub merged: Vec<String>,
    /// Rank of the published group of each group of the questionnaire.
    pub of: Vec<Option<usize>>,
}

pub(super) fn grouping(
    survey: &Survey,
    project: &Project,
    questionnaire: &Questionnaire,
    fewest: u32,
) -> Grouping {
    let present: Vec<bool> = (0..questionnaire.groups.len())
        .map(|index| is_present(survey, project, index))
        .collect();
    let mut of: Vec<Option<usize>> = vec![None; questionnaire.groups.len()];
    let mut groups: Vec<FigureGroup> = Vec::new();
    let mut merged = Vec::new();
    for (index, group) in questionnaire.groups.iter().enumerate() {
        if !present[index] || of[index].is_some() {
            continue;
        }
        let id = group_id(index);
        let merge = project
            .merges
            .iter()
            .find(|merge| merge.groups.contains(&id));
        let members: Vec<GroupId> = match merge {
            Some(merge)
                if merge
                    .groups
                    .iter()
                    .any(|g| is_thin(survey, project, *g, fewest)) =>
            {
                merged.push(merge.label.clone());
                merge
                    .groups
                    .iter()
                    .copied()
                    .filter(|g| present[g.at()])
                    .collect()
            }
            _ => vec![id],
        };
        let label = if members.len() > 1 {
            merge.map_or_else(|| group.label.clone(), |merge| merge.label.clone())
        } else {
            group.label.clone()
        };
        for member in &members {
            of[member.at()] = Some(groups.len());
        }
        let keys: Vec<&str> = members
            .iter()
            .map(|g| questionnaire.groups[g.at()].id.as_str())
            .collect();
        groups.push(FigureGroup {
            label,
            id: keys.join("+"),
            members,
        });
    }
    Grouping { groups, merged, of }
}

fn group_id(index: usize) -> GroupId {
    GroupId(u8::try_from(index).unwrap_or(u8::MAX))
}

fn is_present(survey: &Survey, project: &Project, index: usize) -> bool {
    let id = group_id(index);
    survey
        .waves
        .iter()
        .any(|wave| wave.respondents.iter().any(|person| person.group == id))
        || project
            .waves
            .iter()
            .any(|wave| wave.populations.contains_key(&id))
}

/// Whether a group has answers in some wave of measure, but fewer than may be published.
fn is_thin(survey: &Survey, project: &Project, group: GroupId, fewest: u32) -> bool {
    survey
        .waves
        .iter()
        .zip(&project.waves)
        .any(|(answers, wave)| {
            let people = answers
                .respondents
                .iter()
                .filter(|person| person.group == group)
                .count();
            wave.kind == WaveKind::Measure && people > 0 && people < fewest as usize
        })
}

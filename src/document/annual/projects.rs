//! The second volume: every project in a few lines, with what its dossier says first.

use serde::{Deserialize, Serialize};

use super::super::dossier::{Cover, Identity};
use super::super::figure::{Matrix, MatrixRow};
use super::super::parts::{Caption, Cell, Term};
use super::super::reading::Named;
use super::super::{Naming, words};
use super::digest::{Digest, State};
use super::perimeter::{self, answers};
use super::report::Report;
use super::{cover, map, naming, strip};

/// The second volume: what its template receives at `/data/projects.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectVolume {
    /// Identity, edition and date.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// What it is.
    pub introduction: String,
    /// A few lines each.
    pub projects: Vec<ProjectBrief>,
}

/// A project in a few lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectBrief {
    /// Name, or code.
    pub name: String,
    /// Organisation, or empty.
    pub structure: String,
    /// Identity lines.
    pub facts: Vec<Term>,
    /// Three lines at most.
    pub sentences: Vec<String>,
    /// Scores at the last measure.
    pub strip: Option<Matrix>,
    /// File of its dossier, or empty.
    pub file: String,
}

/// Most projects of a file: a volume is cut so that none weighs on the printer.
pub const MOST: usize = 100;

/// How many files the volume takes; none in the public edition, where a project's own scores could name it.
pub fn parts(report: &Report) -> usize {
    match report.naming {
        Naming::Names => report.laureates.len().div_ceil(MOST),
        Naming::Codes => 0,
    }
}

/// One file of the volume, `part` from 0.
pub fn build(report: &Report, part: usize) -> ProjectVolume {
    let labels = naming::labels(report);
    let order = naming::order(report, labels);
    let chosen = order.iter().skip(part * MOST).take(MOST);
    let kind = match parts(report) {
        0 | 1 => "Les projets en bref".to_owned(),
        all => format!("Les projets en bref ({} sur {all})", part + 1),
    };
    ProjectVolume {
        identity: cover::identity_of(report, &kind),
        cover: cover::cover(report),
        introduction: "Chaque projet en quelques lignes : ce que son dossier dit d'abord. Aucun n'est comparé à un autre."
            .to_owned(),
        projects: chosen
            .map(|&rank| brief(report, &report.laureates[rank], &labels[rank]))
            .collect(),
    }
}

fn brief(report: &Report, laureate: &Digest, label: &str) -> ProjectBrief {
    let open = report.naming == Naming::Names;
    ProjectBrief {
        name: if open {
            laureate.name.clone()
        } else {
            label.to_owned()
        },
        structure: if open {
            laureate.structure.clone()
        } else {
            String::new()
        },
        facts: facts(laureate, open),
        sentences: sentences(report, laureate),
        strip: strip(report, laureate, label),
        file: if open {
            laureate.file.clone()
        } else {
            String::new()
        },
    }
}

fn facts(laureate: &Digest, open: bool) -> Vec<Term> {
    let mut found = Vec::new();
    let mut fact = |word: &str, text: String| {
        if !text.is_empty() && text != "–" {
            found.push(Term {
                word: word.to_owned(),
                text,
            });
        }
    };
    if open {
        fact("Territoire", laureate.territory.clone());
        fact(
            "Début",
            laureate.start.map(words::month).unwrap_or_default(),
        );
    }
    fact(
        "Phase",
        laureate
            .phase
            .map(|phase| phase.label().to_owned())
            .unwrap_or_default(),
    );
    fact("Où il en est", perimeter::state(laureate.state).to_owned());
    if open {
        fact("Réponses", answers(laureate));
        fact(
            "Dernière mesure",
            laureate.measured_on.map(words::month).unwrap_or_default(),
        );
    }
    let met = laureate.conditions.iter().filter(|(_, met)| *met).count();
    if laureate.state == State::Published {
        fact(
            "Conditions réunies",
            format!("{met} sur {}", laureate.conditions.len()),
        );
    }
    found
}

/// Three lines at most: what is high and low, what moved, what is recommended first; else what comes next.
fn sentences(report: &Report, laureate: &Digest) -> Vec<String> {
    let mut said = Vec::new();
    // As in its dossier, where split opinions are not compared.
    let mut named = Named::default();
    for (at, value) in laureate.criteria.iter().enumerate() {
        let (Some(true), Ok(value)) = (laureate.aimed.get(at), value) else {
            continue;
        };
        match laureate.split.get(at) {
            Some(true) => named.split.push(value.score()),
            _ => named
                .told
                .push((report.referential.criteria[at].name.clone(), value.score())),
        }
    }
    let extremes = named.extremes("critères");
    if !extremes.is_empty() {
        said.push(format!("{}.", words::capital(&extremes)));
    }
    said.extend(moved(report, laureate));
    if let Some(first) = laureate.advice.first() {
        said.push(format!("Première recommandation : « {} ».", first.title));
    }
    if laureate.state != State::Published {
        said.push(
            match laureate.state {
                State::Collective => {
                    "L'équipe a noté ensemble où elle en est ; ces notes figurent dans son dossier."
                }
                State::Protected => "Les réponses ne donnent aucun score que l'on puisse publier.",
                State::Published | State::Unasked => {
                    "Les personnes concernées n'ont pas encore été interrogées."
                }
            }
            .to_owned(),
        );
    }
    if said.len() < 3 && !laureate.due.is_empty() {
        said.push(match laureate.due.split_once(" : ") {
            Some((term, when)) => {
                format!("Prochaine mesure ({}) : {when}.", term.to_lowercase())
            }
            None => format!("{}.", words::capital(&laureate.due)),
        });
    }
    said
}

/// The largest change that its own dossier calls established or probable.
fn moved(report: &Report, laureate: &Digest) -> Option<String> {
    let changes = laureate.changes.iter().enumerate();
    let conclusive = changes
        .filter_map(|(at, moved)| Some((at, moved.filter(|moved| moved.verdict.is_conclusive())?)));
    let (at, moved) = conclusive.max_by(|left, right| {
        left.1
            .delta
            .abs()
            .total_cmp(&right.1.delta.abs())
            .then(right.0.cmp(&left.0))
    })?;
    Some(format!(
        "Plus forte évolution ({}) : « {} », de {} à {} ({}).",
        moved.verdict.words(),
        report.referential.criteria[at].name,
        words::whole(moved.from),
        words::whole(moved.to),
        words::change_points(moved.delta)
    ))
}

/// Its scores at the last measure, the criteria it aims at; absent without a score.
fn strip(report: &Report, laureate: &Digest, label: &str) -> Option<Matrix> {
    if laureate.state != State::Published {
        return None;
    }
    let blocks = strip::blocks(report, |id| {
        let entry = &report.referential.criteria[id.at()];
        let is_aimed = laureate.aimed.get(id.at()) == Some(&true);
        let score = laureate.criteria.get(id.at()).filter(|_| is_aimed)?;
        Some(MatrixRow {
            number: entry.number,
            name: entry.short.clone(),
            cells: vec![map::cell(score, true)],
        })
    });
    let published = blocks
        .iter()
        .flat_map(|block| &block.rows)
        .flat_map(|row| &row.cells)
        .filter(|cell| matches!(cell, Cell::Value(_)))
        .count();
    let caption = Caption {
        title: String::new(),
        subtitle: String::new(),
        note: String::new(),
        alt: format!(
            "{label}, dernière mesure : {} de 0 à 100, critère par critère. Les mêmes sont dans son dossier.",
            words::number_of(published, "score publié", "scores publiés")
        ),
    };
    let (heading, left_out) = (("", ""), String::new());
    Some(strip::of_one_column(caption, heading, blocks, left_out))
}

#[cfg(test)]
mod tests {
    use super::super::super::reading;
    use crate::aggregate::figures::Score;

    fn extremes(scores: [(&str, Score); 3]) -> String {
        let named = scores.map(|(name, score)| (name.to_owned(), score));
        reading::extremes(&named, "critères")
    }

    #[test]
    fn a_bound_from_below_is_no_lowest_score_and_may_hide_one() {
        let (high, bound) = (("A", Score::Exact(98.0)), ("B", Score::AtLeast(75.0)));
        // B may be higher than A and lower than C.
        assert_eq!(extremes([high, bound, ("C", Score::Exact(79.0))]), "");
        assert_eq!(
            extremes([high, bound, ("C", Score::Exact(61.0))]),
            "« C » a le score le plus bas (61)"
        );
        assert_eq!(
            extremes([
                bound,
                ("C", Score::AtLeast(75.0)),
                ("D", Score::AtLeast(75.0))
            ]),
            "tous les scores sont d'au moins 75"
        );
    }
}

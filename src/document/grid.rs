//! The form on which a team writes the marks it fixes together, « grille »: criteria and empty places, no figure.
//!
//! Earlier marks are left out on purpose: read beforehand, they would decide the new ones.

use serde::{Deserialize, Serialize};

use crate::model::Horizon;

use super::dossier::Identity;
use super::{Study, identity};

/// The form ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkingForm {
    /// Identity and date.
    pub identity: Identity,
    /// Project.
    pub name: String,
    /// Organisation.
    pub structure: String,
    /// Terms, one of which is ticked: as printed, with the word to write in `cotations.csv`.
    pub terms: Vec<FormTerm>,
    /// Marks to choose from, in order.
    pub marks: Vec<String>,
    /// Criteria by category, those that the project does not aim at left out.
    pub categories: Vec<FormCategory>,
    /// Criteria left out because the project does not aim at them, or empty.
    pub not_aimed: String,
}

/// A term to tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTerm {
    /// « À court terme ».
    pub label: String,
    /// `court`
    pub key: String,
}

/// Criteria of one category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCategory {
    /// Letter.
    pub code: String,
    /// Name.
    pub name: String,
    /// In referential order.
    pub criteria: Vec<FormCriterion>,
}

/// A criterion to mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCriterion {
    /// Code to write in `cotations.csv`.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub definition: String,
}

/// Makes the form; every project has one, whether it has answers or not.
pub fn build(study: &Study) -> MarkingForm {
    let referential = study.referential;
    let is_aimed = |rank: usize| {
        let aimed = study.project.aimed.as_ref();
        aimed.is_none_or(|aimed| aimed.iter().any(|criterion| criterion.at() == rank))
    };
    let all = || referential.criteria.iter().enumerate();
    let categories = referential.categories.iter().enumerate();
    let categories = categories.map(|(rank, category)| FormCategory {
        code: category.code.clone(),
        name: category.name.clone(),
        criteria: all()
            .filter(|(at, criterion)| criterion.category.at() == rank && is_aimed(*at))
            .map(|(_, criterion)| FormCriterion {
                code: criterion.code.clone(),
                name: criterion.name.clone(),
                definition: criterion.definition.clone(),
            })
            .collect(),
    });
    let left_out = all().filter(|(at, _)| !is_aimed(*at));
    let left_out: Vec<&str> = left_out.map(|(_, it)| it.name.as_str()).collect();
    MarkingForm {
        identity: Identity {
            title: format!("Grille de cotation collective – {}", study.project.name),
            edition: "grille".to_owned(),
            edition_label: "grille à remplir".to_owned(),
            ..identity::identity(study)
        },
        name: study.project.name.clone(),
        structure: study.project.structure.clone(),
        terms: Horizon::ALL
            .map(|term| FormTerm {
                label: term.label().to_owned(),
                key: term.key().to_owned(),
            })
            .into(),
        marks: (0..=10).map(|mark: u8| mark.to_string()).collect(),
        categories: categories
            .filter(|category| !category.criteria.is_empty())
            .collect(),
        not_aimed: left_out.join(" ; "),
    }
}

//! The sections of a dossier that carry figures, made together from one study.
//!
//! The other sections (identity, method, recommendations, annexes) are not made here.

use super::dossier::{CategoryPage, Changes, CriterionSheet, Overview, QvctPage};
use super::figure::Matrix;
use super::parts::PrintedQuote;
use super::{Study, categories, changes, overview, quotes, qvct, sheets};

/// What the figures of a project give to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Last measured term, small, for the first page.
    pub strip: Option<Matrix>,
    /// « Vue d'ensemble ».
    pub overview: Option<Overview>,
    /// « Ce qui a changé ».
    pub changes: Option<Changes>,
    /// One page a category.
    pub categories: Vec<CategoryPage>,
    /// Criterion sheets.
    pub sheets: Vec<CriterionSheet>,
    /// « Qualité de vie et conditions de travail ».
    pub qvct: Option<QvctPage>,
    /// « Paroles ».
    pub quotes: Vec<PrintedQuote>,
}

/// Makes every section that carries figures; a section with nothing to say is absent or empty.
pub fn results(study: &Study) -> Results {
    Results {
        strip: overview::strip(study),
        overview: overview::build(study),
        changes: changes::build(study),
        categories: categories::build(study),
        sheets: sheets::build(study),
        qvct: qvct::build(study),
        quotes: quotes::build(study),
    }
}

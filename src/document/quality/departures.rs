//! Data quality: whether those who left between two measures had started from elsewhere than those who stayed.
//!
//! Names criteria and groups; the gap itself is not told, since it would tell two small groups apart.

use crate::aggregate::figures::Departure;
use crate::model::{CriterionId, WaveId};

use super::super::method::term;
use super::super::parts::Term;
use super::super::{Study, changes, scope, words};

/// A criterion and a group where the two did not start from the same score.
pub(in crate::document) struct Apart {
    pub criterion: CriterionId,
    group: usize,
    departure: Departure,
}

/// Where those who stayed had started from elsewhere, in the order of the referential.
pub(in crate::document) fn apart(study: &Study, pair: (WaveId, WaveId)) -> Vec<Apart> {
    let mut found: Vec<Apart> = known(study, pair)
        .filter(|found| found.departure != Departure::Alike)
        .collect();
    found.sort_by_key(|found| (found.criterion, found.group));
    found
}

fn known<'a>(study: &'a Study, pair: (WaveId, WaveId)) -> impl Iterator<Item = Apart> + 'a {
    let all = study.figures.companions.departures.iter();
    all.filter(move |((from, to, _, criterion), _)| {
        (*from, *to) == pair && scope::is_aimed(study, *criterion)
    })
    .map(|((_, _, group, criterion), departure)| Apart {
        criterion: *criterion,
        group: *group,
        departure: **departure,
    })
}

/// The paragraph; none where nobody can be told to have left.
pub(super) fn build(study: &Study) -> Option<Term> {
    let pair = changes::pair(study)?;
    known(study, pair).next()?;
    let apart = apart(study, pair);
    let matters = words::points(scope::thresholds(study).important_change);
    let named = |wanted: Departure, side: &str| -> Option<String> {
        let found = apart.iter().filter(|found| found.departure == wanted);
        let names: Vec<String> = found
            .map(|found| {
                let criterion = words::criterion(study.referential, found.criterion);
                format!("{criterion} ({})", words::group(study.figures, found.group))
            })
            .collect();
        (!names.is_empty()).then(|| format!("{side} sur {}", names.join(", ")))
    };
    let sides: Vec<String> = [
        named(Departure::StayedHigher, "plus haut"),
        named(Departure::StayedLower, "plus bas"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let text = if sides.is_empty() {
        format!(
            "Là où on peut le vérifier, les personnes présentes à la première et à la dernière mesure partaient de scores \
             proches de ceux des personnes parties entre-temps (moins de {matters} d'écart)."
        )
    } else {
        format!(
            "Comparées aux personnes parties entre-temps, celles qui sont restées partaient {} (de {matters} au moins). \
             L'évolution peut y venir en partie de ces départs.",
            sides.join(" ; ")
        )
    };
    Some(term("Personnes parties entre deux mesures", text))
}

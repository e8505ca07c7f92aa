//! Data quality: what was set aside, left blank, merged or hidden, counted and said plainly.
//!
//! Counts only; no file path, no answer, no person. In the room: what the measures call for, who left between two of
//! them, what an earlier edition said otherwise.

mod corrections;
pub(super) mod departures;
mod measures;

use crate::aggregate::figures::{NonResponse, Party};
use crate::aggregate::written::PERCENT_FROM;
use crate::model::CriterionId;

use super::method::{answered, term, wave_label};
use super::parts::Term;
use super::{Study, annex, scope, words};

/// From this share on, « ne sait pas » and blanks are told (`statistics.md` § 1.1).
const TOLD_FROM: f64 = 0.10;

/// Heading and paragraph of each subject that has something to say.
pub(super) fn build(study: &Study) -> Vec<Term> {
    let mut said = Vec::new();
    said.extend(corrections::term_of(study));
    said.extend(files(study));
    said.extend(set_aside(study));
    if answered(study).is_empty() {
        said.extend(remarks(study));
        return said;
    }
    let unknown = "« Ne sait pas » (dernière mesure)";
    said.extend(blanks(study, unknown, |rates| rates.dont_know));
    let empty = "Questions laissées en blanc (dernière mesure)";
    said.extend(blanks(study, empty, |rates| rates.missing));
    said.extend(reversed(study));
    said.extend(groups(study));
    said.extend(dominated(study));
    said.extend(populations(study));
    said.extend(collections(study));
    said.extend(departures::build(study));
    said.extend(measures::build(study));
    said.extend(remarks(study));
    said
}

/// Files and rows; in a file with a row a person, rows would tell how many answered: they are left
/// out as soon as the count of a wave is kept back.
fn files(study: &Study) -> Option<Term> {
    let count = words::size(study.quality.files.len());
    let mut everybody = study
        .figures
        .participation
        .iter()
        .filter(|line| line.party == Party::Ensemble);
    let rows = if everybody.all(|line| line.answered.is_ok()) {
        format!(", {}", lines(study.quality.rows, "ligne", "lignes"))
    } else {
        String::new()
    };
    let files = words::counted(count, "fichier lu", "fichiers lus");
    (count > 0).then(|| term("Fichiers", format!("{files}{rows}.")))
}

fn lines(count: u64, singular: &str, plural: &str) -> String {
    words::counted(u32::try_from(count).unwrap_or(u32::MAX), singular, plural)
}

/// Why an answer was not kept as it was, for one and for several.
const REASONS: [(&str, &str); 4] = [
    (
        "réponse hors de l'échelle, comptée comme blanc",
        "réponses hors de l'échelle, comptées comme blancs",
    ),
    (
        "réponse répétée à l'identique, gardée une fois",
        "réponses répétées à l'identique, gardées une fois",
    ),
    (
        "réponse qui se contredit, mise de côté",
        "réponses qui se contredisent, toutes mises de côté",
    ),
    (
        "réponse à une question que son groupe ne reçoit pas, mise de côté",
        "réponses à des questions que leur groupe ne reçoit pas, mises de côté",
    ),
];

/// Answers that reading did not keep.
fn set_aside(study: &Study) -> Option<Term> {
    let quality = study.quality;
    if quality.files.is_empty() && quality.rows == 0 && answered(study).is_empty() {
        return None;
    }
    let counts = [
        quality.invalid,
        quality.repeated,
        quality.contradictory,
        quality.unasked,
    ];
    let found: Vec<String> = counts
        .into_iter()
        .zip(REASONS)
        .filter(|(count, _)| *count > 0)
        .map(|(count, (one, many))| lines(count, one, many))
        .collect();
    let text = if found.is_empty() {
        "Aucune réponse hors de l'échelle, répétée, contradictoire ou hors du questionnaire de son groupe.".to_owned()
    } else {
        format!("{}.", found.join(" ; "))
    };
    Some(term("Réponses écartées", text))
}

/// Criteria where a share reaches a tenth; the share itself from twenty answers on.
fn blanks(study: &Study, heading: &str, share: fn(&NonResponse) -> f64) -> Option<Term> {
    let label = |criterion: &CriterionId, rates: &NonResponse| {
        let name = words::criterion(study.referential, *criterion);
        if rates.asked < PERCENT_FROM {
            return name;
        }
        format!("{name} ({} %)", words::whole(share(rates) * 100.0))
    };
    let found: Vec<String> = study
        .figures
        .non_response
        .iter()
        .filter(|(criterion, _)| scope::is_aimed(study, **criterion))
        .filter(|(_, rates)| share(rates) >= TOLD_FROM - 1e-9)
        .map(|(criterion, rates)| label(criterion, rates))
        .collect();
    (!found.is_empty()).then(|| {
        term(
            heading,
            format!("10 % des réponses ou plus : {}.", found.join(" ; ")),
        )
    })
}

/// Questions whose answers go against those of their criterion (`statistics.md` § 1.6).
fn reversed(study: &Study) -> Option<Term> {
    let found: Vec<String> = annex::coherence::perhaps_reversed(study)
        .iter()
        .map(|label| format!("« {label} »"))
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "Les réponses vont à l'encontre de celles aux autres questions du même critère : {}. Si la question est posée à \
             l'envers, le questionnaire doit le dire (clé « inverse ») ; sinon, mieux vaut lire ces questions une par une.",
            found.join(" ; ")
        );
        term("Question peut-être inversée", text)
    })
}

fn groups(study: &Study) -> Option<Term> {
    let figures = study.figures;
    let found: Vec<String> = figures
        .groups
        .iter()
        .filter(|group| group.members.len() > 1)
        .map(|group| {
            let members: Vec<&str> = group
                .members
                .iter()
                .filter_map(|member| study.questionnaire.groups.get(member.at()))
                .map(|member| member.label.as_str())
                .collect();
            format!("« {} » réunit {}", group.label, words::list(&members))
        })
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "{}, à toutes les mesures, comme le projet l'a déclaré.",
            found.join(" ; ")
        );
        term("Groupes réunis", text)
    })
}

fn dominated(study: &Study) -> Option<Term> {
    let found: Vec<String> = study
        .figures
        .dominated
        .iter()
        .map(|(rank, hidden)| {
            let label = words::group(study.figures, *rank);
            if *hidden {
                format!("{label} : une structure donne presque toutes les réponses, le groupe n'est pas publié")
            } else {
                format!("{label} : une structure donne la moitié des réponses ou plus, à lire avec prudence")
            }
        })
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!("{}.", words::capital(&found.join(" ; ")));
        term("Poids d'une structure (dernière mesure)", text)
    })
}

/// More answers than people invited.
fn populations(study: &Study) -> Option<Term> {
    let found: Vec<String> = study
        .figures
        .participation
        .iter()
        .filter(|line| line.over && line.party != Party::Ensemble)
        .map(|line| {
            format!(
                "{}, {}",
                words::party(study.figures, line.party),
                wave_label(study, line.wave)
            )
        })
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "Plus de réponses que de personnes invitées ({}) : le calcul prend le nombre de réponses pour population.",
            found.join(" ; ")
        );
        term("Populations à corriger", text)
    })
}

/// Collections that lasted longer than the referential accepts.
fn collections(study: &Study) -> Option<Term> {
    let most = i64::from(study.referential.terms.collection_days);
    let found: Vec<String> = answered(study)
        .into_iter()
        .filter_map(|wave| {
            let (first, last) = study.figures.wave(wave)?.days?;
            let days = (last - first).num_days() + 1;
            (days > most).then(|| format!("{} ({days} jours)", wave_label(study, wave)))
        })
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!("Plus de {most} jours : {}. Les premières réponses et les dernières ne décrivent pas tout à fait le même moment.", found.join(" ; "));
        term("Collectes longues", text)
    })
}

fn remarks(study: &Study) -> Option<Term> {
    let found: Vec<String> = study
        .quality
        .remarks
        .iter()
        .map(|remark| format!("{}.", words::capital(remark.trim().trim_end_matches('.'))))
        .collect();
    (!found.is_empty()).then(|| term("Lecture des fichiers", found.join(" ")))
}

//! What putting answers together had to decide, counted and told.

use super::gathering::Gathering;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Survey;

/// What was decided, counted, with the first place of each.
#[derive(Default)]
pub(super) struct Tally {
    pub repeated: u64,
    pub contradictory: u64,
    pub alike: u64,
    /// Codes of follow-up that are nearly another one.
    pub alike_codes: u64,
    pub twins: u64,
    pub repeated_at: Option<(u16, u64, u32)>,
    pub contradictory_at: Option<(u16, u64, u32)>,
}

impl Tally {
    /// Says each decision once, with its first place.
    pub fn tell(&self, gathering: &Gathering, notes: &mut Diagnostics) {
        let file = |rank: usize| gathering.files.get(rank).cloned().unwrap_or_default();
        let place = |at: Option<(u16, u64, u32)>| match at {
            Some((rank, line, field)) => Place::file(file(rank.into()))
                .line(line)
                .field(field.into()),
            None => Place::file(file(0)),
        };
        let remark = |count: u64, [one, several]: [&str; 2], hint: &str| {
            let message = match count {
                0 => return None,
                1 => one.to_owned(),
                _ => format!("{count} {several}"),
            };
            Some(Diagnostic::warning(message).hint(hint))
        };
        let repeated = remark(
            self.repeated,
            [
                "une réponse est répétée à l'identique : elle n'est comptée qu'une fois",
                "réponses sont répétées à l'identique : chacune n'est comptée qu'une fois",
            ],
            "retirez les lignes en double si elles viennent de deux exports",
        );
        let contradiction = self.contradiction(gathering.files.len());
        let alike = remark(
            self.alike,
            [
                "deux identifiants ne diffèrent que par la casse, des espaces ou des zéros en tête : ils comptent pour deux personnes",
                "identifiants ne diffèrent d'un autre que par la casse, des espaces ou des zéros en tête : ils comptent pour des personnes différentes",
            ],
            "écrivez l'identifiant d'une même personne toujours de la même façon",
        );
        let alike_codes = remark(
            self.alike_codes,
            [
                "deux codes de suivi ne diffèrent que par la casse, des espaces ou des zéros en tête : ils ne sont pas reliés d'une vague à l'autre",
                "codes de suivi ne diffèrent d'un autre que par la casse, des espaces ou des zéros en tête : ils ne sont pas reliés d'une vague à l'autre",
            ],
            "écrivez le code d'une même personne de la même façon à toutes les vagues",
        );
        let twins = remark(
            self.twins,
            [
                "un code de suivi est porté par plusieurs personnes de la même vague : ces personnes ne sont pas suivies",
                "codes de suivi sont portés par plusieurs personnes de la même vague : ces personnes ne sont pas suivies",
            ],
            "donnez à chaque personne son propre code de suivi",
        );
        let found = [
            (repeated, self.repeated_at),
            (contradiction, self.contradictory_at),
            (alike, None),
            (alike_codes, None),
            (twins, None),
        ];
        for (remark, at) in found {
            if let Some(remark) = remark {
                notes.push(remark.at(place(at)));
            }
        }
    }

    /// That answers contradict each other, in so many files.
    fn contradiction(&self, files: usize) -> Option<Diagnostic> {
        if self.contradictory == 0 {
            return None;
        }
        let message = format!(
            "{} réponses se contredisent (même personne, même question, même vague) : elles sont toutes mises de côté",
            self.contradictory
        );
        let hint = match files {
            0 | 1 => {
                "gardez la bonne ligne, ou donnez des identifiants différents à deux personnes différentes"
            }
            _ => {
                "gardez la bonne ligne ; si plusieurs fichiers numérotent chacun leurs personnes à partir de 1, \
                      donnez-leur des identifiants différents : A1, A2… et B1, B2…, ou dites dans colonnes.toml, sous [fichiers], le groupe de chaque fichier"
            }
        };
        Some(Diagnostic::warning(message).hint(hint).leaving_out())
    }
}

/// Identifiers that come back from wave to wave where nobody is followed: the team may believe that they are.
///
/// `repondant` alone never links two waves: numbers that start again at 1 would make pairs of strangers.
pub(super) fn tell_recurring(
    gathering: &Gathering,
    survey: &Survey,
    project: &str,
    notes: &mut Diagnostics,
) {
    let people = survey.waves.iter().map(|wave| &wave.respondents);
    let mut keys = Vec::with_capacity(people.clone().map(Vec::len).sum());
    keys.extend(people.flatten().map(|one| one.key));
    keys.sort_unstable();
    let (mut all, mut again) = (0_u64, 0_u64);
    for run in keys.chunk_by(|one, other| one == other) {
        all += 1;
        again += u64::from(run.len() > 1);
    }
    if all >= 5 && again * 2 > all {
        let message = format!(
            "dans le projet « {project} », les mêmes identifiants reviennent d'une vague à l'autre, mais les personnes ne sont pas suivies"
        );
        notes.push(
            Diagnostic::warning(message)
                .at(Place::file(gathering.files.first().cloned().unwrap_or_default()))
                .hint("si un identifiant désigne toujours la même personne, ajoutez suivi = \"repondant\" à [colonnes] de colonnes.toml"),
        );
    }
}

//! People of a file who have the identifier of people of a file before: where nothing tells the group, the files of two
//! publics that each start at 1 would make one person of two.

use super::super::codebook::Codebook;
use super::super::faults::Faults;
use super::super::gathering::Gathering;
use super::super::said::{Said, example};
use super::Who;

/// How many people of this file were met in the files before, at the same wave.
pub(super) struct Namesakes {
    /// Sittings of each project before this file.
    before: Vec<usize>,
    met: u64,
}

impl Namesakes {
    /// For a file that begins.
    pub fn new(gatherings: &[Gathering]) -> Self {
        Namesakes {
            before: gatherings.iter().map(|one| one.sittings.len()).collect(),
            met: 0,
        }
    }

    /// Takes a person of this file.
    pub fn meet(&mut self, who: Who) {
        let known = (who.sitting as usize) < self.before[who.project];
        self.met += u64::from(known);
    }

    /// Tells them at the end of a file, unless the file is said to be of one group.
    pub fn tell(&self, said: Option<&Said>, codebook: &Codebook, faults: &mut Faults) {
        if self.met == 0 || said.is_some_and(|said| said.group.is_some()) {
            return;
        }
        let message = match self.met {
            1 => "une personne de ce fichier porte, à la même vague, le même identifiant qu'une personne d'un autre fichier : elles comptent pour une seule".to_owned(),
            met => format!(
                "{met} personnes de ce fichier portent, à la même vague, le même identifiant qu'une personne d'un autre fichier : elles comptent pour les mêmes personnes"
            ),
        };
        let mut way = "si chaque fichier numérote les siennes à partir de 1, donnez-leur des identifiants différents (A1, A2… et B1, B2…)".to_owned();
        // A questionnaire of one group has nothing to tell apart.
        if codebook.questionnaire.groups.len() > 1 {
            way.push_str(&format!(
                " ; s'il y a un fichier par public, dites-le plutôt dans colonnes.toml, sous [fichiers] : {}",
                example(faults.file, codebook.questionnaire)
            ));
        }
        faults.warn(message, way);
    }
}

//! What is told of the columns of a file: those missing, those that nothing reads, those announced and not there.

use super::columns::Unfound;
use super::faults::Faults;
use super::finder::Finder;
use super::spelling::{folded, titled};
use crate::diagnostic::{Diagnostic, Place, nearest, shortened};
use crate::model::verbatim::nameless;

impl Finder<'_> {
    /// The fault of a heading that `colonnes.toml` announces and the file does not have.
    pub fn unannounced(&self, heading: &str, name: &str, file: &str) -> Diagnostic {
        let message = format!(
            "la colonne « {} », que colonnes.toml annonce pour « {name} », n'existe pas dans ce fichier",
            shortened(heading, 60)
        );
        let headings = self.headings.names.iter().map(|names| names[0].as_str());
        let hint = match nearest(heading, headings) {
            Some(near) => format!("vouliez-vous dire « {} » ?", shortened(near, 60)),
            None => "recopiez le titre tel qu'il est dans le fichier".to_owned(),
        };
        let place = Place::file(file).line(self.headings.line);
        Diagnostic::error(message).at(place).hint(hint)
    }

    /// Tells the columns that are missing; one that was announced under a heading, by that heading.
    pub fn tell_missing(&mut self, faults: &mut Faults) {
        if self.missing.is_empty() {
            return;
        }
        for Unfound { what, fault } in std::mem::take(&mut self.absent) {
            self.missing.retain(|name| *name != what);
            faults.push(fault);
        }
        if self.missing.is_empty() {
            return;
        }
        let free = || {
            self.free()
                .map(|rank| self.headings.names[rank][0].as_str())
        };
        let names: Vec<String> = self
            .missing
            .iter()
            .map(|name| format!("« {name} »"))
            .collect();
        let message = match &names[..] {
            [one] => format!("la colonne {one} manque"),
            several => format!("les colonnes {} manquent", several.join(", ")),
        };
        let slips: Vec<String> = self
            .missing
            .iter()
            .filter_map(|name| {
                Some(format!(
                    "« {} » est peut-être « {name} »",
                    shortened(
                        nearest(name, free()).or_else(|| numbering(name, free()))?,
                        60
                    )
                ))
            })
            .collect();
        let headings = self.headings.names.iter().map(|names| names[0].as_str());
        let listed = listed(headings.enumerate());
        let found = match listed.is_empty() {
            true => "aucune colonne n'a de titre".to_owned(),
            false => format!("colonnes trouvées : {listed}"),
        };
        // Neither questions nor answers: a table of one row a person whose questions have other names.
        let questions = match self.missing.contains(&"item") && self.missing.contains(&"reponse") {
            true => {
                " ; s'il y a une colonne par question, dites-le sous [items] : Q01 = \"titre de la colonne\""
            }
            false => "",
        };
        let hint = if slips.is_empty() {
            format!("{found} ; renommez-les, ou dites dans colonnes.toml laquelle lire{questions}")
        } else {
            format!("{} ; {found}{questions}", slips.join(", "))
        };
        faults.refuse_line(self.headings.line, message, hint);
    }

    /// Tells a column of what `[fichiers]` says of the whole file: one of the two has to be believed.
    pub fn tell_twice(&self, (name, column): (&str, Option<usize>), faults: &mut Faults) {
        let Some(rank) = column else {
            return;
        };
        let heading = shortened(&self.headings.names[rank][0], 60);
        let message = format!(
            "colonnes.toml dit « {name} » de tout ce fichier, sous [fichiers], et la colonne « {heading} » le dit de chaque ligne"
        );
        let place = Place::file(faults.file).line(self.headings.line);
        let place = place.field(rank as u64 + 1).column(heading.clone());
        let hint = format!(
            "retirez « {name} » de cette ligne de [fichiers], ou ajoutez « {heading} » à ignorer"
        );
        faults.push(Diagnostic::error(message).at(place).hint(hint));
    }

    /// Without a group, one of them most likely tells it.
    pub fn tell_unknown(&self, without_group: bool, faults: &mut Faults) {
        let unknown: Vec<(usize, &str)> = self
            .free()
            .map(|rank| (rank, self.headings.names[rank][0].as_str()))
            .filter(|(_, heading)| !heading.is_empty())
            .collect();
        if unknown.is_empty() {
            return;
        }
        let listed = listed(unknown.iter().copied());
        let message = match unknown.len() {
            1 => format!("une colonne inconnue n'est pas lue : {listed}"),
            count => format!("{count} colonnes inconnues ne sont pas lues : {listed}"),
        };
        let place = Place::file(faults.file).line(self.headings.line);
        let hint = match without_group {
            true => {
                "si l'une d'elles dit le groupe de chaque personne, créez colonnes.toml avec deux lignes : [colonnes] puis \
                 groupe = \"titre de la colonne\" ; sinon, ajoutez une ligne ignorer = [\"titre\"]"
            }
            false => {
                "si l'une d'elles compte, nommez-la dans colonnes.toml ; sinon, ajoutez-la à ignorer pour ne plus voir cet avertissement"
            }
        };
        faults.push(Diagnostic::warning(message).at(place).hint(hint));
    }
}

/// The heading of a column that numbers people, when their identifiers are looked for.
fn numbering<'h>(name: &str, mut headings: impl Iterator<Item = &'h str>) -> Option<&'h str> {
    const TITLES: [&str; 6] = ["n°", "no", "numero", "id", "identifiant", "code"];
    headings.find(|heading| name == "repondant" && TITLES.contains(&folded(heading).as_str()))
}

/// The end of a list of columns or of sheets that is cut.
pub(super) fn and_others(count: usize) -> String {
    match count {
        1 => "et une autre".to_owned(),
        many => format!("et {many} autres"),
    }
}

/// Headings in a sentence, the first ten of them; of one that may name somebody only the rank is said.
fn listed<'h>(headings: impl Iterator<Item = (usize, &'h str)>) -> String {
    let all: Vec<(usize, &str)> = headings
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
    let mut words: Vec<String> = all
        .iter()
        .take(10)
        .map(|(rank, heading)| match nameless(heading) == *heading {
            true => titled(heading),
            false => format!("(titre masqué, colonne {})", rank + 1),
        })
        .collect();
    if all.len() > 10 {
        words.push(and_others(all.len() - 10));
    }
    words.join(", ")
}

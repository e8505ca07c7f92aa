//! Reads what a condition is about and whose answers it reads.

use crate::model::keys::{Keys, Word};

use super::condition::{Speaker, Target};
use super::condition_file::Reader;
use super::rule_file::{check_group, criterion};
use super::rulebook::Instances;

impl Reader<'_, '_> {
    /// What the condition is about.
    pub fn target(&self) -> Option<Target> {
        let Some(target) = self.table.table("cible") else {
            let hint = "ajoutez : cible = { critere = \"C01\" }";
            self.table.error(
                "cible",
                "cette condition ne dit pas sur quoi elle porte",
                hint,
            );
            return None;
        };
        if target.has("theme") {
            return self.theme(&target);
        }
        let key = if target.has("qvct") {
            "qvct"
        } else {
            "critere"
        };
        if target.holds_text(key) && target.text(key).as_deref() == Some("$") {
            let fits = match self.instances {
                Some(Instances::Criteria(_)) => key == "critere",
                Some(Instances::Qvct(_)) => key == "qvct",
                Some(Instances::Groups(_)) | None => false,
            };
            self.tell_unfit(&target, key, fits);
            return Some(Target::Instance);
        }
        if key == "qvct" {
            return self.level(&target);
        }
        let text = target.required("critere");
        let word = Word {
            text,
            line: target.line_of("critere"),
        };
        criterion(&target, "critere", &word, self.known).map(Target::Criterion)
    }

    fn level(&self, target: &Keys) -> Option<Target> {
        let number = target.count("qvct", 1..=20)?;
        let level = u8::try_from(number)
            .ok()
            .and_then(|number| self.known.referential.level(number));
        if level.is_none() {
            let hint = "écrivez le numéro d'un niveau du référentiel";
            target.error("qvct", format!("niveau QVCT inconnu : {number}"), hint);
        }
        level.map(Target::Qvct)
    }

    fn theme(&self, target: &Keys) -> Option<Target> {
        let theme = target.required("theme");
        if self.known.themes.iter().all(|(known, _)| *known != theme) {
            let known = self.known.themes.iter().map(|(known, _)| known.as_str());
            target.unknown_word("theme", target.line_of("theme"), &theme, known);
        }
        let fallback = target.text("repli").and_then(|text| {
            let word = Word {
                text,
                line: target.line_of("repli"),
            };
            criterion(target, "repli", &word, self.known)
        });
        Some(Target::Theme { theme, fallback })
    }

    fn tell_unfit(&self, table: &Keys, key: &str, fits: bool) {
        if !fits {
            let hint = format!("ajoutez à la règle : pour_chaque = {{ {key} = … }}");
            table.error(
                key,
                format!("« {key} = \"$\" » sans « pour_chaque » du même nom"),
                hint,
            );
        }
    }

    /// Whose answers it reads.
    pub fn speaker(&self) -> Option<Speaker> {
        let text = self.table.required("groupe");
        match text.as_str() {
            "" => None,
            "tous" => Some(Speaker::Every),
            "ensemble" => Some(Speaker::Ensemble),
            "$" => {
                let fits = matches!(self.instances, Some(Instances::Groups(_)));
                self.tell_unfit(self.table, "groupe", fits);
                Some(Speaker::Instance)
            }
            _ => {
                let word = Word {
                    text,
                    line: self.table.line_of("groupe"),
                };
                check_group(self.table, "groupe", &word, self.known);
                Some(Speaker::Group(word.text))
            }
        }
    }
}

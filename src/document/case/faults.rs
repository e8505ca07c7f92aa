//! What keeps a case sheet from being printed: texts that do not fit their place, quotes that may not be printed, a
//! validation that lacks something. Every fault names its key, its line, what was counted and the way out.

use crate::diagnostic::{Diagnostic, Place, nearest_or, shortened};
use crate::model::case::{CaseLever, CaseTexts, Validation, Written};

use super::super::{Study, words};
use super::caution::{self, Triggered};
use super::extra;
use super::quote::{self, Unquotable};
use super::text::{self, Room, SLOTS, counted_words};

/// Everything wrong with the texts of a sheet, in order of line: errors keep it from being printed.
pub fn faults(study: &Study) -> Vec<Diagnostic> {
    let Some(texts) = &study.project.case else {
        return Vec::new();
    };
    let mut check = Check {
        study,
        texts,
        found: Vec::new(),
    };
    check.theme();
    for slot in &SLOTS {
        check.slot(slot.key, (slot.of)(texts), &slot.room);
    }
    check.levers();
    check.cautions();
    check.lines(
        "pour_faire_pareil",
        &texts.needs,
        &text::NEED,
        text::MOST_NEEDS,
    );
    check.lines("sources", &texts.sources, &text::SOURCE, text::MOST_SOURCES);
    check.validation();
    let mut found = check.found;
    found.extend(extra::faults(texts));
    found.sort_by_key(|fault| fault.place.as_ref().and_then(|place| place.line));
    found
}

struct Check<'a> {
    study: &'a Study<'a>,
    texts: &'a CaseTexts,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn is_valid(&self) -> bool {
        self.texts.validation.is_some()
    }

    fn place(&self, line: Option<u64>) -> Place {
        let mut place = Place::file(&self.texts.file);
        place.line = line.or(self.texts.line);
        place
    }

    fn error(&mut self, line: Option<u64>, message: String, hint: &str) {
        let place = self.place(line);
        self.found
            .push(Diagnostic::error(message).at(place).hint(hint));
    }

    /// An error once the sheet is said to be valid; until then a warning, for the draft tells it on paper as well.
    fn unfinished(&mut self, line: Option<u64>, message: String, hint: &str) {
        let place = self.place(line);
        let fault = if self.is_valid() {
            Diagnostic::error(message)
        } else {
            Diagnostic::warning(message)
        };
        self.found.push(fault.at(place).hint(hint));
    }

    fn theme(&mut self) {
        match &self.texts.theme {
            None if self.is_valid() => self.missing(self.texts.line, "fiche.theme"),
            None => {}
            Some(theme) => {
                let signs = theme.text.chars().count();
                if signs > text::MOST_THEME {
                    let most = text::MOST_THEME;
                    self.error(
                        theme.line,
                        format!(
                            "fiche.theme : {} signes, {most} au plus",
                            words::count(words::size(signs))
                        ),
                        "écrivez attractivite, sens ou transition, ou quelques mots à vous",
                    );
                } else {
                    self.fit("fiche.theme", theme, &text::THEME);
                }
            }
        }
    }

    fn missing(&mut self, line: Option<u64>, key: &str) {
        let hint = "écrivez ce texte, ou retirez « valide = true » : la fiche sortira en projet";
        self.error(
            line,
            format!("« {key} » manque, et la fiche est déclarée valide"),
            hint,
        );
    }

    fn slot(&mut self, key: &str, text: Option<&Written>, room: &Room) {
        let key = format!("fiche.{key}");
        match text {
            None if self.is_valid() => {
                let line = self.texts.validation.as_ref().and_then(|valid| valid.line);
                self.missing(line, &key);
            }
            None => {}
            Some(text) => self.fit(&key, text, room),
        }
    }

    /// Tells a text with more or fewer words than its place holds, or with a word that holds on no line.
    fn fit(&mut self, key: &str, text: &Written, room: &Room) {
        let count = counted_words(&text.text);
        if count > room.most {
            let more = in_words(count - room.most);
            self.error(
                text.line,
                format!("{key} : {}, {} au plus", in_words(count), room.most),
                &format!("retirez {more} au moins"),
            );
        } else if count < room.least {
            let fewer = in_words(room.least - count);
            self.unfinished(
                text.line,
                format!("{key} : {}, {} au moins", in_words(count), room.least),
                &format!("ajoutez {fewer} au moins"),
            );
        }
        if let Some((word, signs)) = text::endless_word(&text.text, room.signs) {
            let most = room.signs;
            self.error(
                text.line,
                format!(
                    "{key} : « {} » compte {} signes sans espace, {most} au plus",
                    shortened(word, 24),
                    words::count(words::size(signs))
                ),
                "coupez-le par une espace",
            );
        }
    }

    fn levers(&mut self) {
        let levers = &self.texts.levers;
        let count = levers.len();
        if count > text::MOST_LEVERS {
            self.error(
                levers.get(text::MOST_LEVERS).and_then(|lever| lever.line),
                format!(
                    "fiche.leviers : {count} leviers, {} au plus",
                    text::MOST_LEVERS
                ),
                "gardez les plus parlants",
            );
        } else if count < text::LEAST_LEVERS && self.is_valid() {
            self.error(
                self.texts.line,
                format!(
                    "fiche.leviers : {}, {} au moins",
                    words::number_of(count, "levier", "leviers"),
                    text::LEAST_LEVERS
                ),
                "ajoutez un levier par une ligne [[fiche.leviers]], ou retirez « valide = true »",
            );
        }
        let quotes = quote::of_levers(self.study, self.texts);
        for ((rank, lever), quote) in (1..).zip(levers).zip(quotes) {
            self.lever(rank, lever);
            if let (Some(start), Some(Err(reason))) = (&lever.quote, quote) {
                self.quote(rank, start, reason);
            }
        }
    }

    fn lever(&mut self, rank: usize, lever: &CaseLever) {
        let parts = [
            ("titre", &lever.title, text::LEVER_TITLE),
            ("texte", &lever.text, text::LEVER_TEXT),
        ];
        for (key, text, room) in parts {
            let key = format!("fiche.leviers, levier {rank}, {key}");
            match text {
                Some(text) => self.fit(&key, text, &room),
                None if self.is_valid() => self.missing(lever.line, &key),
                None => {}
            }
        }
    }

    fn quote(&mut self, rank: usize, quote: &Written, reason: Unquotable) {
        let start = shortened(&quote.text, 60);
        let message = format!(
            "fiche.leviers, levier {rank}, citation : {} « {start} »",
            reason.message()
        );
        match reason {
            Unquotable::Unknown | Unquotable::Several | Unquotable::Repeated => {
                self.error(quote.line, message, reason.hint());
            }
            Unquotable::Refused(_) => self.unfinished(quote.line, message, reason.hint()),
        }
    }

    fn cautions(&mut self) {
        let cautions = &self.texts.cautions;
        if cautions.len() > text::MOST_CAUTIONS {
            self.error(
                cautions
                    .get(text::MOST_CAUTIONS)
                    .and_then(|caution| caution.rule.line),
                format!(
                    "fiche.vigilance : {} points, {} au plus",
                    cautions.len(),
                    text::MOST_CAUTIONS
                ),
                "gardez ceux que les résultats appuient le mieux",
            );
        }
        let triggered = caution::triggered(self.study);
        for (rank, caution) in (1..).zip(cautions) {
            let key = format!("fiche.vigilance, point {rank}");
            if let Some(text) = &caution.text {
                self.fit(&format!("{key}, texte"), text, &text::CAUTION);
            }
            if !triggered.iter().any(|rule| rule.is(&caution.rule.text)) {
                let hint = instead(&caution.rule.text, &triggered);
                self.error(
                    caution.rule.line,
                    format!(
                        "{key} : les résultats ne déclenchent pas la recommandation « {} »",
                        shortened(&caution.rule.text, 40)
                    ),
                    &hint,
                );
            }
        }
    }

    fn lines(&mut self, key: &str, lines: &[Written], room: &Room, most: usize) {
        if lines.len() > most {
            self.error(
                lines.get(most).and_then(|line| line.line),
                format!("fiche.{key} : {} lignes, {most} au plus", lines.len()),
                "gardez les plus utiles",
            );
        }
        for (rank, line) in (1..).zip(lines) {
            self.fit(&format!("fiche.{key}, ligne {rank}"), line, room);
        }
    }

    fn validation(&mut self) {
        let Some(Validation {
            line,
            reader,
            read_on,
        }) = &self.texts.validation
        else {
            return;
        };
        if reader.is_none() || read_on.is_none() {
            self.error(
                *line,
                "la fiche est déclarée valide sans dire qui l'a relue, ni quand".to_owned(),
                "ajoutez relu_par = \"nom, service\" et relu_le = 2026-06-30",
            );
        }
    }
}

fn in_words(count: usize) -> String {
    words::number_of(count, "mot", "mots")
}

/// The nearest rule that was triggered, or all of them.
fn instead(written: &str, triggered: &[Triggered]) -> String {
    let ids = || triggered.iter().map(|rule| rule.id.as_str());
    nearest_or(written, ids(), || match triggered {
        [] => "aucune ne l'est : retirez ce point".to_owned(),
        _ => format!("déclenchées : {}", ids().collect::<Vec<_>>().join(", ")),
    })
}

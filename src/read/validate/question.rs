//! What was asked and what came back.

use super::super::codebook::Subject;
use super::super::faults::Faults;
use super::super::quoting::quoted;
use super::super::record::{Record, Site};
use super::super::spelling::{trimmed, trimmed_bytes};
use super::Feed;
use super::answers::is_not_shown;
use crate::diagnostic::{Diagnostic, nearest_or};
use crate::model::{CriterionId, GroupId, ItemId, Scale, State};

impl Feed<'_, '_> {
    /// The column in which a row answers a question that has several, one for each public; two answers are told.
    pub(super) fn filled(
        &mut self,
        record: &Record,
        first: usize,
        item: ItemId,
        project: usize,
        faults: &mut Faults,
    ) -> usize {
        let again = self.columns.again.iter();
        let again = again
            .filter(|(_, known)| *known == first)
            .map(|(rank, _)| *rank);
        let said = |rank: &usize| {
            let cell = record.cell(*rank);
            !trimmed_bytes(cell).is_empty() && !is_not_shown(cell)
        };
        let mut filled = std::iter::once(first).chain(again).filter(said);
        let (one, other) = (filled.next(), filled.next());
        if let (Some(one), Some(other)) = (one, other) {
            let message = format!(
                "deux colonnes, la {} et la {}, posent la question {}, et cette ligne répond aux deux",
                one + 1,
                other + 1,
                self.setting.codebook.questionnaire.items[item.at()].id
            );
            let hint = format!(
                "une question peut avoir une colonne par public, si chaque personne n'en remplit qu'une ; \
                 sinon, renommez l'une des deux, ou dites dans colonnes.toml, sous [items], laquelle lire par son rang : \"#{}\"",
                one + 1
            );
            let place = self.place_of(record, other, faults);
            self.refuse(
                project,
                Diagnostic::error(message).at(place).hint(hint),
                faults,
            );
        }
        one.unwrap_or(first)
    }

    pub(super) fn state(
        &mut self,
        record: &Record,
        column: usize,
        item: ItemId,
        project: usize,
        faults: &mut Faults,
    ) -> Option<State> {
        let cell = trimmed_bytes(record.cell(column));
        let state = self.setting.codebook.answer(item, cell);
        if state.is_none() {
            let place = self.place_of(record, column, faults);
            let scale = self.setting.codebook.scale(item);
            let sheet = matches!(record.site, Site::Sheet(_));
            let written = record.text(column);
            let fault = match sheet.then(|| as_a_sheet_shows(written)).flatten() {
                Some(shown) => not_an_answer(&shown, scale, is_share(written)),
                None => not_an_answer(written, scale, false),
            };
            let fault = fault.at(place);
            self.refuse(project, fault, faults);
        }
        state
    }

    pub(super) fn question(
        &mut self,
        record: &Record,
        project: usize,
        group: Option<GroupId>,
        faults: &mut Faults,
    ) -> Option<ItemId> {
        let of = |rank: Option<usize>| {
            rank.map(|rank| (rank, trimmed_bytes(record.cell(rank))))
                .filter(|(_, cell)| !cell.is_empty())
        };
        let Some((rank, cell)) = of(self.columns.item).or_else(|| of(self.columns.criterion))
        else {
            let rank = self.columns.item.or(self.columns.criterion).unwrap_or(0);
            let place = self.place_of(record, rank, faults);
            self.refuse(
                project,
                Diagnostic::error("la question n'est pas indiquée")
                    .at(place)
                    .hint("complétez la case"),
                faults,
            );
            return None;
        };
        let known = self.questions.recall(cell, group);
        let Some(subject) = known.or_else(|| self.setting.codebook.subject(cell)) else {
            let place = self.place_of(record, rank, faults);
            let fault = self.unknown_question(record.text(rank)).at(place);
            self.refuse(project, fault, faults);
            return None;
        };
        if known.is_none() {
            self.questions.keep(cell, subject, group);
        }
        match subject {
            Subject::Item(item) => Some(item),
            Subject::Criterion(criterion) => {
                self.question_of(criterion, group, record, rank, project, faults)
            }
        }
    }

    pub(super) fn unknown_question(&self, written: &str) -> Diagnostic {
        let written = trimmed(written);
        let items = self
            .setting
            .codebook
            .questionnaire
            .items
            .iter()
            .map(|item| item.id.as_str());
        let message = match written.chars().count() <= 12 && !written.contains('@') {
            true => format!(
                "la question {} n'est pas dans le questionnaire",
                quoted(written, items.clone())
            ),
            false => "ce texte n'est ni une question du questionnaire, ni un critère".to_owned(),
        };
        let hint = nearest_or(written, items.clone(), || {
            let first: Vec<&str> = items.take(5).collect();
            format!("questions connues : {}…", first.join(", "))
        });
        Diagnostic::error(message).hint(hint)
    }

    pub(super) fn question_of(
        &mut self,
        criterion: CriterionId,
        group: Option<GroupId>,
        record: &Record,
        rank: usize,
        project: usize,
        faults: &mut Faults,
    ) -> Option<ItemId> {
        let all = match self.setting.codebook.question_of(criterion, group) {
            Ok(item) => return Some(item),
            Err(all) => all,
        };
        // Without the group nothing can be chosen, and its absence was told.
        group?;
        let code = &self.setting.codebook.referential.criteria[criterion.at()].code;
        let ids: Vec<&str> = all
            .iter()
            .map(|item| {
                self.setting.codebook.questionnaire.items[item.at()]
                    .id
                    .as_str()
            })
            .collect();
        let fault = match ids.is_empty() {
            true => Diagnostic::error(format!("aucune question du questionnaire ne porte sur le critère {code}"))
                .hint("ajoutez une question à questionnaire.toml, ou corrigez le critère"),
            false => Diagnostic::error(format!("plusieurs questions portent sur le critère {code} : on ne sait pas laquelle a été posée"))
                .hint(format!("écrivez la question plutôt que le critère : {}", ids.join(", "))),
        };
        let place = self.place_of(record, rank, faults);
        self.refuse(project, fault.at(place), faults);
        None
    }
}

/// A number of a workbook as a French spreadsheet shows it: « 4,5 ».
fn as_a_sheet_shows(written: &str) -> Option<String> {
    let written = trimmed(written);
    let is_decimal = written.contains('.') && written.parse::<f64>().is_ok();
    is_decimal.then(|| written.replace('.', ","))
}

/// Whether a number is what a workbook holds where it shows « 80 % ».
fn is_share(written: &str) -> bool {
    let share = trimmed(written).parse::<f64>();
    share.is_ok_and(|share| share > 0.0 && share < 1.0)
}

fn not_an_answer(written: &str, scale: &Scale, share: bool) -> Diagnostic {
    let highest = scale.lowest + i32::from(scale.size()) - 1;
    let labels: Vec<String> = scale
        .levels
        .iter()
        .filter(|label| !label.is_empty())
        .map(|label| format!("« {label} »"))
        .collect();
    let value = quoted(written, words(scale));
    // A value that is repeated is found again in every column; one that is hidden, by its place only.
    let repeated = value.starts_with('«');
    let message = format!(
        "{value} n'est pas une réponse de l'échelle « {} »",
        scale.id
    );
    let hint = if is_level_code(trimmed(written)) {
        format!(
            "si c'est le code d'un niveau dans l'outil d'enquête, déclarez-le dans questionnaire.toml sous [echelles.synonymes], \
             ou exportez les réponses en toutes lettres ; sinon, écrivez un nombre entier de {} à {highest}",
            scale.lowest
        )
    } else {
        format!(
            "écrivez un nombre entier de {} à {highest}, ou {} ; laissez la case vide si la personne n'a pas répondu",
            scale.lowest,
            labels.join(", ")
        )
    };
    let hint = match share {
        true => {
            format!("si le tableur montre ici un pourcentage, ce n'est pas une réponse : {hint}")
        }
        false => hint,
    };
    let fault = Diagnostic::error(message).hint(hint);
    match repeated {
        true => fault.in_any_column(),
        false => fault,
    }
}

/// Every word of a scale.
fn words(scale: &Scale) -> impl Iterator<Item = &str> {
    let absences = scale.dont_know.iter().chain(&scale.not_applicable);
    let spellings = scale.synonyms.iter().map(|(spelling, _)| spelling);
    let all = scale.levels.iter().chain(spellings).chain(absences);
    all.map(String::as_str).filter(|word| !word.is_empty())
}

/// A code that survey tools give to a level: « A2 », « AO02 ».
fn is_level_code(written: &str) -> bool {
    let digits = written.trim_start_matches('A').trim_start_matches('O');
    written.starts_with('A')
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

//! Reads the tables `[fiche]` and `[annuaire]` of `projet.toml`.

use super::Referential;
use super::case::{CaseCaution, CaseLever, CasePhoto, CaseTexts, Validation, Written};
use super::keys::{Keys, Word};
use super::project::DirectoryLine;
use super::questionnaire::Questionnaire;

/// Most signs of what the directory says of a project: two lines.
const TWO_LINES: usize = 200;

/// The texts of the case sheet; `None` when the project has no `[fiche]`.
pub(super) fn case(
    keys: &Keys,
    file: &str,
    referential: &Referential,
    questionnaire: &Questionnaire,
) -> Option<CaseTexts> {
    let table = keys.table("fiche")?;
    let levers = table.tables("leviers");
    let cautions = table.tables("vigilance");
    Some(CaseTexts {
        file: file.to_owned(),
        line: table.line(),
        theme: written(&table, "theme"),
        question: written(&table, "question"),
        presentation: written(&table, "presentation"),
        synthesis: written(&table, "synthese"),
        levers: levers
            .iter()
            .map(|lever| self::lever(lever, referential, questionnaire))
            .collect(),
        cautions: cautions.iter().map(caution).collect(),
        needs: each(&table, "pour_faire_pareil"),
        summary: written(&table, "resume"),
        sources: each(&table, "sources"),
        link: written(&table, "lien"),
        photo: photo(&table),
        validation: validation(&table),
    })
}

fn written(keys: &Keys, key: &str) -> Option<Written> {
    Some(Written {
        text: keys.text(key)?,
        line: keys.line_of(key),
    })
}

fn each(keys: &Keys, key: &str) -> Vec<Written> {
    let words = keys.words(key).into_iter();
    words
        .map(|Word { text, line }| Written { text, line })
        .collect()
}

fn photo(keys: &Keys) -> Option<CasePhoto> {
    let table = keys.table("photo")?;
    Some(CasePhoto {
        line: table.line(),
        file: written(&table, "fichier"),
        credit: written(&table, "credit"),
        alternative: written(&table, "alternative"),
    })
}

fn validation(keys: &Keys) -> Option<Validation> {
    let validation = Validation {
        line: keys.line_of("valide"),
        reader: keys.limited("relu_par", 120),
        read_on: keys.date("relu_le"),
    };
    keys.flag("valide").unwrap_or(false).then_some(validation)
}

fn lever(keys: &Keys, referential: &Referential, questionnaire: &Questionnaire) -> CaseLever {
    let criterion = written(keys, "critere").and_then(|code| {
        let found = referential.criterion(&code.text);
        if found.is_none() {
            let known = referential
                .criteria
                .iter()
                .map(|criterion| criterion.code.as_str());
            keys.unknown_word("critere", code.line, &code.text, known);
        }
        found
    });
    let group = written(keys, "groupe").and_then(|id| {
        let found = questionnaire.group(&id.text);
        if found.is_none() {
            let known = questionnaire.groups.iter().map(|group| group.id.as_str());
            keys.unknown_word("groupe", id.line, &id.text, known);
        }
        found
    });
    CaseLever {
        line: keys.line(),
        title: written(keys, "titre"),
        text: written(keys, "texte"),
        quote: written(keys, "citation"),
        criterion,
        group,
    }
}

fn caution(keys: &Keys) -> CaseCaution {
    let rule = keys.required("recommandation").to_uppercase();
    CaseCaution {
        rule: Written {
            text: rule,
            line: keys.line_of("recommandation"),
        },
        text: written(keys, "texte"),
    }
}

/// What the directory may say of the project.
pub(super) fn directory(keys: &Keys) -> DirectoryLine {
    let Some(table) = keys.table("annuaire") else {
        return DirectoryLine::default();
    };
    DirectoryLine {
        text: table.limited("texte", TWO_LINES),
        contact_kept: table.flag("contact_public") == Some(false),
    }
}

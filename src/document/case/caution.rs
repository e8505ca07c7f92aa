//! « Ce qui a demandé vigilance »: rules that the results trigger, in the editor's words or in their own.

use super::super::{Study, advice_page, passage};
use super::Caution;

/// How many actions are printed when the editor chooses none.
const UNCHOSEN: usize = 2;

/// A rule that was triggered, kept in the dossier or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Triggered {
    /// Rule and instance: `PUB-01/C13`.
    pub id: String,
    pub title: String,
    /// The finding with its figures.
    pub finding: String,
    /// What it asks for.
    kind: Kind,
}

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Action,
    Data,
}

impl Triggered {
    /// Whether it is the rule, or an instance of the rule, that is written.
    pub fn is(&self, written: &str) -> bool {
        let rule = self
            .id
            .split_once('/')
            .map_or(self.id.as_str(), |(rule, _)| rule);
        self.id.eq_ignore_ascii_case(written) || rule.eq_ignore_ascii_case(written)
    }
}

/// Actions and alerts on the data, most urgent first; supports ask for no care.
pub(super) fn triggered(study: &Study) -> Vec<Triggered> {
    let advice = study.advice;
    let actions = advice.actions.iter().map(|found| (found, Kind::Action));
    let data = advice.data.iter().map(|found| (found, Kind::Data));
    actions
        .chain(data)
        .map(|(found, kind)| Triggered {
            id: found.id.clone(),
            title: found.title.clone(),
            finding: found.evidence.clone(),
            kind,
        })
        .collect()
}

/// Those that the editor chose, else the two most urgent actions, else the first alert: good news alone would mislead.
pub(super) fn cautions(study: &Study) -> Vec<Caution> {
    let all = triggered(study);
    let chosen = study.project.case.iter().flat_map(|texts| &texts.cautions);
    let chosen: Vec<Caution> = chosen
        .filter_map(|caution| {
            let rule = all.iter().find(|rule| rule.is(&caution.rule.text))?;
            let own = caution
                .text
                .as_ref()
                .map(|text| passage::paragraphs(&text.text).join(" "));
            // The editor's words take the place of a title that named the subject.
            Some(match own {
                Some(text) => Caution {
                    text,
                    finding: advice_page::finding_alone(&rule.title, &rule.finding),
                },
                None => Caution {
                    text: rule.title.clone(),
                    finding: rule.finding.clone(),
                },
            })
        })
        .collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let actions = all.iter().filter(|rule| rule.kind == Kind::Action).count();
    let urgent = all.into_iter().take(actions.clamp(1, UNCHOSEN));
    urgent
        .map(|rule| Caution {
            text: rule.title,
            finding: rule.finding,
        })
        .collect()
}

//! The changes of a case sheet: those that can be concluded on, at most six, up and down alike.
//!
//! The largest are kept whichever way they go, and what is left out is counted: a sheet does not choose its good news.

use super::super::changes::{self, caption};
use super::super::figure::{ChangeChart, ChangeRow, Verdict};
use super::super::parts::Caption;
use super::super::results::Results;
use super::super::{Study, words};

/// Most rows.
const MOST: usize = 6;

/// The chart; `None` when no change is conclusive.
pub(super) fn build(study: &Study, found: &Results) -> Option<ChangeChart> {
    let whole = &found.changes.as_ref()?.chart;
    let mut ranks: Vec<usize> = (0..whole.conclusive.len())
        .filter(|rank| is_movement(whole.conclusive[*rank].verdict))
        .collect();
    if ranks.is_empty() {
        return None;
    }
    let all = ranks.len();
    let height = |rank: &usize| whole.conclusive[*rank].delta.abs();
    ranks.sort_by(|a, b| height(b).total_cmp(&height(a)).then(a.cmp(b)));
    ranks.truncate(MOST);
    ranks.sort_unstable();
    let rows: Vec<ChangeRow> = ranks
        .iter()
        .map(|rank| whole.conclusive[*rank].clone())
        .collect();
    Some(ChangeChart {
        caption: Caption {
            title: title(study)?,
            subtitle: whole.caption.subtitle.clone(),
            note: note(study, whole, all),
            alt: alternative(&rows),
        },
        conclusive: rows,
        inconclusive_title: String::new(),
        inconclusive: Vec::new(),
        ..whole.clone()
    })
}

/// The sheet has no sentences above its chart: the title names the groups that moved otherwise as well.
fn title(study: &Study) -> Option<String> {
    let pair = changes::pair(study)?;
    let party = changes::party(study, pair)?;
    let sorted = changes::sorted(study, pair, party);
    Some(caption::whole_title(study, pair, party, &sorted))
}

fn is_movement(verdict: Verdict) -> bool {
    !matches!(
        verdict,
        Verdict::StabilityEstablished | Verdict::Uncertain | Verdict::NotComparable
    )
}

/// « Sur 22 critères comparés : 2 en amélioration, 1 en dégradation, 7 stables, 12 sans conclusion possible. »
fn note(study: &Study, whole: &ChangeChart, all: usize) -> String {
    let rows = || whole.conclusive.iter();
    let of = |wanted: &[Verdict]| rows().filter(|row| wanted.contains(&row.verdict)).count();
    let up = of(&[
        Verdict::ImprovementEstablished,
        Verdict::ImprovementProbable,
    ]);
    let down = of(&[
        Verdict::DegradationEstablished,
        Verdict::DegradationProbable,
    ]);
    let stable = of(&[Verdict::StabilityEstablished]);
    let open = whole.inconclusive.len();
    let compared = words::size(up + down + stable + open);
    let left = match all.saturating_sub(MOST) {
        0 => String::new(),
        1 => " Un autre changement n'est pas dessiné.".to_owned(),
        more => format!(" {more} autres changements, plus petits, ne sont pas dessinés."),
    };
    let who = super::super::changes::pair(study)
        .and_then(|pair| super::super::changes::party(study, pair))
        .map(|party| words::party(study.figures, party))
        .unwrap_or_default();
    format!(
        "{}, {} : {up} en amélioration, {down} en dégradation, {}, {open} sans conclusion possible.{left} Détail : \
         dossier d'évaluation, « Ce qui a changé ».",
        words::capital(&who),
        words::counted(compared, "critère comparé", "critères comparés"),
        words::number_of(stable, "stable", "stables"),
    )
}

/// What moved, as many as 250 signs hold.
fn alternative(rows: &[ChangeRow]) -> String {
    let mut alt = "Changements entre la première et la dernière mesure.".to_owned();
    for row in rows {
        let one = format!(" {} : {} puis {}.", row.name, row.from_text, row.to_text);
        if alt.chars().count() + one.chars().count() > 240 {
            break;
        }
        alt.push_str(&one);
    }
    alt
}

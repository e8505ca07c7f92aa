//! Numbers, shares, terms and lists inside a finding, in French (`statistics.md` § 1.13). Knows no rule.
//!
//! Spaces before signs may be ordinary ones: they are bound when the page is set.

use chrono::NaiveDate;

use crate::aggregate::written::{self, PERCENT_FROM, count, day, list, of};
use crate::model::Horizon;
use crate::model::project::Phase;

use super::fact::{Found, Share};
use super::missing::MissingTerm;

/// « entre 48 et 97 »; « réponses unanimes » without an interval, and no false range when everybody answered.
pub(super) fn interval(found: &Found) -> Option<String> {
    match found {
        Found::Score { level, .. } => Some(match level.interval {
            None => "réponses unanimes".to_owned(),
            Some(_) if level.everyone && level.over => {
                "plus de réponses que de personnes invitées".to_owned()
            }
            Some(_) if level.everyone => "toutes les personnes invitées ont répondu".to_owned(),
            Some(interval) => written::between(interval),
        }),
        Found::Change { change, .. } => {
            let (interval, verdict) = (change.interval, change.verdict);
            Some(written::between_changes(interval, change.delta, verdict))
        }
        _ => None,
    }
}

/// « 42 % des réponses », « 7 réponses sur 12 », « 7 personnes sur 19 invitées ».
pub(super) fn rate(found: &Found) -> Option<String> {
    match found {
        Found::Split { high, low, all, .. } => Some(share(
            Share::Counted(*high.min(low), *all),
            ["personne", "personnes"],
        )),
        Found::DontKnow { share: of, .. } => Some(share(*of, ["réponse", "réponses"])),
        Found::Attendance { line, test, .. } => {
            let (usable, invited) = (line.usable.ok()?, line.invited?);
            let told = written::rounded(f64::from(usable) * 100.0 / f64::from(invited)) / 100.0;
            // Rounded, it would stand at the bound under which it triggers: the count says what it is.
            let people = if invited < PERCENT_FROM || test.holds(told) {
                share(Share::Counted(usable, invited), ["personne", "personnes"])
            } else {
                written::people_of(usable, invited)
            };
            Some(format!("{people} invitées"))
        }
        _ => None,
    }
}

/// Both sides of a split opinion: « 7 personnes sur 12 » clearly in favour, « 4 personnes sur 12 » clearly against.
pub(super) fn sides(found: &Found) -> Option<(String, String)> {
    let Found::Split { high, low, all, .. } = found else {
        return None;
    };
    let told = |some| share(Share::Counted(some, *all), ["personne", "personnes"]);
    Some((told(*high), told(*low)))
}

fn share(share: Share, [one, several]: [&str; 2]) -> String {
    match share {
        Share::Counted(some, all) if all < PERCENT_FROM => {
            let noun = if some < 2 { one } else { several };
            format!("{} {noun} sur {}", count(some), count(all))
        }
        Share::Counted(some, all) => {
            format!(
                "{} des {several}",
                written::percent(f64::from(some) / f64::from(all))
            )
        }
        Share::Rate(rate, all) if all < PERCENT_FROM => {
            let tenths = written::rounded(rate * 10.0);
            let noun = if tenths < 1.5 { one } else { several };
            format!("environ {} {noun} sur 10", written::whole(tenths))
        }
        Share::Rate(rate, _) => format!("{} des {several}", written::percent(rate)),
    }
}

pub(super) fn at_term(term: Horizon) -> String {
    match term {
        Horizon::Reference => "au départ",
        Horizon::Short => "à court terme",
        Horizon::Medium => "à moyen terme",
        Horizon::Long => "à long terme",
    }
    .to_owned()
}

pub(super) fn since(term: Horizon) -> String {
    match term {
        Horizon::Reference => "depuis le départ".to_owned(),
        later => format!("depuis la mesure {}", at_term(later)),
    }
}

/// « de déploiement », « d'essaimage ».
pub(super) fn of_phase(phase: Phase) -> String {
    of(phase.label())
}

/// « moyen terme (à mesurer avant le 16 janvier 2026) ; échéance passée sans mesure : court terme (le 16 janvier 2024) »: what
/// can still be measured, then what cannot.
pub(super) fn missing_terms(missing: &[MissingTerm]) -> String {
    let of = |passed: bool| -> Vec<String> {
        let missing = missing.iter().filter(|missing| missing.passed == passed);
        missing.map(missing_term).collect()
    };
    match (of(false).as_slice(), of(true).as_slice()) {
        (open, []) => list(open),
        ([], lost) => format!("échéance passée pour {}", list(lost)),
        (open, lost) => format!(
            "{} ; échéance passée sans mesure : {}",
            list(open),
            list(lost)
        ),
    }
}

fn missing_term(missing: &MissingTerm) -> String {
    let term = match missing.term {
        Horizon::Reference => "départ",
        Horizon::Short => "court terme",
        Horizon::Medium => "moyen terme",
        Horizon::Long => "long terme",
    };
    match (missing.last_day, missing.passed) {
        (Some(last_day), true) => format!("{term} (le {})", day(last_day)),
        (Some(last_day), false) => format!("{term} (à mesurer avant le {})", day(last_day)),
        (None, true) => term.to_owned(),
        (None, false) => format!("{term} (période en cours)"),
    }
}

/// « à la cotation collective de janvier 2026 », « à la cotation collective faite à court terme » without a date.
pub(super) fn at_meeting(date: Option<NaiveDate>, term: Horizon) -> String {
    let when = match date {
        Some(date) => of(&written::month(date)),
        None => format!("faite {}", at_term(term)),
    };
    format!("à la cotation collective {when}")
}

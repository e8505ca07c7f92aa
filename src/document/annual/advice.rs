//! What the dossiers recommend most often, and what that calls for from the programme.

use std::collections::BTreeMap;

use crate::aggregate::counts::Told;

use super::super::{Naming, words};
use super::digest::Advised;
use super::public::counted;
use super::report::Report;
use super::{CommonAdvice, CommonCard, naming};

/// Stands for the place of an instance in a title.
const PLACE: char = '\u{1}';
/// Fewest projects that make a need shared.
const SHARED: u32 = 2;
/// Most cards of the section.
const MOST: usize = 8;

/// A rule with the laureates whose dossier holds it.
pub(super) struct Common {
    /// What to do, without its instance.
    pub title: String,
    axis: String,
    rule: String,
    /// Ranks of laureates, and whether the finding is established there.
    members: BTreeMap<usize, bool>,
    /// Instances (`C13`), with how many projects have each.
    instances: BTreeMap<String, u32>,
}

impl Common {
    /// How many have it, as the edition tells it.
    pub fn told(&self, report: &Report) -> Told {
        counted::findings(report, self.members.len(), report.laureates.len())
    }

    /// « 5 projets sur 9 ».
    pub fn count(&self, report: &Report) -> String {
        let projects = counted::counted(self.told(report), "projet", "projets");
        format!(
            "{projects} sur {}",
            words::count(words::size(report.laureates.len()))
        )
    }

    fn established(&self) -> usize {
        self.members.values().filter(|sure| **sure).count()
    }

    /// Whether enough projects have it for a card.
    fn is_shared(&self, report: &Report) -> bool {
        match report.naming {
            Naming::Names => words::size(self.members.len()) >= SHARED,
            Naming::Codes => self.told(report).sure().is_some(),
        }
    }
}

/// Rules by how many projects hold them, the most frequent first; equal ones in the order of their titles.
pub(super) fn common(report: &Report) -> Vec<Common> {
    let mut found: BTreeMap<String, Common> = BTreeMap::new();
    for (rank, laureate) in report.laureates.iter().enumerate() {
        for advised in &laureate.advice {
            add(report, &mut found, rank, advised);
        }
    }
    let mut all: Vec<Common> = found.into_values().collect();
    all.sort_by(|left, right| {
        let by_count = right.members.len().cmp(&left.members.len());
        by_count.then_with(|| left.title.cmp(&right.title))
    });
    all
}

fn add(report: &Report, found: &mut BTreeMap<String, Common>, rank: usize, advised: &Advised) {
    let common = found.entry(advised.rule.clone()).or_insert_with(|| Common {
        title: title(report, advised),
        axis: report
            .rulebook
            .rule(&advised.rule)
            .map(|rule| rule.axis.clone())
            .unwrap_or_default(),
        rule: advised.rule.clone(),
        members: BTreeMap::new(),
        instances: BTreeMap::new(),
    });
    *common.members.entry(rank).or_insert(false) |= advised.established;
    if !advised.instance.is_empty() {
        *common
            .instances
            .entry(advised.instance.clone())
            .or_default() += 1;
    }
}

/// The rule's title without the place of its instance.
fn title(report: &Report, advised: &Advised) -> String {
    let Some(rule) = report.rulebook.rule(&advised.rule) else {
        return advised.title.clone();
    };
    let filled = rule.title.fill(|_| PLACE.to_string());
    let general = filled.split(PLACE).next().unwrap_or_default();
    let general = general.trim_end_matches([' ', ':', '«']);
    general.trim_end_matches(" les").to_owned()
}

/// The recommendation that most dossiers hold, as the edition tells how many: all of them when several do.
pub(super) fn most_frequent(report: &Report) -> Option<(Vec<String>, String)> {
    let mut all = common(report);
    if report.naming == Naming::Codes {
        all = shared(report, all).0;
    }
    let count = all.first()?.count(report);
    let first = all
        .iter()
        .take_while(|common| common.count(report) == count);
    Some((first.map(|common| common.title.clone()).collect(), count))
}

/// Those that enough projects have, as many as are told first, and the others.
fn shared(report: &Report, all: Vec<Common>) -> (Vec<Common>, Vec<Common>) {
    let (mut shared, single): (Vec<Common>, Vec<Common>) =
        all.into_iter().partition(|common| common.is_shared(report));
    // The order is that of the numbers as they are told: it says no more than they do.
    shared.sort_by_key(|common| std::cmp::Reverse(common.told(report).sure()));
    (shared, single)
}

/// The section; `None` when no recommendation is shared by enough projects.
pub(super) fn build(report: &Report) -> Option<CommonAdvice> {
    let (shared, single) = shared(report, common(report));
    if shared.is_empty() {
        return None;
    }
    let left = shared.len().saturating_sub(MOST) + single.len();
    let cards = shared.iter().take(MOST);
    Some(CommonAdvice {
        introduction: format!(
            "Chaque dossier retient au plus sept actions. Voici celles que l'on retrouve le plus, sur {}. Un \
             même besoin dans plusieurs équipes se traite mieux ensemble.",
            words::number_of(report.laureates.len(), "dossier", "dossiers")
        ),
        cards: cards.map(|common| card(report, common)).collect(),
        others: match (left, report.naming) {
            (0, _) => String::new(),
            (_, Naming::Codes) => {
                "D'autres recommandations, moins partagées, figurent dans les dossiers.".to_owned()
            }
            (1, _) => "Une autre recommandation figure dans un dossier ou deux.".to_owned(),
            (many, _) => format!(
                "{many} autres recommandations, moins partagées, figurent dans les dossiers."
            ),
        },
    })
}

fn card(report: &Report, common: &Common) -> CommonCard {
    let sure = common.told(report).sure().unwrap_or_default();
    CommonCard {
        title: common.title.clone(),
        count: common.count(report),
        share: (words::size(sure), words::size(report.laureates.len())),
        detail: match report.naming {
            Naming::Names => detail(report, common),
            Naming::Codes => outline(report, common),
        },
        call: call(&common.rule, &common.axis).to_owned(),
    }
}

/// On which subjects, how surely, in which projects.
fn detail(report: &Report, common: &Common) -> String {
    let mut parts = Vec::new();
    let subjects: Vec<String> = common
        .instances
        .iter()
        .filter(|(_, count)| **count >= SHARED)
        .map(|(instance, count)| format!("{} ({count})", subject(report, instance)))
        .collect();
    if !subjects.is_empty() {
        parts.push(format!("Surtout : {}.", words::list(&subjects)));
    }
    let established = words::size(common.established());
    if established >= SHARED {
        parts.push(format!(
            "Constat établi dans {}.",
            words::counted(established, "projet", "projets")
        ));
    }
    let labels = naming::labels(report);
    // « et 1 autres » would spare nothing: a seventh is named.
    let most = if common.members.len() == 7 { 7 } else { 6 };
    let named: Vec<&str> = common
        .members
        .keys()
        .take(most)
        .map(|rank| labels[*rank].as_str())
        .collect();
    let more = common.members.len() - named.len();
    let end = if more > 0 {
        format!("{} et {more} autres", named.join(", "))
    } else {
        words::list(&named)
    };
    parts.push(format!("{end}."));
    parts.join(" ")
}

/// What the public reads of a card: subjects that enough projects have, without their number, and whether the finding is
/// established in enough of them, those where it is not being nobody or as many.
fn outline(report: &Report, common: &Common) -> String {
    let mut parts = Vec::new();
    let all = report.laureates.len();
    let told = |count: usize| counted::findings(report, count, all);
    let subjects = common.instances.iter();
    let subjects: Vec<String> = subjects
        .filter(|(_, count)| told(**count as usize).sure().is_some())
        .map(|(instance, _)| subject(report, instance))
        .collect();
    if !subjects.is_empty() {
        parts.push(format!("Surtout : {}.", words::list(&subjects)));
    }
    let (sure, members) = (common.established(), common.members.len());
    let both = matches!(told(sure), Told::Exactly(_)) && matches!(told(members), Told::Exactly(_));
    if both && matches!(told(members - sure), Told::Exactly(_)) {
        parts.push(format!(
            "Constat établi dans {}.",
            words::number_of(sure, "projet", "projets")
        ));
    }
    parts.join(" ")
}

fn subject(report: &Report, instance: &str) -> String {
    if let Some(id) = report
        .referential
        .criterion(instance)
        .filter(|_| instance.starts_with('C'))
    {
        return format!("« {} »", report.referential.criteria[id.at()].name);
    }
    let level = instance
        .parse()
        .ok()
        .and_then(|number| report.referential.level(number));
    match level {
        Some(level) => format!("« {} »", report.referential.qvct[level.at()].name),
        None => instance.to_owned(),
    }
}

/// What a need of several teams calls for from the programme; the tool's own wording, to be validated.
fn call(rule: &str, axis: &str) -> &'static str {
    match (rule, axis) {
        // Of money, not of people: the other rules of their axis speak of hiring and staying.
        ("ATTR-01" | "ATTR-02", _) => {
            "Un échange avec les financeurs sur la durée et le calendrier des aides, avec les équipes qui les attendent."
        }
        (_, axis) => of_axis(axis),
    }
}

fn of_axis(axis: &str) -> &'static str {
    match axis {
        "participation" => {
            "Une rencontre entre lauréats sur les espaces de discussion : règles, temps, suites données."
        }
        "innovation" => {
            "Un temps d'échange sur les essais, ratés compris, et un appui extérieur pour tenir la durée."
        }
        "cooperation" => {
            "Un appui à la révision des règles de coopération, avec un tiers pour animer."
        }
        "sens" => {
            "Un atelier sur la charge et le sens du travail, ouvert aux directions et aux équipes."
        }
        "attractivite" => {
            "Un groupe de pairs sur le recrutement, la transmission et la fidélisation."
        }
        "transition" => {
            "Une formation commune qui parte du travail réel, et des visites entre sites."
        }
        "qvct" => {
            "L'appui d'un intervenant sur les conditions de travail, et le relais des services de prévention."
        }
        "publics" => "Un échange de pratiques sur l'accueil des publics et l'engagement bénévole.",
        _ => "Un échange entre lauréats sur ce point.",
    }
}

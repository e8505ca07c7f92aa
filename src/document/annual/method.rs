//! « Méthode »: how the figures of the programme are made, and why nobody is ranked.

use crate::aggregate::counts::Told;

use super::super::Naming;
use super::super::method::term;
use super::super::parts::Term;
use super::public::{counted, instead};
use super::report::{Report, published};
use super::{pool, years};

/// Heading and paragraph.
pub(super) fn build(report: &Report) -> Vec<Term> {
    let means = !instead::is_due(report);
    let mut said = Vec::new();
    if means {
        said.extend(of_means(report));
    }
    said.push(term(
        "Protection des répondants et des projets",
        format!(
            "Aucun score de moins de {} personnes n'est publié dans un dossier, et aucun chiffre du programme ne repose sur moins \
             de {} projets. Comme les moyennes se font sur des nombres déjà imprimés, soustraire des dossiers au rapport \
             n'apprend rien de plus.",
            report.thresholds.score,
            pool::fewest_in_words(report)
        ),
    ));
    said.push(term(
        "Pas de classement",
        format!(
            "{} Avec des équipes de cette taille, un palmarès serait surtout fait de hasard.",
            match report.naming {
                Naming::Names =>
                    "Les projets sont rangés par ordre alphabétique, jamais par score.",
                Naming::Codes => "Aucun projet n'est rangé ni comparé à un autre.",
            }
        ),
    ));
    if means {
        said.push(term(
            "Renseigné par",
            "« 8 sur 9 » veut dire : 8 projets publient un score sur ce critère, parmi les 9 qui le visent. Un projet qui ne vise pas \
             un critère n'y est pas compté."
                .to_owned(),
        ));
    }
    if let Some(earlier) = report.earlier {
        said.push(term(
            "D'une année à l'autre",
            format!(
                "L'année précédente est lue dans l'export de {}, jamais dans des réponses : ce sont les scores qui ont été imprimés. Un \
                 projet se reconnaît au nom de son dossier. Les groupes interrogés peuvent avoir changé d'une année à l'autre.",
                years::edition(earlier)
            ),
        ));
    }
    if report.naming == Naming::Codes {
        said.push(term(
            "Édition publique",
            "Aucun projet n'y est nommé ni montré seul : ni ses scores, même sous un code, ni le plus haut et le plus bas score d'un critère, \
             qui sont ceux d'un projet. Les bornes d'une moyenne demandent cinq projets, la place d'un projet de plus en demande huit. \
             Qu'un projet ait été mesuré est public ; ce que ses réponses donnent ne l'est pas : un nombre de projets n'y est dit que s'il laisse \
             le doute sur chacun (« moins de 4 », « au moins 10 »), et pas du tout quand moins de quatre projets font la différence avec l'édition précédente. \
             Structures, territoires et paroles n'y figurent pas."
                .to_owned(),
        ));
    }
    said
}

/// What the figures rest on, how a mean is made, where a further project would stand if the report says it.
fn of_means(report: &Report) -> Vec<Term> {
    let mut said = vec![
        term(
            "Sur quoi repose ce rapport",
            rests_on(counted::taking_part(report, published(report))),
        ),
        term(
            "Chaque projet compte une fois",
            "La moyenne est celle des projets, non des personnes : un grand projet n'efface pas les petits. Ses bornes (« entre … \
             et … ») viennent de l'écart entre projets : moins ils sont nombreux et plus ils diffèrent, plus elles s'éloignent."
                .to_owned(),
        ),
    ];
    if pool::predicts(report) {
        said.push(term(
            "Un projet de plus",
            format!(
                "À partir de {} projets, le rapport dit aussi où se situerait très probablement un autre projet semblable. Cette \
                 bande est le plus souvent bien plus large que celle de la moyenne : c'est elle qu'il faut lire pour se situer.",
                pool::fewest_of_prediction(report)
            ),
        ));
    }
    said
}

/// On which dossiers the report rests.
fn rests_on(scored: Told) -> String {
    let whose = match scored {
        Told::Exactly(0) => {
            return "Aucun dossier n'a encore de score : ce rapport ne donne aucune moyenne."
                .to_owned();
        }
        Told::Exactly(1) => "Sur le dossier d'un seul projet".to_owned(),
        told => format!(
            "Sur les dossiers de {}",
            counted::counted(told, "projet", "projets")
        ),
    };
    format!(
        "{whose}, et sur rien d'autre : chaque chiffre se recalcule à partir des nombres imprimés. Un score imprimé comme une limite \
         (« ≥ 95 ») compte pour cette limite."
    )
}

/// Sources and versions.
pub(super) fn imprint(report: &Report) -> Vec<String> {
    vec![
        format!("Référentiel : {}", report.referential.source),
        format!(
            "Version du référentiel : {} ; version des règles : {}.",
            report.referential.version, report.rulebook.version
        ),
        format!(
            "Composé avec jalon {}. Empreinte des données du programme : {}.",
            env!("CARGO_PKG_VERSION"),
            report.fingerprint
        ),
    ]
}

//! How the figures are made, in plain French, with the numbers of the run.
//!
//! Formulas are in `aggregate`; each paragraph stands only when the dossier uses what it explains.

use crate::aggregate::estimate::Regularisation;
use crate::aggregate::figures::{Level, Party, Score, Weighing};
use crate::aggregate::width::DEVIATION_CLASSES;

use super::super::method::term;
use super::super::parts::Term;
use super::super::{Study, scope, words};

/// Heading and paragraph of each subject.
pub(super) fn build(study: &Study) -> Vec<Term> {
    let figures = study.figures;
    let levels: Vec<(Party, &Level)> = figures
        .levels
        .iter()
        .filter_map(|((_, party, _), level)| Some((*party, level.as_deref().ok()?)))
        .collect();
    let mut said = Vec::new();
    if !levels.is_empty() {
        said.push(scores());
        if levels
            .iter()
            .any(|(party, level)| *party == Party::Ensemble && level.groups.len() > 1)
        {
            said.push(ensemble(study));
        }
        said.push(intervals(study));
        said.push(regularisation(study));
        said.extend(classes(study, &levels));
        if levels
            .iter()
            .any(|(_, level)| !matches!(level.score, Score::Exact(_)))
        {
            said.push(bounded());
        }
    }
    if compares(study) {
        said.push(changes(study));
        said.push(vocabulary(study));
    }
    if figures.last().is_some() {
        said.push(weights());
        said.push(thresholds(study));
        said.push(remedies());
        said.push(conditions());
    }
    said.push(markers(study));
    said
}

fn scores() -> Term {
    term(
        "Scores",
        "Chaque réponse est ramenée sur une échelle de 0 (la moins favorable) à 100 (la plus favorable), quel que soit \
         le nombre de niveaux ; une question posée à l'envers est retournée. Le score d'une personne sur un critère est \
         la moyenne de ses réponses, si elle a répondu à la moitié au moins des questions qui la concernent. Le score \
         d'un groupe est la moyenne de ces personnes. « Ne sait pas », « non concerné » et les blancs n'entrent dans \
         aucune moyenne, et les critères ne sont jamais réunis en une note unique. Les scores des niveaux de qualité de \
         vie au travail se calculent de la même façon sur les questions qui s'y rapportent."
            .to_owned(),
    )
}

fn ensemble(study: &Study) -> Term {
    let labels = |ranks: &[usize]| -> Vec<String> {
        let ranks = ranks.iter();
        ranks
            .map(|&rank| words::group(study.figures, rank))
            .collect()
    };
    let weights = match &study.figures.weighing {
        Weighing::Equal => {
            "Chaque groupe y a le même poids, pour qu'un groupe nombreux n'efface pas les autres. L'autre réglage, \
             « population », lui donnerait le poids des personnes qui y sont invitées."
                .to_owned()
        }
        Weighing::Population(people) => {
            let heard = (0..people.len()).filter(|&rank| people[rank] > 0);
            let told: Vec<String> = heard
                .map(|rank| {
                    let label = words::group(study.figures, rank);
                    format!("{label} : {}", words::count(people[rank]))
                })
                .collect();
            format!(
                "Réglage « population », choisi par le programme : chaque groupe y pèse autant que de personnes y sont \
                 invitées, à la dernière mesure qui le dit ({}), et garde ce poids à toutes les mesures. Un groupe \
                 nombreux y compte donc plus que les autres. L'autre réglage donne à tous le même poids.",
                told.join(" ; ")
            )
        }
        Weighing::Unknown(groups) => format!(
            "Chaque groupe y a le même poids : le programme demandait celui des personnes invitées, mais leur nombre n'est \
             pas connu partout (il manque pour : {}).",
            words::list(&labels(groups))
        ),
    };
    let text = format!(
        "La moyenne des groupes publiés à qui la question est posée. {weights} Un groupe non publié n'y entre pas : il ne \
         peut donc pas être retrouvé par soustraction. Le tableau A2 dit combien de groupes y sont quand \
         il en manque."
    );
    term("Qui est dans « ensemble »", text)
}

fn intervals(study: &Study) -> Term {
    let mut text = "L'intervalle de confiance à 95 % (IC 95 %) suit la loi de Student : score ± t × racine carrée de (variance ÷ nombre de \
                    réponses). Un score décrit ce groupe à ce moment-là : quand on sait combien de personnes ont été \
                    invitées, la variance est multipliée par la part de celles qui n'ont pas de score (population \
                    finie), et l'intervalle disparaît quand tout le monde a répondu. Ce calcul suppose que les absents \
                    ressemblent aux autres : le taux de réponse reste la première précaution."
        .to_owned();
    if compares(study) {
        text.push_str(
            " Une évolution, elle, interroge ce qui a produit les réponses : la population finie n'y entre pas.",
        );
    }
    term("Intervalles", text)
}

/// Whether a change is published: nothing is said of changes otherwise.
fn compares(study: &Study) -> bool {
    study.figures.changes.values().any(Result::is_ok)
}

/// Which formulas are in force, and what the others would be.
fn regularisation(study: &Study) -> Term {
    let thresholds = scope::thresholds(study);
    let house = "variance = ((n − 1) s² + d0 s0²) ÷ (n − 1 + d0), où s est l'écart-type observé";
    if thresholds.is_textbook() {
        let correlation = if compares(study) {
            ", et la corrélation entre deux mesures aussi"
        } else {
            ""
        };
        let text = format!(
            "Réglage en vigueur : « classique », choisi par le programme. Les formules sont celles des manuels : la \
             dispersion observée est prise telle quelle{correlation}. Avec peu de réponses, surtout quand elles se ressemblent, les intervalles sont alors souvent trop étroits. L'autre \
             réglage, « maison », les rapproche d'une dispersion usuelle : {house}. Les petits groupes gardent dans \
             les deux cas un intervalle arrondi, qui protège les répondants."
        );
        return term("Réglage des calculs", text);
    }
    let mut text = format!(
        "Réglage en vigueur : « maison ». Avec peu de réponses, la dispersion observée est souvent trompeuse : elle est \
         rapprochée d'une valeur usuelle. {}, s0 = {} points et d0 = {} (ce que pèse la valeur usuelle, en réponses).",
        words::capital(house),
        words::decimal(thresholds.prior_sd),
        words::decimal(thresholds.prior_weight),
    );
    if thresholds.correlation_cap < 1.0 && compares(study) {
        text.push_str(&format!(
            " La corrélation entre deux mesures n'est pas crue au-delà de {}.",
            words::decimal(thresholds.correlation_cap)
        ));
    }
    let correlation = if compares(study) {
        ", corrélation telle quelle"
    } else {
        ""
    };
    text.push_str(&format!(
        " L'autre réglage, « classique », suit les formules des manuels : d0 = 0{correlation}."
    ));
    if Regularisation::of(&thresholds) == Regularisation::HOUSE {
        text.push_str(SIMULATED);
    }
    term("Réglage des calculs", text)
}

/// Coverage at five answers on five-level scales, found by simulation (`statistics.md` § 1.4).
const SIMULATED: &str = " Essayé sur des réponses simulées, cinq par groupe, l'intervalle à 95 % contient la vraie valeur \
                         au moins 92 fois sur 100 avec le premier réglage ; avec le second, 41 fois seulement dans le \
                         cas le moins favorable.";

/// Said when a group is under the threshold of distributions, hence without a spread: its interval is of a class.
fn classes(study: &Study, levels: &[(Party, &Level)]) -> Option<Term> {
    let fewest = scope::thresholds(study).distribution;
    let small = |(party, level): &(Party, &Level)| {
        *party != Party::Ensemble
            && level.spread.is_none()
            && matches!(level.score, Score::Exact(_))
    };
    levels.iter().any(small).then(|| {
        let [narrow, wide] = DEVIATION_CLASSES.map(words::decimal);
        let text = format!(
            "Sous {} réponses (davantage sur un sujet sensible), un score et son intervalle exact suffiraient souvent à \
             retrouver toutes les réponses. L'intervalle y est donc calculé avec l'une de deux dispersions seulement, \
             {narrow} ou {wide} points : la plus petite qui contienne la dispersion calculée, à défaut {wide}. Il est presque \
             toujours plus large que nécessaire.",
            words::count(fewest)
        );
        term("Petits groupes", text)
    })
}

fn bounded() -> Term {
    term(
        "Réponses toutes semblables",
        "Quand tout un groupe choisit la réponse la plus favorable, le score est écrit « ≥ 95 » ; la moins favorable, \
         « ≤ 5 ». Quand toutes les réponses à une question seule sont favorables, ou défavorables, seule la limite de cet \
         ensemble de réponses est donnée. Dans les autres cas de réponses identiques, rien n'est publié. « Ensemble » ne porte une limite que si tous les \
         groupes publiés en ont une, du même côté."
            .to_owned(),
    )
}

fn changes(study: &Study) -> Term {
    let fewest = scope::thresholds(study);
    let text = format!(
        "Une évolution compare deux mesures sur les seules questions posées aux deux, dans les mêmes mots ; il en faut la \
         moitié au moins. Rien n'est reporté d'une mesure à l'autre ni complété. Mêmes personnes : test de Student apparié ; \
         personnes différentes : test de Welch ; en partie les mêmes : un seul test qui tient compte des deux (Derrick et \
         coll., 2017), où des personnes suivies à moins de {0} comptent comme différentes. Sous {1} réponses, et là où moins \
         de {0} personnes n'ont répondu qu'à l'une des deux mesures, la corrélation entre les mesures est ramenée à la \
         plus proche valeur inférieure parmi 0, 0,3 et 0,6 : prise telle quelle, elle aiderait à retrouver leurs réponses. Pour l'ensemble, les groupes présents aux deux mesures \
         gardent leur poids. Le plus petit écart détectable est celui que huit enquêtes semblables sur dix montreraient.",
        words::count(fewest.score),
        words::count(fewest.distribution)
    );
    term("Évolutions", text)
}

fn vocabulary(study: &Study) -> Term {
    let thresholds = scope::thresholds(study);
    let matters = words::points(thresholds.important_change);
    let text = format!(
        "Sept expressions, dans cet ordre. « Non comparable » : moins de {} réponses d'un côté, ou trop peu de questions \
         communes. « Amélioration établie » ou « dégradation établie » : p ajusté sous 0,05 et écart d'au moins \
         {matters}. « Amélioration probable » ou « dégradation probable » : l'intervalle à 95 % exclut 0. « Stabilité \
         établie » : l'intervalle à 90 % tient entre −{matters} et +{matters}. « Pas de conclusion possible » : dans tous les \
         autres cas. L'ajustement de Holm porte sur les critères d'un même groupe et de deux mêmes mesures (catégories, niveaux de \
         qualité de vie au travail et thèmes à part). Une évolution « probable » n'est pas ajustée : là où rien ne change, le \
         hasard en montre une sur vingt.",
        words::count(thresholds.score)
    );
    term("Mots du changement", text)
}

fn thresholds(study: &Study) -> Term {
    let fewest = scope::thresholds(study);
    let followed = if study.figures.measures().count() > 1 {
        ", son intervalle et son évolution"
    } else {
        " et son intervalle"
    };
    let masked = if scope::masks_counts(study) {
        " À la demande du projet ou du programme, aucun total n'est donné pour une mesure dont un groupe n'est pas compté : \
         le nombre de ses réponses ne peut pas être retrouvé."
    } else {
        ""
    };
    let text = format!(
        "Un score{followed} demandent au moins {} réponses ; une répartition, un écart-type, un test ou un nombre de \
         personnes, {}. Sur un sujet sensible : {} et {}. Ces seuils peuvent être relevés, jamais abaissés. « Non publié » \
         ne dit rien du nombre de réponses : un résultat peut aussi rester non publié parce que les réponses se ressemblent, \
         parce qu'une seule structure donne presque toutes celles du groupe, ou parce qu'une soustraction permettrait d'en \
         retrouver un autre : tout ce que le dossier imprime est examiné ensemble. Pour la même raison, un score peut être donné seul, \
         avec l'intervalle arrondi des petits groupes et sans le détail des réponses.{masked}",
        words::count(fewest.score),
        words::count(fewest.distribution),
        words::count(fewest.sensitive_score),
        words::count(fewest.sensitive_distribution)
    );
    term("Seuils et « non publié »", text)
}

/// What is done for a group that is too small, the least harmful first (`statistics.md` § 2.2).
fn remedies() -> Term {
    term(
        "Quand un groupe est trop petit",
        "Dans cet ordre : le réunir à un autre, si le projet l'a déclaré d'avance ; le laisser hors de « ensemble », qui ne \
         permet alors pas de le retrouver ; ne pas publier un résultat de plus. Quand presque rien ne peut être publié, la \
         cotation collective prend la place du questionnaire : l'équipe débat et fixe une note et un argument."
            .to_owned(),
    )
}

/// What is weighted: nothing.
fn weights() -> Term {
    term(
        "Pondération",
        "Aucune : dans un groupe, chaque réponse compte pour une. Redresser un petit échantillon donnerait à une personne \
         la voix de plusieurs ; les résultats sont donnés par groupe à la place."
            .to_owned(),
    )
}

fn conditions() -> Term {
    term(
        "Conditions de mesure",
        "Six conditions, jugées sur la dernière mesure : participation, nombre de réponses, nombre de mesures, suivi des \
         mêmes personnes, croisement des regards, questionnaire. Chacune est réunie ou non ; il n'y a ni note ni lettre. \
         Le suivi est la moyenne, sur les groupes, de la part des mêmes personnes entre les deux dernières mesures. Le \
         niveau de preuve est dit à part, sur trois : un seul moment ou un récit argumenté ; plusieurs moments ; une \
         comparaison avec un groupe non concerné, décrit par le projet."
            .to_owned(),
    )
}

/// « 12 marqueurs publiés sur 15 annoncés. », in one line (`decisions.md` § 8).
fn markers(study: &Study) -> Term {
    let published = study.referential.markers.len();
    let announced = study.referential.markers_announced;
    let text = format!(
        "{published} marqueurs publiés sur {announced} annoncés : les autres ne sont pas inventés ici."
    );
    term("Marqueurs", text)
}

//! How the figures are made, in plain French, with the numbers of the run.
//!
//! Formulas are in `aggregate`; each paragraph stands only when the dossier uses what it explains.

use crate::aggregate::figures::{Level, Party, Score};
use crate::aggregate::width::DEVIATION_CLASSES;

use super::method::term;
use super::parts::Term;
use super::{Study, scope, words};

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
            said.push(ensemble());
        }
        said.push(intervals(study));
        said.extend(classes(study, &levels));
        if levels
            .iter()
            .any(|(_, level)| !matches!(level.score, Score::Exact(_)))
        {
            said.push(bounded());
        }
    }
    if figures.changes.values().any(Result::is_ok) {
        said.push(changes(study));
        said.push(vocabulary(study));
    }
    if figures.last().is_some() {
        said.push(thresholds(study));
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

fn ensemble() -> Term {
    term(
        "Qui est dans « ensemble »",
        "La moyenne des groupes publiés à qui la question est posée. Chaque groupe y a le même poids, pour qu'un groupe \
         nombreux n'efface pas les autres. Un groupe non publié n'y entre pas : il ne peut donc pas être retrouvé par \
         soustraction. Le tableau A2 dit combien de groupes y sont quand il en manque."
            .to_owned(),
    )
}

fn intervals(study: &Study) -> Term {
    let thresholds = scope::thresholds(study);
    let people = |count: f64| if count < 2.0 { "personne" } else { "personnes" };
    let text = format!(
        "L'intervalle de confiance à 95 % (IC 95 %) suit la loi de Student. Avec peu de réponses, la dispersion observée \
         est souvent trompeuse : elle est rapprochée d'une valeur usuelle ({} points), qui pèse comme {} {} de plus. \
         Quand on sait combien de personnes ont été invitées, l'intervalle se resserre à mesure que la part des réponses \
         augmente, jusqu'à disparaître quand tout le groupe a répondu (population finie). Cette correction ne vaut que \
         pour les scores d'un moment.",
        words::decimal(thresholds.prior_sd),
        words::decimal(thresholds.prior_weight),
        people(thresholds.prior_weight)
    );
    term("Intervalles", text)
}

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
             {narrow} ou {wide} points, la plus petite qui contienne la dispersion réelle. Il est un peu plus large que \
             nécessaire.",
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
         ensemble de réponses est donnée. Dans les autres cas de réponses identiques, rien n'est publié."
            .to_owned(),
    )
}

fn changes(study: &Study) -> Term {
    let small = scope::thresholds(study).distribution;
    let text = format!(
        "Une évolution compare deux mesures sur les seules questions posées aux deux, dans les mêmes mots ; il en faut la \
         moitié au moins. Les personnes présentes aux deux mesures comptent comme telles, les autres comme des personnes \
         différentes : un seul calcul tient compte des deux. La corrélation entre mesures n'est pas crue au-delà de 0,8 ; \
         sous {} réponses elle est arrondie à 0, 0,3 ou 0,6. Pour l'ensemble, les groupes présents aux deux mesures \
         gardent le même poids. Le plus petit écart détectable est celui que huit enquêtes semblables sur dix \
         montreraient.",
        words::count(small)
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
         établie » : l'intervalle à 90 % tient entre −{matters} et +{matters}. « Évolution incertaine » : dans tous les \
         autres cas. L'ajustement de Holm porte sur les critères d'un même groupe et de deux mêmes mesures.",
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
    let text = format!(
        "Un score{followed} demandent {} réponses ; une répartition, un écart-type ou un nombre de \
         personnes, {}. Sur un sujet sensible : {} et {}. Ces seuils peuvent être relevés, jamais abaissés. « Non publié » \
         ne dit rien du nombre de réponses : un résultat peut aussi être retenu parce que les réponses se ressemblent, \
         parce qu'une seule structure donne presque toutes celles du groupe, ou parce qu'une soustraction en livrerait \
         un autre.",
        words::count(fewest.score),
        words::count(fewest.distribution),
        words::count(fewest.sensitive_score),
        words::count(fewest.sensitive_distribution)
    );
    term("Seuils et « non publié »", text)
}

fn conditions() -> Term {
    term(
        "Conditions de mesure",
        "Six conditions, jugées sur la dernière mesure : participation, nombre de réponses, nombre de mesures, suivi des \
         mêmes personnes, croisement des regards, questionnaire. Chacune est réunie ou non ; il n'y a ni note ni lettre. \
         Le suivi est la moyenne, sur les groupes, de la part des mêmes personnes entre les deux dernières mesures. Le \
         niveau de preuve est dit à part : un moment, plusieurs moments, ou une comparaison avec un autre groupe."
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

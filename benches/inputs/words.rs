//! Invented names, places and sentences.

pub const WHAT: [&str; 16] = [
    "La cantine",
    "L'atelier",
    "La conciergerie",
    "Le jardin",
    "La ressourcerie",
    "La recyclerie",
    "Le garage solidaire",
    "La halle",
    "Le tiers-lieu",
    "L'épicerie",
    "La fabrique",
    "Le café",
    "La crèche",
    "La ferme-école",
    "Le fournil",
    "La blanchisserie",
];
pub const OF: [&str; 14] = [
    "des Deux-Ponts",
    "du Marais",
    "des Tanneurs",
    "de la Vallée",
    "du Plateau",
    "des Quais",
    "de l'Ancienne-Gare",
    "du Bocage",
    "des Trois-Rivières",
    "du Grand-Large",
    "des Coteaux",
    "de la Lande",
    "du Faubourg",
    "des Remparts",
];
pub const PLACES: [&str; 8] = [
    "Périgord vert, Dordogne",
    "Béarn des Gaves",
    "Haute Gironde",
    "Sud Vienne",
    "Marais poitevin",
    "Plateau de Millevaches",
    "Pays basque intérieur",
    "Nord Charente",
];
pub const PUBLICS: [&str; 8] = [
    "des personnes éloignées de l'emploi",
    "des familles monoparentales",
    "des personnes âgées isolées",
    "des jeunes sans formation",
    "des aidants",
    "des habitants sans voiture",
    "des personnes en situation de handicap",
    "des travailleurs saisonniers",
];
pub const ACTS: [&str; 8] = [
    "cuisiner et partager un repas",
    "réparer et revendre des objets",
    "se déplacer sans voiture",
    "produire des légumes de plein champ",
    "garder des enfants à horaires décalés",
    "laver et repriser le linge des hôtels",
    "ouvrir leurs droits",
    "apprendre un métier",
];
pub const PATH: [(&str, &str, &str); 6] = [
    (
        "actions",
        "Un lieu ouvert cinq jours par semaine, tenu par l'équipe et des habitants",
        "\"C03\"",
    ),
    (
        "actions",
        "Un parcours d'accueil en trois rendez-vous",
        "\"C22\"",
    ),
    (
        "resultats",
        "Des personnes qui reprennent confiance et rencontrent du monde",
        "\"C11\", \"C13\"",
    ),
    ("resultats", "Des droits ouverts et tenus", "\"C15\""),
    (
        "effets",
        "Un collectif de travail qui tient dans la durée",
        "\"C06\", \"C08\"",
    ),
    (
        "impact",
        "Un territoire où l'on coopère d'une structure à l'autre",
        "\"C17\", \"C21\"",
    ),
];
pub const MARKS: [(&str, &str); 8] = [
    (
        "portage_collectif",
        "Convention signée entre les structures",
    ),
    (
        "diversite_collectif",
        "Trois collèges au comité de pilotage",
    ),
    (
        "implication_public",
        "Comptes rendus des conseils d'usagers affichés",
    ),
    ("gouvernance", "Règlement intérieur adopté en assemblée"),
    ("mode_operatoire", "Fiches de poste et planning partagés"),
    (
        "transformation_sociale",
        "Deux communes ont revu leurs marchés",
    ),
    (
        "ancrage_territorial",
        "Onze fournisseurs à moins de trente kilomètres",
    ),
    ("viabilite_economique", "Recettes propres : 41 % du budget"),
];

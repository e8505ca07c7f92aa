//! What was typed on the command line, and the only clock of the program.

mod choices;
mod french;
mod refusal;
mod tools;
mod wanted;

pub use choices::{DialectName, DocumentName, EditionName, Format, PrecisionName};
pub use tools::{
    Completions, Explain, Rules, RulesVerb, Schema, Templates, TemplatesVerb, completion,
};
pub use wanted::wanted;

use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;

use chrono::{Local, NaiveDate};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use jalon::diagnostic::Diagnostic;

/// Du questionnaire au dossier d'évaluation imprimable.
#[derive(Debug, Parser)]
#[command(
    name = "jalon",
    version,
    about = "Du questionnaire au dossier d'évaluation imprimable d'un projet d'innovation sociale",
    long_about = "jalon lit les réponses d'une enquête (CSV, JSON, classeur Excel), calcule des résultats qui protègent \
        les personnes, en tire des recommandations et compose un dossier PDF accessible et archivable, prêt à imprimer.",
    override_usage = "jalon COMMANDE [OPTIONS]\n              jalon [DOSSIER]",
    after_help = "Exemples :\n  jalon check mon-projet             vérifie les fichiers, n'écrit rien\n  \
        jalon build mon-projet             compose le dossier\n  \
        jalon build ami-2025 -o dossiers   compose tous les dossiers d'un programme\n\n\
        Déposer un dossier sur le programme (jalon DOSSIER) le vérifie, puis compose dans DOSSIER/dossiers.\n\
        Code de sortie : 0 tout est fait · 1 quelque chose a été laissé de côté · 2 rien n'a pu commencer.",
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// What to do; a folder alone is checked, then built.
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Dossier d'un projet ou d'un programme (par défaut : le dossier courant)
    #[arg(value_name = "DOSSIER")]
    pub path: Option<PathBuf>,
}

/// What has to be done instead of running: help to show, or a fault to tell.
pub enum Aside {
    /// Help or version, asked for.
    Shown(clap::Error),
    /// A command line that cannot be understood, and the form in which its fault is told.
    Refused(Box<Diagnostic>, Format),
}

/// The command line, understood.
pub fn typed() -> Result<Cli, Aside> {
    let words = std::env::args_os().skip(1);
    let words: Vec<String> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let refused = |fault| Aside::Refused(Box::new(fault), Format::in_words(&words));
    let aside = |error: clap::Error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Aside::Shown(error),
        _ => refused(refusal::refusal(&error, &words)),
    };
    let matches = french::in_french(Cli::command())
        .try_get_matches()
        .map_err(aside)?;
    let typed = Cli::from_arg_matches(&matches).map_err(aside)?;
    match refusal::misspelt(&typed) {
        Some(fault) => Err(refused(fault)),
        None => Ok(typed),
    }
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Compose les dossiers en PDF
    Build(Build),
    /// Lit et vérifie tout, dit ce qui pourra être montré ; n'écrit rien
    Check(Check),
    /// Affiche les données que reçoit le modèle de page (JSON)
    Data(Data),
    /// Écrit les chiffres publiés en CSV et en JSON, pour Excel, R ou les archives
    Export(Export),
    /// Enregistre l'édition d'un projet : ce qui est publié ne pourra plus être comparé à son insu
    Publier(Publier),
    /// Crée un dossier de projet à remplir, avec le questionnaire par défaut
    Init(Init),
    /// Vérifie ou explique les règles de recommandation
    Rules(Rules),
    /// Décrit les fichiers à remplir, pour que les éditeurs de texte proposent leurs clés (JSON Schema)
    Schema(Schema),
    /// Donne les modèles de pages du programme
    Templates(Templates),
    /// Écrit ce qui complète la commande jalon dans un interpréteur de commandes
    Completions(Completions),
    /// Prints orders for another process of this program.
    #[command(name = "__worker", hide = true)]
    Worker,
    /// Tells what the validators let through in finished files.
    #[command(name = "__lint", hide = true)]
    Lint {
        /// PDF files.
        files: Vec<PathBuf>,
    },
}

/// What stands in for the program's own data.
#[derive(Clone, Debug, Default, Args)]
pub struct Standards {
    /// Référentiel à utiliser à la place de celui du programme
    #[arg(long, value_name = "FICHIER")]
    pub referentiel: Option<PathBuf>,
    /// Règles de recommandation à utiliser à la place de celles du programme
    #[arg(long, value_name = "FICHIER")]
    pub regles: Option<PathBuf>,
}

/// What every verb that reads a folder takes.
#[derive(Debug, Args)]
pub struct Reading {
    /// Dossier d'un projet ou d'un programme (par défaut : le dossier courant)
    #[arg(value_name = "DOSSIER", default_value = ".")]
    pub path: PathBuf,
    /// Se limiter à ce projet (à répéter au besoin)
    #[arg(long = "projet", value_name = "ID")]
    pub projects: Vec<String>,
    /// What it is measured against.
    #[command(flatten)]
    pub standards: Standards,
    /// Forme des messages : texte (par défaut) ou json, un objet par ligne
    #[arg(long, value_name = "FORME", default_value = "texte")]
    pub format: Format,
    /// Date portée sur les documents, AAAA-MM-JJ (par défaut : la date d'arrêté du programme, sinon aujourd'hui)
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
}

/// `jalon build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What is read.
    #[command(flatten)]
    pub reading: Reading,
    /// À qui le document s'adresse : travail (par défaut) ou financeur pour un projet, interne (par défaut) ou publique pour le programme
    #[arg(long, value_name = "ÉDITION")]
    pub edition: Option<EditionName>,
    /// Dossier où écrire les PDF (par défaut : dossiers)
    #[arg(
        short = 'o',
        long = "sortie",
        value_name = "DOSSIER",
        default_value = "dossiers"
    )]
    pub output: PathBuf,
    /// Document à composer : dossier (par défaut), fiche ou grille (à remplir en réunion) pour chaque projet, annuel ou annuaire pour le programme
    #[arg(long, value_name = "NOM", default_value = "dossier")]
    pub document: DocumentName,
    /// Rapport annuel : dossier des chiffres de l'année précédente, écrit par « jalon export », pour dire ce qui a changé
    #[arg(long, value_name = "DOSSIER")]
    pub precedent: Option<PathBuf>,
    /// Nombre de documents composés en même temps, 64 au plus (par défaut : un par cœur)
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Dossier de modèles de pages qui remplacent ceux du programme, fichier par fichier
    #[arg(long, value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
    /// Temps accordé à un document, en secondes (par défaut : 60)
    #[arg(long, value_name = "SECONDES", default_value_t = 60)]
    pub delai: u64,
    /// Mémoire accordée à un document, en Mio (par défaut : 1024 ; 256 au moins)
    #[arg(long, value_name = "MIO", default_value_t = 1024)]
    pub memoire: u64,
}

/// `jalon check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `jalon data`.
#[derive(Debug, Args)]
pub struct Data {
    /// Dossier du programme ou du projet
    #[arg(value_name = "DOSSIER")]
    pub path: PathBuf,
    /// Identifiant du projet (inutile pour un dossier de projet seul ou un document du programme)
    #[arg(value_name = "PROJET")]
    pub project: Option<String>,
    /// Document dont on veut les données : dossier (par défaut), fiche, grille, annuel ou annuaire
    #[arg(long, value_name = "NOM", default_value = "dossier")]
    pub document: DocumentName,
    /// Rapport annuel : dossier des chiffres de l'année précédente, écrit par « jalon export », pour dire ce qui a changé
    #[arg(long, value_name = "DOSSIER")]
    pub precedent: Option<PathBuf>,
    /// Date portée sur le document, AAAA-MM-JJ (par défaut : la date d'arrêté du programme, sinon aujourd'hui)
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// À qui le document s'adresse : travail (par défaut) ou financeur pour un projet, interne (par défaut) ou publique pour le programme
    #[arg(long, value_name = "ÉDITION")]
    pub edition: Option<EditionName>,
    /// What it is measured against.
    #[command(flatten)]
    pub standards: Standards,
}

/// `jalon export`.
#[derive(Debug, Args)]
pub struct Export {
    /// What is read.
    #[command(flatten)]
    pub reading: Reading,
    /// Dossier où écrire les tableaux (par défaut : chiffres)
    #[arg(
        short = 'o',
        long = "sortie",
        value_name = "DOSSIER",
        default_value = "chiffres"
    )]
    pub output: PathBuf,
    /// Forme des CSV : francais (par défaut ; point-virgule et virgule décimale, pour Excel) ou standard, pour les machines
    #[arg(long, value_name = "FORME", default_value = "francais")]
    pub dialecte: DialectName,
    /// Décimales : imprimee (par défaut), celles du dossier, ou pleine, réservée à qui détient les réponses
    #[arg(long, value_name = "DÉCIMALES", default_value = "imprimee")]
    pub precision: PrecisionName,
}

/// `jalon publier`.
#[derive(Debug, Args)]
pub struct Publier {
    /// Dossier du programme ou du projet
    #[arg(value_name = "DOSSIER")]
    pub path: PathBuf,
    /// Identifiant du projet (inutile pour un dossier de projet seul)
    #[arg(value_name = "PROJET")]
    pub project: Option<String>,
    /// Date portée sur l'édition, AAAA-MM-JJ (par défaut : la date d'arrêté du programme, sinon aujourd'hui)
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// Forme des messages : texte (par défaut) ou json, un objet par ligne
    #[arg(long, value_name = "FORME", default_value = "texte")]
    pub format: Format,
    /// What it is measured against.
    #[command(flatten)]
    pub standards: Standards,
    /// Known so that its refusal has words: full precision is never published.
    #[arg(long, hide = true, default_value = "imprimee")]
    pub precision: PrecisionName,
}

/// `jalon init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Dossier à créer
    #[arg(value_name = "DOSSIER")]
    pub path: PathBuf,
}

/// 32 hexadecimal digits that nobody can guess, from the system's own source: the only chance of the program.
///
/// `RandomState` takes 128 bits of the system a process; its keyed hash of two numbers gives them back mixed.
pub fn salt() -> String {
    let state = RandomState::new();
    (0..2u8)
        .map(|half| format!("{:016x}", state.hash_one(half)))
        .collect()
}

/// Today on this machine: read once, and only when neither the command nor the programme gives a date.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

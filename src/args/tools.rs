//! The verbs beside the work itself: page templates, schemas of the files to fill in, shell completion, rules.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Subcommand};

use super::{Cli, Standards, french};

/// `jalon templates`.
#[derive(Debug, Args)]
pub struct Templates {
    /// What to do with them.
    #[command(subcommand)]
    pub verb: TemplatesVerb,
}

/// What `jalon templates` does.
#[derive(Debug, Subcommand)]
pub enum TemplatesVerb {
    /// Copie les modèles de pages du programme dans un dossier, pour les modifier
    Eject {
        /// Dossier où les copier ; rien de ce qui existe n'est remplacé
        #[arg(value_name = "DOSSIER")]
        path: PathBuf,
    },
}

/// `jalon schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Fichier à décrire : projet, programme, questionnaire, colonnes ou decisions (par défaut : la liste)
    #[arg(value_name = "FICHIER", conflicts_with = "output")]
    pub file: Option<String>,
    /// Dossier où écrire les descriptions de tous les fichiers
    #[arg(short = 'o', long = "sortie", value_name = "DOSSIER")]
    pub output: Option<PathBuf>,
}

/// `jalon completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Interpréteur de commandes : bash, elvish, fish, powershell ou zsh
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `jalon rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// What to do with them.
    #[command(subcommand)]
    pub verb: RulesVerb,
}

/// What `jalon rules` does.
#[derive(Debug, Subcommand)]
pub enum RulesVerb {
    /// Vérifie un fichier de règles
    Check {
        /// Fichier de règles (par défaut : celles du programme)
        #[arg(value_name = "FICHIER")]
        file: Option<PathBuf>,
        /// Référentiel que les règles nomment, à la place de celui du programme
        #[arg(long, value_name = "FICHIER")]
        referentiel: Option<PathBuf>,
    },
    /// Dit, règle par règle, laquelle est déclenchée et sur quels chiffres publiés
    Explain(Explain),
}

/// `jalon rules explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Dossier d'un projet ou d'un programme (par défaut : le dossier courant)
    #[arg(value_name = "DOSSIER", default_value = ".")]
    pub path: PathBuf,
    /// Se limiter à ce projet (à répéter au besoin)
    #[arg(long = "projet", value_name = "ID")]
    pub projects: Vec<String>,
    /// Se limiter à cette règle (à répéter au besoin)
    #[arg(long = "regle", value_name = "RÈGLE")]
    pub rules: Vec<String>,
    /// What it is measured against.
    #[command(flatten)]
    pub standards: Standards,
    /// Date à laquelle se placer, AAAA-MM-JJ (par défaut : la date d'arrêté du programme, sinon aujourd'hui)
    #[arg(long, value_name = "DATE")]
    pub date: Option<chrono::NaiveDate>,
}

/// The verbs that people write.
pub fn verbs(command: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    command.get_subcommands().filter(|verb| !verb.is_hide_set())
}

/// The script by which a shell completes the command; hidden verbs are not in it.
pub fn completion(shell: clap_complete::Shell) -> Vec<u8> {
    let whole = french::in_french(Cli::command());
    let mut command = clap::Command::new("jalon")
        .version(env!("CARGO_PKG_VERSION"))
        .about(whole.get_about().cloned().unwrap_or_default())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(whole.get_arguments().cloned())
        .subcommands(verbs(&whole).cloned());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "jalon", &mut script);
    script
}

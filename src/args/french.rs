//! The words that clap would say in English: headings, usage, the two options that it adds. Knows no verb.

use clap::{Arg, ArgAction, Command};

/// U+00A0 before the colon that clap adds.
const ARGUMENTS: &str = "Arguments\u{a0}";
const OPTIONS: &str = "Options\u{a0}";
const COMMANDS: &str = "Commandes\u{a0}";

const PAGE: &str =
    "{before-help}{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";

/// A command and those below it, in French.
pub(super) fn in_french(command: Command) -> Command {
    let (top, above) = (command.get_name() == "jalon", command.has_subcommands());
    let command = command
        .help_template(PAGE)
        .subcommand_help_heading(COMMANDS)
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                ARGUMENTS
            } else {
                OPTIONS
            };
            arg.help_heading(heading)
                .hide_default_value(true)
                .hide_possible_values(true)
        })
        .arg(help());
    let command = if top { command.arg(version()) } else { command };
    if above {
        command
            .disable_help_subcommand(true)
            .mut_subcommands(in_french)
    } else {
        command
    }
}

fn help() -> Arg {
    Arg::new("aide")
        .short('h')
        .long("help")
        .alias("aide")
        .action(ArgAction::Help)
        .help_heading(OPTIONS)
        .help("Affiche cette aide")
}

fn version() -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help_heading(OPTIONS)
        .help("Affiche la version")
}

//! The command `jalon`: parse, run, report, exit code.

mod args;
mod report;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Verb};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.verb {
        None => report::check_then_build(cli.path),
        Some(Verb::Build(build)) => report::build(&build),
        Some(Verb::Check(check)) => report::check(&check),
        Some(Verb::Data(data)) => report::data(&data),
        Some(Verb::Init(init)) => report::init(&init),
        Some(Verb::Worker) => report::worker(),
        Some(Verb::Lint { files }) => report::lint(&files),
    }
}

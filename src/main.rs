//! The command `jalon`: parse, run, report, exit code.

mod args;
mod report;

use std::process::ExitCode;

use args::{Aside, Verb};

fn main() -> ExitCode {
    let typed = match args::typed() {
        Ok(typed) => typed,
        Err(Aside::Shown(page)) => return report::shown(&page),
        Err(Aside::Refused(fault, format)) => return report::refused(*fault, format),
    };
    match typed.verb {
        None => report::check_then_build(typed.path),
        Some(Verb::Build(build)) => report::build(&build),
        Some(Verb::Check(check)) => report::check(&check),
        Some(Verb::Data(data)) => report::data(&data),
        Some(Verb::Export(export)) => report::export(&export),
        Some(Verb::Publier(publier)) => report::publish(&publier),
        Some(Verb::Init(init)) => report::init(&init),
        Some(Verb::Rules(rules)) => report::rules(&rules.verb),
        Some(Verb::Schema(schema)) => report::schema(&schema),
        Some(Verb::Templates(templates)) => report::templates(&templates.verb),
        Some(Verb::Completions(completions)) => report::completions(&completions),
        Some(Verb::Worker) => report::worker(),
        Some(Verb::Lint { files }) => report::lint(&files),
    }
}

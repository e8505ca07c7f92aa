//! Many documents over worker processes: none reaches another, whatever happens to it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use jalon::typeset::{Order, Press, Print, PrintFault, Settings, print_all};
use serde_json::json;

use super::stub::{self, TEMPLATE, order, order_with};

type Results = BTreeMap<usize, Result<Print, Vec<PrintFault>>>;

fn settings(jobs: usize, template: &str) -> Settings {
    Settings {
        jobs,
        overrides: stub::overrides(template),
        program: Some(PathBuf::from(env!("CARGO_BIN_EXE_jalon"))),
        ..Settings::default()
    }
}

fn printed(orders: Vec<Order>, settings: &Settings) -> Results {
    let mut results = Results::new();
    print_all(orders, settings, &mut |rank, result| {
        assert!(
            results.insert(rank, result).is_none(),
            "order {rank} was delivered twice"
        );
    })
    .expect("the templates load");
    results
}

fn message(results: &Results, rank: usize) -> String {
    results[&rank].as_ref().expect_err("must fail")[0].to_string()
}

/// A document of a few words that may do something else first.
const MISBEHAVING: &str = r##"
#let data = json("/data/essai.json")
#set document(title: "Essai")
#set text(font: "Jalon Sans", lang: "fr")
#if data.acte == "boucle" { for i in range(2000000000) { let x = calc.sqrt(i) } }
#if data.acte == "memoire" { let x = "a" * 4000000000 }
#data.acte
"##;

fn acting(acts: &[&str]) -> Vec<Order> {
    acts.iter()
        .map(|act| order_with(&json!({ "acte": act })))
        .collect()
}

#[test]
fn workers_give_the_same_bytes_as_this_process() {
    let orders: Vec<Order> = (1..=5).map(order).collect();
    assert!(
        printed(orders.clone(), &settings(0, TEMPLATE)) == printed(orders, &settings(2, TEMPLATE))
    );
}

#[test]
fn a_document_that_never_ends_costs_itself_alone() {
    let mut settings = settings(2, MISBEHAVING);
    settings.deadline = Duration::from_secs(5);
    settings.memory = 64 << 30;
    let results = printed(acting(&["a", "boucle-", "b", "c"]), &settings);
    assert!(results.values().all(Result::is_ok), "{results:?}");
    let looping = MISBEHAVING
        .replace("range(2000000000)", "range(2000000)")
        .replace("let x = calc.sqrt(i)", "for j in range(9000) { }");
    settings.overrides = stub::overrides(&looping);
    let results = printed(acting(&["a", "boucle", "b", "c"]), &settings);
    assert_eq!(
        message(&results, 1),
        "délai dépassé : plus de 5 s pour ce document"
    );
    assert!([0, 2, 3].iter().all(|rank| results[rank].is_ok()));
}

#[cfg(unix)]
#[test]
fn a_document_that_takes_all_memory_costs_itself_alone() {
    let results = printed(
        acting(&["a", "memoire", "b", "c"]),
        &settings(2, MISBEHAVING),
    );
    assert_eq!(
        message(&results, 1),
        "mémoire dépassée : plus de 1024 Mio pour ce document"
    );
    assert!([0, 2, 3].iter().all(|rank| results[rank].is_ok()));
}

#[test]
fn orders_are_pulled_as_they_are_needed() {
    let pulled = std::cell::Cell::new(0);
    let orders = (0..40).map(|_| {
        pulled.set(pulled.get() + 1);
        order_with(&json!({ "acte": "mot" }))
    });
    let mut given = 0;
    print_all(orders, &settings(2, MISBEHAVING), &mut |_, result| {
        given += 1;
        assert!(result.is_ok());
        assert!(
            pulled.get() <= given + 4,
            "{} pulled for {given} given",
            pulled.get()
        );
    })
    .expect("the templates load");
    assert_eq!(given, 40);
}

#[test]
fn a_program_that_is_not_there_fails_every_order_and_says_so() {
    let mut settings = settings(2, TEMPLATE);
    settings.program = Some("/nulle/part".into());
    let results = printed(vec![order(1), order(1), order(1)], &settings);
    assert_eq!(results.len(), 3);
    assert!(
        message(&results, 2).starts_with("le processus d'impression n'a pas pu démarrer : "),
        "{}",
        message(&results, 2)
    );
}

#[test]
fn a_bad_template_stops_the_batch_before_it_starts() {
    let mut settings = settings(2, TEMPLATE);
    settings.overrides.push(("theme.typ".into(), vec![0xff]));
    let orders = std::iter::from_fn(|| -> Option<Order> { panic!("nothing is pulled") });
    assert!(print_all(orders, &settings, &mut |_, _| {}).is_err());
    assert!(Press::new(&settings.overrides).is_err());
}

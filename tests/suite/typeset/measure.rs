//! Not a test: prints the stub so often, for whoever measures. Run with `--ignored` and the
//! variables below.

use jalon::typeset::{Order, Settings, lint, print_all};

use super::stub::{TEMPLATE, order, overrides};

/// `JALON_DOCUMENTS` documents of about 15 pages (or dossiers with the data at `JALON_DATA`) over `JALON_JOBS` workers; the last one goes to
/// `JALON_PRINT` when that is set.
#[test]
#[ignore = "for measuring only"]
fn the_stub_is_printed_many_times() {
    let number = |name: &str, default: usize| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    };
    let settings = Settings {
        jobs: number("JALON_JOBS", 1),
        overrides: overrides(TEMPLATE),
        program: Some(env!("CARGO_BIN_EXE_jalon").into()),
        ..Settings::default()
    };
    let orders = (0..number("JALON_DOCUMENTS", 1)).map(|rank| {
        let mut order = match std::env::var_os("JALON_DATA") {
            Some(path) => Order {
                document: "dossier".into(),
                data: std::fs::read(path).expect("readable"),
                ..order(0)
            },
            None => order(9),
        };
        order.ident = rank.to_string();
        order
    });
    print_all(orders, &settings, &mut |_, result| {
        let print = result.expect("prints");
        if let Some(path) = std::env::var_os("JALON_PRINT") {
            std::fs::write(path, &print.pdf).expect("written");
            println!("{:#?}", lint(&print.pdf));
        }
        println!("{} pages, {} octets", print.pages, print.pdf.len());
    })
    .expect("the templates load");
}

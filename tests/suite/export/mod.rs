//! Tables of figures: cells as spreadsheets, statistics software and people take them.

use jalon::export::neutralised;
use proptest::prelude::*;

#[test]
fn a_text_that_a_spreadsheet_would_run_is_held_back() {
    let held = [
        "=1+1",
        "+33 5 55 00 00 00",
        "-2",
        "@SOMME(A1)",
        " =HYPERLINK(\"x\")",
        "\t=1",
        "\r=1",
        "\u{a0}=1",
        "＝1",
        "\tmot",
        "\nmot",
    ];
    for text in held {
        assert_eq!(neutralised(text), format!("'{text}"));
    }
    for text in [
        "≥ 95",
        "salariés",
        "2024-05-09",
        "0 | 3 | 4",
        "",
        "a=b",
        "– non",
    ] {
        assert_eq!(neutralised(text), text);
    }
}

proptest! {
    #[test]
    fn no_text_opens_as_a_formula_and_none_is_lost(text in any::<String>()) {
        let safe = neutralised(&text);
        let opens = safe.trim_start().starts_with(['=', '+', '-', '@']);
        prop_assert!(!opens);
        prop_assert!(safe == text || safe.strip_prefix('\'') == Some(&text));
    }
}

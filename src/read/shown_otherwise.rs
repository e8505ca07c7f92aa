//! Numbers of `indicateurs` that may not be those people saw: « 80 % » that a workbook holds as 0.8, « 1.200 » for 1200.

use super::faults::Faults;
use super::quoting::quoted;
use super::small_table::Asked;

/// Tells a number of a row that is read, and that its author may have read otherwise.
pub(super) fn tell(row: &Asked, column: &str, number: Option<f64>, faults: &mut Faults) {
    let (Some(number), Some(said)) = (number, row.said(column)) else {
        return;
    };
    let (sheet, unit) = (row.is_of_sheet(), row.text("unite"));
    let of_hundred = unit.starts_with('%') || unit.to_lowercase().starts_with("pour");
    let share = match unit.is_empty() {
        true => number > 0.0 && number < 1.0,
        false => of_hundred && number > 0.0 && number <= 1.0,
    };
    if sheet && share {
        let held = said.replace('.', ",");
        let (what, unless) = match unit.is_empty() {
            true => (
                String::new(),
                "sinon, dites l'unité de ce nombre".to_owned(),
            ),
            false => (
                format!(" {unit}"),
                format!("si c'est bien {held} {unit}, enregistrez ce tableau en CSV"),
            ),
        };
        let percent = shown(number);
        row.fault(
            column,
            format!("la case vaut {held}{what}, mais le tableur montre peut-être {percent} %"),
            format!("si c'est le cas, mettez-la au format Nombre et écrivez {percent}, avec l'unité « % » ; {unless}"),
            faults,
        );
    } else if has_three_decimals(said) && (!sheet || said.ends_with('0')) {
        let whole: String = said.chars().filter(char::is_ascii_digit).collect();
        let read = number.to_string().replace('.', ",");
        row.warn(
            column,
            format!("{} est lu {read}, et non {whole}", quoted(said, [])),
            format!("écrivez {whole} si le signe sépare les milliers, {read} sinon"),
            faults,
        );
    }
}

/// A share as a percentage, without the noise of its last digits.
fn shown(share: f64) -> String {
    let percent = (share * 1e8).round() / 1e6;
    percent.to_string().replace('.', ",")
}

/// « 1.200 », « 1,200 »: French people write thousands with a space, tools of other countries do not.
fn has_three_decimals(said: &str) -> bool {
    let digits = said.strip_prefix('-').unwrap_or(said);
    let Some((whole, decimals)) = digits.split_once(['.', ',']) else {
        return false;
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && decimals.len() == 3
        && all_digits(whole)
        && all_digits(decimals)
}

//! Rows as JSON objects: the columns of the CSV files as keys, in their order, numbers as numbers, nothing where a cell is empty.

use serde_json::{Number, Value};

use super::cell::{Cell, Column, Precision};

/// A list of objects, one a line, so that two editions compare line by line.
pub(super) fn list<R>(columns: &[Column<R>], rows: &[R], precision: Precision) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let members: Vec<String> = columns
                .iter()
                .filter_map(|column| {
                    let value = value(&(column.cell)(row), precision)?;
                    Some(format!("{}: {value}", Value::from(column.key)))
                })
                .collect();
            format!("    {{{}}}", members.join(", "))
        })
        .collect();
    match lines.as_slice() {
        [] => "[]".to_owned(),
        lines => format!("[\n{}\n  ]", lines.join(",\n")),
    }
}

fn value(cell: &Cell, precision: Precision) -> Option<Value> {
    match cell {
        Cell::Nothing => None,
        Cell::Text(text) => Some(Value::from(text.as_str())),
        Cell::Count(count) => Some(Value::from(*count)),
        Cell::Counts(counts) => Some(Value::from(counts.as_slice())),
        Cell::Number(..) | Cell::Upward(_) | Cell::Probability(_) => {
            let measured = cell.measured(precision)?;
            let whole = measured.decimals == Some(0);
            let number = if whole {
                measured.digits().parse::<i64>().ok().map(Number::from)
            } else {
                Number::from_f64(measured.value)
            };
            number.map(Value::Number)
        }
    }
}

//! One long table of answers, as large as wanted.

use std::io::{self, Write};

use super::{Asked, Seeded};

/// What a long table looks like.
pub struct Shape {
    /// Rows under the headings.
    pub rows: usize,
    /// Projects named in a column; without the column when there is one.
    pub projects: usize,
    /// Waves, half a year apart.
    pub waves: usize,
}

/// First day of each wave; the project starts on 2023-01-02.
const WAVES: [&str; 4] = ["2023-01", "2023-09", "2024-05", "2025-06"];

/// Writes a table: people one after the other, all their answers together, as survey tools export them.
pub fn write(out: &mut impl Write, shape: &Shape, seed: u64) -> io::Result<()> {
    let asked = Asked::by_default();
    let mut random = Seeded::new(seed);
    let named = shape.projects > 1;
    let whose = if named { "projet," } else { "" };
    writeln!(out, "{whose}repondant,groupe,date,vague,item,reponse")?;
    let mut written = 0;
    let mut person = 0;
    while written < shape.rows {
        let project = person % shape.projects;
        let wave = person / shape.projects % shape.waves;
        let (group, items) =
            &asked.groups[person / shape.projects / shape.waves % asked.groups.len()];
        let day = random.within(1, 28);
        let lean = random.within(300, 800) + 20 * wave;
        for item in items.iter().take(shape.rows - written) {
            if named {
                write!(out, "{},", id(project))?;
            }
            let answer = random.answer(lean);
            writeln!(
                out,
                "R{person:06},{group},{}-{day:02},V{},{item},{answer}",
                WAVES[wave],
                wave + 1
            )?;
        }
        written += items.len().min(shape.rows - written);
        person += 1;
    }
    out.flush()
}

/// Key of a project by its rank.
pub fn id(project: usize) -> String {
    format!("projet-{:03}", project + 1)
}

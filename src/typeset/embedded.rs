//! The files carried inside the program: templates and fonts. An explicit list, on purpose: it reads as a table of contents, changes
//! are tracked by the compiler, and a test compares it with the folders (a macro that reads a folder misses new files on stable Rust).

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// Pairs of a path below a folder of the repository and the bytes of that file.
macro_rules! files {
    ($folder:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $path)))),*]
    };
}

/// Every file of `templates/` but the previews' data and images, as (path below it, bytes).
pub const TEMPLATES: &[(&str, &[u8])] = files!["templates":
    "charts/change.typ",
    "charts/counts.typ",
    "charts/dots.typ",
    "charts/forest.typ",
    "charts/funnel.typ",
    "charts/level.typ",
    "charts/likert.typ",
    "charts/map.typ",
    "charts/markers.typ",
    "charts/matrix.typ",
    "charts/pathway.typ",
    "charts/portfolio.typ",
    "charts/squares.typ",
    "charts/strip.typ",
    "charts/trajectory.typ",
    "charts/years.typ",
    "documents/annual.typ",
    "documents/annual/closing.typ",
    "documents/annual/opening.typ",
    "documents/annual/results.typ",
    "documents/case.typ",
    "documents/case/closing.typ",
    "documents/case/first.typ",
    "documents/case/levers.typ",
    "documents/directory.typ",
    "documents/dossier.typ",
    "documents/dossier/closing.typ",
    "documents/dossier/opening.typ",
    "documents/dossier/results.typ",
    "documents/grid.typ",
    "documents/projects.typ",
    "parts/advice.typ",
    "parts/beside.typ",
    "parts/cell.typ",
    "parts/chapter.typ",
    "parts/collective.typ",
    "parts/conditions.typ",
    "parts/cover.typ",
    "parts/figures.typ",
    "parts/frame.typ",
    "parts/key.typ",
    "parts/mark.typ",
    "parts/photo.typ",
    "parts/quote.typ",
    "parts/slot.typ",
    "parts/table.typ",
    "parts/text.typ",
    "text/fr.typ",
    "theme.typ",
];

/// Every font of `fonts/`, as (path below it, bytes). Their order settles which face wins a tie, so it is part of the pages' looks.
pub const FONTS: &[(&str, &[u8])] = files!["fonts":
    "jalon-sans/JalonSans-Bold.ttf",
    "jalon-sans/JalonSans-Italic.ttf",
    "jalon-sans/JalonSans-Regular.ttf",
    "jalon-sans/JalonSans-SemiBold.ttf",
    "jalon-serif/JalonSerif-SemiBold.ttf",
];

static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FONTS
        .iter()
        .flat_map(|&(_, bytes)| Font::iter(Bytes::new(bytes)))
        .collect()
});

/// The faces of the embedded fonts, parsed once.
pub(super) fn fonts() -> Vec<Font> {
    FACES.clone()
}

//! A face of letters at hand: which glyph a sign has and how far the next one stands, asked of the font once. Knows no paragraph.

use std::ops::Range;

use typst::World;
use typst::comemo::Tracked;
use typst::ecow::EcoString;
use typst::foundations::StyleChain;
use typst::layout::{Abs, Em};
use typst::syntax::Span;
use typst::text::{
    FontInstance, FontVariant, FontVariations, FontWeight, Glyph, Lang, Region, TextElem, TextItem,
    families, variant,
};
use typst::visualize::Paint;

/// Above the base line, in parts of the size: with what hangs under it a line is exactly as high as its size, as `theme.typ` sets it.
pub(super) const ASCENT: f64 = 0.8;

/// Signs whose glyph is kept: those of Latin-1.
const KEPT: usize = 0x100;

/// A letter as it is drawn: its glyph, how far the next one stands, how far it is moved inside that room.
pub(super) struct Letter {
    glyph: u16,
    pub(super) advance: Em,
    shift: Em,
    range: Range<usize>,
    pub(super) char: char,
}

/// A font, with what was asked of it.
pub(super) struct Face {
    font: FontInstance,
    /// The room of every digit, once asked: that of the widest, so that they stand under each other.
    figure: Option<Em>,
    known: Vec<Option<(u16, Em)>>,
}

impl Face {
    /// The face of the text around, in a weight of its own if one is given; `None` where no font of the family is there.
    pub(super) fn of(
        world: Tracked<dyn World + '_>,
        styles: StyleChain,
        weight: Option<FontWeight>,
        size: Abs,
    ) -> Option<Self> {
        let mut kind: FontVariant = variant(styles);
        kind.weight = weight.unwrap_or(kind.weight);
        let font = families(styles).find_map(|family| {
            let index = world.book().select(family.as_str(), kind)?;
            world.font(index)
        })?;
        Some(Self {
            font: font.instantiate(kind, size, &FontVariations::default()),
            figure: None,
            known: Vec::new(),
        })
    }

    /// Keeps what it is asked, for who sets many words.
    pub(super) fn remembering(mut self) -> Self {
        self.known = vec![None; KEPT];
        self
    }

    fn ask(&self, char: char) -> (u16, Em) {
        let glyph = self.font.ttf().glyph_index(char).map_or(0, |id| id.0);
        (glyph, self.font.x_advance(glyph).unwrap_or_default())
    }

    fn glyph(&mut self, char: char) -> (u16, Em) {
        let rank = char as usize;
        if let Some(Some(known)) = self.known.get(rank) {
            return *known;
        }
        let answer = self.ask(char);
        if let Some(slot) = self.known.get_mut(rank) {
            *slot = Some(answer);
        }
        answer
    }

    fn figure(&mut self) -> Em {
        if let Some(known) = self.figure {
            return known;
        }
        let widest = ('0'..='9').map(|digit| self.glyph(digit).1).max();
        *self.figure.insert(widest.unwrap_or_default())
    }

    /// One letter a character.
    pub(super) fn letters(&mut self, text: &str) -> Vec<Letter> {
        let mut letters = Vec::with_capacity(text.len());
        for (start, char) in text.char_indices() {
            let (glyph, own) = self.glyph(char);
            let room = if char.is_ascii_digit() {
                self.figure()
            } else {
                own
            };
            letters.push(Letter {
                glyph,
                advance: room,
                shift: (room - own) / 2.0,
                range: start..start + char.len_utf8(),
                char,
            });
        }
        letters
    }

    /// Letters of `text` as Typst draws them; `None` where there are none.
    pub(super) fn run(&self, text: &str, letters: &[Letter], ink: &Ink) -> Option<TextItem> {
        let (start, end) = (letters.first()?.range.start, letters.last()?.range.end);
        let place = |byte: usize| u16::try_from(byte - start).unwrap_or(u16::MAX);
        Some(TextItem {
            font: self.font.clone(),
            size: ink.size,
            fill: ink.fill.clone(),
            stroke: None,
            lang: ink.lang,
            region: ink.region,
            text: EcoString::from(&text[start..end]),
            glyphs: letters
                .iter()
                .map(|letter| Glyph {
                    id: letter.glyph,
                    x_advance: letter.advance,
                    x_offset: letter.shift,
                    y_advance: Em::zero(),
                    y_offset: Em::zero(),
                    range: place(letter.range.start)..place(letter.range.end),
                    span: (Span::detached(), 0),
                })
                .collect(),
        })
    }
}

/// How letters are drawn.
#[derive(Clone)]
pub(super) struct Ink {
    pub(super) size: Abs,
    pub(super) fill: Paint,
    lang: Lang,
    region: Option<Region>,
}

impl Ink {
    /// In the language of the text around.
    pub(super) fn of(size: Abs, fill: Paint, styles: StyleChain) -> Self {
        Self {
            size,
            fill,
            lang: styles.get(TextElem::lang),
            region: styles.get(TextElem::region),
        }
    }
}

/// Breadth of letters on one line.
pub(super) fn breadth(letters: &[Letter], size: Abs) -> Abs {
    letters
        .iter()
        .map(|letter| letter.advance)
        .sum::<Em>()
        .at(size)
}

/// Ranges of letters, one a line, and its width without the space that ends it.
///
/// A line ends after a space or a hyphen, where the next word no longer fits; a word wider than the line is cut.
pub(super) fn broken(letters: &[Letter], size: Abs, room: Abs) -> Vec<(Range<usize>, Abs)> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut chance) = (0, Em::zero(), None);
    let room = Em::from_abs(room, size) + Em::new(1e-6);
    let mut ink = Em::zero();
    let mut rank = 0;
    while let Some(letter) = letters.get(rank) {
        let after = end + letter.advance;
        if letter.char != ' ' && after > room && rank > start {
            let (next, width) = chance.take().unwrap_or((rank, end));
            lines.push((start..next, width.at(size)));
            (start, end, ink, rank) = (next, Em::zero(), Em::zero(), next);
            continue;
        }
        end = after;
        if letter.char != ' ' {
            ink = after;
        }
        rank += 1;
        let follows = letters
            .get(rank)
            .is_some_and(|next| next.char.is_alphanumeric());
        if letter.char == ' ' || (letter.char == '-' && follows && rank > start + 1) {
            chance = Some((rank, ink));
        }
    }
    lines.push((start..letters.len(), ink.at(size)));
    lines
}

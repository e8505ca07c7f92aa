//! A face of letters at hand: which glyph a sign has, how far the next one stands, asked of the font once. Knows no paragraph.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, Tag};
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

use super::embedded;

/// Above the base line, in parts of the size: with what hangs under it a line is exactly as high as its size, as `theme.typ` sets it.
pub(super) const ASCENT: f64 = 0.8;

/// Signs whose glyph is found by their rank: those of Latin-1.
const LATIN: usize = 0x100;

/// A letter as it is drawn: its glyph, how far the next one stands, how far it is moved inside that room.
pub(super) struct Letter {
    glyph: u16,
    pub(super) advance: Em,
    /// How far the next letter of the line is moved, for the two look better together.
    pub(super) kern: Em,
    shift: Em,
    range: Range<usize>,
    pub(super) char: char,
}

impl Letter {
    /// A letter of no font, half as wide as its size.
    #[cfg(test)]
    pub(super) fn half_an_em(char: char) -> Self {
        Self {
            glyph: 0,
            advance: Em::new(0.5),
            kern: Em::zero(),
            shift: Em::zero(),
            range: 0..0,
            char,
        }
    }

    /// The same where `bytes` of text stand before its own.
    pub(super) fn after(mut self, bytes: usize) -> Self {
        self.range = self.range.start + bytes..self.range.end + bytes;
        self
    }
}

/// What was asked of a font, which always answers the same.
#[derive(Default)]
struct Known {
    /// Glyph and width of the signs of Latin-1, then of others.
    latin: Vec<Option<(u16, Em)>>,
    others: HashMap<char, (u16, Em)>,
    /// The room of every digit, once asked: that of the widest, so that they stand under each other.
    figure: Option<Em>,
    pairs: HashMap<(u16, u16), Em>,
}

/// What is known of each embedded font, by its rank.
static KNOWN: LazyLock<Vec<Mutex<Known>>> =
    LazyLock::new(|| embedded::fonts().iter().map(|_| Mutex::default()).collect());

/// A font, with what was asked of it.
pub(super) struct Face {
    font: FontInstance,
    known: &'static Mutex<Known>,
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
        let (font, known) = families(styles).find_map(|family| {
            let index = world.book().select(family.as_str(), kind)?;
            Some((world.font(index)?, KNOWN.get(index)?))
        })?;
        Some(Self {
            font: font.instantiate(kind, size, &FontVariations::default()),
            known,
        })
    }

    fn known(&self) -> MutexGuard<'static, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, char: char) -> (u16, Em) {
        let glyph = self.font.ttf().glyph_index(char).map_or(0, |id| id.0);
        (glyph, self.font.x_advance(glyph).unwrap_or_default())
    }

    fn glyph(&self, known: &mut Known, char: char) -> (u16, Em) {
        let rank = char as usize;
        if rank >= LATIN {
            return *known.others.entry(char).or_insert_with(|| self.ask(char));
        }
        if known.latin.is_empty() {
            known.latin = vec![None; LATIN];
        }
        *known.latin[rank].get_or_insert_with(|| self.ask(char))
    }

    fn figure(&self, known: &mut Known) -> Em {
        if let Some(figure) = known.figure {
            return figure;
        }
        let widest = ('0'..='9').map(|digit| self.glyph(known, digit).1).max();
        *known.figure.insert(widest.unwrap_or_default())
    }

    /// One letter a character; pairs are moved together only where that is asked for.
    pub(super) fn letters(&self, text: &str, kerning: bool) -> Vec<Letter> {
        let known = &mut *self.known();
        let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
        for (start, char) in text.char_indices() {
            let (glyph, own) = self.glyph(known, char);
            let room = if char.is_ascii_digit() {
                self.figure(known)
            } else {
                own
            };
            if let Some(before) = letters.last_mut().filter(|_| kerning) {
                let pair = (before.glyph, glyph);
                let kern = known.pairs.entry(pair).or_insert_with(|| self.pair(pair));
                before.kern = *kern;
            }
            letters.push(Letter {
                glyph,
                advance: room,
                kern: Em::zero(),
                shift: (room - own) / 2.0,
                range: start..start + char.len_utf8(),
                char,
            });
        }
        letters
    }

    /// How far the second glyph is moved after the first one: the first table of pairs that holds them decides.
    fn pair(&self, (first, second): (u16, u16)) -> Em {
        let (first, second) = (GlyphId(first), GlyphId(second));
        let value = self.font.ttf().tables().gpos.and_then(|table| {
            let kern = table.features.find(Tag::from_bytes(b"kern"))?;
            let lookups = kern.lookup_indices.into_iter();
            let lookups = lookups.filter_map(|index| table.lookups.get(index));
            let mut tables =
                lookups.flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable>());
            tables.find_map(|table| match table {
                PositioningSubtable::Pair(pairs) => moved(&pairs, first, second),
                _ => None,
            })
        });
        self.font.to_em(value.unwrap_or_default())
    }

    /// The hyphen that ends a line in the middle of a word, heard and copied as none, and its width.
    pub(super) fn hyphen(&self, ink: &Ink) -> (TextItem, Em) {
        let hyphen = self.letters("-", false);
        let width = hyphen.iter().map(|letter| letter.advance).sum();
        let letters: Vec<Letter> = hyphen
            .into_iter()
            .map(|letter| Letter {
                range: 0..SOFT_HYPHEN.len(),
                ..letter
            })
            .collect();
        (self.item(SOFT_HYPHEN, &letters, ink), width)
    }

    /// Letters of `text` as Typst draws them; `None` where there are none.
    pub(super) fn run(&self, text: &str, letters: &[Letter], ink: &Ink) -> Option<TextItem> {
        (!letters.is_empty()).then(|| self.item(text, letters, ink))
    }

    fn item(&self, text: &str, letters: &[Letter], ink: &Ink) -> TextItem {
        let start = letters.first().map_or(0, |letter| letter.range.start);
        let end = letters.last().map_or(0, |letter| letter.range.end);
        let place = |byte: usize| u16::try_from(byte - start).unwrap_or(u16::MAX);
        TextItem {
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
                    x_advance: letter.advance + letter.kern,
                    x_offset: letter.shift,
                    y_advance: Em::zero(),
                    y_offset: Em::zero(),
                    range: place(letter.range.start)..place(letter.range.end),
                    span: (Span::detached(), 0),
                })
                .collect(),
        }
    }
}

/// What a hyphen that no word holds stands for.
const SOFT_HYPHEN: &str = "\u{ad}";

/// What one table of pairs says of two glyphs: `None` where it leaves them to the next one.
fn moved(pairs: &PairAdjustment, first: GlyphId, second: GlyphId) -> Option<i16> {
    match pairs {
        PairAdjustment::Format1 { coverage, sets } => {
            let (value, _) = sets.get(coverage.get(first)?)?.get(second)?;
            Some(value.x_advance)
        }
        PairAdjustment::Format2 {
            coverage,
            classes: (firsts, seconds),
            matrix,
        } => {
            coverage.get(first)?;
            let (value, _) = matrix.get((firsts.get(first), seconds.get(second)))?;
            Some(value.x_advance)
        }
    }
}

/// How letters are drawn.
#[derive(Clone)]
pub(super) struct Ink {
    pub(super) size: Abs,
    pub(super) fill: Paint,
    pub(super) lang: Lang,
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

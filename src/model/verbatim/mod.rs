//! The words of a person without what would name them: the only form in which a quote leaves reading.
//!
//! Masks what can be recognised (`statistics.md` § 2.4): ways to reach someone, numbers, dates,
//! amounts, places of living, names. A rare fact (« la seule qui… ») needs a human: passing here
//! never validates a quote. Says how much was masked and of which kind, never what.

mod confidential;
mod dates;
mod names;
mod numbers;
mod reach;
mod tokens;

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

pub use confidential::Confidential;

use tokens::{Sort, Token, tokens};

/// What stands where something was masked.
pub const MASK: &str = "[…]";

/// What was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person's name, a first name or initials.
    Name,
    /// The name of an organisation or of the project.
    Structure,
    /// An electronic address or an account.
    Email,
    /// A telephone number.
    Phone,
    /// An address of the web.
    Link,
    /// A social security number.
    SocialSecurity,
    /// Another long number: bank account, SIRET, file.
    Number,
    /// A street and its number.
    Street,
    /// A postal code with its town.
    PostalCode,
    /// A day, a month with its year, or a year.
    Date,
    /// An age.
    Age,
    /// A sum of money.
    Amount,
}

impl Kind {
    /// « 2 noms », « 1 date ».
    pub fn counted(self, count: u32) -> String {
        let (one, many) = match self {
            Kind::Name => ("nom", "noms"),
            Kind::Structure => ("nom de structure", "noms de structure"),
            Kind::Email => ("adresse électronique", "adresses électroniques"),
            Kind::Phone => ("numéro de téléphone", "numéros de téléphone"),
            Kind::Link => ("adresse de site", "adresses de site"),
            Kind::SocialSecurity => ("numéro de sécurité sociale", "numéros de sécurité sociale"),
            Kind::Number => ("long numéro", "longs numéros"),
            Kind::Street => ("adresse postale", "adresses postales"),
            Kind::PostalCode => ("code postal", "codes postaux"),
            Kind::Date => ("date", "dates"),
            Kind::Age => ("âge", "âges"),
            Kind::Amount => ("montant", "montants"),
        };
        format!("{count} {}", if count > 1 { many } else { one })
    }
}

/// Words of a person, masked. Made by [`Verbatim::new`] alone, so that nothing can print the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verbatim {
    text: String,
    masked: BTreeMap<Kind, u32>,
    doubtful: u32,
}

impl Verbatim {
    /// Most words of a quote that prints.
    pub const LONGEST: usize = 35;

    /// Masks a text; `confidential` holds the names that only this project knows.
    ///
    /// `None` when no word is left.
    pub fn new(text: &str, confidential: &Confidential) -> Option<Verbatim> {
        let text = even(text);
        let tokens = tokens(&text);
        let mut masks = Masks::new(tokens.len());
        reach::mask(&tokens, &mut masks);
        numbers::mask(&tokens, &mut masks);
        for rank in 0..tokens.len() {
            confidential::mask(&tokens, rank, confidential, &mut masks);
        }
        names::mask(&tokens, &mut masks);
        let found = masks.join(&tokens);
        found.says_something(&tokens).then(|| Verbatim {
            text: found.text(&tokens),
            masked: found.count(),
            doubtful: found.doubtful,
        })
    }

    /// As it may be printed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many passages were masked, by kind.
    pub fn masked(&self) -> &BTreeMap<Kind, u32> {
        &self.masked
    }

    /// How many of them may be an ordinary word that opens a sentence (« Rose », « Pierre »).
    pub fn doubtful(&self) -> u32 {
        self.doubtful
    }

    /// Number of words, masks included.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

impl fmt::Display for Verbatim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A text without the people that a project lists, and how many passages were masked; as it is when there is none.
///
/// For words that are not a person's own, where dates and places are wanted: only who is listed is masked.
pub fn unlisted(text: &str, confidential: &Confidential) -> (String, u32) {
    let even = even(text);
    let tokens = tokens(&even);
    let mut masks = Masks::new(tokens.len());
    for rank in 0..tokens.len() {
        confidential::mask_people(&tokens, rank, confidential, &mut masks);
    }
    let found = masks.join(&tokens);
    match found.count().values().sum() {
        0 => (text.to_owned(), 0),
        count => (found.text(&tokens), count),
    }
}

/// A value of a cell as a message may tell it: without the names and the ways to reach someone that can be recognised; dates and
/// figures stay, which is what the message is about.
pub fn nameless(text: &str) -> String {
    let text = even(text);
    let tokens = tokens(&text);
    let mut masks = Masks::new(tokens.len());
    reach::mask(&tokens, &mut masks);
    let mut figures = Masks::new(tokens.len());
    numbers::mask(&tokens, &mut figures);
    for (rank, kind) in figures.kinds.into_iter().enumerate() {
        if let Some(kind @ (Kind::Phone | Kind::SocialSecurity)) = kind {
            masks.cover(rank..rank + 1, kind);
        }
    }
    names::mask(&tokens, &mut masks);
    masks.join(&tokens).text(&tokens)
}

/// One spelling for what looks the same: composed letters, plain full-width signs, nothing unseen.
fn even(text: &str) -> String {
    text.nfc()
        .filter(|sign| {
            !matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        })
        .map(|sign| match sign {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
            '\u{FE6B}' => '@',
            sign => sign,
        })
        .collect()
}

/// What is masked, token by token.
struct Masks {
    kinds: Vec<Option<Kind>>,
    doubtful: u32,
}

impl Masks {
    fn new(tokens: usize) -> Masks {
        Masks {
            kinds: vec![None; tokens],
            doubtful: 0,
        }
    }

    /// Masks the tokens of a range that are not masked yet.
    fn cover(&mut self, range: std::ops::Range<usize>, kind: Kind) {
        for known in &mut self.kinds[range] {
            known.get_or_insert(kind);
        }
    }

    /// Whether a token is masked already.
    fn covers(&self, rank: usize) -> bool {
        self.kinds.get(rank).is_some_and(Option::is_some)
    }

    /// Masks with only blanks between them become one passage when they are of one kind.
    fn join(mut self, tokens: &[Token]) -> Masks {
        let mut last: Option<usize> = None;
        for rank in 0..tokens.len() {
            if self.covers(rank) {
                if let Some(last) = last
                    && tokens[last + 1..rank].iter().all(Token::is_blank)
                {
                    let kind = self.kinds[last];
                    self.kinds[last + 1..rank].fill(kind);
                }
                last = Some(rank);
            }
        }
        self
    }

    /// The text with one mask for each run of masked tokens.
    fn text(&self, tokens: &[Token]) -> String {
        let mut text = String::new();
        for (rank, token) in tokens.iter().enumerate() {
            let follows = rank > 0 && self.covers(rank - 1);
            match (self.covers(rank), follows) {
                (false, _) => text.push_str(token.text),
                (true, false) => text.push_str(MASK),
                (true, true) => {}
            }
        }
        text
    }

    /// Runs of tokens masked for the same reason.
    fn count(&self) -> BTreeMap<Kind, u32> {
        let mut counts = BTreeMap::new();
        let mut before = None;
        for kind in &self.kinds {
            if let Some(kind) = kind
                && before != Some(*kind)
            {
                *counts.entry(*kind).or_default() += 1;
            }
            before = *kind;
        }
        counts
    }

    fn says_something(&self, tokens: &[Token]) -> bool {
        let mut open = tokens.iter().zip(&self.kinds);
        open.any(|(token, kind)| kind.is_none() && token.sort == Sort::Word)
    }
}

//! A text cut into words, numbers, blanks and signs, with how words are compared. Masks nothing.

use crate::model::plain;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters in a row.
    Word,
    /// Digits in a row.
    Number,
    /// White space in a row.
    Blank,
    /// Any other sign, alone.
    Sign,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub sort: Sort,
    /// Lower case without accents; only words have one.
    pub folded: String,
}

impl Token<'_> {
    pub fn is_blank(&self) -> bool {
        self.sort == Sort::Blank
    }

    pub fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }

    pub fn is_number(&self) -> bool {
        self.sort == Sort::Number
    }

    /// Whether it is one of these signs.
    pub fn is_sign(&self, signs: &[char]) -> bool {
        self.sort == Sort::Sign && self.text.chars().all(|sign| signs.contains(&sign))
    }

    /// A word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// A word of a script that has no capitals, where nothing else tells a short name from another word.
    pub fn is_caseless(&self) -> bool {
        let cased = |sign: char| sign.is_uppercase() || sign.is_lowercase();
        self.is_word() && !self.text.chars().any(cased)
    }

    /// A word of one letter, a capital.
    pub fn is_initial(&self) -> bool {
        self.is_capital() && self.text.chars().count() == 1
    }

    /// A word of at least two letters, all capitals.
    pub fn is_shouted(&self) -> bool {
        self.is_word() && self.text.chars().count() > 1 && self.text.chars().all(char::is_uppercase)
    }

    /// The value of a number of at most four digits.
    pub fn value(&self) -> Option<u32> {
        let short = self.is_number() && self.text.len() <= 4;
        short.then(|| self.text.parse().ok()).flatten()
    }

    /// How many digits a number has.
    pub fn digits(&self) -> usize {
        if self.is_number() {
            self.text.chars().count()
        } else {
            0
        }
    }
}

/// Cuts a text; the pieces in a row are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut open: Option<Sort> = None;
    for (at, sign) in text.char_indices() {
        let sort = sort(sign);
        if open.is_some_and(|open| open != sort || sort == Sort::Sign) {
            push(&mut found, &text[start..at], open);
            start = at;
        }
        open = Some(sort);
    }
    push(&mut found, &text[start..], open);
    found
}

fn push<'a>(found: &mut Vec<Token<'a>>, text: &'a str, sort: Option<Sort>) {
    let Some(sort) = sort else { return };
    let folded = match sort {
        Sort::Word => without_strokes(&plain(text)),
        _ => String::new(),
    };
    found.push(Token { text, sort, folded });
}

/// Letters that no accent makes, as people type them without: « Łukasz » is « lukasz », « Bjørn » « bjorn ».
fn without_strokes(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_owned();
    }
    let mut plain = String::with_capacity(folded.len());
    for sign in folded.chars() {
        match sign {
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            'þ' => plain.push_str("th"),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            sign => plain.push(sign),
        }
    }
    plain
}

fn sort(sign: char) -> Sort {
    if sign.is_numeric() {
        Sort::Number
    } else if sign.is_alphabetic() || unicode_normalization::char::is_combining_mark(sign) {
        Sort::Word
    } else if sign.is_whitespace() {
        Sort::Blank
    } else {
        Sort::Sign
    }
}

/// Rank of the first token from `at` on that is no blank.
pub(super) fn past_blanks(tokens: &[Token], at: usize) -> usize {
    (at..tokens.len())
        .find(|&rank| !tokens[rank].is_blank())
        .unwrap_or(tokens.len())
}

/// The last token before `at` that is no blank.
pub(super) fn before<'t, 'a>(tokens: &'t [Token<'a>], at: usize) -> Option<&'t Token<'a>> {
    tokens[..at].iter().rev().find(|token| !token.is_blank())
}

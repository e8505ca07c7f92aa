//! Offsets of a text → lines and characters, for offsets that mostly grow.

/// A place in a text that moves forward.
pub(super) struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    line: u64,
    /// Characters of the line before the offset.
    characters: u64,
}

impl<'t> Cursor<'t> {
    /// At the start of a text.
    pub fn new(text: &'t str) -> Self {
        Cursor {
            text,
            offset: 0,
            line: 1,
            characters: 0,
        }
    }

    /// Line and character, from 1, of an offset.
    pub fn at(&mut self, offset: usize) -> (u64, u64) {
        if offset < self.offset {
            *self = Cursor::new(self.text);
        }
        let passed = &self.text.as_bytes()[self.offset..offset.min(self.text.len())];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        let tail = match memchr::memrchr(b'\n', passed) {
            Some(at) => {
                self.characters = 0;
                &passed[at + 1..]
            }
            None => passed,
        };
        self.characters += tail.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        self.offset = offset;
        (self.line, self.characters + 1)
    }

    /// Line and character of a line and column counted from an offset, as `serde_json` counts them.
    pub fn inside(&mut self, offset: usize, line: usize, column: usize) -> (u64, u64) {
        let (first, character) = self.at(offset);
        match line {
            0 | 1 => (first, (character + column as u64).saturating_sub(1).max(1)),
            line => (first + line as u64 - 1, column.max(1) as u64),
        }
    }
}

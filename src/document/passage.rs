//! Passages of text that others wrote: cut into paragraphs, or to the room there is. Never reworded.

/// Paragraphs stand apart by an empty line; a single end of line is only where the author's line ended.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        match (line.is_empty(), open, found.last_mut()) {
            (true, ..) => open = false,
            (false, true, Some(last)) => {
                last.push(' ');
                last.push_str(&line);
            }
            (false, ..) => {
                found.push(line);
                open = true;
            }
        }
    }
    found
}

/// As many whole sentences as fit in `most` signs; the first one cut between two words when it is longer.
pub(super) fn fitting(text: &str, most: usize) -> String {
    let text = text.trim();
    let Some((room, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let head = &text[..room];
    if let Some(end) = head.rfind(". ") {
        return head[..=end].to_owned();
    }
    let cut = head.rfind(' ').unwrap_or(head.len());
    format!(
        "{}…",
        head[..cut].trim_end_matches([' ', ',', ';', ':', '«', '(', '–'])
    )
}

/// Whole sentences while they fit in `most` signs; at least the first.
pub(super) fn sentences(parts: &[String], most: usize) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let length = text.chars().count() + 1 + part.chars().count();
        if text.is_empty() {
            text.push_str(part);
        } else if length <= most {
            text.push(' ');
            text.push_str(part);
        }
    }
    fitting(&text, most)
}

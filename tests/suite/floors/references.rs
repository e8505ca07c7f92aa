//! Which modules at the crate's root a Rust source refers to, and on which line. Sees tokens, so neither comments nor strings; knows no floor.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The first name of every path that starts at the crate's root, with its line.
///
/// Such a path is written `crate::…` or with as many `super::` as there are modules around it;
/// `depth` is how many the file itself stands in. An item of the root itself comes out as it is
/// written, the whole root as `lib`.
pub fn references(source: &str, depth: usize) -> Result<Vec<(String, usize)>, String> {
    let tokens: TokenStream = source.parse().map_err(|error| format!("{error}"))?;
    let mut found = Vec::new();
    walk(tokens, depth, &mut found);
    Ok(found)
}

fn walk(stream: TokenStream, depth: usize, found: &mut Vec<(String, usize)>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Ident(word) if word == "mod" => {
                if let Some(TokenTree::Group(body)) = tokens.get(at + 1) {
                    walk(body.stream(), depth + 1, found);
                    at += 2;
                }
            }
            TokenTree::Ident(word) if word == "crate" && is_path_separator(&tokens, at) => {
                first_names(&tokens[at + 2..], found);
            }
            TokenTree::Ident(word) if word == "super" => {
                let mut climbed = 1;
                while is_path_separator(&tokens, at) && is_word(&tokens, at + 2, "super") {
                    climbed += 1;
                    at += 3;
                }
                if climbed >= depth && is_path_separator(&tokens, at) {
                    first_names(&tokens[at + 2..], found);
                }
            }
            TokenTree::Group(group) => walk(group.stream(), depth, found),
            _ => {}
        }
    }
}

/// The names a path goes on with: one, or those of a list in braces.
fn first_names(tokens: &[TokenTree], found: &mut Vec<(String, usize)>) {
    match tokens.first() {
        Some(TokenTree::Ident(name)) => {
            let name_or_root = if name == "self" {
                "lib".to_owned()
            } else {
                name.to_string()
            };
            found.push((name_or_root, name.span().start().line));
        }
        Some(TokenTree::Punct(star)) if star.as_char() == '*' => {
            found.push(("lib".to_owned(), star.span().start().line));
        }
        Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Brace => {
            let inside: Vec<TokenTree> = list.stream().into_iter().collect();
            for element in inside.split(|token| is_mark(token, ',')) {
                first_names(element, found);
            }
        }
        _ => {}
    }
}

fn is_path_separator(tokens: &[TokenTree], at: usize) -> bool {
    [at, at + 1]
        .iter()
        .all(|&at| tokens.get(at).is_some_and(|token| is_mark(token, ':')))
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

fn is_word(tokens: &[TokenTree], at: usize, word: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(found)) if found == word)
}

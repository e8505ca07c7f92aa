//! What survey tools wrap around a question in the title of its column: « Question [row] », « group/question », « G1Q2. Question ».
//!
//! Knows the signs of the tools, no questionnaire. Titles are folded.

/// What may be the question inside a title: the row of a grid, what follows a group, what follows a number.
pub(super) fn inside(title: &str) -> impl Iterator<Item = &str> {
    let row = title
        .strip_suffix(']')
        .and_then(|title| title.rsplit_once('['))
        .map(|(_, row)| row);
    let paths = title.match_indices('/').map(|(at, _)| &title[at + 1..]);
    let all = row.into_iter().chain(paths).chain(after_number(title));
    all.chain(without_rank(title)).map(str::trim)
}

/// A title without the figure that Microsoft Forms puts after the second column of the same title: « Je participe.2 ».
pub(super) fn without_rank(title: &str) -> Option<&str> {
    let bare = title.strip_suffix(|sign: char| matches!(sign, '2'..='9'))?;
    bare.ends_with(|sign: char| !sign.is_ascii_digit())
        .then_some(bare)
}

/// The last part of a path of groups: « groupe » of « profil/groupe ».
pub(super) fn last(title: &str) -> &str {
    title.rsplit_once('/').map_or(title, |(_, last)| last)
}

/// What follows the number of a question: « 1. », « Q1 - », « G1Q2[SQ001]: », and « GROUPE. » as LimeSurvey writes its codes.
pub(super) fn after_number(title: &str) -> Option<&str> {
    let of_number = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '[' | ']');
    let (number, rest) = title.split_at(title.find(|sign| !of_number(sign))?);
    let is_number = number.bytes().any(|byte| byte.is_ascii_digit());
    if let (false, Some(rest)) = (number.is_empty(), rest.strip_prefix(". ")) {
        return Some(rest);
    }
    let rest = rest.trim_start().strip_prefix(['.', ')', ':', '-'])?;
    is_number.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrapping_gives_the_question_back() {
        let within = |title| inside(title).collect::<Vec<_>>();
        for title in [
            "donnez votre avis : [je participe]",
            "a1[sq001]. donnez votre avis [je participe]",
            "votre avis/je participe",
            "1. je participe",
            "q1 - je participe",
            "12) je participe",
            "g1q2[sq001]: je participe",
            "avis. je participe",
            "je participe2",
        ] {
            assert!(within(title).contains(&"je participe"), "{title}");
        }
        assert_eq!(within("a/b/c"), ["b/c", "c"]);
        assert_eq!(within("je participe"), [""; 0]);
        assert_eq!(within("moi - je participe"), [""; 0]);
    }

    #[test]
    fn the_last_part_of_a_path_is_its_name() {
        assert_eq!(last("votre profil/groupe"), "groupe");
        assert_eq!(last("groupe"), "groupe");
    }
}

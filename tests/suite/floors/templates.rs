//! The floors of the templates: theme ← parts ← charts ← documents; `text` imports nothing; only documents open data.

use super::sources;

#[test]
fn every_template_imports_from_lower_floors_only() {
    let offences: Vec<String> = sources("templates", "typ")
        .iter()
        .flat_map(|(path, text)| offences(path, text))
        .collect();
    assert!(
        offences.is_empty(),
        "imports that climb:\n{}",
        offences.join("\n")
    );
}

#[test]
fn a_template_that_climbs_is_named_with_its_line() {
    let text = "// Sample.\n#import \"/theme.typ\": colors\n#import \"/documents/dossier.typ\": x\n\
                #import \"number.typ\": cell\n// #import \"/charts/bar.typ\": bar\n#let data = json(\"/data/x.json\")\n";
    assert_eq!(
        offences("templates/parts/card.typ", text),
        [
            "templates/parts/card.typ:3: parts imports « /documents/dossier.typ »",
            "templates/parts/card.typ:4: « number.typ » is not an absolute path",
            "templates/parts/card.typ:6: only documents open data",
        ]
    );
    assert_eq!(
        offences("templates/text/fr.typ", "#import \"/text/en.typ\": x\n"),
        ["templates/text/fr.typ:1: text imports « /text/en.typ »"]
    );
}

/// What one template imports or opens that it may not, a line each.
fn offences(path: &str, text: &str) -> Vec<String> {
    let own = path.trim_start_matches("templates/");
    let mut found = Vec::new();
    for (rank, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        let here = format!("{path}:{}", rank + 1);
        if let Some(target) = imported(code) {
            if !target.starts_with('/') {
                found.push(format!("{here}: « {target} » is not an absolute path"));
            } else if !may_import(own, target.trim_start_matches('/')) {
                found.push(format!("{here}: {} imports « {target} »", folder(own)));
            }
        }
        if folder(own) != "documents" && opens_data(code) {
            found.push(format!("{here}: only documents open data"));
        }
    }
    found
}

/// The file an `import` or `include` names.
fn imported(code: &str) -> Option<&str> {
    let code = code.trim_start_matches('#');
    let rest = code
        .strip_prefix("import ")
        .or_else(|| code.strip_prefix("include "))?;
    rest.trim_start().strip_prefix('"')?.split('"').next()
}

/// Siblings of one folder may import each other, but for the sentences, which import nothing.
fn may_import(own: &str, target: &str) -> bool {
    let (from, to) = (floor(own), floor(target));
    to < from || (to == from && from > 0 && folder(own) == folder(target))
}

fn floor(template: &str) -> u8 {
    match folder(template) {
        "text" => 0,
        "theme.typ" => 1,
        "parts" => 2,
        "charts" => 3,
        _ => 4,
    }
}

fn folder(template: &str) -> &str {
    template.split('/').next().unwrap_or(template)
}

fn opens_data(code: &str) -> bool {
    code.match_indices("json(").any(|(at, _)| {
        !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '-')
    })
}

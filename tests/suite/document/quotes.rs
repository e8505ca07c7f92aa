//! Which quotes print: agreement, reading, length, thresholds, and where they stand.

use jalon::document::parts::PrintedQuote;
use jalon::model::project::{Quote, QuoteOrigin};
use jalon::model::verbatim::Confidential;
use jalon::model::{CriterionId, GroupId, Horizon, Verbatim};

use super::workshop::{Workshop, day, progress};

fn quote(text: &str, origin: QuoteOrigin, criterion: u8) -> Quote {
    Quote {
        group: None,
        wave: None,
        criterion: Some(CriterionId(criterion)),
        theme: None,
        text: Verbatim::new(text, &Confidential::default()).expect("words"),
        author: None,
        key: None,
        origin,
        agreed: true,
        validated: true,
        reader: Some("AB".to_owned()),
        read_on: Some(day(2026, 6, 1)),
    }
}

/// Everything that prints of some quotes, wherever it stands.
fn printed(workshop: &mut Workshop, quotes: Vec<Quote>) -> Vec<PrintedQuote> {
    workshop.project.quotes = quotes;
    let results = workshop.results();
    let beside = results.categories.into_iter().filter_map(|page| page.quote);
    beside.chain(results.quotes).collect()
}

fn workshop(people: [u32; 2]) -> Workshop {
    Workshop::new(&[Horizon::Medium], people, progress)
}

#[test]
fn an_interview_stands_outside_the_threshold_of_the_survey() {
    let mut small = workshop([5, 0]);
    let found = printed(
        &mut small,
        vec![quote("« On décide ensemble. »", QuoteOrigin::Interview, 0)],
    );
    assert_eq!(
        found,
        [PrintedQuote {
            text: "On décide ensemble.".to_owned(),
            attribution: "entretien, avec l'accord de la personne".to_owned(),
            category: "D".to_owned(),
        }]
    );
    let found = printed(
        &mut small,
        vec![quote("On décide ensemble.", QuoteOrigin::Survey, 0)],
    );
    assert_eq!(found, []);
}

#[test]
fn a_group_is_named_from_its_threshold_on() {
    let of_group = |group: u8| Quote {
        group: Some(GroupId(group)),
        ..quote("On décide ensemble.", QuoteOrigin::Survey, 0)
    };
    let mut both = workshop([14, 9]);
    let attribution = |found: Vec<PrintedQuote>| found[0].attribution.clone();
    assert_eq!(
        attribution(printed(&mut both, vec![of_group(0)])),
        "membre de l'équipe salariée"
    );
    assert_eq!(
        attribution(printed(&mut both, vec![of_group(1)])),
        "membre du projet"
    );
}

/// A quote on what one group of nine was asked is of these nine, however many answered other questions.
#[test]
fn those_whom_a_family_of_criteria_was_not_put_to_are_not_around_its_quotes() {
    let mut both = workshop([14, 9]);
    let about = |criterion: u8| quote("On décide ensemble.", QuoteOrigin::Survey, criterion);
    assert_eq!(printed(&mut both, vec![about(0)]).len(), 1);
    let category = both.referential.criteria[0].category;
    for item in &mut both.questionnaire.items {
        if both.referential.criteria[item.criterion.at()].category == category {
            item.groups.retain(|group| *group != GroupId(0));
        }
    }
    assert_eq!(printed(&mut both, vec![about(0)]), []);
}

#[test]
fn without_agreement_reading_or_brevity_nothing_prints() {
    let mut workshop = workshop([14, 12]);
    let good = quote("On décide ensemble.", QuoteOrigin::Interview, 0);
    let refused = vec![
        Quote {
            agreed: false,
            ..good.clone()
        },
        Quote {
            validated: false,
            ..good.clone()
        },
        Quote {
            reader: None,
            ..good.clone()
        },
        Quote {
            read_on: None,
            ..good.clone()
        },
        Quote {
            text: Verbatim::new(&"mot ".repeat(36), &Confidential::default()).expect("words"),
            ..good
        },
    ];
    assert_eq!(printed(&mut workshop, refused), []);
}

#[test]
fn a_comment_on_a_sensitive_criterion_never_prints() {
    let mut workshop = workshop([30, 30]);
    let survey = quote("La charge me pèse.", QuoteOrigin::Survey, 7);
    assert_eq!(printed(&mut workshop, vec![survey]), []);
    let interview = Quote {
        group: Some(GroupId(0)),
        ..quote("La charge me pèse.", QuoteOrigin::Interview, 7)
    };
    let found = printed(&mut workshop, vec![interview]);
    assert_eq!(
        found[0].attribution,
        "entretien, avec l'accord de la personne"
    );
}

#[test]
fn the_page_of_quotes_needs_three_and_no_quote_prints_twice() {
    let mut workshop = workshop([14, 12]);
    let some = |count: usize| -> Vec<Quote> {
        let criterion = |rank: usize| if rank.is_multiple_of(2) { 0 } else { 10 };
        (0..count)
            .map(|rank| {
                quote(
                    &format!("Parole {rank}."),
                    QuoteOrigin::Interview,
                    criterion(rank),
                )
            })
            .collect()
    };
    for (count, beside, page) in [
        (1, 1, 0),
        (2, 2, 0),
        (3, 0, 3),
        (4, 1, 3),
        (5, 2, 3),
        (9, 2, 5),
    ] {
        workshop.project.quotes = some(count);
        let results = workshop.results();
        let on_pages = results
            .categories
            .iter()
            .filter(|page| page.quote.is_some())
            .count();
        assert_eq!(
            (on_pages, results.quotes.len()),
            (beside, page),
            "{count} quotes"
        );
        let mut texts: Vec<String> = printed(&mut workshop, some(count))
            .into_iter()
            .map(|quote| quote.text)
            .collect();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), beside + page);
    }
}

#[test]
fn the_order_of_the_file_does_not_show() {
    let mut workshop = workshop([14, 12]);
    let mut quotes: Vec<Quote> = (0..5)
        .map(|rank| quote(&format!("Parole {rank}."), QuoteOrigin::Interview, 0))
        .collect();
    let straight = printed(&mut workshop, quotes.clone());
    quotes.reverse();
    assert_eq!(printed(&mut workshop, quotes), straight);
}

#[test]
fn one_person_is_quoted_once() {
    let mut workshop = workshop([14, 12]);
    let by = |text: &str, author: Option<u64>| Quote {
        author,
        ..quote(text, QuoteOrigin::Interview, 0)
    };
    let said = |quotes: Vec<Quote>, workshop: &mut Workshop| printed(workshop, quotes).len();
    let one = vec![
        by("Un.", Some(1)),
        by("Deux.", Some(1)),
        by("Trois.", Some(1)),
    ];
    assert_eq!(said(one, &mut workshop), 1);
    let several = vec![
        by("Un.", Some(1)),
        by("Deux.", Some(2)),
        by("Trois.", None),
        by("Quatre.", None),
    ];
    assert_eq!(said(several, &mut workshop), 4);
}

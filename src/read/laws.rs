//! The quick ways of cutting and taking rows against the slow one: the same answers, the same messages.
//!
//! The slow way is `csv-core` sign by sign and every row understood anew from its cells.

use std::io::Read;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::assemble;
use super::codebook::Codebook;
use super::delimited::Cutter;
use super::faults::Faults;
use super::gathering::Gathering;
use super::mapping::Mapping;
use super::record::Record;
use super::table::Reception;
use super::validate::Setting;
use super::{Answers, Others, table};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{GroupId, Project, Questionnaire, Referential, Survey};

/// Takes rows one by one, never ahead.
struct OneByOne<'r, 'a, 'q>(&'r mut Answers<'a, 'q>);

impl Reception for OneByOne<'_, '_, '_> {
    fn row(&mut self, record: &Record, faults: &mut Faults) -> bool {
        self.0.row(record, faults)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Slow,
    /// Bytes that arrive at a time.
    Quick(usize),
}

/// A text that arrives in pieces.
struct Pieces<'t>(&'t [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(self.0.len()).min(room.len());
        let (piece, rest) = self.0.split_at(length);
        room[..length].copy_from_slice(piece);
        self.0 = rest;
        Ok(length)
    }
}

static SHIPPED: LazyLock<(Referential, Questionnaire)> = LazyLock::new(|| {
    let referential = Referential::embedded();
    let questionnaire = Questionnaire::embedded(&referential);
    (referential, questionnaire)
});

/// Reads a text as the answers of one project.
fn read(text: &[u8], way: Way) -> (Option<Survey>, Vec<Diagnostic>) {
    let (referential, questionnaire) = &*SHIPPED;
    let (mapping, mut notes) = (Mapping::default(), Diagnostics::new());
    let mut project = Project {
        id: "p".to_owned(),
        ..Project::default()
    };
    let mut gatherings = [Gathering::new(questionnaire.items.len())];
    let mut codebook = Codebook::new(questionnaire, referential);
    let mut faults = Faults::new("a.csv", &mut notes);
    let mut answers = Answers {
        mapping: &mapping,
        head: table::Head::default(),
        setting: Some(Setting {
            mapping: &mapping,
            codebook: &mut codebook,
            projects: std::slice::from_ref(&project),
            gatherings: &mut gatherings,
            own: Some(0),
            everyone: GroupId(0),
            others: &Others::default(),
        }),
        feed: None,
        missing: None,
    };
    let cut = match way {
        // A text that ends lines with lone returns is followed sign by sign.
        Way::Slow => {
            Cutter::new(b',', true, 1).cut(&mut { text }, &mut faults, &mut OneByOne(&mut answers))
        }
        Way::Quick(size) => {
            Cutter::new(b',', false, 1).cut(&mut Pieces(text, size), &mut faults, &mut answers)
        }
    };
    assert!(cut.is_ok());
    if let Some(feed) = answers.feed {
        feed.finish(&mut faults);
    }
    faults.finish();
    let [gathering] = gatherings;
    let survey = assemble::survey(
        gathering,
        &mut project,
        (questionnaire, &referential.terms),
        &mut notes,
    );
    (survey, notes.iter().cloned().collect())
}

/// Lines about a few people and questions, mostly sound; what is odd about the others stands in every place.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let answer = prop_oneof![
        6 => prop::sample::select(vec!["1", "5", "", "NSP", "NC", "4,0", "\"4,0\"", "Plutôt d'accord"]),
        1 => prop::sample::select(vec!["6", "?", " 3", "3 ", "\"3\"", "\"3", "3\"", "3\"\"4", "3\0", "\u{a0}", "\u{feff}2", "1,", "1,2", "\"1\n\"", "n/a"]),
    ];
    let end = prop_oneof![8 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\n\n"), 1 => Just("")];
    let odd = prop_oneof![
        30 => Just(Vec::new()),
        1 => prop::collection::vec(any::<u8>().prop_filter("no lone return", |byte| *byte != b'\r'), 0..12),
        1 => prop::sample::select(vec![70, 70, 70, 100_001]).prop_map(|size| vec![b'x'; size]),
    ];
    (0..3_usize, 0..4_usize, answer, end, odd).prop_map(|(person, item, answer, end, odd)| {
        let item = ["Q01", "Q02", "Q08", "Q03"][item];
        let group = ["salaries", "salaries", "Bénéficiaires"][person];
        let line = format!("p{person},{group},T0,{item},{answer}");
        [line.as_bytes(), &odd, end.as_bytes()].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_taken_ahead_say_what_they_say_one_by_one(lines in prop::collection::vec(line(), 0..40), piece in 8..300_usize) {
        let text = [b"repondant,groupe,vague,item,reponse\n".to_vec(), lines.concat()].concat();
        let expected = read(&text, Way::Slow);
        prop_assert_eq!(&read(&text, Way::Quick(usize::MAX)), &expected);
        prop_assert_eq!(&read(&text, Way::Quick(piece)), &expected);
    }

    #[test]
    fn people_who_answer_in_the_same_order_are_read_the_same(people in 1..30_usize, items in 1..12_usize, spoiled in 0..400_usize, byte in any::<u8>()) {
        prop_assume!(byte != b'\r');
        let mut text = "repondant,groupe,vague,item,reponse\n".to_owned();
        for (person, item) in (0..people).flat_map(|person| (1..=items).map(move |item| (person, item))) {
            let group = ["salaries", "benevoles"][person / 3 % 2];
            text += &format!("p{person},{group},T0,Q{item:02},{}\n", (person + item) % 5 + 1);
        }
        let mut text = text.into_bytes();
        if let Some(spot) = text.get_mut(36 + spoiled) {
            *spot = byte;
        }
        prop_assert_eq!(read(&text, Way::Quick(usize::MAX)), read(&text, Way::Slow));
    }
}

//! Reads the conditions of a rule: which figure, whose, when, against which bound.

use std::ops::RangeInclusive;

use crate::aggregate::figures::{Absent, Verdict};
use crate::model::keys::Keys;
use crate::model::project::Phase;

use super::condition::{Attendance, Between, Condition, Context, Moment, Reading, Test};
use super::rule_file::Known;
use super::rulebook::Instances;

/// Figures a condition may read, by their name in the file.
#[derive(Clone, Copy)]
enum Figure {
    Score,
    IntervalLow,
    IntervalHigh,
    Split,
    DontKnowRate,
    Delta,
    Verdict,
    GroupGap,
    ResponseRate,
    Respondents,
    Measured,
    State,
}

const FIGURES: [(&str, Figure); 12] = [
    ("score", Figure::Score),
    ("ic_bas", Figure::IntervalLow),
    ("ic_haut", Figure::IntervalHigh),
    ("clivage", Figure::Split),
    ("taux_nsp", Figure::DontKnowRate),
    ("delta", Figure::Delta),
    ("verdict", Figure::Verdict),
    ("ecart_groupes", Figure::GroupGap),
    ("taux_reponse", Figure::ResponseRate),
    ("n_repondants", Figure::Respondents),
    ("mesure", Figure::Measured),
    ("etat", Figure::State),
];
const MOMENTS: [(&str, Moment); 3] = [
    ("premier", Moment::First),
    ("precedent", Moment::BeforeLast),
    ("dernier", Moment::Last),
];
const RATE: RangeInclusive<f64> = 0.0..=1.0;
const POINTS: RangeInclusive<f64> = 0.0..=100.0;

/// The conditions of a rule, at least one; none in the place of one that could not be read.
pub(super) fn conditions(
    rule: &Keys,
    known: &Known,
    instances: Option<&Instances>,
) -> Vec<Option<Condition>> {
    let tables = rule.tables("quand");
    if tables.is_empty() {
        let hint =
            "ajoutez une ligne : quand = [{ cible = { critere = \"C01\" }, stat = \"score\", … }]";
        rule.error("quand", "cette règle n'a pas de condition", hint);
    }
    let read = tables.iter().map(|table| {
        let reader = Reader {
            table,
            known,
            instances,
        };
        let read = if table.has("contexte") {
            reader.context()
        } else {
            reader.condition()
        };
        if read.is_none() {
            table.forgive();
        }
        read
    });
    read.collect()
}

/// One condition being read, with what it may name.
pub(super) struct Reader<'r, 'a> {
    pub table: &'r Keys<'a>,
    pub known: &'r Known<'r>,
    pub instances: Option<&'r Instances>,
}

impl Reader<'_, '_> {
    fn condition(&self) -> Option<Condition> {
        self.table.required("stat");
        Some(match self.table.choice("stat", &FIGURES)? {
            Figure::Score => Condition::Score(self.reading(POINTS)?),
            Figure::IntervalLow => Condition::IntervalLow(self.reading(POINTS)?),
            Figure::IntervalHigh => Condition::IntervalHigh(self.reading(POINTS)?),
            Figure::Split => Condition::Split(self.reading(RATE)?),
            Figure::DontKnowRate => Condition::DontKnowRate(self.reading(RATE)?),
            Figure::Delta => Condition::Delta {
                change: self.between()?,
                test: self.test(-100.0..=100.0)?,
            },
            Figure::Verdict => Condition::Verdict {
                change: self.between()?,
                among: self.verdicts(),
            },
            Figure::GroupGap => Condition::GroupGap {
                target: self.target()?,
                at: self.moment("horizon"),
                test: self.test(POINTS)?,
            },
            Figure::ResponseRate => Condition::ResponseRate(self.attendance(RATE)?),
            Figure::Respondents => Condition::Respondents(self.attendance(0.0..=1.0e6)?),
            Figure::Measured => Condition::Measured {
                target: self.target()?,
                at: self.moment("horizon"),
                wanted: self.wanted(),
            },
            Figure::State => Condition::State {
                speaker: self.speaker()?,
                at: self.moment("horizon"),
                state: self.state()?,
            },
        })
    }

    fn context(&self) -> Option<Condition> {
        let contexts = [
            ("nb_structures", 0),
            ("phase", 1),
            ("horizons_manquants", 2),
            ("cotation_collective", 3),
        ];
        let context = match self.table.choice("contexte", &contexts)? {
            0 => Context::Organisations(self.test(0.0..=1.0e6)?),
            1 => Context::Phase(self.phases()),
            2 => Context::MissingTerms(self.test(0.0..=4.0)?),
            _ => Context::CollectiveMarks(self.wanted()),
        };
        Some(Condition::Context(context))
    }

    fn reading(&self, bounds: RangeInclusive<f64>) -> Option<Reading> {
        let (target, speaker, test) = (self.target(), self.speaker(), self.test(bounds));
        let at = self.moment("horizon");
        Some(Reading {
            target: target?,
            speaker: speaker?,
            at,
            test: test?,
        })
    }

    fn attendance(&self, bounds: RangeInclusive<f64>) -> Option<Attendance> {
        let (speaker, test) = (self.speaker(), self.test(bounds));
        Some(Attendance {
            speaker: speaker?,
            at: self.moment("horizon"),
            test: test?,
        })
    }

    fn between(&self) -> Option<Between> {
        let (target, speaker) = (self.target(), self.speaker());
        let (from, to) = (self.moment("de"), self.moment("a"));
        if from == to {
            let hint = "écrivez par exemple : de = \"premier\", a = \"dernier\"";
            self.table
                .error("de", "une évolution va d'une mesure à une autre", hint);
        }
        Some(Between {
            target: target?,
            speaker: speaker?,
            from,
            to,
        })
    }

    fn moment(&self, key: &str) -> Moment {
        self.table.required(key);
        self.table.choice(key, &MOMENTS).unwrap_or(Moment::Last)
    }

    fn test(&self, bounds: RangeInclusive<f64>) -> Option<Test> {
        self.table.required("op");
        let below = self.table.choice("op", &[("<", true), (">=", false)]);
        let bound = self.table.decimal("valeur", bounds);
        self.require_value();
        Some(if below? {
            Test::Below(bound?)
        } else {
            Test::AtLeast(bound?)
        })
    }

    fn require_value(&self) {
        if !self.table.has("valeur") {
            self.table.error(
                "valeur",
                "la clé « valeur » manque dans la condition",
                "ajoutez : valeur = …",
            );
        }
    }

    fn wanted(&self) -> bool {
        self.operator("=");
        self.require_value();
        self.table.flag("valeur").unwrap_or(true)
    }

    fn state(&self) -> Option<Absent> {
        self.operator("=");
        self.table.required("valeur");
        let states = [
            ("non_publie", Absent::Withheld),
            ("non_mesure", Absent::NotMeasured),
        ];
        self.table.choice("valeur", &states)
    }

    fn operator(&self, only: &str) {
        self.table.required("op");
        self.table.choice("op", &[(only, ())]);
    }

    fn verdicts(&self) -> Vec<Verdict> {
        self.among(
            Verdict::ALL
                .map(|verdict| (verdict.code(), verdict))
                .as_slice(),
        )
    }

    fn phases(&self) -> Vec<Phase> {
        self.among(Phase::ALL.map(|phase| (phase.key(), phase)).as_slice())
    }

    /// The words of a list, each one of a closed list.
    fn among<T: Copy>(&self, known: &[(&str, T)]) -> Vec<T> {
        self.operator("dans");
        self.require_value();
        let words = self.table.words("valeur").into_iter();
        let read = words.filter_map(|word| {
            let found = known.iter().find(|(name, _)| *name == word.text);
            if found.is_none() {
                let names = known.iter().map(|(name, _)| *name);
                self.table
                    .unknown_word("valeur", word.line, &word.text, names);
            }
            found.map(|(_, value)| *value)
        });
        read.collect()
    }
}

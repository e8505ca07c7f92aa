//! Sentences with named places, closed list; what fills them is decided elsewhere.

/// A value that a sentence of a rule may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeholder {
    /// `{mesure}`: what the first score was measured on: the theme's words, or the criterion that stands in for it.
    Measure,
    /// `{mesure2}`: the same for the second score.
    Measure2,
    /// `{score}`: the first score, « 48 », « ≥ 95 ».
    Score,
    /// `{score2}`: the second score.
    Score2,
    /// `{n}`: people behind the first figure.
    People,
    /// `{intervalle}`: « entre 48 et 97 »; « réponses unanimes » when the score is only bounded; signed for a change.
    Interval,
    /// `{horizon}`: « au départ », « à court terme ».
    Term,
    /// `{delta}`: signed, with its unit: « −34 points ».
    Delta,
    /// `{depuis}`: « depuis le départ », « depuis la mesure à court terme ».
    Since,
    /// `{ecart}`: between the highest and the lowest group, with its unit: « 26 points ».
    Gap,
    /// `{g_haut}`: the highest group, with its article: « les bénévoles ».
    Highest,
    /// `{g_bas}`: the lowest group, with its article.
    Lowest,
    /// `{taux}`: « 42 % des réponses », « 7 personnes sur 12 » under twenty.
    Rate,
    /// `{favorables}`: those of a split opinion who are clearly in favour, « 7 personnes sur 12 ».
    Favourable,
    /// `{defavorables}`: those who are clearly against.
    Unfavourable,
    /// `{critere}`: name of the criterion of the instance.
    Criterion,
    /// `{niveau}`: name of the QVCT level of the instance.
    Level,
    /// `{groupe}`: the group found, plural, lower case, without article.
    Group,
    /// `{ensemble}`: who speaks in the first score: « tous groupes réunis », « salariés et bénévoles réunis » when
    /// another group has no score, « chez les salariés » for one group.
    Voices,
    /// `{phase}`: phase of the project, « de déploiement », « d'essaimage ».
    Phase,
    /// `{horizons}`: terms that are reached and not measured.
    MissingTerms,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Placeholder; 21] = [
        Placeholder::Measure,
        Placeholder::Measure2,
        Placeholder::Score,
        Placeholder::Score2,
        Placeholder::People,
        Placeholder::Interval,
        Placeholder::Term,
        Placeholder::Delta,
        Placeholder::Since,
        Placeholder::Gap,
        Placeholder::Highest,
        Placeholder::Lowest,
        Placeholder::Rate,
        Placeholder::Favourable,
        Placeholder::Unfavourable,
        Placeholder::Criterion,
        Placeholder::Level,
        Placeholder::Group,
        Placeholder::Voices,
        Placeholder::Phase,
        Placeholder::MissingTerms,
    ];

    /// Its name between braces.
    pub fn name(self) -> &'static str {
        match self {
            Placeholder::Measure => "mesure",
            Placeholder::Measure2 => "mesure2",
            Placeholder::Score => "score",
            Placeholder::Score2 => "score2",
            Placeholder::People => "n",
            Placeholder::Interval => "intervalle",
            Placeholder::Term => "horizon",
            Placeholder::Delta => "delta",
            Placeholder::Since => "depuis",
            Placeholder::Gap => "ecart",
            Placeholder::Highest => "g_haut",
            Placeholder::Lowest => "g_bas",
            Placeholder::Rate => "taux",
            Placeholder::Favourable => "favorables",
            Placeholder::Unfavourable => "defavorables",
            Placeholder::Criterion => "critere",
            Placeholder::Level => "niveau",
            Placeholder::Group => "groupe",
            Placeholder::Voices => "ensemble",
            Placeholder::Phase => "phase",
            Placeholder::MissingTerms => "horizons",
        }
    }
}

/// A sentence cut at its places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Place(Placeholder),
}

/// What is wrong with a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A name between braces that is none of the list.
    Unknown(String),
    /// A brace without its pair.
    Brace,
}

impl Template {
    /// Cuts a sentence at its braces.
    pub(super) fn parse(sentence: &str) -> Result<Template, Fault> {
        let mut parts = Vec::new();
        let mut rest = sentence;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, tail) = rest.split_at(open);
            let (name, after) = tail
                .strip_prefix('{')
                .and_then(|tail| tail.split_once('}'))
                .filter(|(name, _)| !name.contains('{'))
                .ok_or(Fault::Brace)?;
            let place = Placeholder::ALL
                .into_iter()
                .find(|place| place.name() == name);
            parts.push(Part::Words(words.to_owned()));
            parts.push(Part::Place(
                place.ok_or_else(|| Fault::Unknown(name.to_owned()))?,
            ));
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        parts.retain(|part| *part != Part::Words(String::new()));
        Ok(Template { parts })
    }

    /// The places of the sentence, in order.
    pub fn places(&self) -> impl Iterator<Item = Placeholder> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Place(place) => Some(*place),
            Part::Words(_) => None,
        })
    }

    /// The sentence with its places filled.
    pub fn fill(&self, value: impl Fn(Placeholder) -> String) -> String {
        let words = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Place(place) => value(*place),
        });
        words.collect()
    }
}

//! How many projects have something in common, told to readers who must learn it of no single one. Names no project.

/// What a count of projects says of those it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// That they were measured: taking part is public, as the directory is.
    TakingPart,
    /// What their answers came to, or what they declare of themselves: nobody may learn it of one of them.
    Findings,
}

/// A count as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Nothing: too few projects, in all or behind the difference with a count told before.
    Nothing,
    /// « moins de 4 ».
    Under(usize),
    /// « au moins 10 »: how many have not is not told.
    AtLeast(usize),
    /// The number itself.
    Exactly(usize),
}

impl Told {
    /// The number that is sure, and nothing when it may be none.
    pub fn sure(self) -> Option<usize> {
        match self {
            Told::Exactly(count) | Told::AtLeast(count) => Some(count),
            Told::Under(_) | Told::Nothing => None,
        }
    }
}

/// A count of `all` projects as it may be told: the only place that settles it.
///
/// `fewest` projects have to stand behind what is told, and behind what can be taken from it: those that have not, and
/// those that changed (`turned`) since a count told before. With counts of all or none the reader would know it of each.
/// `fewest` being two more than the projects whose holders put their knowledge together, none of them learns about
/// another: what is told always leaves open whether a further one has it.
pub fn told(count: usize, all: usize, says: Says, turned: usize, fewest: usize) -> Told {
    let few = |projects: usize| projects < fewest;
    match says {
        Says::TakingPart if count == 0 || !few(count) => Told::Exactly(count),
        Says::TakingPart => Told::Under(fewest),
        // Under that, « at least » and « under » would leave no doubt between them.
        Says::Findings if all + 1 < 2 * fewest => Told::Nothing,
        Says::Findings if turned > 0 && few(turned) => Told::Nothing,
        Says::Findings if few(count) => Told::Under(fewest),
        Says::Findings if few(all.saturating_sub(count)) => {
            Told::AtLeast((all + 1).saturating_sub(fewest))
        }
        Says::Findings => Told::Exactly(count),
    }
}

/// Which classes of a whole may be told apart, when each has to hold `fewest` or nobody; the others are told together.
///
/// The classes left over must not be found by subtraction either: while they hold fewer, the smallest class told joins
/// them, the last among equals.
pub fn apart(classes: &[usize], fewest: usize) -> Vec<bool> {
    let mut told: Vec<bool> = classes.iter().map(|&count| count >= fewest).collect();
    loop {
        let both = || classes.iter().zip(&told);
        let left: usize = both()
            .filter(|(_, told)| !**told)
            .map(|(count, _)| count)
            .sum();
        if left == 0 || left >= fewest {
            return told;
        }
        let ranks = 0..classes.len();
        let smallest = ranks.rev().filter(|&rank| told[rank]);
        let Some(smallest) = smallest.min_by_key(|&rank| classes[rank]) else {
            return told;
        };
        told[smallest] = false;
    }
}

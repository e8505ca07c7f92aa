//! What someone who knows who answered which question can work out from published means alone.
//!
//! Written apart from the product, from the definitions: plain elimination modulo a small prime, and
//! every way of leaving out fewer than k people.

/// A prime that fits products in 64 bits.
const PRIME: i64 = 2_147_483_647;

/// A published mean as the attacker writes it: coefficient of each unknown of each person.
pub type Equation = Vec<Vec<f64>>;

/// The equations of one group at one wave: people, and columns of each.
pub struct Puzzle {
    /// By person, by unknown, by equation.
    columns: Vec<Vec<Vec<i64>>>,
    /// By person, by unknown: whether it is a sensitive answer.
    sensitive: Vec<Vec<bool>>,
    equations: usize,
}

impl Puzzle {
    /// From coefficients that are fractions of small whole numbers over 5040·k: equations × people × unknowns.
    pub fn new(equations: &[Equation], sensitive: &[bool]) -> Puzzle {
        let people = equations.first().map_or(0, Vec::len);
        let columns: Vec<Vec<Vec<i64>>> = (0..people)
            .map(|person| {
                (0..sensitive.len())
                    .map(|unknown| {
                        let of = |equation: &Equation| residue(equation[person][unknown]);
                        equations.iter().map(of).collect()
                    })
                    .collect()
            })
            .collect();
        Puzzle {
            sensitive: vec![sensitive.to_vec(); people],
            columns,
            equations: equations.len(),
        }
    }

    /// Whether some combination of the equations speaks of one to `k − 1` people; of their sensitive answers only if asked.
    pub fn tells_of_fewer_than(&self, k: usize, sensitive_only: bool) -> bool {
        let mut combinations = identity(self.equations);
        // People alike are together in a combination or out of it: k of them are never few.
        for (person, columns) in self.columns.iter().enumerate() {
            let alike = self
                .columns
                .iter()
                .filter(|other| *other == columns)
                .count();
            if alike >= k {
                self.silence(&mut combinations, person);
            }
        }
        self.leaves(&combinations, 0, &mut Vec::new(), k, sensitive_only)
    }

    /// Tries every set of fewer than k people that a combination may speak of.
    fn leaves(
        &self,
        combinations: &[Vec<i64>],
        person: usize,
        few: &mut Vec<usize>,
        k: usize,
        sensitive_only: bool,
    ) -> bool {
        if combinations.is_empty() {
            return false;
        }
        if person == self.columns.len() {
            return few.iter().any(|&one| {
                let told = |unknown: usize| !sensitive_only || self.sensitive[one][unknown];
                (0..self.columns[one].len())
                    .filter(|&u| told(u))
                    .any(|unknown| {
                        let column = &self.columns[one][unknown];
                        combinations.iter().any(|own| product(own, column) != 0)
                    })
            });
        }
        let mut silent = combinations.to_vec();
        let spoke = self.silence(&mut silent, person);
        if self.leaves(&silent, person + 1, few, k, sensitive_only) {
            return true;
        }
        if spoke && few.len() + 1 < k {
            few.push(person);
            let found = self.leaves(combinations, person + 1, few, k, sensitive_only);
            few.pop();
            return found;
        }
        false
    }

    /// Keeps the combinations that say nothing of a person; whether any was lost.
    fn silence(&self, combinations: &mut Vec<Vec<i64>>, person: usize) -> bool {
        let mut lost = false;
        for column in &self.columns[person] {
            let Some(at) = combinations
                .iter()
                .position(|own| product(own, column) != 0)
            else {
                continue;
            };
            lost = true;
            let pivot = combinations.swap_remove(at);
            let inverse = power(product(&pivot, column), PRIME - 2);
            for own in combinations.iter_mut() {
                let factor = product(own, column) * inverse % PRIME;
                for (value, held) in own.iter_mut().zip(&pivot) {
                    *value = (*value - factor * held % PRIME + PRIME) % PRIME;
                }
            }
        }
        lost
    }
}

fn identity(size: usize) -> Vec<Vec<i64>> {
    (0..size)
        .map(|at| (0..size).map(|other| i64::from(at == other)).collect())
        .collect()
}

fn product(one: &[i64], other: &[i64]) -> i64 {
    let mut sum = 0;
    for (a, b) in one.iter().zip(other) {
        sum = (sum + a * b) % PRIME;
    }
    sum
}

/// A small fraction as a residue: denominators of means over a dozen questions divide 2·9! = 725 760.
fn residue(value: f64) -> i64 {
    const WHOLE: f64 = 725_760.0;
    let scaled = value * WHOLE;
    let nearest = scaled.round();
    if (scaled - nearest).abs() < 1e-6 {
        #[expect(clippy::cast_possible_truncation, reason = "at most a million")]
        let whole = nearest as i64;
        return (whole * power(725_760, PRIME - 2)).rem_euclid(PRIME);
    }
    // Any other denominator is small: found by trying.
    for bottom in 1..5000_i64 {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let top = value * bottom as f64;
        if (top - top.round()).abs() < 1e-9 {
            #[expect(clippy::cast_possible_truncation, reason = "a small number")]
            let top = top.round() as i64;
            return (top * power(bottom, PRIME - 2)).rem_euclid(PRIME);
        }
    }
    panic!("{value} is no small fraction");
}

fn power(base: i64, exponent: i64) -> i64 {
    let (mut base, mut left, mut result) = (base.rem_euclid(PRIME), exponent, 1);
    while left > 0 {
        if left & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        left >>= 1;
    }
    result
}

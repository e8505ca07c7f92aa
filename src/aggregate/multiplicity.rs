//! Many tests at once: adjusted p-values. A test that could not be made (`None`) takes no part.

/// Holm's step-down adjustment (1979): controls the risk of one false « établi » in a family.
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = ascending(p_values);
    let mut adjusted = vec![None; p_values.len()];
    let mut floor: f64 = 0.0;
    for (rank, &(p, at)) in order.iter().enumerate() {
        floor = floor
            .max(p * super::estimate::size(order.len() - rank))
            .min(1.0);
        adjusted[at] = Some(floor);
    }
    adjusted
}

/// Benjamini & Hochberg's step-up adjustment (1995): the annual report's exploratory tables only.
pub fn benjamini_hochberg(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = ascending(p_values);
    let mut adjusted = vec![None; p_values.len()];
    let mut ceiling: f64 = 1.0;
    for (rank, &(p, at)) in order.iter().enumerate().rev() {
        let family = super::estimate::size(order.len()) / super::estimate::size(rank + 1);
        ceiling = ceiling.min(p * family);
        adjusted[at] = Some(ceiling);
    }
    adjusted
}

fn ascending(p_values: &[Option<f64>]) -> Vec<(f64, usize)> {
    let mut order: Vec<(f64, usize)> = p_values
        .iter()
        .enumerate()
        .filter_map(|(at, p)| Some(((*p)?, at)))
        .collect();
    order.sort_unstable_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    order
}

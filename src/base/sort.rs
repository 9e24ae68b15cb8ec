//! Sorting for the many small lists that are no inner loop.
//!
//! The standard library's sorts are made anew for every type, 4 KB each in
//! the page; this one is made once, at the cost of a call for each
//! comparison. It is stable and never panics, whatever the order is.

/// Sorts stably: `before` says whether the first must stand before the second.
pub fn sort<T>(items: &mut [T], before: &dyn Fn(&T, &T) -> bool) {
    let mut place = places(items.len(), &|a, b| before(&items[a], &items[b]));
    for at in 0..items.len() {
        while place[at] != at {
            let to = place[at];
            items.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Where each of `0..count` comes to stand.
fn places(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut spare = order.clone();
    let mut width = 1;
    while width < count {
        for start in (0..count).step_by(2 * width) {
            let (middle, end) = ((start + width).min(count), (start + 2 * width).min(count));
            // Already in order, as lists made in order of time mostly are.
            if middle == end || !before(order[middle], order[middle - 1]) {
                spare[start..end].copy_from_slice(&order[start..end]);
                continue;
            }
            let (mut left, mut right) = (start, middle);
            for slot in &mut spare[start..end] {
                let from_right = left == middle || right < end && before(order[right], order[left]);
                let side = if from_right { &mut right } else { &mut left };
                *slot = order[*side];
                *side += 1;
            }
        }
        std::mem::swap(&mut order, &mut spare);
        width *= 2;
    }
    for (at, &item) in order.iter().enumerate() {
        spare[item] = at;
    }
    spare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut rng = Rng::new(7);
        for count in (0..70).chain([1000]) {
            // Few different keys: equal ones must stay in order.
            let mut ours: Vec<(u64, usize)> = (0..count).map(|i| (rng.below(9), i)).collect();
            let mut theirs = ours.clone();
            sort(&mut ours, &|a, b| a.0 < b.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn survives_an_order_that_is_none() {
        let mut items = [3, 1, 2, 5, 4];
        sort(&mut items, &|_, _| true);
        items.sort_unstable();
        assert_eq!(items, [1, 2, 3, 4, 5]);
    }
}

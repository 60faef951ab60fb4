//! Which frames are held against which: the lags that are there, the origins of each, and how much must be kept.

use std::collections::{BTreeMap, HashMap};

use crate::error::{Error, Result};

/// Which lags are looked at, and with how many origins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LagChoice {
    /// So many lags a decade, the commonest one in each bin; 8 by default.
    pub per_decade: u32,
    /// Two lags are one if they differ by at most this part of it; 0.001 by default.
    pub tolerance: f64,
    /// So many time origins a lag at most, evenly spread over those that are there; 256 by default.
    pub origins: usize,
    /// So many frames are in memory at once at most (each lag may keep one, so there can be as many as lags);
    /// 64 by default.
    pub stored: usize,
}

impl Default for LagChoice {
    fn default() -> Self {
        Self {
            per_decade: 8,
            tolerance: 1e-3,
            origins: 256,
            stored: 64,
        }
    }
}

/// A frame held against an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// The later frame.
    pub(super) end: usize,
    /// The earlier one.
    pub(super) origin: usize,
    /// The number of the lag.
    pub(super) lag: usize,
}

/// Pairs of frames, made from their times alone, whatever their spacing: linear, in bursts, logarithmic.
///
/// It takes 8 bytes for each frame and 24 for each pair; the pairs are at most lags times origins.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    times: Vec<f64>,
    lags: Vec<f64>,
    pairs: Vec<Pair>,
    last_use: BTreeMap<usize, usize>,
    most_stored: usize,
}

impl Plan {
    /// The plan for frames at these times, which grow.
    ///
    /// # Errors
    /// When there are fewer than two times, they do not grow, or a choice is outside its domain.
    pub fn new(times: Vec<f64>, choice: LagChoice) -> Result<Self> {
        check(&times, choice)?;
        let candidates: Vec<(f64, Vec<(usize, usize)>)> = lags(&times, choice)
            .into_iter()
            .map(|lag| (lag, matches(&times, lag, choice.tolerance)))
            .filter(|(_, matches)| !matches.is_empty())
            .collect();
        let candidates = without_poor(candidates);
        let mut budget = choice.stored.max(1);
        loop {
            let chosen: Vec<_> = candidates
                .iter()
                .map(|(lag, matches)| (*lag, thinned(matches, choice.origins, budget)))
                .collect();
            let last_use = last_use(&chosen);
            let most_stored = most_open(last_use.iter().map(|(origin, last)| (*origin, *last)));
            if most_stored <= choice.stored || budget == 1 {
                return Ok(Self::of(times, &chosen, last_use, most_stored));
            }
            budget /= 2;
        }
    }

    fn of(
        times: Vec<f64>,
        chosen: &[(f64, Vec<(usize, usize)>)],
        last_use: BTreeMap<usize, usize>,
        most_stored: usize,
    ) -> Self {
        let mean = |pairs: &[(usize, usize)]| {
            let sum: f64 = pairs.iter().map(|(i, j)| times[*j] - times[*i]).sum();
            sum / pairs.len() as f64
        };
        let lags = chosen.iter().map(|(_, pairs)| mean(pairs)).collect();
        let numbered = chosen.iter().enumerate().flat_map(|(lag, (_, pairs))| {
            pairs
                .iter()
                .map(move |&(origin, end)| Pair { end, origin, lag })
        });
        let mut pairs: Vec<Pair> = numbered.collect();
        pairs.sort_unstable();
        Self {
            times,
            lags,
            pairs,
            last_use,
            most_stored,
        }
    }

    /// The lags, growing, in the unit of the times: the mean over the pairs of each.
    pub fn lags(&self) -> &[f64] {
        &self.lags
    }

    /// The times of the frames.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// From the first frame to the last.
    pub fn duration(&self) -> f64 {
        self.times[self.times.len() - 1] - self.times[0]
    }

    /// How many frames are in memory at once.
    pub fn most_stored(&self) -> usize {
        self.most_stored
    }

    /// How many pairs each lag has.
    pub fn origins(&self) -> Vec<usize> {
        let mut counts = vec![0; self.lags.len()];
        for pair in &self.pairs {
            counts[pair.lag] += 1;
        }
        counts
    }

    /// The pairs that end at a frame.
    pub(super) fn ending(&self, frame: usize) -> &[Pair] {
        let start = self.pairs.partition_point(|pair| pair.end < frame);
        let end = self.pairs.partition_point(|pair| pair.end <= frame);
        &self.pairs[start..end]
    }

    /// The last frame that a frame is the origin of, if it is any's.
    pub(super) fn last_use(&self, origin: usize) -> Option<usize> {
        self.last_use.get(&origin).copied()
    }
}

fn check(times: &[f64], choice: LagChoice) -> Result<()> {
    let domain = |name, value, domain| {
        Err(Error::Domain {
            name,
            value,
            domain,
        })
    };
    if times.len() < 2 {
        return Err(Error::TooFewFrames {
            frames: times.len() as u64,
            purpose: "displacements",
            needed: 2,
        });
    }
    let disorder = times
        .windows(2)
        .find(|pair| !(pair[1] > pair[0] && pair[1].is_finite() && pair[0].is_finite()));
    if let Some(pair) = disorder {
        return domain(
            "time of a frame",
            pair[1],
            "finite and later than that of the frame before",
        );
    }
    if !(choice.tolerance > 0.0 && choice.tolerance < 0.1) {
        return domain(
            "tolerance of a lag",
            choice.tolerance,
            "above 0 and below 0.1",
        );
    }
    if choice.per_decade == 0 || choice.origins == 0 {
        return domain("number of lags or origins", 0.0, "at least one");
    }
    Ok(())
}

/// So many origins at most are asked for the lags that they see, and so many lags of each bin.
const SAMPLE: usize = 1024;
const IN_A_BIN: usize = 64;

/// The commonest lag of each bin; the shorter of two that are equally common.
fn lags(times: &[f64], choice: LagChoice) -> Vec<f64> {
    let gaps = times.windows(2).map(|pair| pair[1] - pair[0]);
    let shortest = gaps.fold(f64::INFINITY, f64::min);
    let duration = times[times.len() - 1] - times[0];
    let edge = |bin: u32| {
        shortest * 10_f64.powf(f64::from(bin) / f64::from(choice.per_decade)) * (1.0 - 1e-9)
    };
    let bins = (0_u32..).take_while(|bin| edge(*bin) < duration);
    bins.filter_map(|bin| commonest(times, edge(bin)..edge(bin + 1), choice.tolerance))
        .collect()
}

#[allow(clippy::cast_possible_truncation)] // logarithms of doubles over the tolerance fit an i64
fn commonest(times: &[f64], bin: std::ops::Range<f64>, tolerance: f64) -> Option<f64> {
    let stride = times.len().div_ceil(SAMPLE);
    let mut seen: HashMap<i64, (usize, f64)> = HashMap::new();
    for &start in times.iter().step_by(stride) {
        let first = times.partition_point(|time| *time < start + bin.start);
        let last = times.partition_point(|time| *time < start + bin.end);
        for end in (first..last).step_by(((last - first) / IN_A_BIN).max(1)) {
            let lag = times[end] - start;
            let entry = seen.entry((lag.ln() / tolerance).round() as i64);
            entry.or_insert((0, lag)).0 += 1;
        }
    }
    let best = seen
        .into_values()
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    best.map(|(_, lag)| lag)
}

/// All pairs with this lag: the nearest end for each origin.
fn matches(times: &[f64], lag: f64, tolerance: f64) -> Vec<(usize, usize)> {
    let off = |origin: usize, end: usize| (times[end] - times[origin] - lag).abs();
    let mut found = Vec::new();
    for origin in 0..times.len() {
        let after = times.partition_point(|time| *time < times[origin] + lag);
        let near = [after.saturating_sub(1), after];
        let within = near.into_iter().filter(|end| {
            *end > origin && *end < times.len() && off(origin, *end) <= tolerance * lag
        });
        let best = within.min_by(|a, b| off(origin, *a).total_cmp(&off(origin, *b)));
        found.extend(best.map(|end| (origin, end)));
    }
    found
}

/// Each second, fourth, eighth... pair, until there are at most `most` of which `open` are open at once.
fn thinned(matches: &[(usize, usize)], most: usize, open: usize) -> Vec<(usize, usize)> {
    let mut stride = 1;
    loop {
        let kept: Vec<_> = matches.iter().copied().step_by(stride).collect();
        if kept.len() == 1 || (kept.len() <= most && most_open(kept.iter().copied()) <= open) {
            return kept;
        }
        stride *= 2;
    }
}

/// A lag with so much fewer pairs than some shorter and some longer one tells less than these do.
const POOR: usize = 4;

/// Without lags that are poor between rich ones, such as those from a burst to the frames far apart after it.
fn without_poor(candidates: Vec<(f64, Vec<(usize, usize)>)>) -> Vec<(f64, Vec<(usize, usize)>)> {
    let counts: Vec<usize> = candidates.iter().map(|(_, pairs)| pairs.len()).collect();
    let poor = |lag: usize| {
        let richer = |others: &[usize]| others.iter().any(|count| *count > POOR * counts[lag]);
        richer(&counts[..lag]) && richer(&counts[lag + 1..])
    };
    let numbered = candidates.into_iter().enumerate();
    numbered
        .filter(|(lag, _)| !poor(*lag))
        .map(|(_, candidate)| candidate)
        .collect()
}

fn last_use(chosen: &[(f64, Vec<(usize, usize)>)]) -> BTreeMap<usize, usize> {
    let mut last = BTreeMap::new();
    for &(origin, end) in chosen.iter().flat_map(|(_, pairs)| pairs) {
        let entry = last.entry(origin).or_insert(end);
        *entry = end.max(*entry);
    }
    last
}

/// How many spans, given in the order of their beginnings, hold one frame together; the end belongs to a span.
fn most_open(spans: impl Iterator<Item = (usize, usize)>) -> usize {
    let mut ends = std::collections::BinaryHeap::new();
    let mut most = 0;
    for (start, end) in spans {
        while ends
            .peek()
            .is_some_and(|std::cmp::Reverse(first)| *first < start)
        {
            ends.pop();
        }
        ends.push(std::cmp::Reverse(end));
        most = most.max(ends.len());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(times: Vec<f64>, choice: LagChoice) -> Plan {
        Plan::new(times, choice).expect("times that grow")
    }

    #[test]
    fn even_frames_have_even_lags_and_all_their_pairs_where_there_is_room() {
        let choice = LagChoice {
            origins: usize::MAX,
            stored: usize::MAX,
            ..LagChoice::default()
        };
        let plan = plan((0..100).map(f64::from).collect(), choice);
        for (lag, count) in plan.lags().iter().zip(plan.origins()) {
            assert!((lag - lag.round()).abs() < 1e-12);
            assert_eq!(count as f64, 100.0 - lag);
        }
        assert_eq!(plan.lags()[..4], [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn memory_is_bounded_however_many_frames_there_are() {
        for frames in [100, 1000, 20_000] {
            let plan = plan((0..frames).map(f64::from).collect(), LagChoice::default());
            assert!(
                plan.most_stored() <= 64,
                "{} of {frames}",
                plan.most_stored()
            );
            assert!(plan.origins().iter().all(|count| *count <= 256));
            assert!(plan.origins()[0] >= 50);
        }
    }

    #[test]
    fn cycles_of_logarithmic_times_give_their_own_lags() {
        let cycle = [0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];
        let times = (0..20).flat_map(|n| cycle.map(|t| t + 128.0 * f64::from(n)));
        let plan = plan(times.collect(), LagChoice::default());
        for lag in cycle.iter().skip(1).chain(&[128.0, 256.0]) {
            let number = plan.lags().iter().position(|l| (l - lag).abs() < 1e-9);
            assert!(number.is_some(), "{lag} of {:?}", plan.lags());
            assert!(number.is_some_and(|n| plan.origins()[n] >= 16), "{lag}");
        }
    }

    #[test]
    fn bursts_beside_far_frames_reach_from_the_shortest_to_the_longest_lag() {
        let burst = (0..50).map(|n| 0.02 * f64::from(n));
        let far = (0..200).map(|n| 1.0 + 0.5 * f64::from(n));
        let plan = plan(burst.chain(far).collect(), LagChoice::default());
        let lags = plan.lags();
        assert!((lags[0] - 0.02).abs() < 1e-12);
        assert!(lags[lags.len() - 1] > 70.0);
        // From 0.5 on, those of the far frames alone are many.
        let far = lags
            .iter()
            .zip(plan.origins())
            .filter(|(lag, _)| **lag > 1.0 && **lag < 20.0);
        assert!(far.clone().count() > 5);
        assert!(
            far.clone()
                .all(|(lag, _)| (lag / 0.5 - (lag / 0.5).round()).abs() < 0.01)
        );
        assert!(
            lags.windows(2)
                .all(|pair| pair[1] > pair[0] && pair[1] < 2.1 * pair[0])
        );
    }

    #[test]
    fn jitter_within_the_tolerance_is_one_lag_and_its_mean_is_told() {
        let times: Vec<f64> = (0..64)
            .map(|n| f64::from(n) + 1e-4 * f64::from(n * 37 % 11))
            .collect();
        let choice = LagChoice {
            tolerance: 5e-3,
            ..LagChoice::default()
        };
        let plan = plan(times, choice);
        assert!((plan.lags()[0] - 1.0).abs() < 1e-3);
        assert!(plan.origins()[0] > 50);
    }

    #[test]
    fn times_that_do_not_grow_are_refused() {
        for times in [vec![0.0], vec![0.0, 0.0], vec![0.0, f64::NAN, 2.0]] {
            assert!(Plan::new(times, LagChoice::default()).is_err());
        }
    }
}

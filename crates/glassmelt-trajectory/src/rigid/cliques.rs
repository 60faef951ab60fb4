//! Groups of atoms that are all stiffly bound to one another: the maximal cliques of a graph.
//!
//! Bron and Kerbosch (Commun. ACM 16, 575 (1973)) with the pivot of Tomita, Tanaka and Takahashi (Theor. Comput.
//! Sci. 363, 28 (2006)), begun once at each atom with its later neighbours.

/// A graph: for each vertex its neighbours in ascending order.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    neighbours: Vec<Vec<u32>>,
}

impl Graph {
    pub(crate) fn new(vertices: usize, edges: impl Iterator<Item = [u32; 2]>) -> Self {
        let mut neighbours = vec![Vec::new(); vertices];
        for [i, j] in edges {
            neighbours[i as usize].push(j);
            neighbours[j as usize].push(i);
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        Self { neighbours }
    }

    pub(crate) fn of(&self, vertex: u32) -> &[u32] {
        &self.neighbours[vertex as usize]
    }

    /// The largest number of neighbours.
    pub(crate) fn degree(&self) -> usize {
        self.neighbours.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn joins(&self, i: u32, j: u32) -> bool {
        self.of(i).binary_search(&j).is_ok()
    }

    /// All maximal cliques of at least `smallest` vertices, each in ascending order, in the order of their first
    /// vertices.
    pub(crate) fn maximal_cliques(&self, smallest: usize) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        for (vertex, neighbours) in (0_u32..).zip(&self.neighbours) {
            let cut = neighbours.partition_point(|&other| other < vertex);
            let (earlier, later) = neighbours.split_at(cut);
            let mut clique = vec![vertex];
            self.extend(&mut clique, later.to_vec(), earlier.to_vec(), &mut found);
        }
        found.retain(|clique| clique.len() >= smallest);
        for clique in &mut found {
            clique.sort_unstable();
        }
        found
    }

    /// Grows `clique` by each of `open`; those `closed` have been tried in it before.
    fn extend(
        &self,
        clique: &mut Vec<u32>,
        mut open: Vec<u32>,
        mut closed: Vec<u32>,
        found: &mut Vec<Vec<u32>>,
    ) {
        let Some(pivot) = self.pivot(&open, &closed) else {
            found.push(clique.clone());
            return;
        };
        let tried: Vec<u32> = open
            .iter()
            .copied()
            .filter(|&v| !self.joins(pivot, v))
            .collect();
        for vertex in tried {
            let within = |list: &[u32]| -> Vec<u32> {
                list.iter()
                    .copied()
                    .filter(|&v| self.joins(vertex, v))
                    .collect()
            };
            clique.push(vertex);
            self.extend(clique, within(&open), within(&closed), found);
            clique.pop();
            open.retain(|&other| other != vertex);
            closed.push(vertex);
        }
    }

    /// The vertex with the most neighbours among the open ones; none where no vertex is left.
    fn pivot(&self, open: &[u32], closed: &[u32]) -> Option<u32> {
        let reach = |v: &u32| open.iter().filter(|&&other| self.joins(*v, other)).count();
        open.iter().chain(closed).copied().max_by_key(reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All subsets that are cliques and lie in no larger one.
    fn by_trial(graph: &Graph, vertices: u32) -> Vec<Vec<u32>> {
        let members =
            |set: u32| -> Vec<u32> { (0..vertices).filter(|v| set >> v & 1 == 1).collect() };
        let is_clique = |set: u32| {
            let all = members(set);
            all.iter()
                .all(|&i| all.iter().all(|&j| i == j || graph.joins(i, j)))
        };
        let cliques: Vec<u32> = (1..1_u32 << vertices)
            .filter(|&set| is_clique(set))
            .collect();
        let maximal = |set: &&u32| {
            !cliques
                .iter()
                .any(|&other| other != **set && other & **set == **set)
        };
        cliques
            .iter()
            .filter(maximal)
            .map(|&set| members(set))
            .collect()
    }

    #[test]
    fn cliques_of_small_graphs_are_those_found_by_trying_all_subsets() {
        for seed in 0..200_u64 {
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
            let mut draw = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state % 100
            };
            let pairs = (0..9_u32).flat_map(|i| (0..i).map(move |j| [j, i]));
            let edges: Vec<[u32; 2]> = pairs.filter(|_| draw() < 20 + 3 * (seed % 20)).collect();
            let graph = Graph::new(9, edges.into_iter());
            let mut ours = graph.maximal_cliques(1);
            let mut theirs = by_trial(&graph, 9);
            ours.sort();
            theirs.sort();
            assert_eq!(ours, theirs, "seed {seed}");
        }
    }

    #[test]
    fn tetrahedra_that_share_a_corner_are_two_groups() {
        let tetrahedron = |a: [u32; 4]| (0..4).flat_map(move |i| (0..i).map(move |j| [a[j], a[i]]));
        let edges = tetrahedron([0, 1, 2, 3]).chain(tetrahedron([3, 4, 5, 6]));
        let cliques = Graph::new(7, edges).maximal_cliques(4);
        assert_eq!(cliques, [[0, 1, 2, 3], [3, 4, 5, 6]]);
    }
}

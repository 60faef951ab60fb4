//! Masses of species: standard atomic weights of the elements, by their symbols.

/// The abridged standard atomic weight of an element, in u (Prohaska et al., Pure Appl. Chem. 94, 573 (2022), table 2);
/// none for a word that is no symbol of an element, and for elements without stable isotopes that have no such weight.
pub fn atomic_weight(symbol: &str) -> Option<f64> {
    let found = WEIGHTS.iter().find(|(name, _)| *name == symbol);
    found.map(|(_, weight)| *weight)
}

#[rustfmt::skip]
const WEIGHTS: [(&str, f64); 84] = [
    ("H", 1.0080), ("He", 4.0026), ("Li", 6.94), ("Be", 9.0122), ("B", 10.81), ("C", 12.011),
    ("N", 14.007), ("O", 15.999), ("F", 18.998), ("Ne", 20.180), ("Na", 22.990), ("Mg", 24.305),
    ("Al", 26.982), ("Si", 28.085), ("P", 30.974), ("S", 32.06), ("Cl", 35.45), ("Ar", 39.95),
    ("K", 39.098), ("Ca", 40.078), ("Sc", 44.956), ("Ti", 47.867), ("V", 50.942), ("Cr", 51.996),
    ("Mn", 54.938), ("Fe", 55.845), ("Co", 58.933), ("Ni", 58.693), ("Cu", 63.546), ("Zn", 65.38),
    ("Ga", 69.723), ("Ge", 72.630), ("As", 74.922), ("Se", 78.971), ("Br", 79.904), ("Kr", 83.798),
    ("Rb", 85.468), ("Sr", 87.62), ("Y", 88.906), ("Zr", 91.224), ("Nb", 92.906), ("Mo", 95.95),
    ("Ru", 101.07), ("Rh", 102.91), ("Pd", 106.42), ("Ag", 107.87), ("Cd", 112.41), ("In", 114.82),
    ("Sn", 118.71), ("Sb", 121.76), ("Te", 127.60), ("I", 126.90), ("Xe", 131.29), ("Cs", 132.91),
    ("Ba", 137.33), ("La", 138.91), ("Ce", 140.12), ("Pr", 140.91), ("Nd", 144.24), ("Sm", 150.36),
    ("Eu", 151.96), ("Gd", 157.25), ("Tb", 158.93), ("Dy", 162.50), ("Ho", 164.93), ("Er", 167.26),
    ("Tm", 168.93), ("Yb", 173.05), ("Lu", 174.97), ("Hf", 178.49), ("Ta", 180.95), ("W", 183.84),
    ("Re", 186.21), ("Os", 190.23), ("Ir", 192.22), ("Pt", 195.08), ("Au", 196.97), ("Hg", 200.59),
    ("Tl", 204.38), ("Pb", 207.2), ("Bi", 208.98), ("Th", 232.04), ("Pa", 231.04), ("U", 238.03),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silica_weighs_what_it_weighs_and_a_type_number_nothing() {
        let silica = atomic_weight("Si").zip(atomic_weight("O"));
        let silica = silica.map(|(silicon, oxygen)| silicon + 2.0 * oxygen);
        assert!(silica.is_some_and(|weight| (weight - 60.083).abs() < 1e-9));
        assert_eq!(atomic_weight("1"), None);
        assert_eq!(atomic_weight("Tc"), None);
    }

    #[test]
    fn each_element_is_there_once_and_weights_grow_but_for_the_known_four_pairs() {
        let names: std::collections::BTreeSet<_> = WEIGHTS.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), WEIGHTS.len());
        // Ar-K, Co-Ni, Te-I, Th-Pa.
        let falls = WEIGHTS.windows(2).filter(|pair| pair[1].1 < pair[0].1);
        let falls: Vec<&str> = falls.map(|pair| pair[0].0).collect();
        assert_eq!(falls, ["Ar", "Co", "Te", "Th"]);
    }
}

//! Each verdict is the one that `docs/errata.md` and the tests of the library come to; the ids and the JSON stay.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use glassmelt_claims::Verdict::{Fails, Holds, HoldsWithAnAssumption, Open};
use glassmelt_claims::{Claim, Verdict, all, find, page};

static CLAIMS: LazyLock<Vec<Claim>> =
    LazyLock::new(|| all().map(|claim| claim.recompute().unwrap()).collect());

fn claim(id: &str) -> &'static Claim {
    CLAIMS.iter().find(|claim| claim.id == id).unwrap()
}

/// Ids are part of the interface: none is renamed or taken away.
#[rustfmt::skip]
const VERDICTS: [(&str, Verdict); 70] = [
    ("rotation-is-no-strain", Holds),
    ("displacement-gradient", Fails),
    ("bond-angle", Fails),
    ("euler-angles", HoldsWithAnAssumption),
    ("stable-as-printed", HoldsWithAnAssumption),
    ("imprisonment", Fails),
    ("tetrahedron-shears", HoldsWithAnAssumption),
    ("imprisoned-dipole", HoldsWithAnAssumption),
    ("balance", HoldsWithAnAssumption),
    ("dipole-goes-with-modulus", HoldsWithAnAssumption),
    ("no-imprisonment-in-a-liquid", Holds),
    ("green-function", Holds),
    ("strain-of-a-dipole", Fails),
    ("strain-in-fourier-space", Fails),
    ("curl-far-away", Fails),
    ("sign-of-the-interaction", Fails),
    ("interaction-falls-as-cube", Holds),
    ("pair-energy", Fails),
    ("correlation-from-a", Fails),
    ("contraction", Fails),
    ("terms-ab-and-b-squared", Fails),
    ("prefactor", Fails),
    ("exponent", Fails),
    ("logarithm", Fails),
    ("pairs-soften", Fails),
    ("upper-limit", Fails),
    ("eq-27", Fails),
    ("independent-of-concentration", Fails),
    ("higher-density", Fails),
    ("renormalization", Fails),
    ("a-is-one", Fails),
    ("line-of-fixed-points", Holds),
    ("scale-invariant", Holds),
    ("rate-of-approach", HoldsWithAnAssumption),
    ("critical-point", Fails),
    ("above-t0", Fails),
    ("melting-by-fugacity", Fails),
    ("continuous-melting", HoldsWithAnAssumption),
    ("glass-below-t0", Fails),
    ("dilute-expansion", Fails),
    ("small-coupling", Holds),
    ("eq-21", Holds),
    ("series-of-li", Fails),
    ("two-terms-of-li", HoldsWithAnAssumption),
    ("vogel-fulcher-length", HoldsWithAnAssumption),
    ("stated-criterion", Fails),
    ("double-logarithm", Fails),
    ("length-of-the-full-flow", Fails),
    ("dispersion", Open),
    ("heat-goes-as-volume", Fails),
    ("entropy-vanishes", HoldsWithAnAssumption),
    ("adam-gibbs", Fails),
    ("maxwell", Holds),
    ("prefactor-of-the-viscosity", Fails),
    ("viscosity-goes-as-xi-squared", HoldsWithAnAssumption),
    ("hot-viscosity", Fails),
    ("length-at-tg", Fails),
    ("f-is-fragility", Fails),
    ("large-f-is-arrhenius", HoldsWithAnAssumption),
    ("bulk-modulus", Fails),
    ("lambda", Holds),
    ("vogel-fulcher-of-liquids", Open),
    ("range-of-the-closure", Fails),
    ("flow-of-a-liquid", Fails),
    ("heat-of-boron-oxide", Fails),
    ("heat-against-viscosity", Fails),
    ("entropy-of-boron-oxide", Fails),
    ("kauzmann-of-boron-oxide", Open),
    ("kauzmann-of-liquids", HoldsWithAnAssumption),
    ("order-of-fragility", Open),
];

#[test]
fn each_verdict_is_that_of_the_errata() {
    let found: Vec<(&str, Verdict)> = CLAIMS.iter().map(|c| (c.id, c.verdict)).collect();
    let differing: Vec<_> = found
        .iter()
        .zip(&VERDICTS)
        .filter(|(a, b)| a != b)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(found.len(), VERDICTS.len());
}

/// Numbers of the audit and the errata, each to the digits given there.
#[test]
fn the_numbers_are_those_of_the_errata() {
    for (id, number) in [
        ("strain-in-fourier-space", -0.2387),
        ("sign-of-the-interaction", -1.0),
        ("terms-ab-and-b-squared", 0.3333),
        ("prefactor", 22.34),
        ("exponent", 5.37),
        ("renormalization", 0.209),
        ("a-is-one", 0.553),
        ("critical-point", 0.351776),
        ("glass-below-t0", 0.25),
        ("dilute-expansion", 0.0099),
        ("two-terms-of-li", 0.04),
        ("double-logarithm", 1.99),
        ("adam-gibbs", 59.6),
        ("length-at-tg", 5e7),
        ("hot-viscosity", 33.0),
        ("contraction", 2.0),
    ] {
        let found = claim(id).number;
        assert!((found / number - 1.0).abs() < 0.01, "{id}: {found}");
    }
    assert_eq!(claim("logarithm").number, 0.0);
    assert_eq!(claim("two-terms-of-li").without_assumption, Some(1.6));
}

#[test]
fn ids_are_unique_words_of_small_letters() {
    let ids: BTreeSet<&str> = all().map(|claim| claim.id).collect();
    assert_eq!(ids.len(), all().count());
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(ids.iter().all(|id| id.chars().all(is_plain)), "{ids:?}");
    assert!(find("no-such-claim").is_none());
}

#[test]
fn an_assumption_stands_where_it_is_needed_and_nowhere_else() {
    for claim in CLAIMS.iter() {
        let assumes = claim.verdict == HoldsWithAnAssumption;
        assert_eq!(claim.assumption.is_some(), assumes, "{}", claim.id);
        assert!(
            assumes || claim.without_assumption.is_none(),
            "{}",
            claim.id
        );
    }
}

#[test]
fn a_claim_recomputed_is_the_same_to_the_last_digit() {
    for id in [
        "logarithm",
        "flow-of-a-liquid",
        "imprisoned-dipole",
        "eq-21",
    ] {
        assert_eq!(&find(id).unwrap().recompute().unwrap(), claim(id));
    }
}

#[test]
fn in_json_a_claim_has_the_keys_of_the_interface() {
    for claim in CLAIMS.iter() {
        let json = serde_json::to_value(claim).unwrap();
        for key in [
            "id",
            "claim",
            "equation",
            "computation",
            "quantity",
            "expected",
            "verdict",
        ] {
            let text = json[key].as_str().unwrap();
            assert!(!text.is_empty(), "{}: {key}", claim.id);
        }
        assert!(
            json["number"].is_number() && json["unit"].is_string(),
            "{}",
            claim.id
        );
        assert_eq!(json["verdict"], claim.verdict.words());
    }
    let words: BTreeSet<&str> = CLAIMS.iter().map(|claim| claim.verdict.words()).collect();
    let expected = ["fails", "holds", "holds with an assumption", "open"];
    assert_eq!(words, BTreeSet::from(expected));
}

#[test]
fn the_page_has_one_row_of_seven_cells_for_each_claim() {
    let page = page(&CLAIMS);
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert_eq!(rows.len(), CLAIMS.len());
    for row in rows {
        assert_eq!(
            row.trim_matches(['|', ' ']).split(" | ").count(),
            7,
            "{row}"
        );
    }
    let open = CLAIMS.iter().filter(|claim| claim.verdict == Open).count();
    assert!(page.contains(&format!("**open** {open}")), "{page}");
}

#[test]
fn errata_that_are_cited_exist() {
    let errata = include_str!("../../../docs/errata.md");
    for claim in CLAIMS.iter().filter(|claim| !claim.erratum.is_empty()) {
        assert!(
            errata.contains(&format!("**{}. ", claim.erratum)),
            "{}",
            claim.id
        );
    }
}

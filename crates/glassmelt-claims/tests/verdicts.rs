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

/// Ids are part of the interface: none is renamed or taken away. What each comes to, by errata and audit.
#[rustfmt::skip]
const VERDICTS: [(&str, Verdict); 0] = [
];

#[test]
fn each_verdict_is_that_of_the_errata() {
    let found: Vec<(&str, Verdict)> = CLAIMS.iter().map(|c| (c.id, c.verdict)).collect();
    assert_eq!(found, VERDICTS);
}

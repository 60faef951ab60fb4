//! Held against measured liquids: viscosity, heat, entropy, Kauzmann's temperature, fragility.

use std::f64::consts::LN_10;

use glassmelt::closure::GOLDEN_RATIO;
use glassmelt::{ConfigurationalHeat, HeatForm, VogelFulcher};
use glassmelt_fit::{Curve, compare};

use crate::error::{Error, Result};
use crate::finding::{Criterion, Finding};
use crate::janaf::{Below, excess_entropy, excess_heat, kauzmann_temperature};
use crate::measured::{boron_oxide, diopside, fitted, parameter, silica_and_glycerol, silicates};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 9] = [
    Statement {
        id: "vogel-fulcher-of-liquids",
        claim: "Viscosity has the Vogel-Fulcher form.",
        equation: "23, 24",
        computation: "six laws fitted to nine measured silicates (data/): curves on which Vogel-Fulcher is the best by AICc or cannot be told from the best",
        quantity: "curves out of nine",
        unit: "",
        precision: Precision::Decimals(0),
        erratum: "",
        judge: vogel_fulcher_of_liquids,
    },
    Statement {
        id: "range-of-the-closure",
        claim: "mu_c = (mu_0/T0)(T - T0)/T0, close to T0, gives the viscosity of the liquid.",
        equation: "below 20",
        computation: "the nine silicates: curves measured beyond 1.618 T0 of their Vogel-Fulcher fit, where the closure has mu_c > mu_0, that is y^2 < 0",
        quantity: "curves out of nine",
        unit: "",
        precision: Precision::Decimals(0),
        erratum: "E18",
        judge: range_of_the_closure,
    },
    Statement {
        id: "flow-of-a-liquid",
        claim: "The flow under the closure gives the measured viscosity.",
        equation: "16-24",
        computation: "diopside, 960 to 1873 K: rms distance of the law that Eqs. 16-17 give exactly over that of Eq. 23",
        quantity: "rms over rms",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E23",
        judge: flow_of_a_liquid,
    },
    Statement {
        id: "heat-of-boron-oxide",
        claim: "The heat is (a/xi)^3, of a liquid with the same xi as its viscosity.",
        equation: "below 23",
        computation: "B2O3 at 700 K: measured heat of the liquid above that of the crystal (Chase 1998), k_B a formula unit, over (eta/eta0)^-3/2 by the viscosity (data/boron_oxide.csv)",
        quantity: "log10 of measured over theory",
        unit: "decades",
        precision: Precision::Digits(2),
        erratum: "E29",
        judge: heat_of_boron_oxide,
    },
    Statement {
        id: "heat-against-viscosity",
        claim: "The heat falls dramatically as the viscosity rises: as its power -3/2.",
        equation: "below 24",
        computation: "B2O3 from 723 to 700 K: slope of ln of the measured excess heat (Chase 1998) against ln eta",
        quantity: "power of the viscosity",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "",
        judge: heat_against_viscosity,
    },
    Statement {
        id: "entropy-of-boron-oxide",
        claim: "The entropy of that heat is the configurational entropy of the liquid.",
        equation: "below 23",
        computation: "B2O3 at 700 K: entropy of fusion less that of the excess heat (Haynes 2014, Chase 1998), over the integral of (a/xi)^3/T from T0, both in k_B a formula unit",
        quantity: "log10 of measured over theory",
        unit: "decades",
        precision: Precision::Digits(2),
        erratum: "E27",
        judge: entropy_of_boron_oxide,
    },
    Statement {
        id: "kauzmann-of-boron-oxide",
        claim: "T0 is the Kauzmann temperature: B2O3.",
        equation: "below 23",
        computation: "T0 of the viscosity over the temperature at which the excess entropy would be gone, its heat carried on below 600 K along a line; with a constant heat the ratio is larger. Both are extrapolated by 200 K and more",
        quantity: "T0/T_K",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E27",
        judge: kauzmann_of_boron_oxide,
    },
    Statement {
        id: "kauzmann-of-liquids",
        claim: "T0 is the Kauzmann temperature: molecular liquids.",
        equation: "below 23",
        computation: "mean of T0/T_K over eleven liquids as listed by Angell, J. Res. NIST 102, 171 (1997), Table 1; against the one that is farthest from it",
        quantity: "T0/T_K",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E27",
        judge: kauzmann_of_liquids,
    },
    Statement {
        id: "order-of-fragility",
        claim: "f is consistent with glycerol being fragile and silica strong.",
        equation: "below 24",
        computation: "Angell's fragility of glycerol over that of silica, by Vogel-Fulcher fits carried on to Tg; their order is the right one, but alpha in f = (2/alpha)(T0/mu) is free for each, so that no order is predicted",
        quantity: "ratio of fragilities",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E4",
        judge: order_of_fragility,
    },
];

/// Laws with three parameters or fewer that need nothing but the curve.
const RIVALS: [&str; 6] = ["vft", "myega", "avramov", "parabolic", "mct", "arrhenius"];

fn count(curves: &[Curve], is_counted: impl Fn(&Curve) -> Result<bool>) -> Result<f64> {
    let mut counted = 0.0;
    for curve in curves {
        counted += f64::from(u8::from(is_counted(curve)?));
    }
    Ok(counted)
}

fn vogel_fulcher_of_liquids() -> Result<Finding> {
    let curves = silicates()?;
    let is_best_or_tied = |curve: &Curve| -> Result<bool> {
        let fits = RIVALS.map(|law| fitted(curve, law));
        let fits: Vec<_> = fits.into_iter().collect::<Result<_>>()?;
        Ok(compare(&fits).tied.contains(&"vft"))
    };
    let good = count(&curves, is_best_or_tied)?;
    let all = curves.len() as f64;
    Ok(Finding::between(
        good,
        Criterion::AtLeast(all),
        Criterion::AtMost((0.5 * all).floor()),
    ))
}

fn range_of_the_closure() -> Result<Finding> {
    let curves = silicates()?;
    let is_outside = |curve: &Curve| -> Result<bool> {
        let t0 = parameter(&fitted(curve, "vft")?, "t0")?;
        Ok(curve.t_max() > GOLDEN_RATIO * t0)
    };
    Ok(Finding::of(
        count(&curves, is_outside)?,
        Criterion::AtMost(0.0),
    ))
}

fn flow_of_a_liquid() -> Result<Finding> {
    let curve = diopside()?;
    let rms = |law: &str| -> Result<f64> { Ok(fitted(&curve, law)?.rms_dex) };
    let ratio = rms("rotor-exact")? / rms("rotor-printed")?;
    Ok(Finding::of(ratio, Criterion::AtMost(2.0)))
}

/// The Vogel-Fulcher equation of the shipped viscosity of boron oxide.
fn boron_oxide_law() -> Result<VogelFulcher> {
    let fit = fitted(&boron_oxide()?, "vft")?;
    Ok(VogelFulcher {
        log10_eta0: parameter(&fit, "log10_eta0")?,
        b: parameter(&fit, "b")?,
        t0: parameter(&fit, "t0")?,
    })
}

/// Within the measured viscosity, and liquid.
const WARM: f64 = 700.0;
/// Half an order of magnitude either way.
const SAME_SIZE: Criterion = Criterion::Near {
    value: 0.0,
    within: 0.5,
};

fn heat_of_boron_oxide() -> Result<Finding> {
    let theory = ConfigurationalHeat::of(boron_oxide_law()?)?;
    let decades = theory.ln_abs_heat(HeatForm::Printed, WARM)? / LN_10;
    let measured = excess_heat(WARM, Below::Line).log10();
    Ok(Finding::of(measured - decades, SAME_SIZE))
}

fn heat_against_viscosity() -> Result<Finding> {
    let law = boron_oxide_law()?;
    let (cold, hot) = (WARM, 723.0);
    let heat = |t| excess_heat(t, Below::Line).log10();
    let power = (heat(cold) - heat(hot)) / (law.log10_at(cold) - law.log10_at(hot));
    let expected = Criterion::Near {
        value: -1.5,
        within: 0.3,
    };
    Ok(Finding::of(power, expected))
}

fn entropy_of_boron_oxide() -> Result<Finding> {
    let theory = ConfigurationalHeat::of(boron_oxide_law()?)?;
    let decades = theory.ln_entropy(HeatForm::Printed, WARM)? / LN_10;
    let measured = excess_entropy(WARM, Below::Line).log10();
    Ok(Finding::of(measured - decades, SAME_SIZE))
}

fn kauzmann_of_boron_oxide() -> Result<Finding> {
    let t0 = boron_oxide_law()?.t0;
    let ratios = [Below::Line, Below::Constant].map(|below| t0 / kauzmann_temperature(below));
    Ok(judge_kauzmann(ratios))
}

/// It holds if every way to extrapolate agrees with T0 to a twentieth, fails if each is off by a quarter or more.
fn judge_kauzmann(ratios: [f64; 2]) -> Finding {
    let [nearest, farthest] = if (ratios[0] - 1.0).abs() <= (ratios[1] - 1.0).abs() {
        ratios
    } else {
        [ratios[1], ratios[0]]
    };
    let expected = Criterion::Near {
        value: 1.0,
        within: 0.05,
    };
    let denied = Criterion::AtLeast(0.25);
    let verdict = if expected.is_met_by(farthest) {
        crate::Verdict::Holds
    } else if denied.is_met_by((nearest - 1.0).abs()) {
        crate::Verdict::Fails
    } else {
        crate::Verdict::Open
    };
    Finding {
        verdict,
        ..Finding::of(nearest, expected)
    }
}

/// Liquid, Kauzmann's temperature and T0, K: Angell, J. Res. NIST 102, 171 (1997), Table 1, of which its first
/// thirteen liquids were open to us; those with plain numbers for both, the first T0, the lower end of a range.
const ANGELL: [(&str, f64, f64); 11] = [
    ("1-butene", 48.0, 64.0),
    ("2-methylpentane", 58.0, 59.0),
    ("butyronitrile", 81.2, 58.0),
    ("ethanol", 71.0, 70.0),
    ("methanol", 64.0, 60.0),
    ("n-propanol", 73.0, 73.5),
    ("toluene", 96.0, 103.0),
    ("ethylene glycol", 115.0, 109.0),
    ("glycerol", 135.0, 128.0),
    ("H2SO4 H2O", 142.0, 146.0),
    ("H2SO4 2H2O", 131.0, 120.0),
];

fn kauzmann_of_liquids() -> Result<Finding> {
    let ratios = ANGELL.map(|(_, t_k, t0)| t0 / t_k);
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    let farther = |far: f64, &ratio: &f64| {
        if (ratio - 1.0).abs() > (far - 1.0).abs() {
            ratio
        } else {
            far
        }
    };
    let farthest = ratios.iter().fold(1.0, farther);
    Ok(Finding::assuming(
        "the mean over many liquids counts, not each",
        mean,
        Some(farthest),
        Criterion::Near {
            value: 1.0,
            within: 0.05,
        },
    ))
}

fn order_of_fragility() -> Result<Finding> {
    let fragility = |curve: &Curve| -> Result<f64> {
        let m = fitted(curve, "vft")?.derived.m;
        m.ok_or(Error::Missing("fragility of the fit"))
    };
    let [silica, glycerol] = silica_and_glycerol()?;
    Ok(judge_order(fragility(&glycerol)? / fragility(&silica)?))
}

/// Glycerol must be the more fragile; that it is proves nothing, since alpha is fitted for each.
fn judge_order(ratio: f64) -> Finding {
    let expected = Criterion::AtLeast(1.0);
    Finding {
        verdict: if expected.is_met_by(ratio) {
            crate::Verdict::Open
        } else {
            crate::Verdict::Fails
        },
        ..Finding::of(ratio, expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    #[test]
    fn extrapolations_that_agree_would_decide() {
        let verdict = |ratios| judge_kauzmann(ratios).verdict;
        assert_eq!(verdict([1.01, 0.97]), Verdict::Holds);
        assert_eq!(verdict([1.1, 1.4]), Verdict::Open);
        assert_eq!(verdict([1.4, 1.01]), Verdict::Open);
        assert_eq!(verdict([1.3, 1.6]), Verdict::Fails);
    }

    #[test]
    fn a_silica_more_fragile_than_glycerol_would_fail() {
        assert_eq!(judge_order(0.5).verdict, Verdict::Fails);
        assert_eq!(judge_order(4.0).verdict, Verdict::Open);
    }
}

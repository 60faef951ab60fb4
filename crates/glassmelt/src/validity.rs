//! Where the theory's own assumptions break: each question answers with a [`Warning`] or with nothing.
//!
//! The code of a warning is the name of its function. An argument that is not a number gives none:
//! it was refused before it came here.

use std::f64::consts::LN_10;

use crate::angell::{largest_strength_of_the_linear_closure, tg_over_t0};
use crate::answer::Warning;
use crate::closure::GOLDEN_RATIO;
use crate::flow::FUGACITY_UNIT;

/// The lengths of dynamic correlation near Tg that experiments find, in nm: one to four (`Ediger2000`,
/// `Berthier2011` in `references.bib`; one direct measurement, 2.5 nm in sorbitol, is `Qiu2003`).
pub const MEASURED_DYNAMIC_LENGTHS_NM: (f64, f64) = (1.0, 4.0);

/// An Adam-Gibbs product counts as constant while it varies by less than this factor over the data.
pub const ADAM_GIBBS_TOLERANCE: f64 = 2.0;

/// A fugacity `y0 > 1`: the flow is an expansion in the density of defects.
///
/// ```
/// use glassmelt::validity::not_dilute;
/// assert!(not_dilute(0.5).is_none());
/// assert_eq!(not_dilute(3.0).unwrap().code, "not_dilute");
/// ```
pub fn not_dilute(y0: f64) -> Option<Warning> {
    (y0 > 1.0).then(|| {
        let softening = 100.0 * softening_at_small_coupling(y0);
        Warning::new(
            "not_dilute",
            format!(
                "The defects are not dilute: the flow starts with y = {y0:.3}, while it is an expansion for y below 1, where it lowers the shear modulus by at most 1 % at small coupling (here by {softening:.1} %)."
            ),
        )
    })
}

/// `1 - mu_c/mu0 = 1 - exp(-y0^2/32 pi)`, Eq. 19 at `ell = 0`.
fn softening_at_small_coupling(y0: f64) -> f64 {
    -(-y0 * y0 / FUGACITY_UNIT).exp_m1()
}

/// A strength too large for the linear closure to hold at Tg, for `decades` between eta0 and Tg: above
/// 22.8 at 16 decades.
///
/// ```
/// use glassmelt::validity::strength_outside_closure;
/// assert!(strength_outside_closure(20.0, 16.0).is_none());
/// let warning = strength_outside_closure(50.0, 16.0).unwrap();
/// assert!(warning.message.contains("22.8"));
/// ```
pub fn strength_outside_closure(strength: f64, decades: f64) -> Option<Warning> {
    let bound = largest_strength_of_the_linear_closure(decades).ok()?;
    let ratio = tg_over_t0(strength, decades).ok()?;
    (strength > bound).then(|| {
        Warning::new(
            "strength_outside_closure",
            format!(
                "The liquid is too strong for the linear closure: D = {strength:.1} is above {bound:.1}, the largest strength for {decades:.1} decades of viscosity. Tg lies at {ratio:.2} T0, beyond 1.618 T0, where mu_c exceeds mu0 and y^2 is negative."
            ),
        )
    })
}

/// A temperature beyond the golden ratio times T0, where the linear closure has `mu_c > mu0`.
///
/// Both in K.
///
/// ```
/// use glassmelt::validity::outside_closure;
/// assert!(outside_closure(160.0, 100.0).is_none());
/// assert!(outside_closure(170.0, 100.0).is_some());
/// ```
pub fn outside_closure(temperature: f64, t0: f64) -> Option<Warning> {
    let end = GOLDEN_RATIO * t0;
    (temperature > end).then(|| {
        Warning::new(
            "outside_closure",
            format!(
                "T = {temperature:.1} K is above {end:.1} K = 1.618 T0, where the linear closure ends: there mu_c exceeds mu0, and the flow cannot start."
            ),
        )
    })
}

/// A fixed point above the starting point, `|mu_c| > mu_0`: Eq. 19 makes the fugacity negative.
///
/// At `temperature` in K, in couplings `m = alpha mu_bar`; `m_c` may carry the sign of `T - T0`.
///
/// ```
/// use glassmelt::validity::negative_fugacity;
/// assert!(negative_fugacity(150.0, 0.10, 0.09).is_none());
/// assert!(negative_fugacity(180.0, 0.10, 0.12).is_some());
/// ```
pub fn negative_fugacity(temperature: f64, m0: f64, m_c: f64) -> Option<Warning> {
    let m_c = m_c.abs();
    (m_c > m0 && m0 > 0.0).then(|| {
        let y_squared = FUGACITY_UNIT * (m0 / m_c).ln();
        Warning::new(
            "negative_fugacity",
            format!(
                "At T = {temperature:.1} K the fixed point lies above the starting point: alpha |mu_bar_c| = {m_c:.4} and alpha mu_bar_0 = {m0:.4}, so that Eq. 19 gives y^2 = {y_squared:.1}, which no density of defects has."
            ),
        )
    })
}

/// A correlation length at Tg beyond the few nanometres that experiments find: `a_nm` in nm, `ln_xi`
/// the logarithm of `xi/a`.
///
/// ```
/// use glassmelt::validity::correlation_length_at_tg;
/// // Sixteen decades of viscosity are eight of length: 0.5 nm become 5 cm.
/// let warning = correlation_length_at_tg(0.5, 8.0 * std::f64::consts::LN_10).unwrap();
/// assert!(warning.message.contains("5.0 cm"));
/// ```
pub fn correlation_length_at_tg(a_nm: f64, ln_xi: f64) -> Option<Warning> {
    let (shortest, longest) = MEASURED_DYNAMIC_LENGTHS_NM;
    let log10_nm = a_nm.log10() + ln_xi / LN_10;
    (log10_nm > longest.log10()).then(|| {
        let length = length_in_words(log10_nm);
        Warning::new(
            "correlation_length_at_tg",
            format!(
                "The law asks for a correlation length of {length} at Tg (a = {a_nm:.3} nm). Dynamic correlations near Tg are known to reach {shortest:.0} to {longest:.0} nm (Ediger 2000; Berthier and Biroli 2011)."
            ),
        )
    })
}

/// A length in the unit that suits it, from `log10` of it in nm; a power of ten beyond a kilometre.
///
/// ```
/// use glassmelt::validity::length_in_words;
/// assert_eq!(length_in_words(0.5_f64.log10()), "0.50 nm");
/// assert_eq!(length_in_words(6.2), "1.6 mm");
/// assert_eq!(length_in_words(434.0), "10^425.0 m");
/// ```
pub fn length_in_words(log10_nm: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (0.0, "nm"),
        (3.0, "µm"),
        (6.0, "mm"),
        (7.0, "cm"),
        (9.0, "m"),
        (12.0, "km"),
    ];
    if !(-6.0..15.0).contains(&log10_nm) {
        return format!("10^{:.1} m", log10_nm - 9.0);
    }
    let suits = |unit: &&(f64, &str)| log10_nm >= unit.0;
    let (decade, name) = UNITS.iter().rev().find(suits).unwrap_or(&UNITS[0]);
    let value = 10.0_f64.powf(log10_nm - decade);
    match value {
        0.0..0.995 => format!("{value:.2} {name}"),
        0.995..9.95 => format!("{value:.1} {name}"),
        _ => format!("{value:.0} {name}"),
    }
}

/// An Adam-Gibbs product `T S ln(eta/eta0)` that changes by more than a factor of two between `t_low`
/// and `t_high` (K); `ln_ratio` is the logarithm of its value at `t_high` over that at `t_low`, from
/// [`ConfigurationalHeat::ln_adam_gibbs_product`](crate::ConfigurationalHeat::ln_adam_gibbs_product).
///
/// ```
/// use glassmelt::validity::adam_gibbs_not_constant;
/// assert!(adam_gibbs_not_constant(300.0, 400.0, 0.1).is_none());
/// let warning = adam_gibbs_not_constant(300.0, 400.0, 46.0).unwrap();
/// assert!(warning.message.contains("10^20.0"));
/// ```
pub fn adam_gibbs_not_constant(t_low: f64, t_high: f64, ln_ratio: f64) -> Option<Warning> {
    (ln_ratio.is_finite() && ln_ratio.abs() > ADAM_GIBBS_TOLERANCE.ln()).then(|| {
        let factor = factor_in_words(ln_ratio);
        Warning::new(
            "adam_gibbs_not_constant",
            format!(
                "Heat and viscosity of this theory do not obey Adam and Gibbs: T S ln(eta/eta0), which should be constant, changes by a factor of {factor} from {t_low:.0} K to {t_high:.0} K."
            ),
        )
    })
}

/// A factor from its logarithm: plain from 0.001 to 1000, a power of ten beyond.
fn factor_in_words(ln_factor: f64) -> String {
    let decades = ln_factor / LN_10;
    if decades.abs() < 3.0 {
        format!("{:.3}", ln_factor.exp())
    } else {
        format!("10^{decades:.1}")
    }
}

/// What every curve of viscosity rests on, whatever its numbers: the flow (16)-(17) has no liquid and
/// no T0 of its own, the `assumption` (a closure in words) brings them in.
///
/// ```
/// let warning = glassmelt::validity::curve_rests_on_assumption(
///     "the linear closure mu_bar_c = (mu0/T0) (T - T0)/T0",
/// );
/// assert_eq!(warning.code, "curve_rests_on_assumption");
/// ```
pub fn curve_rests_on_assumption(assumption: &str) -> Warning {
    Warning::new(
        "curve_rests_on_assumption",
        format!(
            "The curve rests on an assumption: {assumption}. The flow itself stays solid at every temperature and has no T0; the temperature dependence comes in here."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_its_question_in_snake_case() {
        let codes: Vec<&str> = [
            not_dilute(2.0),
            strength_outside_closure(40.0, 16.0),
            outside_closure(200.0, 100.0),
            negative_fugacity(200.0, 1.0, 2.0),
            correlation_length_at_tg(0.5, 15.0),
            adam_gibbs_not_constant(1.0, 2.0, 9.0),
            Some(curve_rests_on_assumption("x")),
        ]
        .into_iter()
        .flatten()
        .map(|warning| warning.code)
        .collect();
        assert_eq!(
            codes,
            [
                "not_dilute",
                "strength_outside_closure",
                "outside_closure",
                "negative_fugacity",
                "correlation_length_at_tg",
                "adam_gibbs_not_constant",
                "curve_rests_on_assumption",
            ]
        );
    }

    #[test]
    fn the_boundary_itself_is_still_valid() {
        assert_eq!(not_dilute(1.0), None);
        assert_eq!(negative_fugacity(200.0, 5.0, -5.0), None);
        let bound = largest_strength_of_the_linear_closure(12.0).unwrap();
        assert_eq!(strength_outside_closure(bound, 12.0), None);
        assert_eq!(outside_closure(161.8, 100.0), None);
        assert_eq!(correlation_length_at_tg(0.5, 8.0_f64.ln() - 1e-12), None);
        assert_eq!(adam_gibbs_not_constant(1.0, 2.0, -(2.0_f64.ln())), None);
    }

    #[test]
    fn a_number_that_is_none_gives_no_warning() {
        let nan = f64::NAN;
        assert_eq!(not_dilute(nan), None);
        assert_eq!(strength_outside_closure(nan, 16.0), None);
        assert_eq!(strength_outside_closure(50.0, 0.0), None);
        assert_eq!(outside_closure(nan, 100.0), None);
        assert_eq!(negative_fugacity(200.0, nan, 1.0), None);
        assert_eq!(correlation_length_at_tg(-1.0, 5.0), None);
        assert_eq!(adam_gibbs_not_constant(1.0, 2.0, nan), None);
    }

    /// The audit of the paper: `mu0/mu_c` at Tg is 0.31 for D = 50, and `y^2 = -117`.
    #[test]
    fn a_strong_liquid_has_the_negative_fugacity_of_the_audit() {
        let ratio = tg_over_t0(50.0, 16.0).unwrap();
        let mu_c_over_mu0 = ratio * (ratio - 1.0);
        let warning = negative_fugacity(181.0, 1.0, mu_c_over_mu0).unwrap();
        assert!(
            warning.message.contains("y^2 = -116.9"),
            "{}",
            warning.message
        );
    }

    /// The audit of the paper: y0 = 3 lowers mu to 0.914 of mu0.
    #[test]
    fn the_softening_is_that_of_the_audit() {
        assert!(not_dilute(3.0).unwrap().message.contains("8.6 %"));
        assert!(softening_at_small_coupling(1.0) < 0.01);
    }

    /// The audit of the paper: 13 and 16 decades of viscosity put xi at 1.6 mm and 5 cm for a = 0.5 nm.
    #[test]
    fn lengths_come_in_words_that_people_use() {
        for (decades, words) in [
            (13.0, "1.6 mm"),
            (16.0, "5.0 cm"),
            (4.0, "50 nm"),
            (7.0, "1.6 µm"),
        ] {
            let warning = correlation_length_at_tg(0.5, decades / 2.0 * LN_10).unwrap();
            assert!(warning.message.contains(words), "{}", warning.message);
        }
        assert!(
            correlation_length_at_tg(0.5, 1e6)
                .unwrap()
                .message
                .contains("10^434285.2 m")
        );
        assert_eq!(length_in_words(11.5), "316 m");
        assert_eq!(length_in_words(13.0), "10 km");
        assert_eq!(length_in_words(-1.0), "0.10 nm");
    }

    #[test]
    fn a_falling_product_is_named_as_well_as_a_rising_one() {
        assert!(
            adam_gibbs_not_constant(1.0, 2.0, -2.0)
                .unwrap()
                .message
                .contains("0.135")
        );
    }
}

"""The native half of glassmelt; use the modules of the package. Written by tools/python_stubs.py."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import ArrayLike

from ._results import (
    DipoleField,
    DynamicModulus,
    FixedPoint,
    FlowPoint,
    LengthAndSlope,
    LnHeatAndEntropy,
    Observables,
    PairInteraction,
)

VERSION: str


class Analysis:
    """A curve against several laws, with the verdict."""

    def fits(self) -> list[Fit]:
        """The fits, for predictions at any temperature."""

    def json(self) -> str:
        """All of it as JSON, the keys of `glassmelt fit --json --predictions`."""

    def write(self, out: str | os.PathLike[str] | None, command: str, png: bool) -> list[str]:
        """Writes the report into a folder and answers with the paths, the page first."""


class ClausiusMossotti:
    """The mean field of freely turning dipoles: mu_R/mu_0 = 1 - x/(1 + beta x). Not in the paper.

    density: n a^3; dipole_deviator_squared: Q_dev:Q_dev of one rotor, K^2; mu0: mu_0 a^3/k_B in K.
    Raises DomainError outside.
    """

    def __init__(self, density: float, dipole_deviator_squared: float, mu0: float, lambda_over_mu: float = 1.0) -> None: ...

    @property
    def beta(self) -> float:
        """Eshelby's factor of a sheared ball (Eshelby1957)."""

    @property
    def critical_softening(self) -> float:
        """The softening at which the modulus vanishes."""

    def independent_softening(self, t: ArrayLike) -> Any:
        """x = n <Q_xy^2>/(k_B T mu_0) at t in K, of any shape."""

    def modulus_ratio(self, t: ArrayLike) -> Any:
        """mu_R/mu_0 at t in K, of any shape."""

    def ratio_at(self, x: ArrayLike) -> Any:
        """mu_R/mu_0 at the softening x, of any shape."""

    @property
    def t0(self) -> float:
        """Where the modulus vanishes, K."""


class ConfigurationalHeat:
    """Heat and entropy of a Vogel-Fulcher liquid, (a/xi)^3 = exp(-b/(T - T0)), between Eqs. 23 and 24.

    natural_b: B of ln(eta/eta0) = B/(T - T0), in K, positive; t0 in K. Raises DomainError otherwise.
    """

    def __init__(self, natural_b: float, t0: float) -> None: ...

    @property
    def b(self) -> float:
        """b = 3 B/2 in K."""

    def entropy(self, t: ArrayLike, form: str = 'printed') -> Any:
        """Entropy above T0 at the temperatures t > t0 in K, of any shape; units as of heat."""

    def heat(self, t: ArrayLike, form: str = 'printed') -> Any:
        """Specific heat at the temperatures t > t0 in K, of any shape; form "printed" (C0) or "singular" (k_B a cell)."""

    def ln_abs_heat(self, t: ArrayLike, form: str = 'printed') -> Any:
        """ln |specific heat|, which does not underflow."""

    def ln_adam_gibbs_product(self, t: ArrayLike, form: str = 'printed') -> Any:
        """ln(T S ln(eta/eta0)), constant if Adam and Gibbs hold (AdamGibbs1965)."""

    def ln_entropy(self, t: ArrayLike, form: str = 'printed') -> Any:
        """ln entropy, which does not underflow."""

    @staticmethod
    def of(law: VogelFulcher) -> ConfigurationalHeat:
        """Of a Vogel-Fulcher law."""

    def singular_heat_vanishes_at(self) -> float | None:
        """Where the singular heat changes its sign, K; None where it does not."""


class Curve:
    """A measured curve: temperatures in K, hottest first, and log10 of the viscosity in Pa s or of the relaxation time in s."""

    def __init__(self, temperature: ArrayLike, log10_value: ArrayLike, *, sigma: ArrayLike | None = None, modulus_gpa: ArrayLike | None = None, quantity: str = 'viscosity', name: str = 'curve') -> None: ...

    def __len__(self) -> int: ...

    @property
    def decades(self) -> float:
        """How many decades the values span."""

    @property
    def file(self) -> float:
        """The name of its file without the folder; "arrays" where there was none."""

    @property
    def log10_value(self) -> Any:
        """log10 of Pa s or s, shape (n,)."""

    @property
    def modulus_gpa(self) -> Any:
        """High-frequency shear modulus in GPa, shape (n,); None where it is not known."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What to know about the table, pairs of code and message."""

    @property
    def quantity(self) -> str:
        """"viscosity" or "relaxation-time"."""

    @property
    def sigma(self) -> Any:
        """One standard error of log10_value in decades, shape (n,); None where it is not known."""

    @property
    def source(self) -> str | None:
        """Where it was published, if the TOML beside the table says so."""

    @property
    def temperature(self) -> Any:
        """Temperatures in K, hottest first, shape (n,)."""


class ExactFlow:
    """The flow (16)-(17) by its first integral and one quadrature, to 1e-12.

    alpha, mu0_bar: positive; y0: from 0 to 1e10; pure numbers. Raises DomainError otherwise.
    """

    def __init__(self, alpha: float, mu0_bar: float, y0: float) -> None: ...

    def at(self, ell: ArrayLike) -> FlowPoint:
        """The FlowPoint (ell, mu_bar, y2) at the scales ell = ln(R/a), zero or larger, of any shape."""

    def ell_at(self, mu_bar: ArrayLike) -> Any:
        """The scale at which the modulus is mu_bar, of any shape. Raises NotOnFlowError where it never is."""

    def ell_at_distance(self, z: ArrayLike) -> Any:
        """The scale at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape."""

    @property
    def first_integral(self) -> float:
        """y^2 - 32 pi F(alpha mu_bar), constant along the flow."""

    def fixed_point(self) -> FixedPoint:
        """Where it ends, a FixedPoint (mu_bar, m, rate): deviations fall as exp(-rate ell), rate = exp(m) - 1."""

    @property
    def healing_ell(self) -> float:
        """ln(xi/a): where the modulus has come to 1.303 mu_c."""

    @property
    def log_late_amplitude(self) -> float:
        """ln of the amplitude A of the late deviation ln(mu_bar/mu_c_bar) = A exp(-rate ell)."""

    @staticmethod
    def towards(alpha: float, mu0_bar: float, mu_c_bar: float) -> ExactFlow:
        """The flow from mu0_bar that ends at mu_c_bar, its fixed point, with the fugacity that this takes.

        Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar.
        """

    @property
    def y0_squared(self) -> float:
        """y^2 where it starts."""

    def y2_at_distance(self, z: ArrayLike) -> Any:
        """y^2 at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape."""

    @property
    def z0(self) -> float:
        """ln(mu0_bar/mu_c_bar), the distance from the fixed line where it starts."""


class Fit:
    """One law fitted to one curve."""

    def json(self) -> str:
        """All of it as JSON."""

    def log10_and_error(self, t: ArrayLike) -> tuple[Any, Any]:
        """log10 at t and its standard error from the covariance of the parameters."""

    def log10_at(self, t: ArrayLike) -> Any:
        """log10 at the temperatures t in K, of any shape; NaN where the law needs a column that the curve lacks there."""

    def names(self) -> list[str]:
        """The names of the parameters in the order of the law, which is that of the covariance."""


class Fugacity:
    """Eq. 11 drives the exact flow: nothing is put in by hand, and there is no T0 and no liquid.

    alpha: pure number; mu0: mu_0 a^3/k_B in K; y0, n_prime: pure numbers; e_d in K.
    """

    def __init__(self, alpha: float, mu0: float, y0: float, n_prime: float = 0.0, e_d: float = 0.0) -> None: ...

    def healing_ell(self, t: ArrayLike) -> Any:
        """ln(xi/a), the healing length of the flow, at t in K, of any shape."""

    def mu_c_bar(self, t: ArrayLike) -> Any:
        """The modulus at the fixed point, mu_c a^3/(k_B T), at t in K, of any shape."""


class Linear:
    """The paper's closure, mu_c_bar = (mu_0/T0)(T - T0)/T0, below Eq. 20. T0 is put in by hand.

    t0: K; strength: D = 2 T0/(alpha mu_0), the paper's f; alpha only sets the unit of mu_bar.
    Raises DomainError unless all are positive.
    """

    def __init__(self, t0: float, strength: float, alpha: float = 1.0) -> None: ...

    def end_of_length(self, factor: float) -> float:
        """Where the length is down to a under mu(xi) = factor mu_c, K: 1.508 T0 for 1.303."""

    def m0(self, t: ArrayLike) -> Any:
        """alpha mu0_bar = (2/D) T0/T at t in K, of any shape."""

    def m_c(self, t: ArrayLike) -> Any:
        """alpha mu_c_bar = (2/D)(T - T0)/T0 at t in K, of any shape; negative below T0."""

    def mu0_bar(self, t: ArrayLike) -> Any:
        """mu_0 a^3/(k_B T) at t in K, of any shape."""

    def mu_c_bar(self, t: ArrayLike) -> Any:
        """mu_c a^3/(k_B T) at t in K, of any shape; negative below T0."""

    @property
    def strength(self) -> float:
        """The strength D."""

    @property
    def t0(self) -> float:
        """T0, K."""

    def z0(self, t: ArrayLike) -> Any:
        """ln(mu_0/|mu_c|) at t in K, of any shape; negative outside the closure."""


class Liquid:
    """The liquid of the linear closure above T0: length, viscosity, heat, entropy at any number of temperatures.

    closure: Linear; layer: "printed" (Eqs. 22, 23), "small-coupling" (Eq. 21) or "exact" (Eqs. 16-17).
    Raises NotInLayerError for "elastic".
    """

    def __init__(self, closure: Linear, layer: str = 'printed') -> None: ...

    @property
    def closure(self) -> Linear:
        """Its closure."""

    @property
    def layer(self) -> str:
        """Its layer."""

    def length(self, t: ArrayLike) -> LengthAndSlope:
        """ln(xi/a) and its derivative by temperature, a LengthAndSlope (ell, by_t in 1/K), at t in K, of any shape."""

    def ln_adam_gibbs_product(self, t: ArrayLike) -> Any:
        """ln(T S ln(eta/eta0)) at t in K, of any shape: constant if Adam and Gibbs hold (AdamGibbs1965)."""

    def ln_heat_and_entropy(self, t: ArrayLike) -> LnHeatAndEntropy:
        """ln of heat and entropy, an LnHeatAndEntropy, at t in K, of any shape; NaN where they are not positive."""

    def log_length(self, t: ArrayLike) -> Any:
        """ln(xi/a), Eqs. 21 and 23, at t in K, of any shape; inf at T0 and below, 0 beyond the closure."""

    def modulus(self, t: float, ell: ArrayLike) -> Any:
        """mu_R/mu_0 at one temperature t in K and the scales ell, of any shape; NaN outside the closure."""

    def observables(self, t: ArrayLike, *, a_nm: float = 0.5, eta0_pa_s: float = 0.0001, omega_s: float = 10000000000000.0) -> Observables:
        """All at once, an Observables, at t in K, of any shape: xi, viscosity, time, heat, entropy as log10.

        a_nm: cut-off length, nm; eta0_pa_s: viscosity where xi = a, Pa s; omega_s: frequency of local shear
        phonons, rad/s. At T0 and below xi is infinite, and heat and entropy are NaN. Raises DomainError unless
        all three are positive.
        """


class Medium:
    """An isotropic elastic medium by its Lame coefficients, in one unit of pressure.

    Stable: mu and 3 lambda + 2 mu positive. Raises UnstableMediumError otherwise.
    """

    def __init__(self, lambda_: float, mu: float) -> None: ...

    @property
    def a(self) -> float:
        """A = (lambda + 3 mu)/(lambda + 2 mu) of Eq. 6."""

    @property
    def b(self) -> float:
        """B = (lambda + mu)/(lambda + 2 mu) of Eq. 6."""

    @property
    def bulk_modulus(self) -> float:
        """lambda + 2 mu/3."""

    @property
    def lambda_(self) -> float:
        """The first Lame coefficient."""

    @property
    def mu(self) -> float:
        """The shear modulus."""

    @property
    def poisson_ratio(self) -> float:
        """lambda/(2 lambda + 2 mu)."""


class Myega:
    """log10 eta = log10_eta_inf + K (Tg/T) exp[(m/K - 1)(Tg/T - 1)], K = level - log10_eta_inf (Mauro2009).

    log10_eta_inf: log10 of Pa s (or s); tg: K; m: Angell's fragility.
    """

    def __init__(self, log10_eta_inf: float, tg: float, m: float) -> None: ...

    @staticmethod
    def from_vogel_fulcher(law: VogelFulcher, level: float = 12.0) -> Myega:
        """With the hot limit, Tg and m of a VogelFulcher law."""

    def log10_at(self, t: ArrayLike, level: float = 12.0) -> Any:
        """log10 eta at the temperatures t in K, of any shape."""

    @property
    def log10_eta_inf(self) -> float:
        """log10 of the hot limit."""

    @property
    def m(self) -> float:
        """Angell's fragility."""

    @property
    def tg(self) -> float:
        """Where log10 eta is the level, K."""


class PrintedFlow:
    """The flow (16)-(17) as printed, step by step with a general solver.

    alpha: positive, a pure number. Raises DomainError otherwise.
    """

    def __init__(self, alpha: float) -> None: ...

    def fugacity_slope(self, mu_bar: ArrayLike, y2: ArrayLike) -> Any:
        """d y^2/d ell of Eq. 16 at mu_bar and y2, broadcast together."""

    def integrate(self, mu0_bar: float, y0: float, ell: ArrayLike, *, relative: float = 1e-12) -> FlowPoint:
        """The FlowPoint (ell, mu_bar, y2) at the scales ell, ascending from 0 on, from mu0_bar and y0.

        relative: the tolerance of the solver. Raises IntegrationError where the solver fails.
        """

    def modulus_slope(self, mu_bar: ArrayLike, y2: ArrayLike) -> Any:
        """d mu_bar/d ell of Eq. 17 at mu_bar and y2, broadcast together."""


class SmallCouplingFlow:
    """The flow for small coupling alpha mu_bar << 1, Eqs. 18-22.

    alpha, mu0_bar: positive; y0: zero or larger; pure numbers. Raises DomainError otherwise.
    """

    def __init__(self, alpha: float, mu0_bar: float, y0: float) -> None: ...

    def at(self, ell: ArrayLike) -> FlowPoint:
        """Eq. 21: the FlowPoint (ell, mu_bar, y2) at the scales ell = ln(R/a), zero or larger, of any shape."""

    def at_printed(self, ell: ArrayLike) -> FlowPoint:
        """Eq. 22, as printed: the FlowPoint (ell, mu_bar, y2) at the scales ell, of any shape."""

    def ell_at_distance(self, z: ArrayLike) -> Any:
        """The scale at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape."""

    def error_of_printed(self, ell: ArrayLike) -> Any:
        """The relative error of the modulus of Eq. 22 against Eq. 21 at the scales ell, of any shape."""

    @property
    def first_integral(self) -> float:
        """y^2 - 32 pi ln mu_bar, constant along the flow, Eqs. 18 and 19."""

    def fixed_point(self) -> FixedPoint:
        """Where it ends, a FixedPoint (mu_bar, m, rate), rate = m."""

    @property
    def mu_c_bar(self) -> float:
        """The modulus at the fixed point."""

    @staticmethod
    def towards(alpha: float, mu0_bar: float, mu_c_bar: float) -> SmallCouplingFlow:
        """The flow from mu0_bar that ends at mu_c_bar, its fixed point.

        Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar.
        """

    @property
    def z0(self) -> float:
        """ln(mu0_bar/mu_c_bar), the distance from the fixed line where it starts."""


class VogelFulcher:
    """log10 eta = log10_eta0 + b/(T - t0), the form of Eqs. 23 and 24.

    log10_eta0: log10 of Pa s (or s); b: decades times K; t0: K.
    """

    def __init__(self, log10_eta0: float, b: float, t0: float) -> None: ...

    @property
    def b(self) -> float:
        """The slope, decades times K."""

    def fragility(self, level: float = 12.0) -> float:
        """Angell's m = d log10 eta/d(Tg/T) at Tg. Raises DomainError where there is no Tg."""

    @staticmethod
    def from_glass_transition(log10_eta0: float, tg: float, m: float, level: float = 12.0) -> VogelFulcher:
        """From Tg in K and Angell's fragility m at level. Raises DomainError unless both are positive."""

    @staticmethod
    def from_myega(law: Myega, level: float = 12.0) -> VogelFulcher:
        """With the hot limit, Tg and m of a Myega law."""

    @staticmethod
    def from_strength(log10_eta0: float, strength: float, t0: float) -> VogelFulcher:
        """From the strength D = B/T0 and T0 in K. Raises DomainError unless both are positive."""

    def log10_at(self, t: ArrayLike) -> Any:
        """log10 eta at the temperatures t in K, of any shape; inf at and below T0."""

    @property
    def log10_eta0(self) -> float:
        """log10 of the hot limit."""

    def natural_b(self) -> float:
        """B = b ln 10 in K, of ln(eta/eta0) = B/(T - T0)."""

    def strength(self) -> float:
        """D = B/T0, the paper's f. Raises DomainError unless b and t0 are positive."""

    @property
    def t0(self) -> float:
        """Where it diverges, K."""

    def tg(self, level: float = 12.0) -> float:
        """The temperature in K where log10 eta is level. Raises DomainError where there is none."""


def adam_gibbs_not_constant(t_low: float, t_high: float, ln_ratio: float) -> tuple[str, str] | None:
    """An Adam-Gibbs product that changes by more than a factor of two; ln_ratio its logarithm from t_low to t_high, K."""


def alpha_of(medium: Medium, dipole: Sequence[float], cell: float) -> tuple[float, float, float]:
    """alpha = 16 pi |p|^2, below Eq. 15, of a dipole (six components): smallest, mean, largest over directions."""


def analyse(curve: Curve, law_words: Sequence[str], *, loss: str, weighting: str, bootstrap: int, seed: int, a_nm: float, omega_s: float, progress: Callable[[float], Any] | None) -> Analysis:
    """Fits laws, by their words, to a curve, compares them, and follows the rotor laws to what they predict."""


def compare(fits: Sequence[Fit]) -> str:
    """Which of the fits the data prefer, as JSON."""


def correlation_length_at_tg(a_nm: float, ln_xi: float) -> tuple[str, str] | None:
    """A length at Tg beyond what experiments find: a_nm in nm, ln_xi = ln(xi/a). (code, message), or None."""


def coupling_from_strength(strength: ArrayLike, mu0: ArrayLike, t0: ArrayLike) -> Any:
    """alpha = 2 T0/(D mu0): strength_from_coupling the other way round.

    strength: pure number; mu0: mu_0 a^3/k_B in K; t0 in K. Broadcast together.
    Raises DomainError unless all are positive.
    """


def defect(path: str | os.PathLike[str], content: str | None, starts: int | None, out: str | os.PathLike[str] | None, png: bool) -> tuple[str, list[str]]:
    """The states of rest of a defect as JSON; with `out`, its page and the paths."""


def dilute_json(medium: Medium, dipole: Sequence[float], cell: float, kt: float, density: float) -> str:
    """The dilute gas of turning dipoles, Eqs. 12-15 by elasticity itself, as JSON."""


def dipole_field_rows(medium: Medium, dipole: ArrayLike, r: ArrayLike) -> DipoleField:
    """Displacement (n, 3), strain (n, 6), rotation (n, 3), stress (n, 6) of dipoles at the origin, from rows (n, 6), (n, 3)."""


def e1(x: ArrayLike) -> Any:
    """The exponential integral E1(x) = int_x^inf exp(-t)/t dt; -li(exp(-x)) of Eq. 21.

    x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    """


def e1_inverse(value: ArrayLike) -> Any:
    """The x with E1(x) = value: Eq. 21 solved for the distance from the fixed line.

    value: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape.
    """


def e1_scaled(x: ArrayLike) -> Any:
    """exp(x) E1(x), which does not underflow.

    x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    """


def ei(x: ArrayLike) -> Any:
    """The exponential integral Ei(x), the principal value of int_-inf^x exp(t)/t dt; of Eq. 15.

    x: pure numbers, of any shape. Returns a float, or an array of that shape.
    """


def file_schema(of: str) -> str:
    """The JSON schema of a file of a defect or a study."""


def fit(curve: Curve, law: str, *, loss: str, weighting: str, intervals: bool, bootstrap: int, seed: int, progress: Callable[[float], Any] | None) -> Fit:
    """Fits one law, by its word, to a curve."""


def flow_primitive(m: ArrayLike) -> Any:
    """F(m), the primitive of (1 - exp(-m))/m^2: y^2 - 32 pi F(alpha mu_bar) is constant along Eqs. 16-17.

    m: couplings alpha mu_bar, positive, of any shape. Returns a float, or an array of that shape.
    """


def flow_primitive_inverse(value: ArrayLike) -> Any:
    """The m with F(m) = value.

    value: pure numbers, of any shape. Returns a float, or an array of that shape.
    """


def flow_primitive_slope(m: ArrayLike) -> Any:
    """F'(m) = (1 - exp(-m))/m^2.

    m: couplings alpha mu_bar, positive, of any shape. Returns a float, or an array of that shape.
    """


def fragility_from_strength(strength: ArrayLike, decades: ArrayLike) -> Any:
    """m = K + K^2 ln 10/D, Angell's fragility of a Vogel-Fulcher liquid.

    strength: D; decades: K, from eta0 to Tg. Broadcast together. Raises DomainError unless both are positive.
    """


def fugacity_integral(m: ArrayLike) -> Any:
    """int_1^inf (dx/x^4) exp(m/x^3) = (exp(m) - 1)/(3 m), Eq. 27 mended.

    m: couplings from 0 to 700, of any shape. Raises DomainError outside.
    """


def fugacity_squared(y0: ArrayLike, n_prime: ArrayLike, e_d: ArrayLike, temperature: ArrayLike) -> Any:
    """y^2 = y0^2 (1 + n' exp(-2 E_d/T)), Eq. 11, a pure number.

    y0 and n_prime: pure numbers; e_d and temperature in K. Broadcast together.
    Raises DomainError unless y0, n_prime and e_d are zero or larger and temperature is positive.
    """


def largest_error_of_printed(ratio: ArrayLike) -> Any:
    """By how much Eq. 22 is too large at most, over all scales, as a part of the modulus; below Eq. 22.

    ratio: mu0/mu_c, above 1, of any shape. Raises DomainError otherwise.
    """


def largest_strength_of_the_linear_closure(decades: ArrayLike) -> Any:
    """The largest strength for which the linear closure still holds at Tg, D = K ln 10/1.618.

    decades: K, positive, of any shape.
    """


def late_amplitude_ratio(ratio: ArrayLike) -> Any:
    """The late deviation of Eq. 21 from its fixed point over that of Eq. 22.

    ratio: mu0/mu_c, above 1, of any shape. Raises DomainError otherwise.
    """


def law_words() -> list[tuple[str, str, str, str]]:
    """The words of the laws, each with its title, equation and the key of its source."""


def li(x: ArrayLike) -> Any:
    """The logarithmic integral li(x) of Eqs. 20 and 21, the principal value of int_0^x dt/ln t.

    x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    """


def li_two_terms(x: ArrayLike) -> Any:
    """The first two terms of li near 1, gamma + ln|ln x|, from which Eq. 22 is printed.

    x: pure numbers, of any shape. Returns a float, or an array of that shape.
    """


def liquid_viscosity(mu0_gpa: ArrayLike, omega_s: float) -> Any:
    """eta0 = mu0/omega_s in Pa s: the viscosity at xi = a.

    mu0_gpa in GPa, omega_s in rad/s, broadcast together. Raises DomainError unless both are positive.
    """


def ln_correlation_length(log10_eta: ArrayLike, log10_eta0: ArrayLike) -> Any:
    """ln(xi/a) = (1/2) ln(eta/eta0): the length that a viscosity asks for.

    log10_eta and log10_eta0 in one unit, broadcast together.
    """


def log10_relaxation_time(omega_s: float, ln_xi: ArrayLike) -> Any:
    """log10 tau, tau in s, of tau = (xi/a)^2/omega_s, below Eq. 24.

    omega_s: frequency of local shear phonons, rad/s; ln_xi: ln(xi/a). Broadcast together.
    Raises DomainError unless omega_s is positive and ln_xi finite.
    """


def log10_viscosity(log10_eta0: ArrayLike, ln_xi: ArrayLike) -> Any:
    """log10 eta of eta = eta0 (xi/a)^2, below Eq. 24, in the unit of eta0 such as Pa s.

    log10_eta0: log10 of the viscosity where xi = a; ln_xi: ln(xi/a). Broadcast together.
    """


def log_length(alpha: ArrayLike, mu0_bar: ArrayLike, mu_c_bar: ArrayLike, *, layer: str = 'small-coupling', criterion: str = 'fixed-line', number: float | None = None) -> Any:
    """ell = ln(xi/a) of a flow from mu0_bar to the fixed point mu_c_bar, Eqs. 21 and 23.

    alpha, mu0_bar, mu_c_bar: pure numbers, broadcast together. layer: "printed" (Eq. 23), "small-coupling" or
    "exact". criterion: "fixed-line", with number the factor over mu_c (1.303 by default), or "fraction", with number
    the part of mu0 (0.9 by default), which the paper states and which does not diverge.
    Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar (printed: any), NotInLayerError for
    "elastic".
    """


def maxwell(omega_tau: ArrayLike) -> DynamicModulus:
    """Maxwell's G*/G_inf = i w/(1 + i w), below Eq. 24: a DynamicModulus of storage and loss.

    omega_tau: w = omega tau, positive, of any shape. Raises DomainError otherwise.
    """


def maxwell_at(g_inf: ArrayLike, omega: ArrayLike, log10_tau: ArrayLike) -> DynamicModulus:
    """Maxwell's G*(omega) for a relaxation time given by its log10: a DynamicModulus of storage and loss, GPa.

    g_inf in GPa, omega in rad/s, log10_tau with tau in s. Broadcast together.
    Raises DomainError unless g_inf and omega are positive and log10_tau is finite.
    """


def melt_json(closure: Linear | Fugacity | ClausiusMossotti, temperatures: ArrayLike, layer: str, a_nm: float, eta0_pa_s: float, omega_s: float) -> str:
    """The JSON of a glass heated under a closure; `closure` is one of three."""


def modulus_in_gigapascal(mu_kelvin: ArrayLike, a_nm: float) -> Any:
    """A modulus in GPa from mu a^3/k_B in K and a length in nm.

    Broadcast together. Raises DomainError unless both are positive.
    """


def modulus_in_kelvin(mu_gpa: ArrayLike, a_nm: float) -> Any:
    """mu a^3/k_B in K, from a modulus in GPa and a length in nm; over T it is mu_bar.

    Broadcast together. Raises DomainError unless both are positive.
    """


def negative_fugacity(temperature: float, m0: float, m_c: float) -> tuple[str, str] | None:
    """A fixed point above the starting point, Eq. 19: couplings m0 and m_c at a temperature in K. (code, message), or None."""


def not_dilute(y0: float) -> tuple[str, str] | None:
    """A fugacity y0 > 1: the flow is an expansion in the density of defects. (code, message), or None."""


def outside_closure(temperature: float, t0: float) -> tuple[str, str] | None:
    """A temperature beyond 1.618 T0, both in K, where the linear closure ends. (code, message), or None."""


def pair_rows(medium: Medium, dipole_a: ArrayLike, dipole_b: ArrayLike, r: ArrayLike) -> PairInteraction:
    """Energies (n,), forces on b, torques on a and on b (n, 3) of pairs, from rows (n, 6), (n, 6), (n, 3)."""


def predictions(curve: Curve, fits: Sequence[Fit], a_nm: float, omega_s: float) -> str:
    """What the rotor laws among the fits say beyond the curve, as JSON."""


def printed_pair_rows(medium: Medium, dipole_a: ArrayLike, dipole_b: ArrayLike, r: ArrayLike) -> Any:
    """Energies (n,) of pairs by Eq. 10 as printed, from rows (n, 6), (n, 6), (n, 3)."""


def read_curve(path: str | os.PathLike[str], *, temperature_column: str | None = None, value_column: str | None = None, error_column: str | None = None, temperature_unit: str | None = None, value_unit: str | None = None, t_min: float | None = None, t_max: float | None = None) -> Curve:
    """A curve from a table with a header that names each column and its unit."""


def rotors_resume(folder: str | os.PathLike[str], progress: Callable[[float], Any] | None) -> None:
    """Goes on with a run from its last checkpoint."""


def rotors_run(path: str | os.PathLike[str], content: str | None, out: str | os.PathLike[str] | None, progress: Callable[[float], Any] | None) -> None:
    """Runs a run file, or a text of one whose files lie beside `path`, into a new folder."""


def rotors_show(folder: str | os.PathLike[str], page: bool) -> tuple[str | None, list[str]]:
    """What a run has found, as JSON, nothing where it has not yet; the page refreshed where `page`, and its paths."""


def screened_modulus(alpha: ArrayLike, mu0_bar: ArrayLike, y: ArrayLike, ell: ArrayLike) -> Any:
    """The screened modulus mu_bar of first order, the root of Eq. 15 with the cut-off R = a exp(ell).

    alpha, mu0_bar, y, ell: pure numbers, broadcast together. Raises DomainError outside their domains.
    """


def screening_integral(m: ArrayLike, ell: ArrayLike) -> Any:
    """int_a^R (dr/r) exp(m (a/r)^3) = (1/3) [Ei(m) - Ei(m exp(-3 ell))], Eq. 15 with the cut-off R = a exp(ell).

    m: couplings alpha mu_bar from 0 to 700; ell: ln(R/a), zero or larger. Broadcast together.
    Raises DomainError outside.
    """


def screening_integral_as_printed(m: ArrayLike) -> Any:
    """The integral of Eq. 15 up to infinity, as printed: it diverges, and this raises DivergesError, always."""


def stopping_scale(omega: ArrayLike, omega_s: float) -> Any:
    """ell = (1/2) ln(omega_s/omega), zero from omega_s on: where an experiment at omega stops the flow.

    An extension, not in the paper. Both in rad/s, broadcast together. Raises DomainError unless both are positive.
    """


def strength_from_coupling(alpha: ArrayLike, mu0: ArrayLike, t0: ArrayLike) -> Any:
    """D = f = 2 T0/(alpha mu0), below Eq. 24: large for a strong liquid.

    alpha: pure number; mu0: mu_0 a^3/k_B in K; t0 in K. Broadcast together.
    Raises DomainError unless all are positive.
    """


def strength_from_fragility(m: ArrayLike, decades: ArrayLike) -> Any:
    """D = K^2 ln 10/(m - K): fragility_from_strength the other way round.

    m: fragility, above decades; decades: K. Broadcast together. Raises DomainError otherwise.
    """


def strength_outside_closure(strength: float, decades: float) -> tuple[str, str] | None:
    """A strength too large for the linear closure to hold at Tg, for decades between eta0 and Tg. (code, message), or None."""


def study(path: str | os.PathLike[str], content: str | None, out: str | os.PathLike[str] | None, png: bool) -> tuple[str, list[str]]:
    """The whole chain of a study as JSON; with `out`, its page and the paths."""


def tg_over_t0(strength: ArrayLike, decades: ArrayLike) -> Any:
    """Tg/T0 = 1 + D/(K ln 10).

    strength: D; decades: K, from eta0 to Tg. Broadcast together.
    Raises DomainError unless strength is zero or larger and decades positive.
    """


def trajectory_dipoles(source: str, asked: str, memory: bytes | None, progress: Callable[[float], Any] | None) -> tuple[str, list[str]]:
    """Rigid units, how they turn, which dipoles they carry."""


def trajectory_dynamics(source: str, asked: str, memory: bytes | None, progress: Callable[[float], Any] | None) -> tuple[str, list[str]]:
    """Displacements, scattering, relaxation times; viscosity where stress is given."""


def trajectory_local(source: str, asked: str, memory: bytes | None, progress: Callable[[float], Any] | None) -> tuple[tuple[str, list[str]], list[tuple[str, Any]]]:
    """Strain, rotation and D2min around each atom; the columns are those of the last frame."""


def trajectory_modulus(source: str, asked: str, memory: bytes | None, progress: Callable[[float], Any] | None) -> tuple[str, list[str]]:
    """Moduli against wavelength and observation time."""

//! Special functions of the flow: li, E1, Ei, F, element by element.

use glassmelt::special as rust;
use pyo3::prelude::*;

use crate::numbers::elementwise;

elementwise! {
    /// The logarithmic integral li(x) of Eqs. 20 and 21, the principal value of int_0^x dt/ln t.
    ///
    /// x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    fn li(x) = Ok(rust::li(x));
    /// The first two terms of li near 1, gamma + ln|ln x|, from which Eq. 22 is printed.
    ///
    /// x: pure numbers, of any shape. Returns a float, or an array of that shape.
    fn li_two_terms(x) = Ok(rust::li_two_terms(x));
    /// The exponential integral E1(x) = int_x^inf exp(-t)/t dt; -li(exp(-x)) of Eq. 21.
    ///
    /// x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    fn e1(x) = Ok(rust::e1(x));
    /// exp(x) E1(x), which does not underflow.
    ///
    /// x: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape; NaN below zero.
    fn e1_scaled(x) = Ok(rust::e1_scaled(x));
    /// The x with E1(x) = value: Eq. 21 solved for the distance from the fixed line.
    ///
    /// value: pure numbers, zero or larger, of any shape. Returns a float, or an array of that shape.
    fn e1_inverse(value) = Ok(rust::e1_inverse(value));
    /// The exponential integral Ei(x), the principal value of int_-inf^x exp(t)/t dt; of Eq. 15.
    ///
    /// x: pure numbers, of any shape. Returns a float, or an array of that shape.
    fn ei(x) = Ok(rust::ei(x));
    /// F(m), the primitive of (1 - exp(-m))/m^2: y^2 - 32 pi F(alpha mu_bar) is constant along Eqs. 16-17.
    ///
    /// m: couplings alpha mu_bar, positive, of any shape. Returns a float, or an array of that shape.
    fn flow_primitive(m) = Ok(rust::flow_primitive(m));
    /// F'(m) = (1 - exp(-m))/m^2.
    ///
    /// m: couplings alpha mu_bar, positive, of any shape. Returns a float, or an array of that shape.
    fn flow_primitive_slope(m) = Ok(rust::flow_primitive_slope(m));
    /// The m with F(m) = value.
    ///
    /// value: pure numbers, of any shape. Returns a float, or an array of that shape.
    fn flow_primitive_inverse(value) = Ok(rust::flow_primitive_inverse(value));
}

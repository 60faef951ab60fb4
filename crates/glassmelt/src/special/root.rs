//! One root of a smooth increasing or decreasing function: Newton, kept inside its bracket.

/// The root of `f` in `[low, high]`, where `f` returns its value and its slope and changes sign.
///
/// Newton's step where it stays inside the bracket, bisection where it does not; ends when a step no
/// longer moves the argument by `tolerance` of its size, after at most 200 steps.
pub fn newton_in_bracket(
    mut low: f64,
    mut high: f64,
    guess: f64,
    tolerance: f64,
    mut f: impl FnMut(f64) -> (f64, f64),
) -> f64 {
    let rising = f(high).0 > 0.0;
    let mut x = if guess > low && guess < high {
        guess
    } else {
        0.5 * (low + high)
    };
    for _ in 0..200 {
        let (value, slope) = f(x);
        if value == 0.0 {
            break;
        }
        if (value > 0.0) == rising {
            high = x;
        } else {
            low = x;
        }
        let newton = x - value / slope;
        let next = if newton > low && newton < high {
            newton
        } else {
            0.5 * (low + high)
        };
        let done = (next - x).abs() <= tolerance * x.abs().max(tolerance);
        x = next;
        if done {
            break;
        }
    }
    x
}

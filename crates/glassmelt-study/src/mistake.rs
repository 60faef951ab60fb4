//! A value in a file that cannot be meant, before the file and its lines are known.

/// Which key is wrong and what would be right; [`Document::explain`](crate::Document::explain) adds file,
/// line and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The keys that lead to the value, from the root of the file.
    pub path: Vec<String>,
    /// What is wrong and what would be right, in words that follow the value.
    pub problem: String,
}

impl Mistake {
    /// A mistake at a path such as `bonds.stretch`.
    pub fn at(path: &str, problem: impl Into<String>) -> Self {
        Self {
            path: path.split('.').map(str::to_owned).collect(),
            problem: problem.into(),
        }
    }

    /// The same mistake in a file that holds this one below a key.
    #[must_use]
    pub fn below(mut self, key: &str) -> Self {
        self.path.insert(0, key.to_owned());
        self
    }
}

/// What a check of a file answers.
pub type Checked<T> = Result<T, Mistake>;

/// A finite number.
pub fn finite(path: &str, value: f64) -> Checked<f64> {
    check(path, value, value.is_finite(), "a finite number")
}

/// A finite number above zero.
pub fn positive(path: &str, value: f64) -> Checked<f64> {
    let right = value.is_finite() && value > 0.0;
    check(path, value, right, "a finite number above zero")
}

/// A finite number, zero or larger.
pub fn non_negative(path: &str, value: f64) -> Checked<f64> {
    let right = value.is_finite() && value >= 0.0;
    check(path, value, right, "a finite number, zero or larger")
}

/// `value` where `right`; otherwise a mistake that tells what was expected.
pub fn check<T>(path: &str, value: T, right: bool, expected: &str) -> Checked<T> {
    if right {
        Ok(value)
    } else {
        Err(Mistake::at(path, format!("expected {expected}")))
    }
}

/// The value of a key that this choice cannot do without.
pub fn needed<T>(path: &str, value: Option<T>, why: &str) -> Checked<T> {
    value.ok_or_else(|| Mistake::at(path, why))
}

/// Refuses a key that this choice would pass over in silence.
pub fn unused<T>(path: &str, value: Option<&T>, why: &str) -> Checked<()> {
    match value {
        None => Ok(()),
        Some(_) => Err(Mistake::at(path, why)),
    }
}

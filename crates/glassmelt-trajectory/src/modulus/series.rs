//! A series of unlimited length in bounded memory.

/// Longer series are halved by taking means of pairs.
const LONGEST: usize = 1 << 16;

/// Means of 1, 2, 4 ... values: at most 65536 of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series {
    values: Vec<f64>,
    each: usize,
    open: (f64, usize),
}

impl Series {
    pub(crate) fn new() -> Self {
        Self {
            values: Vec::new(),
            each: 1,
            open: (0.0, 0),
        }
    }

    pub(crate) fn push(&mut self, value: f64) {
        self.open = (self.open.0 + value, self.open.1 + 1);
        if self.open.1 < self.each {
            return;
        }
        self.values.push(self.open.0 / self.each as f64);
        self.open = (0.0, 0);
        if self.values.len() == LONGEST {
            let pairs = self.values.chunks_exact(2);
            self.values = pairs.map(|pair| 0.5 * (pair[0] + pair[1])).collect();
            self.each *= 2;
        }
    }

    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }
}

//! Davidson and Cole's complex modulus with the slopes that a sampler needs.

/// A part of `1 - (1 + i x)^-beta` and its derivatives by `ln x` and by beta.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slopes {
    pub value: f64,
    pub by_log_x: f64,
    pub by_beta: f64,
}

/// Storage and loss at `x = omega tau_c`, positive both.
pub(super) fn davidson_cole(x: f64, beta: f64) -> [Slopes; 2] {
    let phase = x.atan();
    // x^2/(1 + x^2) and x/(1 + x^2) without overflow.
    let small = x.min(x.recip());
    let half = small / (1.0 + small * small);
    let share = if x < 1.0 {
        half * small
    } else {
        1.0 - half * small
    };
    let log_square = if x < 1.0 {
        (x * x).ln_1p()
    } else {
        2.0 * x.ln() + (small * small).ln_1p()
    };
    let log_r = -0.5 * beta * log_square;
    let r = log_r.exp();
    let (sine, cosine) = (beta * phase).sin_cos();
    // 1 - r cos keeps its digits where x is small.
    let storage = -(log_r + 0.5 * (-sine * sine).ln_1p()).exp_m1();
    let (r_by_x, r_by_beta) = (-beta * share * r, -0.5 * log_square * r);
    [
        Slopes {
            value: storage,
            by_log_x: -(r_by_x * cosine - r * beta * half * sine),
            by_beta: -(r_by_beta * cosine - r * phase * sine),
        },
        Slopes {
            value: r * sine,
            by_log_x: r_by_x * sine + r * beta * half * cosine,
            by_beta: r_by_beta * sine + r * phase * cosine,
        },
    ]
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;
    use glassmelt::dynamic_modulus::maxwell;

    use super::*;

    #[test]
    fn beta_one_is_maxwell_from_slow_to_fast() {
        for x in [1e-7, 0.3, 1.0, 40.0, 1e6] {
            let [storage, loss] = davidson_cole(x, 1.0);
            let expected = maxwell(x).unwrap();
            assert_relative_eq!(storage.value, expected.storage, max_relative = 1e-9);
            assert_relative_eq!(loss.value, expected.loss, max_relative = 1e-9);
        }
    }

    #[test]
    fn at_low_frequency_the_loss_is_that_of_the_mean_relaxation_time() {
        let beta = 0.4;
        let [storage, loss] = davidson_cole(1e-6, beta);
        assert_relative_eq!(loss.value, beta * 1e-6, max_relative = 1e-9);
        assert_relative_eq!(
            storage.value,
            0.5 * beta * (beta + 1.0) * 1e-12,
            max_relative = 1e-6
        );
    }

    #[test]
    fn slopes_are_slopes() {
        let h: f64 = 1e-6;
        for (x, beta) in [(1e-3, 0.7), (0.8, 0.3), (25.0, 0.5), (3e5, 0.95)] {
            let here = davidson_cole(x, beta);
            let along_x = [x * h.exp(), x * (-h).exp()].map(|x| davidson_cole(x, beta));
            let along_beta = [beta + h, beta - h].map(|beta| davidson_cole(x, beta));
            for part in 0..2 {
                let slope = |sides: &[[Slopes; 2]; 2]| {
                    (sides[0][part].value - sides[1][part].value) / (2.0 * h)
                };
                assert_relative_eq!(here[part].by_log_x, slope(&along_x), epsilon = 1e-9);
                assert_relative_eq!(here[part].by_beta, slope(&along_beta), epsilon = 1e-9);
            }
        }
    }
}

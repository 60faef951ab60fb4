//! What goes wrong on the command line, and its exit code: 2 for the question, 1 for us.

use thiserror::Error;

/// Why there is no answer.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// An argument that makes no sense.
    #[error("{0}")]
    Question(String),
    /// The theory has no answer to this.
    #[error(transparent)]
    Theory(#[from] glassmelt::Error),
    /// The table cannot be read.
    #[error("{}", with_flags(&.0.to_string()))]
    Read(#[from] glassmelt_fit::read::ReadError),
    /// The file of a defect or a study cannot be understood.
    #[error(transparent)]
    File(#[from] glassmelt_study::StudyError),
    /// The run cannot be made, kept or continued.
    #[error(transparent)]
    Run(#[from] glassmelt_runs::RunError),
    /// Another process of the same run has told it and ends with this code.
    #[error("another process of this run has failed")]
    Told(u8),
    /// Somebody stopped a run.
    #[error("{0}")]
    Interrupted(String),
    /// The trajectory cannot be read, or has no such answer.
    #[error("{}", with_remedies(.0))]
    Trajectory(#[from] glassmelt_trajectory::Error),
    /// The curve cannot be fitted.
    #[error(transparent)]
    Fit(#[from] glassmelt_fit::FitError),
    /// The survey cannot be made, kept or continued.
    #[error(transparent)]
    Survey(#[from] glassmelt_survey::SurveyError),
    /// A claim cannot be recomputed.
    #[error("cannot recompute a claim: {0}")]
    Claims(#[from] glassmelt_claims::Error),
    /// The posterior cannot be drawn from.
    #[error("{}", with_flags(&.0.to_string()))]
    Bayes(#[from] glassmelt_bayes::BayesError),
    /// The report cannot be written.
    #[error(transparent)]
    Report(#[from] glassmelt_report::ReportError),
    /// Standard output cannot be written.
    #[error("cannot write the answer: {0}")]
    Output(std::io::Error),
    /// Whoever read our output has seen enough.
    #[error("the output was closed")]
    ClosedPipe,
    /// The answer cannot be put into JSON.
    #[error("cannot put the answer into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// 2 where another question would help, 1 where it is our failure or the machine's.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Run(error) => run_code(error),
            Self::Survey(error) => survey_code(error),
            Self::Told(code) => *code,
            Self::Bayes(glassmelt_bayes::BayesError::Stopped) | Self::Interrupted(_) => {
                crate::stop::STOPPED
            }
            Self::Bayes(glassmelt_bayes::BayesError::Sampler { .. })
            | Self::Trajectory(glassmelt_trajectory::Error::Unwritable { .. })
            | Self::Report(_)
            | Self::Claims(_)
            | Self::Output(_)
            | Self::ClosedPipe
            | Self::Json(_) => 1,
            Self::Question(_)
            | Self::Theory(_)
            | Self::Read(_)
            | Self::File(_)
            | Self::Trajectory(_)
            | Self::Fit(_)
            | Self::Bayes(_) => 2,
        }
    }
}

/// 1 where a file could not be written or a folder is held, 2 where another file or folder would help.
fn run_code(error: &glassmelt_runs::RunError) -> u8 {
    use glassmelt_runs::RunError::{Locked, Write};
    match error {
        Write { .. } | Locked { .. } => 1,
        _ => 2,
    }
}

/// 1 where a file could not be written or a folder is held, that of Ctrl-C where somebody stopped it, 2 where another
/// question would help.
fn survey_code(error: &glassmelt_survey::SurveyError) -> u8 {
    use glassmelt_survey::SurveyError::{Json, Locked, Stopped, Write};
    match error {
        Stopped { .. } => crate::stop::STOPPED,
        Write { .. } | Locked { .. } | Json { .. } => 1,
        _ => 2,
    }
}

/// What would be right, which a message tells last, in the words of the command line.
fn with_flags(message: &str) -> String {
    const WORDS: [&str; 5] = [
        "temperature-column",
        "temperature-unit",
        "value-column",
        "value-unit",
        "error-column",
    ];
    let (told, right) = message.split_at(message.rfind("; ").unwrap_or(message.len()));
    let right = WORDS.iter().fold(right.to_owned(), |text, word| {
        text.replace(word, &format!("--{word}"))
    });
    format!("{told}{right}")
}

/// What would be right for a trajectory, in the words of the command line.
fn with_remedies(error: &glassmelt_trajectory::Error) -> String {
    use glassmelt_trajectory::Error::{Domain, Missing, UnknownMass};
    const FLAGS: [(&str, &str); 13] = [
        (
            "say how long one step is",
            "say with --timestep how long one step is",
        ),
        ("give the wave number", "give the wave number with --k"),
        ("give a cutoff", "give one with --cutoff"),
        (
            "choose a larger cutoff",
            "choose a larger distance for --fit-forces",
        ),
        (
            "give the field of view as a cell",
            "give the field of view with --field",
        ),
        (
            "dump fx fy fz, or give a pair potential",
            "dump fx fy fz, or give --potential",
        ),
        ("the frames of a window", "--windows"),
        ("the number of shells of wave vectors", "--shells"),
        ("the longest wave vector", "--q-max"),
        ("largest distance", "--reach"),
        ("lag", "--lag"),
        ("every", "--every"),
        ("last", "--last"),
    ];
    let told = error.to_string();
    let words = match error {
        Missing { remedy, .. } => *remedy,
        Domain { name, .. } => *name,
        UnknownMass { .. } => return format!("{told}; give them with --masses"),
        _ => return told,
    };
    match FLAGS.iter().find(|(library, _)| *library == words) {
        Some((library, flag)) => told.replacen(library, flag, 1),
        None => told,
    }
}

impl From<glassmelt_rotors::Error> for Failure {
    fn from(error: glassmelt_rotors::Error) -> Self {
        Self::Run(error.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Output(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_flags;

    #[test]
    fn advice_names_flags_and_a_file_keeps_its_name() {
        assert_eq!(
            with_flags("value-unit.csv: no unit; expected eta_Pa_s, or value-unit pa-s"),
            "value-unit.csv: no unit; expected eta_Pa_s, or --value-unit pa-s"
        );
        assert_eq!(
            with_flags("value-unit.csv is empty"),
            "value-unit.csv is empty"
        );
    }
}

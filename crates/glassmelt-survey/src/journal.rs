//! The answers that are kept: a file that grows by one line a curve, each line whole or not there.

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{FittedCurve, Refused, SurveyError};

/// The name of the file in the folder of a survey.
pub const FILE: &str = "answers.jsonl";
/// The form of the file.
const FORM: u32 = 1;
/// How its first line begins.
const BEGINNING: &str = "{\"form\":";

/// What is kept of one curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It was fitted.
    Fitted(Box<FittedCurve>),
    /// No law could be fitted to it.
    Refused(Refused),
}

impl Kept {
    /// The curve's name.
    pub fn id(&self) -> &str {
        match self {
            Self::Fitted(curve) => &curve.id,
            Self::Refused(refused) => &refused.id,
        }
    }
}

/// The first line: which survey this is.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    form: u32,
    survey: String,
}

/// The open file of answers; only one process holds it.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    kept: HashMap<String, Kept>,
    /// Length of what is whole, bytes.
    whole: u64,
}

impl Journal {
    /// Opens the answers in a folder, or begins them; `identity` tells this survey from every other.
    ///
    /// A last line that breaks off (a crash, a full disk) is cut off.
    ///
    /// # Errors
    /// When the folder cannot be written, holds another survey or a damaged file, or another process writes there.
    pub fn open(folder: &Path, identity: &str) -> Result<Self, SurveyError> {
        let path = folder.join(FILE);
        let failed = |source| SurveyError::Write {
            path: path.clone(),
            source,
            done: 0,
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SurveyError::Locked { path }),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let end = bytes.iter().rposition(|byte| *byte == b'\n');
        let (whole, broken) = bytes.split_at(end.map_or(0, |end| end + 1));
        let mut journal = Self {
            whole: whole.len() as u64,
            kept: kept(&path, whole, broken, identity)?,
            path: path.clone(),
            file,
        };
        journal.cut().map_err(failed)?;
        if journal.whole == 0 {
            let head = Head {
                form: FORM,
                survey: identity.to_owned(),
            };
            journal.line(&head, "the survey")?;
            journal.sync()?;
        }
        Ok(journal)
    }

    /// The answer on a curve, where it is kept.
    pub fn answer(&self, id: &str) -> Option<&Kept> {
        self.kept.get(id)
    }

    /// How many answers are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Keeps answers, all on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written; then those that are whole stay and the rest is cut off.
    pub fn keep(&mut self, answers: Vec<Kept>) -> Result<(), SurveyError> {
        for answer in answers {
            self.line(&answer, answer.id())?;
            self.kept.insert(answer.id().to_owned(), answer);
        }
        self.sync()
    }

    fn line(&mut self, value: &impl Serialize, id: &str) -> Result<(), SurveyError> {
        let mut line = serde_json::to_vec(value).map_err(|source| SurveyError::Json {
            id: id.to_owned(),
            source,
        })?;
        line.push(b'\n');
        if let Err(source) = self.file.write_all(&line) {
            // The first error is the one worth telling; what broke off is cut again when somebody goes on.
            let _ = self.cut();
            return Err(self.failed(source));
        }
        self.whole += line.len() as u64;
        Ok(())
    }

    fn sync(&self) -> Result<(), SurveyError> {
        self.file.sync_data().map_err(|source| self.failed(source))
    }

    fn cut(&mut self) -> std::io::Result<()> {
        self.file.set_len(self.whole)?;
        self.file.seek(SeekFrom::Start(self.whole)).map(|_| ())
    }

    fn failed(&self, source: std::io::Error) -> SurveyError {
        SurveyError::Write {
            path: self.path.clone(),
            source,
            done: self.kept.len(),
        }
    }
}

/// The answers in the whole lines of a file; what breaks off after them may end inside a character.
fn kept(
    path: &Path,
    whole: &[u8],
    broken: &[u8],
    identity: &str,
) -> Result<HashMap<String, Kept>, SurveyError> {
    let another = || SurveyError::AnotherSurvey { path: path.into() };
    let text = str::from_utf8(whole).map_err(|error| SurveyError::Damaged {
        path: path.into(),
        line: whole[..error.valid_up_to()]
            .split(|byte| *byte == b'\n')
            .count(),
        message: error.to_string(),
    })?;
    let mut lines = text.lines().enumerate();
    let Some((_, head)) = lines.next() else {
        // A first line that breaks off may be anything.
        let beginning = BEGINNING.as_bytes();
        return if beginning.starts_with(broken) || broken.starts_with(beginning) {
            Ok(HashMap::new())
        } else {
            Err(another())
        };
    };
    let head: Head = serde_json::from_str(head).map_err(|_| another())?;
    if head.form != FORM || head.survey != identity {
        return Err(another());
    }
    let answer = |(i, line): (usize, &str)| {
        let kept: Kept = serde_json::from_str(line).map_err(|error| SurveyError::Damaged {
            path: path.into(),
            line: i + 1,
            message: error.to_string(),
        })?;
        Ok((kept.id().to_owned(), kept))
    };
    lines.map(answer).collect()
}

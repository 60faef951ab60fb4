//! The picture of a fit: figures and a self-contained HTML report.

//! What a report says about itself: where its data came from and how to make it again.

/// Where the data came from and how the report was made; all of it is shown, none of it trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportMeta {
    /// The title of the page, usually the liquid's name.
    pub title: String,
    /// The command line that makes this report again.
    pub command: String,
    /// The version of glassmelt that made it.
    pub version: String,
    /// The data file's name.
    pub data_name: String,
    /// The data file's digest with its algorithm, such as `sha256:1f…`.
    pub digest: String,
    /// Where the data were published.
    pub source: Option<String>,
    /// The files that were asked about, by name and text; shown as they are.
    pub inputs: Vec<(String, String)>,
    /// When the report was made; none keeps reports of the same data identical.
    pub generated: Option<String>,
}

/// In which formats the figures are written beside the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pictures {
    /// SVG alone.
    #[default]
    Svg,
    /// SVG and PNG.
    SvgAndPng,
}

/// What to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// The formats of the figures.
    pub pictures: Pictures,
}

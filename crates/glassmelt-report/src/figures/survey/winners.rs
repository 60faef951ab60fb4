//! Who wins how often: a bar a law, the part it wins alone in full colour, ties paler.

use glassmelt_fit::laws;
use glassmelt_survey::Origin;
use glassmelt_survey::population::{LawCount, Winners};
use kuva::render::render::TextAnchor;

use super::points_of;
use crate::canvas::{Axis, Canvas, Frame, Key, Line, Marker, Panel, legend_height, text};
use crate::figures::Figure;
use crate::style::{COLUMN, INK, TICK_SIZE, law_style};
use crate::survey::SurveyAnswer;

/// Height of a row, px.
const ROW: f64 = 19.0;
/// Width of a mark in the legend, px.
const BAR: f64 = 9.0;
/// Space above the frame and at its right, px.
const MARGIN: f64 = 14.0;
/// Space below the frame for its axis, px.
const BELOW: f64 = 38.0;
/// The colour of bars in the legend.
const GREY: &str = "#6b6b6b";

/// Shares of curves that each law wins alone, and on which it cannot be told from the best.
///
/// Of measured points where there are any, of levels otherwise; none where no curve ranks its laws.
pub fn winners(survey: SurveyAnswer) -> Option<Figure> {
    let kinds = &survey.population.winners;
    let of = |origin: Origin| kinds.iter().find(|w| w.origin == origin && w.ranked > 0);
    let shown = of(Origin::Measured).or_else(|| of(Origin::Levels))?;
    let names: Vec<String> = shown.laws.iter().map(|law| short(&law.law)).collect();
    let widest = names
        .iter()
        .map(|name| text::width(name, f64::from(TICK_SIZE)));
    let left = widest.fold(0.0, f64::max) + 14.0;
    let rows = shown.laws.len() as f64;
    let frame = Frame {
        left,
        top: MARGIN,
        width: COLUMN - left - MARGIN,
        height: ROW * rows + 8.0,
    };
    let keys = [
        Key::marker(Marker::filled(GREY, 0.5 * BAR), "preferred to all others"),
        Key::marker(
            Marker::filled(paler(GREY), 0.5 * BAR),
            "best, or not told from it",
        ),
        Key::line(Line::full(INK, 0.9), "95 % (Wilson)"),
    ];
    let foot = frame.bottom() + BELOW;
    let mut canvas = Canvas::new(
        "winners",
        COLUMN,
        foot + legend_height(&keys, COLUMN - 12.0),
    );
    let x = Axis::exactly("share of curves (%)", (0.0, 100.0), 5);
    // No labels at numbers: each row has its law's name.
    let y = Axis::exactly("", (0.4, rows + 0.6), 1).with_step(1e6, 1);
    let panel = canvas.panel(frame, &x, &y);
    for (i, (law, name)) in shown.laws.iter().zip(&names).enumerate() {
        bar(&mut canvas, &panel, rows - i as f64, law);
        let height = panel.place(0.0, rows - i as f64).map_or(0.0, |at| at.1);
        let place = (left - 6.0, height + 3.5);
        canvas.text(place, name.clone(), TICK_SIZE, TextAnchor::End, INK);
    }
    canvas.legend(&keys, (6.0, foot), COLUMN - 12.0);
    Some(Figure {
        name: "winners",
        title: "Who wins how often".into(),
        caption: caption(shown),
        canvas,
    })
}

fn bar(canvas: &mut Canvas, panel: &Panel, y: f64, law: &LawCount) {
    let color = law_style(&law.law).color;
    let [among, wins] = [law.among_best, law.wins].map(|share| 100.0 * share.value);
    for (share, color) in [(among, paler(color)), (wins, color.to_owned())] {
        if share > 0.0 {
            canvas.block(panel, (0.0, y - 0.27), (share, y + 0.27), &color);
        }
    }
    let ends = [law.among_best.low, law.among_best.high].map(|end| (100.0 * end, y));
    canvas.line(panel, &ends, &Line::full(INK, 0.9));
}

/// Half-way to white.
fn paler(color: &str) -> String {
    let part = |i: usize| {
        let range = color.get(i..i + 2).unwrap_or("80");
        let byte = u16::from_str_radix(range, 16).unwrap_or(128);
        format!("{:02x}", byte + (255 - byte) * 11 / 20)
    };
    format!("#{}{}{}", part(1), part(3), part(5))
}

/// A law's title without what stands in brackets.
pub(crate) fn short(law: &str) -> String {
    let title = laws::by_name(law).map_or(law, |known| known.title());
    title
        .split_once(" (")
        .map_or(title, |(short, _)| short)
        .to_owned()
}

fn caption(shown: &Winners) -> String {
    format!(
        "Of {} curves of {} that have points enough to rank the laws ({} in all), by AICc; {} prefer no law. A law is \
         preferred where the difference to the next one is more than two of its standard errors; others are ties and \
         count for every law that cannot be told from the best. The paper's printed law is the curve of \
         Vogel, Fulcher and Tammann.",
        shown.ranked,
        points_of(shown.origin),
        shown.curves,
        shown.undecided.count
    )
}

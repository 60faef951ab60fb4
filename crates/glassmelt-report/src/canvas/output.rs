//! The finished sheet as SVG and as PNG.

use kuva::PngBackend;
use kuva::backend::svg::SvgBackend;
use kuva::render::render::{Primitive, Scene};

use super::{Canvas, text};

/// Pixels of a PNG for each px of the sheet: 384 dots an inch.
const PNG_SCALE: f32 = 4.0;

impl Canvas {
    /// The sheet as SVG: in mm when it stands alone, filling its place on a page.
    pub(crate) fn svg(&self) -> String {
        let svg = text::scripts_in_svg(&SvgBackend::new().render_scene(&self.scene));
        let millimetres = |px: f64| px / 96.0 * 25.4;
        let (width, height) = (self.scene.width, self.scene.height);
        let Some((_, rest)) = svg.split_once(" font-family=") else {
            return svg;
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.2}mm\" height=\"{:.2}mm\" \
             viewBox=\"0 0 {width} {height}\" font-family={rest}",
            millimetres(width),
            millimetres(height)
        )
    }

    /// The sheet as PNG, 384 dots an inch.
    pub(crate) fn png(&self) -> Result<Vec<u8>, String> {
        let fine = PngBackend::new()
            .with_scale(2.0 * PNG_SCALE)
            .render_scene(&self.for_pixels())?;
        halved(&fine).map_err(|error| error.to_string())
    }

    /// The same scene without what kuva draws in SVG alone: scripts, and dashes over many points.
    fn for_pixels(&self) -> Scene {
        let mut scene = Scene::new(self.scene.width, self.scene.height);
        scene.text_color.clone_from(&self.scene.text_color);
        for element in &self.scene.elements {
            if let Some(texts) = text::scripts_in_pixels(element) {
                scene.elements.extend(texts);
            } else if let Some(dashes) = dashes_in_pixels(element) {
                scene.elements.extend(dashes);
            } else {
                scene.add(element.clone());
            }
        }
        scene
    }
}

/// A picture of half the size, each pixel the mean of four: kuva's turned texts have rough edges.
fn halved(fine: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(fine)).read_info()?;
    let size = reader.output_buffer_size().ok_or("a picture too large")?;
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels)?;
    let samples = info.color_type.samples();
    let (width, height) = (info.width / 2, info.height / 2);
    let mean = |row: usize, column: usize, sample: usize| -> u8 {
        let at = |dy: usize, dx: usize| {
            let index = (2 * row + dy) * info.line_size + (2 * column + dx) * samples + sample;
            u16::from(pixels[index])
        };
        let sum = at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1);
        u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX)
    };
    let mut coarse = Vec::with_capacity(pixels.len() / 4);
    for row in 0..height as usize {
        for column in 0..width as usize {
            coarse.extend((0..samples).map(|sample| mean(row, column, sample)));
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(info.color_type);
    encoder.set_depth(info.bit_depth);
    let dots_a_metre = (f64::from(PNG_SCALE) * 96.0 / 0.0254).round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // about 15000
    let dots = dots_a_metre as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: dots,
        yppu: dots,
        unit: png::Unit::Meter,
    }));
    encoder.write_header()?.write_image_data(&coarse)?;
    Ok(out)
}

/// A dashed polyline as its dashes: kuva's pixels would begin the pattern anew at every point.
fn dashes_in_pixels(element: &Primitive) -> Option<Vec<Primitive>> {
    let Primitive::PolyLine {
        points,
        stroke,
        stroke_width,
        stroke_dasharray: Some(pattern),
    } = element
    else {
        return None;
    };
    let lengths: Vec<f64> = pattern
        .split_whitespace()
        .filter_map(|length| length.parse().ok())
        .collect();
    Some(
        dashes(points, &lengths)
            .into_iter()
            .map(|points| Primitive::PolyLine {
                points,
                stroke: stroke.clone(),
                stroke_width: *stroke_width,
                stroke_dasharray: None,
            })
            .collect(),
    )
}

/// The parts of a polyline that a pattern of drawn and left-out lengths draws.
fn dashes(points: &[(f64, f64)], pattern: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let (Some(&start), true) = (points.first(), pattern.iter().sum::<f64>() > 0.1) else {
        return vec![points.to_vec()];
    };
    let mut parts = vec![vec![start]];
    let mut index = 0;
    let mut left = pattern[0];
    for w in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (w[0], w[1]);
        let length = (x1 - x0).hypot(y1 - y0);
        let at = |s: f64| (x0 + (x1 - x0) * s / length, y0 + (y1 - y0) * s / length);
        let mut walked = 0.0;
        while length - walked > left {
            walked += left;
            if index % 2 == 0 {
                push(&mut parts, at(walked));
            } else {
                parts.push(vec![at(walked)]);
            }
            index += 1;
            left = pattern[index % pattern.len()];
        }
        left -= length - walked;
        if index % 2 == 0 {
            push(&mut parts, (x1, y1));
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// Adds a point to the newest part.
fn push(parts: &mut [Vec<(f64, f64)>], point: (f64, f64)) {
    if let Some(part) = parts.last_mut() {
        part.push(point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_of_a_fine_line_are_those_of_the_straight_one() {
        let coarse = [(0.0, 0.0), (10.0, 0.0)];
        let fine: Vec<(f64, f64)> = (0..=1000).map(|i| (f64::from(i) / 100.0, 0.0)).collect();
        let ends = |points: &[(f64, f64)]| -> Vec<(f64, f64)> {
            dashes(points, &[3.0, 2.0])
                .iter()
                .map(|part| (part[0].0, part[part.len() - 1].0))
                .collect()
        };
        let expected = [(0.0, 3.0), (5.0, 8.0)];
        for found in [ends(&coarse), ends(&fine)] {
            assert_eq!(found.len(), 2);
            for (a, b) in found.iter().zip(expected) {
                assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9);
            }
        }
    }
}

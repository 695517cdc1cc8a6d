//! Drawing a card: the land, what happens on it, and the words.

use std::sync::OnceLock;

use domain::geography::{Coordinates, MapPoint};
use tiny_skia::{Path, PathBuilder, Pixmap, Rect, Transform};

use super::canvas::{Canvas, HEIGHT, HERE, INK, LAND, PAPER, Rgb, SOFT, WIDTH, hue, mix};
use super::card::{Card, Network, Ring, Scene};
use super::letters::{Face, LEADING};
use super::signs::{arcs, mark, rings, sign};
use crate::theme::{Country, Theme};
use crate::view::arc::Size;
use crate::view::labels;
use crate::view::shape::{Curve, Frame, Point, project};

/// The words hang from one axis, like everything on the site.
const LEFT: f32 = 72.0;
/// How far words may reach to the right: beside a place or an exchange, and beside all of Europe.
const MEASURE: f32 = 640.0;
const NARROW_MEASURE: f32 = 510.0;
const TITLE_SIZES: [f32; 6] = [76.0, 68.0, 60.0, 54.0, 48.0, 43.0];
/// Where the title begins and how far down it may go.
const TITLE_TOP: f32 = 212.0;
const TITLE_HEIGHT: f32 = 270.0;

/// A place stands here, on a map that shows about 2,500 km from left to right.
const PLACE: (f32, f32) = (930.0, 300.0);
const PLACE_SCALE: f64 = 2.1;
/// The piece of the map that every place with its surroundings is cut from: left, above, right, below, in units.
const SHEET: (f64, f64, f64, f64) = (-300.0, -140.0, 1_000.0, 1_010.0);

/// Where an exchange or a country is laid: to the right of the words.
const AREA: Size =
    Size { width: WIDTH as f64, height: HEIGHT as f64, air: [120.0, 130.0, 130.0, 770.0], span: 120.0, letters: 30.0 };
/// The same for a country, of which one wants to see more than its offers.
const COUNTRY: Size = Size { span: 190.0, ..AREA };
/// All of Europe, to the right.
const EUROPE: Frame = Frame { scale: 0.8, x: 566.0, y: -116.0 };
/// How far an arc bows, of its length.
const BOW: f64 = 0.4;

/// Everything needed to draw, made once for a build.
pub(super) struct Studio {
    serif: Face,
    sans: Face,
    bold: Face,
    land: Vec<(Option<String>, Path)>,
    /// The land around all places, at their scale.
    sheet: OnceLock<Option<Pixmap>>,
    /// The land of the whole network.
    europe: OnceLock<Option<Pixmap>>,
}

impl Studio {
    /// Takes land and fonts from the theme.
    pub fn open(theme: &Theme) -> Option<Self> {
        Some(Self {
            serif: Face::new(&theme.fonts.serif)?,
            sans: Face::new(&theme.fonts.sans)?,
            bold: Face::new(&theme.fonts.bold)?,
            land: theme.land.iter().filter_map(outline).collect(),
            sheet: OnceLock::new(),
            europe: OnceLock::new(),
        })
    }

    /// A card as a PNG.
    ///
    /// # Errors
    /// What went wrong, in words.
    pub fn draw(&self, card: &Card) -> Result<Vec<u8>, String> {
        let hue = hue(card.family);
        let mut canvas = self.scene(&card.scene, hue).ok_or("no memory for its pixels")?;
        self.words(&mut canvas, card, hue);
        canvas.png(&hues(card, hue))
    }

    fn scene(&self, scene: &Scene, hue: Rgb) -> Option<Canvas> {
        match scene {
            Scene::Network(network) => self.network(network),
            Scene::Place(at) => self.place(*at, hue),
            Scene::Country { code, places } => {
                let points: Vec<Point> = places.iter().map(|(at, _)| project(*at)).collect();
                let frame = Frame::around(&points, COUNTRY);
                let mut canvas = Canvas::new(WIDTH, HEIGHT)?;
                self.lay(&mut canvas, transform(&frame), Some(code));
                rings(&mut canvas, &frame, places, 11.0);
                Some(canvas)
            }
            Scene::Exchange { to, from } => {
                let (host, visitors) = (project(to.at), from.iter().map(|place| project(place.at)));
                let curves: Vec<Curve> = visitors.map(|visitor| Curve::between(visitor, host, BOW)).collect();
                let mut points: Vec<Point> = curves.iter().flat_map(|curve| [curve.from, curve.at(0.5)]).collect();
                points.push(host);
                let frame = Frame::around(&points, AREA);
                let mut canvas = Canvas::new(WIDTH, HEIGHT)?;
                self.lay(&mut canvas, transform(&frame), None);
                let curves: Vec<Curve> = curves.iter().map(|curve| frame.curve(curve)).collect();
                arcs(&mut canvas, &curves, hue, 4.5);
                let names: Vec<(&str, Point)> = std::iter::once((to.name.as_str(), frame.point(host)))
                    .chain(from.iter().map(|place| (place.name.as_str(), frame.point(project(place.at)))))
                    .collect();
                self.names(&mut canvas, &names, &curves);
                Some(canvas)
            }
        }
    }

    fn network(&self, network: &Network) -> Option<Canvas> {
        let land = self.europe.get_or_init(|| {
            let mut canvas = Canvas::new(WIDTH, HEIGHT)?;
            self.lay(&mut canvas, transform(&EUROPE), None);
            Some(canvas.pixmap)
        });
        let mut canvas = Canvas { pixmap: land.clone()? };
        rings(&mut canvas, &EUROPE, &network.rings, 7.0);
        let bows = [0.5, 0.36, 0.24, 0.43].into_iter().cycle();
        let curves: Vec<Curve> = network
            .arcs
            .iter()
            .zip(bows)
            .map(|((from, to), bow)| EUROPE.curve(&Curve::between(project(*from), project(*to), bow)))
            .collect();
        arcs(&mut canvas, &curves, INK, 3.5);
        Some(canvas)
    }

    /// A place with open rings. Its surroundings are cut from one large sheet: there are more places than one would
    /// want to draw all of Europe for.
    fn place(&self, at: Coordinates, hue: Rgb) -> Option<Canvas> {
        let (left, above, right, below) = SHEET;
        let side = |units: f64| (units * PLACE_SCALE).round() as u32;
        let sheet = self.sheet.get_or_init(|| {
            let mut canvas = Canvas::new(side(right - left), side(below - above))?;
            let frame = Frame { scale: PLACE_SCALE, x: -left * PLACE_SCALE, y: -above * PLACE_SCALE };
            self.lay(&mut canvas, transform(&frame), None);
            Some(canvas.pixmap)
        });
        let sheet = sheet.as_ref()?;
        let point = project(at);
        // Whole pixels, so that the sheet can be cut without being drawn again.
        let cut = (
            ((point.x - left) * PLACE_SCALE).round() as i64 - PLACE.0 as i64,
            ((point.y - above) * PLACE_SCALE).round() as i64 - PLACE.1 as i64,
        );
        let mut canvas = Canvas::new(WIDTH, HEIGHT)?;
        copy(sheet, &mut canvas.pixmap, cut);
        let (x, y) = PLACE;
        canvas.dot(x, y, 27.0, PAPER);
        canvas.ring(x, y, 48.0, mix(LAND, hue, 0.5), 3.0);
        canvas.ring(x, y, 28.0, hue, 3.5);
        canvas.dot(x, y, 12.0, hue);
        Some(canvas)
    }

    /// Lays the land, with one country set off.
    fn lay(&self, canvas: &mut Canvas, transform: Transform, set_off: Option<&String>) {
        for (code, path) in &self.land {
            let colour = if set_off.is_some() && code.as_ref() == set_off { HERE } else { LAND };
            canvas.fill(path, colour, transform);
        }
        for (_, path) in &self.land {
            // The line is as wide on every map.
            canvas.stroke(path, PAPER, 1.2 / transform.sx, transform);
        }
    }

    fn names(&self, canvas: &mut Canvas, names: &[(&str, Point)], curves: &[Curve]) {
        let lines: Vec<Vec<Point>> =
            curves.iter().map(|curve| (0..=24).map(|step| curve.at(f64::from(step) / 24.0)).collect()).collect();
        for label in labels::place(names, &lines, labels::CLEAR_OF_DOT + 6.0, AREA) {
            let size = AREA.letters as f32;
            let width = self.serif.width(&label.text) * size;
            let x = match label.anchor {
                "start" => label.x as f32,
                "end" => label.x as f32 - width,
                _ => label.x as f32 - width / 2.0,
            };
            canvas.text_on_land(&self.serif, &label.text, size, (x, label.y as f32));
        }
    }

    fn words(&self, canvas: &mut Canvas, card: &Card, hue: Rgb) {
        let measure = if matches!(card.scene, Scene::Network(_)) { NARROW_MEASURE } else { MEASURE };
        mark(canvas, LEFT, 58.0);
        canvas.text(&self.serif, &card.site, 33.0, (LEFT + 82.0, 98.0), INK);

        if !card.kind.is_empty() {
            let text_left = if card.family.is_some() { LEFT + 32.0 } else { LEFT };
            sign(canvas, card.family, LEFT, 163.0, hue);
            let kind = self.bold.fit(&card.kind, &[27.0], measure, 30.0);
            canvas.text(&self.bold, &kind.lines.concat(), 27.0, (text_left, 181.0), hue);
        }
        let title = self.serif.fit(&card.title, &TITLE_SIZES, measure, TITLE_HEIGHT);
        for (position, line) in title.lines.iter().enumerate() {
            let base = TITLE_TOP + title.size * (0.8 + position as f32 * LEADING);
            canvas.text(&self.serif, line, title.size, (LEFT - title.size * 0.03, base), INK);
        }
        let place = self.bold.fit(&card.place, &[29.0], measure + 60.0, 34.0);
        let facts = self.sans.fit(&card.facts, &[27.0], measure + 90.0, 32.0);
        canvas.text(&self.bold, &place.lines.concat(), 29.0, (LEFT, 541.0), INK);
        canvas.text(&self.sans, &facts.lines.concat(), 27.0, (LEFT, 580.0), SOFT);
        if let Some(demo) = &card.demo {
            let width = self.sans.width(demo) * 23.0;
            let (left, top) = (WIDTH as f32 - LEFT - width - 28.0, 548.0);
            if let Some(frame) = Rect::from_xywh(left, top, width + 28.0, 40.0) {
                let frame = PathBuilder::from_rect(frame);
                canvas.fill(&frame, PAPER, Transform::identity());
                canvas.dashed(&frame, SOFT, 1.5);
            }
            canvas.text(&self.sans, demo, 23.0, (left + 14.0, top + 28.0), SOFT);
        }
        if let Some(bar) = Rect::from_xywh(0.0, HEIGHT as f32 - 14.0, WIDTH as f32, 14.0) {
            canvas.fill(&PathBuilder::from_rect(bar), hue, Transform::identity());
        }
    }
}

/// The hues of a picture, its own first.
fn hues(card: &Card, own: Rgb) -> Vec<Rgb> {
    let rings: &[Ring] = match &card.scene {
        Scene::Network(network) => &network.rings,
        Scene::Country { places, .. } => places,
        Scene::Place(_) | Scene::Exchange { .. } => &[],
    };
    let mut hues = vec![own];
    for (_, family) in rings {
        let hue = hue(Some(family));
        if !hues.contains(&hue) {
            hues.push(hue);
        }
    }
    hues
}

fn outline(country: &Country) -> Option<(Option<String>, Path)> {
    let mut path = PathBuilder::new();
    for ring in &country.rings {
        for (position, (longitude, latitude)) in ring.iter().enumerate() {
            let MapPoint { x, y } = Coordinates { latitude: *latitude, longitude: *longitude }.project();
            let (x, y) = (x as f32, y as f32);
            if position == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close();
    }
    Some((country.country.clone(), path.finish()?))
}

fn transform(frame: &Frame) -> Transform {
    let scale = frame.scale as f32;
    Transform::from_row(scale, 0.0, 0.0, scale, frame.x as f32, frame.y as f32)
}

/// Copies a piece of a sheet that begins at `cut`; where there is no sheet, the paper stays.
fn copy(sheet: &Pixmap, onto: &mut Pixmap, cut: (i64, i64)) {
    let (sheet_width, width) = (i64::from(sheet.width()), i64::from(onto.width()));
    let from = cut.0.clamp(0, sheet_width);
    let until = (cut.0 + width).clamp(from, sheet_width);
    let bytes = |pixels: i64| usize::try_from(pixels * 4).unwrap_or_default();
    let source = sheet.data();
    for (row, target) in onto.data_mut().chunks_exact_mut(bytes(width)).enumerate() {
        let line = cut.1 + row as i64;
        if (0..i64::from(sheet.height())).contains(&line) {
            let start = bytes(line * sheet_width + from);
            let piece = &source[start..start + bytes(until - from)];
            let begin = bytes(from - cut.0);
            target[begin..begin + piece.len()].copy_from_slice(piece);
        }
    }
}

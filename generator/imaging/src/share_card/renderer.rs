//! Drawing a card: the land, what happens on it, and the words.

use std::sync::OnceLock;

use domain::vocabulary::geography::{Coordinates, MapPoint};
use tiny_skia::{Path, PathBuilder, Rect, Transform};

use super::canvas::{Canvas, HEIGHT, WIDTH};
use super::card::{Card, Country, Fonts, Network, Scene};
use super::glyphs::{Coverage, GlyphCache};
use super::palette::{INK, PAPER, Rgb, SOFT, hue};
use super::symbols::{self, arcs, rings, sign};
use super::typeface::{LEADING, Typeface};
use crate::geometry::{Curve, Frame, Layout, Point, project};
use crate::labels;

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
const PLACE: (i64, i64) = (930, 300);
/// The scales of maps that are drawn once and cut: for exchanges each of them, for places the second.
const SCALES: [f64; 14] = [2.5, 2.1, 1.76, 1.48, 1.25, 1.05, 0.88, 0.74, 0.62, 0.52, 0.44, 0.37, 0.31, 0.26];
const PLACE_SCALE: usize = 1;
/// What of the map is on them: left, above, right, below, in units.
const SHEET: (f64, f64, f64, f64) = (-300.0, -140.0, 1_000.0, 1_010.0);

/// Where an exchange or a country is laid: to the right of the words.
const AREA: Layout = Layout {
    width: WIDTH as f64,
    height: HEIGHT as f64,
    margins: [120.0, 130.0, 130.0, 770.0],
    min_span: 120.0,
    font_size: 30.0,
};
/// The middle of what [`AREA`] leaves.
const AREA_MIDDLE: (i64, i64) = (920, 310);
/// The same for a country, of which one wants to see more than its offers.
const COUNTRY: Layout = Layout { min_span: 190.0, ..AREA };
/// All of Europe, to the right.
const EUROPE: Frame = Frame { scale: 0.8, x: 566.0, y: -116.0 };
/// How far an arc bows, of its length.
const BOW: f64 = 0.4;

/// Everything needed to draw, made once for a build.
pub struct CardRenderer {
    serif: GlyphCache,
    sans: GlyphCache,
    bold: GlyphCache,
    land: Vec<(Option<String>, Path)>,
    /// The land at each of the [`SCALES`].
    sheets: [OnceLock<Option<Canvas>>; SCALES.len()],
    /// The land of the whole network.
    europe: OnceLock<Option<Canvas>>,
    mark: Vec<Coverage>,
    place: Vec<Coverage>,
}

impl CardRenderer {
    /// Returns a renderer; nothing if a font is none.
    pub fn new(fonts: &Fonts, land: &[Country]) -> Option<Self> {
        Some(Self {
            serif: GlyphCache::new(Typeface::new(&fonts.serif)?),
            sans: GlyphCache::new(Typeface::new(&fonts.sans)?),
            bold: GlyphCache::new(Typeface::new(&fonts.bold)?),
            land: land.iter().filter_map(outline).collect(),
            sheets: Default::default(),
            europe: OnceLock::new(),
            mark: symbols::mark(LEFT, 58.0),
            place: symbols::place(PLACE.0 as f32, PLACE.1 as f32),
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
        canvas.png()
    }

    fn scene(&self, scene: &Scene, hue: Rgb) -> Option<Canvas> {
        match scene {
            Scene::Network(network) => self.network(network),
            Scene::Place(at) => {
                let (mut canvas, _) = self.cut(PLACE_SCALE, project(*at), PLACE)?;
                canvas.lay_all(&self.place, &symbols::place_colours(hue));
                Some(canvas)
            }
            Scene::Country { code, places } => {
                let points: Vec<Point> = places.iter().map(|(at, _)| project(*at)).collect();
                let frame = Frame::around(&points, COUNTRY);
                let mut canvas = self.land((WIDTH, HEIGHT), &frame, Some(code))?;
                rings(&mut canvas, &frame, places, 11.0);
                Some(canvas)
            }
            Scene::Exchange { to, from } => {
                let (host, visitors) = (project(to.at), from.iter().map(|place| project(place.at)));
                let curves: Vec<Curve> = visitors.map(|visitor| Curve::between(visitor, host, BOW)).collect();
                let mut points: Vec<Point> = curves.iter().flat_map(|curve| [curve.from, curve.at(0.5)]).collect();
                points.push(host);
                let frame = Frame::around(&points, AREA);
                let (mut canvas, frame) = match SCALES.iter().position(|scale| *scale <= frame.scale) {
                    Some(scale) => self.cut(scale, frame.origin_of(AREA_MIDDLE), AREA_MIDDLE)?,
                    None => (self.land((WIDTH, HEIGHT), &frame, None)?, frame),
                };
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
        let land = self.europe.get_or_init(|| self.land((WIDTH, HEIGHT), &EUROPE, None));
        let mut canvas = land.clone()?;
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

    /// The land with a point of the map at a pixel, and the frame in which it lies. It is cut from one large sheet: there
    /// are more places than one would want to draw all of Europe for.
    fn cut(&self, scale: usize, point: Point, (x, y): (i64, i64)) -> Option<(Canvas, Frame)> {
        let (left, above, right, below) = SHEET;
        let sheet = &self.sheets[scale];
        let scale = SCALES[scale];
        let side = |units: f64| (units * scale).round() as u32;
        let sheet = sheet.get_or_init(|| {
            let frame = Frame { scale, x: -left * scale, y: -above * scale };
            self.land((side(right - left), side(below - above)), &frame, None)
        });
        // Whole pixels, so that the sheet can be cut without being drawn again.
        let from_left = ((point.x - left) * scale).round() as i64 - x;
        let from_top = ((point.y - above) * scale).round() as i64 - y;
        let frame = Frame { scale, x: -left * scale - from_left as f64, y: -above * scale - from_top as f64 };
        Some((sheet.as_ref()?.cut(from_left, from_top), frame))
    }

    /// Lays the land, with one country set off.
    fn land(&self, size: (u32, u32), frame: &Frame, set_off: Option<&String>) -> Option<Canvas> {
        let is_set_off = |code: &Option<String>| set_off.is_some() && code.as_ref() == set_off;
        let scale = frame.scale as f32;
        let transform = Transform::from_row(scale, 0.0, 0.0, scale, frame.x as f32, frame.y as f32);
        Canvas::with_land(size, self.land.iter().map(|(code, path)| (path, is_set_off(code))), transform)
    }

    fn names(&self, canvas: &mut Canvas, names: &[(&str, Point)], curves: &[Curve]) {
        let mut lines: Vec<Vec<Point>> =
            curves.iter().map(|curve| (0..=24).map(|step| curve.at(f64::from(step) / 24.0)).collect()).collect();
        // Names stay away from the card's own words: the further one reaches among them, the more it hits.
        let words = (0..6).map(|column| f64::from(LEFT + MEASURE) - 32.0 * f64::from(column));
        lines.extend(words.map(|x| (0..HEIGHT).step_by(16).map(|y| Point { x, y: f64::from(y) }).collect()));
        for label in labels::place(names, &lines, labels::CLEAR_OF_DOT + 6.0, AREA) {
            let size = AREA.font_size as f32;
            let width = self.serif.typeface.width(&label.text) * size;
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
        canvas.lay_all(&self.mark, &[INK; 3]);
        canvas.text(&self.serif, &card.site, 33.0, (LEFT + 82.0, 98.0), INK);

        if !card.kind.is_empty() {
            let text_left = if card.family.is_some() { LEFT + 32.0 } else { LEFT };
            sign(canvas, card.family, LEFT, 163.0, hue);
            let kind = self.bold.typeface.fit(&card.kind, &[27.0], measure, 30.0);
            canvas.text(&self.bold, &kind.lines.concat(), 27.0, (text_left, 181.0), hue);
        }
        let title = self.serif.typeface.fit(&card.title, &TITLE_SIZES, measure, TITLE_HEIGHT);
        for (position, line) in title.lines.iter().enumerate() {
            let base = TITLE_TOP + title.size * (0.8 + position as f32 * LEADING);
            canvas.text(&self.serif, line, title.size, (LEFT - title.size * 0.03, base), INK);
        }
        let place = self.bold.typeface.fit(&card.place, &[29.0], measure + 60.0, 34.0);
        let facts = self.sans.typeface.fit(&card.facts, &[27.0], measure + 90.0, 32.0);
        canvas.text(&self.bold, &place.lines.concat(), 29.0, (LEFT, 541.0), INK);
        canvas.text(&self.sans, &facts.lines.concat(), 27.0, (LEFT, 580.0), SOFT);
        if let Some(demo) = &card.demo {
            let width = self.sans.typeface.width(demo) * 23.0;
            let (left, top) = (WIDTH as f32 - LEFT - width - 28.0, 548.0);
            if let Some(frame) = Rect::from_xywh(left, top, width + 28.0, 40.0) {
                let frame = PathBuilder::from_rect(frame);
                canvas.fill(&frame, PAPER);
                canvas.dashed(&frame, SOFT, 1.5);
            }
            canvas.text(&self.sans, demo, 23.0, (left + 14.0, top + 28.0), SOFT);
        }
        canvas.fill_below(HEIGHT as usize - 14, hue);
    }
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

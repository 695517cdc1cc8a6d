//! A chart of columns, one a year, with lines for what was promised: its geometry, ready to be placed into SVG. Every
//! column carries its number and every line its name, so that nothing must be read off an axis or distinguished by colour.

use schemars::JsonSchema;
use serde::Serialize;

use content::model::settings::Target;

/// Units across; a unit is about a pixel on a phone.
const WIDTH: f64 = 340.0;
/// Units down.
const HEIGHT: f64 = 224.0;
/// Where columns stand, from the top: below them is room for the years.
const BASE: f64 = 182.0;
/// Room above the highest column for its number.
const ABOVE: f64 = 26.0;
/// Room at the right for the names of lines, where there are any.
const BESIDE: f64 = 82.0;
/// The height of a column's number, with the space around it.
const NUMBER: f64 = 28.0;
/// The widest column.
const WIDEST: f64 = 64.0;
/// Names of lines nearer than this would print over each other.
const APART: f64 = 34.0;

/// The years of a chart, at most: more would be too thin to carry their numbers on a phone.
const MOST_YEARS: usize = 8;
/// The same beside the names of lines.
const MOST_YEARS_BESIDE: usize = 6;
/// From so many years on, numbers are set smaller.
const MANY_YEARS: usize = 5;

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Columns {
    pub width: f64,
    pub height: f64,
    /// Where the columns stand.
    pub base: f64,
    /// Where they end to the right, and the names of lines begin.
    pub right: f64,
    pub columns: Vec<Column>,
    pub lines: Vec<Line>,
    /// Whether some columns show what they are made of.
    pub divided: bool,
    /// Whether others can't.
    pub undivided: bool,
    /// Whether there are so many that numbers are set smaller.
    pub many: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Column {
    pub year: i16,
    /// Not counted to the year's end.
    pub partial: bool,
    /// The number, if it is published.
    pub value: Option<i64>,
    pub x: f64,
    pub middle: f64,
    pub width: f64,
    /// Where its highest part begins.
    pub top: f64,
    /// Where its number stands: above it, or within it where a line would cross the number.
    pub value_y: f64,
    pub value_inside: bool,
    /// Whether its parts are published; otherwise it is one.
    pub divided: bool,
    /// From the ground upwards.
    pub parts: Vec<Part>,
}

/// A piece of a column.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Part {
    pub y: f64,
    pub height: f64,
}

/// What was promised.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Line {
    /// Whose it is: `pledge`, `council`, or `both` where they are the same number.
    pub whose: &'static str,
    pub percent: i64,
    pub y: f64,
    /// Where its name stands.
    pub name_y: f64,
}

#[derive(Debug, Clone, Default)]
pub struct Year {
    pub year: i16,
    pub partial: bool,
    /// The number at the head of the column, if it is published.
    pub value: Option<i64>,
    /// What the number is made of, from the ground upwards, if that is published.
    pub parts: Vec<i64>,
}

impl Columns {
    /// Draws years, the earliest first, with the targets that they are measured against.
    pub fn new(years: &[Year], targets: &[&Target]) -> Self {
        let most = if targets.is_empty() { MOST_YEARS } else { MOST_YEARS_BESIDE };
        let years = &years[years.len().saturating_sub(most)..];
        let most = years.iter().filter_map(|year| year.value).chain(targets.iter().map(|target| target.percent)).max();
        let scale = (BASE - ABOVE) / most.unwrap_or(1).max(1) as f64;
        let right = if targets.is_empty() { WIDTH } else { WIDTH - BESIDE };
        let step = right / years.len().max(1) as f64;
        let width = (step * 0.62).min(WIDEST);
        let lines = lines(targets, scale);
        let columns: Vec<Column> = years
            .iter()
            .enumerate()
            .map(|(position, year)| {
                let middle = step * (position as f64 + 0.5);
                let parts: Vec<i64> =
                    if year.parts.is_empty() { year.value.into_iter().collect() } else { year.parts.clone() };
                let mut y = BASE;
                let parts = parts
                    .into_iter()
                    .map(|part| {
                        let height = part as f64 * scale;
                        y -= height;
                        Part { y: round(y), height: round(height) }
                    })
                    .collect();
                let crossed = lines.iter().any(|line| (y - NUMBER..=y).contains(&line.y));
                let value_inside = crossed && BASE - y >= NUMBER;
                Column {
                    year: year.year,
                    partial: year.partial,
                    value: year.value,
                    x: round(middle - width / 2.0),
                    middle: round(middle),
                    width: round(width),
                    top: round(y),
                    value_y: round(if value_inside { y + 20.0 } else { y - 7.0 }),
                    value_inside,
                    divided: !year.parts.is_empty(),
                    parts,
                }
            })
            .collect();
        Self {
            width: WIDTH,
            height: HEIGHT,
            base: BASE,
            right: round(right),
            many: columns.len() >= MANY_YEARS,
            divided: columns.iter().any(|column| column.divided),
            undivided: columns.iter().any(|column| !column.divided && !column.parts.is_empty()),
            columns,
            lines,
        }
    }
}

fn lines(targets: &[&Target], scale: f64) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for target in targets {
        let whose = if target.is_pledge() { "pledge" } else { "council" };
        let y = round(BASE - target.percent as f64 * scale);
        match lines.iter_mut().find(|line| line.percent == target.percent) {
            Some(same) => same.whose = "both",
            None => lines.push(Line { whose, percent: target.percent, y, name_y: y }),
        }
    }
    // From above: a name that would touch the one over it moves down, its line stays.
    lines.sort_by_key(|line| -line.percent);
    let mut free = f64::MIN;
    for line in &mut lines {
        line.name_y = round(line.y.max(free));
        free = line.name_y + APART;
    }
    lines
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{ABOVE, BASE, Columns, Year};
    use content::model::settings::Target;

    fn year(year: i16, value: Option<i64>, parts: &[i64]) -> Year {
        Year { year, value, parts: parts.to_vec(), ..Year::default() }
    }

    #[test]
    fn columns_are_as_high_as_their_numbers_and_stay_in_the_picture() {
        let chart = Columns::new(&[year(2024, Some(50), &[]), year(2025, Some(100), &[60, 40])], &[]);
        let heights: Vec<f64> =
            chart.columns.iter().map(|column| column.parts.iter().map(|part| part.height).sum()).collect();
        assert_eq!(heights, [78.0, 156.0]);
        assert_eq!(chart.columns[1].top, ABOVE);
        assert!(chart.divided && chart.undivided, "one column tells its parts, the other can't");
        assert!(chart.columns.iter().all(|column| column.x >= 0.0 && column.x + column.width <= chart.right));
    }

    #[test]
    fn no_line_crosses_a_number() {
        let target = Target { code: "pledge-fewer-opportunities", percent: 20, year: None };
        let chart = Columns::new(
            &[year(2024, Some(13), &[]), year(2025, Some(18), &[]), year(2026, Some(22), &[])],
            &[&target],
        );
        let inside: Vec<bool> = chart.columns.iter().map(|column| column.value_inside).collect();
        assert_eq!(inside, [false, true, false]);
        let line = chart.lines[0].y;
        assert!(
            chart.columns.iter().all(|column| line < column.value_y - 17.0 || line > column.value_y + 2.0),
            "{chart:?}"
        );
    }

    #[test]
    fn a_number_that_is_not_told_has_no_height() {
        let chart = Columns::new(&[year(2024, None, &[]), year(2025, Some(0), &[])], &[]);
        assert_eq!((chart.columns[0].parts.len(), chart.columns[0].top), (0, BASE));
        assert_eq!(chart.columns[1].top, BASE);
        assert_eq!(Columns::new(&[], &[]).columns, []);
    }

    #[test]
    fn a_chart_shows_the_latest_years_and_has_room_for_each_number() {
        let years: Vec<Year> = (2001..2027).map(|number| year(number, Some(9), &[])).collect();
        let target = Target { code: "pledge-vet", percent: 20, year: None };
        for (targets, shown) in [(&[][..], 8), (&[&target][..], 6)] {
            let chart = Columns::new(&years, targets);
            assert_eq!((chart.columns.len(), chart.columns[shown - 1].year), (shown, 2026));
            // "2026" in letters of 14 units is about 34 wide.
            assert!(chart.columns.windows(2).all(|pair| pair[1].middle - pair[0].middle > 40.0), "{:?}", chart.columns);
        }
    }

    #[test]
    fn pledge_and_target_of_the_same_height_are_one_line() {
        let target = |code, percent| Target { code, percent, year: None };
        let (pledge, council) = (target("pledge-vet", 20), target("council-vet", 12));
        let lines = |targets: &[&Target]| -> Vec<_> {
            Columns::new(&[year(2025, Some(7), &[])], targets)
                .lines
                .iter()
                .map(|line| (line.whose, line.percent))
                .collect()
        };
        assert_eq!(lines(&[&pledge, &council]), [("pledge", 20), ("council", 12)]);
        assert_eq!(lines(&[&pledge, &target("council-vet", 20)]), [("both", 20)]);
        let near = Columns::new(&[], &[&pledge, &target("council-vet", 19)]).lines;
        assert!(near[1].name_y - near[0].name_y >= 30.0, "{near:?}");
    }
}

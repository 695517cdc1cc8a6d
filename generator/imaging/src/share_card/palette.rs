//! The colours of a picture: the few that are drawn with, and the steps between those that touch, which soften edges.

use std::sync::{LazyLock, OnceLock};

/// A colour: red, green, blue.
pub(super) type Rgb = [u8; 3];

// As in the theme's `10-tokens.css`, by day.
pub(super) const PAPER: Rgb = [0xf7, 0xf4, 0xec];
pub(super) const LAND: Rgb = [0xeb, 0xe4, 0xd4];
/// The land of a country that is set off.
pub(super) const HERE: Rgb = [0xcf, 0xc4, 0xad];
pub(super) const INK: Rgb = [0x14, 0x26, 0x4a];
pub(super) const SOFT: Rgb = [0x3b, 0x46, 0x5f];
const VISITS: Rgb = [0x08, 0x50, 0x50];
const PLACEMENTS: Rgb = [0x7e, 0x2f, 0x16];
const TEACHING: Rgb = [0x6b, 0x2c, 0x6c];
const EVENTS: Rgb = [0x4c, 0x49, 0x05];

/// The hue of a family of activities; ink for what has none.
pub(super) fn hue(family: Option<&str>) -> Rgb {
    match family {
        Some("visits") => VISITS,
        Some("placements") => PLACEMENTS,
        Some("teaching") => TEACHING,
        Some("events") => EVENTS,
        _ => INK,
    }
}

/// So much of the second colour over the first, from 0 to 1.
pub(super) fn mix(below: Rgb, above: Rgb, part: f32) -> Rgb {
    std::array::from_fn(|channel| {
        let (below, above) = (f32::from(below[channel]), f32::from(above[channel]));
        (below + (above - below) * part).round() as u8
    })
}

/// How finely the edge of a shape is told apart: from not covered at all to covered.
pub(super) const LEVELS: usize = 16;

/// What a colour makes of every colour that it is laid on, for every level of its cover.
pub(super) struct Blend([[u8; LEVELS + 1]; 256]);

impl Blend {
    /// The colour where so much of a ground is covered.
    pub fn over(&self, ground: u8, level: usize) -> u8 {
        self.0[usize::from(ground)][level.min(LEVELS)]
    }
}

/// The colours of all pictures, by their number in a file.
pub(super) struct Palette {
    colours: Vec<Rgb>,
    blends: Vec<OnceLock<Box<Blend>>>,
}

/// One for all pictures, so that what was drawn for one can be cut out for another.
pub(super) static PALETTE: LazyLock<Palette> = LazyLock::new(|| {
    let flat = [PAPER, LAND, HERE, INK, SOFT, VISITS, PLACEMENTS, TEACHING, EVENTS];
    let mut colours = flat.to_vec();
    let mut steps = |below: Rgb, above: Rgb, count: u8| {
        colours.extend((1..count).map(|step| mix(below, above, f32::from(step) / f32::from(count))));
    };
    for ground in [PAPER, LAND] {
        steps(ground, INK, 7);
        steps(ground, SOFT, 6);
        for hue in [VISITS, PLACEMENTS, TEACHING, EVENTS] {
            steps(ground, hue, 6);
        }
    }
    // Edges of land are everywhere and faint: few steps keep the file small.
    steps(PAPER, LAND, 2);
    steps(PAPER, HERE, 3);
    let blends = colours.iter().map(|_| OnceLock::new()).collect();
    Palette { colours, blends }
});

impl Palette {
    /// All colours, one after another.
    pub fn bytes(&self) -> Vec<u8> {
        self.colours.concat()
    }

    /// The number of the colour nearest to one: its own, if it is one of them.
    pub fn nearest(&self, wanted: Rgb) -> u8 {
        let distance =
            |colour: &Rgb| colour.iter().zip(wanted).map(|(a, b)| (i32::from(*a) - i32::from(b)).pow(2)).sum::<i32>();
        let best = self.colours.iter().enumerate().min_by_key(|(_, colour)| distance(colour));
        best.map_or(0, |(number, _)| number as u8)
    }

    /// What a colour makes of what it is laid on, worked out when it is first laid.
    pub fn blend(&self, above: Rgb) -> &Blend {
        let number = usize::from(self.nearest(above));
        self.blends[number].get_or_init(|| {
            let mut blend = Box::new(Blend([[0; LEVELS + 1]; 256]));
            for (ground, levels) in self.colours.iter().zip(&mut blend.0) {
                for (level, made) in levels.iter_mut().enumerate() {
                    *made = self.nearest(mix(*ground, self.colours[number], level as f32 / LEVELS as f32));
                }
            }
            blend
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{INK, LAND, LEVELS, PALETTE, PAPER, hue, mix};

    #[test]
    fn flat_colours_come_out_as_they_were_drawn() {
        let colours = PALETTE.bytes().as_chunks::<3>().0.to_vec();
        assert!(colours.len() <= 256, "{}", colours.len());
        for family in ["visits", "placements", "teaching", "events", "none"] {
            let hue = hue(Some(family));
            for ground in [PAPER, LAND] {
                let (number, blend) = (PALETTE.nearest(ground), PALETTE.blend(hue));
                assert_eq!(colours[usize::from(blend.over(number, LEVELS))], hue);
                assert_eq!(blend.over(number, 0), number, "nothing is covered");
            }
        }
    }

    #[test]
    fn an_edge_keeps_its_softness() {
        let half = mix(PAPER, INK, 0.5);
        let number = PALETTE.blend(INK).over(PALETTE.nearest(PAPER), LEVELS / 2);
        let seen = PALETTE.bytes().as_chunks::<3>().0[usize::from(number)];
        assert!(seen.iter().zip(half).all(|(a, b)| a.abs_diff(b) < 24), "{seen:?} {half:?}");
    }
}

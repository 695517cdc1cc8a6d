//! Chance that repeats itself: the same seed, the same choices, on every machine.

/// A row of numbers (SplitMix64).
pub struct Chance(u64);

impl Chance {
    /// The chance of one thing, by its number: things do not depend on those before them.
    pub fn of(kind: u64, number: usize) -> Self {
        Self(kind.wrapping_mul(0xA076_1D64_78BD_642F) ^ (number as u64).wrapping_mul(0xE703_7ED1_A0B4_28DB))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = (most - least).max(0).unsigned_abs() + 1;
        least + (self.next() % width).cast_signed()
    }

    /// Yes, so many times of a hundred.
    pub fn percent(&mut self, times: i64) -> bool {
        self.between(1, 100) <= times
    }

    /// One of some.
    pub fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[(self.next() % of.len() as u64) as usize]
    }

    /// One of some, the first far more often than the last: as it is with countries and languages.
    pub fn frequent<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        let most = of.len() as i64 - 1;
        let place = self.between(0, most).min(self.between(0, most));
        &of[place.unsigned_abs() as usize]
    }

    /// Several, each once, from `least` to `most` of them.
    pub fn some<'t, T: PartialEq>(&mut self, of: &'t [T], least: i64, most: i64) -> Vec<&'t T> {
        let wanted = self.between(least, most.min(of.len() as i64)).unsigned_abs() as usize;
        let mut chosen: Vec<&T> = Vec::new();
        while chosen.len() < wanted {
            let one = self.frequent(of);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}

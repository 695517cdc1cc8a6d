//! Where somebody is, as it is written behind a name: nothing stands there twice.

/// The town, unless the name ends with it already: "School of Crafts, Graz" is in Graz.
pub fn town_behind<'t>(name: &str, town: &'t str) -> Option<&'t str> {
    let before = name.trim_end().strip_suffix(town);
    let is_said = before.is_some_and(|before| before.ends_with(|letter: char| !letter.is_alphanumeric()));
    (!is_said && name != town).then_some(town)
}

/// Town and country as they are written behind a name. A country that is called like its town is named once.
pub fn whereabouts(name: &str, town: &str, country: Option<&str>) -> String {
    let country = country.filter(|country| *country != town);
    let town = town_behind(name, town).or(country.is_none().then_some(town));
    town.into_iter().chain(country).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::whereabouts;

    #[test]
    fn a_place_is_said_once() {
        for (name, town, country, expected) in [
            ("School of Crafts", "Graz", Some("Austria"), "Graz, Austria"),
            ("School of Crafts, Graz", "Graz", Some("Austria"), "Austria"),
            ("Graz", "Graz", Some("Austria"), "Austria"),
            ("Schule Bergraz", "Graz", Some("Austria"), "Graz, Austria"),
            ("Graz School", "Graz", Some("Austria"), "Graz, Austria"),
            ("Lycée", "Luxembourg", Some("Luxembourg"), "Luxembourg"),
            ("Lycée, Luxembourg", "Luxembourg", Some("Luxembourg"), "Luxembourg"),
            ("School, Graz", "Graz", None, "Graz"),
        ] {
            assert_eq!(whereabouts(name, town, country), expected, "{name}, {town}, {country:?}");
        }
    }
}

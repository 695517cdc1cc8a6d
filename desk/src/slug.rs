//! Names in addresses, made from titles in any language.

use domain::text::Slug;

/// Letters of a name that is still easy to read.
const LONGEST: usize = 60;

/// A name for a title, unlike all that are taken; `fallback` stands in for a title without letters that can be written in
/// the Latin alphabet.
pub(super) fn suggest(title: &str, fallback: &Slug, is_taken: impl Fn(&Slug) -> bool) -> Slug {
    let mut name = String::new();
    for word in deunicode::deunicode_with_tofu(title, " ")
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '\'')
    {
        let word = word.replace('\'', "").to_ascii_lowercase();
        if word.is_empty() {
            continue;
        }
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    let first = Slug::parse(&name).unwrap_or_else(|| fallback.clone());
    let others = (2..).filter_map(|number| Slug::parse(&format!("{first}-{number}")));
    std::iter::once(first.clone()).chain(others).find(|slug| !is_taken(slug)).unwrap_or(first.clone())
}

#[cfg(test)]
mod tests {
    use domain::text::Slug;

    use super::suggest;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).expect("a slug")
    }

    #[test]
    fn titles_of_all_our_languages_become_names() {
        for (title, name) in [
            ("Seen from the quay: a port’s own school", "seen-from-the-quay-a-ports-own-school"),
            ("Öppet hus på Åland – för alla!", "oppet-hus-pa-aland-for-alla"),
            ("Großküche & Bäckerei", "grosskuche-backerei"),
            ("Łódź, l'any 2027", "lodz-lany-2027"),
            ("Σχολή στη θάλασσα", "skhole-ste-thalassa"),
            ("???", "mm-1"),
        ] {
            assert_eq!(suggest(title, &slug("mm-1"), |_| false), slug(name), "{title}");
        }
        let long = suggest(&"learning ".repeat(30), &slug("x"), |_| false);
        assert!(long.as_str().len() <= 60 && long.as_str().ends_with("learning"), "{long}");
        assert!(suggest(&"n".repeat(300), &slug("x"), |_| false).as_str().len() <= 60);
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = [slug("quay"), slug("quay-2")];
        assert_eq!(suggest("Quay", &slug("x"), |name| taken.contains(name)), slug("quay-3"));
    }
}

//! Names that content must not have, because another address of the site needs them: now, with other settings, or once there
//! is more content.

use domain::request::Form;

use crate::model::facet::Facet;

/// Pages of every site, below its language.
const PAGES: [&str; 13] = [
    "404",
    "case-studies",
    "embed",
    "events",
    "good-practice",
    "map",
    "monitoring",
    "not-accepted",
    "offers",
    "open-data",
    "promoters",
    "search",
    "thank-you",
];
/// Folders and files of every site beside its pages.
const FOLDERS: [&str; 10] =
    ["api", "assets", "data", "desk", "media", "pagefind", "robots", "sitemap", "social", "start"];
/// Files in the folder of a page.
const FILES: [&str; 2] = ["feed", "index"];

/// Why a file of a folder of content must not have a name; none, if it may.
pub fn reason(folder: &str, name: &str) -> Option<&'static str> {
    if is_device(name) {
        return Some("Windows can't have a file of this name");
    }
    let has_pages = matches!(folder, "offers" | "case-studies" | "events" | "pages");
    if !has_pages {
        return None;
    }
    let is_list = matches!(folder, "offers" | "case-studies");
    if is_list && is_number_of_page(name) {
        Some("further pages of the list are at such addresses")
    } else if is_list && Facet::ALL.iter().any(|facet| facet.code() == name) {
        Some("the lists by what entries have in common are there")
    } else if FILES.contains(&name) {
        Some("a file of the list is there")
    } else if folder == "pages" && (PAGES.contains(&name) || Form::ALL.iter().any(|form| form.code() == name)) {
        Some("a page that every site has is there")
    } else if folder == "pages" && (FOLDERS.contains(&name) || is_number_of_page(name)) {
        Some("the site needs this address for something else")
    } else {
        None
    }
}

fn is_number_of_page(name: &str) -> bool {
    name.strip_prefix("page-")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether Windows takes the name for a device, whatever the file's ending.
fn is_device(name: &str) -> bool {
    let numbered = |device: &str| {
        name.strip_prefix(device)
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(name, "con" | "prn" | "aux" | "nul" | "conin" | "conout") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn names_that_addresses_need_are_reserved_and_others_are_not() {
        for (folder, name) in [
            ("offers", "page-3"),
            ("offers", "page-12"),
            ("offers", "country"),
            ("offers", "feed"),
            ("offers", "index"),
            ("case-studies", "page-3"),
            ("case-studies", "theme"),
            ("events", "index"),
            ("pages", "offers"),
            ("pages", "find-a-host"),
            ("pages", "404"),
            ("pages", "data"),
            ("partners", "con"),
            ("promoters", "lpt1"),
            ("offers", "aux"),
        ] {
            assert!(reason(folder, name).is_some(), "{folder}/{name}");
        }
        for (folder, name) in [
            ("offers", "page"),
            ("offers", "page-turners"),
            ("offers", "countryside"),
            ("pages", "how-it-works"),
            ("pages", "partnership"),
            ("partners", "offers"),
            ("monitoring", "2026"),
            ("offers", "console"),
            ("offers", "com10"),
        ] {
            assert_eq!(reason(folder, name), None, "{folder}/{name}");
        }
    }
}

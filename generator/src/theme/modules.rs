//! Modules of the theme that import each other: every import names the file that has the hash of its bytes in its name.
//!
//! Pages ask for such a file, and browsers may keep it for ever. What it imports must be as new as the module itself;
//! and because the name stands in the importing module's bytes, a change deep down changes every name above.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Puts hashed names into the relative imports of all modules.
pub fn hash_imports(assets: &mut BTreeMap<String, Vec<u8>>) {
    let names: Vec<String> = assets.keys().filter(|name| name.ends_with(".js")).cloned().collect();
    let mut done = BTreeMap::new();
    for name in &names {
        with_hashed_imports(name, assets, &mut done, &mut Vec::new());
    }
    assets.append(&mut done);
}

/// The bytes of a module whose imports are hashed; modules that import each other in a circle stay as they are.
fn with_hashed_imports<'a>(
    name: &'a str,
    assets: &'a BTreeMap<String, Vec<u8>>,
    done: &mut BTreeMap<String, Vec<u8>>,
    path: &mut Vec<String>,
) -> Option<Vec<u8>> {
    if let Some(bytes) = done.get(name) {
        return Some(bytes.clone());
    }
    let text = std::str::from_utf8(assets.get(name)?).ok()?;
    if path.iter().any(|above| above == name) {
        return None;
    }
    path.push(name.to_owned());
    let mut rest = text;
    let mut module = String::with_capacity(text.len());
    while let Some(start) = rest.find(" from \"./") {
        let (before, import) = rest.split_at(start + " from \"".len());
        let Some(end) = import.find('"') else { break };
        let (specifier, after) = import.split_at(end);
        module.push_str(before);
        let target = beside(name, specifier);
        match with_hashed_imports(&target, assets, done, path) {
            Some(bytes) => module.push_str(&hashed_name(specifier, &bytes)),
            None => module.push_str(specifier),
        }
        rest = after;
    }
    module.push_str(rest);
    path.pop();
    done.insert(name.to_owned(), module.clone().into_bytes());
    Some(module.into_bytes())
}

/// The name of what `./…` means in a module.
fn beside(module: &str, specifier: &str) -> String {
    let folder = module.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    format!("{folder}{}", specifier.trim_start_matches("./"))
}

/// A file's name with eight letters before its ending that change whenever the bytes do.
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, _)| name.split_at(folder.len() + 1));
    match file.rsplit_once('.') {
        Some((stem, ending)) => format!("{folder}{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::hash_imports;

    fn with_hashed_imports(near: &str) -> BTreeMap<String, String> {
        let mut assets: BTreeMap<String, Vec<u8>> = [
            ("find.js", "import { Results } from \"./find/results.js\";\n"),
            ("find/results.js", "import { nearest } from \"./near.js\";\nimport x from \"./gone.js\";\n"),
            ("find/near.js", near),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into();
        hash_imports(&mut assets);
        assets.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
    }

    #[test]
    fn a_change_deep_down_changes_every_address_above() {
        let (one, two) = (with_hashed_imports("export const a = 1;"), with_hashed_imports("export const a = 2;"));
        assert!(one["find/results.js"].starts_with("import { nearest } from \"./near."), "{one:?}");
        assert!(!one["find/results.js"].contains("near.js"), "{one:?}");
        assert!(one["find/results.js"].ends_with("\"./gone.js\";\n"));
        assert_ne!(one["find/results.js"], two["find/results.js"]);
        assert_ne!(one["find.js"], two["find.js"]);
    }
}

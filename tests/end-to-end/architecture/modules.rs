//! Which module of a crate imports which, read from its source.
//!
//! A re-export (`pub use`) counts as no import: who imports a name through it depends on the module that defines it.
//! Modules for tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::source::{Module, is_for_tests};

/// A module's path within its crate; empty for the root.
type ModulePath = Vec<String>;

/// The modules of a crate and their imports.
pub struct ModuleGraph {
    modules: BTreeMap<ModulePath, Module>,
}

/// Modules that import each other.
pub struct Cycle {
    /// Each module, with the modules of the same cycle that it imports.
    pub modules: BTreeMap<String, BTreeSet<String>>,
}

impl ModuleGraph {
    /// Reads a crate from its root file (`src/lib.rs`).
    ///
    /// # Errors
    /// If a file can't be read or is no Rust.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut graph = Self { modules: BTreeMap::new() };
        let folder = root.parent().unwrap_or(Path::new("."));
        graph.read_file(root, folder, Vec::new())?;
        Ok(graph)
    }

    fn read_file(&mut self, file: &Path, folder: &Path, path: ModulePath) -> io::Result<()> {
        let text = fs::read_to_string(file)?;
        let parsed =
            syn::parse_file(&text).map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
        self.read_items(&parsed.items, folder, path)
    }

    fn read_items(&mut self, items: &[syn::Item], folder: &Path, path: ModulePath) -> io::Result<()> {
        let mut module = Module::default();
        for item in items {
            if is_for_tests(item) {
                continue;
            }
            match item {
                syn::Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    let child = [path.as_slice(), std::slice::from_ref(&name)].concat();
                    match &inner.content {
                        Some((_, items)) => self.read_items(items, &folder.join(&name), child)?,
                        None => {
                            let file = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")]
                                .into_iter()
                                .find(|file: &PathBuf| file.is_file());
                            if let Some(file) = file {
                                self.read_file(&file, &folder.join(&name), child)?;
                            }
                        }
                    }
                }
                other => module.add(other),
            }
        }
        self.modules.insert(path, module);
        Ok(())
    }

    /// The modules that a module imports.
    fn imported(&self, path: &ModulePath) -> BTreeSet<ModulePath> {
        let module = &self.modules[path];
        let mut imported = BTreeSet::new();
        for named in &module.paths {
            if let Some(Target::Name(target)) = self.resolve(path, named, 0) {
                imported.insert(target);
            }
        }
        imported.remove(path);
        imported
    }

    fn resolve(&self, from: &ModulePath, named: &[String], depth: usize) -> Option<Target> {
        if depth > 12 {
            return None;
        }
        let mut at = from.clone();
        let mut rest = named;
        match named.first()?.as_str() {
            "crate" => {
                at.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    at.pop()?;
                    rest = &rest[1..];
                }
            }
            first => {
                let is_child = self.modules.contains_key(&[at.as_slice(), &[first.to_owned()]].concat());
                if !is_child && !self.modules[&at].imports.contains_key(first) {
                    return None;
                }
            }
        }
        self.walk(at, rest, depth)
    }

    fn walk(&self, at: ModulePath, rest: &[String], depth: usize) -> Option<Target> {
        let Some((name, further)) = rest.split_first() else { return Some(Target::Module(at)) };
        let child = [at.as_slice(), std::slice::from_ref(name)].concat();
        if self.modules.contains_key(&child) {
            return self.walk(child, further, depth);
        }
        let module = self.modules.get(&at)?;
        if module.definitions.contains(name) {
            return Some(Target::Name(at));
        }
        if let Some(stands_for) = module.imports.get(name) {
            if stands_for.first().is_some_and(|first| first == name) && stands_for.len() == 1 {
                return None;
            }
            return match self.resolve(&at, stands_for, depth + 1)? {
                Target::Module(there) => self.walk(there, further, depth + 1),
                found => Some(found),
            };
        }
        for glob in &module.globs {
            if let Some(Target::Module(there)) = self.resolve(&at, glob, depth + 1)
                && let found @ Some(Target::Name(_)) = self.walk(there, rest, depth + 1)
            {
                return found;
            }
        }
        None
    }

    /// Groups of modules that import each other, directly or through others.
    pub fn cycles(&self) -> Vec<Cycle> {
        let edges: BTreeMap<ModulePath, BTreeSet<ModulePath>> =
            self.modules.keys().map(|path| (path.clone(), self.imported(path))).collect();
        components(&edges)
            .into_iter()
            .map(|group| Cycle {
                modules: group
                    .iter()
                    .map(|path| (name(path), edges[path].intersection(&group).map(name).collect()))
                    .collect(),
            })
            .collect()
    }
}

enum Target {
    Module(ModulePath),
    /// A name that this module defines.
    Name(ModulePath),
}

impl fmt::Display for Cycle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (module, imported) in &self.modules {
            let imported: Vec<&str> = imported.iter().map(String::as_str).collect();
            writeln!(out, "  {module} imports {}", imported.join(", "))?;
        }
        Ok(())
    }
}

fn name(path: &ModulePath) -> String {
    if path.is_empty() { "crate".to_owned() } else { path.join("::") }
}

/// Strongly connected components of more than one node.
fn components(edges: &BTreeMap<ModulePath, BTreeSet<ModulePath>>) -> Vec<BTreeSet<ModulePath>> {
    let reach: BTreeMap<&ModulePath, BTreeSet<&ModulePath>> =
        edges.keys().map(|path| (path, reachable(path, edges))).collect();
    let mut found: Vec<BTreeSet<ModulePath>> = Vec::new();
    for (path, reached) in &reach {
        if found.iter().any(|group| group.contains(*path)) {
            continue;
        }
        let group: BTreeSet<ModulePath> = reached
            .iter()
            .filter(|other| reach.get(**other).is_some_and(|back| back.contains(path)))
            .map(|other| (*other).clone())
            .collect();
        if group.len() > 1 {
            found.push(group);
        }
    }
    found
}

fn reachable<'a>(
    from: &'a ModulePath,
    edges: &'a BTreeMap<ModulePath, BTreeSet<ModulePath>>,
) -> BTreeSet<&'a ModulePath> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(path) = open.pop() {
        for next in edges.get(path).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}

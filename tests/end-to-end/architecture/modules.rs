//! Which module of a crate imports which, read from its source.
//!
//! A re-export (`pub use`) counts as no import: who imports a name through it depends on the module that defines it.
//! Modules for tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

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

#[derive(Default)]
struct Module {
    /// Names that are defined here.
    definitions: BTreeSet<String>,
    /// Names that `use` brings in, with the path that each stands for; whether it is a re-export.
    imports: BTreeMap<String, Vec<String>>,
    /// Paths of which all names are re-exported.
    globs: Vec<Vec<String>>,
    /// Paths that the code names, and those of `use` that are no re-exports.
    paths: BTreeSet<Vec<String>>,
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
            if is_for_tests(attributes(item)) {
                continue;
            }
            match item {
                syn::Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    let child = [path.as_slice(), &[name.clone()]].concat();
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
                other => {
                    module.definitions.extend(defined(other));
                    module.visit_item(other);
                }
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
            if let Some(Target::Module(there)) = self.resolve(&at, glob, depth + 1) {
                if let found @ Some(Target::Name(_)) = self.walk(there, rest, depth + 1) {
                    return found;
                }
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

impl Module {
    fn add_use(&mut self, tree: &syn::UseTree, before: &mut Vec<String>, is_public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.add_use(&path.tree, before, is_public);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use(tree, before, is_public);
                }
            }
            syn::UseTree::Name(name) => self.add_name(name.ident.to_string(), None, before, is_public),
            syn::UseTree::Rename(name) => {
                self.add_name(name.ident.to_string(), Some(name.rename.to_string()), before, is_public);
            }
            syn::UseTree::Glob(_) => self.globs.push(before.clone()),
        }
    }

    fn add_name(&mut self, name: String, alias: Option<String>, before: &[String], is_public: bool) {
        let is_self = name == "self";
        let path = if is_self { before.to_vec() } else { [before, std::slice::from_ref(&name)].concat() };
        let Some(called) = alias.or_else(|| path.last().cloned()) else { return };
        if !is_public {
            self.paths.insert(path.clone());
        }
        self.imports.insert(called, path);
    }

    /// Paths in the arguments of a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let (Some(TokenTree::Punct(one)), Some(TokenTree::Punct(two)), Some(TokenTree::Ident(next))) =
                        (tokens.get(at + 1), tokens.get(at + 2), tokens.get(at + 3))
                    {
                        if one.as_char() != ':' || two.as_char() != ':' {
                            break;
                        }
                        path.push(next.to_string());
                        at += 3;
                    }
                    if path.len() > 1 {
                        self.paths.insert(path);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        self.add_use(&item.tree, &mut Vec::new(), is_public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 && path.leading_colon.is_none() {
            self.paths.insert(segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.add_tokens(call.tokens.clone());
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => &[],
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    })
}

/// The name that an item defines.
fn defined(item: &syn::Item) -> Option<String> {
    Some(match item {
        syn::Item::Const(item) => item.ident.to_string(),
        syn::Item::Enum(item) => item.ident.to_string(),
        syn::Item::Fn(item) => item.sig.ident.to_string(),
        syn::Item::Macro(item) => item.ident.as_ref()?.to_string(),
        syn::Item::Static(item) => item.ident.to_string(),
        syn::Item::Struct(item) => item.ident.to_string(),
        syn::Item::Trait(item) => item.ident.to_string(),
        syn::Item::Type(item) => item.ident.to_string(),
        syn::Item::Union(item) => item.ident.to_string(),
        _ => return None,
    })
}

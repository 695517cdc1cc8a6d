//! What one module defines, imports and names, read from its source.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

#[derive(Default)]
pub struct Module {
    /// Names that are defined here.
    pub definitions: BTreeSet<String>,
    /// Names that `use` brings in, with the path that each stands for; whether it is a re-export.
    pub imports: BTreeMap<String, Vec<String>>,
    /// Paths of which all names are re-exported.
    pub globs: Vec<Vec<String>>,
    /// Paths that the code names, and those of `use` that are no re-exports.
    pub paths: BTreeSet<Vec<String>>,
}

impl Module {
    /// Takes up an item of the module.
    pub fn add(&mut self, item: &syn::Item) {
        self.definitions.extend(defined(item));
        self.visit_item(item);
    }

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

/// Whether an item is there for tests only.
pub fn is_for_tests(item: &syn::Item) -> bool {
    attributes(item).iter().any(|attribute| {
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

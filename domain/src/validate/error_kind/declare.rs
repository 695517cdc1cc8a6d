//! The macro that makes an enum of the catalogue.

/// Declares [`ErrorKind`] from each kind's message, its fields (those in brackets may stand in a translated message), whether it
/// is only a warning, and how to mend it.
macro_rules! error_kinds {
    ($(#[$message:meta] $kind:ident $({ $($field:ident: $type:ty),* })? $([$($shown:ident),*])? $($severity:ident)? => $help:expr;)*) => {
        /// What can be wrong with a document. [`ErrorKind::code`] is the stable name for programs and translations: new kinds
        /// are fine, a renamed one is a breaking change.
        #[derive(Debug, Clone, PartialEq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
        #[strum(serialize_all = "kebab-case")]
        #[non_exhaustive]
        #[allow(missing_docs)]
        pub enum ErrorKind {
            $(#[$message] $kind $({ $($field: $type),* })?,)*
        }

        #[allow(unused_variables)]
        impl ErrorKind {
            /// How to mend it, as a sentence for an editor.
            pub fn help(&self) -> String {
                match self { $(Self::$kind $({ $($field),* })? => $help.to_string(),)* }
            }

            /// Whether the site can be built in spite of it.
            pub fn is_warning(&self) -> bool {
                match self { $(Self::$kind { .. } => is_warning!($($severity)?),)* }
            }

            /// Its own values for a translated message.
            pub(super) fn shown(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$kind $({ $($field),* })? => vec![$($((stringify!($shown), $shown.to_string())),*)?],)*
                }
            }
        }
    };
}

macro_rules! is_warning {
    () => {
        false
    };
    (warning) => {
        true
    };
}

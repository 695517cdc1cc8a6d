//! Enums whose variants have stable codes.

/// Declares an enum whose variants are written in a case (`"kebab-case"`), in files, records and messages alike.
macro_rules! coded {
    ($case:tt, $(#[$meta:meta])* pub enum $name:ident { $($variants:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[derive(strum::EnumCount, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
        #[serde(rename_all = $case)]
        #[strum(serialize_all = $case)]
        pub enum $name { $($variants)* }

        codes!($name);
    };
}

/// Gives short names to what `strum` derives.
macro_rules! codes {
    ($name:ident) => {
        impl $name {
            /// All, in their order.
            pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] =
                *<Self as strum::VariantArray>::VARIANTS.first_chunk().expect("as many as there are");

            pub fn code(self) -> &'static str {
                self.into()
            }

            pub fn from_code(code: &str) -> Option<Self> {
                code.parse().ok()
            }

            /// All with their codes, as readers of documents choose from them.
            pub fn choices() -> [(&'static str, Self); <Self as strum::EnumCount>::COUNT] {
                Self::ALL.map(|one| (one.code(), one))
            }
        }
    };
}

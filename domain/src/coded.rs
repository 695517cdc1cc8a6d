//! Enums whose variants have stable codes.

/// Gives an enum that derives `strum`'s traits its codes and the list of its variants.
macro_rules! coded {
    ($type:ident) => {
        coded!($type, in its own order);

        impl $type {
            /// All, in their order.
            pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] =
                *<Self as strum::VariantArray>::VARIANTS.first_chunk().expect("as many as there are");
        }
    };
    ($type:ident, in its own order) => {
        impl $type {
            /// The stable name.
            pub fn code(self) -> &'static str {
                self.into()
            }

            /// The variant of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                code.parse().ok()
            }
        }
    };
}

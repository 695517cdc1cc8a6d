//! Building a struct of the fields that were read.

/// What was read for a field of type `T`: an optional field takes an `Option` as it is, another one takes what is in it.
pub(crate) trait ReadField<T> {
    fn into_field(self) -> Option<T>;
}

impl<T> ReadField<T> for T {
    fn into_field(self) -> Option<T> {
        Some(self)
    }
}

impl<T> ReadField<T> for Option<T> {
    fn into_field(self) -> Option<T> {
        self
    }
}

/// Builds a struct of local variables that are named like its fields; `None` if a field that needs a value has none.
macro_rules! complete {
    ($type:ident: $($field:ident),*) => {
        Some($type { $($field: crate::complete::ReadField::into_field($field)?),* })
    };
}

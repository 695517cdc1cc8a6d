//! Where the labels of codes stand.

/// Something for each column of a table, and for that of its labels where it has codes.
pub type Labelled<T> = Vec<(T, Option<T>)>;

/// The heading of the labels of a column.
pub fn label_heading(heading: &str) -> String {
    format!("{heading}_label")
}

/// Columns of labels behind all others, which stay where they were: for CSV files, whose columns programs may count.
pub fn labels_last<T>(columns: Labelled<T>) -> impl Iterator<Item = T> {
    let (values, labels): (Vec<T>, Vec<Option<T>>) = columns.into_iter().unzip();
    values.into_iter().chain(labels.into_iter().flatten())
}

/// Labels beside their codes: for people.
pub fn labels_beside<T>(columns: Labelled<T>) -> impl Iterator<Item = T> {
    columns.into_iter().flat_map(|(value, label)| std::iter::once(value).chain(label))
}

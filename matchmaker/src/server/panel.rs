//! What `serve` adds to a page on its way out: the script that reloads it, and the problems of the last edit.

use super::live::Trouble;

/// The page with what is added, before the end of its body.
pub fn add_to(page: &str, base_path: &str, troubles: &[Trouble]) -> String {
    let mut addition = format!("<script src=\"{base_path}/-/live.js\" type=\"module\"></script>\n");
    if !troubles.is_empty() {
        addition.push_str(&format!("<link rel=\"stylesheet\" href=\"{base_path}/-/panel.css\">\n"));
        addition.push_str(&list(troubles));
    }
    match page.rfind("</body>") {
        Some(end) => format!("{}{addition}{}", &page[..end], &page[end..]),
        None => format!("{page}{addition}"),
    }
}

/// A page of its own, for as long as there is no site at all.
pub fn page(base_path: &str, troubles: &[Trouble]) -> String {
    let body = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
                content=\"width=device-width\"><title>The site can't be built yet</title></head>\n<body>\n\
                <main><h1>The site can't be built yet</h1><p>Mend what is listed here; this page reloads by \
                itself.</p></main>\n</body>\n</html>\n";
    add_to(body, base_path, troubles)
}

fn list(troubles: &[Trouble]) -> String {
    let items: String = troubles
        .iter()
        .map(|trouble| {
            let Trouble { place, message, help } = trouble;
            format!("<li><code>{}</code><br>{}<br>{}</li>\n", escape(place), escape(message), escape(help))
        })
        .collect();
    format!(
        "<aside class=\"build-problems\" role=\"alert\" lang=\"en\"><h2>The last edit is not shown: it has \
         problems</h2>\n<ol>\n{items}</ol></aside>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::live::Trouble;
    use super::add_to;

    #[test]
    fn a_problem_is_shown_as_text_before_the_end_of_the_page() {
        let trouble = Trouble {
            place: "content/x.yaml:1:1".into(),
            message: "unknown key `<b>`".into(),
            help: "remove it".into(),
        };
        let page = add_to("<html><body><p>Site</p></body></html>", "/mobility", &[trouble]);
        assert!(
            page.contains("unknown key `&lt;b&gt;`")
                && page.contains("\"/mobility/-/live.js\"")
                && page.ends_with("</aside>\n</body></html>"),
            "{page}"
        );
    }
}

//! The script and the list of problems that `serve` adds to every page.

use super::live_reload::BuildProblem;

/// Adds the reloading script and the problems to a page.
pub fn add_to(page: &str, base_path: &str, problems: &[BuildProblem]) -> String {
    let mut addition = format!("<script src=\"{base_path}/-/live.js\" type=\"module\"></script>\n");
    if !problems.is_empty() {
        addition.push_str(&format!("<link rel=\"stylesheet\" href=\"{base_path}/-/panel.css\">\n"));
        addition.push_str(&list(problems));
    }
    match page.rfind("</body>") {
        Some(end) => format!("{}{addition}{}", &page[..end], &page[end..]),
        None => format!("{page}{addition}"),
    }
}

/// The page that is shown while there is no site at all.
pub fn page(base_path: &str, problems: &[BuildProblem]) -> String {
    let body = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
                content=\"width=device-width\"><title>The site can't be built yet</title></head>\n<body>\n\
                <main><h1>The site can't be built yet</h1><p>Mend what is listed here; this page reloads by \
                itself.</p></main>\n</body>\n</html>\n";
    add_to(body, base_path, problems)
}

fn list(problems: &[BuildProblem]) -> String {
    let items: String = problems
        .iter()
        .map(|problem| {
            let BuildProblem { place, message, help } = problem;
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
    use super::super::live_reload::BuildProblem;
    use super::add_to;

    #[test]
    fn a_problem_is_shown_as_text_before_the_end_of_the_page() {
        let problem = BuildProblem {
            place: "content/x.yaml:1:1".into(),
            message: "unknown key `<b>`".into(),
            help: "remove it".into(),
        };
        let page = add_to("<html><body><p>Site</p></body></html>", "/mobility", &[problem]);
        assert!(
            page.contains("unknown key `&lt;b&gt;`")
                && page.contains("\"/mobility/-/live.js\"")
                && page.ends_with("</aside>\n</body></html>"),
            "{page}"
        );
    }
}

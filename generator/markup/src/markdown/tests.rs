//! Markdown as editors write it, and as nobody should.

use domain::validate::ErrorKind;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Document, escape, parse, split};
use crate::Position;

/// A text with its HTML.
struct Rendered {
    document: Document,
    html: String,
}

fn render_plain(text: &str) -> Rendered {
    let picture = |file: &str, alt: &str, title: Option<&str>| {
        let title = title.map(|title| format!(" title=\"{}\"", escape(title))).unwrap_or_default();
        format!("<img src=\"/media/{}\" alt=\"{}\"{title}>", escape(file), escape(alt))
    };
    let document = parse(text);
    let html = document.to_html(str::to_owned, picture);
    assert_eq!(document.is_empty(), html.trim().is_empty(), "{text:?}");
    Rendered { document, html }
}

#[test]
fn front_matter_is_between_two_lines_of_hyphens() {
    let parts = split("---\ntitle: x\n---\n\nStory\n").expect("two lines of hyphens");
    assert_eq!((parts.front_matter, parts.body, parts.lines_above), ("title: x\n", "\nStory\n", 3));
    assert!(matches!(split("title: x\n"), Err((ErrorKind::FrontMatter { state: "missing" }, _))));
    assert!(matches!(split("---\ntitle: x\n"), Err((ErrorKind::FrontMatter { state: "not closed" }, _))));
}

#[test]
fn markup_of_a_text_never_comes_through() {
    let rendered = render_plain("a <b>bold</b>\n\n<script>alert(1)</script>\n");
    assert!(!rendered.html.contains("<b>") && !rendered.html.contains("<script"), "{}", rendered.html);
    assert_eq!(rendered.document.problems[0], (ErrorKind::Html, Position { line: 1, column: 3 }));
}

#[test]
fn headings_have_anchors_and_an_order() {
    let rendered = render_plain("## Què vam veure\n\n## Què vam veure\n\n#### Too deep\n");
    let anchors: Vec<_> = rendered.document.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    assert_eq!(anchors, ["section_què-vam-veure", "section_què-vam-veure-2", "section_too-deep"]);
    assert_eq!(rendered.document.problems, [(ErrorKind::HeadingOrder { level: 4 }, Position { line: 5, column: 1 })]);
    assert!(rendered.html.contains(r#"<h2 id="section_què-vam-veure">"#), "{}", rendered.html);
}

#[test]
fn links_and_pictures_keep_their_place() {
    let rendered = render_plain("See [offers](/en/offers/)\nand ![quay](quay.jpg)\n");
    assert_eq!(rendered.document.links[0].address, "/en/offers/");
    assert_eq!(rendered.document.images[0].position, Position { line: 2, column: 5 });
    assert!(rendered.html.contains(r#"src="/media/quay.jpg""#));
}

#[test]
fn a_picture_of_its_own_is_a_figure_with_its_title_below() {
    let rendered = render_plain("![The *old* \"quay\"](quay.jpg 'By <us>')\n\nText ![b](b.jpg) text\n");
    let figure = "<figure><img src=\"/media/quay.jpg\" alt=\"The old &quot;quay&quot;\"><figcaption>By &lt;us&gt;</figcaption></figure>\n";
    assert_eq!(rendered.html, format!("{figure}<p>Text <img src=\"/media/b.jpg\" alt=\"b\"> text</p>\n"));
}

#[test]
fn a_picture_says_something_to_those_who_cannot_see_it() {
    let rendered = render_plain("One\n\n![ ](quay.jpg)\n");
    let kind = ErrorKind::ImageWithoutText { file: "quay.jpg".to_owned() };
    assert_eq!(rendered.document.problems, [(kind, Position { line: 3, column: 1 })]);
}

/// Codes of faults with their line and column.
fn mistakes_in(text: &str) -> Vec<(&'static str, usize, usize)> {
    let faults = render_plain(text).document.problems;
    faults.iter().map(|(kind, Position { line, column })| (kind.code(), *line, *column)).collect()
}

fn html(text: &str) -> String {
    let rendered = render_plain(text);
    assert_eq!(rendered.document.problems, [], "{text}");
    rendered.html
}

#[test]
fn of_a_comment_only_the_comment_goes() {
    for (text, shown) in [
        ("<!-- note --> This text should stay.\n", "<p>This text should stay.</p>\n"),
        ("<!-- a --><!-- b -->     Text\n", "<p>Text</p>\n"),
        ("<!-- a\nb --> Text\nmore\n", "<p>Text\nmore</p>\n"),
        ("One <!-- a --> two\n", "<p>One  two</p>\n"),
        ("One <!-- a\n\nb --> two\n", "<p>One  two</p>\n"),
        ("One\n<!-- a -->\nTwo\n", "<p>One</p>\n<p>Two</p>\n"),
        ("- <!-- a --> item\n", "<ul>\n<li>item</li>\n</ul>\n"),
        ("> <!-- a --> said\n", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("<!--> Text\n", "<p>Text</p>\n"),
        ("`<!-- a -->` is a comment\n", "<p><code>&lt;!-- a --&gt;</code> is a comment</p>\n"),
        ("\\<!-- a\n", "<p>&lt;!-- a</p>\n"),
        ("<!-- a -->\n", ""),
    ] {
        assert_eq!(html(text), shown, "{text}");
    }
    assert_eq!(mistakes_in("One\n\n<!-- a -->two <b>three</b>\n")[0], ("html", 3, 15));
}

#[test]
fn a_comment_that_never_ends_is_told_where_it_begins() {
    assert_eq!(mistakes_in("One\n\n<!-- a\n\ntwo\n"), [("unclosed-comment", 3, 1)]);
    assert_eq!(mistakes_in("One\ntwo <!-- a\n\nthree\n"), [("unclosed-comment", 2, 5)]);
    assert_eq!(mistakes_in("<!-- a --> one <!-- b\n"), [("unclosed-comment", 1, 16)]);
}

#[test]
fn the_text_of_a_picture_has_no_markup() {
    let shown = html("A ![See [the site](https://x.org) and ![in](in.png) *it*](a.png) b\n");
    assert_eq!(shown, "<p>A <img src=\"/media/a.png\" alt=\"See the site and in it\"> b</p>\n");
    assert!(render_plain("![See [the site](https://x.org)](a.png)\n").document.links.is_empty());
    assert_eq!(mistakes_in("a ![x <b>y</b>](a.png)\n"), [("html", 1, 7), ("html", 1, 11)]);
}

#[test]
fn characters_that_nobody_sees_are_told_and_never_shown() {
    for text in ["a\0b\n", "\u{1}a\n", "> a\u{202e}b\n", "&#1;\n", "`a\u{1b}`\n", "[a](b\u{202e}c)\n", "# \u{7f}\n"] {
        let rendered = render_plain(text);
        assert!(
            rendered
                .document
                .problems
                .iter()
                .any(|(kind, _)| kind.code().ends_with("-character") || kind.code() == "text-direction"),
            "{text:?}: {:?}",
            rendered.document.problems
        );
        let unseen = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!rendered.html.contains(unseen), "{text:?}: {:?}", rendered.html);
    }
    assert_eq!(mistakes_in("one\ntwo \u{1}\n"), [("control-character", 2, 5)]);
    assert_eq!(html("ap\u{ad}pren\u{200b}tices\u{b}work"), "<p>apprentices\nwork</p>\n");
}

#[test]
fn an_address_with_a_blank_is_told() {
    assert_eq!(mistakes_in("One\n![A quay](My Photo.png)\n"), [("unread-link", 2, 1)]);
    for text in ["[a](/en/my page/)", "[a] (https://example.org/)", "[a](https://example.org", "*b* ![a](x y.png)"] {
        assert_eq!(mistakes_in(text).len(), 1, "{text}");
    }
    for fine in ["[a](<my file.pdf>)", "f[x] (an aside)", "`[a](b c)`", "\\[a](b c)", "[sic]", "[a](b \"c d\")"] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn a_link_by_an_unknown_name_is_told() {
    assert_eq!(
        mistakes_in("See\n[text][nowhere] or [gone][].\n"),
        [("undefined-link", 2, 1), ("undefined-link", 2, 20)]
    );
    assert_eq!(mistakes_in("[text][here]\n\n[here]: https://example.org/\n"), []);
}

#[test]
fn headings_keep_their_code_and_can_name_their_anchor() {
    let rendered =
        render_plain("## The `check` command\n\n## Title {#own}\n\n[a](#own) [b](#section_own) [c](#menu)\n");
    assert!(rendered.html.contains("<h2 id=\"section_the-check-command\">The <code>check</code> command</h2>"));
    assert!(rendered.html.contains("<h2 id=\"section_own\">Title</h2>"), "{}", rendered.html);
    assert!(rendered.html.contains("<a href=\"#section_own\">a</a> <a href=\"#section_own\">b</a> <a href=\"#menu\">"));
    assert_eq!(rendered.document.headings[1].text, "Title");
}

#[test]
fn addresses_are_links_with_and_without_brackets() {
    assert_eq!(html("<a@example.org>"), "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n");
    let other_letters = "<p><a href=\"mailto:a@xn--mnchen-3ya.example?subject=Visit\">write</a></p>\n";
    assert_eq!(html("[write](mailto:a@münchen.example?subject=Visit)"), other_letters);
    assert_eq!(
        html("See https://example.org/a_b, (or not)."),
        "<p>See <a href=\"https://example.org/a_b\">https://example.org/a_b</a>, (or not).</p>\n"
    );
    assert_eq!(html("[at https://x.org](https://y.org)"), "<p><a href=\"https://y.org\">at https://x.org</a></p>\n");
    assert_eq!(html("[<https://x.org>](a.png)"), "<p><a href=\"a.png\">https://x.org</a></p>\n");
    assert_eq!(html("`https://x.org`"), "<p><code>https://x.org</code></p>\n");
}

#[test]
fn lists_of_tasks_tables_and_strikethrough_are_shown() {
    assert_eq!(html("- [ ] a\n- [x] b\n"), "<ul>\n<li>\u{2610} a</li>\n<li>\u{2611} b</li>\n</ul>\n");
    let table = html("| a | b |\n|:-:|--:|\n| 1 | ~~2~~ |\n");
    assert!(table.contains("<th scope=\"col\" class=\"is-centred\">a</th>"), "{table}");
    assert!(table.contains("<td class=\"is-right\"><del>2</del></td>"), "{table}");
    assert!(!table.contains("style"), "{table}");
}

#[test]
fn a_callout_and_text_by_tabs_are_told() {
    assert_eq!(mistakes_in("One\n\n> [!NOTE]\n> Mind the step.\n"), [("callout", 3, 3)]);
    assert_eq!(mistakes_in("One\n\n\tTwo\n"), [("indented-code", 3, 2)]);
}

#[test]
fn a_block_of_code_that_never_ends_is_told_where_it_begins() {
    for text in ["One\n\n```\ncode\n\nTwo\n", "One\n\n~~~~\ncode\n~~~\n", "One\n\n```rust\n", "One\n\n```\na\n``` b\n"]
    {
        assert_eq!(mistakes_in(text), [("unclosed-code", 3, 1)], "{text}");
    }
    for fine in
        ["```\na\n```\n", "~~~ rust\na\n~~~~  \n", "> ```\n> a\n> ```\n", "- ```\n  a\n  ```\n", "```\n```", "`` ` ``"]
    {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn a_table_that_is_none_or_loses_cells_is_told() {
    for text in [
        "| a | b |\n|---|\n| 1 | 2 |\n",
        "| a |\n|---|---|\n",
        "| a | b |\n| 1 | 2 |\n",
        "| **a** | b |\n|:-:|\n",
        "|---|---|\n| 1 | 2 |\n",
    ] {
        assert_eq!(mistakes_in(text), [("unread-table", 1, 1)], "{text}");
    }
    assert_eq!(mistakes_in("a | b\n--|--|--\n1 | 2\n"), [("unread-table", 2, 1)]);
    assert_eq!(mistakes_in("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n"), [("table-cells", 4, 1)]);
    for fine in [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "a | b\n--|--\n1 | 2\n1\n",
        "| a |\n|---|\n| 1 \\| 2 |\n",
        "| a |\n|---|\n| 1 | |\n",
        "> | a |\n> |---|\n> | 1 |\n",
        "```\n| a | b |\n|---|\n```\n",
        "`|---|---|` draws a table\n",
        "Either | or\n",
        "\\|a\\|b\\|\n",
    ] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn signs_of_other_programs_are_told_with_what_to_write_instead() {
    for (text, written) in [
        ("See [[Our offers]] and more.", "[[Our offers]]"),
        ("A word.{: .lead}", "{: .lead}"),
        ("A word.{.lead}", "{.lead}"),
        ("[TOC]", "[TOC]"),
        ("[[_TOC_]]", "[[_TOC_]]"),
        ("::: warning", "::: warning"),
        ("!!! note \"Mind\"", "!!! note \"Mind\""),
        ("A ==marked word== here", "==marked word=="),
        ("$$a = b$$", "$$"),
        ("{{< figure >}}", "{{< figure >}}"),
        ("{% include x %}", "{% include x %}"),
        ("- ::: note", "::: note"),
    ] {
        let faults = render_plain(&format!("One\n\n{text}\n")).document.problems;
        let first = faults.first().map(|(kind, position)| (kind.to_string(), position.line, kind.is_warning()));
        let sentence = format!("this would be printed as it is typed: {written:?}");
        assert_eq!(first, Some((sentence, 3, true)), "{text}");
    }
    let [(kind, position)] = &render_plain("a ==b== c\n").document.problems[..] else { panic!("one sign") };
    assert_eq!((kind.help().as_str(), position.column), ("write **bold** or *emphasised* words", 3));
    for fine in [
        "`[[x]]` and `{: .c}` and `==x==` and `$$`\n",
        "```\n[TOC]\n::: note\n$$\n{{ x }}\n```\n",
        "a == b == c, 10:30, $5 and $6, (see [x]), note: this!!!\n",
        "\\[[x]] \\==x== \\$$ \\{: .c}\n",
        "{a} [b] ::: c ===== \n",
        "[sic] See [TOC] of the book.\n",
    ] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn an_anchor_can_be_written_as_browsers_show_it() {
    let shown = html("## Qu\u{e8} vam veure\n\n[a](#qu%C3%A8-vam-veure)\n");
    assert!(shown.contains("<a href=\"#section_qu%C3%A8-vam-veure\">"), "{shown}");
}

#[test]
fn the_title_of_a_picture_within_a_text_is_kept() {
    assert_eq!(
        html("A ![b](b.jpg \"By us\") c\n"),
        "<p>A <img src=\"/media/b.jpg\" alt=\"b\" title=\"By us\"> c</p>\n"
    );
}

#[test]
fn footnotes_are_numbered_and_stand_below() {
    let shown = html("One[^b] two[^a] three[^b].\n\n[^a]: First.\n\n[^b]: Second, *well*.\n\nEnd.\n");
    assert!(
        shown.starts_with("<p>One<sup id=\"footnote-mark_1\"><a href=\"#footnote_1\">1</a></sup> two<sup"),
        "{shown}"
    );
    let (text, notes) = shown.split_once("<ol class=\"footnotes\">").expect("notes");
    assert!(text.ends_with("<p>End.</p>\n"), "{shown}");
    assert!(notes.trim_start().starts_with("<li id=\"footnote_1\">"), "{shown}");
    assert!(notes.find("Second").expect("the first") < notes.find("First").expect("the second"), "{shown}");
}

#[test]
fn a_footnote_that_is_missing_or_unused_is_told() {
    assert_eq!(mistakes_in("One[^1].\n"), [("footnote-undefined", 1, 4)]);
    assert_eq!(mistakes_in("One.\n\n[^1]: A note.\n"), [("footnote-unused", 3, 1)]);
    assert_eq!(mistakes_in("One[^1].\n\n[^1]: A note.\n\n[^1]: Another.\n"), [("footnote-twice", 5, 1)]);
    assert!(render_plain("One[^1].\n").document.problems[0].0.is_warning());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_markdown_becomes_well_formed_html(pieces in vec(piece(), 0..24)) {
        let text = pieces.concat();
        let rendered = render_plain(&text);
        let document = format!("<!DOCTYPE html><html><head><title>t</title></head><body>{}</body></html>", rendered.html);
        prop_assert_eq!(parse_errors(&document), Vec::<String>::new(), "{:?} became {}", text, rendered.html);
        let mut ids: Vec<_> = rendered.document.headings.iter().map(|heading| &heading.anchor).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), all);
    }
}

/// Bits that mean something in Markdown or HTML, in any order.
fn piece() -> impl Strategy<Value = String> {
    let marks = [
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "](a.png)",
        "](b c)",
        "][x]",
        "[x]: y",
        "<",
        ">",
        "<!--",
        "-->",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "#",
        "## ",
        "- ",
        "1. ",
        "> ",
        "- [ ] ",
        "[^1]",
        "[^1]: ",
        "|",
        "\n|-|-|\n",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "\\",
        "&",
        "&amp;",
        "&#0;",
        "&#x202e;",
        "\0",
        "\u{1}",
        "\u{202e}",
        "\r",
        "\u{b}",
        "\"",
        "'",
        "{#a}",
        "<b>",
        "</p>",
        "<a href=x>",
        "https://x.org",
        "<https://x.org>",
        "<a@b.org>",
        "\u{fffd}",
        "\u{feff}",
    ];
    prop_oneof![8 => select(marks.to_vec()).prop_map(str::to_owned), 2 => "[a-z ]{1,6}", 1 => "\\PC{0,4}"]
}

/// What an HTML parser has to complain about.
fn parse_errors(document: &str) -> Vec<String> {
    scraper::Html::parse_document(document).errors.iter().map(ToString::to_string).collect()
}

use std::collections::BTreeSet;

use super::{Known, check};
use crate::render::contract::Contract;

/// What is found in the page of an offer, with the parts that it uses, as the text at the place and the sentence.
fn found(page: &str) -> Vec<(String, String)> {
    found_in(&[("offer.html", page)])
}

fn found_in(templates: &[(&str, &str)]) -> Vec<(String, String)> {
    let parts =
        "{% component title(card, size: string = \"h1\") %}{{ card.title.text }}{{ size }}{{ body }}{% endcomponent %}
        {% component wrong(card) %}{{ card.title.txt }}{% endcomponent %}";
    let others = [
        ("base.html", "{% if form %}{% if cart %}{% endif %}{% endif %}"),
        ("parts.html", parts),
        ("find-a-host.html", "{% extends \"base.html\" %}"),
    ];
    let templates: Vec<(&str, &str)> = templates.iter().copied().chain(others).collect();
    let contract = Contract::of(templates.iter().map(|(name, _)| *name));
    let known = Known { messages: ["home"].into(), assets: ["site.css"].into(), contract: &contract };
    let text = |template: &str| templates.iter().find(|(name, _)| *name == template).expect("a template").1;
    let sentence = |(template, at, kind): (String, usize, domain::validate::ErrorKind)| {
        let rest = &text(&template)[at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
        (rest[..end].to_owned(), kind.to_string())
    };
    check(&templates, &known).into_iter().map(sentence).collect()
}

#[test]
fn known_names_are_fine_wherever_they_stand() {
    let page = r#"{% extends "embed.html" %}{% block main %}{% set card = offer.card %}{{ card.title.text }}
        {% for window in offer.windows %}{{ loop.index }}{{ window.from | date }}{% if not loop.last %}, {% endif %}{% endfor %}
        {{ t(key="home", count=offer.windows | length) }}{{ t(key="home-" ~ section) }}{{ asset(path="site.css") }}
        {% if similar_rows and offer.windows[0].from is not defined or site_name is starting_with(pat="x") %}{% endif %}
        {% for key, value in {"a": section} %}{{ key }}{{ value.anything }}{% endfor %}{{ [x.y for x in similar if x.z] | length }}
        {% set html %}{{ section }}{% endset %}{{ html }}{{ 1 if offer?.card else none }}{# {{ no }} #}{% raw %}{{ no }}{% endraw %}{% endblock %}"#;
    assert_eq!(found(page), [("cart".to_owned(), "there is no variable `cart`".to_owned())]);
}

#[test]
fn fields_that_a_page_may_lack_are_known_and_unlike_values_may_have_any() {
    let page = r#"{% if offer.support_note %}{{ offer.support_note.language }}{% endif %}{{ offer.country.address }}
        {{<title card={offer.card}/>}}{{<title card={offer.activities}/>}}{{ (offer.card | keys).anything }}
        {% for card in similar | slice(end=2) %}{{ card.place.region }}{% endfor %}"#;
    assert_eq!(found(page).len(), 1, "{:?}", found(page));
}

#[test]
fn unknown_names_are_found_with_their_place() {
    let rest = ("cart", "there is no variable `cart`");
    for (page, name, sentence) in [
        (
            "{% if similar_rowz %}{% endif %}",
            "similar_rowz",
            "there is no variable `similar_rowz`; did you mean \"similar_rows\"?",
        ),
        ("{% if offer.card.opne %}{% endif %}", "opne", "there is no field `opne`; did you mean \"open\"?"),
        ("{{ offer[\"titel\"] }}", "titel", "there is no field `titel`; did you mean \"card.title\"?"),
        ("{{ offer.titel }}", "titel", "there is no field `titel`; did you mean \"card.title\"?"),
        ("{{ offer.card['titel'].text }}", "titel", "there is no field `titel`; did you mean \"title\"?"),
        ("{{ offer[\"windows\"][0][\"form\"] }}", "form", "there is no field `form`; did you mean \"from\"?"),
        ("{% set w = offer[\"windows\"][0] %}{{ w.form }}", "form", "there is no field `form`; did you mean \"from\"?"),
        ("{{ offer.card.titel.text }}", "titel.text", "there is no field `titel`; did you mean \"title\"?"),
        (
            "{% set card = offer.card %}{% if card.titel.text %}{% endif %}",
            "titel.text",
            "there is no field `titel`; did you mean \"title\"?",
        ),
        (
            "{% for window in offer.windows %}{% if window.form %}{% endif %}{% endfor %}",
            "form",
            "there is no field `form`; did you mean \"from\"?",
        ),
        (
            "{% for card in similar | slice(end=2) %}{{ card.slgu }}{% endfor %}",
            "slgu",
            "there is no field `slgu`; did you mean \"slug\"?",
        ),
        (
            "{% for stop in offer.programm %}{% endfor %}",
            "programm",
            "there is no field `programm`; did you mean \"programme\"?",
        ),
        ("{% if offer.card.slug.code %}{% endif %}", "code", "there is no field `code`"),
        ("{% if secretariat.emial %}{% endif %}", "emial", "there is no field `emial`; did you mean \"email\"?"),
        (
            "{% for window in offer.windows %}{% endfor %}{{ window.from }}",
            "window.from",
            "there is no variable `window`",
        ),
        (
            "{% if section %}{{ t(key=\"hoem\") }}{% endif %}",
            "hoem",
            "there is no message `hoem`; did you mean \"home\"?",
        ),
        ("{{ asset(path=\"site.cs\") }}", "site.cs", "there is no static file `site.cs`; did you mean \"site.css\"?"),
        ("{{<title card={offer.card} sise=\"h2\"/>}}", "sise", "there is no parameter `sise`; did you mean \"size\"?"),
        ("{{<wrong card={offer.card}/>}}", "txt", "there is no field `txt`; did you mean \"text\"?"),
        ("{% <title card={offer.crad}> %}{% </title> %}", "crad", "there is no field `crad`; did you mean \"card\"?"),
    ] {
        let found = found(page);
        let found: BTreeSet<(&str, &str)> =
            found.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str())).collect();
        assert_eq!(found, BTreeSet::from([rest, (name, sentence)]), "{page}");
    }
}

#[test]
fn a_part_knows_the_values_at_the_place_where_it_is_included() {
    let page = "{% for card in similar %}{% include \"line.html\" %}{% endfor %}";
    let found = found_in(&[
        ("offer.html", page),
        ("line.html", "{% include \"name.html\" %}"),
        ("name.html", "{{ card.titel }}{{ card.slug }}"),
    ]);
    let sentence = "there is no field `titel`; did you mean \"title\"?";
    assert!(found.contains(&("titel".to_owned(), sentence.to_owned())), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn blocks_know_what_the_template_that_they_extend_sets() {
    let base = "{% set tone = section %}{% for step in translations %}{% block main %}{% endblock %}{% endfor %}";
    let page = "{% extends \"frame.html\" %}{% block main %}{{ tone }}{{ step.name }}{% endblock %}";
    assert_eq!(found_in(&[("offer.html", page), ("frame.html", base)]).len(), 1);
}

"""JSON Schemas, used by jsonschema: on the published data, on all content, and on content with mistakes."""

import copy
import json
import re
import subprocess
import tomllib
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import COMMAND, TODAY, copy_of_ours
from jsonschema import Draft202012Validator, FormatChecker

# Folders of content that hold no documents, or many in one file.
OTHERS = {"images", "schemas", "vocabulary"}
# Folders whose name is not the plural of what lies in them.
IRREGULAR = {"case-studies": "case-study", "monitoring": "figures"}


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors' programs and the site read it: a day is a text, and only true and false are flags."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in ("timestamp", "bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def document(text: str):
    """What the file says, and its first line of YAML."""
    if text.startswith("---\n"):
        text = text[4:].split("\n---", 1)[0]
    return yaml.load(text, Loader=CoreLoader), text.splitlines()[0]


def validator(schema: dict) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.fixture(scope="session")
def content_schemas(ours):
    folder = ours.root / "content/schemas"
    return {path.name.split(".")[0]: json.loads(path.read_text()) for path in folder.glob("*.schema.json")}


def content(ours):
    """Every document that editors wrote, with the name of its kind."""
    for folder in sorted((ours.root / "content").iterdir()):
        if folder.is_dir() and folder.name not in OTHERS:
            for path in sorted(folder.iterdir()):
                yield IRREGULAR.get(folder.name) or folder.name.removesuffix("s"), path


def test_all_content_fits_the_schema_that_its_first_line_names(ours, content_schemas):
    checked = 0
    checks = {kind: validator(schema) for kind, schema in content_schemas.items()}
    for kind, path in content(ours):
        value, first = document(path.read_text())
        assert first == f"# yaml-language-server: $schema=../schemas/{kind}.schema.json", path
        problems = [error.message for error in checks[kind].iter_errors(value)]
        assert problems == [], path
        checked += 1
    assert checked > 40


def test_the_settings_fit_their_schema(ours, content_schemas):
    text = (ours.root / "site.toml").read_text()
    assert text.startswith("#:schema content/schemas/site.schema.json\n")
    assert list(validator(content_schemas["site"]).iter_errors(tomllib.loads(text))) == []


def with_change(value, way, new):
    """A copy with one value changed, or taken away."""
    value = copy.deepcopy(value)
    holder = value
    for step in way[:-1]:
        holder = holder[step]
    if new is ...:
        del holder[way[-1]]
    else:
        holder[way[-1]] = new
    return value


@pytest.mark.parametrize(
    "way, new, said",
    [
        (["sumary"], "x", "unexpected"),
        (["title"], ..., "'title' is a required property"),
        (["title"], "x" * 161, "is not valid under any"),
        (["title"], {"xx": "in no language"}, "is not valid under any"),
        (["host", "region"], "ES5X", "is not one of"),
        (["host", "email"], "somebody@example.org", "unexpected"),
        (["host", "website"], "ftp://example.org", "does not match"),
        (["activities"], [], "should be non-empty"),
        (["activities"], ["job-shadowing", "job-shadowing"], "non-unique"),
        (["sectors"], [104], "is not valid under any"),
        (["languages", 0, "level"], "B3", "is not valid under any"),
        (["group", "min"], 0, "less than the minimum"),
        (["group", "min"], "2", "is not of type 'integer'"),
        (["windows", 0, "from"], "1 June 2027", "does not match"),
        (["confirmed"], "2026-02-30", "is not a 'date'"),
        (["minors"], "yes", "is not of type 'boolean'"),
    ],
)
def test_an_offer_with_a_mistake_is_refused(ours, content_schemas, way, new, said):
    value, _ = document((ours.root / "content/offers/container-from-ship-to-shop.yaml").read_text())
    check = validator(content_schemas["offer"])
    assert list(check.iter_errors(value)) == []
    messages = [error.message for error in check.iter_errors(with_change(value, way, new))]
    assert any(said in message for message in messages), messages


def test_an_offer_that_receives_minors_must_say_how_they_are_kept_safe(ours, content_schemas):
    value, _ = document((ours.root / "content/offers/container-from-ship-to-shop.yaml").read_text())
    value.pop("safeguarding", None)
    check = validator(content_schemas["offer"])
    assert list(check.iter_errors({**value, "minors": False})) == []
    assert [error.message for error in check.iter_errors({**value, "minors": True})] == [
        "'safeguarding' is a required property"
    ]


def test_an_exchange_took_place_in_a_month_or_on_days(ours, content_schemas):
    value, _ = document((ours.root / "content/case-studies/innovation-in-vet-and-the-dual-system.md").read_text())
    check = validator(content_schemas["case-study"])
    for dates, fine in [
        ("2025-02", True),
        ({"from": "2025-02-03", "until": "2025-02-05"}, True),
        ("2025-13", False),
        ("February 2025", False),
        ({"from": "2025-02-03"}, False),
    ]:
        assert check.is_valid({**value, "dates": dates}) == fine, dates


def test_every_field_is_shown_and_explained_in_the_readme(content_schemas):
    for name, schema in content_schemas.items():
        if name != "site":
            for key, field in schema["properties"].items():
                assert field.get("description"), f"content/README.md shows no {key} of {name} with a comment"


def test_published_schemas_are_those_of_the_folder_with_their_address(site):
    for path in (site.root / "content/schemas").glob("*.schema.json"):
        # The name of the settings' schema is that of the published description of the site.
        name = "settings.schema.json" if path.name == "site.schema.json" else path.name
        published = json.loads(site.read(f"data/schemas/v1/{name}"))
        assert published.pop("$id") == f"{site.base_url}/data/schemas/v1/{name}"
        assert published == json.loads(path.read_text())


def test_the_description_of_the_site_fits_its_schema_and_tells_no_weights(site):
    data = json.loads(site.read("data/site.json"))
    schema = json.loads(site.read("data/schemas/v1/site.schema.json"))
    assert data["$schema"] == schema["$id"] == f"{site.base_url}/data/schemas/v1/site.schema.json"
    assert list(validator(schema).iter_errors(data)) == []
    assert not validator(schema).is_valid({**data, "languages": "en"})
    assert "matching" not in data and "matching" not in schema["properties"]


# What Ajv knows in its strict mode, which is its default: the keywords of JSON Schema 2020-12, and the formats of ajv-formats.
KEYWORDS = {
    "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "default", "type", "enum", "const", "format", "pattern", "minLength",
    "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "properties", "required",
    "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties", "items", "prefixItems", "minItems",
    "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "examples",
    "unevaluatedProperties", "dependentRequired",
}  # fmt: skip
FORMATS = {"date", "date-time", "time", "email", "uri", "uri-reference", "uuid", "regex", "hostname"}
# Keywords whose value is a map from names to schemas, one schema, or a list of schemas.
MAPS = {"properties", "patternProperties", "$defs"}
SINGLE = {"items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else", "unevaluatedProperties"}
LISTS = {"allOf", "anyOf", "oneOf", "prefixItems"}


def all_schemas(schema):
    """A schema and every schema in it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key, value in schema.items():
        inner = value.values() if key in MAPS else [value] if key in SINGLE else value if key in LISTS else []
        for each in inner:
            yield from all_schemas(each)


def test_a_strict_validator_knows_every_keyword_and_format(site):
    files = sorted((site.public / "data/schemas/v1").glob("*.json"))
    assert len(files) >= 12
    for path in files:
        for schema in all_schemas(json.loads(path.read_text())):
            assert set(schema) <= KEYWORDS, (path.name, set(schema) - KEYWORDS)
            assert schema.get("format") in FORMATS | {None}, (path.name, schema)
            assert not {"then", "else"} & set(schema) or "if" in schema, (path.name, schema)


@pytest.mark.parametrize("name, key", [("offers", "offers"), ("case-studies", "case_studies")])
def test_published_data_fit_the_schema_that_they_name(site, name, key):
    data = json.loads(site.read(f"data/{name}.json"))
    schema = json.loads(site.file_of(data["$schema"]).read_text())
    assert schema["$id"] == data["$schema"]
    assert f"/v{data['version']}/" in urlsplit(data["$schema"]).path
    check = validator(schema)
    assert [error.message for error in check.iter_errors(data)] == []
    # A reader of this version must not meet these.
    for way, new in [(["version"], ...), ([key, 0, "slug"], ...), ([key, 0, "title"], "no languages"), ([key, 0, "themes"], None)]:
        assert not check.is_valid(with_change(data, way, new)), way


# Rules between several values, or of a text's single characters: they are the reader's alone.
READERS_ALONE = {"activity-bound", "reversed", "window-too-short", "part-exceeds-whole", "unknown-reference",
                 "missing-image", "voice-without-ground", "voice-without-words", "no-lesson", "broken-link", "stale",
                 "not-yet", "scheduled", "ends-first", "no-such-hour", "not-moved", "other-country",
                 "online-and-elsewhere"}  # fmt: skip


# Keys that no content of ours has today.
NOT_IN_EXAMPLES = {
    "event": {
        "time": {"from": "09:30", "until": "13:00", "zone": "Europe/Brussels"},
        "state": "moved-online",
        "previously": "2027-03-11",
        "registration": "https://example.org/",
        "revised": "2026-11-02",
    }
}


def ways(value, way=()):
    """The way to every value of a document, the document itself left out."""
    keys = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in keys:
        yield (*way, key)
        yield from ways(inner, (*way, key))


def variants(value):
    """The document with one thing changed, in every way that is likely to be wrong."""
    for way in ways(value):
        for new in [..., True, 0, 100_001, "x", "x" * 5_000, "2027-01-01", [], ["x"], {}, {"en": "x"}, {"xx": "x"}]:
            yield way, new, with_change(value, way, new)
    for way in [(), *ways(value)]:
        holder = value
        for step in way:
            holder = holder[step]
        if isinstance(holder, dict):
            yield (*way, "stray"), "x", with_change(value, (*way, "stray"), "x")


@pytest.mark.parametrize(
    "kind, example, ending",
    [
        ("offer", "offers/container-from-ship-to-shop", "yaml"),
        ("case-study", "case-studies/innovation-in-vet-and-the-dual-system", "md"),
        ("event", "events/matchmaking-day-apprentices", "yaml"),
        ("promoter", "promoters/nicholas-waller", "yaml"),
        ("partner", "partners/earlall", "yaml"),
    ],
)
def test_a_schema_says_exactly_what_the_reader_says(tmp_path, content_schemas, kind, example, ending):
    """Each value of a real document is changed in a dozen ways. What the reader takes, the schema takes; what the
    reader refuses, the schema refuses too, but for the rules that no schema can hold."""
    copy_of_ours(tmp_path)
    folder, name = example.split("/")
    original = tmp_path / f"content/{example}.{ending}"
    value, _ = document(original.read_text())
    value |= NOT_IN_EXAMPLES.get(kind, {})
    written = {}
    for number, (way, new, changed) in enumerate(variants(value)):
        text = yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        text = f"---\n{text}---\n\nText.\n" if ending == "md" else text
        path = f"content/{folder}/variant-{number}.{ending}"
        (tmp_path / path).write_text(text, encoding="utf-8")
        written[path] = (way, new, changed)
    done = subprocess.run(
        [COMMAND, "check", "--format", "json", "--root", tmp_path, "--today", TODAY], capture_output=True, text=True
    )
    refused = {}
    for problem in json.loads(done.stdout):
        if problem["severity"] == "error" and problem["code"] not in READERS_ALONE:
            refused.setdefault(problem["path"], []).append(problem["message"])
    check = validator(content_schemas[kind])
    for path, (way, new, changed) in written.items():
        assert check.is_valid(changed) == (path not in refused), (way, new, refused.get(path))
    assert 20 < len(refused) < len(written), (len(refused), len(written))

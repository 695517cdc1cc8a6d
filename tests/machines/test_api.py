"""Requests by programs: the OpenAPI document, read by independent validators, and by a client that tries what it allows
and forbids on the real server."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from conftest import COMMAND, copy_of_ours
from jsonschema import Draft202012Validator
from lxml import html
from openapi_spec_validator import validate

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
FORMS = {"find-a-host", "offer-to-host", "join"}


class Server:
    """The real server, on a site and a store of its own, with nobody limited."""

    def __init__(self, root: Path):
        copy_of_ours(root)
        settings = re.sub(r"\[limits\]\n(?:\w.*\n)+", "", (root / "site.toml").read_text())
        assert "[limits]" not in settings and "pictures = true" in settings
        settings = settings.replace("pictures = true", "pictures = false")
        settings = settings.replace("proof_of_work = false", "proof_of_work = true")
        assert "\nproof_of_work = true" in settings
        (root / "site.toml").write_text(settings)
        self.public = root / "public"
        self.log = (root / "serve.log").open("w")
        self.process = subprocess.Popen(
            [COMMAND, "serve", "--root", root, "--port", "0"], stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        found = next(filter(None, (re.match(r"Open (http://[^/]+)/", line) for line in self.process.stdout)), None)
        assert found, (root / "serve.log").read_text()
        self.base = found[1]
        self.document = json.loads((self.public / "data/openapi.json").read_text())

    def send(self, kind, body, method="POST", path="/api/requests", **headers):
        """Status, headers and body of the answer to a program."""
        body = body if isinstance(body, bytes) else body.encode()
        headers = {"Accept": JSON, "Content-Type": kind, **headers}
        request = urllib.request.Request(self.base + path, body or None, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, answer.read()
        except HTTPError as answer:
            return answer.status, answer.headers, answer.read()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


def component(document, name):
    """A validator for one of the document's components."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def body_of(document, kind):
    return document["paths"]["/api/requests"]["post"]["requestBody"]["content"][kind]


def encoded(kind, example):
    return json.dumps(example) if kind == JSON else urlencode(example, doseq=True)


def test_the_document_is_valid_openapi(site):
    document = json.loads(site.read("data/openapi.json"))
    validate(document)
    assert document["openapi"].startswith("3.1.")
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_server_contact_and_licence_are_those_of_the_settings(bilingual):
    document = json.loads(bilingual.read("data/openapi.json"))
    assert [server["url"] for server in document["servers"]] == ["https://example.org/matchmaking"]
    assert document["info"]["contact"]["name"] == "EARLALL" and "@" in document["info"]["contact"]["email"]
    assert document["info"]["license"]["identifier"] == "CC-BY-4.0"
    (language,) = [
        parameter["schema"]["enum"]
        for parameter in document["paths"]["/api/requests/ask/{language}/{offer}"]["get"]["parameters"]
        if parameter["name"] == "language"
    ]
    assert language == ["en", "ca"]
    assert bilingual.file_of(document["externalDocs"]["url"].split("#")[0]).is_file()


def test_codes_are_those_of_the_vocabulary(ours):
    schemas = json.loads(ours.read("data/openapi.json"))["components"]["schemas"]
    vocabulary = json.loads(ours.read("data/vocabulary.json"))
    for name in ["activities", "audiences", "countries", "languages", "organisation-kinds", "sectors", "themes"]:
        assert schemas[name]["enum"] == [term["code"] for term in vocabulary[name.replace("-", "_")]], name


def test_every_field_of_a_page_is_described_under_its_name(ours):
    schemas = json.loads(ours.read("data/openapi.json"))["components"]["schemas"]
    # What gives robots away, and what the page was told before, is nobody's to fill in.
    traces = {"subject_line_two", "elapsed", "unfit"}
    for form in FORMS:
        page = html.fromstring(ours.read(f"en/{form}/index.html"))
        names = set(page.xpath("//form//*[self::input or self::select or self::textarea]/@name")) - traces
        described = schemas[f"{form}-fields"]["properties"]
        assert names <= set(described), names - set(described)
        # A program may send in several languages what a page asks for once, and a proof of work where none is asked.
        assert set(described) - names <= {"proof"}, set(described) - names
        required = set(page.xpath("//form//*[@required]/@name")) | {"form", "language"}
        grouped = set(page.xpath("//form//*[@data-at-least-one]//input/@name"))
        assert required | grouped <= set(schemas[f"{form}-fields"]["required"])


def test_a_page_leads_to_the_document(site):
    document = "/" + str(next(site.public.rglob("openapi.json")).relative_to(site.public))
    for page in ["open-data", *FORMS]:
        tree = html.fromstring(site.read(f"en/{page}/index.html"))
        (link,) = tree.xpath('//head/link[@rel="service-desc"]')
        assert link.get("href").endswith(document) and link.get("type") == JSON
    assert html.fromstring(site.read("en/open-data/index.html")).xpath(f'//main//a[contains(@href, "{document}")]')


@pytest.mark.parametrize("kind", [JSON, FORM])
def test_every_example_is_accepted_and_stored_once(server, kind):
    described = body_of(server.document, kind)
    assert set(described["examples"]) == FORMS
    for form, example in described["examples"].items():
        name = form if kind == JSON else f"{form}-fields"
        assert not list(component(server.document, name).iter_errors(example["value"]))
        body = encoded(kind, example["value"])
        status, headers, first = server.send(kind, body, **{"Idempotency-Key": kind})
        assert status == 201, first
        assert component(server.document, "receipt").is_valid(json.loads(first))
        assert json.loads(first)["reference"] in headers["Location"]
        status, _, again = server.send(kind, body, **{"Idempotency-Key": kind})
        assert (status, again) == (201, first)


def test_the_command_on_the_page_works(server):
    page = html.fromstring((server.public / "en/open-data/index.html").read_text())
    (command,) = page.xpath('//section[@id="program"]//pre/code/text()')
    assert command.startswith("curl ")
    command = command.replace(server.document["servers"][0]["url"], server.base)
    done = subprocess.run(["sh", "-c", f"{command} --silent --show-error"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert component(server.document, "receipt").is_valid(json.loads(done.stdout)), done.stdout


def test_every_refusal_is_as_described(server):
    example = body_of(server.document, JSON)["examples"]["join"]["value"]
    answers = server.document["paths"]["/api/requests"]["post"]["responses"]
    most = int(re.search(r"(\d+) KiB", answers["413"]["description"])[1]) * 1024
    for expected, code, send in [
        (400, "malformed", lambda: server.send(JSON, "{")),
        (400, "malformed", lambda: server.send(JSON, json.dumps(example), **{"Idempotency-Key": "x" * 201})),
        (405, "method-not-allowed", lambda: server.send(JSON, "", method="GET")),
        (413, "too-large", lambda: server.send(JSON, b"x" * (most + 1))),
        (400, "malformed", lambda: server.send(JSON, b"x" * most)),
        (405, "method-not-allowed", lambda: server.send(JSON, "", method="DELETE", path="/api/health")),
        (415, "wrong-type", lambda: server.send("text/plain", "x")),
        (415, "wrong-type", lambda: server.send(JSON, b"\x1f\x8b", **{"Content-Encoding": "gzip"})),
        (422, "invalid", lambda: server.send(JSON, json.dumps({**example, "consent": False, "stray": 1}))),
        (422, "invalid", lambda: server.send(FORM, "form=nonsense")),
        (422, "invalid", lambda: server.send(JSON, json.dumps({**example, "motivations": "x"}))),
    ]:
        status, headers, body = send()
        assert status == expected and headers["Content-Type"] == "application/problem+json"
        problem = json.loads(body)
        assert not list(component(server.document, "problem").iter_errors(problem)), problem
        assert (problem["status"], problem["code"]) == (expected, code)
        # Clients may meet keys that are new; the document knows those of today.
        schemas = server.document["components"]["schemas"]
        assert set(problem) <= set(schemas["problem"]["properties"])
        for told in problem.get("problems", []):
            assert set(told) <= set(schemas["field-problem"]["properties"])
        for name in answers[str(expected)].get("headers", {}):
            assert headers[name], name


def test_no_answer_has_more_problems_than_described(server):
    example = body_of(server.document, JSON)["examples"]["join"]["value"]
    status, _, body = server.send(JSON, json.dumps(example | {f"stray{number}": 1 for number in range(300)}))
    most = server.document["components"]["schemas"]["problem"]["properties"]["problems"]["maxItems"]
    assert status == 422 and len(json.loads(body)["problems"]) == most


def test_what_the_document_allows_is_taken_and_what_it_forbids_is_refused(server, tmp_path):
    """Schemathesis makes thousands of requests from the document, right ones and wrong ones, with all of its checks.
    What it needs to be told about rules between values is in `schemathesis_hooks.py`."""
    here = Path(__file__).parent
    environment = os.environ | {
        "PYTHONPATH": str(here),
        "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
        "MATCHMAKER_PUBLIC": str(server.public),
    }
    done = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), "run", f"{server.base}/data/openapi.json", "--url", server.base,
         "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "12", "--seed", "20261123",
         "--continue-on-failure", "--no-color"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    made = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert made and made[1] == made[2] and int(made[1]) > 1_000, done.stdout
    assert "6 selected / 6 total" in done.stdout, "an operation was left out"

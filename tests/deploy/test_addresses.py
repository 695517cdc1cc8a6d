"""The function of CloudFront that turns addresses into files, run in Node as it stands in the template."""

import pytest
from conftest import node
from deployment import site as deployed

RUN = """
import { text } from "node:stream/consumers";
const { code, requests } = JSON.parse(await text(process.stdin));
const handler = new Function(code + "; return handler;")();
process.stdout.write(JSON.stringify(requests.map((request) => handler({ request }))));
"""


@pytest.fixture(scope="session")
def ask(site):
    code = site.properties("Addresses")["FunctionCode"]

    def ask(*addresses):
        return node(RUN, {"code": code, "requests": [request(address) for address in addresses]})

    return ask


def request(address):
    """A request as CloudFront gives it to a function."""
    path, _, query = address.partition("?")
    parameters = {}
    for pair in query.split("&") if query else []:
        name, _, value = pair.partition("=")
        if name in parameters:
            parameters[name].setdefault("multiValue", [{"value": parameters[name]["value"]}]).append({"value": value})
        else:
            parameters[name] = {"value": value}
    headers = {"host": {"value": "matchmaking.example.org"}}
    return {"method": "GET", "uri": path, "querystring": parameters, "headers": headers, "cookies": {}}


@pytest.mark.parametrize(
    "address, key",
    [
        ("/", "/index.html"),
        ("/en/offers/", "/en/offers/index.html"),
        ("/en/offers/?country=es", "/en/offers/index.html"),
        ("/en/offers/index.html", "/en/offers/index.html"),
        ("/data/offers.json", "/data/offers.json"),
        ("/.well-known/security.txt", "/.well-known/security.txt"),
        ("/assets/signs.svg", "/assets/signs.svg"),
        ("/assets/site.css?v=edd5ed8a", "/versions/edd5ed8a/assets/site.css"),
        ("/assets/find/engine.js?v=e0d77fd0", "/versions/e0d77fd0/assets/find/engine.js"),
        # What is no version can't lead elsewhere.
        ("/assets/site.css?v=../../en", "/assets/site.css"),
        ("/assets/site.css?v=edd5ed8a&v=00000000", "/versions/edd5ed8a/assets/site.css"),
        ("/en/offers/?v=edd5ed8a", "/en/offers/index.html"),
    ],
)
def test_an_address_leads_to_a_file(ask, address, key):
    assert ask(address)[0]["uri"] == key


@pytest.mark.parametrize(
    "address, location",
    [
        ("/en/offers", "https://matchmaking.example.org/en/offers/"),
        ("/en", "https://matchmaking.example.org/en/"),
        ("/en/offers?country=es&country=it&words=caf%C3%A9", "https://matchmaking.example.org/en/offers/?country=es&country=it&words=caf%C3%A9"),
        ("/en/offers?open", "https://matchmaking.example.org/en/offers/?open"),
    ],
)
def test_without_its_slash_an_address_is_sent_on_with_all_that_was_asked(ask, address, location):
    answer = ask(address)[0]
    assert answer["statusCode"] == 308 and answer["headers"]["location"]["value"] == location


@pytest.mark.parametrize(
    "address",
    [
        # A path like this would be another site's address, if it stood alone.
        "//evil.example/x", "//evil.example/", "/en//offers", "/\\evil", "/%5cevil", "/%2fevil.example",
        "/.env", "/%2eenv", "/en/.git/config", "/en%2f.hidden", "/en/%2e%2e/x", "/en/..", "/%252e%252e/x", "/.well-known/.x",
        "/%ff", "/%", "/%zz", "/en/%00", "/en/x%0ay", "/" + "a" * 1_001,
    ],
)  # fmt: skip
def test_what_no_file_can_be_called_is_not_found(ask, address):
    assert ask(address)[0]["uri"] == "/not-found"


def test_a_browser_that_asks_first_is_answered(site):
    code = site.properties("Addresses")["FunctionCode"]
    asked = [request(path) | {"method": "OPTIONS"} for path in ("/data/offers.json", "/en/feed.xml", "/events.ics", "/en/")]
    for each in asked:
        each["headers"]["access-control-request-headers"] = {"value": "range"}
    *opened, page = node(RUN, {"code": code, "requests": asked})
    for answer in opened:
        assert answer["statusCode"] == 204
        assert answer["headers"]["access-control-allow-origin"]["value"] == "*"
        assert answer["headers"]["access-control-allow-headers"]["value"] == "range"
    assert page["statusCode"] == 204 and "access-control-allow-origin" not in page["headers"]
    behaviours = site.properties("Distribution")["DistributionConfig"]
    for behaviour in [behaviours["DefaultCacheBehavior"], *behaviours["CacheBehaviors"]]:
        assert "OPTIONS" in behaviour["AllowedMethods"]


def test_every_page_and_every_file_of_the_site_is_found(ask, public):
    keys = {item.key for item in deployed.items(public)}
    pages = [key.removesuffix("index.html") for key in keys if key.endswith("/index.html")]
    assert len(pages) > 300
    for page, answer in zip(pages, ask(*(f"/{page}" for page in pages))):
        assert answer["uri"] == f"/{page}index.html"
    for page, answer in zip(pages, ask(*(f"/{page.rstrip('/')}" for page in pages))):
        assert answer["headers"]["location"]["value"] == f"https://matchmaking.example.org/{page}"
    files = [key for key in keys if not key.endswith("index.html")]
    for key, answer in zip(files, ask(*(f"/{key}" for key in files))):
        assert answer["uri"] == f"/{key}"


def test_every_asset_that_a_page_or_a_module_names_is_uploaded_to_be_kept_for_ever(ask, public):
    import re

    keys = {item.key for item in deployed.items(public) if item.lasts}
    named = set()
    for path in [*public.rglob("*.html")]:
        named.update(re.findall(r'"(/assets/[^"?#]+\.[0-9a-f]{8}\.[a-z]+)["#]', path.read_text()))
    for path in (public / "assets").rglob("*.js"):
        for name in re.findall(r'from "\./([^"?]+)"', path.read_text()):
            named.add(f"/{path.parent.relative_to(public)}/{name}")
    assert len(named) > 8
    for address, answer in zip(named, ask(*named)):
        assert answer["uri"].removeprefix("/") in keys, address

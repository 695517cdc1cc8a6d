"""The headers of the distribution are those that `matchmaker serve` sends: it is asked for them."""

import fnmatch
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from conftest import COMMAND, TODAY

# What the response headers policies of CloudFront can say, by the names that a browser sees.
POLICY = {
    "content-security-policy": ("ContentSecurityPolicy", "ContentSecurityPolicy"),
    "referrer-policy": ("ReferrerPolicy", "ReferrerPolicy"),
    "x-content-type-options": ("ContentTypeOptions", None),
    "x-frame-options": ("FrameOptions", "FrameOption"),
}
# A server for visitors sends more than one for editors, and so does CloudFront.
PRODUCTION = "--production" in subprocess.run([COMMAND, "serve", "--help"], capture_output=True, text=True).stdout

# Of the cache, of compression and of the connection: CloudFront has its own.
OF_A_SERVER = {
    "accept-ranges", "cache-control", "connection", "content-length", "content-type", "date", "last-modified", "transfer-encoding", "vary", "etag",
}  # fmt: skip


@pytest.fixture(scope="module")
def served(public, tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    out = tmp_path_factory.mktemp("served")
    command = [COMMAND, "serve", "--root", public.parent, "--out", public, "--store", out / "requests.sqlite", "--today", TODAY]
    command += ["--production"] if PRODUCTION else []
    process = subprocess.Popen([*map(str, command), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{address}/en/"):
                    break
            except OSError:
                assert process.poll() is None, "the server has ended"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def headers_of(address):
    try:
        with urllib.request.urlopen(address) as answer:
            found = answer.headers
    except urllib.error.HTTPError as problem:
        found = problem.headers
    return {name.lower(): value for name, value in found.items() if name.lower() not in OF_A_SERVER}


def headers_in(site, name):
    config = site.properties(name)["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    found = {}
    for header, (key, value) in POLICY.items():
        if key in security:
            found[header] = security[key][value] if value else "nosniff"
            assert security[key]["Override"] is True
    found["strict-transport-security"] = f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}"
    for item in config["CustomHeadersConfig"]["Items"]:
        found[item["Header"]] = item["Value"]
    if "CorsConfig" in config:
        found["access-control-allow-origin"] = ",".join(config["CorsConfig"]["AccessControlAllowOrigins"]["Items"])
        found["access-control-expose-headers"] = ", ".join(config["CorsConfig"]["AccessControlExposeHeaders"]["Items"])
    return found


def policy_of(site, path):
    """The policy of a path: of the first pattern that fits."""
    config = site.properties("Distribution")["DistributionConfig"]
    fitting = [each for each in config["CacheBehaviors"] if fnmatch.fnmatchcase(path, each["PathPattern"])]
    return [*fitting, config["DefaultCacheBehavior"]][0]["ResponseHeadersPolicyId"]["Ref"]


@pytest.mark.parametrize(
    "path, policy",
    [
        ("/en/", "PageHeaders"),
        ("/assets/site.css", "PageHeaders"),
        ("/search/en.json", "PageHeaders"),
        ("/embed/en/offers/", "EmbedHeaders"),
        ("/data/offers.json", "OpenHeaders"),
        ("/data/offers.csv", "OpenHeaders"),
        ("/data/offers.xlsx", "OpenHeaders"),
        ("/data/catalogue.jsonld", "OpenHeaders"),
        ("/en/feed.xml", "OpenHeaders"),
        ("/en/offers/country/es/feed.xml", "OpenHeaders"),
        ("/events.ics", "OpenHeaders"),
    ],
)
def test_cloudfront_sends_what_serve_sends(site, served, path, policy):
    assert policy_of(site, path) == policy
    ours, theirs = headers_in(site, policy), headers_of(served + path)
    assert theirs["content-security-policy"] == ours["content-security-policy"]
    assert theirs == ours if PRODUCTION else theirs.items() <= ours.items()


def test_the_functions_own_headers_stand(site):
    assert policy_of(site, "/api/requests") == "AnswerHeaders"
    security = site.properties("AnswerHeaders")["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert security["ContentSecurityPolicy"]["Override"] is False and security["ReferrerPolicy"]["Override"] is False


def test_browsers_are_told_to_come_by_tls_everywhere(site):
    for name in site.of_type("AWS::CloudFront::ResponseHeadersPolicy"):
        transport = site.properties(name)["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]["StrictTransportSecurity"]
        assert transport["AccessControlMaxAgeSec"] >= 31536000 and transport["Override"] is True

"""The headers of the distribution are those that `matchmaker serve` sends: it is asked for them."""

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
    for item in config.get("CustomHeadersConfig", {}).get("Items", []):
        found[item["Header"].lower()] = item["Value"]
    return found


@pytest.mark.parametrize("page, policy", [("/en/", "PageHeaders"), ("/embed/en/offers/", "EmbedHeaders")])
def test_cloudfront_sends_what_serve_sends(site, served, page, policy):
    assert headers_in(site, policy) == headers_of(served + page)


def test_each_path_has_its_policy(site):
    config = site.properties("Distribution")["DistributionConfig"]
    default = config["DefaultCacheBehavior"]["ResponseHeadersPolicyId"]["Ref"]
    others = {behaviour["PathPattern"]: behaviour["ResponseHeadersPolicyId"]["Ref"] for behaviour in config["CacheBehaviors"]}
    assert default == "PageHeaders" and others == {"/embed/*": "EmbedHeaders", "/api/*": "AnswerHeaders"}


def test_the_functions_own_headers_stand(site):
    security = site.properties("AnswerHeaders")["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert security["ContentSecurityPolicy"]["Override"] is False and security["ReferrerPolicy"]["Override"] is False


def test_browsers_are_told_to_come_by_tls_everywhere(site):
    for name in site.of_type("AWS::CloudFront::ResponseHeadersPolicy"):
        transport = site.properties(name)["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]["StrictTransportSecurity"]
        assert transport["AccessControlMaxAgeSec"] >= 31536000 and transport["Override"] is True

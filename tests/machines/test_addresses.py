"""The sitemap, robots.txt, security.txt, and the lists for other websites."""

import re
from datetime import datetime, timedelta, timezone
from urllib.robotparser import RobotFileParser

from lxml import etree, html

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def entries(site):
    tree = etree.fromstring(site.bytes("sitemap.xml"))
    assert tree.tag == f"{SITEMAP}urlset"
    return list(tree.iter(f"{SITEMAP}url"))


def test_every_address_exists_once_and_wants_to_be_found(site):
    addresses = [entry.find(f"{SITEMAP}loc").text for entry in entries(site)]
    assert len(addresses) == len(set(addresses)) > 150
    for address in addresses:
        page = html.fromstring(site.file_of(address).read_text())
        assert not page.xpath('//meta[@name="robots"]'), address
        assert page.xpath('//link[@rel="canonical"]/@href') == [address]


def test_every_page_is_in_the_sitemap_or_asks_not_to_be_found(site):
    listed = {site.file_of(entry.find(f"{SITEMAP}loc").text) for entry in entries(site)}
    for name, text in site.pages():
        if site.public / name not in listed:
            # The start page of a site in one language leads to the home page and nowhere else.
            assert 'name="robots" content="noindex"' in text or 'http-equiv="refresh"' in text, name


def test_translations_name_each_other_and_one_is_for_everybody_else(bilingual):
    by_address = {entry.find(f"{SITEMAP}loc").text: entry for entry in entries(bilingual)}

    def others(address):
        return {link.get("hreflang"): link.get("href") for link in by_address[address].iter(f"{XHTML}link")}

    base = bilingual.base_url
    assert others(f"{base}/ca/offers/") == {
        "en": f"{base}/en/offers/",
        "ca": f"{base}/ca/offers/",
        "x-default": f"{base}/en/offers/",
    }
    assert others(f"{base}/en/")["x-default"] == f"{base}/"
    for address, entry in by_address.items():
        assert {"en", "ca", "x-default"} == set(others(address)), address
        for other in others(address).values():
            assert others(other) == others(address), "each names the same"
        page = html.fromstring(bilingual.file_of(address).read_text())
        heads = page.xpath('//head/link[@rel="alternate"][@hreflang]')
        assert {link.get("hreflang"): link.get("href") for link in heads} == others(address)


def test_a_site_in_one_language_names_no_others(ours):
    assert not [link for entry in entries(ours) for link in entry.iter(f"{XHTML}link")]


def test_changes_are_told_where_the_content_bears_a_date(real):
    changed = {entry.find(f"{SITEMAP}loc").text: entry.findtext(f"{SITEMAP}lastmod") for entry in entries(real)}
    offer = (real.root / "content/offers/container-from-ship-to-shop.yaml").read_text()
    confirmed = re.search(r"^confirmed: (\S+)", offer, re.M).group(1)
    assert changed[f"{real.base_url}/en/offers/container-from-ship-to-shop/"] == confirmed
    assert changed[f"{real.base_url}/en/privacy/"] is None


def test_robots_may_read_everything_but_answers_to_others(ours):
    robots = RobotFileParser()
    robots.parse(ours.read("robots.txt").splitlines())
    assert robots.can_fetch("*", f"{ours.base_url}/en/offers/")
    assert not robots.can_fetch("*", f"{ours.base_url}/api/requests")
    assert robots.site_maps() == [f"{ours.base_url}/sitemap.xml"]


def test_whoever_finds_a_weakness_knows_whom_to_tell(site):
    text = site.read(".well-known/security.txt")
    fields = [line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    names = [name for name, _ in fields]
    values = dict(fields)
    # RFC 9116: both must be there, and Expires only once.
    assert "Contact" in names and names.count("Expires") == 1
    assert names.count("Preferred-Languages") == 1
    assert values["Contact"].startswith("mailto:")
    assert values["Canonical"] == f"{site.base_url}/.well-known/security.txt"
    expires = datetime.fromisoformat(values["Expires"])
    built = datetime(2026, 11, 23, tzinfo=timezone.utc)
    assert built + timedelta(days=300) < expires < built + timedelta(days=365)


def test_an_operator_names_somebody_else(bilingual):
    text = bilingual.read(".well-known/security.txt")
    assert "Contact: mailto:weakness@example.org\n" in text and "Policy: https://example.org/policy\n" in text
    assert "Preferred-Languages: en, ca\n" in text


def test_lists_for_other_websites_are_light_and_lead_back(ours):
    lists = sorted((ours.public / "embed").rglob("index.html"))
    assert ours.public / "embed/en/offers/index.html" in lists and ours.public / "embed/en/country/es/index.html" in lists
    for path in lists:
        text = path.read_text()
        page = html.fromstring(text)
        assert not page.xpath("//script | //form | //iframe | //img | //*[@style]"), path
        assert len(text.encode()) < 30_000
        assert page.xpath('//meta[@name="robots"]/@content') == ["noindex"]
        assert page.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/assets/embed.")
        offers = page.xpath("//main//li")
        assert 1 <= len(offers) <= 12, path
        for link in page.xpath("//a"):
            assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
            assert ours.file_of(ours.base_url + link.get("href")).is_file()
        # All offers of this repository are demonstrations.
        assert "emonstration" in page.text_content() and "CC BY 4.0" in page.text_content()


def test_the_snippet_to_copy_is_a_frame_that_exists(ours):
    page = html.fromstring(ours.read("en/open-data/index.html"))
    frame = html.fromstring(page.xpath("//pre/code")[0].text_content())
    assert frame.tag == "iframe" and frame.get("title")
    assert ours.file_of(frame.get("src")).is_file() and "/embed/" in frame.get("src")

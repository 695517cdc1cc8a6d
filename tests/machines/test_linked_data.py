"""What pages say in the words of schema.org, read by lxml, rdflib and PyLD. Nothing is fetched: the context that
schema.org would serve is stood in for by one that maps every word to it."""

import json

import pytest
from conftest import build, copy_of_ours
from lxml import html
from pyld import jsonld
from rdflib import RDF, SDO, Graph, URIRef

CONTEXT = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}


def in_pages(site):
    """The JSON-LD of every page that has some, with the page as a tree."""
    for name, text in site.pages():
        page = html.fromstring(text)
        scripts = page.xpath('//head/script[@type="application/ld+json"]/text()')
        assert len(scripts) <= 1, name
        if scripts:
            data = json.loads(scripts[0])
            assert data["@context"] == "https://schema.org"
            yield name, page, {**data, "@context": CONTEXT}


def things(data, kind):
    return [thing for thing in data["@graph"] if thing["@type"] == kind]


@pytest.fixture(scope="session")
def pages(real):
    return list(in_pages(real))


def test_two_processors_understand_every_page_and_every_word_is_schema_orgs(pages):
    assert len(pages) > 100
    for name, _, data in pages:
        graph = Graph().parse(data=json.dumps(data), format="json-ld")
        other = jsonld.to_rdf(data, {"format": "application/n-quads"})
        assert len(graph) == len([line for line in other.splitlines() if line]), name
        for word in set(graph.predicates()) | set(graph.objects(None, RDF.type)):
            # The way in which search engines want to be told of a search is not on schema.org's list.
            if word not in (RDF.type, URIRef("https://schema.org/query-input")):
                assert word in SDO, (name, word)


def test_every_offer_says_what_it_is_and_a_demonstration_says_nothing(real, pages):
    offers = {offer["address"]: offer for offer in json.loads(real.read("data/offers.json"))["offers"]}
    told = {}
    for _, _, data in pages:
        for program in things(data, "EducationalOccupationalProgram"):
            told[program["url"]] = program
    assert told.keys() == {address for address, offer in offers.items() if not offer["demo"]} and len(told) < len(offers)
    for address, program in told.items():
        offer = offers[address]
        assert program["name"] == offer["title"]["en"]
        assert program["provider"]["name"] == offer["host"]["name"]
        assert program["maximumEnrollment"] == offer["group"]["max"]
        assert program["timeToComplete"] == f"P{offer['duration']['max']}D"
        assert program["startDate"] == min(window["from"] for window in offer["windows"])
        assert program["offers"]["availability"].endswith("InStock" if offer["open"] else "Discontinued")
        # Until when a group may ask is not known; the last day of the last stay is not it.
        assert "applicationDeadline" not in program
        assert named(program["offers"]["offeredBy"])
    for address in offers:
        page = html.fromstring(real.file_of(address).read_text())
        title = page.xpath('//meta[@property="og:title"]/@content')[0]
        assert title.startswith("Demonstration: ") == offers[address]["demo"], title
        assert page.xpath('//meta[@name="robots"]/@content') == (["noindex"] if offers[address]["demo"] else [])


def named(agent):
    """Whether an organisation says who it is to a reader who does not follow its identifier."""
    return agent["@type"] == "Organization" and agent["@id"] and agent["name"] and agent["url"].startswith("https://")


def test_case_studies_and_events_say_what_they_are(real, pages):
    stories = {story["address"]: story for story in json.loads(real.read("data/case-studies.json"))["case_studies"]}
    articles = {article["url"]: article for _, _, data in pages for article in things(data, "Article")}
    assert articles.keys() == stories.keys() and stories
    for address, article in articles.items():
        assert article["headline"] == stories[address]["title"]["en"]
        assert article["datePublished"] == stories[address]["published"]
        assert named(article["author"]) and named(article["publisher"])
        assert len(article["about"]) == len(stories[address]["hosts"]) + len(stories[address]["visitors"])
    events = [event for _, _, data in pages for event in things(data, "Event")]
    files = (real.root / "content/events").glob("*.yaml")
    assert len(events) == len([path for path in files if "\ndemo: true" not in path.read_text()]) > 0
    for event in events:
        assert named(event["organizer"])
        online = event["location"]["@type"] == "VirtualLocation"
        assert event["eventAttendanceMode"].endswith("OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode")


def test_the_site_the_secretariat_and_the_partners_are_told(ours, pages):
    home = next(data for name, _, data in pages if name == "en/index.html")
    website, secretariat = things(home, "WebSite")[0], things(home, "Organization")[0]
    assert named(website["publisher"]) and website["publisher"]["@id"] == secretariat["@id"]
    template = website["potentialAction"]["target"]["urlTemplate"]
    assert template.endswith("/en/search/?q={search_term_string}") and ours.file_of(template.split("?")[0]).is_file()
    partnership = next(data for name, _, data in pages if name == "en/partnership/index.html")
    assert len(things(partnership, "Organization")) == len(list((ours.root / "content/partners").glob("*.yaml")))


def test_nothing_has_two_descriptions_under_one_identifier(pages):
    for name, _, data in pages:
        own = [thing["@id"] for thing in data["@graph"] if "@id" in thing]
        assert len(own) == len(set(own)), name


def test_the_crumbs_are_those_that_the_page_shows(ours, pages):
    with_crumbs = set()
    for name, page, data in pages:
        for crumbs in things(data, "BreadcrumbList"):
            steps = crumbs["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            shown = [" ".join(step.text_content().split()) for step in page.xpath('//nav[@class="crumbs"]//li')]
            assert [" ".join(step["name"].split()) for step in steps] == shown, name
            links = page.xpath('//nav[@class="crumbs"]//a/@href')
            assert [step["item"] for step in steps[:-1]] == [ours.base_url + link for link in links], name
            with_crumbs.add(name)
    for name in ["en/offers/index.html", "en/offers/country/es/index.html", "en/open-data/index.html", "en/privacy/index.html"]:
        assert name in with_crumbs
    assert len(with_crumbs) > 100


def test_nothing_that_somebody_wrote_can_end_the_script(tmp_path):
    """A title with markup is text in the page and in its data."""
    copy_of_ours(tmp_path)
    offer = tmp_path / "content/offers/container-from-ship-to-shop.yaml"
    before = 'en: "Follow one container from the ship to the shop"'
    assert before in offer.read_text()
    title = "</script><!--<script>alert(1)</script>"
    offer.write_text(offer.read_text().replace(before, f'en: "{title}"', 1))
    offer.write_text(offer.read_text().replace("\ndemo: true", "\ndemo: false"))
    site = build(tmp_path)
    page = html.fromstring(site.read("en/offers/container-from-ship-to-shop/index.html"))
    data = json.loads(page.xpath('//head/script[@type="application/ld+json"]/text()')[0])
    assert things(data, "EducationalOccupationalProgram")[0]["name"] == title
    assert not [script for script in page.xpath("//script") if "alert(1)" in (script.text or "") and "ld+json" not in script.get("type", "")]


def test_the_page_on_open_data_describes_every_data_set_for_search_engines_of_data(real):
    """What search engines of data sets ask for, and the same data sets and files as the catalogue for data portals."""
    page = {name: data for name, _, data in in_pages(real)}["en/open-data/index.html"]
    (catalogue,) = things(page, "DataCatalog")
    sets = {data["identifier"].split("#")[1]: data for data in things(page, "Dataset")}
    # The figures of all years are invented ones, and are left out like every demonstration.
    portals = json.loads(real.read("data/catalogue.jsonld"))["dataset"]
    known = {data["identifier"].split("#")[1]: {file["downloadURL"]["@id"] for file in data["distribution"]} for data in portals}
    demo = {"monitoring"} if all(year["demo"] for year in json.loads(real.read("data/monitoring.json"))["years"]) else set()
    assert sets.keys() == known.keys() - demo
    assert {each["@id"] for each in catalogue["dataset"]} == {data["@id"] for data in sets.values()}
    for name, data in sets.items():
        assert data["includedInDataCatalog"] == {"@id": catalogue["@id"]}
        assert 50 <= len(data["description"]) <= 5000 and data["name"], name
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/" and data["isAccessibleForFree"] is True
        assert data["creator"]["name"] == data["publisher"]["name"] == "EARLALL"
        assert data["keywords"] and data["spatialCoverage"]
        assert {file["contentUrl"] for file in data["distribution"]} == known[name]
        for file in data["distribution"]:
            assert file["@type"] == "DataDownload" and "/" in file["encodingFormat"] and real.file_of(file["contentUrl"]).is_file()
    assert sets["case-studies"]["temporalCoverage"] == "2024-12-01/2025-05-13"
    assert "Spain" in sets["offers"]["spatialCoverage"]


def test_data_sets_of_nothing_but_demonstrations_are_left_out(ours):
    page = {name: data for name, _, data in in_pages(ours)}["en/open-data/index.html"]
    names = {data["identifier"].split("#")[1] for data in things(page, "Dataset")}
    assert "case-studies" in names and not names & {"offers", "events"}

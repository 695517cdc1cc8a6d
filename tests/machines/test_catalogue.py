"""The DCAT-AP catalogue, read by rdflib and PyLD."""

import json
from datetime import date

import pytest
from pyld import jsonld
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
AUTHORITY = "http://publications.europa.eu/resource/authority/"

# What DCAT-AP 3 asks for: mandatory properties, and those recommended ones that a portal needs to be of use.
SHAPES = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset, DCTERMS.license, DCTERMS.language,
                   FOAF.homepage, DCAT.themeTaxonomy, DCTERMS.spatial, DCTERMS.issued, DCTERMS.modified, DCAT.service],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.distribution, DCAT.theme,
                   DCTERMS.identifier, DCTERMS.language, DCTERMS.spatial, DCTERMS.accessRights, DCAT.landingPage, DCAT.keyword,
                   DCTERMS.accrualPeriodicity],
    DCAT.Distribution: [DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCTERMS["format"], DCTERMS.license, DCTERMS.title,
                        DCTERMS.description, DCTERMS.language, DCATAP.availability],
    DCAT.DataService: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.endpointURL,
                       DCAT.endpointDescription, DCAT.theme, DCAT.landingPage, DCTERMS.license, DCTERMS.accessRights, DCAT.keyword],
    FOAF.Agent: [FOAF.name, FOAF.homepage, DCTERMS.type],
    VCARD.Organization: [VCARD.fn, VCARD.hasEmail],
}  # fmt: skip


@pytest.fixture
def graph(site):
    return Graph().parse(data=site.read("data/catalogue.jsonld"), format="json-ld")


def test_everything_that_dcat_ap_asks_for_is_there(graph):
    for kind, properties in SHAPES.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things, kind
        for thing in things:
            for wanted in properties:
                assert list(graph.objects(thing, wanted)), (thing, wanted)


def test_every_record_has_an_identifier_of_its_own(site, graph):
    """Two records with one identifier are one to a harvester, which then loses a file."""
    catalogue = json.loads(site.read("data/catalogue.jsonld"))
    datasets = catalogue["dataset"]
    distributions = [file for dataset in datasets for file in dataset["distribution"]]
    ids = [record["@id"] for record in [catalogue, *catalogue["service"], *datasets, *distributions]]
    assert len(ids) == len(set(ids))
    files = {file["downloadURL"]["@id"] for file in distributions}
    assert len(files) == len(distributions) == len(set(graph.subjects(RDF.type, DCAT.Distribution)))
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        assert len(list(graph.objects(distribution, DCAT.downloadURL))) == 1, distribution


def test_two_processors_read_the_same(site, graph):
    other = Graph().parse(data=jsonld.to_rdf(json.loads(site.read("data/catalogue.jsonld")), {"format": "application/n-quads"}), format="nquads")
    assert len(graph) > 100 and isomorphic(graph, other)


def test_every_property_is_a_known_one_and_every_code_is_of_the_european_lists(graph):
    for term in set(graph.predicates()) | set(graph.objects(None, RDF.type)):
        for namespace in [DCAT, DCTERMS, FOAF]:
            if str(term).startswith(str(namespace)):
                assert term in namespace, term
    for wanted, folder in [
        (DCTERMS.language, "language/"),
        (DCTERMS.accessRights, "access-right/PUBLIC"),
        (DCAT.theme, "data-theme/EDUC"),
        (DCTERMS.license, "licence/CC_BY_4_0"),
        (DCTERMS["format"], "file-type/"),
        (DCTERMS.accrualPeriodicity, "frequency/"),
        (DCATAP.availability, "planned-availability/"),
    ]:
        values = list(graph.objects(None, wanted))
        assert values and all(str(value).startswith(AUTHORITY + folder) for value in values), values
    spatial = {str(value)[len(AUTHORITY) :] for value in graph.objects(None, DCTERMS.spatial)}
    assert "country/ESP" in spatial and "continent/EUROPE" in spatial


def test_all_titles_are_in_every_language_of_the_site(bilingual):
    graph = Graph().parse(data=bilingual.read("data/catalogue.jsonld"), format="json-ld")
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert {title.language for title in graph.objects(dataset, DCTERMS.title)} == {"en", "ca"}


def test_every_file_of_the_catalogue_exists_in_its_media_type(site, graph):
    endings = {"json": "application/json", "csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/atom+xml", "ics": "text/calendar", "jsonld": "application/ld+json"}
    found = graph.query(
        "SELECT ?address ?type WHERE { ?d a dcat:Distribution ; dcat:downloadURL ?address ; dcat:mediaType ?type }",
        initNs={"dcat": DCAT},
    )
    assert len(found) >= 7
    for address, media_type in found:
        path = site.file_of(str(address))
        assert path.is_file(), address
        assert str(media_type).endswith("/" + endings[path.suffix[1:]])
    for thing, standard in graph.subject_objects(DCTERMS.conformsTo):
        if (thing, RDF.type, DCAT.DataService) in graph:
            assert str(standard).startswith("https://spec.openapis.org/oas/v3.1")
            continue
        assert isinstance(standard, URIRef) and json.loads(site.file_of(str(standard)).read_text())["$id"] == str(standard)


# A record names its data set's address by the part behind the `#`.
def in_catalogue(site, name):
    return URIRef(f"{site.base_url}/data/catalogue.jsonld#{name}")


def test_formats_are_those_of_the_files_by_the_names_of_the_union(ours):
    graph = Graph().parse(data=ours.read("data/catalogue.jsonld"), format="json-ld")
    named = {"json": "JSON", "jsonld": "JSON_LD", "csv": "CSV", "xlsx": "XLSX", "xml": "ATOM", "ics": "ICS"}
    for distribution, address in graph.subject_objects(DCAT.downloadURL):
        told = str(graph.value(distribution, DCTERMS["format"]))
        assert told == f"{AUTHORITY}file-type/{named[str(address).rsplit('.', 1)[1]]}"


def test_a_data_set_tells_its_days_and_since_when_it_is_there(ours):
    graph = Graph().parse(data=ours.read("data/catalogue.jsonld"), format="json-ld")
    offers = json.loads(ours.read("data/offers.json"))["offers"]
    windows = [window for offer in offers for window in offer["windows"]]

    def days(name):
        period = graph.value(in_catalogue(ours, name), DCTERMS.temporal)
        assert (period, RDF.type, DCTERMS.PeriodOfTime) in graph
        return [str(graph.value(period, end)) for end in [DCAT.startDate, DCAT.endDate]]

    assert days("offers") == [min(window["from"] for window in windows), max(window["until"] for window in windows)]
    # A month is all of its days: the first exchange is known by its days, or by its month.
    assert days("case-studies") == ["2024-12-01", "2025-05-13"]
    years = json.loads(ours.read("data/monitoring.json"))["years"]
    assert days("monitoring") == [f"{years[0]['year']}-01-01", years[-1]["until"] or f"{years[-1]['year']}-12-31"]
    assert days("events") == ["2027-03-18", "2027-05-20"]
    issued = graph.value(in_catalogue(ours, "offers"), DCTERMS.issued)
    assert issued.toPython() == date.fromisoformat(min(offer["published"] for offer in offers))
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        first, last = graph.value(dataset, DCTERMS.issued), graph.value(dataset, DCTERMS.modified)
        assert first is None or first.toPython() <= last.toPython(), dataset


def test_keywords_are_single_words_or_terms_in_every_language(bilingual):
    graph = Graph().parse(data=bilingual.read("data/catalogue.jsonld"), format="json-ld")
    for thing in [*graph.subjects(RDF.type, DCAT.Dataset), *graph.subjects(RDF.type, DCAT.DataService)]:
        keywords = list(graph.objects(thing, DCAT.keyword))
        assert {keyword.language for keyword in keywords} == {"en", "ca"}
        assert len(keywords) >= 6 and not [keyword for keyword in keywords if "," in keyword or not keyword.strip()]


def test_the_publisher_is_of_a_known_kind(graph):
    (kind,) = set(graph.objects(None, DCTERMS.type))
    assert str(kind) == "http://purl.org/adms/publishertype/NonProfitOrganisation"


def test_data_of_nothing_but_demonstrations_say_so(ours, real):
    def told(site, name):
        graph = Graph().parse(data=site.read("data/catalogue.jsonld"), format="json-ld")
        return "all entries are demonstrations" in str(graph.value(in_catalogue(site, name), DCTERMS.description))

    assert told(ours, "offers") and told(ours, "events") and not told(ours, "case-studies")
    assert not told(real, "offers") and not told(real, "events")


def test_what_changed_last_is_told_from_the_content_not_from_the_clock(ours):
    graph = Graph().parse(data=ours.read("data/catalogue.jsonld"), format="json-ld")
    offers = json.loads(ours.read("data/offers.json"))["offers"]
    dataset = URIRef(f"{ours.base_url}/data/catalogue.jsonld#offers")
    assert graph.value(dataset, DCTERMS.modified).toPython() == date.fromisoformat(max(offer["confirmed"] for offer in offers))


def test_what_takes_requests_is_a_service_that_describes_itself(site, graph):
    service = graph.value(graph.value(predicate=RDF.type, object=DCAT.Catalog), DCAT.service)
    assert str(graph.value(service, DCAT.endpointURL)) == site.base_url
    described = json.loads(site.file_of(str(graph.value(service, DCAT.endpointDescription))).read_text())
    assert described["servers"][0]["url"] == site.base_url

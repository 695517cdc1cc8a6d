"""The DCAT-AP catalogue, read by rdflib and PyLD."""

import json
from datetime import date

import pytest
from pyld import jsonld
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"

# What DCAT-AP 3 asks for: mandatory properties, and those recommended ones that a portal needs to be of use.
SHAPES = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset, DCTERMS.license, DCTERMS.language,
                   FOAF.homepage, DCAT.themeTaxonomy, DCTERMS.spatial],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.distribution, DCAT.theme,
                   DCTERMS.identifier, DCTERMS.language, DCTERMS.spatial, DCTERMS.accessRights, DCAT.landingPage],
    DCAT.Distribution: [DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCTERMS.license, DCTERMS.title],
    DCAT.DataService: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.endpointURL,
                       DCAT.endpointDescription, DCAT.theme, DCAT.landingPage, DCTERMS.license, DCTERMS.accessRights],
    FOAF.Agent: [FOAF.name],
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
    endings = {"json": "application/json", "csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/atom+xml", "ics": "text/calendar"}
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

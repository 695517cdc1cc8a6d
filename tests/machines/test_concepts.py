"""The vocabularies as SKOS, read by rdflib and PyLD."""

import json

import pytest
from pyld import jsonld
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

COUNTRY = "http://publications.europa.eu/resource/authority/country/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
NUTS = "http://data.europa.eu/nuts/code/"
ISCED_F = "http://data.europa.eu/esco/isced-f/"


@pytest.fixture
def graph(site):
    return Graph().parse(data=site.read("data/vocabulary.jsonld"), format="json-ld")


def concept(site, name):
    return URIRef(f"{site.base_url}/data/vocabulary.jsonld#{name}")


def test_every_code_is_a_concept_of_its_scheme(site, graph):
    codes = json.loads(site.read("data/vocabulary.json"))
    assert {str(scheme).split("#")[1] for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)} == {
        name.replace("_", "-") for name in codes
    }
    for name, terms in codes.items():
        scheme = concept(site, name.replace("_", "-"))
        assert list(graph.objects(scheme, DCTERMS.title)), name
        listed = {str(graph.value(each, SKOS.notation)) for each in graph.subjects(SKOS.inScheme, scheme)}
        assert listed == {term["code"] for term in terms}
        for term in terms:
            label = {text.language: str(text) for text in graph.objects(URIRef(f"{scheme}/{term['code']}"), SKOS.prefLabel)}
            assert label == term["label"], term["code"]


def test_what_skos_demands_of_labels_and_hierarchies_holds(graph):
    for each in graph.subjects(RDF.type, SKOS.Concept):
        labels = list(graph.objects(each, SKOS.prefLabel))
        # One preferred label a language (S14), which is no alternative one (S13).
        assert len({label.language for label in labels}) == len(labels) > 0
        assert not set(labels) & set(graph.objects(each, SKOS.altLabel)), each
        scheme = graph.value(each, SKOS.inScheme)
        above = graph.value(each, SKOS.broader)
        if above is None:
            assert (each, SKOS.topConceptOf, scheme) in graph and (scheme, SKOS.hasTopConcept, each) in graph
        else:
            assert graph.value(above, SKOS.inScheme) == scheme and each not in graph.transitive_objects(above, SKOS.broader)


def test_codes_of_the_union_are_matched_with_its_addresses_and_our_own_with_none(ours):
    graph = Graph().parse(data=ours.read("data/vocabulary.jsonld"), format="json-ld")

    def match(name):
        return [str(other) for other in graph.objects(concept(ours, name), SKOS.exactMatch)]

    assert match("countries/BE") == [COUNTRY + "BEL"] and match("countries/GR") == [COUNTRY + "GRC"]
    assert match("languages/en") == [LANGUAGE + "ENG"] and match("languages/ca") == [LANGUAGE + "CAT"]
    assert match("regions/ES51") == [NUTS + "ES51"]
    # Overseas territories have codes of ISO.
    assert match("regions/NC") == []
    assert match("sectors/07") == [ISCED_F + "07"] and match("sectors/071") == [ISCED_F + "071"]
    # Norway has statistical regions, which are not on the list of the Union's.
    assert match("regions/NO0A2") == [] and match("themes/inclusion") == [] and match("activities/job-shadowing") == []
    own = {"activities", "audiences", "barriers", "event-kinds", "organisation-kinds", "stop-kinds", "support-measures", "themes"}
    for each in graph.subjects(SKOS.exactMatch, None):
        assert str(each).split("#")[1].split("/")[0] not in own, each


def test_parts_stand_below_wholes_and_other_words_beside_their_code(ours):
    graph = Graph().parse(data=ours.read("data/vocabulary.jsonld"), format="json-ld")
    assert graph.value(concept(ours, "sectors/071"), SKOS.broader) == concept(ours, "sectors/07")
    assert graph.value(concept(ours, "regions/ES511"), SKOS.broader) == concept(ours, "regions/ES51")
    assert graph.value(concept(ours, "regions/ES51"), SKOS.broader) == concept(ours, "regions/ES5")
    words = {(word.language, str(word)) for word in graph.objects(concept(ours, "themes/dual-training"), SKOS.altLabel)}
    assert ("de", "duales System") in words and ("en", "dual education") in words
    # What stands on one line between commas are words of their own.
    basic = {str(word) for word in graph.objects(concept(ours, "sectors/001"), SKOS.altLabel)}
    assert {"basic education", "pre-vocational course"} <= basic


def test_two_processors_read_the_same(ours):
    graph = Graph().parse(data=ours.read("data/vocabulary.jsonld"), format="json-ld")
    data = json.loads(ours.read("data/vocabulary.jsonld"))
    other = Graph().parse(data=jsonld.to_rdf(data, {"format": "application/n-quads"}), format="nquads")
    assert len(graph) > 1000 and isomorphic(graph, other)

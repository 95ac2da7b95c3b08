"""RDF in Turtle, read by rdflib and by Oxigraph."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import attrs
import bioregistry
import pyoxigraph
import pytest
import rdflib
from curies import Converter
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import DC, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

import alsfacts
from alsfacts import KnowledgeBase, evidence, genes, hypotheses
from alsfacts.errors import InvalidTypeError
from alsfacts.export.identifier_iris import IDENTIFIER_PREFIXES, NAMESPACE, RECORD_PREFIXES, iri_of
from alsfacts.export.rdf import turtle, turtle_lines
from alsfacts.export.rdf_terms import (
    PREFIXES,
    biolink_class,
    literal,
    properties_of,
    reference_to,
    word_iri,
)
from alsfacts.identifiers import PATTERNS
from alsfacts.links import outgoing_links
from alsfacts.model import RECORD_TYPES, Measure, Record
from alsfacts.vocabulary import Direction, Validity
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

KB = alsfacts.knowledge_base()
RECORDS = [record for catalog in KB.catalogs.values() for record in catalog]
TEXT = turtle(KB)
GRAPH = rdflib.Graph().parse(data=TEXT, format="turtle")
ALSFACTS = rdflib.Namespace(f"{NAMESPACE}terms/")
CITO = rdflib.Namespace("http://purl.org/spar/cito/")

texts = st.text(min_size=1).map(str.strip).filter(bool)


def iri(record: Record) -> rdflib.URIRef:
    return rdflib.URIRef(f"{NAMESPACE}{record.catalog_name}/{record.id}")


def read(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def ask(query: str) -> list[tuple[str, ...]]:
    rows: Any = GRAPH.query(query)
    return [tuple(map(str, row)) for row in rows]


def test_every_record_is_a_subject_of_its_class() -> None:
    for name, kind in RECORD_TYPES.items():
        found = set(GRAPH.subjects(RDF.type, ALSFACTS[kind.__name__]))
        assert found == {iri(record) for record in KB.catalog(name)}
    for record in RECORDS:
        assert GRAPH.value(iri(record), DCTERMS.identifier) == rdflib.Literal(record.id)
        assert GRAPH.value(iri(record), RDFS.label) is not None
        assert (iri(record), VOID.inDataset, rdflib.URIRef(f"{NAMESPACE}dataset")) in GRAPH


def test_every_field_of_every_record_and_part_is_there() -> None:
    wanted = Counter[str]()

    def check(subject: rdflib.URIRef, value: Any) -> None:
        wanted[type(value).__name__] += 1
        for field in attrs.fields(type(value)):
            content: Any = getattr(value, field.name) if field.init else None
            several = isinstance(content, tuple)
            items: tuple[Any, ...] = content if several else () if content is None else (content,)
            for prop in properties_of(type(value), field.name) if items else ():
                prefix, _, name = prop.partition(":")
                found = set(GRAPH.objects(subject, rdflib.URIRef(PREFIXES[prefix] + name)))
                assert len(found) >= len(set(items)), (subject, prop)
            for place, item in enumerate(items):
                if attrs.has(type(item)):
                    check(subject + f"/{field.name}/{place}" if several else subject + f"/{field.name}", item)

    for record in RECORDS:
        check(iri(record), record)
    for name, number in wanted.items():
        assert len(set(GRAPH.subjects(RDF.type, ALSFACTS[name]))) == number


def test_every_link_leads_to_a_record() -> None:
    for record in RECORDS:
        wanted = {
            rdflib.URIRef(RECORD_PREFIXES[catalog] + target) for _, catalog, target in outgoing_links(record)
        }
        found = set()
        waiting = [iri(record)]
        while waiting:
            subject = waiting.pop()
            for found_object in GRAPH.objects(subject):
                text = str(found_object)
                if text.startswith(f"{subject}/"):
                    waiting.append(rdflib.URIRef(text))
                elif text.startswith(tuple(RECORD_PREFIXES.values())):
                    found.add(found_object)
        assert found == wanted
    assert {iri(record) for record in RECORDS} >= {
        found
        for found in GRAPH.objects()
        if str(found).startswith(tuple(RECORD_PREFIXES.values())) and str(found).count("/") == 1
    }


def test_sparql_finds_the_definitive_genes_of_als() -> None:
    rows = ask(
        """
        SELECT DISTINCT ?symbol WHERE {
            ?gene a biolink:Gene ; rdfs:label ?symbol ; alsfacts:assessments ?assessment .
            ?assessment alsfacts:classification words:Validity.definitive ;
                alsfacts:disease_id diseases:als ;
                alsfacts:superseded false .
        } ORDER BY ?symbol
        """
    )

    assert tuple(symbol for (symbol,) in rows) == genes.where(validity="definitive").ids


def test_sparql_finds_what_speaks_for_a_hypothesis_with_its_publication() -> None:
    rows = ask(
        """
        SELECT ?evidence ?doi WHERE {
            ?evidence cito:supports hypotheses:multistep ; dcterms:source/skos:exactMatch ?doi .
            FILTER(STRSTARTS(STR(?doi), "https://doi.org/"))
        }
        """
    )
    wanted = {
        (str(iri(item)), f"https://doi.org/{item.reference.doi}")
        for item in evidence.on("multistep")
        if item.bearing_on("multistep").direction is Direction.SUPPORTS  # type: ignore[union-attr]
        and item.reference.doi is not None
    }

    assert set(rows) == wanted
    assert wanted


def test_numbers_can_be_reckoned_with() -> None:
    ((cases,),) = ask("SELECT (SUM(?cases) AS ?all) WHERE { ?item alsfacts:n_cases ?cases }")
    assert int(cases) == sum(item.n_cases or 0 for item in KB.evidence)
    types = {
        value.datatype
        for value in GRAPH.objects(None, ALSFACTS["value"])
        if isinstance(value, rdflib.Literal)
    }
    assert types == {XSD.double}
    assert GRAPH.value(iri(genes["SOD1"]) + "/locus", ALSFACTS["start"]) == rdflib.Literal(31659666)
    item = KB.references["PMID:20861059"]
    issued = GRAPH.value(iri(item), DCTERMS.issued)
    assert isinstance(issued, rdflib.Literal)
    assert (str(issued), issued.datatype) == (str(item.year), XSD.gYear)


def test_literals_are_of_their_type() -> None:
    for _, _, value in GRAPH:
        if isinstance(value, rdflib.Literal):
            assert not value.ill_typed


def test_bearings_are_told_twice() -> None:
    for direction, prop in ((Direction.SUPPORTS, CITO.supports), (Direction.DISPUTES, CITO.disputes)):
        wanted = {
            (iri(item), iri(hypotheses[found.hypothesis_id]))
            for item in KB.evidence
            for found in item.bearings
            if found.direction is direction
        }
        assert set(GRAPH.subject_objects(prop)) == wanted
    words = GRAPH.objects(None, ALSFACTS.direction)
    assert Counter(map(str, words)) == Counter(
        word_iri(found.direction) for item in KB.evidence for found in item.bearings
    )


def test_what_is_used_is_explained() -> None:
    own = {found for triple in GRAPH for found in triple if str(found).startswith(str(ALSFACTS))}
    for term in own:
        assert GRAPH.value(term, RDFS.comment) is not None, term
        assert GRAPH.value(term, RDF.type) in (RDFS.Class, RDF.Property)
    words = {found for found in GRAPH.objects() if str(found).startswith(f"{NAMESPACE}words/")}
    for word in words:
        assert GRAPH.value(word, RDF.type) in (SKOS.Concept, SKOS.ConceptScheme)
        assert GRAPH.value(word, SKOS.definition) or GRAPH.value(word, RDFS.comment)
    ranks = [int(str(GRAPH.value(rdflib.URIRef(word_iri(word)), ALSFACTS["rank"]))) for word in Validity]
    assert ranks == sorted(ranks)


def test_known_terms_are_defined_where_they_come_from() -> None:
    closed: tuple[Any, ...] = (DC, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID)
    for predicate in {*GRAPH.predicates(), *GRAPH.objects(None, RDF.type)}:
        for namespace in closed:
            if str(predicate).startswith(str(namespace)):
                assert predicate in namespace
    others = {
        str(predicate)
        for predicate in GRAPH.predicates()
        if not str(predicate).startswith((str(ALSFACTS), *(str(namespace) for namespace in closed)))
    }
    assert others == {
        "http://purl.org/spar/cito/supports",
        "http://purl.org/spar/cito/disputes",
        "http://www.geneontology.org/formats/oboInOwl#hasDbXref",
    }


def test_classes_of_biolink_are_in_its_model() -> None:
    biolink = pytest.importorskip("biolink_model.datamodel.pydanticmodel_v2")

    found = {name for record in RECORDS if (name := biolink_class(record)) is not None}
    assert all(hasattr(biolink, name.removeprefix("biolink:")) for name in found)
    assert {type(record).__name__ for record in RECORDS if biolink_class(record) is None} == {
        "Claim",
        "Evidence",
        "Hypothesis",
    }


@pytest.mark.parametrize("prefix", IDENTIFIER_PREFIXES)
def test_prefixes_of_identifiers_are_those_of_the_bioregistry(prefix: str) -> None:
    name = bioregistry.normalize_prefix(prefix)
    assert name is not None
    found = bioregistry.get_resource(name)
    assert found is not None
    assert IDENTIFIER_PREFIXES[prefix] in found.get_uri_prefixes()


@pytest.mark.parametrize(
    "prefix",
    ["biolink", "cito", "dc", "dcterms", "oboInOwl", "owl", "prov", "rdf", "rdfs", "skos", "void", "xsd"],
)
def test_prefixes_of_vocabularies_are_those_of_the_bioregistry(prefix: str) -> None:
    name = bioregistry.normalize_prefix(prefix)
    assert name is not None
    found = bioregistry.get_resource(name)
    assert found is not None
    assert PREFIXES[prefix] in {found.get_rdf_uri_prefix(), found.get_uri_prefix()}


def test_prefixes_make_a_converter_of_curies() -> None:
    converter = Converter.from_prefix_map(PREFIXES)

    assert converter.expand("MONDO:0004976") == "http://purl.obolibrary.org/obo/MONDO_0004976"
    for record in RECORDS[::50]:
        assert converter.compress(str(iri(record))) == f"{record.catalog_name}:{record.id}"
    assert (
        dict(GRAPH.namespaces()).items()
        >= {name: rdflib.URIRef(prefix) for name, prefix in PREFIXES.items()}.items()
    )


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
def test_identifiers_lead_back_to_their_resource(pattern: Any) -> None:
    found = iri_of(pattern.name, pattern.example)
    if pattern.name in ("slug", "symbol", "curie", "date", "cytoband", "chromosome"):
        assert found is None
        return
    assert found is not None
    if pattern.name != "url":
        prefix, identifier = bioregistry.parse_iri(found)
        bare = (
            pattern.example.removeprefix("PMC")
            if pattern.name == "pmcid"
            else pattern.example.partition(":")[2]
        )
        assert identifier.removeprefix("PMC") == (bare or pattern.example)
        curie = pattern.curie_prefix or pattern.example.partition(":")[0]
        assert prefix == bioregistry.normalize_prefix(curie)


def test_identifiers_of_all_records_are_iris() -> None:
    assert (iri(genes["SOD1"]), SKOS.exactMatch, rdflib.URIRef("https://identifiers.org/hgnc:11179")) in GRAPH
    assert (
        iri(KB.diseases["als"]),
        SKOS.exactMatch,
        rdflib.URIRef("http://purl.obolibrary.org/obo/MONDO_0004976"),
    ) in GRAPH
    for item in KB.references:
        wanted = {
            found
            for kind in ("doi", "pmid", "pmcid")
            if (value := getattr(item, kind)) is not None and (found := iri_of(kind, value)) is not None
        }
        assert {str(found) for found in GRAPH.objects(iri(item), SKOS.exactMatch)} == wanted


def test_oxigraph_reads_the_same() -> None:
    triples = list(pyoxigraph.parse(TEXT.encode(), format=pyoxigraph.RdfFormat.TURTLE))

    assert len({str(triple) for triple in triples}) == len(GRAPH)


@given(texts)
def test_any_text_is_read_back(text: str) -> None:
    found = read(turtle(KnowledgeBase([reference(title=text, note=text)])))
    subject = iri(reference())

    assert found.value(subject, DCTERMS.title) == rdflib.Literal(text)
    assert found.value(subject, SKOS.note) == rdflib.Literal(text)


@given(st.text())
def test_any_literal_is_read_back_by_both(text: str) -> None:
    line = f"<urn:a> <urn:b> {literal(text)} .\n"
    (triple,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert isinstance(triple.object, pyoxigraph.Literal)
    assert triple.object.value == text
    ((_, _, value),) = read(line)
    assert str(value) == text


def test_a_lone_surrogate_is_replaced() -> None:
    assert literal("a\ud800b") == '"a\ufffdb"'


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(min_value=0))
def test_any_number_is_read_back(value: float, count: int) -> None:
    item = finding(n_cases=count, measure=Measure(name="a figure", value=value, unit="points"), bearings=())
    found = read(turtle(KnowledgeBase([item])))

    assert found.value(iri(item), ALSFACTS.n_cases) == rdflib.Literal(count)
    measured = found.value(iri(item) + "/measure", ALSFACTS["value"])
    assert isinstance(measured, rdflib.Literal)
    assert measured.toPython() == value
    assert measured.datatype == XSD.double


@given(st.text(st.characters(blacklist_categories=("Cs", "Z", "C")), min_size=1))
def test_any_doi_and_address_is_an_iri(tail: str) -> None:
    doi = f"10.1000/{tail}"
    item = reference(doi=doi)
    found = read(turtle(KnowledgeBase([item])))

    (match,) = found.objects(iri(item), SKOS.exactMatch)
    assert rdflib.util.from_n3(match.n3()) == match
    assert bioregistry.parse_iri(str(match)) is not None
    if not re.search('[<>"]', tail):
        address = reference(doi=None, url=f"https://example.org/{tail}")
        ((seen),) = read(turtle(KnowledgeBase([address]))).objects(iri(address), RDFS.seeAlso)
        assert not re.search(r"[\s<>\"{}|\\^`]", str(seen))


def test_iris_that_turtle_could_not_shorten_are_in_full() -> None:
    assert reference_to("urn:alsfacts:genes/SOD1") == "genes:SOD1"
    assert reference_to("urn:alsfacts:genes/SOD1/locus") == "<urn:alsfacts:genes/SOD1/locus>"
    assert reference_to("urn:alsfacts:words/Validity.definitive") == "words:Validity.definitive"
    assert reference_to("https://doi.org/10.1000.") == "<https://doi.org/10.1000.>"
    assert reference_to("https://example.org/") == "<https://example.org/>"


def test_a_record_of_ones_own_and_links_that_lead_nowhere() -> None:
    found = read(turtle(KnowledgeBase([finding(gene_ids=("NOTHERE",))])))
    subject = iri(finding())

    assert (subject, ALSFACTS.gene_ids, rdflib.URIRef(f"{NAMESPACE}genes/NOTHERE")) in found
    assert (subject, CITO.supports, rdflib.URIRef(f"{NAMESPACE}hypotheses/genetic-monogenic")) in found
    assert found.value(rdflib.URIRef(f"{NAMESPACE}dataset"), OWL.versionInfo) is None


def test_a_neutral_bearing_neither_supports_nor_disputes() -> None:
    item = finding(bearings=(bearing(direction=Direction.NEUTRAL),))
    found = read(turtle(KnowledgeBase([reference(), disease(), hypothesis(), gene(), item])))

    assert not list(found.subject_objects(CITO.supports))
    assert not list(found.subject_objects(CITO.disputes))
    assert len(list(found.objects(iri(item), ALSFACTS.bearings))) == 1


def test_the_data_set_says_which_it_is() -> None:
    data_set = rdflib.URIRef(f"{NAMESPACE}dataset")

    assert GRAPH.value(data_set, OWL.versionInfo) == rdflib.Literal(alsfacts.manifest().data_version)
    assert str(GRAPH.value(data_set, DCTERMS.issued)) == alsfacts.manifest().date
    assert str(GRAPH.value(data_set, DC.rights)) == alsfacts.manifest().licence
    assert TEXT.startswith("# alsfacts ")


def test_an_empty_knowledge_base_is_a_data_set_without_records() -> None:
    found = read(turtle(KnowledgeBase()))

    assert {subject for subject, _, _ in found} == {rdflib.URIRef(f"{NAMESPACE}dataset")}


def test_equal_data_gives_equal_bytes() -> None:
    assert turtle() == TEXT == "".join(turtle_lines(KB))


@pytest.mark.parametrize("function", [turtle, turtle_lines])
def test_only_a_knowledge_base_is_written(function: Any) -> None:
    with pytest.raises(InvalidTypeError, match="RDF is made of a knowledge base, got Catalog"):
        function(genes)

"""KGX files, held against the Biolink Model: its Python classes, its schema and its prefixes."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import bioregistry
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts import KnowledgeBase
from alsfacts.errors import DataError, InvalidTypeError
from alsfacts.export.kgx_files import EDGES_FILE, NODES_FILE, kgx, kgx_edges_lines, kgx_nodes_lines
from alsfacts.export.kgx_nodes import exposure_category
from alsfacts.export.kgx_parts import Edge, Node, cells, curie_of, publication_of
from alsfacts.export.rdf_terms import PREFIXES
from alsfacts.model import (
    DiseaseTerm,
    Exposure,
    Gene,
    GeneLink,
    GradedCertainty,
    GwasAssociation,
    GwasLocus,
    Mechanism,
    Phenotype,
    Record,
    Therapy,
    ValidityAssessment,
)
from alsfacts.vocabulary import (
    CertaintyLevel,
    Design,
    ExposureCategory,
    Inheritance,
    MechanismKind,
    Outcome,
    ReferenceStatus,
    TherapyStatus,
    Validity,
)
from tests.builders import disease, finding, gene, reference

BIOLINK = import_module("biolink_model.datamodel.pydanticmodel_v2")
FOLDER = Path(next(iter(import_module("biolink_model").__path__)))
SCHEMA = import_module("linkml_runtime.utils.schemaview").SchemaView(
    str(FOLDER / "schema" / "biolink_model.yaml"), merge_imports=False
)
BIOLINK_PREFIXES: dict[str, str] = json.loads(
    (FOLDER / "prefixmaps" / "biolink_model_prefix_map.json").read_text(encoding="utf-8")
)
KB = alsfacts.knowledge_base()
LISTS = {
    "category",
    "xref",
    "provided_by",
    "synonym",
    "publications",
    "has_evidence",
    "aggregator_knowledge_source",
}

texts = st.text(min_size=1).map(str.strip).filter(bool)


def read(lines: Any) -> list[dict[str, Any]]:
    """Read a file as KGX does: tabs, nothing quoted, empty cells missing, bars between values."""
    rows = csv.DictReader("".join(lines).split("\n")[:-1], delimiter="\t", quoting=csv.QUOTE_NONE)
    found = []
    for row in rows:
        assert None not in row
        assert None not in row.values()
        cells = {name: value for name, value in row.items() if value}
        found.append({name: value.split("|") if name in LISTS else value for name, value in cells.items()})
    return found


NODES = read(kgx_nodes_lines())
EDGES = read(kgx_edges_lines())
NODE_BY_ID = {node["id"]: node for node in NODES}


@cache
def class_of(name: str) -> str:
    """Return the name in the schema of a class that is written in camel case."""
    plain = re.sub(r"(?<!^)(?=[A-Z])", " ", name.removeprefix("biolink:")).lower()
    assert plain in SCHEMA.all_classes()
    return plain


@cache
def ancestors_of(name: str) -> set[str]:
    return set(SCHEMA.class_ancestors(class_of(name)))


def mine(*records: Record) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    base = KnowledgeBase(records)
    return read(kgx_nodes_lines(base)), read(kgx_edges_lines(base))


def assessment(classification: Validity, **changes: Any) -> ValidityAssessment:
    fields: dict[str, Any] = {
        "source": "ClinGen",
        "classification": classification,
        "disease_name": "the disease",
        "mondo_id": "MONDO:0000001",
        "inheritance": Inheritance.AD,
    }
    return ValidityAssessment(**{**fields, **changes})


def therapy(**changes: Any) -> Therapy:
    fields: dict[str, Any] = {
        "id": "remedy",
        "name": "Remedy",
        "modality": "small molecule",
        "status": TherapyStatus.INVESTIGATIONAL,
    }
    return Therapy(**{**fields, **changes})


def exposure(**changes: Any) -> Exposure:
    fields: dict[str, Any] = {
        "id": "stuff",
        "name": "Stuff",
        "category": ExposureCategory.TOXIN,
        "description": "It is about.",
    }
    return Exposure(**{**fields, **changes})


def mechanism(**changes: Any) -> Mechanism:
    fields: dict[str, Any] = {
        "id": "some-process",
        "name": "A process",
        "kind": MechanismKind.CELLULAR,
        "description": "It goes on.",
    }
    return Mechanism(**{**fields, **changes})


def trial(**changes: Any) -> Any:
    return finding(design=Design.RANDOMISED_TRIAL, bearings=(), **changes)


@pytest.mark.parametrize("rows", [NODES, EDGES], ids=["nodes", "edges"])
def test_the_classes_of_the_biolink_model_accept_every_row(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        (category,) = row["category"]
        # These classes forbid what they do not know.
        made = getattr(BIOLINK, category.removeprefix("biolink:"))(**row)
        assert made.id == row["id"]


def test_columns_are_properties_of_the_biolink_model() -> None:
    for kind in (Node, Edge):
        for field in attrs.fields(kind):
            assert field.name.replace("_", " ") in SCHEMA.all_slots()


def test_categories_of_nodes_are_things_that_may_have_instances() -> None:
    for category in {category for node in NODES for category in node["category"]}:
        found = SCHEMA.get_class(class_of(category))
        assert "named thing" in ancestors_of(category)
        assert not found.mixin
        assert not found.abstract
        assert not found.deprecated


@pytest.mark.parametrize("category", ExposureCategory)
def test_every_category_of_exposure_is_an_exposure_event(category: ExposureCategory) -> None:
    assert "exposure event" in ancestors_of(exposure_category(exposure(category=category)))


def test_predicates_are_related_to_and_of_the_right_domain_and_range() -> None:
    for edge in EDGES:
        name = edge["predicate"].removeprefix("biolink:").replace("_", " ")
        assert "related to" in SCHEMA.slot_ancestors(name)
        assert not SCHEMA.get_slot(name).deprecated
        slot = SCHEMA.induced_slot(name)
        for end, wanted in (("subject", slot.domain), ("object", slot.range)):
            (category,) = NODE_BY_ID[edge[end]]["category"]
            assert wanted is None or wanted in ancestors_of(category), (edge["id"], end, wanted)


def test_classes_of_associations_admit_their_ends() -> None:
    for edge in EDGES:
        (category,) = edge["category"]
        for end in ("subject", "object"):
            slot = SCHEMA.induced_slot(end, class_of(category))
            (found,) = NODE_BY_ID[edge[end]]["category"]
            ranges = {slot.range, *(choice.range for choice in slot.any_of)} - {None}
            assert ranges & ancestors_of(found), (edge["id"], end, ranges)


def test_ids_are_unique_and_every_end_is_a_node() -> None:
    assert len(NODE_BY_ID) == len(NODES)
    assert len({edge["id"] for edge in EDGES}) == len(EDGES)
    assert {edge[end] for edge in EDGES for end in ("subject", "object")} <= set(NODE_BY_ID)


def test_curies_resolve() -> None:
    ours = {f"alsfacts.{name}" for name in KB.catalogs} | {"alsfacts", "alsfacts.terms"}
    known = {node["id"] for node in NODES}
    known |= {found for edge in EDGES for found in edge.get("publications", [])}
    known |= {edge["allelic_requirement"] for edge in EDGES if "allelic_requirement" in edge}
    known |= {
        found
        for node in NODES
        # What MONDO refers to is written as MONDO writes it.
        if node["category"] != ["biolink:Disease"]
        for found in node.get("xref", [])
    }
    for curie in known:
        prefix, _, local = curie.partition(":")
        if prefix not in ours and not curie.startswith("https:") and not curie.startswith("http:"):
            assert bioregistry.parse_iri(BIOLINK_PREFIXES[prefix] + local) is not None, curie
    # Ours lead to the same IRIs as in RDF.
    for prefix in ours - {"alsfacts"}:
        name = prefix.removeprefix("alsfacts.")
        assert PREFIXES["alsfacts" if name == "terms" else name] == f"urn:alsfacts:{name}/"


def test_ours_stand_for_records_that_are_there() -> None:
    for curie in {found for edge in EDGES for found in edge.get("has_evidence", [])} | set(NODE_BY_ID):
        if curie.startswith("alsfacts."):
            name, _, local = curie.removeprefix("alsfacts.").partition(":")
            assert local in KB.catalog(name).ids


def test_every_record_of_a_kind_that_has_a_class_is_a_node() -> None:
    for name in ("genes", "diseases", "mechanisms", "exposures", "therapies"):
        for record in KB.catalog(name):
            assert NODE_BY_ID[curie_of(record)]["name"] in (record.id, record.name)
    sod1 = NODE_BY_ID["HGNC:11179"]
    assert sod1["full_name"] == "superoxide dismutase 1"
    assert {"NCBIGene:6647", "UniProtKB:P00441"} <= set(sod1["xref"])
    als = NODE_BY_ID["MONDO:0004976"]
    assert "Lou Gehrig disease" in als["synonym"]
    assert als["xref"]


def test_validity_is_told_as_it_is() -> None:
    for item in KB.genes:
        for place, found in enumerate(item.assessments):
            rows = [edge for edge in EDGES if edge["id"] == f"alsfacts:genes/{item.id}/assessments/{place}"]
            if found.superseded or found.classification is Validity.NO_KNOWN_RELATIONSHIP:
                assert rows == []
                continue
            (edge,) = rows
            assert (edge["subject"], edge["object"]) == (item.hgnc_id, found.mondo_id)
            denied = found.classification in (Validity.REFUTED, Validity.DISPUTED)
            assert edge.get("negated") == ("true" if denied else None)
            causal = denied or found.classification >= Validity.MODERATE
            assert edge["predicate"] == ("biolink:causes" if causal else "biolink:associated_with")
            assert found.classification.value in edge["description"]


def test_clingen_is_the_source_of_what_clingen_said() -> None:
    sources = Counter(edge["primary_knowledge_source"] for edge in EDGES if "/assessments/" in edge["id"])

    assert set(sources) == {"infores:clingen", "infores:alsfacts"}
    for edge in EDGES:
        ours = edge["primary_knowledge_source"] == "infores:alsfacts"
        assert edge.get("aggregator_knowledge_source") == (None if ours else ["infores:alsfacts"])
    assert {edge["agent_type"] for edge in EDGES} == {"manual_agent"}


def test_definitive_genes_are_those_of_the_catalog() -> None:
    terms = {term.mondo_id for term in KB.diseases["als"].terms}
    found = {
        NODE_BY_ID[edge["subject"]]["name"]
        for edge in EDGES
        if edge.get("description", "").startswith("ClinGen: definitive") and edge["object"] in terms
    }

    assert set(KB.genes.where(validity="definitive").ids) <= found


@pytest.mark.parametrize(
    ("classification", "predicate", "negated"),
    [
        (Validity.DEFINITIVE, "biolink:causes", None),
        (Validity.STRONG, "biolink:causes", None),
        (Validity.MODERATE, "biolink:causes", None),
        (Validity.LIMITED, "biolink:associated_with", None),
        (Validity.DISPUTED, "biolink:causes", "true"),
        (Validity.REFUTED, "biolink:causes", "true"),
    ],
)
def test_each_class_of_validity(classification: Validity, predicate: str, negated: str | None) -> None:
    _, (edge,) = mine(gene(assessments=(assessment(classification),)))

    assert (edge["predicate"], edge.get("negated")) == (predicate, negated)
    assert edge["allelic_requirement"] == "HP:0000006"


def test_what_asserts_nothing_is_no_edge() -> None:
    silent = (
        assessment(Validity.NO_KNOWN_RELATIONSHIP),
        assessment(Validity.DEFINITIVE, superseded=True),
    )
    nodes, edges = mine(gene(assessments=silent))

    assert edges == []
    assert [node["id"] for node in nodes] == ["HGNC:1", "MONDO:0000001"]


def test_sources_that_are_not_registered_are_told_in_words() -> None:
    _, (edge,) = mine(
        gene(assessments=(assessment(Validity.LIMITED, source="My laboratory", inheritance=Inheritance.UD),))
    )

    assert edge["primary_knowledge_source"] == "infores:alsfacts"
    assert edge["description"] == "My laboratory: limited"
    assert "allelic_requirement" not in edge


def test_a_form_of_disease_is_told_once() -> None:
    form = Phenotype(name="the disease", mondo_id="MONDO:0000001", inheritance=(Inheritance.AR,))
    _, alone = mine(gene(phenotypes=(form,)))
    _, assessed = mine(gene(phenotypes=(form,), assessments=(assessment(Validity.LIMITED),)))
    _, denied = mine(gene(phenotypes=(form,), assessments=(assessment(Validity.REFUTED),)))

    assert [(edge["predicate"], edge["allelic_requirement"]) for edge in alone] == [
        ("biolink:associated_with", "HP:0000007")
    ]
    assert [edge["original_predicate"] for edge in assessed] == ["alsfacts.terms:assessments"]
    assert len(denied) == 2


def test_genes_of_a_mechanism_have_their_publications() -> None:
    links = (
        GeneLink(gene_id="ABC1", evidence_id="doe-2020-finding"),
        GeneLink(gene_id="ABC1", evidence_id="elsewhere"),
        GeneLink(gene_id="NOTHERE", evidence_id="doe-2020-finding"),
    )
    _, (edge,) = mine(gene(), mechanism(links=links), finding(bearings=()), reference())

    assert (edge["subject"], edge["object"]) == ("HGNC:1", "alsfacts.mechanisms:some-process")
    assert edge["publications"] == ["doi:10.1000/1"]
    assert edge["has_evidence"] == ["alsfacts.evidence:doe-2020-finding", "alsfacts.evidence:elsewhere"]


def test_a_negative_finding_links_no_gene_to_a_mechanism() -> None:
    links = (
        GeneLink(gene_id="ABC1", evidence_id="doe-2020-finding"),
        GeneLink(gene_id="ABC1", evidence_id="another"),
    )
    against = finding(outcome=Outcome.NEGATIVE, bearings=())
    _, none = mine(gene(), mechanism(links=links[:1]), against, reference())
    _, (edge,) = mine(
        gene(), mechanism(links=links), against, finding(id="another", bearings=()), reference()
    )

    assert none == []
    assert edge["has_evidence"] == ["alsfacts.evidence:another"]


def test_retracted_findings_support_nothing() -> None:
    retracted = reference(status=ReferenceStatus.RETRACTED)
    grade = GradedCertainty(
        level=CertaintyLevel.PROBABLE, reference_id="doe-2020", seen_at="https://example.org/"
    )
    locus = GwasLocus(
        locus="ABC1",
        rsid="rs1",
        gene_ids=("ABC1",),
        chromosome="1",
        position=1,
        assembly="GRCh37",
        effect_allele="A",
        other_allele="C",
        effect_allele_frequency=0.5,
        associations=(
            GwasAssociation(ancestry="european", log_odds_ratio=0.1, standard_error=0.1, p_value=0.1),
        ),
        reference_id="doe-2020",
    )
    records = (
        gene(),
        disease(gwas_loci=(locus,)),
        exposure(certainty=grade),
        therapy(status=TherapyStatus.NOT_TESTED),
        mechanism(links=(GeneLink(gene_id="ABC1", evidence_id="doe-2020-finding"),)),
        trial(exposure_ids=("stuff",), therapy_ids=("remedy",)),
    )

    assert len(mine(*records, reference())[1]) == 5
    assert mine(*records, retracted)[1] == []


@pytest.mark.parametrize(
    ("status", "outcome", "predicates"),
    [
        (TherapyStatus.APPROVED, Outcome.POSITIVE, ["treats", "in_clinical_trials_for"]),
        (TherapyStatus.APPROVED, Outcome.MIXED, ["treats", "in_clinical_trials_for"]),
        (TherapyStatus.APPROVED, Outcome.NEGATIVE, ["in_clinical_trials_for"]),
        (TherapyStatus.APPROVED, None, ["treats_or_applied_or_studied_to_treat"]),
        (TherapyStatus.WITHDRAWN, Outcome.POSITIVE, ["in_clinical_trials_for"]),
        (TherapyStatus.FAILED, Outcome.NEGATIVE, ["in_clinical_trials_for"]),
        (TherapyStatus.FAILED, None, ["treats_or_applied_or_studied_to_treat"]),
        (TherapyStatus.INVESTIGATIONAL, Outcome.MIXED, ["in_clinical_trials_for"]),
        (TherapyStatus.NOT_TESTED, None, []),
    ],
)
def test_a_therapy_treats_only_what_it_is_approved_and_was_tried_for(
    status: TherapyStatus, outcome: Outcome | None, predicates: list[str]
) -> None:
    tried = () if outcome is None else (trial(therapy_ids=("remedy",), outcome=outcome),)
    _, edges = mine(therapy(status=status), disease(), reference(), *tried)

    assert [edge["predicate"].removeprefix("biolink:") for edge in edges] == predicates
    assert {edge["object"] for edge in edges} <= {"MONDO:0000001"}


def test_approval_for_als_says_nothing_of_another_disease() -> None:
    other = disease(id="other-disease", mondo_id="MONDO:0000002", name="another")
    tried = trial(therapy_ids=("remedy",), disease_id="other-disease", outcome=Outcome.POSITIVE)
    _, edges = mine(therapy(status=TherapyStatus.APPROVED), other, reference(), tried)

    assert [edge["predicate"] for edge in edges] == ["biolink:in_clinical_trials_for"]


def test_a_pooled_trial_is_a_trial_and_a_mouse_is_not() -> None:
    pooled = finding(
        design=Design.META_ANALYSIS,
        underlying_design=Design.RANDOMISED_TRIAL,
        therapy_ids=("remedy",),
        bearings=(),
    )
    named = finding(therapy_ids=("remedy",), bearings=())
    _, (one,) = mine(therapy(), disease(), reference(), pooled)
    _, (other,) = mine(therapy(), disease(), reference(), named)

    assert one["predicate"] == "biolink:in_clinical_trials_for"
    assert other["predicate"] == "biolink:treats_or_applied_or_studied_to_treat"


def test_bundled_treatments() -> None:
    treats = {edge["subject"] for edge in EDGES if edge["predicate"] == "biolink:treats"}

    assert treats == {
        f"alsfacts.therapies:{name}" for name in ("edaravone", "methylcobalamin", "riluzole", "tofersen")
    }


@pytest.mark.parametrize(
    ("level", "raised"),
    [(CertaintyLevel.ESTABLISHED, True), (CertaintyLevel.PROBABLE, True), (CertaintyLevel.UNKNOWN, False)],
)
def test_a_grade_raises_the_likelihood_unless_it_is_unknown(level: CertaintyLevel, raised: bool) -> None:
    grade = GradedCertainty(
        level=level, scope="at work", reference_id="doe-2020", seen_at="https://example.org/"
    )
    _, edges = mine(exposure(certainty=grade), disease(), reference())

    assert [edge["predicate"] for edge in edges] == [
        "biolink:associated_with_increased_likelihood_of"
    ] * raised
    assert all(edge["publications"] == ["doi:10.1000/1"] for edge in edges)
    assert all(edge["description"].endswith("at work.") for edge in edges)


def test_a_finding_on_an_exposure_says_no_more_than_that_there_is_one() -> None:
    against = finding(exposure_ids=("stuff",), outcome=Outcome.NEGATIVE, bearings=())
    _, (edge,) = mine(exposure(), disease(), reference(), against)

    assert (edge["predicate"], edge.get("negated")) == ("biolink:related_to", None)
    assert edge["has_evidence"] == ["alsfacts.evidence:doe-2020-finding"]


def test_terms_of_mondo_lead_to_their_parents() -> None:
    terms = (
        DiseaseTerm(mondo_id="MONDO:0000002", name="a form", group="als", parent_ids=("MONDO:0000001",)),
        DiseaseTerm(
            mondo_id="MONDO:0000003",
            name="obsolete form",
            group="obsolete",
            parent_ids=("MONDO:0000001",),
            replaced_by="MONDO:0000002",
        ),
        DiseaseTerm(mondo_id="MONDO:0000001", name="the term", group="als", parent_ids=("MONDO:0000009",)),
    )
    nodes, (edge,) = mine(disease(terms=terms))

    assert (edge["subject"], edge["object"]) == ("MONDO:0000002", "MONDO:0000001")
    assert edge["primary_knowledge_source"] == "infores:mondo"
    assert [node["id"] for node in nodes] == ["MONDO:0000001", "MONDO:0000002"]


def test_a_term_adds_to_the_disease_that_it_is() -> None:
    term = DiseaseTerm(
        mondo_id="MONDO:0000001",
        name="the term",
        group="als",
        synonyms=("malady", "ill"),
        cross_references=("DOID:332",),
    )
    ((node,), _) = mine(disease(aliases=("malady",), terms=(term,)))

    assert node["name"] == "the disease"
    assert node["synonym"] == ["malady", "the term", "ill"]
    assert node["xref"] == ["DOID:332"]


def test_two_genes_of_one_accession_are_one_node() -> None:
    nodes, _ = mine(gene(), gene(id="DEF1"))

    assert [node["name"] for node in nodes] == ["ABC1"]


def test_publications_have_the_identifier_that_biolink_asks_for_first() -> None:
    known = {"doi": None, "pmid": None, "pmcid": None, "url": "https://example.org/a"}
    cases = [
        ({"pmid": "1", "doi": "10.1000/1", "pmcid": "PMC2"}, "PMID:1"),
        ({"doi": "10.1000/1", "pmcid": "PMC2"}, "doi:10.1000/1"),
        ({"pmcid": "PMC2"}, "PMC:2"),
        ({}, "https://example.org/a"),
    ]
    for changes, curie in cases:
        assert publication_of(reference(**{**known, **changes})) == curie


@given(name=texts, synonym=texts)
def test_any_text_is_one_cell(name: str, synonym: str) -> None:
    row = Node(id="MONDO:1", category="biolink:Disease", name=name, synonym=(synonym, "second"))
    line = "\t".join(cells(row))

    assert "\n" not in line
    assert "\r" not in line
    assert line.count("\t") == len(attrs.fields(Node)) - 1
    found = dict(zip((field.name for field in attrs.fields(Node)), line.split("\t"), strict=True))
    # KGX splits every cell at a bar.
    assert "|" not in found["name"]
    assert len(found["synonym"].split("|")) == 2
    fit = re.compile("[^\0-\x1f\x7f-\x9f\u2028\u2029|]*")
    if fit.fullmatch(name):
        assert found["name"] == name
    assert len(found["name"]) == len(name)


def test_a_bar_in_an_address_is_encoded() -> None:
    edge = attrs.evolve(
        Edge(id="a:1", subject="a:2", predicate="b:c", object="a:3", original_predicate="a:4"),
        publications=("https://example.org/a|b", "PMID:1"),
        negated=True,
    )

    assert "https://example.org/a%7Cb|PMID:1" in cells(edge)
    assert "true" in cells(edge)
    assert "false" not in cells(attrs.evolve(edge, negated=False))


@given(st.text(min_size=1).map(str.strip).filter(bool))
def test_awkward_names_come_through_whole_files(text: str) -> None:
    nodes, _ = mine(gene(name=text, aliases=(text,)), therapy(name=text))

    assert [node["id"] for node in nodes] == ["HGNC:1", "alsfacts.therapies:remedy"]


def test_both_files_are_written(tmp_path: Path) -> None:
    paths = kgx(KB, tmp_path / "graph")

    assert [path.name for path in paths] == [NODES_FILE, EDGES_FILE]
    assert paths[0].read_bytes() == "".join(kgx_nodes_lines(KB)).encode()
    assert paths[1].read_bytes() == "".join(kgx_edges_lines(KB)).encode()
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == [EDGES_FILE, NODES_FILE]


def test_a_failure_leaves_the_old_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = [path.read_bytes() for path in kgx(KnowledgeBase([gene()]), tmp_path)]

    def break_off(_: KnowledgeBase) -> Any:
        yield next(iter(kgx_edges_lines(KB)))
        raise KeyboardInterrupt

    for name in ("kgx_edges_lines", "kgx_nodes_lines"):
        with monkeypatch.context() as patched:
            patched.setattr(f"alsfacts.export.kgx_files.{name}", break_off)
            with pytest.raises(KeyboardInterrupt):
                kgx(KB, tmp_path)
        assert [(tmp_path / name).read_bytes() for name in (NODES_FILE, EDGES_FILE)] == old
        assert len(list(tmp_path.iterdir())) == 2


def test_equal_data_gives_equal_bytes() -> None:
    assert list(kgx_nodes_lines(KB)) == list(kgx_nodes_lines())
    assert list(kgx_edges_lines(KB)) == list(kgx_edges_lines())


def test_an_empty_knowledge_base_gives_headers(tmp_path: Path) -> None:
    for path in kgx(KnowledgeBase(), tmp_path):
        assert path.read_text(encoding="utf-8").startswith("id\t")
        assert path.read_text(encoding="utf-8").count("\n") == 1


def test_bad_input_is_refused(tmp_path: Path) -> None:
    wrong: Any = KB.genes
    number: Any = 5
    for function in (kgx_nodes_lines, kgx_edges_lines, lambda source: kgx(source, tmp_path)):
        with pytest.raises(InvalidTypeError, match="KGX is made of a knowledge base, got Catalog"):
            function(wrong)
    with pytest.raises(InvalidTypeError, match="folder must be a str or Path, got int"):
        kgx(KB, number)
    (tmp_path / "file").write_text("here", encoding="utf-8")
    with pytest.raises(DataError):
        kgx(KB, tmp_path / "file")


def test_links_that_lead_nowhere_give_no_edge() -> None:
    lonely: list[Record] = [
        therapy(target_gene_ids=("NOTHERE",), target_mechanism_ids=("not-here",)),
        exposure(
            certainty=GradedCertainty(
                level=CertaintyLevel.PROBABLE, reference_id="not-here", seen_at="https://example.org/"
            )
        ),
        Gene(id="ABC1", name="a gene", hgnc_id="HGNC:1"),
    ]

    assert mine(*lonely)[1] == []
    _, edges = mine(*lonely, disease())
    assert [edge["predicate"] for edge in edges] == [
        "biolink:treats_or_applied_or_studied_to_treat",
        "biolink:associated_with_increased_likelihood_of",
    ]
    assert "publications" not in edges[1]

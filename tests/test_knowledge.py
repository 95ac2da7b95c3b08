"""A knowledge base resolves its own links, and two never mix."""

from __future__ import annotations

from typing import Any

import pytest

from alsfacts.errors import AmbiguousNameError, InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import RECORD_TYPES, Exposure, Gene, Therapy
from tests.builders import bearing, disease, finding, gene, hypothesis, reference


@pytest.fixture
def small() -> KnowledgeBase:
    return KnowledgeBase(
        [gene(), reference(), disease(), hypothesis(), finding(gene_ids=("ABC1",), bearings=(bearing(),))]
    )


def test_links_lead_to_records_of_the_same_knowledge_base(small: KnowledgeBase) -> None:
    item = small.evidence["doe-2020-finding"]

    assert item.reference is small.references["doe-2020"]
    assert item.disease is small.diseases["als"]
    assert item.genes["ABC1"] is small.genes["ABC1"]
    assert item.hypotheses.ids == ("genetic-monogenic",)
    assert small.genes["ABC1"].evidence["doe-2020-finding"] is item
    assert small.references["doe-2020"].evidence.ids == (item.id,)
    assert small.hypotheses["genetic-monogenic"].evidence.supporting.ids == (item.id,)
    assert item.year == 2020


def test_two_knowledge_bases_do_not_mix(small: KnowledgeBase) -> None:
    changed = reference(title="Another title")
    other = KnowledgeBase([*(r for r in _records(small) if r.id != "doe-2020"), changed])

    assert other.evidence["doe-2020-finding"].reference.title == "Another title"
    assert small.evidence["doe-2020-finding"].reference.title == "A study"


def _records(kb: KnowledgeBase) -> list[Any]:
    return [record for catalog in kb.catalogs.values() for record in catalog]


@pytest.mark.parametrize("name", list(RECORD_TYPES))
def test_every_link_of_every_bundled_record_resolves(name: str, kb: KnowledgeBase) -> None:
    links = {
        "genes": ("mechanisms", "therapies", "evidence", "gwas_loci"),
        "mechanisms": ("genes", "therapies", "evidence"),
        "exposures": ("evidence",),
        "therapies": ("targets", "key_evidence", "evidence"),
        "hypotheses": ("evidence", "claims"),
        "claims": ("hypotheses", "supporting", "disputing"),
        "evidence": (
            "reference",
            "disease",
            "genes",
            "mechanisms",
            "exposures",
            "therapies",
            "hypotheses",
            "claims",
            "year",
        ),
        "references": ("evidence",),
        "diseases": ("evidence",),
    }
    for record in kb.catalog(name):
        for link in links[name]:
            getattr(record, link)


def test_links_read_both_ways(kb: KnowledgeBase) -> None:
    for mechanism in kb.mechanisms:
        for found in mechanism.genes:
            assert mechanism.id in found.mechanisms.ids
    for therapy in kb.therapies:
        for target in therapy.targets:
            assert therapy.id in target.therapies.ids
    for claim in kb.claims:
        for item in (*claim.supporting, *claim.disputing):
            assert claim.id in item.claims.ids


def test_find_looks_over_all_kinds(kb: KnowledgeBase) -> None:
    assert isinstance(kb.find("SOD1"), Gene)
    assert isinstance(kb.find("riluzole"), Therapy)
    assert isinstance(kb.find("CHEBI:25016"), Exposure)
    with pytest.raises(
        AmbiguousNameError, match="mechanism neuroinflammation or hypothesis neuroinflammation"
    ):
        kb.find("neuroinflammation")
    with pytest.raises(UnknownRecordError, match=r"nothing is called 'riluzol'.*did you mean 'riluzole'"):
        kb.find("riluzol")
    with pytest.raises(UnknownRecordError, match="cannot be empty"):
        kb.find(" ")


def test_bad_arguments_are_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InvalidTypeError, match="holds records"):
        KnowledgeBase(["SOD1"])  # type: ignore[list-item]
    with pytest.raises(InvalidValueError, match="two genes"):
        KnowledgeBase([gene(), gene(name="other")])
    with pytest.raises(UnknownRecordError, match="did you mean 'genes'"):
        kb.catalog("gene")
    with pytest.raises(UnknownRecordError):
        KnowledgeBase(sources={"gens": lambda: ()})
    with pytest.raises(InvalidValueError, match="no link"):
        kb.related(kb.genes["SOD1"], "friends")

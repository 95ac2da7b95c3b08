"""Look up, filter, order."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts.catalog import Catalog
from alsfacts.errors import (
    AlsfactsError,
    AmbiguousNameError,
    InvalidTypeError,
    InvalidValueError,
    UnknownRecordError,
)
from alsfacts.evidence_catalog import EvidenceCatalog
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Gene
from tests.builders import finding, gene

SMALL = Catalog(
    Gene,
    [
        gene(id="AAA1", hgnc_id="HGNC:1", aliases=("SHARED", "BBB2")),
        gene(id="BBB2", hgnc_id="HGNC:2", aliases=("SHARED", "Own")),
        gene(id="CCC3", hgnc_id="HGNC:3", previous_symbols=("OLD3",), ncbi_id="33"),
    ],
)


@pytest.mark.parametrize(
    "name",
    [
        "SOD1",
        "sod1",
        " SOD1 ",
        "ALS1",
        "als1",
        "IPOA",
        "superoxide dismutase 1",
        "Superoxide Dismutase 1",
        "HGNC:11179",
        "hgnc:11179",
        "NCBIGene:6647",
        "ENSG00000142168",
        "ENSEMBL:ENSG00000142168",
        "UniProtKB:P00441",
        "P00441",
        "OMIM:147450",
        "super-oxide dismutase_1",
    ],
)
def test_a_gene_is_found_by_every_name_in_any_case(name: str) -> None:
    assert alsfacts.genes[name].id == "SOD1"
    assert name in alsfacts.genes
    assert alsfacts.genes.get(name) is alsfacts.genes["SOD1"]


@pytest.mark.parametrize(
    ("catalog", "name", "expected"),
    [
        ("mechanisms", "GO:0006979", "oxidative-stress"),
        ("mechanisms", "oxidative stress", "oxidative-stress"),
        ("exposures", "CHEBI:25016", "lead"),
        ("exposures", "MESH:D012907", "smoking"),
        ("therapies", "Riluzole", "riluzole"),
        ("diseases", "MONDO:0004976", "als"),
        ("diseases", "Lou Gehrig disease", "als"),
        ("references", "doi:10.1136/jnnp.2010.207464", "al-chalabi-2010-estimate-heritability-twin"),
        ("references", "10.1136/JNNP.2010.207464", "al-chalabi-2010-estimate-heritability-twin"),
    ],
)
def test_other_records_are_found_by_name_and_curie(catalog: str, name: str, expected: str) -> None:
    assert alsfacts.knowledge_base().catalog(catalog)[name].id == expected


def test_an_approved_symbol_wins_over_an_alias_of_another_gene() -> None:
    assert SMALL["BBB2"].id == "BBB2"
    assert SMALL["bbb2"].id == "BBB2"


def test_an_alias_of_two_genes_raises_with_both() -> None:
    with pytest.raises(AmbiguousNameError, match="AAA1 or BBB2") as caught:
        SMALL["shared"]

    assert caught.value.candidates == ("AAA1", "BBB2")
    assert "shared" in SMALL
    with pytest.raises(AmbiguousNameError):
        SMALL.get("shared")


def test_ids_that_differ_by_case_only_are_told_apart() -> None:
    twins = Catalog(Gene, [gene(id="ORF1"), gene(id="orf1")])

    assert twins["ORF1"].id == "ORF1"
    assert twins["orf1"].id == "orf1"
    with pytest.raises(AmbiguousNameError):
        twins["Orf1"]


def test_a_miss_names_the_nearest_three() -> None:
    with pytest.raises(UnknownRecordError, match="did you mean 'SOD1'") as caught:
        alsfacts.genes["SODl"]

    assert caught.value.suggestions[0] == "SOD1"
    assert len(caught.value.suggestions) <= 3
    assert isinstance(caught.value, KeyError)


def test_a_miss_without_anything_near_offers_nothing() -> None:
    with pytest.raises(UnknownRecordError) as caught:
        SMALL["%%%%%%%%"]

    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_name_is_an_error(name: str) -> None:
    with pytest.raises(UnknownRecordError, match="cannot be empty"):
        alsfacts.genes[name]


@pytest.mark.parametrize("name", [0, None, 1.5, b"SOD1", slice(0, 2), ("SOD1",)])
def test_a_name_that_is_no_text_is_refused(name: Any) -> None:
    with pytest.raises(InvalidTypeError, match="looked up by name"):
        alsfacts.genes[name]
    assert name not in alsfacts.genes


@given(st.text(max_size=40))
def test_any_text_finds_a_gene_or_gives_our_error(name: str) -> None:
    message, found = "", None
    try:
        found = alsfacts.genes[name]
    except AlsfactsError as error:
        message = str(error)
    assert message or found in alsfacts.genes


def test_get_gives_a_default_and_none() -> None:
    assert alsfacts.genes.get("nothing of the kind") is None
    assert alsfacts.genes.get("nothing of the kind", 7) == 7


def test_a_catalog_is_a_collection() -> None:
    assert [record.id for record in SMALL] == ["AAA1", "BBB2", "CCC3"]
    assert SMALL.ids == ("AAA1", "BBB2", "CCC3")
    assert len(SMALL) == 3
    assert SMALL["AAA1"] in SMALL
    assert gene(id="AAA1") not in SMALL
    assert SMALL
    assert not Catalog(Gene)
    assert repr(SMALL) == "<Catalog of 3 genes>"
    assert SMALL.first() is SMALL["AAA1"]
    assert Catalog(Gene).first() is None


def test_catalogs_with_the_same_records_are_equal() -> None:
    twin = Catalog(Gene, list(SMALL))

    assert twin == SMALL
    assert hash(twin) == hash(SMALL)
    assert SMALL.head(2) != SMALL
    assert SMALL != 3
    assert pickle.loads(pickle.dumps(SMALL)) == SMALL  # noqa: S301


def test_a_pickled_selection_keeps_its_kind(kb: KnowledgeBase) -> None:
    found = kb.evidence.on("multistep")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301

    assert again == found
    assert again.supporting == found.supporting


def test_two_records_of_one_id_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="two genes have the id 'AAA1'"):
        Catalog(Gene, [gene(id="AAA1"), gene(id="AAA1")])


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidTypeError, match="a catalog of genes takes no Evidence"):
        Catalog(Gene, [finding()])  # type: ignore[list-item]


def test_where_compares_contains_and_calls() -> None:
    assert SMALL.where(id="AAA1").ids == ("AAA1",)
    assert SMALL.where(aliases="SHARED").ids == ("AAA1", "BBB2")
    assert SMALL.where(aliases=("SHARED", "Own")).ids == ("BBB2",)
    assert SMALL.where(ncbi_id=None).ids == ("AAA1", "BBB2")
    assert SMALL.where(ncbi_id=lambda value: value is not None).ids == ("CCC3",)
    assert SMALL.where(lambda record: record.id > "AAA1", aliases="Own").ids == ("BBB2",)
    assert SMALL.where() == SMALL


def test_where_takes_words_as_members_and_as_text(kb: KnowledgeBase) -> None:
    definitive = kb.genes.where(validity="definitive", inheritance="AD")

    assert "SOD1" in definitive.ids
    assert isinstance(definitive, Catalog)
    assert definitive == kb.genes.where(validity=kb.genes["SOD1"].validity, inheritance="AD")


def test_where_refuses_unknown_fields_and_impossible_values(kb: KnowledgeBase) -> None:
    with pytest.raises(InvalidValueError, match="did you mean 'validity'"):
        kb.genes.where(validty="definitive")
    with pytest.raises(InvalidValueError, match="did you mean 'definitive'"):
        kb.genes.where(validity="definitve")
    with pytest.raises(InvalidValueError, match="Accepted: AD"):
        kb.genes.where(inheritance="dominant")


def test_where_does_not_swallow_the_errors_of_a_users_function() -> None:
    with pytest.raises(ZeroDivisionError):
        SMALL.where(lambda _: 1 / 0)


def test_sort_puts_missing_values_last_both_ways() -> None:
    assert SMALL.sort("ncbi_id").ids == ("CCC3", "AAA1", "BBB2")
    assert SMALL.sort("-ncbi_id").ids == ("CCC3", "AAA1", "BBB2")
    assert SMALL.sort("-id").ids == ("CCC3", "BBB2", "AAA1")
    assert SMALL.sort(lambda record: -len(record.aliases), "-id").ids == ("BBB2", "AAA1", "CCC3")


def test_sort_refuses_unknown_fields_and_values_without_order() -> None:
    with pytest.raises(InvalidValueError, match="no field 'symbl'; did you mean 'symbol'"):
        SMALL.sort("symbl")
    with pytest.raises(InvalidTypeError, match="cannot be ordered"):
        SMALL.sort(lambda record: object())  # noqa: ARG005


@pytest.mark.parametrize("count", [-1, 1.5, True, "2"])
def test_head_refuses_what_is_no_count(count: Any) -> None:
    with pytest.raises(InvalidValueError, match="at least 0"):
        SMALL.head(count)


def test_evidence_about_a_subject_names_it(kb: KnowledgeBase) -> None:
    for subject, field in (
        ("SOD1", "gene_ids"),
        ("oxidative-stress", "mechanism_ids"),
        ("lead", "exposure_ids"),
        ("riluzole", "therapy_ids"),
    ):
        found = kb.evidence.about(subject)
        assert found
        assert all(kb.find(subject).id in getattr(item, field) for item in found)
        assert found == kb.evidence.about(kb.find(subject))
        scanned = (item.id for item in kb.evidence if kb.find(subject).id in getattr(item, field))
        assert found.ids == tuple(scanned)


def test_evidence_on_a_hypothesis_divides_by_direction(kb: KnowledgeBase) -> None:
    for hypothesis in kb.hypotheses:
        found = kb.evidence.on(hypothesis)
        parts = (found.supporting, found.disputing, found.neutral)
        assert sorted(item for part in parts for item in part.ids) == sorted(found.ids)
        assert all(isinstance(part, EvidenceCatalog) for part in parts)
        assert found.sort("-year").supporting.head(1).ids == found.supporting.sort("-year").head(1).ids


def test_evidence_refuses_unknown_subjects(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownRecordError, match="did you mean"):
        kb.evidence.about("oxidative-stres")
    with pytest.raises(UnknownRecordError, match="did you mean 'autoimmune-sole'"):
        kb.evidence.on("autoimmune-soul")
    with pytest.raises(InvalidTypeError):
        kb.evidence.about(3)  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="belongs to no knowledge base"):
        EvidenceCatalog(kb.evidence.kind, [finding()]).about("SOD1")


def test_references_of_a_selection_stand_once(kb: KnowledgeBase) -> None:
    found = kb.evidence.about("C9orf72").references

    assert len(found) == len({item.reference_id for item in kb.evidence.about("C9orf72")})
    assert list(found.ids) == sorted(found.ids)

"""Neighbours and paths, and knowledge bases that are extended."""

from __future__ import annotations

import json
import pickle
from pathlib import Path as FilePath
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts import KnowledgeBase
from alsfacts.errors import (
    DataError,
    InvalidTypeError,
    InvalidValueError,
    UnboundRecordError,
    UnknownRecordError,
)
from alsfacts.links import outgoing_links
from alsfacts.model import Evidence, Record, Reference
from alsfacts.serialization import dump
from alsfacts.vocabulary import Direction
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

KB = alsfacts.knowledge_base()
RECORDS = [record for catalog in KB.catalogs.values() for record in catalog]


@given(st.sampled_from(RECORDS))
def test_neighbours_are_linked_both_ways(record: Record) -> None:
    named = {(catalog, target) for _, catalog, target in outgoing_links(record)}
    found = KB.neighbours(record)

    assert {(n.record.catalog_name, n.record.id) for n in found if n.outgoing} == named
    for neighbour in found:
        back = [n for n in KB.neighbours(neighbour.record) if n.record == record]
        assert any(n.outgoing is not neighbour.outgoing and n.field == neighbour.field for n in back)
    assert [n.outgoing for n in found] == sorted((n.outgoing for n in found), reverse=True)


@given(st.sampled_from(RECORDS), st.sampled_from(["autoimmune-contribution", "SOD1", "protein-aggregation"]))
def test_paths_follow_links_and_visit_nothing_twice(start: Record, end: str) -> None:
    paths = KB.paths(start, end, longest=3, most=20)

    assert [len(path) for path in paths] == sorted(len(path) for path in paths)
    for path in paths:
        assert path.records[0] is KB.catalog(start.catalog_name)[start.id]
        assert path.records[-1].id == end
        assert len(set(path.records)) == len(path.records) == len(path) + 1 <= 4
        assert all(record.catalog_name != "diseases" for record in path.records[1:-1])
        for one, field, other in zip(path.records, path.fields, path.records[1:], strict=False):
            assert (other, field) in {(n.record, n.field) for n in KB.neighbours(one)}
    assert len(set(paths)) == len(paths)


def test_a_gene_leads_to_a_hypothesis_by_its_evidence() -> None:
    paths = KB.paths("SOD1", "autoimmune-contribution")

    assert paths
    for path in paths:
        if len(path) == 2:
            assert path.records[1].catalog_name == "evidence"
            assert path.fields == ("gene_ids", "bearings")
    assert str(paths[0]).startswith("SOD1 -")


def test_paths_are_limited_and_may_be_none() -> None:
    assert len(KB.paths("SOD1", "genetic-monogenic", most=3)) == 3
    assert KB.paths("SOD1", "genetic-monogenic", longest=1) == ()
    assert KB.paths("SOD1", "SOD1")[0].records == (KB.genes["SOD1"],)
    through = KB.paths("SOD1", "als", longest=2, avoid=())
    assert all(path.records[-1].id == "als" for path in through)
    lonely = KnowledgeBase([reference(), gene()])
    assert lonely.paths("ABC1", "doe-2020") == ()
    assert lonely.neighbours("ABC1") == ()


def test_a_disease_is_no_way_through_unless_asked_for() -> None:
    kb = KnowledgeBase(
        [
            reference(),
            disease(),
            hypothesis(),
            gene(),
            gene(id="DEF1", hgnc_id="HGNC:2"),
            finding(gene_ids=("ABC1",), bearings=()),
            finding(id="other", gene_ids=("DEF1",), bearings=(), reference_id="doe-2020"),
        ]
    )

    assert kb.paths("ABC1", "DEF1", avoid=("diseases", "references")) == ()
    assert [path.records[2].id for path in kb.paths("ABC1", "DEF1")] == ["doe-2020"]
    assert {path.records[2].id for path in kb.paths("ABC1", "DEF1", avoid=())} == {"doe-2020", "als"}


@pytest.mark.parametrize(
    "changes", [{"longest": 0}, {"longest": 9}, {"most": 0}, {"most": True}, {"longest": 1.5}]
)
def test_paths_have_bounds(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match=f"{next(iter(changes))} must be a whole number"):
        KB.paths("SOD1", "FUS", **changes)


def test_bad_records_are_refused() -> None:
    wrong: Any = 5
    with pytest.raises(UnknownRecordError):
        KB.neighbours("no such record")
    with pytest.raises(InvalidTypeError, match="expected a record"):
        KB.neighbours(wrong)
    with pytest.raises(UnknownRecordError):
        KB.neighbours(gene(id="NOTHERE"))
    with pytest.raises(UnknownRecordError, match="no catalog"):
        KB.paths("SOD1", "FUS", avoid=("disease",))


def mine(**changes: Any) -> tuple[Reference, Evidence]:
    own = reference(id="mine-2026", doi="10.9999/mine", year=2026)
    item = finding(id="mine-2026-finding", reference_id="mine-2026", gene_ids=("SOD1",), **changes)
    return own, item


def test_extending_adds_and_leaves_both_as_they_were() -> None:
    before = len(KB.evidence)
    own = KnowledgeBase(mine())

    extended = KB.extend(own)

    assert len(extended.evidence) == before + 1
    assert len(KB.evidence) == before
    assert extended.extension is not None
    assert extended.extension.added == (("evidence", "mine-2026-finding"), ("references", "mine-2026"))
    assert str(extended.extension) == "2 added, 0 replaced, 0 kept, 0 unchanged"
    assert KB.extension is None
    item = extended.evidence["mine-2026-finding"]
    assert item.genes.one() is extended.genes["SOD1"]
    assert item in extended.genes["SOD1"].evidence
    assert item not in KB.genes["SOD1"].evidence
    assert own.evidence["mine-2026-finding"] == item
    assert extended.genes["SOD1"] == KB.genes["SOD1"]
    assert extended.genes["SOD1"] is not KB.genes["SOD1"]


def test_an_extended_knowledge_base_scores_what_it_holds() -> None:
    against = mine(bearings=(bearing(direction=Direction.DISPUTES),))

    extended = KB.extend(against)

    assert extended.score("genetic-monogenic").net < KB.score("genetic-monogenic").net
    assert extended.verdict().neither is True
    assert extended.verdict().data_version is None
    assert extended.compare("multistep") == KB.compare("multistep")
    assert KB.verdict() == alsfacts.verdict()


def test_records_are_bound_to_what_they_extend_and_to_nothing_on_the_way() -> None:
    own, item = mine()

    with pytest.raises(DataError):
        KB.extend([item])  # its reference is missing
    with pytest.raises(UnboundRecordError):
        _ = item.genes
    extended = KB.extend([own, item])
    assert item.genes.one() is extended.genes["SOD1"]


def test_a_knowledge_base_that_cannot_be_made_leaves_its_records_alone() -> None:
    item = gene()

    with pytest.raises(InvalidValueError, match="two genes have the id 'ABC1'"):
        KnowledgeBase([item, gene(name="another")])
    with pytest.raises(UnboundRecordError):
        _ = item.evidence


def test_an_empty_catalog_keeps_its_home_when_copied() -> None:
    empty = pickle.loads(pickle.dumps(KB.genes.where(als_loci="ALS999")))  # noqa: S301 - our own bytes

    assert len(empty) == 0
    assert (empty | KB.genes) == KB.genes
    found = pickle.loads(pickle.dumps(KB.evidence.on("multistep")))  # noqa: S301
    assert found.hypothesis_id == "multistep"
    assert found == KB.evidence.on("multistep")
    with pytest.raises(AttributeError):
        found.hypothesis_id = "another"
    with pytest.raises(AttributeError):
        KB.genes.kind = Record  # type: ignore[misc,assignment]


def test_conflicts_are_told_replaced_or_kept() -> None:
    fus = attrs.evolve(KB.genes["FUS"], note="Mine.")

    with pytest.raises(DataError, match="gene 'FUS': the id is taken"):
        KB.extend([fus])
    replaced, kept = KB.extend([fus], on_conflict="replace"), KB.extend([fus], on_conflict="keep")
    assert (replaced.genes["FUS"].note, kept.genes["FUS"].note) == ("Mine.", KB.genes["FUS"].note)
    assert replaced.extension is not None
    assert kept.extension is not None
    assert replaced.extension.replaced == kept.extension.kept == (("genes", "FUS"),)
    same = KB.extend([KB.genes["FUS"]])
    assert same.extension is not None
    assert same.extension.unchanged == (("genes", "FUS"),)
    wrong: Any = "overwrite"
    with pytest.raises(InvalidValueError, match="on_conflict must be one of error, replace, keep"):
        KB.extend([], on_conflict=wrong)


@given(st.sampled_from(["error", "replace", "keep"]))
def test_extending_by_itself_changes_nothing(on_conflict: str) -> None:
    small = KnowledgeBase([reference(), disease(), hypothesis(), finding()])

    extended = small.extend(small, on_conflict=on_conflict)

    assert extended.catalogs == small.catalogs
    assert extended.extension is not None
    assert len(extended.extension.unchanged) == 4


def test_all_problems_of_an_extension_are_told_at_once() -> None:
    broken = [
        attrs.evolve(KB.genes["FUS"], note="Mine."),
        *mine(mechanism_ids=("no-such-mechanism",), cohort="irish-register", consortium="mine"),
    ]

    with pytest.raises(DataError) as caught:
        KB.extend(broken)

    text = str(caught.value)
    assert "the id is taken" in text
    assert "no mechanism 'no-such-mechanism'" in text
    assert "cohort 'irish-register' is of consortium 'mine'" in text
    assert len(caught.value.problems) >= 3


def test_a_replaced_record_must_not_leave_links_behind() -> None:
    base = KnowledgeBase([reference(), disease(), hypothesis(), finding()])
    cyclic = [
        finding(id="a", member_ids=("b",)),
        finding(id="b", member_ids=("a",)),
    ]

    with pytest.raises(DataError, match="a member of itself"):
        base.extend(cyclic)


def test_files_are_loaded_as_a_knowledge_base_of_their_own(tmp_path: FilePath) -> None:
    own = KnowledgeBase(mine())
    path = tmp_path / "mine.json"
    path.write_text(
        dump({name: tuple(found) for name, found in own.catalogs.items() if found}), encoding="utf-8"
    )

    loaded = alsfacts.load(path)

    assert loaded.evidence == own.evidence
    with pytest.raises(UnknownRecordError):
        _ = loaded.evidence["mine-2026-finding"].genes
    assert KB.extend(loaded).evidence["mine-2026-finding"].genes.ids == ("SOD1",)
    assert alsfacts.load(tmp_path).evidence == own.evidence


def test_a_broken_file_loads_nothing_and_says_everything(tmp_path: FilePath) -> None:
    path = tmp_path / "broken.json"
    path.write_text(
        json.dumps({"genes": [{"id": "bad id"}, {"id": "ABC1", "name": 5}], "nope": []}), encoding="utf-8"
    )

    with pytest.raises(DataError) as caught:
        alsfacts.load(path)

    assert len(caught.value.problems) >= 4
    assert all(problem.file == str(path) for problem in caught.value.problems)

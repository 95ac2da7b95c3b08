"""Records: frozen through and through, checked when made, equal by content."""

from __future__ import annotations

import copy
import importlib
import math
import pickle
import pkgutil
from typing import Any

import attrs
import pytest

import alsfacts
from alsfacts import model
from alsfacts.errors import DataError, InvalidValueError, UnboundRecordError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Bound, CarrierCount, Claim, FamilialCount, Gene, Locus, Measure, Record
from alsfacts.model.base import Value
from alsfacts.vocabulary import (
    ClaimStatus,
    Design,
    Direction,
    Estimand,
    FamilyHistory,
    Inheritance,
    Quantity,
    ReferenceStatus,
    Species,
    Topic,
)
from tests.builders import bearing, finding, gene, reference

CLASSES = [getattr(model, name) for name in model.__all__ if name != "RECORD_TYPES"]
CATALOGS = list(model.RECORD_TYPES)


@pytest.mark.parametrize("kind", CLASSES)
def test_classes_are_frozen_and_slotted(kind: type) -> None:
    assert all("__slots__" in vars(base) for base in kind.__mro__[:-1])
    assert attrs.has(kind)
    assert kind.__setattr__ is not object.__setattr__


@pytest.mark.parametrize("name", CATALOGS)
def test_bundled_records_hold_nothing_that_can_change(name: str, kb: KnowledgeBase) -> None:
    def walk(value: Any) -> None:
        assert not isinstance(value, list | dict | set | bytearray)
        if isinstance(value, tuple):
            for item in value:
                walk(item)
        elif attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                if field.init:
                    walk(getattr(value, field.name))

    for record in kb.catalog(name):
        walk(record)


@pytest.mark.parametrize("name", CATALOGS)
def test_records_cannot_be_changed(name: str, kb: KnowledgeBase) -> None:
    record: Any = kb.catalog(name).first()

    with pytest.raises(AttributeError):
        record.id = "other"
    with pytest.raises(AttributeError):
        record.unheard_of = 1
    with pytest.raises(AttributeError):
        del record.id


@pytest.mark.parametrize("name", CATALOGS)
def test_bundled_records_come_back_identical_from_pickle_and_copy(name: str, kb: KnowledgeBase) -> None:
    for record in kb.catalog(name).head(20):
        assert pickle.loads(pickle.dumps(record)) is record  # noqa: S301
        assert copy.copy(record) is record
        assert copy.deepcopy(record) is record


def test_other_records_come_back_equal_from_pickle() -> None:
    mine = gene()

    assert pickle.loads(pickle.dumps(mine)) == mine  # noqa: S301


def test_a_changed_twin_of_a_bundled_record_is_not_mistaken_for_it(kb: KnowledgeBase) -> None:
    twin = attrs.evolve(kb.genes["SOD1"], note="my own note")

    assert pickle.loads(pickle.dumps(twin)) == twin  # noqa: S301
    assert twin != kb.genes["SOD1"]


def test_equality_is_by_content_and_not_by_knowledge_base(kb: KnowledgeBase) -> None:
    other = KnowledgeBase(kb.genes)

    assert other.genes["SOD1"] == kb.genes["SOD1"]
    assert other.genes["SOD1"] is not kb.genes["SOD1"]
    assert hash(other.genes["SOD1"]) == hash(kb.genes["SOD1"])
    assert gene() == gene()
    assert gene() != gene(name="another")
    other_kind: Any = "ABC1"
    assert gene() != other_kind


def test_repr_is_one_honest_line(kb: KnowledgeBase) -> None:
    assert repr(kb.genes["SOD1"]) == "<Gene SOD1 HGNC:11179>"
    for catalog in kb.catalogs.values():
        for record in catalog:
            assert "\n" not in repr(record)
            assert record.id in repr(record)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": " SOD1"}, "id"),
        ({"id": "no symbol!"}, "id"),
        ({"name": None}, "name"),
        ({"name": 7}, "name"),
        ({"hgnc_id": "11179"}, "hgnc_id"),
        ({"uniprot_ids": ("P0044",)}, "uniprot_ids[0]"),
        ({"aliases": ["A"]}, "aliases"),
        ({"aliases": "AB"}, "aliases"),
        ({"aliases": ("A", "A")}, "aliases[1]"),
        ({"aliases": ("A", 1)}, "aliases[1]"),
        ({"aliases": ({},)}, "aliases[0]"),
        ({"inheritance": ("AD",)}, "inheritance[0]"),
        ({"locus": "21q"}, "locus"),
    ],
)
def test_a_gene_refuses_bad_values(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(DataError) as caught:
        gene(**changes)

    assert [problem.field for problem in caught.value.problems] == [field]
    assert field in str(caught.value)


def test_all_problems_of_a_record_are_told_at_once() -> None:
    with pytest.raises(DataError) as caught:
        gene(name=None, hgnc_id="x", aliases="AB")

    assert [problem.field for problem in caught.value.problems] == ["name", "hgnc_id", "aliases"]


def test_a_word_that_is_no_member_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(DataError, match=r"Direction \(supports, disputes, neutral\), got str 'supports'"):
        bearing(direction="supports")


@pytest.mark.parametrize(
    "changes",
    [
        {"value": True},
        {"value": "1"},
        {"value": math.nan},
        {"value": math.inf},
        {"value": 3.0, "ci_low": 1.0, "ci_high": 2.0},
        {"value": 0.5, "ci_low": 1.0, "ci_high": 2.0},
        {"value": 1.5, "ci_low": 2.0, "ci_high": 1.0},
        {"p_value": 1.2},
        {"p_value": -0.1},
        {"ci_level": 5},
        {"n": -1},
        {"n": 1.5},
        {"n": 3, "events": 4},
        {"value": -1.0},
    ],
)
def test_a_measure_refuses_bad_values(changes: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        Measure(**{"name": "odds ratio", "value": 1.5, "unit": "ratio", **changes})


def test_a_measure_knows_whether_its_interval_includes_no_effect() -> None:
    def ratio(low: float, high: float) -> Measure:
        return Measure(name="x", value=(low + high) / 2, unit="ratio", ci_low=low, ci_high=high, ci_level=95)

    assert ratio(0.9, 1.4).includes_null is True
    assert ratio(1.1, 1.4).includes_null is False
    assert Measure(name="x", value=2.0, unit="ratio").includes_null is None
    assert Measure(name="x", value=2.0, unit="years", ci_low=1, ci_high=3).includes_null is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: Locus(chromosome="25", start=1, end=2, strand="+", assembly="GRCh38"),
        lambda: Locus(chromosome="1", start=3, end=2, strand="+", assembly="GRCh38"),
        lambda: Locus(chromosome="1", start=1, end=2, strand="?", assembly="GRCh38"),
        lambda: Bound(quantity=Quantity.HERITABILITY, lower=0.5, upper=1.2, level=95, population="x"),
        lambda: Bound(quantity=Quantity.HERITABILITY, lower=0.5, upper=0.2, level=95, population="x"),
        lambda: CarrierCount(carriers=5, cases=4, population="x", unselected=True, criteria="y"),
        lambda: finding(bearings=(bearing(), bearing(direction=Direction.DISPUTES))),
        lambda: finding(design=Design.ANIMAL_MODEL),
        lambda: finding(species=()),
        lambda: finding(design=Design.META_ANALYSIS),
        lambda: finding(underlying_design=Design.COHORT),
        lambda: finding(member_ids=("doe-2020-finding",)),
        lambda: reference(doi=None),
        lambda: reference(doi="doi:10.1/x"),
        lambda: reference(year=20),
    ],
)
def test_contradictions_are_refused(make: Any) -> None:
    with pytest.raises(DataError):
        make()


def test_an_animal_model_in_an_animal_is_accepted() -> None:
    assert finding(design=Design.ANIMAL_MODEL, species=(Species.MOUSE,)).species == (Species.MOUSE,)


def test_a_claim_cannot_have_one_finding_on_both_sides() -> None:
    fields: dict[str, Any] = {
        "id": "claim",
        "text": "It is so.",
        "topic": Topic.GENETIC,
        "status": ClaimStatus.CONTESTED,
        "why": "Both.",
    }
    with pytest.raises(DataError, match="both sides"):
        Claim(**fields, supporting_ids=("a",), disputing_ids=("a",))
    with pytest.raises(DataError, match="untested"):
        Claim(**fields)


def test_a_record_without_home_says_so_when_a_link_is_followed() -> None:
    with pytest.raises(UnboundRecordError, match="belongs to no knowledge base"):
        _ = finding().reference


def test_citation_shows_what_is_known_and_no_more() -> None:
    full = reference(first_author="Doe, Jane", journal="Journal", status=ReferenceStatus.RETRACTED)
    bare = reference(year=None, doi=None, pmid="1")

    assert full.citation() == "Doe, Jane (2020). A study. Journal. [retracted] https://doi.org/10.1000/1"
    assert bare.citation() == (
        "Authors not seen (year not seen). A study. https://pubmed.ncbi.nlm.nih.gov/1/"
    )
    assert full.short_citation() == "Doe 2020"


def test_validity_is_the_highest_current_class_for_the_disease(kb: KnowledgeBase) -> None:
    assert kb.genes["SOD1"].validity == "definitive"
    # ERLIN2 is definitive for a spastic paraplegia, which is not ALS.
    assert kb.genes["ERLIN2"].validity is None
    assert kb.genes["SOD1"].inheritance == (Inheritance.AD, Inheritance.AR)


def test_every_record_class_is_public() -> None:
    for kind in model.RECORD_TYPES.values():
        assert issubclass(kind, Record)
        assert kind.__name__ in model.__all__
    assert isinstance(alsfacts.genes["SOD1"], Gene)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": "ratio"}, "carrier-share-all has the unit percent or proportion, got 'ratio'"),
        ({"value": 101}, "carrier-share-all in percent must be from 0 to 100, got 101"),
        ({"unit": "proportion", "value": 5}, "must be from 0 to 1, got 5"),
        ({"ci_low": -1, "ci_high": 20}, "must be from 0 to 100, got -1"),
        ({"estimand": Estimand.AGE_SLOPE}, "age-slope has the unit slope, got 'percent'"),
        ({"estimand": Estimand.STEPS, "unit": "steps", "value": -0.4}, "must be at least 0, got -0.4"),
    ],
)
def test_a_figure_fits_what_it_estimates(changes: dict[str, Any], message: str) -> None:
    fields = {"name": "share", "value": 5, "unit": "percent", "estimand": Estimand.CARRIER_SHARE_ALL}

    with pytest.raises(DataError, match=message):
        Measure(**{**fields, **changes})


@pytest.mark.parametrize("estimand", list(Estimand))
def test_every_estimand_has_a_unit(estimand: Estimand) -> None:
    units = {
        Estimand.AGE_SLOPE: "slope",
        Estimand.MORTALITY_AGE_SLOPE: "slope",
        Estimand.STEPS: "steps",
        Estimand.EXPOSURE_ODDS_RATIO: "ratio",
        Estimand.EXPOSURE_RATE_RATIO: "ratio",
    }
    unit = "percent" if estimand.is_share else units[estimand]

    assert Measure(name="figure", value=5, unit=unit, estimand=estimand).estimand is estimand


def test_a_share_is_told_in_parts_of_one() -> None:
    assert Measure(name="share", value=5, unit="percent").share(5) == 0.05
    assert Measure(name="share", value=0.05, unit="proportion").share(0.05) == 0.05
    with pytest.raises(InvalidValueError, match="unit must be percent or proportion"):
        Measure(name="slope", value=5, unit="slope").share(5)


def test_familial_patients_are_among_all_patients() -> None:
    fields: dict[str, Any] = {
        "cases": 10,
        "population": "north",
        "population_based": True,
        "family_history": FamilyHistory.ALS,
    }

    assert FamilialCount(familial=10, **fields).definition is None
    with pytest.raises(DataError, match="11 familial among 10 cases"):
        FamilialCount(familial=11, **fields)


def _classes_of_the_package() -> list[Any]:
    names = [found.name for found in pkgutil.walk_packages(alsfacts.__path__, "alsfacts.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return [
        held
        for module in modules
        for held in vars(module).values()
        if isinstance(held, type) and attrs.has(held) and held.__module__ == module.__name__
    ]


def test_frozen_classes_share_equality_hash_and_text() -> None:
    classes = _classes_of_the_package()

    assert len(classes) > 100
    for kind in classes:
        assert issubclass(kind, Frozen), kind
        assert kind.__eq__ is Frozen.__eq__, kind


def test_annotations_of_records_are_evaluated_when_the_class_is_made() -> None:
    # To evaluate text takes far longer, and each program that reads the class would.
    for kind in _classes_of_the_package():
        if issubclass(kind, Value) and kind is not Record:
            texts = [field.name for field in attrs.fields(kind) if field.init and isinstance(field.type, str)]
            assert not texts, (kind, texts)

"""The quick way of strict reading: never more lenient than the converter, and taken by all sound data."""

from __future__ import annotations

import copy
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts.conversion import structure, unstructure
from alsfacts.errors import DataError
from alsfacts.model import RECORD_TYPES, Evidence, Measure, Record
from alsfacts.model.base import Value, identifier, number
from alsfacts.serialization import read_text
from alsfacts.untrusted import builder

WORDS = ["", " ", "x ", "als", "SOD1", "definitive", "human", "10.1/x", "2020-02-30", "é", "a" * 300]
NUMBERS = [0, 1, -1, 7, 100, 101, 10**400, 0.5, 1.5, -0.0, float("inf"), float("nan"), 1e308]
ATOMS = st.sampled_from([None, True, False, *WORDS, *NUMBERS])
ANY_JSON = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "why", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def contents(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(alsfacts.knowledge_base().catalog(name).to_json())[name]
    return found


def text_of(record: Record) -> str:
    # As text, so that 1, 1.0 and true are told apart.
    return json.dumps(unstructure(record))


def places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths of all that lies in a value."""
    inner = content.items() if isinstance(content, dict) else enumerate(content)
    found = []
    for key, value in inner:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


def change(content: Any, data: st.DataObject) -> None:
    """Drop, replace, double or add something, anywhere."""
    path = data.draw(st.sampled_from(places(content)))
    for key in path[:-1]:
        content = content[key]
    key = path[-1]
    deed = data.draw(st.sampled_from(["drop", "replace", "copy", "add"]))
    if deed == "drop":
        del content[key]
    elif deed == "replace":
        content[key] = data.draw(ANY_JSON)
    elif deed == "copy" and isinstance(content, list):
        content.append(copy.deepcopy(content[key]))
    elif isinstance(content, dict):
        content[data.draw(st.sampled_from(["unheard_of", "note", "id", "home", "_home"]))] = data.draw(ATOMS)


@pytest.mark.parametrize("name", list(RECORD_TYPES))
def test_every_bundled_record_takes_the_quick_way(name: str) -> None:
    build = builder(RECORD_TYPES[name])

    for content, record in zip(contents(name), alsfacts.knowledge_base().catalog(name), strict=True):
        built = build(content)
        assert built == record
        assert type(built) is RECORD_TYPES[name]
        assert built.home is None
        assert text_of(built) == text_of(record)


@given(st.data())
def test_what_the_quick_way_builds_the_converter_builds_too(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(RECORD_TYPES)))
    content = copy.deepcopy(data.draw(st.sampled_from(contents(name))))
    for _ in range(data.draw(st.integers(1, 3))):
        if places(content):
            change(content, data)

    built = builder(RECORD_TYPES[name])(content)

    if built is not None:
        strict, problems = structure(content, RECORD_TYPES[name])
        assert problems == []
        assert built == strict
        assert text_of(built) == text_of(strict)


@given(ANY_JSON)
def test_whatever_is_no_object_is_left_to_the_converter(content: Any) -> None:
    assert builder(Evidence)(content) is None


def test_a_built_record_is_frozen_and_equal_to_one_that_was_constructed() -> None:
    measure = builder(Measure)({"name": "share", "value": 5, "unit": "percent"})

    assert measure == Measure(name="share", value=5, unit="percent")
    assert hash(measure) == hash(Measure(name="share", value=5, unit="percent"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        measure.value = 6
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del measure.value


@pytest.mark.parametrize(
    ("field", "value", "sound"),
    [
        ("size", 1, True),
        ("size", 9.5, True),
        ("size", 0.999, False),
        ("size", 9.501, False),
        ("size", True, False),
        ("size", "1", False),
        ("size", float("nan"), False),
        ("count", 3, True),
        ("count", 3.0, False),
        ("any", -1e308, True),
        ("any", float("inf"), False),
        ("any", 10**400, False),
        ("flag", True, True),
        ("flag", 1, False),
        ("sizes", [1, 1, 2.5], True),
        ("sizes", [0], False),
        ("text", "a", True),
        ("text", "", False),
        ("text", " a", False),
        ("text", 1, False),
        ("symbol", "SOD1", True),
        ("symbol", "SOD 1", False),
        ("symbol", "", False),
        ("names", ["a", "b"], True),
        ("names", ["a", "a"], False),
        ("names", "ab", False),
    ],
)
def test_each_kind_of_field_is_checked(field: str, value: Any, sound: bool) -> None:
    @attrs.frozen(kw_only=True, eq=False, repr=False)
    class Part(Value):
        size: float = number(1, 9.5, default=2)
        sizes: tuple[float, ...] = number(1, default=())
        count: int = number(0, default=0)
        any: float = number(default=0)
        flag: bool = False
        text: str = "x"
        symbol: str = identifier("symbol", default="FUS")
        names: tuple[str, ...] = ()

    # Made here, so that the annotations are text of this module.
    content = {field: value}
    built = builder(Part)(content)

    assert (built is not None) is sound
    fields: dict[str, Any] = {field: tuple(value) if isinstance(value, list) else value}
    if sound:
        assert built == Part(**fields)
    else:
        with pytest.raises(DataError):
            Part(**fields)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"measure": {"name": "x", "value": 2, "unit": "ratio", "ci_low": 3, "ci_high": 4}}, "measure.value"),
        ({"design": "animal-model"}, "species"),
        ({"id": "a", "member_ids": ["a"]}, "member_ids"),
        ({"bearings": [{}, {}]}, "bearings[1]"),
    ],
)
def test_fields_that_contradict_each_other_are_left_to_the_converter(
    part: dict[str, Any], field: str
) -> None:
    content = copy.deepcopy(next(held for held in contents("evidence") if held.get("bearings")))
    if "bearings" in part:
        bearing = content["bearings"][0]
        part = {"bearings": [bearing, {**bearing, "why": "Another reason."}]}
    content = {**content, **part}

    assert builder(Evidence)(content) is None
    with pytest.raises(DataError) as caught:
        read_text(json.dumps({"evidence": [content]}))
    assert [problem.field for problem in caught.value.problems] == [field]


def test_problems_of_the_slow_way_keep_their_place_among_sound_records() -> None:
    sound = contents("hypotheses")
    broken = [*sound[:2], {**sound[2], "extent": "wholly"}, *sound[3:], {**sound[0]}]

    with pytest.raises(DataError) as caught:
        read_text(json.dumps({"hypotheses": broken}))

    first, second = caught.value.problems
    assert (first.record, first.field) == (f"hypothesis {sound[2]['id']!r}", "extent")
    assert (second.record, second.message) == (f"hypothesis {sound[0]['id']!r}", "the id stands twice")


def test_an_explicit_null_is_read_as_before() -> None:
    content = {**contents("therapies")[0], "note": None}

    assert builder(RECORD_TYPES["therapies"])(content) is None
    (record,) = read_text(json.dumps({"therapies": [content]}))["therapies"]
    assert record == structure(content, RECORD_TYPES["therapies"])[0]

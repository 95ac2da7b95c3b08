"""The walk through the text of a data file: the same as to parse it whole, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.entries import IrregularTextError, members, whole

ATOMS = (
    st.none()
    | st.booleans()
    | st.integers(-1000, 1000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["genes", "evidence", "$schema", "other", ""])
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)
LAYOUTS = st.sampled_from([{}, {"indent": 2}, {"separators": (",", ":")}, {"indent": "\t"}])
STREAMED = ("genes", "evidence")


def walked(text: str, cuts: Iterable[int] = ()) -> list[tuple[str, Any]]:
    places = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places) if start < end]
    return [
        (name, list(found) if isinstance(found, Iterator) else found)
        for name, found in members(pieces, STREAMED)
    ]


@given(OBJECTS, LAYOUTS, st.data())
def test_a_sound_object_is_walked_through(
    content: dict[str, Any], layout: dict[str, Any], data: st.DataObject
) -> None:
    text = " \n" + json.dumps(content, **layout) + "\t\r\n"
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6))

    assert walked(text) == walked(text, cuts) == list(whole(text).items()) == list(content.items())


@pytest.mark.parametrize("number", ["0.5", "-1.25e-3", "1E+2", "10", "-0", "1e5", "12.5"])
def test_a_number_may_be_cut_anywhere(number: str) -> None:
    text = f'{{"other": {number}, "genes": [{number},{number}]}}'
    expected = [("other", json.loads(number)), ("genes", [json.loads(number)] * 2)]

    for cut in range(len(text)):
        assert walked(text, [cut]) == expected
    assert walked(text, range(len(text))) == expected


@given(OBJECTS, LAYOUTS)
def test_a_text_may_come_letter_by_letter(content: dict[str, Any], layout: dict[str, Any]) -> None:
    text = json.dumps(content, **layout) + " \n"

    assert walked(text, range(len(text))) == list(content.items())


@given(VALUES.filter(lambda value: not isinstance(value, dict)))
def test_what_is_no_object_is_refused(content: Any) -> None:
    with pytest.raises(IrregularTextError):
        walked(json.dumps(content))


@given(OBJECTS, st.data())
def test_a_broken_text_is_refused_or_means_the_same(content: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(content)
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(at + 3, len(text))))
    text = text[:at] + data.draw(st.text('{}[],:"\\ 01e.tNa\ufeff', max_size=3)) + text[until:]

    try:
        expected = whole(text)
    except ValueError:
        expected = None
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=3))
    try:
        found = walked(text, cuts)
    except IrregularTextError:
        # Only what cannot be read, or is no object, may be refused.
        assert not isinstance(expected, dict)
    else:
        assert isinstance(expected, dict)
        assert found == list(expected.items())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON: Expecting value at line 1, column 1"),
        ('{"genes": [1,]}', "is not JSON"),
        ('{"genes": [1 2]}', "is not JSON"),
        ('{"genes" []}', "is not JSON"),
        ('{"genes": []} {}', "is not JSON: Extra data"),
        ('{"genes": [NaN]}', "NaN is no JSON number"),
        ('{"genes": [{"id": 1, "id": 2}]}', "a key stands twice in one object: 'id'"),
        ('{"genes": [], "genes": []}', "a key stands twice in one object: 'genes'"),
        ("\ufeff{}", "BOM"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"genes": [' + "[" * 100_000, "is nested too deeply"),
        ('{"genes": [' + "9" * 5000 + "]}", "is not JSON that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_by_both(text: str, message: str) -> None:
    with pytest.raises(IrregularTextError):
        walked(text)
    with pytest.raises(ValueError, match=message):
        whole(text)


def test_a_list_is_given_before_it_has_been_read_to_its_end() -> None:
    asked = []

    def pieces() -> Iterator[str]:
        for piece in ('{"note": [1], "genes": [1, 2,', " 3, 4, oops", "]}"):
            asked.append(piece)
            yield piece

    walk = members(pieces(), STREAMED)
    assert next(walk) == ("note", [1])

    name, found = next(walk)

    assert (name, next(found), len(asked)) == ("genes", 1, 1)
    assert (next(found), next(found), next(found), len(asked)) == (2, 3, 4, 2)
    with pytest.raises(IrregularTextError):
        next(found)


def test_the_bundled_files_are_walked_through(data_folder: Path) -> None:
    for file in data_folder.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert walked(text) == list(json.loads(text).items())

"""Equality, hash and text of frozen classes: as attrs writes them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.frozen import Frozen, unfrozen


@attrs.frozen
class Theirs:
    a: Any
    b: Any = 0
    hidden: Any = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Ours(Frozen):
    a: Any
    b: Any = 0
    hidden: Any = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Below(Ours):
    pass


@attrs.frozen(eq=False, repr=False)
class Nothing(Frozen):
    pass


VALUES = st.integers(0, 2) | st.floats(0, 2) | st.booleans() | st.text("ab", max_size=2) | st.tuples()
FIELDS = st.tuples(VALUES, VALUES, VALUES)


@given(FIELDS, FIELDS)
def test_equality_is_that_of_attrs(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (Ours(*one) == Ours(*other)) is (Theirs(*one) == Theirs(*other))
    assert (Ours(*one) != Ours(*other)) is (Theirs(*one) != Theirs(*other))
    if Ours(*one) == Ours(*other):
        assert hash(Ours(*one)) == hash(Ours(*other))


@given(FIELDS)
def test_text_is_that_of_attrs(fields: tuple[Any, ...]) -> None:
    assert repr(Ours(*fields)) == repr(Theirs(*fields)).replace("Theirs", "Ours")


def test_objects_of_two_classes_are_never_equal() -> None:
    assert Ours(1) != Below(1)
    assert Ours(1) != Theirs(1)
    assert Ours(1) != (1, 0)
    assert len({Ours(1), Below(1)}) == 2


def test_what_has_no_fields_is_equal_to_its_like() -> None:
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"


def test_a_class_inside_a_function_shows_its_own_name() -> None:
    @attrs.frozen(eq=False, repr=False)
    class Inside(Frozen):
        a: int

    assert repr(Inside(1)) == "Inside(a=1)"


def test_what_was_made_unfrozen_is_frozen_in_its_own_class() -> None:
    made = object.__new__(unfrozen(Ours))
    made.a, made.b, made.hidden = 1, 2, 3
    del made.hidden
    made.hidden = 4
    made.__class__ = Ours

    assert made == Ours(1, 2)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.a = 5
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.a

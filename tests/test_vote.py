"""The sign test, and the caveat that never leaves it."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.vote import SIGN_TEST_CAVEAT, VoteCount, sign_test

numbers = st.integers(0, 400)


@given(numbers, numbers)
def test_the_counts_are_given_back(positive: int, negative: int) -> None:
    result = sign_test(positive, negative)

    assert (result.positive, result.negative) == (positive, negative)
    assert str(result).startswith(f"{positive} for, {negative} against, P ")


def test_nine_of_nine() -> None:
    assert sign_test(9, 0).p_value == 2 * 0.5**9


@given(numbers, numbers)
def test_swapping_the_directions_changes_nothing(positive: int, negative: int) -> None:
    assert sign_test(positive, negative).p_value == sign_test(negative, positive).p_value


@given(numbers, numbers)
def test_p_value_is_the_sum_of_all_outcomes_that_are_no_likelier(positive: int, negative: int) -> None:
    studies = positive + negative
    ways = [math.comb(studies, count) for count in range(studies + 1)]
    expected = Fraction(sum(way for way in ways if way <= ways[positive]), 2**studies)

    # Whole numbers all the way: the one division rounds as that of a fraction does.
    assert sign_test(positive, negative).p_value == float(expected)


@given(numbers, numbers)
def test_p_value_is_a_probability_above_0(positive: int, negative: int) -> None:
    assert 0 < sign_test(positive, negative).p_value <= 1


@given(numbers)
def test_an_even_split_says_nothing(each: int) -> None:
    assert sign_test(each, each).p_value == 1


@given(numbers, numbers)
def test_one_more_on_the_larger_side_never_raises_p(positive: int, negative: int) -> None:
    assume(positive >= negative)

    assert sign_test(positive + 1, negative).p_value <= sign_test(positive, negative).p_value


@given(numbers, numbers)
def test_the_caveat_is_always_there(positive: int, negative: int) -> None:
    result = sign_test(positive, negative)

    assert result.caveat == SIGN_TEST_CAVEAT
    assert str(result).endswith(SIGN_TEST_CAVEAT)


def test_the_caveat_cannot_be_left_out_or_replaced() -> None:
    silenced: dict[str, Any] = {"positive": 9, "negative": 0, "p_value": 0.0039, "caveat": ""}

    with pytest.raises(TypeError, match="caveat"):
        VoteCount(**silenced)
    assert not any("score" in field.name or "points" in field.name for field in attrs.fields(VoteCount))


def test_as_many_studies_as_are_accepted_still_give_a_p_value() -> None:
    assert sign_test(1000, 0).p_value > 0
    with pytest.raises(
        InvalidValueError, match=r"^positive and negative must be at most 1,000 together, got 1001"
    ):
        sign_test(500, 501)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^positive must be at least 0"):
        sign_test(-1, 1)
    with pytest.raises(InvalidValueError, match=r"^negative must be at least 0"):
        sign_test(1, -1)


@pytest.mark.parametrize("wrong", [1.0, True, "1", None])
def test_what_is_no_count_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^positive must be a whole number"):
        sign_test(wrong, 1)
    with pytest.raises(InvalidTypeError, match=r"^negative must be a whole number"):
        sign_test(1, wrong)

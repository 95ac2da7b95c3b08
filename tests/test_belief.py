"""Belief in a statement from sources that err."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.belief import READER_ERRORS, SourceErrors, belief

CLOSE = 1e-12
NAMES = "abcd"


@st.composite
def source_errors(draw: st.DrawFn) -> SourceErrors:
    systematic = draw(st.floats(0, 1))
    return SourceErrors(random=draw(st.floats(0, 1)) * (1 - systematic), systematic=systematic)


error_tables = st.fixed_dictionaries({name: source_errors() for name in NAMES})
sources = st.lists(st.sampled_from(NAMES), max_size=8)
READERS = {
    "reach": READER_ERRORS,
    "trips": READER_ERRORS,
    "biopax": SourceErrors(random=0.2, systematic=0.01),
}


def test_sources_that_agree_multiply_their_errors() -> None:
    assert belief(["reach", "trips"], errors=READERS).belief == pytest.approx(1 - 0.35**2, abs=CLOSE)
    assert belief(["reach", "trips", "biopax"], errors=READERS).belief == pytest.approx(
        1 - 0.35**2 * 0.21, abs=CLOSE
    )


def test_one_source_that_repeats_itself_loses_only_its_chance_errors() -> None:
    assert belief(["reach", "reach"], errors=READERS).belief == pytest.approx(1 - 0.14, abs=CLOSE)


def test_many_papers_of_one_reader_never_reach_certainty() -> None:
    result = belief(["reach"] * 10_000, errors=READERS)

    assert result.ceiling == pytest.approx(0.95)
    assert belief(["reach", "biopax"], errors=READERS).ceiling == pytest.approx(1 - 0.05 * 0.01)
    assert result.belief <= result.ceiling < 1


def test_denial_lowers_belief_and_alone_gives_none() -> None:
    contested = belief(["reach"], ["trips"], errors=READERS)

    assert contested.belief == pytest.approx(0.65 * 0.35, abs=CLOSE)
    assert (contested.support, contested.opposition) == pytest.approx((0.65, 0.65))
    assert belief([], ["reach"], errors=READERS).belief == 0


def test_support_and_opposition_are_not_symmetric() -> None:
    one_sided = belief(["reach", "trips"], ["biopax"], errors=READERS).belief
    swapped = belief(["biopax"], ["reach", "trips"], errors=READERS).belief

    assert one_sided + swapped != pytest.approx(1)


def test_nothing_known_is_no_belief() -> None:
    result = belief([], errors={})

    assert (result.belief, result.support, result.opposition, result.ceiling) == (0, 0, 0, 0)
    assert belief([], errors=READERS).ceiling == 0


@given(sources, sources, error_tables)
def test_belief_is_a_probability_no_higher_than_its_support(
    positive: list[str], negative: list[str], errors: dict[str, SourceErrors]
) -> None:
    result = belief(positive, negative, errors=errors)

    assert 0 <= result.belief <= result.support <= 1
    assert 0 <= result.opposition <= 1
    assert result.support <= result.ceiling + CLOSE


@given(sources, sources, st.sampled_from(NAMES), error_tables)
def test_more_support_never_lowers_belief(
    positive: list[str], negative: list[str], more: str, errors: dict[str, SourceErrors]
) -> None:
    before = belief(positive, negative, errors=errors)
    after = belief([*positive, more], negative, errors=errors)

    assert after.belief >= before.belief - CLOSE
    assert after.opposition == before.opposition


@given(sources, sources, st.sampled_from(NAMES), error_tables)
def test_more_denial_never_raises_belief(
    positive: list[str], negative: list[str], more: str, errors: dict[str, SourceErrors]
) -> None:
    before = belief(positive, negative, errors=errors)
    after = belief(positive, [*negative, more], errors=errors)

    assert after.belief <= before.belief + CLOSE
    assert after.support == before.support


@given(sources, sources, error_tables, st.randoms())
def test_order_does_not_matter(
    positive: list[str], negative: list[str], errors: dict[str, SourceErrors], random: Random
) -> None:
    shuffled = list(positive)
    random.shuffle(shuffled)

    assert belief(shuffled, negative, errors=errors) == belief(positive, negative, errors=errors)


@given(sources, error_tables, st.sampled_from(NAMES), source_errors())
def test_a_more_reliable_source_never_lowers_belief(
    positive: list[str], errors: dict[str, SourceErrors], name: str, other: SourceErrors
) -> None:
    held = errors[name]
    assume(other.random <= held.random)
    assume(other.systematic <= held.systematic)

    before = belief(positive, errors=errors)
    after = belief(positive, errors={**errors, name: other})

    assert after.belief >= before.belief - CLOSE


@pytest.mark.parametrize("rate", [-0.1, 1.1, math.nan, math.inf])
def test_error_rates_are_probabilities(rate: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^random must lie from 0 to 1, got"):
        SourceErrors(random=rate, systematic=0)
    with pytest.raises(InvalidValueError, match=r"^systematic must lie from 0 to 1, got"):
        SourceErrors(random=0, systematic=rate)


def test_error_rates_are_at_most_1_together() -> None:
    with pytest.raises(InvalidValueError, match=r"^random and systematic must be at most 1 together, got"):
        SourceErrors(random=0.6, systematic=0.5)
    with pytest.raises(InvalidValueError, match="together"):
        SourceErrors(random=0.6, systematic=0.4 + 1e-6)


@given(st.integers(0, 10))
def test_error_rates_may_add_up_to_1_but_for_rounding(tenths: int) -> None:
    errors = SourceErrors(random=tenths * 0.1, systematic=(10 - tenths) * 0.1)

    assert belief(["reach"], errors={"reach": errors}).belief == pytest.approx(0, abs=CLOSE)


def test_machines_that_read_err_by_chance_and_by_habit() -> None:
    assert (READER_ERRORS.random, READER_ERRORS.systematic) == (0.3, 0.05)


@pytest.mark.parametrize("wrong", [True, "0.1", None])
def test_error_rates_are_numbers(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^random must be a number"):
        SourceErrors(random=wrong, systematic=0)
    with pytest.raises(InvalidTypeError, match=r"^systematic must be a number"):
        SourceErrors(random=0, systematic=wrong)


def test_a_source_without_error_rates_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="lack 'sparser'"):
        belief(["reach", "sparser"], errors=READERS)
    with pytest.raises(InvalidValueError, match="lack 'sparser'"):
        belief(["reach"], ["sparser"], errors=READERS)


def test_what_has_the_wrong_type_is_refused() -> None:
    number: Any = 5
    numbers: Any = [1]
    rates: Any = {"reach": 0.3}
    with pytest.raises(InvalidTypeError, match=r"^positive_sources must be names of sources, got"):
        belief("reach", errors=READERS)
    with pytest.raises(InvalidTypeError, match=r"^negative_sources must be names of sources, got"):
        belief([], number, errors=READERS)
    with pytest.raises(InvalidTypeError, match=r"^positive_sources must be names of sources, got"):
        belief(numbers, errors=READERS)
    with pytest.raises(InvalidTypeError, match=r"errors\['reach'\] must be SourceErrors"):
        belief(["reach"], errors=rates)
    with pytest.raises(InvalidTypeError, match=r"^errors must map sources to SourceErrors, got"):
        belief([], errors=number)

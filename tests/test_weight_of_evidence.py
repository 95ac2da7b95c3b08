"""Decibans, and the words of two scales."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.weight_of_evidence import (
    JeffreysWord,
    KassRafteryWord,
    Scale,
    WeightOfEvidence,
    decibans,
    from_lod,
    from_points,
    jeffreys,
    kass_raftery,
    weight,
)

CLOSE = 1e-9

factors = st.floats(1e-100, 1e100)
JEFFREYS_ORDER = list(JeffreysWord)
KASS_RAFTERY_ORDER = list(KassRafteryWord)


def test_ten_to_one_is_ten_decibans() -> None:
    assert decibans(10) == 10
    assert decibans(1) == 0


@given(factors, factors)
def test_decibans_of_a_product_are_the_sum(one: float, other: float) -> None:
    assert math.isclose(decibans(one * other), decibans(one) + decibans(other), rel_tol=CLOSE, abs_tol=CLOSE)


@given(factors)
def test_decibans_change_sign_when_the_hypotheses_swap(factor: float) -> None:
    assert math.isclose(decibans(1 / factor), -decibans(factor), rel_tol=CLOSE, abs_tol=CLOSE)


@given(factors, st.floats(1.001, 1e6))
def test_decibans_rise_with_the_factor(factor: float, more: float) -> None:
    assert decibans(factor) < decibans(factor * more)


@given(st.floats(-300, 300))
def test_a_lod_is_ten_decibans(lod: float) -> None:
    found = from_lod(lod)

    assert found.decibans == 10 * lod
    assert math.isclose(decibans(found.bayes_factor), found.decibans, rel_tol=CLOSE, abs_tol=CLOSE)
    assert found.about == "linkage to the locus"


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_points_are_decibans_on_another_scale(one: float, other: float) -> None:
    together = from_points(one).decibans + from_points(other).decibans

    assert math.isclose(from_points(one + other).decibans, together, rel_tol=CLOSE, abs_tol=CLOSE)


def test_one_point_is_a_little_more_than_three_decibans() -> None:
    assert from_points(1).decibans == pytest.approx(3.180, abs=0.0005)


def test_strong_on_the_point_scale_is_only_positive_to_kass_and_raftery() -> None:
    words = [from_points(points).kass_raftery.word for points in (1, 2, 4, 8)]

    assert words == [
        KassRafteryWord.WEAK,
        KassRafteryWord.POSITIVE,
        KassRafteryWord.POSITIVE,
        KassRafteryWord.VERY_STRONG,
    ]


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (0.999, "negative"),
        (1, "weak"),
        (3.2, "substantial"),
        (10, "strong"),
        (32, "very strong"),
        (100, "decisive"),
    ],
)
def test_jeffreys_steps_begin_at_their_lower_end(factor: float, expected: str) -> None:
    assert jeffreys(factor).word.value == expected
    assert factor < 1 or jeffreys(math.nextafter(factor, 0)).word.value != expected


@pytest.mark.parametrize(
    ("factor", "expected"),
    [(0.999, "negative"), (1, "weak"), (3, "positive"), (20, "strong"), (150, "very strong")],
)
def test_kass_raftery_steps_begin_at_their_lower_end(factor: float, expected: str) -> None:
    assert kass_raftery(factor).word.value == expected
    assert factor < 1 or kass_raftery(math.nextafter(factor, 0)).word.value != expected


@given(factors, st.floats(1, 1e6))
def test_more_evidence_never_gets_a_weaker_word(factor: float, more: float) -> None:
    assert JEFFREYS_ORDER.index(_jeffreys(factor)) <= JEFFREYS_ORDER.index(_jeffreys(factor * more))
    assert KASS_RAFTERY_ORDER.index(_kass_raftery(factor)) <= KASS_RAFTERY_ORDER.index(
        _kass_raftery(factor * more)
    )


def _jeffreys(factor: float) -> JeffreysWord:
    word = jeffreys(factor).word
    assert isinstance(word, JeffreysWord)
    return word


def _kass_raftery(factor: float) -> KassRafteryWord:
    word = kass_raftery(factor).word
    assert isinstance(word, KassRafteryWord)
    return word


@given(factors)
def test_every_word_is_printed_with_its_scale(factor: float) -> None:
    found = weight(factor)

    assert str(found.jeffreys).endswith(f"({Scale.JEFFREYS})")
    assert str(found.kass_raftery).endswith(f"({Scale.KASS_RAFTERY})")


def test_a_weight_says_what_adding_it_assumes() -> None:
    assert "independent" in weight(2).independence_assumption
    assert weight(2, about="a locus").about == "a locus"
    assert weight(2).about == from_points(1).about == ""


def test_what_a_weight_assumes_cannot_be_replaced() -> None:
    fields: dict[str, Any] = {"bayes_factor": 10, "decibans": 10, "independence_assumption": ""}
    with pytest.raises(TypeError, match="independence_assumption"):
        WeightOfEvidence(**fields)


@given(factors)
def test_a_reading_keeps_what_was_read(factor: float) -> None:
    found = weight(factor)

    assert found.bayes_factor == found.jeffreys.bayes_factor == found.kass_raftery.bayes_factor == factor
    assert (found.jeffreys.scale, found.kass_raftery.scale) == (Scale.JEFFREYS, Scale.KASS_RAFTERY)


@given(st.floats(-50, 50), st.floats(1.1, 1000))
def test_eight_points_weigh_what_a_very_strong_item_does(points: float, base: float) -> None:
    expected = points / 8 * decibans(base)

    assert math.isclose(from_points(points, odds_very_strong=base).decibans, expected, abs_tol=CLOSE)


@pytest.mark.parametrize("lod", [-300, 300])
def test_the_largest_lod_still_has_finite_odds(lod: float) -> None:
    assert math.isfinite(from_lod(lod).bayes_factor)
    assert from_lod(lod).bayes_factor > 0


@pytest.mark.parametrize("function", [decibans, weight, jeffreys, kass_raftery])
@pytest.mark.parametrize("factor", [0, -1, math.nan, math.inf])
def test_what_is_no_bayes_factor_is_refused(function: Any, factor: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^bayes_factor must be finite and above 0, got"):
        function(factor)


@pytest.mark.parametrize("function", [decibans, weight, jeffreys, kass_raftery, from_lod, from_points])
@pytest.mark.parametrize("wrong", [True, "3", None])
def test_what_is_no_number_is_refused(function: Any, wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match="must be a number"):
        function(wrong)


@pytest.mark.parametrize("lod", [-301, 301, math.nan, math.inf])
def test_a_lod_without_finite_odds_is_refused(lod: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^lod must lie from -300 to 300, got"):
        from_lod(lod)

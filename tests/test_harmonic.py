"""Harmonic sums, and the maximum of DisGeNET."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.harmonic import (
    DISGENET_CAPS,
    disgenet_maximum,
    harmonic,
    harmonic_association,
    harmonic_maximum,
)

CLOSE = 1e-12

unit_scores = st.floats(0, 1)
score_lists = st.lists(unit_scores, max_size=30)
term_counts = st.integers(1, 40)


def test_maximum_of_a_thousand_terms_nears_the_limit() -> None:
    assert harmonic_maximum() == pytest.approx(1.6439345667, abs=1e-9)
    assert harmonic_maximum() < math.pi**2 / 6


def test_published_scores_of_tbk1_in_als() -> None:
    score = harmonic([0.61861, 0.58457])

    assert score.raw == pytest.approx(0.7647525, abs=1e-12)
    # The published division is by 1.644, to four figures.
    assert score.normalised == pytest.approx(0.4651779, abs=5e-5)


@given(score_lists, term_counts, st.randoms())
def test_order_does_not_matter(scores: list[float], terms: int, random: Random) -> None:
    shuffled = list(scores)
    random.shuffle(shuffled)

    assert harmonic(scores, terms=terms) == harmonic(shuffled, terms=terms)


@given(score_lists, term_counts)
def test_normalised_sum_is_bounded(scores: list[float], terms: int) -> None:
    score = harmonic(scores, terms=terms)

    assert 0 <= score.normalised <= 1
    assert score.raw <= score.maximum
    assert score.raw >= max(scores, default=0)


@given(term_counts)
def test_perfect_scores_reach_the_maximum(terms: int) -> None:
    assert harmonic([1.0] * (terms + 3), terms=terms).normalised == 1


@given(score_lists, unit_scores, term_counts)
def test_one_more_score_never_lowers_the_sum(scores: list[float], more: float, terms: int) -> None:
    assert harmonic([*scores, more], terms=terms).raw >= harmonic(scores, terms=terms).raw - CLOSE


@given(st.lists(unit_scores, min_size=1, max_size=20), unit_scores, term_counts, st.data())
def test_raising_a_score_never_lowers_the_sum(
    scores: list[float], higher: float, terms: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(scores) - 1))
    raised = [*scores[:index], max(scores[index], higher), *scores[index + 1 :]]

    assert harmonic(raised, terms=terms).raw >= harmonic(scores, terms=terms).raw - CLOSE


@given(unit_scores)
def test_a_duplicate_adds_a_quarter(score: float) -> None:
    assert harmonic([score, score]).raw == pytest.approx(1.25 * score, abs=CLOSE)


def test_nothing_known_is_zero() -> None:
    assert (harmonic([]).raw, harmonic([]).normalised) == (0, 0)


@given(st.dictionaries(st.sampled_from("abcdef"), unit_scores))
def test_an_association_with_full_weights_is_the_plain_sum(scores: dict[str, float]) -> None:
    assert harmonic_association(scores, dict.fromkeys("abcdef", 1.0)) == harmonic(scores.values())


def test_a_weight_can_change_the_order_of_sources() -> None:
    score = harmonic_association({"text": 1.0, "curated": 0.5}, {"text": 0.2, "curated": 1.0})

    assert score.raw == pytest.approx(0.5 + 0.2 / 4)


@given(st.dictionaries(st.sampled_from("abc"), unit_scores), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_weight_never_lowers_an_association(
    scores: dict[str, float], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    before = harmonic_association(scores, {"a": low, "b": 0.5, "c": 1.0})
    after = harmonic_association(scores, {"a": high, "b": 0.5, "c": 1.0})

    assert before.raw <= after.raw + CLOSE


def test_a_data_type_takes_the_maximum_of_its_sources() -> None:
    score = harmonic_association({"one": 1.0, "two": 1.0}, {"one": 1.0, "two": 1.0}, terms=2)

    assert (score.maximum, score.terms) == (1.25, 2)
    assert score.normalised == 1


def test_a_source_without_a_weight_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="lack 'text'"):
        harmonic_association({"text": 0.5}, {"curated": 1.0})


@pytest.mark.parametrize("score", [-0.1, 1.1, math.nan, math.inf])
def test_scores_and_weights_out_of_range_are_refused(score: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^scores must lie from 0 to 1, got"):
        harmonic([score])
    with pytest.raises(InvalidValueError, match=r"source_scores\['a'\] must lie from 0 to 1"):
        harmonic_association({"a": score}, {"a": 1})
    with pytest.raises(InvalidValueError, match=r"weights\['a'\] must lie from 0 to 1"):
        harmonic_association({"a": 1}, {"a": score})
    with pytest.raises(InvalidValueError, match=r"caps\['a'\] must lie from 0 to 1"):
        disgenet_maximum({"a": score})


@pytest.mark.parametrize("wrong", [True, "1", None])
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match="scores"):
        harmonic([wrong])
    with pytest.raises(InvalidTypeError, match="terms"):
        harmonic_maximum(wrong)
    with pytest.raises(InvalidTypeError, match="caps"):
        disgenet_maximum({"a": wrong})


def test_a_million_terms_are_accepted() -> None:
    assert harmonic_maximum(1_000_000) == pytest.approx(math.pi**2 / 6, abs=2e-6)


@pytest.mark.parametrize("terms", [0, -1, 1_000_001])
def test_terms_out_of_range_are_refused(terms: int) -> None:
    with pytest.raises(InvalidValueError, match=r"^terms must be at (least 1|most 1,000,000), got"):
        harmonic([1.0], terms=terms)


def test_what_is_no_mapping_is_refused() -> None:
    wrong: Any = [0.5]
    with pytest.raises(InvalidTypeError, match=r"^source_scores must map"):
        harmonic_association(wrong, {})
    with pytest.raises(InvalidTypeError, match=r"^weights must map"):
        harmonic_association({}, wrong)
    with pytest.raises(InvalidTypeError, match=r"^caps must map"):
        disgenet_maximum(wrong)
    with pytest.raises(InvalidTypeError, match=r"^scores must be numbers from 0 to 1, got"):
        harmonic(5)  # type: ignore[arg-type]  # the refusal is what is tested


def test_disgenet_adds_its_caps() -> None:
    assert disgenet_maximum() == pytest.approx(1.55)
    assert disgenet_maximum({**DISGENET_CAPS, "literature": 0.0}) == pytest.approx(1.15)
    assert disgenet_maximum({}) == 0


def test_the_caps_are_constant() -> None:
    caps: Any = DISGENET_CAPS
    with pytest.raises(TypeError):
        caps["curated"] = 1.0

"""Shares of different scales do not mix, and hold sound numbers."""

from __future__ import annotations

import math
import re
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    AttributableFraction,
    AttributableMethod,
    CaseShare,
    EffectMeasure,
    VarianceComponent,
    VarianceShare,
    falconer,
    known_gene_share,
)
from alsfacts.epidemiology.checks import checked_count, checked_level, checked_limits, checked_number
from alsfacts.epidemiology.scaled_share import ScaledShare
from alsfacts.errors import InvalidTypeError, InvalidValueError

A2 = VarianceShare(
    estimate=0.61, lower=0.38, upper=0.78, components=(VarianceComponent.ADDITIVE,), decomposition="fit"
)
E2 = VarianceShare(estimate=0.39, components=(VarianceComponent.UNSHARED_ENVIRONMENT,), decomposition="fit")
FRACTION = AttributableFraction(estimate=0.2, method=AttributableMethod.LEVIN)
CASES = known_gene_share(64, 1523, 26, 129).overall
SCALES: list[ScaledShare] = [A2, FRACTION, CASES]


@pytest.mark.parametrize(("one", "other"), list(permutations(SCALES, 2)))
def test_unlike_shares_are_not_added_and_the_error_says_why(one: ScaledShare, other: ScaledShare) -> None:
    kinds = f"^{type(one).__name__} and {type(other).__name__} are not added"
    with pytest.raises(InvalidTypeError, match=f"{kinds}, because they live on different scales") as caught:
        _ = one + other

    assert one.scale in str(caught.value)
    assert other.scale in str(caught.value)


@pytest.mark.parametrize("one", SCALES)
@pytest.mark.parametrize("other", [0, 0.5, "0.5", None])
def test_a_bare_value_is_not_added_on_either_side(one: ScaledShare, other: Any) -> None:
    kinds = re.escape(f"{type(one).__name__} and {other!r} are not added")
    words = f"^{kinds}: one is {one.scale}, and {type(other).__name__} has no such scale$"
    with pytest.raises(InvalidTypeError, match=words):
        _ = one + other
    with pytest.raises(InvalidTypeError, match=words):
        _ = other + one


@pytest.mark.parametrize("shares", [[CASES], [FRACTION], [A2, E2], [CASES, A2]])
def test_the_built_in_sum_is_refused(shares: list[Any]) -> None:
    with pytest.raises(InvalidTypeError, match="has no such scale"):
        sum(shares)


def test_the_error_is_also_the_built_in_one() -> None:
    with pytest.raises(TypeError):
        _ = A2 + CASES


@pytest.mark.parametrize(
    ("share", "way_out"), [(FRACTION, "sum_of_attributable"), (CASES, "sum_of_gene_shares")]
)
def test_like_shares_that_overlap_are_refused_with_a_way_out(share: ScaledShare, way_out: str) -> None:
    with pytest.raises(InvalidTypeError, match=way_out):
        _ = share + share


def test_shares_of_different_scales_are_never_equal() -> None:
    variance: ScaledShare = VarianceShare(estimate=0.2, components=(VarianceComponent.ADDITIVE,))
    fraction: ScaledShare = FRACTION

    assert variance != fraction


def test_components_of_one_decomposition_are_added_without_limits() -> None:
    whole = E2 + A2

    assert whole.estimate == pytest.approx(1)
    assert (whole.lower, whole.upper) == (None, None)
    assert whole.components == (VarianceComponent.ADDITIVE, VarianceComponent.UNSHARED_ENVIRONMENT)


def test_a_sum_is_one_of_the_same_fit_and_population() -> None:
    a2, e2 = (attrs.evolve(part, level=90, population="here") for part in (A2, E2))
    whole = a2 + e2

    assert (whole.level, whole.decomposition, whole.population) == (90, "fit", "here")


@pytest.mark.parametrize("kind", [VarianceShare, AttributableFraction])
def test_shares_are_bare_but_for_their_estimate(kind: Any) -> None:
    needed: dict[type, dict[str, Any]] = {
        VarianceShare: {"components": (VarianceComponent.ADDITIVE,)},
        AttributableFraction: {"method": AttributableMethod.LEVIN},
    }
    share = kind(estimate=0.2, **needed[kind])

    assert (share.lower, share.upper, share.level) == (None, None, 95)


@pytest.mark.parametrize("measure", list(EffectMeasure))
def test_ratios_are_those_that_are_called_so(measure: EffectMeasure) -> None:
    assert measure.is_ratio is measure.name.endswith("_RATIO")


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_the_order_of_components_does_not_matter(r_mz: float, r_dz: float) -> None:
    parts = falconer(r_mz, r_dz)

    assert parts.additive + parts.shared_environment == parts.shared_environment + parts.additive


@pytest.mark.parametrize(
    "other",
    [
        A2,
        attrs.evolve(E2, decomposition="another fit"),
        attrs.evolve(E2, population="elsewhere"),
        attrs.evolve(E2, components=(VarianceComponent.COMMON_VARIANTS,)),
        A2 + E2,
    ],
)
def test_parts_that_do_not_belong_together_are_refused(other: VarianceShare) -> None:
    with pytest.raises(InvalidTypeError, match="of one decomposition"):
        _ = A2 + other


def test_shares_that_stand_alone_are_not_added() -> None:
    with pytest.raises(InvalidTypeError, match="of one decomposition"):
        _ = attrs.evolve(A2, decomposition="") + attrs.evolve(E2, decomposition="")


@pytest.mark.parametrize(
    ("estimate", "admissible"),
    [
        (0, True),
        (1, True),
        (-1e-12, True),
        (1 + 1e-12, True),
        (-1e-6, False),
        (1 + 1e-6, False),
        (1.6, False),
        (-0.7, False),
    ],
)
def test_a_share_of_variance_is_kept_as_it_is_and_flagged(estimate: float, admissible: bool) -> None:
    share = VarianceShare(estimate=estimate, components=(VarianceComponent.ADDITIVE,))

    assert share.estimate == estimate
    assert share.admissible is admissible


@pytest.mark.parametrize("share", SCALES)
def test_shares_are_frozen(share: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        share.level = 90.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"estimate": math.nan}, "estimate must be a finite number"),
        ({"estimate": math.inf}, "estimate must be a finite number"),
        ({"lower": 0.7}, "lower and upper must enclose"),
        ({"upper": 0.5}, "lower and upper must enclose"),
        ({"upper": math.nan}, "lower and upper must be a finite number"),
        ({"level": 0}, "level must lie"),
        ({"level": 100}, "level must lie"),
        ({"components": ()}, "components must name at least one"),
        ({"components": (VarianceComponent.ADDITIVE, VarianceComponent.ADDITIVE)}, "components .* each once"),
    ],
)
def test_a_share_of_variance_refuses_values_out_of_range(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{words}"):
        attrs.evolve(A2, **changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"estimate": "0.6"}, "estimate must be a number"),
        ({"estimate": True}, "estimate must be a number"),
        ({"lower": None}, "lower and upper must be a number"),
        ({"level": None}, "level must be a number"),
        ({"components": "a2"}, "components must hold members of VarianceComponent"),
    ],
)
def test_a_share_of_variance_refuses_other_types(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidTypeError, match=f"^{words}"):
        attrs.evolve(A2, **changes)


def test_an_attributable_fraction_is_at_most_1() -> None:
    assert attrs.evolve(FRACTION, estimate=1).estimate == 1
    with pytest.raises(InvalidValueError, match=r"^estimate must be finite and at most 1"):
        attrs.evolve(FRACTION, estimate=1.2)


@pytest.mark.parametrize("limits", [(0.3, 0.4), (0.0, 0.1)])
def test_an_attributable_fraction_lies_inside_its_limits(limits: tuple[float, float]) -> None:
    lower, upper = limits
    with pytest.raises(InvalidValueError, match=r"^lower and upper must enclose"):
        attrs.evolve(FRACTION, lower=lower, upper=upper)


def test_an_attributable_fraction_names_its_formula() -> None:
    method: Any = "levin"
    with pytest.raises(InvalidTypeError, match=r"^method must be a member of AttributableMethod"):
        AttributableFraction(estimate=0.2, method=method)


def test_every_scale_is_described_in_its_own_words() -> None:
    kinds: list[type[ScaledShare]] = [VarianceShare, AttributableFraction, CaseShare]

    assert len({kind.scale for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((math.nan,), "be a finite number"),
        ((10**400,), "be a finite number"),
        ((-1, 0), "be finite and at least 0"),
        ((2, None, 1), "be finite and at most 1"),
        ((2, 0, 1), "lie from 0 to 1"),
    ],
)
def test_numbers_out_of_range_are_named_with_their_range(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(InvalidValueError, match=f"age must {words}"):
        checked_number("age", *arguments)


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [(0, 1, "strictly between 0 and 1"), (0, None, "above 0"), (None, 0, "below 0")],
)
def test_open_ends_are_refused(lowest: float | None, highest: float | None, words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        checked_number("age", 0, lowest, highest, open_ends=True)


@pytest.mark.parametrize("value", [True, "1", None, 1j])
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(InvalidTypeError, match="age must be a number"):
        checked_number("age", value)


def test_counts_are_whole_and_large_enough() -> None:
    with pytest.raises(InvalidTypeError, match="cases must be a whole number"):
        checked_count("cases", 1.0)
    with pytest.raises(InvalidTypeError, match="cases must be a whole number"):
        checked_count("cases", True)
    with pytest.raises(InvalidValueError, match="cases must be at least 1"):
        checked_count("cases", 0, lowest=1)


@given(st.floats(1, 99.9999))
def test_levels_are_percent(level: float) -> None:
    assert checked_level(level) == level


@pytest.mark.parametrize("level", [0.95, 0.9999, 99.99999, 100])
def test_levels_that_are_no_percent_are_refused(level: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^level must lie from 1 to 99.9999"):
        checked_level(level)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((0.1,), "a lower and an upper limit"),
        ((0.1, 0.2, 0.3), "a lower and an upper limit"),
        (0.1, "a lower and an upper limit"),
        ("ab", "a lower and an upper limit"),
        ((None, 0.9), "a number"),
        ((0.1, None), "a number"),
    ],
)
def test_limits_are_two_numbers(limits: Any, words: str) -> None:
    with pytest.raises(InvalidTypeError, match=f"^age must be {words}"):
        checked_limits("age", 0.5, limits)


@pytest.mark.parametrize("limits", [(0.6, 0.7), (0.3, 0.4), (0.7, 0.3), (-math.inf, 0.7), (0.3, math.inf)])
def test_limits_enclose_their_estimate(limits: tuple[float, float]) -> None:
    with pytest.raises(InvalidValueError, match=r"^age must "):
        checked_limits("age", 0.5, limits)


def test_an_estimate_may_lie_on_its_limits() -> None:
    assert checked_limits("age", 0.5, (0.5, 0.6)) == (0.5, 0.6)
    assert checked_limits("age", 0.5, (0.4, 0.5)) == (0.4, 0.5)


def test_limits_may_be_unknown() -> None:
    assert checked_limits("limits", 0.5, None) == (None, None)
    assert checked_limits("limits", 0.5, (None, None)) == (None, None)

"""Intervals of proportions."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from alsfacts.epidemiology import clopper_pearson, wilson_interval
from alsfacts.epidemiology.intervals import critical_value
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
levels = st.floats(1, 99.9999)


@st.composite
def counts(draw: st.DrawFn, most: int = 400) -> tuple[int, int]:
    trials = draw(st.integers(1, most))
    return draw(st.integers(0, trials)), trials


def upper_tail(successes: int, trials: int, share: float) -> float:
    return math.fsum(
        math.comb(trials, count) * share**count * (1 - share) ** (trials - count)
        for count in range(successes, trials + 1)
    )


@given(counts(), levels)
def test_both_intervals_cover_the_estimate_and_stay_from_0_to_1(pair: tuple[int, int], level: float) -> None:
    share = pair[0] / pair[1]
    for interval in (clopper_pearson, wilson_interval):
        low, high = interval(*pair, level)

        assert 0 <= low <= share + CLOSE
        assert share - CLOSE <= high <= 1


@given(counts(), levels)
def test_the_exact_interval_contains_the_middle_of_the_wilson_interval(
    pair: tuple[int, int], level: float
) -> None:
    low, high = clopper_pearson(*pair, level)
    wilson_low, wilson_high = wilson_interval(*pair, level)

    # At the ends the Wilson limits are cut, and so is their middle.
    assert low - CLOSE <= (wilson_low + wilson_high) / 2 <= high + CLOSE


@given(counts(), levels)
def test_the_complement_has_the_mirrored_interval(pair: tuple[int, int], level: float) -> None:
    successes, trials = pair
    low, high = clopper_pearson(successes, trials, level)
    mirror_low, mirror_high = clopper_pearson(trials - successes, trials, level)

    assert low == pytest.approx(1 - mirror_high, abs=CLOSE)
    assert high == pytest.approx(1 - mirror_low, abs=CLOSE)


@given(counts(), levels, levels)
def test_a_higher_level_never_gives_a_narrower_interval(
    pair: tuple[int, int], one: float, other: float
) -> None:
    narrow, wide = (clopper_pearson(*pair, level) for level in sorted((one, other)))

    assert wide[0] <= narrow[0] + CLOSE
    assert wide[1] >= narrow[1] - CLOSE


@given(counts(most=60), levels)
def test_each_limit_leaves_half_of_the_rest_in_its_tail(pair: tuple[int, int], level: float) -> None:
    successes, trials = pair
    low, high = clopper_pearson(successes, trials, level)
    tail = (1 - level / 100) / 2

    if successes > 0:
        assert upper_tail(successes, trials, low) == pytest.approx(tail, abs=CLOSE)
    else:
        assert low == 0
    if successes < trials:
        assert 1 - upper_tail(successes + 1, trials, high) == pytest.approx(tail, abs=CLOSE)
    else:
        assert high == 1


def test_no_success_has_a_limit_in_closed_form() -> None:
    low, high = clopper_pearson(0, 122)

    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / 122), abs=CLOSE)


def test_a_large_register_is_no_obstacle() -> None:
    low, high = clopper_pearson(2_500, 1_000_000)
    wilson_low, wilson_high = wilson_interval(2_500, 1_000_000)

    assert low == pytest.approx(wilson_low, rel=1e-3)
    assert high == pytest.approx(wilson_high, rel=1e-3)


@pytest.mark.parametrize("interval", [clopper_pearson, wilson_interval])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1, 10), "^successes must lie from 0 to trials"),
        ((11, 10), "^successes must lie from 0 to trials"),
        ((0, 0), "trials be at least 1"),
        ((1, 10**9 + 1), "^trials must be at most 1,000,000,000"),
        ((1, 10**400), "^trials must be at most 1,000,000,000"),
        ((1, 10, 0), "^level must lie"),
        ((1, 10, 100), "^level must lie"),
        ((1, 10, math.nan), "^level must lie"),
    ],
)
def test_numbers_out_of_range_are_refused(interval: Any, arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        interval(*arguments)


@pytest.mark.parametrize("interval", [clopper_pearson, wilson_interval])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((1.0, 10), "^successes must be a whole number"),
        ((True, 10), "^successes must be a whole number"),
        ((1, "10"), "^trials must be a whole number"),
        ((1, 10, "95"), "^level must be a number"),
        ((1, 10, True), "^level must be a number"),
    ],
)
def test_what_is_no_count_or_level_is_refused(interval: Any, arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(InvalidTypeError, match=words):
        interval(*arguments)


@given(st.integers(1, 10**9), levels)
def test_the_limits_at_the_ends_are_exact(trials: int, level: float) -> None:
    for interval in (clopper_pearson, wilson_interval):
        assert interval(0, trials, level)[0] == 0
        assert interval(trials, trials, level)[1] == 1


@given(counts(most=10**9), levels)
def test_only_at_the_ends_does_a_limit_reach_0_or_1(pair: tuple[int, int], level: float) -> None:
    successes, trials = pair
    low, high = wilson_interval(successes, trials, level)

    assert (low > 0) is (successes > 0)
    assert (high < 1) is (successes < trials)


def test_a_billion_trials_are_accepted() -> None:
    assert clopper_pearson(0, 10**9)[1] == pytest.approx(-math.expm1(math.log(0.025) / 10**9), rel=1e-6)
    assert wilson_interval(0, 10**9)[1] == pytest.approx(1.959963984540054**2 / 10**9, rel=1e-6)


@given(counts(most=100_000), levels)
def test_scipy_gives_the_same_intervals(pair: tuple[int, int], level: float) -> None:
    for interval, method in ((clopper_pearson, "exact"), (wilson_interval, "wilson")):
        expected = stats.binomtest(*pair).proportion_ci(level / 100, method=method)

        assert interval(*pair, level) == pytest.approx((expected.low, expected.high), abs=CLOSE)


@given(st.just(95.0) | st.floats(1, 99.9999))
def test_the_critical_value_is_a_quantile_of_the_normal_distribution(level: float) -> None:
    assert critical_value(level) == pytest.approx(stats.norm.ppf(0.5 + level / 200), rel=1e-12)


def test_the_usual_level_needs_no_calculation_and_gives_the_same() -> None:
    assert critical_value(95) == critical_value(95.0) == NormalDist().inv_cdf(0.975)

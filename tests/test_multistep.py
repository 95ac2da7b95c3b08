"""Steps of the multistep model."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from alsfacts.epidemiology import fit_age_slope, steps_from_slope, steps_removed
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
age_lists = st.lists(st.integers(20, 100), min_size=3, max_size=16, unique=True)
slopes = st.floats(0, 10)


@given(age_lists, st.floats(1e-12, 1e6), st.floats(1, 10))
def test_incidence_made_by_n_steps_is_read_as_n_steps(ages: list[int], scale: float, steps: float) -> None:
    fit = fit_age_slope(ages, [scale * age ** (steps - 1) for age in ages])
    slope = max(0.0, fit.slope)

    assert steps_from_slope(slope).steps == pytest.approx(steps, abs=1e-8)
    assert fit.standard_error == pytest.approx(0, abs=1e-6)
    assert fit.r_squared == pytest.approx(1, abs=1e-6) or steps - 1 < 1e-3
    assert fit.bands == len(ages)


@given(age_lists, st.randoms(), st.data())
def test_the_order_of_bands_does_not_matter(ages: list[int], random: Random, data: st.DataObject) -> None:
    bands = [(age, data.draw(st.floats(0.01, 100))) for age in ages]
    shuffled = list(bands)
    random.shuffle(shuffled)

    assert fit_age_slope(*zip(*bands, strict=True)) == fit_age_slope(*zip(*shuffled, strict=True))


@given(age_lists, st.floats(0.001, 1000), st.data())
def test_the_unit_of_incidence_does_not_matter(ages: list[int], unit: float, data: st.DataObject) -> None:
    rates = [data.draw(st.floats(0.01, 100)) for _ in ages]
    one, other = fit_age_slope(ages, rates), fit_age_slope(ages, [unit * rate for rate in rates])

    assert one.slope == pytest.approx(other.slope, abs=1e-6)
    assert one.standard_error == pytest.approx(other.standard_error, abs=1e-6)


def test_a_line_through_scattered_points() -> None:
    fit = fit_age_slope([math.e, math.e**2, math.e**3], [math.e, math.e**3, math.e**4])

    assert fit.slope == pytest.approx(1.5)
    assert fit.intercept == pytest.approx(-1 / 3)
    assert fit.standard_error == pytest.approx(math.sqrt(1 / 6 / 2))
    assert fit.r_squared == pytest.approx(27 / 28)
    assert fit.warnings == ()


def test_falling_incidence_in_late_bands_is_reported() -> None:
    fit = fit_age_slope([85, 45, 55, 65, 75], [6.0, 1.0, 2.7, 5.9, 9.0])

    assert fit.warnings == ("incidence falls towards age 85: such bands bend the line",)


def test_every_fall_is_reported_also_the_first() -> None:
    fit = fit_age_slope([40, 50, 60, 70], [2.0, 1.0, 3.0, 2.5])

    assert [warning.split(":")[0] for warning in fit.warnings] == [
        "incidence falls towards age 50",
        "incidence falls towards age 70",
    ]


def test_constant_incidence_is_a_flat_line() -> None:
    fit = fit_age_slope([40, 50, 60], [3.3, 3.3, 3.3])

    assert fit.slope == pytest.approx(0, abs=CLOSE)
    assert fit.r_squared == 1
    assert fit.warnings == ()


def test_bands_that_lie_close_together_lose_no_digits() -> None:
    days = [1_000_000, 1_000_001, 1_000_002]

    assert fit_age_slope(days, [1e-9 * day**3 for day in days]).slope == pytest.approx(3, abs=1e-5)


@pytest.mark.parametrize(
    ("slope", "limits", "steps", "rounded"),
    [(4.8, (4.5, 5.0), 5.8, 6), (4.65, (4.37, 4.95), 5.65, 6), (2.22, (1.74, 2.29), 3.22, 3)],
)
def test_published_slopes(slope: float, limits: tuple[float, float], steps: float, rounded: int) -> None:
    count = steps_from_slope(slope, limits)

    assert count.steps == pytest.approx(steps)
    assert count.rounded == rounded
    assert (count.lower, count.upper) == pytest.approx((limits[0] + 1, limits[1] + 1))
    assert "only if the multistep model holds" in count.caveats[0]
    assert count.level == 95
    assert steps_from_slope(slope, limits, level=90).level == 90


def test_a_slope_without_limits_gives_steps_without_limits() -> None:
    assert (steps_from_slope(4.8).lower, steps_from_slope(4.8).upper) == (None, None)


def test_a_half_step_counts_upwards() -> None:
    assert [steps_from_slope(slope).rounded for slope in (1.5, 2.5, 2.49)] == [3, 4, 3]


@given(slopes, slopes)
def test_removed_and_remaining_steps_make_up_the_steps_of_the_population(
    population: float, carrier: float
) -> None:
    compared = steps_removed(population, carrier)

    assert compared.removed + compared.remaining_steps == pytest.approx(steps_from_slope(population).steps)
    assert compared.sufficient_alone is (compared.remaining_steps <= 1)
    assert "only if the multistep model holds" in compared.caveats[0]
    steeper = ("incidence rises more steeply among carriers: the model has no meaning for this",)
    assert compared.caveats[1:] == (steeper if carrier > population else ())


def test_a_variant_is_sufficient_only_if_one_step_remains() -> None:
    assert steps_removed(4.65, 0).sufficient_alone
    assert steps_removed(0, 0).removed == 0
    assert not steps_removed(4.65, 0.1).sufficient_alone


@pytest.mark.parametrize(
    ("ages", "incidences", "words"),
    [
        ([50, 60], [1, 2], "at least 3"),
        ([50, 60, 70], [1, 2], "as many"),
        ([50, 60, 60], [1, 2, 3], "all be different"),
        ([0, 60, 70], [1, 2, 3], "ages must be finite and above 0"),
        ([50, 60, 70], [1, 0, 3], "incidences must be finite and above 0"),
        ([50, 60, 70], [1, math.nan, 3], "incidences must be finite"),
        ([50, 60, math.inf], [1, 2, 3], "ages must be finite"),
    ],
)
def test_bands_that_give_no_line_are_refused(ages: list[float], incidences: list[float], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        fit_age_slope(ages, incidences)


def test_slopes_that_the_model_does_not_define_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^slope must be finite and at least 0"):
        steps_from_slope(-0.5)
    with pytest.raises(InvalidValueError, match=r"^limits must enclose"):
        steps_from_slope(4.8, (5.0, 6.0))
    with pytest.raises(InvalidValueError, match=r"^carrier_slope must be finite and at least 0"):
        steps_removed(4.65, -1)
    for population in (math.inf, -0.1):
        with pytest.raises(InvalidValueError, match=r"^population_slope must be finite and at least 0"):
            steps_removed(population, 1)
    with pytest.raises(InvalidValueError, match=r"^level must lie"):
        steps_from_slope(4.8, level=100)


@pytest.mark.parametrize("value", ["4.8", True, None])
def test_slopes_are_numbers(value: Any) -> None:
    with pytest.raises(InvalidTypeError, match="must be a number"):
        steps_from_slope(value)
    with pytest.raises(InvalidTypeError, match="must be a number"):
        fit_age_slope([50, 60, 70], [1, 2, value])


@given(age_lists, st.data())
def test_scipy_fits_the_same_line(ages: list[int], data: st.DataObject) -> None:
    rates = [data.draw(st.integers(1, 9)) for _ in ages]
    assume(len(set(rates)) > 1)
    logs = [math.log(age) for age in ages], [math.log(rate) for rate in rates]
    expected: Any = stats.linregress(*logs)
    fit = fit_age_slope(ages, rates)

    assert fit.slope == pytest.approx(expected.slope, rel=1e-6, abs=1e-6)
    assert fit.intercept == pytest.approx(expected.intercept, rel=1e-6, abs=1e-6)
    assert fit.standard_error == pytest.approx(expected.stderr, rel=1e-5, abs=1e-5)
    assert fit.r_squared == pytest.approx(expected.rvalue**2, abs=1e-6)

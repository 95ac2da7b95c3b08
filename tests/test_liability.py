"""From the observed scale to liability."""

from __future__ import annotations

import math
import sys
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from alsfacts.epidemiology import (
    VarianceComponent,
    falconer,
    liability_factor,
    observed_to_liability,
)
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
prevalences = st.floats(1e-9, 1 - 1e-9)


@given(prevalences, prevalences)
def test_the_factor_is_above_0(sample: float, population: float) -> None:
    assert 0 < liability_factor(sample, population) < math.inf


@given(st.floats(-1, 2), st.floats(-3, 3), prevalences, prevalences)
def test_the_result_is_linear_in_what_was_observed(
    observed: float, times: float, sample: float, population: float
) -> None:
    once = observed_to_liability(observed, sample, population).estimate
    scaled = observed_to_liability(times * observed, sample, population).estimate

    assert scaled == pytest.approx(times * once, rel=CLOSE, abs=1e-300)


@given(prevalences, prevalences)
def test_cases_and_controls_can_be_swapped(sample: float, population: float) -> None:
    # Loose, because 1 - p has lost digits where p is tiny.
    mirror = liability_factor(1 - sample, 1 - population)

    assert liability_factor(sample, population) == pytest.approx(mirror, rel=1e-5)


@given(prevalences)
def test_a_sample_like_the_population_gives_the_plain_transformation(prevalence: float) -> None:
    height = NormalDist().pdf(NormalDist().inv_cdf(prevalence))
    expected = prevalence * (1 - prevalence) / height**2

    assert liability_factor(prevalence, prevalence) == pytest.approx(expected, rel=1e-6)


def test_the_reference_value() -> None:
    assert liability_factor(0.5, 0.01) == pytest.approx(0.551907298063, abs=CLOSE)


def test_limits_are_converted_alike() -> None:
    share = observed_to_liability(0.2, 0.5, 0.01, limits=(0.1, 0.3), population="europe")

    assert share.lower == pytest.approx(share.estimate / 2)
    assert share.upper == pytest.approx(share.estimate * 1.5)
    assert share.population == "europe"


def test_the_level_is_95_percent_unless_another_is_given() -> None:
    assert observed_to_liability(0.2, 0.5, 0.01).level == 95
    assert observed_to_liability(0.2, 0.5, 0.01, limits=(0.1, 0.3), level=90).level == 90
    assert observed_to_liability(0.2, 0.5, 0.01).population == ""


@given(prevalences, prevalences)
def test_scipy_confirms_the_formula_of_lee(sample: float, population: float) -> None:
    height = float(stats.norm.pdf(stats.norm.isf(population)))
    expected = (population * (1 - population)) ** 2 / (sample * (1 - sample) * height**2)

    assert liability_factor(sample, population) == pytest.approx(expected, rel=1e-6)


def test_the_result_is_a_share_of_variance_that_is_part_of_the_additive_one() -> None:
    share = observed_to_liability(0.2, 0.5, 0.01)

    assert share.components == (VarianceComponent.COMMON_VARIANTS,)
    with pytest.raises(InvalidTypeError, match="of one decomposition"):
        _ = share + falconer(0.6, 0.4).additive


def test_nothing_is_clipped() -> None:
    assert observed_to_liability(-0.1, 0.5, 0.01).estimate < 0
    assert not observed_to_liability(3.0, 0.5, 0.01).admissible


@pytest.mark.parametrize("value", [0, 1, -0.1, 1.1, math.nan])
@pytest.mark.parametrize("name", ["sample_prevalence", "population_prevalence"])
def test_prevalences_lie_strictly_between_0_and_1(name: str, value: float) -> None:
    arguments: dict[str, Any] = {"sample_prevalence": 0.5, "population_prevalence": 0.01, name: value}
    with pytest.raises(InvalidValueError, match=f"{name} must lie strictly between 0 and 1"):
        observed_to_liability(0.2, **arguments)


@pytest.mark.parametrize("pair", [(5e-324, 0.5), (0.5, 5e-324)])
def test_prevalences_that_leave_floating_point_are_refused(pair: tuple[float, float]) -> None:
    with pytest.raises(InvalidValueError, match=r"^sample_prevalence and .* must not be that close"):
        liability_factor(*pair)


def test_the_smallest_full_floating_point_number_is_a_prevalence() -> None:
    smallest = sys.float_info.min

    assert liability_factor(smallest, 0.5) == pytest.approx(math.pi / 8 / smallest, rel=CLOSE)
    assert 0 < liability_factor(0.5, smallest) < liability_factor(0.5, 2 * smallest)


def test_a_result_that_leaves_floating_point_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^observed on the liability scale must be a finite number"):
        observed_to_liability(1e308, 1e-300, 0.5)


def test_other_errors_name_their_argument() -> None:
    text: Any = "0.2"
    with pytest.raises(InvalidTypeError, match=r"^observed must be a number"):
        observed_to_liability(text, 0.5, 0.01)
    with pytest.raises(InvalidValueError, match=r"^limits must enclose"):
        observed_to_liability(0.2, 0.5, 0.01, limits=(0.3, 0.4))
    with pytest.raises(InvalidValueError, match=r"^level must lie"):
        observed_to_liability(0.2, 0.5, 0.01, level=100)

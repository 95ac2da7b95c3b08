"""Twin arithmetic: parts that sum to 1, flags instead of clipping, and the tetrachoric correlation."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, special, stats  # type: ignore[import-untyped]

from alsfacts.epidemiology import (
    VarianceComponent,
    falconer,
    published_components,
    tetrachoric_from_concordance,
)
from alsfacts.epidemiology.heritability import AceComponents
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
correlations = st.floats(-1, 1)


def estimates(parts: AceComponents) -> tuple[float, float, float]:
    return (
        parts.additive.estimate,
        parts.shared_environment.estimate,
        parts.unshared_environment.estimate,
    )


@given(correlations, correlations)
def test_the_parts_sum_to_1(r_mz: float, r_dz: float) -> None:
    parts = falconer(r_mz, r_dz)
    whole = parts.additive + parts.shared_environment + parts.unshared_environment

    assert math.fsum(estimates(parts)) == pytest.approx(1, abs=CLOSE)
    assert whole.estimate == pytest.approx(1, abs=CLOSE)


@given(correlations, correlations)
def test_nothing_is_clipped_and_everything_out_of_range_is_flagged(r_mz: float, r_dz: float) -> None:
    parts = falconer(r_mz, r_dz)

    assert estimates(parts) == pytest.approx((2 * (r_mz - r_dz), 2 * r_dz - r_mz, 1 - r_mz), abs=CLOSE)
    outside = [value for value in estimates(parts) if not -CLOSE <= value <= 1 + CLOSE]
    assert len(parts.flags) == len(outside)
    assert parts.admissible is (not outside)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_formula_gives_back_the_parts_that_made_the_correlations(one: float, other: float) -> None:
    low, high = sorted((one, other))
    a2, c2, e2 = low, high - low, 1 - high
    parts = falconer(min(1.0, a2 + c2), min(1.0, a2 / 2 + c2))

    assert estimates(parts) == pytest.approx((a2, c2, e2), abs=CLOSE)
    assert parts.admissible


def test_flags_name_the_part_and_the_side() -> None:
    assert falconer(0.9, 0.1).flags == ("a2 is 1.6, above 1", "c2 is -0.7, below 0")
    assert falconer(0.2, 0.5).flags == ("a2 is -0.6, below 0",)
    assert falconer(-0.5, 0.0).flags == ("a2 is -1, below 0", "e2 is 1.5, above 1")


def test_results_say_how_they_are_to_be_read() -> None:
    caveats = " ".join(falconer(0.6, 0.4).caveats)

    assert "not of cases" in caveats
    assert "unshared environment, chance and error" in caveats


def test_results_of_different_populations_do_not_mix() -> None:
    here, there = falconer(0.6, 0.4, population="here"), falconer(0.6, 0.4, population="there")
    with pytest.raises(InvalidTypeError, match="one population"):
        _ = here.additive + there.shared_environment


def test_parts_of_different_studies_do_not_mix() -> None:
    for one, other in (
        (falconer(0.6, 0.4), falconer(0.7, 0.4)),
        (falconer(0.6, 0.4), falconer(0.6, 0.3)),
        (published_components(0.61, shared=0), published_components(0.5, shared=0.1)),
    ):
        with pytest.raises(InvalidTypeError, match="of one decomposition"):
            _ = one.additive + other.shared_environment


def test_the_level_is_95_percent_and_no_population_is_named_unless_it_is_given() -> None:
    for parts in (
        falconer(0.6, 0.4),
        published_components(0.61, additive_limits=(0.38, 0.78), shared=0),
    ):
        shares = (parts.additive, parts.shared_environment, parts.unshared_environment)

        assert [(share.level, share.population) for share in shares] == [(95, "")] * 3
        assert [share.components for share in shares] == [
            (VarianceComponent.ADDITIVE,),
            (VarianceComponent.SHARED_ENVIRONMENT,),
            (VarianceComponent.UNSHARED_ENVIRONMENT,),
        ]


def test_another_level_and_the_population_are_kept() -> None:
    parts = published_components(0.61, shared=0, level=90, population="sweden")
    shares = (parts.additive, parts.shared_environment, parts.unshared_environment)

    assert [(share.level, share.population) for share in shares] == [(90, "sweden")] * 3


def test_a_published_model_without_shared_environment_mirrors_its_limits() -> None:
    parts = published_components(0.61, additive_limits=(0.38, 0.78), shared=0)
    rest = parts.unshared_environment

    assert (rest.estimate, rest.lower, rest.upper) == pytest.approx((0.39, 0.22, 0.62))
    assert parts.entirely_genetic_excluded is True


def test_printed_limits_are_kept() -> None:
    parts = published_components(
        0.61, additive_limits=(0.38, 0.78), unshared=0.39, unshared_limits=(0.2, 0.7)
    )

    assert parts.shared_environment.estimate == 0
    assert (parts.unshared_environment.lower, parts.unshared_environment.upper) == (0.2, 0.7)


def test_with_shared_environment_no_limits_are_made_up() -> None:
    parts = published_components(0.5, additive_limits=(0.3, 0.7), shared=0.2)

    assert parts.unshared_environment.estimate == pytest.approx(0.3)
    assert parts.unshared_environment.lower is None


@pytest.mark.parametrize("shared", [0, 0.2])
def test_printed_limits_of_shared_environment_are_kept(shared: float) -> None:
    parts = published_components(
        0.5, additive_limits=(0.3, 0.7), shared=shared, shared_limits=(0, 0.4), unshared=0.5 - shared
    )

    assert (parts.additive.lower, parts.additive.upper) == (0.3, 0.7)
    assert (parts.shared_environment.lower, parts.shared_environment.upper) == (0, 0.4)


@given(st.integers(0, 100))
def test_printed_percentages_that_sum_to_100_leave_no_rest_at_all(percent: int) -> None:
    parts = published_components(percent / 100, unshared=(100 - percent) / 100, rounding=0)

    assert parts.shared_environment.estimate == 0
    assert parts.admissible


@pytest.mark.parametrize(
    ("limits", "expected"), [(None, None), ((0.4, 0.99), True), ((0.4, 1.0), False), ((0.4, 1.2), False)]
)
def test_the_upper_limit_decides_whether_entirely_genetic_is_excluded(
    limits: tuple[float, float] | None, expected: bool | None
) -> None:
    assert published_components(0.7, additive_limits=limits, shared=0).entirely_genetic_excluded is expected


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_left_out_is_the_rest(one: float, other: float) -> None:
    low, high = sorted((one, other))
    by_shared = published_components(low, shared=high - low)
    by_unshared = published_components(low, unshared=1 - high)

    assert math.fsum(estimates(by_shared)) == pytest.approx(1, abs=CLOSE)
    assert estimates(by_unshared) == pytest.approx(estimates(by_shared), abs=1e-8)


def test_a_published_part_outside_its_range_is_flagged() -> None:
    assert published_components(1.2, shared=0).flags == ("a2 is 1.2, above 1", "e2 is -0.2, below 0")


def test_additive_effects_alone_do_not_split_the_rest() -> None:
    with pytest.raises(
        InvalidValueError, match=r"^shared or unshared must be given, .* does not split the rest"
    ):
        published_components(0.61)


def test_three_printed_parts_must_sum_to_1_within_rounding() -> None:
    assert published_components(0.61, shared=0.1, unshared=0.3).admissible
    with pytest.raises(InvalidValueError, match=r"must sum to 1 within 0\.015, got 1\.11"):
        published_components(0.61, shared=0.2, unshared=0.3)
    with pytest.raises(InvalidValueError, match=r"must sum to 1 within 0\.015, got 0\.91"):
        published_components(0.61, shared=0.1, unshared=0.2)
    with pytest.raises(InvalidValueError, match=r"within 0\.005"):
        published_components(0.61, shared=0.1, unshared=0.3, rounding=0.005)


def test_limits_that_exclude_their_part_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^additive_limits must enclose"):
        published_components(0.61, additive_limits=(0.7, 0.8), shared=0)
    with pytest.raises(InvalidValueError, match=r"^shared_limits must enclose"):
        published_components(0.61, shared=0.1, shared_limits=(0.2, 0.3))
    with pytest.raises(InvalidValueError, match=r"^unshared_limits must enclose"):
        published_components(0.61, unshared=0.1, unshared_limits=(0.2, 0.3))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"additive": math.nan}, "additive must be a finite number"),
        ({"shared": math.nan}, "shared must be a finite number"),
        ({"unshared": math.inf}, "unshared must be a finite number"),
        ({"shared": None, "unshared": math.inf}, "unshared must be a finite number"),
        ({"rounding": -0.01}, "rounding must lie from 0 to 1"),
        ({"rounding": 1.01}, "rounding must lie from 0 to 1"),
        ({"level": 100}, "level must lie"),
        (
            {"additive": 1.7e308, "shared": 1.7e308, "unshared": None},
            "additive, shared and unshared must sum",
        ),
        (
            {"additive": 1.7e308, "shared": None, "unshared": 1.7e308},
            "additive, shared and unshared must sum",
        ),
        ({"additive": 1.7e308, "shared": 1.7e308}, "additive, shared and unshared must sum"),
    ],
)
def test_published_numbers_out_of_range_are_refused(changes: dict[str, Any], words: str) -> None:
    arguments: dict[str, Any] = {"additive": 0.5, "shared": 0.2, "unshared": 0.3, **changes}
    with pytest.raises(InvalidValueError, match=f"^{words}"):
        published_components(**arguments)


@pytest.mark.parametrize("name", ["additive", "shared", "unshared", "rounding", "level"])
def test_published_parts_are_numbers(name: str) -> None:
    arguments: dict[str, Any] = {"additive": 0.5, "shared": 0.2, "unshared": 0.3, name: "0.2"}
    with pytest.raises(InvalidTypeError, match=f"^{name} must be a number"):
        published_components(**arguments)


@pytest.mark.parametrize("name", ["r_mz", "r_dz"])
@pytest.mark.parametrize("value", [1.1, -1.1, math.nan, math.inf])
def test_correlations_out_of_range_are_refused(name: str, value: float) -> None:
    arguments: dict[str, Any] = {"r_mz": 0.5, "r_dz": 0.5, name: value}
    with pytest.raises(InvalidValueError, match=f"^{name} must lie from -1 to 1"):
        falconer(**arguments)


@pytest.mark.parametrize("name", ["r_mz", "r_dz"])
@pytest.mark.parametrize("value", ["0.5", True, None])
def test_correlations_are_numbers(name: str, value: Any) -> None:
    arguments: dict[str, Any] = {"r_mz": 0.5, "r_dz": 0.5, name: value}
    with pytest.raises(InvalidTypeError, match=f"^{name} must be a number"):
        falconer(**arguments)


def test_a_population_is_text() -> None:
    population: Any = 7
    with pytest.raises(InvalidTypeError, match="population must be a string"):
        falconer(0.6, 0.4, population=population)


@given(st.floats(0.001, 0.999))
def test_a_concordance_that_equals_the_prevalence_shows_no_correlation(prevalence: float) -> None:
    assert tetrachoric_from_concordance(prevalence, prevalence) == pytest.approx(0, abs=1e-6)


@given(st.floats(0.01, 0.99))
def test_a_threshold_at_the_mean_has_a_closed_form(concordance: float) -> None:
    # Both above the mean has the probability 1/4 + asin(r) / (2 pi).
    expected = math.sin(2 * math.pi * (concordance / 2 - 1 / 4))

    assert tetrachoric_from_concordance(0.5, concordance) == pytest.approx(expected, abs=1e-6)


def both_above(threshold: float, correlation: float) -> float:
    """Integrate over one liability, which is another way than that of the package."""
    normal = NormalDist()
    spread = math.sqrt(1 - correlation**2)
    panels, width = 4000, 10.0
    step = width / panels
    places = [threshold + step * (panel + 0.5) for panel in range(panels)]
    return step * math.fsum(
        normal.pdf(place) * normal.cdf((correlation * place - threshold) / spread) for place in places
    )


@pytest.mark.parametrize("prevalence", [0.0001, 0.0025, 0.01, 0.3, 0.4999, 0.5, 0.8])
@pytest.mark.parametrize("correlation", [-0.3, 0.05, 0.3, 0.61, 0.9])
def test_the_correlation_that_made_a_concordance_comes_back(prevalence: float, correlation: float) -> None:
    concordance = both_above(-NormalDist().inv_cdf(prevalence), correlation) / prevalence

    assert tetrachoric_from_concordance(prevalence, concordance) == pytest.approx(correlation, abs=1e-6)


@given(st.floats(0.0001, 0.9), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_concordance_never_gives_a_lower_correlation(
    prevalence: float, one: float, other: float
) -> None:
    fewest = max(0.0, 2 - 1 / prevalence)
    low, high = (fewest + (1 - fewest) * (0.001 + 0.998 * place) for place in sorted((one, other)))

    lower = tetrachoric_from_concordance(prevalence, low)
    assert -1 <= lower <= tetrachoric_from_concordance(prevalence, high) + CLOSE <= 1 + CLOSE


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.99))
def test_the_unaffected_correlate_as_the_affected(prevalence: float, place: float) -> None:
    fewest = max(0.0, 2 - 1 / prevalence)
    concordance = fewest + (1 - fewest) * place
    both_unaffected = 1 - 2 * prevalence + prevalence * concordance
    mirror = tetrachoric_from_concordance(1 - prevalence, both_unaffected / (1 - prevalence))

    assert tetrachoric_from_concordance(prevalence, concordance) == pytest.approx(mirror, abs=1e-6)


def test_published_twins_bracket_the_published_heritability() -> None:
    pairwise = tetrachoric_from_concordance(1 / 400, 5 / 49)
    probandwise = tetrachoric_from_concordance(1 / 400, 10 / 54)

    assert pairwise == pytest.approx(0.559, abs=1e-3)
    assert probandwise == pytest.approx(0.688, abs=1e-3)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0.0, 0.5), "^prevalence must lie"),
        ((1.0, 0.5), "^prevalence must lie"),
        ((0.9e-12, 0.5), "^prevalence must lie"),
        ((0.01, 0.0), "^concordance .* no correlation can be told"),
        ((0.01, 1.0), "^concordance .* no correlation can be told"),
        ((0.8, 0.75), r"strictly between 0\.75 and 1"),
        ((0.01, math.nan), "^concordance must be a finite number"),
    ],
)
def test_concordances_that_fix_no_correlation_are_refused(arguments: tuple[float, float], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        tetrachoric_from_concordance(*arguments)


@given(st.floats(1e-6, 0.6), st.floats(-0.9, 0.99))
def test_scipy_confirms_the_correlation(prevalence: float, correlation: float) -> None:
    threshold = -NormalDist().inv_cdf(prevalence)
    spread = math.sqrt(1 - correlation**2)

    def density(place: float) -> float:
        return NormalDist().pdf(place) * float(special.ndtr((correlation * place - threshold) / spread))

    both, _ = integrate.quad(density, threshold, threshold + 12, epsabs=0, epsrel=1e-10, limit=500)

    assert tetrachoric_from_concordance(prevalence, both / prevalence) == pytest.approx(correlation, abs=1e-4)


@given(st.floats(0.01, 0.9), st.floats(-0.9, 0.95))
def test_the_bivariate_normal_distribution_of_scipy_has_the_same_correlation(
    prevalence: float, correlation: float
) -> None:
    # Both below -t is as probable as both above t.
    limit = stats.norm.ppf(prevalence)
    normal: Any = stats.multivariate_normal
    both = float(normal.cdf([limit, limit], cov=[[1, correlation], [correlation, 1]]))
    fewest = max(0.0, 2 - 1 / prevalence)
    assume(fewest + 1e-4 < both / prevalence)

    assert tetrachoric_from_concordance(prevalence, both / prevalence) == pytest.approx(correlation, abs=1e-5)

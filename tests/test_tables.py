"""Two-by-two tables: odds ratio and Fisher's exact test."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.contingency_tables import Table2x2  # type: ignore[import-untyped]

from alsfacts.epidemiology import EffectMeasure, effect_from_table
from alsfacts.epidemiology.tables import fisher_exact, odds_ratio
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9


@st.composite
def tables(draw: st.DrawFn, fewest: int = 0, most: int = 40) -> tuple[int, int, int, int]:
    with_a, without_a, with_b, without_b = (draw(st.integers(fewest, most)) for _ in range(4))
    # Cases and controls must hold somebody.
    return with_a, max(1, with_a + without_a), with_b, max(1, with_b + without_b)


def exact_by_hand(cases_with: int, cases: int, controls_with: int, controls: int) -> Fraction:
    carriers, people = cases_with + controls_with, cases + controls
    ways = [
        math.comb(carriers, count) * math.comb(people - carriers, cases - count)
        for count in range(min(cases, carriers) + 1)
    ]
    return Fraction(sum(way for way in ways if way <= ways[cases_with]), math.comb(people, cases))


@pytest.mark.parametrize(
    ("table", "estimate", "lower", "upper", "p_value"),
    [
        ((100, 12_000, 7, 4_500), 5.4, 2.5, 11.6, 0.0),
        ((11, 1_500, 3, 2_000), 4.9, 1.4, 17.7, 0.015),
    ],
)
def test_printed_odds_ratios_are_reproduced(
    table: tuple[int, int, int, int], estimate: float, lower: float, upper: float, p_value: float
) -> None:
    found = odds_ratio(*table)

    assert (round(found.estimate, 1), round(found.lower, 1), round(found.upper, 1)) == (
        estimate,
        lower,
        upper,
    )
    assert round(found.p_value, 3) == p_value
    assert found.level == 95


def test_printed_exact_test_is_reproduced() -> None:
    assert round(fisher_exact(13, 200, 20, 900), 3) == 0.004


def test_tea_tasting() -> None:
    assert fisher_exact(3, 4, 1, 4) == 34 / 70


@given(tables(fewest=1, most=10_000))
def test_odds_ratio_agrees_with_the_effect_that_is_pooled(table: tuple[int, int, int, int]) -> None:
    a, cases, c, controls = table
    effect = effect_from_table(EffectMeasure.ODDS_RATIO, a, c, cases - a, controls - c)

    found = odds_ratio(*table)

    assert math.log(found.estimate) == pytest.approx(effect.estimate, abs=CLOSE)
    width = math.log(found.upper) - math.log(found.lower)
    assert width == pytest.approx(2 * 1.959963984540054 * effect.standard_error, rel=CLOSE)


@given(tables(fewest=1, most=10_000), st.floats(1, 99.9999))
def test_statsmodels_gives_the_same_odds_ratio(table: tuple[int, int, int, int], level: float) -> None:
    a, cases, c, controls = table
    found, expected = odds_ratio(*table, level=level), Table2x2([[a, cases - a], [c, controls - c]])

    assert found.estimate == pytest.approx(expected.oddsratio, rel=CLOSE)
    limits = expected.oddsratio_confint(alpha=1 - level / 100)
    assert (found.lower, found.upper) == pytest.approx(limits, rel=1e-6)
    assert found.p_value == pytest.approx(expected.oddsratio_pvalue(), abs=CLOSE)
    assert found.level == level


@given(tables(most=200))
def test_scipy_gives_the_same_exact_test(table: tuple[int, int, int, int]) -> None:
    a, cases, c, controls = table
    _, expected = stats.fisher_exact([[a, cases - a], [c, controls - c]])

    assert fisher_exact(*table) == pytest.approx(expected, rel=1e-6)


@given(tables(fewest=1, most=10_000), st.floats(1, 99.9999), st.floats(1, 99.9999))
def test_limits_enclose_the_estimate_and_widen_with_the_level(
    table: tuple[int, int, int, int], one: float, other: float
) -> None:
    narrow, wide = (odds_ratio(*table, level=level) for level in sorted((one, other)))

    assert 0 < narrow.lower <= narrow.estimate * (1 + CLOSE)
    assert narrow.upper >= narrow.estimate * (1 - CLOSE)
    assert wide.lower <= narrow.lower * (1 + CLOSE)
    assert wide.upper >= narrow.upper * (1 - CLOSE)
    assert 0 <= narrow.p_value <= 1


@given(tables(fewest=1, most=10_000))
def test_swapping_the_groups_inverts_the_odds_ratio(table: tuple[int, int, int, int]) -> None:
    a, cases, c, controls = table
    found, mirror = odds_ratio(*table), odds_ratio(c, controls, a, cases)

    assert mirror.estimate == pytest.approx(1 / found.estimate, rel=CLOSE)
    assert mirror.lower == pytest.approx(1 / found.upper, rel=CLOSE)
    assert mirror.p_value == pytest.approx(found.p_value, abs=CLOSE)


@given(tables(), st.floats(0.01, 1))
def test_a_correction_makes_every_table_finite(table: tuple[int, int, int, int], added: float) -> None:
    found = odds_ratio(*table, level=99.9999, zero_cell_correction=added)

    assert 0 < found.lower <= found.upper < math.inf
    assert math.isfinite(found.estimate)


def test_a_correction_leaves_full_tables_alone() -> None:
    assert odds_ratio(11, 1500, 3, 2000, zero_cell_correction=0.5) == odds_ratio(11, 1500, 3, 2000)


def test_an_empty_cell_is_refused_without_a_correction() -> None:
    with pytest.raises(InvalidValueError, match="zero_cell_correction"):
        odds_ratio(0, 10, 3, 10)


def test_a_correction_fills_all_cells() -> None:
    assert odds_ratio(0, 10, 3, 10, zero_cell_correction=0.5).estimate == pytest.approx(
        0.5 * 7.5 / 10.5 / 3.5
    )


@given(tables())
def test_exact_test_counts_the_tables_that_are_no_more_probable(table: tuple[int, int, int, int]) -> None:
    assert fisher_exact(*table) == float(exact_by_hand(*table))


@given(tables(most=300))
def test_exact_test_does_not_depend_on_which_group_is_which(table: tuple[int, int, int, int]) -> None:
    a, cases, c, controls = table
    found = fisher_exact(*table)

    assert 0 <= found <= 1
    assert fisher_exact(c, controls, a, cases) == found
    assert fisher_exact(cases - a, cases, controls - c, controls) == found


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_no_carriers_tell_nothing(cases: int, controls: int) -> None:
    assert fisher_exact(0, cases, 0, controls) == 1


def test_exact_test_takes_a_large_table_with_a_small_margin() -> None:
    assert fisher_exact(10, 10**9, 0, 10**9) == pytest.approx(2 / 2**10, rel=1e-6)


@pytest.mark.parametrize("function", [fisher_exact, odds_ratio])
@pytest.mark.parametrize(
    ("table", "name"),
    [
        ((1, 0, 1, 2), "^cases must lie from 1 to"),
        ((3, 2, 1, 2), "^cases_with must"),
        ((-1, 2, 1, 2), "^cases_with must"),
        ((1, 2, 3, 2), "^controls_with must"),
        ((1, 2, 1, 0), "^controls must lie from 1 to"),
        ((1, 2, 1, 10**9 + 1), "^controls must"),
    ],
)
def test_impossible_tables_are_refused(function: Any, table: tuple[int, int, int, int], name: str) -> None:
    with pytest.raises(InvalidValueError, match=name):
        function(*table)


@pytest.mark.parametrize("function", [fisher_exact, odds_ratio])
@pytest.mark.parametrize(
    ("table", "name"),
    [
        ((1.0, 2, 1, 2), "cases_with"),
        ((True, 2, 1, 2), "cases_with"),
        ((1, "2", 1, 2), "cases"),
        ((1, 2, 1.0, 2), "controls_with"),
        ((1, 2, 1, None), "controls"),
    ],
)
def test_what_is_no_count_is_refused(function: Any, table: tuple[Any, Any, Any, Any], name: str) -> None:
    with pytest.raises(InvalidTypeError, match=f"^{name} must be a whole number"):
        function(*table)


def test_exact_test_refuses_a_table_that_takes_too_long() -> None:
    with pytest.raises(InvalidValueError, match="at most 50,000 people, got 50,001"):
        fisher_exact(25_000, 50_001, 25_001, 50_001)
    assert fisher_exact(25_000, 50_000, 25_000, 50_000) == 1


@pytest.mark.parametrize("level", [0, 100, math.nan])
def test_odds_ratio_refuses_a_level_out_of_range(level: float) -> None:
    with pytest.raises(InvalidValueError, match="level"):
        odds_ratio(1, 2, 1, 2, level=level)


@pytest.mark.parametrize("added", [0, 0.001, 2, math.inf])
def test_odds_ratio_refuses_a_correction_out_of_range(added: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^zero_cell_correction must lie from"):
        odds_ratio(1, 2, 1, 2, zero_cell_correction=added)

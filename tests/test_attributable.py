"""Attributable fractions."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    AttributableFraction,
    AttributableMethod,
    attributable_from_counts,
    levin,
    miettinen,
    sum_of_attributable,
)
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
PROTECTIVE = "relative risk < 1: report the preventable fraction instead"
ADJUSTED = "Levin's formula with an adjusted relative risk is biased under confounding: use Miettinen"
shares = st.floats(0, 1)
risks = st.floats(0.01, 100)
full_tables = st.tuples(
    st.integers(1, 10**5), st.integers(0, 10**5), st.integers(1, 10**5), st.integers(0, 10**5)
)


@given(full_tables)
def test_all_three_formulas_agree_on_any_table(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    ratio = (a / (a + b)) / (c / (c + d))

    by_definition = attributable_from_counts(*table).estimate

    assert levin((a + b) / sum(table), ratio).estimate == pytest.approx(by_definition, rel=1e-8, abs=CLOSE)
    assert miettinen(a / (a + c), ratio).estimate == pytest.approx(by_definition, rel=1e-8, abs=CLOSE)


@given(shares, risks)
def test_fractions_are_at_most_1_and_have_the_sign_of_the_effect(share: float, risk: float) -> None:
    for formula in (levin, miettinen):
        estimate = formula(share, risk).estimate

        assert estimate <= 1
        assert estimate == 0 or (estimate > 0) is (risk > 1)


@given(shares, risks, risks)
def test_a_higher_relative_risk_never_gives_a_lower_fraction(share: float, one: float, other: float) -> None:
    low, high = sorted((one, other))

    for formula in (levin, miettinen):
        assert formula(share, low).estimate <= formula(share, high).estimate + CLOSE


@given(shares, st.tuples(risks, risks, risks))
def test_limits_are_those_of_the_relative_risk_put_in(
    share: float, three: tuple[float, float, float]
) -> None:
    low, middle, high = sorted(three)

    for formula in (levin, miettinen):
        result = formula(share, middle, relative_risk_limits=(low, high))

        assert result.lower == pytest.approx(formula(share, low).estimate, rel=CLOSE, abs=CLOSE)
        assert result.upper == pytest.approx(formula(share, high).estimate, rel=CLOSE, abs=CLOSE)


@pytest.mark.parametrize("formula", [levin, miettinen])
def test_nobody_exposed_and_no_effect_give_nothing(formula: Any) -> None:
    assert formula(0, 5.0).estimate == 0
    assert formula(0.7, 1.0).estimate == 0
    assert formula(0.7, 1.0).warnings == ()


def test_everybody_exposed_gives_the_share_among_the_exposed() -> None:
    assert levin(1, 4.0).estimate == pytest.approx(0.75)
    assert miettinen(1, 4.0).estimate == pytest.approx(0.75)


def test_results_name_formula_exposure_and_level() -> None:
    found = levin(0.5, 2.0, exposure="lead", level=90), miettinen(0.5, 2.0, exposure="lead", level=90)
    counted = attributable_from_counts(1, 1, 1, 1, exposure="lead")
    silent = levin(0.5, 2.0), miettinen(0.5, 2.0), attributable_from_counts(1, 1, 1, 1)

    assert [part.method for part in (*found, counted)] == list(AttributableMethod)
    assert [part.exposure for part in (*found, counted)] == ["lead"] * 3
    assert [part.level for part in found] == [90, 90]
    assert [part.exposure for part in silent] == [""] * 3
    assert [part.level for part in silent] == [95] * 3


def test_without_limits_of_the_risk_there_are_none_of_the_fraction() -> None:
    for part in (levin(0.5, 2.0), miettinen(0.5, 2.0), attributable_from_counts(1, 1, 1, 1)):
        assert (part.lower, part.upper) == (None, None)


def test_protection_is_reported_by_every_formula() -> None:
    assert levin(0.5, 0.5).warnings == (PROTECTIVE,)
    assert miettinen(0.5, 0.5).warnings == (PROTECTIVE,)
    assert attributable_from_counts(1, 9, 5, 5).warnings == (PROTECTIVE,)


def test_levin_with_an_adjusted_risk_is_reported() -> None:
    assert levin(0.3, 2.0, adjusted=True).warnings == (ADJUSTED,)
    assert levin(0.3, 0.5, adjusted=True).warnings == (PROTECTIVE, ADJUSTED)
    assert levin(0.3, 2.0).warnings == ()


def test_no_cases_among_the_unexposed_attribute_everything() -> None:
    assert attributable_from_counts(5, 5, 0, 10).estimate == 1


def test_nobody_exposed_attributes_nothing() -> None:
    assert attributable_from_counts(0, 0, 5, 5).estimate == 0


@given(st.lists(st.builds(levin, shares, risks), min_size=1, max_size=6))
def test_a_sum_is_a_sum_with_its_warning(fractions: list[AttributableFraction]) -> None:
    result = sum_of_attributable(fractions)

    assert result.total == pytest.approx(math.fsum(part.estimate for part in fractions), abs=CLOSE)
    assert result.fractions == tuple(fractions)
    assert result.warnings == ("attributable fractions of interacting causes may sum to more than 1",)


def test_a_sum_above_1_is_no_error_and_no_fraction() -> None:
    result = sum_of_attributable([levin(0.9, 3.0), levin(0.8, 4.0)])

    assert result.total > 1
    assert not isinstance(result, AttributableFraction)


@pytest.mark.parametrize(("formula", "share"), [(levin, "prevalence"), (miettinen, "prevalence_among_cases")])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-0.1, 2.0), "^{share} must lie from 0 to 1"),
        ((1.1, 2.0), "^{share} must lie from 0 to 1"),
        ((math.nan, 2.0), "^{share} must lie from 0 to 1"),
        ((0.5, 0.0), "^relative_risk must be finite and above 0"),
        ((0.5, math.inf), "^relative_risk must be finite"),
        ((1.0, 1e-320), "^relative_risk must not be that close to 0"),
    ],
)
def test_numbers_out_of_range_are_refused(
    formula: Any, share: str, arguments: tuple[float, float], words: str
) -> None:
    with pytest.raises(InvalidValueError, match=words.format(share=share)):
        formula(*arguments)


@pytest.mark.parametrize("formula", [levin, miettinen])
def test_limits_must_be_possible(formula: Any) -> None:
    with pytest.raises(InvalidValueError, match="relative_risk_limits must enclose"):
        formula(0.5, 2.0, relative_risk_limits=(2.5, 3.0))
    with pytest.raises(InvalidValueError, match="relative_risk_limits must be finite and above 0"):
        formula(0.5, 2.0, relative_risk_limits=(0.0, 3.0))
    with pytest.raises(InvalidValueError, match="level must lie"):
        formula(0.5, 2.0, level=0)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ((0, 5, 0, 5), "must hold cases"),
        ((5, 5, 0, 0), "unexposed people"),
        ((-1, 5, 5, 5), "^exposed_cases must be at least 0"),
        ((5, -1, 5, 5), "^exposed_noncases must be at least 0"),
        ((5, 5, -1, 5), "^unexposed_cases must be at least 0"),
        ((5, 5, 5, -1), "^unexposed_noncases must be at least 0"),
        ((1, 5, 5, 10**400), "^the sum of all counts must be a finite number"),
    ],
)
def test_tables_without_a_risk_are_refused(table: tuple[int, int, int, int], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        attributable_from_counts(*table)


def test_other_types_are_refused() -> None:
    count: Any = 5.0
    flag: Any = 1
    items: Any = [0.6, 0.7]
    with pytest.raises(InvalidTypeError, match="exposed_cases must be a whole number"):
        attributable_from_counts(count, 5, 5, 5)
    with pytest.raises(InvalidTypeError, match="adjusted must be True or False"):
        levin(0.5, 2.0, adjusted=flag)
    with pytest.raises(InvalidTypeError, match="AttributableFraction"):
        sum_of_attributable(items)


def test_a_sum_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^fractions must hold at least one"):
        sum_of_attributable([])


def test_a_sum_that_leaves_floating_point_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^the sum of fractions must be a finite number, got -inf"):
        sum_of_attributable([levin(1, 1e-308)] * 3)

"""Shares of cases that carry a causal genotype."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.epidemiology import (
    case_share,
    known_gene_share,
    levin,
    sum_of_gene_shares,
    wilson_interval,
)
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.model import CarrierCount

CLOSE = 1e-9


def count(carriers: int, cases: int = 1077, population: str = "italy") -> CarrierCount:
    return CarrierCount(
        carriers=carriers, cases=cases, population=population, unselected=True, criteria="ACMG"
    )


@st.composite
def strata(draw: st.DrawFn) -> tuple[int, int, int, int]:
    familial, sporadic = draw(st.integers(1, 5000)), draw(st.integers(1, 5000))
    return familial, sporadic, draw(st.integers(0, familial)), draw(st.integers(0, sporadic))


@given(strata(), st.floats(50, 99.9))
def test_the_overall_share_is_the_weighted_mean_of_both_rates(
    counts: tuple[int, int, int, int], level: float
) -> None:
    result = known_gene_share(*counts, level=level)
    f = result.familial_share
    weighted = f * result.familial_rate.share + (1 - f) * result.sporadic_rate.share

    assert result.overall.share == pytest.approx(weighted, abs=CLOSE)
    low, high = sorted((result.familial_rate.share, result.sporadic_rate.share))
    assert low - CLOSE <= result.overall.share <= high + CLOSE
    assert (result.overall.lower, result.overall.upper) == wilson_interval(
        result.overall.carriers, result.overall.cases, level
    )


@given(strata())
def test_shares_lie_inside_their_limits(counts: tuple[int, int, int, int]) -> None:
    result = known_gene_share(*counts)

    for share in (result.familial_rate, result.sporadic_rate, result.overall):
        assert 0 <= share.lower <= share.share + CLOSE
        assert share.share - CLOSE <= share.upper <= 1


def test_a_published_cohort() -> None:
    result = known_gene_share(64, 1523, 26, 129, population="china")

    assert str(result.overall) == "155 of 1,587 (9.8%, 95% CI 8.4% to 11.3%)"
    assert result.familial_rate.share == pytest.approx(0.406, abs=5e-4)
    assert result.sporadic_rate.share == pytest.approx(0.085, abs=5e-4)
    rates = (result.familial_rate, result.sporadic_rate, result.overall)
    assert [share.population for share in rates] == ["china"] * 3
    assert [share.level for share in rates] == [95] * 3
    assert known_gene_share(64, 1523, 26, 129).overall.population == ""


def test_a_count_of_a_record_gives_its_share() -> None:
    share = case_share(count(112), level=90)

    assert share.share == pytest.approx(112 / 1077)
    assert (share.lower, share.upper) == wilson_interval(112, 1077, 90)
    assert str(share).startswith("112 of 1,077 (10.4%, 90% CI")
    assert share.population == "italy"
    assert case_share(count(112)).level == 95


def test_genes_of_one_cohort_are_added() -> None:
    shares = [case_share(count(carriers)) for carriers in (74, 20, 15, 3)]

    assert sum_of_gene_shares(shares, no_double_carriers=True) == case_share(count(112))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_a_sum_of_genes_counts_all_carriers(carriers: list[int]) -> None:
    shares = [case_share(count(number)) for number in carriers]
    total = sum_of_gene_shares(shares, no_double_carriers=True)

    assert total.carriers == sum(carriers)
    assert total == sum_of_gene_shares(reversed(shares), no_double_carriers=True)


def test_double_carriers_forbid_the_sum() -> None:
    share = case_share(count(5))
    with pytest.raises(InvalidValueError, match=r"^no_double_carriers must be True: .* count twice"):
        sum_of_gene_shares([share, share], no_double_carriers=False)


@pytest.mark.parametrize(
    "other",
    [case_share(count(5, population="china")), case_share(count(5, cases=900)), case_share(count(5), 90)],
)
def test_shares_of_different_people_or_levels_are_not_summed(other: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^shares .* of one population, number of cases and level"):
        sum_of_gene_shares([case_share(count(5)), other], no_double_carriers=True)


def test_everybody_may_carry_one_of_the_genotypes() -> None:
    half = case_share(count(5, cases=10))

    assert sum_of_gene_shares([half, half], no_double_carriers=True).share == 1


def test_sums_that_cannot_be_are_refused() -> None:
    half = case_share(count(6, cases=10))
    with pytest.raises(InvalidValueError, match=r"^shares must be at least one"):
        sum_of_gene_shares([], no_double_carriers=True)
    with pytest.raises(InvalidValueError, match="more carriers than cases"):
        sum_of_gene_shares([half, half], no_double_carriers=True)


def test_sums_of_other_types_are_refused() -> None:
    other: Any = levin(0.5, 2.0)
    flag: Any = 1
    with pytest.raises(InvalidTypeError, match="CaseShare"):
        sum_of_gene_shares([other], no_double_carriers=True)
    with pytest.raises(InvalidTypeError, match="True or False"):
        sum_of_gene_shares([case_share(count(5))], no_double_carriers=flag)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 10, 0, 1), "familial_cases must be at least 1"),
        ((10, 0, 1, 0), "sporadic_cases must be at least 1"),
        ((10, 10, 11, 1), "familial_explained must be at most familial_cases"),
        ((10, 10, 1, 11), "sporadic_explained must be at most sporadic_cases"),
        ((10, 10, -1, 1), "familial_explained must be at least 0"),
        ((10**200, 10**200, 1, 1), "trials must be at most"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int, int], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        known_gene_share(*counts)


@pytest.mark.parametrize("value", [1.0, True, "1", None])
def test_counts_are_whole_numbers(value: Any) -> None:
    with pytest.raises(InvalidTypeError, match="must be a whole number"):
        known_gene_share(10, 10, value, 1)


def test_a_share_is_frozen() -> None:
    share: Any = case_share(count(5))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        share.share = 0.5

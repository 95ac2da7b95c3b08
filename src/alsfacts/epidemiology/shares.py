"""Share of cases that carry a causal genotype.

Source of the worked example by stratum: Role of genetics in amyotrophic lateral sclerosis: a
large cohort study in Chinese mainland population, doi 10.1136/jmedgenet-2021-107965; of the sum by gene:
doi 10.1212/WNL.0000000000005996.

Scope: counts of patients of one source population. A share of cases is not heritability,
which is a share of variance, and not an attributable fraction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from alsfacts.epidemiology.checks import checked_count
from alsfacts.epidemiology.intervals import wilson_interval
from alsfacts.epidemiology.scaled_share import ScaledShare
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.model import CarrierCount

__all__ = ["CaseShare", "KnownGeneShare", "case_share", "known_gene_share", "sum_of_gene_shares"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CaseShare(ScaledShare):
    """A share of cases; not a share of variance, and never to be added to one.

    Two case shares are not added with ``+`` either, because people who carry two genotypes
    would count twice. See `sum_of_gene_shares`, which asks whether there are any.

    Attributes
    ----------
    share, lower, upper : float
        Estimate and limits, from 0 to 1.
    level : float
        Confidence level, percent.
    carriers, cases : int
        The counts.
    population : str
        Source population.
    """

    scale: ClassVar[str] = "a share of cases, counted in people"
    like_refusal: ClassVar[str] = (
        "whoever carries two genotypes counts in both, and populations differ; "
        "sum_of_gene_shares() adds shares of one population without double carriers"
    )

    share: float
    lower: float
    upper: float
    level: float
    carriers: int
    cases: int
    population: str

    def __str__(self) -> str:
        return (
            f"{self.carriers:,} of {self.cases:,} ({self.share:.1%}, "
            f"{self.level:g}% CI {self.lower:.1%} to {self.upper:.1%})"
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class KnownGeneShare(Frozen):
    """Share of cases with a causal genotype, in familial and sporadic cases and in all.

    The overall share is ``f * e_f + (1 - f) * e_s``, with f the familial share of cases and e
    the rates, which is the same as all carriers over all cases.

    Attributes
    ----------
    familial_rate, sporadic_rate : CaseShare
        Share with a causal genotype in each stratum.
    overall : CaseShare
        Share with a causal genotype among all cases.
    familial_share : float
        Familial cases among all cases.
    """

    familial_rate: CaseShare
    sporadic_rate: CaseShare
    overall: CaseShare
    familial_share: float


def case_share(count: CarrierCount, level: float = 95.0) -> CaseShare:
    """Compute the share of carriers among cases, with its Wilson interval.

    Parameters
    ----------
    count : CarrierCount
        Carriers and cases of one source population.
    level : float
        Confidence level, percent.

    Returns
    -------
    CaseShare
        Estimate and limits.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> print(case_share(evidence["chio-2018-mutation-frequencies"].carrier_count))
    112 of 1,077 (10.4%, 95% CI 8.7% to 12.4%)
    """
    return _share(count.carriers, count.cases, level, count.population)


def known_gene_share(
    familial_cases: int,
    sporadic_cases: int,
    familial_explained: int,
    sporadic_explained: int,
    *,
    level: float = 95.0,
    population: str = "",
) -> KnownGeneShare:
    """Compute the share of cases that known genes explain, from counts by family history.

    Parameters
    ----------
    familial_cases, sporadic_cases : int
        Cases with and without a family history, at least 1 each.
    familial_explained, sporadic_explained : int
        Those among them who carry a causal genotype.
    level : float
        Confidence level of the Wilson intervals, percent.
    population : str
        Source population, or empty.

    Returns
    -------
    KnownGeneShare
        Rates by stratum and overall, each with its interval.

    Raises
    ------
    InvalidValueError
        If a stratum is empty, a count is negative, or more are explained than there are cases.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> result = known_gene_share(64, 1523, 26, 129)
    >>> print(result.overall)
    155 of 1,587 (9.8%, 95% CI 8.4% to 11.3%)
    >>> round(result.familial_rate.share, 3), round(result.sporadic_rate.share, 3)
    (0.406, 0.085)
    """
    strata = (
        ("familial", familial_cases, familial_explained),
        ("sporadic", sporadic_cases, sporadic_explained),
    )
    for name, cases, explained in strata:
        checked_count(f"{name}_cases", cases, lowest=1)
        checked_count(f"{name}_explained", explained)
        if explained > cases:
            msg = f"{name}_explained must be at most {name}_cases, got {explained} of {cases}"
            raise InvalidValueError(msg)
    total = familial_cases + sporadic_cases
    return KnownGeneShare(
        familial_rate=_share(familial_explained, familial_cases, level, population),
        sporadic_rate=_share(sporadic_explained, sporadic_cases, level, population),
        overall=_share(familial_explained + sporadic_explained, total, level, population),
        familial_share=familial_cases / total,
    )


def sum_of_gene_shares(shares: Iterable[CaseShare], *, no_double_carriers: bool) -> CaseShare:
    """Add the shares of several genes, counted in the same cases.

    Parameters
    ----------
    shares : iterable of CaseShare
        One share for each gene, of one population and the same number of cases.
    no_double_carriers : bool
        Whether it is known that nobody carries genotypes of two of the genes. Where it is
        not, the shares have no sum, and the function refuses.

    Returns
    -------
    CaseShare
        All carriers among all cases, with its Wilson interval.

    Raises
    ------
    InvalidValueError
        If double carriers are not ruled out, there are no shares, or they differ in
        population, number of cases or level.
    InvalidTypeError
        If an item is no CaseShare, or the flag no bool.

    Examples
    --------
    >>> from alsfacts.model import CarrierCount
    >>> def share(carriers):
    ...     return case_share(
    ...         CarrierCount(
    ...             carriers=carriers, cases=1077, population="italy", unselected=True, criteria="ACMG"
    ...         )
    ...     )
    >>> print(sum_of_gene_shares(map(share, (74, 20, 15, 3)), no_double_carriers=True))
    112 of 1,077 (10.4%, 95% CI 8.7% to 12.4%)
    """
    parts = tuple(shares)
    for part in parts:
        if not isinstance(part, CaseShare):
            msg = f"shares must hold CaseShare records, got {part!r}"
            raise InvalidTypeError(msg)
    if not isinstance(no_double_carriers, bool):
        msg = f"no_double_carriers must be True or False, got {no_double_carriers!r}"
        raise InvalidTypeError(msg)
    if not no_double_carriers:
        msg = "no_double_carriers must be True: whoever carries two genotypes would count twice"
        raise InvalidValueError(msg)
    if len({(part.population, part.cases, part.level) for part in parts}) != 1:
        msg = "shares must be at least one, all of one population, number of cases and level"
        raise InvalidValueError(msg)
    first = parts[0]
    carriers = sum(part.carriers for part in parts)
    if carriers > first.cases:
        msg = f"shares must not hold more carriers than cases, got {carriers} of {first.cases}"
        raise InvalidValueError(msg)
    return _share(carriers, first.cases, first.level, first.population)


def _share(carriers: int, cases: int, level: float, population: str) -> CaseShare:
    lower, upper = wilson_interval(carriers, cases, level)
    return CaseShare(
        share=carriers / cases,
        lower=lower,
        upper=upper,
        level=level,
        carriers=carriers,
        cases=cases,
        population=population,
    )

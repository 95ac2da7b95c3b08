"""Share of cases that carry a causal genotype."""

from __future__ import annotations

import attrs

from alsfacts.epidemiology.intervals import wilson_interval
from alsfacts.model import CarrierCount

__all__ = ["CaseShare", "case_share"]


@attrs.frozen(kw_only=True)
class CaseShare:
    """A share of cases; not a share of variance, and never to be added to one.

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
    lower, upper = wilson_interval(count.carriers, count.cases, level)
    return CaseShare(
        share=count.carriers / count.cases,
        lower=lower,
        upper=upper,
        level=level,
        carriers=count.carriers,
        cases=count.cases,
        population=count.population,
    )

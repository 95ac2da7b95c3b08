"""Heritability of a disease from the observed scale of a case-control sample to liability.

Source: Lee 2011, Estimating Missing Heritability for Disease from Genome-wide Association
Studies, doi 10.1016/j.ajhg.2011.02.002, equation 23, as coded in LDSC.

Scope: estimates from genome-wide data of cases and controls, in a sample where cases are
more frequent than in the population. The result is a share of variance in liability.
"""

from __future__ import annotations

import sys
from statistics import NormalDist

from alsfacts.epidemiology.checks import checked_level, checked_limits, checked_number
from alsfacts.epidemiology.quantities import VarianceComponent, VarianceShare
from alsfacts.errors import InvalidValueError

__all__ = ["liability_factor", "observed_to_liability"]


def liability_factor(sample_prevalence: float, population_prevalence: float) -> float:
    """Return what turns heritability on the observed scale into that of liability.

    With K the prevalence in the population, P that in the sample, and z the height of the
    normal curve at the threshold: ``K^2 (1 - K)^2 / (P (1 - P) z^2)``.

    Parameters
    ----------
    sample_prevalence : float
        Share of cases in the sample, strictly between 0 and 1.
    population_prevalence : float
        Lifetime risk in the population, strictly between 0 and 1.

    Returns
    -------
    float
        The factor, above 0.

    Raises
    ------
    InvalidValueError
        If a prevalence does not lie strictly between 0 and 1, or is so close that the factor
        leaves the range of floating-point numbers.
    InvalidTypeError
        If a prevalence is no number.

    Examples
    --------
    >>> round(liability_factor(0.5, 0.01), 6)
    0.551907
    """
    sample = checked_number("sample_prevalence", sample_prevalence, 0, 1, open_ends=True)
    population = checked_number("population_prevalence", population_prevalence, 0, 1, open_ends=True)
    spread = sample * (1 - sample)
    if min(population, spread) < sys.float_info.min:
        msg = (
            "sample_prevalence and population_prevalence must not be that close to 0 or 1, "
            f"got {sample_prevalence!r} and {population_prevalence!r}"
        )
        raise InvalidValueError(msg)
    normal = NormalDist()
    height = normal.pdf(normal.inv_cdf(population))
    # The ratio stays moderate where K and z are both tiny; their squares would vanish.
    return (population * (1 - population) / height) ** 2 / spread


def observed_to_liability(
    observed: float,
    sample_prevalence: float,
    population_prevalence: float,
    *,
    limits: tuple[float, float] | None = None,
    level: float = 95.0,
    population: str = "",
) -> VarianceShare:
    """Convert heritability from the observed scale of a case-control sample to liability.

    Parameters
    ----------
    observed : float
        Heritability on the observed scale. Estimates can leave 0 to 1; nothing is clipped.
    sample_prevalence : float
        Share of cases in the sample, strictly between 0 and 1.
    population_prevalence : float
        Lifetime risk in the population, strictly between 0 and 1.
    limits : tuple of float, optional
        Confidence limits on the observed scale.
    level : float
        Confidence level, percent.
    population : str
        Source population, or empty.

    Returns
    -------
    VarianceShare
        Share of variance in liability that genotyped variants tag.

    Raises
    ------
    InvalidValueError
        If a prevalence does not lie strictly between 0 and 1, or limits exclude the estimate.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> share = observed_to_liability(0.2, 0.5, 0.0025, limits=(0.16, 0.24))
    >>> round(share.estimate, 3), round(share.lower, 3), round(share.upper, 3)
    (0.083, 0.066, 0.099)
    """
    estimate = checked_number("observed", observed)
    lower, upper = checked_limits("limits", estimate, limits)
    checked_level(level)
    factor = liability_factor(sample_prevalence, population_prevalence)
    values = [None if value is None else factor * value for value in (lower, upper)]
    return VarianceShare(
        estimate=checked_number("observed on the liability scale", factor * estimate),
        lower=values[0],
        upper=values[1],
        level=level,
        components=(VarianceComponent.COMMON_VARIANTS,),
        population=population,
    )

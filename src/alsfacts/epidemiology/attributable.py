"""Attributable fractions: the share of a population's risk that goes with an exposure.

Source: Hanley 2001, A heuristic approach to the formulas for population attributable fraction,
doi 10.1136/jech.55.7.508; bias of Levin's formula: Ferguson 2024,
doi 10.1007/s10654-023-01063-8.

Scope: one exposure that is or is not there. A fraction is a share of cases only if the
exposure causes the disease, and fractions of causes that act together overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_level, checked_limits, checked_number
from alsfacts.epidemiology.quantities import AttributableFraction, AttributableMethod
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["AttributableSum", "attributable_from_counts", "levin", "miettinen", "sum_of_attributable"]

_PROTECTIVE = "relative risk < 1: report the preventable fraction instead"
_ADJUSTED = "Levin's formula with an adjusted relative risk is biased under confounding: use Miettinen"
_INTERACTION = "attributable fractions of interacting causes may sum to more than 1"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AttributableSum(Frozen):
    """Sum of attributable fractions; not itself a fraction, and free to be above 1.

    Attributes
    ----------
    total : float
        The sum.
    fractions : tuple of AttributableFraction
        What was added.
    warnings : tuple of str
        Why the sum is not a share.
    """

    total: float
    fractions: tuple[AttributableFraction, ...]
    warnings: tuple[str, ...] = (_INTERACTION,)


def levin(
    prevalence: float,
    relative_risk: float,
    *,
    relative_risk_limits: tuple[float, float] | None = None,
    adjusted: bool = False,
    level: float = 95.0,
    exposure: str = "",
) -> AttributableFraction:
    """Return the attributable fraction by Levin's formula, p(RR - 1) / (1 + p(RR - 1)).

    Parameters
    ----------
    prevalence : float
        Share of the population that is exposed, from 0 to 1.
    relative_risk : float
        Unadjusted relative risk, above 0.
    relative_risk_limits : tuple of float, optional
        Its confidence limits. Those of the fraction follow by substitution, which takes the
        prevalence as known.
    adjusted : bool
        Whether the relative risk was adjusted for confounders; brings a warning.
    level : float
        Confidence level, percent.
    exposure : str
        The exposure in words, or empty.

    Returns
    -------
    AttributableFraction
        The fraction with its warnings.

    Raises
    ------
    InvalidValueError
        If a number is out of range, or the limits exclude the relative risk.
    InvalidTypeError
        If an argument is of the wrong type.

    Examples
    --------
    >>> round(levin(0.5, 2.5).estimate, 4)
    0.4286
    >>> levin(0.5, 0.5).warnings
    ('relative risk < 1: report the preventable fraction instead',)
    """
    share = checked_number("prevalence", prevalence, 0, 1)
    if not isinstance(adjusted, bool):
        msg = f"adjusted must be True or False, got {adjusted!r}"
        raise InvalidTypeError(msg)

    def fraction(ratio: float) -> float:
        # The denominator 1 + p(RR - 1), written so that it cannot vanish by rounding.
        return share * (ratio - 1) / ((1 - share) + share * ratio)

    risks = _risks(relative_risk, relative_risk_limits)
    warnings = (_ADJUSTED,) if adjusted else ()
    return _fraction([fraction(risk) for risk in risks], AttributableMethod.LEVIN, warnings, level, exposure)


def miettinen(
    prevalence_among_cases: float,
    relative_risk: float,
    *,
    relative_risk_limits: tuple[float, float] | None = None,
    level: float = 95.0,
    exposure: str = "",
) -> AttributableFraction:
    """Return the attributable fraction by Miettinen's formula, p(RR - 1) / RR among cases.

    Parameters
    ----------
    prevalence_among_cases : float
        Share of cases that are exposed, from 0 to 1.
    relative_risk : float
        Relative risk, above 0; adjusted where there is confounding.
    relative_risk_limits : tuple of float, optional
        Its confidence limits. Those of the fraction follow by substitution, which takes the
        prevalence as known.
    level : float
        Confidence level, percent.
    exposure : str
        The exposure in words, or empty.

    Returns
    -------
    AttributableFraction
        The fraction with its warnings.

    Raises
    ------
    InvalidValueError
        If a number is out of range, or the limits exclude the relative risk.
    InvalidTypeError
        If an argument is of the wrong type.

    Examples
    --------
    >>> round(miettinen(25 / 35, 2.5).estimate, 4)
    0.4286
    """
    share = checked_number("prevalence_among_cases", prevalence_among_cases, 0, 1)
    risks = _risks(relative_risk, relative_risk_limits)
    values = [share * (risk - 1) / risk for risk in risks]
    return _fraction(values, AttributableMethod.MIETTINEN, (), level, exposure)


def attributable_from_counts(
    exposed_cases: int,
    exposed_noncases: int,
    unexposed_cases: int,
    unexposed_noncases: int,
    *,
    exposure: str = "",
) -> AttributableFraction:
    """Return the attributable fraction by its definition, from counts of a whole population.

    The risk of all less the risk of the unexposed, over the risk of all. Counts of a
    case-control study do not give risks and are not for this function.

    Parameters
    ----------
    exposed_cases, exposed_noncases, unexposed_cases, unexposed_noncases : int
        The counts; there must be cases, and unexposed people.
    exposure : str
        The exposure in words, or empty.

    Returns
    -------
    AttributableFraction
        The fraction, without limits.

    Raises
    ------
    InvalidValueError
        If a count is negative, or there are no cases or no unexposed people.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> round(attributable_from_counts(25, 25, 10, 40).estimate, 4)
    0.4286
    """
    a = checked_count("exposed_cases", exposed_cases)
    b = checked_count("exposed_noncases", exposed_noncases)
    c = checked_count("unexposed_cases", unexposed_cases)
    d = checked_count("unexposed_noncases", unexposed_noncases)
    if a + c == 0 or c + d == 0:
        msg = f"the counts must hold cases and unexposed people, got {(a, b, c, d)!r}"
        raise InvalidValueError(msg)
    # In whole numbers up to the last step: 1 - (c / (c + d)) / ((a + c) / (a + b + c + d)).
    everyone = a + b + c + d
    checked_number("the sum of all counts", everyone)
    whole = (a + c) * (c + d)
    estimate = (whole - c * everyone) / whole
    return _fraction([estimate], AttributableMethod.DEFINITION, (), 95.0, exposure)


def sum_of_attributable(fractions: Iterable[AttributableFraction]) -> AttributableSum:
    """Add attributable fractions, with the warning that such a sum needs.

    Parameters
    ----------
    fractions : iterable of AttributableFraction
        Fractions of different exposures in one population; at least one.

    Returns
    -------
    AttributableSum
        The sum, which may be above 1 without any error.

    Raises
    ------
    InvalidValueError
        If there are none, or the sum is not finite.
    InvalidTypeError
        If an item is no AttributableFraction.

    Examples
    --------
    >>> round(sum_of_attributable([levin(0.9, 3.0), levin(0.8, 4.0)]).total, 2)
    1.35
    """
    parts = tuple(fractions)
    for part in parts:
        if not isinstance(part, AttributableFraction):
            msg = f"fractions must hold AttributableFraction records, got {part!r}"
            raise InvalidTypeError(msg)
    if not parts:
        msg = "fractions must hold at least one record"
        raise InvalidValueError(msg)
    try:
        total = math.fsum(part.estimate for part in parts)
    except OverflowError:
        total = -math.inf
    return AttributableSum(total=checked_number("the sum of fractions", total), fractions=parts)


def _risks(relative_risk: float, limits: tuple[float, float] | None) -> list[float]:
    estimate = checked_number("relative_risk", relative_risk, lowest=0, open_ends=True)
    lower, upper = checked_limits("relative_risk_limits", estimate, limits)
    if lower is None or upper is None:
        return [estimate]
    checked_number("relative_risk_limits", lower, lowest=0, open_ends=True)
    return [estimate, lower, upper]


def _fraction(
    values: list[float], method: AttributableMethod, warnings: tuple[str, ...], level: float, exposure: str
) -> AttributableFraction:
    checked_level(level)
    for value in values:
        if not math.isfinite(value):
            msg = "relative_risk must not be that close to 0: the fraction would not be a finite number"
            raise InvalidValueError(msg)
    estimate = values[0]
    # The least and the largest, because the last digit of a division may lie on the wrong side.
    lower, upper = (min(values), max(values)) if len(values) > 1 else (None, None)
    protective = (_PROTECTIVE,) if estimate < 0 else ()
    return AttributableFraction(
        estimate=estimate,
        lower=lower,
        upper=upper,
        level=level,
        method=method,
        exposure=exposure,
        warnings=protective + warnings,
    )

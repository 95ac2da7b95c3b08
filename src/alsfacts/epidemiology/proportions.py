"""Proportions on the logit scale, on which they are pooled.

Source: the R package metafor (``escalc``, measure ``PLO``): the effect is ln(x / (n - x)), its
variance 1/x + 1/(n - x). The R package meta (``metaprop``, ``PLOGIT``) adds 0.5 to both counts of
a study where one of them is 0. Limits of such two-step methods: PMC7398826.

Scope: counts of independent people, of whom some share a trait. The variance within a study is
taken as known, which misleads where the trait is very rare or studies are very small.
"""

from __future__ import annotations

import math

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.epidemiology.meta_analysis import StudyEffect
from alsfacts.epidemiology.quantities import EffectMeasure
from alsfacts.errors import InvalidValueError

__all__ = ["effect_from_proportion", "proportion_from_logit"]


def effect_from_proportion(
    events: int, people: int, *, study: str = "", cohort: str = "", zero_cell_correction: float = 0.5
) -> StudyEffect:
    """Make a study effect from the count of people with a trait among all.

    Parameters
    ----------
    events : int
        People with the trait.
    people : int
        All people, at least 1.
    study, cohort : str
        Names of the study and of its participants.
    zero_cell_correction : float
        Added to those with and without the trait if either are none; the result warns.

    Returns
    -------
    StudyEffect
        Logit and its large-sample standard error.

    Raises
    ------
    InvalidValueError
        If events exceed people, a count is negative, or the correction is not above 0.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> effect = effect_from_proportion(50, 444)
    >>> round(effect.estimate, 3), round(effect.standard_error**2, 5)
    (-2.064, 0.02254)
    """
    total = checked_number("people", checked_count("people", people, lowest=1))
    found = checked_number("events", checked_count("events", events))
    checked_number("zero_cell_correction", zero_cell_correction, lowest=0, open_ends=True)
    if found > total:
        msg = f"events must be at most people, got {events} of {people}"
        raise InvalidValueError(msg)
    rest = total - found
    warnings: tuple[str, ...] = ()
    if min(found, rest) == 0:
        found, rest = found + zero_cell_correction, rest + zero_cell_correction
        added = f"{zero_cell_correction:g} was added to both counts"
        warnings = (f"{study or 'one study'}: {events} of {people}, {added}",)
    return StudyEffect(
        measure=EffectMeasure.LOGIT,
        estimate=math.log(found) - math.log(rest),
        standard_error=math.sqrt(1 / found + 1 / rest),
        study=study,
        cohort=cohort,
        warnings=warnings,
    )


def proportion_from_logit(logit: float) -> float:
    """Return the proportion whose logit is given.

    Parameters
    ----------
    logit : float
        Logarithm of the odds.

    Returns
    -------
    float
        Proportion, from 0 to 1.

    Raises
    ------
    InvalidValueError
        If the logit is not finite.
    InvalidTypeError
        If it is no number.

    Examples
    --------
    >>> proportion_from_logit(0)
    0.5
    >>> round(proportion_from_logit(-2.064), 3)
    0.113
    """
    found = checked_number("logit", logit)
    # Written so that the exponential cannot overflow.
    odds = math.exp(-abs(found))
    return 1 / (1 + odds) if found >= 0 else odds / (1 + odds)

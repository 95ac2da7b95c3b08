"""Confidence intervals of proportions.

Wilson's score interval, and the exact interval of Clopper and Pearson, which inverts the two
tails of the binomial distribution.

Scope: one proportion, from counts of independent people.
"""

from __future__ import annotations

import math

from alsfacts.epidemiology.checks import checked_level
from alsfacts.errors import InvalidTypeError, InvalidValueError

__all__ = ["clopper_pearson", "critical_value", "wilson_interval"]

_MOST_TRIALS = 10**9
_NEGLIGIBLE = 1e-17
_CRITICAL_AT_95 = 1.9599639845400536


def critical_value(level: float) -> float:
    """Return how many standard errors the limits of a normal interval lie from its estimate.

    Parameters
    ----------
    level : float
        Confidence level, percent.

    Returns
    -------
    float
        Quantile of the standard normal distribution.

    Examples
    --------
    >>> round(critical_value(95), 3), round(critical_value(99), 3)
    (1.96, 2.576)
    """
    if level == 95:  # noqa: PLR2004 - the level of nearly all intervals, which should not pay for the rest
        return _CRITICAL_AT_95
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + level / 200)


def wilson_interval(successes: int, trials: int, level: float = 95.0) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion.

    Parameters
    ----------
    successes : int
        Count of what is looked for.
    trials : int
        Count of all, from 1 to 1,000,000,000.
    level : float
        Confidence level, percent, from 1 to 99.9999.

    Returns
    -------
    tuple of float
        Lower and upper limit, from 0 to 1.

    Raises
    ------
    InvalidValueError
        If a count is negative, successes exceed trials, trials are too many, or the level is
        out of range.
    InvalidTypeError
        If a count is no whole number.

    Notes
    -----
    Wilson EB 1927; the form without continuity correction.

    Examples
    --------
    >>> low, high = wilson_interval(155, 1587)
    >>> f"{low:.3f} to {high:.3f}"
    '0.084 to 0.113'
    """
    _check(successes, trials, level)
    z = critical_value(level)
    share = successes / trials
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    # At the ends the limits are exactly 0 and 1; rounding must not push them beyond.
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == trials else centre + half
    return low, high


def clopper_pearson(successes: int, trials: int, level: float = 95.0) -> tuple[float, float]:
    """Return the exact (Clopper-Pearson) interval of a proportion.

    Each limit is the proportion at which the binomial tail from the count outwards holds
    half of what the level leaves.

    Parameters
    ----------
    successes : int
        Count of what is looked for.
    trials : int
        Count of all, from 1 to 1,000,000,000.
    level : float
        Confidence level, percent, from 1 to 99.9999.

    Returns
    -------
    tuple of float
        Lower and upper limit, from 0 to 1.

    Raises
    ------
    InvalidValueError
        If a count is negative, successes exceed trials, trials are too many, or the level is
        out of range.
    InvalidTypeError
        If a count is no whole number.

    Notes
    -----
    Never covers less often than the level says, and therefore wider than Wilson's interval
    where counts are small.

    Examples
    --------
    >>> low, high = clopper_pearson(5, 49)
    >>> f"{low:.3f} to {high:.3f}"
    '0.034 to 0.222'
    >>> clopper_pearson(0, 122)[0]
    0.0
    """
    _check(successes, trials, level)
    tail = (100 - level) / 200
    return _lower_limit(successes, trials, tail), 1 - _lower_limit(trials - successes, trials, tail)


def _check(successes: int, trials: int, level: float) -> None:
    for name, count in (("successes", successes), ("trials", trials)):
        if isinstance(count, bool) or not isinstance(count, int):
            msg = f"{name} must be a whole number, got {count!r}"
            raise InvalidTypeError(msg)
    if trials < 1 or not 0 <= successes <= trials:
        msg = f"successes must lie from 0 to trials, and trials be at least 1; got {successes} of {trials}"
        raise InvalidValueError(msg)
    if trials > _MOST_TRIALS:
        msg = f"trials must be at most {_MOST_TRIALS:,}, got {trials}"
        raise InvalidValueError(msg)
    checked_level(level)


def _lower_limit(successes: int, trials: int, tail: float) -> float:
    """Find where P(at least `successes`) equals `tail`, which is less than a half."""
    if successes == 0:
        return 0.0
    # At successes / trials the tail holds at least a half, so the limit lies below.
    low, high = 0.0, successes / trials
    while low < (middle := (low + high) / 2) < high:
        if _upper_tail(successes, trials, middle) < tail:
            low = middle
        else:
            high = middle
    return low


def _upper_tail(successes: int, trials: int, share: float) -> float:
    """Return P(at least `successes`) for a share below successes / trials."""
    rest = trials - successes
    log_choices = math.lgamma(trials + 1) - math.lgamma(successes + 1) - math.lgamma(rest + 1)
    first = math.exp(log_choices + successes * math.log(share) + rest * math.log1p(-share))
    odds = share / (1 - share)
    # Below successes / trials each term is smaller than the one before, so the sum ends early.
    total, term = 1.0, 1.0
    for count in range(successes, trials):
        term *= odds * (trials - count) / (count + 1)
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return first * total

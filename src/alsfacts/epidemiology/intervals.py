"""Confidence intervals of proportions."""

from __future__ import annotations

import math
from statistics import NormalDist

from alsfacts.errors import InvalidTypeError, InvalidValueError

__all__ = ["wilson_interval"]


def wilson_interval(successes: int, trials: int, level: float = 95.0) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion.

    Parameters
    ----------
    successes : int
        Count of what is looked for.
    trials : int
        Count of all, at least 1.
    level : float
        Confidence level, percent.

    Returns
    -------
    tuple of float
        Lower and upper limit, from 0 to 1.

    Raises
    ------
    InvalidValueError
        If a count is negative, successes exceed trials, or the level is not between 0 and 100.
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
    for name, count in (("successes", successes), ("trials", trials)):
        if isinstance(count, bool) or not isinstance(count, int):
            msg = f"{name} must be a whole number, got {count!r}"
            raise InvalidTypeError(msg)
    if trials < 1 or not 0 <= successes <= trials:
        msg = f"successes must lie from 0 to trials, and trials be at least 1; got {successes} of {trials}"
        raise InvalidValueError(msg)
    if not 0 < level < 100:  # noqa: PLR2004
        msg = f"level must lie between 0 and 100 percent, got {level!r}"
        raise InvalidValueError(msg)
    z = NormalDist().inv_cdf(0.5 + level / 200)
    share = successes / trials
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    # At the ends the limits are exactly 0 and 1; rounding must not push them beyond.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return low, high

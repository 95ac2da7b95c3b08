"""Checks of the numbers that functions are given: what is wrong, by the name of the argument."""

from __future__ import annotations

import math

from alsfacts.errors import InvalidTypeError, InvalidValueError

__all__ = ["ROUNDING", "checked_count", "checked_level", "checked_limits", "checked_number"]

ROUNDING = 1e-9
"""Differences below this are those of floating-point arithmetic."""


def checked_number(
    name: str,
    value: object,
    lowest: float | None = None,
    highest: float | None = None,
    *,
    open_ends: bool = False,
) -> float:
    """Return a finite number inside a range, or refuse it.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was given.
    lowest, highest : float or None
        Ends of the accepted range; None for no end.
    open_ends : bool
        Whether the ends themselves are refused.

    Returns
    -------
    float
        The number.

    Raises
    ------
    InvalidTypeError
        If it is no number; a bool is none.
    InvalidValueError
        If it is not finite or lies outside the range.

    Examples
    --------
    >>> checked_number("prevalence", 0.25, 0, 1)
    0.25
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = f"{name} must be a number, got {value!r}"
        raise InvalidTypeError(msg)
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    below = lowest is not None and (found <= lowest if open_ends else found < lowest)
    above = highest is not None and (found >= highest if open_ends else found > highest)
    if not math.isfinite(found) or below or above:
        msg = f"{name} must {_range_words(lowest, highest, open_ends=open_ends)}, got {value!r}"
        raise InvalidValueError(msg)
    return found


def _range_words(lowest: float | None, highest: float | None, *, open_ends: bool) -> str:
    if lowest is None and highest is None:
        return "be a finite number"
    if lowest is not None and highest is not None:
        if open_ends:
            return f"lie strictly between {lowest:g} and {highest:g}"
        return f"lie from {lowest:g} to {highest:g}"
    if lowest is not None:
        return f"be finite and {'above' if open_ends else 'at least'} {lowest:g}"
    return f"be finite and {'below' if open_ends else 'at most'} {highest:g}"


def checked_count(name: str, value: object, lowest: int = 0) -> int:
    """Return a whole number that is large enough, or refuse it.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : object
        What was given.
    lowest : int
        Smallest accepted count.

    Returns
    -------
    int
        The count.

    Raises
    ------
    InvalidTypeError
        If it is no whole number; a bool is none.
    InvalidValueError
        If it is too small.

    Examples
    --------
    >>> checked_count("cases", 35, lowest=1)
    35
    """
    if isinstance(value, bool) or not isinstance(value, int):
        msg = f"{name} must be a whole number, got {value!r}"
        raise InvalidTypeError(msg)
    if value < lowest:
        msg = f"{name} must be at least {lowest}, got {value}"
        raise InvalidValueError(msg)
    return value


def checked_level(level: object) -> float:
    """Return a confidence level in percent, or refuse it.

    Parameters
    ----------
    level : object
        What was given.

    Returns
    -------
    float
        The level.

    Raises
    ------
    InvalidTypeError
        If it is no number.
    InvalidValueError
        If it does not lie from 1 to 99.9999, where normal quantiles are safe to compute.

    Examples
    --------
    >>> checked_level(95)
    95.0
    """
    return checked_number("level", level, 1, 99.9999)


def checked_limits(
    name: str, estimate: float, limits: tuple[float | None, float | None] | None
) -> tuple[float | None, float | None]:
    """Return a pair of limits that encloses its estimate, or refuse it.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    estimate : float
        What the limits belong to.
    limits : tuple of float or None, or None
        Lower and upper limit; both None, or None itself, for none known.

    Returns
    -------
    tuple of float or None
        The limits.

    Raises
    ------
    InvalidTypeError
        If the limits are no pair of numbers, or only one is given.
    InvalidValueError
        If they are not finite or exclude the estimate.

    Examples
    --------
    >>> checked_limits("additive_limits", 0.61, (0.38, 0.78))
    (0.38, 0.78)
    """
    if limits is None:
        return None, None
    if isinstance(limits, str) or not hasattr(limits, "__len__") or len(limits) != 2:  # noqa: PLR2004 - a pair
        msg = f"{name} must be a lower and an upper limit, got {limits!r}"
        raise InvalidTypeError(msg)
    low, high = limits
    if low is None and high is None:
        return None, None
    lower, upper = checked_number(name, low), checked_number(name, high)
    if not lower <= estimate <= upper:
        msg = f"{name} must enclose the estimate {estimate!r}, got {lower!r} to {upper!r}"
        raise InvalidValueError(msg)
    return lower, upper

"""Two-by-two tables of carriers: odds ratio with Woolf's interval, and Fisher's exact test.

Source of the worked examples: ClinGen Gene-Disease Validity Standard Operating Procedures
version 11 (September 2024), figure 7, whose printed odds ratios and P values they reproduce.
Scope: one table of independent people, without adjustment or matching. Neither number says
anything of bias, power or multiple testing.
"""

from __future__ import annotations

import math

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_level, checked_number
from alsfacts.epidemiology.intervals import critical_value
from alsfacts.errors import InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["OddsRatio", "fisher_exact", "odds_ratio"]

_MOST_PEOPLE = 10**9
# The exact test walks through one table for each person of the smallest margin.
_LARGEST_SMALLEST_MARGIN = 50_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OddsRatio(Frozen):
    """Odds ratio of one table.

    Attributes
    ----------
    estimate : float
        Odds of carrying among cases over those among controls.
    lower, upper : float
        Woolf's limits: normal on the log scale.
    level : float
        Confidence level, percent.
    p_value : float
        Two-sided, of the log odds ratio over its standard error.
    """

    estimate: float
    lower: float
    upper: float
    level: float
    p_value: float


def odds_ratio(
    cases_with: int,
    cases: int,
    controls_with: int,
    controls: int,
    *,
    level: float = 95.0,
    zero_cell_correction: float | None = None,
) -> OddsRatio:
    """Return the odds ratio of a table with Woolf's interval.

    Parameters
    ----------
    cases_with : int
        Cases that carry what is counted.
    cases : int
        All cases, from 1 to 1,000,000,000.
    controls_with : int
        Controls that carry it.
    controls : int
        All controls, from 1 to 1,000,000,000.
    level : float
        Confidence level, percent, from 1 to 99.9999.
    zero_cell_correction : float or None
        Added to all four cells if one is empty, from 0.01 to 1; 0.5 is usual. None refuses
        such a table, because the odds ratio is then 0, infinite or undefined.

    Returns
    -------
    OddsRatio
        Estimate, limits and P value.

    Raises
    ------
    InvalidValueError
        If a count is out of range, a cell is empty and no correction is given, or the level
        or the correction is out of range.
    InvalidTypeError
        If a count is no whole number, or another argument no number.

    Examples
    --------
    >>> found = odds_ratio(100, 12000, 7, 4500)
    >>> f"{found.estimate:.1f} ({found.lower:.1f} to {found.upper:.1f})"
    '5.4 (2.5 to 11.6)'
    """
    cells = _cells(cases_with, cases, controls_with, controls)
    checked_level(level)
    if zero_cell_correction is not None:
        checked_number("zero_cell_correction", zero_cell_correction, 0.01, 1)
    added = 0.0
    if min(cells) == 0:
        if zero_cell_correction is None:
            msg = f"no cell may be empty without a zero_cell_correction, got the cells {cells}"
            raise InvalidValueError(msg)
        added = zero_cell_correction
    a, b, c, d = (count + added for count in cells)
    log_ratio = math.log(a * d) - math.log(b * c)
    error = math.sqrt(math.fsum(1 / count for count in (a, b, c, d)))
    half = critical_value(level) * error
    return OddsRatio(
        estimate=a * d / (b * c),
        lower=math.exp(log_ratio - half),
        upper=math.exp(log_ratio + half),
        level=float(level),
        p_value=math.erfc(abs(log_ratio) / error / math.sqrt(2)),
    )


def fisher_exact(cases_with: int, cases: int, controls_with: int, controls: int) -> float:
    """Return the two-sided P value of Fisher's exact test.

    The share, among all tables with the same margins, of those that are no more probable
    than the one observed. Counted in whole numbers, so that ties are exact.

    Parameters
    ----------
    cases_with : int
        Cases that carry what is counted.
    cases : int
        All cases, from 1 to 1,000,000,000.
    controls_with : int
        Controls that carry it.
    controls : int
        All controls, from 1 to 1,000,000,000.

    Returns
    -------
    float
        P value, from 0 to 1; 0 only where it is too small for a floating-point number.

    Raises
    ------
    InvalidValueError
        If a count is out of range, or each of cases, controls, carriers and others holds
        more than 50,000 people.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> round(fisher_exact(13, 200, 20, 900), 3)
    0.004
    """
    a, b, c, d = _cells(cases_with, cases, controls_with, controls)
    # Neither turning the table over nor swapping its rows or columns changes the test; with
    # the smallest margin as first row, every number of people in its first cell can occur.
    if min(a + c, b + d) < min(a + b, c + d):
        b, c = c, b
    if c + d < a + b:
        a, b, c, d = c, d, a, b
    row, first, second = a + b, a + c, b + d
    if row > _LARGEST_SMALLEST_MARGIN:
        msg = (
            f"the smallest of cases, controls, carriers and others must hold at most "
            f"{_LARGEST_SMALLEST_MARGIN:,} people, got {row:,}"
        )
        raise InvalidValueError(msg)
    observed = math.comb(first, a) * math.comb(second, row - a)
    ways = math.comb(second, row)
    no_more_probable = 0
    for count in range(row + 1):
        if ways <= observed:
            no_more_probable += ways
        # The next count of ways is a whole number too, so this division leaves no rest.
        ways = ways * (first - count) * (row - count) // ((count + 1) * (second - row + count + 1))
    return no_more_probable / math.comb(first + second, row)


def _cells(cases_with: int, cases: int, controls_with: int, controls: int) -> tuple[int, int, int, int]:
    groups = (("cases", cases_with, cases), ("controls", controls_with, controls))
    for name, carriers, people in groups:
        checked_number(name, checked_count(name, people), 1, _MOST_PEOPLE)
        if checked_count(f"{name}_with", carriers) > people:
            msg = f"{name}_with must lie from 0 to {name}, got {carriers} of {people}"
            raise InvalidValueError(msg)
    return cases_with, cases - cases_with, controls_with, controls - controls_with

"""Counting the directions of results, with the sign test and why not to trust it.

Sources: Cochrane Handbook chapter 12 (counting by statistical significance is unacceptable,
counting directions a last resort); Nikolakopoulos 2020, Misuse of the sign test in narrative
synthesis of evidence, doi 10.1002/jrsm.1427 (studies differ in power, so that the number of
positive results is not binomial).
Scope: directions of effect only. The result never feeds a score, and its caveat cannot be left out.
"""

from __future__ import annotations

import attrs

from alsfacts.epidemiology.checks import checked_count
from alsfacts.errors import InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["SIGN_TEST_CAVEAT", "VoteCount", "sign_test"]

SIGN_TEST_CAVEAT = (
    "A last resort: directions are counted without the size, precision or quality of the studies, "
    "and the sign test treats studies of different power as alike."
)
"""What goes with every count of votes."""

# A thousand agreeing studies give a P value that floating point can still hold.
_MOST_STUDIES = 1000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class VoteCount(Frozen):
    """Numbers of results in either direction, and the sign test of them.

    Attributes
    ----------
    positive, negative : int
        Results in either direction, whatever their significance.
    p_value : float
        Exact two-sided P value if each direction were equally likely in each study.
    caveat : str
        Why the P value is not to be trusted; always the same.
    """

    positive: int
    negative: int
    p_value: float
    caveat: str = attrs.field(default=SIGN_TEST_CAVEAT, init=False)

    def __str__(self) -> str:
        return f"{self.positive} for, {self.negative} against, P {self.p_value:.4g}. {self.caveat}"


def sign_test(positive: int, negative: int) -> VoteCount:
    """Count directions, and test whether they are evenly split.

    Parameters
    ----------
    positive, negative : int
        Results in either direction, whatever their significance. Results of no direction are
        left out, and those of the same people count once. At most 1,000 together.

    Returns
    -------
    VoteCount
        Counts, exact two-sided P value, and the caveat.

    Raises
    ------
    InvalidValueError
        If a count is negative or there are more than 1,000.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> f"{sign_test(5, 1).p_value:.4f}"
    '0.2188'
    """
    ups, downs = checked_count("positive", positive), checked_count("negative", negative)
    studies = ups + downs
    if studies > _MOST_STUDIES:
        msg = f"positive and negative must be at most {_MOST_STUDIES:,} together, got {studies}"
        raise InvalidValueError(msg)
    # Whole numbers throughout, so that nothing is rounded before the one division.
    ways, term = 0, 1
    for count in range(min(ups, downs) + 1):
        ways += term
        term = term * (studies - count) // (count + 1)
    return VoteCount(positive=ups, negative=downs, p_value=min(1.0, 2 * ways / 2**studies))

"""The point scale of Tavtigian for sequence variants: points, odds, posterior, class.

Sources: Tavtigian 2018, Modeling the ACMG/AMP variant classification guidelines as a Bayesian
classification framework, doi 10.1038/gim.2017.210; Tavtigian 2020, Fitting a naturally scaled
point system to the ACMG/AMP variant classification guidelines, doi 10.1002/humu.24088 (classes:
its table 3); Richards 2015, doi 10.1038/gim.2015.30 (combining rules: its table 5).
Scope: evidence that a variant causes a Mendelian disease. Elsewhere only the scale is borrowed.

One item that is very strong multiplies the odds by 350 and is worth 8 points. The authors warn
that the point system locks in a narrow range of priors and hides that it is Bayesian. A
posterior is therefore never printed here without a prior that the caller states.
"""

from __future__ import annotations

import math
from itertools import pairwise

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import OrderedTerm

__all__ = [
    "DEFAULT_THRESHOLDS",
    "INDEPENDENCE_ASSUMPTION",
    "ODDS_VERY_STRONG",
    "POINTS_VERY_STRONG",
    "AcmgClass",
    "AcmgThresholds",
    "EvidenceCounts",
    "Posterior",
    "acmg_class",
    "combining_rules_class",
    "odds",
    "points_from_counts",
    "posterior",
]

ODDS_VERY_STRONG = 350.0
"""Odds of one very strong item (Tavtigian 2018)."""

POINTS_VERY_STRONG = 8
"""Points of one very strong item (Tavtigian 2020)."""

INDEPENDENCE_ASSUMPTION = (
    "Points and weights add up only where the items are independent of each other, given the truth."
)
"""What every sum of points takes for granted."""

# Odds beyond e**700 either way are no floating-point number.
_LARGEST_LOG_ODDS = 700.0
_LARGEST_BASE = 1000.0
# No variant has more items; the bound keeps points far from the limits of floating point.
_MOST_ITEMS = 1_000_000


def _whole_number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        msg = f"{name} must be a whole number, got {value!r}"
        raise InvalidTypeError(msg)


class AcmgClass(OrderedTerm):
    """Class of a sequence variant, most benign first."""

    BENIGN = "benign", "At most -7 points."
    LIKELY_BENIGN = "likely benign", "From -6 to -1 points."
    UNCERTAIN = "uncertain", "From 0 to 5 points."
    LIKELY_PATHOGENIC = "likely pathogenic", "From 6 to 9 points."
    PATHOGENIC = "pathogenic", "At least 10 points."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AcmgThresholds(Frozen):
    """Fewest points of each class above benign.

    Attributes
    ----------
    pathogenic, likely_pathogenic, uncertain, likely_benign : int
        Fewest points, highest class first. The defaults are those of 2020; its authors add
        that likely benign might rather begin at -2, with ``uncertain=-1``.
    """

    pathogenic: int = 10
    likely_pathogenic: int = 6
    uncertain: int = 0
    likely_benign: int = -6

    def __attrs_post_init__(self) -> None:
        bounds = attrs.asdict(self)
        for name, bound in bounds.items():
            _whole_number(name, bound)
        if any(higher <= lower for higher, lower in pairwise(bounds.values())):
            msg = f"thresholds must fall from pathogenic to likely_benign, got {tuple(bounds.values())!r}"
            raise InvalidValueError(msg)


DEFAULT_THRESHOLDS = AcmgThresholds()
"""Classes as printed in 2020."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class EvidenceCounts(Frozen):
    """How many items of evidence a variant has, by strength.

    Attributes
    ----------
    supporting, moderate, strong, very_strong : int
        Items for pathogenicity, at most 1,000,000 of each.
    benign_supporting, benign_moderate, benign_strong : int
        Items against it. A stand-alone benign item (BA1) has no points and no place here.
    """

    supporting: int = 0
    moderate: int = 0
    strong: int = 0
    very_strong: int = 0
    benign_supporting: int = 0
    benign_moderate: int = 0
    benign_strong: int = 0

    def __attrs_post_init__(self) -> None:
        for name, count in attrs.asdict(self).items():
            if checked_count(name, count) > _MOST_ITEMS:
                msg = f"{name} must be at most {_MOST_ITEMS:,}, got {count}"
                raise InvalidValueError(msg)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Posterior(Frozen):
    """Probability after the evidence, with what it rests on.

    Attributes
    ----------
    points : float
        Points of the evidence.
    odds : float
        Factor by which the evidence multiplies the odds.
    prior : float
        Probability before the evidence, as the caller stated it.
    probability : float
        Probability after the evidence.
    independence_assumption : str
        What adding the points takes for granted.
    """

    points: float
    odds: float
    prior: float
    probability: float
    independence_assumption: str = attrs.field(default=INDEPENDENCE_ASSUMPTION, init=False)

    def __str__(self) -> str:
        return (
            f"{self.points:g} points, odds {self.odds:.4g}, "
            f"posterior {self.probability:.4g} from prior {self.prior:g}"
        )


def points_from_counts(counts: EvidenceCounts, *, exponent_base: float = 2.0) -> float:
    """Return the points of counted items.

    A very strong item has 8 points; each step down divides by the base, so that the default
    gives strong 4, moderate 2 and supporting 1. Benign items count the same, below zero.

    Parameters
    ----------
    counts : EvidenceCounts
        Items by strength.
    exponent_base : float
        Ratio of the points of neighbouring strengths, strictly between 1 and 1000.

    Returns
    -------
    float
        Points, negative where the benign items weigh more.

    Raises
    ------
    InvalidValueError
        If the base lies outside its range.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> points_from_counts(EvidenceCounts(very_strong=1, moderate=1, benign_strong=1))
    6.0
    """
    if not isinstance(counts, EvidenceCounts):
        msg = f"counts must be EvidenceCounts, got {counts!r}"
        raise InvalidTypeError(msg)
    base = checked_number("exponent_base", exponent_base, 1, _LARGEST_BASE, open_ends=True)
    steps = (
        counts.very_strong,
        counts.strong - counts.benign_strong,
        counts.moderate - counts.benign_moderate,
        counts.supporting - counts.benign_supporting,
    )
    return math.fsum(POINTS_VERY_STRONG * items / base**step for step, items in enumerate(steps))


def odds(points: float, *, odds_very_strong: float = ODDS_VERY_STRONG) -> float:
    """Return the factor by which points multiply the odds.

    Parameters
    ----------
    points : float
        Points, negative for evidence against.
    odds_very_strong : float
        Odds of 8 points, above 1.

    Returns
    -------
    float
        Odds, above 0; 1 for no points.

    Raises
    ------
    InvalidValueError
        If points are not finite or give odds outside e**-700 to e**700, or
        `odds_very_strong` is not above 1.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> odds(8)
    350.0
    >>> round(odds(2), 3), round(odds(-2), 3)
    (4.325, 0.231)
    """
    number = checked_number("points", points)
    base = checked_number("odds_very_strong", odds_very_strong, lowest=1, open_ends=True)
    if abs(number / POINTS_VERY_STRONG * math.log(base)) > _LARGEST_LOG_ODDS:
        msg = f"points must give odds from e**-700 to e**700, got {points!r}"
        raise InvalidValueError(msg)
    return math.pow(base, number / POINTS_VERY_STRONG)


def posterior(points: float, *, prior: float, odds_very_strong: float = ODDS_VERY_STRONG) -> Posterior:
    """Return the probability after evidence worth some points.

    Parameters
    ----------
    points : float
        Points, negative for evidence against.
    prior : float
        Probability before the evidence, strictly between 0 and 1. There is no default. For
        variants of genes on a panel the authors use 0.10; a prior of 0.102 lets 7 points
        reach 0.95. Neither number is meant for anything else.
    odds_very_strong : float
        Odds of 8 points, above 1.

    Returns
    -------
    Posterior
        Points, odds, prior and probability.

    Raises
    ------
    InvalidValueError
        If the prior is not strictly between 0 and 1, or points or `odds_very_strong` are out
        of range.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> print(posterior(10, prior=0.1))
    10 points, odds 1514, posterior 0.9941 from prior 0.1
    """
    factor = odds(points, odds_very_strong=odds_very_strong)
    before = checked_number("prior", prior, 0, 1, open_ends=True)
    return Posterior(
        points=float(points),
        odds=factor,
        prior=before,
        # Rounding must not push what is all but certain beyond 1.
        probability=min(1.0, factor * before / ((factor - 1) * before + 1)),
    )


def acmg_class(points: float, *, thresholds: AcmgThresholds = DEFAULT_THRESHOLDS) -> AcmgClass:
    """Return the class of a variant from its points.

    Parameters
    ----------
    points : float
        A whole number of points; the classes leave gaps between whole numbers.
    thresholds : AcmgThresholds
        Fewest points of each class.

    Returns
    -------
    AcmgClass
        The class.

    Raises
    ------
    InvalidValueError
        If points are no whole number.
    InvalidTypeError
        If points are no number, or thresholds have the wrong type.

    Examples
    --------
    >>> acmg_class(6)
    <AcmgClass.LIKELY_PATHOGENIC: 'likely pathogenic'>
    >>> acmg_class(-7)
    <AcmgClass.BENIGN: 'benign'>
    """
    if not isinstance(thresholds, AcmgThresholds):
        msg = f"thresholds must be AcmgThresholds, got {thresholds!r}"
        raise InvalidTypeError(msg)
    number = checked_number("points", points)
    if not number.is_integer():
        msg = f"points must be a whole number, because the classes leave gaps between them, got {points!r}"
        raise InvalidValueError(msg)
    if number >= thresholds.pathogenic:
        return AcmgClass.PATHOGENIC
    if number >= thresholds.likely_pathogenic:
        return AcmgClass.LIKELY_PATHOGENIC
    if number >= thresholds.uncertain:
        return AcmgClass.UNCERTAIN
    if number >= thresholds.likely_benign:
        return AcmgClass.LIKELY_BENIGN
    return AcmgClass.BENIGN


def combining_rules_class(counts: EvidenceCounts) -> AcmgClass:
    """Return the class of a variant by the combining rules of 2015, without points.

    Two of the eighteen rules do not fit the points: two strong items are pathogenic here but
    likely pathogenic with 8 points, one very strong and one moderate item the other way round.

    Parameters
    ----------
    counts : EvidenceCounts
        Items by strength.

    Returns
    -------
    AcmgClass
        The class; uncertain where no rule fits or rules of both sides do.

    Raises
    ------
    InvalidValueError
        If there are moderate benign items, which the rules of 2015 do not know.
    InvalidTypeError
        If `counts` has the wrong type.

    Examples
    --------
    >>> two_strong = EvidenceCounts(strong=2)
    >>> combining_rules_class(two_strong).value, acmg_class(points_from_counts(two_strong)).value
    ('pathogenic', 'likely pathogenic')
    """
    if not isinstance(counts, EvidenceCounts):
        msg = f"counts must be EvidenceCounts, got {counts!r}"
        raise InvalidTypeError(msg)
    if counts.benign_moderate:
        msg = f"benign_moderate must be 0 for the rules of 2015, got {counts.benign_moderate}"
        raise InvalidValueError(msg)
    harmful, harmless = _pathogenic_rules(counts), _benign_rules(counts)
    if AcmgClass.UNCERTAIN not in (harmful, harmless):
        return AcmgClass.UNCERTAIN
    return harmful if harmless is AcmgClass.UNCERTAIN else harmless


def _pathogenic_rules(counts: EvidenceCounts) -> AcmgClass:
    # Pairs of moderate and supporting items, any of which completes the item named before.
    moderate, supporting = counts.moderate, counts.supporting

    def reaches(*pairs: tuple[int, int]) -> bool:
        return any(moderate >= least and supporting >= other for least, other in pairs)

    very_strong, strong = counts.very_strong >= 1, counts.strong >= 1
    if (
        (very_strong and (strong or reaches((2, 0), (1, 1), (0, 2))))
        or counts.strong >= 2  # noqa: PLR2004 - the rule itself
        or (strong and reaches((3, 0), (2, 2), (1, 4)))
    ):
        return AcmgClass.PATHOGENIC
    if (
        (very_strong and reaches((1, 0)))
        or (strong and reaches((1, 0), (0, 2)))
        or reaches((3, 0), (2, 2), (1, 4))
    ):
        return AcmgClass.LIKELY_PATHOGENIC
    return AcmgClass.UNCERTAIN


def _benign_rules(counts: EvidenceCounts) -> AcmgClass:
    strong, supporting = counts.benign_strong, counts.benign_supporting
    if strong >= 2:  # noqa: PLR2004 - the rule itself
        return AcmgClass.BENIGN
    if (strong and supporting) or supporting >= 2:  # noqa: PLR2004 - the rule itself
        return AcmgClass.LIKELY_BENIGN
    return AcmgClass.UNCERTAIN

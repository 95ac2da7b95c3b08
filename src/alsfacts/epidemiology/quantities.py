"""Shares on three scales that must never be added: of variance, of risk, of cases.

Heritability is a share of the variance in liability among people. An attributable fraction
is the share of the risk of a population that would go if an exposure went. A case share
(`alsfacts.epidemiology.shares`) counts people who carry a causal genotype. Each has its own
type, and ``+`` refuses to mix them. Levin's and Miettinen's fractions: Hanley 2001,
doi 10.1136/jech.55.7.508.

Scope: the types, and the checks of the numbers that they hold.
"""

from __future__ import annotations

import math
from typing import ClassVar, NoReturn

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.vocabulary import Term

__all__ = [
    "AttributableFraction",
    "AttributableMethod",
    "EffectMeasure",
    "ScaledShare",
    "VarianceComponent",
    "VarianceShare",
    "checked_count",
    "checked_level",
    "checked_limits",
    "checked_number",
]

ROUNDING = 1e-9
"""Differences below this are those of floating-point arithmetic."""


class VarianceComponent(Term):
    """A part of the variance in liability to a disease."""

    ADDITIVE = "a2", "Additive genetic effects: narrow-sense heritability."
    SHARED_ENVIRONMENT = "c2", "Environment that twins or relatives share."
    UNSHARED_ENVIRONMENT = "e2", "Unshared environment, chance and error."
    COMMON_VARIANTS = "snp-h2", "Additive effects that genotyped variants tag: a part of a2."


class AttributableMethod(Term):
    """Formula of an attributable fraction."""

    LEVIN = "levin", "Exposure in the population and an unadjusted relative risk."
    MIETTINEN = "miettinen", "Exposure among cases and a relative risk that may be adjusted."
    DEFINITION = "definition", "Risk of all less risk of the unexposed, over risk of all."


class EffectMeasure(Term):
    """What an effect compares, or what it is a figure of."""

    ODDS_RATIO = "OR", "Odds of the exposed over odds of the unexposed."
    RISK_RATIO = "RR", "Risk of the exposed over risk of the unexposed."
    RATE_RATIO = "IRR", "Incidence rate of the exposed over that of the unexposed."
    HAZARD_RATIO = "HR", "Hazard of the exposed over hazard of the unexposed."
    MEAN_DIFFERENCE = "MD", "Mean of one group less mean of the other."
    STANDARDISED_MEAN_DIFFERENCE = "SMD", "Mean difference in standard deviations."
    RISK_DIFFERENCE = "RD", "Risk of the exposed less risk of the unexposed."
    LOGIT = "PLO", "Logarithm of the odds p / (1 - p) of one proportion; nothing is compared."
    SLOPE = "SLOPE", "Slope of a line; nothing is compared."

    @property
    def is_ratio(self) -> bool:
        """Whether it is a ratio, pooled as its logarithm."""
        return self.value in ("OR", "RR", "IRR", "HR")


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


class ScaledShare:
    """A share that knows its scale and cannot be added to one of another.

    Attributes
    ----------
    scale : str
        What it is a share of, in words.
    """

    __slots__ = ()

    scale: ClassVar[str] = "an unnamed scale"
    like_refusal: ClassVar[str] = "they overlap"
    """Why two of the same type are not added."""

    def __add__(self, other: object) -> ScaledShare:
        """Refuse the sum; a type that defines one says so itself."""
        self._refuse(other)

    def __radd__(self, other: object) -> ScaledShare:
        """Refuse the sum with what knows no scale; sum() comes here, from 0."""
        self._refuse(other)

    def _refuse(self, other: object) -> NoReturn:
        kind, other_kind = type(self).__name__, type(other).__name__
        if isinstance(other, type(self)):
            msg = f"these two values of type {kind} are not added: {self.like_refusal}"
        elif isinstance(other, ScaledShare):
            msg = (
                f"{kind} and {other_kind} are not added, because they live on different scales: "
                f"one is {self.scale}, the other {other.scale}"
            )
        else:
            msg = (
                f"{kind} and {other!r} are not added: one is {self.scale}, and {other_kind} has no such scale"
            )
        raise InvalidTypeError(msg)


@attrs.frozen(kw_only=True)
class VarianceShare(ScaledShare):
    """A share of the variance in liability to a disease; not a share of cases.

    Shares of different components of one decomposition may be added: a2 + c2 is what makes
    relatives alike. The sum has no limits, because those need the covariance of its parts.

    Attributes
    ----------
    estimate : float
        The share. Formulas can give less than 0 or more than 1; nothing is clipped.
    lower, upper : float or None
        Confidence limits, where known.
    level : float
        Confidence level, percent.
    components : tuple of VarianceComponent
        What the share is made of.
    decomposition : str
        The model fit that it comes from; empty where it stands alone.
    population : str
        Source population, or empty.

    Examples
    --------
    >>> a2 = VarianceShare(estimate=0.4, components=(VarianceComponent.ADDITIVE,), decomposition="fit")
    >>> c2 = VarianceShare(
    ...     estimate=0.2, components=(VarianceComponent.SHARED_ENVIRONMENT,), decomposition="fit"
    ... )
    >>> round((a2 + c2).estimate, 9)
    0.6
    """

    scale: ClassVar[str] = "a share of the variance in liability among people"
    like_refusal: ClassVar[str] = (
        "only different components (a2, c2, e2) of one decomposition in one population make a sum"
    )

    estimate: float
    lower: float | None = None
    upper: float | None = None
    level: float = 95.0
    components: tuple[VarianceComponent, ...]
    decomposition: str = ""
    population: str = ""

    def __attrs_post_init__(self) -> None:
        _check_share(self.estimate, self.lower, self.upper, self.level)
        for component in self.components:
            if not isinstance(component, VarianceComponent):
                msg = f"components must hold members of VarianceComponent, got {component!r}"
                raise InvalidTypeError(msg)
        if not self.components or len(set(self.components)) != len(self.components):
            msg = f"components must name at least one component, and each once, got {self.components!r}"
            raise InvalidValueError(msg)

    @property
    def admissible(self) -> bool:
        """Whether the estimate lies from 0 to 1, as a share must."""
        return -ROUNDING <= self.estimate <= 1 + ROUNDING

    def __add__(self, other: object) -> VarianceShare:
        """Add another component of the same decomposition."""
        if not isinstance(other, VarianceShare) or not self._completes(other):
            self._refuse(other)
        united = {*self.components, *other.components}
        return VarianceShare(
            estimate=self.estimate + other.estimate,
            level=self.level,
            components=tuple(component for component in VarianceComponent if component in united),
            decomposition=self.decomposition,
            population=self.population,
        )

    def _completes(self, other: VarianceShare) -> bool:
        parts = [*self.components, *other.components]
        return (
            self.decomposition != ""
            and (self.decomposition, self.population) == (other.decomposition, other.population)
            and len(set(parts)) == len(parts)
            # What common variants tag lies inside a2; next to other parts it would count twice.
            and VarianceComponent.COMMON_VARIANTS not in parts
        )


@attrs.frozen(kw_only=True)
class AttributableFraction(ScaledShare):
    """The share of a population's risk that goes with an exposure; not a share of variance.

    Two of them are not added with ``+``: causes that act together are counted in each. See
    `alsfacts.epidemiology.attributable.sum_of_attributable`, whose result says so.

    Attributes
    ----------
    estimate : float
        The fraction, at most 1; negative for an exposure that protects.
    lower, upper : float or None
        Confidence limits, where known.
    level : float
        Confidence level, percent.
    method : AttributableMethod
        The formula.
    exposure : str
        The exposure in words, or empty.
    warnings : tuple of str
        What to heed when reading it.
    """

    scale: ClassVar[str] = "a share of the risk of a population that goes with an exposure"
    like_refusal: ClassVar[str] = (
        "cases with both causes count in each fraction; sum_of_attributable() adds them and says so"
    )

    estimate: float
    lower: float | None = None
    upper: float | None = None
    level: float = 95.0
    method: AttributableMethod
    exposure: str = ""
    warnings: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_share(self.estimate, self.lower, self.upper, self.level)
        checked_number("estimate", self.estimate, highest=1)
        if not isinstance(self.method, AttributableMethod):
            msg = f"method must be a member of AttributableMethod, got {self.method!r}"
            raise InvalidTypeError(msg)


def _check_share(estimate: float, lower: float | None, upper: float | None, level: float) -> None:
    checked_number("estimate", estimate)
    checked_limits("lower and upper", estimate, (lower, upper))
    checked_level(level)

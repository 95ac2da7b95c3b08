"""Shares on three scales that must never be added: of variance, of risk, of cases.

Heritability is a share of the variance in liability among people. An attributable fraction
is the share of the risk of a population that would go if an exposure went. A case share
(`alsfacts.epidemiology.shares`) counts people who carry a causal genotype. Each has its own
type, and ``+`` refuses to mix them. Levin's and Miettinen's fractions: Hanley 2001,
doi 10.1136/jech.55.7.508.

Scope: the types. What they share is in `alsfacts.epidemiology.scaled_share`.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from alsfacts.epidemiology.checks import ROUNDING, checked_level, checked_limits, checked_number
from alsfacts.epidemiology.scaled_share import ScaledShare
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.vocabulary import Term

__all__ = [
    "AttributableFraction",
    "AttributableMethod",
    "EffectMeasure",
    "VarianceComponent",
    "VarianceShare",
]


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


@attrs.frozen(kw_only=True, eq=False, repr=False)
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
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

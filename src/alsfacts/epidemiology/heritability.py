"""Twin arithmetic: parts of the variance in liability, and the correlation behind a concordance.

Sources: Falconer's formula (https://en.wikipedia.org/wiki/Falconer's_formula); published
components as in Al-Chalabi 2010, doi 10.1136/jnnp.2010.207464, whose figures come from
structural equations and not from Falconer's formula.

Scope: additive effects (a2), shared environment (c2), and the rest (e2: unshared environment,
chance and error). All are shares of variance in liability in one population, not of cases.
An a2 below 1 shows that genes are not all, and does not show what the rest is. What the
formulas give outside 0 to 1 is flagged and never clipped. Dominance and interaction of genes
have no place in these models.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import attrs

from alsfacts.epidemiology.checks import ROUNDING, checked_level, checked_limits, checked_number
from alsfacts.epidemiology.quantities import VarianceComponent, VarianceShare
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["AceComponents", "falconer", "published_components", "tetrachoric_from_concordance"]

_NODES = 110
_STEP = 0.03
_BISECTIONS = 40


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AceComponents(Frozen):
    """Variance in liability, split into three parts that sum to 1.

    Attributes
    ----------
    additive : VarianceShare
        Additive genetic effects, a2.
    shared_environment : VarianceShare
        Environment that twins share, c2.
    unshared_environment : VarianceShare
        Unshared environment, chance and error, e2.
    flags : tuple of str
        What is wrong with the parts; empty where all lie from 0 to 1.
    caveats : tuple of str
        How the parts are to be read.
    """

    additive: VarianceShare
    shared_environment: VarianceShare
    unshared_environment: VarianceShare
    flags: tuple[str, ...]
    caveats: tuple[str, ...] = (
        "shares of variance in liability, not of cases",
        "e2 is unshared environment, chance and error together",
    )

    @property
    def admissible(self) -> bool:
        """Whether every part lies from 0 to 1."""
        return not self.flags

    @property
    def entirely_genetic_excluded(self) -> bool | None:
        """Whether the upper limit of a2 lies below 1; None without limits."""
        return None if self.additive.upper is None else self.additive.upper < 1


def falconer(r_mz: float, r_dz: float, *, population: str = "") -> AceComponents:
    """Split variance by Falconer's formula: a2 = 2(rMZ - rDZ), c2 = 2rDZ - rMZ, e2 = 1 - rMZ.

    Parameters
    ----------
    r_mz, r_dz : float
        Correlation in liability of monozygotic and of dizygotic twins, from -1 to 1.
    population : str
        Source population, or empty.

    Returns
    -------
    AceComponents
        The parts as the formula gives them, flagged where they cannot be shares.

    Raises
    ------
    InvalidValueError
        If a correlation lies outside -1 to 1.
    InvalidTypeError
        If a correlation is no number.

    Examples
    --------
    >>> parts = falconer(0.8, 0.5)
    >>> round(parts.additive.estimate, 3), parts.admissible
    (0.6, True)
    >>> falconer(0.9, 0.1).flags
    ('a2 is 1.6, above 1', 'c2 is -0.7, below 0')
    """
    mz = checked_number("r_mz", r_mz, -1, 1)
    dz = checked_number("r_dz", r_dz, -1, 1)
    estimates = (2 * (mz - dz), 2 * dz - mz, 1 - mz)
    return _ace(estimates, (None, None, None), 95.0, f"Falconer, r_mz {mz!r}, r_dz {dz!r}", population)


def published_components(
    additive: float,
    *,
    additive_limits: tuple[float, float] | None = None,
    shared: float | None = None,
    shared_limits: tuple[float, float] | None = None,
    unshared: float | None = None,
    unshared_limits: tuple[float, float] | None = None,
    level: float = 95.0,
    population: str = "",
    rounding: float = 0.015,
) -> AceComponents:
    """Take the parts of variance as a twin study printed them.

    One of `shared` and `unshared` may be left out: it is what remains. For a model without
    shared environment (AE), pass ``shared=0``.

    Parameters
    ----------
    additive : float
        Printed a2.
    additive_limits : tuple of float, optional
        Its confidence limits.
    shared, unshared : float, optional
        Printed c2 and e2; at least one of them.
    shared_limits, unshared_limits : tuple of float, optional
        Their confidence limits. Without shared environment e2 = 1 - a2, and the limits of a2
        give those of e2 where these are not printed.
    level : float
        Confidence level, percent.
    population : str
        Source population, or empty.
    rounding : float
        How far from 1 the sum of three printed parts may lie; the default suits two decimals.

    Returns
    -------
    AceComponents
        The three parts.

    Raises
    ------
    InvalidValueError
        If both c2 and e2 are missing, three parts do not sum to 1, or limits exclude a part.
    InvalidTypeError
        If a part is no number.

    Examples
    --------
    >>> parts = published_components(0.61, additive_limits=(0.38, 0.78), shared=0)
    >>> parts.entirely_genetic_excluded
    True
    >>> parts.unshared_environment.components[0].meaning
    'Unshared environment, chance and error.'
    """
    a2 = checked_number("additive", additive)
    checked_number("rounding", rounding, 0, 1)
    checked_level(level)
    if shared is None and unshared is None:
        msg = "shared or unshared must be given, because a2 alone does not split the rest; AE is shared=0"
        raise InvalidValueError(msg)
    if shared is None:
        e2 = checked_number("unshared", unshared)
        c2 = _rest(a2, e2)
    else:
        c2 = checked_number("shared", shared)
        e2 = _rest(a2, c2) if unshared is None else checked_number("unshared", unshared)
    total = a2 + c2 + e2
    # Asked this way round, because a sum that left floating point is no number.
    if not abs(total - 1) <= rounding + ROUNDING:
        msg = f"additive, shared and unshared must sum to 1 within {rounding:g}, got {total:g}"
        raise InvalidValueError(msg)
    limits = (
        checked_limits("additive_limits", a2, additive_limits),
        checked_limits("shared_limits", c2, shared_limits),
        checked_limits("unshared_limits", e2, unshared_limits),
    )
    lower, upper = limits[0]
    if c2 == 0 and limits[2] == (None, None) and lower is not None and upper is not None:
        limits = (limits[0], limits[1], (min(e2, 1 - upper), max(e2, 1 - lower)))
    label = f"published, a2 {a2!r}, c2 {c2!r}, e2 {e2!r}"
    return _ace((a2, c2, e2), limits, level, label, population)


def _rest(a2: float, other: float) -> float:
    rest = 1 - a2 - other
    # 1 - 0.61 - 0.39 is no shared environment at all, not 1e-17 of it.
    return 0.0 if abs(rest) < ROUNDING else rest


def _ace(
    estimates: tuple[float, float, float],
    limits: tuple[tuple[float | None, float | None] | None, ...],
    level: float,
    decomposition: str,
    population: str,
) -> AceComponents:
    if not isinstance(population, str):
        msg = f"population must be a string, got {population!r}"
        raise InvalidTypeError(msg)
    components = (
        VarianceComponent.ADDITIVE,
        VarianceComponent.SHARED_ENVIRONMENT,
        VarianceComponent.UNSHARED_ENVIRONMENT,
    )
    shares = []
    flags = []
    for component, estimate, pair in zip(components, estimates, limits, strict=True):
        lower, upper = pair or (None, None)
        share = VarianceShare(
            estimate=estimate,
            lower=lower,
            upper=upper,
            level=level,
            components=(component,),
            decomposition=decomposition,
            population=population,
        )
        shares.append(share)
        if not share.admissible:
            side = "below 0" if estimate < 0 else "above 1"
            flags.append(f"{component.value} is {estimate:g}, {side}")
    return AceComponents(
        additive=shares[0],
        shared_environment=shares[1],
        unshared_environment=shares[2],
        flags=tuple(flags),
    )


def tetrachoric_from_concordance(prevalence: float, concordance: float) -> float:
    """Return the correlation in liability that gives a concordance at a prevalence.

    Liability is bivariate normal, and whoever lies above one threshold is affected.

    Parameters
    ----------
    prevalence : float
        Lifetime risk, from 1e-12 to 1 - 1e-12.
    concordance : float
        Probability that the co-twin of an affected twin is affected (probandwise). A pairwise
        concordance is smaller and gives too low a correlation.

    Returns
    -------
    float
        Correlation, from -1 to 1; 0 where the concordance equals the prevalence.

    Raises
    ------
    InvalidValueError
        If the prevalence is out of range, or no correlation below 1 in size gives the
        concordance: one of 0 or 1 fixes none.
    InvalidTypeError
        If an argument is no number.

    Notes
    -----
    With threshold t and correlation sin(x), both lie above t with the probability
    ``(1 / (2 pi)) * integral of exp(-t^2 / (1 + sin s)) ds`` from -pi/2 to x. Quadrature
    and bisection solve it; the error stays below 1e-6.

    Examples
    --------
    >>> round(tetrachoric_from_concordance(1 / 400, 10 / 54), 3)
    0.688
    """
    risk = checked_number("prevalence", prevalence, 1e-12, 1 - 1e-12)
    checked_number("concordance", concordance)
    fewest = max(0.0, 2 - 1 / risk)
    if not fewest < concordance < 1:
        msg = (
            f"concordance must lie strictly between {fewest:g} and 1 at prevalence {risk:g}, "
            f"got {concordance!r}; at its ends no correlation can be told"
        )
        raise InvalidValueError(msg)
    both = risk * concordance
    if risk > 1 / 2:
        # The unaffected correlate as the affected do, and from the rarer side no digits are lost.
        risk, both = 1 - risk, 1 - risk - risk * (1 - concordance)
    threshold = NormalDist().inv_cdf(risk)
    low, high = -math.pi / 2, math.pi / 2
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if _both_above(threshold, middle) < both:
            low = middle
        else:
            high = middle
    return math.sin((low + high) / 2)


def _both_above(threshold: float, angle: float) -> float:
    width = angle + math.pi / 2
    square = threshold * threshold / 2
    # 1 + sin s is 2 sin^2(d / 2) at the distance d from -pi/2, which keeps its digits there.
    heights = (
        weight * math.exp(-square / math.sin(width * place / 2) ** 2) for place, weight in _quadrature()
    )
    return width * math.fsum(heights) / (2 * math.pi)


@cache
def _quadrature() -> tuple[tuple[float, float], ...]:
    """Return places and weights of the tanh-sinh rule on 0 to 1, dense at both ends.

    The integrand is steep at the lower end for thresholds near the mean, and at the upper end
    for rare diseases; a rule with equal steps would miss either.
    """
    rule = []
    for number in range(-_NODES, _NODES + 1):
        u = number * _STEP
        place = 1 / (1 + math.exp(-math.pi * math.sinh(u)))
        rest = 1 / (1 + math.exp(math.pi * math.sinh(u)))
        rule.append((place, _STEP * math.pi * math.cosh(u) * place * rest))
    return tuple(rule)

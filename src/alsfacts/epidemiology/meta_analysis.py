"""Pooling of study effects by inverse variance: fixed effect and DerSimonian-Laird.

Source: the formulas of the R package metafor (wviechtb/metafor, tests
``test_misc_metan_vs_rma.uni_with_dat.bcg.r``, checked there against Stata metan). I2 is
100 * tau2 / (tau2 + s2), s2 the typical variance within studies, tau2 by the method of moments.

Scope: independent effects of one measure, pooled on the scale on which the measure is close
to normal: the logarithm for ratios, the plain value for differences. Warnings stand in the
result and are never printed. A pooled effect tells nothing of bias in its studies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_level, checked_limits, checked_number
from alsfacts.epidemiology.intervals import critical_value
from alsfacts.epidemiology.quantities import EffectMeasure
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import Term

__all__ = [
    "PooledEffect",
    "PoolingMethod",
    "StudyEffect",
    "effect_from_interval",
    "effect_from_table",
    "pool_effects",
]

_LARGEST_LOG_RATIO = 700  # ratios beyond exp(700) come near the largest float
# The test of scatter is weak with few studies, so 10 percent is the usual limit (Higgins 2003,
# pubmedcentralcanada.ca/pmcc/articles/PMC192859).
_SCATTER_P_VALUE = 0.1
_SMALLEST_ERROR, _LARGEST_ERROR = 1e-12, 1e12  # squares and their inverses must stay meaningful


class PoolingMethod(Term):
    """How studies are weighted."""

    FIXED = "fixed", "One true effect; the weight is one over the variance."
    DERSIMONIAN_LAIRD = "dersimonian-laird", "True effects scatter; their variance tau2 joins each variance."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StudyEffect(Frozen):
    """Effect of one study on the scale on which it is pooled.

    Attributes
    ----------
    measure : EffectMeasure
        What it compares.
    estimate : float
        Effect; the natural logarithm for a ratio.
    standard_error : float
        Its standard error, on the same scale.
    study : str
        Name of the study, or empty.
    cohort : str
        Participants, so that people who come twice are noticed; empty where not known.
    warnings : tuple of str
        What was noticed when the effect was made; repeated in the pooled result.
    """

    measure: EffectMeasure
    estimate: float
    standard_error: float
    study: str = ""
    cohort: str = ""
    warnings: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_measure(self.measure)
        bound = _LARGEST_LOG_RATIO if self.measure.is_ratio else _LARGEST_ERROR
        checked_number("estimate", self.estimate, -bound, bound)
        checked_number("standard_error", self.standard_error, _SMALLEST_ERROR, _LARGEST_ERROR)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PooledEffect(Frozen):
    """Effect pooled over studies, with how much they differ.

    Attributes
    ----------
    measure : EffectMeasure
        What it compares.
    method : PoolingMethod
        How studies were weighted.
    studies : int
        Number of effects pooled.
    estimate, lower, upper : float
        Effect and limits; natural logarithms for a ratio.
    standard_error : float
        Standard error of `estimate`.
    level : float
        Confidence level, percent.
    z : float
        Estimate over its standard error.
    q : float
        Cochran's Q.
    degrees_of_freedom : int
        Of Q: one less than the number of effects.
    q_p_value : float
        P value of Q.
    tau_squared : float
        Variance of true effects; 0 in fixed pooling, by assumption.
    i_squared_percent : float
        Share of the variability of effects that is not chance.
    weights : tuple of float
        Weights, in the order given; they sum to 1.
    ratio, ratio_lower, ratio_upper : float or None
        Effect and limits as ratios; None for differences.
    warnings : tuple of str
        Why to read it with care.
    """

    measure: EffectMeasure
    method: PoolingMethod
    studies: int
    estimate: float
    lower: float
    upper: float
    standard_error: float
    level: float
    z: float
    q: float
    degrees_of_freedom: int
    q_p_value: float
    tau_squared: float
    i_squared_percent: float
    weights: tuple[float, ...]
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    warnings: tuple[str, ...]


def effect_from_interval(
    measure: EffectMeasure,
    estimate: float,
    lower: float,
    upper: float,
    *,
    level: float = 95.0,
    study: str = "",
    cohort: str = "",
    asymmetry_tolerance: float = 0.1,
) -> StudyEffect:
    """Make a study effect from a printed estimate and its confidence interval.

    Parameters
    ----------
    measure : EffectMeasure
        What it compares.
    estimate, lower, upper : float
        As printed: ratios as ratios, not as logarithms.
    level : float
        Confidence level of the interval, percent.
    study, cohort : str
        Names of the study and of its participants.
    asymmetry_tolerance : float
        How far the estimate may lie from the middle, in half widths, before a warning. The
        default lets ordinary rounding pass; a coarse interval may warn all the same.

    Returns
    -------
    StudyEffect
        The effect on its pooling scale.

    Raises
    ------
    InvalidValueError
        If the limits do not enclose the estimate or are equal, or a ratio is not above 0.
    InvalidTypeError
        If the measure or a number is of the wrong type.

    Examples
    --------
    >>> effect = effect_from_interval(EffectMeasure.ODDS_RATIO, 5.4, 2.5, 11.6)
    >>> round(effect.estimate, 3), round(effect.standard_error, 3)
    (1.686, 0.392)
    """
    _check_measure(measure)
    checked_level(level)
    checked_number("asymmetry_tolerance", asymmetry_tolerance, lowest=0)
    lowest = 0 if measure.is_ratio else None
    low = checked_number("lower", lower, lowest, open_ends=True)
    high = checked_number("upper", upper, lowest, open_ends=True)
    centre = checked_number("estimate", estimate, lowest, open_ends=True)
    checked_limits("lower and upper", centre, (low, high))
    if measure.is_ratio:
        low, centre, high = math.log(low), math.log(centre), math.log(high)
    half = high / 2 - low / 2
    if half <= 0:
        msg = f"lower must be less than upper, got {lower!r} and {upper!r}"
        raise InvalidValueError(msg)
    warnings = []
    if abs(low / 2 + high / 2 - centre) > asymmetry_tolerance * half:
        scale = "log scale" if measure.is_ratio else "scale of the measure"
        warnings.append(
            f"{study or 'one study'}: {estimate:g} is not the middle of {lower:g} to {upper:g} "
            f"on the {scale}: check for a typing error"
        )
    return StudyEffect(
        measure=measure,
        estimate=centre,
        standard_error=half / critical_value(level),
        study=study,
        cohort=cohort,
        warnings=tuple(warnings),
    )


def effect_from_table(
    measure: EffectMeasure,
    exposed_cases: int,
    exposed_noncases: int,
    unexposed_cases: int,
    unexposed_noncases: int,
    *,
    study: str = "",
    cohort: str = "",
    zero_cell_correction: float = 0.5,
) -> StudyEffect:
    """Make a study effect from the four counts of a 2x2 table.

    Parameters
    ----------
    measure : EffectMeasure
        Odds ratio or risk ratio.
    exposed_cases, exposed_noncases, unexposed_cases, unexposed_noncases : int
        The counts; both rows and both columns must hold somebody.
    study, cohort : str
        Names of the study and of its participants.
    zero_cell_correction : float
        Added to all four cells if one of them is empty; the result warns.

    Returns
    -------
    StudyEffect
        Log ratio and its large-sample standard error.

    Raises
    ------
    InvalidValueError
        If the measure is no odds or risk ratio, a count is negative, or a row or column is empty.
    InvalidTypeError
        If a count is no whole number.

    Examples
    --------
    >>> effect = effect_from_table(EffectMeasure.RISK_RATIO, 4, 119, 11, 128)
    >>> round(effect.estimate, 4), round(effect.standard_error**2, 4)
    (-0.8893, 0.3256)
    """
    counts = {
        "exposed_cases": exposed_cases,
        "exposed_noncases": exposed_noncases,
        "unexposed_cases": unexposed_cases,
        "unexposed_noncases": unexposed_noncases,
    }
    a, b, c, d = (checked_number(name, checked_count(name, count)) for name, count in counts.items())
    if measure not in (EffectMeasure.ODDS_RATIO, EffectMeasure.RISK_RATIO):
        msg = f"measure must be the odds ratio or the risk ratio for a table, got {measure!r}"
        raise InvalidValueError(msg)
    checked_number("zero_cell_correction", zero_cell_correction, lowest=0, open_ends=True)
    if min(a + b, c + d, a + c, b + d) == 0:
        msg = f"a table needs exposed and unexposed people, cases and noncases; got {tuple(counts.values())}"
        raise InvalidValueError(msg)
    warnings = []
    if min(a, b, c, d) == 0:
        a, b, c, d = (count + zero_cell_correction for count in (a, b, c, d))
        warnings.append(
            f"{study or 'one study'}: a cell is empty, {zero_cell_correction:g} was added to each"
        )
    if measure is EffectMeasure.ODDS_RATIO:
        estimate = math.log(a) - math.log(b) - math.log(c) + math.log(d)
        variance = math.fsum((1 / a, 1 / b, 1 / c, 1 / d))
    else:
        estimate = math.log(a) - math.log(a + b) - math.log(c) + math.log(c + d)
        # b / (a * (a + b)) is 1/a - 1/(a + b) without the loss of digits.
        variance = b / a / (a + b) + d / c / (c + d)
    return StudyEffect(
        measure=measure,
        estimate=estimate,
        standard_error=math.sqrt(variance),
        study=study,
        cohort=cohort,
        warnings=tuple(warnings),
    )


def pool_effects(
    effects: Iterable[StudyEffect],
    method: PoolingMethod = PoolingMethod.DERSIMONIAN_LAIRD,
    *,
    level: float = 95.0,
    few_studies: int = 5,
) -> PooledEffect:
    """Pool the effects of at least two studies.

    Parameters
    ----------
    effects : iterable of StudyEffect
        Effects of one measure, in any order.
    method : PoolingMethod
        Fixed or DerSimonian-Laird.
    level : float
        Confidence level of the result, percent.
    few_studies : int
        Fewer effects than this bring a warning.

    Returns
    -------
    PooledEffect
        Pooled effect, Q, tau2, I2, weights and warnings.

    Raises
    ------
    InvalidValueError
        If there are fewer than two effects, or their measures differ.
    InvalidTypeError
        If an item is no StudyEffect or the method no PoolingMethod.

    Examples
    --------
    >>> one = effect_from_interval(EffectMeasure.HAZARD_RATIO, 1.2, 0.9, 1.6)
    >>> other = effect_from_interval(EffectMeasure.HAZARD_RATIO, 1.5, 1.2, 1.875)
    >>> pooled = pool_effects([one, other])
    >>> round(pooled.ratio, 2), round(pooled.i_squared_percent)
    (1.37, 31)
    >>> pooled.warnings
    ('only 2 effects: how much true effects scatter is hardly known',)
    """
    studies = tuple(effects)
    for effect in studies:
        if not isinstance(effect, StudyEffect):
            msg = f"effects must hold StudyEffect records, got {effect!r}"
            raise InvalidTypeError(msg)
    if not isinstance(method, PoolingMethod):
        msg = f"method must be a member of PoolingMethod, got {method!r}"
        raise InvalidTypeError(msg)
    checked_level(level)
    checked_count("few_studies", few_studies)
    if len(studies) < 2:  # noqa: PLR2004 - the least to pool
        msg = f"effects must number at least 2 to be pooled, got {len(studies)}"
        raise InvalidValueError(msg)
    measure = studies[0].measure
    if any(effect.measure is not measure for effect in studies):
        msg = f"effects must be of one measure, got {', '.join(sorted({one.measure for one in studies}))}"
        raise InvalidValueError(msg)

    variances = [effect.standard_error**2 for effect in studies]
    fixed = [1 / variance for variance in variances]
    centre = _weighted_mean(studies, fixed)
    q = math.fsum(w * (effect.estimate - centre) ** 2 for w, effect in zip(fixed, studies, strict=True))
    freedom = len(studies) - 1
    spread = _spread(fixed)
    between = max(0.0, (q - freedom) / spread)
    within = freedom / spread
    tau_squared = between if method is PoolingMethod.DERSIMONIAN_LAIRD else 0.0
    weights = [1 / (variance + tau_squared) for variance in variances]
    total = math.fsum(weights)
    estimate = _weighted_mean(studies, weights)
    error = math.sqrt(1 / total)
    half = critical_value(level) * error
    points = (estimate, estimate - half, estimate + half)
    ratios = [_ratio(point) for point in points] if measure.is_ratio else (None, None, None)
    scatter = _chi_squared_tail(q, freedom)
    return PooledEffect(
        measure=measure,
        method=method,
        studies=len(studies),
        estimate=estimate,
        lower=points[1],
        upper=points[2],
        standard_error=error,
        level=level,
        z=estimate / error,
        q=q,
        degrees_of_freedom=freedom,
        q_p_value=scatter,
        tau_squared=tau_squared,
        i_squared_percent=100 * between / (between + within),
        weights=tuple(weight / total for weight in weights),
        ratio=ratios[0],
        ratio_lower=ratios[1],
        ratio_upper=ratios[2],
        warnings=tuple(_warnings(studies, few_studies, scatter)),
    )


def _check_measure(measure: object) -> None:
    if not isinstance(measure, EffectMeasure):
        msg = f"measure must be a member of EffectMeasure, got {measure!r}"
        raise InvalidTypeError(msg)


def _weighted_mean(studies: tuple[StudyEffect, ...], weights: list[float]) -> float:
    values = [effect.estimate for effect in studies]
    mean = math.fsum(w * value for w, value in zip(weights, values, strict=True)) / math.fsum(weights)
    # A mean lies between its values; the last digit of a division must not say otherwise.
    return min(max(mean, min(values)), max(values))


def _spread(weights: list[float]) -> float:
    """Return sum(w) - sum(w^2)/sum(w), without that difference of what may be near equals."""
    below = 0.0
    products = []
    for weight in sorted(weights):
        products.append(weight * below)
        below += weight
    return 2 * math.fsum(products) / math.fsum(weights)


def _ratio(logarithm: float) -> float:
    if logarithm > _LARGEST_LOG_RATIO:
        msg = f"effects must be more precise: the upper limit of the ratio would be exp({logarithm:g})"
        raise InvalidValueError(msg)
    return math.exp(logarithm)


def _chi_squared_tail(value: float, freedom: int) -> float:
    """Return P(chi-squared above `value`) by its finite sum for whole degrees of freedom."""
    half = value / 2
    if half == 0:
        return 1.0
    odd = freedom % 2
    powers = (step + odd / 2 for step in range(freedom // 2))
    terms = [math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers]
    return min(1.0, math.fsum([odd * math.erfc(math.sqrt(half)), *terms]))


def _warnings(studies: tuple[StudyEffect, ...], few_studies: int, scatter: float) -> Iterable[str]:
    if len(studies) < few_studies:
        yield f"only {len(studies)} effects: how much true effects scatter is hardly known"
    if scatter < _SCATTER_P_VALUE:
        yield (
            f"the effects differ by more than chance (P {scatter:.2g} of Q): the interval is for their mean, "
            "not for any one population"
        )
    people: dict[str, list[str]] = {}
    for number, effect in enumerate(studies, start=1):
        if effect.cohort:
            people.setdefault(effect.cohort, []).append(effect.study or f"effect {number}")
    for cohort, names in people.items():
        if len(names) > 1:
            yield f"{', '.join(names)} share the cohort {cohort}: the same people count more than once"
    for effect in studies:
        yield from effect.warnings

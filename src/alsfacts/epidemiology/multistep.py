"""The multistep model: how many steps a disease takes, from how its incidence rises with age.

Source: Analysis of amyotrophic lateral sclerosis as a multistep process: a population-based
modelling study, doi 10.1016/S1474-4422(14)70219-4 (the model is that of Armitage and Doll);
The multistep hypothesis of ALS revisited: The role of genetic mutations,
doi 10.1212/WNL.0000000000005996.

Scope: incidence by age in people of one group. The logarithm of incidence is fitted as a line
in the logarithm of age, and the number of steps is the slope plus 1. Many other models give
such an age curve, so a slope counts steps only if the model holds. In the last age bands
incidence often falls, and bends the line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs

from alsfacts.epidemiology.checks import checked_level, checked_limits, checked_number
from alsfacts.errors import InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["AgeSlope", "StepCount", "StepsRemoved", "fit_age_slope", "steps_from_slope", "steps_removed"]

_FEWEST_BANDS = 3
_CAVEAT = "the slope counts steps only if the multistep model holds; other models give the same age curve"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StepCount(Frozen):
    """Number of steps of a disease in the multistep model.

    Attributes
    ----------
    steps : float
        Slope plus 1.
    lower, upper : float or None
        Confidence limits as printed for the slope, plus 1; need not be symmetric.
    level : float
        Confidence level, percent.
    caveats : tuple of str
        How the number is to be read.
    """

    steps: float
    lower: float | None = None
    upper: float | None = None
    level: float = 95.0
    caveats: tuple[str, ...] = (_CAVEAT,)

    @property
    def rounded(self) -> int:
        """The nearest whole number of steps; a half counts upwards."""
        return math.floor(self.steps + 0.5)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StepsRemoved(Frozen):
    """Steps that carriers of a variant no longer need.

    Attributes
    ----------
    removed : float
        Slope of the population less slope of carriers; negative if carriers rise steeper.
    remaining_steps : float
        Steps that carriers still need.
    caveats : tuple of str
        How the numbers are to be read.
    """

    removed: float
    remaining_steps: float
    caveats: tuple[str, ...] = (_CAVEAT,)

    @property
    def sufficient_alone(self) -> bool:
        """Whether no more than one step remains; if more do, the variant is not sufficient."""
        return self.remaining_steps <= 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AgeSlope(Frozen):
    """Line through the logarithms of age and incidence, by least squares.

    Attributes
    ----------
    slope, intercept : float
        Of the line; the intercept is the logarithm of incidence at age 1.
    standard_error : float
        Of the slope.
    r_squared : float
        Share of the variance of log incidence that the line takes up; 1 if there is none.
    bands : int
        Number of age bands.
    warnings : tuple of str
        Where incidence falls with age.
    """

    slope: float
    intercept: float
    standard_error: float
    r_squared: float
    bands: int
    warnings: tuple[str, ...]


def steps_from_slope(
    slope: float, limits: tuple[float, float] | None = None, *, level: float = 95.0
) -> StepCount:
    """Return the number of steps that a slope of log incidence on log age stands for.

    Parameters
    ----------
    slope : float
        Slope, at least 0.
    limits : tuple of float, optional
        Its confidence limits, kept as printed even if the slope is not in their middle.
    level : float
        Confidence level, percent.

    Returns
    -------
    StepCount
        Steps with limits.

    Raises
    ------
    InvalidValueError
        If the slope is negative, which the model does not define, or outside its limits.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> count = steps_from_slope(4.8, (4.5, 5.0))
    >>> round(count.steps, 1), count.rounded, (count.lower, count.upper)
    (5.8, 6, (5.5, 6.0))
    """
    checked_level(level)
    found = checked_number("slope", slope, lowest=0)
    lower, upper = checked_limits("limits", found, limits)
    return StepCount(
        steps=found + 1,
        lower=None if lower is None else lower + 1,
        upper=None if upper is None else upper + 1,
        level=level,
    )


def steps_removed(population_slope: float, carrier_slope: float) -> StepsRemoved:
    """Compare the slope of carriers of a variant with that of the population.

    Parameters
    ----------
    population_slope : float
        Slope of log incidence on log age in the population, at least 0.
    carrier_slope : float
        The same among carriers, at least 0.

    Returns
    -------
    StepsRemoved
        Steps that the variant stands for, and those that remain.

    Raises
    ------
    InvalidValueError
        If a slope is negative.
    InvalidTypeError
        If a slope is no number.

    Examples
    --------
    >>> compared = steps_removed(4.65, 2.22)
    >>> round(compared.removed, 2), round(compared.remaining_steps, 2), compared.sufficient_alone
    (2.43, 3.22, False)
    """
    population = checked_number("population_slope", population_slope, lowest=0)
    carrier = checked_number("carrier_slope", carrier_slope, lowest=0)
    caveats = [_CAVEAT]
    if carrier > population:
        caveats.append("incidence rises more steeply among carriers: the model has no meaning for this")
    return StepsRemoved(removed=population - carrier, remaining_steps=carrier + 1, caveats=tuple(caveats))


def fit_age_slope(ages: Iterable[float], incidences: Iterable[float]) -> AgeSlope:
    """Fit log incidence as a line in log age by ordinary least squares.

    Parameters
    ----------
    ages : iterable of float
        Middle of each age band, above 0, all different.
    incidences : iterable of float
        Incidence in each band, above 0, in any one unit.

    Returns
    -------
    AgeSlope
        The line; pass its slope to `steps_from_slope`.

    Raises
    ------
    InvalidValueError
        If there are fewer than three bands, lengths differ, ages repeat, or a number is not
        above 0: a band without cases has no logarithm and must be merged or left out.
    InvalidTypeError
        If an item is no number.

    Examples
    --------
    >>> fit = fit_age_slope([45, 55, 65, 75], [1.0, 2.7, 5.9, 12.1])
    >>> round(fit.slope, 2), steps_from_slope(fit.slope).rounded
    (4.86, 6)
    """
    bands = [
        (
            math.log(checked_number("ages", age, lowest=0, open_ends=True)),
            math.log(checked_number("incidences", incidence, lowest=0, open_ends=True)),
            age,
        )
        for age, incidence in _paired(ages, incidences)
    ]
    # Sorted, so that the order of bands changes no digit of the result.
    bands.sort()
    xs, ys = [band[0] for band in bands], [band[1] for band in bands]
    if len(set(xs)) < len(xs):
        msg = f"ages must all be different, got {[band[2] for band in bands]!r}"
        raise InvalidValueError(msg)
    centre_x, centre_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    spread_x = math.fsum((x - centre_x) ** 2 for x in xs)
    spread_y = math.fsum((y - centre_y) ** 2 for y in ys)
    slope = math.fsum((x - centre_x) * (y - centre_y) for x, y, _ in bands) / spread_x
    residual = math.fsum((y - centre_y - slope * (x - centre_x)) ** 2 for x, y, _ in bands)
    falling = [bands[number][2] for number in range(1, len(bands)) if ys[number] < ys[number - 1]]
    warnings = [f"incidence falls towards age {age:g}: such bands bend the line" for age in falling]
    return AgeSlope(
        slope=slope,
        intercept=centre_y - slope * centre_x,
        standard_error=math.sqrt(residual / (len(xs) - 2) / spread_x),
        r_squared=max(0.0, 1 - residual / spread_y) if len(set(ys)) > 1 else 1.0,
        bands=len(bands),
        warnings=tuple(warnings),
    )


def _paired(ages: Iterable[float], incidences: Iterable[float]) -> list[tuple[float, float]]:
    all_ages, all_incidences = tuple(ages), tuple(incidences)
    if len(all_ages) != len(all_incidences):
        msg = f"ages and incidences must be as many, got {len(all_ages)} and {len(all_incidences)}"
        raise InvalidValueError(msg)
    if len(all_ages) < _FEWEST_BANDS:
        msg = f"ages must number at least {_FEWEST_BANDS}, got {len(all_ages)}"
        raise InvalidValueError(msg)
    return list(zip(all_ages, all_incidences, strict=True))

"""Figures of a finding: measure, bounds and counts."""

import math
from collections.abc import Iterator

import attrs

from alsfacts.errors import InvalidValueError
from alsfacts.model.base import Complaint, Value, identifier, number, ordered, ratio_field
from alsfacts.vocabulary import Estimand, FamilyHistory, Quantity

__all__ = ["Bound", "CarrierCount", "FamilialCount", "Measure"]

NULL_VALUES = {"ratio": 1.0, "percentage points": 0.0, "standardised mean difference": 0.0}
"""Value that means no effect, for the units that have one."""

_SHARE_UNITS = {"percent": 100.0, "proportion": 1.0}
"""The whole, in the units that a share may have."""

_ESTIMAND_UNITS = {
    Estimand.AGE_SLOPE: "slope",
    Estimand.MORTALITY_AGE_SLOPE: "slope",
    Estimand.STEPS: "steps",
    Estimand.EXPOSURE_ODDS_RATIO: "ratio",
    Estimand.EXPOSURE_RATE_RATIO: "ratio",
}
"""Unit of what is no share."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Measure(Value):
    """The figure of a finding.

    Attributes
    ----------
    name : str
        What was measured, in words.
    value : float
        Estimate, in `unit`.
    unit : str
        Unit in words; ``ratio`` for odds, risk, hazard and rate ratios.
    ci_low, ci_high : float or None
        Confidence limits, in `unit`.
    ci_level : float or None
        Confidence level, percent.
    p_value : float or None
        P value as printed.
    n : int or None
        Denominator of this measure.
    events : int or None
        Numerator of this measure.
    estimand : Estimand or None
        What the figure estimates, if it is one of the quantities that the epidemiology compares and
        holds for all such people: not for a part chosen by age or by another disease.
    """

    name: str
    value: float = number()
    unit: str
    ci_low: float | None = number(default=None)
    ci_high: float | None = number(default=None)
    ci_level: float | None = number(50, 100, default=None)
    p_value: float | None = ratio_field(default=None)
    n: int | None = number(0, default=None)
    events: int | None = number(0, default=None)
    estimand: Estimand | None = None

    def _contradictions(self) -> Iterator[Complaint]:
        yield from ordered(self.ci_low, self.ci_high, ("ci_low", "ci_high"))
        if (self.ci_low is not None and self.value < self.ci_low) or (
            self.ci_high is not None and self.value > self.ci_high
        ):
            yield "value", f"the interval {self.ci_low} to {self.ci_high} excludes its estimate {self.value}"
        if self.n is not None and self.events is not None and self.events > self.n:
            yield "events", f"{self.events} events among {self.n}"
        if self.unit == "ratio" and min(self.value, self.ci_low or 0) < 0:
            yield "value", "a ratio cannot be negative"
        if self.estimand is not None:
            yield from self._estimand_contradictions(self.estimand)

    def _estimand_contradictions(self, estimand: Estimand) -> Iterator[Complaint]:
        accepted = tuple(_SHARE_UNITS) if estimand.is_share else (_ESTIMAND_UNITS[estimand],)
        if self.unit not in accepted:
            yield "unit", f"{estimand} has the unit {' or '.join(accepted)}, got {self.unit!r}"
            return
        highest = _SHARE_UNITS.get(self.unit, math.inf)
        for name in ("value", "ci_low", "ci_high"):
            figure = getattr(self, name)
            if figure is not None and not 0 <= figure <= highest:
                limits = f"from 0 to {highest:g}" if estimand.is_share else "at least 0"
                yield name, f"{estimand} in {self.unit} must be {limits}, got {figure:g}"

    def share(self, figure: float) -> float:
        """Return a figure of this measure as a share of one.

        Parameters
        ----------
        figure : float
            The value or a limit, in `unit`.

        Returns
        -------
        float
            The figure in parts of one.

        Raises
        ------
        InvalidValueError
            If the unit is neither percent nor proportion.

        Examples
        --------
        >>> measure = Measure(name="share of carriers", value=5.1, unit="percent")
        >>> measure.share(measure.value)
        0.051
        """
        if self.unit not in _SHARE_UNITS:
            msg = f"unit must be {' or '.join(_SHARE_UNITS)} for a share, got {self.unit!r}"
            raise InvalidValueError(msg)
        return figure / _SHARE_UNITS[self.unit]

    @property
    def has_interval(self) -> bool:
        """Whether both confidence limits are known."""
        return self.ci_low is not None and self.ci_high is not None

    @property
    def null_value(self) -> float | None:
        """Value that means no effect, where the unit has one (1 for ratios)."""
        return NULL_VALUES.get(self.unit)

    @property
    def includes_null(self) -> bool | None:
        """Whether the interval includes no effect; None where that cannot be said."""
        null = self.null_value
        if null is None or self.ci_low is None or self.ci_high is None:
            return None
        return self.ci_low <= null <= self.ci_high

    def __str__(self) -> str:
        text = f"{self.name}: {self.value:g} {self.unit}"
        if self.ci_low is not None and self.ci_high is not None:
            level = f"{self.ci_level:g}% CI " if self.ci_level is not None else "interval "
            text += f" ({level}{self.ci_low:g} to {self.ci_high:g})"
        if self.p_value is not None:
            text += f", p = {self.p_value:g}"
        return text


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bound(Value):
    """Limits that a finding sets to how much of the disease is inherited.

    The admissible input of the verdict rule; see the method page of the documentation.

    Attributes
    ----------
    quantity : Quantity
        What is limited.
    lower, upper : float
        Confidence limits: shares from 0 to 1, or a number of steps.
    level : float
        Confidence level, percent.
    population : str
        Source population: two bounds from one population count once.
    pairs : int or None
        Number of identical twin pairs, for a concordance.
    derived : str or None
        How the limits were computed, where the source prints only counts.
    """

    quantity: Quantity
    lower: float = number(0)
    upper: float = number(0)
    level: float = number(50, 100)
    population: str = identifier("slug")
    pairs: int | None = number(0, default=None)
    derived: str | None = None

    def _contradictions(self) -> Iterator[Complaint]:
        yield from ordered(self.lower, self.upper, ("lower", "upper"))
        if self.quantity is not Quantity.STEPS_REMAINING and self.upper > 1:
            yield "upper", f"a {self.quantity} is a share of at most 1, got {self.upper:g}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CarrierCount(Value):
    """Patients who carry a causal genotype, counted in one source population.

    Attributes
    ----------
    carriers, cases : int
        Patients with such a genotype, and all patients examined.
    gene_ids : tuple of str
        Genes whose genotypes were counted as causal.
    population : str
        Source population: two counts from one population count once.
    unselected : bool
        Whether the patients were taken without regard to family history or genotype.
    criteria : str
        How a genotype was judged to be causal.
    note : str or None
        Remarks, such as on carriers of two variants.
    """

    carriers: int = number(0)
    cases: int = number(1)
    gene_ids: tuple[str, ...] = identifier("symbol", default=())
    population: str = identifier("slug")
    unselected: bool
    criteria: str
    note: str | None = None

    def _contradictions(self) -> Iterator[Complaint]:
        if self.carriers > self.cases:
            yield "carriers", f"{self.carriers} carriers among {self.cases} cases"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FamilialCount(Value):
    """Patients with a family history of the disease, counted in one source population.

    Attributes
    ----------
    familial, cases : int
        Patients with a family history, and all patients asked.
    population : str
        Source population: two counts from one population count once.
    population_based : bool
        Whether the patients come from a register or survey of a whole population, not from a clinic.
    family_history : FamilyHistory
        What made a patient familial, for comparing like with like.
    definition : str or None
        The same in the words of the source, or what else is known of it.
    """

    familial: int = number(0)
    cases: int = number(1)
    population: str = identifier("slug")
    population_based: bool
    family_history: FamilyHistory
    definition: str | None = None

    def _contradictions(self) -> Iterator[Complaint]:
        if self.familial > self.cases:
            yield "familial", f"{self.familial} familial among {self.cases} cases"

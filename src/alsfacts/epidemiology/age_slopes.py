"""Slope of log incidence on log age, pooled over registers of whole populations.

Method: slopes as they are, by inverse variance, DerSimonian-Laird
(`alsfacts.epidemiology.meta_analysis`), with the standard error from the printed interval. What a
slope stands for: `alsfacts.epidemiology.multistep`.

Scope: registers that share no cohort. Slopes of mortality, and slopes among carriers of a
variant, are other figures and stay out.
"""

from __future__ import annotations

import attrs

from alsfacts.epidemiology.checks import checked_level
from alsfacts.epidemiology.estimates import Question, is_synthesis, left_out_lines, one_a_cohort
from alsfacts.epidemiology.meta_analysis import PooledEffect, StudyEffect, effect_from_interval, pool_effects
from alsfacts.epidemiology.multistep import StepCount, steps_from_slope
from alsfacts.epidemiology.quantities import EffectMeasure
from alsfacts.errors import MissingEvidenceError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand, Region

__all__ = ["ASYMMETRY_TOLERANCE", "PooledSlope", "estimand_of", "pooled_age_slope", "size_of", "step_words"]

ASYMMETRY_TOLERANCE = 0.4
"""Part of the half width by which a slope may miss the middle of its interval without a warning.

Printing to one decimal alone moves the middle of the narrowest interval in the data so far.
"""

_FEWEST = 2
_SLOPES = (Estimand.AGE_SLOPE, Estimand.MORTALITY_AGE_SLOPE)
_WEIGHT = "an interval that is not symmetric enters with half its width as if it were"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PooledSlope(Frozen):
    """Slope of log incidence on log age, pooled over registers that share no cohort.

    Attributes
    ----------
    slope, lower, upper : float
        Pooled slope and limits: percent of incidence for each percent of age.
    level : float
        Confidence level, percent.
    steps : StepCount
        Steps of the multistep model that it stands for.
    pooled : PooledEffect
        The pooling: weights in the order of `evidence_ids`, tau2, I2.
    evidence_ids : tuple of str
        Findings pooled, in order of id.
    set_aside : tuple of SetAside
        Slopes left out, with reasons.
    warnings : tuple of str
        Why to read it with care.
    """

    slope: float
    lower: float
    upper: float
    level: float
    steps: StepCount
    pooled: PooledEffect
    evidence_ids: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        interval = f"{self.level:g}% CI {self.lower:.2f} to {self.upper:.2f}"
        spread = f"{len(self.evidence_ids)} registers, I2 {self.pooled.i_squared_percent:.0f}%"
        lines = [f"slope {self.slope:.2f} ({interval}), {step_words(self.steps)}, {spread}"]
        lines += [f"  from {name}" for name in self.evidence_ids]
        lines += left_out_lines(self.set_aside)
        lines += [f"  warning: {text}" for text in self.warnings]
        return "\n".join(lines)


def pooled_age_slope(
    *,
    region: Region | str | None = None,
    level: float = 95.0,
    disease: Disease | str = "als",
    knowledge_base: KnowledgeBase | None = None,
) -> PooledSlope:
    """Pool the slope of log incidence on log age over registers that share no cohort.

    Parameters
    ----------
    region : Region, str or None
        Region, or its word; None for everywhere.
    level : float
        Confidence level of the result, percent.
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    PooledSlope
        Pooled slope, its steps, and what was left out and why.

    Raises
    ------
    MissingEvidenceError
        If fewer than two registers can be pooled.
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidValueError
        If there is no such region, or the level is out of range.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> result = pooled_age_slope()
    >>> f"{result.slope:.2f} ({result.lower:.2f} to {result.upper:.2f})", result.steps.rounded
    ('4.77 (4.53 to 5.01)', 6)
    """
    checked_level(level)
    question = Question.of(disease, knowledge_base, region)
    set_aside: list[SetAside] = []
    findings = [item for item in question.findings() if estimand_of(item) in _SLOPES]
    effects: dict[str, StudyEffect] = {}
    candidates = []
    for item in question.standing(findings, set_aside):
        effect = _effect(item)
        if isinstance(effect, str):
            set_aside.append(SetAside(evidence_id=item.id, reason=effect))
        else:
            effects[item.id] = effect
            candidates.append(item)
    kept = one_a_cohort(candidates, size_of, set_aside)
    if len(kept) < _FEWEST:
        left = "; ".join(str(item) for item in set_aside) or "nothing"
        msg = (
            f"the age slope of {question.place} needs slopes with intervals of at least {_FEWEST} registers, "
            f"got {len(kept)} ({', '.join(item.id for item in kept) or 'none'}). Left out: {left}"
        )
        raise MissingEvidenceError(msg)
    pooled = pool_effects((effects[item.id] for item in kept), level=level)
    uneven = any(effects[item.id].warnings for item in kept)
    return PooledSlope(
        slope=pooled.estimate,
        lower=pooled.lower,
        upper=pooled.upper,
        level=pooled.level,
        steps=steps_from_slope(pooled.estimate, (pooled.lower, pooled.upper), level=pooled.level),
        pooled=pooled,
        evidence_ids=tuple(item.id for item in kept),
        set_aside=tuple(sorted(set_aside, key=lambda item: item.evidence_id)),
        warnings=pooled.warnings + ((_WEIGHT,) if uneven else ()),
    )


def estimand_of(item: Evidence) -> Estimand | None:
    """Return what the measure of a finding estimates.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    Estimand or None
        None without a measure, or if it has no estimand.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> estimand_of(evidence["chio-2018-multistep-whole-population"])
    <Estimand.AGE_SLOPE: 'age-slope'>
    """
    return None if item.measure is None else item.measure.estimand


def size_of(item: Evidence) -> int:
    """Return the number of patients behind the measure of a finding.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    int
        Denominator of the measure, else the size of the study, else 0.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> carriers = evidence["chio-2018-c9orf72-three-steps"]
    >>> carriers.n_cases, size_of(carriers)
    (1077, 74)
    """
    counted = None if item.measure is None else item.measure.n
    return counted or item.n_cases or 0


def step_words(count: StepCount) -> str:
    """Write a number of steps with its limits.

    Parameters
    ----------
    count : StepCount
        The steps.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> step_words(steps_from_slope(4.8, (4.5, 5.0)))
    '5.8 steps (5.5 to 6.0)'
    """
    text = f"{count.steps:.1f} steps"
    if count.lower is not None and count.upper is not None:
        text += f" ({count.lower:.1f} to {count.upper:.1f})"
    return text


def _effect(item: Evidence) -> StudyEffect | str:
    """Return the slope of a whole population as a study effect, or say why it is not pooled."""
    measure = item.measure
    if estimand_of(item) is Estimand.MORTALITY_AGE_SLOPE:
        return "a slope of mortality, not of incidence"
    if item.gene_ids:
        return "a slope among carriers, not in a whole population"
    if is_synthesis(item):
        return "a synthesis of studies, which may be among those pooled"
    if measure is None or measure.ci_low is None or measure.ci_high is None or measure.ci_level is None:
        return "prints no interval with its level, so it has no weight"
    return effect_from_interval(
        EffectMeasure.SLOPE,
        measure.value,
        measure.ci_low,
        measure.ci_high,
        level=measure.ci_level,
        study=item.id,
        asymmetry_tolerance=ASYMMETRY_TOLERANCE,
    )

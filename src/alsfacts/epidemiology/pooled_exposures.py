"""Effect of an exposure, pooled over comparable studies, with published syntheses beside it.

Method: odds and rate ratios of people ever against never exposed, on the log scale, by inverse
variance, DerSimonian-Laird (`alsfacts.epidemiology.meta_analysis`).

Scope: primary studies of one exposure that share no participants and print the same ratio of the
same contrast. The bundled studies were not collected by a registered search, so a pooled effect
sums up what is bundled and no literature. Highest against lowest group, effects per unit, deaths
in place of cases and ratios to a general population are other figures and stay out.
"""

from __future__ import annotations

import math

import attrs

from alsfacts.bundled import base_for
from alsfacts.epidemiology.checks import checked_level
from alsfacts.epidemiology.estimates import Question, is_synthesis, left_out_lines, one_a_cohort
from alsfacts.epidemiology.meta_analysis import PooledEffect, StudyEffect, effect_from_interval, pool_effects
from alsfacts.epidemiology.quantities import EffectMeasure
from alsfacts.errors import InvalidTypeError, InvalidValueError, MissingEvidenceError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Exposure
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand

__all__ = ["ExposureEffect", "exposure_effect", "exposure_effects"]

_FEWEST = 2
_MEASURES = {
    Estimand.EXPOSURE_ODDS_RATIO: EffectMeasure.ODDS_RATIO,
    Estimand.EXPOSURE_RATE_RATIO: EffectMeasure.RATE_RATIO,
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExposureEffect(Frozen):
    """Effect of one exposure on the occurrence of a disease.

    Attributes
    ----------
    exposure_id, disease_id : str
        Exposure and disease.
    estimand : Estimand
        Ratio that was pooled.
    ratio, lower, upper : float
        Pooled ratio and limits.
    pooled : PooledEffect
        The pooling: weights in the order of `evidence_ids`, tau2, I2.
    evidence_ids : tuple of str
        Findings pooled, in order of id.
    published : tuple of str
        Syntheses in the data that print such a ratio; kept beside, never pooled.
    set_aside : tuple of SetAside
        Findings on the exposure left out, with reasons.
    warnings : tuple of str
        Why to read it with care.
    """

    exposure_id: str
    disease_id: str
    estimand: Estimand
    ratio: float
    lower: float
    upper: float
    pooled: PooledEffect
    evidence_ids: tuple[str, ...]
    published: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"{self.exposure_id}: {self.summary}",
                *(f"  from {name}" for name in self.evidence_ids),
                *(f"  published: {name}" for name in self.published),
                *left_out_lines(self.set_aside),
                *(f"  warning: {text}" for text in self.warnings),
            ]
        )

    @property
    def summary(self) -> str:
        """The pooled ratio in one line."""
        return (
            f"{self.estimand.value.replace('-', ' ')} {self.ratio:.2f} ({self.pooled.level:g}% CI "
            f"{self.lower:.2f} to {self.upper:.2f}), {len(self.evidence_ids)} studies, "
            f"I2 {self.pooled.i_squared_percent:.0f}%"
        )


def exposure_effect(
    exposure: Exposure | str,
    *,
    level: float = 95.0,
    disease: Disease | str = "als",
    knowledge_base: KnowledgeBase | None = None,
) -> ExposureEffect:
    """Pool the effect of an exposure over comparable studies.

    Parameters
    ----------
    exposure : Exposure or str
        The exposure, or a name of it.
    level : float
        Confidence level of the result, percent.
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    ExposureEffect
        Pooled ratio, what is published beside it, and what was left out and why. If both odds
        and rate ratios could be pooled, those of more studies are.

    Raises
    ------
    MissingEvidenceError
        If fewer than two studies can be pooled.
    UnknownRecordError
        If no exposure or disease profile answers to the name.
    InvalidValueError
        If the level is out of range.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> result = exposure_effect("head-trauma")
    >>> result.evidence_ids
    ('filippini-2020-lifestyle-italy', 'seelen-2014-head-trauma')
    >>> f"{result.ratio:.2f} ({result.lower:.2f} to {result.upper:.2f})"
    '2.15 (1.36 to 3.40)'
    """
    checked_level(level)
    question = Question.of(disease, base_for(knowledge_base, disease, exposure))
    if not isinstance(exposure, Exposure | str):
        msg = f"exposure must be an Exposure or the name of one, got {type(exposure).__name__}"
        raise InvalidTypeError(msg)
    name = exposure.id if isinstance(exposure, Exposure) else exposure
    exposure_id = question.knowledge_base.exposures[name].id
    set_aside: list[SetAside] = []
    findings = [item for item in question.findings() if exposure_id in item.exposure_ids and _has_ratio(item)]
    effects: dict[Estimand, dict[str, StudyEffect]] = {estimand: {} for estimand in _MEASURES}
    candidates: dict[Estimand, list[Evidence]] = {estimand: [] for estimand in _MEASURES}
    published = []
    for item in question.standing(findings, set_aside):
        if is_synthesis(item) and _estimand(item) in _MEASURES:
            published.append(f"{item.id}: {item.measure}")
            continue
        effect = _effect(item)
        if isinstance(effect, str):
            set_aside.append(SetAside(evidence_id=item.id, reason=effect))
        else:
            estimand, found = effect
            effects[estimand][item.id] = found
            candidates[estimand].append(item)
    kept = {
        estimand: one_a_cohort(items, lambda item: item.n_cases or 0, set_aside)
        for estimand, items in candidates.items()
    }
    chosen = max(_MEASURES, key=lambda estimand: len(kept[estimand]))
    for estimand, items in kept.items():
        if estimand is not chosen:
            set_aside.extend(
                SetAside(evidence_id=item.id, reason=f"another ratio, not pooled with {chosen}")
                for item in items
            )
    if len(kept[chosen]) < _FEWEST:
        alone = ", ".join(item.id for item in kept[chosen]) or "none"
        left = "; ".join(str(item) for item in set_aside) or "nothing"
        msg = (
            f"the effect of {exposure_id} on {question.place} needs ratios of people ever against never "
            f"exposed, with intervals, from at least {_FEWEST} studies, got {len(kept[chosen])} ({alone}). "
            f"Left out: {left}"
        )
        raise MissingEvidenceError(msg)
    pooled = pool_effects([effects[chosen][item.id] for item in kept[chosen]], level=level)
    warnings = dict.fromkeys(
        (*pooled.warnings, *(text for item in kept[chosen] for text in effects[chosen][item.id].warnings))
    )
    ratio, lower, upper = (math.exp(value) for value in (pooled.estimate, pooled.lower, pooled.upper))
    return ExposureEffect(
        exposure_id=exposure_id,
        disease_id=question.disease.id,
        estimand=chosen,
        ratio=ratio,
        lower=lower,
        upper=upper,
        pooled=pooled,
        evidence_ids=tuple(item.id for item in kept[chosen]),
        published=tuple(published),
        set_aside=tuple(set_aside),
        warnings=(*warnings, "the bundled studies were not collected by a registered search"),
    )


def exposure_effects(
    *, level: float = 95.0, disease: Disease | str = "als", knowledge_base: KnowledgeBase | None = None
) -> tuple[ExposureEffect, ...]:
    """Pool the effects of all exposures with comparable studies.

    Parameters
    ----------
    level : float
        Confidence level of the results, percent.
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    tuple of ExposureEffect
        Those that can be pooled, in order of exposure; empty if none can.

    Raises
    ------
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidValueError
        If the level is out of range.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> [effect.exposure_id for effect in exposure_effects()]
    ['head-trauma']
    """
    question = Question.of(disease, knowledge_base)
    found = []
    for exposure in question.knowledge_base.exposures:
        try:
            found.append(
                exposure_effect(
                    exposure, level=level, disease=question.disease, knowledge_base=question.knowledge_base
                )
            )
        except MissingEvidenceError:
            continue
    return tuple(found)


def _estimand(item: Evidence) -> Estimand | None:
    return item.measure.estimand if item.measure is not None else None


def _has_ratio(item: Evidence) -> bool:
    return item.measure is not None and item.measure.unit == "ratio"


def _effect(item: Evidence) -> tuple[Estimand, StudyEffect] | str:
    """Effect of a study, or why it cannot be pooled."""
    measure, estimand = item.measure, _estimand(item)
    if estimand not in _MEASURES or estimand is None or measure is None:
        return "a ratio of another contrast"
    if len(item.exposure_ids) > 1:
        return "a figure for several exposures"
    if measure.ci_low is None or measure.ci_high is None:
        return "no interval printed"
    if measure.ci_level is None:
        return "prints an interval without its level, so it has no weight"
    try:
        return estimand, effect_from_interval(
            _MEASURES[estimand],
            measure.value,
            measure.ci_low,
            measure.ci_high,
            level=measure.ci_level,
            study=item.id,
        )
    except InvalidValueError as error:
        return f"figures that cannot be pooled ({error})"

"""Pooled quantities behind a hypothesis, and how certain they are by GRADE.

GRADE asks for judgements that a person makes. Here they are read off the records by rule, so a
rating is a starting point for a panel and does not replace one.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from alsfacts.epidemiology import ExposureEffect, exposure_effects, pooled_age_slope
from alsfacts.errors import MissingEvidenceError
from alsfacts.frozen import Frozen
from alsfacts.model import Evidence
from alsfacts.scoring.assessment import Assessment, Framework
from alsfacts.scoring.grade import BodyOfEvidence, Concern, GradeRating, StartingDesign, certainty
from alsfacts.scoring.view import HypothesisView
from alsfacts.vocabulary import Design, RiskOfBias, Viewpoint

__all__ = ["body_of_evidence", "grade", "meta_analysis"]

_CONSIDERABLE, _SUBSTANTIAL = 75.0, 50.0
_META_SCOPE = "Effects of one kind, measured alike in groups of people that do not overlap."
_GRADE_SCOPE = "Certainty in the size of one effect on one outcome; no hypothesis on causes."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Pooled(Frozen):
    """A pooled quantity in words, with its findings."""

    summary: str
    evidence_ids: tuple[str, ...]
    warnings: tuple[str, ...]


def _effects(view: HypothesisView) -> tuple[ExposureEffect, ...]:
    """Pooled effects of exposures, all of whose findings count for the hypothesis."""
    counted = {line.evidence_id for line in view.score.lines}
    found = exposure_effects(disease=view.disease, knowledge_base=view.knowledge_base)
    return tuple(effect for effect in found if counted.issuperset(effect.evidence_ids))


def _pooled(view: HypothesisView) -> Iterator[_Pooled]:
    for effect in _effects(view):
        yield _Pooled(
            summary=f"{effect.exposure_id}: {effect.summary}",
            evidence_ids=effect.evidence_ids,
            warnings=effect.warnings,
        )
    try:
        slope = pooled_age_slope(disease=view.disease, knowledge_base=view.knowledge_base)
    except MissingEvidenceError:
        return
    if {line.evidence_id for line in view.score.lines}.issuperset(slope.evidence_ids):
        yield _Pooled(
            summary=str(slope).split("\n", maxsplit=1)[0],
            evidence_ids=slope.evidence_ids,
            warnings=slope.warnings,
        )


def meta_analysis(view: HypothesisView) -> Assessment:
    """Pool what comparable studies behind a hypothesis measured.

    Parameters
    ----------
    view : HypothesisView
        The hypothesis.

    Returns
    -------
    Assessment
        Pooled effects of exposures and pooled age slopes all of whose findings count for the
        hypothesis.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.compare("multistep").row("meta-analysis", "multistep").result[:10]
    'slope 4.77'
    """
    found = tuple(_pooled(view))
    if not found:
        return view.not_applicable(
            Framework.META_ANALYSIS, "fewer than two comparable studies of any one effect", _META_SCOPE
        )
    return view.assessment(
        Framework.META_ANALYSIS,
        "; ".join(pooled.summary for pooled in found),
        evidence_ids=tuple(sorted({item for pooled in found for item in pooled.evidence_ids})),
        scope=_META_SCOPE,
        caveats=(
            "what is pooled is what is bundled, which no registered search collected",
            "most findings print figures that cannot be pooled with any other",
        ),
        details=tuple(dict.fromkeys(text for pooled in found for text in pooled.warnings)),
    )


def body_of_evidence(effect: ExposureEffect, findings: tuple[Evidence, ...]) -> BodyOfEvidence:
    """Read the judgements of GRADE off the findings behind a pooled effect.

    Parameters
    ----------
    effect : ExposureEffect
        The pooled effect.
    findings : tuple of Evidence
        Its findings.

    Returns
    -------
    BodyOfEvidence
        Risk of bias: serious unless every finding is judged low. Inconsistency: serious from an
        I2 of 50 percent, very serious from 75. Imprecision: serious if the interval includes no
        effect. Indirectness: none, since exposure, outcome and people are those of the question.
        Publication bias: serious, since nobody searched for unpublished studies.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> from alsfacts.epidemiology import exposure_effect
    >>> effect = exposure_effect("head-trauma")
    >>> body = body_of_evidence(effect, tuple(evidence[name] for name in effect.evidence_ids))
    >>> body.start, body.publication_bias
    (<StartingDesign.OBSERVATIONAL: 'observational'>, <Concern.SERIOUS: 'serious'>)
    """
    spread = effect.pooled.i_squared_percent
    inconsistency = Concern.NONE
    if spread >= _SUBSTANTIAL:
        inconsistency = Concern.VERY_SERIOUS if spread >= _CONSIDERABLE else Concern.SERIOUS
    randomised = all(item.design is Design.RANDOMISED_TRIAL for item in findings)
    biased = any(item.risk_of_bias is not RiskOfBias.LOW for item in findings)
    viewpoints = {word for item in findings for bearing in item.bearings for word in bearing.viewpoints}
    return BodyOfEvidence(
        outcome=f"{effect.disease_id} after {effect.exposure_id}",
        start=StartingDesign.RANDOMISED if randomised else StartingDesign.OBSERVATIONAL,
        risk_of_bias=Concern.SERIOUS if biased else Concern.NONE,
        inconsistency=inconsistency,
        imprecision=Concern.SERIOUS if effect.lower <= 1 <= effect.upper else Concern.NONE,
        publication_bias=Concern.SERIOUS,
        relative_effect=effect.ratio,
        dose_response=Viewpoint.GRADIENT in viewpoints,
        evidence_ids=effect.evidence_ids,
    )


def grade(view: HypothesisView) -> Assessment:
    """Rate the certainty of the pooled effects behind a hypothesis.

    Parameters
    ----------
    view : HypothesisView
        The hypothesis.

    Returns
    -------
    Assessment
        One rating for each pooled effect of an exposure.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.compare("environmental-contribution").row("grade", "environmental-contribution").result
    'als after head-trauma: very low'
    """
    ratings = []
    for effect in _effects(view):
        findings = tuple(view.knowledge_base.evidence[key] for key in effect.evidence_ids)
        ratings.append(certainty(body_of_evidence(effect, findings)))
    if not ratings:
        return view.not_applicable(Framework.GRADE, "no pooled effect of an exposure to rate", _GRADE_SCOPE)
    return view.assessment(
        Framework.GRADE,
        "; ".join(f"{rating.outcome}: {rating.certainty}" for rating in ratings),
        evidence_ids=tuple(sorted({item for rating in ratings for item in rating.evidence_ids})),
        scope=_GRADE_SCOPE,
        caveats=(
            "judgements are read off the records by rule; a panel would make them",
            "publication bias counts as serious: nobody searched for unpublished studies",
        ),
        details=tuple(map(_steps, ratings)),
    )


def _steps(rating: GradeRating) -> str:
    steps = [f"{step.reason} {step.levels:+d}" for step in rating.steps if step.counted]
    return f"{rating.outcome}: starts {rating.start}; {', '.join(steps) or 'no step'}"

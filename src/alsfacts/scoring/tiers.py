"""Tier of a finding for a hypothesis: a start by design, and recorded steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import attrs

from alsfacts.frozen import Frozen
from alsfacts.model import Bearing, Evidence, Measure
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import LOWEST_TIER, DesignRule, NullWithoutInterval
from alsfacts.vocabulary import Design, Direction, Line, Outcome, RiskOfBias, Viewpoint

__all__ = ["TierStep", "Tiered", "assign_tier", "is_bare_null"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TierStep(Frozen):
    """One step on the way to a tier.

    Attributes
    ----------
    change : int
        Tiers gained or lost; for the first step the tier to begin with.
    reason : str
        Why.
    source : str
        Where the rule comes from.
    """

    change: int
    reason: str
    source: str = "alsfacts policy"

    def __str__(self) -> str:
        return f"{self.change:+d} {self.reason}"


# Most steps recur: many findings start alike, and lose a tier for the same reason.
_step = lru_cache(maxsize=1024)(TierStep)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tiered(Frozen):
    """A finding with its tier for one hypothesis.

    Attributes
    ----------
    evidence_id, hypothesis_id : str
        The finding and the hypothesis.
    line : Line
        Line of evidence.
    tier : int or None
        From -2 to 4; None where the finding earns nothing.
    steps : tuple of TierStep
        How the tier came about; the changes add up to it before it is clipped.
    """

    evidence_id: str
    hypothesis_id: str
    line: Line
    tier: int | None
    steps: tuple[TierStep, ...]


def assign_tier(item: Evidence, bearing: Bearing, policy: ScoringPolicy) -> Tiered:
    """Assign a tier to a finding for the hypothesis of one of its bearings.

    Parameters
    ----------
    item : Evidence
        The finding.
    bearing : Bearing
        How it bears on the hypothesis.
    policy : ScoringPolicy
        Tiers of the designs, and the steps.

    Returns
    -------
    Tiered
        Tier and steps. No tier: narrative sources, neutral findings and, if the policy
        says so, null results without an interval.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, evidence
    >>> trial = evidence["drachman-1994-total-lymphoid-irradiation"]
    >>> tiered = assign_tier(trial, trial.bearings[0], ScoringPolicy())
    >>> print(tiered.steps[0])
    +3 starts as randomised-trial
    """
    rule = policy.design_rule(item.design)
    line = _line(item, rule, policy)
    steps: list[TierStep] = []
    tier: int | None = None
    exclusion = _exclusion(item, bearing, line, policy)
    if exclusion is not None:
        steps.append(_step(change=0, reason=exclusion))
    else:
        steps.append(_start(item.design, item.underlying_design, rule.start))
        steps.extend(_steps_down(item, bearing, rule, line, policy))
        if min([step.change for step in steps]) >= 0:
            steps.extend(_steps_up(item, bearing, rule, policy))
        tier = max(LOWEST_TIER, min(rule.maximum, sum([step.change for step in steps])))
    return Tiered(
        evidence_id=item.id,
        hypothesis_id=bearing.hypothesis_id,
        line=line,
        tier=tier,
        steps=tuple(steps),
    )


@lru_cache(maxsize=1024)
def _start(design: Design, underlying: Design | None, tier: int) -> TierStep:
    label = f"{design}" if underlying is None else f"{design} of {underlying} findings"
    return TierStep(change=tier, reason=f"starts as {label}")


def _line(item: Evidence, rule: DesignRule, policy: ScoringPolicy) -> Line:
    if item.line_override is not None:
        return item.line_override.line
    if rule.line is not None:
        return rule.line
    # A synthesis stands in the line of what it pools.
    pooled = policy.design_rule(item.underlying_design).line if item.underlying_design is not None else None
    return pooled if pooled is not None else Line.NARRATIVE


def is_bare_null(item: Evidence, bearing: Bearing) -> bool:
    """Say whether a finding is a null result without an interval.

    Parameters
    ----------
    item : Evidence
        The finding.
    bearing : Bearing
        How it bears on the hypothesis.

    Returns
    -------
    bool
        Whether it looked for an effect in vain, and its source prints no confidence interval.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> trial = evidence["drachman-1994-total-lymphoid-irradiation"]
    >>> is_bare_null(trial, trial.bearings[0])
    True
    """
    return _is_null(item, bearing) and (item.measure is None or not item.measure.has_interval)


def _is_null(item: Evidence, bearing: Bearing) -> bool:
    return bearing.direction is Direction.DISPUTES and item.outcome is Outcome.NEGATIVE


def _exclusion(item: Evidence, bearing: Bearing, line: Line, policy: ScoringPolicy) -> str | None:
    if bearing.direction is Direction.NEUTRAL:
        return "neutral: decides nothing"
    if line is Line.NARRATIVE:
        return f"{item.design}: a narrative source earns nothing of its own"
    if policy.null_without_interval is NullWithoutInterval.UNINFORMATIVE and is_bare_null(item, bearing):
        return "null result without an interval: left out by the policy"
    return None


def _steps_down(
    item: Evidence, bearing: Bearing, rule: DesignRule, line: Line, policy: ScoringPolicy
) -> Iterator[TierStep]:
    yield from _size_step(item, rule, line)
    measure = item.measure
    if item.outcome is Outcome.POSITIVE and measure is not None:
        yield from _imprecision_step(measure, policy)
        yield from _field_significance_step(item.design, measure, policy)
    directness = policy.directness_rule(bearing.directness)
    if directness.steps:
        yield _step(
            change=directness.steps, reason=f"{bearing.directness} evidence", source="GRADE: indirectness"
        )
    if item.risk_of_bias is RiskOfBias.HIGH:
        yield _step(change=-1, reason="high risk of bias", source="GRADE: risk of bias")
    if _is_null(item, bearing):
        yield from _null_step(measure, policy)


def _size_step(item: Evidence, rule: DesignRule, line: Line) -> Iterator[TierStep]:
    # The figure's own denominator says more than the size of the study.
    size = item.n_cases
    if item.measure is not None and item.measure.n is not None:
        size = item.measure.n
    if size is None:
        if line.is_human:
            yield _step(change=-1, reason="number of people not seen", source="GRADE: imprecision")
    elif rule.small_below is not None and size < rule.small_below:
        yield _step(
            change=-1,
            reason=f"small: {size:,} below {rule.small_below:,} for {item.design}",
            source="GRADE: imprecision",
        )


def _imprecision_step(measure: Measure, policy: ScoringPolicy) -> Iterator[TierStep]:
    if measure.includes_null:
        yield _step(change=-1, reason="the interval includes no effect", source="GRADE: imprecision")
    elif measure.p_value is not None and measure.p_value >= policy.significance:
        yield _step(change=-1, reason=f"p = {measure.p_value:g}", source="GRADE: imprecision")


def _field_significance_step(design: Design, measure: Measure, policy: ScoringPolicy) -> Iterator[TierStep]:
    limit = None
    if design is Design.GWAS:
        limit = policy.gwas_significance
    elif design is Design.RARE_VARIANT_BURDEN:
        limit = policy.burden_significance
    if limit is not None and measure.p_value is not None and measure.p_value > limit:
        yield _step(change=-1, reason=f"p = {measure.p_value:g}, above {limit:g} for {design}")
    if design is Design.FAMILY_LINKAGE and measure.unit == "lod" and measure.value < policy.linkage_lod:
        yield _step(change=-1, reason=f"LOD {measure.value:g}, below {policy.linkage_lod:g}")


def _null_step(measure: Measure | None, policy: ScoringPolicy) -> Iterator[TierStep]:
    if measure is None or not measure.has_interval:
        yield _step(
            change=policy.null_step_without_interval,
            reason="null result without an interval",
            source="alsfacts policy: absence of evidence",
        )
    elif not _excludes_effects_of_interest(measure, policy):
        yield _step(
            change=policy.null_step_with_interval,
            reason="null result whose interval admits an effect of interest",
            source="alsfacts policy: absence of evidence",
        )


def _excludes_effects_of_interest(measure: Measure, policy: ScoringPolicy) -> bool:
    if measure.unit != "ratio" or measure.ci_low is None or measure.ci_high is None:
        return False
    largest = policy.smallest_ratio_of_interest
    return measure.ci_high < largest and measure.ci_low > 1 / largest


def _steps_up(
    item: Evidence, bearing: Bearing, rule: DesignRule, policy: ScoringPolicy
) -> Iterator[TierStep]:
    observational = rule.observational
    if item.underlying_design is not None:
        observational = policy.design_rule(item.underlying_design).observational
    if not observational or item.outcome is not Outcome.POSITIVE:
        return
    measure = item.measure
    if measure is not None and measure.unit == "ratio" and measure.includes_null is False and measure.value:
        effect = max(measure.value, 1 / measure.value)
        if effect >= policy.large_ratio:
            change = 2 if effect >= policy.very_large_ratio else 1
            yield _step(
                change=change,
                reason=f"effect of {measure.value:g}-fold",
                source="GRADE 9, doi 10.1016/j.jclinepi.2011.06.004",
            )
    if bearing.direction is Direction.SUPPORTS and Viewpoint.GRADIENT in bearing.viewpoints:
        yield _step(change=1, reason="dose-response gradient", source="GRADE 9")

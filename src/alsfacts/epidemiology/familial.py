"""How much of the disease is familial, pooled from the counts of population-based cohorts.

Method: logits of the counts by inverse variance, DerSimonian-Laird, transformed back
(`alsfacts.epidemiology.proportions`, `alsfacts.epidemiology.meta_analysis`). What may be pooled:
`alsfacts.epidemiology.estimates`. That the share depends on the definition of a family history, on
the design and on the decade: doi 10.1212/nxg.0000000000200109.

Scope: patients of whole populations. A family history is what a patient reports; a share of
familial cases is neither heritability nor the share with a known gene.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from alsfacts.epidemiology.checks import checked_level
from alsfacts.epidemiology.estimates import (
    PublishedShare,
    Question,
    is_synthesis,
    left_out_lines,
    one_a_cohort,
    published_share,
)
from alsfacts.epidemiology.meta_analysis import PooledEffect, pool_effects
from alsfacts.epidemiology.proportions import effect_from_proportion, proportion_from_logit
from alsfacts.epidemiology.scaled_share import ScaledShare
from alsfacts.errors import InvalidTypeError, MissingEvidenceError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, FamilialCount
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Design, Estimand, FamilyHistory, Region

__all__ = ["FamilialShare", "familial_share"]

_FEWEST = 2
_GENETIC_DESIGNS = (Design.SEQUENCING_COHORT, Design.GENOTYPE_SURVEY)
_ALL_GENETIC = (
    "every count comes from a genetic study, in which families may be over-represented: "
    "compare the published estimates"
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FamilialShare(ScaledShare):
    """Share of patients with a family history, pooled over cohorts.

    Adding it to anything is refused: pooling, not adding, brings cohorts together.

    Attributes
    ----------
    share, lower, upper : float
        Pooled share and limits, from 0 to 1.
    level : float
        Confidence level, percent.
    familial, cases : int
        Patients with a family history, and all patients, of the pooled cohorts.
    region : Region or None
        Where they come from; None for everywhere.
    family_history : FamilyHistory or None
        Definition of a family history; None if definitions were mixed.
    pooled : PooledEffect
        The pooling on the logit scale: weights in the order of `evidence_ids`, tau2, I2.
    published : tuple of PublishedShare
        Pooled estimates of others, beside this one and not in it.
    evidence_ids : tuple of str
        Findings whose counts were pooled, in order of id.
    set_aside : tuple of SetAside
        Findings on the familial share that were left out, with reasons.
    warnings : tuple of str
        Why to read it with care.
    """

    scale: ClassVar[str] = "a share of patients, counted by family history"
    like_refusal: ClassVar[str] = "they are shares of the same kind of people, to be pooled and not added"

    share: float
    lower: float
    upper: float
    level: float
    familial: int
    cases: int
    region: Region | None
    family_history: FamilyHistory | None
    pooled: PooledEffect
    published: tuple[PublishedShare, ...]
    evidence_ids: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        interval = f"{self.level:g}% CI {self.lower:.1%} to {self.upper:.1%}"
        people = f"{self.familial:,} of {self.cases:,} patients in {len(self.evidence_ids)} cohorts"
        lines = [f"familial: {self.share:.1%} ({interval}), {people}"]
        lines += [f"  from {name}" for name in self.evidence_ids]
        lines += [f"  beside it {estimate}" for estimate in self.published]
        lines += left_out_lines(self.set_aside)
        lines += [f"  warning: {text}" for text in self.warnings]
        return "\n".join(lines)


def familial_share(
    *,
    family_history: FamilyHistory | None = FamilyHistory.ALS,
    region: Region | str | None = None,
    level: float = 95.0,
    disease: Disease | str = "als",
    knowledge_base: KnowledgeBase | None = None,
) -> FamilialShare:
    """Pool the share of patients with a family history over population-based cohorts.

    Of each cohort one count stands: the largest, then the newest. Counts whose source does not
    say what made a patient familial are pooled, with a warning; counts by another definition
    are not.

    Parameters
    ----------
    family_history : FamilyHistory or None
        Definition that counts; None pools all definitions and warns.
    region : Region, str or None
        Region, or its word; None for everywhere.
    level : float
        Confidence level, percent.
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    FamilialShare
        Share of one with its limits, the pooled findings, published estimates beside it, and what
        was left out and why.

    Raises
    ------
    MissingEvidenceError
        If fewer than two cohorts can be pooled.
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidValueError
        If there is no such region, or the level is out of range.
    InvalidTypeError
        If an argument has the wrong type.

    Notes
    -----
    The interval tells of chance and of the scatter between cohorts, as far as few cohorts show it.
    It tells nothing of families that patients do not know of.

    Examples
    --------
    >>> result = familial_share()
    >>> f"{result.share:.1%}", result.evidence_ids
    ('11.3%', ('kenna-2013-ireland-c9orf72', 'norway-2022-genetic-cause'))
    >>> print(result.published[1])
    byrne-2011-familial-rate-registries: 5.1% (95% CI 4.1% to 6.1%)
    >>> print(result.set_aside[0].reason)
    may be on the same people as kenna-2013-ireland-c9orf72, which stands for the cohort
    """
    checked_level(level)
    if family_history is not None and not isinstance(family_history, FamilyHistory):
        accepted = ", ".join(f"FamilyHistory.{member.name}" for member in FamilyHistory)
        msg = f"family_history must be None or one of {accepted}, got {family_history!r}"
        raise InvalidTypeError(msg)
    question = Question.of(disease, knowledge_base, region)
    set_aside: list[SetAside] = []
    published: list[PublishedShare] = []
    counted: dict[str, FamilialCount] = {}
    candidates: list[Evidence] = []
    for item in question.standing(_on_familial_share(question), set_aside):
        estimate = published_share(item, Estimand.FAMILIAL_SHARE)
        count = item.familial_count
        reason = _reason(item, count, family_history)
        if is_synthesis(item) and estimate is not None:
            published.append(estimate)
        elif reason is not None:
            set_aside.append(SetAside(evidence_id=item.id, reason=reason))
        elif count is not None:
            candidates.append(item)
            counted[item.id] = count
    kept = one_a_cohort(
        candidates,
        lambda item: counted[item.id].cases,
        set_aside,
        population=lambda item: counted[item.id].population,
    )
    if len(kept) < _FEWEST:
        _refuse(question, kept, set_aside)
    return _pooled(
        question, kept, published=published, set_aside=set_aside, family_history=family_history, level=level
    )


def _on_familial_share(question: Question) -> list[Evidence]:
    return [
        item
        for item in question.findings()
        if item.familial_count is not None
        or (item.measure is not None and item.measure.estimand is Estimand.FAMILIAL_SHARE)
    ]


def _reason(item: Evidence, count: FamilialCount | None, wanted: FamilyHistory | None) -> str | None:
    """Say why a finding is not pooled, if it is not."""
    if is_synthesis(item):
        return "a synthesis of studies, which may be among those pooled"
    if count is None:
        if item.design in (Design.REVIEW, Design.GENETIC_REVIEW):
            return "a review, which repeats figures of others"
        return "prints a share without the counts behind it"
    if not count.population_based:
        return "its patients come from clinics, or nobody says where from, not from a whole population"
    if wanted is not None and count.family_history not in (wanted, FamilyHistory.NOT_STATED):
        return f"counts as familial by another definition: {count.family_history}, not {wanted}"
    return None


def _refuse(question: Question, kept: list[Evidence], set_aside: list[SetAside]) -> None:
    found = ", ".join(item.id for item in kept) or "none"
    left = "; ".join(str(item) for item in sorted(set_aside, key=lambda item: item.evidence_id)) or "nothing"
    msg = (
        f"the familial share of {question.place} needs population-based familial counts of at least "
        f"{_FEWEST} cohorts, got {len(kept)} ({found}). Left out: {left}"
    )
    raise MissingEvidenceError(msg)


def _pooled(
    question: Question,
    kept: list[Evidence],
    *,
    published: list[PublishedShare],
    set_aside: list[SetAside],
    family_history: FamilyHistory | None,
    level: float,
) -> FamilialShare:
    counts = [item.familial_count for item in kept if item.familial_count is not None]
    effects = [
        effect_from_proportion(count.familial, count.cases, study=item.id)
        for item, count in zip(kept, counts, strict=True)
    ]
    pooled = pool_effects(effects, level=level)
    share, lower, upper = (
        proportion_from_logit(value) for value in (pooled.estimate, pooled.lower, pooled.upper)
    )
    warnings = [*pooled.warnings]
    unstated = [
        item.id
        for item, count in zip(kept, counts, strict=True)
        if count.family_history is FamilyHistory.NOT_STATED
    ]
    if unstated and family_history is not FamilyHistory.NOT_STATED:
        warnings.append(f"{', '.join(unstated)}: what made a patient familial is not stated")
    if len({count.family_history for count in counts} - {FamilyHistory.NOT_STATED}) > 1:
        warnings.append("definitions of a family history are mixed")
    if all(item.design in _GENETIC_DESIGNS for item in kept):
        warnings.append(_ALL_GENETIC)
    outside = [
        estimate.evidence_id
        for estimate in published
        if estimate.lower is not None
        and estimate.upper is not None
        and not estimate.lower <= share <= estimate.upper
    ]
    if outside:
        warnings.append(f"lies outside the published intervals of {', '.join(outside)}")
    return FamilialShare(
        share=share,
        lower=lower,
        upper=upper,
        level=pooled.level,
        familial=sum(count.familial for count in counts),
        cases=sum(count.cases for count in counts),
        region=question.region,
        family_history=family_history,
        pooled=pooled,
        published=tuple(published),
        evidence_ids=tuple(item.id for item in kept),
        set_aside=tuple(sorted(set_aside, key=lambda item: item.evidence_id)),
        warnings=tuple(warnings),
    )

"""What estimates from evidence records share: which records, and which give way.

Rule: only what is comparable is pooled. That is the same estimand, the same definition, a
publication that stands, and no two records on the same people. A synthesis is never pooled with
studies, which may be its own, nor with another synthesis of the same literature; it is shown
beside the estimate. When pooling hinders more than it helps: Cochrane Handbook 5.1, section 9.1.4
(https://handbook-5-1.cochrane.org/chapter_9/9_1_4_when_not_to_use_meta_analysis_in_a_review.htm).

Scope: selection. The arithmetic stands in the modules that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from alsfacts.bundled import base_for
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence
from alsfacts.set_aside import SetAside
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.vocabulary import Design, Estimand, ReferenceStatus, Region

__all__ = ["PublishedShare", "Question", "is_synthesis", "left_out_lines", "one_a_cohort", "published_share"]

_SYNTHESES = (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PublishedShare(Frozen):
    """A share of patients as a publication prints it; kept beside, never pooled.

    Attributes
    ----------
    evidence_id : str
        The finding.
    share : float
        Estimate, from 0 to 1.
    lower, upper : float or None
        Limits, where printed.
    level : float or None
        Confidence level, percent, where printed.
    name : str
        What was measured, in the words of the record.
    """

    evidence_id: str
    share: float
    lower: float | None
    upper: float | None
    level: float | None
    name: str

    def __str__(self) -> str:
        text = f"{self.evidence_id}: {self.share:.1%}"
        if self.lower is not None and self.upper is not None:
            label = f"{self.level:g}% CI " if self.level is not None else ""
            text += f" ({label}{self.lower:.1%} to {self.upper:.1%})"
        return text


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Question(Frozen):
    """Where an estimate looks: one knowledge base, one disease, one region or all.

    Attributes
    ----------
    knowledge_base : KnowledgeBase
        Where the evidence is.
    disease : Disease
        The disease profile.
    region : Region or None
        Only findings from there; None for all.
    """

    knowledge_base: KnowledgeBase
    disease: Disease
    region: Region | None

    @classmethod
    def of(
        cls,
        disease: Disease | str,
        knowledge_base: KnowledgeBase | None,
        region: Region | str | None = None,
    ) -> Question:
        """Resolve the arguments that the estimates have in common.

        Parameters
        ----------
        disease : Disease or str
            The disease profile, or a name of it.
        knowledge_base : KnowledgeBase or None
            The bundled one if None.
        region : Region, str or None
            Region, or its word.

        Returns
        -------
        Question
            What is asked.

        Raises
        ------
        UnknownRecordError
            If no disease profile answers to the name.
        InvalidValueError
            If there is no such region.
        InvalidTypeError
            If an argument has the wrong type.

        Examples
        --------
        >>> Question.of("als", None, "europe").region
        <Region.EUROPE: 'europe'>
        """
        base = base_for(knowledge_base, disease)
        if not isinstance(disease, Disease | str):
            msg = f"disease must be a Disease or the name of one, got {type(disease).__name__}"
            raise InvalidTypeError(msg)
        profile = base.diseases[disease.id if isinstance(disease, Disease) else disease]
        return cls(knowledge_base=base, disease=profile, region=_region(region))

    def findings(self) -> tuple[Evidence, ...]:
        """Return the findings on the disease from the region, in order of id.

        Returns
        -------
        tuple of Evidence
            The findings, whatever the order of the data.

        Examples
        --------
        >>> {str(item.region) for item in Question.of("als", None, "europe").findings()}
        {'europe'}
        """
        found = (item for item in self.disease.evidence if self.region is None or item.region is self.region)
        return tuple(sorted(found, key=lambda item: item.id))

    def standing(self, findings: Iterable[Evidence], set_aside: list[SetAside]) -> list[Evidence]:
        """Take out findings whose publication is retracted.

        Parameters
        ----------
        findings : iterable of Evidence
            The findings.
        set_aside : list of SetAside
            Where those taken out are noted.

        Returns
        -------
        list of Evidence
            The others.

        Examples
        --------
        >>> from alsfacts import knowledge_base
        >>> kb = knowledge_base()
        >>> retracted = attrs.evolve(
        ...     kb.evidence["miller-2022-tofersen-valor"].reference, status=ReferenceStatus.RETRACTED
        ... )
        >>> question = Question.of("als", kb.extend([retracted], on_conflict="replace"))
        >>> set_aside = []
        >>> kept = question.standing(question.findings(), set_aside)
        >>> print(set_aside[0])
        miller-2022-tofersen-valor: the publication is retracted
        """
        kept = []
        for item in findings:
            if item.reference.status is ReferenceStatus.RETRACTED:
                set_aside.append(SetAside(evidence_id=item.id, reason="the publication is retracted"))
            else:
                kept.append(item)
        return kept

    @property
    def place(self) -> str:
        """Words for disease and region in a message."""
        return self.disease.id + (f" in {self.region}" if self.region is not None else "")


def _region(region: Region | str | None) -> Region | None:
    if region is None or isinstance(region, Region):
        return region
    if not isinstance(region, str):
        msg = f"region must be a Region or its word, got {type(region).__name__}"
        raise InvalidTypeError(msg)
    accepted = {member.value: member for member in Region}
    if region.strip().casefold() not in accepted:
        hint = did_you_mean(suggest(region, accepted)) or "."
        msg = f"no region {region!r}{hint} Accepted: {', '.join(accepted)}"
        raise InvalidValueError(msg)
    return accepted[region.strip().casefold()]


def is_synthesis(item: Evidence) -> bool:
    """Say whether a finding pools or sums up other studies.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    bool
        True for a meta-analysis or systematic review.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> [is_synthesis(evidence.where(design=word).first()) for word in ("meta-analysis", "cohort")]
    [True, False]
    """
    return item.design in _SYNTHESES


def published_share(item: Evidence, estimand: Estimand) -> PublishedShare | None:
    """Return the share that a finding prints of an estimand.

    Parameters
    ----------
    item : Evidence
        The finding.
    estimand : Estimand
        The share that is looked for.

    Returns
    -------
    PublishedShare or None
        The share with its limits; None if the finding is of something else.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> print(published_share(evidence["byrne-2011-familial-rate-registries"], Estimand.FAMILIAL_SHARE))
    byrne-2011-familial-rate-registries: 5.1% (95% CI 4.1% to 6.1%)
    """
    measure = item.measure
    if measure is None or measure.estimand is not estimand or not estimand.is_share:
        return None
    return PublishedShare(
        evidence_id=item.id,
        share=measure.share(measure.value),
        lower=None if measure.ci_low is None else measure.share(measure.ci_low),
        upper=None if measure.ci_high is None else measure.share(measure.ci_high),
        level=measure.ci_level,
        name=measure.name,
    )


def one_a_cohort(
    findings: Iterable[Evidence],
    size: Callable[[Evidence], Any],
    set_aside: list[SetAside],
    population: Callable[[Evidence], str | None] = lambda _: None,
) -> list[Evidence]:
    """Keep one finding a cohort: the largest, then the newest, then the first by id.

    Parameters
    ----------
    findings : iterable of Evidence
        Findings of one kind, in any order.
    size : callable
        Size of a finding, by which the largest is told.
    set_aside : list of SetAside
        Where those that give way are noted.
    population : callable
        Source population of a finding, where it has one: findings of one population may be on
        the same people even if their cohorts have different names.

    Returns
    -------
    list of Evidence
        The findings that stand, in order of id.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> names = {"chio-2018-multistep-whole-population", "chio-2018-c9orf72-three-steps"}
    >>> set_aside = []
    >>> [item.id for item in one_a_cohort(evidence.where(id=names), lambda item: item.n_cases, set_aside)]
    ['chio-2018-c9orf72-three-steps']
    >>> [item.evidence_id for item in set_aside]
    ['chio-2018-multistep-whole-population']
    """
    ordered = sorted(findings, key=lambda item: item.id)
    ordered.sort(key=lambda item: (size(item), item.year or 0), reverse=True)
    holders: dict[tuple[str, str], str] = {}
    kept = []
    for item in ordered:
        people = _people(item, population(item))
        holder = next((holders[name] for name in people if name in holders), None)
        if holder is None:
            kept.append(item)
            holders.update(dict.fromkeys(people, item.id))
        else:
            reason = f"may be on the same people as {holder}, which stands for the cohort"
            set_aside.append(SetAside(evidence_id=item.id, reason=reason))
    return sorted(kept, key=lambda item: item.id)


def left_out_lines(set_aside: Iterable[SetAside]) -> list[str]:
    """Write what was left out, one line a reason.

    Parameters
    ----------
    set_aside : iterable of SetAside
        What was left out.

    Returns
    -------
    list of str
        Lines for a report, in order of the first finding of each reason.

    Examples
    --------
    >>> items = [SetAside(evidence_id=name, reason="a review") for name in ("one", "two")]
    >>> left_out_lines(items)
    ['  left out, a review: one, two']
    """
    by_reason: dict[str, list[str]] = {}
    for item in set_aside:
        by_reason.setdefault(item.reason, []).append(item.evidence_id)
    return [f"  left out, {reason}: {', '.join(names)}" for reason, names in by_reason.items()]


def _people(item: Evidence, population: str | None) -> list[tuple[str, str]]:
    names = [("cohort", item.cohort) if item.cohort is not None else ("reference", item.reference_id)]
    if population is not None:
        names.append(("population", population))
    return names

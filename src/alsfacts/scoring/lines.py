"""From evidence records to the evidence lines that a hypothesis is balanced on."""

from __future__ import annotations

import attrs

from alsfacts.evidence_catalog import EvidenceCatalog
from alsfacts.frozen import Frozen
from alsfacts.model import Bearing, Evidence
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import SynthesisMode
from alsfacts.scoring.pooling import EvidenceLine
from alsfacts.scoring.tiers import Tiered, assign_tier, is_bare_null
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Design

__all__ = ["Collected", "SetAside", "cohort_of", "collect_lines", "consortium_of"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Collected(Frozen):
    """Evidence lines of one hypothesis, with the way to them.

    Attributes
    ----------
    lines : tuple of EvidenceLine
        Findings that count.
    tiered : tuple of Tiered
        Tier and steps of every finding that bears on the hypothesis.
    set_aside : tuple of SetAside
        Findings that do not count, with reasons.
    without_cohort : int
        Findings that count and whose participants nobody has told apart from others'.
    bare_nulls : frozenset of str
        Null results without an interval: whether they count hangs on the policy's
        `null_without_interval`, and nothing else does.
    """

    lines: tuple[EvidenceLine, ...]
    tiered: tuple[Tiered, ...]
    set_aside: tuple[SetAside, ...]
    without_cohort: int
    bare_nulls: frozenset[str]


def cohort_of(item: Evidence) -> str:
    """Return the participants of a finding: its cohort, else its publication.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    str
        A name that findings on the same people share.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> cohort_of(evidence["chio-2018-c9orf72-three-steps"])
    'piemonte-register'
    >>> cohort_of(evidence["appel-1988-cyclosporine"])
    'reference:appel-1988-double-blind-effectiveness'
    """
    return item.cohort if item.cohort is not None else f"reference:{item.reference_id}"


def consortium_of(item: Evidence) -> str:
    """Return the laboratory or consortium of a finding, else its cohort.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    str
        A name that findings of one group share. A synthesis is a group of its own.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> consortium_of(evidence["appel-1988-cyclosporine"])
    'appel-lab'
    """
    if item.consortium is not None:
        return item.consortium
    pooled = item.design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
    return f"meta:{cohort_of(item)}" if pooled else cohort_of(item)


def collect_lines(
    evidence: EvidenceCatalog, hypothesis_id: str, policy: ScoringPolicy, known: Collected | None = None
) -> Collected:
    """Collect the evidence lines of one hypothesis.

    Parameters
    ----------
    evidence : EvidenceCatalog
        Evidence on one disease.
    hypothesis_id : str
        The hypothesis.
    policy : ScoringPolicy
        Tiers and choices.
    known : Collected, optional
        The same under a policy that differs in `null_without_interval` alone: what does not hang
        on that keeps its tier and is not tiered again.

    Returns
    -------
    Collected
        Lines that count, tiers of all, and what was set aside and why.

    Examples
    --------
    >>> from alsfacts import diseases
    >>> collected = collect_lines(diseases["als"].evidence, "multistep", ScoringPolicy())
    >>> len(collected.lines) + len(collected.set_aside) == len(collected.tiered)
    True
    """
    held: dict[str, Tiered] = {}
    made: dict[str, EvidenceLine] = {}
    if known is not None:
        held = {
            result.evidence_id: result
            for result in known.tiered
            if result.evidence_id not in known.bare_nulls
        }
        made = {line.evidence_id: line for line in known.lines if line.evidence_id in held}
    assigned = [
        (item, bearing, held.get(item.id) or assign_tier(item, bearing, policy))
        for item in evidence.bearing_on(hypothesis_id)
        if (bearing := item.bearing_on(hypothesis_id)) is not None
    ]
    # Only what counts can stand for others: not what has no tier here, nor what was retracted.
    standing = [
        item for item, _, result in assigned if result.tier is not None and not evidence.is_retracted(item)
    ]
    overlaps = _overlaps(standing, policy)
    lines, set_aside, without_cohort = [], [], 0
    for item, bearing, result in assigned:
        if result.tier is None:
            set_aside.append(SetAside(evidence_id=item.id, reason=result.steps[-1].reason))
        elif evidence.is_retracted(item):
            set_aside.append(SetAside(evidence_id=item.id, reason="the publication is retracted"))
        elif item.id in overlaps:
            set_aside.append(SetAside(evidence_id=item.id, reason=overlaps[item.id]))
        else:
            lines.append(made.get(item.id) or _evidence_line(item, bearing, result.tier, result))
            without_cohort += item.cohort is None
    return Collected(
        lines=tuple(lines),
        tiered=tuple(result for _, _, result in assigned),
        set_aside=tuple(set_aside),
        without_cohort=without_cohort,
        bare_nulls=frozenset(item.id for item, bearing, _ in assigned if is_bare_null(item, bearing)),
    )


def _evidence_line(item: Evidence, bearing: Bearing, tier: int, result: Tiered) -> EvidenceLine:
    return EvidenceLine(
        evidence_id=item.id,
        direction=bearing.direction,
        line=result.line,
        directness=bearing.directness,
        tier=tier,
        cohort=cohort_of(item),
        consortium=consortium_of(item),
    )


def _overlaps(items: list[Evidence], policy: ScoringPolicy) -> dict[str, str]:
    """Return the findings that a synthesis makes redundant, with the reason."""
    by_id = {item.id: item for item in items}
    overlaps: dict[str, str] = {}
    for synthesis in items:
        members = [by_id[member] for member in synthesis.member_ids if member in by_id]
        if not members:
            continue
        if policy.synthesis_mode is SynthesisMode.EXCLUDE:
            overlaps[synthesis.id] = "a synthesis whose members count instead"
            continue
        cohorts = {cohort_of(member) for member in members}
        for item in items:
            pooled = item.id in synthesis.member_ids or cohort_of(item) in cohorts
            if pooled and cohort_of(item) != cohort_of(synthesis) and item.id != synthesis.id:
                overlaps[item.id] = f"pooled in {synthesis.id}, which counts instead"
    return overlaps

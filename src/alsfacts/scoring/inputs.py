"""What the verdict rule looks at in a knowledge base: bounds, case shares, kinds of proof, nets."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import attrs

from alsfacts.epidemiology import case_share
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence
from alsfacts.scoring.hypothesis import HypothesisScore
from alsfacts.scoring.lines import cohort_of, consortium_of
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.rose_bona import ObservationRecord, RoseBonaAssessment, assess
from alsfacts.scoring.rules import (
    AutoimmuneProof,
    BoundInput,
    Decision,
    ShareInput,
    decide,
    inadmissible_bound,
    inadmissible_share,
)
from alsfacts.scoring.table import LineTable, PolicyNumbers, roles_of
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Observation, Quantity, Role, Validity

__all__ = ["AUTOIMMUNE_CONTRIBUTION", "AUTOIMMUNE_SOLE", "RuleInputs", "rose_bona_of", "rule_inputs"]

AUTOIMMUNE_CONTRIBUTION = "autoimmune-contribution"
AUTOIMMUNE_SOLE = "autoimmune-sole"
"""The hypotheses whose scores the rule looks at."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RuleInputs(Frozen):
    """Everything that the rule looks at, so that parts can be left out again.

    Attributes
    ----------
    bounds : tuple of BoundInput
        Limits to how much is inherited.
    shares : tuple of ShareInput
        Shares of cases with a causal genotype.
    observations : tuple of ObservationRecord
        What was looked for among the criteria of Rose and Bona.
    contribution, sole : LineTable
        Evidence lines of an autoimmune contribution, and of a purely autoimmune disease.
    sole_robust : bool
        Whether the role of the latter is contradicted, and robust.
    """

    bounds: tuple[BoundInput, ...]
    shares: tuple[ShareInput, ...]
    observations: tuple[ObservationRecord, ...]
    contribution: LineTable
    sole: LineTable
    sole_robust: bool

    def decide(self, policy: ScoringPolicy, without: AbstractSet[str] = frozenset()) -> Decision:
        """Apply the rule.

        Parameters
        ----------
        policy : ScoringPolicy
            Thresholds, and the numbers of the nets.
        without : set of str, optional
            Source populations and groups to leave out, here and in the nets.

        Returns
        -------
        Decision
            Status of both claims.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy, verdict
        >>> inputs = verdict().inputs
        >>> inputs.decide(ScoringPolicy()).purely_autoimmune.status
        <Status.REFUTED: 'refuted'>
        >>> inputs.decide(ScoringPolicy(), without={"irish-register", "norway"}).purely_autoimmune.status
        <Status.NOT_ESTABLISHED: 'not established'>
        """
        numbers = PolicyNumbers.of(policy)
        return self.decide_by(
            policy,
            self.contribution.net(numbers, without=without),
            self.sole.net(numbers, without=without),
            without,
        )

    def decide_by(
        self,
        policy: ScoringPolicy,
        contribution_net: float,
        sole_net: float,
        without: AbstractSet[str] = frozenset(),
    ) -> Decision:
        """Apply the rule with given nets, such as drawn ones.

        Parameters
        ----------
        policy : ScoringPolicy
            Thresholds.
        contribution_net, sole_net : float
            Net points of the two autoimmune hypotheses.
        without : set of str, optional
            Source populations and groups to leave out.

        Returns
        -------
        Decision
            Status of both claims.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy, verdict
        >>> inputs = verdict("myasthenia-gravis").inputs
        >>> for net in (8.0, -8.0):
        ...     print(inputs.decide_by(ScoringPolicy(), net, 0.0).purely_autoimmune.status)
        supported
        not established
        """
        (sole_role,) = roles_of(self.sole, [sole_net], policy, without)
        observations = [record for record in self.observations if record.group not in without]
        assessment = assess(observations)
        # The antigen is half of direct proof, so what identifies it is cited with the transfer.
        antigen = [r for r in observations if r.met and r.observation is Observation.ANTIGEN_IDENTIFIED]
        proving = (*assessment.deciding, *antigen)
        return decide(
            [bound for bound in self.bounds if bound.population not in without],
            [share for share in self.shares if share.population not in without],
            AutoimmuneProof(
                rose_bona=assessment.status,
                net=contribution_net,
                sole_role=sole_role,
                sole_robust=self.sole_robust,
                evidence_ids=tuple(dict.fromkeys(record.evidence_id for record in proving)),
            ),
            policy,
        )

    @property
    def units(self) -> tuple[str, ...]:
        """Source populations, and groups behind the kind of proof, each once."""
        populations = [
            *(bound.population for bound in self.bounds),
            *(share.population for share in self.shares),
        ]
        deciding = (record.group for record in assess(self.observations).deciding)
        return tuple(dict.fromkeys((*populations, *deciding)))

    @property
    def sources(self) -> tuple[str, ...]:
        """Units, and groups behind the nets, each once, in order of name."""
        return tuple(sorted({*self.units, *self.contribution.consortia, *self.sole.consortia}))


def rule_inputs(
    knowledge_base: KnowledgeBase, disease: Disease, scores: Iterable[HypothesisScore], policy: ScoringPolicy
) -> tuple[RuleInputs, tuple[SetAside, ...]]:
    """Gather what the rule looks at.

    Parameters
    ----------
    knowledge_base : KnowledgeBase
        Where the evidence is.
    disease : Disease
        Disease profile in it.
    scores : iterable of HypothesisScore
        Scores of the hypotheses on this disease.
    policy : ScoringPolicy
        What is admissible.

    Returns
    -------
    RuleInputs
        The inputs.
    tuple of SetAside
        Bounds and case shares that are not admissible, with reasons.

    Examples
    --------
    >>> import alsfacts
    >>> kb = alsfacts.knowledge_base()
    >>> inputs, set_aside = rule_inputs(kb, kb.diseases["als"], [], ScoringPolicy())
    >>> [bound.population for bound in inputs.bounds][0]
    'pooled-als-twins'
    """
    items = _standing(disease)
    bounds, aside = _bounds(items, policy)
    shares: list[ShareInput] = []
    for item in items:
        share = _share(knowledge_base, item, disease, policy)
        if share is not None:
            shares.append(share)
            reason = inadmissible_share(share, policy)
            if reason is not None:
                aside.append(SetAside(evidence_id=item.id, reason=reason))
    by_id = {result.hypothesis_id: result for result in scores}
    contribution, sole = (
        by_id[name].table if name in by_id else LineTable(())
        for name in (AUTOIMMUNE_CONTRIBUTION, AUTOIMMUNE_SOLE)
    )
    # Only a contradicted role can decide, so only then are the draws worth their time.
    contradicted = AUTOIMMUNE_SOLE in by_id and by_id[AUTOIMMUNE_SOLE].role is Role.CONTRADICTED
    inputs = RuleInputs(
        bounds=tuple(bounds),
        shares=tuple(shares),
        observations=tuple(_observations(items)),
        contribution=contribution,
        sole=sole,
        sole_robust=contradicted and _is_robust(sole, policy),
    )
    return inputs, tuple(aside)


def _is_robust(table: LineTable, policy: ScoringPolicy) -> bool:
    from alsfacts.scoring.sensitivity import robustness  # brings what draws, and few verdicts draw

    return robustness(table, policy).robust


def rose_bona_of(disease: Disease) -> RoseBonaAssessment:
    """Assess which kind of proof the evidence on a disease gives that it is autoimmune.

    Parameters
    ----------
    disease : Disease
        The disease profile, from a knowledge base.

    Returns
    -------
    RoseBonaAssessment
        Highest kind of proof that is met.

    Examples
    --------
    >>> from alsfacts import diseases
    >>> rose_bona_of(diseases["myasthenia-gravis"]).status
    <RoseBonaStatus.DIRECT: 'direct'>
    """
    return assess(_observations(_standing(disease)))


def _standing(disease: Disease) -> list[Evidence]:
    evidence = disease.evidence
    return [item for item in evidence if not evidence.is_retracted(item)]


def _bounds(items: list[Evidence], policy: ScoringPolicy) -> tuple[list[BoundInput], list[SetAside]]:
    """Return the bounds, a synthesis or its members but never both."""
    found: list[tuple[Evidence, BoundInput]] = []
    aside: list[SetAside] = []
    for item in items:
        if item.bound is None:
            continue
        bound = BoundInput(
            quantity=item.bound.quantity,
            lower=item.bound.lower,
            upper=item.bound.upper,
            population=item.bound.population,
            direct=item.bound.quantity in (Quantity.HERITABILITY, Quantity.MZ_CONCORDANCE),
            pairs=item.bound.pairs,
            evidence_id=item.id,
        )
        reason = inadmissible_bound(bound, policy)
        if reason is None and item.bound.level < policy.interval_level:
            reason = f"limits at {item.bound.level:g} percent, below {policy.interval_level:g}"
        if reason is None:
            found.append((item, bound))
        else:
            aside.append(SetAside(evidence_id=item.id, reason=reason))
    dropped = _overlapping_bounds(found)
    aside.extend(SetAside(evidence_id=key, reason=reason) for key, reason in dropped.items())
    return [bound for item, bound in found if item.id not in dropped], aside


def _overlapping_bounds(found: list[tuple[Evidence, BoundInput]]) -> dict[str, str]:
    """Return the bounds that overlap with others, with the reason to set them aside.

    Two populations that a synthesis pools remain two: where its members carry bounds of
    their own from several populations, they count and the synthesis does not; otherwise
    the synthesis counts and its members, by cohort, do not.
    """
    by_id = {item.id: item for item, _ in found}
    dropped: dict[str, str] = {}
    for synthesis, _ in found:
        members = [by_id[member] for member in synthesis.member_ids if member in by_id]
        if not members:
            continue
        cohorts = {cohort_of(member) for member in members}
        if len(cohorts) > 1:
            dropped[synthesis.id] = "pools populations whose own bounds count instead"
            continue
        for item, _ in found:
            if item.id != synthesis.id and cohort_of(item) in cohorts - {cohort_of(synthesis)}:
                dropped[item.id] = f"pooled in {synthesis.id}, which counts instead"
    return dropped


def _share(kb: KnowledgeBase, item: Evidence, disease: Disease, policy: ScoringPolicy) -> ShareInput | None:
    count = item.carrier_count
    if count is None:
        return None
    share = case_share(count, policy.interval_level)
    classes = [kb.genes[gene_id].validity_for(disease.id) for gene_id in count.gene_ids]
    return ShareInput(
        lower=share.lower,
        upper=share.upper,
        n=count.cases,
        population=count.population,
        unselected=count.unselected,
        tolerance_gene=any(gene_id in policy.tolerance_genes for gene_id in count.gene_ids),
        validated=bool(classes) and all(held is not None and held >= Validity.STRONG for held in classes),
        evidence_id=item.id,
    )


def _observations(items: list[Evidence]) -> list[ObservationRecord]:
    records: dict[tuple[str, str], ObservationRecord] = {}
    for item in items:
        for bearing in item.bearings:
            if bearing.observation is not None and bearing.hypothesis_id in (
                AUTOIMMUNE_CONTRIBUTION,
                AUTOIMMUNE_SOLE,
            ):
                result = bearing.observation
                records[item.id, result.observation] = ObservationRecord(
                    observation=result.observation,
                    met=result.met,
                    evidence_id=item.id,
                    group=consortium_of(item),
                )
    return list(records.values())

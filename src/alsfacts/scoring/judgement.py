"""The verdict: whether a disease is entirely genetic, purely autoimmune, or neither."""

from __future__ import annotations

from importlib import import_module

import attrs

from alsfacts.epidemiology import case_share
from alsfacts.errors import UnknownRecordError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Reference
from alsfacts.scoring.hypothesis import HypothesisScore, resolve, role_in, score
from alsfacts.scoring.lines import SetAside, cohort_of, collect_lines, consortium_of
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.pooling import balance
from alsfacts.scoring.rose_bona import ObservationRecord, RoseBonaAssessment, assess
from alsfacts.scoring.rules import (
    AutoimmuneProof,
    BoundInput,
    ClaimDecision,
    Decision,
    Reason,
    ShareInput,
    decide,
    inadmissible_bound,
    inadmissible_share,
    smallest_flip,
)
from alsfacts.scoring.sensitivity import robustness
from alsfacts.vocabulary import Observation, Quantity, ReferenceStatus, Role, Status, Validity

__all__ = ["ClaimAnswer", "Verdict", "verdict"]

_AUTOIMMUNE = ("autoimmune-contribution", "autoimmune-sole")


@attrs.frozen(kw_only=True)
class ClaimAnswer:
    """Answer to one claim, with the evidence that decides.

    Attributes
    ----------
    claim : str
        ``"entirely genetic"`` or ``"purely autoimmune"``.
    status : Status
        Supported, refuted, undetermined or not established.
    conflicting : bool
        Whether the claim is both supported and refuted, and so counts as undecided.
    criterion : str
        The part of the rule that decides, or what it would need to decide.
    because : tuple of Reason
        Grounds that meet the criterion, each with its evidence; empty if none does.
    flips_if_removed : tuple of str or None
        Smallest set of source populations or groups without which the status changes;
        None if no such set exists.
    """

    claim: str
    status: Status
    conflicting: bool
    criterion: str
    because: tuple[Reason, ...]
    flips_if_removed: tuple[str, ...] | None

    @property
    def evidence_ids(self) -> tuple[str, ...]:
        """Findings that decide, each once."""
        return tuple(dict.fromkeys(item for reason in self.because for item in reason.evidence_ids))

    def __str__(self) -> str:
        return f"{self.claim}: {self.status}{' (conflicting)' if self.conflicting else ''}"


@attrs.frozen(kw_only=True)
class Verdict:
    """The derived answer for one disease; prints as readable, cited text.

    Attributes
    ----------
    disease_id, disease_name : str
        The disease.
    entirely_genetic, purely_autoimmune : ClaimAnswer
        The two claims, which are no rivals: both may hold.
    neither : bool or None
        True if both are refuted, False if one is supported, None if that is open.
    rose_bona : RoseBonaAssessment
        Kind of proof of autoimmunity.
    scores : tuple of HypothesisScore
        Each hypothesis with support, opposition, net, range and role.
    set_aside : tuple of SetAside
        Bounds and case shares that the rule does not admit, with reasons.
    references : tuple of Reference
        Publications of the deciding findings, in the order in which they are cited.
    citations : tuple of (str, int)
        Deciding finding, and the number of its publication in `references`, from 1.
    policy_fingerprint, data_version : str
        What the answer was computed with.
    """

    disease_id: str
    disease_name: str
    entirely_genetic: ClaimAnswer
    purely_autoimmune: ClaimAnswer
    neither: bool | None
    rose_bona: RoseBonaAssessment
    scores: tuple[HypothesisScore, ...]
    set_aside: tuple[SetAside, ...]
    references: tuple[Reference, ...]
    citations: tuple[tuple[str, int], ...]
    policy_fingerprint: str
    data_version: str | None

    def score_of(self, hypothesis_id: str) -> HypothesisScore:
        """Return the score of a hypothesis.

        Parameters
        ----------
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        HypothesisScore
            Its score.

        Raises
        ------
        UnknownRecordError
            If no such hypothesis was scored.
        """
        for result in self.scores:
            if result.hypothesis_id == hypothesis_id:
                return result
        known = ", ".join(result.hypothesis_id for result in self.scores)
        msg = f"no score of {hypothesis_id!r}; scored: {known}"
        raise UnknownRecordError(msg, hypothesis_id)

    def __str__(self) -> str:
        # By name: display lies above scoring, and only printing needs it.
        text: str = import_module("alsfacts.display.text").verdict_text(self)
        return text

    def __repr__(self) -> str:
        return (
            f"<Verdict {self.disease_id}: entirely genetic {self.entirely_genetic.status}, "
            f"purely autoimmune {self.purely_autoimmune.status}, neither {self.neither}>"
        )


@attrs.frozen(kw_only=True)
class _Inputs:
    """Everything that the rule looks at, so that parts can be left out again."""

    bounds: tuple[BoundInput, ...]
    shares: tuple[ShareInput, ...]
    observations: tuple[ObservationRecord, ...]
    net: float
    sole_role: Role
    sole_robust: bool

    def decide(self, policy: ScoringPolicy, without: frozenset[str] = frozenset()) -> Decision:
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
                net=self.net,
                sole_role=self.sole_role,
                sole_robust=self.sole_robust,
                evidence_ids=tuple(dict.fromkeys(record.evidence_id for record in proving)),
            ),
            policy,
        )

    @property
    def units(self) -> tuple[str, ...]:
        populations = [
            *(bound.population for bound in self.bounds),
            *(share.population for share in self.shares),
        ]
        deciding = (record.group for record in assess(self.observations).deciding)
        return tuple(dict.fromkeys((*populations, *deciding)))


def verdict(
    disease: Disease | str = "als",
    *,
    policy: ScoringPolicy | None = None,
    knowledge_base: KnowledgeBase | None = None,
) -> Verdict:
    """Derive whether a disease is entirely genetic, purely autoimmune, or neither.

    Parameters
    ----------
    disease : Disease or str
        The disease profile, or a name of it.
    policy : ScoringPolicy, optional
        Numbers of the rule and the scores; the default policy if left out.
    knowledge_base : KnowledgeBase, optional
        Where the evidence is; the bundled one if left out.

    Returns
    -------
    Verdict
        Both claims with the evidence that decides, and the role of each hypothesis.

    Raises
    ------
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> import alsfacts
    >>> answer = alsfacts.verdict()
    >>> answer
    <Verdict als: entirely genetic refuted, purely autoimmune refuted, neither True>
    >>> alsfacts.verdict("myasthenia gravis").purely_autoimmune.status
    <Status.SUPPORTED: 'supported'>
    """
    kb, record, chosen = resolve(disease, policy, knowledge_base)
    scores = tuple(
        score(hypothesis, disease=record, policy=chosen, knowledge_base=kb) for hypothesis in kb.hypotheses
    )
    inputs, set_aside = _inputs(kb, record, chosen)
    decision = inputs.decide(chosen)
    answers = {
        claim: _answer(claim, getattr(decision, field), inputs, chosen, field)
        for claim, field in (
            ("entirely genetic", "entirely_genetic"),
            ("purely autoimmune", "purely_autoimmune"),
        )
    }
    cited = tuple(dict.fromkeys(item for answer in answers.values() for item in answer.evidence_ids))
    references = tuple(dict.fromkeys(kb.evidence[item].reference for item in cited))
    numbers = {reference.id: number for number, reference in enumerate(references, start=1)}
    return Verdict(
        disease_id=record.id,
        disease_name=record.name,
        entirely_genetic=answers["entirely genetic"],
        purely_autoimmune=answers["purely autoimmune"],
        neither=decision.neither,
        rose_bona=assess(inputs.observations),
        scores=scores,
        set_aside=set_aside,
        references=references,
        citations=tuple((item, numbers[kb.evidence[item].reference_id]) for item in cited),
        policy_fingerprint=chosen.fingerprint,
        data_version=_data_version(kb),
    )


def _data_version(kb: KnowledgeBase) -> str | None:
    if not kb.restorable():
        return None
    version: str = import_module("alsfacts.bundled").manifest().data_version
    return version


def _answer(
    claim: str, decision: ClaimDecision, inputs: _Inputs, policy: ScoringPolicy, field: str
) -> ClaimAnswer:
    def status_without(left_out: frozenset[str]) -> Status:
        status: Status = getattr(inputs.decide(policy, left_out), field).status
        return status

    return ClaimAnswer(
        claim=claim,
        status=decision.status,
        conflicting=decision.conflicting,
        criterion=decision.criterion,
        because=decision.because,
        flips_if_removed=smallest_flip(inputs.units, status_without),
    )


def _inputs(
    kb: KnowledgeBase, disease: Disease, policy: ScoringPolicy
) -> tuple[_Inputs, tuple[SetAside, ...]]:
    items = [item for item in disease.evidence if item.reference.status is not ReferenceStatus.RETRACTED]
    bounds, aside = _bounds(items, policy)
    shares: list[ShareInput] = []
    for item in items:
        share = _share(kb, item, disease, policy)
        if share is not None:
            shares.append(share)
            reason = inadmissible_share(share, policy)
            if reason is not None:
                aside.append(SetAside(evidence_id=item.id, reason=reason))
    contribution = balance(collect_lines(disease.evidence, _AUTOIMMUNE[0], policy).lines, policy)
    sole_lines = collect_lines(disease.evidence, _AUTOIMMUNE[1], policy).lines
    sole_role = role_in(balance(sole_lines, policy), policy)
    # Only a contradicted role can decide, so only then are the draws worth their time.
    robust = sole_role is Role.CONTRADICTED and robustness(sole_lines, policy).robust
    inputs = _Inputs(
        bounds=tuple(bounds),
        shares=tuple(shares),
        observations=tuple(_observations(items)),
        net=contribution.net,
        sole_role=sole_role,
        sole_robust=robust,
    )
    return inputs, tuple(aside)


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
            if bearing.observation is not None and bearing.hypothesis_id in _AUTOIMMUNE:
                result = bearing.observation
                records[item.id, result.observation] = ObservationRecord(
                    observation=result.observation,
                    met=result.met,
                    evidence_id=item.id,
                    group=consortium_of(item),
                )
    return list(records.values())

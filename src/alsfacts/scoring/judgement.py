"""The verdict: whether a disease is entirely genetic, purely autoimmune, or neither."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from alsfacts.collector import paused_collector
from alsfacts.errors import UnknownRecordError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Reference
from alsfacts.scoring.hypothesis import HypothesisScore, resolve, scores_of
from alsfacts.scoring.inputs import RuleInputs, rule_inputs
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.rose_bona import RoseBonaAssessment, assess
from alsfacts.scoring.rules import ClaimDecision, Reason, smallest_flip
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Status

if TYPE_CHECKING:
    from alsfacts.scoring.stability import Stability

__all__ = ["ClaimAnswer", "Verdict", "verdict"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClaimAnswer(Frozen):
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Verdict(Frozen):
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
    policy : ScoringPolicy
        Numbers of the rule and the scores.
    data_version : str or None
        Version of the bundled data; None if the evidence came from elsewhere.
    inputs : RuleInputs
        What the rule looked at. Not part of a comparison.
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
    policy: ScoringPolicy
    data_version: str | None
    inputs: RuleInputs = attrs.field(repr=False, eq=False)

    @property
    def policy_fingerprint(self) -> str:
        """Fingerprint of the policy."""
        return self.policy.fingerprint

    @cached_property
    def stability(self) -> Stability:
        """Dependence on single sources and on the numbers of the policy; computed when asked for."""
        from alsfacts.scoring.stability import stability

        return stability(self.inputs, self.scores, self.policy)

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

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.verdict().score_of("multistep") == alsfacts.score("multistep")
        True
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

    def _repr_html_(self) -> str:
        text: str = import_module("alsfacts.display.html_scores").verdict_html(self)
        return text

    def __repr__(self) -> str:
        return (
            f"<Verdict {self.disease_id}: entirely genetic {self.entirely_genetic.status}, "
            f"purely autoimmune {self.purely_autoimmune.status}, neither {self.neither}>"
        )


@paused_collector()
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
        Where the evidence is; if left out, that of the records given, else the bundled one.

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
    scores = tuple(scores_of(record, kb.hypotheses.ids, chosen))
    inputs, set_aside = rule_inputs(kb, record, scores, chosen)
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
        policy=chosen,
        data_version=_data_version(kb),
        inputs=inputs,
    )


def _data_version(kb: KnowledgeBase) -> str | None:
    if not kb.restorable():
        return None
    version: str = import_module("alsfacts.bundled").data_version()
    return version


def _answer(
    claim: str, decision: ClaimDecision, inputs: RuleInputs, policy: ScoringPolicy, field: str
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

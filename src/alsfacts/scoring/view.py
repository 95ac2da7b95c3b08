"""What a framework is shown of one hypothesis."""

from __future__ import annotations

import attrs

from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Hypothesis
from alsfacts.scoring.assessment import Assessment, Framework
from alsfacts.scoring.hypothesis import HypothesisScore
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.pooling import EvidenceLine
from alsfacts.scoring.rose_bona import RoseBonaAssessment
from alsfacts.vocabulary import Direction

__all__ = ["HypothesisView"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HypothesisView(Frozen):
    """What frameworks are shown of one hypothesis.

    Attributes
    ----------
    knowledge_base : KnowledgeBase
        Where the evidence is.
    disease : Disease
        The disease.
    hypothesis : Hypothesis
        The hypothesis.
    score : HypothesisScore
        Its score, with the evidence lines that count.
    rose_bona : RoseBonaAssessment
        Kind of proof of autoimmunity of the disease.
    policy : ScoringPolicy
        The policy.
    """

    knowledge_base: KnowledgeBase
    disease: Disease
    hypothesis: Hypothesis
    score: HypothesisScore
    rose_bona: RoseBonaAssessment
    policy: ScoringPolicy

    def lines(self, direction: Direction) -> tuple[EvidenceLine, ...]:
        """Return the evidence lines of one direction.

        Parameters
        ----------
        direction : Direction
            Supports or disputes.

        Returns
        -------
        tuple of EvidenceLine
            The lines that count.

        Examples
        --------
        >>> import alsfacts
        >>> kb, answer = alsfacts.knowledge_base(), alsfacts.verdict()
        >>> view = HypothesisView(
        ...     knowledge_base=kb, disease=kb.diseases["als"], hypothesis=kb.hypotheses["multistep"],
        ...     score=answer.score_of("multistep"), rose_bona=answer.rose_bona, policy=answer.policy
        ... )
        >>> {str(line.direction) for line in view.lines(Direction.DISPUTES)}
        {'disputes'}
        """
        return tuple(line for line in self.score.lines if line.direction is direction)

    def findings(self, direction: Direction | None = None) -> tuple[Evidence, ...]:
        """Return the findings behind the lines.

        Parameters
        ----------
        direction : Direction, optional
            Only those of one direction.

        Returns
        -------
        tuple of Evidence
            The findings, in order of id.

        Examples
        --------
        >>> import alsfacts
        >>> kb, answer = alsfacts.knowledge_base(), alsfacts.verdict()
        >>> view = HypothesisView(
        ...     knowledge_base=kb, disease=kb.diseases["als"], hypothesis=kb.hypotheses["multistep"],
        ...     score=answer.score_of("multistep"), rose_bona=answer.rose_bona, policy=answer.policy
        ... )
        >>> "chio-2018-c9orf72-three-steps" in [item.id for item in view.findings(Direction.SUPPORTS)]
        True
        """
        found = {line.evidence_id for line in self.score.lines if direction in (None, line.direction)}
        return tuple(self.knowledge_base.evidence[key] for key in sorted(found))

    def assessment(self, framework: Framework, result: str, **fields: object) -> Assessment:
        """Return an assessment of this hypothesis.

        Parameters
        ----------
        framework : Framework
            The framework.
        result : str
            Its answer.
        **fields : object
            Other fields of `Assessment`.

        Returns
        -------
        Assessment
            The assessment.

        Examples
        --------
        >>> import alsfacts
        >>> kb, answer = alsfacts.knowledge_base(), alsfacts.verdict()
        >>> view = HypothesisView(
        ...     knowledge_base=kb, disease=kb.diseases["als"], hypothesis=kb.hypotheses["multistep"],
        ...     score=answer.score_of("multistep"), rose_bona=answer.rose_bona, policy=answer.policy
        ... )
        >>> print(view.assessment(Framework.VOTE_COUNT, "2 for, 1 against"))
        vote-count on multistep in als: 2 for, 1 against
        """
        return Assessment(
            framework=framework,
            hypothesis_id=self.hypothesis.id,
            disease_id=self.disease.id,
            question=framework.meaning,
            result=result,
            **fields,  # type: ignore[arg-type]
        )

    def not_applicable(self, framework: Framework, reason: str, scope: str) -> Assessment:
        """Return an assessment that says why there is none.

        Parameters
        ----------
        framework : Framework
            The framework.
        reason : str
            Why it does not apply.
        scope : str
            What it is made for.

        Returns
        -------
        Assessment
            The assessment.

        Examples
        --------
        >>> import alsfacts
        >>> kb, answer = alsfacts.knowledge_base(), alsfacts.verdict()
        >>> view = HypothesisView(
        ...     knowledge_base=kb, disease=kb.diseases["als"], hypothesis=kb.hypotheses["multistep"],
        ...     score=answer.score_of("multistep"), rose_bona=answer.rose_bona, policy=answer.policy
        ... )
        >>> found = view.not_applicable(Framework.CLINGEN, "no single gene", "Genes and diseases.")
        >>> found.applies, found.result
        (False, 'no single gene')
        """
        return self.assessment(framework, reason, applies=False, scope=scope)

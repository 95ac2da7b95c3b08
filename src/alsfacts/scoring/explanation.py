"""Why a score is what it is: every finding, every step, and terms that add up to the net."""

from __future__ import annotations

from importlib import import_module

import attrs

from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Hypothesis
from alsfacts.scoring.hypothesis import HypothesisScore, resolve, score
from alsfacts.scoring.lines import SetAside
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.tiers import TierStep
from alsfacts.vocabulary import Direction, Directness, Line

__all__ = ["ExplainedFinding", "Explanation", "NetTerm", "explain"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExplainedFinding(Frozen):
    """A finding that counts, with the way to its points.

    Attributes
    ----------
    evidence_id, statement, citation : str
        The finding, in words, with its publication.
    tier : int
        From -2 to 4.
    steps : tuple of TierStep
        How the tier came about.
    points : float
        Points of the tier.
    counted : float
        Points after the discount within its group.
    """

    evidence_id: str
    statement: str
    citation: str
    tier: int
    steps: tuple[TierStep, ...]
    points: float
    counted: float


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NetTerm(Frozen):
    """What one group adds to the net in one cell; all terms add up to the net.

    Attributes
    ----------
    consortium : str
        Laboratory, consortium or cohort.
    direction : Direction
        Side.
    line : Line
        Line of evidence.
    directness : Directness
        Directness of the cell.
    points : float
        Points of the group, after the discount.
    net : float
        Share of the net: the points, with their sign, times what saturation leaves.
    findings : tuple of ExplainedFinding
        Its findings, most points first.
    """

    consortium: str
    direction: Direction
    line: Line
    directness: Directness
    points: float
    net: float
    findings: tuple[ExplainedFinding, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Explanation(Frozen):
    """A score taken apart; prints as text.

    Attributes
    ----------
    score : HypothesisScore
        What is explained.
    statement : str
        The hypothesis as a sentence.
    terms : tuple of NetTerm
        Contributions, largest first; their nets add up to the net of the score.
    set_aside : tuple of SetAside
        Findings that bear on the hypothesis and do not count, with reasons.
    """

    score: HypothesisScore
    statement: str
    terms: tuple[NetTerm, ...]
    set_aside: tuple[SetAside, ...]

    def __str__(self) -> str:
        # By name: display lies above scoring, and only printing needs it.
        text: str = import_module("alsfacts.display.text").explanation_text(self)
        return text

    def _repr_html_(self) -> str:
        text: str = import_module("alsfacts.display.html_scores").explanation_html(self)
        return text

    def __repr__(self) -> str:
        return (
            f"<Explanation of {self.score.hypothesis_id} in {self.score.disease_id}: {len(self.terms)} terms>"
        )


def explain(
    hypothesis: Hypothesis | str,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    knowledge_base: KnowledgeBase | None = None,
) -> Explanation:
    """Explain the score of a hypothesis, term by term.

    Parameters
    ----------
    hypothesis : Hypothesis or str
        The hypothesis, or a name of it.
    disease : Disease or str
        The disease profile, or a name of it.
    policy : ScoringPolicy, optional
        Numbers of the score; the default policy if left out.
    knowledge_base : KnowledgeBase, optional
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    Explanation
        Terms that add up to the net, each with its findings and their tier steps.

    Raises
    ------
    UnknownRecordError
        If no hypothesis or disease answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> import math
    >>> import alsfacts
    >>> explanation = alsfacts.explain("multistep")
    >>> total = math.fsum(term.net for term in explanation.terms)
    >>> math.isclose(total, explanation.score.net)
    True
    """
    kb, record, chosen = resolve(disease, policy, knowledge_base, hypothesis)
    result = score(hypothesis, disease=record, policy=chosen, knowledge_base=kb)
    left = {
        (cell.line, cell.directness): cell.ceiling / (cell.ceiling + (cell.support + cell.oppose))
        if cell.ceiling
        else 0.0
        for cell in result.cells
    }
    tiers = {line.evidence_id: line.tier for line in result.lines}
    steps = {item.evidence_id: item.steps for item in result.tiered}
    terms = []
    for group in result.groups:
        findings = []
        for position, evidence_id in enumerate(group.evidence_ids):
            points = chosen.points(tiers[evidence_id])
            item = kb.evidence[evidence_id]
            findings.append(
                ExplainedFinding(
                    evidence_id=evidence_id,
                    statement=item.statement,
                    citation=item.reference.short_citation(),
                    tier=tiers[evidence_id],
                    steps=steps[evidence_id],
                    points=points,
                    counted=points * chosen.consortium_discount**position,
                )
            )
        sign = 1 if group.direction is Direction.SUPPORTS else -1
        terms.append(
            NetTerm(
                consortium=group.consortium,
                direction=group.direction,
                line=group.line,
                directness=group.directness,
                points=group.points,
                net=sign * group.points * left[group.line, group.directness],
                findings=tuple(findings),
            )
        )
    return Explanation(
        score=result,
        statement=kb.hypotheses[result.hypothesis_id].statement,
        terms=tuple(sorted(terms, key=lambda term: (-abs(term.net), term.consortium))),
        set_aside=result.set_aside,
    )

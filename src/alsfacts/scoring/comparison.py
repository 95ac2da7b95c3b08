"""All frameworks on the same evidence, side by side and never averaged."""

from __future__ import annotations

from alsfacts.errors import InvalidTypeError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Hypothesis
from alsfacts.scoring.assessment import Comparison
from alsfacts.scoring.frameworks import FRAMEWORKS
from alsfacts.scoring.hypothesis import resolve, score
from alsfacts.scoring.inputs import rose_bona_of
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.view import HypothesisView

__all__ = ["compare"]


def compare(
    hypothesis: Hypothesis | str | None = None,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    knowledge_base: KnowledgeBase | None = None,
) -> Comparison:
    """Put the frameworks side by side.

    Parameters
    ----------
    hypothesis : Hypothesis or str, optional
        The hypothesis, or a name of it; all hypotheses if left out.
    disease : Disease or str
        The disease profile, or a name of it.
    policy : ScoringPolicy, optional
        Numbers of the score; the default policy if left out.
    knowledge_base : KnowledgeBase, optional
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    Comparison
        One row a hypothesis and framework: the question that the framework answers, its
        answer, evidence, scope and caveats. The answers are to different questions, so there
        is no average.

    Raises
    ------
    UnknownRecordError
        If no hypothesis or disease answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> import alsfacts
    >>> for row in alsfacts.compare("genetic-monogenic").rows[:2]:
    ...     print(row.framework, row.question)
    points How strong is the evidence for and against, after the discounts of the policy?
    weight-of-evidence How would the net be called, were it a likelihood ratio?
    """
    kb, record, chosen = resolve(disease, policy, knowledge_base, hypothesis)
    if hypothesis is None:
        hypotheses = tuple(kb.hypotheses)
    elif isinstance(hypothesis, Hypothesis | str):
        hypotheses = (kb.hypotheses[hypothesis.id if isinstance(hypothesis, Hypothesis) else hypothesis],)
    else:
        msg = f"hypothesis must be a Hypothesis or the name of one, got {type(hypothesis).__name__}"
        raise InvalidTypeError(msg)
    proof = rose_bona_of(record)
    views = [
        HypothesisView(
            knowledge_base=kb,
            disease=record,
            hypothesis=found,
            score=score(found, disease=record, policy=chosen, knowledge_base=kb),
            rose_bona=proof,
            policy=chosen,
        )
        for found in hypotheses
    ]
    return Comparison(
        disease_id=record.id,
        rows=tuple(assess(view) for view in views for assess in FRAMEWORKS.values()),
    )

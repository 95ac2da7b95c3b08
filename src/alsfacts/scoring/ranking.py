"""Hypotheses ranked by their evidence, whatever the lines of evidence are thought to be worth."""

from __future__ import annotations

import math

import attrs

from alsfacts.errors import InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease
from alsfacts.scoring.hypothesis import HypothesisScore, resolve, score
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.smaa import RankAcceptability, rank_acceptability
from alsfacts.vocabulary import Directness, Extent, Line

__all__ = ["HypothesisRanking", "rank_hypotheses"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HypothesisRanking(Frozen):
    """How hypotheses of a contribution rank by their evidence over all weights of its lines.

    Attributes
    ----------
    disease_id : str
        The disease.
    hypothesis_ids : tuple of str
        Hypotheses compared, those most often first in front.
    lines : tuple of Line
        Criteria: the lines of evidence.
    values : tuple of tuple of float
        Net of each hypothesis in each line as a share of the ceilings of its cells, between -1
        and 1.
    ranks : RankAcceptability
        Shares of ranks, central weights and confidence factors, in the order of
        `hypothesis_ids`.
    """

    disease_id: str
    hypothesis_ids: tuple[str, ...]
    lines: tuple[Line, ...]
    values: tuple[tuple[float, ...], ...]
    ranks: RankAcceptability

    def __str__(self) -> str:
        rows = [
            f"{name:<30}{share:>7.1%}"
            for name, share in zip(self.hypothesis_ids, self.ranks.first_rank, strict=True)
        ]
        return "\n".join([f"Most evidence in {self.disease_id}, share of all weights", *rows])


def rank_hypotheses(
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    knowledge_base: KnowledgeBase | None = None,
    draws: int = 10_000,
) -> HypothesisRanking:
    """Rank the hypotheses of a contribution by their evidence, for all weights of its lines.

    Which factor has the most evidence depends on what a line of evidence is worth: genetics,
    trials, observation, tissue or models. Here no weights are assumed; all are drawn. "Sole"
    hypotheses are left out, since they are claims of another kind, and a rank says how much
    evidence there is, not how much of the disease a factor explains.

    Parameters
    ----------
    disease : Disease or str
        The disease profile, or a name of it.
    policy : ScoringPolicy, optional
        Numbers of the score, and the seed; the default policy if left out.
    knowledge_base : KnowledgeBase, optional
        Where the evidence is; if left out, that of the records given, else the bundled one.
    draws : int
        Weights to draw.

    Returns
    -------
    HypothesisRanking
        Hypotheses, and how often each has each rank.

    Raises
    ------
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidTypeError
        If an argument has the wrong type.
    InvalidValueError
        If the knowledge base has no hypothesis of a contribution, or `draws` is out of range.

    Examples
    --------
    >>> from alsfacts.scoring import rank_hypotheses
    >>> rank_hypotheses(draws=500).hypothesis_ids[0]
    'genetic-monogenic'
    """
    kb, record, chosen = resolve(disease, policy, knowledge_base)
    scores = [
        score(found, disease=record, policy=chosen, knowledge_base=kb)
        for found in kb.hypotheses
        if found.extent is Extent.CONTRIBUTING
    ]
    if not scores:
        msg = "the knowledge base has no hypothesis of a contribution to rank"
        raise InvalidValueError(msg)
    sums = {
        rule.line: math.fsum(chosen.ceiling(rule.line, kind) for kind in Directness) for rule in chosen.lines
    }
    ceilings = {line: ceiling for line, ceiling in sums.items() if ceiling > 0}
    values = [_values(result, ceilings) for result in scores]
    ranks = rank_acceptability(values, draws=draws, seed=chosen.seed)
    order = sorted(range(len(scores)), key=ranks.first_rank.__getitem__, reverse=True)
    return HypothesisRanking(
        disease_id=record.id,
        hypothesis_ids=tuple(scores[at].hypothesis_id for at in order),
        lines=tuple(ceilings),
        values=tuple(values[at] for at in order),
        ranks=attrs.evolve(
            ranks,
            acceptability=tuple(ranks.acceptability[at] for at in order),
            central_weights=tuple(ranks.central_weights[at] for at in order),
            confidence=tuple(ranks.confidence[at] for at in order),
        ),
    )


def _values(result: HypothesisScore, ceilings: dict[Line, float]) -> tuple[float, ...]:
    nets = dict.fromkeys(ceilings, 0.0)
    for cell in result.cells:
        if cell.line in nets:
            nets[cell.line] += cell.net
    return tuple(net / ceilings[line] for line, net in nets.items())

"""Score of one hypothesis in one disease: support, opposition, net, role, range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module

import attrs

from alsfacts.bundled import base_for
from alsfacts.collector import paused_collector
from alsfacts.errors import InvalidTypeError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Hypothesis
from alsfacts.scoring.lines import Collected, SetAside, collect_lines
from alsfacts.scoring.policy import ScoringPolicy, null_variants, policy_for
from alsfacts.scoring.pooling import Balance, CellBalance, EvidenceLine, GroupShare, balance, role_of
from alsfacts.scoring.table import LineTable, PolicyNumbers
from alsfacts.scoring.tiers import Tiered
from alsfacts.vocabulary import Direction, Role

__all__ = ["HypothesisScore", "role_in", "score", "scores_of"]

_ASSUMPTIONS = (
    "items of different cohorts are taken as independent after the discount within a consortium",
    "points are weights of this policy, not calibrated likelihood ratios",
    "the range is a sensitivity to assumptions, not a confidence interval",
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HypothesisScore(Frozen):
    """Weight of the bundled evidence for and against one hypothesis.

    Attributes
    ----------
    hypothesis_id, disease_id : str
        What was scored.
    support, oppose : float
        Points for and against, before saturation.
    net : float
        Saturating net, in points: one point is a factor of 2.08 in odds (Tavtigian 2018)
        after the discounts of the policy, and no calibrated likelihood ratio.
    role : Role
        Role by thresholds on the net.
    groups_support, groups_oppose : int
        Independent consortia on either side.
    conflict : float
        From 0, all on one side, to 1, evenly split.
    cells : tuple of CellBalance
        Balance by line of evidence and directness; their nets add up to `net`.
    groups : tuple of GroupShare
        Points of each consortium.
    lines : tuple of EvidenceLine
        Findings as they enter the balance.
    tiered : tuple of Tiered
        Tier and steps of every finding that bears on the hypothesis.
    set_aside : tuple of SetAside
        Findings that do not count, with reasons.
    other_lines : tuple of tuple of EvidenceLine
        The same under every other way to count null results without an interval; empty if there
        are no such results.
    without_cohort : int
        Findings that count and whose participants are only told apart by publication.
    policy : ScoringPolicy
        Numbers of the score.
    assumptions : tuple of str
        What the number takes for granted.
    """

    hypothesis_id: str
    disease_id: str
    support: float
    oppose: float
    net: float
    role: Role
    groups_support: int
    groups_oppose: int
    conflict: float
    cells: tuple[CellBalance, ...]
    groups: tuple[GroupShare, ...]
    lines: tuple[EvidenceLine, ...]
    other_lines: tuple[tuple[EvidenceLine, ...], ...]
    tiered: tuple[Tiered, ...]
    set_aside: tuple[SetAside, ...]
    without_cohort: int
    policy: ScoringPolicy
    assumptions: tuple[str, ...] = _ASSUMPTIONS

    @property
    def policy_fingerprint(self) -> str:
        """Fingerprint of the policy."""
        return self.policy.fingerprint

    @cached_property
    def table(self) -> LineTable:
        """Its lines, prepared for other policies; made when asked for."""
        return LineTable(self.lines)

    @cached_property
    def net_range(self) -> tuple[float, float]:
        """Lowest and highest net under other assumptions; computed when asked for.

        Over the discounts of the policy, and with and without null results that print no
        interval: a sensitivity to assumptions, no confidence interval.
        """
        numbers = PolicyNumbers.of(self.policy)
        discounted = [
            attrs.evolve(numbers, consortium_discount=discount) for discount in self.policy.discount_range
        ]
        tables = [self.table, *map(LineTable, self.other_lines)]
        nets = [self.net, *(table.net(numbers) for table in tables for numbers in discounted)]
        return min(nets), max(nets)

    def __str__(self) -> str:
        low, high = self.net_range
        return (
            f"{self.hypothesis_id} in {self.disease_id}: {self.role} "
            f"(net {self.net:+.1f} points, range {low:+.1f} to {high:+.1f}; "
            f"support {self.support:.1f} from {self.groups_support} groups, "
            f"oppose {self.oppose:.1f} from {self.groups_oppose})"
        )

    def __repr__(self) -> str:
        return (
            f"<HypothesisScore {self.hypothesis_id} in {self.disease_id}: {self.role}, net {self.net:+.1f}>"
        )

    def _repr_html_(self) -> str:
        # By name: display lies above scoring, and only showing needs it.
        text: str = import_module("alsfacts.display.html_scores").score_html(self)
        return text


@paused_collector()
def score(
    hypothesis: Hypothesis | str,
    *,
    disease: Disease | str = "als",
    policy: ScoringPolicy | None = None,
    knowledge_base: KnowledgeBase | None = None,
) -> HypothesisScore:
    """Score a hypothesis against the evidence on a disease.

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
    HypothesisScore
        Support, opposition, net, role, and how they come about.

    Raises
    ------
    UnknownRecordError
        If no hypothesis or disease answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> import alsfacts
    >>> result = alsfacts.score("genetic-monogenic")
    >>> str(result.role)
    'established'
    >>> result.net < result.support - result.oppose
    True
    """
    kb, record, chosen = resolve(disease, policy, knowledge_base, hypothesis)
    if not isinstance(hypothesis, Hypothesis | str):
        msg = f"hypothesis must be a Hypothesis or the name of one, got {type(hypothesis).__name__}"
        raise InvalidTypeError(msg)
    name = hypothesis.id if isinstance(hypothesis, Hypothesis) else hypothesis
    (result,) = scores_of(record, [kb.hypotheses[name].id], chosen)
    return result


def scores_of(
    disease: Disease, hypothesis_ids: Iterable[str], policy: ScoringPolicy
) -> Iterator[HypothesisScore]:
    """Yield the scores of several hypotheses in one disease.

    Parameters
    ----------
    disease : Disease
        The disease profile, from a knowledge base.
    hypothesis_ids : iterable of str
        Ids of the hypotheses.
    policy : ScoringPolicy
        Numbers of the scores.

    Yields
    ------
    HypothesisScore
        One a hypothesis.

    Examples
    --------
    >>> from alsfacts import diseases
    >>> [result.net for result in scores_of(diseases["als"], ["multistep"], ScoringPolicy())] == [
    ...     score("multistep").net
    ... ]
    True
    """
    evidence, variants = disease.evidence, null_variants(policy)
    for hypothesis_id in hypothesis_ids:
        collected = collect_lines(evidence, hypothesis_id, policy)
        other_lines = tuple(
            collect_lines(evidence, hypothesis_id, variant, collected).lines
            for variant in (variants if collected.bare_nulls else ())
        )
        yield _score(disease.id, hypothesis_id, collected, other_lines, policy)


def _score(
    disease_id: str,
    hypothesis_id: str,
    collected: Collected,
    other_lines: tuple[tuple[EvidenceLine, ...], ...],
    policy: ScoringPolicy,
) -> HypothesisScore:
    result = balance(collected.lines, policy)
    return HypothesisScore(
        hypothesis_id=hypothesis_id,
        disease_id=disease_id,
        support=result.support,
        oppose=result.oppose,
        net=result.net,
        role=role_in(result, policy),
        groups_support=result.independent_groups(Direction.SUPPORTS),
        groups_oppose=result.independent_groups(Direction.DISPUTES),
        conflict=result.conflict,
        cells=result.cells,
        groups=result.groups,
        lines=collected.lines,
        other_lines=other_lines,
        tiered=collected.tiered,
        set_aside=collected.set_aside,
        without_cohort=collected.without_cohort,
        policy=policy,
    )


def resolve(
    disease: Disease | str,
    policy: ScoringPolicy | None,
    knowledge_base: KnowledgeBase | None,
    *subjects: object,
) -> tuple[KnowledgeBase, Disease, ScoringPolicy]:
    """Return knowledge base, disease profile and policy that a call asks for.

    Parameters
    ----------
    disease : Disease or str
        The disease profile, or a name of it.
    policy : ScoringPolicy or None
        The default policy if None.
    knowledge_base : KnowledgeBase or None
        If None, that of the records given, else the bundled one.
    *subjects : object
        What else the call is about: records, or names of some.

    Returns
    -------
    tuple
        Knowledge base, disease profile in it, policy.

    Raises
    ------
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> kb, disease, policy = resolve("Lou Gehrig disease", None, None)
    >>> disease.id, policy == ScoringPolicy()
    ('als', True)
    """
    kb = base_for(knowledge_base, disease, *subjects)
    chosen = policy_for(policy)
    if not isinstance(disease, Disease | str):
        msg = f"disease must be a Disease or the name of one, got {type(disease).__name__}"
        raise InvalidTypeError(msg)
    return kb, kb.diseases[disease.id if isinstance(disease, Disease) else disease], chosen


def role_in(result: Balance, policy: ScoringPolicy) -> Role:
    """Return the role that a balance gives a hypothesis.

    Parameters
    ----------
    result : Balance
        The balance.
    policy : ScoringPolicy
        Thresholds.

    Returns
    -------
    Role
        The role.

    Examples
    --------
    >>> policy = ScoringPolicy()
    >>> result = balance(score("genetic-monogenic").lines, policy)
    >>> role_in(result, policy)
    <Role.ESTABLISHED: 'established'>
    """
    direction = Direction.SUPPORTS if result.net >= 0 else Direction.DISPUTES
    return role_of(
        result.net,
        result.independent_groups(direction),
        policy,
        human_line=result.has_human_line(direction),
    )

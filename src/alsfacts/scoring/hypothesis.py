"""Score of one hypothesis in one disease: support, opposition, net, role, range."""

from __future__ import annotations

from importlib import import_module

import attrs

from alsfacts.bundled import base_for
from alsfacts.errors import InvalidTypeError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Hypothesis
from alsfacts.scoring.lines import SetAside, collect_lines
from alsfacts.scoring.policy import NullWithoutInterval, ScoringPolicy, policy_for
from alsfacts.scoring.pooling import Balance, CellBalance, EvidenceLine, GroupShare, balance, role_of
from alsfacts.scoring.table import LineTable, PolicyNumbers
from alsfacts.scoring.tiers import Tiered
from alsfacts.vocabulary import Direction, Role

__all__ = ["HypothesisScore", "role_in", "score"]

_ASSUMPTIONS = (
    "items of different cohorts are taken as independent after the discount within a consortium",
    "points are weights of this policy, not calibrated likelihood ratios",
    "the range is a sensitivity to assumptions, not a confidence interval",
)


@attrs.frozen(kw_only=True)
class HypothesisScore:
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
    net_range : tuple of float
        Lowest and highest net over the discounts of the policy, and with and without null
        results that print no interval: a sensitivity to assumptions, no confidence interval.
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
    without_cohort : int
        Findings that count and whose participants are only told apart by publication.
    policy_fingerprint : str
        Fingerprint of the policy.
    assumptions : tuple of str
        What the number takes for granted.
    """

    hypothesis_id: str
    disease_id: str
    support: float
    oppose: float
    net: float
    net_range: tuple[float, float]
    role: Role
    groups_support: int
    groups_oppose: int
    conflict: float
    cells: tuple[CellBalance, ...]
    groups: tuple[GroupShare, ...]
    lines: tuple[EvidenceLine, ...]
    tiered: tuple[Tiered, ...]
    set_aside: tuple[SetAside, ...]
    without_cohort: int
    policy_fingerprint: str
    assumptions: tuple[str, ...] = _ASSUMPTIONS

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
    hypothesis_id = kb.hypotheses[name].id
    collected = collect_lines(record.evidence, hypothesis_id, chosen)
    result = balance(collected.lines, chosen)
    return HypothesisScore(
        hypothesis_id=hypothesis_id,
        disease_id=record.id,
        support=result.support,
        oppose=result.oppose,
        net=result.net,
        net_range=_net_range(record, hypothesis_id, chosen, collected.lines, result.net),
        role=role_in(result, chosen),
        groups_support=result.independent_groups(Direction.SUPPORTS),
        groups_oppose=result.independent_groups(Direction.DISPUTES),
        conflict=result.conflict,
        cells=result.cells,
        groups=result.groups,
        lines=collected.lines,
        tiered=collected.tiered,
        set_aside=collected.set_aside,
        without_cohort=collected.without_cohort,
        policy_fingerprint=chosen.fingerprint,
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


def _net_range(
    disease: Disease, hypothesis_id: str, policy: ScoringPolicy, lines: tuple[EvidenceLine, ...], net: float
) -> tuple[float, float]:
    tables = [LineTable(lines)]
    for mode in NullWithoutInterval:
        if mode is not policy.null_without_interval:
            other = attrs.evolve(policy, null_without_interval=mode)
            tables.append(LineTable(collect_lines(disease.evidence, hypothesis_id, other).lines))
    numbers = PolicyNumbers.of(policy)
    nets = [
        table.net(attrs.evolve(numbers, consortium_discount=discount))
        for table in tables
        for discount in policy.discount_range
    ]
    return min([net, *nets]), max([net, *nets])

"""How far a role depends on one group and on the numbers of the policy.

Two questions: what if one laboratory or consortium had never published, and what if the
numbers of the policy were others? What comes out is a sensitivity to assumptions; it is no
confidence interval, since nothing is sampled from a population.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random

import attrs

from alsfacts.frozen import Frozen
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.scoring.pooling import EvidenceLine
from alsfacts.scoring.table import LineTable, PolicyNumbers, roles_of
from alsfacts.vocabulary import Role

__all__ = [
    "GroupRemoval",
    "Robustness",
    "draw_numbers",
    "drawn_nets",
    "leave_one_group_out",
    "robustness",
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GroupRemoval(Frozen):
    """What a score becomes without one laboratory or consortium.

    Attributes
    ----------
    consortium : str
        The group left out.
    net : float
        Net points without it.
    change : float
        How far that lies from the net with it, in points.
    role : Role
        Role without it.
    """

    consortium: str
    net: float
    change: float
    role: Role


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Robustness(Frozen):
    """Whether a role stands when groups are left out and numbers are drawn anew.

    Attributes
    ----------
    role : Role
        Role under the policy.
    net : float
        Net points under the policy.
    draws : int
        Policies drawn.
    sensitivity_range : tuple of float
        Middle part of the drawn nets, as wide as the policy says (90 percent to begin with): an
        assumption-sensitivity range, no confidence interval. The net itself if none was drawn.
    role_shares : tuple of (Role, float)
        Share of the draws in which each role came out, largest first.
    share_unchanged : float
        Share of the draws with the same role; 1 if no draw was asked for.
    largest_change : GroupRemoval or None
        The group whose removal moves the net most; None without lines.
    changed_without : tuple of (str, Role)
        Groups without which the role is another.
    robust : bool
        Unchanged in at least the policy's share of draws and without any one group.
    """

    role: Role
    net: float
    draws: int
    sensitivity_range: tuple[float, float]
    role_shares: tuple[tuple[Role, float], ...]
    share_unchanged: float
    largest_change: GroupRemoval | None
    changed_without: tuple[tuple[str, Role], ...]
    robust: bool


def leave_one_group_out(
    lines: Iterable[EvidenceLine] | LineTable, policy: ScoringPolicy
) -> tuple[GroupRemoval, ...]:
    """Balance the lines without each consortium in turn.

    Parameters
    ----------
    lines : iterable of EvidenceLine, or LineTable
        Lines of one hypothesis, in any order.
    policy : ScoringPolicy
        The policy.

    Returns
    -------
    tuple of GroupRemoval
        One a consortium, in order of name. A synthesis is a group of its own; its members
        stay left out when it is.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, score
    >>> removals = leave_one_group_out(score("multistep").lines, ScoringPolicy())
    >>> max(removals, key=lambda removal: abs(removal.change)).role
    <Role.UNCERTAIN: 'uncertain'>
    """
    table = _table(lines)
    numbers = PolicyNumbers.of(policy)
    net = table.net(numbers)
    removals = []
    for consortium in table.consortia:
        left = table.net(numbers, without={consortium})
        (role,) = roles_of(table, [left], policy, {consortium})
        removals.append(GroupRemoval(consortium=consortium, net=left, change=left - net, role=role))
    return tuple(removals)


def _table(lines: Iterable[EvidenceLine] | LineTable) -> LineTable:
    return lines if isinstance(lines, LineTable) else LineTable(lines)


def draw_numbers(policy: ScoringPolicy, random: Random) -> PolicyNumbers:
    """Draw numbers about those of a policy: points, directness factors, ceilings, discount.

    The points stay in order and have the policy's own as their mean (increments from a
    Dirichlet distribution); ceilings are lognormal about the policy's; the discount is one of
    the policy's; the factors of indirect and circumstantial evidence are x and its square,
    x uniform up to 1.

    Parameters
    ----------
    policy : ScoringPolicy
        Centre of the draw.
    random : Random
        Source of chance.

    Returns
    -------
    PolicyNumbers
        The numbers.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> drawn = draw_numbers(ScoringPolicy(), Random(1))
    >>> drawn.tier_points == tuple(sorted(drawn.tier_points))
    True
    >>> drawn == draw_numbers(ScoringPolicy(), Random(1))
    True
    """
    factor = random.uniform(policy.lowest_drawn_factor, 1.0)
    return PolicyNumbers(
        tier_points=_drawn_points(policy, random),
        consortium_discount=random.choice(policy.drawn_discounts),
        ceilings=tuple(
            ceiling * math.exp(random.gauss(0, policy.ceiling_spread))
            for ceiling in PolicyNumbers.of(policy).ceilings
        ),
        factors=(factor**2, factor, 1.0),
    )


def _drawn_points(policy: ScoringPolicy, random: Random) -> tuple[float, ...]:
    """Dirichlet increments, whose means are the policy's own, added up."""
    points = policy.tier_points
    increments = [points[0], *(high - low for low, high in pairwise(points))]
    drawn = [
        random.gammavariate(policy.tier_concentration * increment, 1.0) if increment > 0 else 0.0
        for increment in increments
    ]
    total = math.fsum(drawn)
    if total == 0:
        return points
    top, reached, result = points[-1], 0.0, []
    for increment in drawn:
        reached += top * increment / total
        result.append(reached)
    return tuple(result)


@lru_cache(maxsize=4)
def _all_numbers(policy: ScoringPolicy) -> tuple[PolicyNumbers, ...]:
    # All hypotheses meet the same drawn policies, so their nets can be compared draw by draw.
    random = Random(policy.seed)  # noqa: S311 - reproducible draws, nothing secret
    return tuple(draw_numbers(policy, random) for _ in range(policy.draws))


def drawn_nets(lines: Iterable[EvidenceLine] | LineTable, policy: ScoringPolicy) -> tuple[float, ...]:
    """Return the net of a hypothesis under every drawn policy, tiers mistaken by chance.

    Parameters
    ----------
    lines : iterable of EvidenceLine, or LineTable
        Lines of one hypothesis, in any order.
    policy : ScoringPolicy
        The policy, with the number of draws and their seed.

    Returns
    -------
    tuple of float
        One net a draw. Reproducible; the k-th net of every hypothesis comes from the same
        drawn policy.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, score
    >>> nets = drawn_nets(score("multistep").lines, ScoringPolicy(draws=50))
    >>> len(nets), nets == drawn_nets(score("multistep").lines, ScoringPolicy(draws=50))
    (50, True)
    """
    table = _table(lines)
    mistakes = _mistakes(table.tiers, policy)
    return tuple(
        table.net(numbers, changed) for numbers, changed in zip(_all_numbers(policy), mistakes, strict=True)
    )


def _mistakes(tiers: tuple[int, ...], policy: ScoringPolicy) -> list[dict[int, int]]:
    """Move tiers up or down by one, each with the policy's probability, in every draw.

    The gaps between mistakes are drawn, not each tier: most tiers stand.
    """
    changes: list[dict[int, int]] = [{} for _ in range(policy.draws)]
    probability, end = policy.tier_error, len(tiers) * policy.draws
    if probability == 0 or end == 0:
        return changes
    chance = Random(f"tiers {policy.seed}").random  # noqa: S311 - reproducible draws, nothing secret
    scale = math.log1p(-probability) if probability < 1 else -math.inf
    at = -1
    while True:
        at += 1 + int(math.log(1.0 - chance()) / scale)
        if at >= end:
            return changes
        draw, position = divmod(at, len(tiers))
        tier = tiers[position] + (1 if chance() < 0.5 else -1)  # noqa: PLR2004 - either way alike
        changes[draw][position] = max(LOWEST_TIER, min(HIGHEST_TIER, tier))


def robustness(
    lines: Iterable[EvidenceLine] | LineTable, policy: ScoringPolicy, nets: Sequence[float] | None = None
) -> Robustness:
    """Say whether the role of a hypothesis is robust.

    Parameters
    ----------
    lines : iterable of EvidenceLine, or LineTable
        Lines of one hypothesis, in any order.
    policy : ScoringPolicy
        The policy, with the number of draws and their seed.
    nets : sequence of float, optional
        What `drawn_nets` returned for the same lines and policy, to save doing it twice.

    Returns
    -------
    Robustness
        Reproducible: the same lines and policy give the same result, in any order.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, score
    >>> robustness(score("genetic-monogenic").lines, ScoringPolicy(draws=200)).robust
    True
    """
    table = _table(lines)
    net = table.net(PolicyNumbers.of(policy))
    (role,) = roles_of(table, [net], policy)
    removals = leave_one_group_out(table, policy)
    if nets is None:
        nets = drawn_nets(table, policy)
    roles = Counter(roles_of(table, nets, policy))
    share = roles[role] / len(nets) if nets else 1.0
    changed = tuple((removal.consortium, removal.role) for removal in removals if removal.role is not role)
    return Robustness(
        role=role,
        net=net,
        draws=len(nets),
        sensitivity_range=_middle(nets, policy.middle_share) if nets else (net, net),
        role_shares=tuple((found, count / len(nets)) for found, count in roles.most_common()),
        share_unchanged=share,
        largest_change=max(removals, key=lambda removal: abs(removal.change), default=None),
        changed_without=changed,
        robust=not changed and share >= policy.robust_share,
    )


def _middle(nets: Sequence[float], share: float) -> tuple[float, float]:
    """Cut the same number of draws off both ends."""
    ordered = sorted(nets)
    # Rounded first: 1 - 0.9 is a little less than a tenth.
    cut = int(round(len(ordered) * (1 - share) / 2, 6))
    return ordered[cut], ordered[len(ordered) - 1 - cut]

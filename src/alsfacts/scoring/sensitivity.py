"""How far a role depends on one group and on the numbers of the policy."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from random import Random

import attrs

from alsfacts.scoring.hypothesis import role_in
from alsfacts.scoring.policy import HIGHEST_TIER, LOWEST_TIER, DirectnessRule, LineRule, ScoringPolicy
from alsfacts.scoring.pooling import EvidenceLine, balance
from alsfacts.vocabulary import Directness, Role

__all__ = ["Robustness", "leave_one_group_out", "perturbed", "robustness"]


@attrs.frozen(kw_only=True)
class Robustness:
    """Whether a role stands when groups are left out and numbers are drawn anew.

    Attributes
    ----------
    role : Role
        Role under the policy.
    share_unchanged : float
        Share of the draws with the same role; 1 if no draw was asked for.
    changed_without : tuple of (str, Role)
        Groups without which the role is another.
    robust : bool
        Unchanged in at least the policy's share of draws and without any one group.
    """

    role: Role
    share_unchanged: float
    changed_without: tuple[tuple[str, Role], ...]
    robust: bool


def leave_one_group_out(
    lines: Iterable[EvidenceLine], policy: ScoringPolicy
) -> tuple[tuple[str, float, Role], ...]:
    """Balance the lines without each consortium in turn.

    Parameters
    ----------
    lines : iterable of EvidenceLine
        Lines of one hypothesis.
    policy : ScoringPolicy
        The policy.

    Returns
    -------
    tuple of (str, float, Role)
        Consortium left out, net and role without it, in order of name.
    """
    kept = tuple(lines)
    results = []
    for consortium in sorted({line.consortium for line in kept}):
        result = balance((line for line in kept if line.consortium != consortium), policy)
        results.append((consortium, result.net, role_in(result, policy)))
    return tuple(results)


def perturbed(policy: ScoringPolicy, random: Random) -> ScoringPolicy:
    """Draw a policy about another: points, directness factors, ceilings, discount.

    The points stay in order and keep the policy's own as their mean; ceilings are
    lognormal; the discount is one of the policy's; the factors of indirect and
    circumstantial evidence are x and its square, x uniform up to 1.

    Parameters
    ----------
    policy : ScoringPolicy
        Centre of the draw.
    random : Random
        Source of chance.

    Returns
    -------
    ScoringPolicy
        A policy whose other numbers are unchanged.
    """
    factor = random.uniform(policy.lowest_drawn_factor, 1.0)
    factors = {Directness.DIRECT: 1.0, Directness.INDIRECT: factor, Directness.CIRCUMSTANTIAL: factor**2}
    return attrs.evolve(
        policy,
        tier_points=_drawn_points(policy, random),
        consortium_discount=random.choice(policy.drawn_discounts),
        lines=tuple(
            LineRule(line=rule.line, ceiling=rule.ceiling * math.exp(random.gauss(0, policy.ceiling_spread)))
            for rule in policy.lines
        ),
        directness=tuple(
            DirectnessRule(directness=rule.directness, steps=rule.steps, factor=factors[rule.directness])
            for rule in policy.directness
        ),
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


def _mistaken(
    lines: tuple[EvidenceLine, ...], policy: ScoringPolicy, random: Random
) -> Iterator[EvidenceLine]:
    """Move each tier up or down by one with the policy's probability of error."""
    for line in lines:
        if random.random() < policy.tier_error:
            tier = line.tier + random.choice((-1, 1))
            yield attrs.evolve(line, tier=max(LOWEST_TIER, min(HIGHEST_TIER, tier)))
        else:
            yield line


def robustness(lines: Iterable[EvidenceLine], policy: ScoringPolicy) -> Robustness:
    """Say whether the role of a hypothesis is robust.

    Parameters
    ----------
    lines : iterable of EvidenceLine
        Lines of one hypothesis.
    policy : ScoringPolicy
        The policy, with the number of draws and their seed.

    Returns
    -------
    Robustness
        Reproducible: the same lines and policy give the same result.
    """
    kept = tuple(sorted(lines, key=lambda line: (line.evidence_id, line.direction)))
    role = role_in(balance(kept, policy), policy)
    changed = tuple(
        (name, other) for name, _, other in leave_one_group_out(kept, policy) if other is not role
    )
    random = Random(policy.seed)  # noqa: S311 - reproducible draws, nothing secret
    unchanged = 0
    for _ in range(policy.draws):
        drawn = perturbed(policy, random)
        unchanged += role_in(balance(_mistaken(kept, policy, random), drawn), policy) is role
    share = unchanged / policy.draws if policy.draws else 1.0
    return Robustness(
        role=role,
        share_unchanged=share,
        changed_without=changed,
        robust=not changed and share >= policy.robust_share,
    )

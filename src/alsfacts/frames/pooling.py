"""Support, opposition and net by columns: what `alsfacts.scoring.pooling.balance` does.

Per cohort the highest tier stands; per consortium each further result counts less. Neither
needs a rank or a window over the rows: counting how many cohorts reach each tier is enough,
for the k-th highest of them counts a power of the discount, and a sum of powers is known in
closed form. Aggregates are only ever sums and maxima of plain columns.
"""

from __future__ import annotations

import math
from typing import Any

from alsfacts.frames.inputs import narwhals, translated
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.vocabulary import Direction, Directness, Line, Role

__all__ = ["KEYS", "cells_of", "groups_of", "scores_of", "without_overlaps"]

KEYS = ("disease_id", "hypothesis_id")
"""What a score is of."""

_TIERS = range(LOWEST_TIER, HIGHEST_TIER + 1)
_RANKS = len(Directness)
_COUNTS = [f"count{tier - LOWEST_TIER}" for tier in _TIERS]
WEIGHTS = [f"weight{tier - LOWEST_TIER}" for tier in _TIERS]
"""How often each tier counts, lowest tier first."""

_NO_CELL = 10 * _RANKS * len(Line)
"""Higher than the number of any cell."""

_NEARLY_ALL = 0.99
_FEW = 0.01


def without_overlaps(frame: Any, members: Any, *, keep_members: bool) -> Any:
    """Take the tier from findings that a synthesis makes redundant, or from the synthesis.

    Parameters
    ----------
    frame : narwhals.LazyFrame or narwhals.DataFrame
        Findings with tier, cohort and consortium; what is retracted has no tier.
    members : narwhals.LazyFrame or narwhals.DataFrame
        Columns evidence_id and member_id: a synthesis and what it pools.
    keep_members : bool
        Whether the members count, and not the synthesis.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        The same rows.

    Examples
    --------
    >>> import narwhals, polars
    >>> found = {"disease_id": "als", "hypothesis_id": "h", "evidence_id": ["s", "m"], "tier": [3, 2]}
    >>> frame = narwhals.from_native(polars.DataFrame({**found, "cohort": ["pooled", "people"]}))
    >>> pairs = narwhals.from_native(polars.DataFrame({"evidence_id": ["s"], "member_id": ["m"]}))
    >>> result = without_overlaps(frame, pairs, keep_members=False)
    >>> result.sort("evidence_id").to_native()["tier"].to_list()
    [None, 3]
    """
    nw = narwhals()
    standing = frame.filter(~nw.col("tier").is_null()).select(*KEYS, "evidence_id", "cohort")
    syntheses = members.join(standing.rename({"cohort": "own_cohort"}), on="evidence_id", how="inner").select(
        *KEYS, "evidence_id", "member_id", "own_cohort"
    )
    pooled = syntheses.join(
        standing.rename({"evidence_id": "member_id", "cohort": "pooled_cohort"}),
        on=[*KEYS, "member_id"],
        how="inner",
    )
    if keep_members:
        redundant, by = pooled, [*KEYS, "evidence_id"]
    else:
        # Whoever took part in a member is in the synthesis, unless these are its own participants.
        redundant = pooled.filter(nw.col("pooled_cohort") != nw.col("own_cohort"))
        redundant = redundant.select(*KEYS, "pooled_cohort").rename({"pooled_cohort": "cohort"})
        by = [*KEYS, "cohort"]
    marked = (
        redundant.select(*by).with_columns(redundant=nw.lit(1)).group_by(*by).agg(nw.col("redundant").max())
    )
    joined = frame.join(marked, on=by, how="left")
    return joined.with_columns(tier=nw.when(nw.col("redundant").is_null()).then(nw.col("tier"))).drop(
        "redundant"
    )


def groups_of(frame: Any, policy: ScoringPolicy) -> Any:
    """Count, for each consortium and cell, how often each tier counts.

    Parameters
    ----------
    frame : narwhals.LazyFrame or narwhals.DataFrame
        Findings with direction, directness, line, tier, cohort and consortium.
    policy : ScoringPolicy
        The discount within consortia.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        One row for each disease, hypothesis, direction, line, directness (by rank) and
        consortium, with the weights of the tiers from lowest to highest. A hypothesis whose
        findings all earn nothing has rows without weight, so that it is not lost.

    Examples
    --------
    >>> import narwhals, polars
    >>> from alsfacts import ScoringPolicy
    >>> row = {"disease_id": "als", "hypothesis_id": "h", "direction": "supports", "line": "model"}
    >>> people = {"cohort": ["a", "b"], "consortium": "c", "directness": "direct", "tier": [1, 1]}
    >>> frame = narwhals.from_native(polars.DataFrame({**row, **people}))
    >>> groups_of(frame, ScoringPolicy()).to_native()["weight3"].to_list()
    [1.5]
    """
    nw = narwhals()
    ranks = {kind.value: kind.rank for kind in Directness}
    rank = translated(nw.col("directness"), ranks, nw.Int64(), 0)
    # Higher tier first, between equal tiers the more direct; below 0 what earns nothing.
    strength = nw.when(~nw.col("tier").is_null()).then(_RANKS * (nw.col("tier") - LOWEST_TIER) + rank)
    frame = frame.with_columns(strength=strength.otherwise(nw.lit(-1)).cast(nw.Int64()))
    channel = (*KEYS, "direction", "line")
    best = frame.group_by(*channel, "consortium", "cohort").agg(nw.col("strength").max())
    best = best.with_columns(
        **{name: (nw.col("strength") >= _RANKS * step).cast(nw.Int64()) for step, name in enumerate(_COUNTS)}
    )
    steps = sum((nw.col(name) for name in _COUNTS[2:]), nw.col(_COUNTS[1]))
    rank = nw.col("strength") - _RANKS * steps
    # What earns nothing stands at -1 and is counted nowhere: any cell will do for it.
    best = best.with_columns(rank=nw.when(rank >= 0).then(rank).otherwise(nw.lit(0)))
    groups = best.group_by(*channel, "rank", "consortium").agg(*(nw.col(name).sum() for name in _COUNTS))
    reached = {f"reached{step}": _powers(nw.col(name), policy) for step, name in enumerate(_COUNTS)}
    groups = groups.with_columns(**reached)
    weights = {
        name: nw.col(f"reached{step}") - nw.col(f"reached{step + 1}")
        for step, name in enumerate(WEIGHTS[:-1])
    }
    return groups.with_columns(**weights, **{WEIGHTS[-1]: nw.col(f"reached{len(_TIERS) - 1}")}).drop(*reached)


def _powers(count: Any, policy: ScoringPolicy) -> Any:
    """Sum of the powers of the discount from 0 to count - 1."""
    nw = narwhals()
    discount = policy.consortium_discount
    number = count.cast(nw.Float64())
    if discount == 1:
        return number
    rest = 1.0 - discount
    closed = (nw.lit(1.0) - nw.lit(discount) ** number) / rest
    if discount <= _NEARLY_ALL:
        return closed
    # Near 1 the difference above loses its digits where few results are discounted; there the
    # series of the exponential function has them.
    slope = math.log1p(-rest)
    step = number * slope
    series = nw.lit(1.0)
    for order in (6, 5, 4, 3, 2):
        series = nw.lit(1.0) + step / order * series
    return nw.when(step > -_FEW).then(number * (-slope / rest) * series).otherwise(closed)


def cells_of(groups: Any, policy: ScoringPolicy) -> Any:
    """Balance every line of evidence at every directness.

    Parameters
    ----------
    groups : narwhals.LazyFrame or narwhals.DataFrame
        What `groups_of` returned.
    policy : ScoringPolicy
        Points and ceilings.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        One row for each disease, hypothesis, line and directness (by rank): support, oppose,
        ceiling, net, and groups on either side that no other cell of the side has counted.

    Examples
    --------
    >>> import narwhals, polars
    >>> from alsfacts import ScoringPolicy
    >>> row = {"disease_id": "als", "hypothesis_id": "h", "direction": "supports", "line": "model"}
    >>> people = {"cohort": ["a", "b"], "consortium": "c", "directness": "direct", "tier": [1, 1]}
    >>> frame = narwhals.from_native(polars.DataFrame({**row, **people}))
    >>> cells_of(groups_of(frame, ScoringPolicy()), ScoringPolicy()).to_native()["net"].to_list()
    [1.2]
    """
    nw = narwhals()
    side = (*KEYS, "direction", "consortium")
    numbers = {line.value: number for number, line in enumerate(Line)}
    number = translated(nw.col("line"), numbers, nw.Int64(), 0)
    counted = nw.col(_COUNTS[0]) > 0
    groups = groups.with_columns(
        cell=nw.when(counted).then(_RANKS * number + nw.col("rank")).otherwise(nw.lit(_NO_CELL)),
        points=sum(
            (nw.col(name) * policy.points(tier) for tier, name in zip(_TIERS, WEIGHTS, strict=True)),
            nw.lit(0.0),
        ),
        supports=(nw.col("direction") == Direction.SUPPORTS.value).cast(nw.Int64()),
        human=nw.col("line").str.starts_with("human-").cast(nw.Int64()),
    )
    # A consortium is counted in the first of its cells, so that it is counted once a side.
    groups = groups.with_columns(first=nw.col("cell").min().over(*side))
    fresh = (nw.col("cell") == nw.col("first")) & (nw.col("cell") < _NO_CELL)
    for_, against = nw.col("supports"), nw.lit(1) - nw.col("supports")
    groups = groups.with_columns(
        fresh=fresh.cast(nw.Int64()), counted=(nw.col("cell") < _NO_CELL).cast(nw.Int64())
    )
    groups = groups.with_columns(
        support=nw.col("points") * for_,
        oppose=nw.col("points") * against,
        groups_support=nw.col("fresh") * for_,
        groups_oppose=nw.col("fresh") * against,
        human_support=nw.col("human") * nw.col("counted") * for_,
        human_oppose=nw.col("human") * nw.col("counted") * against,
    )
    sums = ("support", "oppose", "groups_support", "groups_oppose")
    cells = groups.group_by(*KEYS, "line", "rank").agg(
        *(nw.col(name).sum() for name in sums),
        nw.col("human_support").max(),
        nw.col("human_oppose").max(),
        nw.col("counted").max(),
    )
    ceilings = {
        _RANKS * place + kind.rank: policy.ceiling(line, kind)
        for place, line in enumerate(Line)
        for kind in Directness
    }
    ceiling = translated(_RANKS * number + nw.col("rank"), ceilings, nw.Float64(), 0.0)
    cells = cells.with_columns(ceiling=ceiling)
    support, oppose, limit = nw.col("support"), nw.col("oppose"), nw.col("ceiling")
    divisor = nw.when(limit > 0).then(limit + (support + oppose)).otherwise(nw.lit(1.0))
    return cells.with_columns(net=limit * (support - oppose) / divisor)


def scores_of(cells: Any, policy: ScoringPolicy) -> Any:
    """Add the cells up, and say which role the net gives the hypothesis.

    Parameters
    ----------
    cells : narwhals.LazyFrame or narwhals.DataFrame
        What `cells_of` returned.
    policy : ScoringPolicy
        Thresholds.

    Returns
    -------
    narwhals.LazyFrame or narwhals.DataFrame
        One row for each disease and hypothesis.

    Examples
    --------
    >>> import narwhals, polars
    >>> from alsfacts import ScoringPolicy
    >>> cell = {"disease_id": "als", "hypothesis_id": "h", "support": 20.0, "oppose": 1.0, "net": 10.0}
    >>> counts = {"groups_support": 2, "groups_oppose": 1, "human_support": 1, "human_oppose": 0}
    >>> frame = narwhals.from_native(polars.DataFrame({**cell, **counts}))
    >>> scores_of(frame, ScoringPolicy()).to_native()["role"].to_list()
    ['established']
    """
    nw = narwhals()
    sums = ("support", "oppose", "net", "groups_support", "groups_oppose")
    scores = cells.group_by(*KEYS).agg(
        *(nw.col(name).sum() for name in sums), nw.col("human_support").max(), nw.col("human_oppose").max()
    )
    support, oppose, net = nw.col("support"), nw.col("oppose"), nw.col("net")
    total = support + oppose
    lesser = nw.when(support < oppose).then(support).otherwise(oppose)
    scores = scores.with_columns(
        conflict=nw.when(total > 0)
        .then(2 * lesser / nw.when(total > 0).then(total).otherwise(nw.lit(1.0)))
        .otherwise(nw.lit(0.0)),
        side_groups=nw.when(net >= 0).then(nw.col("groups_support")).otherwise(nw.col("groups_oppose")),
        side_human=nw.when(net >= 0).then(nw.col("human_support")).otherwise(nw.col("human_oppose")),
    )
    enough = (nw.col("side_groups") >= policy.minimum_groups) & (nw.col("side_human") == 1)
    role = (
        nw.when((net >= policy.established_net) & (net >= policy.probable_net) & enough)
        .then(nw.lit(Role.ESTABLISHED.value))
        .when(net >= policy.probable_net)
        .then(nw.lit(Role.PROBABLE.value))
        .when((net <= -policy.established_net) & (net <= -policy.probable_net) & enough)
        .then(nw.lit(Role.CONTRADICTED.value))
        .when(net <= -policy.probable_net)
        .then(nw.lit(Role.PROBABLY_NOT.value))
        .otherwise(nw.lit(Role.UNCERTAIN.value))
    )
    wanted = ("support", "oppose", "net", "role", "groups_support", "groups_oppose", "conflict")
    # Sums of whole numbers have types of their own on some engines.
    groups = (nw.col(name).cast(nw.Int64()) for name in ("groups_support", "groups_oppose"))
    return scores.with_columns(*groups, role=role).select(*KEYS, *wanted)

"""Stochastic multicriteria acceptability analysis: how alternatives rank if nobody agrees on weights.

Sources: Lahdelma, Hokkanen and Salminen 1998, SMAA (sal.aalto.fi/publications/abstracts/plah01.html);
Lahdelma and Salminen 2001, SMAA-2, Operations Research 49(3):444-454; a survey of the method,
doi 10.1016/j.ejor.2005.12.037.
Scope: alternatives valued on several criteria, all higher-is-better and on scales that may be
added. Weights are drawn evenly from all that are not negative and add up to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["RankAcceptability", "rank_acceptability"]

_LARGEST_VALUE = 1e12

Matrix = Sequence[Sequence[float]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RankAcceptability(Frozen):
    """How alternatives rank over all weights.

    Attributes
    ----------
    acceptability : tuple of tuple of float
        One row an alternative: share of the draws in which it has each rank, best first. Equal
        values share their ranks, so rows and columns add up to 1.
    central_weights : tuple of (tuple of float or None)
        Mean of the weights that put each alternative first; None if none does.
    confidence : tuple of (float or None)
        Share of the drawn values for which each alternative is first under its central
        weights: 1 or less where values are uncertain; None without central weights.
    draws, seed : int
        Number of draws, and the seed that brings the same ones again.
    """

    acceptability: tuple[tuple[float, ...], ...]
    central_weights: tuple[tuple[float, ...] | None, ...]
    confidence: tuple[float | None, ...]
    draws: int
    seed: int

    @property
    def first_rank(self) -> tuple[float, ...]:
        """Share of the draws in which each alternative comes first."""
        return tuple(row[0] for row in self.acceptability)


def rank_acceptability(
    values: Matrix | Sequence[Matrix], *, draws: int = 10_000, seed: int = 1
) -> RankAcceptability:
    """Rank alternatives under weights drawn evenly from all that are possible.

    Parameters
    ----------
    values : sequence of sequence of float, or sequence of such tables
        One row an alternative, one column a criterion; higher is better. Several tables of one
        shape, drawn elsewhere, stand for values that are uncertain: they are used in turn.
    draws : int
        Weights to draw, from 1 to 1,000,000.
    seed : int
        Seed of the draws.

    Returns
    -------
    RankAcceptability
        Shares of ranks, central weights, confidence factors.

    Raises
    ------
    InvalidValueError
        If there is no alternative or criterion, rows or tables differ in shape, a value is not
        finite, or the number of draws is out of range.
    InvalidTypeError
        If a value is no number.

    Examples
    --------
    >>> result = rank_acceptability([[1, 0.5], [0, 1]])
    >>> [round(share, 1) for share in result.first_rank]
    [0.7, 0.3]
    >>> rank_acceptability([[1, 1], [0.5, 0.9]]).first_rank
    (1.0, 0.0)
    """
    tables = _tables(values)
    checked_number("draws", checked_count("draws", draws, lowest=1), highest=1_000_000)
    checked_count("seed", seed)
    alternatives, criteria = len(tables[0]), len(tables[0][0])
    random = Random(seed)  # noqa: S311 - reproducible draws, nothing secret
    ranks = [[0.0] * alternatives for _ in range(alternatives)]
    sums = [[0.0] * criteria for _ in range(alternatives)]
    for draw in range(draws):
        exponentials = [random.expovariate(1.0) for _ in range(criteria)]
        total = math.fsum(exponentials)
        weights = [value / total for value in exponentials]
        shares = _ranks(tables[draw % len(tables)], weights)
        for row, shared, means in zip(ranks, shares, sums, strict=True):
            for rank, share in shared:
                row[rank] += share
            if shared[0][0] == 0:
                for criterion, weight in enumerate(weights):
                    means[criterion] += shared[0][1] * weight
    central = tuple(
        tuple(weight / row[0] for weight in means) if row[0] else None
        for row, means in zip(ranks, sums, strict=True)
    )
    return RankAcceptability(
        acceptability=tuple(tuple(count / draws for count in row) for row in ranks),
        central_weights=central,
        confidence=tuple(
            _confidence(tables, alternative, weights) for alternative, weights in enumerate(central)
        ),
        draws=draws,
        seed=seed,
    )


def _ranks(table: Matrix, weights: Sequence[float]) -> list[list[tuple[int, float]]]:
    """Ranks of each alternative with their shares, best first; equal values share theirs."""
    worth = [math.fsum(w * value for w, value in zip(weights, row, strict=True)) for row in table]
    shares = []
    for value in worth:
        better = sum(other > value for other in worth)
        equal = sum(other == value for other in worth)
        shares.append([(better + place, 1 / equal) for place in range(equal)])
    return shares


def _confidence(tables: Sequence[Matrix], alternative: int, weights: Sequence[float] | None) -> float | None:
    if weights is None:
        return None
    first = (_ranks(table, weights)[alternative][0] for table in tables)
    return math.fsum(share for rank, share in first if rank == 0) / len(tables)


def _tables(values: Matrix | Sequence[Matrix]) -> list[list[list[float]]]:
    """Check the values, and make one table into a list of one."""
    try:
        given = [[list(row) if isinstance(row, Sequence) else row for row in part] for part in values]
        single = not any(isinstance(row, list) for part in given for row in part)
        tables: list[list[list[float]]] = [given] if single else given  # type: ignore[assignment,list-item]
        shape = {(len(table), len(row)) for table in tables for row in table}
    except TypeError as error:
        msg = "values must be a table of numbers, rows of alternatives, or several such tables"
        raise InvalidTypeError(msg) from error
    if len(shape) != 1 or min(next(iter(shape))) < 1:
        msg = "values must have at least one row and one column, and rows and tables of one shape"
        raise InvalidValueError(msg)
    return [
        [[checked_number("values", value, -_LARGEST_VALUE, _LARGEST_VALUE) for value in row] for row in table]
        for table in tables
    ]

"""Evidence lines reduced to a table, so that one more policy costs a few sums.

A channel of a cell is the sum over tiers of a weight times the points of the tier. The
weights, how often a tier counts after the discount within consortia, hang on the lines
and the discount alone; points and ceilings come afterwards. `balance` is the definition,
and a property test holds this short cut to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from operator import attrgetter, mul

import attrs

from alsfacts.frozen import Frozen
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.scoring.pooling import EvidenceLine, one_line_a_finding, role_of
from alsfacts.vocabulary import Direction, Directness, Line, Role

__all__ = ["LineTable", "PolicyNumbers", "roles_of"]

_TIERS = HIGHEST_TIER - LOWEST_TIER + 1
_RANKS = len(Directness)
_LINES = {line: place for place, line in enumerate(Line)}
_DIRECTNESS = tuple(Directness)
_NO_CHANGES: Mapping[int, int] = {}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PolicyNumbers(Frozen):
    """The numbers of a policy that decide a net, once the tiers are known.

    Attributes
    ----------
    tier_points : tuple of float
        Points of the tiers, lowest first.
    consortium_discount : float
        Discount within a consortium.
    ceilings : tuple of float
        Ceiling of each line for direct evidence, in the order of `Line`.
    factors : tuple of float
        Share of the ceiling, least direct evidence first.
    """

    tier_points: tuple[float, ...]
    consortium_discount: float
    ceilings: tuple[float, ...]
    factors: tuple[float, ...]

    @classmethod
    def of(cls, policy: ScoringPolicy) -> PolicyNumbers:
        """Take the numbers out of a policy.

        Parameters
        ----------
        policy : ScoringPolicy
            The policy.

        Returns
        -------
        PolicyNumbers
            Its numbers.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy
        >>> PolicyNumbers.of(ScoringPolicy(consortium_discount=0.25)).consortium_discount
        0.25
        """
        ceilings = {rule.line: rule.ceiling for rule in policy.lines}
        factors = {rule.directness: rule.factor for rule in policy.directness}
        return cls(
            tier_points=policy.tier_points,
            consortium_discount=policy.consortium_discount,
            ceilings=tuple(ceilings[line] for line in _LINES),
            factors=tuple(factors[directness] for directness in _DIRECTNESS),
        )


@attrs.frozen(eq=False, repr=False)
class _Bundle(Frozen):
    """Lines of one consortium in one line of evidence and direction.

    `cohorts` holds positions of lines, by participants; `channels` the channel for each
    directness, by rank, and -1 where there is none.
    """

    consortium: str
    direction: Direction
    line: Line
    cohorts: tuple[tuple[int, ...], ...]
    channels: tuple[int, ...]


class LineTable:
    """Evidence lines of one hypothesis, prepared for many policies.

    Parameters
    ----------
    lines : iterable of EvidenceLine
        Lines of one hypothesis, in any order.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, score
    >>> result = score("genetic-polygenic")
    >>> table = LineTable(result.lines)
    >>> round(table.net(PolicyNumbers.of(ScoringPolicy())) - result.net, 9)
    0.0
    """

    __slots__ = (
        "_alone",
        "_bundle_of",
        "_bundles",
        "_cells",
        "_in_people",
        "_of_consortium",
        "_ranks",
        "_tiers",
        "_unchanged",
        "_weights",
    )

    def __init__(self, lines: Iterable[EvidenceLine]) -> None:
        kept = sorted(one_line_a_finding(lines), key=attrgetter("evidence_id", "direction"))
        self._tiers = tuple(line.tier for line in kept)
        self._ranks = [line.directness.rank for line in kept]
        # A cell has two channels, one for and one against, at twice its place and behind it.
        cells = sorted({(line.line, line.directness) for line in kept}, key=_place)
        channels = {cell: 2 * place for place, cell in enumerate(cells)}
        self._cells = [(_LINES[line], directness.rank) for line, directness in cells]
        grouped: dict[tuple[str, Direction, Line], dict[str, list[int]]] = {}
        for position, line in enumerate(kept):
            cohorts = grouped.setdefault((line.consortium, line.direction, line.line), {})
            cohorts.setdefault(line.cohort, []).append(position)
        self._bundles = [
            _Bundle(
                consortium,
                direction,
                line,
                tuple(map(tuple, cohorts.values())),
                tuple(
                    [
                        channels[line, kind] + (direction is not Direction.SUPPORTS)
                        if (line, kind) in channels
                        else -1
                        for kind in _DIRECTNESS
                    ]
                ),
            )
            for (consortium, direction, line), cohorts in grouped.items()
        ]
        self._bundle_of = {
            position: index
            for index, bundle in enumerate(self._bundles)
            for cohort in bundle.cohorts
            for position in cohort
        }
        # Most lines stand alone in their bundle: a change of theirs needs no pooling.
        self._alone = {
            position: bundle.channels[self._ranks[position]]
            for bundle in self._bundles
            for cohort in bundle.cohorts
            for position in cohort
            if len(bundle.cohorts) == len(cohort) == 1
        }
        self._of_consortium: dict[str, list[_Bundle]] = {}
        # Whether a consortium adds findings in people, by direction.
        self._in_people: dict[Direction, dict[str, bool]] = {}
        for bundle in self._bundles:
            self._of_consortium.setdefault(bundle.consortium, []).append(bundle)
            held = self._in_people.setdefault(bundle.direction, {})
            held[bundle.consortium] = held.get(bundle.consortium, False) or bundle.line.is_human
        self._unchanged = [self._tiers_by_channel(bundle, _NO_CHANGES) for bundle in self._bundles]
        self._weights: dict[float, list[list[float]]] = {}

    @property
    def tiers(self) -> tuple[int, ...]:
        """Tiers of the lines, in order of finding and direction."""
        return self._tiers

    @property
    def consortia(self) -> tuple[str, ...]:
        """Consortia, in order of name."""
        return tuple(sorted(self._of_consortium))

    def groups(self, direction: Direction, without: AbstractSet[str] = frozenset()) -> tuple[int, bool]:
        """Count the consortia that add to a channel, and say whether findings in people do.

        Parameters
        ----------
        direction : Direction
            Supports or disputes.
        without : set of str, optional
            Consortia to leave out.

        Returns
        -------
        int
            Number of consortia.
        bool
            Whether a line of evidence in people is among them.

        Examples
        --------
        >>> from alsfacts import score
        >>> result = score("multistep")
        >>> count, in_people = LineTable(result.lines).groups(Direction.SUPPORTS)
        >>> count == result.groups_support, in_people
        (True, True)
        """
        # Few are left out of many, so these are taken off the whole and not the rest counted.
        in_people = self._in_people.get(direction, {})
        left_out = [in_people[name] for name in without if name in in_people]
        return len(in_people) - len(left_out), sum(in_people.values()) > sum(left_out)

    def net(
        self,
        numbers: PolicyNumbers,
        changed: Mapping[int, int] = _NO_CHANGES,
        without: AbstractSet[str] = frozenset(),
    ) -> float:
        """Return the net under other numbers.

        Parameters
        ----------
        numbers : PolicyNumbers
            Points, discount, ceilings.
        changed : mapping of int to int
            Other tiers of some lines, by position in `tiers`.
        without : set of str, optional
            Consortia to leave out.

        Returns
        -------
        float
            Net, as `balance` computes it.

        Examples
        --------
        >>> from alsfacts import ScoringPolicy, score
        >>> table = LineTable(score("multistep").lines)
        >>> numbers = PolicyNumbers.of(ScoringPolicy())
        >>> table.net(numbers) > table.net(numbers, without={"piemonte-register"})
        True
        """
        points, discount = numbers.tier_points, numbers.consortium_discount
        channels = [sum(map(mul, row, points)) for row in self._rows(discount)]
        together = set()
        for position, tier in changed.items():
            channel = self._alone.get(position)
            if channel is None:
                together.add(self._bundle_of[position])
            else:
                channels[channel] += points[tier - LOWEST_TIER] - points[self._tiers[position] - LOWEST_TIER]
        for index in together:
            _add(channels, self._unchanged[index], points, discount, -1.0)
            _add(channels, self._tiers_by_channel(self._bundles[index], changed), points, discount, 1.0)
        if without:
            for consortium in without:
                for bundle in self._of_consortium.get(consortium, ()):
                    _add(channels, self._tiers_by_channel(bundle, changed), points, discount, -1.0)
        ceilings, factors = numbers.ceilings, numbers.factors
        net = 0.0
        for (line, rank), support, oppose in zip(self._cells, channels[::2], channels[1::2], strict=True):
            ceiling = ceilings[line] * factors[rank]
            if ceiling:
                net += ceiling * (support - oppose) / (ceiling + support + oppose)
        return net

    def _tiers_by_channel(self, bundle: _Bundle, changed: Mapping[int, int]) -> dict[int, list[int]]:
        """Best tier of each cohort, in its cell, highest first."""
        tiers, ranks = self._tiers, self._ranks
        if len(bundle.cohorts) == len(bundle.cohorts[0]) == 1:
            (at,) = bundle.cohorts[0]
            return {bundle.channels[ranks[at]]: [changed.get(at, tiers[at])]}
        found: dict[int, list[int]] = {}
        for cohort in bundle.cohorts:
            # Higher tier first, between equal tiers the more direct: as in `balance`.
            tier, rank = divmod(
                max([_RANKS * changed.get(at, tiers[at]) + ranks[at] for at in cohort]), _RANKS
            )
            found.setdefault(bundle.channels[rank], []).append(tier)
        for held in found.values():
            held.sort(reverse=True)
        return found

    def _rows(self, discount: float) -> list[list[float]]:
        rows = self._weights.get(discount)
        if rows is None:
            rows = [[0.0] * _TIERS for _ in range(2 * len(self._cells))]
            for unchanged in self._unchanged:
                for channel, tiers in unchanged.items():
                    weight = 1.0
                    for tier in tiers:
                        rows[channel][tier - LOWEST_TIER] += weight
                        weight *= discount
            self._weights[discount] = rows
        return rows


def roles_of(
    table: LineTable, nets: Iterable[float], policy: ScoringPolicy, without: AbstractSet[str] = frozenset()
) -> Iterator[Role]:
    """Yield the role that each of several nets gives a hypothesis.

    Parameters
    ----------
    table : LineTable
        Lines of the hypothesis: how many groups, and whether in people.
    nets : iterable of float
        Net points.
    policy : ScoringPolicy
        Thresholds.
    without : set of str, optional
        Consortia that are left out.

    Yields
    ------
    Role
        One a net.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy, score
    >>> table = LineTable(score("multistep").lines)
    >>> [str(role) for role in roles_of(table, [12.0, 7.0, 0.0], ScoringPolicy())]
    ['established', 'probable', 'uncertain']
    """
    for_groups, for_human = table.groups(Direction.SUPPORTS, without)
    against_groups, against_human = table.groups(Direction.DISPUTES, without)
    for net in nets:
        groups, human_line = (for_groups, for_human) if net >= 0 else (against_groups, against_human)
        yield role_of(net, groups, policy, human_line=human_line)


def _place(cell: tuple[Line, Directness]) -> tuple[str, int]:
    line, directness = cell
    return line, directness.rank


def _add(
    channels: list[float],
    tiers_by_channel: dict[int, list[int]],
    points: tuple[float, ...],
    discount: float,
    sign: float,
) -> None:
    for channel, tiers in tiers_by_channel.items():
        weight = sign
        for tier in tiers:
            channels[channel] += weight * points[tier - LOWEST_TIER]
            weight *= discount

"""Pooling of tiered findings: cohorts, consortia, lines, and the saturating net.

The laws (order does not matter, a duplicate adds nothing, more support never lowers the
support, flipping all signs flips the net) are property tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from operator import attrgetter

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError
from alsfacts.frozen import Frozen
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.vocabulary import Direction, Directness, Line, Role

__all__ = [
    "Balance",
    "CellBalance",
    "EvidenceLine",
    "GroupShare",
    "balance",
    "line_net",
    "one_line_a_finding",
    "pool",
    "role_of",
]

# No sum or product of points up to this bound leaves the range of floating point.
_MOST_POINTS = 1e100


@attrs.frozen(kw_only=True, eq=False, repr=False)
class EvidenceLine(Frozen):
    """One finding as it enters the balance of one hypothesis (GA4GH VA-Spec: evidence line).

    Attributes
    ----------
    evidence_id : str
        The finding.
    direction : Direction
        Supports or disputes.
    line : Line
        Line of evidence.
    directness : Directness
        How directly it bears.
    tier : int
        From -2 to 4.
    cohort : str
        Participants; the same people never count twice.
    consortium : str
        Consortium, laboratory or colony; its results count less and less.
    """

    evidence_id: str
    direction: Direction
    line: Line
    directness: Directness
    tier: int
    cohort: str
    consortium: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GroupShare(Frozen):
    """What a consortium adds to one cell of the balance.

    Attributes
    ----------
    consortium : str
        The consortium.
    direction : Direction
        Channel that it adds to.
    line : Line
        Line of evidence.
    directness : Directness
        Directness of the cell.
    points : float
        Discounted points.
    evidence_ids : tuple of str
        Findings that count, most points first.
    """

    consortium: str
    direction: Direction
    line: Line
    directness: Directness
    points: float
    evidence_ids: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CellBalance(Frozen):
    """Balance of one line of evidence at one directness.

    Attributes
    ----------
    line : Line
        The line.
    directness : Directness
        The directness.
    support, oppose : float
        Points for and against.
    ceiling : float
        The net stays below it, in size.
    net : float
        Saturating net.
    """

    line: Line
    directness: Directness
    support: float
    oppose: float
    ceiling: float
    net: float


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Balance(Frozen):
    """Support and opposition of one hypothesis.

    Attributes
    ----------
    support, oppose : float
        Points for and against, before saturation.
    net : float
        Saturating net, the sum over `cells`.
    cells : tuple of CellBalance
        By line and directness.
    groups : tuple of GroupShare
        By consortium and cell.
    """

    support: float
    oppose: float
    net: float
    cells: tuple[CellBalance, ...]
    groups: tuple[GroupShare, ...]

    @property
    def conflict(self) -> float:
        """From 0, all on one side, to 1, evenly split."""
        total = self.support + self.oppose
        return 2 * min(self.support, self.oppose) / total if total else 0.0

    def independent_groups(self, direction: Direction) -> int:
        """Count the consortia that add to a channel.

        Parameters
        ----------
        direction : Direction
            Supports or disputes.

        Returns
        -------
        int
            Number of consortia.

        Examples
        --------
        >>> from alsfacts import score
        >>> result = score("multistep")
        >>> found = balance(result.lines, ScoringPolicy())
        >>> found.independent_groups(Direction.SUPPORTS) == result.groups_support
        True
        """
        return len({group.consortium for group in self.groups if group.direction is direction})

    def has_human_line(self, direction: Direction) -> bool:
        """Say whether findings in people add to a channel.

        Parameters
        ----------
        direction : Direction
            Supports or disputes.

        Returns
        -------
        bool
            Whether any does.

        Examples
        --------
        >>> from alsfacts import score
        >>> result = balance(score("genetic-monogenic").lines, ScoringPolicy())
        >>> result.has_human_line(Direction.SUPPORTS)
        True
        """
        return any(group.line.is_human for group in self.groups if group.direction is direction)


def pool(points: Iterable[float], discount: float) -> float:
    """Add up the results of one consortium, each further one counting less.

    Parameters
    ----------
    points : iterable of float
        Points of its independent cohorts, in any order, each from 0 to 1e100.
    discount : float
        The k-th highest counts ``discount ** (k - 1)``; 0 keeps the highest alone, 1 adds.

    Returns
    -------
    float
        Pooled points.

    Raises
    ------
    InvalidValueError
        If points lie outside 0 to 1e100, or the discount outside 0 to 1.
    InvalidTypeError
        If points or the discount are no numbers.

    Examples
    --------
    >>> pool([2, 8, 4], discount=0.5)
    10.5
    """
    ordered = sorted((checked_number("points", value, 0, _MOST_POINTS) for value in points), reverse=True)
    share = checked_number("discount", discount, 0, 1)
    return _discounted(ordered, share)


def _discounted(ordered: list[float], share: float) -> float:
    return math.fsum([value * share**position for position, value in enumerate(ordered)])


def line_net(support: float, oppose: float, ceiling: float) -> float:
    """Return the saturating net of one cell.

    Plain subtraction for little evidence, the balance of evidence times the ceiling for
    much: ``c * (S - O) / (c + S + O)``.

    Parameters
    ----------
    support, oppose : float
        Points for and against, from 0 to 1e100.
    ceiling : float
        The net stays below it, in size; from 0 to 1e100.

    Returns
    -------
    float
        Net points, with the sign of ``support - oppose``.

    Raises
    ------
    InvalidValueError
        If an argument lies outside 0 to 1e100.
    InvalidTypeError
        If an argument is no number.

    Examples
    --------
    >>> line_net(12, 0, ceiling=12)
    6.0
    >>> line_net(146, 46, ceiling=8)
    4.0
    """
    for name, value in (("support", support), ("oppose", oppose), ("ceiling", ceiling)):
        checked_number(name, value, 0, _MOST_POINTS)
    if ceiling == 0:
        return 0.0
    return ceiling * (support - oppose) / (ceiling + (support + oppose))


def balance(lines: Iterable[EvidenceLine], policy: ScoringPolicy) -> Balance:
    """Pool the evidence lines of one hypothesis.

    One line a finding and sign; one a cohort and line of evidence, the highest tier (and
    of equal tiers the more direct); consortia discounted; cells saturated; cells added.

    Parameters
    ----------
    lines : iterable of EvidenceLine
        Lines of one hypothesis, in any order.
    policy : ScoringPolicy
        Points, discount and ceilings.

    Returns
    -------
    Balance
        Support, opposition, net, and the shares of each cell and consortium.

    Examples
    --------
    >>> from alsfacts import score
    >>> result = score("multistep")
    >>> found = balance(result.lines, ScoringPolicy())
    >>> found.net == result.net, found.net < found.support - found.oppose
    (True, True)
    """
    by_cohort = _best(one_line_a_finding(lines), attrgetter("direction", "line", "consortium", "cohort"))
    grouped: dict[tuple[Line, Directness, Direction, str], list[EvidenceLine]] = {}
    for line in by_cohort:
        key = (line.line, line.directness, line.direction, line.consortium)
        grouped.setdefault(key, []).append(line)
    groups = tuple(_group_share(key, grouped[key], policy) for key in sorted(grouped, key=_place))
    cells = tuple(_cells(groups, policy))
    return Balance(
        support=math.fsum(group.points for group in groups if group.direction is Direction.SUPPORTS),
        oppose=math.fsum(group.points for group in groups if group.direction is Direction.DISPUTES),
        net=math.fsum(cell.net for cell in cells),
        cells=cells,
        groups=groups,
    )


def one_line_a_finding(lines: Iterable[EvidenceLine]) -> list[EvidenceLine]:
    """Keep one line a finding and direction: the highest tier, then the more direct.

    Parameters
    ----------
    lines : iterable of EvidenceLine
        Lines of one hypothesis, in any order.

    Returns
    -------
    list of EvidenceLine
        The lines that stand.

    Examples
    --------
    >>> from alsfacts import score
    >>> lines = score("multistep").lines
    >>> one_line_a_finding(lines * 2) == list(lines)
    True
    """
    return _best(lines, attrgetter("evidence_id", "direction"))


def _best(
    lines: Iterable[EvidenceLine], key: Callable[[EvidenceLine], tuple[str, ...]]
) -> list[EvidenceLine]:
    best: dict[tuple[str, ...], EvidenceLine] = {}
    for line in lines:
        name = key(line)
        held = best.get(name)
        if held is None or _strength(line) > _strength(held):
            best[name] = line
    return list(best.values())


def _strength(line: EvidenceLine) -> tuple[int, str, str, str, str]:
    # Higher tier first, between equal tiers the more direct; the rest is there so that
    # between equals, too, the order in which lines come never matters.
    rank = 3 * line.tier + line.directness.rank
    return rank, line.line, line.cohort, line.consortium, line.evidence_id


def _place(key: tuple[Line, Directness, Direction, str]) -> tuple[str, int, str, str]:
    # Ranks compare faster than the words that have them.
    line, directness, direction, consortium = key
    return line, directness.rank, direction, consortium


def _group_share(
    key: tuple[Line, Directness, Direction, str], lines: list[EvidenceLine], policy: ScoringPolicy
) -> GroupShare:
    ordered = sorted(lines, key=lambda line: (-line.tier, line.evidence_id)) if len(lines) > 1 else lines
    line, directness, direction, consortium = key
    return GroupShare(
        consortium=consortium,
        direction=direction,
        line=line,
        directness=directness,
        # The policy has checked its points, and a higher tier never earns fewer.
        points=_discounted([policy.points(line.tier) for line in ordered], policy.consortium_discount),
        evidence_ids=tuple(line.evidence_id for line in ordered),
    )


def _cells(groups: tuple[GroupShare, ...], policy: ScoringPolicy) -> Iterable[CellBalance]:
    for line, directness in dict.fromkeys((group.line, group.directness) for group in groups):
        inside = [group for group in groups if (group.line, group.directness) == (line, directness)]
        support = math.fsum(group.points for group in inside if group.direction is Direction.SUPPORTS)
        oppose = math.fsum(group.points for group in inside if group.direction is Direction.DISPUTES)
        ceiling = policy.ceiling(line, directness)
        yield CellBalance(
            line=line,
            directness=directness,
            support=support,
            oppose=oppose,
            ceiling=ceiling,
            net=line_net(support, oppose, ceiling),
        )


def role_of(net: float, groups: int, policy: ScoringPolicy, *, human_line: bool) -> Role:
    """Return the role of a hypothesis from its net.

    Parameters
    ----------
    net : float
        Net points.
    groups : int
        Independent groups in the channel that the net's sign points to.
    policy : ScoringPolicy
        Thresholds.
    human_line : bool
        Whether findings in people stand in that channel.

    Returns
    -------
    Role
        The role.

    Raises
    ------
    InvalidValueError
        If the net is not finite, or the number of groups negative.
    InvalidTypeError
        If the net is no number, the groups no whole number, or the flag no truth value.

    Examples
    --------
    >>> from alsfacts import ScoringPolicy
    >>> role_of(10, 2, ScoringPolicy(), human_line=False)
    <Role.PROBABLE: 'probable'>
    """
    checked_number("net", net)
    if not isinstance(human_line, bool):
        msg = f"human_line must be True or False, got {human_line!r}"
        raise InvalidTypeError(msg)
    enough = checked_count("groups", groups) >= policy.minimum_groups
    strong = abs(net) >= policy.established_net and enough and human_line
    if net >= policy.probable_net:
        return Role.ESTABLISHED if strong else Role.PROBABLE
    if net <= -policy.probable_net:
        return Role.CONTRADICTED if strong else Role.PROBABLY_NOT
    return Role.UNCERTAIN

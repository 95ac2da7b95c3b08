"""Numbers that a table of lines takes from a policy, and tables worked by hand."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts import ScoringPolicy
from alsfacts.scoring import EvidenceLine, balance
from alsfacts.scoring.table import LineTable, PolicyNumbers
from alsfacts.vocabulary import Direction, Directness, Line
from tests.strategies import evidence_line_lists, policies

POLICY = ScoringPolicy()
NUMBERS = PolicyNumbers.of(POLICY)


def a_line(number: int, **changes: Any) -> EvidenceLine:
    line = EvidenceLine(
        evidence_id=f"e{number}",
        direction=Direction.SUPPORTS,
        line=Line.HUMAN_GENETIC,
        directness=Directness.DIRECT,
        tier=4,
        cohort=f"c{number}",
        consortium=f"g{number}",
    )
    return attrs.evolve(line, **changes)


def test_numbers_are_those_of_the_policy_in_the_order_of_the_vocabularies() -> None:
    assert (
        PolicyNumbers(
            tier_points=(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0),
            consortium_discount=0.5,
            ceilings=(12.0, 12.0, 8.0, 6.0, 6.0, 0.0),
            factors=tuple(
                {"direct": 1.0, "indirect": 0.5, "circumstantial": 0.25}[word] for word in Directness
            ),
        )
        == NUMBERS
    )
    shuffled = attrs.evolve(POLICY, lines=POLICY.lines[::-1], directness=POLICY.directness[::-1])
    assert PolicyNumbers.of(shuffled) == NUMBERS


def test_nets_by_hand() -> None:
    lab = [a_line(1, consortium="lab"), a_line(2, consortium="lab", tier=3)]

    # One direct genetic finding of 8 points: 12 * 8 / (12 + 8).
    assert LineTable([a_line(0)]).net(NUMBERS) == pytest.approx(4.8)
    # Indirect, the ceiling is 6: 6 * 8 / (6 + 8).
    assert LineTable([a_line(0, directness=Directness.INDIRECT)]).net(NUMBERS) == pytest.approx(48 / 14)
    # The second of a consortium counts half: 8 + 4 / 2 = 10 points.
    assert LineTable(lab).net(NUMBERS) == pytest.approx(12 * 10 / 22)
    # 10 for, 8 against: 12 * 2 / (12 + 18).
    contested = LineTable([*lab, a_line(3, direction=Direction.DISPUTES)])
    assert contested.net(NUMBERS) == pytest.approx(12 * 2 / 30)
    assert contested.net(NUMBERS, without={"lab"}) == pytest.approx(-4.8)
    assert contested.net(NUMBERS, without={"g3"}) == pytest.approx(12 * 10 / 22)
    # The stronger of the laboratory falls to 1 point: 4 + 1 / 2 for, 8 against.
    assert contested.net(NUMBERS, {0: 1}) == pytest.approx(12 * -3.5 / 24.5)
    # Both change at once, and the other side too: 2 + 1 / 2 for, 1 against.
    assert contested.net(NUMBERS, {0: 1, 1: 2, 2: 1}) == pytest.approx(12 * 1.5 / 15.5)


def test_a_line_without_a_ceiling_adds_nothing_even_without_points() -> None:
    table = LineTable([a_line(0, line=Line.NARRATIVE), a_line(1)])
    nothing = attrs.evolve(NUMBERS, tier_points=(0.0,) * 7)

    assert table.net(NUMBERS) == pytest.approx(4.8)
    assert table.net(nothing) == 0.0


def test_tiers_and_consortia_are_listed_in_order() -> None:
    table = LineTable([a_line(2, tier=1), a_line(0, consortium="z"), a_line(1, tier=-2, consortium="a")])

    assert table.tiers == (4, -2, 1)
    assert table.consortia == ("a", "g2", "z")
    against = a_line(0, direction=Direction.DISPUTES, tier=0)
    assert LineTable([a_line(0), against]).tiers == LineTable([against, a_line(0)]).tiers


def test_groups_are_counted_by_side_and_people() -> None:
    table = LineTable(
        [
            a_line(0),
            a_line(1, consortium="g0"),
            a_line(2, line=Line.MODEL),
            a_line(3, line=Line.MODEL, direction=Direction.DISPUTES),
        ]
    )

    assert table.groups(Direction.SUPPORTS) == (2, True)
    assert table.groups(Direction.DISPUTES) == (1, False)
    assert table.groups(Direction.SUPPORTS, {"g0"}) == (1, False)
    assert table.groups(Direction.SUPPORTS, {"g0", "g2"}) == (0, False)


@given(evidence_line_lists(), policies(), policies())
def test_one_table_serves_many_policies(
    lines: list[EvidenceLine], one: ScoringPolicy, other: ScoringPolicy
) -> None:
    table = LineTable(lines)

    for policy in (one, other, one):
        net = table.net(PolicyNumbers.of(policy))
        assert net == pytest.approx(balance(lines, policy).net, rel=1e-9, abs=1e-9)


@given(evidence_line_lists(), policies(), st.data())
def test_tiers_changed_and_groups_left_out_at_once(
    lines: list[EvidenceLine], policy: ScoringPolicy, data: st.DataObject
) -> None:
    once = sorted({line.evidence_id: line for line in lines}.values(), key=lambda line: line.evidence_id)
    changed = {at: data.draw(st.integers(-2, 4)) for at in range(len(once)) if data.draw(st.booleans())}
    without = data.draw(st.sets(st.sampled_from(["g0", "g1"])))
    altered = [attrs.evolve(line, tier=changed.get(at, line.tier)) for at, line in enumerate(once)]

    found = LineTable(once).net(PolicyNumbers.of(policy), changed, without)

    kept = [line for line in altered if line.consortium not in without]
    # What is left of sums from which terms were taken away again is rounded where they were large.
    assert found == pytest.approx(balance(kept, policy).net, rel=1e-6, abs=1e-6)

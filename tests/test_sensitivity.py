"""Tables of lines, groups left out, drawn policies: laws, and agreement with the plain balance."""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from statistics import pstdev
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts import KnowledgeBase, ScoringPolicy
from alsfacts.scoring import (
    EvidenceLine,
    balance,
    leave_one_group_out,
    robustness,
    score,
)
from alsfacts.scoring.hypothesis import role_in
from alsfacts.scoring.pooling import one_line_a_finding
from alsfacts.scoring.sensitivity import draw_numbers, drawn_nets
from alsfacts.scoring.table import LineTable, PolicyNumbers, roles_of
from alsfacts.vocabulary import Direction, Directness, Line, Role
from tests.strategies import evidence_line_lists, policies, tiers

POLICY = ScoringPolicy(draws=60)


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def a_line(number: int, **changes: Any) -> EvidenceLine:
    line = EvidenceLine(
        evidence_id=f"e{number}",
        direction=Direction.SUPPORTS,
        line=Line.HUMAN_GENETIC,
        directness=Directness.DIRECT,
        tier=3,
        cohort=f"c{number}",
        consortium=f"g{number}",
    )
    return attrs.evolve(line, **changes)


@given(evidence_line_lists(), policies())
def test_a_table_has_the_net_of_the_balance(lines: list[EvidenceLine], policy: ScoringPolicy) -> None:
    table, numbers = LineTable(lines), PolicyNumbers.of(policy)
    result = balance(lines, policy)

    assert table.net(numbers) == close(result.net)
    assert set(table.consortia) == {group.consortium for group in result.groups}
    for direction in (Direction.SUPPORTS, Direction.DISPUTES):
        assert table.groups(direction) == (
            result.independent_groups(direction),
            result.has_human_line(direction),
        )


@given(evidence_line_lists(), policies())
def test_a_group_left_out_of_a_table_is_left_out_of_the_balance(
    lines: list[EvidenceLine], policy: ScoringPolicy
) -> None:
    # A finding has one consortium in sound data, so leaving a group out leaves its findings out.
    table = LineTable(lines)
    for consortium in table.consortia:
        result = balance([line for line in lines if line.consortium != consortium], policy)

        assert table.net(PolicyNumbers.of(policy), without={consortium}) == close(result.net)
        for direction in (Direction.SUPPORTS, Direction.DISPUTES):
            assert table.groups(direction, {consortium}) == (
                result.independent_groups(direction),
                result.has_human_line(direction),
            )
    assert table.net(PolicyNumbers.of(policy), without=set(table.consortia)) == pytest.approx(0, abs=1e-6)


@given(evidence_line_lists(), policies(), st.data())
def test_changed_tiers_count_as_in_the_balance(
    lines: list[EvidenceLine], policy: ScoringPolicy, data: st.DataObject
) -> None:
    kept = sorted(one_line_a_finding(lines), key=lambda line: (line.evidence_id, line.direction))
    changed = {at: data.draw(tiers) for at in range(len(kept)) if data.draw(st.booleans())}
    altered = [attrs.evolve(line, tier=changed.get(at, line.tier)) for at, line in enumerate(kept)]

    found = LineTable(kept).net(PolicyNumbers.of(policy), changed)

    assert found == close(balance(altered, policy).net)
    assert LineTable(kept).net(PolicyNumbers.of(policy)) == close(balance(kept, policy).net)


@given(evidence_line_lists())
def test_leaving_groups_out_is_done_one_at_a_time(lines: list[EvidenceLine]) -> None:
    whole = balance(lines, POLICY).net
    removals = leave_one_group_out(lines, POLICY)

    assert [removal.consortium for removal in removals] == sorted({line.consortium for line in lines})
    for removal in removals:
        result = balance([line for line in lines if line.consortium != removal.consortium], POLICY)
        assert removal.net == close(result.net)
        assert removal.change == close(result.net - whole)


@pytest.mark.parametrize("direction", [Direction.SUPPORTS, Direction.DISPUTES])
def test_a_group_left_out_no_longer_carries_a_role(direction: Direction) -> None:
    # Either alone has the points for it, and two groups are asked for.
    low = attrs.evolve(POLICY, probable_net=1, established_net=2)
    lines = [a_line(number, direction=direction, tier=4) for number in range(2)]
    supports = direction is Direction.SUPPORTS

    assert list(roles_of(LineTable(lines), [3.0 if supports else -3.0], low)) == [
        Role.ESTABLISHED if supports else Role.CONTRADICTED
    ]
    removals = leave_one_group_out(lines, low)
    assert [removal.role for removal in removals] == [Role.PROBABLE if supports else Role.PROBABLY_NOT] * 2


@given(evidence_line_lists(), st.randoms(use_true_random=False))
def test_draws_hang_on_lines_and_policy_alone(lines: list[EvidenceLine], random: Random) -> None:
    shuffled = lines.copy()
    random.shuffle(shuffled)

    assert drawn_nets(lines, POLICY) == drawn_nets(shuffled, POLICY)
    assert robustness(lines, POLICY) == robustness(LineTable(shuffled), POLICY)
    assert robustness(lines, POLICY, drawn_nets(lines, POLICY)) == robustness(lines, POLICY)


@given(evidence_line_lists())
def test_flipping_every_direction_flips_every_draw(lines: list[EvidenceLine]) -> None:
    other = {Direction.SUPPORTS: Direction.DISPUTES, Direction.DISPUTES: Direction.SUPPORTS}
    # Findings on both sides stand in another order once flipped, and so meet other mistakes.
    once = list({line.evidence_id: line for line in lines}.values())
    flipped = [attrs.evolve(line, direction=other[line.direction]) for line in once]

    assert drawn_nets(flipped, POLICY) == pytest.approx([-net for net in drawn_nets(once, POLICY)])


@given(evidence_line_lists())
def test_robustness_adds_up(lines: list[EvidenceLine]) -> None:
    result = robustness(lines, POLICY)
    nets = sorted(drawn_nets(lines, POLICY))

    assert result.role is role_in(balance(lines, POLICY), POLICY)
    assert sum(share for _, share in result.role_shares) == pytest.approx(1)
    assert dict(result.role_shares).get(result.role, 0) == pytest.approx(result.share_unchanged)
    low, high = result.sensitivity_range
    assert low in nets
    assert high in nets
    inside = sum(low <= net <= high for net in nets)
    assert inside >= POLICY.middle_share * len(nets)
    assert result.robust == (not result.changed_without and result.share_unchanged >= POLICY.robust_share)


def test_the_range_cuts_the_same_part_off_both_ends() -> None:
    lines = [a_line(number) for number in range(4)]
    policy = attrs.evolve(POLICY, draws=100)
    nets = sorted(drawn_nets(lines, policy))

    assert robustness(lines, policy).sensitivity_range == (nets[5], nets[94])
    whole = attrs.evolve(policy, middle_share=1.0)
    assert robustness(lines, whole).sensitivity_range == (nets[0], nets[-1])


def test_without_spread_every_draw_is_the_policy() -> None:
    lines = [a_line(0), a_line(1, directness=Directness.INDIRECT), a_line(2, direction=Direction.DISPUTES)]
    still = ScoringPolicy(
        draws=20,
        tier_error=0.0,
        ceiling_spread=0.0,
        drawn_discounts=(0.5,),
        lowest_drawn_factor=1.0,
        tier_concentration=1e6,
        directness=tuple(attrs.evolve(rule, factor=1.0) for rule in ScoringPolicy().directness),
    )

    assert drawn_nets(lines, still) == pytest.approx([balance(lines, still).net] * 20, rel=0.01)


@pytest.mark.parametrize("probability", [0.0, 0.1, 0.5, 1.0])
def test_tiers_are_mistaken_as_often_as_the_policy_says(probability: float) -> None:
    # One line of tier 1 in a cell without saturation: its net tells the tier that was drawn.
    policy = ScoringPolicy(
        draws=4000,
        tier_error=probability,
        tier_concentration=1e6,
        ceiling_spread=0.0,
        drawn_discounts=(0.5,),
        lines=tuple(attrs.evolve(rule, ceiling=1e6) for rule in ScoringPolicy().lines),
    )
    found = Counter(round(net, 1) for net in drawn_nets([a_line(0, tier=1)], policy))

    assert set(found) <= {0.5, 1.0, 2.0}
    assert found[1.0] / 4000 == pytest.approx(1 - probability, abs=0.03)
    assert found[0.5] / 4000 == pytest.approx(probability / 2, abs=0.03)


def test_mistaken_tiers_stay_within_the_scale() -> None:
    policy = ScoringPolicy(draws=50, tier_error=1.0)

    nets = drawn_nets([a_line(0, tier=4), a_line(1, tier=-2, direction=Direction.DISPUTES)], policy)

    assert len(nets) == 50


def test_drawn_numbers_are_sound_and_keep_the_mean_of_the_points() -> None:
    random = Random(7)  # noqa: S311
    policy = ScoringPolicy()
    drawn = [draw_numbers(policy, random) for _ in range(2000)]

    for numbers in drawn:
        circumstantial, indirect, direct = numbers.factors
        assert list(numbers.tier_points) == sorted(numbers.tier_points)
        assert numbers.tier_points[-1] == pytest.approx(policy.tier_points[-1])
        assert circumstantial == pytest.approx(indirect**2)
        assert policy.lowest_drawn_factor <= indirect <= 1
        assert direct == 1
    for tier, expected in enumerate(policy.tier_points):
        mean = sum(numbers.tier_points[tier] for numbers in drawn) / len(drawn)
        assert mean == pytest.approx(expected, rel=0.15)
    assert {numbers.consortium_discount for numbers in drawn} == set(policy.drawn_discounts)
    for line, centre in zip(Line, PolicyNumbers.of(policy).ceilings, strict=True):
        ceilings = sorted(numbers.ceilings[list(Line).index(line)] for numbers in drawn)
        assert ceilings[1000] == pytest.approx(centre, rel=0.05)
        if centre:
            # 84 of 100 normal draws lie below one standard deviation.
            assert ceilings[1683] / ceilings[1000] == pytest.approx(2.718281828**0.25, rel=0.05)


def test_drawn_points_scatter_as_the_concentration_says() -> None:
    # Sums of Dirichlet increments are beta distributed: variance p (1 - p) / (A + 1) of the top points,
    # with A the concentration times the top.
    random = Random(11)  # noqa: S311
    for concentration in (1.0, 4.0):
        policy = ScoringPolicy(tier_concentration=concentration)
        top = policy.tier_points[-1]
        drawn = [draw_numbers(policy, random).tier_points for _ in range(3000)]
        for tier, centre in enumerate(policy.tier_points[:-1]):
            share = centre / top
            expected = top * math.sqrt(share * (1 - share) / (concentration * top + 1))
            assert pstdev(points[tier] for points in drawn) == pytest.approx(expected, rel=0.15)


def test_tiers_that_earn_alike_are_drawn_alike() -> None:
    policy = ScoringPolicy(tier_points=(0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 8.0))

    points = draw_numbers(policy, Random(3)).tier_points  # noqa: S311

    assert points[:2] == (0.0, 0.0)
    assert 0 < points[2] == points[3] < points[4] == points[5] < points[6] == pytest.approx(8)


def test_points_of_zero_stay_zero() -> None:
    policy = ScoringPolicy(tier_points=(0.0,) * 7, draws=5)

    assert drawn_nets([a_line(0)], policy) == (0.0,) * 5


def test_no_draws_and_no_lines_are_allowed() -> None:
    none = robustness([], ScoringPolicy(draws=0))

    assert (none.role, none.net, none.draws, none.share_unchanged) == (Role.UNCERTAIN, 0.0, 0, 1.0)
    assert none.sensitivity_range == (0.0, 0.0)
    assert none.largest_change is None
    assert none.robust


def test_a_role_that_rests_on_one_group_is_not_robust() -> None:
    lines = [a_line(number, consortium="lab") for number in range(9)]
    policy = ScoringPolicy(draws=0, probable_net=1, established_net=2)

    result = robustness(lines, policy)

    assert result.changed_without == (("lab", Role.UNCERTAIN),)
    assert result.largest_change is not None
    assert result.largest_change.consortium == "lab"
    assert not result.robust


def test_the_group_that_moves_the_net_most_is_named() -> None:
    lines = [a_line(0, tier=0), a_line(1, tier=4), a_line(2, direction=Direction.DISPUTES, tier=1)]

    largest = robustness(lines, POLICY).largest_change

    assert largest is not None
    assert largest.consortium == "g1"
    assert largest.change < 0


def test_bundled_roles_keep_their_net(kb: KnowledgeBase) -> None:
    for hypothesis in kb.hypotheses:
        result = score(hypothesis)
        assert LineTable(result.lines).net(PolicyNumbers.of(ScoringPolicy())) == pytest.approx(result.net)

"""Laws of pooling and of the saturating net."""

from __future__ import annotations

import math
from random import Random

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.errors import InvalidValueError
from alsfacts.scoring import EvidenceLine, ScoringPolicy, balance, line_net, pool
from alsfacts.scoring.policy import HIGHEST_TIER
from alsfacts.scoring.pooling import role_of
from alsfacts.vocabulary import Direction, Role
from tests.strategies import SIGNS, evidence_line_lists, points, policies

POLICY = ScoringPolicy()
CLOSE = 1e-9


def flipped(line: EvidenceLine) -> EvidenceLine:
    other = Direction.DISPUTES if line.direction is Direction.SUPPORTS else Direction.SUPPORTS
    return attrs.evolve(line, direction=other)


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)


@given(st.lists(points), st.floats(0, 1), st.randoms())
def test_pool_does_not_depend_on_order(values: list[float], discount: float, random: Random) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)

    assert pool(values, discount) == pool(shuffled, discount)


@given(st.lists(points, min_size=1), st.floats(0, 1))
def test_pool_lies_between_the_highest_and_the_sum(values: list[float], discount: float) -> None:
    total = pool(values, discount)

    assert total >= max(values)
    assert total <= math.fsum(values) * (1 + CLOSE)


@given(st.lists(points), points, st.floats(0, 1))
def test_a_further_result_never_lowers_a_pool(values: list[float], more: float, discount: float) -> None:
    assert pool([*values, more], discount) >= pool(values, discount) * (1 - CLOSE)


@given(st.lists(points), st.floats(0, 1), st.floats(0, 1))
def test_pool_does_not_fall_with_the_discount(values: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert pool(values, low) <= pool(values, high) * (1 + CLOSE)


@given(st.lists(points), st.lists(points), st.floats(0, 1))
def test_merging_two_groups_never_raises_the_total(
    one: list[float], other: list[float], discount: float
) -> None:
    assert pool([*one, *other], discount) <= (pool(one, discount) + pool(other, discount)) * (1 + CLOSE)


@pytest.mark.parametrize("values", [[-1.0], [math.nan], [math.inf]])
def test_pool_refuses_what_is_no_points(values: list[float]) -> None:
    with pytest.raises(InvalidValueError, match="at least 0"):
        pool(values, 0.5)


@pytest.mark.parametrize("discount", [-0.1, 1.1, math.nan])
def test_pool_refuses_a_discount_outside_its_range(discount: float) -> None:
    with pytest.raises(InvalidValueError, match="from 0 to 1"):
        pool([1.0], discount)


@given(points, points, st.floats(0.001, 1e3))
def test_net_stays_below_its_ceiling_and_below_the_difference(
    support: float, oppose: float, ceiling: float
) -> None:
    net = line_net(support, oppose, ceiling)

    assert abs(net) <= ceiling
    assert abs(net) <= abs(support - oppose) * (1 + CLOSE)
    assert net == 0 or (net > 0) is (support > oppose)


@given(points, points, st.floats(0, 1e3))
def test_net_is_odd(support: float, oppose: float, ceiling: float) -> None:
    assert line_net(support, oppose, ceiling) == -line_net(oppose, support, ceiling)


@given(points, points, points, st.floats(0.001, 1e3))
def test_net_rises_with_support_and_falls_with_opposition(
    support: float, oppose: float, more: float, ceiling: float
) -> None:
    net = line_net(support, oppose, ceiling)

    assert line_net(support + more, oppose, ceiling) >= net - CLOSE * (1 + abs(net))
    assert line_net(support, oppose + more, ceiling) <= net + CLOSE * (1 + abs(net))


@given(st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0.001, 1e3))
def test_equal_extra_support_and_opposition_only_shrink_the_net(
    support: float, oppose: float, both: float, ceiling: float
) -> None:
    before = line_net(support, oppose, ceiling)
    after = line_net(support + both, oppose + both, ceiling)

    assert abs(after) <= abs(before) * (1 + CLOSE) + CLOSE


@given(st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0.001, 1e3))
def test_saturation_takes_no_more_than_its_share(support: float, oppose: float, ceiling: float) -> None:
    difference = support - oppose
    loss = abs(line_net(support, oppose, ceiling) - difference)

    assert loss <= abs(difference) * (support + oppose) / ceiling * (1 + CLOSE) + CLOSE


@pytest.mark.parametrize("arguments", [(-1, 0, 1), (0, -1, 1), (0, 0, -1), (math.nan, 0, 1)])
def test_net_refuses_what_is_no_points(arguments: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidValueError):
        line_net(*arguments)


@given(evidence_line_lists(), policies(), st.randoms())
def test_balance_does_not_depend_on_order(
    lines: list[EvidenceLine], policy: ScoringPolicy, random: Random
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)

    assert balance(lines, policy) == balance(shuffled, policy)


@given(evidence_line_lists(), policies())
def test_flipping_all_signs_swaps_the_sides(lines: list[EvidenceLine], policy: ScoringPolicy) -> None:
    result, mirror = balance(lines, policy), balance(map(flipped, lines), policy)

    assert close(result.support, mirror.oppose)
    assert close(result.oppose, mirror.support)
    assert close(result.net, -mirror.net)


@given(evidence_line_lists(max_size=8), evidence_line_lists(max_size=3), policies())
def test_more_evidence_never_lowers_its_own_side_and_never_moves_the_other(
    lines: list[EvidenceLine], extra: list[EvidenceLine], policy: ScoringPolicy
) -> None:
    new = [attrs.evolve(line, evidence_id=f"new-{n}", cohort=f"new-{n}") for n, line in enumerate(extra)]
    new = [attrs.evolve(line, direction=Direction.SUPPORTS) for line in new]

    before, after = balance(lines, policy), balance([*lines, *new], policy)

    assert after.support >= before.support * (1 - CLOSE)
    assert close(after.oppose, before.oppose)
    assert after.net >= before.net - CLOSE * (1 + abs(before.net))


@given(evidence_line_lists(), policies(), st.data())
def test_raising_a_tier_never_lowers_its_side(
    lines: list[EvidenceLine], policy: ScoringPolicy, data: st.DataObject
) -> None:
    assume(lines)
    index = data.draw(st.integers(0, len(lines) - 1))
    line = lines[index]
    assume(line.tier < HIGHEST_TIER)
    # Within a cohort the highest tier alone stands, in its own cell; give the line a cohort of its own.
    alone = attrs.evolve(line, evidence_id="alone", cohort="alone")
    others = [*lines[:index], *lines[index + 1 :]]

    before = balance([*others, alone], policy)
    after = balance([*others, attrs.evolve(alone, tier=line.tier + 1)], policy)

    if line.direction is Direction.SUPPORTS:
        assert after.support >= before.support * (1 - CLOSE)
    else:
        assert after.oppose >= before.oppose * (1 - CLOSE)


@given(evidence_line_lists(), policies())
def test_a_duplicate_adds_nothing(lines: list[EvidenceLine], policy: ScoringPolicy) -> None:
    assert balance([*lines, *lines], policy) == balance(lines, policy)


@given(evidence_line_lists(), policies(), st.data())
def test_a_weaker_result_of_the_same_people_adds_nothing(
    lines: list[EvidenceLine], policy: ScoringPolicy, data: st.DataObject
) -> None:
    assume(lines)
    strong = attrs.evolve(data.draw(st.sampled_from(lines)), evidence_id="strong", cohort="own", tier=3)
    weak = attrs.evolve(strong, evidence_id="weak", tier=data.draw(st.integers(-2, 2)))

    with_both, with_strong = balance([*lines, strong, weak], policy), balance([*lines, strong], policy)

    assert (with_both.support, with_both.oppose) == (with_strong.support, with_strong.oppose)
    assert with_both.net == with_strong.net


@given(evidence_line_lists(), policies())
def test_the_parts_add_up_to_the_whole(lines: list[EvidenceLine], policy: ScoringPolicy) -> None:
    result = balance(lines, policy)

    assert close(math.fsum(cell.net for cell in result.cells), result.net)
    assert close(math.fsum(cell.support for cell in result.cells), result.support)
    assert close(math.fsum(cell.oppose for cell in result.cells), result.oppose)
    assert close(math.fsum(group.points for group in result.groups), result.support + result.oppose)
    assert 0 <= result.conflict <= 1


@given(evidence_line_lists())
def test_the_net_stays_within_the_sum_of_all_ceilings(lines: list[EvidenceLine]) -> None:
    bound = sum(rule.ceiling for rule in POLICY.lines) * sum(rule.factor for rule in POLICY.directness)

    assert abs(balance(lines, POLICY).net) < bound


def test_nothing_known_is_zero() -> None:
    result = balance([], POLICY)

    assert (result.support, result.oppose, result.net, result.conflict) == (0, 0, 0, 0)


@given(st.floats(-50, 50), st.integers(0, 9), st.booleans())
def test_roles_are_symmetric(net: float, groups: int, human: bool) -> None:
    opposite = {
        Role.ESTABLISHED: Role.CONTRADICTED,
        Role.PROBABLE: Role.PROBABLY_NOT,
        Role.UNCERTAIN: Role.UNCERTAIN,
        Role.PROBABLY_NOT: Role.PROBABLE,
        Role.CONTRADICTED: Role.ESTABLISHED,
    }

    assert (
        role_of(-net, groups, POLICY, human_line=human)
        is opposite[role_of(net, groups, POLICY, human_line=human)]
    )


@given(st.floats(-50, 50), st.floats(-50, 50), st.integers(0, 9), st.booleans())
def test_a_higher_net_never_gives_a_lower_role(one: float, other: float, groups: int, human: bool) -> None:
    low, high = sorted((one, other))

    assert role_of(low, groups, POLICY, human_line=human) <= role_of(high, groups, POLICY, human_line=human)


def test_role_refuses_what_is_no_number() -> None:
    with pytest.raises(InvalidValueError, match="finite"):
        role_of(math.nan, 2, POLICY, human_line=True)


def test_signs_cover_both_sides() -> None:
    assert set(SIGNS) == {Direction.SUPPORTS, Direction.DISPUTES}

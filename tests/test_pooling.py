"""Laws of pooling and of the saturating net."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring import EvidenceLine, ScoringPolicy, balance, line_net, pool
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.scoring.pooling import one_line_a_finding, role_of
from alsfacts.vocabulary import Direction, Directness, Line, Role
from tests.strategies import SIGNS, evidence_line_lists, points, policies, tiers

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


@given(st.lists(tiers), st.lists(st.floats(0, 16), min_size=7, max_size=7), st.floats(0, 1))
def test_counting_tiers_first_and_giving_them_points_later_is_the_same(
    found: list[int], steps: list[float], discount: float
) -> None:
    worth = dict(zip(range(LOWEST_TIER, HIGHEST_TIER + 1), sorted(steps), strict=True))
    # Number of results of at least a tier, and the weight that these have together.
    together = {
        tier: math.fsum(discount**place for place in range(sum(other >= tier for other in found)))
        for tier in range(LOWEST_TIER, HIGHEST_TIER + 2)
    }
    total = math.fsum(points * (together[tier] - together[tier + 1]) for tier, points in worth.items())

    assert close(pool([worth[tier] for tier in found], discount), total)


def test_the_best_result_counts_in_full_and_each_further_one_half() -> None:
    assert pool([4, 8, 4], 0.5) == 8 + 4 / 2 + 4 / 4
    assert pool([2, 4], 0) == 4
    assert pool([2, 4], 1) == 6
    assert pool([], 0.5) == 0


@pytest.mark.parametrize("value", [-1.0, -1e-300, 1e101, math.nan, math.inf, -math.inf, 10**400])
def test_pool_refuses_what_is_no_points(value: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^points must lie from 0 to 1e\+100, got"):
        pool([1.0, value], 0.5)


@pytest.mark.parametrize("discount", [-0.1, 1.1, math.nan])
def test_pool_refuses_a_discount_outside_its_range(discount: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^discount must lie from 0 to 1, got"):
        pool([1.0], discount)


@pytest.mark.parametrize("wrong", [True, "1", None])
def test_pool_refuses_what_is_no_number(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^points must be a number"):
        pool([wrong], 0.5)
    with pytest.raises(InvalidTypeError, match=r"^discount must be a number"):
        pool([1.0], wrong)


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


@given(st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0.001, 1e3))
def test_no_net_reaches_its_ceiling(support: float, oppose: float, ceiling: float) -> None:
    assert abs(line_net(support, oppose, ceiling)) < ceiling


@given(points, points)
def test_a_line_without_a_ceiling_earns_nothing(support: float, oppose: float) -> None:
    assert line_net(support, oppose, 0) == 0


@given(*[st.floats(0, 1e100)] * 3)
def test_a_net_is_finite_however_many_points_there_are(support: float, oppose: float, ceiling: float) -> None:
    assert math.isfinite(line_net(support, oppose, ceiling))


@pytest.mark.parametrize("name", ["support", "oppose", "ceiling"])
@pytest.mark.parametrize("value", [-1, math.nan, math.inf, 1e308])
def test_net_refuses_what_is_no_points(name: str, value: float) -> None:
    arguments = {"support": 1.0, "oppose": 1.0, "ceiling": 1.0, name: value}
    with pytest.raises(InvalidValueError, match=rf"^{name} must lie from 0 to 1e\+100, got"):
        line_net(**arguments)


@pytest.mark.parametrize("name", ["support", "oppose", "ceiling"])
@pytest.mark.parametrize("wrong", [True, "1", None])
def test_net_refuses_what_is_no_number(name: str, wrong: Any) -> None:
    arguments = {"support": 1.0, "oppose": 1.0, "ceiling": 1.0, name: wrong}
    with pytest.raises(InvalidTypeError, match=rf"^{name} must be a number"):
        line_net(**arguments)


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

    rounding = CLOSE * (1 + abs(before.net))
    if line.direction is Direction.SUPPORTS:
        assert after.support >= before.support * (1 - CLOSE)
        assert after.net >= before.net - rounding
    else:
        assert after.oppose >= before.oppose * (1 - CLOSE)
        assert after.net <= before.net + rounding


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


@given(evidence_line_lists(), st.floats(0, 1), st.floats(0, 1))
def test_totals_do_not_fall_with_the_discount(lines: list[EvidenceLine], one: float, other: float) -> None:
    low, high = (
        balance(lines, attrs.evolve(POLICY, consortium_discount=share)) for share in sorted((one, other))
    )

    assert low.support <= high.support * (1 + CLOSE)
    assert low.oppose <= high.oppose * (1 + CLOSE)


@given(evidence_line_lists(), policies())
def test_merging_all_consortia_never_raises_a_total(lines: list[EvidenceLine], policy: ScoringPolicy) -> None:
    apart = balance(lines, policy)
    merged = balance([attrs.evolve(line, consortium="all") for line in lines], policy)

    assert merged.support <= apart.support * (1 + CLOSE)
    assert merged.oppose <= apart.oppose * (1 + CLOSE)


@given(evidence_line_lists(), policies())
def test_a_balance_is_finite_and_each_cell_is_the_saturating_net_of_its_points(
    lines: list[EvidenceLine], policy: ScoringPolicy
) -> None:
    result = balance(lines, policy)

    assert all(map(math.isfinite, (result.support, result.oppose, result.net, result.conflict)))
    for cell in result.cells:
        assert cell.ceiling == policy.ceiling(cell.line, cell.directness)
        assert cell.net == line_net(cell.support, cell.oppose, cell.ceiling)


def line(evidence_id: str, **changes: Any) -> EvidenceLine:
    fields: dict[str, Any] = {
        "evidence_id": evidence_id,
        "direction": Direction.SUPPORTS,
        "line": Line.HUMAN_GENETIC,
        "directness": Directness.DIRECT,
        "tier": 2,
        "cohort": evidence_id,
        "consortium": "lab",
    }
    return EvidenceLine(**{**fields, **changes})


def test_a_balance_by_hand() -> None:
    rows = [
        line("weak", tier=1),
        line("strong", tier=3),
        line("other-lab", consortium="other lab"),
        line("against", direction=Direction.DISPUTES, tier=1),
        line("mice", line=Line.MODEL, directness=Directness.INDIRECT, tier=0, consortium="colony"),
    ]
    result = balance(rows, POLICY)

    # One laboratory: 4 and half of 1; the other: 2.
    assert (result.support, result.oppose) == (4 + 0.5 + 2 + 0.5, 1)
    genetic, model = result.cells
    assert (genetic.line, genetic.directness) == (Line.HUMAN_GENETIC, Directness.DIRECT)
    assert (genetic.support, genetic.oppose, genetic.ceiling) == (6.5, 1, 12)
    assert genetic.net == pytest.approx(12 * 5.5 / 19.5)
    # The ceiling of indirect evidence is half of 6.
    assert (model.line, model.directness, model.ceiling) == (Line.MODEL, Directness.INDIRECT, 3)
    assert model.net == pytest.approx(3 * 0.5 / 3.5)
    assert result.net == pytest.approx(genetic.net + model.net)
    assert result.conflict == pytest.approx(2 * 1 / 8)
    assert [
        (group.consortium, group.direction, group.line, group.points, group.evidence_ids)
        for group in result.groups
    ] == [
        ("lab", Direction.DISPUTES, Line.HUMAN_GENETIC, 1, ("against",)),
        ("lab", Direction.SUPPORTS, Line.HUMAN_GENETIC, 4.5, ("strong", "weak")),
        ("other lab", Direction.SUPPORTS, Line.HUMAN_GENETIC, 2, ("other-lab",)),
        ("colony", Direction.SUPPORTS, Line.MODEL, 0.5, ("mice",)),
    ]


def test_groups_and_lines_in_people_are_counted_by_side() -> None:
    rows = [
        line("one"),
        line("two", consortium="other lab"),
        line("three", consortium="other lab", line=Line.MODEL),
        line("four", line=Line.MODEL, direction=Direction.DISPUTES),
    ]
    result = balance(rows, POLICY)

    assert result.independent_groups(Direction.SUPPORTS) == 2
    assert result.independent_groups(Direction.DISPUTES) == 1
    assert result.has_human_line(Direction.SUPPORTS)
    assert not result.has_human_line(Direction.DISPUTES)


@pytest.mark.parametrize("less", [Directness.INDIRECT, Directness.CIRCUMSTANTIAL])
def test_of_two_equal_results_of_the_same_people_the_more_direct_stands(less: Directness) -> None:
    direct, other = line("b", cohort="people"), line("a", cohort="people", directness=less)

    for rows in ([direct, other], [other, direct]):
        result = balance(rows, POLICY)
        assert [(cell.directness, cell.support) for cell in result.cells] == [(Directness.DIRECT, 2)]


@pytest.mark.parametrize("less", [Directness.INDIRECT, Directness.CIRCUMSTANTIAL])
def test_of_two_results_of_the_same_people_the_higher_tier_stands(less: Directness) -> None:
    direct, other = line("b", cohort="people"), line("a", cohort="people", directness=less, tier=3)
    result = balance([direct, other], POLICY)

    assert [(cell.directness, cell.support) for cell in result.cells] == [(less, 4)]


def test_the_same_people_count_once_in_each_line_of_evidence() -> None:
    rows = [line("genes", cohort="people"), line("blood", cohort="people", line=Line.HUMAN_TISSUE)]

    assert balance(rows, POLICY).support == 4
    assert balance([*rows, line("genes again", cohort="people")], POLICY).support == 4


def test_one_line_a_finding_is_the_highest_then_the_more_direct() -> None:
    low, high = line("one", tier=1), line("one", tier=3, directness=Directness.INDIRECT)
    clue = line("one", tier=3, directness=Directness.CIRCUMSTANTIAL)
    against = line("one", direction=Direction.DISPUTES)

    assert one_line_a_finding([low, high, clue, against]) == [high, against]


@pytest.mark.parametrize("tier", [-3, 5, math.nan, 1.0, True])
def test_a_line_with_an_unknown_tier_is_refused(tier: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^tier must be a whole number from -2 to 4, got"):
        balance([line("one", tier=tier)], POLICY)


def test_nothing_known_is_zero() -> None:
    result = balance([], POLICY)

    assert (result.support, result.oppose, result.net, result.conflict) == (0, 0, 0, 0)
    assert (result.cells, result.groups) == ((), ())


@pytest.mark.parametrize(
    ("net", "groups", "human", "role"),
    [
        (10, 2, True, Role.ESTABLISHED),
        (10, 1, True, Role.PROBABLE),
        (10, 2, False, Role.PROBABLE),
        (9.99, 5, True, Role.PROBABLE),
        (6, 1, False, Role.PROBABLE),
        (5.99, 5, True, Role.UNCERTAIN),
        (0, 0, False, Role.UNCERTAIN),
        (-5.99, 5, True, Role.UNCERTAIN),
        (-6, 5, True, Role.PROBABLY_NOT),
        (-10, 1, True, Role.PROBABLY_NOT),
        (-10, 2, True, Role.CONTRADICTED),
    ],
)
def test_roles_begin_at_their_thresholds(net: float, groups: int, human: bool, role: Role) -> None:
    assert role_of(net, groups, POLICY, human_line=human) is role


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


@pytest.mark.parametrize("net", [math.nan, math.inf, -math.inf])
def test_role_refuses_a_net_that_is_not_finite(net: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^net must be a finite number, got"):
        role_of(net, 2, POLICY, human_line=True)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"net": "10"}, InvalidTypeError, "net must be a number"),
        ({"net": True}, InvalidTypeError, "net must be a number"),
        ({"groups": True}, InvalidTypeError, "groups must be a whole number"),
        ({"groups": 2.0}, InvalidTypeError, "groups must be a whole number"),
        ({"groups": -1}, InvalidValueError, "groups must be at least 0"),
        ({"human_line": 1}, InvalidTypeError, "human_line must be True or False, got 1$"),
    ],
)
def test_role_refuses_what_is_no_net_count_or_flag(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    arguments: dict[str, Any] = {"net": 10, "groups": 2, "human_line": True, "policy": POLICY, **changes}
    with pytest.raises(error, match=f"^{message}"):
        role_of(**arguments)


def test_signs_cover_both_sides() -> None:
    assert set(SIGNS) == {Direction.SUPPORTS, Direction.DISPUTES}

"""Rank acceptability: laws and analytic cases."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts import KnowledgeBase, ScoringPolicy
from alsfacts.errors import InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.scoring import rank_acceptability, rank_hypotheses, score
from alsfacts.vocabulary import Directness, Extent, Line
from tests.builders import disease, finding, hypothesis, reference

numbers = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    criteria = draw(st.integers(1, 4))
    rows = draw(st.integers(1, 5))
    return [[draw(numbers) for _ in range(criteria)] for _ in range(rows)]


@given(tables())
def test_rows_and_columns_add_up_to_one(values: list[list[float]]) -> None:
    result = rank_acceptability(values, draws=40)

    for row in (*result.acceptability, *zip(*result.acceptability, strict=True)):
        assert sum(row) == pytest.approx(1)
    for weights, first, confidence in zip(
        result.central_weights, result.first_rank, result.confidence, strict=True
    ):
        assert (weights is None) == (first == 0) == (confidence is None)
        if weights is not None and confidence is not None:
            assert sum(weights) == pytest.approx(1)
            assert min(weights) >= 0
            assert 0 <= confidence <= 1


@given(tables(), st.data())
def test_the_order_of_alternatives_does_not_matter(values: list[list[float]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(values))))

    result = rank_acceptability(values, draws=40)
    permuted = rank_acceptability([values[at] for at in order], draws=40)

    assert permuted.acceptability == tuple(result.acceptability[at] for at in order)
    assert permuted.central_weights == tuple(result.central_weights[at] for at in order)


@given(tables(), st.floats(0.001, 5))
def test_a_dominated_alternative_never_ranks_above_the_one_that_dominates(
    values: list[list[float]], gap: float
) -> None:
    worse = [value - gap for value in values[0]]

    result = rank_acceptability((values[0], worse), draws=40)

    assert result.first_rank == (1.0, 0.0)
    assert result.central_weights[1] is None


@given(tables(), st.floats(0.5, 100), st.floats(-100, 100))
def test_a_shift_of_the_whole_scale_changes_nothing(
    values: list[list[float]], factor: float, shift: float
) -> None:
    spread = sorted({value for row in values for value in row})
    if any(high - low < 1e-3 for low, high in pairwise(spread)):
        return
    moved = [[factor * value + shift for value in row] for row in values]

    ours, theirs = rank_acceptability(values, draws=30), rank_acceptability(moved, draws=30)

    for row, other in zip(ours.acceptability, theirs.acceptability, strict=True):
        # Two values may meet to the last bit under one scale and miss under another.
        assert row == pytest.approx(other, abs=1.01 / 30)


def test_equal_alternatives_share_their_ranks() -> None:
    result = rank_acceptability([[1, 2], [1, 2], [0, 0]], draws=10)

    assert result.acceptability == ((0.5, 0.5, 0.0), (0.5, 0.5, 0.0), (0.0, 0.0, 1.0))
    assert result.confidence == (0.5, 0.5, None)


def test_first_ranks_and_central_weights_of_an_analytic_case() -> None:
    # The first comes first if its weight exceeds 1/3: mean of the weights beyond is 2/3.
    result = rank_acceptability([[1.0, 0.5], [0.0, 1.0]], draws=20_000)

    assert result.first_rank == pytest.approx((2 / 3, 1 / 3), abs=0.01)
    assert result.central_weights[0] == pytest.approx((2 / 3, 1 / 3), abs=0.01)
    assert result.central_weights[1] == pytest.approx((1 / 6, 5 / 6), abs=0.01)
    assert result.confidence == (1.0, 1.0)


def test_three_equal_criteria_share_the_simplex() -> None:
    result = rank_acceptability([[1, 0, 0], [0, 1, 0], [0, 0, 1]], draws=20_000)

    for row in result.acceptability:
        assert row == pytest.approx((1 / 3, 1 / 3, 1 / 3), abs=0.015)


def test_uncertain_values_lower_the_confidence() -> None:
    result = rank_acceptability([[[1.0], [0.0]], [[0.0], [1.0]], [[1.0], [0.0]], [[1.0], [0.0]]], draws=400)

    assert result.first_rank == (0.75, 0.25)
    assert result.confidence == (0.75, 0.25)


def test_draws_are_reproducible_and_follow_the_seed() -> None:
    values = [[1.0, 0.4], [0.0, 1.0]]

    assert rank_acceptability(values, draws=50) == rank_acceptability(values, draws=50)
    assert rank_acceptability(values, draws=50) != rank_acceptability(values, draws=50, seed=2)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([], InvalidValueError),
        ([[]], InvalidValueError),
        ([[1], [1, 2]], InvalidValueError),
        ([[[1]], [[1, 2]]], InvalidValueError),
        ([[float("nan")]], InvalidValueError),
        ([[float("inf")]], InvalidValueError),
        ([["a"]], InvalidTypeError),
        ([[True]], InvalidTypeError),
        ([[[1]], [2]], InvalidTypeError),
        (5, InvalidTypeError),
        ("ab", InvalidTypeError),
    ],
)
def test_bad_values_are_refused(values: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="values"):
        rank_acceptability(values)


@pytest.mark.parametrize("value", [1e12, -1e12])
def test_values_end_at_a_trillion(value: float) -> None:
    assert rank_acceptability([[value]], draws=1).first_rank == (1.0,)
    with pytest.raises(InvalidValueError, match=r"^values must"):
        rank_acceptability([[1.001 * value]], draws=1)


def test_refusals_say_what_would_be_accepted() -> None:
    wrong: Any = 5
    with pytest.raises(InvalidTypeError, match=r"^values must be a table of numbers"):
        rank_acceptability(wrong)
    with pytest.raises(InvalidValueError, match=r"^values must have at least one row and one column"):
        rank_acceptability([[1], [1, 2]])
    with pytest.raises(InvalidTypeError, match=r"^seed must be a whole number"):
        rank_acceptability([[1]], draws=1, seed=wrong / 2)


def test_rows_and_tables_may_be_tuples() -> None:
    tables = ([[1.0], [0.0]], [[0.0], [1.0]])
    frozen = tuple(tuple(tuple(row) for row in table) for table in tables)

    assert rank_acceptability(frozen, draws=4) == rank_acceptability(tables, draws=4)
    assert rank_acceptability(frozen[0], draws=4) == rank_acceptability(tables[0], draws=4)


def test_draws_and_seed_are_reported_and_have_defaults() -> None:
    assert rank_acceptability([[1.0]], draws=1, seed=7).draws == 1
    assert rank_acceptability([[1.0]], draws=1, seed=7).seed == 7
    usual = rank_acceptability([[1.0]])
    assert (usual.draws, usual.seed) == (10_000, 1)


@pytest.mark.parametrize(
    ("draws", "message"),
    [
        (0, r"^draws must be at least 1, got 0"),
        (-1, r"^draws must be at least 1, got -1"),
        (1_000_001, r"^draws must .*1e\+06|^draws must .*1000000|^draws must .*1,000,000"),
    ],
)
def test_draws_out_of_range_are_refused(draws: int, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        rank_acceptability([[1]], draws=draws)


def test_hypotheses_are_ranked_by_lines_of_evidence(kb: KnowledgeBase) -> None:
    ranking = rank_hypotheses(draws=300)

    contributing = {h.id for h in kb.hypotheses if h.extent is Extent.CONTRIBUTING}
    assert set(ranking.hypothesis_ids) == contributing
    assert ranking.lines == tuple(line for line in Line if line is not Line.NARRATIVE)
    first = ranking.ranks.first_rank
    assert list(first) == sorted(first, reverse=True)
    assert all(-1 < value < 1 for row in ranking.values for value in row)
    assert f"{first[0]:.1%}" in str(ranking)
    genetic = score("genetic-monogenic")
    row = dict(zip(ranking.hypothesis_ids, ranking.values, strict=True))["genetic-monogenic"]
    # 12 points for direct evidence, 6 for indirect and 3 for circumstantial, in each line.
    assert row[0] == pytest.approx(
        sum(cell.net for cell in genetic.cells if cell.line is Line.HUMAN_GENETIC) / 21
    )


def test_a_line_without_a_ceiling_is_no_criterion() -> None:
    policy = ScoringPolicy()
    lines = tuple(
        attrs.evolve(rule, ceiling=0.0) if rule.line is Line.MODEL else rule for rule in policy.lines
    )

    ranking = rank_hypotheses(policy=attrs.evolve(policy, lines=lines), draws=10)

    assert Line.MODEL not in ranking.lines


@pytest.mark.parametrize("name", ["als", "myasthenia-gravis"])
def test_a_ranking_is_the_rank_acceptability_of_its_values(name: str) -> None:
    policy = ScoringPolicy(
        seed=5,
        consortium_discount=0.0,
        lines=tuple(
            attrs.evolve(rule, ceiling=0.5) if rule.line is Line.MODEL else rule
            for rule in ScoringPolicy().lines
        ),
    )

    ranking = rank_hypotheses(disease=name, policy=policy, draws=60)

    assert ranking.disease_id == name
    assert (ranking.ranks.draws, ranking.ranks.seed) == (60, 5)
    assert ranking.ranks == rank_acceptability(ranking.values, draws=60, seed=5)
    assert Line.MODEL in ranking.lines
    for found, values in zip(ranking.hypothesis_ids, ranking.values, strict=True):
        cells = score(found, disease=name, policy=policy).cells
        for line, value in zip(ranking.lines, values, strict=True):
            ceiling = sum(policy.ceiling(line, kind) for kind in Directness)
            assert value == pytest.approx(sum(cell.net for cell in cells if cell.line is line) / ceiling)
    assert str(ranking).splitlines() == [
        f"Most evidence in {name}, share of all weights",
        *(
            f"{found:<30}{share:>7.1%}"
            for found, share in zip(ranking.hypothesis_ids, ranking.ranks.first_rank, strict=True)
        ),
    ]


def test_a_ranking_takes_its_evidence_from_the_knowledge_base() -> None:
    kb = KnowledgeBase([reference(), disease(), hypothesis(), finding()])

    ranking = rank_hypotheses(knowledge_base=kb)

    assert ranking.hypothesis_ids == ("genetic-monogenic",)
    # One case-control study of tier 1: 8 * 1 / (8 + 1) of ceilings of 8, 4 and 2.
    assert dict(zip(ranking.lines, ranking.values[0], strict=True))[Line.HUMAN_OBSERVATION] == pytest.approx(
        8 / 9 / 14
    )
    assert ranking.ranks.draws == 10_000


def test_ranking_refuses_what_is_not_there() -> None:
    with pytest.raises(UnknownRecordError):
        rank_hypotheses(disease="no such disease")
    with pytest.raises(InvalidValueError, match=r"^the knowledge base has no hypothesis of a contribution"):
        rank_hypotheses(knowledge_base=KnowledgeBase([disease()]))

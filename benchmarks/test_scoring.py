"""Time of scores, verdict and sensitivity on the bundled evidence.

``python -m pytest benchmarks`` prints the table. Machines differ, so compare rows of one run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import alsfacts
from alsfacts import ScoringPolicy
from alsfacts.scoring import rank_hypotheses
from alsfacts.scoring.sensitivity import drawn_nets

Benchmark = Callable[..., Any]


@pytest.fixture(autouse=True)
def loaded() -> None:
    alsfacts.verdict()


def test_verdict(benchmark: Benchmark) -> None:
    assert benchmark(alsfacts.verdict).neither is True


def test_verdict_with_default_sensitivity(benchmark: Benchmark) -> None:
    """To reach: under 1 s."""
    stable = benchmark(lambda: alsfacts.verdict().stability)

    assert stable.draws == ScoringPolicy().draws


def test_verdict_with_four_times_the_draws(benchmark: Benchmark) -> None:
    """To reach: at most four times the row above."""
    policy = ScoringPolicy(draws=4 * ScoringPolicy().draws)

    assert benchmark(lambda: alsfacts.verdict(policy=policy).stability).draws == policy.draws


def test_score_of_the_largest_hypothesis(benchmark: Benchmark) -> None:
    assert benchmark(alsfacts.score, "genetic-monogenic").net > 0


def test_draws_of_the_largest_hypothesis(benchmark: Benchmark) -> None:
    lines = alsfacts.score("genetic-monogenic").lines

    assert len(benchmark(drawn_nets, lines, ScoringPolicy())) == ScoringPolicy().draws


def test_compare(benchmark: Benchmark) -> None:
    assert benchmark(alsfacts.compare).rows


def test_calibration(benchmark: Benchmark) -> None:
    assert benchmark(alsfacts.calibration).diseases


def test_rank_hypotheses(benchmark: Benchmark) -> None:
    assert benchmark(rank_hypotheses).hypothesis_ids

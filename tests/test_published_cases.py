"""Every case of a JSON Lines file of worked examples, run through one table.

The file is the copy in ``tests/data``, or the one that ``ALSFACTS_CASES`` names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from alsfacts.scoring import EvidenceLine, ScoringPolicy, balance, line_net, pool, rank_acceptability
from alsfacts.scoring.policy_rules import LineRule
from alsfacts.scoring.pooling import role_of
from alsfacts.scoring.rose_bona import ObservationRecord, assess
from alsfacts.scoring.rules import AutoimmuneProof, BoundInput, ShareInput, decide
from alsfacts.vocabulary import (
    Direction,
    Directness,
    Line,
    Observation,
    Quantity,
    Role,
    RoseBonaStatus,
)
from tests import cases_clingen, cases_epidemiology, cases_points

POLICY = ScoringPolicy()


def run_pool(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"total": pool(inputs["points"], inputs["delta"])}


def run_line_net(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"net": line_net(inputs["support"], inputs["oppose"], inputs["ceiling"])}


def run_score(inputs: dict[str, Any]) -> dict[str, Any]:
    ceilings = inputs.get("ceilings", {})
    policy = attrs.evolve(
        POLICY,
        consortium_discount=inputs["delta"],
        lines=tuple(
            LineRule(line=rule.line, ceiling=ceilings.get(rule.line.value, rule.ceiling))
            for rule in POLICY.lines
        ),
    )
    signs = {1: Direction.SUPPORTS, -1: Direction.DISPUTES}
    lines = [
        EvidenceLine(
            evidence_id=row["evidence_id"],
            direction=signs[row["direction"]],
            line=Line(row["line"]),
            directness=Directness(row.get("directness", "direct")),
            tier=row["tier"],
            cohort=row.get("cohort", row["evidence_id"]),
            consortium=row["group"],
        )
        for row in inputs["rows"]
        if row["direction"] in signs and row["tier"] is not None
    ]
    result = balance(lines, policy)
    return {"support": result.support, "oppose": result.oppose, "net": result.net}


def run_role(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"role": role_of(inputs["net"], inputs["groups"], POLICY, human_line=inputs["human_line"]).value}


def run_rose_bona(inputs: dict[str, Any]) -> dict[str, Any]:
    records = [
        ObservationRecord(observation=Observation(item["kind"]), met=item["direction"] == "met")
        for item in inputs["observations"]
        if item["direction"] in ("met", "not-met")
    ]
    return {"status": assess(records).status.value}


def run_verdict(inputs: dict[str, Any]) -> dict[str, Any]:
    proof = AutoimmuneProof(
        rose_bona=RoseBonaStatus(inputs["rose_bona"]),
        net=inputs["autoimmune_net"],
        sole_role=Role(inputs["autoimmune_sole_role"]),
        sole_robust=inputs["autoimmune_sole_robust"],
    )
    bounds = [BoundInput(**{**bound, "quantity": Quantity(bound["quantity"])}) for bound in inputs["bounds"]]
    shares = [ShareInput(**share) for share in inputs["case_shares"]]
    decision = decide(bounds, shares, proof, POLICY)
    return {
        "entirely_genetic": decision.entirely_genetic.status.value,
        "purely_autoimmune": decision.purely_autoimmune.status.value,
        "neither": decision.neither,
    }


def run_rank_acceptability(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"first_rank": list(rank_acceptability(inputs["values"]).first_rank)}


CALLABLES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "line_net": run_line_net,
    "pool": run_pool,
    "role": run_role,
    "rose_bona.assess": run_rose_bona,
    "score": run_score,
    "sensitivity.rank_acceptability": run_rank_acceptability,
    "verdict": run_verdict,
    **cases_clingen.CALLABLES,
    **cases_epidemiology.CALLABLES,
    **cases_points.CALLABLES,
}


def _cases() -> list[dict[str, Any]]:
    default = Path(__file__).parent / "data" / "scoring_cases.jsonl"
    path = Path(os.environ.get("ALSFACTS_CASES", default))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _agrees(found: Any, expected: Any, tolerance: Any) -> bool:
    if isinstance(found, frozenset):
        return expected in found
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            _agrees(one, other, tolerance) for one, other in zip(found, expected, strict=True)
        )
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return bool(found == expected)
    return bool(abs(found - expected) <= (tolerance or 0))


def _tolerance(tolerance: Any, key: str, expected: Any) -> Any:
    """Return the absolute tolerance of one figure; some cases state one by figure, relative or absolute."""
    if not isinstance(tolerance, dict):
        return tolerance
    if f"{key}_rel" in tolerance:
        return tolerance[f"{key}_rel"] * abs(expected)
    return tolerance.get(f"{key}_abs", tolerance.get(key, 0))


def test_the_file_of_cases_is_not_empty() -> None:
    assert len(_cases()) > 0


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_published_case(case: dict[str, Any]) -> None:
    if not case["executable"]:
        pytest.skip("the case describes an expectation that cannot be computed")
    function = CALLABLES.get(case["function"])
    if function is None:
        pytest.fail(f"not implemented: {case['function']} ({case['framework']})")

    decided = cases_clingen.DECIDED_BY_EXPERTS.get(case["function"], frozenset())
    decisions = {key: value for key, value in case["expected"].items() if key in decided}
    found = function({**decisions, **case["inputs"]})

    for key, expected in case["expected"].items():
        if expected is None and case["function"] == "clingen.matrix":
            continue  # the curation prints no class; others with equal points print the one that is computed
        tolerance = _tolerance(case["tolerance"], key, expected)
        assert _agrees(found[key], expected, tolerance), f"{key}: expected {expected}, found {found[key]}"

"""Tiers: a start by design, recorded steps, and nothing hidden."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from alsfacts.errors import DataError, InvalidValueError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import LineOverride, Measure
from alsfacts.scoring import (
    DesignRule,
    DirectnessRule,
    LineRule,
    NullWithoutInterval,
    ScoringPolicy,
    assign_tier,
)
from alsfacts.scoring.policy import HIGHEST_TIER, LOWEST_TIER
from alsfacts.vocabulary import (
    Design,
    Direction,
    Directness,
    Line,
    Outcome,
    RiskOfBias,
    Viewpoint,
)
from tests.builders import bearing, finding

POLICY = ScoringPolicy()


def ratio(value: float, low: float | None = None, high: float | None = None, **more: Any) -> Measure:
    level = 95 if low is not None else None
    return Measure(name="ratio", value=value, unit="ratio", ci_low=low, ci_high=high, ci_level=level, **more)


def tier(policy: ScoringPolicy = POLICY, bears: dict[str, Any] | None = None, **changes: Any) -> int | None:
    held = bearing(**(bears or {}))
    return assign_tier(finding(bearings=(held,), **changes), held, policy).tier


# The table of SCORING 12.3: design, line, start, maximum.
STARTS = [
    (Design.RANDOMISED_TRIAL, Line.HUMAN_INTERVENTION, 3, 4),
    (Design.OPEN_LABEL_TRIAL, Line.HUMAN_INTERVENTION, 1, 2),
    (Design.TWIN_STUDY, Line.HUMAN_GENETIC, 3, 4),
    (Design.RARE_VARIANT_BURDEN, Line.HUMAN_GENETIC, 3, 4),
    (Design.FAMILY_LINKAGE, Line.HUMAN_GENETIC, 3, 4),
    (Design.SEQUENCING_COHORT, Line.HUMAN_GENETIC, 2, 3),
    (Design.MENDELIAN_RANDOMISATION, Line.HUMAN_GENETIC, 2, 3),
    (Design.REGISTRY_INCIDENCE, Line.HUMAN_OBSERVATION, 2, 3),
    (Design.COHORT, Line.HUMAN_OBSERVATION, 2, 3),
    (Design.CASE_CONTROL, Line.HUMAN_OBSERVATION, 1, 3),
    (Design.CASE_SERIES, Line.HUMAN_OBSERVATION, 1, 1),
    (Design.AUTOPSY, Line.HUMAN_TISSUE, 1, 2),
    (Design.BIOMARKER, Line.HUMAN_TISSUE, 1, 2),
    (Design.FUNCTIONAL_ASSAY, Line.MODEL, 1, 2),
    (Design.CELL_MODEL, Line.MODEL, 1, 2),
]


@pytest.mark.parametrize(("design", "line", "start", "maximum"), STARTS)
def test_a_plain_finding_has_the_tier_of_its_design(
    design: Design, line: Line, start: int, maximum: int
) -> None:
    held = bearing()
    result = assign_tier(finding(design=design, n_cases=5000, bearings=(held,)), held, POLICY)

    assert (result.tier, result.line) == (start, line)
    assert [step.change for step in result.steps] == [start]
    assert POLICY.design_rule(design).maximum == maximum


def test_a_synthesis_stands_in_the_line_of_what_it_pools() -> None:
    held = bearing()
    pooled = finding(design=Design.META_ANALYSIS, underlying_design=Design.TWIN_STUDY, bearings=(held,))
    result = assign_tier(pooled, held, POLICY)

    assert (result.tier, result.line) == (3, Line.HUMAN_GENETIC)


@pytest.mark.parametrize("design", [Design.REVIEW, Design.GENETIC_REVIEW, Design.GUIDELINE])
def test_narrative_sources_earn_nothing(design: Design) -> None:
    assert tier(design=design) is None


def test_neutral_findings_earn_nothing() -> None:
    assert tier(bears={"direction": Direction.NEUTRAL}) is None


@pytest.mark.parametrize(
    ("changes", "bears", "expected"),
    [
        ({"design": Design.COHORT}, {}, 2),
        ({"design": Design.COHORT, "n_cases": 99}, {}, 1),
        ({"design": Design.COHORT, "n_cases": None}, {}, 1),
        ({"design": Design.CELL_MODEL, "n_cases": None}, {}, 1),
        # The denominator of the figure counts before the size of the study.
        ({"design": Design.COHORT, "measure": ratio(1.5, 1.2, 1.9, n=80)}, {}, 1),
        ({"design": Design.COHORT, "risk_of_bias": RiskOfBias.HIGH}, {}, 1),
        ({"design": Design.COHORT}, {"directness": Directness.INDIRECT}, 1),
        ({"design": Design.COHORT}, {"directness": Directness.CIRCUMSTANTIAL}, 0),
        ({"design": Design.COHORT, "measure": ratio(1.2, 0.9, 1.6)}, {}, 1),
        ({"design": Design.COHORT, "measure": ratio(1.2, p_value=0.05)}, {}, 1),
        ({"design": Design.COHORT, "measure": ratio(1.2, p_value=0.049)}, {}, 2),
        # A large effect raises an observational finding in which nothing was rated down.
        ({"design": Design.COHORT, "measure": ratio(2.0, 1.5, 2.7)}, {}, 3),
        ({"design": Design.CASE_CONTROL, "measure": ratio(5.0, 3.0, 8.0)}, {}, 3),
        ({"design": Design.CASE_CONTROL, "measure": ratio(0.5, 0.3, 0.8)}, {}, 2),
        ({"design": Design.CASE_CONTROL, "measure": ratio(5.0)}, {}, 1),
        ({"design": Design.CASE_CONTROL, "measure": ratio(5.0, 3.0, 8.0), "n_cases": 50}, {}, 0),
        ({"design": Design.RANDOMISED_TRIAL, "measure": ratio(5.0, 3.0, 8.0)}, {}, 3),
        ({"design": Design.CASE_CONTROL}, {"viewpoints": (Viewpoint.GRADIENT,)}, 2),
        # Significance of the field.
        ({"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.1, 1.05, 1.2, p_value=1e-6)}, {}, 2),
        ({"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.1, 1.05, 1.2, p_value=1e-9)}, {}, 3),
        (
            {"design": Design.RARE_VARIANT_BURDEN, "n_cases": 900, "measure": ratio(3, 2, 4, p_value=1e-5)},
            {},
            2,
        ),
        ({"design": Design.FAMILY_LINKAGE, "measure": Measure(name="LOD", value=2.5, unit="lod")}, {}, 2),
        ({"design": Design.FAMILY_LINKAGE, "measure": Measure(name="LOD", value=3.1, unit="lod")}, {}, 3),
    ],
)
def test_steps(changes: dict[str, Any], bears: dict[str, Any], expected: int) -> None:
    assert tier(bears=bears, **changes) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (None, 1),
        (ratio(1.1), 1),
        (ratio(1.1, 0.7, 1.7), 2),
        (ratio(1.0, 0.8, 1.3), 3),
    ],
)
def test_a_null_result_is_rated_down_by_what_it_leaves_open(measure: Measure | None, expected: int) -> None:
    null: dict[str, Any] = {
        "design": Design.RANDOMISED_TRIAL,
        "outcome": Outcome.NEGATIVE,
        "measure": measure,
    }

    assert tier(bears={"direction": Direction.DISPUTES}, **null) == expected


def test_a_null_result_without_interval_can_be_left_out() -> None:
    policy = attrs.evolve(POLICY, null_without_interval=NullWithoutInterval.UNINFORMATIVE)
    null: dict[str, Any] = {"outcome": Outcome.NEGATIVE, "bears": {"direction": Direction.DISPUTES}}

    assert tier(policy, **null) is None
    assert tier(policy, **null, measure=ratio(1.0, 0.8, 1.3)) == 1


def test_a_positive_finding_that_disputes_is_no_null_result() -> None:
    assert tier(bears={"direction": Direction.DISPUTES}, design=Design.COHORT) == 2


def test_a_line_can_be_overridden_with_a_reason() -> None:
    held = bearing()
    override = LineOverride(line=Line.HUMAN_GENETIC, why="relatives were compared")
    result = assign_tier(finding(bearings=(held,), line_override=override), held, POLICY)

    assert result.line is Line.HUMAN_GENETIC


def test_steps_add_up_to_the_tier_for_every_bundled_finding(kb: KnowledgeBase) -> None:
    for item in kb.evidence:
        for held in item.bearings:
            result = assign_tier(item, held, POLICY)
            if result.tier is None:
                assert len(result.steps) == 1
                continue
            highest = POLICY.design_rule(item.design).maximum
            total = sum(step.change for step in result.steps)
            assert result.tier == max(LOWEST_TIER, min(highest, HIGHEST_TIER, total))
            assert all(step.reason and step.source for step in result.steps)


def test_points_double_from_tier_to_tier() -> None:
    assert [POLICY.points(number) for number in range(LOWEST_TIER, HIGHEST_TIER + 1)] == [
        0.125,
        0.25,
        0.5,
        1,
        2,
        4,
        8,
    ]


@pytest.mark.parametrize("number", [-3, 5, 1.0, True, None])
def test_there_are_no_other_tiers(number: Any) -> None:
    with pytest.raises(InvalidValueError, match="from -2 to 4"):
        POLICY.points(number)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"consortium_discount": -0.1}, "at least 0"),
        ({"consortium_discount": "half"}, "expected a number"),
        ({"tier_points": (1, 2)}, "expected 7 values"),
        ({"tier_points": (1, 2, 3, 4, 5, 7, 6)}, "cannot earn fewer points"),
        ({"tier_points": (-1, 0, 1, 2, 3, 4, 5)}, "at least 0"),
        ({"designs": ()}, "missing: randomised-trial"),
        ({"lines": (LineRule(line=Line.MODEL, ceiling=1),)}, "missing: human-genetic"),
        ({"probable_net": 11}, "cannot need more"),
        ({"large_ratio": 9}, "cannot be larger"),
        ({"synthesis_mode": "replace"}, "SynthesisMode"),
        ({"draws": 1.5}, "whole number"),
    ],
)
def test_a_policy_refuses_bad_numbers(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        ScoringPolicy(**changes)


def test_rules_refuse_bad_numbers() -> None:
    with pytest.raises(DataError, match="above the maximum"):
        DesignRule(design=Design.GWAS, line=Line.HUMAN_GENETIC, start=4, maximum=3)
    with pytest.raises(DataError, match="at most 0"):
        DirectnessRule(directness=Directness.DIRECT, steps=1, factor=1)


def test_the_fingerprint_changes_if_and_only_if_a_number_does() -> None:
    fingerprints = {ScoringPolicy().fingerprint}
    for field in attrs.fields(ScoringPolicy):
        value = getattr(POLICY, field.name)
        if isinstance(value, float) and not isinstance(value, bool):
            other: Any = value * 0.99
        elif isinstance(value, int):
            other = value - 1 if value > 0 else value + 1
        elif field.name == "tier_points":
            other = (*value[:-1], value[-1] + 1)
        elif field.name in ("version", "tolerance_genes"):
            other = "2" if field.name == "version" else ("AIRE", "FOXP3")
        else:
            continue
        fingerprints.add(attrs.evolve(POLICY, **{field.name: other}).fingerprint)

    changed = 1 + sum(
        isinstance(getattr(POLICY, field.name), int | float)
        or field.name in ("tier_points", "version", "tolerance_genes")
        for field in attrs.fields(ScoringPolicy)
    )
    assert len(fingerprints) == changed
    assert ScoringPolicy().fingerprint == POLICY.fingerprint
    assert ScoringPolicy(probable_net=6).fingerprint == POLICY.fingerprint

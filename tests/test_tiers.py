"""Tiers: a start by design, recorded steps, and nothing hidden."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import LineOverride, Measure
from alsfacts.scoring import NullWithoutInterval, ScoringPolicy, assign_tier
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
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


META: dict[str, Any] = {"design": Design.META_ANALYSIS}
GRADIENT: dict[str, Any] = {"viewpoints": (Viewpoint.GRADIENT,)}

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
    assert str(result.steps[0]) == "+3 starts as meta-analysis of twin-study findings"


@pytest.mark.parametrize("pooled", [None, Design.REVIEW, Design.META_ANALYSIS])
def test_a_synthesis_of_no_studies_is_narrative(pooled: Design | None) -> None:
    # Without a bearing the model lets a synthesis leave out what it pools.
    held = bearing()
    synthesis = finding(design=Design.SYSTEMATIC_REVIEW, underlying_design=pooled, bearings=())
    result = assign_tier(synthesis, held, POLICY)

    assert (result.tier, result.line) == (None, Line.NARRATIVE)


def test_a_tier_names_its_finding_and_hypothesis() -> None:
    held = bearing(hypothesis_id="multistep")
    result = assign_tier(finding(bearings=(held,)), held, POLICY)

    assert (result.evidence_id, result.hypothesis_id) == ("doe-2020-finding", "multistep")


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
        ({"design": Design.COHORT, "n_cases": 100}, {}, 2),
        ({"design": Design.COHORT, "n_cases": None, "measure": ratio(1.5, 1.2, 1.9, n=100)}, {}, 2),
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
        ({"design": Design.CASE_CONTROL, "measure": ratio(0.51, 0.3, 0.8)}, {}, 1),
        ({"design": Design.CASE_CONTROL, "measure": ratio(0.2, 0.1, 0.4)}, {}, 3),
        ({"design": Design.CASE_CONTROL, "measure": ratio(4.99, 3.0, 8.0)}, {}, 2),
        ({"design": Design.CASE_CONTROL, "measure": ratio(1.99, 1.5, 2.7)}, {}, 1),
        # A ratio of 0, from a group without events, is so many fold of nothing.
        ({"design": Design.CASE_CONTROL, "measure": ratio(0, 0, 0.4)}, {}, 1),
        # A synthesis rises with the design that it pools, not with its own name.
        ({**META, "underlying_design": Design.COHORT, "measure": ratio(2.0, 1.5, 2.7)}, {}, 4),
        ({**META, "underlying_design": Design.RANDOMISED_TRIAL, "measure": ratio(2.0, 1.5, 2.7)}, {}, 3),
        ({"design": Design.CASE_CONTROL, "measure": ratio(5.0)}, {}, 1),
        ({"design": Design.CASE_CONTROL, "measure": ratio(5.0, 3.0, 8.0), "n_cases": 50}, {}, 0),
        ({"design": Design.RANDOMISED_TRIAL, "measure": ratio(5.0, 3.0, 8.0)}, {}, 3),
        ({"design": Design.CASE_CONTROL}, {"viewpoints": (Viewpoint.GRADIENT,)}, 2),
        ({"design": Design.CASE_CONTROL}, {"viewpoints": (Viewpoint.STRENGTH,)}, 1),
        ({"design": Design.CASE_CONTROL}, {**GRADIENT, "direction": Direction.DISPUTES}, 1),
        ({"design": Design.CASE_CONTROL, "outcome": Outcome.MIXED}, GRADIENT, 1),
        ({"design": Design.CASE_CONTROL, "n_cases": 99}, GRADIENT, 0),
        # Significance of the field.
        ({"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.1, 1.05, 1.2, p_value=1e-6)}, {}, 2),
        ({"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.1, 1.05, 1.2, p_value=1e-9)}, {}, 3),
        (
            {"design": Design.RARE_VARIANT_BURDEN, "n_cases": 900, "measure": ratio(3, 2, 4, p_value=1e-5)},
            {},
            2,
        ),
        ({"design": Design.FAMILY_LINKAGE, "measure": Measure(name="LOD", value=2.5, unit="lod")}, {}, 2),
        ({"design": Design.FAMILY_LINKAGE, "measure": Measure(name="LOD", value=3, unit="lod")}, {}, 3),
        ({"design": Design.TWIN_STUDY, "measure": Measure(name="LOD", value=1, unit="lod")}, {}, 3),
        ({"design": Design.FAMILY_LINKAGE, "measure": ratio(2.5, 1.5, 4)}, {}, 3),
        # At the threshold itself a result has the significance of its field.
        ({"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.1, p_value=5e-8)}, {}, 3),
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
        (ratio(1.0, 0.67, 1.49), 3),
        # The smallest effect of interest, 1.5-fold either way, must lie outside.
        (ratio(1.0, 0.8, 1.5), 2),
        (ratio(1.0, 1 / 1.5, 1.3), 2),
        # The smallest effect of interest is a ratio: no other unit can exclude it.
        (Measure(name="change", value=0, unit="points", ci_low=-0.1, ci_high=0.9, ci_level=95), 2),
        (Measure(name="change", value=0.9, unit="points", ci_low=0.8, ci_high=1.2, ci_level=95), 2),
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
    assert tier(policy, **null, measure=ratio(1.0)) is None
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


def steps(
    bears: dict[str, Any] | None = None, policy: ScoringPolicy = POLICY, **changes: Any
) -> list[tuple[str, str]]:
    """Steps after the first, printed, each with its source."""
    held = bearing(**(bears or {}))
    result = assign_tier(finding(bearings=(held,), **changes), held, policy)
    return [(str(step), step.source) for step in result.steps[1:]]


NULL: dict[str, Any] = {"design": Design.COHORT, "outcome": Outcome.NEGATIVE}
DISPUTES: dict[str, Any] = {"direction": Direction.DISPUTES}


@pytest.mark.parametrize(
    ("changes", "bears", "expected"),
    [
        ({}, {}, []),
        (
            {"n_cases": 99},
            {},
            [("-1 small: 99 below 100 for case-control", "GRADE: imprecision")],
        ),
        (
            {"design": Design.GWAS, "n_cases": 999},
            {},
            [("-1 small: 999 below 1,000 for gwas", "GRADE: imprecision")],
        ),
        ({"n_cases": None}, {}, [("-1 number of people not seen", "GRADE: imprecision")]),
        (
            {"measure": ratio(1.2, 0.9, 1.6)},
            {},
            [("-1 the interval includes no effect", "GRADE: imprecision")],
        ),
        ({"measure": ratio(1.2, p_value=0.2)}, {}, [("-1 p = 0.2", "GRADE: imprecision")]),
        (
            {"design": Design.GWAS, "n_cases": 2000, "measure": ratio(1.2, p_value=1e-6)},
            {},
            [("-1 p = 1e-06, above 5e-08 for gwas", "alsfacts policy")],
        ),
        (
            {"design": Design.FAMILY_LINKAGE, "measure": Measure(name="LOD", value=2.5, unit="lod")},
            {},
            [("-1 LOD 2.5, below 3", "alsfacts policy")],
        ),
        ({}, {"directness": Directness.INDIRECT}, [("-1 indirect evidence", "GRADE: indirectness")]),
        (
            {},
            {"directness": Directness.CIRCUMSTANTIAL},
            [("-2 circumstantial evidence", "GRADE: indirectness")],
        ),
        ({"risk_of_bias": RiskOfBias.HIGH}, {}, [("-1 high risk of bias", "GRADE: risk of bias")]),
        (
            NULL,
            DISPUTES,
            [("-2 null result without an interval", "alsfacts policy: absence of evidence")],
        ),
        (
            {**NULL, "measure": ratio(1.1, 0.7, 1.7)},
            DISPUTES,
            [
                (
                    "-1 null result whose interval admits an effect of interest",
                    "alsfacts policy: absence of evidence",
                )
            ],
        ),
        (
            {"measure": ratio(5.5, 3.0, 8.0)},
            GRADIENT,
            [
                ("+2 effect of 5.5-fold", "GRADE 9, doi 10.1016/j.jclinepi.2011.06.004"),
                ("+1 dose-response gradient", "GRADE 9"),
            ],
        ),
        (
            {"measure": ratio(0.4, 0.2, 0.8)},
            {},
            [("+1 effect of 0.4-fold", "GRADE 9, doi 10.1016/j.jclinepi.2011.06.004")],
        ),
    ],
)
def test_each_step_says_why_and_after_whom(
    changes: dict[str, Any], bears: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert steps(bears, **changes) == expected


@pytest.mark.parametrize(
    ("policy", "changes", "bears", "reason"),
    [
        (POLICY, {}, {"direction": Direction.NEUTRAL}, "neutral: decides nothing"),
        (POLICY, {"design": Design.REVIEW}, {}, "review: a narrative source earns nothing of its own"),
        (
            attrs.evolve(POLICY, null_without_interval=NullWithoutInterval.UNINFORMATIVE),
            NULL,
            DISPUTES,
            "null result without an interval: left out by the policy",
        ),
    ],
)
def test_what_earns_nothing_says_why(
    policy: ScoringPolicy, changes: dict[str, Any], bears: dict[str, Any], reason: str
) -> None:
    held = bearing(**bears)
    result = assign_tier(finding(bearings=(held,), **changes), held, policy)

    assert result.tier is None
    assert [str(step) for step in result.steps] == [f"+0 {reason}"]


def test_everything_at_once_ends_at_the_lowest_tier() -> None:
    worst: dict[str, Any] = {**NULL, "n_cases": 5, "risk_of_bias": RiskOfBias.HIGH}

    assert len(steps({**DISPUTES, "directness": Directness.CIRCUMSTANTIAL}, **worst)) == 4
    assert tier(bears={**DISPUTES, "directness": Directness.CIRCUMSTANTIAL}, **worst) == LOWEST_TIER


def test_a_tier_never_passes_the_maximum_of_its_design() -> None:
    best: dict[str, Any] = {"design": Design.CROSS_SECTIONAL, "measure": ratio(9.0, 6.0, 12.0)}

    assert tier(bears=GRADIENT, **best) == POLICY.design_rule(Design.CROSS_SECTIONAL).maximum == 2


def test_a_design_that_starts_at_nothing_can_still_rise() -> None:
    designs = tuple(
        attrs.evolve(rule, start=0) if rule.design is Design.COHORT else rule for rule in POLICY.designs
    )
    humble = attrs.evolve(POLICY, designs=designs)

    assert tier(humble, design=Design.COHORT) == 0
    assert tier(humble, design=Design.COHORT, bears=GRADIENT) == 1


@pytest.mark.parametrize(
    ("numbers", "changes", "bears", "expected"),
    [
        ({"significance": 0.01}, {"measure": ratio(1.2, p_value=0.02)}, {}, 0),
        ({"large_ratio": 1.5}, {"measure": ratio(1.6, 1.2, 2.0)}, {}, 2),
        ({"very_large_ratio": 3.0}, {"measure": ratio(3.0, 2.0, 4.0)}, {}, 3),
        ({"null_step_without_interval": 0}, NULL, DISPUTES, 2),
        ({"null_step_with_interval": -3}, {**NULL, "measure": ratio(1.1, 0.7, 1.7)}, DISPUTES, -1),
        ({"smallest_ratio_of_interest": 2.0}, {**NULL, "measure": ratio(1.1, 0.7, 1.7)}, DISPUTES, 2),
    ],
)
def test_every_number_is_taken_from_the_policy(
    numbers: dict[str, Any], changes: dict[str, Any], bears: dict[str, Any], expected: int
) -> None:
    assert tier(attrs.evolve(POLICY, **numbers), bears, **changes) == expected

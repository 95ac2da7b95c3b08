"""Every number of the score: its default, its range, and the fingerprint of them all."""

from __future__ import annotations

import re
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import DataError, InvalidValueError
from alsfacts.scoring import (
    DesignRule,
    DirectnessRule,
    LineRule,
    NullWithoutInterval,
    ScoringPolicy,
    SynthesisMode,
)
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.vocabulary import Design, Directness, Line
from tests.strategies import policies

POLICY = ScoringPolicy()

# Design, line, tier to start with, highest tier, whether a large effect raises it, size from which
# it is not small. Above the rule the table of SCORING 12.3; below it designs that came later.
DESIGNS = """
randomised-trial          human-intervention  3 4 no   50
open-label-trial          human-intervention  1 2 no   -
meta-analysis             -                   3 4 no   -
systematic-review         -                   2 3 no   -
twin-study                human-genetic       3 4 no   50
gwas                      human-genetic       3 4 no   1000
rare-variant-burden       human-genetic       3 4 yes  500
family-linkage            human-genetic       3 4 no   -
sequencing-cohort         human-genetic       2 3 yes  100
mendelian-randomisation   human-genetic       2 3 no   -
registry-incidence        human-observation   2 3 yes  100
cohort                    human-observation   2 3 yes  100
case-control              human-observation   1 3 yes  100
case-series               human-observation   1 1 yes  -
autopsy                   human-tissue        1 2 yes  10
biomarker                 human-tissue        1 2 yes  30
animal-model              model               1 2 no   -
functional-assay          model               1 2 no   -
cell-model                model               1 2 no   -
review                    narrative           0 0 no   -
genetic-review            narrative           0 0 no   -
guideline                 narrative           0 0 no   -
genotype-survey           human-genetic       2 3 yes  100
penetrance-model          human-genetic       2 3 no   -
cross-sectional           human-observation   1 2 yes  100
environmental-sample      model               1 1 no   -
"""

# Every other number, with its place in SCORING.
NUMBERS: dict[str, Any] = {
    "version": "1",
    "tier_points": (0.125, 0.25, 0.5, 1, 2, 4, 8),  # 12.4
    "consortium_discount": 0.5,  # 12.5, step 3
    "discount_range": (0, 0.5, 0.9),
    "synthesis_mode": SynthesisMode.REPLACE,  # 12.3
    "null_without_interval": NullWithoutInterval.RATE_DOWN,
    "null_step_with_interval": -1,
    "null_step_without_interval": -2,
    "significance": 0.05,
    "gwas_significance": 5e-8,
    "burden_significance": 2.5e-6,
    "linkage_lod": 3,
    "large_ratio": 2,  # GRADE 9
    "very_large_ratio": 5,
    "smallest_ratio_of_interest": 1.5,
    "probable_net": 6,  # 12.7
    "established_net": 10,
    "minimum_groups": 2,
    "case_share_supporting": 0.8,  # 12.8
    "case_share_refuting": 0.05,
    "minimum_cases": 100,
    "bound_supporting": 0.9,
    "bound_refuting": 0.9,
    "minimum_populations": 2,
    "minimum_twin_pairs": 10,
    "interval_level": 95,
    "tolerance_genes": ("AIRE",),
    "odds_very_strong": 350,  # 2
    "robust_share": 0.95,  # 12.7
    "middle_share": 0.9,  # 8: the 5 to 95 percent range
    "tier_error": 0.1,
    "tier_concentration": 4,
    "ceiling_spread": 0.25,
    "drawn_discounts": (0, 0.25, 0.5, 0.75, 0.9),
    "lowest_drawn_factor": 0.25,
}
# How long and from where to draw is no matter of judgement.
TECHNICAL = {"draws", "seed"}


def policy_with(**changes: Any) -> ScoringPolicy:
    return ScoringPolicy(**changes)


def rows() -> list[DesignRule]:
    found = []
    for text in DESIGNS.strip().splitlines():
        design, line, start, maximum, raises, small = text.split()
        found.append(
            DesignRule(
                design=Design(design),
                line=None if line == "-" else Line(line),
                start=int(start),
                maximum=int(maximum),
                observational=raises == "yes",
                small_below=None if small == "-" else int(small),
            )
        )
    return found


def changed_values(value: Any) -> list[Any]:
    """Other values that a field may have: each number in it moved a little."""
    found: list[Any]
    match value:
        case SynthesisMode() | NullWithoutInterval():
            found = [other for other in type(value) if other is not value]
        case str():
            found = [f"{value}x"]
        case int():
            found = [value - 1 if value > 0 else value + 1]
        case float():
            found = [value * 0.999 if value else 0.001]
        case tuple():
            found = [
                (*value[:index], other, *value[index + 1 :])
                for index, item in enumerate(value)
                for other in changed_values(item)
            ]
        case DesignRule():
            found = [
                attrs.evolve(value, observational=not value.observational),
                attrs.evolve(value, small_below=7),
                attrs.evolve(value, line=None if value.line else Line.HUMAN_TISSUE),
            ]
        case LineRule():
            found = [attrs.evolve(value, ceiling=value.ceiling + 0.5)]
        case DirectnessRule():
            found = [
                attrs.evolve(value, factor=value.factor * 0.999),
                attrs.evolve(value, steps=value.steps - 1),
            ]
        case _:
            raise AssertionError(value)
    return found


CHANGES = [
    pytest.param(field.name, other, id=f"{field.name}-{number}")
    for field in attrs.fields(ScoringPolicy)
    for number, other in enumerate(changed_values(getattr(POLICY, field.name)))
]


@pytest.mark.parametrize("rule", rows(), ids=lambda rule: rule.design.value)
def test_each_design_has_the_tiers_of_the_table(rule: DesignRule) -> None:
    assert POLICY.design_rule(rule.design) == rule


def test_the_table_holds_every_design_once() -> None:
    assert sorted(rule.design for rule in rows()) == sorted(Design)


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_is_the_one_written_down(name: str) -> None:
    assert getattr(POLICY, name) == NUMBERS[name]


def test_every_number_is_written_down() -> None:
    names = {field.name for field in attrs.fields(ScoringPolicy)}

    assert names == {*NUMBERS, *TECHNICAL, "designs", "lines", "directness"}
    assert POLICY.draws >= 100


@pytest.mark.parametrize(
    ("line", "ceiling"),
    [
        (Line.HUMAN_GENETIC, 12),
        (Line.HUMAN_INTERVENTION, 12),
        (Line.HUMAN_OBSERVATION, 8),
        (Line.HUMAN_TISSUE, 6),
        (Line.MODEL, 6),
        (Line.NARRATIVE, 0),
    ],
)
def test_a_ceiling_is_halved_by_each_step_away_from_direct(line: Line, ceiling: float) -> None:
    found = [POLICY.ceiling(line, word) for word in sorted(Directness, reverse=True)]

    assert found == [ceiling, ceiling / 2, ceiling / 4]


def test_any_amount_of_circumstantial_evidence_stays_within_eleven_points() -> None:
    everything = sum(POLICY.ceiling(line, word) for line in Line for word in Directness)

    assert everything == 77
    assert sum(POLICY.ceiling(line, Directness.CIRCUMSTANTIAL) for line in Line) == 11


@pytest.mark.parametrize(
    ("word", "steps"), [(Directness.DIRECT, 0), (Directness.INDIRECT, -1), (Directness.CIRCUMSTANTIAL, -2)]
)
def test_directness_costs_tiers(word: Directness, steps: int) -> None:
    assert POLICY.directness_rule(word).directness is word
    assert POLICY.directness_rule(word).steps == steps


@given(policies(), st.integers(LOWEST_TIER, HIGHEST_TIER - 1))
def test_a_higher_tier_never_earns_less(policy: ScoringPolicy, tier: int) -> None:
    assert policy.points(tier) <= policy.points(tier + 1)


@given(policies())
def test_equal_policies_have_equal_fingerprints(policy: ScoringPolicy) -> None:
    copy = attrs.evolve(policy, tier_points=tuple(policy.tier_points))

    assert copy == policy
    assert copy.fingerprint == policy.fingerprint
    assert len(policy.fingerprint) == 64


@given(policies(), policies())
def test_fingerprints_are_equal_if_and_only_if_policies_are(one: ScoringPolicy, other: ScoringPolicy) -> None:
    assert (one.fingerprint == other.fingerprint) is (one == other)


@pytest.mark.parametrize(("name", "other"), CHANGES)
def test_a_change_of_any_number_changes_the_fingerprint(name: str, other: Any) -> None:
    policy = attrs.evolve(POLICY, **{name: other})

    assert policy != POLICY
    assert policy.fingerprint != POLICY.fingerprint


def test_a_whole_number_is_the_same_number_with_a_point() -> None:
    assert ScoringPolicy(established_net=10, linkage_lod=3).fingerprint == POLICY.fingerprint
    assert ScoringPolicy(tier_points=(0.125, 0.25, 0.5, 1, 2, 4, 8)).fingerprint == POLICY.fingerprint
    assert ScoringPolicy(significance=-0.0).fingerprint == ScoringPolicy(significance=0).fingerprint


def test_seeds_that_a_float_cannot_tell_apart_have_fingerprints_of_their_own() -> None:
    assert ScoringPolicy(seed=2**53).fingerprint != ScoringPolicy(seed=2**53 + 1).fingerprint


@given(policies())
def test_a_policy_survives_the_way_to_plain_data_and_back(policy: ScoringPolicy) -> None:
    restored = cattrs.structure(cattrs.unstructure(policy), ScoringPolicy)

    assert restored == policy
    assert restored.fingerprint == policy.fingerprint


# What is refused

SHARES = [
    "consortium_discount",
    "significance",
    "gwas_significance",
    "burden_significance",
    "case_share_supporting",
    "case_share_refuting",
    "bound_supporting",
    "bound_refuting",
    "robust_share",
    "middle_share",
    "tier_error",
    "lowest_drawn_factor",
]
# Lowest and highest number that each other field accepts.
RANGES: dict[str, tuple[float, float | None]] = {
    **dict.fromkeys(SHARES, (0, 1)),
    "null_step_with_interval": (-6, 0),
    "null_step_without_interval": (-6, 0),
    "linkage_lod": (0, None),
    "large_ratio": (1, None),
    "very_large_ratio": (1, None),
    "smallest_ratio_of_interest": (1, None),
    "probable_net": (0, None),
    "established_net": (0, None),
    "minimum_groups": (1, None),
    "minimum_cases": (1, None),
    "minimum_populations": (1, None),
    "minimum_twin_pairs": (1, None),
    "interval_level": (50, 99.99),
    "odds_very_strong": (1, None),
    "draws": (0, None),
    "seed": (0, None),
    "tier_concentration": (0.01, 1e6),
    "ceiling_spread": (0, 10),
}
LISTS = ["tier_points", "discount_range", "drawn_discounts"]


def test_every_number_has_a_range() -> None:
    numbers = {name for name in NUMBERS if isinstance(NUMBERS[name], int | float)}

    assert numbers | TECHNICAL == set(RANGES)


@pytest.mark.parametrize("name", RANGES)
def test_a_number_outside_its_range_is_refused_by_name(name: str) -> None:
    lowest, highest = RANGES[name]
    step = 1 if isinstance(getattr(POLICY, name), int) else 1e-3
    with pytest.raises(DataError, match=rf"{name}: expected a (whole )?number of at least {lowest:g}, got"):
        policy_with(**{name: lowest - step})
    if highest is not None:
        with pytest.raises(DataError, match=rf"{name}: expected a (whole )?number of at most"):
            policy_with(**{name: highest + step})


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), True, "1", None])
def test_what_is_no_finite_number_is_refused_by_name(name: str, wrong: Any) -> None:
    with pytest.raises(DataError, match=rf"ScoringPolicy: {name}: expected a"):
        policy_with(**{name: wrong})


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("wrong", [float("nan"), float("-inf"), -0.001, 1_000_001, True, "1"])
def test_what_is_no_number_in_a_list_is_refused_by_place(name: str, wrong: Any) -> None:
    held = getattr(POLICY, name)
    with pytest.raises(DataError, match=rf"ScoringPolicy: {name}\[1\]: expected a"):
        policy_with(**{name: (held[0], wrong, *held[2:])})


@pytest.mark.parametrize(("name", "highest"), [("tier_points", 1e6), ("drawn_discounts", 1)])
def test_the_highest_number_of_a_list_is_accepted_and_no_higher(name: str, highest: float) -> None:
    held = getattr(POLICY, name)

    assert getattr(policy_with(**{name: (*held[:-1], highest)}), name)[-1] == highest
    with pytest.raises(DataError, match=f"{re.escape(name)}.*at most {re.escape(f'{highest:g}')}, got"):
        policy_with(**{name: (*held[:-1], highest * 1.01)})


@pytest.mark.parametrize("name", ["minimum_groups", "minimum_cases", "draws", "null_step_with_interval"])
def test_a_count_is_a_whole_number(name: str) -> None:
    with pytest.raises(DataError, match=rf"{name}: expected a whole number, got float"):
        policy_with(**{name: float(getattr(POLICY, name))})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tier_points": (1, 2)}, "tier_points: expected 7 values, one a tier, got 2"),
        ({"tier_points": (1, 2, 3, 4, 5, 7, 6)}, "tier_points: a higher tier cannot earn fewer points"),
        ({"drawn_discounts": ()}, "drawn_discounts: expected at least one discount"),
        ({"probable_net": 11}, "probable_net: a probable role cannot need more than an established one"),
        ({"large_ratio": 9}, "large_ratio: a large effect cannot be larger than a very large one"),
        ({"odds_very_strong": 1}, "odds_very_strong: expected odds above 1: at 1 points would mean nothing"),
        ({"tolerance_genes": ("AIRE", "AIRE")}, "tolerance_genes[1]: 'AIRE' stands twice"),
        (
            {"lines": POLICY.lines[1:]},
            "lines: expected one rule for each Line; missing: human-genetic",
        ),
        (
            {"lines": (*POLICY.lines, LineRule(line=Line.MODEL, ceiling=1))},
            "lines: expected one rule for each Line; missing: ",
        ),
        (
            {"directness": POLICY.directness[:1]},
            "directness: expected one rule for each Directness; missing: circumstantial, indirect",
        ),
        (
            {"designs": (*POLICY.designs[:-2], POLICY.designs[-1])},
            "designs: expected one rule for each Design; missing: genetic-review",
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(DataError) as caught:
        policy_with(**changes)

    assert str(caught.value) == f"ScoringPolicy is not valid: 1 problem\n  ScoringPolicy: {problem}"


def test_thresholds_may_coincide() -> None:
    assert ScoringPolicy(probable_net=10).probable_net == POLICY.established_net
    assert ScoringPolicy(large_ratio=5).large_ratio == POLICY.very_large_ratio
    assert ScoringPolicy(tier_points=(1,) * 7).points(LOWEST_TIER) == 1


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"start": 4, "maximum": 3}, "start: tier 4 lies above the maximum 3"),
        ({"start": -1}, "start: expected a whole number of at least 0"),
        ({"start": 5, "maximum": 5}, "start: expected a whole number of at most 4"),
        ({"maximum": True}, "maximum: expected a whole number"),
        ({"maximum": -1}, "maximum: expected a whole number of at least 0"),
        ({"maximum": 5}, "maximum: expected a whole number of at most 4"),
        ({"small_below": 0}, "small_below: expected a whole number of at least 1"),
        ({"observational": 1}, "observational: expected true or false"),
        ({"line": "model"}, "line: expected a Line"),
        ({"design": None}, "design: expected a Design"),
    ],
)
def test_a_rule_of_a_design_refuses_bad_fields(fields: dict[str, Any], problem: str) -> None:
    sound: dict[str, Any] = {"design": Design.GWAS, "line": Line.HUMAN_GENETIC, "start": 1, "maximum": 2}

    assert DesignRule(**{**sound, "start": 2}).start == 2
    assert DesignRule(**{**sound, "small_below": 1}).small_below == 1
    assert not DesignRule(**sound).observational
    assert DesignRule(**sound).small_below is None
    with pytest.raises(DataError, match=f"DesignRule: {problem}"):
        DesignRule(**{**sound, **fields})


@pytest.mark.parametrize("ceiling", [-1, 1_000_001, float("nan"), float("inf"), True, None])
def test_a_ceiling_out_of_range_is_refused(ceiling: Any) -> None:
    with pytest.raises(DataError, match="LineRule: ceiling: expected"):
        LineRule(line=Line.MODEL, ceiling=ceiling)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"steps": 1}, "steps: expected a whole number of at most 0"),
        ({"steps": -5}, "steps: expected a whole number of at least -4"),
        ({"factor": 1.1}, "factor: expected a number of at most 1"),
        ({"factor": -0.1}, "factor: expected a number of at least 0"),
        ({"factor": float("nan")}, "factor: expected a finite number"),
    ],
)
def test_a_rule_of_directness_refuses_bad_fields(fields: dict[str, Any], problem: str) -> None:
    sound: dict[str, Any] = {"directness": Directness.DIRECT, "steps": -4, "factor": 0}
    with pytest.raises(DataError, match=f"DirectnessRule: {problem}"):
        DirectnessRule(**{**sound, **fields})
    assert DirectnessRule(**sound).steps == -4


@pytest.mark.parametrize("tier", [-3, 5, 1.0, True, None, float("nan"), "1"])
def test_there_are_no_other_tiers(tier: Any) -> None:
    with pytest.raises(InvalidValueError, match=rf"^tier must be a whole number from -2 to 4, got {tier!r}$"):
        POLICY.points(tier)


@pytest.mark.parametrize(("word", "values"), [(SynthesisMode, 2), (NullWithoutInterval, 2)])
def test_choices_explain_themselves(word: type[SynthesisMode | NullWithoutInterval], values: int) -> None:
    assert len(word) == values
    assert all(member.meaning for member in word)

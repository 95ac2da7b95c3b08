"""Points, odds, posterior and classes of sequence variants."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.tavtigian import (
    INDEPENDENCE_ASSUMPTION,
    AcmgClass,
    AcmgThresholds,
    EvidenceCounts,
    Posterior,
    acmg_class,
    combining_rules_class,
    odds,
    points_from_counts,
    posterior,
)

CLOSE = 1e-9
SMALLEST_STEP = 0.01

few_points = st.floats(-20, 20)
priors = st.floats(0.01, 0.99)
bases = st.floats(1.1, 1e4)
counts = st.builds(
    EvidenceCounts,
    supporting=st.integers(0, 6),
    moderate=st.integers(0, 4),
    strong=st.integers(0, 3),
    very_strong=st.integers(0, 1),
    benign_supporting=st.integers(0, 3),
    benign_strong=st.integers(0, 3),
)

# The combining rules of 2015, each with its fewest items; the eighteenth, a stand-alone benign
# item, has no points.
COMBINING_RULES = [
    (EvidenceCounts(very_strong=1, strong=1), AcmgClass.PATHOGENIC),
    (EvidenceCounts(very_strong=1, moderate=2), AcmgClass.PATHOGENIC),
    (EvidenceCounts(very_strong=1, moderate=1, supporting=1), AcmgClass.PATHOGENIC),
    (EvidenceCounts(very_strong=1, supporting=2), AcmgClass.PATHOGENIC),
    (EvidenceCounts(strong=2), AcmgClass.PATHOGENIC),
    (EvidenceCounts(strong=1, moderate=3), AcmgClass.PATHOGENIC),
    (EvidenceCounts(strong=1, moderate=2, supporting=2), AcmgClass.PATHOGENIC),
    (EvidenceCounts(strong=1, moderate=1, supporting=4), AcmgClass.PATHOGENIC),
    (EvidenceCounts(very_strong=1, moderate=1), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(strong=1, moderate=1), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(strong=1, supporting=2), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(moderate=3), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(moderate=2, supporting=2), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(moderate=1, supporting=4), AcmgClass.LIKELY_PATHOGENIC),
    (EvidenceCounts(benign_strong=2), AcmgClass.BENIGN),
    (EvidenceCounts(benign_strong=1, benign_supporting=1), AcmgClass.LIKELY_BENIGN),
    (EvidenceCounts(benign_supporting=2), AcmgClass.LIKELY_BENIGN),
]


@pytest.mark.parametrize(("points", "expected"), [(1, 2.08), (2, 4.33), (4, 18.7), (8, 350)])
def test_odds_of_each_strength_are_those_printed(points: int, expected: float) -> None:
    assert odds(points) == pytest.approx(expected, abs=0.011)


@given(few_points, few_points, bases)
def test_odds_of_a_sum_are_the_product(one: float, other: float, base: float) -> None:
    whole = odds(one + other, odds_very_strong=base)

    assert math.isclose(
        whole, odds(one, odds_very_strong=base) * odds(other, odds_very_strong=base), rel_tol=CLOSE
    )


@given(bases)
def test_no_points_leave_the_odds_alone(base: float) -> None:
    assert odds(0, odds_very_strong=base) == 1


@given(priors, bases)
def test_no_points_leave_the_prior_alone(prior: float, base: float) -> None:
    assert posterior(0, prior=prior, odds_very_strong=base).probability == prior


@given(few_points, st.floats(SMALLEST_STEP, 10), priors)
def test_posterior_rises_with_points(points: float, more: float, prior: float) -> None:
    before, after = posterior(points, prior=prior), posterior(points + more, prior=prior)

    assert before.probability < after.probability


@given(few_points, st.floats(0.01, 0.9), st.floats(SMALLEST_STEP, 0.09))
def test_posterior_rises_with_the_prior(points: float, prior: float, more: float) -> None:
    before, after = posterior(points, prior=prior), posterior(points, prior=prior + more)

    assert before.probability < after.probability


@given(few_points, priors)
def test_posterior_odds_are_prior_odds_times_odds(points: float, prior: float) -> None:
    result = posterior(points, prior=prior)
    expected = result.odds * prior / (1 - prior)

    assert math.isclose(result.probability, expected / (1 + expected), rel_tol=CLOSE)


@given(few_points, priors)
def test_evidence_against_mirrors_evidence_for(points: float, prior: float) -> None:
    one, mirrored = posterior(points, prior=prior), posterior(-points, prior=1 - prior)

    assert math.isclose(one.probability + mirrored.probability, 1, rel_tol=CLOSE)


@given(st.floats(-900, 900), st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_posterior_is_a_probability_however_much_evidence_there_is(points: float, prior: float) -> None:
    result = posterior(points, prior=prior)

    assert 0 <= result.probability <= 1
    assert math.isfinite(result.odds)


def test_rounding_never_lifts_a_posterior_above_1() -> None:
    # The plain formula gives 1.0000000000000002 here.
    assert posterior(50.5, prior=0.964).probability == 1


@given(few_points, priors, st.floats(1.1, 1000))
def test_a_posterior_states_what_it_was_computed_from(points: float, prior: float, base: float) -> None:
    result = posterior(points, prior=prior, odds_very_strong=base)

    assert (result.points, result.prior) == (points, prior)
    assert result.odds == odds(points, odds_very_strong=base)


def test_a_prior_of_0102_lets_7_points_reach_95_percent() -> None:
    assert posterior(7, prior=0.102).probability >= 0.95
    assert posterior(7, prior=0.10).probability < 0.95


def test_posterior_needs_a_prior() -> None:
    with pytest.raises(TypeError, match="prior"):
        posterior(8)  # type: ignore[call-arg]  # that it cannot be left out is the point


def test_posterior_says_what_it_assumes() -> None:
    result = posterior(8, prior=0.1)

    assert result.independence_assumption == INDEPENDENCE_ASSUMPTION
    assert str(result).startswith("8 points, odds 350, posterior")


def test_what_a_posterior_assumes_cannot_be_replaced() -> None:
    fields: dict[str, Any] = {
        "points": 1,
        "odds": 2,
        "prior": 0.1,
        "probability": 0.2,
        "independence_assumption": "",
    }
    with pytest.raises(TypeError, match="independence_assumption"):
        Posterior(**fields)


@pytest.mark.parametrize("prior", [0, 1, -0.1, 1.1, math.nan, math.inf])
def test_posterior_refuses_a_prior_that_no_evidence_moves(prior: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^prior must lie strictly between 0 and 1, got"):
        posterior(1, prior=prior)


@pytest.mark.parametrize("points", [math.nan, math.inf, -math.inf, 1e4, -1e4, 10**400])
def test_odds_refuse_points_without_finite_odds(points: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^points must"):
        odds(points)


def test_odds_reach_as_far_as_e_to_the_700() -> None:
    assert odds(5600, odds_very_strong=math.e) == pytest.approx(math.exp(700))
    assert odds(-5600, odds_very_strong=math.e) > 0
    with pytest.raises(InvalidValueError, match=r"^points must give odds from e"):
        odds(5601, odds_very_strong=math.e)


@pytest.mark.parametrize("base", [1, 0.5, 0, -350, math.nan, math.inf])
def test_odds_refuse_a_base_that_orders_nothing(base: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^odds_very_strong must be finite and above 1, got"):
        odds(1, odds_very_strong=base)


@pytest.mark.parametrize("wrong", [True, "8", None])
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^points must be a number"):
        odds(wrong)
    with pytest.raises(InvalidTypeError, match=r"^odds_very_strong must be a number"):
        odds(1, odds_very_strong=wrong)
    with pytest.raises(InvalidTypeError, match=r"^prior must be a number"):
        posterior(1, prior=wrong)
    with pytest.raises(InvalidTypeError, match=r"^points must be a number"):
        acmg_class(wrong)
    with pytest.raises(InvalidTypeError, match=r"^exponent_base must be a number"):
        points_from_counts(EvidenceCounts(), exponent_base=wrong)


def test_points_of_one_item_of_each_strength() -> None:
    found = [
        points_from_counts(EvidenceCounts(**{name: 1}))
        for name in ("very_strong", "strong", "moderate", "supporting")
    ]

    assert found == [8, 4, 2, 1]


def test_benign_items_count_below_zero() -> None:
    assert points_from_counts(EvidenceCounts(benign_supporting=1, benign_moderate=1, benign_strong=1)) == -7


def test_another_base_spreads_the_strengths() -> None:
    assert points_from_counts(EvidenceCounts(strong=1, moderate=1), exponent_base=4) == 2.5


@given(counts, counts)
def test_points_of_items_together_are_the_sum(one: EvidenceCounts, other: EvidenceCounts) -> None:
    both = EvidenceCounts(
        supporting=one.supporting + other.supporting,
        moderate=one.moderate + other.moderate,
        strong=one.strong + other.strong,
        very_strong=one.very_strong + other.very_strong,
        benign_supporting=one.benign_supporting + other.benign_supporting,
        benign_strong=one.benign_strong + other.benign_strong,
    )

    assert points_from_counts(both) == points_from_counts(one) + points_from_counts(other)


@pytest.mark.parametrize("count", [-1, 10**400])
def test_counts_refuse_what_cannot_be_counted(count: int) -> None:
    with pytest.raises(InvalidValueError, match=r"^strong must be at"):
        EvidenceCounts(strong=count)


def test_a_million_items_of_each_kind_are_accepted() -> None:
    most = EvidenceCounts(very_strong=1_000_000, strong=1_000_000)

    assert points_from_counts(most) == 12_000_000
    with pytest.raises(InvalidValueError, match=r"^strong must be at most 1,000,000, got 1000001"):
        EvidenceCounts(strong=1_000_001)


@pytest.mark.parametrize("count", [1.0, True, "1"])
def test_counts_refuse_what_is_no_whole_number(count: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^moderate must be a whole number"):
        EvidenceCounts(moderate=count)


@pytest.mark.parametrize("base", [1, 0, -2, 1000, math.nan])
def test_points_refuse_a_base_out_of_range(base: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^exponent_base must lie strictly between 1 and 1000, got"):
        points_from_counts(EvidenceCounts(), exponent_base=base)


@pytest.mark.parametrize("function", [points_from_counts, combining_rules_class])
def test_a_plain_mapping_is_no_count_of_evidence(function: Any) -> None:
    with pytest.raises(InvalidTypeError, match="counts must be EvidenceCounts"):
        function({"strong": 1})


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (10, AcmgClass.PATHOGENIC),
        (9, AcmgClass.LIKELY_PATHOGENIC),
        (6, AcmgClass.LIKELY_PATHOGENIC),
        (5, AcmgClass.UNCERTAIN),
        (0, AcmgClass.UNCERTAIN),
        (-1, AcmgClass.LIKELY_BENIGN),
        (-6, AcmgClass.LIKELY_BENIGN),
        (-7, AcmgClass.BENIGN),
    ],
)
def test_class_begins_and_ends_where_the_table_says(points: int, expected: AcmgClass) -> None:
    assert acmg_class(points) is expected
    assert acmg_class(float(points)) is expected


@given(st.integers(-50, 50), st.integers(0, 50))
def test_class_never_falls_with_points(points: int, more: int) -> None:
    assert acmg_class(points) <= acmg_class(points + more)


@pytest.mark.parametrize("points", [5.5, -0.5, 9.999])
def test_class_refuses_points_between_whole_numbers(points: float) -> None:
    with pytest.raises(InvalidValueError, match="whole number"):
        acmg_class(points)


def test_thresholds_can_be_moved() -> None:
    strict = AcmgThresholds(uncertain=-1)

    assert acmg_class(-1, thresholds=strict) is AcmgClass.UNCERTAIN
    assert acmg_class(-2, thresholds=strict) is AcmgClass.LIKELY_BENIGN


def test_thresholds_refuse_another_order_or_type() -> None:
    wrong: Any = 6.0
    with pytest.raises(InvalidValueError, match="must fall"):
        AcmgThresholds(pathogenic=6)
    with pytest.raises(InvalidTypeError, match="likely_pathogenic must be a whole number"):
        AcmgThresholds(likely_pathogenic=wrong)
    with pytest.raises(InvalidTypeError, match="thresholds must be AcmgThresholds"):
        acmg_class(1, thresholds=wrong)


@pytest.mark.parametrize(("items", "expected"), COMBINING_RULES)
def test_each_combining_rule_gives_its_class(items: EvidenceCounts, expected: AcmgClass) -> None:
    assert combining_rules_class(items) is expected


def test_exactly_two_combining_rules_do_not_fit_the_points() -> None:
    misfits = [
        items for items, expected in COMBINING_RULES if acmg_class(points_from_counts(items)) != expected
    ]

    assert misfits == [EvidenceCounts(strong=2), EvidenceCounts(very_strong=1, moderate=1)]


def test_one_item_less_than_a_rule_asks_is_uncertain() -> None:
    for items in (
        EvidenceCounts(),
        EvidenceCounts(very_strong=1),
        EvidenceCounts(very_strong=1, supporting=1),
        EvidenceCounts(strong=1, supporting=1),
        EvidenceCounts(moderate=2, supporting=1),
        EvidenceCounts(moderate=1, supporting=3),
        EvidenceCounts(supporting=5),
        EvidenceCounts(benign_strong=1),
        EvidenceCounts(benign_supporting=1),
    ):
        assert combining_rules_class(items) is AcmgClass.UNCERTAIN


def test_rules_of_both_sides_leave_a_variant_uncertain() -> None:
    assert combining_rules_class(EvidenceCounts(strong=2, benign_strong=2)) is AcmgClass.UNCERTAIN


@given(counts, st.sampled_from(["supporting", "moderate", "strong"]))
def test_more_items_for_never_make_a_variant_more_benign(items: EvidenceCounts, strength: str) -> None:
    alone = attrs.evolve(items, benign_supporting=0, benign_strong=0)
    more = attrs.evolve(alone, **{strength: getattr(alone, strength) + 1})

    assert combining_rules_class(alone) <= combining_rules_class(more)


def test_combining_rules_refuse_items_that_2015_did_not_know() -> None:
    with pytest.raises(InvalidValueError, match="benign_moderate must be 0"):
        combining_rules_class(EvidenceCounts(benign_moderate=1))

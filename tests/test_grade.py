"""GRADE: start, steps down, steps up, and where it ends."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.grade import (
    BodyOfEvidence,
    Certainty,
    Concern,
    GradeRating,
    GradeReason,
    GradeSettings,
    GradeStep,
    StartingDesign,
    certainty,
)

DOMAINS = ["risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias"]
OPEN_TO_UPGRADES = GradeSettings(upgrade_randomised=True, upgrade_after_rating_down=True)

concerns = st.sampled_from(list(Concern))
settings_of_all_kinds = st.builds(
    GradeSettings, upgrade_randomised=st.booleans(), upgrade_after_rating_down=st.booleans()
)
bodies = st.builds(
    BodyOfEvidence,
    outcome=st.just("ALS"),
    start=st.sampled_from(list(StartingDesign)),
    risk_of_bias=concerns,
    inconsistency=concerns,
    indirectness=concerns,
    imprecision=concerns,
    publication_bias=concerns,
    relative_effect=st.none() | st.floats(0.01, 100),
    dose_response=st.booleans(),
    opposing_confounding=st.booleans(),
)


def changed(evidence: BodyOfEvidence, **fields: Any) -> BodyOfEvidence:
    return attrs.evolve(evidence, **fields)


def body(start: StartingDesign = StartingDesign.OBSERVATIONAL, **fields: Any) -> BodyOfEvidence:
    return BodyOfEvidence(outcome="ALS", start=start, **fields)


def test_the_design_sets_the_start() -> None:
    assert certainty(body(StartingDesign.RANDOMISED)).certainty is Certainty.HIGH
    assert certainty(body(StartingDesign.OBSERVATIONAL)).certainty is Certainty.LOW


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_domain_takes_one_level_or_two(domain: str) -> None:
    serious = certainty(body(StartingDesign.RANDOMISED, **{domain: Concern.SERIOUS}))
    very_serious = certainty(body(StartingDesign.RANDOMISED, **{domain: Concern.VERY_SERIOUS}))

    assert serious.certainty is Certainty.MODERATE
    assert very_serious.certainty is Certainty.LOW
    assert [step.reason.value for step in serious.steps] == [domain.replace("_", "-")]


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (1.0, Certainty.LOW),
        (1.99, Certainty.LOW),
        (0.51, Certainty.LOW),
        (2.0, Certainty.MODERATE),
        (0.5, Certainty.MODERATE),
        (4.99, Certainty.MODERATE),
        (5.0, Certainty.HIGH),
        (0.2, Certainty.HIGH),
    ],
)
def test_a_large_effect_in_either_direction_raises(effect: float, expected: Certainty) -> None:
    assert certainty(body(relative_effect=effect)).certainty is expected


def test_each_of_the_other_reasons_raises_by_one_level() -> None:
    assert certainty(body(dose_response=True)).certainty is Certainty.MODERATE
    assert certainty(body(opposing_confounding=True)).certainty is Certainty.MODERATE
    assert certainty(body(dose_response=True, opposing_confounding=True)).certainty is Certainty.HIGH


def test_nothing_is_rated_up_once_something_rates_it_down() -> None:
    rated = certainty(body(relative_effect=5.0, risk_of_bias=Concern.SERIOUS))

    assert rated.certainty is Certainty.VERY_LOW
    assert rated.steps == (
        GradeStep(reason=GradeReason.RISK_OF_BIAS, levels=-1, counted=True),
        GradeStep(reason=GradeReason.LARGE_EFFECT, levels=2, counted=False),
    )


def test_settings_can_allow_rating_up_after_rating_down() -> None:
    loose = GradeSettings(upgrade_after_rating_down=True)
    rated = certainty(body(relative_effect=5.0, risk_of_bias=Concern.SERIOUS), settings=loose)

    assert rated.certainty is Certainty.MODERATE


def test_settings_can_allow_rating_up_of_trials_with_concerns() -> None:
    trial = body(StartingDesign.RANDOMISED, imprecision=Concern.VERY_SERIOUS, dose_response=True)

    assert certainty(trial).certainty is Certainty.LOW
    assert certainty(trial, settings=OPEN_TO_UPGRADES).certainty is Certainty.MODERATE


def test_a_reason_to_rate_up_a_trial_is_shown_and_not_counted() -> None:
    trial = body(StartingDesign.RANDOMISED, dose_response=True)
    step = GradeStep(reason=GradeReason.DOSE_RESPONSE, levels=1, counted=False)

    assert certainty(trial).steps == (step,)
    assert certainty(trial, settings=OPEN_TO_UPGRADES).steps == (attrs.evolve(step, counted=True),)


def test_the_scope_of_a_rating_cannot_be_replaced() -> None:
    rated = certainty(body())
    with pytest.raises(TypeError, match="scope"):
        GradeRating(**{**attrs.asdict(rated), "scope": "anything"})


def test_settings_can_move_the_thresholds() -> None:
    strict = GradeSettings(large_effect=3.0, very_large_effect=10.0)

    assert certainty(body(relative_effect=2.5), settings=strict).certainty is Certainty.LOW
    assert certainty(body(relative_effect=0.1), settings=strict).certainty is Certainty.HIGH


def test_a_rating_names_its_outcome_evidence_and_scope() -> None:
    rated = certainty(body(evidence_ids=("one", "two")))

    assert (rated.outcome, rated.evidence_ids, rated.start) == ("ALS", ("one", "two"), Certainty.LOW)
    assert "not a single study" in rated.scope


@given(bodies, settings_of_all_kinds)
def test_certainty_is_the_start_plus_the_steps_that_count_clipped(
    evidence: BodyOfEvidence, settings: GradeSettings
) -> None:
    rated = certainty(evidence, settings=settings)
    unclipped = rated.start.rank + sum(step.levels for step in rated.steps if step.counted)

    assert rated.certainty.rank == min(max(unclipped, 0), 3)


@given(bodies, settings_of_all_kinds, st.sampled_from(DOMAINS))
def test_a_worse_concern_never_raises_certainty(
    evidence: BodyOfEvidence, settings: GradeSettings, domain: str
) -> None:
    ratings = [
        certainty(changed(evidence, **{domain: concern}), settings=settings).certainty for concern in Concern
    ]

    assert ratings == sorted(ratings, reverse=True)


@given(bodies, settings_of_all_kinds, st.floats(1, 100), st.floats(1, 100))
def test_a_larger_effect_never_lowers_certainty(
    evidence: BodyOfEvidence, settings: GradeSettings, one: float, other: float
) -> None:
    small, large = sorted((one, other))
    before = certainty(attrs.evolve(evidence, relative_effect=small), settings=settings)
    after = certainty(attrs.evolve(evidence, relative_effect=large), settings=settings)

    assert before.certainty <= after.certainty


@given(bodies, settings_of_all_kinds, st.floats(1, 100))
def test_protection_counts_like_risk(
    evidence: BodyOfEvidence, settings: GradeSettings, effect: float
) -> None:
    # A ratio right at a threshold can fall on its other side when it is inverted and rounded.
    assume(all(abs(effect - least) > 1e-9 for least in (2.0, 5.0)))
    risk = certainty(attrs.evolve(evidence, relative_effect=effect), settings=settings)
    protection = certainty(attrs.evolve(evidence, relative_effect=1 / effect), settings=settings)

    assert risk == protection


@given(bodies, settings_of_all_kinds, st.sampled_from(["dose_response", "opposing_confounding"]))
def test_a_reason_to_rate_up_never_lowers_certainty(
    evidence: BodyOfEvidence, settings: GradeSettings, reason: str
) -> None:
    without = certainty(changed(evidence, **{reason: False}), settings=settings)
    with_it = certainty(changed(evidence, **{reason: True}), settings=settings)

    assert without.certainty <= with_it.certainty


@given(bodies)
def test_trials_never_end_below_observation_with_the_same_judgement(evidence: BodyOfEvidence) -> None:
    trials = certainty(attrs.evolve(evidence, start=StartingDesign.RANDOMISED))
    observed = certainty(attrs.evolve(evidence, start=StartingDesign.OBSERVATIONAL))

    assert observed.certainty <= trials.certainty


@pytest.mark.parametrize("effect", [0, -1, math.nan, math.inf])
def test_an_effect_that_is_no_ratio_is_refused(effect: float) -> None:
    with pytest.raises(InvalidValueError, match="relative_effect must be finite and above 0"):
        body(relative_effect=effect)


@pytest.mark.parametrize("outcome", ["", "  "])
def test_a_body_without_an_outcome_is_refused(outcome: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^outcome must say what is rated: GRADE rates one outcome"):
        BodyOfEvidence(outcome=outcome, start=StartingDesign.RANDOMISED)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": 1},
        {"start": "randomised"},
        {"risk_of_bias": -1},
        {"imprecision": "serious"},
        {"relative_effect": True},
        {"relative_effect": "2"},
        {"dose_response": 1},
        {"opposing_confounding": None},
        {"evidence_ids": "one"},
        {"evidence_ids": (1,)},
    ],
)
def test_a_body_refuses_what_has_the_wrong_type(fields: dict[str, Any]) -> None:
    everything: dict[str, Any] = {"outcome": "ALS", "start": StartingDesign.RANDOMISED, **fields}
    with pytest.raises(InvalidTypeError, match=f"^{next(iter(fields))} must be"):
        BodyOfEvidence(**everything)


def test_only_the_five_domains_hold_a_concern() -> None:
    assert body().concern(GradeReason.INDIRECTNESS) is Concern.NONE
    with pytest.raises(
        InvalidValueError,
        match=r"^domain must be one of risk-of-bias, inconsistency, .*, publication-bias, got",
    ):
        body().concern(GradeReason.DOSE_RESPONSE)


@pytest.mark.parametrize(
    "fields",
    [{"large_effect": 1}, {"large_effect": math.nan}, {"very_large_effect": 1.5}, {"large_effect": 6.0}],
)
def test_settings_refuse_thresholds_out_of_order(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match=r"^(very_)?large_effect must be finite and"):
        GradeSettings(**fields)


def test_what_is_no_flag_body_or_setting_is_refused() -> None:
    wrong: Any = 1
    with pytest.raises(InvalidTypeError, match=r"^upgrade_randomised must be True or False, got 1"):
        GradeSettings(upgrade_randomised=wrong)
    with pytest.raises(InvalidTypeError, match=r"^upgrade_after_rating_down must be True or False, got 1"):
        GradeSettings(upgrade_after_rating_down=wrong)
    with pytest.raises(InvalidTypeError, match=r"^body must be a BodyOfEvidence, got"):
        certainty(wrong)
    with pytest.raises(InvalidTypeError, match=r"^settings must be GradeSettings, got"):
        certainty(body(), settings=wrong)

"""Familial share and pooled proportions: published figures, laws, what is left out."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit  # type: ignore[import-untyped]

from alsfacts.epidemiology import (
    EffectMeasure,
    effect_from_proportion,
    familial_share,
    pool_effects,
    proportion_from_logit,
)
from alsfacts.errors import (
    InvalidTypeError,
    InvalidValueError,
    MissingEvidenceError,
)
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Evidence
from alsfacts.vocabulary import Design, Estimand, FamilyHistory, ReferenceStatus
from tests.builders import reference
from tests.estimate_records import (
    base,
    counted,
    plain,
    printed,
    reasons,
    statsmodels_pool,
)

# Published figures, from the records


def test_the_familial_share_of_two_registers_is_that_of_their_counts(kb: KnowledgeBase) -> None:
    result = familial_share()

    assert result.evidence_ids == ("kenna-2013-ireland-c9orf72", "norway-2022-genetic-cause")
    assert (result.familial, result.cases) == (50 + 32, 444 + 279)
    assert result.share == pytest.approx(82 / 723, abs=1e-4)
    assert result.lower < 50 / 444
    assert result.upper > 32 / 279
    assert all(name in kb.evidence for name in result.evidence_ids)


def test_the_published_syntheses_stand_beside_the_pooled_share() -> None:
    published = {item.evidence_id: item for item in familial_share().published}

    register = published["byrne-2011-familial-rate-registries"]
    assert (register.share, register.lower, register.upper) == pytest.approx((0.051, 0.041, 0.061))
    assert set(published) == {
        "byrne-2011-familial-rate-all-studies",
        "byrne-2011-familial-rate-registries",
        "fals-proportion-2023-familial-proportion-europe",
        "fals-proportion-2023-familial-proportion-population",
    }
    assert any("outside the published intervals" in text for text in familial_share().warnings)


def test_what_was_left_out_of_the_familial_share_says_why() -> None:
    why = reasons(familial_share())

    assert "kenna-2013-ireland-c9orf72" in why["c9orf72-ireland-register-familial"]
    assert "clinics" in why["chen-2021-china-sporadic"]
    assert "als-or-ftd" in why["chio-2012-italy-sporadic-mutation"]
    assert "review" in why["renton-2014-review-familial-share"]
    assert "without the counts" in why["ryan-2018-familial-trend-ireland"]


def test_all_definitions_together_are_pooled_only_on_request_and_with_a_warning() -> None:
    result = familial_share(family_history=None)

    assert "chio-2012-italy-sporadic-mutation" in result.evidence_ids
    assert "definitions of a family history are mixed" in result.warnings
    assert (result.familial, result.cases) == (128, 1198)


# Laws


@given(st.integers(0, 50), st.integers(1, 500))
def test_a_pooled_share_of_equal_counts_is_their_share(found: int, rest: int) -> None:
    effects = [effect_from_proportion(found, found + rest) for _ in range(2)]
    pooled = pool_effects(effects)

    expected = found / (found + rest) if found else 0.5 / (rest + 1)
    assert proportion_from_logit(pooled.estimate) == pytest.approx(expected)
    assert bool(pooled.warnings[1:]) is (found == 0)
    assert effects[0].measure is EffectMeasure.LOGIT


@given(st.floats(-50, 50))
def test_logits_and_proportions_invert_each_other(logit: float) -> None:
    share = proportion_from_logit(logit)

    assert 0 <= share <= 1
    assert proportion_from_logit(-logit) == pytest.approx(1 - share)
    if 1e-9 < share < 1 - 1e-9:
        assert math.log(share / (1 - share)) == pytest.approx(logit, abs=1e-6)


def test_carriers_and_others_of_a_count_are_the_same_question() -> None:
    one, other = effect_from_proportion(30, 100), effect_from_proportion(70, 100)

    assert one.estimate == pytest.approx(-other.estimate)
    assert one.standard_error == pytest.approx(other.standard_error)


# What gives way


def test_retracted_reviews_syntheses_and_clinics_are_left_out() -> None:
    result = familial_share(
        knowledge_base=base(
            counted("one", 10, 100),
            counted("two", 12, 100),
            counted("gone", 10, 100, reference_id="gone"),
            counted("clinic", 10, 100, population_based=False),
            counted("pooled", 10, 100, design=Design.META_ANALYSIS),
            counted("wide", 10, 100, family_history=FamilyHistory.ALS_OR_FTD),
            printed("review", 9, Estimand.FAMILIAL_SHARE, design=Design.REVIEW),
            printed("beside", 5, Estimand.FAMILIAL_SHARE),
            others=(reference(id="gone", status=ReferenceStatus.RETRACTED),),
        )
    )

    assert result.evidence_ids == ("one", "two")
    assert [item.evidence_id for item in result.published] == ["beside"]
    why = reasons(result)
    assert set(why) == {"gone", "clinic", "pooled", "wide", "review"}
    assert "retracted" in why["gone"]
    assert "synthesis" in why["pooled"]


# What is refused


@pytest.mark.parametrize(
    ("events", "people", "message"),
    [(5, 4, "events must be at most people"), (0, 0, "people must be at least 1"), (-1, 4, "events must be")],
)
def test_impossible_counts_are_refused(events: int, people: int, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        effect_from_proportion(events, people)


# The bundled fields


def test_figures_of_one_cohort_and_count_agree(kb: KnowledgeBase) -> None:
    population: dict[str, str] = {}
    for item in kb.evidence:
        count = item.familial_count
        if count is not None and item.cohort is not None:
            assert population.setdefault(item.cohort, count.population) == count.population, item.id
            assert item.n_cases is not None
            assert count.cases <= item.n_cases, item.id
            assert item.region is not None, item.id


# Against independent oracles, and in words


def test_statsmodels_pools_the_logits_alike() -> None:
    counts = {"a": (20, 400), "b": (90, 800), "c": (3, 150)}
    result = familial_share(knowledge_base=base(*(counted(name, *pair) for name, pair in counts.items())))

    logits = [logit(found / cases) for found, cases in counts.values()]
    errors = [math.sqrt(1 / found + 1 / (cases - found)) for found, cases in counts.values()]
    expected = expit(statsmodels_pool(logits, errors))
    assert (result.share, result.lower, result.upper) == pytest.approx(tuple(expected), rel=1e-9)
    assert result.level == 95
    assert (result.pooled.lower, result.pooled.upper) == pytest.approx(tuple(logit(expected[1:])), rel=1e-9)


def test_the_report_of_a_familial_share_in_full() -> None:
    kb = base(
        counted("one", 50, 1500, n_cases=2000),
        counted("two", 70, 1400),
        counted("zwo", 7, 140, cohort="two"),
        printed("beside", 5, Estimand.FAMILIAL_SHARE),
        counted("clinic", 5, 50, population_based=False),
    )

    assert str(familial_share(knowledge_base=kb)).splitlines() == [
        "familial: 4.1% (95% CI 2.8% to 6.1%), 120 of 2,900 patients in 2 cohorts",
        "  from one",
        "  from two",
        "  beside it beside: 5.0%",
        (
            "  left out, its patients come from clinics, or nobody says where from, "
            "not from a whole population: "
            "clinic"
        ),
        "  left out, may be on the same people as two, which stands for the cohort: zwo",
        "  warning: only 2 effects: how much true effects scatter is hardly known",
        (
            "  warning: the effects differ by more than chance (P 0.025 of Q): "
            "the interval is for their mean, not for any one population"
        ),
    ]


@pytest.mark.parametrize(
    ("findings", "ending"),
    [
        ((plain("other"),), "got 0 (none). Left out: nothing"),
        (
            (
                counted("b", 5, 50, population_based=False),
                counted("a", 5, 60, cohort="c"),
                counted("c", 5, 70),
                printed("d", 9, Estimand.FAMILIAL_SHARE, design=Design.CASE_CONTROL),
            ),
            (
                "got 1 (c). Left out: a: may be on the same people as c, which stands for the cohort; "
                "b: its patients come from clinics, or nobody says where from, not from a whole population; "
                "d: prints a share without the counts behind it"
            ),
        ),
    ],
)
def test_a_refusal_names_what_was_found_and_what_was_left_out(
    findings: tuple[Evidence, ...], ending: str
) -> None:
    with pytest.raises(MissingEvidenceError) as caught:
        familial_share(knowledge_base=base(*findings))
    assert str(caught.value).endswith(ending)


def test_why_a_share_is_not_pooled() -> None:
    estimand = Estimand.FAMILIAL_SHARE
    kb = base(
        counted("one", 50, 500),
        counted("two", 50, 500),
        printed("review", 9, estimand, design=Design.REVIEW),
        printed("genetic", 9, estimand, design=Design.GENETIC_REVIEW),
        printed("bare", 9, estimand, design=Design.CASE_CONTROL),
        counted("pooled", 50, 500, design=Design.SYSTEMATIC_REVIEW),
        counted("wide", 50, 500, family_history=FamilyHistory.ALS_OR_FTD),
    )

    assert reasons(familial_share(knowledge_base=kb)) == {
        "review": "a review, which repeats figures of others",
        "genetic": "a review, which repeats figures of others",
        "bare": "prints a share without the counts behind it",
        "pooled": "a synthesis of studies, which may be among those pooled",
        "wide": "counts as familial by another definition: als-or-ftd, not als",
    }


# Warnings


def warnings_of(*findings: Evidence, **arguments: Any) -> tuple[str, ...]:
    """All warnings but the first, which is on the number of cohorts."""
    few, *others = familial_share(knowledge_base=base(*findings), **arguments).warnings
    assert few.startswith("only ")
    return tuple(others)


def test_definitions_warn_where_they_are_not_stated_or_mixed() -> None:
    als, also = counted("als", 50, 500), counted("also", 50, 500)
    silent = counted("silent", 50, 500, family_history=FamilyHistory.NOT_STATED)
    mute = counted("mute", 50, 500, family_history=FamilyHistory.NOT_STATED)
    wide = counted("wide", 50, 500, family_history=FamilyHistory.ALS_OR_FTD)
    unstated = "what made a patient familial is not stated"

    assert warnings_of(als, also) == ()
    assert warnings_of(als, silent, mute) == (f"mute, silent: {unstated}",)
    assert warnings_of(silent, mute, family_history=FamilyHistory.NOT_STATED) == ()
    assert warnings_of(wide, silent, family_history=FamilyHistory.ALS_OR_FTD) == (f"silent: {unstated}",)
    assert warnings_of(als, wide, family_history=None) == ("definitions of a family history are mixed",)
    mixed = familial_share(knowledge_base=base(als, wide), family_history=None)
    assert mixed.family_history is None
    assert familial_share(knowledge_base=base(als, also)).family_history is FamilyHistory.ALS


def test_counts_from_genetic_studies_alone_warn() -> None:
    sequenced = counted("one", 50, 500, design=Design.SEQUENCING_COHORT)
    typed = counted("two", 50, 500, design=Design.GENOTYPE_SURVEY)

    assert "families may be over-represented" in "".join(warnings_of(sequenced, typed))
    assert warnings_of(sequenced, counted("three", 50, 500)) == ()


def test_a_cohort_without_familial_patients_is_corrected_and_named() -> None:
    scatter, corrected = warnings_of(counted("some", 50, 500), counted("none", 0, 500))

    assert scatter.startswith("the effects differ by more than chance")
    assert corrected == "none: 0 of 500, 0.5 was added to both counts"


@pytest.mark.parametrize(
    ("limits", "outside"),
    [
        ({"ci_low": 50, "ci_high": 60}, False),
        ({"ci_low": 40, "ci_high": 50}, False),
        ({"ci_low": 51, "ci_high": 60}, True),
        ({"ci_low": 40, "ci_high": 49}, True),
        ({"ci_low": 51}, False),
        ({"ci_high": 49}, False),
        ({}, False),
    ],
)
def test_a_share_outside_published_intervals_says_of_whom(limits: dict[str, float], outside: bool) -> None:
    value = limits.get("ci_low", limits.get("ci_high", 50))
    beside = [printed(name, value, Estimand.FAMILIAL_SHARE, **limits) for name in ("first", "second")]
    found = warnings_of(counted("one", 50, 100), counted("two", 50, 100), *beside)

    assert found == (("lies outside the published intervals of first, second",) if outside else ())


# Proportions


def test_an_effect_of_a_proportion_keeps_its_names() -> None:
    effect = effect_from_proportion(5, 50, study="doe", cohort="north")

    assert (effect.study, effect.cohort, effect.warnings) == ("doe", "north", ())
    assert (effect_from_proportion(5, 50).study, effect_from_proportion(5, 50).cohort) == ("", "")


@pytest.mark.parametrize(("events", "found", "rest"), [(0, 0.25, 40.25), (40, 40.25, 0.25)])
def test_none_or_all_are_corrected_in_both_counts_and_said(events: int, found: float, rest: float) -> None:
    effect = effect_from_proportion(events, 40, study="doe", zero_cell_correction=0.25)

    assert effect.estimate == pytest.approx(math.log(found / rest))
    assert effect.standard_error == pytest.approx(math.sqrt(1 / found + 1 / rest))
    assert effect.warnings == (f"doe: {events} of 40, 0.25 was added to both counts",)
    nameless = effect_from_proportion(events, 40)
    assert nameless.warnings == (f"one study: {events} of 40, 0.5 was added to both counts",)


@pytest.mark.parametrize("correction", [0, -0.5])
def test_a_correction_that_leaves_a_count_empty_is_refused(correction: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^zero_cell_correction must"):
        effect_from_proportion(0, 40, zero_cell_correction=correction)


def test_what_is_no_usable_number_is_refused_by_name() -> None:
    wrong: Any = "5"
    with pytest.raises(InvalidTypeError, match=r"^logit must be a number"):
        proportion_from_logit(wrong)
    with pytest.raises(InvalidTypeError, match=r"^events must be a whole number"):
        effect_from_proportion(wrong, 40)
    with pytest.raises(InvalidValueError, match=r"^people must"):
        effect_from_proportion(5, 10**400)
    with pytest.raises(InvalidValueError, match=r"^events must"):
        effect_from_proportion(10**400, 40)


@pytest.mark.parametrize("value", [-700.0, -3.0, -0.5, 0.0, 0.5, 3.0, 40.0, 700.0])
def test_scipy_transforms_logits_alike(value: float) -> None:
    assert proportion_from_logit(value) == pytest.approx(float(expit(value)), rel=1e-12)

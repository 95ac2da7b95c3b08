"""Age slopes and steps by gene: published figures, what is left out, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.stats import norm  # type: ignore[import-untyped]

from alsfacts.epidemiology import (
    StepCount,
    pooled_age_slope,
    steps_by_gene,
    steps_from_slope,
)
from alsfacts.epidemiology.age_slopes import size_of, step_words
from alsfacts.errors import (
    MissingEvidenceError,
)
from alsfacts.model import Evidence
from alsfacts.vocabulary import Design, Estimand, ReferenceStatus, Region
from tests.builders import disease, reference
from tests.estimate_records import (
    TWO_GENES,
    base,
    plain,
    reasons,
    sloped,
    statsmodels_pool,
)

# Published figures, from the records


def test_carriers_need_the_printed_number_of_steps() -> None:
    found = {item.gene_id: item for item in steps_by_gene().genes}

    assert {name: item.steps.rounded for name, item in found.items()} == {
        "C9orf72": 3,
        "SOD1": 2,
        "TARDBP": 4,
    }
    assert {item.without.rounded for item in found.values()} == {6}
    c9 = found["C9orf72"]
    assert (c9.steps.lower, c9.steps.upper) == pytest.approx((2.74, 3.29))
    assert c9.removed.removed == pytest.approx(4.65 - 2.22)
    assert c9.carriers == 74
    assert any("not symmetric" in text for text in c9.warnings)
    assert any("whole number" in text for text in found["SOD1"].warnings)
    assert found["SOD1"].steps.lower is None


def test_seven_registers_pool_to_about_six_steps() -> None:
    result = pooled_age_slope()

    assert len(result.evidence_ids) == 7
    assert result.steps.rounded == 6
    assert "mortality" in reasons(result)["vucic-2020-multistep-australia"]
    assert "carriers" in reasons(result)["chio-2018-c9orf72-three-steps"]
    assert any("vucic-2020-multistep-japan" in text for text in result.warnings)
    assert steps_by_gene().population == result


# What gives way


def test_slopes_without_interval_of_deaths_of_carriers_and_of_syntheses_stay_out() -> None:
    result = pooled_age_slope(
        knowledge_base=base(
            sloped("one", 4.8, 4.5, 5.1),
            sloped("two", 5.0, 4.6, 5.4),
            sloped("bare", 4.8, None, None),
            sloped("deaths", 4.8, 4.5, 5.1, estimand=Estimand.MORTALITY_AGE_SLOPE),
            sloped("carriers", 2.2, 2.0, 2.4, gene_ids=("ABC1",)),
            sloped("pooled", 4.8, 4.7, 4.9, design=Design.META_ANALYSIS),
            sloped("twice", 4.8, 4.5, 5.1, cohort="one"),
            others=TWO_GENES,
        )
    )

    assert result.evidence_ids == ("one", "two")
    assert set(reasons(result)) == {"bare", "deaths", "carriers", "pooled", "twice"}
    assert result.steps == steps_from_slope(result.slope, (result.lower, result.upper))
    assert 4.8 < result.slope < 5.0


def test_steps_without_what_they_are_compared_with_are_left_out() -> None:
    population = sloped("all", 5.0, 4.6, 5.4, cohort="one")
    carriers = sloped("some", 3.0, None, None, cohort="one", gene_ids=("ABC1",))
    other = sloped("other", 3.0, None, None, cohort="elsewhere", gene_ids=("ABC1",))
    steps = {"unit": "steps", "estimand": Estimand.STEPS}
    again = sloped("again", 3, None, None, cohort="one", gene_ids=("ABC1",), n=9999, **steps)
    both = sloped("both", 3.0, None, None, cohort="one", gene_ids=("ABC1", "ABC2"))
    none = sloped("none", 0, None, None, cohort="one", gene_ids=("ABC2",), **steps)
    whole = sloped("whole", 6, None, None, cohort="one", **steps)
    result = steps_by_gene(
        knowledge_base=base(population, carriers, other, again, both, none, whole, others=TWO_GENES)
    )

    (found,) = result.genes
    # A slope stands before a whole number of steps, however many carriers that rests on.
    assert (found.evidence_id, found.population_evidence_id) == ("some", "all")
    assert found.removed.removed == pytest.approx(2.0)
    assert result.population is None
    assert result.evidence_ids == ("all", "some")
    assert set(reasons(result)) == {"other", "again", "both", "none", "whole"}
    assert any("at least 2 registers" in text for text in result.warnings)
    assert "not pooled" in str(result)


# Against independent oracles, and in words


def test_statsmodels_pools_the_slopes_alike() -> None:
    printed_slopes = {"a": (4.8, 4.5, 5.1, 95), "b": (5.6, 5.0, 6.2, 90), "c": (4.2, 3.9, 4.5, 99)}
    findings = [
        sloped(name, value, low, high, ci_level=level)
        for name, (value, low, high, level) in printed_slopes.items()
    ]
    result = pooled_age_slope(knowledge_base=base(*findings))

    errors = [
        (high - low) / 2 / float(norm.ppf(0.5 + level / 200))
        for _, low, high, level in printed_slopes.values()
    ]
    expected = statsmodels_pool([slope[0] for slope in printed_slopes.values()], errors)
    assert (result.slope, result.lower, result.upper) == pytest.approx(expected, rel=1e-9)
    assert (result.steps.steps, result.steps.lower, result.steps.upper) == pytest.approx(
        tuple(value + 1 for value in expected), rel=1e-9
    )
    assert result.level == result.steps.level == 95


def test_a_lower_level_narrows_the_limits_of_slope_and_steps_alike() -> None:
    wide, narrow = pooled_age_slope(), pooled_age_slope(level=50)

    assert wide.lower < narrow.lower < narrow.slope == wide.slope < narrow.upper < wide.upper
    assert (narrow.level, narrow.steps.level) == (50, 50)
    assert narrow.steps.lower == pytest.approx(narrow.lower + 1)


REPORTED = (
    sloped("one", 4.8, 4.5, 5.1),
    sloped("two", 5.0, 4.6, 5.4),
    sloped("bare", 4.8, None, None),
    sloped("deaths", 4.8, 4.5, 5.1, estimand=Estimand.MORTALITY_AGE_SLOPE),
    sloped("some", 3, 2.5, 3.5, cohort="one", gene_ids=("ABC1",), n=1234),
    sloped("half", 2, None, None, cohort="two", gene_ids=("ABC2",), unit="steps", estimand=Estimand.STEPS),
)
FEW = "only 2 effects: how much true effects scatter is hardly known"
ROUGH = "only a whole number of steps is printed, so the slope is right to about half a step"
SUMMARY = "slope 4.87 (95% CI 4.63 to 5.11), 5.9 steps (5.6 to 6.1), 2 registers, I2 0%"


def test_the_report_of_a_pooled_slope_in_full() -> None:
    result = pooled_age_slope(knowledge_base=base(*REPORTED, others=TWO_GENES))

    assert str(result).splitlines() == [
        SUMMARY,
        "  from one",
        "  from two",
        "  left out, prints no interval with its level, so it has no weight: bare",
        "  left out, a slope of mortality, not of incidence: deaths",
        "  left out, a slope among carriers, not in a whole population: some",
        f"  warning: {FEW}",
    ]


def test_the_report_of_steps_by_gene_in_full() -> None:
    result = steps_by_gene(knowledge_base=base(*REPORTED, others=TWO_GENES))

    assert str(result).splitlines() == [
        f"registers: {SUMMARY}",
        "ABC1: 4.0 steps (3.5 to 4.5), 1.8 fewer than 5.8 in the population, 1,234 carriers (some)",
        "ABC2: 2.0 steps, 4.0 fewer than 6.0 in the population (half)",
        "  left out, prints no interval with its level, so it has no weight: bare",
        "  left out, a slope of mortality, not of incidence: deaths",
        f"  warning: {FEW}",
        f"  warning: ABC2: {ROUGH}",
        (
            "  warning: the slope counts steps only if the multistep model holds; "
            "other models give the same age curve"
        ),
    ]
    assert result.evidence_ids == ("half", "one", "some", "two")


def test_what_either_part_leaves_out_is_named() -> None:
    whole = sloped("whole", 6, None, None, unit="steps", estimand=Estimand.STEPS)
    result = steps_by_gene(knowledge_base=base(*REPORTED, whole, others=TWO_GENES))

    assert result.population is not None
    assert set(reasons(result)) == {"bare", "deaths", "whole"}


def test_a_gene_stands_out_though_the_slopes_are_too_few_to_pool() -> None:
    result = steps_by_gene(knowledge_base=base(REPORTED[0], REPORTED[4], others=TWO_GENES))

    assert (result.population, result.set_aside) == (None, ())
    assert result.warnings[0].endswith(
        "got 1 (one). Left out: some: a slope among carriers, not in a whole population"
    )


def test_limits_are_written_where_both_are_known() -> None:
    assert step_words(StepCount(steps=5.84)) == "5.8 steps"
    assert step_words(StepCount(steps=5.84, lower=5.0)) == "5.8 steps"
    assert step_words(StepCount(steps=5.84, upper=7.0)) == "5.8 steps"
    assert step_words(StepCount(steps=5.84, lower=5.0, upper=7.0)) == "5.8 steps (5.0 to 7.0)"


# Which slopes stand


def test_a_region_limits_the_slopes() -> None:
    kb = base(
        *(sloped(name, 4.8, 4.5, 5.1, region=Region.EUROPE) for name in ("one", "two")),
        sloped("far", 2.0, 1.5, 2.5, region=Region.ASIA),
    )

    assert pooled_age_slope(knowledge_base=kb).evidence_ids == ("far", "one", "two")
    assert pooled_age_slope(knowledge_base=kb, region="europe").evidence_ids == ("one", "two")


@pytest.mark.parametrize(
    "limits", [(None, 5.1, 95), (4.5, None, 95), (4.5, 5.1, None), (None, None, None), (None, None, 95)]
)
def test_a_slope_without_both_limits_and_their_level_has_no_weight(limits: tuple[Any, Any, Any]) -> None:
    low, high, level = limits
    bare = sloped("bare", 4.8, low, high, ci_level=level)
    kb = base(sloped("one", 4.8, 4.5, 5.1), sloped("two", 5.0, 4.6, 5.4), bare)

    assert reasons(pooled_age_slope(knowledge_base=kb)) == {
        "bare": "prints no interval with its level, so it has no weight"
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"estimand": Estimand.MORTALITY_AGE_SLOPE}, "a slope of mortality, not of incidence"),
        ({"gene_ids": ("ABC1",)}, "a slope among carriers, not in a whole population"),
        ({"design": Design.META_ANALYSIS}, "a synthesis of studies, which may be among those pooled"),
        ({"reference_id": "gone"}, "the publication is retracted"),
        ({"cohort": "one"}, "may be on the same people as one, which stands for the cohort"),
    ],
)
def test_a_refusal_names_the_one_slope_and_what_was_left_out(changes: dict[str, Any], reason: str) -> None:
    one, left = sloped("one", 4.8, 4.5, 5.1, n=900), sloped("left", 4.8, 4.5, 5.1, **changes)
    bare = sloped("bare", 5.0, None, None)
    gone = reference(id="gone", status=ReferenceStatus.RETRACTED)

    with pytest.raises(MissingEvidenceError) as caught:
        pooled_age_slope(knowledge_base=base(bare, one, left, others=(*TWO_GENES, gone)))
    message = str(caught.value)
    assert "got 1 (one). Left out: " in message
    assert set(message.split("Left out: ")[1].split("; ")) == {
        f"left: {reason}",
        "bare: prints no interval with its level, so it has no weight",
    }


def test_a_refusal_without_any_slope_says_so() -> None:
    with pytest.raises(MissingEvidenceError, match=r"got 0 \(none\)\. Left out: nothing$"):
        pooled_age_slope(knowledge_base=base(plain("other")))


def test_a_slope_off_the_middle_of_its_interval_warns_beyond_rounding() -> None:
    def warnings(value: float) -> tuple[str, ...]:
        kb = base(sloped("one", 4.8, 4.5, 5.1), sloped("two", value, 4.0, 6.0))
        return pooled_age_slope(knowledge_base=kb).warnings

    # Within 0.4 of the half width; beyond it.
    assert warnings(5.0) == warnings(4.7) == (FEW,)
    few, who, how = warnings(4.5)
    assert few == FEW
    assert who.startswith("two: 4.5 is not the middle of 4 to 6")
    assert how == "an interval that is not symmetric enters with half its width as if it were"


def test_the_size_is_that_of_the_figure_then_of_the_study() -> None:
    assert size_of(sloped("one", 4.8, None, None, n=70)) == 70
    assert size_of(sloped("one", 4.8, None, None, n_cases=90)) == 90
    assert size_of(sloped("one", 4.8, None, None, n_cases=None)) == 0
    assert size_of(plain("one", n_cases=90)) == 90


# Steps by gene


def carriers(name: str, value: float, low: float | None, high: float | None, **changes: Any) -> Evidence:
    return sloped(name, value, low, high, **{"cohort": "one", "gene_ids": ("ABC1",), **changes})


STEPS = {"unit": "steps", "estimand": Estimand.STEPS}


def test_the_largest_slope_of_the_population_is_what_carriers_are_compared_with() -> None:
    def of(*sizes: int) -> str:
        whole = [sloped(f"a{n}", 4.0, 3.5, 4.5, cohort="one", n=size) for n, size in enumerate(sizes)]
        kb = base(*whole, carriers("c", 3, 2, 4), others=TWO_GENES)
        return steps_by_gene(knowledge_base=kb).genes[0].population_evidence_id

    assert [of(50, 70), of(70, 50), of(70, 70)] == ["a1", "a0", "a0"]


def test_only_a_population_of_the_same_cohort_is_compared_with() -> None:
    small = sloped("a", 4.0, 3.5, 4.5, cohort="one", n=50)
    large = sloped("b", 5.0, 4.9, 5.1, cohort="one", n=70)
    kb = base(small, large, carriers("c", 3, 2, 4), others=TWO_GENES)
    (found,) = steps_by_gene(knowledge_base=kb).genes

    assert found.population_evidence_id == "b"
    assert found.removed.removed == pytest.approx(2.0)
    # Only the population of the same cohort, by incidence, in one study.
    for change in (
        {"cohort": "two"},
        {"cohort": None},
        {"design": Design.META_ANALYSIS},
        {"estimand": Estimand.MORTALITY_AGE_SLOPE},
        {"gene_ids": ("ABC1", "ABC2")},
    ):
        other = sloped("b", 5.0, 4.9, 5.1, **{"cohort": "one", "n": 70, **change})
        kb = base(small, other, carriers("c", 3, 2, 4), others=TWO_GENES)
        assert steps_by_gene(knowledge_base=kb).genes[0].population_evidence_id == "a"


def test_why_steps_are_left_out() -> None:
    gone = reference(id="gone", status=ReferenceStatus.RETRACTED)
    kb = base(
        sloped("all", 5.0, 4.6, 5.4, cohort="one"),
        carriers("some", 3.0, None, None),
        carriers("elsewhere", 3.0, None, None, cohort="two"),
        carriers("nowhere", 3.0, None, None, cohort=None),
        carriers("again", 3, None, None, n=9999, **STEPS),
        carriers("both", 3.0, None, None, gene_ids=("ABC1", "ABC2")),
        carriers("none", 0, None, None, gene_ids=("ABC2",), **STEPS),
        carriers("deaths", 3.0, None, None, estimand=Estimand.MORTALITY_AGE_SLOPE),
        carriers("pooled", 3.0, None, None, design=Design.META_ANALYSIS),
        carriers("retracted", 3.0, None, None, n=9999, reference_id="gone"),
        sloped("whole", 6, None, None, cohort="one", **STEPS),
        others=(*TWO_GENES, gone),
    )
    result = steps_by_gene(knowledge_base=kb)

    assert result.evidence_ids == ("all", "some")
    assert reasons(result) == {
        "elsewhere": "no slope of the whole population of its cohort",
        "nowhere": "no slope of the whole population of its cohort",
        "again": "may be on the same people as some, which stands for the cohort",
        "both": "carriers of several genes together",
        "none": "fewer than one step, for which the model has no meaning",
        "deaths": "a slope of mortality, not of incidence",
        "pooled": "a synthesis of studies, which may be among those used",
        "retracted": "the publication is retracted",
        "whole": "steps of a population without the slope behind them",
    }
    assert str(result).startswith("registers: not pooled\n")


def test_without_carriers_steps_by_gene_are_refused_and_the_rest_is_named() -> None:
    kb = base(
        carriers("one", 3.0, None, None, cohort="a"),
        carriers("two", 3.0, None, None, cohort="b"),
        others=TWO_GENES,
    )
    reason = "no slope of the whole population of its cohort"

    with pytest.raises(MissingEvidenceError) as caught:
        steps_by_gene(knowledge_base=kb)
    assert str(caught.value).endswith(f"none was found. Left out: one: {reason}; two: {reason}")
    with pytest.raises(MissingEvidenceError, match=r"none was found. Left out: nothing$"):
        steps_by_gene(knowledge_base=base(plain("other")))


@pytest.mark.parametrize(
    ("low", "value", "high", "uneven"),
    [
        (0.0, 3.0, 10.0, False),
        (0.0, 7.0, 10.0, False),
        (0.0, 2.9, 10.0, True),
        (0.0, 7.1, 10.0, True),
        (2.0, 5.0, 12.0, False),
        (2.0, 9.5, 12.0, True),
    ],
)
def test_limits_of_carriers_are_kept_as_printed_and_warn_if_uneven(
    low: float, value: float, high: float, uneven: bool
) -> None:
    population = sloped("all", 5.0, 4.6, 5.4, cohort="one", ci_level=90)
    kb = base(population, carriers("some", value, low, high, ci_level=80), others=TWO_GENES)
    (found,) = steps_by_gene(knowledge_base=kb).genes

    assert found.steps == steps_from_slope(value, (low, high), level=80)
    assert found.without == steps_from_slope(5.0, (4.6, 5.4), level=90)
    expected = "the printed interval is not symmetric about its slope; it is kept as printed"
    assert found.warnings == ((expected,) if uneven else ())


@pytest.mark.parametrize("limits", [(None, 4.0, 95), (2.0, None, 95), (2.0, 4.0, None)])
def test_limits_that_are_not_whole_are_not_kept(limits: tuple[Any, Any, Any]) -> None:
    low, high, level = limits
    kb = base(
        sloped("all", 3.0, low, high, cohort="one", ci_level=level),
        carriers("some", 3.0, low, high, ci_level=level),
        others=TWO_GENES,
    )
    (found,) = steps_by_gene(knowledge_base=kb).genes

    assert found.steps == found.without == StepCount(steps=4.0)


@pytest.mark.parametrize(("value", "changes", "steps"), [(0.5, {}, 1.5), (0, {}, 1), (1, STEPS, 1)])
def test_carriers_may_need_a_single_step(value: float, changes: dict[str, Any], steps: float) -> None:
    some = carriers("some", value, None, None, **changes)
    kb = base(sloped("all", 5.0, 4.6, 5.4, cohort="one"), some, others=TWO_GENES)
    (found,) = steps_by_gene(knowledge_base=kb).genes

    assert found.steps.steps == pytest.approx(steps)
    assert found.steps.lower is None
    assert found.removed.sufficient_alone is (steps == 1)


def test_a_printed_number_of_steps_has_no_limits_of_a_slope() -> None:
    some = carriers("some", 3, 2, 4, **STEPS)
    kb = base(sloped("all", 5.0, 4.6, 5.4, cohort="one"), some, others=TWO_GENES)
    (found,) = steps_by_gene(knowledge_base=kb).genes

    assert found.steps == StepCount(steps=3.0)


def test_only_the_disease_asked_for_is_looked_at() -> None:
    other = disease(id="other", name="another disease", mondo_id="MONDO:0000002")
    findings = [sloped(name, 4.8, 4.5, 5.1, disease_id="other") for name in ("one", "two")]
    here = [sloped(name, 2.0, 1.8, 2.2) for name in ("three", "four")]
    kb = base(
        *findings, *here, carriers("some", 3.0, 2.0, 4.0, disease_id="other"), others=(*TWO_GENES, other)
    )
    result = steps_by_gene(disease="other", knowledge_base=kb)

    assert result.population == pooled_age_slope(disease="other", knowledge_base=kb)
    assert result.population is not None
    assert result.population.slope == pytest.approx(4.8)
    assert result.evidence_ids == ("one", "some", "two")

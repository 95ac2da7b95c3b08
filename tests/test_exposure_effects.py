"""Effects of exposures pooled from the evidence, and what frameworks make of them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy.stats import norm  # type: ignore[import-untyped]

from alsfacts import KnowledgeBase, compare, knowledge_base, score
from alsfacts.epidemiology import (
    EffectMeasure,
    effect_from_interval,
    exposure_effect,
    exposure_effects,
    pool_effects,
)
from alsfacts.errors import InvalidTypeError, InvalidValueError, MissingEvidenceError, UnknownRecordError
from alsfacts.model import Evidence, Exposure, Measure
from alsfacts.scoring import Framework
from alsfacts.scoring.grade import Concern, StartingDesign
from alsfacts.scoring.pooled_effects import body_of_evidence
from alsfacts.vocabulary import Design, Estimand, ExposureCategory, ReferenceStatus, RiskOfBias, Viewpoint
from tests.builders import bearing, disease, finding, hypothesis, reference
from tests.estimate_records import statsmodels_pool

ODDS, RATE = Estimand.EXPOSURE_ODDS_RATIO, Estimand.EXPOSURE_RATE_RATIO


def ratio(value: float = 2.0, low: float | None = 1.25, high: float | None = 3.2, **changes: Any) -> Measure:
    fields: dict[str, Any] = {"name": "ratio", "unit": "ratio", "ci_level": 95, "estimand": ODDS}
    return Measure(**{**fields, "value": value, "ci_low": low, "ci_high": high, **changes})


def a_study(number: int, measure: Measure | None = None, **changes: Any) -> Evidence:
    fields: dict[str, Any] = {
        "id": f"s{number}",
        "cohort": f"c{number}",
        "exposure_ids": ("lead",),
        "measure": measure or ratio(),
    }
    return finding(**{**fields, **changes})


def lead(**changes: Any) -> Exposure:
    facts = {"id": "lead", "name": "Lead", "category": ExposureCategory.METAL, "description": "A metal."}
    return Exposure(**{**facts, **changes})


def a_base(*items: Evidence, status: ReferenceStatus = ReferenceStatus.CURRENT) -> KnowledgeBase:
    return KnowledgeBase(
        [reference(status=status), disease(), hypothesis(), lead(), lead(id="zinc", name="Zinc"), *items]
    )


def reasons(kb: KnowledgeBase) -> dict[str, str]:
    return {item.evidence_id: item.reason for item in exposure_effect("lead", knowledge_base=kb).set_aside}


def test_comparable_studies_are_pooled_as_the_meta_analysis_pools_them() -> None:
    kb = a_base(a_study(0, ratio(2.0, 1.25, 3.2)), a_study(1, ratio(1.5, 1.2, 1.875)))

    found = exposure_effect("lead", knowledge_base=kb)

    expected = pool_effects(
        [
            effect_from_interval(EffectMeasure.ODDS_RATIO, 2.0, 1.25, 3.2),
            effect_from_interval(EffectMeasure.ODDS_RATIO, 1.5, 1.2, 1.875),
        ]
    )
    assert found.evidence_ids == ("s0", "s1")
    assert (found.ratio, found.lower, found.upper) == pytest.approx(
        (expected.ratio, expected.ratio_lower, expected.ratio_upper)
    )
    assert found.pooled.weights == pytest.approx(expected.weights)
    assert any("registered search" in text for text in found.warnings)
    assert all(item in str(found) for item in found.evidence_ids)


def test_the_order_of_records_does_not_matter() -> None:
    studies = [a_study(number, ratio(1.0 + number / 2, 0.9, 9.0)) for number in range(4)]

    first = exposure_effect("lead", knowledge_base=a_base(*studies))

    assert exposure_effect("lead", knowledge_base=a_base(*reversed(studies))) == first


def test_the_same_people_count_once() -> None:
    small = a_study(2, ratio(9.0, 8.0, 10.125), cohort="c0", n_cases=10)
    kb = a_base(a_study(0), a_study(1), small)

    assert exposure_effect("lead", knowledge_base=kb).ratio == pytest.approx(
        exposure_effect("lead", knowledge_base=a_base(a_study(0), a_study(1))).ratio
    )
    assert "s0" in reasons(kb)["s2"]


@pytest.mark.parametrize(
    ("study", "reason"),
    [
        (a_study(2, ratio(estimand=None)), "a ratio of another contrast"),
        (a_study(2, ratio(low=None, high=None)), "no interval printed"),
        (a_study(2, exposure_ids=("lead", "zinc")), "a figure for several exposures"),
        (a_study(2, ratio(estimand=RATE)), "another ratio, not pooled with exposure-odds-ratio"),
    ],
)
def test_what_is_not_comparable_is_left_out_with_a_reason(study: Evidence, reason: str) -> None:
    kb = a_base(a_study(0), a_study(1), study)

    assert reasons(kb) == {"s2": reason}
    assert exposure_effect("lead", knowledge_base=kb).evidence_ids == ("s0", "s1")


def test_the_ratio_of_more_studies_is_pooled() -> None:
    rates = [a_study(number, ratio(estimand=RATE)) for number in range(3)]
    kb = a_base(*rates, a_study(3), a_study(4))

    found = exposure_effect("lead", knowledge_base=kb)

    assert found.estimand is RATE
    assert found.pooled.measure is EffectMeasure.RATE_RATIO
    assert len(found.evidence_ids) == 3


def test_a_synthesis_is_shown_beside_and_never_pooled() -> None:
    synthesis = a_study(2, ratio(3.0, 2.0, 4.5), design=Design.META_ANALYSIS, underlying_design=Design.COHORT)

    found = exposure_effect("lead", knowledge_base=a_base(a_study(0), a_study(1), synthesis))

    assert found.evidence_ids == ("s0", "s1")
    assert len(found.published) == 1
    assert found.published[0].startswith("s2: ratio: 3")


def test_a_figure_that_is_no_exposure_of_this_kind_is_not_looked_at() -> None:
    other = a_study(2, Measure(name="share", value=5, unit="percent"))
    elsewhere = a_study(3, exposure_ids=("zinc",))

    assert reasons(a_base(a_study(0), a_study(1), other, elsewhere)) == {}


def test_too_little_to_pool_is_said_with_what_was_left_out() -> None:
    kb = a_base(a_study(0), a_study(1, ratio(estimand=None)))

    with pytest.raises(
        MissingEvidenceError, match=r"at least 2 studies, got 1 \(s0\).*s1: a ratio of another"
    ):
        exposure_effect("lead", knowledge_base=kb)
    with pytest.raises(MissingEvidenceError, match=r"got 0 \(none\). Left out: nothing"):
        exposure_effect("zinc", knowledge_base=kb)
    assert exposure_effects(knowledge_base=kb) == ()


def test_a_retracted_publication_is_left_out() -> None:
    kb = a_base(a_study(0), a_study(1), status=ReferenceStatus.RETRACTED)

    with pytest.raises(MissingEvidenceError, match="retracted"):
        exposure_effect("lead", knowledge_base=kb)


def test_bad_arguments_are_refused() -> None:
    wrong: Any = 3
    with pytest.raises(InvalidTypeError, match="exposure must be an Exposure or the name of one, got int"):
        exposure_effect(wrong)
    with pytest.raises(UnknownRecordError, match="did you mean"):
        exposure_effect("leadd")
    with pytest.raises(InvalidValueError, match="level"):
        exposure_effect("head-trauma", level=100)
    with pytest.raises(UnknownRecordError):
        exposure_effects(disease="none such")


def test_bundled_effects_name_their_findings() -> None:
    kb = knowledge_base()
    for effect in exposure_effects():
        assert effect == exposure_effect(effect.exposure_id)
        for item in effect.evidence_ids:
            record = kb.evidence[item]
            assert record.exposure_ids == (effect.exposure_id,)
            assert record.measure is not None
            assert record.measure.estimand is effect.estimand
        assert effect.lower < effect.ratio < effect.upper


def rated(*changes: dict[str, Any], **limits: Any) -> Any:
    measure = ratio(**limits) if limits else ratio()
    studies = [a_study(number, measure, **change) for number, change in enumerate(changes)]
    kb = a_base(*studies)
    effect = exposure_effect("lead", knowledge_base=kb)
    return body_of_evidence(effect, tuple(kb.evidence[key] for key in effect.evidence_ids))


LOW = {"risk_of_bias": RiskOfBias.LOW}


def test_judgements_are_read_off_the_findings() -> None:
    body = rated(LOW, LOW)

    assert body.start is StartingDesign.OBSERVATIONAL
    assert body.risk_of_bias is Concern.NONE
    assert body.inconsistency is Concern.NONE
    assert body.imprecision is Concern.NONE
    assert body.publication_bias is Concern.SERIOUS
    assert body.relative_effect == pytest.approx(2.0)
    assert not body.dose_response
    assert body.evidence_ids == ("s0", "s1")
    assert rated(LOW, {"risk_of_bias": RiskOfBias.SOME}).risk_of_bias is Concern.SERIOUS
    assert rated(LOW, {}).risk_of_bias is Concern.SERIOUS
    assert rated(LOW, LOW, value=1.1, low=0.5, high=2.42).imprecision is Concern.SERIOUS
    graded = {"bearings": (bearing(viewpoints=(Viewpoint.GRADIENT,)),)}
    assert rated(LOW, graded).dose_response
    trial = {"design": Design.RANDOMISED_TRIAL}
    assert rated(trial, trial).start is StartingDesign.RANDOMISED
    assert rated(trial, LOW).start is StartingDesign.OBSERVATIONAL


@pytest.mark.parametrize(
    ("second", "concern"),
    [
        ((2.0, 1.25, 3.2), Concern.NONE),
        ((1.1, 0.6875, 1.76), Concern.SERIOUS),
        ((0.5, 0.3125, 0.8), Concern.VERY_SERIOUS),
    ],
)
def test_scatter_is_inconsistency(second: tuple[float, float, float], concern: Concern) -> None:
    kb = a_base(a_study(0), a_study(1, ratio(*second)))
    effect = exposure_effect("lead", knowledge_base=kb)

    assert body_of_evidence(effect, tuple(kb.evidence)).inconsistency is concern


def test_rows_appear_where_all_pooled_findings_count(kb: KnowledgeBase) -> None:
    comparison = compare()
    for name in kb.hypotheses.ids:
        for framework in (Framework.META_ANALYSIS, Framework.GRADE):
            row = comparison.row(framework, name)
            counted = {line.evidence_id for line in score(name).lines}
            assert counted.issuperset(row.evidence_ids)
    environment = comparison.row(Framework.META_ANALYSIS, "environmental-contribution")
    assert environment.result.startswith("head-trauma: exposure odds ratio 2.15")
    assert comparison.row(Framework.META_ANALYSIS, "multistep").result.startswith("slope ")
    assert not comparison.row(Framework.GRADE, "multistep").applies
    assert not comparison.row(Framework.META_ANALYSIS, "genetic-sole").applies


def test_statsmodels_pools_the_log_ratios_alike() -> None:
    figures = ((2.0, 1.25, 3.2, 95), (1.1, 0.9, 1.3444, 90), (3.0, 2.0, 4.5, 99))
    kb = a_base(
        *(a_study(number, ratio(*figure[:3], ci_level=figure[3])) for number, figure in enumerate(figures))
    )
    found = exposure_effect("lead", knowledge_base=kb)

    errors = [
        math.log(high / low) / 2 / float(norm.ppf(0.5 + level / 200)) for _, low, high, level in figures
    ]
    expected = statsmodels_pool([math.log(figure[0]) for figure in figures], errors)
    assert (found.ratio, found.lower, found.upper) == pytest.approx(
        tuple(math.exp(value) for value in expected), rel=1e-9
    )
    assert found.pooled.level == 95


def test_the_report_in_full() -> None:
    kb = a_base(
        a_study(0, ratio(2.0, 1.25, 3.2)),
        a_study(1, ratio(2.0, 1.25, 3.2)),
        a_study(2, ratio(3.0, 2.0, 4.5), design=Design.META_ANALYSIS, underlying_design=Design.COHORT),
        a_study(3, ratio(estimand=None)),
        a_study(4, ratio(1.3, 1.25, 3.2)),
    )

    found = exposure_effect("lead", knowledge_base=kb)

    assert str(found).splitlines() == [
        "lead: exposure odds ratio 1.73 (95% CI 1.31 to 2.30), 3 studies, I2 7%",
        "  from s0",
        "  from s1",
        "  from s4",
        "  published: s2: ratio: 3 ratio (95% CI 2 to 4.5)",
        "  left out, a ratio of another contrast: s3",
        "  warning: only 3 effects: how much true effects scatter is hardly known",
        "  warning: s4: 1.3 is not the middle of 1.25 to 3.2 on the log scale: check for a typing error",
        "  warning: the bundled studies were not collected by a registered search",
    ]
    assert (found.exposure_id, found.disease_id) == ("lead", "als")


def test_a_lower_level_narrows_the_limits() -> None:
    kb = a_base(a_study(0), a_study(1))
    wide, narrow = (exposure_effect("lead", knowledge_base=kb, level=level) for level in (95, 50))

    assert wide.lower < narrow.lower < narrow.ratio < narrow.upper < wide.upper
    assert exposure_effects(knowledge_base=kb, level=50) == (narrow,)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"low": None}, "no interval printed"),
        ({"high": None}, "no interval printed"),
        ({"ci_level": None}, "prints an interval without its level, so it has no weight"),
    ],
)
def test_a_ratio_without_limits_of_a_known_level_has_no_weight(changes: dict[str, Any], reason: str) -> None:
    assert reasons(a_base(a_study(0), a_study(1), a_study(2, ratio(**changes)))) == {"s2": reason}


def test_a_ratio_whose_logarithm_is_infinite_cannot_be_pooled() -> None:
    kb = a_base(a_study(0), a_study(1), a_study(2, ratio(low=0.0)))

    assert reasons(kb)["s2"].startswith("figures that cannot be pooled (lower must")


def test_of_one_cohort_the_largest_study_stands() -> None:
    small, large = a_study(0, n_cases=90), a_study(1, n_cases=91, cohort="c0")
    unknown, tiny = a_study(2, n_cases=None), a_study(3, n_cases=1, cohort="c2")

    found = exposure_effect("lead", knowledge_base=a_base(small, large, unknown, tiny))

    assert found.evidence_ids == ("s1", "s3")


def test_only_the_disease_asked_for_is_looked_at() -> None:
    other = disease(id="other", name="another disease", mondo_id="MONDO:0000002")
    there = [a_study(number, disease_id="other", bearings=(), outcome=None) for number in range(2)]
    here = [a_study(number, ratio(9.0, 8.0, 10.125)) for number in (2, 3)]
    kb = KnowledgeBase([reference(), disease(), other, hypothesis(), lead(), *there, *here])

    (found,) = exposure_effects(disease="other", knowledge_base=kb)

    assert (found.disease_id, found.evidence_ids) == ("other", ("s0", "s1"))
    assert found.ratio == pytest.approx(2.0)


def test_a_refusal_names_each_study_left_out() -> None:
    kb = a_base(
        a_study(0, ratio(estimand=None)), a_study(1, ratio(ci_level=None)), a_study(2, ratio(estimand=RATE))
    )

    with pytest.raises(MissingEvidenceError) as caught:
        exposure_effect("lead", knowledge_base=kb)
    assert str(caught.value).endswith(
        "got 1 (s2). Left out: s0: a ratio of another contrast; "
        "s1: prints an interval without its level, so it has no weight"
    )

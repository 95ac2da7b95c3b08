"""Laws of pooling by inverse variance, and what it warns of."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.contingency_tables import Table2x2  # type: ignore[import-untyped]
from statsmodels.stats.meta_analysis import combine_effects  # type: ignore[import-untyped]

from alsfacts.epidemiology import (
    EffectMeasure,
    PooledEffect,
    PoolingMethod,
    StudyEffect,
    effect_from_interval,
    effect_from_table,
    pool_effects,
)
from alsfacts.errors import InvalidTypeError, InvalidValueError

CLOSE = 1e-9
# Trials of BCG vaccine against tuberculosis: treated ill and well, control ill and well.
BCG = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
FIXED, RANDOM = PoolingMethod.FIXED, PoolingMethod.DERSIMONIAN_LAIRD
methods = st.sampled_from(PoolingMethod)
effects = st.builds(
    StudyEffect,
    measure=st.just(EffectMeasure.ODDS_RATIO),
    estimate=st.floats(-5, 5),
    standard_error=st.floats(0.01, 5),
)
effect_lists = st.lists(effects, min_size=2, max_size=12)


def figures(pooled: PooledEffect) -> tuple[float, ...]:
    return pooled.estimate, pooled.standard_error, pooled.q, pooled.tau_squared, pooled.i_squared_percent


@given(effects, st.integers(2, 30), methods)
def test_identical_studies_do_not_differ_and_sharpen_the_error(
    effect: StudyEffect, number: int, method: PoolingMethod
) -> None:
    pooled = pool_effects([effect] * number, method)

    assert pooled.i_squared_percent == 0
    assert pooled.tau_squared == 0
    assert pooled.estimate == effect.estimate
    assert pooled.standard_error == pytest.approx(effect.standard_error / math.sqrt(number), rel=CLOSE)
    assert (pooled.q, pooled.q_p_value, pooled.degrees_of_freedom) == (0, 1, number - 1)
    assert (pooled.measure, pooled.method, pooled.studies) == (effect.measure, method, number)


@given(effect_lists)
def test_both_methods_agree_where_studies_differ_no_more_than_by_chance(studies: list[StudyEffect]) -> None:
    fixed, scattered = pool_effects(studies, FIXED), pool_effects(studies, RANDOM)

    if fixed.q <= len(studies) - 1:
        assert attrs.evolve(scattered, method=FIXED) == fixed
    else:
        assert scattered.tau_squared > 0
        assert scattered.standard_error >= fixed.standard_error * (1 - CLOSE)


@given(effect_lists, methods)
def test_the_estimate_lies_between_the_least_and_the_largest(
    studies: list[StudyEffect], method: PoolingMethod
) -> None:
    pooled = pool_effects(studies, method)
    values = [study.estimate for study in studies]

    assert min(values) <= pooled.estimate <= max(values)
    assert pooled.lower < pooled.estimate < pooled.upper


@given(effect_lists, methods, st.randoms())
def test_order_does_not_matter(studies: list[StudyEffect], method: PoolingMethod, random: Random) -> None:
    shuffled = list(studies)
    random.shuffle(shuffled)

    assert figures(pool_effects(studies, method)) == pytest.approx(
        figures(pool_effects(shuffled, method)), rel=CLOSE, abs=1e-12
    )


@given(effect_lists, methods)
def test_swapping_the_groups_turns_the_sign(studies: list[StudyEffect], method: PoolingMethod) -> None:
    swapped = [attrs.evolve(study, estimate=-study.estimate) for study in studies]
    pooled, mirror = pool_effects(studies, method), pool_effects(swapped, method)

    assert mirror.estimate == pytest.approx(-pooled.estimate, rel=CLOSE, abs=1e-12)
    assert mirror.i_squared_percent == pytest.approx(pooled.i_squared_percent, abs=1e-6)


@given(effect_lists, methods)
def test_shares_of_weight_and_of_variability_are_shares(
    studies: list[StudyEffect], method: PoolingMethod
) -> None:
    pooled = pool_effects(studies, method)

    assert math.fsum(pooled.weights) == pytest.approx(1)
    assert all(weight > 0 for weight in pooled.weights)
    assert 0 <= pooled.i_squared_percent <= 100
    assert 0 <= pooled.q_p_value <= 1
    assert all(math.isfinite(figure) for figure in figures(pooled))


@given(effect_lists)
def test_both_formulas_of_i_squared_agree(studies: list[StudyEffect]) -> None:
    pooled = pool_effects(studies, FIXED)
    excess = max(0.0, pooled.q - pooled.degrees_of_freedom)

    assert pooled.i_squared_percent == pytest.approx(100 * excess / max(pooled.q, 1e-300), abs=1e-6)


@given(effect_lists)
def test_a_wider_level_gives_a_wider_interval(studies: list[StudyEffect]) -> None:
    narrow, wide = pool_effects(studies, level=80), pool_effects(studies, level=99)

    assert wide.lower < narrow.lower < narrow.upper < wide.upper
    assert (narrow.level, wide.level, pool_effects(studies).level) == (80, 99, 95)


@given(effect_lists, methods, st.floats(1, 99.9999))
def test_limits_and_z_are_those_of_the_normal_distribution(
    studies: list[StudyEffect], method: PoolingMethod, level: float
) -> None:
    pooled = pool_effects(studies, method, level=level)
    limits = stats.norm.interval(level / 100, pooled.estimate, pooled.standard_error)

    assert (pooled.lower, pooled.upper) == pytest.approx(limits, rel=1e-6, abs=CLOSE)
    assert pooled.z == pytest.approx(pooled.estimate / pooled.standard_error)
    ratios = (pooled.ratio, pooled.ratio_lower, pooled.ratio_upper)
    points = (pooled.estimate, pooled.lower, pooled.upper)
    assert ratios == pytest.approx(tuple(math.exp(point) for point in points))


@given(st.floats(-5, 5), st.floats(0.01, 3), st.sampled_from([80.0, 90.0, 95.0, 99.0]))
def test_an_interval_gives_back_its_standard_error(estimate: float, error: float, level: float) -> None:
    one = StudyEffect(measure=EffectMeasure.HAZARD_RATIO, estimate=estimate, standard_error=error)
    half = pool_effects([one, one], level=level)
    width = (half.upper - estimate) * math.sqrt(2)

    found = effect_from_interval(
        EffectMeasure.HAZARD_RATIO,
        math.exp(estimate),
        math.exp(estimate - width),
        math.exp(estimate + width),
        level=level,
    )

    assert found.standard_error == pytest.approx(error, rel=1e-6)
    assert found.warnings == ()


def test_differences_stay_on_their_own_scale() -> None:
    found = effect_from_interval(EffectMeasure.MEAN_DIFFERENCE, -1.0, -3.0, 1.0)
    pooled = pool_effects([found, found])

    assert found.estimate == -1.0
    assert found.standard_error == pytest.approx(2 / 1.959964, rel=1e-6)
    assert (pooled.ratio, pooled.ratio_lower, pooled.ratio_upper) == (None, None, None)


def test_an_interval_off_its_middle_is_reported_and_pooled_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed_wrong = effect_from_interval(EffectMeasure.ODDS_RATIO, 1.2, 0.9, 16.0, study="typo")
    pooled = pool_effects([typed_wrong, typed_wrong])

    assert [warning for warning in pooled.warnings if "typo: 1.2 is not the middle" in warning]
    assert typed_wrong.warnings == (
        "typo: 1.2 is not the middle of 0.9 to 16 on the log scale: check for a typing error",
    )
    assert capsys.readouterr() == ("", "")


def test_the_tolerance_of_asymmetry_is_a_setting() -> None:
    loose = effect_from_interval(EffectMeasure.ODDS_RATIO, 1.2, 0.9, 16.0, asymmetry_tolerance=1)

    assert loose.warnings == ()
    assert effect_from_interval(EffectMeasure.MEAN_DIFFERENCE, 0, -1, 1, asymmetry_tolerance=0).warnings == ()


def test_an_asymmetric_difference_is_reported_on_its_own_scale() -> None:
    found = effect_from_interval(EffectMeasure.MEAN_DIFFERENCE, 1.2, 0.9, 16.0)

    assert found.warnings == (
        "one study: 1.2 is not the middle of 0.9 to 16 on the scale of the measure: check for a typing error",
    )


def test_study_and_cohort_are_kept() -> None:
    by_interval = effect_from_interval(EffectMeasure.ODDS_RATIO, 2, 1, 4, study="first", cohort="nurses")
    by_table = effect_from_table(EffectMeasure.ODDS_RATIO, 1, 2, 3, 4, study="first", cohort="nurses")

    for effect in (by_interval, by_table):
        assert (effect.study, effect.cohort) == ("first", "nurses")


def test_names_of_study_and_cohort_may_be_left_out() -> None:
    by_interval = effect_from_interval(EffectMeasure.ODDS_RATIO, 2, 1, 4)
    by_table = effect_from_table(EffectMeasure.ODDS_RATIO, 1, 2, 3, 4)

    for effect in (by_interval, by_table):
        assert (effect.study, effect.cohort) == ("", "")


def test_few_studies_and_shared_people_are_reported() -> None:
    one = StudyEffect(
        measure=EffectMeasure.ODDS_RATIO, estimate=0.1, standard_error=0.2, study="one", cohort="nurses"
    )
    other = attrs.evolve(one, study="", cohort="nurses")
    stranger = attrs.evolve(one, study="three", cohort="")
    pooled = pool_effects([one, other, stranger, stranger])

    assert pooled.warnings == (
        "only 4 effects: how much true effects scatter is hardly known",
        "one, effect 2 share the cohort nurses: the same people count more than once",
    )
    assert pool_effects([one, stranger], few_studies=2).warnings == ()
    assert pool_effects([stranger] * 5).warnings == ()


def test_an_empty_cell_is_corrected_and_reported() -> None:
    found = effect_from_table(EffectMeasure.ODDS_RATIO, 0, 10, 5, 5, study="small")
    same = effect_from_table(EffectMeasure.ODDS_RATIO, 1, 21, 11, 11)

    assert found.estimate == pytest.approx(same.estimate)
    assert found.warnings == ("small: a cell is empty, 0.5 was added to each",)
    assert same.warnings == ()


@pytest.mark.parametrize("table", [(0, 10, 5, 5), (10, 0, 5, 5), (5, 5, 0, 10), (5, 5, 10, 0)])
@pytest.mark.parametrize("measure", [EffectMeasure.ODDS_RATIO, EffectMeasure.RISK_RATIO])
def test_any_empty_cell_is_corrected(measure: EffectMeasure, table: tuple[int, int, int, int]) -> None:
    found = effect_from_table(measure, *table, zero_cell_correction=0.25)
    a, b, c, d = (4 * count + 1 for count in table)
    odds, risks = a * d / (b * c), a / (a + b) / (c / (c + d))

    assert found.warnings == ("one study: a cell is empty, 0.25 was added to each",)
    assert found.estimate == pytest.approx(math.log(odds if measure is EffectMeasure.ODDS_RATIO else risks))


@given(table=st.tuples(*[st.integers(1, 10**6)] * 4))
def test_statsmodels_gives_the_same_effect_of_a_table(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    expected = Table2x2([[a, b], [c, d]])
    odds = effect_from_table(EffectMeasure.ODDS_RATIO, *table)
    risks = effect_from_table(EffectMeasure.RISK_RATIO, *table)

    assert odds.estimate == pytest.approx(expected.log_oddsratio, abs=1e-6)
    assert odds.standard_error == pytest.approx(expected.log_oddsratio_se, rel=1e-6)
    assert risks.estimate == pytest.approx(expected.log_riskratio, abs=1e-6)
    assert risks.standard_error == pytest.approx(expected.log_riskratio_se, rel=1e-6, abs=CLOSE)


@pytest.mark.parametrize("measure", [EffectMeasure.ODDS_RATIO, EffectMeasure.RISK_RATIO])
@given(table=st.tuples(*[st.integers(1, 10**6)] * 4))
def test_swapping_the_rows_of_a_table_turns_the_sign(
    measure: EffectMeasure, table: tuple[int, int, int, int]
) -> None:
    a, b, c, d = table
    found, mirror = effect_from_table(measure, a, b, c, d), effect_from_table(measure, c, d, a, b)

    assert found.estimate == pytest.approx(-mirror.estimate, abs=CLOSE)
    assert found.standard_error == pytest.approx(mirror.standard_error)


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_studies_are_refused(number: int) -> None:
    effect = effect_from_table(EffectMeasure.ODDS_RATIO, *BCG[0])
    with pytest.raises(InvalidValueError, match=r"^effects must number at least 2"):
        pool_effects([effect] * number)


def test_different_measures_are_refused() -> None:
    one = effect_from_table(EffectMeasure.ODDS_RATIO, *BCG[0])
    other = effect_from_table(EffectMeasure.RISK_RATIO, *BCG[0])
    with pytest.raises(InvalidValueError, match=r"^effects must be of one measure, got OR, RR"):
        pool_effects([one, other])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((1.5, 1.6, 2.0), "^lower and upper must enclose"),
        ((1.5, 1.0, 1.4), "^lower and upper must enclose"),
        ((1.5, 1.5, 1.5), "^lower must be less than upper"),
        ((1.5, 0.0, 2.0), "^lower must be finite and above 0"),
        ((-1.5, -2.0, 2.0), "^lower must be finite and above 0"),
        ((1.5, 1.0, 0.0), "^upper must be finite and above 0"),
        ((0.0, 1.0, 2.0), "^estimate must be finite and above 0"),
        ((1.5, 1.0, math.inf), "^upper must be finite"),
        ((math.nan, 1.0, 2.0), "^estimate must be finite"),
    ],
)
def test_intervals_that_cannot_be_are_refused(arguments: tuple[float, float, float], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        effect_from_interval(EffectMeasure.ODDS_RATIO, *arguments)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ((0, 0, 3, 4), "exposed and unexposed people"),
        ((1, 2, 0, 0), "exposed and unexposed people"),
        ((0, 2, 0, 4), "cases and noncases"),
        ((1, 0, 3, 0), "cases and noncases"),
        ((-1, 2, 3, 4), "^exposed_cases must be at least 0"),
        ((1, -2, 3, 4), "^exposed_noncases must be at least 0"),
        ((1, 2, -3, 4), "^unexposed_cases must be at least 0"),
        ((1, 2, 3, -4), "^unexposed_noncases must be at least 0"),
        ((1, 2, 3, 10**400), "^unexposed_noncases must be a finite number"),
    ],
)
def test_tables_that_hold_no_comparison_are_refused(table: tuple[int, int, int, int], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        effect_from_table(EffectMeasure.RISK_RATIO, *table)


def test_tables_give_odds_and_risk_ratios_only() -> None:
    with pytest.raises(InvalidValueError, match=r"^measure must be the odds ratio or the risk ratio"):
        effect_from_table(EffectMeasure.HAZARD_RATIO, *BCG[0])


def test_a_correction_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^zero_cell_correction must be finite and above 0"):
        effect_from_table(EffectMeasure.ODDS_RATIO, 0, 1, 2, 3, zero_cell_correction=0)


def test_other_settings_out_of_range_are_refused() -> None:
    effect = effect_from_table(EffectMeasure.ODDS_RATIO, *BCG[0])
    with pytest.raises(InvalidValueError, match=r"^asymmetry_tolerance must be finite and at least 0"):
        effect_from_interval(EffectMeasure.ODDS_RATIO, 2, 1, 4, asymmetry_tolerance=-0.1)
    with pytest.raises(InvalidValueError, match=r"^few_studies must be at least 0"):
        pool_effects([effect, effect], few_studies=-1)
    with pytest.raises(InvalidValueError, match=r"^level must lie"):
        pool_effects([effect, effect], level=100)
    with pytest.raises(InvalidValueError, match=r"^level must lie"):
        effect_from_interval(EffectMeasure.ODDS_RATIO, 2, 1, 4, level=100)


@pytest.mark.parametrize(
    ("measure", "bound", "next_above"),
    [(EffectMeasure.ODDS_RATIO, 700, 701), (EffectMeasure.MEAN_DIFFERENCE, 1e12, 1.1e12)],
)
def test_an_effect_must_be_one_that_can_be_pooled(
    measure: EffectMeasure, bound: float, next_above: float
) -> None:
    for estimate in (-bound, bound):
        assert StudyEffect(measure=measure, estimate=estimate, standard_error=1.0).estimate == estimate
    for estimate in (-next_above, next_above):
        with pytest.raises(InvalidValueError, match=r"^estimate must lie from -"):
            StudyEffect(measure=measure, estimate=estimate, standard_error=1.0)


@pytest.mark.parametrize("error", [0.0, -1.0, math.nan, 0.9e-12, 1.1e12])
def test_a_standard_error_must_mean_something(error: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^standard_error must lie from"):
        StudyEffect(measure=EffectMeasure.ODDS_RATIO, estimate=0.0, standard_error=error)


@pytest.mark.parametrize("error", [1e-12, 1e12])
def test_the_least_and_the_largest_standard_error_are_pooled(error: float) -> None:
    effect = StudyEffect(measure=EffectMeasure.MEAN_DIFFERENCE, estimate=0.0, standard_error=error)

    assert pool_effects([effect, effect]).standard_error == pytest.approx(error / math.sqrt(2), rel=CLOSE)


def test_a_limit_that_fits_no_ratio_is_refused() -> None:
    wild = StudyEffect(measure=EffectMeasure.ODDS_RATIO, estimate=0.0, standard_error=1000.0)
    with pytest.raises(InvalidValueError, match=r"^effects must be more precise"):
        pool_effects([wild, wild])


@pytest.mark.parametrize("measure", ["OR", None, 1])
def test_a_measure_is_a_word_of_the_vocabulary(measure: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^measure must be a member of EffectMeasure"):
        effect_from_interval(measure, 1.5, 1.0, 2.25)


def test_other_types_are_refused() -> None:
    items: Any = [0.1, 0.2]
    method: Any = "fixed"
    effect = effect_from_table(EffectMeasure.ODDS_RATIO, *BCG[0])
    with pytest.raises(InvalidTypeError, match=r"^effects must hold StudyEffect"):
        pool_effects(items)
    with pytest.raises(InvalidTypeError, match=r"^method must be a member of PoolingMethod"):
        pool_effects([effect, effect], method)


def test_p_values_of_q_match_known_quantiles() -> None:
    # Pairs of a table of chi-squared: value at which the upper tail holds 5 percent.
    for freedom, value in ((1, 3.841459), (2, 5.991465), (3, 7.814728), (12, 21.026070)):
        error = 1.0
        shift = math.sqrt(value * (freedom + 1) / freedom)
        zero = StudyEffect(measure=EffectMeasure.MEAN_DIFFERENCE, estimate=0.0, standard_error=error)
        pooled = pool_effects([attrs.evolve(zero, estimate=shift), *[zero] * freedom])

        assert pooled.q == pytest.approx(value)
        assert pooled.q_p_value == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize("number", [2, 3, 26, 30, 34, 40])
def test_a_p_value_is_at_most_1(number: int) -> None:
    # With many studies that hardly differ the P value is as good as 1, and rounding must not pass it.
    zero = StudyEffect(measure=EffectMeasure.MEAN_DIFFERENCE, estimate=0.0, standard_error=1.0)
    for hundredths in range(100):
        pooled = pool_effects([attrs.evolve(zero, estimate=hundredths / 100), *[zero] * (number - 1)])

        assert pooled.q_p_value <= 1
        assert pooled.q_p_value == pytest.approx(stats.chi2.sf(pooled.q, number - 1), abs=CLOSE)


@given(effect_lists)
def test_scipy_gives_the_same_p_value(studies: list[StudyEffect]) -> None:
    pooled = pool_effects(studies)

    assert pooled.q_p_value == pytest.approx(stats.chi2.sf(pooled.q, pooled.degrees_of_freedom), abs=CLOSE)


@given(effect_lists)
def test_statsmodels_pools_alike(studies: list[StudyEffect]) -> None:
    fixed, scattered = pool_effects(studies, FIXED), pool_effects(studies, RANDOM)
    # Below its degrees of freedom Q gives a negative tau2, which statsmodels goes on with.
    assume(fixed.q > 1.01 * fixed.degrees_of_freedom)
    values = np.array([study.estimate for study in studies])
    variances = np.array([study.standard_error**2 for study in studies])
    expected: Any = combine_effects(values, variances, method_re="chi2")

    assert fixed.estimate == pytest.approx(expected.mean_effect_fe, rel=1e-6, abs=CLOSE)
    assert scattered.estimate == pytest.approx(expected.mean_effect_re, rel=1e-6, abs=CLOSE)
    assert scattered.standard_error == pytest.approx(expected.sd_eff_w_re, rel=1e-6)
    assert scattered.tau_squared == pytest.approx(expected.tau2, rel=1e-6, abs=CLOSE)
    assert scattered.q == pytest.approx(expected.q, rel=1e-6, abs=CLOSE)
    assert scattered.weights == pytest.approx(tuple(expected.weights_rel_re), rel=1e-6)
    assert fixed.weights == pytest.approx(tuple(expected.weights_rel_fe), rel=1e-6)
    assert fixed.i_squared_percent == pytest.approx(100 * expected.i2, rel=1e-6, abs=1e-6)


def test_the_published_trials_of_bcg() -> None:
    pooled = pool_effects(effect_from_table(EffectMeasure.RISK_RATIO, *table) for table in BCG)

    assert pooled.ratio == pytest.approx(0.4896, abs=1e-4)
    assert pooled.ratio_lower == pytest.approx(0.3449, abs=1e-4)
    assert pooled.ratio_upper == pytest.approx(0.6950, abs=1e-4)
    assert pooled.i_squared_percent == pytest.approx(92.1173, abs=1e-4)
    assert pooled.q_p_value < 1e-4
    (scatter,) = pooled.warnings
    assert scatter.startswith("the effects differ by more than chance (P 2e-26 of Q)")


@pytest.mark.parametrize(("other", "warned"), [(1.55, False), (3.2, True)])
def test_effects_that_differ_by_more_than_chance_are_told(other: float, warned: bool) -> None:
    one = effect_from_interval(EffectMeasure.ODDS_RATIO, 1.5, 1.2, 1.875)
    second = effect_from_interval(EffectMeasure.ODDS_RATIO, other, other / 1.25, other * 1.25)

    pooled = pool_effects([one, second], few_studies=0)

    assert (pooled.q_p_value < 0.1) == warned
    assert any("differ by more than chance" in text for text in pooled.warnings) == warned

"""The ClinGen matrix, its classes, and the points that fill its rows."""

from __future__ import annotations

import itertools
import math
from functools import reduce
from operator import add
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alsfacts.epidemiology.tables import fisher_exact, odds_ratio
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.clingen import (
    CATEGORY_CAPS,
    DEFAULT_GAP_RULES,
    ROWS_OF_CATEGORY,
    SOP_VERSIONS,
    GapRule,
    MatrixCategory,
    MatrixRow,
    ValidityMatrix,
    classify,
    matrix,
)
from alsfacts.scoring.clingen_points import (
    SCORE_STEPS,
    CaseRules,
    ProbandVariant,
    VariantKind,
    case_points,
    default_points,
    recurrent_points,
)
from alsfacts.scoring.clingen_studies import (
    CASE_CONTROL_EXAMPLES,
    SEGREGATION_BANDS,
    case_control_points,
    estimated_lod_dominant,
    estimated_lod_recessive,
    replicated_over_time,
    segregation_points,
    sum_lod,
)
from alsfacts.vocabulary import Inheritance, Validity

CLOSE = 1e-9
EARLY_ROWS = (MatrixRow.AD_DE_NOVO, MatrixRow.AR_NULL_OR_DE_NOVO)
NULL = ProbandVariant(kind=VariantKind.NULL)
OTHER = ProbandVariant(kind=VariantKind.OTHER)

row_points = st.floats(0, 25)
gap_rules = st.sampled_from(GapRule)
lods = st.floats(0, 12)


def rows_of(sop: int) -> list[MatrixRow]:
    absent = (MatrixRow.AR_NULL,) if sop <= 7 else EARLY_ROWS
    return [row for row in MatrixRow if row not in absent]


@st.composite
def matrices(draw: st.DrawFn) -> tuple[int, dict[MatrixRow, float]]:
    sop = draw(st.sampled_from(SOP_VERSIONS))
    return sop, draw(st.dictionaries(st.sampled_from(rows_of(sop)), row_points))


def rank_of(found: Validity | None) -> int:
    return -1 if found is None else found.rank


# Matrix


@given(matrices(), gap_rules, st.booleans(), st.data())
def test_more_points_in_a_row_never_lower_the_total_or_the_class(
    filled: tuple[int, dict[MatrixRow, float]], rule: GapRule, replicated: bool, data: st.DataObject
) -> None:
    sop, rows = filled
    row = data.draw(st.sampled_from(rows_of(sop)))
    more = {**rows, row: rows.get(row, 0.0) + data.draw(row_points)}
    # Below 0.1 points the procedure names no class once there is a genetic finding.
    assume(
        matrix(rows, sop=sop, gap_rule=rule).genetic == 0 or matrix(rows, sop=sop, gap_rule=rule).total >= 0.1
    )

    before, after = (
        matrix(points, sop=sop, gap_rule=rule, replicated_over_time=replicated) for points in (rows, more)
    )

    assert after.genetic >= before.genetic
    assert after.experimental >= before.experimental
    assert after.total >= before.total
    assume(after.total >= 0.1)
    assert rank_of(after.classification.calculated) >= rank_of(before.classification.calculated)


@given(matrices(), gap_rules)
def test_every_cap_holds(filled: tuple[int, dict[MatrixRow, float]], rule: GapRule) -> None:
    sop, rows = filled
    result = matrix(rows, sop=sop, gap_rule=rule)

    for category in MatrixCategory:
        assert 0 <= getattr(result, category.value.replace("-", "_")) <= CATEGORY_CAPS[category]
    assert result.genetic <= 12
    assert result.experimental <= 6
    assert result.total == result.genetic + result.experimental <= 18


@given(matrices(), gap_rules, st.one_of(st.none(), st.sampled_from(Validity)), st.booleans())
def test_contradictory_evidence_and_experts_never_change_points(
    filled: tuple[int, dict[MatrixRow, float]], rule: GapRule, final: Validity | None, replicated: bool
) -> None:
    sop, rows = filled
    plain, contradicted = (
        matrix(
            rows,
            sop=sop,
            gap_rule=rule,
            contradictory=flag,
            expert_final=final if flag else None,
            replicated_over_time=replicated,
        )
        for flag in (False, True)
    )

    ignored = attrs.filters.exclude("classification", "animal_model_only")
    assert attrs.asdict(plain, filter=ignored) == attrs.asdict(contradicted, filter=ignored)


@given(matrices(), gap_rules, st.booleans(), st.booleans())
def test_points_alone_never_dispute_or_refute(
    filled: tuple[int, dict[MatrixRow, float]], rule: GapRule, contradictory: bool, replicated: bool
) -> None:
    sop, rows = filled
    found = matrix(
        rows, sop=sop, gap_rule=rule, contradictory=contradictory, replicated_over_time=replicated
    ).classification

    assert found.calculated not in (Validity.DISPUTED, Validity.REFUTED)
    assert found.final not in (Validity.DISPUTED, Validity.REFUTED)
    assert found.contradictory is contradictory
    assert (found.final is None) is (contradictory or found.calculated is None)


@given(matrices(), gap_rules, st.randoms())
def test_the_order_of_rows_does_not_matter(
    filled: tuple[int, dict[MatrixRow, float]], rule: GapRule, random: Any
) -> None:
    sop, rows = filled
    shuffled = list(rows.items())
    random.shuffle(shuffled)

    assert matrix(dict(shuffled), sop=sop, gap_rule=rule) == matrix(rows, sop=sop, gap_rule=rule)


def test_every_row_has_one_category() -> None:
    assert sorted(itertools.chain(*ROWS_OF_CATEGORY.values())) == sorted(MatrixRow)
    assert set(CATEGORY_CAPS) == set(ROWS_OF_CATEGORY) == set(MatrixCategory)


@pytest.mark.parametrize("sop", [5, 6, 7])
def test_rows_had_caps_of_their_own_up_to_version_7(sop: int) -> None:
    found = matrix({MatrixRow.AD_NULL: 22.5}, sop=sop, gap_rule=GapRule.HALF_UP)
    other = matrix({MatrixRow.AD_OTHER: 10.5}, sop=sop, gap_rule=GapRule.HALF_UP)

    assert (found.genetic, other.genetic) == (10, 7)


@pytest.mark.parametrize("sop", [8, 9, 10, 11])
def test_only_the_category_has_a_cap_from_version_8(sop: int) -> None:
    assert matrix({MatrixRow.AD_NULL: 22.5}, sop=sop).genetic == 12
    assert matrix({MatrixRow.AD_OTHER: 10.5}, sop=sop).genetic == 10.5


def test_caps_of_early_rows_are_open_to_change() -> None:
    rows = {MatrixRow.AD_NULL: 22.5, MatrixRow.AD_OTHER: 10.5}

    found = matrix(rows, sop=5, early_null_cap=3, early_other_cap=2)

    assert found.case_level == 5


def test_early_caps_leave_recessive_and_de_novo_rows_alone() -> None:
    assert matrix({MatrixRow.AD_DE_NOVO: 17.0}, sop=5).genetic == 12
    assert matrix({MatrixRow.AR_NULL_OR_DE_NOVO: 21.0}, sop=5).genetic == 12
    assert matrix({MatrixRow.AR_OTHER: 11.0}, sop=5).genetic == 11


def test_blocks_are_cut_before_they_are_added() -> None:
    rows = {
        MatrixRow.SEGREGATION: 11.75,
        MatrixRow.EXPRESSION: 5.0,
        MatrixRow.ALTERATION_PATIENT_CELLS: 1.5,
        MatrixRow.ALTERATION_NON_PATIENT_CELLS: 1.0,
        MatrixRow.RESCUE_CELL: 1.0,
    }

    found = matrix(rows)

    assert (found.segregation, found.genetic) == (3, 3)
    assert (found.function, found.functional_alteration, found.models_and_rescue) == (2, 2, 1)
    assert (found.experimental, found.total) == (5, 8)


def test_an_animal_model_alone_is_named_as_such() -> None:
    found = matrix({MatrixRow.MODEL_ORGANISM: 0.5})

    assert found.classification.calculated is Validity.NO_KNOWN_RELATIONSHIP
    assert found.animal_model_only
    assert not matrix({MatrixRow.MODEL_CELL: 1.0}).animal_model_only
    assert not matrix({MatrixRow.MODEL_ORGANISM: 4.0, MatrixRow.AD_NULL: 1.5}).animal_model_only


def test_the_matrix_states_its_scope() -> None:
    found = matrix({})

    assert "not a hypothesis" in found.scope
    fields = {name: getattr(found, name) for name in attrs.fields_dict(ValidityMatrix)}
    with pytest.raises(TypeError, match="scope"):
        ValidityMatrix(**{**fields, "scope": "anything"})


@pytest.mark.parametrize("sop", [6, 7])
def test_without_a_known_gap_rule_one_must_be_given(sop: int) -> None:
    with pytest.raises(InvalidValueError, match=f"^gap_rule must be given for sop={sop}"):
        matrix({}, sop=sop)


def test_the_version_decides_on_the_gap_rule() -> None:
    rows = {MatrixRow.AD_OTHER: 5.35, MatrixRow.EXPRESSION: 1.0}

    assert matrix(rows, sop=5).classification.calculated is Validity.LIMITED
    assert matrix(rows, sop=8).classification.calculated is Validity.MODERATE
    assert set(DEFAULT_GAP_RULES) < set(SOP_VERSIONS)


@pytest.mark.parametrize("row", EARLY_ROWS)
@pytest.mark.parametrize("sop", [8, 11])
def test_rows_of_the_past_are_refused(row: MatrixRow, sop: int) -> None:
    assert matrix({row: 0}, sop=sop).total == 0
    with pytest.raises(InvalidValueError, match=f"^points of {row.value} must be 0, .* no such row; got 0.1"):
        matrix({row: 0.1}, sop=sop)


def test_a_row_of_today_is_refused_in_an_early_matrix() -> None:
    with pytest.raises(InvalidValueError, match="no such row"):
        matrix({MatrixRow.AR_NULL: 2}, sop=5)


@pytest.mark.parametrize("sop", [0, 4, 12])
def test_unknown_versions_are_refused(sop: int) -> None:
    with pytest.raises(InvalidValueError, match="sop must lie from 5 to 11"):
        matrix({}, sop=sop)


@pytest.mark.parametrize("points", [-0.1, math.nan, math.inf])
def test_what_is_no_points_is_refused(points: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^points of ad-null must be finite and at least 0, got"):
        matrix({MatrixRow.AD_NULL: points})


@pytest.mark.parametrize(
    ("rows", "arguments", "message"),
    [
        ([1.0], {}, "points must map members of MatrixRow to points, got"),
        ({"ad-null": 1.0}, {}, "points must have members of MatrixRow as keys, got 'ad-null'"),
        ({MatrixRow.AD_NULL: "1"}, {}, "points of ad-null must be a number, got"),
        ({MatrixRow.AD_NULL: True}, {}, "points of ad-null must be a number, got"),
        ({}, {"sop": "8"}, "sop must be a whole number, got"),
        ({}, {"sop": True}, "sop must be a whole number, got"),
        ({}, {"gap_rule": "half-up"}, "gap_rule must be a member of GapRule, got"),
        ({}, {"expert_final": "disputed"}, "expert_final must be a member of Validity or None, got"),
        ({}, {"contradictory": 1}, "contradictory must be True or False, got 1"),
        ({}, {"replicated_over_time": None}, "replicated_over_time must be True or False, got None"),
        ({}, {"early_null_cap": "10"}, "early_null_cap must be a number, got"),
        ({}, {"early_other_cap": True}, "early_other_cap must be a number, got"),
    ],
)
def test_wrong_types_are_refused(rows: Any, arguments: Any, message: str) -> None:
    with pytest.raises(InvalidTypeError, match=f"^{message}"):
        matrix(rows, **arguments)


@pytest.mark.parametrize("argument", ["early_null_cap", "early_other_cap"])
def test_early_caps_stay_inside_the_genetic_cap(argument: str) -> None:
    for cap in (12.5, -0.5, math.nan):
        caps: dict[str, Any] = {argument: cap}
        with pytest.raises(InvalidValueError, match=f"^{argument} must lie from 0 to 12, got"):
            matrix({}, sop=5, **caps)
    nothing: dict[str, Any] = {argument: 0}
    row = MatrixRow.AD_NULL if argument == "early_null_cap" else MatrixRow.AD_OTHER
    assert matrix({row: 5.0}, sop=5, **nothing).genetic == 0


def test_a_matrix_states_its_version_and_rule() -> None:
    found = matrix({MatrixRow.AD_NULL: 12.0}, sop=5)

    assert (found.sop, found.classification.gap_rule) == (5, GapRule.HALF_UP)
    assert matrix({}).sop == 11
    # Nothing is replicated over time unless somebody says so.
    assert matrix({MatrixRow.AD_NULL: 12.0}).classification.calculated is Validity.STRONG
    assert matrix({MatrixRow.AD_NULL: 12.0}, replicated_over_time=True).classification.calculated is (
        Validity.DEFINITIVE
    )


# Classes


@given(
    st.tuples(st.floats(0.1, 12), st.floats(0, 6)),
    st.tuples(*[st.floats(0, 12)] * 2),
    gap_rules,
    st.booleans(),
)
def test_a_higher_total_never_has_a_lower_class(
    points: tuple[float, float], more: tuple[float, ...], rule: GapRule, replicated: bool
) -> None:
    genetic, experimental = points
    high_genetic = min(12, genetic + more[0])
    high_total = high_genetic + min(6, experimental + more[1])

    low = classify(genetic + experimental, genetic, gap_rule=rule, replicated_over_time=replicated)
    high = classify(high_total, high_genetic, gap_rule=rule, replicated_over_time=replicated)

    assert rank_of(low.calculated) <= rank_of(high.calculated)


@pytest.mark.parametrize("rule", GapRule)
@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0.1, Validity.LIMITED),
        (0.4, Validity.LIMITED),
        (6, Validity.LIMITED),
        (7, Validity.MODERATE),
        (11, Validity.MODERATE),
        (12, Validity.STRONG),
        (18, Validity.STRONG),
    ],
)
def test_printed_bands_do_not_depend_on_the_gap_rule(total: float, expected: Validity, rule: GapRule) -> None:
    assert classify(total, min(total, 12), gap_rule=rule).calculated is expected


@pytest.mark.parametrize(
    ("total", "code", "half_up"),
    [
        (6.05, Validity.MODERATE, Validity.LIMITED),
        (6.35, Validity.MODERATE, Validity.LIMITED),
        (6.5, Validity.MODERATE, Validity.MODERATE),
        (11.35, Validity.STRONG, Validity.MODERATE),
        (11.49, Validity.STRONG, Validity.MODERATE),
        (11.5, Validity.STRONG, Validity.STRONG),
    ],
)
def test_the_rules_differ_between_the_printed_bands(total: float, code: Validity, half_up: Validity) -> None:
    assert classify(total, total - 1, gap_rule=GapRule.GCI_CODE).calculated is code
    assert classify(total, total - 1, gap_rule=GapRule.HALF_UP).calculated is half_up


@pytest.mark.parametrize("total", [12, 15.5, 18])
def test_only_replication_over_time_makes_definitive(total: float) -> None:
    assert classify(total, 12).calculated is Validity.STRONG
    assert classify(total, 12, replicated_over_time=True).calculated is Validity.DEFINITIVE
    assert classify(11, 8, replicated_over_time=True).calculated is Validity.MODERATE


def test_noise_of_floating_point_moves_no_class() -> None:
    # One by one: from Python 3.12 on sum() corrects itself.
    sixty_tenths = reduce(add, [0.1] * 60)
    assert sixty_tenths != 6
    assert classify(sixty_tenths, sixty_tenths).calculated is Validity.LIMITED
    assert classify(math.nextafter(6, 7), 5).calculated is Validity.LIMITED


def test_no_genetic_evidence_is_no_known_relationship_whatever_the_models_score() -> None:
    assert classify(4, 0).calculated is Validity.NO_KNOWN_RELATIONSHIP
    assert classify(0, 0).final is Validity.NO_KNOWN_RELATIONSHIP
    assert Validity.NO_KNOWN_RELATIONSHIP.title() == "No Known Disease Relationship"


def test_contradiction_without_genetic_evidence_is_classified_by_points_or_not_at_all() -> None:
    assert classify(2.5, 0, contradictory=True).calculated is Validity.LIMITED
    assert classify(0, 0, contradictory=True).calculated is None
    assert classify(0.05, 0.05).calculated is None


def test_experts_decide_on_contradicted_pairs() -> None:
    open_question = classify(6, 6, contradictory=True)
    decided = classify(6, 6, contradictory=True, expert_final=Validity.DISPUTED)

    assert open_question.final is None
    assert not open_question.overridden
    assert (decided.calculated, decided.final) == (Validity.LIMITED, Validity.DISPUTED)
    assert decided.overridden
    assert decided.within_one_class


@pytest.mark.parametrize(
    ("final", "overridden", "within"),
    [
        (None, False, True),
        (Validity.MODERATE, False, True),
        (Validity.LIMITED, True, True),
        (Validity.STRONG, True, True),
        (Validity.DEFINITIVE, True, False),
        (Validity.NO_KNOWN_RELATIONSHIP, True, False),
        (Validity.REFUTED, True, True),
    ],
)
def test_experts_should_keep_to_one_class(final: Validity | None, overridden: bool, within: bool) -> None:
    found = classify(8, 8, expert_final=final)

    assert found.calculated is Validity.MODERATE
    assert (found.overridden, found.within_one_class) == (overridden, within)


def test_without_a_calculated_class_there_is_no_distance_to_it() -> None:
    assert classify(0, 0, contradictory=True, expert_final=Validity.LIMITED).within_one_class


@pytest.mark.parametrize(
    ("total", "genetic", "message"),
    [
        (18.1, 12, "total must lie from 0 to 18, got 18.1"),
        (-1, 0, "total must lie from 0 to 18, got -1"),
        (math.nan, 0, "total must lie from 0 to 18, got nan"),
        (13, 12.5, "genetic must lie from 0 to 12, got 12.5"),
        (0, -1, "genetic must lie from 0 to 12, got -1"),
        (3, math.inf, "genetic must lie from 0 to 12, got inf"),
        (5, 6, "genetic must lie from total - 6 to total, got 6 of 5"),
        (5.9, 6, "genetic must lie from total - 6 to total, got 6 of 5.9"),
        (8, 1, "genetic must lie from total - 6 to total, got 1 of 8"),
        (8, 1.9, "genetic must lie from total - 6 to total, got 1.9 of 8"),
    ],
)
def test_impossible_points_are_refused(total: float, genetic: float, message: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{message}"):
        classify(total, genetic)


def test_a_class_keeps_its_rule() -> None:
    assert classify(1, 1).gap_rule is GapRule.GCI_CODE
    assert classify(1, 1, gap_rule=GapRule.HALF_UP).gap_rule is GapRule.HALF_UP
    assert not classify(1, 1).contradictory


@given(st.floats(0, 50), st.integers(0, 50))
def test_replication_needs_years_and_publications(years: float, publications: int) -> None:
    assert replicated_over_time(years, publications) is (years > 3 and publications > 2)
    assert replicated_over_time(years, publications, min_publications=2) is (years > 3 and publications >= 2)


@given(st.floats(0, 50), st.floats(0, 50), st.integers(0, 9), st.integers(0, 9))
def test_replication_needs_more_than_the_years_and_at_least_the_publications(
    years: float, min_years: float, publications: int, least: int
) -> None:
    found = replicated_over_time(years, publications, min_years=min_years, min_publications=least)

    assert found is (years > min_years and publications >= least)
    assert not replicated_over_time(min_years, publications, min_years=min_years, min_publications=least)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"years_since_first": -1}, InvalidValueError, "years_since_first must be finite and at least 0"),
        ({"years_since_first": math.nan}, InvalidValueError, "years_since_first must be finite"),
        ({"years_since_first": True}, InvalidTypeError, "years_since_first must be a number"),
        ({"publications": -1}, InvalidValueError, "publications must be at least 0"),
        ({"publications": 3.0}, InvalidTypeError, "publications must be a whole number"),
        ({"min_years": -1}, InvalidValueError, "min_years must be finite and at least 0"),
        ({"min_years": "3"}, InvalidTypeError, "min_years must be a number"),
        ({"min_publications": -1}, InvalidValueError, "min_publications must be at least 0"),
        ({"min_publications": True}, InvalidTypeError, "min_publications must be a whole number"),
    ],
)
def test_replication_refuses_numbers_out_of_range(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    arguments: dict[str, Any] = {"years_since_first": 4, "publications": 3, **changes}
    with pytest.raises(error, match=f"^{message}"):
        replicated_over_time(**arguments)


# Probands and experiments


@given(st.sampled_from(VariantKind), st.booleans(), st.booleans())
def test_one_allele_gets_the_score_map(kind: VariantKind, functional: bool, de_novo: bool) -> None:
    row = MatrixRow.AD_NULL if kind is VariantKind.NULL else MatrixRow.AD_OTHER
    variant = ProbandVariant(kind=kind, functional=functional, de_novo=de_novo)
    found = case_points([variant], Inheritance.AD)

    # The sum of the text goes up to the next step of the interface; that is the score map.
    assert found.points == default_points(row, functional=functional, de_novo=de_novo).default
    assert found.points in SCORE_STEPS[8]
    assert found.raw <= found.points + CLOSE


@given(st.sampled_from([MatrixRow.AD_NULL, MatrixRow.AD_OTHER, MatrixRow.AR_NULL, MatrixRow.AR_OTHER]))
def test_evidence_for_a_variant_never_lowers_its_default(row: MatrixRow) -> None:
    plain = default_points(row)
    functional = default_points(row, functional=True)
    both = default_points(row, functional=True, de_novo=True)

    assert plain.default < functional.default < both.default <= both.maximum_per_item


def test_rounding_of_one_allele_can_be_switched_off() -> None:
    variant = attrs.evolve(OTHER, functional=True, de_novo=True)

    assert case_points([variant], Inheritance.AD).points == 1
    unrounded = CaseRules(single_allele_steps=())
    assert case_points([variant], Inheritance.AD, rules=unrounded).points == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("variants", "homozygous", "points"),
    [
        ((attrs.evolve(OTHER, functional=True), OTHER), False, 0.6),
        ((OTHER, NULL), False, 1.6),
        ((attrs.evolve(NULL, de_novo=True), OTHER), False, 2.1),
        ((attrs.evolve(OTHER, functional=True, de_novo=True), attrs.evolve(OTHER, de_novo=True)), False, 1.4),
        ((NULL,), True, 3.0),
        ((attrs.evolve(OTHER, functional=True),), True, 1.0),
        ((attrs.evolve(NULL, functional=True),), True, 3.0),
        ((NULL, attrs.evolve(NULL, functional=True)), False, 3.0),
    ],
)
def test_two_alleles_are_added_unrounded(
    variants: tuple[ProbandVariant, ...], homozygous: bool, points: float
) -> None:
    found = case_points(variants, Inheritance.AR, homozygous=homozygous)

    assert found.points == pytest.approx(points, abs=CLOSE)
    assert found.raw == pytest.approx(math.fsum(found.alleles))
    assert found.capped is (found.raw > 3)


def test_alleles_of_one_ancestor_count_less() -> None:
    found = case_points([NULL], Inheritance.AR, homozygous=True, independent_alleles=False)

    assert (found.points, found.alleles) == (2, (1, 1))


@given(st.lists(st.floats(0, 3), min_size=2, max_size=2))
def test_no_proband_has_more_than_three_points(scores: list[float]) -> None:
    found = case_points([attrs.evolve(NULL, expert_points=score) for score in scores], Inheritance.AR)

    assert found.raw == math.fsum(scores)
    assert found.points == min(3, found.raw)


@given(st.floats(0, 3), st.sampled_from([Inheritance.AD, Inheritance.XL, Inheritance.XLD, Inheritance.MT]))
def test_the_score_of_an_expert_stands(score: float, inheritance: Inheritance) -> None:
    assert case_points([attrs.evolve(NULL, expert_points=score)], inheritance).points == score


def test_one_variant_of_a_recessive_proband_counts_only_by_decision() -> None:
    with pytest.raises(InvalidValueError, match="two, or one that is homozygous"):
        case_points([NULL], Inheritance.AR)
    assert case_points([NULL], Inheritance.AR, accept_one_allele=True).points == 1.5
    assert case_points([NULL, NULL], Inheritance.AR, accept_one_allele=True).points == 3


@pytest.mark.parametrize(
    ("variants", "inheritance", "options", "message"),
    [
        ((), Inheritance.AD, {}, "variants must be one variant, not homozygous, for AD; got 0"),
        ((NULL, NULL), Inheritance.AD, {}, "variants must be one variant, not homozygous, for AD; got 2"),
        (
            (NULL,),
            Inheritance.XL,
            {"homozygous": True},
            "variants must be one variant, not homozygous, for XL",
        ),
        ((NULL, OTHER), Inheritance.AR, {"homozygous": True}, "variants must be two, or one .* got 2, homo"),
        ((), Inheritance.AR, {"accept_one_allele": True}, "variants must be two, or one .* got 0, homo"),
        ((NULL, NULL, NULL), Inheritance.AR, {}, "variants must be two, or one .* got 3, homo"),
        ((NULL,), Inheritance.SD, {}, "inheritance must be AD, AR, XL, XLD or MT, got SD: no rule"),
        ((NULL,), Inheritance.UD, {}, "inheritance must be AD, AR, XL, XLD or MT, got UD: no rule"),
        (
            (OTHER,),
            Inheritance.AR,
            {"homozygous": True, "independent_alleles": False},
            "independent_alleles must be True, except for a homozygous null variant",
        ),
        (
            (NULL, NULL),
            Inheritance.AR,
            {"independent_alleles": False},
            "independent_alleles must be True, except for a homozygous null variant",
        ),
    ],
)
def test_probands_without_a_rule_are_refused(
    variants: tuple[ProbandVariant, ...], inheritance: Inheritance, options: Any, message: str
) -> None:
    with pytest.raises(InvalidValueError, match=f"^{message}"):
        case_points(variants, inheritance, **options)


@pytest.mark.parametrize(
    ("variants", "inheritance", "options", "message"),
    [
        (("null",), Inheritance.AD, {}, "variants must hold members of type ProbandVariant, got 'null'"),
        ((NULL,), "AD", {}, "inheritance must be a member of Inheritance, got 'AD'"),
        ((NULL,), Inheritance.AR, {"homozygous": 1}, "homozygous must be True or False, got 1"),
        ((NULL,), Inheritance.AR, {"independent_alleles": None}, "independent_alleles must be True or False"),
        ((NULL,), Inheritance.AR, {"accept_one_allele": "yes"}, "accept_one_allele must be True or False"),
        ((NULL,), Inheritance.AD, {"rules": {}}, "rules must be CaseRules, got {}"),
    ],
)
def test_probands_of_wrong_types_are_refused(
    variants: Any, inheritance: Any, options: Any, message: str
) -> None:
    with pytest.raises(InvalidTypeError, match=f"^{message}"):
        case_points(variants, inheritance, **options)


def test_variants_check_themselves() -> None:
    with pytest.raises(InvalidValueError, match=r"^expert_points must lie from 0 to 1\.5, got"):
        ProbandVariant(kind=VariantKind.OTHER, expert_points=2)
    with pytest.raises(InvalidValueError, match=r"^expert_points must lie from 0 to 3, got"):
        ProbandVariant(kind=VariantKind.NULL, expert_points=-0.5)
    with pytest.raises(InvalidTypeError, match=r"^functional must be True or False, got 1"):
        ProbandVariant(kind=VariantKind.NULL, functional=1)  # type: ignore[arg-type]  # as below
    with pytest.raises(InvalidTypeError, match="kind"):
        ProbandVariant(kind="null")  # type: ignore[arg-type]  # the wrong type is the point
    with pytest.raises(InvalidTypeError, match=r"^de_novo must be True or False, got 1"):
        ProbandVariant(kind=VariantKind.NULL, de_novo=1)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    "options", [{"null_default": -1}, {"proband_cap": 13}, {"single_allele_steps": (-1.0,)}]
)
def test_rules_of_a_case_check_themselves(options: Any) -> None:
    name = next(iter(options))
    with pytest.raises(InvalidValueError, match=f"^{name} must lie from 0 to 12, got"):
        CaseRules(**options)


@pytest.mark.parametrize(
    ("row", "default", "highest"),
    [
        ("biochemical-function", 0.5, 2),
        ("protein-interaction", 0.5, 2),
        ("expression", 0.5, 2),
        ("alteration-patient-cells", 1, 2),
        ("alteration-non-patient-cells", 0.5, 1),
        ("model-organism", 2, 4),
        ("model-cell", 1, 2),
        ("rescue-human", 2, 4),
        ("rescue-organism", 2, 4),
        ("rescue-cell", 1, 2),
        ("rescue-patient-cells", 1, 2),
    ],
)
def test_experiments_have_the_points_of_figure_8(row: str, default: float, highest: float) -> None:
    found = default_points(MatrixRow(row))

    assert (found.default, found.maximum_per_item) == (default, highest)


@pytest.mark.parametrize(
    ("rows", "points", "highest"),
    [(("ad-other", "ar-other"), (0.1, 0.5, 0.5, 1), 1.5), (("ad-null", "ar-null"), (1.5, 2, 2, 2.5), 3)],
)
def test_variants_have_the_points_of_the_score_map(
    rows: tuple[str, ...], points: tuple[float, ...], highest: float
) -> None:
    flags = [(False, False), (True, False), (False, True), (True, True)]
    for row in map(MatrixRow, rows):
        found = [default_points(row, functional=functional, de_novo=de_novo) for functional, de_novo in flags]

        assert tuple(item.default for item in found) == points
        assert {item.maximum_per_item for item in found} == {highest}


def test_steps_and_rules_of_a_case_are_those_printed() -> None:
    assert SCORE_STEPS == {
        8: (0, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3),
        11: (0, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3),
    }
    assert attrs.asdict(CaseRules()) == {
        "null_default": 1.5,
        "other_default": 0.1,
        "functional_upgrade": 0.4,
        "null_de_novo_upgrade": 0.5,
        "other_de_novo_upgrade": 0.4,
        "common_ancestor_null_default": 1,
        "proband_cap": 3,
        "single_allele_steps": SCORE_STEPS[11],
    }


def test_segregation_bands_are_those_of_figure_6() -> None:
    found = [(band.lowest_lod, band.candidate_points, band.exome_points) for band in SEGREGATION_BANDS]

    assert found == [(0, 0, 0), (2, 0.5, 1), (3, 1, 2), (5, 1.5, 3)]


def test_case_control_examples_are_those_of_figure_7() -> None:
    found = [
        (item.author, item.cases_with, item.cases, item.controls_with, item.controls)
        for item in CASE_CONTROL_EXAMPLES
    ]

    assert found == [
        ("A", 100, 12_000, 7, 4_500),
        ("B", 13, 200, 20, 900),
        ("C", 11, 1_500, 3, 2_000),
        ("D", 11, 1_500, 3, 2_000),
        ("E", 27, 32_247, 21, 32_544),
    ]


def test_rows_categories_and_caps_are_those_of_the_matrix() -> None:
    assert {kind.value: cap for kind, cap in CATEGORY_CAPS.items()} == {
        "case-level": 12,
        "segregation": 3,
        "case-control": 12,
        "function": 2,
        "functional-alteration": 2,
        "models-and-rescue": 4,
    }
    assert {kind.value: {row.value for row in rows} for kind, rows in ROWS_OF_CATEGORY.items()} == {
        "case-level": {"ad-null", "ad-other", "ad-de-novo", "ar-null", "ar-null-or-de-novo", "ar-other"},
        "segregation": {"segregation"},
        "case-control": {"case-control-single", "case-control-aggregate"},
        "function": {"biochemical-function", "protein-interaction", "expression"},
        "functional-alteration": {"alteration-patient-cells", "alteration-non-patient-cells"},
        "models-and-rescue": {
            "model-organism",
            "model-cell",
            "rescue-human",
            "rescue-organism",
            "rescue-cell",
            "rescue-patient-cells",
        },
    }
    assert [kind.value for kind in MatrixCategory if kind.is_genetic] == [
        "case-level",
        "segregation",
        "case-control",
    ]
    assert SOP_VERSIONS == (5, 6, 7, 8, 9, 10, 11)
    assert {sop: rule.value for sop, rule in DEFAULT_GAP_RULES.items()} == {
        5: "half-up",
        **dict.fromkeys((8, 9, 10, 11), "gci-code"),
    }


@pytest.mark.parametrize("row", [*ROWS_OF_CATEGORY[MatrixCategory.MODELS_AND_RESCUE], MatrixRow.EXPRESSION])
def test_experiments_have_defaults_inside_their_range(row: MatrixRow) -> None:
    found = default_points(row)

    assert 0 < found.default < found.maximum_per_item
    with pytest.raises(InvalidValueError, match="experiments"):
        default_points(row, functional=True)


@pytest.mark.parametrize(
    "row",
    [
        *EARLY_ROWS,
        MatrixRow.SEGREGATION,
        MatrixRow.CASE_CONTROL_SINGLE,
        MatrixRow.CASE_CONTROL_AGGREGATE,
    ],
)
def test_rows_without_known_defaults_are_refused(row: MatrixRow) -> None:
    with pytest.raises(
        InvalidValueError, match=r"known default points \(ad-null, .*, rescue-patient-cells\)"
    ):
        default_points(row)


def test_what_is_no_row_has_no_default() -> None:
    with pytest.raises(InvalidTypeError, match="row"):
        default_points("ad-null")  # type: ignore[arg-type]  # the wrong type is the point
    with pytest.raises(InvalidTypeError, match=r"^functional must be True or False, got 1"):
        default_points(MatrixRow.AD_NULL, functional=1)  # type: ignore[arg-type]  # as above
    with pytest.raises(InvalidTypeError, match=r"^de_novo must be True or False, got None"):
        default_points(MatrixRow.AD_NULL, de_novo=None)  # type: ignore[arg-type]  # as above


@given(st.floats(0, 3), st.integers(0, 100), st.floats(0, 1), st.floats(0, 1))
def test_repeats_of_a_variant_count_less(first: float, repeats: int, one: float, other: float) -> None:
    low, high = (recurrent_points(first, repeats, share=share) for share in sorted((one, other)))

    assert first <= low <= high * (1 + CLOSE)
    assert high <= first * (repeats + 1) * (1 + CLOSE)


def test_published_repeats() -> None:
    # One proband at 1 point and four with the same variant at 0.5 each.
    assert recurrent_points(1, 4) == 3


@given(st.floats(0, 3), st.integers(0, 1_000_000), st.floats(0, 1))
def test_repeats_of_a_variant_never_give_endless_points(first: float, repeats: int, share: float) -> None:
    assert math.isfinite(recurrent_points(first, repeats, share=share))


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"first": 3.5}, InvalidValueError, "first must lie from 0 to 3, got 3.5"),
        ({"first": -1}, InvalidValueError, "first must lie from 0 to 3, got -1"),
        ({"first": math.nan}, InvalidValueError, "first must lie from 0 to 3, got nan"),
        ({"first": True}, InvalidTypeError, "first must be a number"),
        ({"repeats": -1}, InvalidValueError, "repeats must be at least 0"),
        ({"repeats": 10**308}, InvalidValueError, r"repeats must lie from 0 to 1e\+06, got 1000"),
        ({"repeats": True}, InvalidTypeError, "repeats must be a whole number"),
        ({"share": 1.5}, InvalidValueError, "share must lie from 0 to 1, got 1.5"),
        ({"share": -0.5}, InvalidValueError, "share must lie from 0 to 1, got -0.5"),
        ({"share": "1"}, InvalidTypeError, "share must be a number"),
    ],
)
def test_repeats_out_of_range_are_refused(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    arguments: dict[str, Any] = {"first": 1, "repeats": 1, **changes}
    with pytest.raises(error, match=f"^{message}"):
        recurrent_points(**arguments)


# Families and studies


@pytest.mark.parametrize("segregations", range(4, 16))
def test_dominant_table_is_reproduced(segregations: int) -> None:
    printed = dict(
        zip(range(4, 16), (1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3.0, 3.3, 3.6, 3.9, 4.2, 4.5), strict=True)
    )

    assert round(estimated_lod_dominant(segregations), 1) == printed[segregations]


@given(st.integers(4, 1000), st.integers(0, 4))
def test_certain_transmissions_add_nothing(segregations: int, certain: int) -> None:
    found = estimated_lod_dominant(segregations, certain=certain)

    assert found == pytest.approx((segregations - certain) * math.log10(2))
    assert estimated_lod_dominant(segregations, risk=1) == 0


@given(st.integers(3, 100), st.integers(0, 100))
def test_recessive_estimate_is_the_formula(affected: int, unaffected: int) -> None:
    expected = (affected - 1) * math.log10(4) + unaffected * math.log10(4 / 3)

    assert estimated_lod_recessive(affected, unaffected) == pytest.approx(expected)
    half = estimated_lod_recessive(affected, unaffected, risk_affected=0.5, risk_unaffected=0.5)
    assert half == pytest.approx((affected - 1 + unaffected) * math.log10(2))


def test_small_families_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="family too small: AD/XL needs >=4 segregations"):
        estimated_lod_dominant(3)
    with pytest.raises(InvalidValueError, match="family too small: AR needs >=3 affected"):
        estimated_lod_recessive(2, 9)
    assert estimated_lod_dominant(3, min_segregations=3) > 0
    assert estimated_lod_recessive(2, min_affected=2) > 0
    # One affected person alone, and nobody at risk, shows no segregation.
    assert estimated_lod_recessive(1, min_affected=1) == 0
    assert estimated_lod_recessive(4) == estimated_lod_recessive(4, 0)


def test_families_that_do_not_segregate_are_refused() -> None:
    with pytest.raises(
        InvalidValueError, match=r"^unexplained_non_segregation must be False: the LOD score of"
    ):
        estimated_lod_dominant(10, unexplained_non_segregation=True)
    with pytest.raises(InvalidValueError, match="unexplained_non_segregation"):
        estimated_lod_recessive(10, unexplained_non_segregation=True)
    with pytest.raises(InvalidTypeError, match=r"^unexplained_non_segregation must be True or False, got 0"):
        estimated_lod_dominant(10, unexplained_non_segregation=0)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"risk": 0}, "risk"),
        ({"risk": 1.5}, "risk"),
        ({"risk": -0.5}, "risk"),
        ({"risk": math.nan}, "risk"),
        ({"certain": 11}, "certain"),
        ({"certain": -1}, "certain"),
        ({"min_segregations": -1}, "min_segregations"),
    ],
)
def test_dominant_estimate_refuses_numbers_out_of_range(options: Any, name: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{name} must "):
        estimated_lod_dominant(10, **options)
    wrong: Any = {name: True}
    with pytest.raises(InvalidTypeError, match=f"^{name} must be a "):
        estimated_lod_dominant(10, **wrong)
    with pytest.raises(InvalidTypeError, match=r"^segregations must be a whole number"):
        estimated_lod_dominant(10.0)  # type: ignore[arg-type]  # the wrong type is the point
    with pytest.raises(InvalidValueError, match=r"^segregations must lie from 0 to 100000, got 100001"):
        estimated_lod_dominant(100_001)
    assert math.isfinite(estimated_lod_dominant(100_000))


@pytest.mark.parametrize(
    ("arguments", "options", "name"),
    [
        ((3, -1), {}, "unaffected"),
        ((3, 1), {"risk_affected": 0}, "risk_affected"),
        ((3, 1), {"risk_unaffected": 2}, "risk_unaffected"),
        ((3, 1), {"min_affected": 0}, "min_affected"),
        ((10**6, 1), {}, "affected"),
        ((3, 10**6), {}, "unaffected"),
        ((3, 1), {"risk_affected": -0.5}, "risk_affected"),
        ((3, 1), {"risk_unaffected": math.nan}, "risk_unaffected"),
    ],
)
def test_recessive_estimate_refuses_numbers_out_of_range(arguments: Any, options: Any, name: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{name} must "):
        estimated_lod_recessive(*arguments, **options)


def test_families_are_summed() -> None:
    assert sum_lod([]) == 0
    assert sum_lod([1.45, 1.32, 1.45]) == pytest.approx(4.22)
    assert sum_lod([0.3, 100_000]) == 100_000.3
    for score in (-1.0, -0.1, 100_001, math.nan, math.inf):
        with pytest.raises(InvalidValueError, match=r"^lods must lie from 0 to 100000, got"):
            sum_lod([1.0, score])
    with pytest.raises(InvalidTypeError, match=r"^lods must be a number, got '1'"):
        sum_lod(["1"])  # type: ignore[list-item]  # the wrong type is the point


@pytest.mark.parametrize(
    ("lod", "candidate", "exome"),
    [
        (0, 0, 0),
        (1.99, 0, 0),
        (1.995, 0, 0),
        (2, 0.5, 1),
        (2.995, 0.5, 1),
        (3, 1, 2),
        (4.999, 1, 2),
        (5, 1.5, 3),
        (50, 1.5, 3),
    ],
)
def test_bands_have_no_gaps(lod: float, candidate: float, exome: float) -> None:
    assert segregation_points(lod, 0).points == candidate
    assert segregation_points(0, lod).points == exome


@given(lods, lods)
def test_points_lie_between_those_of_either_method(candidate: float, exome: float) -> None:
    found = segregation_points(candidate, exome)
    everything = segregation_points(0, candidate + exome)

    assert found.total_lod == candidate + exome
    assert found.points <= everything.points <= 3
    assert found.points >= segregation_points(candidate + exome, 0).points
    # Families with candidate genes never take points away from those with exomes.
    assert found.points >= found.exome_alone == segregation_points(0, exome).points
    assert found.points == round(found.points, 1)
    assert abs(found.points - max(found.unrounded, found.exome_alone)) <= 0.05 + CLOSE


@given(lods, lods, lods)
def test_more_lod_from_exomes_never_lowers_the_points(candidate: float, exome: float, more: float) -> None:
    assert segregation_points(candidate, exome + more).points >= segregation_points(candidate, exome).points


def test_noise_of_floating_point_moves_no_band() -> None:
    assert segregation_points(0, reduce(add, [0.1] * 20)).points == 1
    assert segregation_points(0, math.nextafter(3, 0)).points == 2


def test_half_a_tenth_goes_up() -> None:
    # 0.55 and 0.45 of a total of 2: halfway between two tenths.
    assert segregation_points(1.1, 0.9).unrounded == pytest.approx(0.725)
    assert segregation_points(1.8, 0.2).unrounded == pytest.approx(0.55)
    assert segregation_points(1.8, 0.2).points == 0.6
    # An even tenth goes up as well: no rounding of halves to the even neighbour.
    assert segregation_points(2.6, 0.4).unrounded == pytest.approx(1.1333333)
    assert segregation_points(1.4, 0.6).unrounded == pytest.approx(0.65)
    assert segregation_points(1.4, 0.6).points == 0.7


@given(st.floats(0, 1.9))
def test_little_lod_has_no_points_and_a_share_of_none_is_none(lod: float) -> None:
    found = segregation_points(lod / 2, lod / 2)

    assert (found.points, found.unrounded, found.exome_alone) == (0, 0, 0)


@pytest.mark.parametrize("score", [-1, math.nan, math.inf, 100_001])
def test_impossible_lod_scores_are_refused(score: float) -> None:
    with pytest.raises(InvalidValueError, match=r"^candidate_lod must lie from 0 to 100000, got"):
        segregation_points(score, 0)
    with pytest.raises(InvalidValueError, match=r"^exome_lod must lie from 0 to 100000, got"):
        segregation_points(0, score)


@pytest.mark.parametrize("wrong", [True, "3", None])
def test_what_is_no_lod_score_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match=r"^candidate_lod must be a number, got"):
        segregation_points(wrong, 0)
    with pytest.raises(InvalidTypeError, match=r"^exome_lod must be a number, got"):
        segregation_points(0, wrong)


def test_bands_are_in_order() -> None:
    lowest = [band.lowest_lod for band in SEGREGATION_BANDS]

    assert lowest == sorted(lowest)
    assert lowest[0] == 0


@given(st.lists(st.floats(0, 6)))
def test_case_control_scores_are_added_up_to_twelve(scores: list[float]) -> None:
    assert case_control_points(scores) == min(12, math.fsum(scores))


def test_case_control_scores_out_of_range_are_refused() -> None:
    for score in (6.5, -1, math.nan):
        with pytest.raises(InvalidValueError, match=r"^studies must lie from 0 to 6, got"):
            case_control_points([score])
    for highest in (13, -1, math.inf):
        with pytest.raises(InvalidValueError, match=r"^maximum_per_study must lie from 0 to 12, got"):
            case_control_points([], maximum_per_study=highest)
    with pytest.raises(InvalidTypeError, match=r"^studies must be a number, got True"):
        case_control_points([True])
    assert case_control_points([0.5], maximum_per_study=0.5) == 0.5


def test_printed_statistics_follow_from_printed_counts() -> None:
    found = {}
    for study in CASE_CONTROL_EXAMPLES:
        counts = (study.cases_with, study.cases, study.controls_with, study.controls)
        ratio = odds_ratio(*counts)
        found[study.author] = f"{ratio.estimate:.1f} {ratio.lower:.1f} {ratio.upper:.1f}"
        if study.author == "B":
            assert f"P = {fisher_exact(*counts):.3f}" in study.printed

    assert found["A"] == "5.4 2.5 11.6"
    assert found["C"] == found["D"] == "4.9 1.4 17.7"
    assert [study.expert_points for study in CASE_CONTROL_EXAMPLES] == [6, 4, 2, 0, None]

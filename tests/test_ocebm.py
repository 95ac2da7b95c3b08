"""Levels of the Oxford table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring.ocebm import (
    AETIOLOGY_CAVEAT,
    GRADING_CAVEAT,
    OcebmDesign,
    OcebmQuestion,
    designs_of,
    level,
)

questions = st.sampled_from(list(OcebmQuestion))


@pytest.mark.parametrize(
    ("question", "design", "expected"),
    [
        (OcebmQuestion.HOW_COMMON, OcebmDesign.CENSUS, 1),
        (OcebmQuestion.DIAGNOSIS, OcebmDesign.CROSS_SECTIONAL, 2),
        (OcebmQuestion.DIAGNOSIS, OcebmDesign.NON_CONSECUTIVE, 3),
        (OcebmQuestion.DIAGNOSIS, OcebmDesign.CASE_CONTROL, 4),
        (OcebmQuestion.PROGNOSIS, OcebmDesign.INCEPTION_COHORT, 2),
        (OcebmQuestion.PROGNOSIS, OcebmDesign.TRIAL_CONTROL_ARM, 3),
        (OcebmQuestion.PROGNOSIS, OcebmDesign.POOR_PROGNOSTIC_COHORT, 4),
        (OcebmQuestion.TREATMENT_BENEFIT, OcebmDesign.SYSTEMATIC_REVIEW_OF_RANDOMISED_TRIALS, 1),
        (OcebmQuestion.TREATMENT_BENEFIT, OcebmDesign.RANDOMISED_TRIAL, 2),
        (OcebmQuestion.TREATMENT_BENEFIT, OcebmDesign.MECHANISM_BASED_REASONING, 5),
    ],
)
def test_level_depends_on_the_question(question: OcebmQuestion, design: OcebmDesign, expected: int) -> None:
    assert level(question, design).level == expected


@given(questions)
def test_designs_are_listed_best_first(question: OcebmQuestion) -> None:
    levels = [level(question, design).level for design in designs_of(question)]

    assert levels == sorted(levels)
    assert levels[0] == 1
    assert set(levels) <= {1, 2, 3, 4, 5}


@given(questions, st.sampled_from(list(OcebmDesign)))
def test_a_design_has_a_level_or_is_refused_by_name(question: OcebmQuestion, design: OcebmDesign) -> None:
    if design in designs_of(question):
        assert level(question, design).design is design
    else:
        with pytest.raises(InvalidValueError, match=f"for the question {question}"):
            level(question, design)


@pytest.mark.parametrize("question", [OcebmQuestion.PROGNOSIS, OcebmQuestion.HOW_COMMON])
def test_mechanisms_say_nothing_where_the_table_has_no_fifth_level(question: OcebmQuestion) -> None:
    with pytest.raises(InvalidValueError, match="case-series"):
        level(question, OcebmDesign.MECHANISM_BASED_REASONING)


@pytest.mark.parametrize("design", designs_of(OcebmQuestion.PROGNOSIS))
def test_causes_borrow_the_column_of_prognosis_and_say_so(design: OcebmDesign) -> None:
    borrowed, own = level(OcebmQuestion.AETIOLOGY, design), level(OcebmQuestion.PROGNOSIS, design)

    assert borrowed.level == own.level
    assert borrowed.column is OcebmQuestion.PROGNOSIS
    assert borrowed.caveats == (AETIOLOGY_CAVEAT, GRADING_CAVEAT)
    assert own.caveats == (GRADING_CAVEAT,)


def test_every_design_belongs_to_a_question() -> None:
    assert {design for question in OcebmQuestion for design in designs_of(question)} == set(OcebmDesign)


@pytest.mark.parametrize("wrong", ["prognosis", None, 1])
def test_what_is_no_member_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidTypeError, match="question"):
        level(wrong, OcebmDesign.COHORT)
    with pytest.raises(InvalidTypeError, match="question"):
        designs_of(wrong)
    with pytest.raises(InvalidTypeError, match="design"):
        level(OcebmQuestion.PROGNOSIS, wrong)

"""Levels of the Oxford table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
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


# The four columns of the table that are bundled, level by level.
TABLE = {
    "how-common": (
        {"local-random-sample-survey", "census"},
        {"systematic-review-of-surveys"},
        {"local-non-random-sample"},
        {"case-series"},
        set(),
    ),
    "diagnosis": (
        {"systematic-review-of-cross-sectional-with-reference-standard-and-blinding"},
        {"cross-sectional-with-reference-standard-and-blinding"},
        {"non-consecutive-study", "inconsistent-reference-standard"},
        {"case-control", "poor-or-non-independent-reference-standard"},
        {"mechanism-based-reasoning"},
    ),
    "prognosis": (
        {"systematic-review-of-inception-cohorts"},
        {"inception-cohort"},
        {"cohort", "control-arm-of-randomised-trial"},
        {"case-series", "case-control", "poor-quality-prognostic-cohort"},
        set(),
    ),
    "treatment-benefit": (
        {"systematic-review-of-randomised-trials", "n-of-1-trial"},
        {"randomised-trial", "observational-dramatic-effect"},
        {"non-randomised-controlled-cohort"},
        {"case-series", "case-control", "historically-controlled"},
        {"mechanism-based-reasoning"},
    ),
}


@pytest.mark.parametrize("column", TABLE)
@pytest.mark.parametrize("expected", range(1, 6))
def test_each_level_holds_the_designs_of_the_table(column: str, expected: int) -> None:
    question = OcebmQuestion(column)
    found = {design.value for design in designs_of(question) if level(question, design).level == expected}

    assert found == TABLE[column][expected - 1]


@given(questions, st.sampled_from(list(OcebmDesign)))
def test_a_level_names_its_question_and_the_column_it_was_read_from(
    question: OcebmQuestion, design: OcebmDesign
) -> None:
    assume(design in designs_of(question))
    found = level(question, design)

    assert (found.question, found.design) == (question, design)
    assert found.column is (
        OcebmQuestion.PROGNOSIS if question is OcebmQuestion.AETIOLOGY else OcebmQuestion(question)
    )


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
    with pytest.raises(InvalidValueError, match=r"^design must be one of .*, case-series.* for the question"):
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
    with pytest.raises(InvalidTypeError, match=r"^question must be a member of OcebmQuestion, got"):
        level(wrong, OcebmDesign.COHORT)
    with pytest.raises(InvalidTypeError, match=r"^question must be a member of OcebmQuestion, got"):
        designs_of(wrong)
    with pytest.raises(InvalidTypeError, match=r"^design must be a member of OcebmDesign, got"):
        level(OcebmQuestion.PROGNOSIS, wrong)

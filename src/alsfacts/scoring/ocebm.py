"""Levels of evidence of the Oxford Centre for Evidence-Based Medicine, 2011.

Source: the table as printed at bjsm.bmj.com/highwire/markup/117566/expansion and
jitc.bmj.com/highwire/markup/24464/expansion.
Scope: the columns how common, diagnosis, prognosis and treatment benefit. Harms and screening are
left out: in the column of common harms one design stands at two levels, with only the reader's
judgement between them. The table has no column for causes. Reading one off the column of
prognosis is a choice of alsfacts, and the result says so.
"""

from __future__ import annotations

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import Term

__all__ = [
    "AETIOLOGY_CAVEAT",
    "GRADING_CAVEAT",
    "OcebmDesign",
    "OcebmLevel",
    "OcebmQuestion",
    "designs_of",
    "level",
]

GRADING_CAVEAT = (
    "The level is where to look first; the table lets a reader grade it down for quality, imprecision, "
    "indirectness or inconsistency, and up for a large effect."
)
AETIOLOGY_CAVEAT = (
    "The table has no column for causes of disease; this level is read off the column of prognosis."
)


class OcebmQuestion(Term):
    """What is asked; the level of a design depends on it."""

    HOW_COMMON = "how-common", "How common is the problem?"
    DIAGNOSIS = "diagnosis", "Is this diagnostic or monitoring test accurate?"
    PROGNOSIS = "prognosis", "What will happen if no therapy is added?"
    TREATMENT_BENEFIT = "treatment-benefit", "Does this intervention help?"
    AETIOLOGY = "aetiology", "What causes it? No column of the table; read off prognosis."


class OcebmDesign(Term):
    """Designs that the table names."""

    LOCAL_RANDOM_SAMPLE_SURVEY = "local-random-sample-survey", "Local and current survey of a random sample."
    CENSUS = "census", "Local and current census."
    SYSTEMATIC_REVIEW_OF_SURVEYS = (
        "systematic-review-of-surveys",
        "Systematic review of surveys that allow matching to local circumstances.",
    )
    LOCAL_NON_RANDOM_SAMPLE = "local-non-random-sample", "Local sample that is not random."
    SYSTEMATIC_REVIEW_OF_CROSS_SECTIONAL = (
        "systematic-review-of-cross-sectional-with-reference-standard-and-blinding",
        "Systematic review of blinded cross-sectional studies with a consistent reference standard.",
    )
    CROSS_SECTIONAL = (
        "cross-sectional-with-reference-standard-and-blinding",
        "One blinded cross-sectional study with a consistently applied reference standard.",
    )
    NON_CONSECUTIVE = "non-consecutive-study", "Study of people who were not taken consecutively."
    INCONSISTENT_REFERENCE_STANDARD = (
        "inconsistent-reference-standard",
        "Study without a consistently applied reference standard.",
    )
    POOR_REFERENCE_STANDARD = (
        "poor-or-non-independent-reference-standard",
        "Study whose reference standard is poor or not independent.",
    )
    SYSTEMATIC_REVIEW_OF_INCEPTION_COHORTS = (
        "systematic-review-of-inception-cohorts",
        "Systematic review of cohorts followed from the beginning.",
    )
    INCEPTION_COHORT = "inception-cohort", "Cohort followed from the beginning."
    COHORT = "cohort", "Cohort study."
    TRIAL_CONTROL_ARM = "control-arm-of-randomised-trial", "Control arm of a randomised trial."
    POOR_PROGNOSTIC_COHORT = "poor-quality-prognostic-cohort", "Prognostic cohort of poor quality."
    SYSTEMATIC_REVIEW_OF_RANDOMISED_TRIALS = (
        "systematic-review-of-randomised-trials",
        "Systematic review of randomised trials.",
    )
    N_OF_1_TRIAL = "n-of-1-trial", "Trial within one person."
    RANDOMISED_TRIAL = "randomised-trial", "Randomised trial."
    OBSERVATIONAL_DRAMATIC_EFFECT = (
        "observational-dramatic-effect",
        "Observational study with a dramatic effect.",
    )
    NON_RANDOMISED_CONTROLLED_COHORT = (
        "non-randomised-controlled-cohort",
        "Controlled cohort or follow-up study without randomisation.",
    )
    CASE_SERIES = "case-series", "Case series."
    CASE_CONTROL = "case-control", "Case-control study."
    HISTORICALLY_CONTROLLED = "historically-controlled", "Study with historical controls."
    MECHANISM_BASED_REASONING = "mechanism-based-reasoning", "Reasoning from mechanisms."


_PROGNOSIS = {
    OcebmDesign.SYSTEMATIC_REVIEW_OF_INCEPTION_COHORTS: 1,
    OcebmDesign.INCEPTION_COHORT: 2,
    OcebmDesign.COHORT: 3,
    OcebmDesign.TRIAL_CONTROL_ARM: 3,
    OcebmDesign.CASE_SERIES: 4,
    OcebmDesign.CASE_CONTROL: 4,
    OcebmDesign.POOR_PROGNOSTIC_COHORT: 4,
}
_COLUMNS = {
    OcebmQuestion.HOW_COMMON: {
        OcebmDesign.LOCAL_RANDOM_SAMPLE_SURVEY: 1,
        OcebmDesign.CENSUS: 1,
        OcebmDesign.SYSTEMATIC_REVIEW_OF_SURVEYS: 2,
        OcebmDesign.LOCAL_NON_RANDOM_SAMPLE: 3,
        OcebmDesign.CASE_SERIES: 4,
    },
    OcebmQuestion.DIAGNOSIS: {
        OcebmDesign.SYSTEMATIC_REVIEW_OF_CROSS_SECTIONAL: 1,
        OcebmDesign.CROSS_SECTIONAL: 2,
        OcebmDesign.NON_CONSECUTIVE: 3,
        OcebmDesign.INCONSISTENT_REFERENCE_STANDARD: 3,
        OcebmDesign.CASE_CONTROL: 4,
        OcebmDesign.POOR_REFERENCE_STANDARD: 4,
        OcebmDesign.MECHANISM_BASED_REASONING: 5,
    },
    OcebmQuestion.PROGNOSIS: _PROGNOSIS,
    OcebmQuestion.TREATMENT_BENEFIT: {
        OcebmDesign.SYSTEMATIC_REVIEW_OF_RANDOMISED_TRIALS: 1,
        OcebmDesign.N_OF_1_TRIAL: 1,
        OcebmDesign.RANDOMISED_TRIAL: 2,
        OcebmDesign.OBSERVATIONAL_DRAMATIC_EFFECT: 2,
        OcebmDesign.NON_RANDOMISED_CONTROLLED_COHORT: 3,
        OcebmDesign.CASE_SERIES: 4,
        OcebmDesign.CASE_CONTROL: 4,
        OcebmDesign.HISTORICALLY_CONTROLLED: 4,
        OcebmDesign.MECHANISM_BASED_REASONING: 5,
    },
    OcebmQuestion.AETIOLOGY: _PROGNOSIS,
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OcebmLevel(Frozen):
    """Level of a design for a question.

    Attributes
    ----------
    question : OcebmQuestion
        What is asked.
    column : OcebmQuestion
        Column of the table that was read.
    design : OcebmDesign
        The design.
    level : int
        From 1, the best, to 5.
    caveats : tuple of str
        What to heed when reading it.
    """

    question: OcebmQuestion
    column: OcebmQuestion
    design: OcebmDesign
    level: int
    caveats: tuple[str, ...]


def designs_of(question: OcebmQuestion) -> tuple[OcebmDesign, ...]:
    """Return the designs that the table ranks for a question.

    Parameters
    ----------
    question : OcebmQuestion
        What is asked.

    Returns
    -------
    tuple of OcebmDesign
        The designs, best first.

    Raises
    ------
    InvalidTypeError
        If it is no member of OcebmQuestion.

    Examples
    --------
    >>> designs_of(OcebmQuestion.PROGNOSIS)[1].value
    'inception-cohort'
    """
    return tuple(_column(question))


def level(question: OcebmQuestion, design: OcebmDesign) -> OcebmLevel:
    """Return the level of a design for a question.

    Parameters
    ----------
    question : OcebmQuestion
        What is asked.
    design : OcebmDesign
        Design of the study or review.

    Returns
    -------
    OcebmLevel
        Level, column and caveats.

    Raises
    ------
    InvalidValueError
        If the table has no level for this design and question.
    InvalidTypeError
        If an argument is no member of its vocabulary.

    Examples
    --------
    >>> level(OcebmQuestion.TREATMENT_BENEFIT, OcebmDesign.RANDOMISED_TRIAL).level
    2
    >>> level(OcebmQuestion.AETIOLOGY, OcebmDesign.CASE_CONTROL).caveats[0]
    'The table has no column for causes of disease; this level is read off the column of prognosis.'
    """
    column = _column(question)
    if not isinstance(design, OcebmDesign):
        msg = f"design must be a member of OcebmDesign, got {design!r}"
        raise InvalidTypeError(msg)
    if design not in column:
        msg = f"design must be one of {', '.join(column)} for the question {question}, got {design.value!r}"
        raise InvalidValueError(msg)
    borrowed = question is OcebmQuestion.AETIOLOGY
    return OcebmLevel(
        question=question,
        column=OcebmQuestion.PROGNOSIS if borrowed else question,
        design=design,
        level=column[design],
        caveats=(AETIOLOGY_CAVEAT, GRADING_CAVEAT) if borrowed else (GRADING_CAVEAT,),
    )


def _column(question: OcebmQuestion) -> dict[OcebmDesign, int]:
    if not isinstance(question, OcebmQuestion):
        msg = f"question must be a member of OcebmQuestion, got {question!r}"
        raise InvalidTypeError(msg)
    return _COLUMNS[question]

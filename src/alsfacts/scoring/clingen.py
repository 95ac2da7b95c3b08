"""The ClinGen matrix: points of a gene-disease pair, and the class that they give.

Sources: Strande 2017, Evaluating the Clinical Validity of Gene-Disease Associations,
doi 10.1016/j.ajhg.2017.04.015; ClinGen Gene-Disease Validity Standard Operating Procedures (SOP)
version 11 (September 2024), in halbritter-lab/gene-curator; the code of the curation interface,
ClinGen/gene-and-variant-curation-tools, ``ProvisionalCuration.js`` (SOP 8). The caps of single
rows up to SOP 7 are those that reproduce the published SOP 5 curations
(clingen-data-model/data-exchange-shared-json); no printed rule was read.

Scope: one gene, one monogenic disease and one mode of inheritance. Diseases of multifactorial
inheritance lie outside the procedure, so no hypothesis on the causes of a disease is scored
here. Points only ever support. Contradictory evidence takes none away: it hands the class to
the experts, and only they call a pair disputed or refuted. What fills the rows:
`alsfacts.scoring.clingen_points` and `alsfacts.scoring.clingen_studies`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import Term, Validity

__all__ = [
    "CATEGORY_CAPS",
    "CLINGEN_SCOPE",
    "DEFAULT_GAP_RULES",
    "EXPERIMENTAL_CAP",
    "GENETIC_CAP",
    "ROWS_OF_CATEGORY",
    "SOP_VERSIONS",
    "Classification",
    "GapRule",
    "MatrixCategory",
    "MatrixRow",
    "ValidityMatrix",
    "classify",
    "matrix",
]

CLINGEN_SCOPE = "One gene, one monogenic disease, one mode of inheritance; not a hypothesis on causes."
"""What a matrix is of."""

SOP_VERSIONS = (5, 6, 7, 8, 9, 10, 11)
"""Versions of the procedure whose matrix can be added up."""

GENETIC_CAP = 12.0
"""Most points of all genetic evidence."""

EXPERIMENTAL_CAP = 6.0
"""Most points of all experimental evidence."""

_LAST_EARLY_SOP = 7
_LOWEST_LIMITED, _HIGHEST_LIMITED, _HIGHEST_MODERATE = 0.1, 6.0, 11.0
# Sums of tenths are off by less than this; points are never given in smaller steps than 0.05.
_DECIMALS = 9


class GapRule(Term):
    """What class the points between the printed bands have: 6 to 7 and 11 to 12."""

    GCI_CODE = "gci-code", "Above 6 is moderate, above 11 strong (code of the curation interface)."
    HALF_UP = "half-up", "Points above 6 are rounded to whole ones first, halves up (clincoded issue 1554)."


DEFAULT_GAP_RULES: dict[int, GapRule] = {
    5: GapRule.HALF_UP,
    8: GapRule.GCI_CODE,
    9: GapRule.GCI_CODE,
    10: GapRule.GCI_CODE,
    11: GapRule.GCI_CODE,
}
"""Rule of each version of the procedure; for 6 and 7 none is known."""


class MatrixCategory(Term):
    """A block of rows with a cap of its own."""

    CASE_LEVEL = "case-level", "Variants of probands; at most 12 points."
    SEGREGATION = "segregation", "Families; at most 3 points."
    CASE_CONTROL = "case-control", "Case-control studies; at most 12 points."
    FUNCTION = "function", "What the gene product does; at most 2 points."
    FUNCTIONAL_ALTERATION = "functional-alteration", "What variants do in cells; at most 2 points."
    MODELS_AND_RESCUE = "models-and-rescue", "Models of the disease and its rescue; at most 4 points."

    @property
    def is_genetic(self) -> bool:
        """Whether the category counts as genetic evidence."""
        return self.value in ("case-level", "segregation", "case-control")


class MatrixRow(Term):
    """A row of the matrix."""

    AD_NULL = "ad-null", "Dominant or X-linked: predicted or proven null variants."
    AD_OTHER = "ad-other", "Dominant or X-linked: other variants with gene impact."
    AD_DE_NOVO = "ad-de-novo", "Dominant or X-linked: de novo variants; a row of its own up to SOP 7."
    AR_NULL = "ar-null", "Recessive: probands with null variants; from SOP 8."
    AR_NULL_OR_DE_NOVO = "ar-null-or-de-novo", "Recessive: with a null or de novo variant; up to SOP 7."
    AR_OTHER = "ar-other", "Recessive: probands with other variants."
    SEGREGATION = "segregation", "Segregation with the disease in families."
    CASE_CONTROL_SINGLE = "case-control-single", "Studies that test single variants."
    CASE_CONTROL_AGGREGATE = "case-control-aggregate", "Studies that test variants together."
    BIOCHEMICAL_FUNCTION = (
        "biochemical-function",
        "A function shared with known genes, or fitting the disease.",
    )
    PROTEIN_INTERACTION = "protein-interaction", "Interaction with proteins implicated in the disease."
    EXPRESSION = "expression", "Expression in the tissue, or altered expression in patients."
    ALTERATION_PATIENT_CELLS = "alteration-patient-cells", "Altered function in patients' cells."
    ALTERATION_NON_PATIENT_CELLS = "alteration-non-patient-cells", "Altered function in other cells."
    MODEL_ORGANISM = "model-organism", "A non-human organism as model."
    MODEL_CELL = "model-cell", "A cell culture as model."
    RESCUE_HUMAN = "rescue-human", "Rescue in people."
    RESCUE_ORGANISM = "rescue-organism", "Rescue in a non-human organism."
    RESCUE_CELL = "rescue-cell", "Rescue in a cell culture model."
    RESCUE_PATIENT_CELLS = "rescue-patient-cells", "Rescue in patients' cells."


ROWS_OF_CATEGORY: dict[MatrixCategory, tuple[MatrixRow, ...]] = {
    MatrixCategory.CASE_LEVEL: tuple(row for row in MatrixRow if row.startswith(("ad-", "ar-"))),
    MatrixCategory.SEGREGATION: (MatrixRow.SEGREGATION,),
    MatrixCategory.CASE_CONTROL: (MatrixRow.CASE_CONTROL_SINGLE, MatrixRow.CASE_CONTROL_AGGREGATE),
    MatrixCategory.FUNCTION: (
        MatrixRow.BIOCHEMICAL_FUNCTION,
        MatrixRow.PROTEIN_INTERACTION,
        MatrixRow.EXPRESSION,
    ),
    MatrixCategory.FUNCTIONAL_ALTERATION: tuple(row for row in MatrixRow if row.startswith("alteration-")),
    MatrixCategory.MODELS_AND_RESCUE: tuple(
        row for row in MatrixRow if row.startswith(("model-", "rescue-"))
    ),
}
"""Rows of each category."""

CATEGORY_CAPS: dict[MatrixCategory, float] = {
    MatrixCategory.CASE_LEVEL: 12.0,
    MatrixCategory.SEGREGATION: 3.0,
    MatrixCategory.CASE_CONTROL: 12.0,
    MatrixCategory.FUNCTION: 2.0,
    MatrixCategory.FUNCTIONAL_ALTERATION: 2.0,
    MatrixCategory.MODELS_AND_RESCUE: 4.0,
}
"""Most points of each category."""

_EARLY_ONLY = (MatrixRow.AD_DE_NOVO, MatrixRow.AR_NULL_OR_DE_NOVO)
_LATE_ONLY = (MatrixRow.AR_NULL,)
_LADDER = (
    Validity.NO_KNOWN_RELATIONSHIP,
    Validity.LIMITED,
    Validity.MODERATE,
    Validity.STRONG,
    Validity.DEFINITIVE,
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Classification(Frozen):
    """Class of a gene-disease pair: what points give, and what experts made of it.

    Attributes
    ----------
    calculated : Validity or None
        Class by points; never disputed or refuted. None where the bands name no class: below
        0.1 points with a genetic or a contradictory finding.
    contradictory : bool
        Whether there is contradictory evidence, which leaves the points as they are.
    expert_final : Validity or None
        Class that experts decided on, where known.
    gap_rule : GapRule
        Rule used between the printed bands.
    """

    calculated: Validity | None
    contradictory: bool
    expert_final: Validity | None
    gap_rule: GapRule

    @property
    def final(self) -> Validity | None:
        """The experts' class; without one the calculated class, and None if it is contradicted."""
        if self.expert_final is not None:
            return self.expert_final
        return None if self.contradictory else self.calculated

    @property
    def overridden(self) -> bool:
        """Whether experts decided on another class than the calculated one."""
        return self.expert_final is not None and self.expert_final is not self.calculated

    @property
    def within_one_class(self) -> bool:
        """Whether experts kept to one class up or down, as the procedure recommends.

        Disputed and refuted are free to choose, whatever the points.
        """
        if self.expert_final not in _LADDER or self.calculated is None:
            return True
        return abs(_LADDER.index(self.expert_final) - _LADDER.index(self.calculated)) <= 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ValidityMatrix(Frozen):
    """Points of a gene-disease pair by category, and its class.

    Attributes
    ----------
    case_level, segregation, case_control : float
        Genetic categories, each under its cap.
    genetic : float
        Their sum, at most 12.
    function, functional_alteration, models_and_rescue : float
        Experimental categories, each under its cap.
    experimental : float
        Their sum, at most 6.
    total : float
        Genetic plus experimental, at most 18.
    classification : Classification
        Class by these points, and the experts' one.
    animal_model_only : bool
        Whether no relationship is known in people but a model organism scores.
    sop : int
        Version of the procedure.
    scope : str
        What a matrix is of.
    """

    case_level: float
    segregation: float
    case_control: float
    genetic: float
    function: float
    functional_alteration: float
    models_and_rescue: float
    experimental: float
    total: float
    classification: Classification
    animal_model_only: bool
    sop: int
    scope: str = attrs.field(default=CLINGEN_SCOPE, init=False)


def classify(
    total: float,
    genetic: float,
    *,
    replicated_over_time: bool = False,
    contradictory: bool = False,
    gap_rule: GapRule = GapRule.GCI_CODE,
    expert_final: Validity | None = None,
) -> Classification:
    """Return the class that points give.

    Parameters
    ----------
    total : float
        All points, from 0 to 18.
    genetic : float
        Genetic points among them, from 0 to 12; the rest is at most 6.
    replicated_over_time : bool
        Whether the relationship is replicated over time: definitive rather than strong.
    contradictory : bool
        Whether there is contradictory evidence. It never changes points, and no class is
        calculated from it: experts decide, with or without points.
    gap_rule : GapRule
        Class of the points between the printed bands.
    expert_final : Validity or None
        Class that experts decided on; the only way to disputed and refuted.

    Returns
    -------
    Classification
        The calculated class with the flag, and the final one.

    Raises
    ------
    InvalidValueError
        If points are out of range.
    InvalidTypeError
        If points are no numbers, a flag is no truth value, or a word is of another vocabulary.

    Examples
    --------
    >>> classify(13, 12, replicated_over_time=True).calculated
    <Validity.DEFINITIVE: 'definitive'>
    >>> classify(6.35, 5.35).calculated
    <Validity.MODERATE: 'moderate'>
    >>> classify(6.35, 5.35, gap_rule=GapRule.HALF_UP).calculated
    <Validity.LIMITED: 'limited'>
    >>> classify(6, 6, contradictory=True).final is None
    True
    """
    all_points = round(checked_number("total", total, 0, GENETIC_CAP + EXPERIMENTAL_CAP), _DECIMALS)
    genetic_points = round(checked_number("genetic", genetic, 0, GENETIC_CAP), _DECIMALS)
    if not 0 <= round(all_points - genetic_points, _DECIMALS) <= EXPERIMENTAL_CAP:
        msg = f"genetic must lie from total - {EXPERIMENTAL_CAP:g} to total, got {genetic!r} of {total!r}"
        raise InvalidValueError(msg)
    for name, flag in (("replicated_over_time", replicated_over_time), ("contradictory", contradictory)):
        if not isinstance(flag, bool):
            msg = f"{name} must be True or False, got {flag!r}"
            raise InvalidTypeError(msg)
    if not isinstance(gap_rule, GapRule):
        msg = f"gap_rule must be a member of GapRule, got {gap_rule!r}"
        raise InvalidTypeError(msg)
    if expert_final is not None and not isinstance(expert_final, Validity):
        msg = f"expert_final must be a member of Validity or None, got {expert_final!r}"
        raise InvalidTypeError(msg)
    calculated: Validity | None
    if genetic_points == 0 and not contradictory:
        calculated = Validity.NO_KNOWN_RELATIONSHIP
    else:
        calculated = _class_of(all_points, gap_rule, replicated=replicated_over_time)
    return Classification(
        calculated=calculated, contradictory=contradictory, expert_final=expert_final, gap_rule=gap_rule
    )


def _class_of(points: float, gap_rule: GapRule, *, replicated: bool) -> Validity | None:
    if points < _LOWEST_LIMITED:
        return None
    if gap_rule is GapRule.HALF_UP and points > _HIGHEST_LIMITED:
        points = math.floor(points + 0.5)
    if points <= _HIGHEST_LIMITED:
        return Validity.LIMITED
    if points <= _HIGHEST_MODERATE:
        return Validity.MODERATE
    return Validity.DEFINITIVE if replicated else Validity.STRONG


def matrix(
    points: Mapping[MatrixRow, float],
    *,
    sop: int = 11,
    replicated_over_time: bool = False,
    contradictory: bool = False,
    gap_rule: GapRule | None = None,
    expert_final: Validity | None = None,
    early_null_cap: float = 10.0,
    early_other_cap: float = 7.0,
) -> ValidityMatrix:
    """Add up the matrix of a gene-disease pair and classify it.

    Parameters
    ----------
    points : mapping of MatrixRow to float
        Points of each row before any cap, at least 0; rows left out have none.
    sop : int
        Version of the procedure, from 5 to 11.
    replicated_over_time, contradictory : bool
        See `classify`.
    gap_rule : GapRule or None
        Class of the points between the printed bands; None for that of the version, which is
        not known for 6 and 7.
    expert_final : Validity or None
        Class that experts decided on.
    early_null_cap, early_other_cap : float
        Most points of the rows `AD_NULL` and `AD_OTHER` up to SOP 7.

    Returns
    -------
    ValidityMatrix
        Points by category, total and class.

    Raises
    ------
    InvalidValueError
        If points are negative or not finite, the version is unknown, has no such row, or has
        no known gap rule and none is given.
    InvalidTypeError
        If points are no mapping, a key is no row, or points are no numbers.

    Examples
    --------
    >>> rows = {MatrixRow.AD_OTHER: 10.5, MatrixRow.SEGREGATION: 1, MatrixRow.MODEL_ORGANISM: 3}
    >>> matrix(rows, sop=5).genetic, matrix(rows, sop=11).genetic
    (8.0, 11.5)
    >>> matrix({MatrixRow.MODEL_ORGANISM: 2}).animal_model_only
    True
    """
    if not isinstance(points, Mapping):
        msg = f"points must map members of MatrixRow to points, got {points!r}"
        raise InvalidTypeError(msg)
    checked_count("sop", sop)
    if sop not in SOP_VERSIONS:
        msg = f"sop must lie from {SOP_VERSIONS[0]} to {SOP_VERSIONS[-1]}, got {sop}"
        raise InvalidValueError(msg)
    rule = DEFAULT_GAP_RULES.get(sop) if gap_rule is None else gap_rule
    if rule is None:
        msg = f"gap_rule must be given for sop={sop}, for which no rule is known"
        raise InvalidValueError(msg)
    caps = {
        MatrixRow.AD_NULL: checked_number("early_null_cap", early_null_cap, 0, GENETIC_CAP),
        MatrixRow.AD_OTHER: checked_number("early_other_cap", early_other_cap, 0, GENETIC_CAP),
    }
    rows = {row: _checked_points(row, value, sop) for row, value in points.items()}
    if sop <= _LAST_EARLY_SOP:
        rows = {row: min(value, caps.get(row, value)) for row, value in rows.items()}
    sums = {category: _category_sum(category, rows) for category in MatrixCategory}
    genetic = min(GENETIC_CAP, math.fsum(value for kind, value in sums.items() if kind.is_genetic))
    experimental = min(EXPERIMENTAL_CAP, math.fsum(v for kind, v in sums.items() if not kind.is_genetic))
    classification = classify(
        genetic + experimental,
        genetic,
        replicated_over_time=replicated_over_time,
        contradictory=contradictory,
        gap_rule=rule,
        expert_final=expert_final,
    )
    return ValidityMatrix(
        case_level=sums[MatrixCategory.CASE_LEVEL],
        segregation=sums[MatrixCategory.SEGREGATION],
        case_control=sums[MatrixCategory.CASE_CONTROL],
        genetic=genetic,
        function=sums[MatrixCategory.FUNCTION],
        functional_alteration=sums[MatrixCategory.FUNCTIONAL_ALTERATION],
        models_and_rescue=sums[MatrixCategory.MODELS_AND_RESCUE],
        experimental=experimental,
        total=genetic + experimental,
        classification=classification,
        animal_model_only=classification.calculated is Validity.NO_KNOWN_RELATIONSHIP
        and rows.get(MatrixRow.MODEL_ORGANISM, 0) > 0,
        sop=sop,
    )


def _checked_points(row: MatrixRow, value: float, sop: int) -> float:
    if not isinstance(row, MatrixRow):
        msg = f"points must have members of MatrixRow as keys, got {row!r}"
        raise InvalidTypeError(msg)
    found = checked_number(f"points of {row.value}", value, lowest=0)
    if found > 0 and row in (_LATE_ONLY if sop <= _LAST_EARLY_SOP else _EARLY_ONLY):
        msg = f"points of {row.value} must be 0, as the matrix of sop={sop} has no such row; got {value!r}"
        raise InvalidValueError(msg)
    return found


def _category_sum(category: MatrixCategory, rows: Mapping[MatrixRow, float]) -> float:
    cap = CATEGORY_CAPS[category]
    # Rows are cut first, so that no sum is too large for a floating-point number.
    return min(cap, math.fsum(min(cap, rows.get(row, 0.0)) for row in ROWS_OF_CATEGORY[category]))

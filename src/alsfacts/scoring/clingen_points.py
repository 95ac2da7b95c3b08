"""Points of single probands and experiments for the ClinGen matrix.

Sources: the score map of the curation interface, ClinGen/gene-and-variant-curation-tools,
``scoreMaps.js`` (SOP 8); ClinGen Gene-Disease Validity Standard Operating Procedures (SOP)
version 11 (September 2024) with its figure 8, and the Gene Curation FAQ version 2.1 (5 April
2025), both in halbritter-lab/gene-curator.

Scope: SOP 8 to 11 as far as those sources go. The defaults per case up to SOP 7 are not known,
and no rule for semidominant inheritance was read. Defaults are where a curator starts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.scoring.clingen import CATEGORY_CAPS, MatrixCategory, MatrixRow
from alsfacts.vocabulary import Inheritance, Term

__all__ = [
    "DEFAULT_CASE_RULES",
    "SCORE_STEPS",
    "CaseRules",
    "DefaultPoints",
    "ProbandPoints",
    "ProbandVariant",
    "VariantKind",
    "case_points",
    "default_points",
    "recurrent_points",
]

SCORE_STEPS: dict[int, tuple[float, ...]] = {
    8: (0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0),
    11: (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0),
}
"""Points that the interface accepts for one variant, by version; sums of two alleles fit no step."""


class VariantKind(Term):
    """What a variant does to its gene."""

    NULL = "null", "Predicted or proven null: nonsense, frameshift, canonical splice site, deletion."
    OTHER = "other", "Other variant with gene impact: missense, in-frame, gain of function."


# Sums of tenths are off by less than this.
_DECIMALS = 9
_MOST_REPEATS = 1_000_000
_SINGLE_ALLELE_MODES = (Inheritance.AD, Inheritance.XL, Inheritance.XLD, Inheritance.MT)
_HIGHEST_PER_VARIANT = {VariantKind.NULL: 3.0, VariantKind.OTHER: 1.5}
# Score map of SOP 8: by kind, functional support and de novo.
_SCORE_MAP = {
    (VariantKind.OTHER, False, False): 0.1,
    (VariantKind.OTHER, True, False): 0.5,
    (VariantKind.OTHER, False, True): 0.5,
    (VariantKind.OTHER, True, True): 1.0,
    (VariantKind.NULL, False, False): 1.5,
    (VariantKind.NULL, True, False): 2.0,
    (VariantKind.NULL, False, True): 2.0,
    (VariantKind.NULL, True, True): 2.5,
}
_VARIANT_ROWS = {
    MatrixRow.AD_NULL: VariantKind.NULL,
    MatrixRow.AD_OTHER: VariantKind.OTHER,
    MatrixRow.AR_NULL: VariantKind.NULL,
    MatrixRow.AR_OTHER: VariantKind.OTHER,
}
# Figure 8: default and most points of one item.
_EXPERIMENTS = {
    MatrixRow.BIOCHEMICAL_FUNCTION: (0.5, 2.0),
    MatrixRow.PROTEIN_INTERACTION: (0.5, 2.0),
    MatrixRow.EXPRESSION: (0.5, 2.0),
    MatrixRow.ALTERATION_PATIENT_CELLS: (1.0, 2.0),
    MatrixRow.ALTERATION_NON_PATIENT_CELLS: (0.5, 1.0),
    MatrixRow.MODEL_ORGANISM: (2.0, 4.0),
    MatrixRow.MODEL_CELL: (1.0, 2.0),
    MatrixRow.RESCUE_HUMAN: (2.0, 4.0),
    MatrixRow.RESCUE_ORGANISM: (2.0, 4.0),
    MatrixRow.RESCUE_CELL: (1.0, 2.0),
    MatrixRow.RESCUE_PATIENT_CELLS: (1.0, 2.0),
}


def _check_flag(name: str, value: object) -> None:
    if not isinstance(value, bool):
        msg = f"{name} must be True or False, got {value!r}"
        raise InvalidTypeError(msg)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DefaultPoints(Frozen):
    """Where a curator starts, and how far the score of one item may go.

    Attributes
    ----------
    default : float
        Suggested points.
    maximum_per_item : float
        Most points of one variant or experiment; the fewest are always 0.
    """

    default: float
    maximum_per_item: float


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ProbandVariant(Frozen):
    """A variant of a proband.

    Attributes
    ----------
    kind : VariantKind
        What it does to the gene.
    functional : bool
        Whether functional evidence supports it.
    de_novo : bool
        Whether it is de novo.
    expert_points : float or None
        An expert's score of this allele, from 0 to 1.5 (other) or 3 (null); None for the default.
    """

    kind: VariantKind
    functional: bool = False
    de_novo: bool = False
    expert_points: float | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.kind, VariantKind):
            msg = f"kind must be a member of VariantKind, got {self.kind!r}"
            raise InvalidTypeError(msg)
        _check_flag("functional", self.functional)
        _check_flag("de_novo", self.de_novo)
        if self.expert_points is not None:
            checked_number("expert_points", self.expert_points, 0, _HIGHEST_PER_VARIANT[self.kind])


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CaseRules(Frozen):
    """Numbers of the text of SOP 11, for alleles that are scored one by one.

    Attributes
    ----------
    null_default, other_default : float
        Start of an allele.
    functional_upgrade : float
        Added for functional evidence.
    null_de_novo_upgrade, other_de_novo_upgrade : float
        Added for a de novo variant.
    common_ancestor_null_default : float
        Start of each allele of a homozygous null variant that both parents may have from one
        ancestor (FAQ 26: two points a proband instead of three).
    proband_cap : float
        Most points of one proband.
    single_allele_steps : tuple of float
        Points that the interface accepts for a proband with one allele; the sum goes up to the
        next one. Without steps nothing is rounded.
    """

    null_default: float = 1.5
    other_default: float = 0.1
    functional_upgrade: float = 0.4
    null_de_novo_upgrade: float = 0.5
    other_de_novo_upgrade: float = 0.4
    common_ancestor_null_default: float = 1.0
    proband_cap: float = 3.0
    single_allele_steps: tuple[float, ...] = SCORE_STEPS[11]

    def __attrs_post_init__(self) -> None:
        cap = CATEGORY_CAPS[MatrixCategory.CASE_LEVEL]
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            for number in value if isinstance(value, tuple) else (value,):
                checked_number(field.name, number, 0, cap)


DEFAULT_CASE_RULES = CaseRules()
"""The numbers as printed."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ProbandPoints(Frozen):
    """Points of one proband.

    Attributes
    ----------
    points : float
        Points to enter in the matrix, at most 3.
    raw : float
        Sum of start and upgrades over all alleles, neither rounded nor cut.
    alleles : tuple of float
        Summands of `raw`, one an allele.
    """

    points: float
    raw: float
    alleles: tuple[float, ...]

    @property
    def capped(self) -> bool:
        """Whether points were cut."""
        return self.points < self.raw


def default_points(row: MatrixRow, *, functional: bool = False, de_novo: bool = False) -> DefaultPoints:
    """Return the default points of one item, and its range.

    Parameters
    ----------
    row : MatrixRow
        Row that the item belongs to.
    functional, de_novo : bool
        Functional support and de novo origin, for variants only.

    Returns
    -------
    DefaultPoints
        Default and most points of one item (SOP 8 score map; figure 8 of SOP 11).

    Raises
    ------
    InvalidValueError
        If the row has no default (segregation, case-control, rows that end with SOP 7), or an
        experiment is called functional or de novo.
    InvalidTypeError
        If the row is none, or a flag is no truth value.

    Examples
    --------
    >>> default_points(MatrixRow.AD_NULL, de_novo=True).default
    2.0
    """
    _check_flag("functional", functional)
    _check_flag("de_novo", de_novo)
    if not isinstance(row, MatrixRow):
        msg = f"row must be a member of MatrixRow, got {row!r}"
        raise InvalidTypeError(msg)
    if row in _VARIANT_ROWS:
        kind = _VARIANT_ROWS[row]
        return DefaultPoints(
            default=_SCORE_MAP[kind, functional, de_novo], maximum_per_item=_HIGHEST_PER_VARIANT[kind]
        )
    if row not in _EXPERIMENTS:
        rows = ", ".join(member.value for member in (*_VARIANT_ROWS, *_EXPERIMENTS))
        msg = f"row must be one with known default points ({rows}), got {row.value}"
        raise InvalidValueError(msg)
    if functional or de_novo:
        msg = f"functional and de_novo must be False for the experiments of row {row.value}"
        raise InvalidValueError(msg)
    default, highest = _EXPERIMENTS[row]
    return DefaultPoints(default=default, maximum_per_item=highest)


def case_points(
    variants: Sequence[ProbandVariant],
    inheritance: Inheritance,
    *,
    homozygous: bool = False,
    independent_alleles: bool = True,
    accept_one_allele: bool = False,
    rules: CaseRules = DEFAULT_CASE_RULES,
) -> ProbandPoints:
    """Return the points of one proband.

    One allele (dominant, X-linked, mitochondrial) goes up to the next step that the interface
    accepts, which gives the score map; two alleles (recessive) are added unrounded and cut at 3.

    Parameters
    ----------
    variants : sequence of ProbandVariant
        One variant; two in trans for a recessive disease.
    inheritance : Inheritance
        Mode of the curation: AD, AR, XL, XLD or MT.
    homozygous : bool
        Whether the one variant is on both alleles; it then counts twice.
    independent_alleles : bool
        Whether the two alleles of a homozygous null variant may be taken to have arisen
        independently. SOP 11 counts 3 points in its example, the FAQ 2 unless this is shown.
    accept_one_allele : bool
        Whether a recessive proband with one variant is scored, as experts exceptionally allow.
    rules : CaseRules
        Start and upgrades of an allele.

    Returns
    -------
    ProbandPoints
        Points, and the unrounded sum.

    Raises
    ------
    InvalidValueError
        If number of variants, zygosity and inheritance do not fit, or no rule is known.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> missense = ProbandVariant(kind=VariantKind.OTHER, functional=True)
    >>> case_points([missense], Inheritance.AD).points
    0.5
    >>> stop = ProbandVariant(kind=VariantKind.NULL, functional=True)
    >>> found = case_points([stop], Inheritance.AR, homozygous=True)
    >>> found.points, found.raw
    (3.0, 3.8)
    """
    _check_flag("homozygous", homozygous)
    _check_flag("independent_alleles", independent_alleles)
    _check_flag("accept_one_allele", accept_one_allele)
    if not isinstance(rules, CaseRules):
        msg = f"rules must be CaseRules, got {rules!r}"
        raise InvalidTypeError(msg)
    alleles = _alleles(variants, inheritance, homozygous=homozygous, accept_one_allele=accept_one_allele)
    null_default = rules.null_default
    if not independent_alleles:
        if not homozygous or alleles[0].kind is not VariantKind.NULL:
            msg = "independent_alleles must be True, except for a homozygous null variant"
            raise InvalidValueError(msg)
        null_default = rules.common_ancestor_null_default
    parts = tuple(_allele_points(allele, rules, null_default) for allele in alleles)
    raw = math.fsum(parts)
    points = raw
    if inheritance in _SINGLE_ALLELE_MODES and alleles[0].expert_points is None:
        reached = (step for step in rules.single_allele_steps if step >= round(raw, _DECIMALS))
        points = min(reached, default=raw)
    return ProbandPoints(points=min(points, rules.proband_cap), raw=raw, alleles=parts)


def _alleles(
    variants: Sequence[ProbandVariant], inheritance: Inheritance, *, homozygous: bool, accept_one_allele: bool
) -> tuple[ProbandVariant, ...]:
    for variant in variants:
        if not isinstance(variant, ProbandVariant):
            msg = f"variants must hold members of type ProbandVariant, got {variant!r}"
            raise InvalidTypeError(msg)
    if not isinstance(inheritance, Inheritance):
        msg = f"inheritance must be a member of Inheritance, got {inheritance!r}"
        raise InvalidTypeError(msg)
    found = tuple(variants)
    if inheritance in _SINGLE_ALLELE_MODES:
        if len(found) != 1 or homozygous:
            msg = f"variants must be one variant, not homozygous, for {inheritance.value}; got {len(found)}"
            raise InvalidValueError(msg)
        return found
    if inheritance is not Inheritance.AR:
        msg = f"inheritance must be AD, AR, XL, XLD or MT, got {inheritance.value}: no rule for it is known"
        raise InvalidValueError(msg)
    if homozygous and len(found) == 1:
        return found * 2
    if homozygous or len(found) not in ((1, 2) if accept_one_allele else (2,)):
        msg = f"variants must be two, or one that is homozygous, for AR; got {len(found)}, {homozygous=}"
        raise InvalidValueError(msg)
    return found


def _allele_points(variant: ProbandVariant, rules: CaseRules, null_default: float) -> float:
    if variant.expert_points is not None:
        return float(variant.expert_points)
    null = variant.kind is VariantKind.NULL
    upgrades = (
        rules.functional_upgrade if variant.functional else 0.0,
        (rules.null_de_novo_upgrade if null else rules.other_de_novo_upgrade) if variant.de_novo else 0.0,
    )
    points = math.fsum((null_default if null else rules.other_default, *upgrades))
    return min(points, _HIGHEST_PER_VARIANT[variant.kind])


def recurrent_points(first: float, repeats: int, *, share: float = 0.5) -> float:
    """Return the points of one variant seen again without data on its haplotype.

    Parameters
    ----------
    first : float
        Points of the first proband, from 0 to 3.
    repeats : int
        Further probands that seem unrelated, from 0 to 1,000,000.
    share : float
        What each of them counts of the first, from 0 to 1; half in the FAQ (19 and 22), because
        all may have the variant from one founder.

    Returns
    -------
    float
        Points of all probands, before the cap of the matrix.

    Raises
    ------
    InvalidValueError
        If an argument is out of range.
    InvalidTypeError
        If the repeats are no whole number, or another argument no number.

    Examples
    --------
    >>> recurrent_points(1, repeats=4)
    3.0
    """
    start = checked_number("first", first, 0, DEFAULT_CASE_RULES.proband_cap)
    again = checked_number("repeats", checked_count("repeats", repeats), 0, _MOST_REPEATS)
    return start + again * start * checked_number("share", share, 0, 1)

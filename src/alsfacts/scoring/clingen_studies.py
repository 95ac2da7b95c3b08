"""Families and studies for the ClinGen matrix: segregation, case-control, replication over time.

Sources: ClinGen Gene-Disease Validity Standard Operating Procedures (SOP) version 11 (September
2024), figures 4 to 7 and 9, in halbritter-lab/gene-curator; the code of the curation interface,
ClinGen/gene-and-variant-curation-tools, ``ProvisionalCuration.js`` (SOP 8).

Scope of LOD scores: rare, highly penetrant diseases with few or no phenocopies, and families without
unexplained non-segregation. A published LOD score replaces the estimate. The scores of all
eligible families are summed before points are given. Unlike the code, the bands have no gaps
(1.99 to 2 and so on), and the points for exomes alone depend on the LOD score of exomes alone.

The score of a case-control study is always an expert's and never computed. People counted there
are not counted as probands too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.scoring.clingen import CATEGORY_CAPS, MatrixCategory

__all__ = [
    "CASE_CONTROL_EXAMPLES",
    "SEGREGATION_BANDS",
    "CaseControlExample",
    "SegregationBand",
    "SegregationPoints",
    "case_control_points",
    "estimated_lod_dominant",
    "estimated_lod_recessive",
    "replicated_over_time",
    "segregation_points",
    "sum_lod",
]

# No pedigree is larger, and no LOD score higher; the bounds keep sums far from infinity.
_MOST_PEOPLE = 100_000
_HIGHEST_LOD = 100_000.0
# Sums of tenths are off by less than this; LOD scores are printed with two decimals.
_DECIMALS = 9


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SegregationBand(Frozen):
    """Points of a range of summed LOD scores.

    Attributes
    ----------
    lowest_lod : float
        Lower end of the band, which belongs to it.
    candidate_points : float
        Points if only candidate genes were sequenced.
    exome_points : float
        Points if exome, genome or all genes of the linked region were sequenced.
    """

    lowest_lod: float
    candidate_points: float
    exome_points: float


SEGREGATION_BANDS = (
    SegregationBand(lowest_lod=0.0, candidate_points=0.0, exome_points=0.0),
    SegregationBand(lowest_lod=2.0, candidate_points=0.5, exome_points=1.0),
    SegregationBand(lowest_lod=3.0, candidate_points=1.0, exome_points=2.0),
    SegregationBand(lowest_lod=5.0, candidate_points=1.5, exome_points=3.0),
)
"""Bands of figure 6, lowest first."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SegregationPoints(Frozen):
    """Points for segregation in all families together.

    Attributes
    ----------
    points : float
        Points to enter, from 0 to 3.
    unrounded : float
        What the formula for mixed methods gives.
    exome_alone : float
        What the families with exome, genome or region sequencing would earn alone.
    total_lod : float
        Summed LOD score.
    """

    points: float
    unrounded: float
    exome_alone: float
    total_lod: float


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CaseControlExample(Frozen):
    """A worked study of figure 7, scored by experts.

    Attributes
    ----------
    author : str
        Letter of the made-up author.
    cases_with, cases, controls_with, controls : int
        Carriers and people.
    printed : str
        Statistic as printed.
    expert_points : float or None
        Points that experts gave; None for a study that contradicts.
    """

    author: str
    cases_with: int
    cases: int
    controls_with: int
    controls: int
    printed: str
    expert_points: float | None


CASE_CONTROL_EXAMPLES = tuple(
    CaseControlExample(
        author=author,
        cases_with=counts[0],
        cases=counts[1],
        controls_with=counts[2],
        controls=counts[3],
        printed=printed,
        expert_points=points,
    )
    for author, counts, printed, points in (
        ("A", (100, 12_000, 7, 4_500), "OR 5.4 (95% CI 2.5-11.6), P < 0.0001", 6.0),
        ("B", (13, 200, 20, 900), "Fisher's exact test P = 0.004", 4.0),
        ("C", (11, 1_500, 3, 2_000), "OR 4.9 (CI 1.4-17.7), P = 0.015", 2.0),
        ("D", (11, 1_500, 3, 2_000), "OR 4.9 (CI 1.4-17.7), P = 0.015", 0.0),
        # The printed odds ratio does not follow from these counts, which give 1.30.
        ("E", (27, 32_247, 21, 32_544), "OR 1.19 (95% CI 0.67-2.17), P = 0.55", None),
    )
)
"""The five examples. C and D share counts and differ in how controls were genotyped: no formula."""


def estimated_lod_dominant(
    segregations: int,
    *,
    risk: float = 0.5,
    certain: int = 0,
    min_segregations: int = 4,
    unexplained_non_segregation: bool = False,
) -> float:
    """Estimate the LOD score of one dominant or X-linked family.

    Parameters
    ----------
    segregations : int
        Segregations among affected carriers and obligate carriers.
    risk : float
        Chance to inherit the allele in each, above 0 and at most 1.
    certain : int
        Segregations among them that had to happen: to daughters of an affected father in an
        X-linked disease. Their chance is 1, so they add nothing.
    min_segregations : int
        Fewest segregations of a family that counts.
    unexplained_non_segregation : bool
        Whether the family has one; such a family is refused.

    Returns
    -------
    float
        LOD score at a recombination fraction of 0.

    Raises
    ------
    InvalidValueError
        If the family is too small or does not segregate, or a number is out of range.
    InvalidTypeError
        If a count is no whole number, the risk no number or the flag no truth value.

    Examples
    --------
    >>> round(estimated_lod_dominant(10), 1)
    3.0
    """
    _refuse_non_segregation(unexplained_non_segregation)
    least = checked_count("min_segregations", min_segregations)
    count = _people("segregations", segregations)
    if count < least:
        msg = f"family too small: AD/XL needs >={least} segregations; got segregations={segregations}"
        raise InvalidValueError(msg)
    if _people("certain", certain) > count:
        msg = f"certain must lie from 0 to segregations, got {certain} of {segregations}"
        raise InvalidValueError(msg)
    return (count - certain) * -_log_risk("risk", risk)


def estimated_lod_recessive(
    affected: int,
    unaffected: int = 0,
    *,
    risk_affected: float = 0.25,
    risk_unaffected: float = 0.75,
    min_affected: int = 3,
    unexplained_non_segregation: bool = False,
) -> float:
    """Estimate the LOD score of one recessive family.

    Parameters
    ----------
    affected : int
        Affected people, the proband included.
    unaffected : int
        Unaffected people at the same risk as the proband, such as siblings.
    risk_affected, risk_unaffected : float
        Chance to be affected and unaffected, above 0 and at most 1. With one affected parent
        and one carrier, both are 0.5.
    min_affected : int
        Fewest affected people of a family that counts, at least 1.
    unexplained_non_segregation : bool
        Whether the family has one; such a family is refused.

    Returns
    -------
    float
        LOD score at a recombination fraction of 0.

    Raises
    ------
    InvalidValueError
        If the family is too small or does not segregate, or a number is out of range.
    InvalidTypeError
        If a count is no whole number, a risk no number or the flag no truth value.

    Examples
    --------
    >>> round(estimated_lod_recessive(3, 2), 2)
    1.45
    >>> estimated_lod_recessive(2, 1)
    Traceback (most recent call last):
    ...
    alsfacts.errors.InvalidValueError: family too small: AR needs >=3 affected; got affected=2
    """
    _refuse_non_segregation(unexplained_non_segregation)
    least = checked_count("min_affected", min_affected, lowest=1)
    count = _people("affected", affected)
    if count < least:
        msg = f"family too small: AR needs >={least} affected; got affected={affected}"
        raise InvalidValueError(msg)
    exponent = (count - 1) * _log_risk("risk_affected", risk_affected)
    return -exponent - _people("unaffected", unaffected) * _log_risk("risk_unaffected", risk_unaffected)


def sum_lod(lods: Iterable[float]) -> float:
    """Sum the LOD scores of all eligible families.

    Parameters
    ----------
    lods : iterable of float
        One score a family, published or estimated, from 0 to 100,000.

    Returns
    -------
    float
        Their sum.

    Raises
    ------
    InvalidValueError
        If a score is out of range.
    InvalidTypeError
        If a score is no number.

    Examples
    --------
    >>> sum_lod([1.2, 1.8])
    3.0
    """
    return math.fsum(checked_number("lods", lod, 0, _HIGHEST_LOD) for lod in lods)


def segregation_points(candidate_lod: float, exome_lod: float) -> SegregationPoints:
    """Return the points for segregation.

    With A the score from candidate genes, B that from exomes, and C and D their points at the
    band of A + B: ``A / (A + B) * C + B / (A + B) * D``, to the nearest tenth; or the points of
    B alone, if those are not fewer.

    Parameters
    ----------
    candidate_lod : float
        Summed LOD score of families in which only candidate genes were sequenced, from 0 to
        100,000.
    exome_lod : float
        Summed LOD score of families with the exome, the genome or all genes of the linked
        region sequenced, from 0 to 100,000.

    Returns
    -------
    SegregationPoints
        Points, and the numbers behind them.

    Raises
    ------
    InvalidValueError
        If a score is out of range.
    InvalidTypeError
        If a score is no number.

    Examples
    --------
    >>> segregation_points(1.5, 2.8).points
    1.7
    >>> segregation_points(1.2, 3.1).points
    2.0
    """
    candidate = checked_number("candidate_lod", candidate_lod, 0, _HIGHEST_LOD)
    exome = checked_number("exome_lod", exome_lod, 0, _HIGHEST_LOD)
    total = candidate + exome
    band, alone = _band(total), _band(exome).exome_points
    unrounded = 0.0
    if total > 0:
        share = exome / total
        unrounded = (1 - share) * band.candidate_points + share * band.exome_points
    return SegregationPoints(
        points=alone if alone >= unrounded else _to_tenth(unrounded),
        unrounded=unrounded,
        exome_alone=alone,
        total_lod=total,
    )


def case_control_points(studies: Iterable[float], *, maximum_per_study: float = 6.0) -> float:
    """Add up the scores that experts gave to case-control studies.

    Parameters
    ----------
    studies : iterable of float
        One score a study, from 0 to the maximum. A study that contradicts has no score.
    maximum_per_study : float
        Most points of one study, from 0 to 12.

    Returns
    -------
    float
        Sum, at most 12.

    Raises
    ------
    InvalidValueError
        If a score or the maximum is out of range.
    InvalidTypeError
        If a score or the maximum is no number.

    Examples
    --------
    >>> case_control_points([6, 4, 6])
    12.0
    """
    cap = CATEGORY_CAPS[MatrixCategory.CASE_CONTROL]
    highest = checked_number("maximum_per_study", maximum_per_study, 0, cap)
    return min(cap, math.fsum(checked_number("studies", score, 0, highest) for score in studies))


def replicated_over_time(
    years_since_first: float, publications: int, *, min_years: float = 3.0, min_publications: int = 3
) -> bool:
    """Say whether a relationship is replicated over time.

    Parameters
    ----------
    years_since_first : float
        Years since the first report, at least 0.
    publications : int
        Publications with convincing evidence, at least 0.
    min_years : float
        Years that must have passed: more than these.
    min_publications : int
        Publications that are enough. The matrix asks for more than 2; the text on the classes
        of SOP 11 for at least 2.

    Returns
    -------
    bool
        Whether both are met.

    Raises
    ------
    InvalidValueError
        If a number is negative or not finite.
    InvalidTypeError
        If a count is no whole number, or years are no number.

    Examples
    --------
    >>> replicated_over_time(3.5, 3)
    True
    >>> replicated_over_time(3.5, 2), replicated_over_time(3.5, 2, min_publications=2)
    (False, True)
    """
    years = checked_number("years_since_first", years_since_first, lowest=0)
    enough = checked_count("publications", publications) >= checked_count(
        "min_publications", min_publications
    )
    return enough and years > checked_number("min_years", min_years, lowest=0)


def _band(lod: float) -> SegregationBand:
    found = round(lod, _DECIMALS)
    return max(
        (band for band in SEGREGATION_BANDS if band.lowest_lod <= found), key=lambda band: band.lowest_lod
    )


def _to_tenth(points: float) -> float:
    # Through the decimal notation, as a float just below 1.45 means 1.45 and goes up.
    written = Decimal(str(round(points, _DECIMALS)))
    return float(written.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _people(name: str, value: object) -> int:
    count = checked_count(name, value)
    checked_number(name, count, 0, _MOST_PEOPLE)
    return count


def _log_risk(name: str, risk: object) -> float:
    found = checked_number(name, risk, 0, 1)
    if found == 0:
        msg = f"{name} must be above 0 and at most 1, got {risk!r}"
        raise InvalidValueError(msg)
    return math.log10(found)


def _refuse_non_segregation(flag: object) -> None:
    if not isinstance(flag, bool):
        msg = f"unexplained_non_segregation must be True or False, got {flag!r}"
        raise InvalidTypeError(msg)
    if flag:
        msg = "unexplained_non_segregation must be False: the LOD score of such a family is not estimated"
        raise InvalidValueError(msg)

"""Scores of two databases of genes and diseases: Open Targets' harmonic sum, DisGeNET's caps.

Sources, Open Targets: www.thehyve.nl/articles/open-targets-platform-association-page;
community.opentargets.org/t/1113; opentargets/platform-etl-backend, harmonicFn. DisGeNET:
Understanding DISGENET scores, support.disgenet.com/support/solutions/articles/202000118694.
Scope: a gene and a disease. Both scores only add up what supports; neither knows evidence
against. The harmonic sum counts a duplicate again, at a quarter or less. The weights of Open
Targets' sources change with its releases, so the caller brings them; the weights of DisGeNET's
sources are not known here, so only its maximum is given.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen

__all__ = [
    "DISGENET_CAPS",
    "OPEN_TARGETS_TERMS",
    "HarmonicScore",
    "disgenet_maximum",
    "harmonic",
    "harmonic_association",
    "harmonic_maximum",
]

OPEN_TARGETS_TERMS = 1000
"""Number of perfect scores whose harmonic sum Open Targets divides by."""

DISGENET_CAPS: Mapping[str, float] = MappingProxyType(
    {"curated": 0.70, "clinical_trials": 0.10, "inferred": 0.25, "models": 0.10, "literature": 0.40}
)
"""Most that each component adds to a DisGeNET score; older versions ended at 1 in all."""

_MOST_TERMS = 1_000_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HarmonicScore(Frozen):
    """A harmonic sum, raw and as a share of the largest possible.

    Attributes
    ----------
    raw : float
        Sum of the scores, the i-th highest divided by the square of i.
    normalised : float
        Raw sum over the maximum, from 0 to 1.
    maximum : float
        Sum of perfect scores.
    terms : int
        Number of perfect scores in the maximum, and most scores that count.
    """

    raw: float
    normalised: float
    maximum: float
    terms: int


def harmonic_maximum(terms: int = OPEN_TARGETS_TERMS) -> float:
    """Return the harmonic sum of perfect scores.

    Parameters
    ----------
    terms : int
        Number of scores, from 1 to 1,000,000. For a data type, Open Targets takes the number
        of its sources.

    Returns
    -------
    float
        Sum of 1 over the squares from 1 to `terms`.

    Raises
    ------
    InvalidValueError
        If there are too few or too many terms.
    InvalidTypeError
        If `terms` is no whole number.

    Examples
    --------
    >>> f"{harmonic_maximum():.5f}"
    '1.64393'
    """
    count = checked_count("terms", terms, lowest=1)
    if count > _MOST_TERMS:
        msg = f"terms must be at most {_MOST_TERMS:,}, got {terms}"
        raise InvalidValueError(msg)
    return math.fsum(1 / place**2 for place in range(1, count + 1))


def harmonic(scores: Iterable[float], *, terms: int = OPEN_TARGETS_TERMS) -> HarmonicScore:
    """Return the harmonic sum of scores.

    Parameters
    ----------
    scores : iterable of float
        Scores from 0 to 1, in any order.
    terms : int
        Number of perfect scores in the maximum. No more scores than that count, the highest
        first, so that the normalised sum never exceeds 1.

    Returns
    -------
    HarmonicScore
        Raw and normalised sum.

    Raises
    ------
    InvalidValueError
        If a score lies outside 0 to 1, or `terms` is out of range.
    InvalidTypeError
        If a score is no number.

    Examples
    --------
    Two scores of TBK1 in ALS, as worked out at community.opentargets.org/t/1399:

    >>> score = harmonic([0.58457, 0.61861])
    >>> f"{score.raw:.7f}, {score.normalised:.2f}"
    '0.7647525, 0.47'
    """
    if isinstance(scores, str) or not isinstance(scores, Iterable):
        msg = f"scores must be numbers from 0 to 1, got {scores!r}"
        raise InvalidTypeError(msg)
    maximum = harmonic_maximum(terms)
    ordered = sorted((checked_number("scores", score, 0, 1) for score in scores), reverse=True)
    raw = math.fsum(score / place**2 for place, score in enumerate(ordered[:terms], start=1))
    return HarmonicScore(raw=raw, normalised=raw / maximum, maximum=maximum, terms=terms)


def harmonic_association(
    source_scores: Mapping[str, float],
    weights: Mapping[str, float],
    *,
    terms: int = OPEN_TARGETS_TERMS,
) -> HarmonicScore:
    """Return the score of an association from those of its data sources.

    Parameters
    ----------
    source_scores : mapping of str to float
        Normalised score of each data source, from 0 to 1.
    weights : mapping of str to float
        Weight of each data source, from 0 to 1. There is no default: see the release in use.
    terms : int
        Number of perfect scores in the maximum: 1,000 for an overall score, the number of its
        sources for a data type.

    Returns
    -------
    HarmonicScore
        Harmonic sum of the weighted scores.

    Raises
    ------
    InvalidValueError
        If a source has no weight, or a number lies outside its range.
    InvalidTypeError
        If a score or weight is no number.

    Examples
    --------
    >>> association = harmonic_association({"curated": 0.6, "text": 0.5}, {"curated": 1, "text": 0.2})
    >>> round(association.raw, 9)
    0.625
    """
    _check_mapping("source_scores", source_scores)
    _check_mapping("weights", weights)
    for source in source_scores:
        if source not in weights:
            msg = f"weights must hold every source of the scores, but lack {source!r}"
            raise InvalidValueError(msg)
    return harmonic(
        (
            checked_number(f"source_scores[{source!r}]", score, 0, 1)
            * checked_number(f"weights[{source!r}]", weights[source], 0, 1)
            for source, score in source_scores.items()
        ),
        terms=terms,
    )


def disgenet_maximum(caps: Mapping[str, float] = DISGENET_CAPS) -> float:
    """Return the largest score that DisGeNET can give.

    Parameters
    ----------
    caps : mapping of str to float
        Most that each component adds, from 0 to 1.

    Returns
    -------
    float
        Their sum.

    Raises
    ------
    InvalidValueError
        If a cap lies outside 0 to 1.
    InvalidTypeError
        If a cap is no number.

    Examples
    --------
    >>> disgenet_maximum()
    1.55
    """
    _check_mapping("caps", caps)
    return math.fsum(checked_number(f"caps[{name!r}]", cap, 0, 1) for name, cap in caps.items())


def _check_mapping(name: str, value: object) -> None:
    if not isinstance(value, Mapping):
        msg = f"{name} must map names to numbers, got {value!r}"
        raise InvalidTypeError(msg)

"""Published ClinGen curations: what points say of the class that experts decided on.

The one check against known answers that can be had: points were given and classes decided by
the same experts, who saw the points, so agreement of high points with high classes is partly
built in. What it can show is whether points tell a disputed pair from one with little evidence.
Source: ClinGen Gene-Disease Validity curations, Gene Express export of 9 January 2020, in
clingen-data-model/data-exchange-shared-json; 50 of its curations are bundled, none of them on
ALS.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import attrs

from alsfacts.errors import InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.scoring.clingen import GapRule, MatrixRow, classify, matrix
from alsfacts.vocabulary import Validity

__all__ = ["CurationCalibration", "PublishedCuration", "calibrate_curations", "published_curations"]

_LIKELY = (Validity.MODERATE, Validity.STRONG, Validity.DEFINITIVE)
_UNLIKELY = (Validity.DISPUTED, Validity.REFUTED)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PublishedCuration(Frozen):
    """A ClinGen curation of one gene-disease pair.

    Attributes
    ----------
    id : str
        Number in the export.
    label : str
        Gene and disease.
    sop : int
        Version of the procedure.
    rows : tuple of (MatrixRow, float)
        Points of the matrix; empty where only totals are bundled.
    total, genetic : float
        Points as published.
    replicated_over_time, contradictory : bool
        As published.
    calculated : Validity or None
        Class by points as published; None where none is printed.
    final : Validity
        Class that the experts decided on.
    """

    id: str
    label: str
    sop: int
    rows: tuple[tuple[MatrixRow, float], ...] = ()
    total: float
    genetic: float
    replicated_over_time: bool
    contradictory: bool
    calculated: Validity | None
    final: Validity

    def computed(self) -> Validity | None:
        """Return the class that the rules of alsfacts give.

        Returns
        -------
        Validity or None
            From the matrix where it is bundled, else from the totals.

        Examples
        --------
        >>> curation = next(item for item in published_curations() if item.label == "FXN: Friedreich ataxia")
        >>> curation.computed()
        <Validity.DEFINITIVE: 'definitive'>
        """
        if self.rows:
            return matrix(
                dict(self.rows),
                sop=self.sop,
                replicated_over_time=self.replicated_over_time,
                contradictory=self.contradictory,
            ).classification.calculated
        return classify(
            self.total,
            self.genetic,
            replicated_over_time=self.replicated_over_time,
            contradictory=self.contradictory,
            gap_rule=GapRule.HALF_UP,
        ).calculated


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CurationCalibration(Frozen):
    """How well points foretell the class that experts decide on.

    Attributes
    ----------
    curations : int
        Curations looked at.
    reproduced : int
        Those among them with a printed class by points that alsfacts computes too.
    printed : int
        Those with a printed class by points.
    table : tuple of (Validity, Validity or None, int)
        Final class, class computed from points, and how many curations have both.
    likely_against_unlikely : float or None
        Probability that a moderate, strong or definitive pair has more points than a disputed or
        refuted one (area under the curve; ties count half). None without pairs to compare.
    limited_against_unlikely : float or None
        The same for limited pairs: near 0.5, points do not show contradiction.
    """

    curations: int
    reproduced: int
    printed: int
    table: tuple[tuple[Validity, Validity | None, int], ...]
    likely_against_unlikely: float | None
    limited_against_unlikely: float | None


@cache
def published_curations() -> tuple[PublishedCuration, ...]:
    """Return the bundled curations.

    Returns
    -------
    tuple of PublishedCuration
        In order of id.

    Examples
    --------
    >>> published_curations()[0].final
    <Validity.LIMITED: 'limited'>
    """
    # Imported here: importing alsfacts must not pay for it.
    from importlib_resources import files

    path = files("alsfacts") / "data" / "calibration" / "clingen_curations.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        PublishedCuration(
            **{
                **entry,
                "rows": tuple((MatrixRow(name), points) for name, points in entry.get("rows", {}).items()),
                "calculated": None if entry["calculated"] is None else Validity(entry["calculated"]),
                "final": Validity(entry["final"]),
            }
        )
        for entry in content["curations"]
    )


def calibrate_curations(curations: Iterable[PublishedCuration] | None = None) -> CurationCalibration:
    """Hold points against the classes that experts decided on.

    Parameters
    ----------
    curations : iterable of PublishedCuration, optional
        Curations; the bundled ones if left out.

    Returns
    -------
    CurationCalibration
        Counts, and how well points tell classes apart.

    Raises
    ------
    InvalidValueError
        If there is no curation.

    Examples
    --------
    >>> found = calibrate_curations()
    >>> found.reproduced == found.printed
    True
    """
    kept = published_curations() if curations is None else tuple(curations)
    if not kept:
        msg = "curations must hold at least one curation"
        raise InvalidValueError(msg)
    computed = [(curation, curation.computed()) for curation in kept]
    printed = [
        (curation.calculated, found) for curation, found in computed if curation.calculated is not None
    ]
    pairs = [(curation.final, found) for curation, found in computed]
    unlikely = [curation.total for curation in kept if curation.final in _UNLIKELY]
    return CurationCalibration(
        curations=len(kept),
        reproduced=sum(published is found for published, found in printed),
        printed=len(printed),
        table=tuple(
            (final, found, pairs.count((final, found)))
            for final in sorted(Validity, reverse=True)
            for found in (*sorted(Validity, reverse=True), None)
            if (final, found) in pairs
        ),
        likely_against_unlikely=_area([c.total for c in kept if c.final in _LIKELY], unlikely),
        limited_against_unlikely=_area([c.total for c in kept if c.final is Validity.LIMITED], unlikely),
    )


def _area(higher: list[float], lower: list[float]) -> float | None:
    """Share of pairs in which the first has more points; ties count half."""
    pairs = [(high > low) + 0.5 * (high == low) for high in higher for low in lower]
    return sum(pairs) / len(pairs) if pairs else None

"""The nine viewpoints of Bradford Hill, as a typed record without a sum.

Source: Fedak 2015, Applying the Bradford Hill criteria in the 21st century,
doi 10.1186/s12982-015-0037-4.
Scope: whether an association that was seen in people is causal. Temporality is the only viewpoint
that is necessary; none is sufficient, and Hill gave no way to add them up, so this module gives
none either. A person judges each viewpoint; nothing is computed from data.

A published use in ALS to hold a record against: Longinetti 2021, Geographical clusters of
amyotrophic lateral sclerosis and the Bradford Hill criteria
(biomed.reviewer.ly/app/publication/9fc41486-6308-43fa-ae5f-e081298b1ea8). BMAA and metals met
the most viewpoints, and the evidence was still at best moderate.
"""

from __future__ import annotations

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import Term, Viewpoint

__all__ = [
    "NOTHING_FOUND",
    "NO_SUM_CAVEAT",
    "TEMPORALITY_NOT_MET",
    "TEMPORALITY_OPEN",
    "BradfordHillRecord",
    "BradfordHillSummary",
    "ViewpointFinding",
    "ViewpointStatus",
    "summary",
]

NO_SUM_CAVEAT = "The viewpoints are no checklist: their number is not a score, and none is sufficient."
TEMPORALITY_NOT_MET = "Temporality, the only necessary viewpoint, is not met."
TEMPORALITY_OPEN = "Temporality, the only necessary viewpoint, is not shown to be met in full."


class ViewpointStatus(Term):
    """What the evidence says about one viewpoint; the words have no order."""

    MET = "met", "Evidence shows it."
    PARTLY = "partly", "Evidence shows a part of it, or is mixed."
    NOT_MET = "not-met", "It was looked for and not found."
    NO_EVIDENCE = "no-evidence", "Nobody looked, or alsfacts holds nothing on it."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ViewpointFinding(Frozen):
    """Judgement of one viewpoint, with the evidence for it.

    Attributes
    ----------
    status : ViewpointStatus
        The judgement.
    evidence_ids : tuple of str
        Findings that it rests on; none if and only if there is no evidence.
    reason : str
        The reason, in one sentence.
    """

    status: ViewpointStatus
    evidence_ids: tuple[str, ...] = ()
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.status, ViewpointStatus):
            msg = f"status must be a member of ViewpointStatus, got {self.status!r}"
            raise InvalidTypeError(msg)
        if not isinstance(self.evidence_ids, tuple) or not all(
            isinstance(identifier, str) for identifier in self.evidence_ids
        ):
            msg = f"evidence_ids must be a tuple of text, got {self.evidence_ids!r}"
            raise InvalidTypeError(msg)
        if (self.status is ViewpointStatus.NO_EVIDENCE) is bool(self.evidence_ids):
            msg = (
                "evidence_ids must name a finding for a viewpoint that is met, partly met or not met, "
                f"and none for {ViewpointStatus.NO_EVIDENCE}; got {self.evidence_ids!r} for {self.status}"
            )
            raise InvalidValueError(msg)


NOTHING_FOUND = ViewpointFinding(status=ViewpointStatus.NO_EVIDENCE)
"""A viewpoint without evidence."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BradfordHillRecord(Frozen):
    """Judgement of all nine viewpoints for one association.

    Attributes
    ----------
    association : str
        What is judged, such as ``"BMAA and ALS"``.
    strength, consistency, specificity, temporality, gradient : ViewpointFinding
        See `alsfacts.vocabulary.Viewpoint`.
    plausibility, coherence, experiment, analogy : ViewpointFinding
        See `alsfacts.vocabulary.Viewpoint`.
    """

    association: str
    strength: ViewpointFinding = NOTHING_FOUND
    consistency: ViewpointFinding = NOTHING_FOUND
    specificity: ViewpointFinding = NOTHING_FOUND
    temporality: ViewpointFinding = NOTHING_FOUND
    gradient: ViewpointFinding = NOTHING_FOUND
    plausibility: ViewpointFinding = NOTHING_FOUND
    coherence: ViewpointFinding = NOTHING_FOUND
    experiment: ViewpointFinding = NOTHING_FOUND
    analogy: ViewpointFinding = NOTHING_FOUND

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.association, str):
            msg = f"association must be text, got {self.association!r}"
            raise InvalidTypeError(msg)
        if not self.association.strip():
            msg = "association must say what is judged, got empty text"
            raise InvalidValueError(msg)
        for viewpoint in Viewpoint:
            finding = self.finding(viewpoint)
            if not isinstance(finding, ViewpointFinding):
                msg = f"{viewpoint} must be a ViewpointFinding, got {finding!r}"
                raise InvalidTypeError(msg)

    def finding(self, viewpoint: Viewpoint) -> ViewpointFinding:
        """Return the judgement of a viewpoint.

        Parameters
        ----------
        viewpoint : Viewpoint
            The viewpoint.

        Returns
        -------
        ViewpointFinding
            Its judgement.

        Raises
        ------
        InvalidTypeError
            If it is no member of Viewpoint.

        Examples
        --------
        >>> seen = ViewpointFinding(status=ViewpointStatus.MET, evidence_ids=("a-cohort",))
        >>> record = BradfordHillRecord(association="an exposure and ALS", temporality=seen)
        >>> record.finding(Viewpoint.TEMPORALITY).status, record.finding(Viewpoint.GRADIENT).status
        (<ViewpointStatus.MET: 'met'>, <ViewpointStatus.NO_EVIDENCE: 'no-evidence'>)
        """
        if not isinstance(viewpoint, Viewpoint):
            msg = f"viewpoint must be a member of Viewpoint, got {viewpoint!r}"
            raise InvalidTypeError(msg)
        finding: ViewpointFinding = getattr(self, viewpoint.value)
        return finding


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BradfordHillSummary(Frozen):
    """Which viewpoints are met for an association; there is no sum on purpose.

    Attributes
    ----------
    association : str
        What is judged.
    met, partly, not_met, no_evidence : tuple of Viewpoint
        Viewpoints by judgement; together all nine.
    temporality : ViewpointStatus
        Judgement of the only necessary viewpoint.
    evidence_ids : tuple of str
        Findings that the judgements rest on, each once, sorted.
    caveats : tuple of str
        What to heed when reading it.
    """

    association: str
    met: tuple[Viewpoint, ...]
    partly: tuple[Viewpoint, ...]
    not_met: tuple[Viewpoint, ...]
    no_evidence: tuple[Viewpoint, ...]
    temporality: ViewpointStatus
    evidence_ids: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def counts(self) -> dict[ViewpointStatus, int]:
        """Number of viewpoints by judgement."""
        return {
            ViewpointStatus.MET: len(self.met),
            ViewpointStatus.PARTLY: len(self.partly),
            ViewpointStatus.NOT_MET: len(self.not_met),
            ViewpointStatus.NO_EVIDENCE: len(self.no_evidence),
        }

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in self.counts.items())
        return f"{self.association}: {counts}; temporality {self.temporality}"


def summary(record: BradfordHillRecord) -> BradfordHillSummary:
    """Sort the viewpoints of a record by their judgement.

    Parameters
    ----------
    record : BradfordHillRecord
        The judged association.

    Returns
    -------
    BradfordHillSummary
        Viewpoints and counts by judgement, without a sum.

    Raises
    ------
    InvalidTypeError
        If it is no record.

    Examples
    --------
    >>> seen = ViewpointFinding(status=ViewpointStatus.MET, evidence_ids=("a-cohort",))
    >>> print(summary(BradfordHillRecord(association="an exposure and ALS", temporality=seen)))
    an exposure and ALS: 1 met, 0 partly, 0 not-met, 8 no-evidence; temporality met
    """
    if not isinstance(record, BradfordHillRecord):
        msg = f"record must be a BradfordHillRecord, got {record!r}"
        raise InvalidTypeError(msg)

    def with_status(status: ViewpointStatus) -> tuple[Viewpoint, ...]:
        return tuple(viewpoint for viewpoint in Viewpoint if record.finding(viewpoint).status is status)

    identifiers = {found for viewpoint in Viewpoint for found in record.finding(viewpoint).evidence_ids}
    return BradfordHillSummary(
        association=record.association,
        met=with_status(ViewpointStatus.MET),
        partly=with_status(ViewpointStatus.PARTLY),
        not_met=with_status(ViewpointStatus.NOT_MET),
        no_evidence=with_status(ViewpointStatus.NO_EVIDENCE),
        temporality=record.temporality.status,
        evidence_ids=tuple(sorted(identifiers)),
        caveats=_caveats(record.temporality.status),
    )


def _caveats(temporality: ViewpointStatus) -> tuple[str, ...]:
    if temporality is ViewpointStatus.MET:
        return (NO_SUM_CAVEAT,)
    if temporality is ViewpointStatus.NOT_MET:
        return (NO_SUM_CAVEAT, TEMPORALITY_NOT_MET)
    return (NO_SUM_CAVEAT, TEMPORALITY_OPEN)

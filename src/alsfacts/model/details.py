"""Smaller parts of records: sources, grades, approvals, disease terms."""

from __future__ import annotations

import attrs

from alsfacts.model.base import Value, identifier, number
from alsfacts.vocabulary import CertaintyLevel

__all__ = ["Approval", "DiseaseTerm", "FieldSource", "GradedCertainty"]


@attrs.frozen(kw_only=True)
class FieldSource(Value):
    """Where the values of some fields were read.

    Attributes
    ----------
    fields : tuple of str
        Names of the fields; empty means the whole record.
    address : str
        A page, or a file inside a public repository or package, with its version.
    """

    fields: tuple[str, ...] = ()
    address: str


@attrs.frozen(kw_only=True)
class GradedCertainty(Value):
    """Certainty that an exposure is a risk factor, as a review graded it.

    Attributes
    ----------
    level : CertaintyLevel
        The grade.
    scope : str or None
        What the grade is limited to, if the review limits it.
    reference_id : str
        The review.
    seen_at : str
        Address read.
    """

    level: CertaintyLevel
    scope: str | None = None
    reference_id: str = identifier("slug")
    seen_at: str = identifier("url")


@attrs.frozen(kw_only=True)
class Approval(Value):
    """Approval of a treatment by an agency.

    Attributes
    ----------
    agency : str
        The agency or country.
    year : int
        Year of approval.
    note : str or None
        Indication, kind of approval, later withdrawal.
    """

    agency: str
    year: int = number(1900, 2100)
    note: str | None = None


@attrs.frozen(kw_only=True)
class DiseaseTerm(Value):
    """A MONDO term of a disease profile: the disease, a form of it, or a relative.

    Attributes
    ----------
    mondo_id, name : str
        The term.
    group : str
        ``als``, ``als-susceptibility``, ``related`` or ``obsolete`` (judged by alsfacts).
    locus : str or None
        Locus name, such as ``ALS1``.
    synonyms : tuple of str
        Synonyms of the term in MONDO.
    parent_ids : tuple of str
        Parent terms.
    cross_references : tuple of str
        CURIEs in other vocabularies.
    replaced_by : str or None
        Term that replaces an obsolete one.
    """

    mondo_id: str = identifier("mondo")
    name: str
    group: str
    locus: str | None = None
    synonyms: tuple[str, ...] = ()
    parent_ids: tuple[str, ...] = identifier("mondo", default=())
    cross_references: tuple[str, ...] = identifier("curie", default=())
    replaced_by: str | None = identifier("mondo", default=None)

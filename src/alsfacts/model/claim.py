"""A sentence that people say about the disease, checked against the evidence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Complaint, Record, identifier
from alsfacts.vocabulary import ClaimStatus, Topic

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.model.hypothesis import Hypothesis

__all__ = ["Claim"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Claim(Record):
    """A sentence that people say about ALS, checked against the evidence.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    text : str
        The sentence.
    topic : Topic
        What it is about.
    status : ClaimStatus
        What the evidence says of it.
    correction : str or None
        What has to be added or changed.
    why : str
        Reason for the status.
    hypothesis_ids : tuple of str
        Hypotheses that it touches.
    supporting_ids, disputing_ids : tuple of str
        Evidence for and against the sentence.
    """

    id: str = identifier("slug")
    text: str
    topic: Topic
    status: ClaimStatus
    correction: str | None = None
    why: str
    hypothesis_ids: tuple[str, ...] = identifier("slug", default=())
    supporting_ids: tuple[str, ...] = identifier("slug", default=())
    disputing_ids: tuple[str, ...] = identifier("slug", default=())

    catalog_name: ClassVar[str] = "claims"

    def _contradictions(self) -> Iterator[Complaint]:
        for evidence_id in self.supporting_ids:
            if evidence_id in self.disputing_ids:
                yield "supporting_ids", f"{evidence_id!r} stands on both sides"
        if self.status is not ClaimStatus.UNTESTED and not (self.supporting_ids or self.disputing_ids):
            yield "status", f"a claim that is {self.status} needs evidence; without any it is untested"

    @property
    def hypotheses(self) -> "Catalog[Hypothesis]":
        """Hypotheses that the claim touches."""
        return self._related("hypotheses")

    @property
    def supporting(self) -> "EvidenceCatalog":
        """Evidence for the sentence."""
        return self._related("supporting")

    @property
    def disputing(self) -> "EvidenceCatalog":
        """Evidence against the sentence."""
        return self._related("disputing")

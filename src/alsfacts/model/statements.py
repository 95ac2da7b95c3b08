"""What is said of the disease: hypotheses about its cause, and claims that people make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Complaint, Record, identifier
from alsfacts.vocabulary import ClaimStatus, Extent, Factor, Topic

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog, EvidenceOn

__all__ = ["Claim", "Hypothesis"]


@attrs.frozen(kw_only=True, repr=False, str=False)
class Hypothesis(Record):
    """A claim about cause that evidence can speak to.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    name, statement : str
        Name, and the hypothesis as a sentence.
    factor : Factor
        Kind of cause.
    extent : Extent
        Whether the factor is said to be the only cause or one among others.
    search_scope : str
        What kinds of sources the bundled evidence was drawn from, and what was not searched.
    """

    id: str = identifier("slug")
    name: str
    statement: str
    factor: Factor
    extent: Extent
    search_scope: str

    catalog_name: ClassVar[str] = "hypotheses"

    def names(self) -> Iterator[str]:
        """Yield the name.

        Yields
        ------
        str
            The name.

        Examples
        --------
        >>> from alsfacts import hypotheses
        >>> list(hypotheses["multistep"].names())
        ['Multistep process']
        """
        yield self.name

    @property
    def evidence(self) -> EvidenceOn:
        """Evidence that bears on the hypothesis, in every disease."""
        return self._related("evidence")

    @property
    def claims(self) -> Catalog[Claim]:
        """Claims that touch the hypothesis."""
        return self._related("claims")


@attrs.frozen(kw_only=True, repr=False, str=False)
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
    def hypotheses(self) -> Catalog[Hypothesis]:
        """Hypotheses that the claim touches."""
        return self._related("hypotheses")

    @property
    def supporting(self) -> EvidenceCatalog:
        """Evidence for the sentence."""
        return self._related("supporting")

    @property
    def disputing(self) -> EvidenceCatalog:
        """Evidence against the sentence."""
        return self._related("disputing")

"""A hypothesis about the cause of the disease."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Record, identifier
from alsfacts.vocabulary import Extent, Factor

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceOn
    from alsfacts.model.claim import Claim

__all__ = ["Hypothesis"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
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
    def evidence(self) -> "EvidenceOn":
        """Evidence that bears on the hypothesis, in every disease."""
        return self._related("evidence")

    @property
    def claims(self) -> "Catalog[Claim]":
        """Claims that touch the hypothesis."""
        return self._related("claims")

"""Disease profiles."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Record, Value, identifier
from alsfacts.model.details import FieldSource
from alsfacts.model.gwas import GwasLocus
from alsfacts.vocabulary import KnownAnswer

if TYPE_CHECKING:
    from alsfacts.evidence_catalog import EvidenceCatalog

__all__ = ["Disease"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disease(Record):
    """A disease profile: ALS, or a contrast disease whose answer is known.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    name : str
        Name.
    mondo_id : str
        MONDO CURIE.
    aliases : tuple of str
        Other names and abbreviations.
    known_answer : KnownAnswer or None
        What is known of its cause; None for ALS, whose answer is derived.
    why : str or None
        Grounds of the known answer.
    terms : tuple of DiseaseTerm
        Forms and relatives in MONDO.
    gwas_loci : tuple of GwasLocus
        Genome-wide association loci of the disease.
    note : str or None
        Remarks.
    sources : tuple of FieldSource
        Where the fields were read.
    """

    id: str = identifier("slug")
    name: str
    mondo_id: str = identifier("mondo")
    aliases: tuple[str, ...] = ()
    known_answer: KnownAnswer | None = None
    why: str | None = None
    terms: tuple[DiseaseTerm, ...] = ()
    gwas_loci: tuple[GwasLocus, ...] = ()
    note: str | None = None
    sources: tuple[FieldSource, ...] = ()

    catalog_name: ClassVar[str] = "diseases"

    def names(self) -> Iterator[str]:
        """Yield name, aliases and CURIE.

        Yields
        ------
        str
            Such as ``"Lou Gehrig disease"``.

        Examples
        --------
        >>> from alsfacts import diseases
        >>> "Lou Gehrig disease" in set(diseases["als"].names())
        True
        """
        yield self.name
        yield self.mondo_id
        yield from self.aliases

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence on the disease."""
        return self._related("evidence")

"""Publications."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Complaint, Record, identifier, number
from alsfacts.vocabulary import ReferenceStatus

if TYPE_CHECKING:
    from alsfacts.evidence_catalog import EvidenceCatalog

__all__ = ["Reference"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reference(Record):
    """A publication.

    Attributes
    ----------
    id : str
        A label, never a citation: fields are right where a label differs from them.
    title : str
        Title.
    first_author : str or None
        First author, family name first, as printed where it was read.
    year : int or None
        Year of the journal issue.
    journal : str or None
        Journal.
    doi, pmid, pmcid : str or None
        Identifiers; the DOI is bare and in lower case.
    url : str or None
        Address, only where none of the three identifiers is known.
    status : ReferenceStatus
        Whether it was corrected or retracted.
    seen_at : tuple of str
        Where the fields were read.
    note : str or None
        Conflicts between sources, online dates.

    Examples
    --------
    >>> from alsfacts import references
    >>> references["PMID:20861059"].link
    'https://doi.org/10.1136/jnnp.2010.207464'
    """

    id: str = identifier("slug")
    title: str
    first_author: str | None = None
    year: int | None = number(1800, 2100, default=None)
    journal: str | None = None
    doi: str | None = identifier("doi", default=None)
    pmid: str | None = identifier("pmid", default=None)
    pmcid: str | None = identifier("pmcid", default=None)
    url: str | None = identifier("url", default=None)
    status: ReferenceStatus = ReferenceStatus.CURRENT
    seen_at: tuple[str, ...] = ()
    note: str | None = None

    catalog_name: ClassVar[str] = "references"

    def _contradictions(self) -> Iterator[Complaint]:
        if self.doi is None and self.pmid is None and self.pmcid is None and self.url is None:
            yield "doi", "a reference needs a DOI, PMID or PMCID, or a URL where none exists"

    def names(self) -> Iterator[str]:
        """Yield the title and the identifiers.

        Yields
        ------
        str
            Such as ``"PMID:20861059"``.

        Examples
        --------
        >>> from alsfacts import references
        >>> "PMID:20861059" in set(references["al-chalabi-2010-estimate-heritability-twin"].names())
        True
        """
        yield self.title
        if self.doi is not None:
            yield self.doi
            yield f"DOI:{self.doi}"
        if self.pmid is not None:
            yield f"PMID:{self.pmid}"
        if self.pmcid is not None:
            yield self.pmcid

    @property
    def link(self) -> str:
        """The most durable address: DOI, PubMed, PubMed Central, else the URL."""
        if self.doi is not None:
            return f"https://doi.org/{self.doi}"
        if self.pmid is not None:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.pmcid is not None:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return self.url or ""

    def citation(self) -> str:
        """Return the reference as one line of text.

        Returns
        -------
        str
            Author, year, title, journal and link, as far as known.

        Examples
        --------
        >>> from alsfacts import references
        >>> print(references["PMID:20861059"].citation())
        Al-Chalabi, A (2010). An estimate of amyotrophic lateral sclerosis heritability using twin data.
        Journal of Neurology, Neurosurgery & Psychiatry. https://doi.org/10.1136/jnnp.2010.207464
        """
        head = f"{self.first_author or 'Authors not seen'} ({self.year or 'year not seen'})"
        tail = [f"{self.title.rstrip('.')}."]
        if self.journal is not None:
            tail.append(f"{self.journal.rstrip('.')}.")
        if self.status is not ReferenceStatus.CURRENT:
            tail.append(f"[{self.status}]")
        return " ".join([f"{head}.", *tail, self.link])

    def short_citation(self) -> str:
        """Return author and year, or the title's beginning where no author is known.

        Returns
        -------
        str
            Such as ``"Chiò 2018"``.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> evidence["miller-2022-tofersen-valor"].reference.short_citation()
        'Miller 2022'
        """
        if self.first_author is None:
            words = self.title.split()
            name = " ".join(words[:4]) + ("..." if len(words) > 4 else "")  # noqa: PLR2004
        else:
            name = self.first_author.split(",")[0]
        return f"{name} {self.year}" if self.year is not None else f"{name} (year not seen)"

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence that rests on the publication."""
        return self._related("evidence")

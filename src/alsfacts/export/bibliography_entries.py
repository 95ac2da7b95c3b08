"""References as every bibliography needs them: each text on one line, the author's name in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError
from alsfacts.export.author_names import AuthorName, author_name
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Reference
from alsfacts.vocabulary import ReferenceStatus

__all__ = ["BibliographyEntry", "bibliography_entries", "references_of"]

# Line ends, tabs and other control characters would end a field, or are no text at all; half a
# surrogate pair cannot be written in UTF-8.
_NO_TEXT = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BibliographyEntry(Frozen):
    """What a bibliography says of a reference; an empty text where it knows nothing.

    Attributes
    ----------
    id, title, journal, doi, pmid, pmcid : str
        As in the reference, without line ends and control characters.
    author : AuthorName or None
        First author, in parts.
    year : int or None
        Year of the journal issue.
    address : str
        Web address, where there is no DOI: with one, readers make the address themselves, and
        styles would print both.
    status : str
        ``"corrected"`` or ``"retracted"``, else empty.
    remark : str
        What the curators noted.
    """

    id: str
    title: str
    author: AuthorName | None
    year: int | None
    journal: str
    doi: str
    pmid: str
    pmcid: str
    address: str
    status: str
    remark: str


def bibliography_entries(references: Catalog[Reference]) -> Iterator[BibliographyEntry]:
    """Yield what a bibliography says of each reference.

    Parameters
    ----------
    references : Catalog of Reference
        The references.

    Yields
    ------
    BibliographyEntry
        In the order of the catalog.

    Examples
    --------
    >>> from alsfacts import references
    >>> next(bibliography_entries(references.where(doi=None))).address[:8]
    'https://'
    """
    for reference in references:
        author = _one_line(reference.first_author)
        yield BibliographyEntry(
            id=reference.id,
            title=_one_line(reference.title),
            author=author_name(author) if author else None,
            year=reference.year,
            journal=_one_line(reference.journal),
            doi=_one_line(reference.doi),
            pmid=_one_line(reference.pmid),
            pmcid=_one_line(reference.pmcid),
            address="" if reference.doi is not None else _one_line(reference.link),
            status="" if reference.status is ReferenceStatus.CURRENT else str(reference.status),
            remark=_one_line(reference.note),
        )


def _one_line(text: str | None) -> str:
    return _HALF_PAIR.sub("\ufffd", _NO_TEXT.sub(" ", text or "")).strip()


def references_of(source: Catalog[Reference] | KnowledgeBase) -> Catalog[Reference]:
    """Return the references that a bibliography is made of.

    Parameters
    ----------
    source : Catalog of Reference, or KnowledgeBase
        The references, or what holds them.

    Returns
    -------
    Catalog of Reference
        The references.

    Raises
    ------
    InvalidTypeError
        If it holds no references.

    Examples
    --------
    >>> from alsfacts import genes, references
    >>> references_of(references) is references
    True
    >>> references_of(genes.head(2))
    Traceback (most recent call last):
    ...
    alsfacts.errors.InvalidTypeError: a bibliography is made of references, got <Catalog of 2 genes>
    """
    given: object = source
    if isinstance(given, KnowledgeBase):
        return given.references
    if isinstance(given, Catalog) and issubclass(given.kind, Reference):
        return given
    kind = repr(given) if isinstance(given, Catalog) else type(given).__name__
    msg = f"a bibliography is made of references, got {kind}"
    raise InvalidTypeError(msg)

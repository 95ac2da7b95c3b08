"""Where exported data comes from, for the head of a file."""

from __future__ import annotations

from typing import Any

import attrs

from alsfacts import __version__
from alsfacts.bundled import knowledge_base, manifest
from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase

__all__ = ["Provenance", "base_of", "provenance_of"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Provenance(Frozen):
    """Which data an export holds; the same data always has the same provenance.

    Attributes
    ----------
    package_version : str
        Version of alsfacts.
    data_version, data_date, licence : str or None
        Those of the bundled data; None for records of a knowledge base of the user's own.
    content : str
        What was exported, such as ``"122 genes"``.
    """

    package_version: str
    data_version: str | None
    data_date: str | None
    licence: str | None
    content: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in words, line by line, without time or machine: equal data gives equal bytes."""
        if self.data_version is None:
            source = "records of a knowledge base that is not the bundled one"
        else:
            source = f"data {self.data_version} of {self.data_date}, {self.licence}"
        return (
            f"alsfacts {self.package_version}: {source}",
            f"{self.content}. No medical advice.",
        )


def provenance_of(source: Catalog[Any] | KnowledgeBase) -> Provenance:
    """Say where records come from.

    Parameters
    ----------
    source : Catalog or KnowledgeBase
        What is exported.

    Returns
    -------
    Provenance
        With the version of the data where it is the bundled data.

    Examples
    --------
    >>> from alsfacts import genes
    >>> for line in provenance_of(genes.where(validity="definitive")).lines:
    ...     print(line)  # doctest: +ELLIPSIS
    alsfacts ...: data ... of ..., CC-BY-4.0 AND CC0-1.0
    15 genes. No medical advice.
    """
    if isinstance(source, KnowledgeBase):
        home: Any = source
        content = f"{sum(len(catalog) for catalog in source.catalogs.values()):,} records"
    else:
        home = source.home
        name = source.kind.__name__.lower() if len(source) == 1 else source.kind.catalog_name
        content = f"{len(source):,} {name}"
    held = manifest() if home is not None and home.restorable() else None
    return Provenance(
        package_version=__version__,
        data_version=held.data_version if held else None,
        data_date=held.date if held else None,
        licence=held.licence if held else None,
        content=content,
    )


def base_of(source: KnowledgeBase | None, what: str) -> KnowledgeBase:
    """Return the knowledge base that an export is made of.

    Parameters
    ----------
    source : KnowledgeBase or None
        The one that the caller named, if any.
    what : str
        What is made of it, as the beginning of a sentence.

    Returns
    -------
    KnowledgeBase
        The one named, or the bundled one.

    Raises
    ------
    InvalidTypeError
        If something else is named.

    Examples
    --------
    >>> import alsfacts
    >>> base_of(None, "a graph") is alsfacts.knowledge_base()
    True
    """
    if source is None:
        return knowledge_base()
    if not isinstance(source, KnowledgeBase):
        msg = f"{what} is made of a knowledge base, got {type(source).__name__}"
        raise InvalidTypeError(msg)
    return source

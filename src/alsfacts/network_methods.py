"""Neighbours and paths as methods of a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from alsfacts.errors import InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.model import RECORD_TYPES, Record
from alsfacts.suggestions import did_you_mean, suggest

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.network import Neighbour, Network, Path

__all__ = ["NetworkMethods", "require_catalog"]


class NetworkMethods:
    """Ways between the records of one knowledge base."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def catalogs(self) -> dict[str, Catalog[Any]]:
            """All catalogs by name."""
            raise NotImplementedError

        def catalog(self, name: str) -> Catalog[Any]:
            """Return a catalog by its name."""
            raise NotImplementedError

        def find(self, name: str) -> Record:
            """Return the record that answers to a name."""
            raise NotImplementedError

        def _linked(self) -> Network: ...

    def neighbours(self, record: Record | str) -> tuple[Neighbour, ...]:
        """Return the records that a record names, and those that name it.

        Parameters
        ----------
        record : Record or str
            A record of this knowledge base, or a name of one.

        Returns
        -------
        tuple of Neighbour
            Those that it names first.

        Raises
        ------
        UnknownRecordError
            If nothing here answers to the name.

        Examples
        --------
        >>> import alsfacts
        >>> print(alsfacts.knowledge_base().neighbours("tofersen")[0])
        --target_gene_ids--> gene SOD1
        """
        return self._linked().neighbours(self._own(record))

    def paths(
        self,
        start: Record | str,
        end: Record | str,
        *,
        longest: int = 4,
        most: int = 10,
        avoid: Iterable[str] = ("diseases",),
    ) -> tuple[Path, ...]:
        """Return ways from one record to another along links in either direction.

        Parameters
        ----------
        start, end : Record or str
            Records of this knowledge base, or names of them.
        longest : int
            Most links of a way, from 1 to 8.
        most : int
            Most ways.
        avoid : iterable of str
            Catalogs through which no way leads: a disease profile stands next to almost
            everything and says little.

        Returns
        -------
        tuple of Path
            Shortest first; empty if there is none.

        Raises
        ------
        UnknownRecordError
            If nothing here answers to a name, or a catalog is unknown.
        InvalidValueError
            If a number is out of range.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> path = kb.paths("tofersen", "protein-aggregation")[0]
        >>> print(path)
        tofersen -target_mechanism_ids- protein-aggregation
        """
        for name, number, highest in (("longest", longest, 8), ("most", most, 10_000)):
            if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= highest:
                msg = f"{name} must be a whole number from 1 to {highest:,}, got {number!r}"
                raise InvalidValueError(msg)
        avoided = frozenset(avoid)
        for catalog in avoided:
            require_catalog(catalog)
        found = self._linked().paths(self._own(start), self._own(end), longest, avoided)
        return tuple(islice(found, most))

    def _own(self, record: Record | str) -> Record:
        if isinstance(record, str):
            return self.find(record)
        if not isinstance(record, Record):
            msg = f"expected a record or the name of one, got {type(record).__name__}"
            raise InvalidTypeError(msg)
        own: Record = self.catalog(record.catalog_name)[record.id]
        return own


def require_catalog(name: str) -> None:
    """Raise if there is no catalog of a name.

    Parameters
    ----------
    name : str
        The name.

    Raises
    ------
    UnknownRecordError
        With a suggestion and the names of all.

    Examples
    --------
    >>> require_catalog("gene")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    alsfacts.errors.UnknownRecordError: no catalog 'gene'; did you mean 'genes'? Catalogs: genes, ...
    """
    if name not in RECORD_TYPES:
        suggestions = suggest(name, RECORD_TYPES)
        msg = f"no catalog {name!r}{did_you_mean(suggestions)} Catalogs: {', '.join(RECORD_TYPES)}"
        raise UnknownRecordError(msg, name, suggestions)

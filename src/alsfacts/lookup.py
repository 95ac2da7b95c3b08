"""Records of one kind that answer to names: ids, symbols, aliases, in any case."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, overload

from alsfacts.errors import AmbiguousNameError, InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.model import Record
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Finder", "NamedRecords"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Finder(Protocol):
    """What a catalog asks of the knowledge base that it belongs to."""

    def find(self, name: str, kinds: tuple[type[Record], ...]) -> Record:
        """Return the record of any of the kinds that answers to a name."""
        ...

    def restorable(self) -> bool:
        """Say whether what is pickled is found here again."""
        ...


class NamedRecords(Generic[R]):
    """Records of one kind, found by id or by any other name that they answer to.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    records : iterable of Record, or callable that returns them
        The records. A callable is called at first use.
    home : KnowledgeBase, optional
        Knowledge base that resolves links.
    """

    __slots__ = (
        "_answers",
        "_columns",
        "_home",
        "_kept",
        "_kind",
        "_names",
        "_records",
        "_source",
        "_squeezed",
    )

    def __init__(
        self,
        kind: type[R],
        records: Iterable[R] | Callable[[], tuple[R, ...]] = (),
        home: Finder | None = None,
    ) -> None:
        self._kind = kind
        self._home = home
        self._source: Callable[[], tuple[R, ...]] = tuple
        self._records: dict[str, R] | None = None
        self._names: dict[str, tuple[R, ...]] | None = None
        self._answers: dict[str, R] = {}
        self._squeezed: dict[str, tuple[R, ...]] | None = None
        self._columns: dict[str, dict[Hashable, tuple[R, ...]]] = {}
        # What subclasses work out once; a catalog never changes.
        self._kept: dict[Hashable, Any] = {}
        if callable(records):
            self._source = records
        else:
            self._records = self._answers = self._keyed(tuple(records))

    @property
    def kind(self) -> type[R]:
        """Class of the records."""
        return self._kind

    @property
    def home(self) -> Finder | None:
        """Knowledge base that resolves links; None if the catalog belongs to none."""
        return self._home

    def _keyed(self, records: tuple[R, ...]) -> dict[str, R]:
        kind = self._kind
        keyed: dict[str, R] = {}
        for record in records:
            if not isinstance(record, kind):
                msg = f"a catalog of {kind.catalog_name} takes no {type(record).__name__}: {record!r}"
                raise InvalidTypeError(msg)
            if record.id in keyed:
                msg = f"two {kind.catalog_name} have the id {record.id!r}"
                raise InvalidValueError(msg)
            keyed[record.id] = record
        return keyed

    @property
    def _by_id(self) -> dict[str, R]:
        # Filled in a local and published by one assignment: another thread sees all or nothing.
        records = self._records
        if records is None:
            records = self._keyed(self._source())
            self._records = records
            self._answers = self._answers or records
        return records

    @property
    def _by_name(self) -> dict[str, tuple[R, ...]]:
        names = self._names
        if names is None:
            names = {}
            for record in self:
                for name in record.names():
                    folded = name.casefold()
                    held = names.get(folded, ())
                    if record not in held:
                        names[folded] = (*held, record)
            # Ids win over other names, whichever record these belong to; not over each other.
            ids: dict[str, tuple[R, ...]] = {}
            for record in self:
                folded = record.id.casefold()
                ids[folded] = (*ids.get(folded, ()), record)
            names.update(ids)
            self._answers = self._unambiguous(names)
            self._names = names
        return names

    def _unambiguous(self, names: dict[str, tuple[R, ...]]) -> dict[str, R]:
        """Return what answers at once: ids, and names of one record as they are spelt and folded."""
        answers = {folded: held[0] for folded, held in names.items() if len(held) == 1}
        for record in self:
            for name in record.names():
                found = answers.get(name.casefold())
                if found is not None:
                    answers[name] = found
        return {**answers, **self._by_id}

    def _named(self, name: str) -> tuple[R, ...]:
        """Return the records that answer to a name in any case, then with any separators."""
        found = self._by_name.get(name.strip().casefold())
        if found is not None:
            return found
        squeezed = self._squeezed
        if squeezed is None:
            squeezed = {}
            for spelling, records in self._by_name.items():
                held = squeezed.get(_squeeze(spelling), ())
                squeezed[_squeeze(spelling)] = tuple(dict.fromkeys((*held, *records)))
            self._squeezed = squeezed
        return squeezed.get(_squeeze(name), ())

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __bool__(self) -> bool:
        return bool(self._by_id)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return item in self._by_id or bool(self._named(item))
        return isinstance(item, self.kind) and self._by_id.get(item.id) == item

    def __getitem__(self, name: str) -> R:
        # The way of all look-ups, so it asks no more than it must: what is not loaded, is no text or
        # has no such name goes on to where there is time for it.
        try:
            return self._answers[name]
        except (KeyError, TypeError):
            return self._look_up(name)

    def _look_up(self, name: str) -> R:
        if not isinstance(name, str):
            msg = f"{self.kind.catalog_name} are looked up by name, got {type(name).__name__} {name!r}"
            raise InvalidTypeError(msg)
        record = self._by_id.get(name)
        if record is not None:
            return record
        singular = self.kind.__name__.lower()
        found = self._named(name)
        if len(found) == 1:
            return found[0]
        if found:
            ids = tuple(record.id for record in found)
            msg = f"{singular} {name!r} is ambiguous: it may be {' or '.join(ids)}; ask for one of them"
            raise AmbiguousNameError(msg, name, ids)
        if not name.strip():
            msg = f"the name of a {singular} cannot be empty"
            raise UnknownRecordError(msg, name)
        suggestions = suggest(name, self.spellings())
        msg = f"no {singular} {name!r}{did_you_mean(suggestions)}"
        raise UnknownRecordError(msg, name, suggestions)

    def spellings(self) -> Iterator[str]:
        """Yield every id and other name of the records.

        Yields
        ------
        str
            Ids first, then all other names.

        Examples
        --------
        >>> from alsfacts import genes
        >>> "superoxide dismutase 1" in set(genes.spellings())
        True
        """
        yield from self._by_id
        for record in self:
            yield from record.names()

    @overload
    def get(self, name: str) -> R | None: ...
    @overload
    def get(self, name: str, default: T) -> R | T: ...
    def get(self, name: str, default: T | None = None) -> R | T | None:
        """Return the record that answers to a name, or a default.

        Parameters
        ----------
        name : str
            Id or other name, in any case.
        default : object, optional
            What to return where no record answers.

        Returns
        -------
        Record or object
            The record, or the default.

        Raises
        ------
        AmbiguousNameError
            If the name belongs to several records.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.get("no such gene") is None
        True
        """
        try:
            return self[name]
        except UnknownRecordError:
            return default

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the records, in order."""
        return tuple(self._by_id)

    def has_id(self, name: str) -> bool:
        """Say whether a record has an id, exactly as it is spelt.

        Parameters
        ----------
        name : str
            The id; other names of a record do not count.

        Returns
        -------
        bool
            Whether it is there.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.has_id("SOD1"), genes.has_id("ALS1")
        (True, False)
        """
        return name in self._by_id

    def having(self, field: str, value: str) -> tuple[R, ...]:
        """Return the records whose field is or contains a value, by an index made once.

        Parameters
        ----------
        field : str
            A field of ids.
        value : str
            The id.

        Returns
        -------
        tuple of Record
            The records, in order.

        Examples
        --------
        >>> from alsfacts import therapies
        >>> [therapy.id for therapy in therapies.having("target_gene_ids", "SOD1")]
        ['tofersen']
        """
        return self._indexed(field, attrgetter(field)).get(value, ())

    def _indexed(self, name: str, get: Callable[[R], Any]) -> dict[Hashable, tuple[R, ...]]:
        """Return the records by what they hold, of an index made once."""
        column = self._columns.get(name)
        if column is None:
            collected: dict[Hashable, list[R]] = {}
            for record in self:
                held = get(record)
                for entry in held if isinstance(held, tuple) else (held,):
                    collected.setdefault(entry, []).append(record)
            column = {entry: tuple(records) for entry, records in collected.items()}
            self._columns[name] = column
        return column


def _squeeze(name: str) -> str:
    """Fold the case and drop blanks, hyphens and underscores: TDP 43 and tdp-43 are one."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())

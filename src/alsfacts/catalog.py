"""Catalogs: immutable collections of records that can be looked up, filtered and ordered."""

from __future__ import annotations

import typing
from collections.abc import Callable, Hashable, Iterable, Iterator
from enum import Enum
from typing import Any, Generic, Protocol, Self, TypeVar, overload

import attrs

from alsfacts.errors import AmbiguousNameError, InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.model import Record
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Catalog", "Finder"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Finder(Protocol):
    """What a catalog asks of the knowledge base that it belongs to."""

    def find(self, name: str, kinds: tuple[type[Record], ...]) -> Record:
        """Return the record of any of the kinds that answers to a name."""
        ...


class Catalog(Generic[R]):
    """An immutable, ordered collection of records of one kind.

    Iteration gives records; ``catalog[name]`` finds one by its id or by any other name
    that it answers to, in any case. Methods that select or order give a catalog again.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    records : iterable of Record, or callable that returns them
        The records. A callable is called at first use.
    home : KnowledgeBase, optional
        Knowledge base that resolves links.

    Examples
    --------
    >>> from alsfacts import genes
    >>> "SOD1" in genes and "sod1" in genes
    True
    >>> genes["als1"]
    <Gene SOD1 HGNC:11179>
    >>> genes.where(validity="definitive", inheritance="XLD").ids
    ('UBQLN2',)
    """

    __slots__ = ("_columns", "_home", "_names", "_records", "_source", "_squeezed", "kind")

    def __init__(
        self,
        kind: type[R],
        records: Iterable[R] | Callable[[], tuple[R, ...]] = (),
        home: Finder | None = None,
    ) -> None:
        self.kind = kind
        self._home = home
        self._source: Callable[[], tuple[R, ...]] = tuple
        self._records: dict[str, R] | None = None
        self._names: dict[str, tuple[R, ...]] | None = None
        self._squeezed: dict[str, tuple[R, ...]] | None = None
        self._columns: dict[str, dict[Hashable, tuple[R, ...]]] = {}
        if callable(records):
            self._source = records
        else:
            self._records = self._keyed(tuple(records))

    def _keyed(self, records: tuple[R, ...]) -> dict[str, R]:
        keyed: dict[str, R] = {}
        for record in records:
            if not isinstance(record, self.kind):
                msg = f"a catalog of {self.kind.catalog_name} takes no {type(record).__name__}: {record!r}"
                raise InvalidTypeError(msg)
            if record.id in keyed:
                msg = f"two {self.kind.catalog_name} have the id {record.id!r}"
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
            self._names = names
        return names

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

    def _derive(self, records: Iterable[R]) -> Self:
        derived = object.__new__(type(self))
        Catalog.__init__(derived, self.kind, tuple(records), self._home)
        return derived

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
        if not isinstance(name, str):
            msg = f"{self.kind.catalog_name} are looked up by name, got {type(name).__name__} {name!r}"
            raise InvalidTypeError(msg)
        record = self._by_id.get(name)
        return record if record is not None else self._look_up(name)

    def _look_up(self, name: str) -> R:
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
        """
        yield from self._by_id
        for record in self:
            yield from record.names()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self.kind is other.kind and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.kind, self.ids))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} {self.kind.catalog_name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.kind, tuple(self), self._extra())

    def _extra(self) -> dict[str, Any]:
        return {}

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

    def first(self) -> R | None:
        """Return the first record, or None if there is none.

        Returns
        -------
        Record or None
            The first record in the order of the catalog.
        """
        return next(iter(self), None)

    def head(self, count: int) -> Self:
        """Return a catalog of the first records.

        Parameters
        ----------
        count : int
            How many records at most.

        Returns
        -------
        Catalog
            At most `count` records, in the same order.

        Raises
        ------
        InvalidValueError
            If `count` is negative or no whole number.
        """
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            msg = f"count must be a whole number of at least 0, got {count!r}"
            raise InvalidValueError(msg)
        return self._derive(tuple(self)[:count])

    def where(self, *predicates: Callable[[R], object], **fields: Any) -> Self:
        """Return the records for which everything given holds.

        Parameters
        ----------
        *predicates : callable
            Functions of a record; an exception inside one is not swallowed.
        **fields : object
            Field or property, and what it must be: a value that it equals, a value that it
            contains (for tuples and catalogs' ids), or a function of its value.

        Returns
        -------
        Catalog
            The matching records, in the same order.

        Raises
        ------
        InvalidValueError
            If the records have no such field, or a word is not in the field's vocabulary.

        Examples
        --------
        >>> from alsfacts import evidence, genes
        >>> genes.where(lambda gene: "ALS1" in gene.als_loci).ids
        ('SOD1',)
        >>> evidence.where(design="twin-study", n_cases=lambda n: n is not None and n >= 300).ids
        ('willer-2003-ms-twins-canada',)
        """
        tests = [*predicates, *(self._field_test(name, wanted) for name, wanted in fields.items())]
        return self._derive(record for record in self if all(test(record) for test in tests))

    def _field_test(self, name: str, wanted: Any) -> Callable[[R], object]:
        self._require_field(name)
        if callable(wanted):
            return lambda record: wanted(getattr(record, name))
        words = _vocabulary_of(self.kind, name)
        if words is not None and wanted is not None and wanted not in list(words):
            accepted = [str(word.value) for word in words]
            hint = did_you_mean(suggest(str(wanted), accepted))
            msg = f"{name} is never {wanted!r}{hint or '.'} Accepted: {', '.join(accepted)}"
            raise InvalidValueError(msg)

        def test(record: R) -> bool:
            value = getattr(record, name)
            if isinstance(value, tuple):
                return value == wanted or wanted in value
            return bool(value == wanted)

        return test

    def _require_field(self, name: str) -> None:
        accepted = _field_names(self.kind)
        if name not in accepted:
            hint = did_you_mean(suggest(name, accepted))
            msg = (
                f"{self.kind.catalog_name} have no field {name!r}{hint or '.'} Fields: {', '.join(accepted)}"
            )
            raise InvalidValueError(msg)

    def sort(self, *keys: str | Callable[[R], Any]) -> Self:
        """Return the records in order of one or several keys, missing values last.

        Parameters
        ----------
        *keys : str or callable
            Fields or properties, most important first; ``"-year"`` sorts downwards. A
            callable gives the sort key of a record.

        Returns
        -------
        Catalog
            The same records in order; equals stay in their former order.

        Raises
        ------
        InvalidValueError
            If the records have no such field.
        InvalidTypeError
            If the values of a field have no order.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(lambda gene: gene.gwas_loci).sort("-validity", "symbol").head(3).ids
        ('C9orf72', 'KIF5A', 'NEK1')
        """
        records = list(self)
        for key in reversed(keys):
            descending = isinstance(key, str) and key.startswith("-")
            get = self._sort_key(key)
            present = [record for record in records if get(record) is not None]
            missing = [record for record in records if get(record) is None]
            try:
                present.sort(key=get, reverse=descending)
            except TypeError as error:
                msg = f"{self.kind.catalog_name} cannot be ordered by {key!r}: {error}"
                raise InvalidTypeError(msg) from None
            records = present + missing
        return self._derive(records)

    def _sort_key(self, key: str | Callable[[R], Any]) -> Callable[[R], Any]:
        if not isinstance(key, str):
            return key
        name = key.removeprefix("-")
        self._require_field(name)

        def get(record: R) -> Any:
            value = getattr(record, name)
            is_word = isinstance(value, str) and not isinstance(value, Enum)
            return value.casefold() if is_word else value

        return get

    def _select(self, field: str, value: str) -> tuple[R, ...]:
        """Return the records whose id field is or contains a value, by an index made once."""
        column = self._columns.get(field)
        if column is None:
            collected: dict[Hashable, list[R]] = {}
            for record in self:
                held = getattr(record, field)
                for entry in held if isinstance(held, tuple) else (held,):
                    collected.setdefault(entry, []).append(record)
            column = {entry: tuple(records) for entry, records in collected.items()}
            self._columns[field] = column
        return column.get(value, ())


def _squeeze(name: str) -> str:
    """Fold the case and drop blanks, hyphens and underscores: TDP 43 and tdp-43 are one."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _restore(
    catalog_class: type[Catalog[Any]], kind: type[Record], records: tuple[Any, ...], extra: dict[str, Any]
) -> Catalog[Any]:
    catalog = object.__new__(catalog_class)
    home = records[0]._home if records else None  # noqa: SLF001 - catalogs and records share one home
    Catalog.__init__(catalog, kind, records, home)
    for name, value in extra.items():
        setattr(catalog, name, value)
    return catalog


_FIELD_NAMES: dict[type[Record], tuple[str, ...]] = {}


def _field_names(kind: type[Record]) -> tuple[str, ...]:
    if kind not in _FIELD_NAMES:
        fields = [field.name for field in attrs.fields(kind) if field.init]
        properties = [name for name in dir(kind) if isinstance(getattr(kind, name), property)]
        _FIELD_NAMES[kind] = (*fields, *sorted(properties))
    return _FIELD_NAMES[kind]


def _vocabulary_of(kind: type[Record], name: str) -> type[Enum] | None:
    """Return the vocabulary of a field whose values are words of one."""
    member = getattr(kind, name, None)
    try:
        if isinstance(member, property) and member.fget is not None:
            annotation = typing.get_type_hints(member.fget).get("return")
        else:
            annotation = typing.get_type_hints(kind).get(name)
    except NameError:
        # A link: its type is known to type checkers only, and is no vocabulary.
        return None
    for part in (annotation, *typing.get_args(annotation)):
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return None

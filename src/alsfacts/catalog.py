"""Catalogs: immutable collections of records that can be looked up, filtered and ordered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import Enum
from importlib import import_module
from typing import Any, Self, TypeVar

from alsfacts.errors import InvalidTypeError, InvalidValueError, NotOneError
from alsfacts.export_methods import ExportMethods
from alsfacts.lookup import Finder, NamedRecords
from alsfacts.model import Record

__all__ = ["Catalog", "Finder"]

R = TypeVar("R", bound=Record)

_MOST_NAMED = 5


class Catalog(NamedRecords[R], ExportMethods[R]):
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

    __slots__ = ()

    def _derive(self, records: Iterable[R]) -> Self:
        derived = object.__new__(type(self))
        Catalog.__init__(derived, self.kind, tuple(records), self._home)
        return derived

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalog):
            return NotImplemented
        return self.kind is other.kind and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.kind, self.ids))

    def __repr__(self) -> str:
        name = self.kind.__name__.lower() if len(self) == 1 else self.kind.catalog_name
        return f"<{type(self).__name__} of {len(self)} {name}>"

    def _repr_html_(self) -> str:
        from importlib import import_module  # display lies above, and only a notebook needs it

        text: str = import_module("alsfacts.display.html").catalog_html(self)
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        restorable = self._home is not None and self._home.restorable()
        return _restore, (type(self), self.kind, tuple(self), self._extra(), restorable)

    def _extra(self) -> dict[str, Any]:
        return {}

    def first(self) -> R | None:
        """Return the first record, or None if there is none.

        Returns
        -------
        Record or None
            The first record in the order of the catalog.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(als_loci="ALS1").first()
        <Gene SOD1 HGNC:11179>
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

        Examples
        --------
        >>> from alsfacts import hypotheses
        >>> hypotheses.head(2).ids
        ('autoimmune-contribution', 'autoimmune-sole')
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
            Field or property, and what it must be: a value that it equals or, if it holds
            several, contains; a set, list or range that it lies in; a comparison such as
            `at_least`; or a function of its value.

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
        >>> from alsfacts import at_least, evidence, genes
        >>> genes.where(lambda gene: "ALS1" in gene.als_loci).ids
        ('SOD1',)
        >>> evidence.where(design="twin-study", n_cases=at_least(300)).ids
        ('willer-2003-ms-twins-canada',)
        >>> len(evidence.where(design={"gwas", "rare-variant-burden"}, year=range(2010, 2020))) > 10
        True
        """
        from alsfacts.query import field_test, holds_ids  # who looks records up needs no queries

        # What is wanted is checked for every field, also where the index of one leaves nothing to test.
        tests = {name: field_test(self.kind, name, wanted) for name, wanted in fields.items()}
        indexed = next((name for name, wanted in fields.items() if holds_ids(self.kind, name, wanted)), None)
        if indexed is None:
            found: Iterable[R] = self
        else:
            found = self.having(indexed, fields[indexed])
            del tests[indexed]
        # Predicates come first, as they are given.
        for test in (*predicates, *tests.values()):
            found = [record for record in found if test(record)]
        return self._derive(found)

    def one(self) -> R:
        """Return the only record.

        Returns
        -------
        Record
            The record.

        Raises
        ------
        NotOneError
            If there is none, or more than one.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes.where(als_loci="ALS1").one()
        <Gene SOD1 HGNC:11179>
        """
        if len(self) != 1:
            some = f": {', '.join(self.ids[:_MOST_NAMED])}" if self else ""
            more = ", and others" if len(self) > _MOST_NAMED else ""
            msg = f"expected exactly one of the {self.kind.catalog_name}, got {len(self)}{some}{more}"
            raise NotOneError(msg)
        return next(iter(self))

    def group_by(self, key: str | Callable[[R], Hashable]) -> dict[Any, Self]:
        """Divide the records by a key.

        Parameters
        ----------
        key : str or callable
            Field or property, or a function of a record. A record whose key is a tuple
            stands in the group of each of its members, and in that of None if it is empty.

        Returns
        -------
        dict
            Catalogs by key, in the order in which the keys come first.

        Raises
        ------
        InvalidValueError
            If the records have no such field.
        InvalidTypeError
            If a key cannot be a key of a dictionary.

        Examples
        --------
        >>> from alsfacts import genes
        >>> groups = genes.where(validity="definitive").group_by("inheritance")
        >>> groups["XLD"].ids
        ('UBQLN2',)
        """
        groups: dict[Any, list[R]] = {}
        for record in self:
            for value in self._keys(key, record):
                groups.setdefault(value, []).append(record)
        return {value: self._derive(records) for value, records in groups.items()}

    def count_by(self, key: str | Callable[[R], Hashable]) -> dict[Any, int]:
        """Count the records by a key.

        Parameters
        ----------
        key : str or callable
            As in `group_by`.

        Returns
        -------
        dict
            Numbers by key, largest first; equals in the order in which the keys come first.

        Raises
        ------
        InvalidValueError
            If the records have no such field.
        InvalidTypeError
            If a key cannot be a key of a dictionary.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> counts = evidence.on("multistep").count_by("design")
        >>> next(iter(counts)).value
        'registry-incidence'
        """
        counts: dict[Any, int] = {}
        for record in self:
            for value in self._keys(key, record):
                counts[value] = counts.get(value, 0) + 1
        return dict(sorted(counts.items(), key=lambda entry: -entry[1]))

    def _keys(self, key: str | Callable[[R], Any], record: R) -> tuple[Any, ...]:
        if isinstance(key, str):
            self._require_field(key)
            value = getattr(record, key)
        else:
            value = key(record)
        values = (tuple(dict.fromkeys(value)) or (None,)) if isinstance(value, tuple) else (value,)
        try:
            hash(values)
        except TypeError:
            msg = f"{self.kind.catalog_name} cannot be grouped by {key!r}: {type(value).__name__} is no key"
            raise InvalidTypeError(msg) from None
        return values

    def search(self, text: str) -> Self:
        """Find records by words.

        All words must occur, each as a word or the beginning of one, whatever the case;
        accents do not count. A record with the words in its id or names comes before one with
        the words in its statement, and that before one with them elsewhere.

        Parameters
        ----------
        text : str
            Words.

        Returns
        -------
        Catalog
            The records, best first; equals in their former order.

        Raises
        ------
        InvalidTypeError
            If it is no text.
        InvalidValueError
            If it has no word.

        Examples
        --------
        >>> from alsfacts import evidence, genes
        >>> genes.search("superoxide").ids[0]
        'SOD1'
        >>> evidence.search("identical twins heritability").first().disease_id
        'als'
        """
        if not isinstance(text, str):
            msg = f"a search takes text, got {type(text).__name__}"
            raise InvalidTypeError(msg)
        from alsfacts.search import relevance, words_of

        wanted = words_of(text)
        if not wanted:
            msg = f"a search needs at least one word, got {text!r}"
            raise InvalidValueError(msg)
        found = [(relevance(record, wanted), record) for record in self]
        ranked = sorted((entry for entry in found if entry[0] > 0), key=lambda entry: -entry[0])
        return self._derive(record for _, record in ranked)

    def __or__(self, other: Catalog[R]) -> Self:
        self._check_other(other)
        merged = {record.id: record for record in self}
        for record in other:
            held = merged.setdefault(record.id, record)
            if held != record:
                msg = f"two {self.kind.catalog_name} with the id {record.id!r} differ; they cannot be joined"
                raise InvalidValueError(msg)
            if held is record and other._home is not self._home:
                msg = (
                    f"{record.id!r} belongs to another knowledge base, and a catalog has one; "
                    "extend one knowledge base by the other"
                )
                raise InvalidValueError(msg)
        return self._derive(merged.values())

    def __and__(self, other: Catalog[R]) -> Self:
        self._check_other(other)
        return self._derive(record for record in self if record in other)

    def __sub__(self, other: Catalog[R]) -> Self:
        self._check_other(other)
        return self._derive(record for record in self if record not in other)

    def __xor__(self, other: Catalog[R]) -> Self:
        return (self - other) | (other - self)

    def _check_other(self, other: object) -> None:
        if not isinstance(other, Catalog) or other.kind is not self.kind:
            kind = repr(other) if isinstance(other, Catalog) else type(other).__name__
            msg = f"expected another catalog of {self.kind.catalog_name}, got {kind}"
            raise InvalidTypeError(msg)

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

    def _require_field(self, name: str) -> None:
        from alsfacts.query import require_field

        require_field(self.kind, name)

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


def _restore(
    catalog_class: type[Catalog[Any]],
    kind: type[Record],
    records: tuple[Any, ...],
    extra: dict[str, Any],
    restorable: bool,
) -> Catalog[Any]:
    catalog = object.__new__(catalog_class)
    home = records[0]._home if records else None  # noqa: SLF001 - catalogs and records share one home
    if home is None and restorable:
        home = import_module("alsfacts.bundled").knowledge_base()
    Catalog.__init__(catalog, kind, records, home)
    for name, value in extra.items():
        setattr(catalog, name, value)
    return catalog

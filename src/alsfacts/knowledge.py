"""A knowledge base: the catalogs together, and the links between their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from itertools import islice
from threading import RLock
from typing import Any, TypeVar

import attrs

from alsfacts.catalog import Catalog
from alsfacts.errors import AmbiguousNameError, InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.evidence_catalog import EvidenceCatalog
from alsfacts.extension import Extension, by_catalog, merge
from alsfacts.model import (
    RECORD_TYPES,
    Claim,
    Disease,
    Evidence,
    Exposure,
    Gene,
    Hypothesis,
    Mechanism,
    Record,
    Reference,
    Therapy,
)
from alsfacts.network import Neighbour, Network, Path
from alsfacts.relations import follow
from alsfacts.scoring_methods import ScoringMethods
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Extension", "KnowledgeBase"]

R = TypeVar("R", bound=Record)

Source = Callable[[], Iterable[Record]]


def _adopt(record: R, home: KnowledgeBase) -> R:
    """Return the record, or its twin if it has another home, as a member of `home`."""
    if record._home is not None and record._home is not home:  # noqa: SLF001 - the home is set here only
        twin = object.__new__(type(record))
        for field in attrs.fields(type(record)):
            object.__setattr__(twin, field.name, getattr(record, field.name))
        record = twin
    object.__setattr__(record, "_home", home)
    return record


class KnowledgeBase(ScoringMethods):
    """Nine catalogs whose records know each other.

    Nothing in it changes after it is made. A record leads to the records of the knowledge
    base that it was taken from, so two knowledge bases never mix.

    Parameters
    ----------
    records : iterable of Record
        Records of any kinds.
    sources : mapping of str to callable, optional
        For catalogs that load at first use: a function that returns the records, by
        catalog name.
    bundled : bool
        Whether this is the bundled knowledge base, in which pickled records are found again.

    Raises
    ------
    InvalidValueError
        If a source is named after no catalog, or two records of a kind share an id.
    InvalidTypeError
        If something that is no record is passed.

    Examples
    --------
    >>> import alsfacts
    >>> kb = alsfacts.knowledge_base()
    >>> kb.genes["FUS"].mechanisms.ids
    ('protein-aggregation', 'rna-metabolism')
    """

    __slots__ = (
        "__weakref__",
        "_bundled",
        "_catalogs",
        "_evidence",
        "_extension",
        "_loaded",
        "_lock",
        "_network",
        "_sources",
    )

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        sources: Mapping[str, Source] | None = None,
        bundled: bool = False,
    ) -> None:
        self._lock = RLock()
        self._bundled = bundled
        self._network: Network | None = None
        self._extension: Extension | None = None
        self._sources: dict[str, Source] = dict(sources or {})
        for name in self._sources:
            _require_catalog(name)
        # All is checked before the first record is bound, so that a failure leaves none changed.
        given = by_catalog(records)
        self._loaded: dict[str, tuple[Record, ...]] = {
            name: tuple(_adopt(record, self) for record in found)
            for name, found in given.items()
            if name not in self._sources
        }
        self._catalogs: dict[str, Catalog[Any]] = {}
        for name, kind in RECORD_TYPES.items():
            self._catalogs[name] = Catalog(kind, self._loader(name), self)
        self._evidence = EvidenceCatalog(Evidence, self._loader("evidence"), self)
        self._catalogs["evidence"] = self._evidence

    def _loader(self, name: str) -> Callable[[], tuple[Any, ...]]:
        def load() -> tuple[Record, ...]:
            # Two threads that come first get the same objects: one loads, the other waits.
            with self._lock:
                if name not in self._loaded:
                    self._loaded[name] = tuple(_adopt(record, self) for record in self._sources[name]())
                return self._loaded[name]

        return load

    def __repr__(self) -> str:
        return f"<KnowledgeBase of {sum(map(len, self._catalogs.values()))} records>"

    def __copy__(self) -> KnowledgeBase:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> KnowledgeBase:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._bundled:
            return _bundled_one, ()
        records = tuple(record for catalog in self._catalogs.values() for record in catalog)
        return _restored, (records, self._extension)

    def catalog(self, name: str) -> Catalog[Any]:
        """Return a catalog by its name.

        Parameters
        ----------
        name : str
            Such as ``"genes"``.

        Returns
        -------
        Catalog
            The catalog.

        Raises
        ------
        UnknownRecordError
            If there is no such catalog.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.knowledge_base().catalog("genes") is alsfacts.genes
        True
        """
        _require_catalog(name)
        return self._catalogs[name]

    @property
    def catalogs(self) -> dict[str, Catalog[Any]]:
        """All catalogs by name, as a new dictionary."""
        return dict(self._catalogs)

    @property
    def genes(self) -> Catalog[Gene]:
        """Genes."""
        return self._catalogs["genes"]

    @property
    def mechanisms(self) -> Catalog[Mechanism]:
        """Mechanisms."""
        return self._catalogs["mechanisms"]

    @property
    def exposures(self) -> Catalog[Exposure]:
        """Exposures."""
        return self._catalogs["exposures"]

    @property
    def therapies(self) -> Catalog[Therapy]:
        """Therapies."""
        return self._catalogs["therapies"]

    @property
    def hypotheses(self) -> Catalog[Hypothesis]:
        """Hypotheses."""
        return self._catalogs["hypotheses"]

    @property
    def claims(self) -> Catalog[Claim]:
        """Claims."""
        return self._catalogs["claims"]

    @property
    def evidence(self) -> EvidenceCatalog:
        """Evidence on all diseases."""
        return self._evidence

    @property
    def references(self) -> Catalog[Reference]:
        """References."""
        return self._catalogs["references"]

    @property
    def diseases(self) -> Catalog[Disease]:
        """Disease profiles."""
        return self._catalogs["diseases"]

    def restorable(self) -> bool:
        """Say whether a pickled record of this knowledge base is found here again.

        Returns
        -------
        bool
            True for the bundled knowledge base only.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.knowledge_base().restorable(), alsfacts.KnowledgeBase().restorable()
        (True, False)
        """
        return self._bundled

    def find(self, name: str, kinds: tuple[type[Record], ...] = tuple(RECORD_TYPES.values())) -> Record:
        """Return the record of any kind that answers to a name.

        Parameters
        ----------
        name : str
            Id or other name, in any case. An exact id wins over other names.
        kinds : tuple of type
            Record classes to look among; all by default.

        Returns
        -------
        Record
            The record.

        Raises
        ------
        UnknownRecordError
            If nothing answers to the name.
        AmbiguousNameError
            If records of several kinds do.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.knowledge_base().find("riluzole")
        <Therapy riluzole>
        """
        wanted = ", ".join(kind.__name__.lower() for kind in kinds)
        if not name.strip():
            msg = f"a name cannot be empty (wanted: {wanted})"
            raise UnknownRecordError(msg, name)
        catalogs = [self._catalogs[kind.catalog_name] for kind in kinds]
        found = [catalog[name] for catalog in catalogs if name in catalog.ids]
        found = found or [catalog[name] for catalog in catalogs if name in catalog]
        if len(found) == 1:
            record: Record = found[0]
            return record
        if found:
            candidates = tuple(f"{type(record).__name__.lower()} {record.id}" for record in found)
            msg = f"{name!r} is ambiguous: it may be {' or '.join(candidates)}; pass the record itself"
            raise AmbiguousNameError(msg, name, candidates)
        suggestions = suggest(name, (text for catalog in catalogs for text in catalog.spellings()))
        msg = f"nothing is called {name!r} (looked among: {wanted}){did_you_mean(suggestions)}"
        raise UnknownRecordError(msg, name, suggestions)

    @property
    def extension(self) -> Extension | None:
        """What `extend` did to make this knowledge base; None if it was made otherwise."""
        return self._extension

    def extend(self, other: KnowledgeBase | Iterable[Record], *, on_conflict: str = "error") -> KnowledgeBase:
        """Make a new knowledge base of these records and others.

        Nothing changes here or in the other one. In the new one every link is checked, and
        `extension` says what was added, replaced and kept.

        Parameters
        ----------
        other : KnowledgeBase or iterable of Record
            The records to add, such as those of `alsfacts.load`.
        on_conflict : str
            What to do with a record whose id is taken and whose content differs: ``"error"``,
            ``"replace"`` the one that is here, or ``"keep"`` it.

        Returns
        -------
        KnowledgeBase
            The new one.

        Raises
        ------
        DataError
            With every problem at once: ids that are taken, links that lead nowhere, a cohort of
            two consortia, a synthesis that contains itself.
        InvalidValueError
            If `on_conflict` is another word.
        InvalidTypeError
            If something that is no record is passed.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> fus = kb.genes["FUS"]
        >>> extended = kb.extend([attrs.evolve(fus, note="Mine.")], on_conflict="replace")
        >>> extended.genes["FUS"].note, fus.note == "Mine."
        ('Mine.', False)
        >>> extended.extension.replaced
        (('genes', 'FUS'),)
        """
        given = other.catalogs if isinstance(other, KnowledgeBase) else by_catalog(other)
        records, extension = merge(self._catalogs, given, on_conflict)
        result = KnowledgeBase(record for found in records.values() for record in found)
        result._extension = extension
        return result

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
            _require_catalog(catalog)
        found = self._linked().paths(self._own(start), self._own(end), longest, avoided)
        return tuple(islice(found, most))

    def _linked(self) -> Network:
        network = self._network
        if network is None:
            network = Network(self._catalogs)
            self._network = network
        return network

    def _own(self, record: Record | str) -> Record:
        if isinstance(record, str):
            return self.find(record)
        if not isinstance(record, Record):
            msg = f"expected a record or the name of one, got {type(record).__name__}"
            raise InvalidTypeError(msg)
        own: Record = self._catalogs[record.catalog_name][record.id]
        return own

    def related(self, record: Record, relation: str) -> Any:
        """Return what a link of a record leads to, inside this knowledge base.

        Parameters
        ----------
        record : Record
            Any record.
        relation : str
            Name of the property that follows the link, such as ``"mechanisms"``.

        Returns
        -------
        Record or Catalog
            The record or records.

        Raises
        ------
        UnknownRecordError
            If the linked record is not in this knowledge base.

        Examples
        --------
        >>> import alsfacts
        >>> kb = alsfacts.knowledge_base()
        >>> kb.related(kb.therapies["tofersen"], "targets")[0]
        <Gene SOD1 HGNC:11179>
        """
        return follow(self, record, relation)


def _bundled_one() -> KnowledgeBase:
    # By name: the bundle lies above the knowledge base.
    found: KnowledgeBase = import_module("alsfacts.bundled").knowledge_base()
    return found


def _restored(records: tuple[Record, ...], extension: Extension | None) -> KnowledgeBase:
    result = KnowledgeBase(records)
    result._extension = extension  # noqa: SLF001 - as `extend` leaves it
    return result


def _require_catalog(name: str) -> None:
    if name not in RECORD_TYPES:
        suggestions = suggest(name, RECORD_TYPES)
        msg = f"no catalog {name!r}{did_you_mean(suggestions)} Catalogs: {', '.join(RECORD_TYPES)}"
        raise UnknownRecordError(msg, name, suggestions)

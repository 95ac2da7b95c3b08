"""A knowledge base: the catalogs together, and the links between their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from alsfacts.catalog import Catalog
from alsfacts.errors import AmbiguousNameError, UnknownRecordError
from alsfacts.model import RECORD_TYPES, Record
from alsfacts.network_methods import NetworkMethods, require_catalog
from alsfacts.scoring_methods import ScoringMethods
from alsfacts.suggestions import did_you_mean, suggest

if TYPE_CHECKING:
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.extension import Extension
    from alsfacts.model import (
        Claim,
        Disease,
        Exposure,
        Gene,
        Hypothesis,
        Mechanism,
        Reference,
        Therapy,
    )
    from alsfacts.network import Network

__all__ = ["KnowledgeBase"]

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


class KnowledgeBase(NetworkMethods, ScoringMethods):
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
        "_extension",
        "_loaded",
        "_lock",
        "_made",
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
            require_catalog(name)
        # All is checked before the first record is bound, so that a failure leaves none changed.
        given = _sorted_by_catalog(records)
        self._loaded: dict[str, tuple[Record, ...]] = {
            name: tuple(_adopt(record, self) for record in given.get(name, ()))
            for name in RECORD_TYPES
            if name not in self._sources
        }
        self._made: dict[str, Catalog[Any]] = {}

    def _loader(self, name: str) -> Callable[[], tuple[Any, ...]]:
        def load() -> tuple[Record, ...]:
            # Two threads that come first get the same objects: one loads, the other waits.
            with self._lock:
                if name not in self._loaded:
                    self._loaded[name] = tuple(_adopt(record, self) for record in self._sources[name]())
                return self._loaded[name]

        return load

    def __repr__(self) -> str:
        return f"<KnowledgeBase of {sum(map(len, self.catalogs.values()))} records>"

    def __copy__(self) -> KnowledgeBase:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> KnowledgeBase:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._bundled:
            return _bundled_one, ()
        records = tuple(record for catalog in self.catalogs.values() for record in catalog)
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
        # A catalog is made, and the class of its records with it, when it is first asked for.
        found = self._made.get(name)
        if found is None:
            require_catalog(name)
            with self._lock:
                found = self._made.setdefault(name, self._make(name))
        return found

    def _make(self, name: str) -> Catalog[Any]:
        if name == "evidence":
            from alsfacts.evidence_catalog import EvidenceCatalog
            from alsfacts.model import Evidence

            return EvidenceCatalog(Evidence, self._loader(name), self)
        return Catalog(RECORD_TYPES[name], self._loader(name), self)

    @property
    def catalogs(self) -> dict[str, Catalog[Any]]:
        """All catalogs by name, as a new dictionary."""
        return {name: self.catalog(name) for name in RECORD_TYPES}

    @property
    def genes(self) -> Catalog[Gene]:
        """Genes."""
        return self.catalog("genes")

    @property
    def mechanisms(self) -> Catalog[Mechanism]:
        """Mechanisms."""
        return self.catalog("mechanisms")

    @property
    def exposures(self) -> Catalog[Exposure]:
        """Exposures."""
        return self.catalog("exposures")

    @property
    def therapies(self) -> Catalog[Therapy]:
        """Therapies."""
        return self.catalog("therapies")

    @property
    def hypotheses(self) -> Catalog[Hypothesis]:
        """Hypotheses."""
        return self.catalog("hypotheses")

    @property
    def claims(self) -> Catalog[Claim]:
        """Claims."""
        return self.catalog("claims")

    @property
    def evidence(self) -> EvidenceCatalog:
        """Evidence on all diseases."""
        return cast("EvidenceCatalog", self.catalog("evidence"))

    @property
    def references(self) -> Catalog[Reference]:
        """References."""
        return self.catalog("references")

    @property
    def diseases(self) -> Catalog[Disease]:
        """Disease profiles."""
        return self.catalog("diseases")

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

    def find(self, name: str, kinds: tuple[type[Record], ...] | None = None) -> Record:
        """Return the record of any kind that answers to a name.

        Parameters
        ----------
        name : str
            Id or other name, in any case. An exact id wins over other names.
        kinds : tuple of type, optional
            Record classes to look among; all if left out.

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
        if kinds is None:
            kinds = tuple(RECORD_TYPES.values())
        wanted = ", ".join(kind.__name__.lower() for kind in kinds)
        if not name.strip():
            msg = f"a name cannot be empty (wanted: {wanted})"
            raise UnknownRecordError(msg, name)
        catalogs = [self.catalog(kind.catalog_name) for kind in kinds]
        found = [catalog[name] for catalog in catalogs if catalog.has_id(name)]
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
        from alsfacts.extension import merge

        given = other.catalogs if isinstance(other, KnowledgeBase) else _sorted_by_catalog(other)
        records, extension = merge(self.catalogs, given, on_conflict)
        result = KnowledgeBase(record for found in records.values() for record in found)
        result._extension = extension
        return result

    def _linked(self) -> Network:
        network = self._network
        if network is None:
            from alsfacts.network import Network

            network = Network(self.catalogs)
            self._network = network
        return network

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
        from alsfacts.relations import follow

        return follow(self, record, relation)


def _sorted_by_catalog(records: Iterable[Record]) -> Mapping[str, Iterable[Record]]:
    given = tuple(records)
    if not given:
        return {}
    from alsfacts.extension import by_catalog

    return by_catalog(given)


def _bundled_one() -> KnowledgeBase:
    # By name: the bundle lies above the knowledge base.
    found: KnowledgeBase = import_module("alsfacts.bundled").knowledge_base()
    return found


def _restored(records: tuple[Record, ...], extension: Extension | None) -> KnowledgeBase:
    result = KnowledgeBase(records)
    result._extension = extension  # noqa: SLF001 - as `extend` leaves it
    return result

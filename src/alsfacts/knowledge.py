"""A knowledge base: the catalogs together, and the links between their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from typing import Any, TypeVar

import attrs

from alsfacts.catalog import Catalog
from alsfacts.errors import AmbiguousNameError, InvalidTypeError, InvalidValueError, UnknownRecordError
from alsfacts.evidence_catalog import EvidenceCatalog
from alsfacts.model import (
    RECORD_TYPES,
    Claim,
    Disease,
    Evidence,
    Exposure,
    Gene,
    GwasLocus,
    Hypothesis,
    Mechanism,
    Record,
    Reference,
    Therapy,
)
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["KnowledgeBase"]

R = TypeVar("R", bound=Record)

Source = Callable[[], Iterable[Record]]

# (class, relation): (field of ids, catalog that these point into)
_FORWARD: dict[tuple[type[Record], str], tuple[str, str]] = {
    (Mechanism, "genes"): ("gene_ids", "genes"),
    (Evidence, "genes"): ("gene_ids", "genes"),
    (Evidence, "mechanisms"): ("mechanism_ids", "mechanisms"),
    (Evidence, "exposures"): ("exposure_ids", "exposures"),
    (Evidence, "therapies"): ("therapy_ids", "therapies"),
    (Claim, "hypotheses"): ("hypothesis_ids", "hypotheses"),
    (Claim, "supporting"): ("supporting_ids", "evidence"),
    (Claim, "disputing"): ("disputing_ids", "evidence"),
}

# (class, relation): (catalog to search, its fields that may hold the record's id)
_BACKWARD: dict[tuple[type[Record], str], tuple[str, tuple[str, ...]]] = {
    (Gene, "mechanisms"): ("mechanisms", ("gene_ids",)),
    (Gene, "therapies"): ("therapies", ("target_gene_ids",)),
    (Gene, "evidence"): ("evidence", ("gene_ids",)),
    (Mechanism, "therapies"): ("therapies", ("target_mechanism_ids",)),
    (Mechanism, "evidence"): ("evidence", ("mechanism_ids",)),
    (Exposure, "evidence"): ("evidence", ("exposure_ids",)),
    (Therapy, "evidence"): ("evidence", ("therapy_ids",)),
    (Reference, "evidence"): ("evidence", ("reference_id",)),
    (Disease, "evidence"): ("evidence", ("disease_id",)),
    (Hypothesis, "claims"): ("claims", ("hypothesis_ids",)),
    (Evidence, "claims"): ("claims", ("supporting_ids", "disputing_ids")),
}


def _adopt(record: R, home: KnowledgeBase) -> R:
    """Return the record, or its twin if it has another home, as a member of `home`."""
    if record._home is not None and record._home is not home:  # noqa: SLF001 - the home is set here only
        twin = object.__new__(type(record))
        for field in attrs.fields(type(record)):
            object.__setattr__(twin, field.name, getattr(record, field.name))
        record = twin
    object.__setattr__(record, "_home", home)
    return record


class KnowledgeBase:
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

    __slots__ = ("__weakref__", "_bundled", "_catalogs", "_evidence", "_loaded", "_lock", "_sources")

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        sources: Mapping[str, Source] | None = None,
        bundled: bool = False,
    ) -> None:
        self._lock = RLock()
        self._bundled = bundled
        self._sources: dict[str, Source] = dict(sources or {})
        for name in self._sources:
            _require_catalog(name)
        given: dict[str, list[Record]] = {name: [] for name in RECORD_TYPES}
        for record in records:
            if not isinstance(record, Record):
                msg = f"a knowledge base holds records, got {type(record).__name__} {record!r}"
                raise InvalidTypeError(msg)
            given[record.catalog_name].append(_adopt(record, self))
        self._loaded: dict[str, tuple[Record, ...]] = {
            name: tuple(found) for name, found in given.items() if name not in self._sources
        }
        self._catalogs: dict[str, Catalog[Any]] = {}
        for name, kind in RECORD_TYPES.items():
            self._catalogs[name] = Catalog(kind, self._loader(name), self)
        self._evidence = EvidenceCatalog(Evidence, self._loader("evidence"), self)
        self._catalogs["evidence"] = self._evidence
        for name in self._loaded:
            len(self._catalogs[name])  # reports two records of one id now, not at first use

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
        """
        key = (type(record), relation)
        if key in _FORWARD:
            field, name = _FORWARD[key]
            return self._members(name, getattr(record, field))
        if key in _BACKWARD:
            name, fields = _BACKWARD[key]
            target = self._catalogs[name]
            found = {item.id: item for field in fields for item in target._select(field, record.id)}  # noqa: SLF001
            return self._subset(name, found.values())
        if key in _OTHER:
            return _OTHER[key](self, record)
        msg = f"a {type(record).__name__} has no link {relation!r}"
        raise InvalidValueError(msg)

    def _members(self, name: str, ids: tuple[str, ...]) -> Catalog[Any]:
        catalog = self._catalogs[name]
        return self._subset(name, (catalog[target] for target in ids))

    def _subset(self, name: str, records: Iterable[Any]) -> Catalog[Any]:
        if name == "evidence":
            return EvidenceCatalog(Evidence, tuple(records), self)
        return Catalog(RECORD_TYPES[name], tuple(records), self)


def _gwas_loci(kb: KnowledgeBase, record: Any) -> tuple[GwasLocus, ...]:
    loci = (locus for disease in kb.diseases for locus in disease.gwas_loci)
    return tuple(locus for locus in loci if record.id in locus.gene_ids)


def _targets(kb: KnowledgeBase, record: Any) -> tuple[Gene | Mechanism, ...]:
    genes = (kb.genes[target] for target in record.target_gene_ids)
    mechanisms = (kb.mechanisms[target] for target in record.target_mechanism_ids)
    return (*genes, *mechanisms)


def _bearing_hypotheses(kb: KnowledgeBase, record: Any) -> Catalog[Hypothesis]:
    found = (kb.hypotheses[bearing.hypothesis_id] for bearing in record.bearings)
    return Catalog(Hypothesis, tuple(found), kb)


# (class, relation): the links that are neither plain lists of ids nor their reverse
_OTHER: dict[tuple[type[Record], str], Callable[[KnowledgeBase, Any], Any]] = {
    (Gene, "gwas_loci"): _gwas_loci,
    (Therapy, "targets"): _targets,
    (Therapy, "key_evidence"): lambda kb, record: (
        kb.evidence[record.key_evidence_id] if record.key_evidence_id is not None else None
    ),
    (Hypothesis, "evidence"): lambda kb, record: kb.evidence.on(record),
    (Evidence, "reference"): lambda kb, record: kb.references[record.reference_id],
    (Evidence, "disease"): lambda kb, record: kb.diseases[record.disease_id],
    (Evidence, "hypotheses"): _bearing_hypotheses,
}


def _require_catalog(name: str) -> None:
    if name not in RECORD_TYPES:
        suggestions = suggest(name, RECORD_TYPES)
        msg = f"no catalog {name!r}{did_you_mean(suggestions)} Catalogs: {', '.join(RECORD_TYPES)}"
        raise UnknownRecordError(msg, name, suggestions)

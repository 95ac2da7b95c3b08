"""The links of records: which field or which catalog each one follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, cast

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidValueError
from alsfacts.evidence_catalog import EvidenceCatalog, EvidenceOn
from alsfacts.model import RECORD_TYPES, Evidence, Record

if TYPE_CHECKING:
    from alsfacts.model import Gene, GwasLocus, Hypothesis, Mechanism

__all__ = ["follow"]


class Base(Protocol):
    """What a link asks of the knowledge base in which it resolves."""

    def catalog(self, name: str) -> Catalog[Any]:
        """Return a catalog by its name."""
        ...

    def find(self, name: str, kinds: tuple[type[Record], ...]) -> Record:
        """Return the record of any of the kinds that answers to a name."""
        ...

    def restorable(self) -> bool:
        """Say whether what is pickled is found here again."""
        ...


# (catalog of the record, relation): (field of ids, catalog that these point into)
_FORWARD: dict[tuple[str, str], tuple[str, str]] = {
    ("mechanisms", "genes"): ("gene_ids", "genes"),
    ("evidence", "genes"): ("gene_ids", "genes"),
    ("evidence", "mechanisms"): ("mechanism_ids", "mechanisms"),
    ("evidence", "exposures"): ("exposure_ids", "exposures"),
    ("evidence", "therapies"): ("therapy_ids", "therapies"),
    ("claims", "hypotheses"): ("hypothesis_ids", "hypotheses"),
    ("claims", "supporting"): ("supporting_ids", "evidence"),
    ("claims", "disputing"): ("disputing_ids", "evidence"),
}

# (catalog of the record, relation): (catalog to search, its fields that may hold the record's id)
_BACKWARD: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("genes", "mechanisms"): ("mechanisms", ("gene_ids",)),
    ("genes", "therapies"): ("therapies", ("target_gene_ids",)),
    ("genes", "evidence"): ("evidence", ("gene_ids",)),
    ("mechanisms", "therapies"): ("therapies", ("target_mechanism_ids",)),
    ("mechanisms", "evidence"): ("evidence", ("mechanism_ids",)),
    ("exposures", "evidence"): ("evidence", ("exposure_ids",)),
    ("therapies", "evidence"): ("evidence", ("therapy_ids",)),
    ("references", "evidence"): ("evidence", ("reference_id",)),
    ("hypotheses", "claims"): ("claims", ("hypothesis_ids",)),
    ("evidence", "claims"): ("claims", ("supporting_ids", "disputing_ids")),
}


def follow(base: Base, record: Record, relation: str) -> Any:
    """Return what a link of a record leads to.

    Parameters
    ----------
    base : KnowledgeBase
        Where the link resolves.
    record : Record
        Any record.
    relation : str
        Name of the property that follows the link.

    Returns
    -------
    Record or Catalog
        The record or records.

    Raises
    ------
    UnknownRecordError
        If the linked record is not in the knowledge base.
    InvalidValueError
        If records of this kind have no such link.

    Examples
    --------
    >>> import alsfacts
    >>> kb = alsfacts.knowledge_base()
    >>> follow(kb, kb.genes["SOD1"], "therapies").ids
    ('tofersen',)
    """
    key = (record.catalog_name, relation)
    if key in _FORWARD:
        field, name = _FORWARD[key]
        catalog = base.catalog(name)
        return _subset(base, name, (catalog[target] for target in getattr(record, field)))
    if key in _BACKWARD:
        name, fields = _BACKWARD[key]
        catalog = base.catalog(name)
        found = {item.id: item for field in fields for item in catalog.having(field, record.id)}
        return _subset(base, name, found.values())
    if key in _OTHER:
        return _OTHER[key](base, record)
    msg = f"a {type(record).__name__} has no link {relation!r}"
    raise InvalidValueError(msg)


def _subset(base: Base, name: str, records: Iterable[Any]) -> Catalog[Any]:
    if name == "evidence":
        return EvidenceCatalog(Evidence, tuple(records), base)
    return Catalog(RECORD_TYPES[name], tuple(records), base)


def _gwas_loci(base: Base, record: Any) -> tuple[GwasLocus, ...]:
    loci = (locus for disease in base.catalog("diseases") for locus in disease.gwas_loci)
    return tuple(locus for locus in loci if record.id in locus.gene_ids)


def _targets(base: Base, record: Any) -> tuple[Gene | Mechanism, ...]:
    genes = (base.catalog("genes")[target] for target in record.target_gene_ids)
    mechanisms = (base.catalog("mechanisms")[target] for target in record.target_mechanism_ids)
    return (*genes, *mechanisms)


def _bearing_hypotheses(base: Base, record: Any) -> Catalog[Hypothesis]:
    found = (base.catalog("hypotheses")[bearing.hypothesis_id] for bearing in record.bearings)
    return _subset(base, "hypotheses", found)


def _evidence_on(base: Base, record: Any) -> EvidenceOn:
    return cast("EvidenceCatalog", base.catalog("evidence")).on(record)


# (catalog of the record, relation): the links that are neither plain lists of ids nor their reverse
_OTHER: dict[tuple[str, str], Callable[[Base, Any], Any]] = {
    ("genes", "gwas_loci"): _gwas_loci,
    ("therapies", "targets"): _targets,
    ("therapies", "key_evidence"): lambda base, record: (
        base.catalog("evidence")[record.key_evidence_id] if record.key_evidence_id is not None else None
    ),
    ("hypotheses", "evidence"): _evidence_on,
    ("diseases", "evidence"): lambda base, record: cast(
        "EvidenceCatalog", base.catalog("evidence")
    ).on_disease(record.id),
    ("evidence", "reference"): lambda base, record: base.catalog("references")[record.reference_id],
    ("evidence", "disease"): lambda base, record: base.catalog("diseases")[record.disease_id],
    ("evidence", "hypotheses"): _bearing_hypotheses,
}

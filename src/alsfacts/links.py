"""Which fields of a record hold ids of other records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from alsfacts.model import Claim, Disease, Evidence, Exposure, Gene, Mechanism, Record, Therapy

__all__ = ["outgoing_links"]

Link = tuple[str, str, str]
"""Field path, name of the catalog that it points into, and id."""

_EVIDENCE_FIELDS = (
    ("gene_ids", "genes"),
    ("mechanism_ids", "mechanisms"),
    ("exposure_ids", "exposures"),
    ("therapy_ids", "therapies"),
    ("member_ids", "evidence"),
)
_CLAIM_FIELDS = (
    ("hypothesis_ids", "hypotheses"),
    ("supporting_ids", "evidence"),
    ("disputing_ids", "evidence"),
)
_THERAPY_FIELDS = (("target_gene_ids", "genes"), ("target_mechanism_ids", "mechanisms"))


def outgoing_links(record: Record) -> Iterator[Link]:
    """Yield every id of another record that a record holds.

    Parameters
    ----------
    record : Record
        Any record.

    Yields
    ------
    tuple of str
        Path of the field, name of the catalog that it points into, and the id.

    Examples
    --------
    >>> from alsfacts import therapies
    >>> sorted(outgoing_links(therapies["tofersen"]))[-1]
    ('target_mechanism_ids[0]', 'mechanisms', 'protein-aggregation')
    """
    follow = _FOLLOW.get(type(record))
    if follow is not None:
        yield from follow(record)


def _listed(record: Record, fields: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    for field, catalog in fields:
        for index, target in enumerate(getattr(record, field)):
            yield f"{field}[{index}]", catalog, target


def _mechanism_links(mechanism: Mechanism) -> Iterator[Link]:
    for index, link in enumerate(mechanism.links):
        yield f"links[{index}].gene_id", "genes", link.gene_id
        yield f"links[{index}].evidence_id", "evidence", link.evidence_id


def _exposure_links(exposure: Exposure) -> Iterator[Link]:
    if exposure.certainty is not None:
        yield "certainty.reference_id", "references", exposure.certainty.reference_id


def _therapy_links(therapy: Therapy) -> Iterator[Link]:
    yield from _listed(therapy, _THERAPY_FIELDS)
    if therapy.key_evidence_id is not None:
        yield "key_evidence_id", "evidence", therapy.key_evidence_id


def _disease_links(disease: Disease) -> Iterator[Link]:
    for index, locus in enumerate(disease.gwas_loci):
        yield f"gwas_loci[{index}].reference_id", "references", locus.reference_id
        for position, target in enumerate(locus.gene_ids):
            yield f"gwas_loci[{index}].gene_ids[{position}]", "genes", target


def _gene_links(gene: Gene) -> Iterator[Link]:
    for index, assessment in enumerate(gene.assessments):
        if assessment.disease_id is not None:
            yield f"assessments[{index}].disease_id", "diseases", assessment.disease_id
        for position, target in enumerate(assessment.evidence_ids):
            yield f"assessments[{index}].evidence_ids[{position}]", "evidence", target


def _evidence_links(item: Evidence) -> Iterator[Link]:
    yield "reference_id", "references", item.reference_id
    yield "disease_id", "diseases", item.disease_id
    yield from _listed(item, _EVIDENCE_FIELDS)
    for index, bearing in enumerate(item.bearings):
        yield f"bearings[{index}].hypothesis_id", "hypotheses", bearing.hypothesis_id
    if item.carrier_count is not None:
        for index, target in enumerate(item.carrier_count.gene_ids):
            yield f"carrier_count.gene_ids[{index}]", "genes", target


_FOLLOW: dict[type[Record], Callable[[Any], Iterator[Link]]] = {
    Gene: _gene_links,
    Mechanism: _mechanism_links,
    Exposure: _exposure_links,
    Therapy: _therapy_links,
    Claim: lambda claim: _listed(claim, _CLAIM_FIELDS),
    Evidence: _evidence_links,
    Disease: _disease_links,
}

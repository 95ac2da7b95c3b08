"""The records of alsfacts and their parts.

Each class is made when it is first asked for: a program that looks up a gene pays for the
classes of genes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from alsfacts.lazy import lazy_names
from alsfacts.model.base import Record, Value

if TYPE_CHECKING:
    from alsfacts.model.bearings import Bearing, LineOverride, ObservationResult
    from alsfacts.model.causes import Approval, Exposure, GeneLink, GradedCertainty, Mechanism, Therapy
    from alsfacts.model.claim import Claim
    from alsfacts.model.details import FieldSource
    from alsfacts.model.disease import Disease, DiseaseTerm
    from alsfacts.model.evidence import Evidence
    from alsfacts.model.gene import Gene
    from alsfacts.model.genomics import Locus, Phenotype, ValidityAssessment
    from alsfacts.model.gwas import GwasAssociation, GwasLocus
    from alsfacts.model.hypothesis import Hypothesis
    from alsfacts.model.measures import Bound, CarrierCount, FamilialCount, Measure
    from alsfacts.model.reference import Reference

__all__ = [
    "RECORD_TYPES",
    "Approval",
    "Bearing",
    "Bound",
    "CarrierCount",
    "Claim",
    "Disease",
    "DiseaseTerm",
    "Evidence",
    "Exposure",
    "FamilialCount",
    "FieldSource",
    "Gene",
    "GeneLink",
    "GradedCertainty",
    "GwasAssociation",
    "GwasLocus",
    "Hypothesis",
    "LineOverride",
    "Locus",
    "Measure",
    "Mechanism",
    "ObservationResult",
    "Phenotype",
    "Record",
    "Reference",
    "Therapy",
    "ValidityAssessment",
    "Value",
]

_MODULES = {
    "Approval": "causes",
    "Bearing": "bearings",
    "Bound": "measures",
    "CarrierCount": "measures",
    "Claim": "claim",
    "Disease": "disease",
    "DiseaseTerm": "disease",
    "Evidence": "evidence",
    "Exposure": "causes",
    "FamilialCount": "measures",
    "FieldSource": "details",
    "Gene": "gene",
    "GeneLink": "causes",
    "GradedCertainty": "causes",
    "GwasAssociation": "gwas",
    "GwasLocus": "gwas",
    "Hypothesis": "hypothesis",
    "LineOverride": "bearings",
    "Locus": "genomics",
    "Measure": "measures",
    "Mechanism": "causes",
    "ObservationResult": "bearings",
    "Phenotype": "genomics",
    "Reference": "reference",
    "Therapy": "causes",
    "ValidityAssessment": "genomics",
}

_CLASSES = {
    "genes": "Gene",
    "mechanisms": "Mechanism",
    "exposures": "Exposure",
    "therapies": "Therapy",
    "hypotheses": "Hypothesis",
    "claims": "Claim",
    "evidence": "Evidence",
    "references": "Reference",
    "diseases": "Disease",
}


__getattr__, __dir__ = lazy_names(__name__, _MODULES)


class _RecordTypes(Mapping[str, type[Record]]):
    """Record classes by the name of their catalog, each made when it is asked for."""

    def __getitem__(self, name: str) -> type[Record]:
        kind: type[Record] = getattr(import_module(__name__), _CLASSES[name])
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)

    def __contains__(self, name: object) -> bool:
        return name in _CLASSES


RECORD_TYPES: Mapping[str, type[Record]] = _RecordTypes()
"""Record class of each catalog, by the catalog's name."""

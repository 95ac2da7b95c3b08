"""The records of alsfacts and their parts."""

from alsfacts.model.base import Record, Value
from alsfacts.model.bearings import Bearing, LineOverride, ObservationResult
from alsfacts.model.causes import Exposure, Mechanism, Therapy
from alsfacts.model.details import Approval, DiseaseTerm, FieldSource, GradedCertainty
from alsfacts.model.disease import Disease
from alsfacts.model.evidence import Evidence
from alsfacts.model.gene import Gene
from alsfacts.model.genomics import GeneLink, GwasAssociation, GwasLocus, Locus, Phenotype, ValidityAssessment
from alsfacts.model.measures import Bound, CarrierCount, FamilialCount, Measure
from alsfacts.model.reference import Reference
from alsfacts.model.statements import Claim, Hypothesis

RECORD_TYPES: dict[str, type[Record]] = {
    kind.catalog_name: kind
    for kind in (Gene, Mechanism, Exposure, Therapy, Hypothesis, Claim, Evidence, Reference, Disease)
}
"""Record class of each catalog, by the catalog's name."""

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

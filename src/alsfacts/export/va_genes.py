"""GA4GH VA-Spec: the validity of gene-disease pairs as statements."""

from __future__ import annotations

import math

from alsfacts.export.va_parts import (
    Content,
    condition,
    data_item,
    extensions,
    filled,
    gene_concept,
    mode_of_inheritance,
    validity_class,
)
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Gene, ValidityAssessment
from alsfacts.vocabulary import Direction, Validity

__all__ = ["validity_statement"]

_DIRECTIONS: dict[Validity, Direction] = {
    Validity.REFUTED: Direction.DISPUTES,
    Validity.DISPUTED: Direction.DISPUTES,
    Validity.NO_KNOWN_RELATIONSHIP: Direction.NEUTRAL,
    Validity.LIMITED: Direction.SUPPORTS,
    Validity.MODERATE: Direction.SUPPORTS,
    Validity.STRONG: Direction.SUPPORTS,
    Validity.DEFINITIVE: Direction.SUPPORTS,
}


def validity_statement(gene: Gene, place: int, home: object, origin: Content) -> Content:
    """Return an assessment of a gene-disease pair as a statement.

    Parameters
    ----------
    gene : Gene
        The gene.
    place : int
        Place of the assessment among those of the gene.
    home : object
        Where the evidence behind it is looked up, if it is a knowledge base.
    origin : dict
        Data set that the gene comes from.

    Returns
    -------
    dict
        The statement. ClinGen grades no strength of disputing evidence, so there is none.

    Examples
    --------
    >>> from alsfacts import genes
    >>> validity_statement(genes["SOD1"], 0, None, {})["classification"]["name"]
    'definitive'
    """
    assessment = gene.assessments[place]
    validity = assessment.classification
    direction = _DIRECTIONS[validity]
    strength = validity_class(validity) if direction is Direction.SUPPORTS else None
    identifier = f"alsfacts:genes/{gene.id}/assessments/{place}"
    return filled(
        id=identifier,
        type="Statement",
        name=f"{gene.id} in {assessment.disease_name}: {validity}",
        description=assessment.note,
        specifiedBy=_procedure(assessment),
        contributions=[
            filled(
                type="Contribution",
                contributor=_assessor(assessment),
                activityType="evaluated",
                # A day, as the examples of the standard have it: the time of day is not known.
                date=assessment.date,
            )
        ],
        reportedIn=_report(assessment),
        proposition={
            "type": "GeneDiseaseValidityProposition",
            "subject": gene_concept(gene),
            "predicate": "variantsInGeneCausalFor",
            "object": condition(assessment.disease_name, assessment.mondo_id),
            "modeOfInheritanceQualifier": mode_of_inheritance(assessment.inheritance),
        },
        direction=direction.value,
        strength=strength,
        score=_points(assessment),
        classification=validity_class(validity),
        hasEvidenceLines=_evidence_lines(assessment, identifier, strength, home),
        extensions=extensions(
            dataSet=origin, diseaseProfile=assessment.disease_id, superseded=assessment.superseded or None
        ),
    )


def _procedure(assessment: ValidityAssessment) -> Content | None:
    if assessment.procedure is None:
        return None
    return {"type": "Method", "name": assessment.procedure, "methodType": "gene-disease validity curation"}


def _assessor(assessment: ValidityAssessment) -> Content:
    if assessment.panel is None:
        return {"type": "Agent", "name": assessment.source}
    return {
        "type": "Agent",
        "name": assessment.panel,
        "description": f"Expert panel of {assessment.source}.",
        "agentType": "organization",
    }


def _report(assessment: ValidityAssessment) -> list[Content] | None:
    if assessment.url is None:
        return None
    return [{"type": "Document", "documentType": "curation report", "urls": [assessment.url]}]


def _points(assessment: ValidityAssessment) -> float | None:
    parts = (assessment.genetic_points, assessment.experimental_points)
    known = [part for part in parts if part is not None]
    return math.fsum(known) if known else None


def _evidence_lines(
    assessment: ValidityAssessment, identifier: str, strength: Content | None, home: object
) -> list[Content] | None:
    # The record does not say which finding earned which of the points: all make one line.
    if not assessment.evidence_ids:
        return None
    items: list[Content | str] = [
        # Evidence that cannot be looked up is referred to by its id, which the standard admits.
        data_item(home.evidence[name])
        if isinstance(home, KnowledgeBase) and home.evidence.has_id(name)
        else f"alsfacts:evidence/{name}"
        for name in assessment.evidence_ids
    ]
    line = filled(
        id=f"{identifier}/evidence",
        type="EvidenceLine",
        hasEvidenceItems=items,
        directionOfEvidenceProvided=_DIRECTIONS[assessment.classification].value,
        strengthOfEvidenceProvided=strength,
        scoreOfEvidenceProvided=_points(assessment),
        extensions=extensions(
            geneticPoints=assessment.genetic_points, experimentalPoints=assessment.experimental_points
        ),
    )
    return [line]

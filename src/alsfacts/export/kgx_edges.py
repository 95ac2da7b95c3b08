"""Edges of KGX: what the records assert of genes, diseases, mechanisms, exposures, therapies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alsfacts.export.kgx_nodes import is_current
from alsfacts.export.kgx_parts import INFORES, Edge, curie_of, publication_of
from alsfacts.export.va_parts import mode_of_inheritance
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Gene, Record, ValidityAssessment
from alsfacts.vocabulary import (
    CertaintyLevel,
    Design,
    Inheritance,
    Outcome,
    ReferenceStatus,
    TherapyStatus,
    Validity,
)

__all__ = ["edges"]

# As in the ingest of EBI Gene2Phenotype by the NCATS Translator, whose classes are the same:
# "causes" from moderate up, a wider predicate for limited (rig-idea.md of ebi-gene2pheno in
# NCATSTranslator/translator-ingests). The class of no known relationship asserts nothing.
_VALIDITY: dict[Validity, tuple[str, bool]] = {
    Validity.DEFINITIVE: ("biolink:causes", False),
    Validity.STRONG: ("biolink:causes", False),
    Validity.MODERATE: ("biolink:causes", False),
    Validity.LIMITED: ("biolink:associated_with", False),
    Validity.DISPUTED: ("biolink:causes", True),
    Validity.REFUTED: ("biolink:causes", True),
}
"""Predicate of a class, and whether it is denied."""

_ASSOCIATIONS = {
    "biolink:causes": "biolink:CausalGeneToDiseaseAssociation",
    "biolink:associated_with": "biolink:GeneToDiseaseAssociation",
}

# Those of https://w3id.org/information-resource-registry that the data name.
_SOURCES = {"ClinGen": "infores:clingen"}
_MONDO = "infores:mondo"

_ASSOCIATION = "biolink:Association"
_TREATMENT = "biolink:ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"
_TRIALS = (Design.RANDOMISED_TRIAL, Design.OPEN_LABEL_TRIAL)
_UNCLEAR = "treats_or_applied_or_studied_to_treat"
_ALS = "als"


def edges(base: KnowledgeBase) -> Iterator[Edge]:
    """Yield the edges of a knowledge base.

    Parameters
    ----------
    base : KnowledgeBase
        The records. Links to records that are not among them give no edge, and findings of
        retracted publications support none.

    Yields
    ------
    Edge
        By the record that holds the assertion.

    Examples
    --------
    >>> import alsfacts
    >>> edge = next(edge for edge in edges(alsfacts.knowledge_base()) if edge.subject == "HGNC:11179")
    >>> edge.predicate, edge.object, edge.primary_knowledge_source
    ('biolink:causes', 'MONDO:0007103', 'infores:clingen')
    """
    yield from _of_genes(base)
    yield from _of_mechanisms(base)
    yield from _of_therapies(base)
    yield from _of_exposures(base)
    for disease in base.diseases:
        yield from _of_loci(base, disease)
        yield from _of_terms(disease)


def _of_genes(base: KnowledgeBase) -> Iterator[Edge]:
    for gene in base.genes:
        asserted: set[str] = set()
        for place, assessment in enumerate(gene.assessments):
            if assessment.classification in _VALIDITY and not assessment.superseded:
                edge = _of_assessment(base, gene, place, assessment)
                asserted |= set() if edge.negated else {edge.object}
                yield edge
        for place, phenotype in enumerate(gene.phenotypes):
            # An assessment says the same and more; KGX would merge the two.
            if phenotype.mondo_id in asserted:
                continue
            yield Edge(
                id=f"{_place(gene)}/phenotypes/{place}",
                subject=curie_of(gene),
                predicate="biolink:associated_with",
                object=phenotype.mondo_id,
                category="biolink:GeneToDiseaseAssociation",
                original_predicate=_field("phenotypes"),
                subject_form_or_variant_qualifier="genetic_variant_form",
                allelic_requirement=_requirement(phenotype.inheritance),
            )


def _of_assessment(base: KnowledgeBase, gene: Gene, place: int, assessment: ValidityAssessment) -> Edge:
    predicate, negated = _VALIDITY[assessment.classification]
    source = _SOURCES.get(assessment.source, INFORES)
    details = (assessment.procedure, assessment.date)
    report = (assessment.url,) if assessment.url is not None else ()
    return Edge(
        id=f"{_place(gene)}/assessments/{place}",
        subject=curie_of(gene),
        predicate=predicate,
        object=assessment.mondo_id,
        category=_ASSOCIATIONS[predicate],
        description=", ".join(
            (
                f"{assessment.source}: {assessment.classification.value}",
                *(text for text in details if text is not None),
            )
        ),
        negated=negated,
        publications=(*report, *_publications(base, _reference_ids(base, assessment.evidence_ids))),
        has_evidence=_evidence_curies(assessment.evidence_ids),
        primary_knowledge_source=source,
        aggregator_knowledge_source=() if source == INFORES else (INFORES,),
        original_predicate=_field("assessments"),
        subject_form_or_variant_qualifier="genetic_variant_form",
        allelic_requirement=_requirement((assessment.inheritance,)),
    )


def _of_mechanisms(base: KnowledgeBase) -> Iterator[Edge]:
    for mechanism in base.mechanisms:
        findings: dict[str, list[str]] = {}
        for link in mechanism.links:
            findings.setdefault(link.gene_id, []).append(link.evidence_id)
        for gene_id, evidence_ids in findings.items():
            kept = tuple(name for name in evidence_ids if _stands(base, name))
            if base.genes.has_id(gene_id) and kept:
                yield Edge(
                    id=f"{_place(mechanism)}/links/{gene_id}",
                    subject=curie_of(base.genes[gene_id]),
                    # A finding may be genetic, or of an animal: less than the active part in the
                    # process that the narrower predicates assert.
                    predicate="biolink:associated_with",
                    object=curie_of(mechanism),
                    publications=_publications(base, _reference_ids(base, kept)),
                    has_evidence=_evidence_curies(kept),
                    original_predicate=_field("links"),
                )


def _of_therapies(base: KnowledgeBase) -> Iterator[Edge]:
    pairs = _pairs(base, "therapy_ids")
    for therapy in base.therapies:
        for field, catalog in (
            ("target_gene_ids", base.genes),
            ("target_mechanism_ids", base.mechanisms),
        ):
            for target in getattr(therapy, field):
                if catalog.has_id(target):
                    yield Edge(
                        id=f"{_place(therapy)}/{field}/{target}",
                        subject=curie_of(therapy),
                        # What it is aimed at; whether it has an effect there is not said.
                        predicate="biolink:related_to",
                        object=curie_of(catalog[target]),
                        original_predicate=_field(field),
                    )
        for disease in base.diseases:
            status = therapy.status if disease.id == _ALS else TherapyStatus.NOT_TESTED
            findings = pairs.get((therapy.id, disease.id), [])
            trials = [item for item in findings if {item.design, item.underlying_design} & {*_TRIALS}]
            helped = [item for item in trials if item.outcome is not Outcome.NEGATIVE]
            if status is TherapyStatus.APPROVED and helped:
                yield _of_pair(base, (therapy, disease), "treats", "status", helped)
            if trials:
                yield _of_pair(base, (therapy, disease), "in_clinical_trials_for", "therapy_ids", trials)
            elif findings or status is not TherapyStatus.NOT_TESTED:
                # Approved for a symptom, named in an animal study: the sense is not clear.
                unclear, field = _UNCLEAR, "therapy_ids" if findings else "status"
                yield _of_pair(base, (therapy, disease), unclear, field, findings)


def _of_exposures(base: KnowledgeBase) -> Iterator[Edge]:
    pairs = _pairs(base, "exposure_ids")
    for exposure in base.exposures:
        grade = exposure.certainty
        if grade is not None and grade.level > CertaintyLevel.UNKNOWN and base.diseases.has_id(_ALS):
            scope = "" if grade.scope is None else f" {grade.scope}."
            if not _is_retracted(base, grade.reference_id):
                yield Edge(
                    id=f"{_place(exposure)}/certainty",
                    subject=curie_of(exposure),
                    predicate="biolink:associated_with_increased_likelihood_of",
                    object=curie_of(base.diseases[_ALS]),
                    category="biolink:NamedThingAssociatedWithLikelihoodOfNamedThingAssociation",
                    description=grade.level.meaning + scope,
                    publications=_publications(base, (grade.reference_id,)),
                    original_predicate=_field("certainty"),
                )
        for disease in base.diseases:
            findings = pairs.get((exposure.id, disease.id), [])
            if findings:
                # For and against, of risk and of course: a finding does not say which.
                yield _of_pair(base, (exposure, disease), "related_to", "exposure_ids", findings)


def _of_pair(
    base: KnowledgeBase, ends: tuple[Record, Disease], predicate: str, field: str, findings: list[Evidence]
) -> Edge:
    record, disease = ends
    names = tuple(item.id for item in findings)
    return Edge(
        id=f"{_place(record)}/diseases/{disease.id}/{predicate}",
        subject=curie_of(record),
        predicate=f"biolink:{predicate}",
        object=curie_of(disease),
        category=_ASSOCIATION if predicate == "related_to" else _TREATMENT,
        publications=_publications(base, _reference_ids(base, names)),
        has_evidence=_evidence_curies(names),
        original_predicate=_field(field),
    )


def _of_loci(base: KnowledgeBase, disease: Disease) -> Iterator[Edge]:
    for place, locus in enumerate(disease.gwas_loci):
        for gene_id in locus.gene_ids:
            if base.genes.has_id(gene_id) and not _is_retracted(base, locus.reference_id):
                yield Edge(
                    id=f"{_place(disease)}/gwas_loci/{place}/{gene_id}",
                    subject=curie_of(base.genes[gene_id]),
                    predicate="biolink:correlated_with",
                    object=curie_of(disease),
                    category="biolink:CorrelatedGeneToDiseaseAssociation",
                    description=f"locus {locus.locus}, lead variant {locus.rsid}",
                    publications=_publications(base, (locus.reference_id,)),
                    knowledge_level="statistical_association",
                    original_predicate=_field("gwas_loci"),
                )


def _of_terms(disease: Disease) -> Iterator[Edge]:
    known = {term.mondo_id for term in disease.terms if is_current(term)} | {disease.mondo_id}
    for term in filter(is_current, disease.terms):
        for parent in term.parent_ids:
            if parent in known:
                yield Edge(
                    id=f"{_place(disease)}/terms/{term.mondo_id}/{parent}",
                    subject=term.mondo_id,
                    predicate="biolink:subclass_of",
                    object=parent,
                    primary_knowledge_source=_MONDO,
                    aggregator_knowledge_source=(INFORES,),
                    original_predicate=_field("parent_ids"),
                )


def _place(record: Record) -> str:
    return f"alsfacts:{record.catalog_name}/{record.id}"


def _field(name: str) -> str:
    return f"alsfacts.terms:{name}"


def _requirement(modes: Iterable[Inheritance]) -> str | None:
    """Return the term of the only mode of inheritance; None for several, or for an unknown one."""
    known = tuple(modes)
    if len(known) != 1 or known[0] is Inheritance.UD:
        return None
    code: str = mode_of_inheritance(known[0])["primaryCoding"]["code"]
    return code


def _pairs(base: KnowledgeBase, field: str) -> dict[tuple[str, str], list[Evidence]]:
    """Return the findings by what they name in a field, and by their disease."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in base.evidence:
        if not _is_retracted(base, item.reference_id):
            for name in getattr(item, field):
                found.setdefault((name, item.disease_id), []).append(item)
    return found


def _is_retracted(base: KnowledgeBase, reference_id: str) -> bool:
    known = base.references.has_id(reference_id)
    return known and base.references[reference_id].status is ReferenceStatus.RETRACTED


def _stands(base: KnowledgeBase, evidence_id: str) -> bool:
    """Say whether a finding may show something: one that is not here may, a negative one does not."""
    if not base.evidence.has_id(evidence_id):
        return True
    item = base.evidence[evidence_id]
    return item.outcome is not Outcome.NEGATIVE and not _is_retracted(base, item.reference_id)


def _reference_ids(base: KnowledgeBase, evidence_ids: Iterable[str]) -> Iterator[str]:
    return (base.evidence[name].reference_id for name in evidence_ids if base.evidence.has_id(name))


def _publications(base: KnowledgeBase, reference_ids: Iterable[str]) -> tuple[str, ...]:
    known = (base.references[name] for name in reference_ids if base.references.has_id(name))
    return tuple(dict.fromkeys(publication_of(reference) for reference in known))


def _evidence_curies(evidence_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"alsfacts.evidence:{name}" for name in dict.fromkeys(evidence_ids))

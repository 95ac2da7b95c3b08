"""Nodes of KGX: genes, diseases, mechanisms, exposures and therapies."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from alsfacts.export.kgx_parts import Node, curie_of
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import DiseaseTerm, Exposure, Gene, Mechanism
from alsfacts.vocabulary import ExposureCategory

__all__ = ["exposure_category", "is_current", "nodes"]

_EXPOSURES: dict[ExposureCategory, str] = {
    # "A factor relating to abiotic processes in the environment", such as pollution.
    ExposureCategory.METAL: "biolink:EnvironmentalExposure",
    ExposureCategory.TOXIN: "biolink:EnvironmentalExposure",
    ExposureCategory.PHYSICAL_AGENT: "biolink:EnvironmentalExposure",
    ExposureCategory.INFECTION: "biolink:BioticExposure",
    ExposureCategory.MEDICATION: "biolink:DrugExposure",
    # Body build is no behaviour, a trade no status: no narrower class fits all of these.
    ExposureCategory.LIFESTYLE: "biolink:ExposureEvent",
    ExposureCategory.TRAUMA: "biolink:ExposureEvent",
    ExposureCategory.OCCUPATION: "biolink:ExposureEvent",
}


def nodes(base: KnowledgeBase) -> Iterator[Node]:
    """Yield the nodes of a knowledge base.

    Parameters
    ----------
    base : KnowledgeBase
        The records.

    Yields
    ------
    Node
        Genes, diseases, mechanisms, exposures, therapies; each id once.

    Examples
    --------
    >>> import alsfacts
    >>> found = {node.id: node for node in nodes(alsfacts.knowledge_base())}
    >>> found["HGNC:11179"].name, found["MONDO:0007103"].name
    ('SOD1', 'amyotrophic lateral sclerosis type 1')
    """
    genes: dict[str, Node] = {}
    for gene in base.genes:
        genes.setdefault(gene.hgnc_id, _of_gene(gene))
    yield from genes.values()
    yield from _diseases(base).values()
    for mechanism in base.mechanisms:
        yield _of_mechanism(mechanism)
    for exposure in base.exposures:
        yield _of_exposure(exposure)
    for therapy in base.therapies:
        # Surgery, cells and diets are among them: no narrower class fits all.
        category = "biolink:Treatment"
        yield Node(id=curie_of(therapy), category=category, name=therapy.name, description=therapy.modality)


def is_current(term: DiseaseTerm) -> bool:
    """Say whether a term of a disease stands in MONDO today.

    Parameters
    ----------
    term : DiseaseTerm
        The term.

    Returns
    -------
    bool
        Whether it is not obsolete.

    Examples
    --------
    >>> from alsfacts import diseases
    >>> [term.mondo_id for term in diseases["als"].terms if not is_current(term)]
    ['MONDO:0013861']
    """
    return term.group != "obsolete"


def exposure_category(exposure: Exposure) -> str:
    """Return the class of an exposure in the Biolink Model.

    Parameters
    ----------
    exposure : Exposure
        The exposure.

    Returns
    -------
    str
        Such as ``"biolink:BioticExposure"``. A metal or toxin is a chemical exposure, which is
        one to a particular chemical, only if ChEBI knows it.

    Examples
    --------
    >>> from alsfacts import exposures
    >>> exposure_category(exposures["lead"]), exposure_category(exposures["air-pollution"])
    ('biolink:ChemicalExposure', 'biolink:EnvironmentalExposure')
    """
    chemical = exposure.category in (ExposureCategory.METAL, ExposureCategory.TOXIN)
    if chemical and exposure.chebi_id is not None:
        return "biolink:ChemicalExposure"
    return _EXPOSURES[exposure.category]


def _of_gene(gene: Gene) -> Node:
    accessions = (
        ("NCBIGene", gene.ncbi_id),
        ("ENSEMBL", gene.ensembl_id),
        ("OMIM", gene.omim_id),
        *(("UniProtKB", accession) for accession in gene.uniprot_ids),
    )
    return Node(
        id=curie_of(gene),
        category="biolink:Gene",
        name=gene.symbol,
        xref=tuple(f"{prefix}:{accession}" for prefix, accession in accessions if accession is not None),
        synonym=(*gene.aliases, *gene.previous_symbols, *gene.alias_names),
        full_name=gene.name,
        symbol=gene.symbol,
    )


def _diseases(base: KnowledgeBase) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for disease in base.diseases:
        _add_disease(found, disease.mondo_id, disease.name, disease.aliases)
    for disease in base.diseases:
        for term in filter(is_current, disease.terms):
            _add_disease(found, term.mondo_id, term.name, term.synonyms, term.cross_references)
    for gene in base.genes:
        for assessment in gene.assessments:
            _add_disease(found, assessment.mondo_id, assessment.disease_name)
        for phenotype in gene.phenotypes:
            _add_disease(found, phenotype.mondo_id, phenotype.name)
    return found


def _add_disease(
    found: dict[str, Node],
    mondo_id: str,
    name: str,
    synonyms: tuple[str, ...] = (),
    xref: tuple[str, ...] = (),
) -> None:
    """Add a disease, or what is new about one that is there."""
    old = found.get(mondo_id)
    if old is None:
        found[mondo_id] = Node(
            id=mondo_id, category="biolink:Disease", name=name, xref=xref, synonym=synonyms
        )
    elif synonyms or xref:
        names = [*old.synonym, *(word for word in (name, *synonyms) if word != old.name)]
        found[mondo_id] = attrs.evolve(
            old, synonym=tuple(dict.fromkeys(names)), xref=tuple(dict.fromkeys((*old.xref, *xref)))
        )


def _of_mechanism(mechanism: Mechanism) -> Node:
    # Their terms are near, not the same: the loss of regulatory T cells has the term of their
    # differentiation. So they are references, and the node has an id of our own.
    terms = (mechanism.go_id, None if mechanism.reactome_id is None else f"REACT:{mechanism.reactome_id}")
    return Node(
        id=curie_of(mechanism),
        category="biolink:PathologicalProcess",
        name=mechanism.name,
        description=mechanism.description,
        xref=tuple(term for term in terms if term is not None),
    )


def _of_exposure(exposure: Exposure) -> Node:
    # An exposure is an event; ChEBI has the substance, MeSH whatever comes nearest.
    terms = (exposure.chebi_id, None if exposure.mesh_id is None else f"MESH:{exposure.mesh_id}")
    return Node(
        id=curie_of(exposure),
        category=exposure_category(exposure),
        name=exposure.name,
        description=exposure.description,
        xref=tuple(term for term in terms if term is not None),
    )

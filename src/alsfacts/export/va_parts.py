"""Parts of GA4GH VA-Spec statements: concepts, documents, data items, methods.

The shape is that of VA-Spec 1.1.0 (https://github.com/ga4gh/va-spec, folder
``schema/va-spec/json``, and ``docs/source/releases/1.1.rst`` for what changed since 1.0) and of
gkm-core 1.3.0 (https://github.com/ga4gh/gkm-core). A value that is not known is left out, since
the schemas admit no null.
"""

from __future__ import annotations

import json
import re
from typing import Any

from alsfacts.export.provenance import Provenance
from alsfacts.model import Evidence, Gene, Reference
from alsfacts.serialization import dump
from alsfacts.vocabulary import Inheritance, Validity

__all__ = [
    "Content",
    "concept",
    "condition",
    "data_item",
    "data_set",
    "document",
    "extensions",
    "filled",
    "gene_concept",
    "mode_of_inheritance",
    "validity_class",
]

Content = dict[str, Any]
"""A JSON object."""

# Systems and IRIs of genes as in gks-core, examples/mappable-concept-gene.yaml; that example maps
# to Ensembl and NCBI Gene by closeMatch, since their gene models differ.
_HGNC = "https://www.genenames.org/"
_ENSEMBL = "https://www.ensembl.org/"
_NCBI = "https://www.ncbi.nlm.nih.gov/gene/"
_OBO = "http://purl.obolibrary.org/obo/"

# Terms that ClinGen's interface writes beside its modes of inheritance (ClinGen
# gene-and-variant-curation-tools); names from the Human Phenotype Ontology.
_INHERITANCE: dict[Inheritance, tuple[str, str]] = {
    Inheritance.AD: ("HP:0000006", "Autosomal dominant inheritance"),
    Inheritance.AR: ("HP:0000007", "Autosomal recessive inheritance"),
    Inheritance.SD: ("HP:0032113", "Semidominant inheritance"),
    Inheritance.XL: ("HP:0001417", "X-linked inheritance"),
    Inheritance.XLD: ("HP:0001423", "X-linked dominant inheritance"),
    Inheritance.MT: ("HP:0001427", "Mitochondrial inheritance"),
    # ClinGen's own term for an undetermined mode is the root of the branch.
    Inheritance.UD: ("HP:0000005", "Mode of inheritance"),
}

# ClinGen's classes in the terms of the Gene Curation Coalition (doi 10.1016/j.gim.2022.04.017),
# to which ClinGen submits them; CURIEs as in its download.
_GENCC: dict[Validity, tuple[str, str]] = {
    Validity.DEFINITIVE: ("GENCC:100001", "Definitive"),
    Validity.STRONG: ("GENCC:100002", "Strong"),
    Validity.MODERATE: ("GENCC:100003", "Moderate"),
    Validity.LIMITED: ("GENCC:100004", "Limited"),
    Validity.DISPUTED: ("GENCC:100005", "Disputed Evidence"),
    Validity.REFUTED: ("GENCC:100006", "Refuted Evidence"),
    Validity.NO_KNOWN_RELATIONSHIP: ("GENCC:100008", "No Known Disease Relationship"),
}

# The pattern of Document.doi, in the published models.
_DOI = re.compile(r"10\.([0-9]+)(\.[0-9]+)*/[\w\-.]+")


def filled(**fields: Any) -> Content:
    """Return an object of the fields that have a value.

    Parameters
    ----------
    **fields : object
        Values by name, in the order to write them.

    Returns
    -------
    dict
        Those that are neither None nor an empty list.

    Examples
    --------
    >>> filled(type="Agent", name=None, aliases=[])
    {'type': 'Agent'}
    """
    return {name: value for name, value in fields.items() if value is not None and value != []}


def extensions(**values: Any) -> list[Content]:
    """Return extensions: what the standard has no field for.

    Parameters
    ----------
    **values : object
        Values by name; one that is None is left out.

    Returns
    -------
    list of dict
        Extensions.

    Examples
    --------
    >>> extensions(superseded=True, note=None)
    [{'name': 'superseded', 'value': True}]
    """
    return [{"name": name, "value": value} for name, value in values.items() if value is not None]


def concept(
    kind: str,
    name: str,
    *,
    code: str,
    system: str,
    iri: str | None = None,
    description: str | None = None,
    mappings: tuple[Content, ...] = (),
) -> Content:
    """Return a MappableConcept.

    Parameters
    ----------
    kind : str
        What it is, such as ``"Gene"``.
    name : str
        Its name.
    code, system : str
        Code, and the code system.
    iri : str, optional
        IRI of the code.
    description : str, optional
        What it means.
    mappings : tuple of dict
        Mappings to other codes.

    Returns
    -------
    dict
        The concept.

    Examples
    --------
    >>> concept("Strength", "tier 3", code="3", system="alsfacts tier")["primaryCoding"]
    {'name': 'tier 3', 'system': 'alsfacts tier', 'code': '3'}
    """
    return filled(
        type="MappableConcept",
        conceptType=kind,
        name=name,
        description=description,
        primaryCoding=_coding(code, system, iri, name),
        mappings=list(mappings),
    )


def _coding(code: str, system: str, iri: str | None, name: str | None = None) -> Content:
    return filled(name=name, system=system, code=code, iris=[iri] if iri is not None else None)


def _mapping(relation: str, code: str, system: str, iri: str | None, name: str | None = None) -> Content:
    return {"coding": _coding(code, system, iri, name), "relation": relation}


def gene_concept(gene: Gene) -> Content:
    """Return a gene as a concept of HGNC.

    Parameters
    ----------
    gene : Gene
        The gene.

    Returns
    -------
    dict
        The concept, mapped to Ensembl and NCBI Gene.

    Examples
    --------
    >>> from alsfacts import genes
    >>> gene_concept(genes["SOD1"])["primaryCoding"]["code"]
    'HGNC:11179'
    """
    mappings = []
    for accession, system, prefix in (
        (gene.ensembl_id, _ENSEMBL, "ensembl"),
        (gene.ncbi_id, _NCBI, "ncbigene"),
    ):
        if accession is not None:
            iri = f"https://identifiers.org/{prefix}:{accession}"
            mappings.append(_mapping("closeMatch", accession, system, iri))
    return concept(
        "Gene",
        gene.id,
        code=gene.hgnc_id,
        system=_HGNC,
        iri=f"https://identifiers.org/{gene.hgnc_id.lower()}",
        description=gene.name,
        mappings=tuple(mappings),
    )


def condition(name: str, mondo_id: str) -> Content:
    """Return a disease as a concept of MONDO.

    Parameters
    ----------
    name : str
        Its name.
    mondo_id : str
        MONDO CURIE.

    Returns
    -------
    dict
        The concept.

    Examples
    --------
    >>> condition("amyotrophic lateral sclerosis", "MONDO:0004976")["primaryCoding"]["iris"]
    ['http://purl.obolibrary.org/obo/MONDO_0004976']
    """
    return concept("Disease", name, code=mondo_id, system=f"{_OBO}mondo.owl", iri=_obo_iri(mondo_id))


def mode_of_inheritance(mode: Inheritance) -> Content:
    """Return a mode of inheritance as a concept of the Human Phenotype Ontology.

    Parameters
    ----------
    mode : Inheritance
        The mode.

    Returns
    -------
    dict
        The concept.

    Examples
    --------
    >>> mode_of_inheritance(Inheritance.AD)["primaryCoding"]["code"]
    'HP:0000006'
    """
    code, name = _INHERITANCE[mode]
    return concept(
        "ModeOfInheritance",
        name,
        code=code,
        system=f"{_OBO}hp.owl",
        iri=_obo_iri(code),
        description=mode.meaning,
    )


def _obo_iri(curie: str) -> str:
    return _OBO + curie.replace(":", "_")


def validity_class(validity: Validity) -> Content:
    """Return a class of gene-disease validity as a concept.

    Parameters
    ----------
    validity : Validity
        The class.

    Returns
    -------
    dict
        The concept, a class of ClinGen, mapped to the term of the Gene Curation Coalition.

    Examples
    --------
    >>> validity_class(Validity.DISPUTED)["mappings"][0]["coding"]["name"]
    'Disputed Evidence'
    """
    code, name = _GENCC[validity]
    return concept(
        "GeneDiseaseValidity",
        validity.value,
        code=validity.value,
        system="ClinGen Gene-Disease Clinical Validity",
        description=validity.meaning,
        mappings=(_mapping("exactMatch", code, "https://thegencc.org/", None, name),),
    )


def document(reference: Reference) -> Content:
    """Return a publication as a Document.

    Parameters
    ----------
    reference : Reference
        The publication.

    Returns
    -------
    dict
        The document. Authors, year, journal and retraction have no field; they stand in the
        description, as a citation. A DOI that the standard's pattern does not admit stands
        among the addresses only.

    Examples
    --------
    >>> from alsfacts import references
    >>> document(references["PMID:20861059"])["doi"]
    '10.1136/jnnp.2010.207464'
    """
    doi = reference.doi if reference.doi is not None and _DOI.match(reference.doi) else None
    return filled(
        id=f"alsfacts:references/{reference.id}",
        type="Document",
        name=reference.short_citation(),
        description=reference.citation(),
        aliases=[reference.pmcid] if reference.pmcid is not None else None,
        documentType="publication",
        title=reference.title,
        urls=[reference.link],
        doi=doi,
        pmid=reference.pmid,
    )


def data_item(item: Evidence) -> Content:
    """Return a finding as a DataItem.

    A StudyResult would say more, but every concrete class of it needs a variant as its focus.

    Parameters
    ----------
    item : Evidence
        The finding.

    Returns
    -------
    dict
        The item: the statement, the design of the study, the publication, and as its value the
        whole record in the shape of the data files, so that nothing is lost.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> data_item(evidence["miller-2022-tofersen-valor"])["specifiedBy"]["methodType"]
    'randomised-trial'
    """
    (record,) = json.loads(dump({"evidence": [item]}))["evidence"]
    return filled(
        id=f"alsfacts:evidence/{item.id}",
        type="DataItem",
        name=item.reference.short_citation(),
        description=item.statement,
        specifiedBy=filled(type="Method", methodType=item.design.value, description=item.design.meaning),
        reportedIn=[document(item.reference)],
        value=record,
    )


def data_set(provenance: Provenance) -> Content:
    """Return the data that statements are made of as a DataSet.

    Parameters
    ----------
    provenance : Provenance
        Where the records come from.

    Returns
    -------
    dict
        The data set.

    Examples
    --------
    >>> from alsfacts import genes
    >>> from alsfacts.export.provenance import provenance_of
    >>> data_set(provenance_of(genes))["datasetType"]
    'curated knowledge base'
    """
    licence = provenance.licence
    return filled(
        type="DataSet",
        name="alsfacts",
        description=provenance.lines[0],
        datasetType="curated knowledge base",
        releaseDate=provenance.data_date,
        version=provenance.data_version,
        license={"type": "MappableConcept", "name": licence} if licence is not None else None,
    )

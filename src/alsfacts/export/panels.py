"""Genes as a table for people who put gene panels together."""

from __future__ import annotations

from collections.abc import Iterator

from alsfacts.catalog import Catalog
from alsfacts.export.delimited import cell, delimited_line
from alsfacts.export.gene_files import after_comments, assembly_of, disease_id_of, genes_of
from alsfacts.export.provenance import provenance_of
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Gene, Reference, ValidityAssessment

__all__ = ["PANEL_COLUMNS", "panel", "panel_lines"]

PANEL_COLUMNS: dict[str, str] = {
    "hgnc_id": "HGNC CURIE.",
    "symbol": "Approved HGNC symbol.",
    "name": "Approved HGNC name.",
    "ncbi_id": "NCBI Gene.",
    "ensembl_id": "Ensembl gene.",
    "omim_id": "MIM number of the gene.",
    "classification": "Highest current class of validity for the disease; of equals the latest.",
    "classification_source": "Who gave it.",
    "classification_date": "Day it was given.",
    "classification_procedure": "Version of the procedure.",
    "classification_panel": "Expert panel.",
    "classification_url": "Page of the report.",
    "disease_name": "The disease that was assessed, which may be a form of the one asked for.",
    "mondo_id": "Its MONDO CURIE.",
    "disease_inheritance": "Mode of inheritance that was assessed.",
    "other_classifications": "The other current assessments for the disease.",
    "inheritance": "Modes of inheritance of ALS by any source.",
    "als_loci": "Locus names, such as ALS1.",
    "phenotypes": "Forms of ALS, with their MONDO CURIEs.",
    "assembly": "Genome assembly and gene set of the span.",
    "chromosome": "1 to 22, X, Y or MT.",
    "start": "First base, counted from 1.",
    "end": "Last base, included.",
    "strand": "+ or -.",
    "cytoband": "Chromosomal band.",
    "evidence_records": "Findings on the disease that name the gene.",
    "references": "Their publications: PMID, else DOI, PMCID or address.",
}
"""Columns of a panel table, and what they mean."""


def panel_lines(
    source: Catalog[Gene] | KnowledgeBase, *, disease: Disease | str = "als", comments: bool = True
) -> Iterator[str]:
    r"""Yield the lines of `panel`.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes.
    disease : Disease or str
        As in `panel`.
    comments : bool
        As in `panel`.

    Returns
    -------
    iterator of str
        Lines: the comments, the names of the columns, then one a gene.

    Raises
    ------
    InvalidTypeError, InvalidValueError, UnknownRecordError, UnboundRecordError
        As in `panel`.

    Examples
    --------
    >>> from alsfacts import genes
    >>> next(panel_lines(genes, comments=False))[:27]
    'hgnc_id\tsymbol\tname\tncbi_id'
    """
    genes = genes_of(source)
    disease_id = disease_id_of(source, disease)
    head = [
        *provenance_of(source).lines,
        f"assembly: {assembly_of(genes)}; positions counted from 1, both ends included",
        f"validity and evidence: {disease_id}",
    ]
    rows = [list(PANEL_COLUMNS), *(_panel_row(gene, disease_id) for gene in genes)]
    return after_comments(
        head if comments else [],
        (delimited_line(row, "\t") for row in rows),
    )


def panel(
    source: Catalog[Gene] | KnowledgeBase, *, disease: Disease | str = "als", comments: bool = True
) -> str:
    r"""Return genes as a table for people who put gene panels together.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes, in their order.
    disease : Disease or str
        Disease profile, or a name of it, whose validity and evidence are shown.
    comments : bool
        Whether lines that begin with ``#`` come first: the data, the assembly, the disease.

    Returns
    -------
    str
        Tab-separated, with the columns of `PANEL_COLUMNS`. A missing value is empty; several
        are joined by ``|`` (one inside a text is written with a backslash before it, and a
        backslash as two); a text that holds a tab, a quote or a line end is put in quotes.
        No ratings of PanelApp are in it: they are not in the data.

    Raises
    ------
    InvalidTypeError
        If the source holds no genes.
    InvalidValueError
        If the spans are on several assemblies.
    UnknownRecordError
        If no disease profile answers to the name.
    UnboundRecordError
        If the genes belong to no knowledge base, so that their evidence is not known.

    Examples
    --------
    >>> from alsfacts import genes
    >>> table = panel(genes.where(als_loci="ALS1"), comments=False)
    >>> header, row = (line.split("\t") for line in table.splitlines())
    >>> sod1 = dict(zip(header, row))
    >>> sod1["classification"], sod1["classification_source"], sod1["disease_inheritance"]
    ('definitive', 'ClinGen', 'AD')
    """
    return "".join(panel_lines(source, disease=disease, comments=comments))


def _panel_row(gene: Gene, disease_id: str) -> list[str]:
    current = [
        assessment
        for assessment in gene.assessments
        if assessment.disease_id == disease_id and not assessment.superseded
    ]
    # Stable, so that of equals the first stays first; a day not known is the earliest.
    current.sort(key=lambda found: (found.classification.rank, found.date or ""), reverse=True)
    best = current[0] if current else None
    locus = gene.locus
    evidence = [item for item in gene.evidence if item.disease_id == disease_id]
    # A publication with several findings is named once.
    references = dict.fromkeys(_reference_name(item.reference) for item in evidence)
    values = {
        "hgnc_id": gene.hgnc_id,
        "symbol": gene.id,
        "name": gene.name,
        "ncbi_id": gene.ncbi_id,
        "ensembl_id": gene.ensembl_id,
        "omim_id": gene.omim_id,
        "classification": best and best.classification,
        "classification_source": best and best.source,
        "classification_date": best and best.date,
        "classification_procedure": best and best.procedure,
        "classification_panel": best and best.panel,
        "classification_url": best and best.url,
        "disease_name": best and best.disease_name,
        "mondo_id": best and best.mondo_id,
        "disease_inheritance": best and best.inheritance,
        "other_classifications": tuple(map(_in_words, current[1:])),
        "inheritance": gene.inheritance,
        "als_loci": gene.als_loci,
        "phenotypes": tuple(f"{form.name} ({form.mondo_id})" for form in gene.phenotypes),
        "assembly": locus and locus.assembly,
        "chromosome": locus and locus.chromosome,
        "start": locus and locus.start,
        "end": locus and locus.end,
        "strand": locus and locus.strand,
        "cytoband": gene.cytoband,
        "evidence_records": len(evidence),
        "references": tuple(references),
    }
    return [cell(values[column]) for column in PANEL_COLUMNS]


def _in_words(assessment: ValidityAssessment) -> str:
    made = " ".join(filter(None, (assessment.source, assessment.date)))
    about = f"{assessment.disease_name}, {assessment.mondo_id}, {assessment.inheritance}"
    return f"{assessment.classification} for {about} ({made})"


def _reference_name(reference: Reference) -> str:
    if reference.pmid is not None:
        return f"PMID:{reference.pmid}"
    if reference.doi is not None:
        return f"DOI:{reference.doi}"
    return reference.pmcid or reference.link

"""IRIs of records, words and terms, and of identifiers in other resources."""

from __future__ import annotations

import re
from urllib.parse import quote

from alsfacts.model import RECORD_TYPES

__all__ = ["IDENTIFIER_PREFIXES", "NAMESPACE", "RECORD_PREFIXES", "TERMS", "WORDS", "iri_of"]

# The project owns no domain, so that nothing of its own can be looked up on the web: a URN says
# so at a glance. The name is not registered either (RFC 8141); a file explains its own terms.
NAMESPACE = "urn:alsfacts:"
"""Beginning of every IRI of our own."""

TERMS = f"{NAMESPACE}terms/"
"""Classes and properties: names of record classes, and of their fields."""

WORDS = f"{NAMESPACE}words/"
"""Words of the vocabularies."""

RECORD_PREFIXES: dict[str, str] = {name: f"{NAMESPACE}{name}/" for name in RECORD_TYPES}
"""IRI prefix of the records of each catalog, by its name."""

# Every prefix is one that the Bioregistry lists for the resource (https://bioregistry.io, data of
# the Python package bioregistry 0.15.6): the one under which the resource publishes RDF, where it
# does, else one that leads to its page. Keys are the CURIE prefixes of alsfacts.identifiers.
IDENTIFIER_PREFIXES: dict[str, str] = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "DBSNP": "https://www.ncbi.nlm.nih.gov/snp/",
    "DOI": "https://doi.org/",
    "ENSEMBL": "https://identifiers.org/ensembl:",
    "GO": "http://purl.obolibrary.org/obo/GO_",
    "HGNC": "https://identifiers.org/hgnc:",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCBIGene": "https://identifiers.org/ncbigene:",
    "OMIM": "https://omim.org/entry/",
    "ORPHA": "http://www.orpha.net/ORDO/Orphanet_",
    "PMC": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "REACT": "https://reactome.org/content/detail/",
    "UniProtKB": "http://purl.uniprot.org/uniprot/",
}
"""IRI prefix of identifiers, by the prefix of their CURIEs."""

# Key of alsfacts.identifiers.PATTERNS: prefix of the CURIE.
_KINDS = {
    "chebi": "CHEBI",
    "doi": "DOI",
    "ensembl-gene": "ENSEMBL",
    "go": "GO",
    "hgnc": "HGNC",
    "mesh": "MESH",
    "mondo": "MONDO",
    "ncbi-gene": "NCBIGene",
    "omim": "OMIM",
    "orphanet": "ORPHA",
    "pmcid": "PMC",
    "pmid": "PMID",
    "reactome": "REACT",
    "rsid": "DBSNP",
    "uniprot": "UniProtKB",
}

# What an IRI cannot hold (RFC 3987; IRIREF in Turtle).
_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def iri_of(kind: str | None, value: str) -> str | None:
    """Return the IRI of an identifier.

    Parameters
    ----------
    kind : str or None
        Key of `alsfacts.identifiers.PATTERNS`; None for text that follows no pattern.
    value : str
        The identifier as a record stores it, bare or as a CURIE.

    Returns
    -------
    str or None
        The IRI, with characters that an IRI cannot hold percent-encoded; None if identifiers of
        this kind have none.

    Examples
    --------
    >>> iri_of("mondo", "MONDO:0004976"), iri_of("pmid", "20861059")
    ('http://purl.obolibrary.org/obo/MONDO_0004976', 'https://pubmed.ncbi.nlm.nih.gov/20861059')
    >>> iri_of("cytoband", "21q22.11") is None
    True
    """
    if kind == "url":
        return _ILLEGAL.sub(lambda found: quote(found.group()), value)
    if kind not in _KINDS:
        return None
    prefix = _KINDS[kind]
    local = value.removeprefix(f"{prefix}:")
    # A DOI may hold any character; the other kinds hold letters, digits and hyphens.
    return IDENTIFIER_PREFIXES[prefix] + quote(local, safe="/:;()!$&'*+,=@~-._")

"""Terms of RDF: which property a field becomes, and how values are written in Turtle.

Terms were looked up where they are defined: RDF, RDFS, OWL, SKOS, Dublin Core, PROV and VoID in the
namespaces of rdflib 7.6; classes of the Biolink Model 4.4.6; supports and disputes in CiTO 2.8.1
(https://sparontologies.github.io/cito/current/cito.html); hasDbXref in the OBO format
(http://www.geneontology.org/formats/oboInOwl).
"""

from __future__ import annotations

import re

from alsfacts.export.identifier_iris import IDENTIFIER_PREFIXES, RECORD_PREFIXES, TERMS, WORDS
from alsfacts.export.kgx_nodes import exposure_category
from alsfacts.model import Disease, Exposure, Gene, Mechanism, Record, Reference, Therapy, Value
from alsfacts.terms import Term
from alsfacts.vocabulary import Direction

__all__ = [
    "BEARINGS",
    "PREFIXES",
    "biolink_class",
    "literal",
    "properties_of",
    "reference_to",
    "word_iri",
]

PREFIXES: dict[str, str] = {
    "alsfacts": TERMS,
    "words": WORDS,
    **RECORD_PREFIXES,
    "biolink": "https://w3id.org/biolink/vocab/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **IDENTIFIER_PREFIXES,
}
"""IRI prefix by the name that stands for it in the file."""

# A field of one class, or of every class. What is not here is a property of our own, named after
# the field. Only HGNC, MONDO and publications are the thing itself; the terms of mechanisms and
# exposures are merely near.
_KNOWN: dict[str, tuple[str, ...]] = {
    "id": ("dcterms:identifier",),
    "Gene.id": ("dcterms:identifier", "rdfs:label"),
    "name": ("rdfs:label",),
    "Gene.name": ("alsfacts:name",),
    "Evidence.statement": ("rdfs:label",),
    "Claim.text": ("rdfs:label",),
    "Reference.title": ("dcterms:title", "rdfs:label"),
    "aliases": ("skos:altLabel",),
    "alias_names": ("skos:altLabel",),
    "synonyms": ("skos:altLabel",),
    "description": ("dcterms:description",),
    "Hypothesis.statement": ("dcterms:description",),
    "note": ("skos:note",),
    "Gene.hgnc_id": ("skos:exactMatch",),
    "Disease.mondo_id": ("skos:exactMatch",),
    "DiseaseTerm.mondo_id": ("skos:exactMatch",),
    "doi": ("skos:exactMatch",),
    "pmid": ("skos:exactMatch",),
    "pmcid": ("skos:exactMatch",),
    "ncbi_id": ("skos:closeMatch",),
    "ensembl_id": ("skos:closeMatch",),
    "Gene.omim_id": ("skos:closeMatch",),
    "go_id": ("skos:relatedMatch",),
    "reactome_id": ("skos:relatedMatch",),
    "mesh_id": ("skos:relatedMatch",),
    "chebi_id": ("skos:relatedMatch",),
    "parent_ids": ("skos:broadMatch",),
    "cross_references": ("oboInOwl:hasDbXref",),
    "replaced_by": ("dcterms:isReplacedBy",),
    "reference_id": ("dcterms:source",),
    "sources": ("prov:wasDerivedFrom",),
    "url": ("rdfs:seeAlso",),
    "date": ("dcterms:date",),
    "Reference.year": ("dcterms:issued",),
}

BEARINGS: dict[Direction, str] = {
    Direction.SUPPORTS: "cito:supports",
    Direction.DISPUTES: "cito:disputes",
}
"""Property that leads straight from a finding to a hypothesis; a neutral one has its bearing only."""

_CLASSES: dict[type[Record], str] = {
    Gene: "biolink:Gene",
    Disease: "biolink:Disease",
    Mechanism: "biolink:PathologicalProcess",
    Therapy: "biolink:Treatment",
    Reference: "biolink:Publication",
}


def properties_of(kind: type[Value], field: str) -> tuple[str, ...]:
    """Return the properties that a field becomes.

    Parameters
    ----------
    kind : type
        Class of a record or of a part.
    field : str
        Name of the field.

    Returns
    -------
    tuple of str
        Prefixed names: known terms where there are some, else one of our own.

    Examples
    --------
    >>> properties_of(Gene, "hgnc_id"), properties_of(Gene, "cytoband")
    (('skos:exactMatch',), ('alsfacts:cytoband',))
    """
    known = _KNOWN.get(f"{kind.__name__}.{field}", _KNOWN.get(field))
    return known if known is not None else (f"alsfacts:{field}",)


def biolink_class(record: Record) -> str | None:
    """Return the class of a record in the Biolink Model.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    str or None
        A prefixed name; None for hypotheses, claims and evidence.

    Examples
    --------
    >>> from alsfacts import exposures
    >>> biolink_class(exposures["hiv"])
    'biolink:BioticExposure'
    """
    if isinstance(record, Exposure):
        return exposure_category(record)
    return _CLASSES.get(type(record))


def word_iri(word: Term) -> str:
    """Return the IRI of a word of a vocabulary.

    Parameters
    ----------
    word : Term
        The word.

    Returns
    -------
    str
        The IRI.

    Examples
    --------
    >>> from alsfacts.vocabulary import Validity
    >>> word_iri(Validity.NO_KNOWN_RELATIONSHIP)
    'urn:alsfacts:words/Validity.no-known-disease-relationship'
    """
    return f"{WORDS}{type(word).__name__}.{word.value.replace(' ', '-')}"


# Simpler than what Turtle admits; whatever does not fit is written in full.
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def reference_to(iri: str) -> str:
    """Return an IRI as Turtle.

    Parameters
    ----------
    iri : str
        The IRI.

    Returns
    -------
    str
        Prefixed name, if a prefix fits; else the IRI in angle brackets.

    Examples
    --------
    >>> reference_to("http://purl.obolibrary.org/obo/MONDO_0004976")
    'MONDO:0004976'
    >>> reference_to("https://doi.org/10.1136/jnnp.2010.207464")
    '<https://doi.org/10.1136/jnnp.2010.207464>'
    """
    for name, prefix in _BY_LENGTH:
        if iri.startswith(prefix) and _LOCAL.fullmatch(iri, len(prefix)):
            return f"{name}:{iri[len(prefix) :]}"
    return f"<{iri}>"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile('["\\\\\0-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")


def literal(text: str, datatype: str | None = None) -> str:
    r"""Return text as a literal of Turtle.

    Parameters
    ----------
    text : str
        Any text. A lone surrogate, which no file in UTF-8 can hold, becomes U+FFFD.
    datatype : str, optional
        Prefixed name of its type; a string if left out.

    Returns
    -------
    str
        The literal, quoted and escaped.

    Examples
    --------
    >>> print(literal('5" \\ line\nbreak'))
    "5\" \\ line\nbreak"
    >>> literal("2026-02-09", "xsd:date")
    '"2026-02-09"^^xsd:date'
    """
    escaped = _SPECIAL.sub(_escape, _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    return f'"{escaped}"' if datatype is None else f'"{escaped}"^^{datatype}'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character, f"\\u{ord(character):04X}")

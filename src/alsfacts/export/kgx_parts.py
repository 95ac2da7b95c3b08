"""Nodes and edges of KGX: their columns, their cells, and the CURIEs in them.

KGX is specified at https://github.com/biolink/kgx/blob/master/docs/kgx_format.md; categories,
predicates and properties are those of the Biolink Model 4.4.6 (Python package biolink-model,
https://w3id.org/biolink/biolink-model).
"""

from __future__ import annotations

import re
from urllib.parse import quote

import attrs

from alsfacts.frozen import Frozen
from alsfacts.model import Disease, Gene, Record, Reference

__all__ = ["INFORES", "Edge", "Node", "cells", "curie_of", "publication_of"]

INFORES = "infores:alsfacts"
"""Ours as a source of knowledge. It is not in the registry of information resources."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Node(Frozen):
    """A node; the fields are the columns of its file, and properties of the Biolink Model.

    Attributes
    ----------
    id : str
        CURIE: of HGNC, of MONDO, or our own, such as ``alsfacts.therapies:riluzole``.
    category : str
        Class of the Biolink Model.
    name : str
        Name; the symbol of a gene.
    description : str or None
        What it is.
    xref : tuple of str
        CURIEs of the same or of a related thing in other resources.
    provided_by : str
        Who provides the node.
    synonym : tuple of str
        Other names.
    full_name, symbol : str or None
        Of a gene.
    """

    id: str
    category: str
    name: str
    description: str | None = None
    xref: tuple[str, ...] = ()
    provided_by: str = INFORES
    synonym: tuple[str, ...] = ()
    full_name: str | None = None
    symbol: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Edge(Frozen):
    """An edge; the fields are the columns of its file, and properties of the Biolink Model.

    Attributes
    ----------
    id : str
        Where the assertion stands, such as ``alsfacts:genes/SOD1/assessments/0``.
    subject, predicate, object : str
        What is asserted.
    category : str
        Class of association.
    description : str or None
        What the source says, in its words.
    negated : bool
        Whether the source denies the assertion.
    publications : tuple of str
        CURIEs of publications, or addresses of pages that have none.
    has_evidence : tuple of str
        CURIEs of our evidence records.
    knowledge_level, agent_type : str
        What kind of knowledge it is, and who states it: people, always.
    primary_knowledge_source : str
        Most upstream source that the data name.
    aggregator_knowledge_source : tuple of str
        Who passes it on.
    original_predicate : str
        Our field that holds it.
    subject_form_or_variant_qualifier : str or None
        Form of the gene that is spoken of.
    allelic_requirement : str or None
        Mode of inheritance, of the Human Phenotype Ontology.
    """

    id: str
    subject: str
    predicate: str
    object: str
    category: str = "biolink:Association"
    description: str | None = None
    negated: bool = False
    publications: tuple[str, ...] = ()
    has_evidence: tuple[str, ...] = ()
    knowledge_level: str = "knowledge_assertion"
    agent_type: str = "manual_agent"
    primary_knowledge_source: str = INFORES
    aggregator_knowledge_source: tuple[str, ...] = ()
    original_predicate: str
    subject_form_or_variant_qualifier: str | None = None
    allelic_requirement: str | None = None


def curie_of(record: Record) -> str:
    """Return the CURIE of the node of a record.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    str
        That of HGNC or MONDO for what is the same thing there; else our own.

    Examples
    --------
    >>> from alsfacts import diseases, mechanisms
    >>> curie_of(diseases["als"]), curie_of(mechanisms["autophagy"])
    ('MONDO:0004976', 'alsfacts.mechanisms:autophagy')
    """
    if isinstance(record, Gene):
        return record.hgnc_id
    if isinstance(record, Disease):
        return record.mondo_id
    return f"alsfacts.{record.catalog_name}:{record.id}"


def publication_of(reference: Reference) -> str:
    """Return the CURIE of a publication.

    Parameters
    ----------
    reference : Reference
        The publication.

    Returns
    -------
    str
        PubMed id if there is one, else DOI, else PubMed Central id (without its letters), in the
        order and the spelling of the Biolink Model; the address if there is none of these.

    Examples
    --------
    >>> from alsfacts import references
    >>> publication_of(references["PMID:20861059"])
    'PMID:20861059'
    """
    if reference.pmid is not None:
        return f"PMID:{reference.pmid}"
    if reference.doi is not None:
        return f"doi:{reference.doi}"
    if reference.pmcid is not None:
        return f"PMC:{reference.pmcid.removeprefix('PMC')}"
    return reference.link


def cells(row: Node | Edge) -> tuple[str, ...]:
    """Return the cells of a node or an edge.

    Parameters
    ----------
    row : Node or Edge
        The node or edge.

    Returns
    -------
    tuple of str
        Texts, in the order of the fields. KGX quotes nothing and splits at every bar: control
        characters become blanks, and bars become broken bars, in CURIEs and addresses ``%7C``.
        False is an empty cell, since KGX reads every text as true.

    Examples
    --------
    >>> cells(Node(id="MONDO:1", category="biolink:Disease", name="a|b", synonym=("c", "d")))[:7]
    ('MONDO:1', 'biolink:Disease', 'a¦b', '', '', 'infores:alsfacts', 'c|d')
    """
    return tuple(_cell(field.name, getattr(row, field.name)) for field in attrs.fields(type(row)))


_CURIES = frozenset({"xref", "publications"})
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")


def _cell(name: str, value: str | bool | tuple[str, ...] | None) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if value is None:
        return ""
    pieces = (value,) if isinstance(value, str) else value
    bar = quote("|") if name in _CURIES else "\N{BROKEN BAR}"
    return "|".join(_CONTROL.sub(" ", piece).replace("|", bar) for piece in pieces)

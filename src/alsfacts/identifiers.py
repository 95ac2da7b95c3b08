"""Accession and CURIE patterns: what a well-formed identifier looks like.

A pattern says only that an identifier is well formed, never that it exists.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from alsfacts.errors import InvalidValueError

__all__ = ["PATTERNS", "IdentifierPattern", "compiled_pattern", "is_well_formed"]


class IdentifierPattern(NamedTuple):
    """Pattern of one kind of identifier.

    Attributes
    ----------
    name : str
        Key of the pattern in `PATTERNS`.
    expression : str
        Regular expression that the whole identifier matches. Digits are 0 to 9, never those of
        other scripts.
    example : str
        An identifier of this kind.
    curie_prefix : str
        Prefix that makes the stored form a CURIE; empty where the stored form is one
        already or where there is none.
    """

    name: str
    expression: str
    example: str
    curie_prefix: str = ""


PATTERNS: dict[str, IdentifierPattern] = {
    pattern.name: pattern
    for pattern in (
        IdentifierPattern("slug", r"[a-z0-9]+(-[a-z0-9]+)*", "oxidative-stress"),
        IdentifierPattern("symbol", r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*", "SOD1"),
        IdentifierPattern("hgnc", r"HGNC:[1-9][0-9]*", "HGNC:11179"),
        IdentifierPattern("ncbi-gene", r"[1-9][0-9]*", "6647", "NCBIGene"),
        IdentifierPattern("ensembl-gene", r"ENSG[0-9]{11}", "ENSG00000142168", "ENSEMBL"),
        IdentifierPattern(
            "uniprot",
            r"[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2}",
            "P00441",
            "UniProtKB",
        ),
        IdentifierPattern("omim", r"[1-9][0-9]{5}", "147450", "OMIM"),
        IdentifierPattern("orphanet", r"ORPHA:[1-9][0-9]*", "ORPHA:803"),
        IdentifierPattern("mondo", r"MONDO:[0-9]{7}", "MONDO:0004976"),
        IdentifierPattern("go", r"GO:[0-9]{7}", "GO:0006979"),
        IdentifierPattern("reactome", r"R-HSA-[1-9][0-9]*", "R-HSA-73894", "REACT"),
        IdentifierPattern("mesh", r"[CD][0-9]{6,9}", "D012907", "MESH"),
        IdentifierPattern("chebi", r"CHEBI:[1-9][0-9]*", "CHEBI:25016"),
        IdentifierPattern("rsid", r"rs[1-9][0-9]*", "rs12608932", "DBSNP"),
        IdentifierPattern("curie", r"[A-Za-z][A-Za-z0-9_.]*:\S+", "DOID:332"),
        IdentifierPattern("doi", r"10\.[0-9]{4,9}/\S+", "10.1016/j.ajhg.2017.04.015", "DOI"),
        IdentifierPattern("pmid", r"[1-9][0-9]{0,8}", "28552198", "PMID"),
        IdentifierPattern("pmcid", r"PMC[1-9][0-9]*", "PMC6105040", "PMC"),
        IdentifierPattern("url", r'https?://[^\s<>"]+', "https://search.clinicalgenome.org/"),
        IdentifierPattern("date", r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "2026-02-09"),
        IdentifierPattern("cytoband", r"([1-9]|1[0-9]|2[0-2]|X|Y|mitochondria)\S*", "21q22.11"),
        IdentifierPattern("chromosome", r"[1-9]|1[0-9]|2[0-2]|X|Y|MT", "21"),
    )
}


@cache
def compiled_pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern of a kind of identifier, ready for use.

    Parameters
    ----------
    kind : str
        A key of `PATTERNS`.

    Returns
    -------
    re.Pattern
        What the whole identifier must match.

    Raises
    ------
    InvalidValueError
        If there is no pattern of that kind.

    Examples
    --------
    >>> compiled_pattern("omim").fullmatch("147450") is not None
    True
    """
    if kind not in PATTERNS:
        msg = f"no identifier pattern {kind!r}; accepted: {', '.join(PATTERNS)}"
        raise InvalidValueError(msg)
    return re.compile(PATTERNS[kind].expression)


def is_well_formed(identifier: str, kind: str) -> bool:
    """Say whether an identifier matches the pattern of its kind.

    Parameters
    ----------
    identifier : str
        The identifier as stored, such as ``"P00441"``.
    kind : str
        A key of `PATTERNS`, such as ``"uniprot"``.

    Returns
    -------
    bool
        Whether the whole identifier matches.

    Raises
    ------
    InvalidValueError
        If there is no pattern of that kind.

    Examples
    --------
    >>> is_well_formed("MONDO:0004976", "mondo")
    True
    >>> is_well_formed("MONDO:4976", "mondo")
    False
    """
    return compiled_pattern(kind).fullmatch(identifier) is not None

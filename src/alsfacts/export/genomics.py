"""Genes for genome programs: BED and plain gene lists.

BED as GA4GH specifies it (BEDv1, https://samtools.github.io/hts-specs/BEDv1.pdf): tabs, starts
that count from 0, ends that are not included, comments that begin with ``#``. Only spans of
genes are written. Lead variants of genome-wide studies are not: their positions are on GRCh37,
and positions on two assemblies never stand in one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidValueError
from alsfacts.export.gene_files import after_comments, assembly_of, disease_id_of, genes_of
from alsfacts.export.provenance import provenance_of
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Gene, Locus
from alsfacts.vocabulary import Validity

__all__ = [
    "VALIDITY_SCORES",
    "bed",
    "bed_lines",
    "gene_list",
    "gene_list_lines",
]

VALIDITY_SCORES: dict[Validity, int] = {
    Validity.REFUTED: 100,
    Validity.DISPUTED: 200,
    Validity.NO_KNOWN_RELATIONSHIP: 300,
    Validity.LIMITED: 500,
    Validity.MODERATE: 700,
    Validity.STRONG: 850,
    Validity.DEFINITIVE: 1000,
}
"""Score of each class in a BED file: it only rises with the class, and 0 means not assessed."""

_IDENTIFIERS = {"symbol": "id", "hgnc_id": "hgnc_id", "ncbi_id": "ncbi_id", "ensembl_id": "ensembl_id"}
_STYLES = ("ucsc", "ensembl")
_ORDERS = ("lexicographic", "karyotype")
_KARYOTYPE = {name: place for place, name in enumerate([*map(str, range(1, 23)), "X", "Y", "MT"])}


def bed_lines(
    source: Catalog[Gene] | KnowledgeBase,
    *,
    disease: Disease | str = "als",
    chromosome_style: str = "ucsc",
    order: str = "lexicographic",
) -> Iterator[str]:
    r"""Yield the lines of `bed`.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes.
    disease : Disease or str
        As in `bed`.
    chromosome_style : str
        As in `bed`.
    order : str
        As in `bed`.

    Returns
    -------
    iterator of str
        Lines, the comments first.

    Raises
    ------
    InvalidTypeError, InvalidValueError, UnknownRecordError
        As in `bed`.

    Examples
    --------
    >>> from alsfacts import genes
    >>> list(bed_lines(genes.where(als_loci="ALS1")))[-1]
    'chr21\t31659665\t31668931\tSOD1\t1000\t+\n'
    """
    genes = genes_of(source)
    disease_id = disease_id_of(source, disease)
    _require("chromosome_style", chromosome_style, _STYLES)
    _require("order", order, _ORDERS)
    assembly = assembly_of(genes)
    rows = sorted(
        _bed_row(gene, gene.locus, disease_id, chromosome_style, order)
        for gene in genes
        if gene.locus is not None
    )
    without = [gene.id for gene in genes if gene.locus is None]
    scale = ", ".join(f"{word} {score}" for word, score in reversed(VALIDITY_SCORES.items()))
    head = [
        *provenance_of(source).lines,
        f"assembly: {assembly}; chromosome names: {chromosome_style}; order: {order}",
        "positions: start counted from 0, end not included",
        f"score: validity for {disease_id}: {scale}; 0 where nobody assessed the pair",
        *_left_out("locus", without),
    ]
    return after_comments(head, ("\t".join(cells) + "\n" for _, cells in rows))


def bed(
    source: Catalog[Gene] | KnowledgeBase,
    *,
    disease: Disease | str = "als",
    chromosome_style: str = "ucsc",
    order: str = "lexicographic",
) -> str:
    r"""Return the spans of genes as BED6.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes.
    disease : Disease or str
        Disease profile, or a name of it, whose validity gives the score; see `VALIDITY_SCORES`.
    chromosome_style : str
        ``"ucsc"`` (chr21, chrM) or ``"ensembl"`` (21, MT).
    order : str
        ``"lexicographic"``, the order of ``sort -k1,1 -k2,2n`` that bedtools asks for, or
        ``"karyotype"``: 1 to 22, X, Y, mitochondrion.

    Returns
    -------
    str
        Comments that state the assembly, the data, and the genes that are left out because they
        have no span; then chromosome, start, end, symbol, score and strand of each gene.

    Raises
    ------
    InvalidTypeError
        If the source holds no genes.
    InvalidValueError
        If the spans are on several assemblies, or a word is not accepted.
    UnknownRecordError
        If no disease profile answers to the name.

    Examples
    --------
    >>> from alsfacts import genes
    >>> print(bed(genes.where(als_loci="ALS1"), chromosome_style="ensembl"))  # doctest: +ELLIPSIS
    # alsfacts ...
    # 1 gene. No medical advice.
    # assembly: GRCh38 (Ensembl 109); chromosome names: ensembl; order: lexicographic
    # positions: start counted from 0, end not included
    # score: validity for als: definitive 1000, strong 850, moderate 700, limited 500, no known disease
    relationship 300, disputed 200, refuted 100; 0 where nobody assessed the pair
    21  31659665    31668931    SOD1    1000    +
    """
    return "".join(bed_lines(source, disease=disease, chromosome_style=chromosome_style, order=order))


def _bed_row(
    gene: Gene, locus: Locus, disease_id: str, style: str, order: str
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """Return the key that a row is ordered by, and its cells."""
    name = locus.chromosome
    if style == "ucsc":
        # GRCh38 has one mitochondrial sequence, NC_012920.1: chrM at UCSC, MT at Ensembl and NCBI.
        name = "chrM" if name == "MT" else f"chr{name}"
    validity = gene.validity_for(disease_id)
    score = 0 if validity is None else VALIDITY_SCORES[validity]
    place = _KARYOTYPE[locus.chromosome] if order == "karyotype" else name
    cells = (name, str(locus.start - 1), str(locus.end), gene.id, str(score), locus.strand)
    return (place, locus.start, locus.end, gene.id), cells


def gene_list_lines(
    source: Catalog[Gene] | KnowledgeBase, *, identifier: str = "symbol", comments: bool = True
) -> Iterator[str]:
    r"""Yield the lines of `gene_list`.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes.
    identifier : str
        As in `gene_list`.
    comments : bool
        As in `gene_list`.

    Returns
    -------
    iterator of str
        Lines, the comments first.

    Raises
    ------
    InvalidTypeError, InvalidValueError
        As in `gene_list`.

    Examples
    --------
    >>> from alsfacts import genes
    >>> list(gene_list_lines(genes.where(als_loci="ALS1"), comments=False))
    ['SOD1\n']
    """
    genes = genes_of(source)
    _require("identifier", identifier, _IDENTIFIERS)
    found = [(gene.id, getattr(gene, _IDENTIFIERS[identifier])) for gene in genes]
    without = [symbol for symbol, value in found if value is None]
    head = [*provenance_of(source).lines, f"one {identifier} a line", *_left_out(identifier, without)]
    return after_comments(head if comments else [], (f"{value}\n" for _, value in found if value is not None))


def gene_list(
    source: Catalog[Gene] | KnowledgeBase, *, identifier: str = "symbol", comments: bool = True
) -> str:
    """Return genes as a list, one a line.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        The genes, in their order.
    identifier : str
        ``"symbol"``, ``"hgnc_id"`` (a CURIE), ``"ncbi_id"`` or ``"ensembl_id"`` (bare).
    comments : bool
        Whether lines that begin with ``#`` come first: the data, and the genes that are left
        out because they have no such identifier. Without them nothing tells of these.

    Returns
    -------
    str
        The list.

    Raises
    ------
    InvalidTypeError
        If the source holds no genes.
    InvalidValueError
        If there is no such identifier.

    Examples
    --------
    >>> from alsfacts import genes
    >>> print(gene_list(genes.where(inheritance="XLD"), identifier="hgnc_id", comments=False))
    HGNC:12509
    """
    return "".join(gene_list_lines(source, identifier=identifier, comments=comments))


def _require(name: str, value: object, accepted: Iterable[str]) -> None:
    words = tuple(accepted)
    if value not in words:
        msg = f"{name} must be one of {', '.join(words)}, got {value!r}"
        raise InvalidValueError(msg)


def _left_out(missing: str, symbols: list[str]) -> Iterator[str]:
    if symbols:
        yield f"left out, without {missing}: {len(symbols)}: {' '.join(symbols)}"

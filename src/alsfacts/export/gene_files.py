"""What files of genes share: their genes, the disease, the assembly, comments at the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Gene

__all__ = ["after_comments", "assembly_of", "disease_id_of", "genes_of"]


def genes_of(source: Catalog[Gene] | KnowledgeBase) -> Catalog[Gene]:
    """Return the genes of what is exported.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        What is exported.

    Returns
    -------
    Catalog of Gene
        Its genes.

    Raises
    ------
    InvalidTypeError
        If it is neither.

    Examples
    --------
    >>> import alsfacts
    >>> genes_of(alsfacts.knowledge_base()) is alsfacts.genes
    True
    """
    genes = source.genes if isinstance(source, KnowledgeBase) else source
    if not isinstance(genes, Catalog) or genes.kind is not Gene:
        kind = repr(source) if isinstance(source, Catalog) else type(source).__name__
        msg = f"expected a catalog of genes or a knowledge base, got {kind}"
        raise InvalidTypeError(msg)
    return genes


def disease_id_of(source: Catalog[Gene] | KnowledgeBase, disease: Disease | str) -> str:
    """Return the id of the disease that is asked for.

    Parameters
    ----------
    source : Catalog of Gene, or KnowledgeBase
        What is exported.
    disease : Disease or str
        Disease profile, or a name of it.

    Returns
    -------
    str
        The id. Where no profiles stand beside the genes it is the name as given, since the
        assessments of a gene hold ids of diseases themselves.

    Raises
    ------
    InvalidTypeError
        If it is neither a profile nor text.
    UnknownRecordError
        If no profile answers to the name.

    Examples
    --------
    >>> from alsfacts import genes
    >>> disease_id_of(genes, "Lou Gehrig disease")
    'als'
    """
    if isinstance(disease, Disease):
        return disease.id
    if not isinstance(disease, str):
        msg = f"disease must be a Disease or the name of one, got {type(disease).__name__}"
        raise InvalidTypeError(msg)
    home = source if isinstance(source, KnowledgeBase) else source.home
    if isinstance(home, KnowledgeBase) and home.diseases:
        return home.diseases[disease].id
    return disease


def assembly_of(genes: Catalog[Gene]) -> str:
    """Return the assembly of all spans, with the gene sets that they were taken from.

    Parameters
    ----------
    genes : Catalog of Gene
        The genes.

    Returns
    -------
    str
        The assembly in words, for the head of a file.

    Raises
    ------
    InvalidValueError
        If the spans are on several assemblies.

    Examples
    --------
    >>> from alsfacts import genes
    >>> assembly_of(genes)
    'GRCh38 (Ensembl 109)'
    """
    stated = sorted({gene.locus.assembly for gene in genes if gene.locus is not None})
    # Patches of an assembly leave the positions on its chromosomes as they are.
    names = {re.sub(r"\.p[0-9]+$", "", text.partition("(")[0].strip()) for text in stated}
    if len(names) > 1:
        msg = (
            f"the spans are on several assemblies ({'; '.join(stated)}), and positions on different "
            "assemblies cannot stand in one file; choose the genes of one"
        )
        raise InvalidValueError(msg)
    return "; ".join(stated) if stated else "none, since no gene has a span"


def after_comments(head: Iterable[str], lines: Iterable[str]) -> Iterator[str]:
    r"""Yield lines after comments that begin with ``#``.

    Parameters
    ----------
    head : iterable of str
        Texts of the comments. Each stays one line, whatever letters it holds.
    lines : iterable of str
        Lines.

    Yields
    ------
    str
        Comments, then lines.

    Examples
    --------
    >>> list(after_comments(["made\nup"], ["SOD1\n"]))
    ['# made up\n', 'SOD1\n']
    """
    for text in head:
        yield f"# {''.join(letter if letter.isprintable() else ' ' for letter in text)}\n"
    yield from lines

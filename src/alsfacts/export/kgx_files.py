"""KGX: a knowledge graph of the Biolink Model, as files of nodes and edges.

What is asserted, and by which predicate:

==================================  ============================================  ================
record                              predicate                                     negated
==================================  ============================================  ================
assessment, moderate and up         causes
assessment, limited                 associated_with
assessment, disputed or refuted     causes                                        yes
form of ALS of a gene               associated_with
gene in a mechanism                 associated_with
gene of a genome-wide locus         correlated_with
target of a therapy                 related_to
therapy approved for ALS            treats, if a trial in ALS was not negative
therapy, any trial in the disease   in_clinical_trials_for
therapy, else                       treats_or_applied_or_studied_to_treat
exposure graded A or B for ALS      associated_with_increased_likelihood_of
exposure and disease of a finding   related_to
parent of a MONDO term              subclass_of
==================================  ============================================  ================

Hypotheses, claims and evidence have no class in the Biolink Model, and a publication needs a type
that the data do not state: they are no nodes. Publications and evidence stand in columns of the
edges. Bearings on hypotheses, measures, counts and genome-wide figures are left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from alsfacts.errors import InvalidTypeError
from alsfacts.export.kgx_edges import edges
from alsfacts.export.kgx_nodes import nodes
from alsfacts.export.kgx_parts import Edge, Node, cells
from alsfacts.export.provenance import base_of
from alsfacts.knowledge import KnowledgeBase
from alsfacts.writing import replacing

__all__ = ["EDGES_FILE", "NODES_FILE", "kgx", "kgx_edges_lines", "kgx_nodes_lines"]

NODES_FILE = "nodes.tsv"
"""Name of the file of nodes; KGX asks for this ending."""

EDGES_FILE = "edges.tsv"
"""Name of the file of edges; KGX asks for this ending."""


def kgx(source: KnowledgeBase, folder: str | Path) -> tuple[Path, Path]:
    """Write records as KGX files of nodes and edges.

    Parameters
    ----------
    source : KnowledgeBase
        The records.
    folder : str or Path
        Where the files go; it is made if it is not there. Neither file changes before both are
        written in full, and then the nodes come first, so that no edge lacks its nodes.

    Returns
    -------
    tuple of Path
        The files of nodes and of edges.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base, or the folder no path.
    DataError
        If a file cannot be written.

    Examples
    --------
    >>> import alsfacts
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     paths = kgx(alsfacts.knowledge_base(), folder)
    ...     [path.name for path in paths]
    ['nodes.tsv', 'edges.tsv']
    """
    if not isinstance(folder, str | os.PathLike):
        msg = f"folder must be a str or Path, got {type(folder).__name__}"
        raise InvalidTypeError(msg)
    node_lines, edge_lines = kgx_nodes_lines(source), kgx_edges_lines(source)
    paths = Path(folder) / NODES_FILE, Path(folder) / EDGES_FILE
    with replacing(paths[1]) as edges_file, replacing(paths[0]) as nodes_file:
        edges_file.writelines(line.encode() for line in edge_lines)
        nodes_file.writelines(line.encode() for line in node_lines)
    return paths


def kgx_nodes_lines(source: KnowledgeBase | None = None) -> Iterator[str]:
    r"""Yield the lines of the file of nodes.

    Parameters
    ----------
    source : KnowledgeBase, optional
        The records; the bundled ones if left out.

    Returns
    -------
    iterator of str
        The names of the columns (fields of `alsfacts.export.kgx_parts.Node`), then a node a line:
        genes, diseases, mechanisms, exposures and therapies. KGX knows no comments, so that
        nothing in the file says which data it is.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> next(kgx_nodes_lines())
    'id\tcategory\tname\tdescription\txref\tprovided_by\tsynonym\tfull_name\tsymbol\n'
    """
    return _lines(Node, nodes(base_of(source, "KGX")))


def kgx_edges_lines(source: KnowledgeBase | None = None) -> Iterator[str]:
    r"""Yield the lines of the file of edges.

    Parameters
    ----------
    source : KnowledgeBase, optional
        The records; the bundled ones if left out.

    Returns
    -------
    iterator of str
        The names of the columns (fields of `alsfacts.export.kgx_parts.Edge`), then an edge a
        line. Superseded assessments, and those that find no known relationship, assert nothing
        and are left out; so are genes of a mechanism that only negative findings link to it, and
        links to records that are not there.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> next(kgx_edges_lines()).split("\t")[:5]
    ['id', 'subject', 'predicate', 'object', 'category']
    """
    return _lines(Edge, edges(base_of(source, "KGX")))


def _lines(kind: type[Node | Edge], rows: Iterable[Node | Edge]) -> Iterator[str]:
    yield "\t".join(field.name for field in attrs.fields(kind)) + "\n"
    for row in rows:
        yield "\t".join(cells(row)) + "\n"

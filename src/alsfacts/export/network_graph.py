"""The links between records as a graph: networkx, and GraphML as text.

GraphML is that of http://graphml.graphdrawing.org/specification.html; ids are NMTOKENs, as its
schema asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import Enum
from typing import Any

import attrs

from alsfacts.columns import ColumnKind, columns
from alsfacts.errors import UnknownRecordError
from alsfacts.export.provenance import base_of, provenance_of
from alsfacts.extras import require
from alsfacts.knowledge import KnowledgeBase
from alsfacts.links import outgoing_links
from alsfacts.model import Claim, Evidence, Gene, Record, Reference, Value

__all__ = ["graph", "graphml", "graphml_lines"]

Scalar = str | int | float | bool
Attributes = dict[str, Scalar]
Node = tuple[str, Attributes]
Edge = tuple[str, str, str, Attributes]
"""Source, target, key and attributes."""


def graph(source: KnowledgeBase | None = None) -> Any:
    """Return the records and their links as a networkx graph.

    Parameters
    ----------
    source : KnowledgeBase, optional
        The records; the bundled ones if left out. For a part, take a subgraph.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each record, an edge for each link, from the record that names the other.

        The key of a node is the name of its catalog, a colon and its id, since an id may occur in
        several catalogs: ``"genes:SOD1"``. Its attributes are ``catalog``, ``record_id``,
        ``label``, and the other columns of its table (``measure_value``) that have a value.
        Columns of several values, such as aliases, are left out, and those of them that are
        links are edges. A record that is named and not there is a node with ``catalog`` and
        ``record_id`` only.

        The key of an edge, and its attribute ``relation``, is the field that names the other
        record, such as ``"gene_ids"``; if it names it several times, the next keys have a
        number: ``"links 2"``. Further attributes are the fields of one value of the part that
        holds the link, such as ``direction``, ``directness`` and ``why`` of ``"bearings"``. The
        source of an assessment is ``part_source``: programs take ``source`` for an end.

        ``graph.graph["provenance"]`` says which data it is.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.
    MissingExtraError
        If networkx is not installed.

    Examples
    --------
    >>> links = graph()
    >>> links.nodes["genes:SOD1"]["label"], links.nodes["genes:SOD1"]["validity"]
    ('SOD1', 'definitive')
    >>> list(links["therapies:tofersen"]["genes:SOD1"])
    ['target_gene_ids']
    >>> sum(relation == "bearings" for _, _, relation in links.edges(data="relation")) > 700
    True
    """
    base = base_of(source, "a graph")
    networkx = require("networkx", "graph", "a graph")
    result = networkx.MultiDiGraph(provenance="\n".join(provenance_of(base).lines))
    for name, attributes in _nodes(base):
        result.add_node(name, **attributes)
    for start, end, key, attributes in _edges(base):
        result.add_edge(start, end, key=key, **attributes)
    return result


def graphml(source: KnowledgeBase | None = None) -> str:
    """Return the records and their links as GraphML.

    Parameters
    ----------
    source : KnowledgeBase, optional
        The records; the bundled ones if left out.

    Returns
    -------
    str
        What `graph` holds. GraphML has no keys of edges: what an edge is stands in its attribute
        ``relation``. Characters that XML cannot hold become U+FFFD.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> import networkx
    >>> links = networkx.parse_graphml(graphml(), force_multigraph=True)
    >>> [end for _, end in links.out_edges("therapies:tofersen")]
    ['genes:SOD1', 'mechanisms:protein-aggregation', 'evidence:miller-2022-tofersen-valor']
    """
    return "".join(graphml_lines(source))


def graphml_lines(source: KnowledgeBase | None = None) -> Iterator[str]:
    r"""Yield the lines of `graphml`.

    Parameters
    ----------
    source : KnowledgeBase, optional
        As in `graphml`.

    Returns
    -------
    iterator of str
        Lines.

    Raises
    ------
    InvalidTypeError
        If the source is no knowledge base.

    Examples
    --------
    >>> next(graphml_lines())
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    """
    return _graphml(base_of(source, "a graph"))


def _nodes(base: KnowledgeBase) -> Iterator[Node]:
    missing: dict[str, tuple[str, str]] = {}
    for name, catalog in base.catalogs.items():
        for record in catalog:
            yield f"{name}:{record.id}", {"catalog": name, "label": _label(record), **_of_record(record)}
            for _, other, target in outgoing_links(record):
                if not base.catalog(other).has_id(target):
                    missing[f"{other}:{target}"] = (other, target)
    for key in sorted(missing):
        name, record_id = missing[key]
        yield key, {"catalog": name, "record_id": record_id}


def _label(record: Record) -> str:
    """Return what a drawing shows: short where there is something short."""
    if isinstance(record, Gene):
        return record.symbol
    if isinstance(record, Reference):
        return record.short_citation()
    if isinstance(record, Claim):
        return record.text
    if isinstance(record, Evidence):
        return record.statement
    label: str = record.name  # type: ignore[attr-defined] # all other records have one
    return label


# Words that networkx, igraph and others keep for themselves.
_NAMES = {"id": "record_id", "source": "part_source"}


def _of_record(record: Record) -> Attributes:
    """Return the columns of a record's table that hold one value."""
    found: Attributes = {}
    for column in columns(record.catalog_name):
        if column.kind is not ColumnKind.LIST:
            # Year and standing of a finding are those of its publication, which may not be there.
            with suppress(UnknownRecordError):
                found[_NAMES.get(column.name, column.name)] = column.get(record, None)
    return {name: value for name, value in found.items() if value is not None}


def _of_part(part: Value, above: str = "") -> Attributes:
    """Return the fields of a part that hold one value, those of parts of it among them."""
    found: Attributes = {}
    for field in attrs.fields(type(part)):
        content = getattr(part, field.name)
        if isinstance(content, Value):
            found |= _of_part(content, f"{above}{field.name}_")
        elif content is not None and not isinstance(content, tuple):
            name: str = above + field.name
            found[_NAMES.get(name, name)] = content.value if isinstance(content, Enum) else content
    return found


def _edges(base: KnowledgeBase) -> Iterator[Edge]:
    for name, catalog in base.catalogs.items():
        for record in catalog:
            start = f"{name}:{record.id}"
            count: dict[tuple[str, str], int] = {}
            for path, other, target in outgoing_links(record):
                relation = re.split(r"[.\[]", path, maxsplit=1)[0]
                end = f"{other}:{target}"
                count[end, relation] = number = count.get((end, relation), 0) + 1
                key = relation if number == 1 else f"{relation} {number}"
                yield start, end, key, {"relation": relation, **_of_link(record, path, target)}


def _of_link(record: Record, path: str, target: str) -> Attributes:
    """Return the fields of the part that holds a link, without the link itself."""
    held: Any = record
    *steps, last = path.split(".")
    for step in steps:
        field, _, place = step.partition("[")
        held = getattr(held, field)
        held = held[int(place.rstrip("]"))] if place else held
    if held is record:
        return {}
    return {name: value for name, value in _of_part(held).items() if (name, value) != (last, target)}


def _graphml(base: KnowledgeBase) -> Iterator[str]:
    lines = provenance_of(base).lines
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    # Two hyphens would end a comment.
    yield from (f"<!-- {_text(line).replace('--', '- -')} -->\n" for line in lines)
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    yield '<key id="g0" for="graph" attr.name="provenance" attr.type="string"/>\n'
    of_nodes, of_edges = _types(node[1] for node in _nodes(base)), _types(edge[3] for edge in _edges(base))
    for kind, types in (("node", of_nodes), ("edge", of_edges)):
        for place, (name, type_name) in enumerate(types.items()):
            key = f'id="{kind[0]}{place}" for="{kind}"'
            yield f'<key {key} attr.name="{name}" attr.type="{type_name}"/>\n'
    yield '<graph id="alsfacts" edgedefault="directed">\n'
    yield f'<data key="g0">{_text(chr(10).join(lines))}</data>\n'
    node_keys = {name: f"n{place}" for place, name in enumerate(of_nodes)}
    for node, attributes in _nodes(base):
        yield f'<node id="{node}">{_data(attributes, node_keys)}</node>\n'
    edge_keys = {name: f"e{place}" for place, name in enumerate(of_edges)}
    for start, end, _, attributes in _edges(base):
        yield f'<edge source="{start}" target="{end}">{_data(attributes, edge_keys)}</edge>\n'
    yield "</graph>\n</graphml>\n"


_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}


def _types(found: Iterable[Attributes]) -> dict[str, str]:
    """Return the type of each attribute, by name in the order of their first occurrence."""
    kinds: dict[str, type] = {}
    for attributes in found:
        for name, value in attributes.items():
            # A figure that is whole in one record need not be so in another.
            if kinds.get(name) is not float:
                kinds[name] = type(value)
    return {name: _TYPES[kind] for name, kind in kinds.items()}


def _data(attributes: Attributes, keys: dict[str, str]) -> str:
    return "".join(f'<data key="{keys[name]}">{_text(value)}</data>' for name, value in attributes.items())


_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value).translate(_MARKUP)
    return repr(value)

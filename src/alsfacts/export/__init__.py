"""Exports: tables, bibliographies, graphs, statements and genome files.

Every function takes a catalog, or a knowledge base, and gives text or an object; `write` puts
any format into a file. What a format cannot hold is said where the function is described.

    >>> from alsfacts import evidence, export
    >>> print(export.csv(evidence.on("multistep").head(1)).splitlines()[0][:30])
    id,disease_id,statement,design
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alsfacts.lazy import lazy_names

if TYPE_CHECKING:
    from alsfacts.export.bibliography import bibtex, csl_json, ris
    from alsfacts.export.formats import FORMATS, Format, write
    from alsfacts.export.genomics import bed, gene_list
    from alsfacts.export.kgx_files import kgx
    from alsfacts.export.network_graph import graph, graphml
    from alsfacts.export.panels import panel
    from alsfacts.export.rdf import turtle
    from alsfacts.export.tables import csv, frame, json, jsonl, parquet, rows, tsv
    from alsfacts.export.va_statements import va_spec, va_spec_json

__all__ = [
    "FORMATS",
    "Format",
    "bed",
    "bibtex",
    "csl_json",
    "csv",
    "frame",
    "gene_list",
    "graph",
    "graphml",
    "json",
    "jsonl",
    "kgx",
    "panel",
    "parquet",
    "ris",
    "rows",
    "tsv",
    "turtle",
    "va_spec",
    "va_spec_json",
    "write",
]

_MODULES = {
    "FORMATS": "formats",
    "Format": "formats",
    "bed": "genomics",
    "bibtex": "bibliography",
    "csl_json": "bibliography",
    "ris": "bibliography",
    "csv": "tables",
    "frame": "tables",
    "gene_list": "genomics",
    "graph": "network_graph",
    "graphml": "network_graph",
    "json": "tables",
    "jsonl": "tables",
    "kgx": "kgx_files",
    "panel": "panels",
    "parquet": "tables",
    "rows": "tables",
    "tsv": "tables",
    "turtle": "rdf",
    "va_spec": "va_statements",
    "va_spec_json": "va_statements",
    "write": "formats",
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)

"""Records and catalogs as small tables for a notebook; all text is escaped.

No scripts, no styles from outside and no colours of its own: the text takes the colours of
the page, light or dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.display.records import named, record_rows, record_title
from alsfacts.display.wrapping import clean
from alsfacts.errors import AlsfactsError
from alsfacts.model import (
    Claim,
    Disease,
    Evidence,
    Exposure,
    Gene,
    Hypothesis,
    Mechanism,
    Record,
    Reference,
    Therapy,
)

__all__ = ["catalog_html", "page", "paragraph", "record_html", "safe", "table"]

ROWS_SHOWN = 20
"""Rows of a catalog that a notebook shows."""

_CELL = "text-align:left;vertical-align:top;padding:2px 8px;border-bottom:1px solid rgba(128,128,128,0.35)"
_URL = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:)\]])")

_COLUMNS: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Gene: (("symbol", "id"), ("name", "name"), ("ALS", "validity"), ("inheritance", "inheritance")),
    Mechanism: (("id", "id"), ("name", "name"), ("kind", "kind"), ("genes", "gene_ids")),
    Exposure: (("id", "id"), ("name", "name"), ("category", "category")),
    Therapy: (("id", "id"), ("name", "name"), ("modality", "modality"), ("status", "status")),
    Hypothesis: (("id", "id"), ("name", "name"), ("factor", "factor"), ("extent", "extent")),
    Claim: (("id", "id"), ("claim", "text"), ("topic", "topic"), ("status", "status")),
    Evidence: (
        ("id", "id"),
        ("statement", "statement"),
        ("design", "design"),
        ("cases", "n_cases"),
        ("reference", "reference"),
    ),
    Reference: (
        ("id", "id"),
        ("first author", "first_author"),
        ("year", "year"),
        ("title", "title"),
        ("link", "link"),
    ),
    Disease: (("id", "id"), ("name", "name"), ("MONDO id", "mondo_id"), ("known answer", "known_answer")),
}


def safe(value: Any) -> str:
    """Escape a value, and make its web addresses links.

    Parameters
    ----------
    value : object
        Any value; None gives an empty text.

    Returns
    -------
    str
        HTML that shows the value and does nothing else.

    Examples
    --------
    >>> safe("p < 0.05 & <script>")
    'p &lt; 0.05 &amp; &lt;script&gt;'
    """
    if value is None:
        return ""
    # Every second part is an address: the pattern has one group.
    parts = map(escape, _URL.split(clean(str(value))))
    link = '<a href="{0}" rel="noreferrer" style="color:inherit">{0}</a>'
    return "".join(link.format(part) if place % 2 else part for place, part in enumerate(parts))


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Render rows as a table.

    Parameters
    ----------
    heads : sequence of str
        Column names; none for a table without a head.
    rows : iterable of sequence
        Cells; a list or tuple in a cell stands line by line.

    Returns
    -------
    str
        The table, all text escaped.

    Examples
    --------
    >>> html = table(("gene", "aliases"), [("SOD1", ["ALS", "ALS1"])])
    >>> html.startswith("<table"), "ALS<br>ALS1" in html
    (True, True)
    """
    head = "".join(f'<th scope="col" style="{_CELL}">{safe(name)}</th>' for name in heads)
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table style="border-collapse:collapse;color:inherit">{top}<tbody>{body}</tbody></table>'


def _cell(value: Any) -> str:
    lines = value if isinstance(value, list | tuple) else (value,)
    return f'<td style="{_CELL}">{"<br>".join(map(safe, lines))}</td>'


def page(title: str, *parts: str) -> str:
    """Put a title above parts that are HTML already.

    Parameters
    ----------
    title : str
        The title, as plain text.
    *parts : str
        HTML; empty ones are left out.

    Returns
    -------
    str
        One block.

    Examples
    --------
    >>> page("p < 0.05", paragraph("In one sentence."))
    '<div><p><strong>p &lt; 0.05</strong></p><p>In one sentence.</p></div>'
    """
    return f"<div><p><strong>{safe(title)}</strong></p>{''.join(parts)}</div>"


def paragraph(text: str) -> str:
    """Render a sentence.

    Parameters
    ----------
    text : str
        Plain text.

    Returns
    -------
    str
        A paragraph, or nothing for no text.

    Examples
    --------
    >>> paragraph("For & against"), paragraph("")
    ('<p>For &amp; against</p>', '')
    """
    return f"<p>{safe(text)}</p>" if text else ""


def record_html(record: Record) -> str:
    """Render a record with every field that is set.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    str
        What `Record.describe` says, as a table.

    Examples
    --------
    >>> from alsfacts import therapies
    >>> html = record_html(therapies["tofersen"])
    >>> "<table" in html, "antisense oligonucleotide" in html
    (True, True)
    """
    rows = list(record_rows(record))
    sentences = [texts[0] for label, texts in rows if not label]
    title = f"{type(record).__name__} {record_title(record)}"
    return page(title, *map(paragraph, sentences), table((), [row for row in rows if row[0]]))


def catalog_html(catalog: Catalog[Any]) -> str:
    """Render the first records of a catalog, and say how many there are.

    Parameters
    ----------
    catalog : Catalog
        The catalog.

    Returns
    -------
    str
        A table of at most 20 rows.

    Examples
    --------
    >>> from alsfacts import genes
    >>> html = catalog_html(genes)
    >>> html.count("<tr>"), "The first 20 of" in html  # 20 rows below one of column names
    (21, True)
    """
    count, noun = len(catalog), catalog.kind.catalog_name
    if catalog.kind is Evidence:
        noun = "finding" if count == 1 else "findings"
    elif count == 1:
        noun = catalog.kind.__name__.lower()
    columns = _COLUMNS.get(catalog.kind, (("id", "id"),))
    shown = catalog.head(ROWS_SHOWN)
    rows = [[_value(record, name) for _, name in columns] for record in shown]
    left = f"The first {len(shown)} of {count:,}." if len(shown) < count else ""
    body = table([head for head, _ in columns], rows) if rows else ""
    return page(f"{count:,} {noun}", body, paragraph(left))


def _value(record: Record, name: str) -> str | None:
    try:
        value = getattr(record, name)
    except AlsfactsError:  # a link of a record without a home, or that leads nowhere
        value = getattr(record, f"{name}_id", None)
    if isinstance(value, Record):
        return named(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, int) and name != "year":
        return f"{value:,}"
    return None if value is None else str(value)

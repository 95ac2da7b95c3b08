"""Records as rows of plain values: stable columns, derived from the record classes.

A record gives one row. Parts that stand in it once become columns of their own
(``measure_value``); parts of which it may hold several (bearings, assessments) have tables
of their own, one row a part, in which the record's id comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from alsfacts.docstrings import meanings_of
from alsfacts.errors import UnknownRecordError
from alsfacts.frozen import Frozen
from alsfacts.model import RECORD_TYPES, Bearing, Evidence, Gene, Record, Reference, Value
from alsfacts.model.checks import without_none
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.terms import OrderedTerm, Term
from alsfacts.vocabulary import ReferenceStatus, Validity, Viewpoint

F = TypeVar("F", bound=Callable[..., Any])

__all__ = ["Column", "ColumnKind", "columns", "iterate_rows", "parts", "record_type"]


class ColumnKind(Term):
    """What the values of a column are."""

    TEXT = "text", "Text."
    WORD = "word", "A word of a vocabulary, as text."
    LIST = "list", "A tuple of texts."
    INTEGER = "integer", "A whole number."
    NUMBER = "number", "A number."
    FLAG = "flag", "True or False."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Column(Frozen):
    """A column of a table of records.

    Attributes
    ----------
    name : str
        Name, the same in every format.
    kind : ColumnKind
        What its values are.
    nullable : bool
        Whether a value may be missing (None).
    meaning : str
        What it means.
    words : tuple of str
        All words that occur, of a vocabulary; in their order if they have one.
    ordered : bool
        Whether the words have an order.
    get : callable
        Takes the value out of a record and its part.
    """

    name: str
    kind: ColumnKind
    nullable: bool
    meaning: str
    words: tuple[str, ...] = ()
    ordered: bool = False
    get: Callable[[Any, Any], Any] = attrs.field(repr=False, eq=False)


# What is not a field of the record and yet expected of its table: (name, path, vocabulary, meaning).
_Derived = tuple[str, tuple[str, ...], Any, str]
_DERIVED: dict[type[Record], tuple[_Derived, ...]] = {
    Gene: (
        ("validity", ("validity",), Validity | None, "Best current validity class for ALS."),
        ("phenotype_names", ("phenotype_names",), tuple[str, ...], "Names of the forms of ALS."),
    ),
    Evidence: (
        ("year", ("year",), int | None, "Year of the publication."),
        ("reference_status", ("reference", "status"), ReferenceStatus, "Standing of the publication."),
    ),
    Reference: (("link", ("link",), str, "Address of the publication."),),
}

_SCORED = (
    "disease_id",
    "design",
    "underlying_design",
    "n_cases",
    "measure_value",
    "measure_unit",
    "measure_ci_low",
    "measure_ci_high",
    "measure_p_value",
    "measure_n",
    "outcome",
    "risk_of_bias",
    "line_override",
    "cohort",
    "consortium",
    "reference_id",
    "reference_status",
)
"""Columns of a finding that its bearings repeat: what a score asks for."""


def record_type(catalog: str) -> type[Record]:
    """Return the class of the records of a catalog.

    Parameters
    ----------
    catalog : str
        Name of the catalog.

    Returns
    -------
    type of Record
        The class.

    Raises
    ------
    UnknownRecordError
        If there is no such catalog.

    Examples
    --------
    >>> record_type("genes").__name__
    'Gene'
    """
    if not isinstance(catalog, str) or catalog not in RECORD_TYPES:
        suggestions = suggest(str(catalog), RECORD_TYPES)
        hint = did_you_mean(suggestions) or f". Catalogs: {', '.join(RECORD_TYPES)}"
        msg = f"no catalog is called {catalog!r}{hint}"
        raise UnknownRecordError(msg, str(catalog), suggestions)
    return RECORD_TYPES[catalog]


_remembered: Callable[[F], F] = cache  # type: ignore[assignment] # a class with a hash of records is hashable


def columns(catalog: str, part: str | None = None) -> tuple[Column, ...]:
    """Return the columns of a table of records.

    Parameters
    ----------
    catalog : str
        Name of a catalog, such as ``"evidence"``.
    part : str, optional
        Field that holds several values or parts, for its table; see `parts`.

    Returns
    -------
    tuple of Column
        In the order of the fields, then what is derived.

    Raises
    ------
    UnknownRecordError
        If there is no such catalog or part.

    Examples
    --------
    >>> [column.name for column in columns("mechanisms", "links")]
    ['mechanism_id', 'place', 'gene_id', 'evidence_id']
    >>> next(column.kind.value for column in columns("evidence") if column.name == "n_cases")
    'integer'
    """
    kind = record_type(catalog)
    if part is None:
        return _record_columns(kind)
    if part not in parts(catalog):
        suggestions = suggest(str(part), parts(catalog))
        accepted = f"{did_you_mean(suggestions) or '.'} Parts: {', '.join(parts(catalog))}"
        msg = f"{catalog} have no part {part!r}{accepted}"
        raise UnknownRecordError(msg, str(part), suggestions)
    return _part_columns(kind, part)


def parts(catalog: str) -> tuple[str, ...]:
    """Return the fields of which a record holds several, each a table of its own.

    Parameters
    ----------
    catalog : str
        Name of a catalog.

    Returns
    -------
    tuple of str
        Names of the fields.

    Raises
    ------
    UnknownRecordError
        If there is no such catalog.

    Examples
    --------
    >>> parts("evidence")[:3]
    ('species', 'bearings', 'member_ids')
    """
    hints = _hints(record_type(catalog))
    return tuple(name for name, hint in hints.items() if get_origin(hint) is tuple)


def iterate_rows(
    records: Iterable[Record], catalog: str, part: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield records as rows of plain values.

    Parameters
    ----------
    records : iterable of Record
        Records of that catalog.
    catalog : str
        Name of their catalog.
    part : str, optional
        Field that holds several values or parts: one row for each.

    Yields
    ------
    dict
        Value by column name: text, number, True or False, a tuple of texts, or None.

    Raises
    ------
    UnknownRecordError
        If there is no such catalog or part.
    UnboundRecordError
        If a column follows a link and the record belongs to no knowledge base.

    Examples
    --------
    >>> from alsfacts import genes
    >>> row = next(iterate_rows([genes["SOD1"]], "genes"))
    >>> row["id"], row["validity"], row["locus_chromosome"]
    ('SOD1', 'definitive', '21')
    """
    wanted = columns(catalog, part)
    for record in records:
        held = (None,) if part is None else enumerate(getattr(record, part))
        for piece in held:
            yield {column.name: column.get(record, piece) for column in wanted}


@_remembered
def _record_columns(kind: type[Record]) -> tuple[Column, ...]:
    own = tuple(_flat(kind, (), optional=False))
    derived = tuple(
        _column(name, hint, meaning, _walk(path)) for name, path, hint, meaning in _DERIVED.get(kind, ())
    )
    return own + derived


@_remembered
def _part_columns(kind: type[Record], part: str) -> tuple[Column, ...]:
    (item, *_) = get_args(_hints(kind)[part])
    noun = kind.__name__.lower()
    found = [
        _column(f"{noun}_id", str, f"Id of the {noun}.", lambda record, _: record.id),
        _column("place", int, f"Place among the {part} of the {noun}, from 0.", lambda _, piece: piece[0]),
    ]
    if isinstance(item, type) and issubclass(item, Value):
        # A piece is a place and the part itself.
        found += [
            attrs.evolve(column, get=_of_part(column.get)) for column in _flat(item, (), optional=False)
        ]
    else:
        # Ids keep their name, in the singular; other values are just that.
        name = part.removesuffix("s") if part.endswith("_ids") else "value"
        meaning = meanings_of(kind).get(part, "")
        found.append(_column(name, item, meaning, lambda _, piece: _plain(piece[1])))
    if item is Bearing:
        found.append(
            _column(
                "gradient",
                bool,
                "Whether the finding shows a dose-response gradient (Bradford Hill).",
                lambda _, piece: Viewpoint.GRADIENT in piece[1].viewpoints,
            )
        )
        found += [column for column in _record_columns(kind) if column.name in _SCORED]
    return tuple(found)


def _flat(kind: type[Value], above: tuple[str, ...], *, optional: bool) -> Iterator[Column]:
    """Yield the columns of a class, those of parts that stand in it once among them."""
    meanings = meanings_of(kind)
    for name, hint in _hints(kind).items():
        inner, nullable = without_none(hint)
        path = (*above, name)
        if isinstance(inner, type) and issubclass(inner, Value):
            yield from _flat(inner, path, optional=optional or nullable)
        elif get_origin(inner) is not tuple or not _holds_parts(inner):
            # An override of a line is a line: the same word twice would say nothing more.
            label = "_".join(path[:-1]) if above and _repeats(name, path[-2]) else "_".join(path)
            asked = hint if not optional else Union[hint, None]  # noqa: UP007 - made at run time
            yield _column(label, asked, meanings.get(name, ""), _walk(path))


def _repeats(name: str, above: str) -> bool:
    return above in (name, f"{name}_override")


def _holds_parts(hint: Any) -> bool:
    item = get_args(hint)[0]
    return isinstance(item, type) and issubclass(item, Value)


def _column(name: str, hint: Any, meaning: str, get: Callable[[Any, Any], Any]) -> Column:
    inner, nullable = without_none(hint)
    words: tuple[str, ...] = ()
    ordered = False
    if get_origin(inner) is tuple:
        kind = ColumnKind.LIST
    elif isinstance(inner, type) and issubclass(inner, Term):
        kind = ColumnKind.WORD
        words = tuple(member.value for member in inner)
        ordered = issubclass(inner, OrderedTerm)
    else:
        kind = {
            str: ColumnKind.TEXT,
            bool: ColumnKind.FLAG,
            int: ColumnKind.INTEGER,
            float: ColumnKind.NUMBER,
        }[inner]
    return Column(
        name=name, kind=kind, nullable=nullable, meaning=meaning, words=words, ordered=ordered, get=get
    )


@_remembered
def _hints(kind: type[Value]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in attrs.fields(kind) if field.init}


def _walk(path: tuple[str, ...]) -> Callable[[Any, Any], Any]:
    def get(record: Any, _: Any) -> Any:
        value = record
        for name in path:
            value = getattr(value, name)
            if value is None:
                return None
        return _plain(value)

    return get


def _of_part(get: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda _, piece: get(piece[1], None)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value

"""JSON Schemas of the data files, made from the record classes.

They say what the strict reader says, as far as a schema can: types, words with their
meaning, forms of identifiers, ranges, required fields, nothing unknown. An editor that
knows them completes fields and marks mistakes while a record is written.

What they cannot say, `alsfacts validate` finds: contradictions between fields, links that
lead nowhere, an id or a key that stands twice, parts of a list that differ only in a field
that equals its default, a whole number written as ``12.0``, and numbers that no float holds.
Whatever the reader accepts, the schemas accept.
"""

from __future__ import annotations

import json
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from alsfacts.columns import record_type
from alsfacts.docstrings import meanings_of, summary_of
from alsfacts.errors import InvalidTypeError
from alsfacts.identifiers import PATTERNS
from alsfacts.model import RECORD_TYPES, Record, Value
from alsfacts.model.checks import without_none
from alsfacts.terms import Term

__all__ = ["DATA_FORMAT", "DIALECT", "json_schema", "schema_files"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""Version of JSON Schema that the schemas are written in."""

DATA_FORMAT = 1
"""Structure of the data files that the schemas describe: the first number of the data version."""

_BLANKS = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Python takes for a blank. ECMA-262 means other characters by ``\\s``, so they are spelt out."""

_SCOPE = (
    "Contradictions between fields, links that lead nowhere and ids that stand twice are found by "
    "`alsfacts validate`. Optional fields may be null; `alsfacts fmt` leaves those out."
)


def json_schema(catalog: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a data file.

    Parameters
    ----------
    catalog : str, optional
        Name of a catalog, for files that hold no other; any data file if left out.

    Returns
    -------
    dict
        A schema in the dialect 2020-12. That of one catalog takes its definitions from that of
        any data file, which must stand beside it.

    Raises
    ------
    UnknownRecordError
        If there is no such catalog.

    Examples
    --------
    >>> from alsfacts.schema import json_schema
    >>> definitions = json_schema()["$defs"]
    >>> definitions["Gene"]["required"]
    ['id', 'name', 'hgnc_id']
    >>> definitions["Gene"]["properties"]["aliases"]["description"]
    'Other symbols, former symbols, and other names of the gene and its protein (HGNC).'
    >>> definitions["Inheritance"]["oneOf"][0]
    {'const': 'AD', 'description': 'Autosomal dominant.'}
    >>> json_schema("genes")["properties"]["genes"]
    {'$ref': 'alsfacts.schema.json#/properties/genes'}
    """
    if catalog is None:
        definitions = _Definitions()
        catalogs = {name: definitions.catalog(kind) for name, kind in RECORD_TYPES.items()}
        return {
            **_head(None, "whose keys are catalogs, each a list of records", catalogs),
            "$defs": dict(sorted(definitions.found.items())),
        }
    record_type(catalog)
    entry = {"$ref": f"{_file_name(None)}#/properties/{catalog}"}
    return _head(
        catalog, f"whose only key is {catalog} and whose value is a list of records", {catalog: entry}
    )


def _head(catalog: str | None, content: str, catalogs: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        # The name alone, so that the files find each other wherever they are copied to.
        "$id": _file_name(catalog),
        "title": f"alsfacts data file, format {DATA_FORMAT}: {catalog or 'any catalogs'}",
        "description": f"An object {content}. {_SCOPE}",
        "type": "object",
        "properties": {
            "$schema": {"description": "Where an editor finds this schema. It is no data.", "type": "string"},
            **catalogs,
        },
        "additionalProperties": False,
    }


def _file_name(catalog: str | None) -> str:
    return f"{catalog or 'alsfacts'}.schema.json"


def schema_files() -> dict[str, str]:
    """Return the schemas as files, as they ship in ``alsfacts/data/schema``.

    Returns
    -------
    dict
        Text by file name: ``alsfacts.schema.json`` for any data file, and one a catalog.

    Examples
    --------
    >>> from alsfacts.schema import schema_files
    >>> list(schema_files())[:3]
    ['alsfacts.schema.json', 'genes.schema.json', 'mechanisms.schema.json']
    """
    return {_file_name(name): _text(json_schema(name)) for name in (None, *RECORD_TYPES)}


def _text(schema: dict[str, Any]) -> str:
    # Blanks of all alphabets stand in the expressions: escaped, so that they can be seen.
    return json.dumps(schema, indent=1, ensure_ascii=True) + "\n"


class _Definitions:
    """Schemas of the classes, words and identifiers that a file is made of, by name."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}

    def catalog(self, kind: type[Record]) -> dict[str, Any]:
        return {"description": summary_of(kind), "type": "array", "items": self._reference(kind)}

    def field(self, annotation: Any, limits: dict[str, Any]) -> dict[str, Any]:
        annotation, optional = without_none(annotation)
        if optional:
            return _or_null(self.field(annotation, limits))
        if get_origin(annotation) is tuple:
            item = get_args(annotation)[0]
            # Numbers may repeat; a word, an id or a part that repeats is a mistake.
            unique = {} if item in (int, float, bool) else {"uniqueItems": True}
            return {"type": "array", "items": self.field(item, limits), **unique}
        if annotation is str:
            return self._text(limits.get("pattern"))
        if annotation is bool:
            return {"type": "boolean"}
        if annotation in (int, float):
            ends = {end: limits[end] for end in ("minimum", "maximum") if limits.get(end) is not None}
            return {"type": "integer" if annotation is int else "number", **ends}
        return self._reference(annotation)

    def _reference(self, kind: Any) -> dict[str, Any]:
        name = getattr(kind, "__name__", str(kind))
        if name not in self.found:
            self.found[name] = {}  # a class that holds itself ends here
            self.found[name] = self._definition(kind)
        return _leading_to(name)

    def _definition(self, kind: Any) -> dict[str, Any]:
        if isinstance(kind, type) and issubclass(kind, Term):
            words = [{"const": word.value, "description": word.meaning} for word in kind]
            return {"description": summary_of(kind), "oneOf": words}
        if isinstance(kind, type) and issubclass(kind, Value):
            return self._object(kind)
        msg = f"no schema can be made for {kind!r}"
        raise InvalidTypeError(msg)

    def _object(self, kind: type[Value]) -> dict[str, Any]:
        hints, meanings = get_type_hints(kind), meanings_of(kind)
        fields = [field for field in attrs.fields(kind) if field.init]
        properties = {}
        for field in fields:
            schema = self.field(hints[field.name], dict(field.metadata))
            if field.name in meanings:
                schema["description"] = meanings[field.name]
            if field.default not in (attrs.NOTHING, None, ()):
                schema["default"] = _plain(field.default)
            properties[field.name] = schema
        required = [field.name for field in fields if field.default is attrs.NOTHING]
        return {
            "description": summary_of(kind),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _text(self, kind: str | None) -> dict[str, Any]:
        # Without "$" for the end: to Python it also means "before a last newline".
        self.found["text"] = {
            "description": "Text that is not empty, without blanks at its ends.",
            "type": "string",
            "minLength": 1,
            "not": {"pattern": f"^[{_BLANKS}]|[{_BLANKS}]$"},
        }
        if kind is None:
            return _leading_to("text")
        pattern = PATTERNS[kind]
        self.found[kind] = {
            **_leading_to("text"),
            "description": f"Identifier, such as {pattern.example}.",
            "pattern": f"^(?:{_portable(pattern.expression)})$",
        }
        return _leading_to(kind)


def _leading_to(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Accept null too, as the reader does where a field is optional."""
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _portable(expression: str) -> str:
    """Write an expression so that it means the same in Python and in ECMA-262."""
    return expression.replace(r"\S", r"[^\s]").replace(r"\s", _BLANKS)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Term) else value

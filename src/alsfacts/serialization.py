"""Records to JSON and back: strict on the way in, canonical on the way out.

A data file is one JSON object whose keys are names of catalogs and whose values are
lists of records. Reading coerces nothing: a null is not text, a text is not a list, and
1999.7 is not a year. All problems of a file are reported at once, each with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from alsfacts import vocabulary
from alsfacts.errors import DataError, Problem
from alsfacts.model import RECORD_TYPES, Record, Value
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Records", "data_files", "dump", "dump_lines", "read", "read_text", "text_of"]

Records = dict[str, tuple[Record, ...]]
"""Records by the name of their catalog."""

_SCHEMA_KEY = "$schema"
"""Where editors look for the address of a schema; no catalog."""


class _StructureError(Exception):
    """A value cannot become what its field asks for."""


def _make_converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=True)
    # Text, numbers and booleans pass untouched: the record classes check them.
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, lambda value, _: value)
    # Word by word of the vocabulary: cattrs would take the hook of str for a class that is one.
    for word in vocabulary.__all__:
        converter.register_structure_hook(getattr(vocabulary, word), _structure_word)
    converter.register_structure_hook_factory(
        lambda kind: get_origin(kind) is tuple,  # type: ignore[comparison-overlap]
        lambda kind: _tuple_hook(converter, kind),
    )
    converter.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Value),
        lambda kind: _object_hook(converter, kind),
    )
    return converter


def _structure_word(value: Any, kind: Any) -> Any:
    accepted = {str(member.value): member for member in kind}
    if isinstance(value, str) and value in accepted:
        return accepted[value]
    hint = did_you_mean(suggest(value, accepted)) if isinstance(value, str) else ""
    msg = f"{value!r} is not a {kind.__name__}{hint or '.'} Accepted: {', '.join(accepted)}"
    raise _StructureError(msg)


def _tuple_hook(converter: Converter, kind: Any) -> Any:
    (item_kind, _) = get_args(kind)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            msg = f"expected a list, got {_named(value)}"
            raise _StructureError(msg)
        items, errors = [], []
        for index, item in enumerate(value):
            try:
                items.append(converter.structure(item, item_kind))
            except Exception as error:  # noqa: BLE001 - collected, and reported with its place
                error.__notes__ = [IterableValidationNote("", index, item_kind)]
                errors.append(error)
        if errors:
            msg = "list"
            raise ExceptionGroup(msg, errors)
        return tuple(items)

    return structure


def _object_hook(converter: Converter, kind: type[Value]) -> Any:
    fill = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            msg = f"expected an object, got {_named(value)}"
            raise _StructureError(msg)
        return fill(value, kind)

    return structure


def _named(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "a boolean", type(None): "null"}
    name = names.get(type(value), "a number")
    return name if isinstance(value, dict | list | type(None)) else f"{name} {value!r}"


_CONVERTER = _make_converter()


def read(path: str | Path) -> Records:
    """Read a data file, or all ``*.json`` files of a folder.

    Parameters
    ----------
    path : str or Path
        File or folder. A ``manifest.json`` in a folder is passed over.

    Returns
    -------
    dict
        Records by catalog name, in the order of the files.

    Raises
    ------
    DataError
        With every problem of every file: unreadable, no JSON, unknown catalog or field,
        wrong type, unknown word, malformed identifier, contradiction, id used twice.

    Examples
    --------
    >>> import alsfacts
    >>> records = read(Path(alsfacts.__file__).parent / "data" / "diseases.json")
    >>> {name: found[0].id for name, found in records.items()}
    {'diseases': 'als'}
    """
    files = data_files(path)
    collected: dict[str, list[Record]] = {}
    origins: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            records = read_text(text_of(file), file=str(file))
        except DataError as error:
            problems.extend(error.problems)
            continue
        for name, found in records.items():
            for record in found:
                origin = origins.setdefault((name, record.id), str(file))
                if origin != str(file):
                    place = _place(name, record.id)
                    problems.append(Problem(f"also stands in {origin}", file=str(file), record=place))
            collected.setdefault(name, []).extend(found)
    if problems:
        _fail(path, problems)
    return {name: tuple(found) for name, found in collected.items()}


def data_files(path: str | Path) -> list[Path]:
    """Return the data files that a path stands for.

    Parameters
    ----------
    path : str or Path
        File, or folder of ``*.json`` files. A ``manifest.json`` in it is passed over.

    Returns
    -------
    list of Path
        The file itself, or the files of the folder by name.

    Raises
    ------
    DataError
        If the path is empty or the folder holds no such file.

    Examples
    --------
    >>> import alsfacts
    >>> [file.name for file in data_files(Path(alsfacts.__file__).parent / "data")][:3]
    ['claims.json', 'diseases.json', 'evidence.json']
    """
    if not str(path):
        _fail(path, [Problem("the path is empty")])
    path = Path(path)
    if not path.is_dir():
        return [path]
    files = sorted(found for found in path.glob("*.json") if found.name != "manifest.json")
    if not files:
        _fail(path, [Problem("no *.json file in this folder", file=str(path))])
    return files


def text_of(file: Path) -> str:
    """Return the text of a file, every character and line end as it stands.

    Parameters
    ----------
    file : Path
        A file.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    DataError
        If it cannot be read or is not UTF-8.

    Examples
    --------
    >>> import alsfacts
    >>> text = text_of(Path(alsfacts.__file__).parent / "data" / "genes.json")
    >>> read_text(text)["genes"][0] == alsfacts.genes.first()
    True
    """
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text: byte {error.start} is invalid"
    return _fail(file, [Problem(message, file=str(file))])


def read_text(text: str, file: str = "") -> Records:
    """Read records from the text of a data file.

    Parameters
    ----------
    text : str
        JSON text.
    file : str
        Name to show in problems.

    Returns
    -------
    dict
        Records by catalog name.

    Raises
    ------
    DataError
        With every problem found.

    Examples
    --------
    >>> from alsfacts.errors import DataError
    >>> try:
    ...     read_text('{"genes": [{"id": "SOD1", "name": null, "hgnc_id": 7}]}')
    ... except DataError as error:
    ...     print(error)
    2 problems in the data
      gene 'SOD1': name: expected text, got null
      gene 'SOD1': hgnc_id: expected text, got number 7
    """
    problems: list[Problem] = []
    content = _parse(text, file)
    if not isinstance(content, dict):
        wanted = f"expected an object whose keys are catalogs ({', '.join(RECORD_TYPES)})"
        _fail(file, [Problem(f"{wanted}, got {_named(content)}", file=file)])
    records: Records = {}
    for name, entries in content.items():
        if name == _SCHEMA_KEY:
            if not isinstance(entries, str):
                problems.append(Problem(f"expected text, got {_named(entries)}", file=file, field=name))
        elif name not in RECORD_TYPES:
            hint = did_you_mean(suggest(name, RECORD_TYPES))
            accepted = f"{hint or '.'} Catalogs: {', '.join(RECORD_TYPES)}"
            problems.append(Problem(f"no catalog is called {name!r}{accepted}", file=file))
        elif not isinstance(entries, list):
            problems.append(
                Problem(f"expected a list of records, got {_named(entries)}", file=file, field=name)
            )
        else:
            records[name] = tuple(_structure_all(entries, name, file, problems))
    if problems:
        _fail(file, problems)
    return records


def _structure_all(entries: list[Any], name: str, file: str, problems: list[Problem]) -> Iterator[Record]:
    kind = RECORD_TYPES[name]
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        label = entry.get("id") if isinstance(entry, dict) else None
        place = _place(name, label) if isinstance(label, str) and label else f"{name}[{index}]"
        try:
            record = _CONVERTER.structure(entry, kind)
        except RecursionError:
            problems.append(Problem("is nested too deeply", file=file, record=place))
            continue
        except Exception as error:  # noqa: BLE001 - whatever the converter raises becomes a problem
            problems.extend(
                Problem(message, file=file, record=place, field=path.removeprefix("."))
                for path, message in _explain(error)
            )
            continue
        if record.id in seen:
            problems.append(Problem("the id stands twice", file=file, record=place))
            continue
        seen.add(record.id)
        yield record


def _place(name: str, label: str) -> str:
    return f"{RECORD_TYPES[name].__name__.lower()} {label!r}"


def _explain(error: BaseException, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield field path and message of everything inside an error of the converter."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            path += f".{note.name}"
        elif isinstance(note, IterableValidationNote):
            path += f"[{note.index}]"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _explain(inner, path)
    else:
        for field, message in _explain_one(error):
            yield f"{path}{field}", message


def _explain_one(error: Any) -> Iterator[tuple[str, str]]:
    if isinstance(error, DataError):
        for problem in error.problems:
            yield f".{problem.field}", _in_json_words(problem.message)
    elif isinstance(error, ForbiddenExtraKeysError):
        accepted = [field.name for field in attrs.fields(error.cl) if field.init]
        for key in sorted(error.extra_fields):
            hint = did_you_mean(suggest(key, accepted))
            yield f".{key}", f"unknown field{hint or '.'} Fields: {', '.join(accepted)}"
    elif isinstance(error, KeyError):
        yield "", "is missing"
    else:
        yield "", str(error)


def _in_json_words(message: str) -> str:
    """Say in the words of JSON what the record classes say in the words of Python."""
    for python, words in (("got NoneType None", "got null"), ("got str ", "got text ")):
        message = message.replace(python, words)
    for python in ("got int ", "got float "):
        message = message.replace(python, "got number ")
    return message.replace("got bool ", "got boolean ")


def _parse(text: str, file: str) -> Any:
    def keep_unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            msg = f"a key stands twice in one object: {', '.join(map(repr, twice))}"
            raise _StructureError(msg)
        return content

    def refuse_constant(word: str) -> NoReturn:
        msg = f"{word} is no JSON number"
        raise _StructureError(msg)

    try:
        return json.loads(text, object_pairs_hook=keep_unique, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "is nested too deeply"
    except _StructureError as error:
        message = str(error)
    except ValueError as error:
        # int() refuses numbers of more than some thousand digits
        message = f"is not JSON that can be read: {error}"
    return _fail(file, [Problem(message, file=file)])


def _fail(where: str | Path, problems: list[Problem]) -> NoReturn:
    count = f"{len(problems)} problem{'s' * (len(problems) > 1)}"
    msg = f"{count} in {where}" if str(where) else f"{count} in the data"
    raise DataError(msg, tuple(problems))


def dump(records: Mapping[str, Iterable[Record]]) -> str:
    """Write records as the text of a data file, in canonical form.

    Canonical form: catalogs in the order of the library, records by id, fields in the
    order of their class, fields that equal their default left out, an indent of two
    spaces, UTF-8 characters as they are, a newline at the end.

    Parameters
    ----------
    records : mapping of str to iterable of Record
        Records by catalog name.

    Returns
    -------
    str
        JSON text. Reading it gives equal records.

    Examples
    --------
    >>> from alsfacts import genes
    >>> text = dump({"genes": [genes["SOD1"]]})
    >>> read_text(text)["genes"] == (genes["SOD1"],)
    True
    """
    return "".join(dump_lines(records))


def dump_lines(records: Mapping[str, Iterable[Record]]) -> Iterator[str]:
    """Yield the pieces of `dump`, a record at a time.

    Parameters
    ----------
    records : mapping of str to iterable of Record
        Records by catalog name.

    Yields
    ------
    str
        Pieces of the text.

    Examples
    --------
    >>> from alsfacts import genes
    >>> "".join(dump_lines({"genes": genes})) == dump({"genes": genes})
    True
    """
    names = [name for name in RECORD_TYPES if name in records]
    yield "{"
    for name in names:
        yield "," if name != names[0] else ""
        yield f'\n  "{name}": ['
        found = sorted(records[name], key=lambda record: record.id)
        for record in found:
            text = json.dumps(_CONVERTER.unstructure(record), indent=2, ensure_ascii=False)
            # A line end inside a value is written as an escape, so these are those of the layout.
            yield f"{',' if record is not found[0] else ''}\n    " + text.replace("\n", "\n    ")
        yield "\n  ]" if found else "]"
    yield "\n}\n" if names else "}\n"

"""Records to JSON and back: strict on the way in, canonical on the way out.

A data file is one JSON object whose keys are names of catalogs and whose values are
lists of records. Reading coerces nothing: a null is not text, a text is not a list, and
1999.7 is not a year. All problems of a file are reported at once, each with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, TextIO

from alsfacts.collector import paused_collector
from alsfacts.conversion import named, structure, unstructure
from alsfacts.entries import IrregularTextError, members, whole
from alsfacts.errors import DataError, Problem
from alsfacts.model import RECORD_TYPES, Record
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.untrusted import builder

__all__ = ["Records", "data_files", "dump", "dump_lines", "read", "read_text", "text_of"]

Records = dict[str, tuple[Record, ...]]
"""Records by the name of their catalog."""

_PIECE = 2**20
"""Characters of a file that are held at once, unless one record has more."""

_SCHEMA_KEY = "$schema"
"""Where editors look for the address of a schema; no catalog."""


@paused_collector()
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
            records = _read_file(file)
        except DataError as error:
            problems.extend(error.problems)
            continue
        for name, found in records.items():
            # One file has looked for double ids itself.
            for record in found if len(files) > 1 else ():
                origin = origins.setdefault((name, record.id), str(file))
                if origin != str(file):
                    place = _place(name, record.id)
                    problems.append(Problem(f"also stands in {origin}", file=str(file), record=place))
            collected.setdefault(name, []).extend(found)
    if problems:
        _fail(path, problems)
    return {name: tuple(found) for name, found in collected.items()}


def _read_file(file: Path) -> Records:
    # A pipe can be read but once, so it is read whole.
    if file.is_file():
        try:
            with file.open(encoding="utf-8", newline="") as text:
                return _records(members(_pieces(text), RECORD_TYPES), str(file))
        except (IrregularTextError, OSError, UnicodeDecodeError):
            pass
    return _read_whole(text_of(file), str(file))


def _pieces(text: TextIO) -> Iterator[str]:
    while piece := text.read(_PIECE):
        yield piece


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


@paused_collector()
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
    try:
        return _records(members([text], RECORD_TYPES), file)
    except IrregularTextError:
        pass
    return _read_whole(text, file)


def _read_whole(text: str, file: str) -> Records:
    content: Any = None
    message = ""
    try:
        content = whole(text)
    except ValueError as error:
        message = str(error)
    if message:
        _fail(file, [Problem(message, file=file)])
    if not isinstance(content, dict):
        wanted = f"expected an object whose keys are catalogs ({', '.join(RECORD_TYPES)})"
        _fail(file, [Problem(f"{wanted}, got {named(content)}", file=file)])
    return _records(content.items(), file)


def _records(content: Iterable[tuple[str, Any]], file: str) -> Records:
    records: Records = {}
    problems: list[Problem] = []
    for name, entries in content:
        if name == _SCHEMA_KEY:
            if not isinstance(entries, str):
                problems.append(Problem(f"expected text, got {named(entries)}", file=file, field=name))
        elif name not in RECORD_TYPES:
            hint = did_you_mean(suggest(name, RECORD_TYPES))
            accepted = f"{hint or '.'} Catalogs: {', '.join(RECORD_TYPES)}"
            problems.append(Problem(f"no catalog is called {name!r}{accepted}", file=file))
        elif not isinstance(entries, list | Iterator):
            problems.append(
                Problem(f"expected a list of records, got {named(entries)}", file=file, field=name)
            )
        else:
            records[name] = tuple(_structure_all(entries, name, file, problems))
    if problems:
        _fail(file, problems)
    return records


def _structure_all(entries: Iterable[Any], name: str, file: str, problems: list[Problem]) -> Iterator[Record]:
    kind = RECORD_TYPES[name]
    build = builder(kind)
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        record = build(entry)
        if record is None:
            # What is not plainly sound takes the way that knows what is wrong.
            record, found = structure(entry, kind)
            place = _place_of(entry, name, index)
            problems.extend(
                Problem(message, file=file, record=place, field=field) for field, message in found
            )
            if record is None:
                continue
        if record.id in seen:
            problems.append(Problem("the id stands twice", file=file, record=_place(name, record.id)))
            continue
        seen.add(record.id)
        yield record


def _place_of(entry: Any, name: str, index: int) -> str:
    label = entry.get("id") if isinstance(entry, dict) else None
    return _place(name, label) if isinstance(label, str) and label else f"{name}[{index}]"


def _place(name: str, label: str) -> str:
    return f"{RECORD_TYPES[name].__name__.lower()} {label!r}"


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
            text = json.dumps(unstructure(record), indent=2, ensure_ascii=False)
            # A line end inside a value is written as an escape, so these are those of the layout.
            yield f"{',' if record is not found[0] else ''}\n    " + text.replace("\n", "\n    ")
        yield "\n  ]" if found else "]"
    yield "\n}\n" if names else "}\n"

"""Data files in canonical form."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from alsfacts.errors import DataError, Problem
from alsfacts.serialization import data_files, dump, read_text, text_of
from alsfacts.writing import replace_file

__all__ = ["FormattedFile", "canonical_text", "format_files"]


class FormattedFile(NamedTuple):
    """A data file that was brought into canonical form.

    Attributes
    ----------
    file : str
        The file.
    changed : bool
        Whether it stood in another form before.
    """

    file: str
    changed: bool


def canonical_text(text: str, file: str = "") -> str:
    """Return the text of a data file in canonical form.

    Parameters
    ----------
    text : str
        JSON text.
    file : str
        Name to show in problems.

    Returns
    -------
    str
        The same records as `alsfacts.serialization.dump` writes them, below the address of
        their schema if the text has one.

    Raises
    ------
    DataError
        With every problem found.

    Examples
    --------
    >>> print(canonical_text('{"genes": [], "$schema": "schema/genes.schema.json"}'), end="")
    {
      "$schema": "schema/genes.schema.json",
      "genes": []
    }
    """
    result = dump(read_text(text, file))
    content = json.loads(text)
    if "$schema" in content:
        content = {"$schema": content["$schema"], **json.loads(result)}
        result = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    try:
        result.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = Problem(f"{result[error.start]!r} is half a character; UTF-8 cannot write it", file=file)
        msg = f"1 problem in {file or 'the data'}"
        raise DataError(msg, (problem,)) from None
    return result


def format_files(paths: Iterable[str | Path], *, check: bool = False) -> tuple[FormattedFile, ...]:
    """Bring data files into canonical form, all of them or none.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, and folders of ``*.json`` files. A ``manifest.json`` in a folder is passed over.
    check : bool
        Whether to leave the files alone and only say which would change.

    Returns
    -------
    tuple of FormattedFile
        Every file once, in the order given.

    Raises
    ------
    DataError
        With every problem that reading finds in any of the files, before any is changed. Links
        are not followed here: `alsfacts.validate` does that.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "mine.json"
    ...     _ = file.write_text('{"genes":[]}', encoding="utf-8")
    ...     [found.changed for _ in range(2) for found in format_files([folder])]
    [True, False]
    """
    problems: list[Problem] = []
    texts: dict[Path, tuple[str, str, str]] = {}
    for path in paths:
        try:
            files = data_files(path)
        except DataError as error:
            problems.extend(error.problems)
            continue
        for file in files:
            # A link stays a link: what it leads to is written.
            place = Path(os.path.realpath(file))
            if place in texts:
                continue
            try:
                text = text_of(file)
                texts[place] = str(file), text, canonical_text(text, str(file))
            except DataError as error:
                texts[place] = str(file), "", ""
                problems.extend(error.problems)
    if problems:
        msg = f"{len(problems)} problem{'s' * (len(problems) > 1)}, so no file was changed"
        raise DataError(msg, tuple(problems))
    result = []
    for place, (name, text, wanted) in texts.items():
        if text != wanted and not check:
            replace_file(place, wanted)
        result.append(FormattedFile(name, text != wanted))
    return tuple(result)

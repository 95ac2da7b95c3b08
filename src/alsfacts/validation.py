"""Checking a user's data files before they are used."""

from __future__ import annotations

from pathlib import Path

from alsfacts.bundled import knowledge_base
from alsfacts.errors import DataError, Problem
from alsfacts.integrity import check_integrity
from alsfacts.serialization import read

__all__ = ["validate"]


def validate(path: str | Path) -> tuple[Problem, ...]:
    """Check a data file or folder, on its own and together with the bundled data.

    Parameters
    ----------
    path : str or Path
        File, or folder of ``*.json`` files.

    Returns
    -------
    tuple of Problem
        Every problem found; empty if the data is sound. Links may lead to records of the
        same data or to bundled ones.

    Examples
    --------
    >>> import alsfacts
    >>> for problem in alsfacts.validate("no-such-file.json"):
    ...     print(problem)
    no-such-file.json: cannot be read: No such file or directory
    """
    try:
        records = read(path)
    except DataError as error:
        return error.problems
    known = {name: tuple(catalog) for name, catalog in knowledge_base().catalogs.items()}
    # A file of the whole path is named only while reading; here the record says enough.
    return tuple(problem._replace(file=str(path)) for problem in check_integrity(records, known))

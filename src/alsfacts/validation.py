"""Reading a user's data files, and checking them before they are used."""

from __future__ import annotations

from pathlib import Path

from alsfacts.bundled import knowledge_base
from alsfacts.collector import paused_collector
from alsfacts.errors import DataError, Problem
from alsfacts.integrity import check_integrity
from alsfacts.knowledge import KnowledgeBase
from alsfacts.serialization import read

__all__ = ["load", "validate"]


@paused_collector()
def load(path: str | Path) -> KnowledgeBase:
    """Read a data file or folder as a knowledge base of its own.

    Parameters
    ----------
    path : str or Path
        File, or folder of ``*.json`` files.

    Returns
    -------
    KnowledgeBase
        Its records, each checked. Links may lead to records that are not among them, such as
        bundled ones: ``alsfacts.knowledge_base().extend(...)`` brings both together and checks
        every link.

    Raises
    ------
    DataError
        With every problem of every file, each with its place; nothing is half loaded.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.load("no-such-file.json")
    Traceback (most recent call last):
    ...
    alsfacts.errors.DataError: 1 problem in no-such-file.json
      no-such-file.json: cannot be read: No such file or directory
    """
    return KnowledgeBase(record for found in read(path).values() for record in found)


@paused_collector()
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

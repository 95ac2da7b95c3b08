"""What docstrings say of a class and of its fields."""

from __future__ import annotations

import inspect
import re

__all__ = ["meanings_of", "summary_of"]


def summary_of(kind: type) -> str:
    """Return what a class is, in one line.

    Parameters
    ----------
    kind : type
        The class.

    Returns
    -------
    str
        The first paragraph of its docstring.

    Examples
    --------
    >>> from alsfacts.model import Gene
    >>> summary_of(Gene)
    'A human gene with a claim on ALS, or on a contrast disease.'
    """
    return _one_line(inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0])


def meanings_of(kind: type) -> dict[str, str]:
    """Return what the ``Attributes`` section of a class says of each field.

    Parameters
    ----------
    kind : type
        The class.

    Returns
    -------
    dict
        Meaning by name of the field.

    Examples
    --------
    >>> from alsfacts.model import Locus
    >>> meanings_of(Locus)["end"]
    'First and last base, 1-based, both included.'
    """
    _, _, section = inspect.cleandoc(kind.__doc__ or "").partition("\nAttributes\n----------\n")
    section = re.split(r"\n\n\w+\n-+\n", section)[0]
    meanings: dict[str, str] = {}
    # An entry is a line of names and type, and the indented lines under it.
    for names, text in re.findall(r"^(\w[\w, ]*) : .+\n((?:[ ]{4}.*\n?)+)", section, re.MULTILINE):
        meanings |= dict.fromkeys(names.split(", "), _one_line(text))
    return meanings


def _one_line(text: str) -> str:
    return " ".join(text.replace("``", "`").split())

"""Every exception that alsfacts raises on purpose.

All derive from `AlsfactsError`, and each also from the built-in exception that a
caller would expect, so that ``except KeyError`` keeps working where a dictionary
would have raised one.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "AlsfactsError",
    "AmbiguousNameError",
    "DataError",
    "InvalidTypeError",
    "InvalidValueError",
    "MissingEvidenceError",
    "MissingExtraError",
    "NotOneError",
    "Problem",
    "UnboundRecordError",
    "UnknownRecordError",
]


class AlsfactsError(Exception):
    """Base of every error that alsfacts raises.

    Examples
    --------
    >>> from alsfacts import genes
    >>> from alsfacts.errors import AlsfactsError
    >>> try:
    ...     genes["SODl"]
    ... except AlsfactsError as error:
    ...     print(error)
    no gene 'SODl'; did you mean 'SOD1'?
    """

    def __str__(self) -> str:
        # KeyError would show the repr of its argument, quotes and all.
        return str(self.args[0]) if self.args else ""


class UnknownRecordError(AlsfactsError, KeyError):
    """No record answers to a name.

    Parameters
    ----------
    message : str
        What was asked for, and the nearest names.
    name : str
        The name that was asked for.
    suggestions : tuple of str
        At most three names that come nearest, best first.
    """

    def __init__(self, message: str, name: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message, name, suggestions)
        self.name = name
        self.suggestions = suggestions


class AmbiguousNameError(AlsfactsError, KeyError):
    """A name belongs to more than one record.

    Parameters
    ----------
    message : str
        The name and the records that carry it.
    name : str
        The name that was asked for.
    candidates : tuple of str
        Ids of all records that carry the name.
    """

    def __init__(self, message: str, name: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, name, candidates)
        self.name = name
        self.candidates = candidates


class InvalidValueError(AlsfactsError, ValueError):
    """An argument has the right type but not an accepted value."""


class InvalidTypeError(AlsfactsError, TypeError):
    """An argument has the wrong type."""


class MissingEvidenceError(AlsfactsError, LookupError):
    """The evidence holds too little that is comparable to answer; says what is missing."""


class MissingExtraError(AlsfactsError, ImportError):
    """An optional library is not installed; the message ends with the line that installs it."""


class NotOneError(AlsfactsError, LookupError):
    """Exactly one record was expected, and there were none or several."""


class UnboundRecordError(AlsfactsError, LookupError):
    """A link was followed from a record that belongs to no knowledge base."""


class Problem(NamedTuple):
    """One thing that is wrong with data, and where.

    Attributes
    ----------
    message : str
        What is wrong and, where there are some, the accepted values.
    file : str
        Name of the file, or empty for data that came from no file.
    record : str
        Catalog and id of the record, such as ``evidence 'chen-2021-china-sporadic'``,
        or its position where it has no id; empty for a problem of the whole file.
    field : str
        Path of the field inside the record, such as ``bearings[0].direction``.
    """

    message: str
    file: str = ""
    record: str = ""
    field: str = ""

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{place}: {self.message}" if place else self.message


class DataError(AlsfactsError, ValueError):
    """Data is broken, mistyped or contradicts itself; lists every problem found.

    Parameters
    ----------
    message : str
        One line that says what could not be read.
    problems : tuple of Problem
        All problems found, in the order of the data.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([str(self.args[0]), *(f"  {problem}" for problem in self.problems)])

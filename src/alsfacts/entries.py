"""The text of a data file as JSON, an entry at a time, so that a large file is never held twice."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from typing import Any, NoReturn

__all__ = ["IrregularTextError", "members", "whole"]

_BLANKS = re.compile(r"[ \t\n\r]*")


class IrregularTextError(Exception):
    """The text is not what a data file is laid out as; `whole` tells what is wrong, or reads it."""


class _RefusedError(ValueError):
    """Something that Python's reader of JSON would let pass."""


def _keep_unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        msg = f"a key stands twice in one object: {', '.join(map(repr, twice))}"
        raise _RefusedError(msg)
    return content


def _refuse_constant(word: str) -> NoReturn:
    msg = f"{word} is no JSON number"
    raise _RefusedError(msg)


_DECODER = json.JSONDecoder(object_pairs_hook=_keep_unique, parse_constant=_refuse_constant)


def whole(text: str) -> Any:
    """Parse a text as JSON.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    object
        What it holds.

    Raises
    ------
    ValueError
        If it cannot be read: what is wrong, and where.

    Examples
    --------
    >>> whole('{"genes": []}')
    {'genes': []}
    >>> whole('{"genes": [], "genes": []}')
    Traceback (most recent call last):
    ...
    ValueError: a key stands twice in one object: 'genes'
    """
    try:
        if text.startswith("\ufeff"):
            return json.loads(text)  # which says that a byte order mark is not to stand there
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        msg = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        msg = "is nested too deeply"
    except _RefusedError as error:
        msg = str(error)
    except ValueError as error:
        # int() refuses numbers of more than some thousand digits
        msg = f"is not JSON that can be read: {error}"
    raise ValueError(msg)


def members(text: str, streamed: Container[str]) -> Iterator[tuple[str, Any]]:
    """Yield the members of the object that a text holds, some of them piece by piece.

    Parameters
    ----------
    text : str
        JSON text.
    streamed : container of str
        Names of members whose lists are given as iterators, to be exhausted before the next
        member is asked for.

    Yields
    ------
    tuple of (str, object)
        Name and value.

    Raises
    ------
    IrregularTextError
        Where the text turns out to be anything but one sound JSON object.

    Examples
    --------
    >>> for name, found in members('{"genes": [{"id": "SOD1"}, 7], "note": [1]}', {"genes"}):
    ...     print(name, list(found))
    genes [{'id': 'SOD1'}, 7]
    note [1]
    """
    walk = _Walk(text)
    seen = set()
    for _ in walk.items("{", "}"):
        name = walk.value()
        if not isinstance(name, str) or name in seen or not walk.passes(":"):
            raise IrregularTextError
        seen.add(name)
        if name in streamed and walk.stands_before("["):
            yield name, (walk.value() for _ in walk.items("[", "]"))
        else:
            yield name, walk.value()
    if not walk.at_end:
        raise IrregularTextError


class _Walk:
    """A place in a JSON text that moves on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._pass_blanks()

    def _pass_blanks(self) -> None:
        found = _BLANKS.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    @property
    def at_end(self) -> bool:
        return self._at == len(self._text)

    def stands_before(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def passes(self, sign: str) -> bool:
        """Pass a sign and what is blank behind it; say whether it stood there."""
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        self._pass_blanks()
        return True

    def value(self) -> Any:
        """Return the value that stands here, and pass it."""
        try:
            found, self._at = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError):
            raise IrregularTextError from None
        self._pass_blanks()
        return found

    def items(self, first: str, last: str) -> Iterator[None]:
        """Stop once before each item between two brackets, which the caller passes."""
        if not self.passes(first):
            raise IrregularTextError
        more = not self.passes(last)
        while more:
            yield
            if self.passes(last):
                more = False
            elif not self.passes(","):
                raise IrregularTextError

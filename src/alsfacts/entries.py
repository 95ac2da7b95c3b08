"""The text of a data file as JSON, an entry at a time, so that a large file is never held twice."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, NoReturn

__all__ = ["IrregularTextError", "members", "whole"]


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[ \t\n\r]*{pattern}[ \t\n\r]*")


# Each holds the closing bracket, if it closes.
_OPEN_OBJECT, _NEXT_MEMBER = _sign(r"\{[ \t\n\r]*(\}?)"), _sign(r"(?:,|(\}))")
_OPEN_LIST, _NEXT_ITEM = _sign(r"\[[ \t\n\r]*(\]?)"), _sign(r"(?:,|(\]))")
_COLON = _sign(r"(:)")
_LONGEST_SIGNS = len("e+")


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


def members(pieces: Iterable[str], streamed: Container[str]) -> Iterator[tuple[str, Any]]:
    """Yield the members of the object that a text holds, some of them entry by entry.

    Parameters
    ----------
    pieces : iterable of str
        JSON text, whole or in pieces, cut anywhere.
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
    >>> text = ['{"genes": [{"id": "SO', 'D1"}, 7], "note": [1]}']
    >>> for name, found in members(text, {"genes"}):
    ...     print(name, list(found))
    genes [{'id': 'SOD1'}, 7]
    note [1]
    """
    walk = _Walk(pieces)
    seen = set()
    for _ in walk.items(_OPEN_OBJECT, _NEXT_MEMBER):
        name = walk.value()
        if not isinstance(name, str) or name in seen:
            raise IrregularTextError
        seen.add(name)
        walk.passes(_COLON)
        if name in streamed and walk.stands_before("["):
            yield name, (walk.value() for _ in walk.items(_OPEN_LIST, _NEXT_ITEM))
        else:
            yield name, walk.value()
    walk.expect_end()


class _Walk:
    """A place in a JSON text that moves on, and forgets what lies behind it."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._text = ""
        self._at = 0

    def _read_on(self, tries: int) -> bool:
        """Add the next piece; say whether there was one. Who asks again at one place gets the rest."""
        further = "".join(self._pieces) if tries else next(self._pieces, "")
        if further:
            self._text = self._text[self._at :] + further
            self._at = 0
        return bool(further)

    def stands_before(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def expect_end(self) -> None:
        if self._at < len(self._text) or self._read_on(0):
            raise IrregularTextError

    def passes(self, sign: re.Pattern[str]) -> str | None:
        """Pass a sign and the blanks about it; return what the sign may or may not hold."""
        tries = 0
        while True:
            found = sign.match(self._text, self._at)
            # At the end of a piece more blanks may follow, or the sign itself.
            if found is not None and found.end() < len(self._text):
                break
            if not self._read_on(tries):
                break
            tries += 1
        if found is None:
            raise IrregularTextError
        self._at = found.end()
        return found.group(1)

    def value(self) -> Any:
        """Return the value that stands here, and pass it."""
        tries = 0
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                found, end = None, -1
            # At the end of a piece a number may go on, also behind the first signs of a fraction or an
            # exponent, which are no number yet: 1. or 1e+
            if 0 <= end < len(self._text) - _LONGEST_SIGNS:
                break
            if not self._read_on(tries):
                break
            tries += 1
        if end < 0:
            raise IrregularTextError
        self._at = end
        return found

    def items(self, first: re.Pattern[str], further: re.Pattern[str]) -> Iterator[None]:
        """Stop once before each item between two brackets, which the caller passes."""
        closed = self.passes(first)
        while not closed:
            yield
            closed = self.passes(further)

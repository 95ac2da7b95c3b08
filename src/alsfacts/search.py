"""Plain text search over records: all words must occur, better places come first.

A word of the query occurs where a word of the record begins with it, whatever the case,
accents aside. Places count, best first: the id, other names, a title or statement, any other
text. A whole word counts more than a beginning. Nothing is stemmed or guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs

from alsfacts.model import Record, Value

__all__ = ["relevance", "words_of"]

_ID, _NAME, _HEADLINE, _TEXT = 8.0, 4.0, 2.0, 1.0
_WHOLE = 1.5
_HEADLINES = ("name", "title", "statement", "text", "description")


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into words for searching.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    tuple of str
        Runs of letters and digits, folded, without accents.

    Examples
    --------
    >>> words_of("Chiò, TDP-43")
    ('chio', 'tdp', '43')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def relevance(record: Record, wanted: tuple[str, ...]) -> float:
    """Say how well a record answers a search.

    Parameters
    ----------
    record : Record
        The record.
    wanted : tuple of str
        Words of the query, as `words_of` gives them.

    Returns
    -------
    float
        Sum over the query's words of the best place in which each occurs; 0 if one occurs
        nowhere.

    Examples
    --------
    >>> from alsfacts import genes
    >>> relevance(genes["SOD1"], ("sod1",)), relevance(genes["SOD1"], ("nothing",))
    (12.0, 0.0)
    """
    best = dict.fromkeys(wanted, 0.0)
    for weight, text in _places(record):
        for word in words_of(text):
            for sought, held in best.items():
                if word.startswith(sought):
                    best[sought] = max(held, weight * (_WHOLE if word == sought else 1.0))
    return sum(best.values()) if all(best.values()) else 0.0


def _places(record: Record) -> Iterator[tuple[float, str]]:
    yield _ID, record.id
    for name in record.names():
        yield _NAME, name
    for field in attrs.fields(type(record)):
        if field.init and field.name != "id":
            weight = _HEADLINE if field.name in _HEADLINES else _TEXT
            for text in _texts(getattr(record, field.name)):
                yield weight, text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Value):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name))

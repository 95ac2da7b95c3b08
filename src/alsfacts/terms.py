"""What every word of a controlled vocabulary is: a string that carries its definition."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from alsfacts.errors import InvalidTypeError

__all__ = ["OrderedTerm", "Term"]


class Term(StrEnum):
    """A word of a controlled vocabulary, with its definition.

    Attributes
    ----------
    meaning : str
        What the word means, and where that comes from.

    Examples
    --------
    >>> from alsfacts.vocabulary import Direction
    >>> Direction("supports") is Direction.SUPPORTS
    True
    >>> Direction.SUPPORTS.meaning
    'The finding speaks for the hypothesis.'
    """

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make a member that is its value and carries its definition."""
        member = str.__new__(cls, value)
        # Written into the member itself: to set them one by one asks each time whether that is allowed.
        vars(member).update(_value_=value, meaning=meaning, __doc__=meaning)
        return member

    def __setattr__(self, name: str, value: object) -> None:
        self._refuse_once_made(name)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        self._refuse_once_made(name)
        super().__delattr__(name)

    def _refuse_once_made(self, name: str) -> None:
        # A word is shared by all records; what it means and where it ranks must not change.
        if vars(self).get("_name_") in type(self)._member_map_:
            msg = f"{self!r} cannot be changed, and so neither can its {name}"
            raise AttributeError(msg)


class OrderedTerm(Term):
    """A word of a vocabulary whose members have an order: that of their definition.

    Examples
    --------
    >>> from alsfacts.vocabulary import Directness
    >>> Directness.CIRCUMSTANTIAL < Directness.DIRECT
    True
    >>> max(Directness.INDIRECT, Directness.DIRECT)
    <Directness.DIRECT: 'direct'>
    """

    rank: int

    def __init__(self, _value: str, _meaning: str = "") -> None:
        self.rank = len(type(self).__members__)

    def _rank_of(self, other: object) -> int:
        if isinstance(other, OrderedTerm) and type(other) is type(self):
            return other.rank
        # NotImplemented would let str compare the two words by their letters.
        kind = type(self).__name__
        msg = f"{kind} can only be ordered against {kind}, not against {other!r}"
        raise InvalidTypeError(msg)

    def __lt__(self, other: object) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: object) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: object) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: object) -> bool:
        return self.rank >= self._rank_of(other)

"""What every share of something is: it knows its scale, and is not added to one of another."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from alsfacts.errors import InvalidTypeError
from alsfacts.frozen import Frozen

__all__ = ["ScaledShare"]


class ScaledShare(Frozen):
    """A share that knows its scale and cannot be added to one of another.

    Attributes
    ----------
    scale : str
        What it is a share of, in words.
    """

    __slots__ = ()

    scale: ClassVar[str] = "an unnamed scale"
    like_refusal: ClassVar[str] = "they overlap"
    """Why two of the same type are not added."""

    def __add__(self, other: object) -> ScaledShare:
        """Refuse the sum; a type that defines one says so itself."""
        self._refuse(other)

    def __radd__(self, other: object) -> ScaledShare:
        """Refuse the sum with what knows no scale; sum() comes here, from 0."""
        self._refuse(other)

    def _refuse(self, other: object) -> NoReturn:
        kind, other_kind = type(self).__name__, type(other).__name__
        if isinstance(other, type(self)):
            msg = f"these two values of type {kind} are not added: {self.like_refusal}"
        elif isinstance(other, ScaledShare):
            msg = (
                f"{kind} and {other_kind} are not added, because they live on different scales: "
                f"one is {self.scale}, the other {other.scale}"
            )
        else:
            msg = (
                f"{kind} and {other!r} are not added: one is {self.scale}, and {other_kind} has no such scale"
            )
        raise InvalidTypeError(msg)

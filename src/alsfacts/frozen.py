"""What frozen classes have in common, written once.

attrs would write equality, hash and text anew for every class, as source that Python compiles
when the class is made: half of the time that a program spends on making our classes.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

__all__ = ["Frozen", "unfrozen"]

_COMPARED: dict[type, Callable[[Any], Any]] = {}


class Frozen:
    """Base of classes made by ``attrs.frozen(eq=False, repr=False)``.

    Two objects are equal if they are of one class and agree in every field that attrs compares.

    Examples
    --------
    >>> @attrs.frozen(eq=False, repr=False)
    ... class Point(Frozen):
    ...     x: int
    ...     y: int
    >>> Point(1, 2) == Point(1, 2), Point(1, 2) == Point(2, 1)
    (True, False)
    >>> Point(1, 2)
    Point(x=1, y=2)
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        kind = type(self)
        if type(other) is not kind:
            return NotImplemented
        compared = _COMPARED.get(kind) or _compared_by(kind)
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        kind = type(self)
        compared = _COMPARED.get(kind) or _compared_by(kind)
        return hash((kind, compared(self)))

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(kind) if field.repr)
        # As attrs does it: a class made inside a function shows its own name alone.
        return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


def unfrozen(kind: type[Any]) -> type[Any]:
    """Return a class of the same layout as a frozen one, in which fields can be set.

    What reads many records makes each in it, and gives it its own class when it is done.

    Parameters
    ----------
    kind : type of Frozen
        The frozen class.

    Returns
    -------
    type
        A class below it.

    Examples
    --------
    >>> @attrs.frozen(eq=False, repr=False)
    ... class Point(Frozen):
    ...     x: int
    >>> point = object.__new__(unfrozen(Point))
    >>> point.x = 3
    >>> point.__class__ = Point
    >>> point
    Point(x=3)
    """
    # Python sets fields quickly only where neither of the two methods is written in Python.
    own = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(kind.__name__, (kind,), own)


def _compared_by(kind: Any) -> Callable[[Any], Any]:
    """Return what takes the compared fields out of an object of a class."""
    names = [field.name for field in attrs.fields(kind) if field.eq]
    _COMPARED[kind] = attrgetter(*names) if names else lambda _: ()
    return _COMPARED[kind]

"""The quick way from JSON to records, for the bundled data alone.

The bundled files are read strictly by the tests, so their readers need not check them again:
here nothing is checked, and cattrs is not even imported. For the same content both ways give
equal records, which is a property test. Whatever a user brings is read by
`alsfacts.serialization`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_origin

import attrs

from alsfacts.frozen import unfrozen
from alsfacts.model import Value
from alsfacts.model.checks import annotations_of, without_none
from alsfacts.terms import Term

__all__ = ["builder"]

Builder = Callable[[dict[str, Any]], Any]

_BUILDERS: dict[type[Value], Builder] = {}


def builder(kind: type[Any]) -> Builder:
    """Return what builds records, or parts of them, from content that is known to be sound.

    Parameters
    ----------
    kind : type of Value
        Their class.

    Returns
    -------
    callable
        Takes fields as in a data file; returns the record or part, unchecked.

    Examples
    --------
    >>> from alsfacts.model import Locus
    >>> content = {"chromosome": "21", "start": 1, "end": 9, "strand": "+", "assembly": "GRCh38"}
    >>> builder(Locus)(content).end
    9
    """
    if kind not in _BUILDERS:
        _BUILDERS[kind] = _builder(kind)
    return _BUILDERS[kind]


def _builder(kind: type[Any]) -> Builder:
    annotations, open_kind = annotations_of(kind), unfrozen(kind)
    # Fields that hold what JSON holds, and those that hold something made of it.
    plain: list[tuple[str, Any]] = []
    made: list[tuple[str, Any, Callable[[Any], Any]]] = []
    for field in attrs.fields(kind):
        default = None if field.default is attrs.NOTHING else field.default
        make = _converter(annotations[field.name]) if field.init else None
        if make is None:
            plain.append((field.name, default))
        else:
            made.append((field.name, default, make))

    def build(content: dict[str, Any]) -> Any:
        record: Any = object.__new__(open_kind)
        get = content.get
        for name, default in plain:
            setattr(record, name, get(name, default))
        for name, default, make in made:
            value = get(name)
            setattr(record, name, default if value is None else make(value))
        record.__class__ = kind
        return record

    return build


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of a field from JSON; None where it stays as it is."""
    hint, _ = without_none(hint)
    if get_origin(hint) is tuple:
        inner = _converter(get_args(hint)[0])
        return tuple if inner is None else lambda values: tuple([inner(value) for value in values])
    if issubclass(hint, Term):
        return {str(member.value): member for member in hint}.__getitem__
    return builder(hint) if issubclass(hint, Value) else None

"""The quick way from JSON to records, for the bundled data alone.

The bundled files are read strictly by the tests, so their readers need not check them again:
here nothing is checked, and cattrs is not even imported. For the same content both ways give
equal records, which is a property test. Whatever a user brings is read by
`alsfacts.serialization`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from alsfacts.model import Value
from alsfacts.model.base import without_none
from alsfacts.terms import Term

__all__ = ["build"]

_Field = tuple[str, Any, Callable[[Any], Any] | None]

_FIELDS: dict[type[Value], tuple[_Field, ...]] = {}
_set = object.__setattr__


def build(kind: type[Any], content: dict[str, Any]) -> Any:
    """Build a record, or a part of one, from content that is known to be sound.

    Parameters
    ----------
    kind : type of Value
        Its class.
    content : dict
        Its fields as in a data file.

    Returns
    -------
    Value
        The record or part; unchecked.

    Examples
    --------
    >>> from alsfacts.model import Locus
    >>> build(Locus, {"chromosome": "21", "start": 1, "end": 9, "strand": "+", "assembly": "GRCh38"}).end
    9
    """
    made = object.__new__(kind)
    for name, default, convert in _FIELDS.get(kind) or _fields_of(kind):
        value = content.get(name)
        if value is None:
            value = default
        elif convert is not None:
            value = convert(value)
        _set(made, name, value)
    return made


def _fields_of(kind: type[Value]) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    _FIELDS[kind] = tuple(
        (
            field.name,
            None if field.default is attrs.NOTHING else field.default,
            _converter(hints[field.name]) if field.init else None,
        )
        for field in attrs.fields(kind)
    )
    return _FIELDS[kind]


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of a field from JSON; None where it stays as it is."""
    hint, _ = without_none(hint)
    if get_origin(hint) is tuple:
        inner = _converter(get_args(hint)[0])
        return tuple if inner is None else lambda values: tuple(map(inner, values))
    if isinstance(hint, type) and issubclass(hint, Term):
        return {member.value: member for member in hint}.__getitem__
    if isinstance(hint, type) and issubclass(hint, Value):
        return lambda content: build(hint, content)
    return None

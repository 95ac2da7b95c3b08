"""The quick way from JSON to records, for what a user brings: checked as it is built.

A function for each class, written from its fields, for `alsfacts.serialization`: content that is
plainly sound becomes a record, anything else becomes None, and the converter, which takes its time,
says what is wrong or that nothing is. So a builder may refuse what the converter accepts, such as an
explicit null, but must never accept what it refuses: a property test.

attrs and cattrs make their methods the same way, as source that is compiled when it is needed. A
record is then checked and built without a call for each value, five times as fast.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin

import attrs

from alsfacts.frozen import unfrozen
from alsfacts.identifiers import compiled_pattern
from alsfacts.model import Value
from alsfacts.model.checks import annotations_of, without_none
from alsfacts.terms import Term

__all__ = ["Builder", "builder"]

Builder = Callable[[Any], Any]
"""Takes what `json` made of an object; returns the record, or None."""

_BUILDERS: dict[type[Value], Builder] = {}


def builder(kind: type[Any]) -> Builder:
    """Return the function that checks JSON and builds records or parts of one class.

    Parameters
    ----------
    kind : type of Value
        The class.

    Returns
    -------
    callable
        Takes what `json` made of an object. Returns the record; None if it is not plainly sound.

    Examples
    --------
    >>> from alsfacts.model import Locus
    >>> content = {"chromosome": "21", "start": 1, "end": 9, "strand": "+", "assembly": "GRCh38"}
    >>> builder(Locus)(content).end
    9
    >>> builder(Locus)({**content, "end": 0}) is None
    True
    """
    if kind not in _BUILDERS:
        _BUILDERS[kind] = _Source(kind).compiled()
    return _BUILDERS[kind]


class _Source:
    """The source of one builder, and the objects that its names stand for."""

    def __init__(self, kind: type[Value]) -> None:
        self._kind = kind
        self._names: dict[str, Any] = {
            "new": object.__new__,
            "open_kind": unfrozen(kind),
            "kind": kind,
        }

    def compiled(self) -> Builder:
        code = compile("\n".join(self._lines()), f"<builder of {self._kind.__name__}>", "exec")
        exec(code, self._names)  # noqa: S102 - all of it is written below, from names of fields
        made: Builder = self._names["build"]
        return made

    def _lines(self) -> Iterator[str]:
        yield "def build(content):"
        yield "    if type(content) is not dict: return None"
        yield "    get, left, made = content.get, len(content), new(open_kind)"
        annotations = annotations_of(self._kind)
        for field in attrs.fields(self._kind):
            required = field.default is attrs.NOTHING
            default = self._name(f"default_{field.name}", None if required else field.default)
            if field.init:
                hint, _ = without_none(annotations[field.name])
                yield f"    value = get({field.name!r})"
                yield "    if value is None: " + ("return None" if required else f"value = {default}")
                yield "    else:"
                yield "        left -= 1"
                yield from (
                    f"        {line}" for line in self._work("value", hint, field.name, field.metadata)
                )
                yield f"    made.{field.name} = value"
            else:
                yield f"    made.{field.name} = {default}"
        # An unknown field, or null where the field would better be left out.
        yield "    if left: return None"
        yield "    made.__class__ = kind"
        if self._kind._contradictions is not Value._contradictions:  # noqa: SLF001 - as Value itself asks
            yield "    for _ in made._contradictions(): return None"
        yield "    return made"

    def _work(self, value: str, hint: Any, field: str, limits: Mapping[Any, Any]) -> Iterator[str]:
        """Yield what checks a value, and makes of it what the field holds."""
        if get_origin(hint) is tuple:
            yield from self._tuple_work(value, get_args(hint)[0], field, limits)
        elif issubclass(hint, Term):
            words = self._name(f"words_{field}", {str(member.value): member for member in hint})
            yield f"if type({value}) is not str: return None"
            yield f"{value} = {words}.get({value})"
            yield f"if {value} is None: return None"
        elif issubclass(hint, Value):
            yield f"{value} = {self._name(f'part_{field}', builder(hint))}({value})"
            yield f"if {value} is None: return None"
        else:
            yield f"if {self._fault(value, hint, field, limits)}: return None"

    def _tuple_work(self, value: str, hint: Any, field: str, limits: Mapping[Any, Any]) -> Iterator[str]:
        yield f"if type({value}) is not list: return None"
        yield "items = []"
        yield f"for item in {value}:"
        yield from (f"    {line}" for line in self._work("item", hint, field, limits))
        yield "    items.append(item)"
        yield f"{value} = tuple(items)"
        if not issubclass(hint, int | float):
            yield f"if len({value}) > 1 and len(set({value})) < len({value}): return None"

    def _fault(self, value: str, hint: type, field: str, limits: Mapping[Any, Any]) -> str:
        """Return a condition that holds unless a value is plainly what the field wants."""
        if hint is str:
            if limits.get("pattern") is None:
                return f"type({value}) is not str or not {value} or {value}.strip() != {value}"
            matches = self._name(f"matches_{field}", compiled_pattern(limits["pattern"]).fullmatch)
            return f"type({value}) is not str or {matches}({value}) is None"
        if hint is bool:
            return f"type({value}) is not bool"
        largest = sys.float_info.max  # what is not finite lies outside, and no comparison holds for NaN
        lowest, highest = limits.get("minimum"), limits.get("maximum")
        low = self._name(f"lowest_{field}", -largest if lowest is None else lowest)
        high = self._name(f"highest_{field}", largest if highest is None else highest)
        kind = f"type({value}) is not int" + (f" and type({value}) is not float" if hint is float else "")
        return f"{kind} or not {low} <= {value} <= {high}"

    def _name(self, name: str, meaning: Any) -> str:
        self._names[name] = meaning
        return name

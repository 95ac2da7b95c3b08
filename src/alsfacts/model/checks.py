"""What a value of a field may be: checks derived from annotations and declarations."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

__all__ = ["Check", "Complaint", "annotations_of", "checks_of", "names_of", "without_none"]

Complaint = tuple[str, str]
"""Field path and message."""

Check = Callable[[Any], Iterator[Complaint]]
"""Yields what is wrong with a value."""

_NAMES: dict[type[Any], tuple[str, ...]] = {}
_CHECKS: dict[type[Any], tuple[tuple[str, Check], ...]] = {}


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that a class of values is made from.

    Parameters
    ----------
    kind : type of Value
        The class.

    Returns
    -------
    tuple of str
        In the order of the class.

    Examples
    --------
    >>> from alsfacts.model import Phenotype
    >>> names_of(Phenotype)
    ('name', 'mondo_id', 'omim_id', 'inheritance')
    """
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in attrs.fields(kind) if field.init)
    return _NAMES[kind]


def checks_of(kind: type[Any]) -> tuple[tuple[str, Check], ...]:
    """Return the check of each field of a class, by its annotation and its declaration.

    Parameters
    ----------
    kind : type of Value
        The class.

    Returns
    -------
    tuple of (str, callable)
        Name of the field, and what yields path and message of everything that is wrong with a
        value.

    Examples
    --------
    >>> from alsfacts.model import Phenotype
    >>> checks = dict(checks_of(Phenotype))
    >>> list(checks["inheritance"](("AD",)))[0][0]
    '[0]'
    """
    if kind not in _CHECKS:
        hints = annotations_of(kind)
        metadata = {field.name: dict(field.metadata) for field in attrs.fields(kind)}
        _CHECKS[kind] = tuple((name, _check_for(hints[name], metadata[name])) for name in names_of(kind))
    return _CHECKS[kind]


def annotations_of(kind: type[Any]) -> dict[str, Any]:
    """Return what each field that is given holds, by its annotation.

    Parameters
    ----------
    kind : type of Value
        The class.

    Returns
    -------
    dict
        Evaluated annotation by name of the field.

    Examples
    --------
    >>> from alsfacts.model import Phenotype
    >>> annotations_of(Phenotype)["inheritance"]
    tuple[alsfacts.vocabulary.genes.Inheritance, ...]
    """
    fields = {field.name: field.type for field in attrs.fields(kind) if field.init}
    # Our own classes have them evaluated already; to evaluate text takes far longer.
    return get_type_hints(kind) if any(isinstance(held, str) for held in fields.values()) else fields


def without_none(annotation: Any) -> tuple[Any, bool]:
    """Return what a field holds, and whether it may be missing.

    Parameters
    ----------
    annotation : object
        Evaluated annotation of a field.

    Returns
    -------
    tuple
        The annotation without None, and whether None was in it.

    Examples
    --------
    >>> without_none(int | None), without_none(int)
    ((<class 'int'>, True), (<class 'int'>, False))
    """
    if get_origin(annotation) in (Union, types.UnionType):
        (inner,) = (argument for argument in get_args(annotation) if argument is not type(None))
        return inner, True
    return annotation, False


def _check_for(annotation: Any, limits: dict[str, Any]) -> Check:
    annotation, optional = without_none(annotation)
    if optional:
        check = _check_for(annotation, limits)
        return lambda value: iter(()) if value is None else check(value)
    if get_origin(annotation) is tuple:
        return _tuple_check(_check_for(get_args(annotation)[0], limits))
    if annotation is str:
        return _text_check(limits.get("pattern"))
    if annotation is bool:
        return lambda value: iter(()) if isinstance(value, bool) else _complain("true or false", value)
    if annotation in (int, float):
        return _number_check(annotation, limits.get("minimum"), limits.get("maximum"))
    return _instance_check(annotation)


def _tuple_check(check: Check) -> Check:
    def run(value: Any) -> Iterator[Complaint]:
        if not isinstance(value, tuple):
            yield from _complain("a tuple", value)
            return
        seen: set[Any] = set()
        for index, item in enumerate(value):
            complaints = [(f"[{index}]{path}", message) for path, message in check(item)]
            # Numbers may repeat; a word, an id or a part that repeats is a mistake.
            if not complaints and not isinstance(item, int | float) and item in seen:
                complaints = [(f"[{index}]", f"{item!r} stands twice")]
            # Only what passed its check is known to be hashable.
            if not complaints:
                seen.add(item)
            yield from complaints

    return run


def _text_check(pattern: str | None) -> Check:
    def run(value: Any) -> Iterator[Complaint]:
        if not isinstance(value, str):
            yield from _complain("text", value)
        elif not value or value != value.strip():
            yield "", f"expected text without blanks at its ends, got {value!r}"
        elif pattern is not None:
            yield from _ill_formed(value, pattern)

    return run


def _ill_formed(value: str, pattern: str) -> Iterator[Complaint]:
    # Here, since the bundled records are not checked again and should not pay for the patterns.
    from alsfacts.identifiers import PATTERNS, is_well_formed

    if not is_well_formed(value, pattern):
        yield "", f"{value!r} is not a well-formed {pattern}, such as {PATTERNS[pattern].example!r}"


def _number_check(kind: type, minimum: float | None, maximum: float | None) -> Check:
    accepted = (int,) if kind is int else (int, float)
    wanted = "a whole number" if kind is int else "a number"

    def run(value: Any) -> Iterator[Complaint]:
        if isinstance(value, bool) or not isinstance(value, accepted):
            yield from _complain(wanted, value)
        elif not _is_finite(value):
            yield "", "expected a finite number, of a size that a float can hold"
        elif minimum is not None and value < minimum:
            yield "", f"expected {wanted} of at least {minimum:g}, got {value!r}"
        elif maximum is not None and value > maximum:
            yield "", f"expected {wanted} of at most {maximum:g}, got {value!r}"

    return run


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _instance_check(kind: type) -> Check:
    def run(value: Any) -> Iterator[Complaint]:
        if not isinstance(value, kind):
            wanted = f"a {kind.__name__}"
            if issubclass(kind, Enum):
                wanted += f" ({', '.join(str(member.value) for member in kind)})"
            yield from _complain(wanted, value)

    return run


def _complain(wanted: str, value: Any) -> Iterator[Complaint]:
    yield "", f"expected {wanted}, got {type(value).__name__} {value!r}"

"""Records out of JSON by cattrs, with the place of everything that is wrong; and into JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from alsfacts import vocabulary
from alsfacts.errors import DataError, Problem
from alsfacts.model import Record, Value
from alsfacts.model.checks import annotations_of, checks_of
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["named", "structure", "unstructure"]


class _StructureError(Exception):
    """A value cannot become what its field asks for."""


def _make_converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=True)
    # Text, numbers and booleans pass untouched: the record classes check them.
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, lambda value, _: value)
    # Word by word of the vocabulary: cattrs would take the hook of str for a class that is one.
    for word in vocabulary.__all__:
        converter.register_structure_hook(getattr(vocabulary, word), _structure_word)
    converter.register_structure_hook_factory(
        lambda kind: get_origin(kind) is tuple,  # type: ignore[comparison-overlap]
        lambda kind: _tuple_hook(converter, kind),
    )
    converter.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Value),
        lambda kind: _object_hook(converter, kind),
    )
    return converter


def _structure_word(value: Any, kind: Any) -> Any:
    accepted = {str(member.value): member for member in kind}
    if isinstance(value, str) and value in accepted:
        return accepted[value]
    hint = did_you_mean(suggest(value, accepted)) if isinstance(value, str) else ""
    msg = f"{value!r} is not a {kind.__name__}{hint or '.'} Accepted: {', '.join(accepted)}"
    raise _StructureError(msg)


def _tuple_hook(converter: Converter, kind: Any) -> Any:
    (item_kind, _) = get_args(kind)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            msg = f"expected a list, got {named(value)}"
            raise _StructureError(msg)
        items, errors = [], []
        for index, item in enumerate(value):
            try:
                items.append(converter.structure(item, item_kind))
            except Exception as error:  # noqa: BLE001 - collected, and reported with its place
                error.__notes__ = [IterableValidationNote("", index, item_kind)]
                errors.append(error)
        if errors:
            msg = "list"
            raise ExceptionGroup(msg, errors)
        return tuple(items)

    return structure


def _object_hook(converter: Converter, kind: type[Value]) -> Any:
    fill = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            msg = f"expected an object, got {named(value)}"
            raise _StructureError(msg)
        try:
            return fill(value, kind)
        except ExceptionGroup as error:
            if any(isinstance(inner, DataError) and not _notes(inner) for inner in error.exceptions):
                raise  # the class itself: it has looked at every field
            unseen = tuple(_unseen_problems(converter, kind, value))
            if not unseen:
                raise
            msg = "fields"
            raise ExceptionGroup(msg, [*error.exceptions, DataError(msg, unseen)]) from None

    return structure


def _unseen_problems(converter: Converter, kind: type[Value], content: dict[str, Any]) -> Iterator[Problem]:
    """Yield what the class would say of fields that can be converted, were it not for the others."""
    annotations = annotations_of(kind)
    for name, check in checks_of(kind):
        if name not in content:
            continue
        try:
            held = converter.structure(content[name], annotations[name])
        except Exception:  # noqa: BLE001, S112 - this one has been told
            continue
        for path, message in check(held):
            yield Problem(message, field=f"{name}{path}")


def _notes(error: BaseException) -> Any:
    return getattr(error, "__notes__", ())


_CONVERTER = _make_converter()


def structure(entry: Any, kind: type[Record]) -> tuple[Any, list[tuple[str, str]]]:
    """Make a record of what `json` made of an entry.

    Parameters
    ----------
    entry : object
        Sound or not.
    kind : type of Record
        The class.

    Returns
    -------
    Record or None
        The record; None if there is a problem.
    list of (str, str)
        Path of the field and message of every problem.

    Examples
    --------
    >>> from alsfacts.model import Hypothesis
    >>> structure({"id": 7}, Hypothesis)[1][-1]
    ('id', 'expected text, got number 7')
    """
    try:
        return _CONVERTER.structure(entry, kind), []
    except RecursionError:
        return None, [("", "is nested too deeply")]
    except Exception as error:  # noqa: BLE001 - whatever the converter raises becomes a problem
        return None, [(path.removeprefix("."), message) for path, message in _explain(error)]


def unstructure(record: Record) -> dict[str, Any]:
    """Make of a record what `json` can write: fields in their order, without what is the default.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    dict
        Its fields.

    Examples
    --------
    >>> from alsfacts import hypotheses
    >>> list(unstructure(hypotheses["multistep"]))[:2]
    ['id', 'name']
    """
    content: dict[str, Any] = _CONVERTER.unstructure(record)
    return content


def named(value: Any) -> str:
    """Return what a value is, in the words of JSON.

    Parameters
    ----------
    value : object
        What `json` made of a value.

    Returns
    -------
    str
        Kind and, where it is short, the value.

    Examples
    --------
    >>> named(7), named([7])
    ('a number 7', 'a list')
    """
    names = {dict: "an object", list: "a list", str: "text", bool: "a boolean", type(None): "null"}
    name = names.get(type(value), "a number")
    return name if isinstance(value, dict | list | type(None)) else f"{name} {value!r}"


def _explain(error: BaseException, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield field path and message of everything inside an error of the converter."""
    for note in _notes(error):
        if isinstance(note, AttributeValidationNote):
            path += f".{note.name}"
        elif isinstance(note, IterableValidationNote):
            path += f"[{note.index}]"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _explain(inner, path)
    else:
        for field, message in _explain_one(error):
            yield f"{path}{field}", message


def _explain_one(error: Any) -> Iterator[tuple[str, str]]:
    if isinstance(error, DataError):
        for problem in error.problems:
            yield f".{problem.field}", _in_json_words(problem.message)
    elif isinstance(error, ForbiddenExtraKeysError):
        accepted = [field.name for field in attrs.fields(error.cl) if field.init]
        for key in sorted(error.extra_fields):
            hint = did_you_mean(suggest(key, accepted))
            yield f".{key}", f"unknown field{hint or '.'} Fields: {', '.join(accepted)}"
    elif isinstance(error, KeyError):
        yield "", "is missing"
    else:
        yield "", str(error)


def _in_json_words(message: str) -> str:
    """Say in the words of JSON what the record classes say in the words of Python."""
    for python, words in (("got NoneType None", "got null"), ("got str ", "got text ")):
        message = message.replace(python, words)
    for python in ("got int ", "got float "):
        message = message.replace(python, "got number ")
    return message.replace("got bool ", "got boolean ")

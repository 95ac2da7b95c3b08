"""What `Catalog.where` accepts as the wanted value of a field, made into a test of the field.

A field is wanted to equal a value, to contain one (tuples), to lie in a set, list or range, to
satisfy a comparison such as `at_least`, or to pass a function. Words are checked against the
vocabulary of the field first, so that a misspelt word is an error and no empty answer.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from enum import Enum
from operator import attrgetter
from typing import Any

import attrs

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.model import Record
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Condition", "at_least", "at_most", "between", "field_names", "field_test", "require_field"]

_SETS = (set, frozenset, list, range)

# Hints are evaluated from text each time, which costs more than to look through a catalog.
_VOCABULARIES: dict[tuple[type[Record], str], type[Enum] | None] = {}


@attrs.frozen(eq=False, repr=False)
class Condition(Frozen):
    """A wanted order of a field's value; made by `at_least`, `at_most` and `between`.

    Attributes
    ----------
    lowest, highest : object or None
        Ends, both included; None leaves an end open.
    """

    lowest: Any = None
    highest: Any = None

    def __call__(self, value: Any) -> bool:
        """Say whether a value lies within; a missing value never does."""
        if value is None:
            return False
        try:
            above = self.lowest is None or value >= self.lowest
            return bool(above and (self.highest is None or value <= self.highest))
        except TypeError:
            msg = f"{value!r} cannot be compared with {self}"
            raise InvalidTypeError(msg) from None

    def __str__(self) -> str:
        parts = []
        if self.lowest is not None:
            parts.append(f"at least {_plain(self.lowest)!r}")
        if self.highest is not None:
            parts.append(f"at most {_plain(self.highest)!r}")
        return " and ".join(parts)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def at_least(lowest: Any) -> Condition:
    """Want a value of at least `lowest`, in `Catalog.where`.

    Parameters
    ----------
    lowest : object
        Number, or a word of an ordered vocabulary such as ``"strong"``.

    Returns
    -------
    Condition
        What `where` takes for a field.

    Raises
    ------
    InvalidValueError
        If there is no value to compare with.

    Examples
    --------
    >>> from alsfacts import at_least, genes
    >>> genes.where(validity=at_least("strong"), inheritance="XLD").ids
    ('UBQLN2',)
    """
    return _comparison(lowest=lowest)


def at_most(highest: Any) -> Condition:
    """Want a value of at most `highest`, in `Catalog.where`.

    Parameters
    ----------
    highest : object
        Number, or a word of an ordered vocabulary.

    Returns
    -------
    Condition
        What `where` takes for a field.

    Raises
    ------
    InvalidValueError
        If there is no value to compare with.

    Examples
    --------
    >>> from alsfacts import at_most, references
    >>> early = references.where(year=at_most(1990))
    >>> early == references.where(lambda reference: reference.year is not None and reference.year <= 1990)
    True
    """
    return _comparison(highest=highest)


def between(lowest: Any, highest: Any) -> Condition:
    """Want a value from `lowest` to `highest`, both included, in `Catalog.where`.

    Parameters
    ----------
    lowest, highest : object
        Numbers, or words of one ordered vocabulary.

    Returns
    -------
    Condition
        What `where` takes for a field.

    Raises
    ------
    InvalidValueError
        If an end is missing, or the first lies above the second.

    Examples
    --------
    >>> from alsfacts import between, references
    >>> sorted(references.where(year=between(2009, 2010)).group_by("year"))
    [2009, 2010]
    """
    if lowest is None or highest is None:
        msg = "between needs two values; use at_least or at_most for one"
        raise InvalidValueError(msg)
    return _comparison(lowest=lowest, highest=highest)


def _comparison(lowest: Any = None, highest: Any = None) -> Condition:
    if lowest is None and highest is None:
        msg = "there is no value to compare with: got None"
        raise InvalidValueError(msg)
    for value in (lowest, highest):
        if value is not None and not isinstance(value, str | int | float):
            msg = f"only numbers, texts and words have an order to compare by, got {value!r}"
            raise InvalidTypeError(msg)
    if isinstance(lowest, int | float) and isinstance(highest, int | float) and lowest > highest:
        msg = f"the lowest value {lowest!r} lies above the highest {highest!r}"
        raise InvalidValueError(msg)
    return Condition(lowest, highest)


def field_test(kind: type[Record], name: str, wanted: Any) -> Callable[[Record], object]:
    """Return the test of a record that a wanted value of a field asks for.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    name : str
        Field or property.
    wanted : object
        What it must be.

    Returns
    -------
    callable
        Function of a record.

    Raises
    ------
    InvalidValueError
        If the records have no such field, or a word is not in the field's vocabulary.

    Examples
    --------
    >>> from alsfacts import genes
    >>> test = field_test(genes.kind, "validity", at_least("strong"))
    >>> test(genes["SOD1"])
    True
    """
    require_field(kind, name)
    words = vocabulary_of(kind, name)
    get = attrgetter(name)
    if isinstance(wanted, Condition):
        ends = (_word(name, end, words) for end in (wanted.lowest, wanted.highest))
        compare = Condition(*ends)
        return lambda record: _any_of(compare, get(record))
    if callable(wanted) and not isinstance(wanted, Enum):
        return lambda record: wanted(get(record))
    if isinstance(wanted, _SETS):
        accepted = wanted if words is None else frozenset(_word(name, word, words) for word in wanted)
        return lambda record: _any_of(accepted.__contains__, get(record))
    if not (words is not None and isinstance(wanted, tuple)):
        wanted = _word(name, wanted, words)

    def is_or_has(record: Record) -> bool:
        value = get(record)
        if type(value) is tuple:
            return bool(value == wanted) or wanted in value
        return bool(value == wanted)

    return is_or_has


def holds_ids(kind: type[Record], name: str, wanted: Any) -> bool:
    """Say whether a field holds ids and one of them is wanted, so that an index serves.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    name : str
        Field or property.
    wanted : object
        What it must be.

    Returns
    -------
    bool
        Whether the field is declared as ids of records and the wanted value is text.

    Examples
    --------
    >>> from alsfacts.model import Evidence
    >>> holds_ids(Evidence, "gene_ids", "SOD1"), holds_ids(Evidence, "statement", "x")
    (True, False)
    """
    if type(wanted) is not str or not name.endswith(("_id", "_ids")):
        return False
    field = getattr(attrs.fields(kind), name, None)
    return field is not None and "pattern" in field.metadata


def _any_of(test: Callable[[Any], bool], value: Any) -> bool:
    """Test a value, or each value of a tuple."""
    return any(map(test, value)) if isinstance(value, tuple) else test(value)


def _word(name: str, wanted: Any, words: type[Enum] | None) -> Any:
    """Return the word of a vocabulary that is meant; other values as they are."""
    if words is None or wanted is None:
        return wanted
    for word in words:
        if word == wanted:
            return word
    accepted = [str(word.value) for word in words]
    hint = did_you_mean(suggest(str(wanted), accepted))
    msg = f"{name} is never {wanted!r}{hint or '.'} Accepted: {', '.join(accepted)}"
    raise InvalidValueError(msg)


def require_field(kind: type[Record], name: str) -> None:
    """Raise if records have no such field or property.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    name : str
        Field or property.

    Raises
    ------
    InvalidValueError
        With a suggestion and the accepted names.

    Examples
    --------
    >>> from alsfacts.model import Gene
    >>> require_field(Gene, "symbl")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    alsfacts.errors.InvalidValueError: genes have no field 'symbl'; did you mean 'symbol'? Fields: ...
    """
    accepted = field_names(kind)
    if name not in accepted:
        hint = did_you_mean(suggest(str(name), accepted))
        msg = f"{kind.catalog_name} have no field {name!r}{hint or '.'} Fields: {', '.join(accepted)}"
        raise InvalidValueError(msg)


_FIELD_NAMES: dict[type[Record], tuple[str, ...]] = {}


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields and properties of a record class.

    Parameters
    ----------
    kind : type of Record
        The class.

    Returns
    -------
    tuple of str
        Fields in their order, then properties by name.

    Examples
    --------
    >>> from alsfacts.model import Hypothesis
    >>> field_names(Hypothesis)[:3]
    ('id', 'name', 'statement')
    """
    if kind not in _FIELD_NAMES:
        fields = [field.name for field in attrs.fields(kind) if field.init]
        # What every record has says where it stands, and nothing of what it holds.
        properties = [
            name
            for name in dir(kind)
            if isinstance(getattr(kind, name), property) and not hasattr(Record, name)
        ]
        _FIELD_NAMES[kind] = (*fields, *sorted(properties))
    return _FIELD_NAMES[kind]


def vocabulary_of(kind: type[Record], name: str) -> type[Enum] | None:
    """Return the vocabulary of a field whose values are words of one.

    Parameters
    ----------
    kind : type of Record
        Class of the records.
    name : str
        Field or property.

    Returns
    -------
    type of Enum or None
        The vocabulary; None for other fields.

    Examples
    --------
    >>> from alsfacts.model import Evidence
    >>> vocabulary_of(Evidence, "design").__name__
    'Design'
    """
    if (kind, name) not in _VOCABULARIES:
        _VOCABULARIES[kind, name] = _vocabulary_of(kind, name)
    return _VOCABULARIES[kind, name]


def _vocabulary_of(kind: type[Record], name: str) -> type[Enum] | None:
    member = getattr(kind, name, None)
    try:
        if isinstance(member, property) and member.fget is not None:
            annotation = typing.get_type_hints(member.fget).get("return")
        else:
            annotation = typing.get_type_hints(kind).get(name)
    except NameError:
        # A link: its type is known to type checkers only, and is no vocabulary.
        return None
    parts: Iterable[Any] = (annotation, *typing.get_args(annotation))
    for part in parts:
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return None

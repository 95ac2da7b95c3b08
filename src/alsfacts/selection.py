"""Selections of records from words, as a command line gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.errors import InvalidValueError
from alsfacts.query import at_least, at_most

__all__ = ["select"]

_CONDITION = re.compile(r"\s*(\w+)\s*(>=|<=|=)(.*)", re.DOTALL)


def select(catalog: Catalog[Any], conditions: Iterable[str]) -> Catalog[Any]:
    """Return the records for which every condition holds.

    Parameters
    ----------
    catalog : Catalog
        The records.
    conditions : iterable of str
        Each a field or property, ``=``, ``>=`` or ``<=``, and a value, such as
        ``"validity>=strong"``. A value that is equal to, or one of, those that a record holds;
        several separated by commas if any of them will do.

    Returns
    -------
    Catalog
        The records that are left, in the same order.

    Raises
    ------
    InvalidValueError
        If it is no condition, the records have no such field, or the value cannot be one.

    Examples
    --------
    >>> from alsfacts import evidence, genes
    >>> select(genes, ["validity>=strong", "inheritance=XLD"]).ids
    ('UBQLN2',)
    >>> select(evidence, ["design=twin-study,gwas", "year>=2021"]).count_by("disease_id")
    {'als': 5, 'myasthenia-gravis': 2}
    """
    for condition in conditions:
        match = _CONDITION.fullmatch(condition)
        if match is None:
            msg = f"{condition!r} is no condition: expected FIELD=VALUE, FIELD>=VALUE or FIELD<=VALUE"
            raise InvalidValueError(msg)
        name, operator, text = match.group(1), match.group(2), match.group(3).strip()
        # An unknown field is refused, with suggestions, before its values are looked at.
        catalog.where(**{name: lambda _: True})
        read = _reader(catalog, name)
        if operator == "=":
            values = [read(piece.strip()) for piece in text.split(",")]
            wanted: Any = values[0] if len(values) == 1 else set(values)
        else:
            wanted = (at_least if operator == ">=" else at_most)(read(text))
        catalog = catalog.where(**{name: wanted})
    return catalog


def _reader(catalog: Catalog[Any], name: str) -> Any:
    """Return what makes a value of a field from its text: the kind of value that the field holds."""
    held = (getattr(record, name) for record in catalog)
    value = next((found for found in held if found not in (None, ())), None)
    if isinstance(value, bool):
        return lambda text: _truth(name, text)
    if isinstance(value, int | float):
        return lambda text: _number(name, text)
    return str


def _truth(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        msg = f"{name} is true or false, got {text!r}"
        raise InvalidValueError(msg)
    return text == "true"


def _number(name: str, text: str) -> float:
    try:
        return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    except ValueError:
        msg = f"{name} is a number, got {text!r}"
        raise InvalidValueError(msg) from None

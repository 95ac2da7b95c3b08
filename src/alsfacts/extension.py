"""Records of two knowledge bases brought together, with what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from alsfacts.errors import DataError, InvalidTypeError, InvalidValueError, Problem
from alsfacts.frozen import Frozen
from alsfacts.integrity import check_integrity
from alsfacts.model import RECORD_TYPES, Record
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["Extension", "by_catalog", "merge"]

_CONFLICTS = ("error", "replace", "keep")

Node = tuple[str, str]
"""Name of the catalog, and id."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Extension(Frozen):
    """What extending a knowledge base did.

    Attributes
    ----------
    added, replaced, kept, unchanged : tuple of (str, str)
        Catalog and id of the records that are new; that replaced one of another content; that
        gave way to one; and that were there already, the same.
    """

    added: tuple[tuple[str, str], ...]
    replaced: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return (
            f"{len(self.added)} added, {len(self.replaced)} replaced, {len(self.kept)} kept, "
            f"{len(self.unchanged)} unchanged"
        )


def by_catalog(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Sort records by the catalogs that they belong to.

    Parameters
    ----------
    records : iterable of Record
        Records of any kinds.

    Returns
    -------
    dict
        Records by catalog name, in their order; every catalog is there.

    Raises
    ------
    InvalidValueError
        If two records of a kind share an id.
    InvalidTypeError
        If something that is no record is passed.

    Examples
    --------
    >>> from alsfacts import genes
    >>> by_catalog([genes["SOD1"]])["genes"]
    (<Gene SOD1 HGNC:11179>,)
    """
    found: dict[str, dict[str, Record]] = {name: {} for name in RECORD_TYPES}
    for record in records:
        if not isinstance(record, Record):
            msg = f"a knowledge base holds records, got {type(record).__name__} {record!r}"
            raise InvalidTypeError(msg)
        if record.id in found[record.catalog_name]:
            msg = f"two {record.catalog_name} have the id {record.id!r}"
            raise InvalidValueError(msg)
        found[record.catalog_name][record.id] = record
    return {name: tuple(held.values()) for name, held in found.items()}


def merge(
    here: Mapping[str, Iterable[Record]], given: Mapping[str, Iterable[Record]], on_conflict: str
) -> tuple[dict[str, tuple[Record, ...]], Extension]:
    """Bring records together and check that they fit.

    Parameters
    ----------
    here, given : mapping of str to iterable of Record
        Records by catalog name: those that are there, and those to add.
    on_conflict : str
        What to do with a record whose id is taken and whose content differs: ``"error"``,
        ``"replace"`` the one that is there, or ``"keep"`` it.

    Returns
    -------
    dict
        All records by catalog name.
    Extension
        What became of each given record.

    Raises
    ------
    DataError
        With every problem at once.
    InvalidValueError
        If `on_conflict` is another word.

    Examples
    --------
    >>> from alsfacts import genes
    >>> _, extension = merge({}, {"genes": [genes["SOD1"]]}, "error")
    Traceback (most recent call last):
    ...
    alsfacts.errors.DataError: the knowledge base cannot be extended: 1 problem
      gene 'SOD1': assessments[0].disease_id: no disease 'als'
    """
    if on_conflict not in _CONFLICTS:
        hint = did_you_mean(suggest(str(on_conflict), _CONFLICTS))
        msg = f"on_conflict must be one of {', '.join(_CONFLICTS)}, got {on_conflict!r}{hint}"
        raise InvalidValueError(msg)
    merged = {name: {record.id: record for record in here.get(name, ())} for name in RECORD_TYPES}
    outcome: dict[str, list[Node]] = {"added": [], "replaced": [], "kept": [], "unchanged": []}
    changed: dict[str, list[Record]] = {name: [] for name in RECORD_TYPES}
    problems: list[Problem] = []
    for name in RECORD_TYPES:
        for record in given.get(name, ()):
            word = _outcome(merged[name].get(record.id), record, on_conflict)
            if word is None:
                place = f"{type(record).__name__.lower()} {record.id!r}"
                message = 'the id is taken by another record; pass on_conflict="replace" or "keep"'
                problems.append(Problem(message, record=place))
                continue
            outcome[word].append((name, record.id))
            if word in ("added", "replaced"):
                merged[name][record.id] = record
                changed[name].append(record)
    everything = {name: tuple(records.values()) for name, records in merged.items()}
    problems.extend(check_integrity({name: tuple(found) for name, found in changed.items()}, everything))
    if problems:
        msg = f"the knowledge base cannot be extended: {len(problems)} problem{'s' * (len(problems) > 1)}"
        raise DataError(msg, tuple(problems))
    return everything, Extension(**{word: tuple(found) for word, found in outcome.items()})


def _outcome(held: Record | None, record: Record, on_conflict: str) -> str | None:
    """Say what becomes of a record; None for a conflict that is an error."""
    if held is None:
        return "added"
    if held == record:
        return "unchanged"
    return {"replace": "replaced", "keep": "kept", "error": None}[on_conflict]

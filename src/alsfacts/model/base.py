"""What all records share: immutability, checks on construction, identity, links.

A record knows nothing of catalogs. What it does know is its *home*, the knowledge base
that it was loaded into, and it asks its home to resolve links. The home takes no part in
equality, hashing, printing or pickling, so records with the same content are equal
wherever they came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, ClassVar, NoReturn, Protocol, Self

import attrs

from alsfacts.errors import DataError, InvalidTypeError, Problem, UnboundRecordError
from alsfacts.frozen import Frozen
from alsfacts.model.checks import Complaint, checks_of, names_of

__all__ = ["Complaint", "Home", "Record", "Value", "identifier", "number", "ordered", "ratio_field"]


class Home(Protocol):
    """What a record asks of the knowledge base that it belongs to."""

    def related(self, record: Record, relation: str) -> Any:
        """Return the record or catalog that `relation` of `record` leads to."""
        ...

    def restorable(self) -> bool:
        """Say whether a pickled record may be looked up here again."""
        ...


def identifier(kind: str, **options: Any) -> Any:
    """Declare a field whose strings match an identifier pattern.

    Parameters
    ----------
    kind : str
        Key of `alsfacts.identifiers.PATTERNS`.
    **options : object
        Options of `attrs.field`, such as ``default``.

    Returns
    -------
    object
        The field.

    Examples
    --------
    >>> @attrs.frozen(kw_only=True)
    ... class Carrier(Value):
    ...     gene_id: str = identifier("symbol")
    >>> Carrier(gene_id="sod 1")
    Traceback (most recent call last):
    ...
    alsfacts.errors.DataError: Carrier is not valid: 1 problem
      Carrier: gene_id: 'sod 1' is not a well-formed symbol, such as 'SOD1'
    """
    return attrs.field(metadata={"pattern": kind}, **options)


def number(minimum: float | None = None, maximum: float | None = None, **options: Any) -> Any:
    """Declare a number with an accepted range.

    Parameters
    ----------
    minimum, maximum : float or None
        Ends of the range, both included; None leaves an end open.
    **options : object
        Options of `attrs.field`, such as ``default``.

    Returns
    -------
    object
        The field.

    Examples
    --------
    >>> @attrs.frozen(kw_only=True)
    ... class Size(Value):
    ...     n_cases: int = number(1)
    >>> Size(n_cases=0)
    Traceback (most recent call last):
    ...
    alsfacts.errors.DataError: Size is not valid: 1 problem
      Size: n_cases: expected a whole number of at least 1, got 0
    """
    return attrs.field(metadata={"minimum": minimum, "maximum": maximum}, **options)


def ratio_field(**options: Any) -> Any:
    """Declare a share, from 0 to 1.

    Parameters
    ----------
    **options : object
        Options of `attrs.field`, such as ``default``.

    Returns
    -------
    object
        The field.

    Examples
    --------
    >>> @attrs.frozen(kw_only=True)
    ... class Share(Value):
    ...     familial: float = ratio_field()
    >>> Share(familial=10)
    Traceback (most recent call last):
    ...
    alsfacts.errors.DataError: Share is not valid: 1 problem
      Share: familial: expected a number of at most 1, got 10
    """
    return number(0, 1, **options)


def ordered(low: float | None, high: float | None, names: tuple[str, str]) -> Iterator[Complaint]:
    """Complain if a lower limit lies above its upper limit.

    Parameters
    ----------
    low, high : float or None
        The limits.
    names : tuple of str
        Their field names.

    Yields
    ------
    tuple of str
        Field and message.

    Examples
    --------
    >>> list(ordered(0.3, 0.1, ("lower", "upper")))
    [('lower', 'lower limit 0.3 lies above the upper limit 0.1')]
    >>> list(ordered(None, 0.1, ("lower", "upper")))
    []
    """
    if low is not None and high is not None and low > high:
        yield names[0], f"lower limit {low:g} lies above the upper limit {high:g}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Value(Frozen):
    """Base of records and of their parts: frozen, slotted, checked when made."""

    def __attrs_post_init__(self) -> None:
        complaints = [
            (f"{name}{path}", message)
            for name, check in checks_of(type(self))
            for path, message in check(getattr(self, name))
        ]
        # Rules across fields may rely on each field being sound by itself.
        complaints = complaints or list(self._contradictions())
        if complaints:
            _reject(self, complaints)

    def _contradictions(self) -> Iterator[Complaint]:
        """Yield the field and the message of each contradiction between fields."""
        yield from ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Record(Value):
    """Base of the records that stand in catalogs.

    Two records are equal if they are of one class and agree in every field; the knowledge
    base that they belong to does not matter. Records of one class are ordered by id, so
    ``sorted(genes)`` is the order of the data; between classes there is no order.

    Examples
    --------
    >>> from alsfacts import genes
    >>> genes["FUS"] < genes["SOD1"]
    True
    >>> min(genes["TBK1"], genes["C9orf72"])
    <Gene C9orf72 HGNC:28337>
    """

    id: str
    _home: Home | None = attrs.field(init=False, eq=False, repr=False, default=None)

    catalog_name: ClassVar[str] = ""

    def __hash__(self) -> int:
        # Equal records have equal ids; hashing every field would cost much and add nothing.
        return hash((type(self), self.id))

    def __lt__(self, other: object) -> bool:
        return self._comes_before(other)

    def __le__(self, other: object) -> bool:
        return self._comes_before(other) if self != other else True

    def __gt__(self, other: object) -> bool:
        return self._comes_after(other)

    def __ge__(self, other: object) -> bool:
        return self._comes_after(other) if self != other else True

    def _comes_before(self, other: object) -> bool:
        key = self._key_of(other)
        return NotImplemented if key is None else self.id < key

    def _comes_after(self, other: object) -> bool:
        key = self._key_of(other)
        return NotImplemented if key is None else self.id > key

    def _key_of(self, other: object) -> str | None:
        """Return what `other` is ordered by, or None if it is no record."""
        if type(other) is type(self):
            return other.id
        if not isinstance(other, Record):
            return None
        own, kind = type(self).__name__, type(other).__name__
        msg = f"{self!r} and {other!r} have no order: {own} and {kind} are different kinds of record"
        raise InvalidTypeError(msg)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def __str__(self) -> str:
        return self.id

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        restorable = self._home is not None and self._home.restorable()
        values = {name: getattr(self, name) for name in names_of(type(self))}
        return _restore, (type(self), values, restorable)

    def names(self) -> Iterator[str]:
        """Yield the other names that the record answers to, besides its id.

        Yields
        ------
        str
            Aliases, titles, CURIEs and accession numbers.

        Examples
        --------
        >>> from alsfacts import genes
        >>> "HGNC:11179" in set(genes["SOD1"].names())
        True
        """
        yield from ()

    def describe(self) -> str:
        """Return the record as text: every field that is set, with links named.

        Returns
        -------
        str
            Lines of at most 88 columns, as far as words allow. A record without a knowledge
            base shows its links as ids.

        Examples
        --------
        >>> from alsfacts import hypotheses
        >>> for line in hypotheses["multistep"].describe().splitlines()[:4]:
        ...     print(line)
        multistep  Multistep process
          Several steps, of whatever kind, must come together before the disease begins.
          Factor: combined
          Extent: contributing
        """
        # By name: display lies above the model, and only showing needs it.
        text: str = import_module("alsfacts.display.records").record_text(self)
        return text

    def _repr_html_(self) -> str:
        text: str = import_module("alsfacts.display.html").record_html(self)
        return text

    @property
    def home(self) -> Home | None:
        """Knowledge base that resolves the links; None if the record belongs to none."""
        return self._home

    def _related(self, relation: str) -> Any:
        if self._home is None:
            msg = (
                f"{self!r} belongs to no knowledge base, so its {relation} cannot be looked up; "
                "take it from a catalog, or load it with alsfacts.load"
            )
            raise UnboundRecordError(msg)
        return self._home.related(self, relation)


def _restore(kind: type[Record], values: dict[str, Any], restorable: bool) -> Record:
    """Rebuild a pickled record: the bundled one itself where the content is the same."""
    record = kind(**values)
    if restorable:
        # By name: the bundle lies above the model.
        catalog = import_module("alsfacts.bundled").knowledge_base().catalog(kind.catalog_name)
        bundled = catalog.get(record.id)
        if bundled == record:
            return bundled
    return record


def _reject(value: Value, complaints: list[Complaint]) -> NoReturn:
    kind = type(value).__name__
    record = f"{kind} {value.id!r}" if isinstance(value, Record) else kind
    problems = tuple(Problem(message, record=record, field=field) for field, message in complaints)
    msg = f"{record} is not valid: {len(problems)} problem{'s' * (len(problems) > 1)}"
    raise DataError(msg, problems)

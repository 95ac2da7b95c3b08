"""What a status hangs on: the fewest sources without which it would be another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice

from alsfacts.vocabulary import Status

__all__ = ["smallest_flip"]

_MAXIMUM_TRIALS = 20_000


def smallest_flip(
    units: Iterable[str], status_without: Callable[[frozenset[str]], Status]
) -> tuple[str, ...] | None:
    """Return the smallest set of units without which a status changes.

    Parameters
    ----------
    units : iterable of str
        Source populations or groups that a decision rests on.
    status_without : callable
        Status of the claim when a set of units is left out.

    Returns
    -------
    tuple of str or None
        The units, in order of name; None if no set changes the status, or if none was
        found among the first 20,000 sets.

    Examples
    --------
    Two of three registers are enough, so two must be left out before the status changes:

    >>> def status_without(left_out):
    ...     return Status.UNDETERMINED if len(left_out) > 1 else Status.REFUTED
    >>> smallest_flip(["west", "north", "east"], status_without)
    ('east', 'north')
    """
    names = sorted(set(units))
    before = status_without(frozenset())
    for left_out in islice(_subsets(names), _MAXIMUM_TRIALS):
        if status_without(frozenset(left_out)) is not before:
            return left_out
    return None


def _subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(names) + 1):
        yield from combinations(names, size)

"""INDRA's belief that a statement is correct, from the sources that state it.

Source: sorgerlab/indra at aff5d49bf4b24446002bb12c9e6f5f7bd35b090e, SimpleScorer in
indra/belief/__init__.py and indra/resources/default_belief_probs.json.
Scope: statements that machines or curators took from texts. A source errs at random, less often
the more texts agree, and systematically, however many there are: a hundred papers read by one
machine never reach certainty. Support and opposition are not symmetric: what denies a statement
can only lower the belief in it, and without support the belief is 0.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from alsfacts.epidemiology.checks import ROUNDING, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen

__all__ = ["READER_ERRORS", "Belief", "SourceErrors", "belief"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SourceErrors(Frozen):
    """How often a source is wrong.

    Attributes
    ----------
    random : float
        Probability that one piece of evidence is wrong by chance.
    systematic : float
        Probability that the source is wrong whatever it states; with `random` at most 1.
    """

    random: float
    systematic: float

    def __attrs_post_init__(self) -> None:
        random = checked_number("random", self.random, 0, 1)
        systematic = checked_number("systematic", self.systematic, 0, 1)
        if random + systematic > 1 + ROUNDING:
            msg = f"random and systematic must be at most 1 together, got {random!r} and {systematic!r}"
            raise InvalidValueError(msg)


READER_ERRORS = SourceErrors(random=0.3, systematic=0.05)
"""INDRA's default for most machines that read texts; curated databases have their own."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Belief(Frozen):
    """Belief in a statement, and the parts that it is made of.

    Attributes
    ----------
    belief : float
        Probability that the support is right and the opposition wrong, from 0 to 1.
    support : float
        Probability that the supporting evidence is right.
    opposition : float
        Probability that the opposing evidence is right.
    ceiling : float
        Belief that the supporting sources approach with ever more evidence and no opposition.
    """

    belief: float
    support: float
    opposition: float
    ceiling: float


def belief(
    positive_sources: Iterable[str],
    negative_sources: Iterable[str] = (),
    *,
    errors: Mapping[str, SourceErrors],
) -> Belief:
    """Return the belief in a statement.

    Parameters
    ----------
    positive_sources : iterable of str
        Source of each piece of evidence for the statement, in any order.
    negative_sources : iterable of str
        Source of each piece of evidence that denies it.
    errors : mapping of str to SourceErrors
        Error rates of each source.

    Returns
    -------
    Belief
        Belief and its parts.

    Raises
    ------
    InvalidValueError
        If the error rates of a source are missing.
    InvalidTypeError
        If sources are no texts, or error rates are no SourceErrors.

    Examples
    --------
    >>> readers = {"reach": READER_ERRORS, "trips": READER_ERRORS}
    >>> round(belief(["reach", "trips"], errors=readers).belief, 4)
    0.8775
    >>> round(belief(["reach"] * 100, errors=readers).belief, 4)
    0.95
    """
    if not isinstance(errors, Mapping):
        msg = f"errors must map sources to SourceErrors, got {errors!r}"
        raise InvalidTypeError(msg)
    supporting = _counted("positive_sources", positive_sources, errors)
    opposing = _counted("negative_sources", negative_sources, errors)
    support, opposition = _probability(supporting, errors), _probability(opposing, errors)
    return Belief(
        belief=support * (1 - opposition),
        support=support,
        opposition=opposition,
        ceiling=1.0 - math.prod(errors[name].systematic for name in sorted(supporting)),
    )


def _counted(name: str, sources: object, errors: Mapping[str, SourceErrors]) -> Counter[str]:
    if isinstance(sources, str) or not isinstance(sources, Iterable):
        msg = f"{name} must be names of sources, got {sources!r}"
        raise InvalidTypeError(msg)
    counted: Counter[str] = Counter()
    for source in sources:
        if not isinstance(source, str):
            msg = f"{name} must be names of sources, got {source!r}"
            raise InvalidTypeError(msg)
        if source not in errors:
            msg = f"errors must hold the error rates of every source, but lack {source!r}"
            raise InvalidValueError(msg)
        if not isinstance(errors[source], SourceErrors):
            msg = f"errors[{source!r}] must be SourceErrors, got {errors[source]!r}"
            raise InvalidTypeError(msg)
        counted[source] += 1
    return counted


def _probability(counted: Counter[str], errors: Mapping[str, SourceErrors]) -> float:
    """Return the probability that at least one source is right, 0 without any."""
    # Sorted, so that the order in which evidence comes never moves the last digit.
    wrong = math.prod(
        errors[name].systematic + errors[name].random ** counted[name] for name in sorted(counted)
    )
    # Rates that add up to 1 can add up to a little more in floating point.
    return max(0.0, 1 - wrong)

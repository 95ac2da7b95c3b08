"""Names that come nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "suggest"]

_MAXIMUM_SUGGESTIONS = 3


def suggest(name: str, accepted: Iterable[str]) -> tuple[str, ...]:
    """Return the accepted names that come nearest to a mistyped one.

    Parameters
    ----------
    name : str
        What was asked for.
    accepted : iterable of str
        What could have been asked for.

    Returns
    -------
    tuple of str
        At most three names, best first; the letters' case does not matter.

    Examples
    --------
    >>> suggest("sod11", ["SOD1", "FUS", "SOD2"])
    ('SOD1', 'SOD2')
    """
    # Only errors pay for difflib.
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for candidate in accepted:
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(name.strip().casefold(), by_folded, n=_MAXIMUM_SUGGESTIONS, cutoff=0.6)
    return tuple(by_folded[match] for match in matches)


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of an error message that offers suggestions.

    Parameters
    ----------
    suggestions : tuple of str
        Names to offer.

    Returns
    -------
    str
        Such as ``"; did you mean 'SOD1'?"``, or nothing where there is none.

    Examples
    --------
    >>> did_you_mean(("SOD1", "SOD2"))
    "; did you mean 'SOD1', 'SOD2'?"
    """
    if not suggestions:
        return ""
    return "; did you mean " + ", ".join(repr(suggestion) for suggestion in suggestions) + "?"

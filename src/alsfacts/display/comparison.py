"""Plain text for a terminal: frameworks side by side."""

from __future__ import annotations

from collections.abc import Iterator

from alsfacts.display.text import DISCLAIMER, wrap
from alsfacts.scoring import Assessment, Comparison

__all__ = ["comparison_text"]

_NAME_WIDTH = 20


def comparison_text(comparison: Comparison) -> str:
    """Render frameworks side by side as text.

    Parameters
    ----------
    comparison : Comparison
        The comparison.

    Returns
    -------
    str
        What each framework says of each hypothesis, then the question, scope and caveats of
        each framework. Of a single hypothesis every part of the answers is shown.

    Examples
    --------
    >>> from alsfacts import compare
    >>> text = comparison_text(compare("autoimmune-contribution"))
    >>> print(text.splitlines()[0])
    Frameworks side by side, als
    >>> "  rose-bona           indirect" in text
    True
    """
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    names = comparison.hypothesis_ids
    yield f"Frameworks side by side, {comparison.disease_id}"
    yield from wrap(
        "Each answers a question of its own, so there is no average. None but the points feeds the verdict."
    )
    for name in names:
        yield ""
        yield name
        rows = [row for row in comparison.rows if row.hypothesis_id == name]
        for row in rows:
            if row.applies:
                yield from _entry(row.framework, row.result)
                if len(names) == 1:
                    for detail in row.details:
                        yield from wrap(detail, indent=_NAME_WIDTH + 4, hang=2)
        left = [f"{row.framework} ({row.result})" for row in rows if not row.applies]
        if left:
            yield from _entry("does not apply", "; ".join(left))
        yield from _entry("direction", comparison.agreement(name))
    yield ""
    yield "What each framework asks"
    for framework in dict.fromkeys(row.framework for row in comparison.rows):
        yield from _legend([row for row in comparison.rows if row.framework is framework])
    yield ""
    yield DISCLAIMER


def _legend(rows: list[Assessment]) -> Iterator[str]:
    row = rows[0]
    yield from _entry(row.framework, row.question)
    yield from wrap(f"Made for: {row.scope}", indent=_NAME_WIDTH + 2, hang=2)
    # A caveat that depends on the hypothesis is shown where there is one hypothesis only.
    shared = [text for text in _first_caveats(rows) if all(text in r.caveats for r in rows if r.applies)]
    for caveat in shared:
        yield from wrap(f"- {caveat}", indent=_NAME_WIDTH + 2, hang=2)


def _first_caveats(rows: list[Assessment]) -> tuple[str, ...]:
    return next((row.caveats for row in rows if row.applies), ())


def _entry(name: str, text: str) -> list[str]:
    first, *rest = wrap(text, indent=_NAME_WIDTH + 2)
    return [f"  {name:<{_NAME_WIDTH}}{first.strip()}", *rest]

"""Plain text for a terminal: known answers beside derived ones."""

from __future__ import annotations

from collections.abc import Iterator

from alsfacts.display.text import wrap
from alsfacts.scoring import Agreement, Calibration

__all__ = ["calibration_text"]


def calibration_text(calibration: Calibration) -> str:
    """Render known and derived answers as a table.

    Parameters
    ----------
    calibration : Calibration
        The calibration.

    Returns
    -------
    str
        One row a disease, then what points say of ClinGen's classes.

    Examples
    --------
    >>> from alsfacts import calibration
    >>> for line in calibration_text(calibration()).splitlines()[1:3]:
    ...     print(line)
      disease                      known       entirely genetic  purely autoimmune  answer
      huntington-disease           genetic     supported         refuted            agrees
    """
    return "\n".join(_lines(calibration))


def _lines(calibration: Calibration) -> Iterator[str]:
    yield "One rule, every disease: known answer beside derived answer"
    yield f"  {'disease':<29}{'known':<12}{'entirely genetic':<18}{'purely autoimmune':<19}answer"
    for entry in calibration.diseases:
        answer = entry.verdict
        known = str(entry.known or "asked")
        agreement = "" if entry.agreement is Agreement.NOT_KNOWN else str(entry.agreement)
        yield (
            f"  {entry.disease_id:<29}{known:<12}{answer.entirely_genetic.status:<18}"
            f"{answer.purely_autoimmune.status:<19}{agreement}"
        ).rstrip()
    yield from wrap(
        "The contrast diseases were at hand when the rule was written, so agreement is a fit and no "
        "validation.",
        indent=2,
    )
    found = calibration.curations
    yield ""
    yield f"ClinGen points against the experts' class, {found.curations} published curations"
    yield from wrap(
        f"Class by points, as published, computed again: {found.reproduced} of {found.printed}.", indent=2
    )
    for words, area in (
        ("Moderate, strong or definitive", found.likely_against_unlikely),
        ("Limited", found.limited_against_unlikely),
    ):
        if area is not None:
            yield from wrap(
                f"{words} pairs have more points than disputed or refuted ones in {area:.0%} of comparisons.",
                indent=2,
            )
    yield from wrap("A score of support alone cannot show contradiction: half of all is chance.", indent=2)

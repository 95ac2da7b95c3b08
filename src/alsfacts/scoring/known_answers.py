"""The same rule on diseases whose answer is known, and forecasts held against outcomes."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from importlib import import_module

import attrs

from alsfacts.bundled import base_for
from alsfacts.epidemiology.checks import checked_count, checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.scoring.curations import CurationCalibration, calibrate_curations
from alsfacts.scoring.judgement import Verdict, verdict
from alsfacts.scoring.policy import ScoringPolicy
from alsfacts.vocabulary import KnownAnswer, Status, Term

__all__ = [
    "Agreement",
    "Calibration",
    "CalibrationReport",
    "DiseaseCalibration",
    "ReliabilityBin",
    "calibration",
    "calibration_report",
]


class Agreement(Term):
    """How a derived answer stands to a known one."""

    AGREES = "agrees", "The rule gives the known answer."
    DISAGREES = "disagrees", "The rule gives another answer."
    OPEN = "open", "The rule gives no answer."
    NOT_KNOWN = "not-known", "There is no known answer to compare with."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DiseaseCalibration(Frozen):
    """Known and derived answer for one disease.

    Attributes
    ----------
    disease_id, disease_name : str
        The disease.
    known : KnownAnswer or None
        What is known of its cause; None where that is the question.
    why : str or None
        Grounds of the known answer.
    verdict : Verdict
        What the rule derives.
    agreement : Agreement
        How the two stand to each other.
    """

    disease_id: str
    disease_name: str
    known: KnownAnswer | None
    why: str | None
    verdict: Verdict
    agreement: Agreement


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Calibration(Frozen):
    """The policy on every disease of a knowledge base; prints as a table.

    The contrast diseases were at hand when the rule was written, so agreement is a fit and no
    validation. The known answers are those of the profiles, each with its grounds.

    Attributes
    ----------
    diseases : tuple of DiseaseCalibration
        One a disease, those with a known answer first.
    curations : CurationCalibration
        Points against final class over published ClinGen curations.
    policy : ScoringPolicy
        The policy.
    """

    diseases: tuple[DiseaseCalibration, ...]
    curations: CurationCalibration
    policy: ScoringPolicy

    def count(self, agreement: Agreement) -> int:
        """Count the diseases with one agreement.

        Parameters
        ----------
        agreement : Agreement
            Such as ``Agreement.AGREES``.

        Returns
        -------
        int
            Number of diseases.

        Examples
        --------
        >>> import alsfacts
        >>> alsfacts.calibration().count(Agreement.DISAGREES)
        0
        """
        return sum(entry.agreement is agreement for entry in self.diseases)

    def __str__(self) -> str:
        # By name: display lies above scoring, and only printing needs it.
        text: str = import_module("alsfacts.display.calibration").calibration_text(self)
        return text

    def _repr_html_(self) -> str:
        text: str = import_module("alsfacts.display.html_scores").calibration_html(self)
        return text

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.count(word)} {word}" for word in Agreement)
        return f"<Calibration of {len(self.diseases)} diseases: {counts}>"


def calibration(
    *, policy: ScoringPolicy | None = None, knowledge_base: KnowledgeBase | None = None
) -> Calibration:
    """Apply one policy to every disease, and put known answers beside derived ones.

    Parameters
    ----------
    policy : ScoringPolicy, optional
        The policy; the default one if left out.
    knowledge_base : KnowledgeBase, optional
        Where the diseases are; the bundled one if left out.

    Returns
    -------
    Calibration
        Known and derived answers, wrong and open ones included.

    Raises
    ------
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> import alsfacts
    >>> alsfacts.calibration()
    <Calibration of 8 diseases: 5 agrees, 0 disagrees, 2 open, 1 not-known>
    """
    kb = base_for(knowledge_base)
    entries = []
    for disease in kb.diseases:
        answer = verdict(disease, policy=policy, knowledge_base=kb)
        entries.append(
            DiseaseCalibration(
                disease_id=disease.id,
                disease_name=disease.name,
                known=disease.known_answer,
                why=disease.why,
                verdict=answer,
                agreement=_agreement(disease.known_answer, answer),
            )
        )
    return Calibration(
        diseases=tuple(sorted(entries, key=lambda entry: (entry.known is None, entry.disease_id))),
        curations=calibrate_curations(),
        policy=ScoringPolicy() if policy is None else policy,
    )


def _agreement(known: KnownAnswer | None, answer: Verdict) -> Agreement:
    if known is None:
        return Agreement.NOT_KNOWN
    if answer.neither is None:
        return Agreement.OPEN
    derived = {
        word
        for word, claim in (
            (KnownAnswer.GENETIC, answer.entirely_genetic),
            (KnownAnswer.AUTOIMMUNE, answer.purely_autoimmune),
        )
        if claim.status is Status.SUPPORTED
    } or {KnownAnswer.MIXED}
    return Agreement.AGREES if known in derived else Agreement.DISAGREES


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ReliabilityBin(Frozen):
    """Forecasts of about the same probability, and how often the event came.

    Attributes
    ----------
    lower, upper : float
        Ends of the bin; the upper one belongs to the last bin only.
    count : int
        Forecasts in it.
    forecast : float
        Their mean.
    observed : float
        Share of them whose event came.
    """

    lower: float
    upper: float
    count: int
    forecast: float
    observed: float


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CalibrationReport(Frozen):
    """How well probabilities foretell outcomes.

    Attributes
    ----------
    count : int
        Forecasts.
    brier_score : float
        Mean squared difference of probability and outcome: 0 is perfect, 0.25 is a coin.
    bins : tuple of ReliabilityBin
        Bins with at least one forecast, lowest first.
    expected_calibration_error : float
        Mean distance of forecast and observed share over the bins, weighted by count.
    """

    count: int
    brier_score: float
    bins: tuple[ReliabilityBin, ...]
    expected_calibration_error: float


def calibration_report(labelled: Iterable[tuple[float, bool]], *, bins: int = 10) -> CalibrationReport:
    """Hold probabilities against outcomes that are known.

    For users who have labels of their own, such as posteriors of a prior that they chose and
    hypotheses settled since. There are none for the hypotheses on ALS, which is why alsfacts
    prints points and no percentages.

    Parameters
    ----------
    labelled : iterable of (float, bool)
        Probability from 0 to 1, and whether the event came.
    bins : int
        Bins of equal width, from 1 to 1,000.

    Returns
    -------
    CalibrationReport
        Brier score (Brier 1950) and reliability bins.

    Raises
    ------
    InvalidValueError
        If there is no forecast, a probability lies outside 0 to 1, or `bins` is out of range.
    InvalidTypeError
        If an item is no pair, a probability no number, or an outcome no truth value.

    Examples
    --------
    >>> report = calibration_report([(0.9, True), (0.8, True), (0.3, False), (0.1, False)], bins=2)
    >>> round(report.brier_score, 4)
    0.0375
    >>> [(found.count, found.observed) for found in report.bins]
    [(2, 0.0), (2, 1.0)]
    """
    checked_number("bins", checked_count("bins", bins, lowest=1), highest=1000)
    pairs = [_pair(item) for item in labelled]
    if not pairs:
        msg = "labelled must hold at least one pair of probability and outcome"
        raise InvalidValueError(msg)
    # Compared with the ends that are shown: 0.29 * 100 is a little less than 29.
    ends = [place / bins for place in range(1, bins)]
    found: dict[int, list[tuple[float, bool]]] = {}
    for probability, outcome in pairs:
        found.setdefault(bisect_right(ends, probability), []).append((probability, outcome))
    reliability = tuple(
        ReliabilityBin(
            lower=place / bins,
            upper=(place + 1) / bins,
            count=len(held),
            forecast=math.fsum(probability for probability, _ in held) / len(held),
            observed=sum(outcome for _, outcome in held) / len(held),
        )
        for place, held in sorted(found.items())
    )
    return CalibrationReport(
        count=len(pairs),
        brier_score=math.fsum((probability - outcome) ** 2 for probability, outcome in pairs) / len(pairs),
        bins=reliability,
        expected_calibration_error=math.fsum(
            one.count * abs(one.forecast - one.observed) for one in reliability
        )
        / len(pairs),
    )


def _pair(item: object) -> tuple[float, bool]:
    if not isinstance(item, tuple | list) or len(item) != 2:  # noqa: PLR2004 - a pair
        msg = f"labelled must hold pairs of probability and outcome, got {item!r}"
        raise InvalidTypeError(msg)
    probability, outcome = item
    if not isinstance(outcome, bool):
        msg = f"the outcome of labelled must be True or False, got {outcome!r}"
        raise InvalidTypeError(msg)
    return checked_number("the probability of labelled", probability, 0, 1), outcome

"""GRADE: certainty in the estimate of one effect, from one body of evidence.

Sources: the table of the approach, PMC6692166/table/T1 (upgrades are "usually only applicable
to observational studies without any reason for rating down") and
bmjopen.bmj.com/highwire/markup/215908/expansion; thresholds of a large effect: GRADE guidelines 9,
Rating up the quality of evidence, doi 10.1016/j.jclinepi.2011.06.004.
Scope: one rating for a body of evidence and an outcome, never for a single study of several.
GRADE rates an estimate. A finding in animals or cells enters as indirectness of evidence about
people; that reading is a choice of alsfacts. The domains are judged by a person, never computed.
"""

from __future__ import annotations

import attrs

from alsfacts.epidemiology.checks import checked_number
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import OrderedTerm, Term

__all__ = [
    "DEFAULT_SETTINGS",
    "GRADE_SCOPE",
    "BodyOfEvidence",
    "Certainty",
    "Concern",
    "GradeRating",
    "GradeReason",
    "GradeSettings",
    "GradeStep",
    "StartingDesign",
    "certainty",
]

GRADE_SCOPE = (
    "One body of evidence and one outcome; not a single study, and not a hypothesis without an effect."
)
"""What a rating is of."""


class StartingDesign(Term):
    """What the studies of a body of evidence are."""

    RANDOMISED = "randomised", "Randomised trials: certainty starts high."
    OBSERVATIONAL = "observational", "Observational studies: certainty starts low."


class Certainty(OrderedTerm):
    """Certainty that the estimate is close to the true effect, lowest first."""

    VERY_LOW = "very low", "Very little certainty in the estimate."
    LOW = "low", "Low certainty in the estimate."
    MODERATE = "moderate", "Moderate certainty in the estimate."
    HIGH = "high", "High certainty in the estimate."


class Concern(OrderedTerm):
    """How serious the concern in a domain is; each step takes one level."""

    NONE = "none", "No reason to rate down."
    SERIOUS = "serious", "One level down; for publication bias: likely."
    VERY_SERIOUS = "very serious", "Two levels down; for publication bias: very likely."


class GradeReason(Term):
    """Reasons to rate down, then reasons to rate up."""

    RISK_OF_BIAS = "risk-of-bias", "Flaws in how the studies were done."
    INCONSISTENCY = "inconsistency", "Results differ without explanation."
    INDIRECTNESS = "indirectness", "People, exposure or outcome are not those asked about."
    IMPRECISION = "imprecision", "Few events or a wide interval."
    PUBLICATION_BIAS = "publication-bias", "Studies with other results are likely missing."
    LARGE_EFFECT = "large-effect", "The effect is at least two-fold, or five-fold."
    DOSE_RESPONSE = "dose-response", "More exposure goes with more effect."
    OPPOSING_CONFOUNDING = (
        "opposing-confounding",
        "All plausible confounding would reduce the effect, or fake one where none is seen.",
    )


_DOMAINS = (
    GradeReason.RISK_OF_BIAS,
    GradeReason.INCONSISTENCY,
    GradeReason.INDIRECTNESS,
    GradeReason.IMPRECISION,
    GradeReason.PUBLICATION_BIAS,
)


def _field_of(domain: GradeReason) -> str:
    return domain.value.replace("-", "_")


def _check_flag(name: str, value: object) -> None:
    if not isinstance(value, bool):
        msg = f"{name} must be True or False, got {value!r}"
        raise InvalidTypeError(msg)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GradeSettings(Frozen):
    """What GRADE leaves to judgement.

    Attributes
    ----------
    large_effect, very_large_effect : float
        Ratio from which an effect, or a protection, raises by one level and by two.
    upgrade_randomised : bool
        Whether randomised evidence may be rated up, too.
    upgrade_after_rating_down : bool
        Whether evidence may be rated up although something rates it down.
    """

    large_effect: float = 2.0
    very_large_effect: float = 5.0
    upgrade_randomised: bool = False
    upgrade_after_rating_down: bool = False

    def __attrs_post_init__(self) -> None:
        large = checked_number("large_effect", self.large_effect, lowest=1, open_ends=True)
        checked_number("very_large_effect", self.very_large_effect, lowest=large)
        _check_flag("upgrade_randomised", self.upgrade_randomised)
        _check_flag("upgrade_after_rating_down", self.upgrade_after_rating_down)


DEFAULT_SETTINGS = GradeSettings()
"""Thresholds and the strict reading of when evidence is rated up."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BodyOfEvidence(Frozen):
    """All studies of one effect on one outcome, as judged by a person.

    Attributes
    ----------
    outcome : str
        The outcome whose effect is rated, such as ``"ALS after head injury"``.
    start : StartingDesign
        What the studies are.
    risk_of_bias, inconsistency, indirectness, imprecision, publication_bias : Concern
        Concern in each domain.
    relative_effect : float or None
        Pooled ratio (risk, odds or hazard ratio), above 0; None where there is none.
    dose_response : bool
        Whether there is a dose-response gradient.
    opposing_confounding : bool
        Whether all plausible confounding works against what was found.
    evidence_ids : tuple of str
        Findings that make up the body.
    """

    outcome: str
    start: StartingDesign
    risk_of_bias: Concern = Concern.NONE
    inconsistency: Concern = Concern.NONE
    indirectness: Concern = Concern.NONE
    imprecision: Concern = Concern.NONE
    publication_bias: Concern = Concern.NONE
    relative_effect: float | None = None
    dose_response: bool = False
    opposing_confounding: bool = False
    evidence_ids: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.outcome, str):
            msg = f"outcome must be text, got {self.outcome!r}"
            raise InvalidTypeError(msg)
        if not self.outcome.strip():
            msg = "outcome must say what is rated: GRADE rates one outcome at a time"
            raise InvalidValueError(msg)
        if not isinstance(self.start, StartingDesign):
            msg = f"start must be a member of StartingDesign, got {self.start!r}"
            raise InvalidTypeError(msg)
        for domain in _DOMAINS:
            concern = self.concern(domain)
            if not isinstance(concern, Concern):
                msg = f"{_field_of(domain)} must be a member of Concern, got {concern!r}"
                raise InvalidTypeError(msg)
        if self.relative_effect is not None:
            checked_number("relative_effect", self.relative_effect, lowest=0, open_ends=True)
        _check_flag("dose_response", self.dose_response)
        _check_flag("opposing_confounding", self.opposing_confounding)
        if not isinstance(self.evidence_ids, tuple) or not all(
            isinstance(identifier, str) for identifier in self.evidence_ids
        ):
            msg = f"evidence_ids must be a tuple of text, got {self.evidence_ids!r}"
            raise InvalidTypeError(msg)

    def concern(self, domain: GradeReason) -> Concern:
        """Return the concern in a domain.

        Parameters
        ----------
        domain : GradeReason
            One of the five reasons to rate down.

        Returns
        -------
        Concern
            The concern.

        Raises
        ------
        InvalidValueError
            If it is no reason to rate down.

        Examples
        --------
        >>> body = BodyOfEvidence(
        ...     outcome="ALS", start=StartingDesign.OBSERVATIONAL, imprecision=Concern.SERIOUS
        ... )
        >>> body.concern(GradeReason.IMPRECISION)
        <Concern.SERIOUS: 'serious'>
        """
        if domain not in _DOMAINS:
            msg = f"domain must be one of {', '.join(_DOMAINS)}, got {domain!r}"
            raise InvalidValueError(msg)
        concern: Concern = getattr(self, _field_of(domain))
        return concern


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GradeStep(Frozen):
    """One reason to rate down or up.

    Attributes
    ----------
    reason : GradeReason
        The reason.
    levels : int
        Levels it moves the certainty by; negative is down.
    counted : bool
        Whether it was applied; an upgrade that GRADE does not allow here was not.
    """

    reason: GradeReason
    levels: int
    counted: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GradeRating(Frozen):
    """Certainty in one estimate, with the way to it.

    Attributes
    ----------
    outcome : str
        The outcome.
    start : Certainty
        Where the design starts.
    certainty : Certainty
        Where the steps end.
    steps : tuple of GradeStep
        Every reason that applies, those not counted included.
    evidence_ids : tuple of str
        Findings that make up the body of evidence.
    scope : str
        What a rating is of.
    """

    outcome: str
    start: Certainty
    certainty: Certainty
    steps: tuple[GradeStep, ...]
    evidence_ids: tuple[str, ...] = ()
    scope: str = attrs.field(default=GRADE_SCOPE, init=False)


def certainty(body: BodyOfEvidence, *, settings: GradeSettings = DEFAULT_SETTINGS) -> GradeRating:
    """Rate the certainty in the effect that a body of evidence estimates.

    Parameters
    ----------
    body : BodyOfEvidence
        The judged body of evidence.
    settings : GradeSettings
        Thresholds of a large effect, and when rating up is allowed.

    Returns
    -------
    GradeRating
        Certainty, never above high or below very low, with every step.

    Raises
    ------
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> cohort_studies = BodyOfEvidence(
    ...     outcome="ALS", start=StartingDesign.OBSERVATIONAL, relative_effect=0.4
    ... )
    >>> certainty(cohort_studies).certainty
    <Certainty.MODERATE: 'moderate'>
    """
    if not isinstance(body, BodyOfEvidence):
        msg = f"body must be a BodyOfEvidence, got {body!r}"
        raise InvalidTypeError(msg)
    if not isinstance(settings, GradeSettings):
        msg = f"settings must be GradeSettings, got {settings!r}"
        raise InvalidTypeError(msg)
    down = [
        GradeStep(reason=domain, levels=-body.concern(domain).rank, counted=True)
        for domain in _DOMAINS
        if body.concern(domain) is not Concern.NONE
    ]
    allowed = (body.start is StartingDesign.OBSERVATIONAL or settings.upgrade_randomised) and (
        not down or settings.upgrade_after_rating_down
    )
    steps = (*down, *_upgrades(body, settings, counted=allowed))
    start = Certainty.HIGH if body.start is StartingDesign.RANDOMISED else Certainty.LOW
    rank = start.rank + sum(step.levels for step in steps if step.counted)
    return GradeRating(
        outcome=body.outcome,
        start=start,
        certainty=list(Certainty)[min(max(rank, Certainty.VERY_LOW.rank), Certainty.HIGH.rank)],
        steps=steps,
        evidence_ids=body.evidence_ids,
    )


def _upgrades(body: BodyOfEvidence, settings: GradeSettings, *, counted: bool) -> list[GradeStep]:
    levels = {
        GradeReason.LARGE_EFFECT: _effect_levels(body.relative_effect, settings),
        GradeReason.DOSE_RESPONSE: int(body.dose_response),
        GradeReason.OPPOSING_CONFOUNDING: int(body.opposing_confounding),
    }
    return [
        GradeStep(reason=reason, levels=step, counted=counted) for reason, step in levels.items() if step > 0
    ]


def _effect_levels(effect: float | None, settings: GradeSettings) -> int:
    if effect is None:
        return 0
    # A two-fold reduction counts like a two-fold increase.
    return sum(
        effect >= least or effect <= 1 / least
        for least in (settings.large_effect, settings.very_large_effect)
    )

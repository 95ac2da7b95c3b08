"""The criteria of Rose and Bona for autoimmune diseases, as kinds of proof.

Source: Rose NR, Bona C, Defining criteria for autoimmune diseases (Witebsky's postulates
revisited), Immunology Today 1993. Observation list: PMC3286883, doi 10.1155/2012/736384.
Scope: whether a disease is autoimmune. No points and no sum: the classes are kinds of
proof, not amounts. Choices of alsfacts, written down in the method page: only transfer of
the disease itself is direct; in-vitro items are suggestive; a failed trial of
immunosuppression is reported and refutes nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import attrs

from alsfacts.errors import InvalidTypeError
from alsfacts.frozen import Frozen
from alsfacts.vocabulary import Observation, RoseBonaStatus

__all__ = ["OBSERVATION_CLASSES", "ObservationRecord", "RoseBonaAssessment", "assess"]

OBSERVATION_CLASSES: dict[Observation, RoseBonaStatus] = {
    Observation.PASSIVE_TRANSFER_OF_DISEASE: RoseBonaStatus.DIRECT,
    Observation.T_CELL_TRANSFER: RoseBonaStatus.DIRECT,
    Observation.REPRODUCTION_BY_IMMUNISATION: RoseBonaStatus.INDIRECT,
    Observation.REPRODUCTION_BY_IDIOTYPES: RoseBonaStatus.INDIRECT,
    Observation.SPONTANEOUS_ANIMAL_MODEL: RoseBonaStatus.INDIRECT,
    Observation.DYSREGULATION_MODEL: RoseBonaStatus.INDIRECT,
    Observation.PASSIVE_TRANSFER_OF_A_FEATURE: RoseBonaStatus.SUGGESTIVE,
    Observation.AUTOANTIBODY_ALTERS_FUNCTION: RoseBonaStatus.SUGGESTIVE,
    Observation.LOCALISED_ANTIBODY: RoseBonaStatus.SUGGESTIVE,
    Observation.IMMUNE_COMPLEXES: RoseBonaStatus.SUGGESTIVE,
    Observation.T_CELL_PROLIFERATION: RoseBonaStatus.SUGGESTIVE,
    Observation.CYTOTOXICITY: RoseBonaStatus.SUGGESTIVE,
    Observation.ANTIGEN_IDENTIFIED: RoseBonaStatus.CIRCUMSTANTIAL,
    Observation.AUTOANTIBODIES: RoseBonaStatus.CIRCUMSTANTIAL,
    Observation.OTHER_AUTOIMMUNE_DISEASE: RoseBonaStatus.CIRCUMSTANTIAL,
    Observation.HLA_ASSOCIATION: RoseBonaStatus.CIRCUMSTANTIAL,
    Observation.LYMPHOCYTIC_INFILTRATION: RoseBonaStatus.CIRCUMSTANTIAL,
    Observation.RESPONSE_TO_IMMUNOSUPPRESSION: RoseBonaStatus.CIRCUMSTANTIAL,
}
"""Kind of proof that each observation gives when it is met."""

_OBSERVATIONS = {word: place for place, word in enumerate(Observation)}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ObservationRecord(Frozen):
    """An observation that a study made, or looked for and did not make.

    Attributes
    ----------
    observation : Observation
        What was looked for.
    met : bool
        Whether it was found.
    evidence_id : str
        The finding.
    group : str
        Laboratory or consortium.
    """

    observation: Observation
    met: bool
    evidence_id: str = ""
    group: str = ""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.observation, Observation):
            msg = f"observation must be a member of Observation, got {self.observation!r}"
            raise InvalidTypeError(msg)
        if not isinstance(self.met, bool):
            msg = f"met must be True or False, got {self.met!r}"
            raise InvalidTypeError(msg)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RoseBonaAssessment(Frozen):
    """Kind of proof of autoimmunity, and what stands behind it.

    Attributes
    ----------
    status : RoseBonaStatus
        Highest kind of proof with an observation that is met.
    met, not_met, contested, untested : tuple of Observation
        Observations found; looked for and not found; both; never looked for.
    deciding : tuple of ObservationRecord
        Met observations of the highest kind.
    """

    status: RoseBonaStatus
    met: tuple[Observation, ...]
    not_met: tuple[Observation, ...]
    contested: tuple[Observation, ...]
    untested: tuple[Observation, ...]
    deciding: tuple[ObservationRecord, ...]

    @property
    def rests_on_one_group(self) -> bool:
        """Whether a single laboratory carries the status."""
        return len({record.group for record in self.deciding}) == 1


def assess(observations: Iterable[ObservationRecord]) -> RoseBonaAssessment:
    """Assess which kind of proof of autoimmunity is met.

    Parameters
    ----------
    observations : iterable of ObservationRecord
        What studies looked for.

    Returns
    -------
    RoseBonaAssessment
        Highest kind of proof that is met, with what is not met, contested and untested.

    Examples
    --------
    >>> from alsfacts.vocabulary import Observation
    >>> found = ObservationRecord(observation=Observation.AUTOANTIBODIES, met=True)
    >>> assess([found]).status
    <RoseBonaStatus.CIRCUMSTANTIAL: 'circumstantial'>
    """
    records = tuple(observations)
    found = {record.observation for record in records if record.met}
    missed = {record.observation for record in records if not record.met}
    status = max((OBSERVATION_CLASSES[word] for word in found), default=RoseBonaStatus.NONE)
    return RoseBonaAssessment(
        status=status,
        met=_listed(found - missed),
        not_met=_listed(missed - found),
        contested=_listed(found & missed),
        untested=_listed(_OBSERVATIONS.keys() - found - missed),
        deciding=tuple(
            record for record in records if record.met and OBSERVATION_CLASSES[record.observation] is status
        ),
    )


def _listed(words: AbstractSet[Observation]) -> tuple[Observation, ...]:
    return tuple(sorted(words, key=_OBSERVATIONS.__getitem__))

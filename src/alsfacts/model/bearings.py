"""How a finding speaks to hypotheses."""

import attrs

from alsfacts.model.base import Value, identifier
from alsfacts.vocabulary import Direction, Directness, Line, Observation, Viewpoint

__all__ = ["Bearing", "LineOverride", "ObservationResult"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ObservationResult(Value):
    """Whether an observation of the Rose-Bona list was made.

    Attributes
    ----------
    observation : Observation
        What was looked for.
    met : bool
        Whether it was found.
    """

    observation: Observation
    met: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bearing(Value):
    """How a finding speaks to a hypothesis.

    Attributes
    ----------
    hypothesis_id : str
        The hypothesis.
    direction : Direction
        For, against or neither.
    directness : Directness
        How directly.
    viewpoints : tuple of Viewpoint
        Bradford Hill viewpoints that the finding touches.
    observation : ObservationResult or None
        Observation of the Rose-Bona list, only for autoimmune hypotheses.
    why : str
        The reason, in one sentence.
    """

    hypothesis_id: str = identifier("slug")
    direction: Direction
    directness: Directness
    viewpoints: tuple[Viewpoint, ...] = ()
    observation: ObservationResult | None = None
    why: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LineOverride(Value):
    """A line of evidence other than the one that the design implies.

    Attributes
    ----------
    line : Line
        The line to use.
    why : str
        The reason.
    """

    line: Line
    why: str

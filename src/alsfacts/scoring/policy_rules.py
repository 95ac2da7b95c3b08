"""What a policy says of each design, line of evidence and directness; and its default rules."""

from collections.abc import Iterator

import attrs

from alsfacts.model.base import Complaint, Value, number, ratio_field
from alsfacts.vocabulary import Design, Directness, Line, Term

__all__ = [
    "DESIGN_RULES",
    "DIRECTNESS_RULES",
    "HIGHEST_TIER",
    "LINE_RULES",
    "LOWEST_TIER",
    "MOST_POINTS",
    "DesignRule",
    "DirectnessRule",
    "LineRule",
    "NullWithoutInterval",
    "SynthesisMode",
]

LOWEST_TIER = -2
HIGHEST_TIER = 4

# Points, ceilings and what is drawn from them stay far from the limits of floating point.
MOST_POINTS = 1e6


class SynthesisMode(Term):
    """What counts where a synthesis and the studies that it pools are both bundled."""

    REPLACE = "replace", "The synthesis counts; its members are dropped."
    EXCLUDE = "exclude", "The members count; the synthesis is dropped."


class NullWithoutInterval(Term):
    """How a null result counts whose source prints no confidence interval."""

    RATE_DOWN = "rate-down", "It counts, two tiers lower."
    UNINFORMATIVE = "uninformative", "It does not count."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DesignRule(Value):
    """Tier of a study design.

    Attributes
    ----------
    design : Design
        The design.
    line : Line or None
        Line of evidence; None where the pooled design decides.
    start, maximum : int
        Tier to begin with, and the highest that steps can reach.
    observational : bool
        Whether a large effect or a gradient may raise the tier (GRADE).
    small_below : int or None
        A study of fewer people is small and loses a tier; None where size does not matter.
    """

    design: Design
    line: Line | None
    start: int = number(0, HIGHEST_TIER)
    maximum: int = number(0, HIGHEST_TIER)
    observational: bool = False
    small_below: int | None = number(1, default=None)

    def _contradictions(self) -> Iterator[Complaint]:
        if self.start > self.maximum:
            yield "start", f"tier {self.start} lies above the maximum {self.maximum}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LineRule(Value):
    """Ceiling of a line of evidence, in points.

    Attributes
    ----------
    line : Line
        The line.
    ceiling : float
        The net of direct evidence in this line stays below it, in size; at most 1,000,000.
    """

    line: Line
    ceiling: float = number(0, MOST_POINTS)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DirectnessRule(Value):
    """What a directness costs.

    Attributes
    ----------
    directness : Directness
        The directness.
    steps : int
        Tiers lost.
    factor : float
        Share of the line's ceiling.
    """

    directness: Directness
    steps: int = number(-HIGHEST_TIER, 0)
    factor: float = ratio_field()


_GENETIC, _OBSERVED = Line.HUMAN_GENETIC, Line.HUMAN_OBSERVATION
_INTERVENTION, _TISSUE, _MODEL, _NARRATIVE = (
    Line.HUMAN_INTERVENTION,
    Line.HUMAN_TISSUE,
    Line.MODEL,
    Line.NARRATIVE,
)


def _rule(
    design: Design,
    line: Line | None,
    start: int,
    maximum: int,
    *,
    observational: bool = False,
    small: int = 0,
) -> DesignRule:
    return DesignRule(
        design=design,
        line=line,
        start=start,
        maximum=maximum,
        observational=observational,
        small_below=small or None,
    )


DESIGN_RULES = (
    _rule(Design.RANDOMISED_TRIAL, _INTERVENTION, 3, 4, small=50),
    _rule(Design.OPEN_LABEL_TRIAL, _INTERVENTION, 1, 2),
    _rule(Design.META_ANALYSIS, None, 3, 4),
    _rule(Design.SYSTEMATIC_REVIEW, None, 2, 3),
    _rule(Design.TWIN_STUDY, _GENETIC, 3, 4, small=50),
    _rule(Design.GWAS, _GENETIC, 3, 4, small=1000),
    _rule(Design.RARE_VARIANT_BURDEN, _GENETIC, 3, 4, observational=True, small=500),
    _rule(Design.FAMILY_LINKAGE, _GENETIC, 3, 4),
    _rule(Design.SEQUENCING_COHORT, _GENETIC, 2, 3, observational=True, small=100),
    _rule(Design.GENOTYPE_SURVEY, _GENETIC, 2, 3, observational=True, small=100),
    _rule(Design.PENETRANCE_MODEL, _GENETIC, 2, 3),
    _rule(Design.MENDELIAN_RANDOMISATION, _GENETIC, 2, 3),
    _rule(Design.REGISTRY_INCIDENCE, _OBSERVED, 2, 3, observational=True, small=100),
    _rule(Design.COHORT, _OBSERVED, 2, 3, observational=True, small=100),
    _rule(Design.CASE_CONTROL, _OBSERVED, 1, 3, observational=True, small=100),
    _rule(Design.CROSS_SECTIONAL, _OBSERVED, 1, 2, observational=True, small=100),
    _rule(Design.CASE_SERIES, _OBSERVED, 1, 1, observational=True),
    _rule(Design.AUTOPSY, _TISSUE, 1, 2, observational=True, small=10),
    _rule(Design.BIOMARKER, _TISSUE, 1, 2, observational=True, small=30),
    _rule(Design.ANIMAL_MODEL, _MODEL, 1, 2),
    _rule(Design.FUNCTIONAL_ASSAY, _MODEL, 1, 2),
    _rule(Design.CELL_MODEL, _MODEL, 1, 2),
    _rule(Design.ENVIRONMENTAL_SAMPLE, _MODEL, 1, 1),
    _rule(Design.REVIEW, _NARRATIVE, 0, 0),
    _rule(Design.GENETIC_REVIEW, _NARRATIVE, 0, 0),
    _rule(Design.GUIDELINE, _NARRATIVE, 0, 0),
)

LINE_RULES = (
    LineRule(line=Line.HUMAN_GENETIC, ceiling=12.0),
    LineRule(line=Line.HUMAN_INTERVENTION, ceiling=12.0),
    LineRule(line=Line.HUMAN_OBSERVATION, ceiling=8.0),
    LineRule(line=Line.HUMAN_TISSUE, ceiling=6.0),
    LineRule(line=Line.MODEL, ceiling=6.0),
    LineRule(line=Line.NARRATIVE, ceiling=0.0),
)

DIRECTNESS_RULES = (
    DirectnessRule(directness=Directness.DIRECT, steps=0, factor=1.0),
    DirectnessRule(directness=Directness.INDIRECT, steps=-1, factor=0.5),
    DirectnessRule(directness=Directness.CIRCUMSTANTIAL, steps=-2, factor=0.25),
)

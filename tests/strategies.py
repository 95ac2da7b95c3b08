"""Hypothesis strategies for evidence lines, policies and rule inputs."""

from __future__ import annotations

from hypothesis import strategies as st

from alsfacts.scoring import EvidenceLine, ScoringPolicy
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER, LineRule
from alsfacts.scoring.rules import AutoimmuneProof, BoundInput, ShareInput
from alsfacts.vocabulary import Direction, Directness, Line, Quantity, Role, RoseBonaStatus

SIGNS = (Direction.SUPPORTS, Direction.DISPUTES)
SCORED_LINES = tuple(line for line in Line if line is not Line.NARRATIVE)

tiers = st.integers(LOWEST_TIER, HIGHEST_TIER)
points = st.floats(0, 1e6, allow_nan=False)


@st.composite
def evidence_line_lists(draw: st.DrawFn, max_size: int = 12) -> list[EvidenceLine]:
    """Lines as sound data gives them: a finding has one cohort, a cohort one consortium."""
    size = draw(st.integers(0, max_size))
    lines = []
    for _ in range(size):
        number = draw(st.integers(0, 5))
        cohort = number % 4
        lines.append(
            EvidenceLine(
                evidence_id=f"e{number}",
                direction=draw(st.sampled_from(SIGNS)),
                line=SCORED_LINES[number % len(SCORED_LINES)] if draw(st.booleans()) else Line.MODEL,
                directness=draw(st.sampled_from(list(Directness))),
                tier=draw(tiers),
                cohort=f"c{cohort}",
                consortium=f"g{cohort % 2}",
            )
        )
    return lines


@st.composite
def policies(draw: st.DrawFn) -> ScoringPolicy:
    steps = sorted(draw(st.lists(st.floats(0, 16), min_size=7, max_size=7)))
    return ScoringPolicy(
        tier_points=tuple(steps),
        consortium_discount=draw(st.floats(0, 1)),
        lines=tuple(LineRule(line=line, ceiling=draw(st.floats(0, 50))) for line in Line),
    )


shares_of_one = st.floats(0, 1)
populations = st.sampled_from(["north", "south", "east"])


@st.composite
def bounds(draw: st.DrawFn) -> BoundInput:
    lower, upper = sorted((draw(shares_of_one), draw(shares_of_one)))
    quantity = draw(st.sampled_from(list(Quantity)))
    if quantity is Quantity.STEPS_REMAINING:
        lower, upper = lower * 6, upper * 6
    return BoundInput(
        quantity=quantity,
        lower=lower,
        upper=upper,
        population=draw(populations),
        direct=quantity in (Quantity.HERITABILITY, Quantity.MZ_CONCORDANCE),
        pairs=draw(st.none() | st.integers(0, 60)),
        evidence_id=draw(st.sampled_from(["a", "b", "c"])),
    )


@st.composite
def case_shares(draw: st.DrawFn) -> ShareInput:
    lower, upper = sorted((draw(shares_of_one), draw(shares_of_one)))
    return ShareInput(
        lower=lower,
        upper=upper,
        n=draw(st.integers(1, 2000)),
        population=draw(populations),
        unselected=draw(st.booleans()),
        tolerance_gene=draw(st.booleans()),
        validated=draw(st.booleans()),
        evidence_id=draw(st.sampled_from(["d", "e", "f"])),
    )


proofs = st.builds(
    AutoimmuneProof,
    rose_bona=st.sampled_from(list(RoseBonaStatus)),
    net=st.floats(-20, 20),
    sole_role=st.sampled_from(list(Role)),
    sole_robust=st.booleans(),
)

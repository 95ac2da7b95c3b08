"""From records to evidence lines: who shares participants, what counts, and why the rest does not."""

from __future__ import annotations

from typing import Any

import pytest

from alsfacts import KnowledgeBase, ScoringPolicy
from alsfacts.errors import UnknownRecordError
from alsfacts.model import Evidence
from alsfacts.scoring import EvidenceLine, NullWithoutInterval, SynthesisMode
from alsfacts.scoring.lines import Collected, cohort_of, collect_lines, consortium_of
from alsfacts.vocabulary import Design, Direction, Directness, Line, Outcome, ReferenceStatus
from tests.builders import bearing, disease, finding, hypothesis, reference

MONOGENIC = "genetic-monogenic"
AGAINST = (bearing(direction=Direction.DISPUTES),)


def study(name: str, **changes: Any) -> Evidence:
    return finding(**{"id": name, "cohort": f"people-{name}", **changes})


def pool(name: str, *members: str, **changes: Any) -> Evidence:
    facts = {"design": Design.META_ANALYSIS, "underlying_design": Design.COHORT, "member_ids": members}
    return study(name, **{**facts, **changes})


def collected(
    *items: Evidence, status: ReferenceStatus = ReferenceStatus.CURRENT, **policy: Any
) -> Collected:
    kb = KnowledgeBase([reference(status=status), disease(), hypothesis(), *items])
    return collect_lines(kb.evidence, MONOGENIC, ScoringPolicy(**policy))


def counted(result: Collected) -> list[str]:
    return sorted(line.evidence_id for line in result.lines)


def aside(result: Collected) -> dict[str, str]:
    return {item.evidence_id: item.reason for item in result.set_aside}


@pytest.mark.parametrize(
    ("changes", "cohort", "consortium"),
    [
        ({}, "reference:doe-2020", "reference:doe-2020"),
        ({"cohort": "people"}, "people", "people"),
        ({"consortium": "lab"}, "reference:doe-2020", "lab"),
        ({"cohort": "people", "consortium": "lab"}, "people", "lab"),
    ],
)
@pytest.mark.parametrize("design", [Design.CASE_CONTROL, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW])
def test_participants_and_groups_have_names(
    design: Design, changes: dict[str, Any], cohort: str, consortium: str
) -> None:
    pooled = None if design is Design.CASE_CONTROL else Design.COHORT
    item = finding(design=design, underlying_design=pooled, **changes)

    assert cohort_of(item) == cohort
    # A synthesis is a group of its own unless a consortium published it.
    own = pooled is not None and "consortium" not in changes
    assert consortium_of(item) == (f"meta:{consortium}" if own else consortium)


def test_a_line_carries_what_the_finding_says() -> None:
    seen = bearing(direction=Direction.DISPUTES, directness=Directness.INDIRECT)
    result = collected(study("a", design=Design.GWAS, n_cases=5000, consortium="lab", bearings=(seen,)))

    # Starts at 3 and loses one step, since it is indirect.
    line = EvidenceLine(
        evidence_id="a",
        direction=Direction.DISPUTES,
        line=Line.HUMAN_GENETIC,
        directness=Directness.INDIRECT,
        tier=2,
        cohort="people-a",
        consortium="lab",
    )
    assert result.lines == (line,)
    assert [(tiered.evidence_id, tiered.tier) for tiered in result.tiered] == [("a", 2)]
    assert result.set_aside == ()


def test_findings_on_other_hypotheses_are_not_looked_at() -> None:
    other = study("other", bearings=(bearing(hypothesis_id="multistep"),))
    kb = KnowledgeBase(
        [reference(), disease(), hypothesis(), hypothesis(id="multistep", name="Steps"), study("a"), other]
    )

    result = collect_lines(kb.evidence, MONOGENIC, ScoringPolicy())

    assert counted(result) == ["a"]
    assert len(result.tiered) == 1
    assert result.set_aside == ()


def test_only_publications_of_findings_that_bear_must_be_there() -> None:
    elsewhere = study("elsewhere", bearings=(), reference_id="not-here")
    assert counted(collected(study("a"), elsewhere)) == ["a"]

    with pytest.raises(UnknownRecordError, match="no reference 'not-here'"):
        collected(study("a"), study("b", reference_id="not-here"))


def test_findings_without_cohort_are_counted_where_they_count() -> None:
    narrative = study("d", cohort=None, design=Design.REVIEW)
    result = collected(study("a", cohort=None), study("b", cohort=None), study("c"), narrative)

    assert result.without_cohort == 2


def test_what_has_no_tier_is_set_aside_for_its_last_step() -> None:
    neutral = study("n", bearings=(bearing(direction=Direction.NEUTRAL),))
    null = study("z", outcome=Outcome.NEGATIVE, bearings=AGAINST)

    result = collected(neutral, null, null_without_interval=NullWithoutInterval.UNINFORMATIVE)

    assert aside(result) == {
        "n": "neutral: decides nothing",
        "z": "null result without an interval: left out by the policy",
    }
    assert counted(result) == []
    assert [tiered.tier for tiered in result.tiered] == [None, None]


def test_a_retracted_publication_has_a_tier_and_no_line() -> None:
    result = collected(study("a"), status=ReferenceStatus.RETRACTED)

    assert aside(result) == {"a": "the publication is retracted"}
    assert [tiered.tier for tiered in result.tiered] == [1]
    assert result.without_cohort == 0


MEMBERS = (study("m1"), study("m2"), study("sibling", cohort="people-m1"), study("free"))


def test_a_synthesis_counts_instead_of_its_members_and_their_cohorts() -> None:
    result = collected(*MEMBERS, pool("p", "m1", "m2"))

    assert counted(result) == ["free", "p"]
    assert aside(result) == dict.fromkeys(("m1", "m2", "sibling"), "pooled in p, which counts instead")


def test_members_count_instead_of_a_synthesis_if_the_policy_says_so() -> None:
    result = collected(*MEMBERS, pool("p", "m1", "m2"), synthesis_mode=SynthesisMode.EXCLUDE)

    assert counted(result) == ["free", "m1", "m2", "sibling"]
    assert aside(result) == {"p": "a synthesis whose members count instead"}


@pytest.mark.parametrize("mode", SynthesisMode)
def test_a_synthesis_of_studies_that_are_not_there_counts(mode: SynthesisMode) -> None:
    # The second synthesis has a member here; the first one, which has none, does not hide it.
    result = collected(study("m1"), pool("a"), pool("b", "m1"), synthesis_mode=mode)

    assert "a" in counted(result)
    assert ("m1" in counted(result)) == (mode is SynthesisMode.EXCLUDE)
    assert ("b" in counted(result)) == (mode is SynthesisMode.REPLACE)


def test_a_synthesis_does_not_hide_findings_on_its_own_participants() -> None:
    # Same participants: the balance counts the stronger of the two, so neither is set aside here.
    result = collected(study("m1", cohort="all"), study("m2"), pool("p", "m1", "m2", cohort="all"))

    assert counted(result) == ["m1", "p"]
    assert aside(result) == {"m2": "pooled in p, which counts instead"}


def test_a_member_that_counts_for_nothing_is_not_pooled() -> None:
    neutral = study("m1", bearings=(bearing(direction=Direction.NEUTRAL),))
    silent = collected(neutral, pool("p", "m1"), synthesis_mode=SynthesisMode.EXCLUDE)

    assert counted(silent) == ["p"]


@pytest.mark.parametrize("mode", SynthesisMode)
@pytest.mark.parametrize(
    "idle",
    [
        {"bearings": (bearing(direction=Direction.NEUTRAL),)},
        # It speaks of another hypothesis, and of this one says nothing.
        {"bearings": (bearing(direction=Direction.NEUTRAL), bearing(hypothesis_id="multistep"))},
        {"reference_id": "withdrawn"},
        {"underlying_design": Design.REVIEW},
    ],
    ids=["neutral", "neutral-here", "retracted", "narrative"],
)
def test_a_synthesis_that_does_not_count_hides_nobody(idle: dict[str, Any], mode: SynthesisMode) -> None:
    withdrawn = reference(id="withdrawn", doi="10.1000/2", status=ReferenceStatus.RETRACTED)
    others = hypothesis(id="multistep", name="Steps")
    kb = KnowledgeBase(
        [reference(), withdrawn, disease(), hypothesis(), others, study("m1"), pool("p", "m1", **idle)]
    )

    result = collect_lines(kb.evidence, MONOGENIC, ScoringPolicy(synthesis_mode=mode))

    assert counted(result) == ["m1"]
    assert set(aside(result)) == {"p"}


def test_a_synthesis_counts_where_its_members_are_retracted() -> None:
    withdrawn = reference(id="withdrawn", doi="10.1000/2", status=ReferenceStatus.RETRACTED)
    member = study("m1", reference_id="withdrawn")
    kb = KnowledgeBase([reference(), withdrawn, disease(), hypothesis(), member, pool("p", "m1")])

    for mode in SynthesisMode:
        result = collect_lines(kb.evidence, MONOGENIC, ScoringPolicy(synthesis_mode=mode))
        assert counted(result) == ["p"]
        assert aside(result) == {"m1": "the publication is retracted"}


def test_the_order_of_records_does_not_matter() -> None:
    items = (*MEMBERS, pool("p", "m1", "m2"))
    one, other = collected(*items), collected(*reversed(items))

    assert set(one.lines) == set(other.lines)
    assert set(one.set_aside) == set(other.set_aside)

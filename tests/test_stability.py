"""How far verdicts stand: each statement checked by doing what it speaks of."""

from __future__ import annotations

import pickle

import attrs
import pytest

from alsfacts import KnowledgeBase, ScoringPolicy, verdict
from alsfacts.errors import UnknownRecordError
from alsfacts.scoring import ClaimStability, Verdict
from alsfacts.vocabulary import Design, Direction, Status
from tests.builders import bearing, disease, finding, hypothesis, reference

CLAIMS = ("entirely_genetic", "purely_autoimmune")
DISEASES = (
    "als",
    "huntington-disease",
    "lambert-eaton",
    "multifocal-motor-neuropathy",
    "multiple-sclerosis",
    "myasthenia-gravis",
    "neuromyelitis-optica",
    "spinal-muscular-atrophy",
)
POLICY = ScoringPolicy(draws=40)


def status(answer: Verdict, claim: str) -> Status:
    found: Status = getattr(answer, claim).status
    return found


def standing(answer: Verdict, claim: str) -> ClaimStability:
    found: ClaimStability = getattr(answer.stability, claim)
    return found


@pytest.mark.parametrize("name", DISEASES)
@pytest.mark.parametrize("claim", CLAIMS)
def test_margins_say_where_a_status_changes(name: str, claim: str) -> None:
    answer = verdict(name, policy=POLICY)
    for margin in standing(answer, claim).margins:
        value = getattr(POLICY, margin.field)
        assert margin.value == value
        assert margin.lowest <= value <= margin.highest
        whole = isinstance(value, int)
        step = 1 if whole else 1e-6
        kind = type(value)
        inside = [margin.lowest, margin.highest] if whole else [margin.lowest + step, margin.highest - step]
        outside = [margin.lowest - step, margin.highest + step]
        changed = 0
        for at in inside:
            other = attrs.evolve(POLICY, **{margin.field: kind(at)})
            assert status(verdict(name, policy=other), claim) is status(answer, claim)
        for at in outside:
            if at >= 1 if whole else 0 <= at <= 1:
                other = attrs.evolve(POLICY, **{margin.field: kind(at)})
                changed += status(verdict(name, policy=other), claim) is not status(answer, claim)
        assert changed >= 1


def test_the_als_verdict_stands_without_any_one_source_and_in_every_draw() -> None:
    stable = verdict().stability

    assert stable.draws == ScoringPolicy().draws
    assert stable.share_unchanged == 1.0
    assert stable.robust
    for claim in CLAIMS:
        found = standing(verdict(), claim)
        assert found.robust
        assert found.changed_without == ()


def test_a_verdict_on_one_series_of_patients_says_so() -> None:
    stable = verdict("huntington-disease", policy=POLICY).stability

    assert not stable.robust
    assert stable.entirely_genetic.changed_without == (("huntington-multi-centre", Status.UNDETERMINED),)
    assert stable.purely_autoimmune.changed_without == (("huntington-multi-centre", Status.NOT_ESTABLISHED),)


@pytest.mark.parametrize("name", DISEASES)
def test_sources_that_change_a_status_are_those_that_do_when_left_out(name: str) -> None:
    answer = verdict(name, policy=POLICY)
    for claim in CLAIMS:
        before = status(answer, claim)
        for source in answer.inputs.sources:
            without = getattr(answer.inputs.decide(POLICY, {source}), claim).status
            assert (without is not before) == (source in dict(standing(answer, claim).changed_without))
        flips = getattr(answer, claim).flips_if_removed
        if flips is not None:
            assert getattr(answer.inputs.decide(POLICY, frozenset(flips)), claim).status is not before


def test_roles_come_with_their_robustness() -> None:
    answer = verdict(policy=POLICY)

    assert [name for name, _ in answer.stability.roles] == [found.hypothesis_id for found in answer.scores]
    for found in answer.scores:
        assert answer.stability.role_of(found.hypothesis_id).role is found.role
    with pytest.raises(UnknownRecordError, match="scored: "):
        answer.stability.role_of("none")


def test_evidence_on_other_hypotheses_changes_nothing() -> None:
    immune = hypothesis(id="autoimmune-contribution", name="Immunity")
    item = finding(bearings=(bearing(hypothesis_id="autoimmune-contribution"),))
    other = finding(
        id="other", cohort="people", bearings=(bearing(direction=Direction.DISPUTES),), design=Design.GWAS
    )
    base = [reference(), disease(), hypothesis(), immune, item]

    before = verdict(policy=POLICY, knowledge_base=KnowledgeBase(base))
    after = verdict(policy=POLICY, knowledge_base=KnowledgeBase([*base, other]))

    assert before.entirely_genetic == after.entirely_genetic
    assert before.purely_autoimmune == after.purely_autoimmune
    name = "autoimmune-contribution"
    assert before.stability.role_of(name) == after.stability.role_of(name)
    assert before.score_of(name) == after.score_of(name)


def test_a_knowledge_base_without_evidence_has_a_stable_silence() -> None:
    answer = verdict(policy=POLICY, knowledge_base=KnowledgeBase([disease()]))

    assert answer.neither is None
    assert answer.stability.robust
    assert answer.stability.share_unchanged == 1.0
    assert answer.stability.roles == ()


def test_no_draws_are_allowed() -> None:
    stable = verdict(policy=ScoringPolicy(draws=0)).stability

    assert stable.draws == 0
    assert stable.share_unchanged == 1.0
    assert "drawn policies" in str(verdict())
    assert "The same in" not in str(verdict(policy=ScoringPolicy(draws=0)))


def test_stability_is_reproducible_and_survives_pickling() -> None:
    answer = verdict(policy=POLICY)
    copied = pickle.loads(pickle.dumps(answer))  # noqa: S301 - our own bytes

    assert copied == answer
    assert hash(copied) == hash(answer)
    assert copied.stability == answer.stability
    assert verdict(policy=POLICY).stability == answer.stability
    assert answer.policy_fingerprint == POLICY.fingerprint

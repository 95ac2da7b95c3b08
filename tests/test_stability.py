"""How far verdicts stand: each statement checked by doing what it speaks of."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

from alsfacts import KnowledgeBase, ScoringPolicy, verdict
from alsfacts.errors import UnknownRecordError
from alsfacts.model import Evidence, ObservationResult
from alsfacts.scoring import ClaimStability, Margin, Verdict, robustness
from alsfacts.scoring.inputs import RuleInputs
from alsfacts.scoring.rules import BoundInput, ShareInput
from alsfacts.scoring.sensitivity import drawn_nets
from alsfacts.scoring.stability import stability
from alsfacts.scoring.table import LineTable
from alsfacts.vocabulary import Design, Direction, Observation, Quantity, RoseBonaStatus, Status
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


MADE_UP = RuleInputs(
    bounds=tuple(
        BoundInput(
            quantity=Quantity.HERITABILITY,
            lower=0.1,
            upper=upper,
            population=name,
            direct=True,
            evidence_id=name,
        )
        for name, upper in (("north", 0.5), ("south", 0.6))
    ),
    shares=tuple(
        ShareInput(lower=lower, upper=0.5, n=n, population=name, unselected=True, evidence_id=name)
        for name, lower, n in (("east", 0.1, 300), ("west", 0.2, 200))
    ),
    observations=(),
    contribution=LineTable(()),
    sole=LineTable(()),
    sole_robust=False,
)


def ends(found: ClaimStability) -> dict[str, tuple[float, float]]:
    return {margin.field: (margin.lowest, margin.highest) for margin in found.margins}


def test_margins_by_hand() -> None:
    stable = stability(MADE_UP, (), ScoringPolicy(draws=0))

    assert (stable.entirely_genetic.status, stable.purely_autoimmune.status) == (Status.REFUTED,) * 2
    assert ends(stable.entirely_genetic) == {
        # Both upper limits must stay below it; low thresholds of support would make it conflict.
        "bound_refuting": (0.6, 1.0),
        "bound_supporting": (0.1, 1.0),
        "case_share_supporting": (0.2, 1.0),
        "minimum_populations": (1, 2),
    }
    assert ends(stable.purely_autoimmune) == {
        "case_share_refuting": (0.0, 0.1),
        "minimum_populations": (1, 2),
        "minimum_cases": (1, 200),
    }


def test_margins_where_more_is_asked_than_there_is() -> None:
    stable = stability(MADE_UP, (), ScoringPolicy(draws=0, minimum_populations=3, minimum_cases=250))

    assert stable.entirely_genetic.status is Status.UNDETERMINED
    assert ends(stable.entirely_genetic)["minimum_populations"][0] == 3
    # With fewer patients asked for, two populations are still too few.
    assert "minimum_cases" not in ends(stable.purely_autoimmune)
    few = stability(MADE_UP, (), ScoringPolicy(draws=0, minimum_cases=250))
    assert ends(few.purely_autoimmune)["minimum_cases"] == (201, 301)


def test_steps_have_no_share_that_a_threshold_could_pass() -> None:
    steps = BoundInput(
        quantity=Quantity.STEPS_REMAINING, lower=2.0, upper=3.0, population="north", direct=False
    )
    inputs = attrs.evolve(MADE_UP, bounds=(*MADE_UP.bounds, steps))

    margins = ends(stability(inputs, (), ScoringPolicy(draws=0)).entirely_genetic)

    # Steps never support, so no threshold of support matters; the steps in the north refute under any.
    assert "bound_supporting" not in margins
    assert margins["bound_refuting"] == (0.6, 1.0)


def test_a_margin_in_words() -> None:
    margin = Margin(field="bound_refuting", value=0.9, lowest=0.12345, highest=0.98765)

    assert str(margin) == "bound_refuting from 0.123 to 0.988 (it is 0.9)"
    assert str(attrs.evolve(margin, lowest=0.1, highest=1.0)) == "bound_refuting from 0.1 to 1 (it is 0.9)"


def immune_finding(name: str, hypothesis_id: str, direction: Direction, **changes: Any) -> Evidence:
    seen = bearing(hypothesis_id=hypothesis_id, direction=direction, observation=changes.pop("seen", None))
    return finding(**{"id": name, "cohort": f"people-{name}", "bearings": (seen,), **changes})


IMMUNE, SOLE = "autoimmune-contribution", "autoimmune-sole"
TRANSFER = ObservationResult(observation=Observation.PASSIVE_TRANSFER_OF_DISEASE, met=True)


def contested() -> KnowledgeBase:
    """Direct proof with a net about zero, and a sole cause that is contradicted in some draws."""
    return KnowledgeBase(
        [
            reference(),
            disease(),
            hypothesis(id=IMMUNE, name="Immunity"),
            hypothesis(id=SOLE, name="Immunity alone"),
            immune_finding("a", IMMUNE, Direction.SUPPORTS, seen=TRANSFER),
            immune_finding("b", IMMUNE, Direction.DISPUTES, design=Design.AUTOPSY),
            immune_finding("c", SOLE, Direction.DISPUTES, design=Design.GWAS, n_cases=50_000),
            immune_finding("d", SOLE, Direction.DISPUTES),
        ]
    )


@pytest.mark.parametrize("net", [2.0, 3.0, 4.0, 5.0])
def test_shares_unchanged_are_those_of_the_rule_in_each_draw(net: float) -> None:
    policy = ScoringPolicy(draws=200, robust_share=0.0, probable_net=net, established_net=net)
    answer = verdict(policy=policy, knowledge_base=contested())
    stable = answer.stability
    nets = [drawn_nets(answer.score_of(name).lines, policy) for name in (IMMUNE, SOLE)]
    drawn = [answer.inputs.decide_by(policy, *pair) for pair in zip(*nets, strict=True)]

    for claim in CLAIMS:
        same = [getattr(decision, claim).status is status(answer, claim) for decision in drawn]
        assert standing(answer, claim).share_unchanged == sum(same) / 200
        assert standing(answer, claim).status is status(answer, claim)
    assert 0 < stable.purely_autoimmune.share_unchanged < 1
    assert stable.share_unchanged == sum(d.neither is answer.neither for d in drawn) / 200
    assert (stable.draws, stable.seed) == (200, policy.seed)
    assert (stable.entirely_genetic.claim, stable.purely_autoimmune.claim) == (
        "entirely genetic",
        "purely autoimmune",
    )
    for name, found in stable.roles:
        assert found == robustness(answer.score_of(name).lines, policy)


def test_a_hypothesis_that_is_not_there_has_a_net_of_zero_in_every_draw() -> None:
    kb = KnowledgeBase(
        [
            reference(),
            disease(),
            hypothesis(id=SOLE, name="Immunity alone"),
            immune_finding("a", SOLE, Direction.SUPPORTS, seen=TRANSFER),
        ]
    )

    answer = verdict(policy=POLICY, knowledge_base=kb)

    # Direct proof, and no net above zero for a contribution.
    assert answer.rose_bona.status is RoseBonaStatus.DIRECT
    assert answer.purely_autoimmune.status is Status.NOT_ESTABLISHED
    assert answer.stability.share_unchanged == 1.0


def test_a_status_in_every_draw_is_robust_however_much_is_asked() -> None:
    assert verdict(policy=attrs.evolve(POLICY, robust_share=1.0)).stability.robust
    partly = ScoringPolicy(draws=200, probable_net=4, established_net=4, robust_share=0.0)
    share = verdict(policy=partly, knowledge_base=contested()).stability.purely_autoimmune.share_unchanged
    for asked, robust in ((share, True), (share + 0.001, False)):
        found = verdict(policy=attrs.evolve(partly, robust_share=asked), knowledge_base=contested())
        claim = found.stability.purely_autoimmune
        assert claim.robust == (robust and not claim.changed_without)


def test_a_verdict_is_robust_if_both_claims_are() -> None:
    stable = verdict(policy=POLICY).stability
    shaky = attrs.evolve(stable.entirely_genetic, robust=False)

    assert not attrs.evolve(stable, entirely_genetic=shaky).robust
    assert not attrs.evolve(stable, purely_autoimmune=shaky).robust
    assert attrs.evolve(stable, share_unchanged=0.0).robust


def test_a_role_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownRecordError) as caught:
        verdict(policy=POLICY, knowledge_base=contested()).stability.role_of("none")

    assert caught.value.name == "none"
    assert f"no score of 'none'; scored: {IMMUNE}, {SOLE}" in str(caught.value)


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

"""The verdict rule: three-valued, and deaf to what is not admissible."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.scoring import ScoringPolicy
from alsfacts.scoring.rose_bona import OBSERVATION_CLASSES, ObservationRecord, assess
from alsfacts.scoring.rules import (
    AutoimmuneProof,
    BoundInput,
    ShareInput,
    decide,
    inadmissible_bound,
    inadmissible_share,
    smallest_flip,
)
from alsfacts.vocabulary import Observation, Quantity, Role, RoseBonaStatus, Status
from tests.strategies import bounds, case_shares, proofs

POLICY = ScoringPolicy()
NO_PROOF = AutoimmuneProof(rose_bona=RoseBonaStatus.NONE, net=0)
DIRECT = AutoimmuneProof(rose_bona=RoseBonaStatus.DIRECT, net=5)


def bound(upper: float, population: str = "north", **more: Any) -> BoundInput:
    fields = {"quantity": Quantity.HERITABILITY, "lower": 0.1, "upper": upper, "population": population}
    return BoundInput(**{**fields, **more})


def share(lower: float, population: str = "north", **more: Any) -> ShareInput:
    fields = {"lower": lower, "upper": 1.0, "n": 500, "population": population, "unselected": True}
    return ShareInput(**{**fields, **more})


def genetic(bound_list: list[BoundInput], share_list: list[ShareInput] | None = None) -> Status:
    return decide(bound_list, share_list or [], NO_PROOF, POLICY).entirely_genetic.status


def autoimmune(share_list: list[ShareInput], proof: AutoimmuneProof = NO_PROOF) -> Status:
    return decide([], share_list, proof, POLICY).purely_autoimmune.status


def test_one_population_refutes_nothing() -> None:
    assert genetic([bound(0.5), bound(0.6)]) is Status.UNDETERMINED
    assert genetic([bound(0.5), bound(0.6, "south")]) is Status.REFUTED
    assert autoimmune([share(0.1), share(0.2)]) is Status.NOT_ESTABLISHED
    assert autoimmune([share(0.1), share(0.2, "south")]) is Status.REFUTED


def test_indirect_bounds_refute_only_beside_a_direct_one() -> None:
    steps: dict[str, Any] = {"quantity": Quantity.STEPS_REMAINING, "direct": False, "lower": 2.0}

    assert genetic([bound(3, **steps), bound(3, "south", **steps)]) is Status.UNDETERMINED
    assert genetic([bound(3, **steps), bound(0.5, "south")]) is Status.REFUTED
    assert genetic([bound(3, **{**steps, "lower": 0.8}), bound(0.5, "south")]) is Status.UNDETERMINED


def test_limits_are_strict_where_the_rule_says_below() -> None:
    assert genetic([bound(0.9), bound(0.9, "south")]) is Status.UNDETERMINED
    assert genetic([], [share(0.8)]) is Status.SUPPORTED
    assert genetic([], [share(0.799)]) is Status.UNDETERMINED
    assert autoimmune([share(0.05), share(0.05, "south")]) is Status.REFUTED
    assert autoimmune([share(0.8)]) is Status.REFUTED


def test_high_lower_limits_from_two_populations_support() -> None:
    high = [bound(1.0, lower=0.95), bound(1.0, "south", lower=0.9)]

    assert genetic(high) is Status.SUPPORTED
    assert genetic(high[:1]) is Status.UNDETERMINED
    assert genetic([*high, bound(1.0, "east", lower=0.89)]) is Status.UNDETERMINED


def test_support_and_refutation_together_are_flagged_and_count_as_open() -> None:
    decision = decide([bound(0.5), bound(0.5, "south")], [share(0.9)], NO_PROOF, POLICY)

    assert decision.entirely_genetic.status is Status.UNDETERMINED
    assert decision.entirely_genetic.conflicting


def test_a_gene_of_self_tolerance_never_speaks_against_autoimmunity() -> None:
    decision = decide([], [share(0.9, tolerance_gene=True)], DIRECT, POLICY)

    assert decision.entirely_genetic.status is Status.SUPPORTED
    assert decision.purely_autoimmune.status is Status.SUPPORTED
    assert decision.neither is False


def test_direct_proof_needs_a_positive_net() -> None:
    assert autoimmune([], DIRECT) is Status.SUPPORTED
    assert autoimmune([], attrs.evolve(DIRECT, net=0)) is Status.NOT_ESTABLISHED
    assert autoimmune([], attrs.evolve(DIRECT, rose_bona=RoseBonaStatus.INDIRECT)) is Status.NOT_ESTABLISHED


def test_a_contradicted_role_refutes_only_if_robust() -> None:
    contradicted = attrs.evolve(NO_PROOF, sole_role=Role.CONTRADICTED)

    assert autoimmune([], contradicted) is Status.NOT_ESTABLISHED
    assert autoimmune([], attrs.evolve(contradicted, sole_robust=True)) is Status.REFUTED
    assert autoimmune([], attrs.evolve(NO_PROOF, sole_robust=True)) is Status.NOT_ESTABLISHED


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (bound(0.5, quantity=Quantity.PENETRANCE), "penetrance"),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE), "not seen"),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE, pairs=9), "fewer than 10"),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE, pairs=10), None),
        (bound(0.5), None),
    ],
)
def test_admissible_bounds(item: BoundInput, reason: str | None) -> None:
    found = inadmissible_bound(item, POLICY)

    assert found is None if reason is None else reason in str(found)
    if reason is not None:
        assert genetic([item, bound(0.5, "south")]) is Status.UNDETERMINED


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (share(0.9, unselected=False), "selected"),
        (share(0.9, n=99), "fewer than 100"),
        (share(0.9, validated=False), "validity"),
        (share(0.9, n=100), None),
    ],
)
def test_admissible_shares(item: ShareInput, reason: str | None) -> None:
    found = inadmissible_share(item, POLICY)

    assert found is None if reason is None else reason in str(found)
    assert (genetic([], [item]) is Status.SUPPORTED) is (reason is None)


@given(st.lists(bounds(), max_size=5), st.lists(case_shares(), max_size=5), proofs, st.randoms())
def test_the_order_of_inputs_does_not_matter(
    bound_list: list[BoundInput], share_list: list[ShareInput], proof: AutoimmuneProof, random: Any
) -> None:
    before = decide(bound_list, share_list, proof, POLICY)
    random.shuffle(bound_list)
    random.shuffle(share_list)
    after = decide(bound_list, share_list, proof, POLICY)

    assert before.entirely_genetic.status is after.entirely_genetic.status
    assert before.purely_autoimmune.status is after.purely_autoimmune.status


@given(st.lists(bounds(), max_size=5), st.lists(case_shares(), max_size=5), proofs)
def test_neither_follows_from_the_two_statuses(
    bound_list: list[BoundInput], share_list: list[ShareInput], proof: AutoimmuneProof
) -> None:
    decision = decide(bound_list, share_list, proof, POLICY)
    both = {decision.entirely_genetic.status, decision.purely_autoimmune.status}

    assert (decision.neither is True) is (both == {Status.REFUTED})
    assert (decision.neither is False) is (Status.SUPPORTED in both)
    for claim in (decision.entirely_genetic, decision.purely_autoimmune):
        assert claim.criterion
        assert bool(claim.because) is (
            claim.conflicting or claim.status in (Status.SUPPORTED, Status.REFUTED)
        )


@given(st.lists(bounds(), max_size=4), st.lists(case_shares(), max_size=4), proofs)
def test_duplicates_and_inadmissible_inputs_change_nothing(
    bound_list: list[BoundInput], share_list: list[ShareInput], proof: AutoimmuneProof
) -> None:
    kept = [item for item in bound_list if inadmissible_bound(item, POLICY) is None]
    before = decide(kept, share_list, proof, POLICY)
    after = decide([*bound_list, *kept], [*share_list, *share_list], proof, POLICY)

    assert before.entirely_genetic.status is after.entirely_genetic.status
    assert before.purely_autoimmune.status is after.purely_autoimmune.status


def test_the_smallest_flip_is_smallest() -> None:
    def status_without(left_out: frozenset[str]) -> Status:
        return Status.REFUTED if len({"a", "b", "c"} - left_out) >= 2 else Status.UNDETERMINED

    assert smallest_flip(["c", "b", "a", "x"], status_without) == ("a", "b")
    assert smallest_flip(["x"], lambda _: Status.REFUTED) is None


def test_every_observation_has_a_class() -> None:
    assert set(OBSERVATION_CLASSES) == set(Observation)


@given(st.lists(st.tuples(st.sampled_from(list(Observation)), st.booleans()), max_size=8))
def test_rose_bona_status_is_the_highest_class_that_is_met(found: list[tuple[Observation, bool]]) -> None:
    records = [
        ObservationRecord(observation=word, met=met, evidence_id=f"e{n}", group=f"g{n}")
        for n, (word, met) in enumerate(found)
    ]
    result = assess(records)
    met = [OBSERVATION_CLASSES[word] for word, is_met in found if is_met]

    assert result.status is (max(met) if met else RoseBonaStatus.NONE)
    parts = (*result.met, *result.not_met, *result.contested, *result.untested)
    assert sorted(parts) == sorted(Observation)
    assert assess(reversed(records)).status is result.status
    more = ObservationRecord(observation=Observation.AUTOANTIBODIES, met=False)
    assert assess([*records, more]).status is result.status


def test_a_single_laboratory_is_named_as_such() -> None:
    one = ObservationRecord(
        observation=Observation.DYSREGULATION_MODEL, met=True, evidence_id="a", group="lab"
    )
    other = attrs.evolve(one, evidence_id="b", group="other lab")

    assert assess([one]).rests_on_one_group
    assert not assess([one, other]).rests_on_one_group
    assert not assess([]).rests_on_one_group

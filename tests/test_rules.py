"""The verdict rule: three-valued, and deaf to what is not admissible."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.scoring import ScoringPolicy
from alsfacts.scoring.rules import (
    AutoimmuneProof,
    BoundInput,
    ShareInput,
    decide,
    inadmissible_bound,
    inadmissible_share,
    smallest_flip,
)
from alsfacts.vocabulary import Quantity, Role, RoseBonaStatus, Status
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
    # A carrier who may need one step only may need no more than the gene.
    assert genetic([bound(3, **{**steps, "lower": 1}), bound(0.5, "south")]) is Status.UNDETERMINED


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
    assert genetic([*high, bound(1.0, "east", lower=0.95, direct=False)]) is Status.UNDETERMINED


def test_support_and_refutation_together_are_flagged_and_count_as_open() -> None:
    decision = decide([bound(0.5), bound(0.5, "south")], [share(0.9)], NO_PROOF, POLICY)

    assert decision.entirely_genetic.status is Status.UNDETERMINED
    assert decision.entirely_genetic.conflicting
    assert decision.entirely_genetic.criterion == (
        "a validated causal genotype in 80% of unselected patients or more (lower limit); upper limits to "
        "what is inherited below 90%, or steps that carriers still need, from 2 source populations or more"
    )
    assert [reason.populations for reason in decision.entirely_genetic.because] == [
        ("north",),
        ("north",),
        ("south",),
    ]


def test_a_disease_may_be_entirely_genetic_and_purely_autoimmune() -> None:
    # As in autoimmune polyendocrine syndrome type 1: AIRE in all patients, antibodies that transfer it.
    decision = decide([], [share(0.9, tolerance_gene=True)], DIRECT, POLICY)

    assert {decision.entirely_genetic.status, decision.purely_autoimmune.status} == {Status.SUPPORTED}


def test_an_open_claim_says_what_would_decide_it() -> None:
    decision = decide([], [], NO_PROOF, POLICY)

    assert decision.neither is None
    assert (decision.entirely_genetic.because, decision.purely_autoimmune.because) == ((), ())
    assert decision.entirely_genetic.criterion == (
        "needs limits to what is inherited from 2 source populations, or a causal genotype in 80% of "
        "unselected patients or more"
    )
    assert decision.purely_autoimmune.criterion == (
        "needs an identified antigen and transfer of the disease by that antibody or those cells, "
        "or causal genotypes that exclude it"
    )


def test_each_ground_names_its_figures_findings_and_populations() -> None:
    twins: dict[str, Any] = {"quantity": Quantity.MZ_CONCORDANCE, "pairs": 49, "evidence_id": "twins"}
    steps: dict[str, Any] = {"quantity": Quantity.STEPS_REMAINING, "direct": False, "lower": 2, "upper": 3.5}
    bound_list = [
        bound(0.62, evidence_id="register"),
        bound(0.22, "south", **{**twins, "lower": 0.02}),
        BoundInput(population="east", **steps),
    ]
    share_list = [share(0.05, evidence_id="piedmont", n=1077, upper=0.12), share(0.07, "south", upper=0.1)]
    decision = decide(bound_list, share_list, NO_PROOF, POLICY)

    assert decision.neither is True
    assert [
        (reason.text, reason.evidence_ids, reason.populations) for reason in decision.entirely_genetic.because
    ] == [
        ("north: heritability 0.10 to 0.62", ("register",), ("north",)),
        ("south: concordance of identical twins 0.02 to 0.22", ("twins",), ("south",)),
        ("east: 2 to 3.5 steps remaining in carriers", (), ("east",)),
    ]
    assert decision.purely_autoimmune.criterion == (
        "a validated causal genotype, outside the genes of self-tolerance, in 5% of unselected patients or "
        "more (lower limit) in 2 source populations, or in 80% in one"
    )
    assert [
        (reason.text, reason.evidence_ids, reason.populations)
        for reason in decision.purely_autoimmune.because
    ] == [
        (
            "north: 5.0% to 12.0% of 1,077 patients carry a validated causal genotype",
            ("piedmont",),
            ("north",),
        ),
        ("south: 7.0% to 10.0% of 500 patients carry a validated causal genotype", (), ("south",)),
    ]


def test_high_limits_name_their_ground() -> None:
    decision = decide(
        [bound(1.0, lower=0.95), bound(1.0, "south", lower=0.9)], [share(0.8)], NO_PROOF, POLICY
    ).entirely_genetic

    assert decision.criterion == (
        "a validated causal genotype in 80% of unselected patients or more (lower limit); every lower limit "
        "to what is inherited at least 90%, from 2 source populations or more"
    )
    assert not decision.conflicting


def test_proof_of_autoimmunity_names_its_ground() -> None:
    decision = decide([], [], attrs.evolve(DIRECT, evidence_ids=("serum",)), POLICY).purely_autoimmune
    (reason,) = decision.because

    assert decision.criterion == (
        "an identified antigen, transfer of the disease by that antibody or those cells, and a net above 0 "
        "for an autoimmune contribution"
    )
    assert reason.text == "transfer of the disease; net of an autoimmune contribution +5.0 points"
    assert (reason.evidence_ids, reason.populations) == (("serum",), ())


def test_a_contradicted_role_names_its_ground() -> None:
    proof = attrs.evolve(NO_PROOF, sole_role=Role.CONTRADICTED, sole_robust=True)
    decision = decide([], [], proof, POLICY).purely_autoimmune
    (reason,) = decision.because

    assert decision.criterion == "a contradicted and robust role"
    assert reason.text == "the hypothesis of a purely autoimmune disease is contradicted, robustly"


def test_a_gene_of_self_tolerance_never_speaks_against_autoimmunity() -> None:
    decision = decide([], [share(0.9, tolerance_gene=True)], DIRECT, POLICY)

    assert decision.entirely_genetic.status is Status.SUPPORTED
    assert decision.purely_autoimmune.status is Status.SUPPORTED
    assert decision.neither is False


def test_direct_proof_needs_a_positive_net() -> None:
    assert autoimmune([], DIRECT) is Status.SUPPORTED
    assert autoimmune([], attrs.evolve(DIRECT, net=0.1)) is Status.SUPPORTED
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
        (
            bound(0.5, quantity=Quantity.PENETRANCE),
            "penetrance of one genotype says nothing on the rest of the disease",
        ),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE), "number of identical twin pairs not seen"),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE, pairs=9), "9 identical twin pairs, fewer than 10"),
        (bound(0.5, quantity=Quantity.MZ_CONCORDANCE, pairs=10), None),
        (bound(0.5), None),
    ],
)
def test_admissible_bounds(item: BoundInput, reason: str | None) -> None:
    found = inadmissible_bound(item, POLICY)

    assert found == reason
    if reason is not None:
        assert genetic([item, bound(0.5, "south")]) is Status.UNDETERMINED


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (share(0.9, unselected=False), "patients were selected"),
        (share(0.9, n=99), "99 patients, fewer than 100"),
        (
            share(0.9, validated=False),
            "not every gene that was counted is known and of definitive or strong validity",
        ),
        (share(0.9, n=100), None),
    ],
)
def test_admissible_shares(item: ShareInput, reason: str | None) -> None:
    found = inadmissible_share(item, POLICY)

    assert found == reason
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
    assert smallest_flip([], lambda _: Status.REFUTED) is None


def test_one_unit_or_all_of_them_can_carry_a_status() -> None:
    def needs(units: set[str]) -> Any:
        return lambda left_out: Status.REFUTED if units - left_out else Status.UNDETERMINED

    assert smallest_flip(["b", "a"], needs({"b"})) == ("b",)
    assert smallest_flip("dcba", needs(set("abcd"))) == tuple("abcd")


def test_the_search_for_a_flip_ends_after_20000_sets() -> None:
    tried: list[frozenset[str]] = []

    def status_without(left_out: frozenset[str]) -> Status:
        tried.append(left_out)
        return Status.REFUTED if len(left_out) < 15 else Status.UNDETERMINED

    assert smallest_flip("abcdefghijklmno", status_without) is None
    # One more for the status with all units.
    assert len(tried) == 20_001
    assert smallest_flip(
        "abcdefghijklmn", lambda left: Status.REFUTED if len(left) < 14 else Status.SUPPORTED
    )


@given(st.lists(bounds(), max_size=5), bounds(), st.lists(case_shares(), max_size=3))
def test_more_bounds_never_take_a_refutation_away(
    bound_list: list[BoundInput], more: BoundInput, share_list: list[ShareInput]
) -> None:
    before = decide(bound_list, share_list, NO_PROOF, POLICY).entirely_genetic
    after = decide([*bound_list, more], share_list, NO_PROOF, POLICY).entirely_genetic

    if before.status is Status.REFUTED:
        assert after.status is Status.REFUTED or after.conflicting


@given(st.lists(bounds(), max_size=5), st.lists(case_shares(), max_size=5), proofs, case_shares())
def test_more_shares_never_take_a_support_or_refutation_away(
    bound_list: list[BoundInput], share_list: list[ShareInput], proof: AutoimmuneProof, more: ShareInput
) -> None:
    before = decide(bound_list, share_list, proof, POLICY)
    after = decide(bound_list, [*share_list, more], proof, POLICY)

    if before.entirely_genetic.status is Status.SUPPORTED:
        assert after.entirely_genetic.status is Status.SUPPORTED
    if before.purely_autoimmune.status is Status.REFUTED:
        assert after.purely_autoimmune.status is Status.REFUTED


@given(st.lists(bounds(), max_size=5), st.lists(case_shares(), max_size=5), proofs)
def test_a_claim_with_grounds_on_both_sides_is_open(
    bound_list: list[BoundInput], share_list: list[ShareInput], proof: AutoimmuneProof
) -> None:
    decision = decide(bound_list, share_list, proof, POLICY)

    if decision.entirely_genetic.conflicting:
        assert decision.entirely_genetic.status is Status.UNDETERMINED
    if decision.purely_autoimmune.conflicting:
        assert decision.purely_autoimmune.status is Status.NOT_ESTABLISHED


def test_a_bound_of_another_kind_is_named_by_its_word() -> None:
    assert bound(0.5, quantity=Quantity.PENETRANCE).limits == "penetrance 0.10 to 0.50"


def test_a_role_that_nobody_worked_out_is_uncertain() -> None:
    assert (NO_PROOF.sole_role, NO_PROOF.sole_robust) == (Role.UNCERTAIN, False)


# What is refused


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"quantity": "heritability"}, InvalidTypeError, "quantity must be a member of Quantity, got"),
        ({"lower": -0.1}, InvalidValueError, "lower must lie from 0 to 1, got"),
        ({"lower": math.nan}, InvalidValueError, "lower must lie from 0 to 1, got"),
        ({"upper": 1.1}, InvalidValueError, "upper must lie from 0 to 1, got"),
        ({"upper": math.inf}, InvalidValueError, "upper must lie from 0 to 1, got"),
        ({"upper": True}, InvalidTypeError, "upper must be a number, got"),
        ({"lower": 0.6}, InvalidValueError, "lower must be at most upper, got 0.6 and 0.5"),
        ({"direct": 1}, InvalidTypeError, "direct must be True or False, got 1"),
        ({"pairs": -1}, InvalidValueError, "pairs must be at least 0, got"),
        ({"pairs": True}, InvalidTypeError, "pairs must be a whole number, got"),
        ({"pairs": 9.5}, InvalidTypeError, "pairs must be a whole number, got"),
        (
            {"quantity": Quantity.STEPS_REMAINING, "upper": math.inf},
            InvalidValueError,
            "upper must be finite and at least 0, got",
        ),
        (
            {"quantity": Quantity.STEPS_REMAINING, "lower": -1},
            InvalidValueError,
            "lower must be finite and at least 0, got",
        ),
    ],
)
def test_a_bound_refuses_what_is_no_limit(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}"):
        bound(**{"upper": 0.5, **changes})


def test_limits_may_coincide() -> None:
    assert bound(0.5, lower=0.5).limits == "heritability 0.50 to 0.50"
    assert share(1.0).lower == share(1.0).upper
    assert bound(0.5, pairs=0).pairs == 0


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"lower": -0.1}, InvalidValueError, "lower must lie from 0 to 1, got"),
        ({"upper": 80}, InvalidValueError, "upper must lie from 0 to 1, got"),
        ({"upper": math.nan}, InvalidValueError, "upper must lie from 0 to 1, got"),
        ({"upper": 0.1}, InvalidValueError, "lower must be at most upper, got 0.5 and 0.1"),
        ({"lower": "0.5"}, InvalidTypeError, "lower must be a number, got"),
        ({"n": 0}, InvalidValueError, "n must be at least 1, got 0"),
        ({"n": 500.0}, InvalidTypeError, "n must be a whole number, got"),
        ({"n": True}, InvalidTypeError, "n must be a whole number, got"),
        ({"unselected": "yes"}, InvalidTypeError, "unselected must be True or False, got 'yes'"),
        ({"tolerance_gene": 0}, InvalidTypeError, "tolerance_gene must be True or False, got 0"),
        ({"validated": None}, InvalidTypeError, "validated must be True or False, got None"),
    ],
)
def test_a_share_refuses_what_is_no_share_of_patients(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    assert share(0.5, n=1).n == 1
    with pytest.raises(error, match=f"^{message}"):
        share(**{"lower": 0.5, **changes})


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"net": math.nan}, InvalidValueError, "net must be a finite number, got"),
        ({"net": math.inf}, InvalidValueError, "net must be a finite number, got"),
        ({"net": True}, InvalidTypeError, "net must be a number, got"),
        ({"rose_bona": "direct"}, InvalidTypeError, "rose_bona must be a member of RoseBonaStatus, got"),
        ({"sole_role": "contradicted"}, InvalidTypeError, "sole_role must be a member of Role, got"),
        ({"sole_robust": 1}, InvalidTypeError, "sole_robust must be True or False, got 1"),
    ],
)
def test_a_proof_refuses_what_is_no_proof(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}"):
        attrs.evolve(DIRECT, **changes)

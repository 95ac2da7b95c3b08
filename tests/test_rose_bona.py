"""Kinds of proof of autoimmunity, after Rose and Bona."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsfacts.errors import InvalidTypeError
from alsfacts.scoring.rose_bona import OBSERVATION_CLASSES, ObservationRecord, assess
from alsfacts.vocabulary import Observation, RoseBonaStatus

# The list of PMC3286883, with three choices: only transfer of the disease is direct, in-vitro items
# and transfer of one feature are suggestive, and an antigen alone is circumstantial.
CLASSES = {
    RoseBonaStatus.DIRECT: {"passive-transfer-of-disease", "t-cell-transfer"},
    RoseBonaStatus.INDIRECT: {
        "reproduction-by-immunisation",
        "reproduction-by-idiotypes",
        "spontaneous-animal-model",
        "dysregulation-model",
    },
    RoseBonaStatus.SUGGESTIVE: {
        "passive-transfer-of-a-feature",
        "autoantibody-alters-function",
        "localised-antibody",
        "immune-complexes",
        "t-cell-proliferation",
        "cytotoxicity",
    },
    RoseBonaStatus.CIRCUMSTANTIAL: {
        "antigen-identified",
        "autoantibodies",
        "other-autoimmune-disease",
        "hla-association",
        "lymphocytic-infiltration",
        "response-to-immunosuppression",
    },
}

records = st.builds(
    ObservationRecord,
    observation=st.sampled_from(list(Observation)),
    met=st.booleans(),
    evidence_id=st.sampled_from("abc"),
    group=st.sampled_from(["lab", "other lab"]),
)


def seen(word: Observation, *, met: bool = True, **more: Any) -> ObservationRecord:
    return ObservationRecord(observation=word, met=met, **more)


@pytest.mark.parametrize("word", Observation)
def test_each_observation_is_a_kind_of_proof(word: Observation) -> None:
    (expected,) = [status for status, words in CLASSES.items() if word.value in words]

    assert OBSERVATION_CLASSES[word] is expected
    assert assess([seen(word)]).status is expected


def test_kinds_of_proof_have_an_order() -> None:
    assert list(CLASSES) == sorted(CLASSES, reverse=True)
    assert min(RoseBonaStatus) is RoseBonaStatus.NONE


def test_nothing_seen_is_no_proof_and_all_is_untested() -> None:
    result = assess([])

    assert (result.status, result.deciding) == (RoseBonaStatus.NONE, ())
    assert (result.met, result.not_met, result.contested) == ((), (), ())
    assert result.untested == tuple(Observation)
    assert not result.rests_on_one_group


def test_what_was_looked_for_and_not_found_refutes_nothing() -> None:
    helped = seen(Observation.AUTOANTIBODIES, evidence_id="serum")
    failed = seen(Observation.RESPONSE_TO_IMMUNOSUPPRESSION, met=False, evidence_id="trial")
    result = assess([helped, failed])

    assert result.status is RoseBonaStatus.CIRCUMSTANTIAL
    assert result.met == (Observation.AUTOANTIBODIES,)
    assert result.not_met == (Observation.RESPONSE_TO_IMMUNOSUPPRESSION,)
    assert result.deciding == (helped,)
    assert assess([failed]).status is RoseBonaStatus.NONE


def test_what_one_found_and_another_did_not_is_contested_and_still_counts() -> None:
    found = seen(Observation.CYTOTOXICITY, evidence_id="one")
    missed = seen(Observation.CYTOTOXICITY, met=False, evidence_id="other")
    result = assess([missed, found])

    assert result.contested == (Observation.CYTOTOXICITY,)
    assert (result.met, result.not_met) == ((), ())
    assert result.status is RoseBonaStatus.SUGGESTIVE
    assert result.deciding == (found,)


def test_only_the_highest_kind_decides() -> None:
    one = seen(Observation.SPONTANEOUS_ANIMAL_MODEL, evidence_id="mice", group="lab")
    two = seen(Observation.DYSREGULATION_MODEL, evidence_id="rats", group="other lab")
    clue = seen(Observation.HLA_ASSOCIATION, evidence_id="typing", group="consortium")
    result = assess([clue, one, two])

    assert result.status is RoseBonaStatus.INDIRECT
    assert result.deciding == (one, two)
    assert not result.rests_on_one_group
    assert assess([clue, one]).rests_on_one_group


def test_many_clues_are_no_higher_kind_of_proof() -> None:
    clues = [seen(word) for word, status in OBSERVATION_CLASSES.items() if status < RoseBonaStatus.SUGGESTIVE]

    assert len(clues) > 1
    assert assess(clues * 100).status is RoseBonaStatus.CIRCUMSTANTIAL


@given(st.lists(records, max_size=8), records)
def test_an_observation_never_lowers_the_kind_of_proof(
    held: list[ObservationRecord], more: ObservationRecord
) -> None:
    before, after = assess(held), assess([*held, more])

    assert after.status >= before.status
    assert more.met or after.status is before.status


@given(st.lists(records, max_size=8))
def test_each_observation_is_found_missed_contested_or_untested(held: list[ObservationRecord]) -> None:
    result = assess(held)
    parts = (*result.met, *result.not_met, *result.contested, *result.untested)

    assert sorted(parts) == sorted(Observation)
    assert set(result.untested) == set(Observation) - {record.observation for record in held}


@given(st.lists(records, max_size=8), st.randoms())
def test_order_and_duplicates_do_not_matter(held: list[ObservationRecord], random: Any) -> None:
    shuffled = [*held, *held]
    random.shuffle(shuffled)
    one, other = assess(held), assess(shuffled)

    parts = ("status", "met", "not_met", "contested", "untested", "rests_on_one_group")
    assert all(getattr(one, part) == getattr(other, part) for part in parts)
    assert set(one.deciding) == set(other.deciding)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"observation": "autoantibodies"}, "observation must be a member of Observation, got 'auto"),
        ({"observation": None}, "observation must be a member of Observation"),
        # A word would count as true, whatever it says.
        ({"met": "not-met"}, "met must be True or False, got 'not-met'"),
        ({"met": 1}, "met must be True or False, got 1"),
    ],
)
def test_an_observation_refuses_what_has_the_wrong_type(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidTypeError, match=f"^{message}"):
        attrs.evolve(seen(Observation.AUTOANTIBODIES), **changes)

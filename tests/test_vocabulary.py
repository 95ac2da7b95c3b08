"""The controlled words."""

from __future__ import annotations

import copy
import itertools
import pickle

import pytest

from alsfacts import vocabulary
from alsfacts.errors import AlsfactsError
from alsfacts.vocabulary import Directness, OrderedTerm, Term, Validity

WORDS = [getattr(vocabulary, name) for name in vocabulary.__all__ if name not in ("Term", "OrderedTerm")]
ORDERED = [kind for kind in WORDS if issubclass(kind, OrderedTerm)]


@pytest.mark.parametrize("kind", WORDS)
def test_every_member_is_its_value_and_has_a_definition(kind: type[Term]) -> None:
    for member in kind:
        assert member == member.value
        assert str(member) == member.value
        assert f"{member}" == member.value
        assert member.meaning
        assert member.meaning.endswith(".")
        assert kind(member.value) is member


@pytest.mark.parametrize("kind", ORDERED)
def test_ordered_words_compare_in_the_order_of_their_definition(kind: type[OrderedTerm]) -> None:
    members = list(kind)

    backwards = [*members[1:], members[0]]
    assert sorted(backwards) == members
    for low, high in itertools.pairwise(members):
        assert low < high
        assert low <= high
        assert high > low
        assert high >= low
        assert not high < low


def test_the_order_of_validity_is_that_of_clingen() -> None:
    assert Validity.LIMITED < Validity.MODERATE < Validity.STRONG < Validity.DEFINITIVE
    assert Validity.REFUTED < Validity.DISPUTED < Validity.LIMITED


@pytest.mark.parametrize("other", ["direct", 3, None, Validity.STRONG])
def test_words_of_different_vocabularies_have_no_order(other: object) -> None:
    with pytest.raises(AlsfactsError, match="Directness"):
        assert other > Directness.DIRECT
    with pytest.raises(TypeError):
        assert other <= Directness.DIRECT


@pytest.mark.parametrize("kind", WORDS)
def test_members_survive_pickling_and_copying(kind: type[Term]) -> None:
    for member in kind:
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301
        assert copy.deepcopy(member) is member

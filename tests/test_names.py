"""Names of the bundled genes: the approved symbol wins, and what is ambiguous is listed here."""

from __future__ import annotations

from collections import defaultdict

import pytest

from alsfacts.errors import AmbiguousNameError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Gene

AMBIGUOUS = {
    "cav": ("CAV1", "CAV2"),
    "co4": ("C4A", "C4B"),
}
"""Names that belong to two or more genes and to none as its symbol: asking for one is an error.

HGNC gives each of them to both. A change here is a change for users.
"""

SHADOWED = {
    "c4b": (("C4A",), "C4B"),
}
"""Aliases that are the approved symbol of another gene: their owners, and the gene that wins."""


def owners(kb: KnowledgeBase) -> dict[str, set[str]]:
    """Genes by every name that they answer to, symbols left out, in one case."""
    found: dict[str, set[str]] = defaultdict(set)
    for gene in kb.genes:
        for name in gene.names():
            found[name.casefold()].add(gene.id)
    return found


def test_every_ambiguous_name_is_listed(kb: KnowledgeBase) -> None:
    symbols = {symbol.casefold() for symbol in kb.genes.ids}
    shared = {name: tuple(sorted(ids)) for name, ids in owners(kb).items() if len(ids) > 1}

    assert {name: ids for name, ids in shared.items() if name not in symbols} == AMBIGUOUS


def test_every_alias_that_is_the_symbol_of_another_gene_is_listed(kb: KnowledgeBase) -> None:
    symbols = {symbol.casefold(): symbol for symbol in kb.genes.ids}
    shadowed = {
        name: (tuple(sorted(ids - {symbols[name]})), symbols[name])
        for name, ids in owners(kb).items()
        if name in symbols and ids - {symbols[name]}
    }

    assert shadowed == SHADOWED


@pytest.mark.parametrize("name", sorted(AMBIGUOUS))
def test_an_ambiguous_name_gives_all_candidates_and_no_gene(name: str, kb: KnowledgeBase) -> None:
    for spelling in (name, name.upper(), f" {name} "):
        with pytest.raises(AmbiguousNameError) as caught:
            kb.genes[spelling]
        assert tuple(sorted(caught.value.candidates)) == AMBIGUOUS[name]


def test_an_approved_symbol_always_wins(kb: KnowledgeBase) -> None:
    for gene in kb.genes:
        for spelling in {gene.id, gene.id.lower(), gene.id.upper(), gene.id.swapcase(), f" {gene.id}\n"}:
            assert kb.genes[spelling] is gene
            assert kb.genes.get(spelling) is gene
            assert kb.find(spelling, (Gene,)) is gene


@pytest.mark.parametrize(("name", "held"), sorted(SHADOWED.items()))
def test_a_shadowed_alias_gives_the_gene_whose_symbol_it_is(
    name: str, held: tuple[tuple[str, ...], str], kb: KnowledgeBase
) -> None:
    _, winner = held

    assert kb.genes[name].id == winner
    assert kb.genes[name.upper()].id == winner


def test_every_other_name_gives_its_own_gene(kb: KnowledgeBase) -> None:
    for name, ids in owners(kb).items():
        if name not in AMBIGUOUS and name not in SHADOWED:
            assert {kb.genes[name].id} == ids
            assert {kb.genes[name.upper()].id} == ids

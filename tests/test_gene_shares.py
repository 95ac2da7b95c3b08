"""Shares by gene: which of them make a sum, and how they read."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import attrs
import pytest

from alsfacts.epidemiology import (
    GeneShare,
    familial_share,
    major_gene_share,
)
from alsfacts.errors import (
    InvalidTypeError,
    InvalidValueError,
)
from alsfacts.vocabulary import Region
from tests.estimate_records import (
    FAMILIAL,
    SPORADIC,
)

# Unlike quantities


SHARE = GeneShare(
    share=0.3,
    gene_ids=("SOD1",),
    stratum=FAMILIAL,
    region=Region.EUROPE,
    reference_id="zou",
    evidence_ids=("zou-sod1",),
)


def test_different_genes_of_one_stratum_and_source_make_a_sum() -> None:
    whole = SHARE + attrs.evolve(SHARE, gene_ids=("FUS",), evidence_ids=("zou-fus",), share=0.1)

    assert whole.share == pytest.approx(0.4)
    assert whole.gene_ids == ("SOD1", "FUS")
    assert whole.evidence_ids == ("zou-sod1", "zou-fus")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"gene_ids": ("FUS",), "stratum": SPORADIC},
        {"gene_ids": ("FUS",), "region": Region.ASIA},
        {"gene_ids": ("FUS",), "reference_id": "another"},
        {"gene_ids": ("FUS", "SOD1")},
    ],
)
def test_shares_that_do_not_belong_together_are_not_added(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidTypeError, match="of one stratum, region and source"):
        _ = SHARE + attrs.evolve(SHARE, **change)


def test_results_of_different_kinds_are_not_added() -> None:
    familial, explained = familial_share(), major_gene_share("europe")

    for pair in ((familial, explained), (explained, SHARE), (SHARE, familial), (explained, 0.1)):
        with pytest.raises(InvalidTypeError, match="are not added"):
            _ = pair[0] + pair[1]
    with pytest.raises(InvalidTypeError, match="to be pooled and not added"):
        _ = familial + familial


def test_a_sum_above_one_is_no_share() -> None:
    with pytest.raises(InvalidValueError, match="share must lie from 0 to 1"):
        _ = attrs.evolve(SHARE, share=0.8) + attrs.evolve(SHARE, gene_ids=("FUS",), share=0.8)


# Words and laws of shares by gene


def test_shares_by_gene_in_words() -> None:
    assert str(SHARE) == "SOD1: 30.0% (carrier-share-familial)"
    whole = SHARE + attrs.evolve(SHARE, gene_ids=("FUS",), share=0.1)
    assert str(whole) == "SOD1 + FUS: 40.0% (carrier-share-familial)"


def test_parts_may_sum_to_the_whole_and_not_above() -> None:
    tenths = [attrs.evolve(SHARE, gene_ids=(f"G{number}",), share=0.1) for number in range(10)]
    whole = reduce(add, tenths)

    assert whole.share == pytest.approx(1)
    assert attrs.evolve(SHARE, share=1.0).share == 1
    assert attrs.evolve(SHARE, share=0.0).share == 0
    for wrong in (-0.001, 1.001):
        with pytest.raises(InvalidValueError, match="share must lie from 0 to 1"):
            attrs.evolve(SHARE, share=wrong)

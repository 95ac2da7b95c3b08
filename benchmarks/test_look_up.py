"""Time of look-ups and queries, each group beside what it is compared with.

``python -m pytest benchmarks`` prints a table for each group, with ratios to its fastest row. Peers are
measured where they are installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import alsfacts
from alsfacts.entries import whole
from alsfacts.serialization import read
from alsfacts.vocabulary import Design
from benchmarks.peers import PEERS, Peer, installed
from benchmarks.user_file import write

Benchmark = Callable[..., Any]

genes, evidence = alsfacts.genes, alsfacts.evidence
GENES = {gene.id: gene for gene in genes}
ITEMS = list(evidence)

peers = pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])


def ready(peer: Peer) -> tuple[Callable[[], Any], Callable[[], Any]]:
    if peer not in installed():
        pytest.skip(f"{peer.name} is not installed")
    return peer.ready()


@pytest.mark.benchmark(group="by id")
def test_a_dictionary(benchmark: Benchmark) -> None:
    assert benchmark(lambda: GENES["SOD1"]).id == "SOD1"


@pytest.mark.benchmark(group="by id")
def test_a_gene_by_id(benchmark: Benchmark) -> None:
    """To reach: at most 2.5 times the dictionary."""
    assert benchmark(lambda: genes["SOD1"]).id == "SOD1"


@pytest.mark.benchmark(group="by id")
@peers
def test_a_peer_by_id(benchmark: Benchmark, peer: Peer) -> None:
    assert benchmark(ready(peer)[0]) is not None


@pytest.mark.benchmark(group="by alias")
def test_a_dictionary_again(benchmark: Benchmark) -> None:
    assert benchmark(lambda: GENES["SOD1"]).id == "SOD1"


@pytest.mark.benchmark(group="by alias")
def test_a_gene_by_alias_in_another_case(benchmark: Benchmark) -> None:
    """To reach: at most 6 times the dictionary."""
    assert benchmark(lambda: genes["als1"]).id == "SOD1"


@pytest.mark.benchmark(group="by alias")
@peers
def test_a_peer_by_alias(benchmark: Benchmark, peer: Peer) -> None:
    assert benchmark(ready(peer)[1]) is not None


@pytest.mark.benchmark(group="where")
def test_a_comprehension(benchmark: Benchmark) -> None:
    assert benchmark(lambda: [item for item in ITEMS if item.design == Design.GWAS])


@pytest.mark.benchmark(group="where")
def test_where_on_a_word(benchmark: Benchmark) -> None:
    """To reach: at most 3 times the comprehension."""
    assert benchmark(lambda: evidence.where(design="gwas"))


@pytest.mark.benchmark(group="where")
def test_where_on_an_id(benchmark: Benchmark) -> None:
    """To reach: in proportion to the hits."""
    assert benchmark(lambda: evidence.where(gene_ids="SOD1"))


@pytest.mark.benchmark(group="where")
def test_evidence_about(benchmark: Benchmark) -> None:
    assert benchmark(lambda: evidence.about("SOD1"))


@pytest.mark.benchmark(group="where")
def test_evidence_on(benchmark: Benchmark) -> None:
    assert benchmark(lambda: evidence.on("multistep"))


@pytest.mark.benchmark(group="reading 5,000 findings")
def test_python_parses(benchmark: Benchmark, tmp_path: Path) -> None:
    write(tmp_path / "evidence.json", 5000)
    text = (tmp_path / "evidence.json").read_text(encoding="utf-8")

    assert len(benchmark(json.loads, text)["evidence"]) == 5000


@pytest.mark.benchmark(group="reading 5,000 findings")
def test_python_parses_and_refuses_double_keys(benchmark: Benchmark, tmp_path: Path) -> None:
    write(tmp_path / "evidence.json", 5000)
    text = (tmp_path / "evidence.json").read_text(encoding="utf-8")

    assert len(benchmark(whole, text)["evidence"]) == 5000


@pytest.mark.benchmark(group="reading 5,000 findings")
def test_records_are_read_and_checked(benchmark: Benchmark, tmp_path: Path) -> None:
    write(tmp_path / "evidence.json", 5000)

    assert len(benchmark(read, tmp_path / "evidence.json")["evidence"]) == 5000

"""The graph of records, and GraphML read back by networkx."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts import KnowledgeBase
from alsfacts.errors import InvalidTypeError, MissingExtraError
from alsfacts.export.network_graph import graph, graphml, graphml_lines
from alsfacts.links import outgoing_links
from alsfacts.model import GeneLink, Measure, Mechanism, Record
from alsfacts.vocabulary import Direction, MechanismKind
from tests.builders import bearing, disease, finding, gene, hypothesis, reference

networkx = import_module("networkx")

KB = alsfacts.knowledge_base()
GRAPH = graph(KB)
RECORDS = [record for catalog in KB.catalogs.values() for record in catalog]
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"

texts = st.text(min_size=1).map(str.strip).filter(bool)


def edges_of(found: Any) -> Counter[tuple[str, str, tuple[tuple[str, Any], ...]]]:
    return Counter(
        (start, end, tuple(sorted(attributes.items()))) for start, end, attributes in found.edges(data=True)
    )


def read(text: str) -> Any:
    return networkx.parse_graphml(text, force_multigraph=True)


def test_every_record_is_a_node() -> None:
    assert list(GRAPH.nodes) == [f"{record.catalog_name}:{record.id}" for record in RECORDS]
    for record in RECORDS:
        attributes = GRAPH.nodes[f"{record.catalog_name}:{record.id}"]
        assert KB.catalog(attributes["catalog"])[attributes["record_id"]] is record
        assert attributes["label"]


def test_records_that_share_an_id_are_different_nodes() -> None:
    shared = "neuroinflammation"

    assert GRAPH.nodes[f"mechanisms:{shared}"]["kind"] == "immune"
    assert GRAPH.nodes[f"hypotheses:{shared}"]["factor"] == "immune"


def test_every_link_is_an_edge() -> None:
    wanted = Counter(
        (f"{record.catalog_name}:{record.id}", f"{catalog}:{target}", re.split(r"[.\[]", path)[0])
        for record in RECORDS
        for path, catalog, target in outgoing_links(record)
    )

    assert Counter(GRAPH.edges(data="relation")) == wanted


@given(st.sampled_from(RECORDS))
def test_edges_lead_to_the_neighbours_and_have_the_name_of_their_field(record: Record) -> None:
    node = f"{record.catalog_name}:{record.id}"
    found = {(n.field, f"{n.record.catalog_name}:{n.record.id}") for n in KB.neighbours(record) if n.outgoing}

    assert {(relation, end) for _, end, relation in GRAPH.out_edges(node, data="relation")} == found
    for _, _, key, relation in GRAPH.out_edges(node, keys=True, data="relation"):
        assert re.fullmatch(rf"{relation}( [2-9]\d*)?", key)


def test_bearings_say_how_a_finding_speaks() -> None:
    edges = [data for _, _, key, data in GRAPH.edges(keys=True, data=True) if key == "bearings"]

    assert len(edges) == sum(len(item.bearings) for item in KB.evidence)
    assert Counter(data["direction"] for data in edges) == Counter(
        bearing.direction.value for item in KB.evidence for bearing in item.bearings
    )
    assert all(data["directness"] and data["why"] for data in edges)
    assert all("hypothesis_id" not in data for data in edges)


def test_a_link_of_two_ends_keeps_both() -> None:
    mechanism = Mechanism(
        id="some-process",
        name="A process",
        kind=MechanismKind.CELLULAR,
        description="It goes on.",
        links=(
            GeneLink(gene_id="ABC1", evidence_id="first"),
            GeneLink(gene_id="ABC1", evidence_id="second"),
        ),
    )
    found = graph(KnowledgeBase([mechanism, gene()]))

    assert dict(found["mechanisms:some-process"]["genes:ABC1"]) == {
        "links": {"relation": "links", "evidence_id": "first"},
        "links 2": {"relation": "links", "evidence_id": "second"},
    }
    assert dict(found["mechanisms:some-process"]["evidence:second"]) == {
        "links": {"relation": "links", "gene_id": "ABC1"}
    }


def test_columns_of_one_value_are_attributes() -> None:
    attributes = GRAPH.nodes["evidence:miller-2022-tofersen-valor"]

    assert attributes["design"] == "randomised-trial"
    assert attributes["year"] == 2022
    assert attributes["measure_value"] == 1.2
    assert "gene_ids" not in attributes
    assert "cohort" not in attributes
    assert GRAPH.nodes["genes:SOD1"]["locus_chromosome"] == "21"
    definitive = [name for name, validity in GRAPH.nodes(data="validity") if validity == "definitive"]
    assert definitive == [f"genes:{name}" for name in KB.genes.where(validity="definitive").ids]


def test_a_record_that_is_not_there_is_a_bare_node() -> None:
    found = graph(KnowledgeBase([finding()]))

    assert dict(found.nodes["references:doe-2020"]) == {"catalog": "references", "record_id": "doe-2020"}
    assert dict(found.nodes["hypotheses:genetic-monogenic"]) == {
        "catalog": "hypotheses",
        "record_id": "genetic-monogenic",
    }
    assert "year" not in found.nodes["evidence:doe-2020-finding"]
    assert read(graphml(KnowledgeBase([finding()]))).nodes == found.nodes


def test_the_bundled_graph_is_the_default_and_says_what_it_is() -> None:
    assert networkx.utils.graphs_equal(graph(), GRAPH)
    assert GRAPH.graph["provenance"].startswith("alsfacts ")
    assert f"{len(RECORDS):,} records" in GRAPH.graph["provenance"]


def test_graphml_is_read_back() -> None:
    found = read(graphml(KB))

    assert dict(found.nodes(data=True)) == dict(GRAPH.nodes(data=True))
    assert list(found.nodes) == list(GRAPH.nodes)
    assert edges_of(found) == edges_of(GRAPH)
    assert found.graph["provenance"] == GRAPH.graph["provenance"]
    for name in ("n_cases", "locus_start"):
        assert {type(value) for _, value in found.nodes(data=name) if value is not None} == {int}


def test_ids_are_what_the_schema_of_graphml_asks_for() -> None:
    root = ET.fromstring(graphml(KB))  # noqa: S314 - our own text
    ids = [element.get("id", "") for element in root.iter() if element.get("id") is not None]

    assert len(set(ids)) == len(ids)
    # NMTOKEN, as far as ASCII goes
    assert all(re.fullmatch(r"[A-Za-z0-9._:-]+", found) for found in ids)
    declared = {key.get("id") for key in root.iter(f"{NAMESPACE}key")}
    assert {data.get("key") for data in root.iter(f"{NAMESPACE}data")} <= declared


@given(statement=texts, why=texts, value=st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_number_is_read_back(statement: str, why: str, value: float) -> None:
    base = KnowledgeBase(
        [
            reference(),
            disease(),
            hypothesis(),
            finding(
                statement=statement,
                measure=Measure(name="a figure", value=value, unit="points"),
                bearings=(bearing(why=why),),
            ),
        ]
    )
    found = read(graphml(base))

    # XML holds no control characters.
    unfit = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    node = found.nodes["evidence:doe-2020-finding"]
    assert node["statement"] == node["label"] == unfit.sub("\ufffd", statement)
    assert node["measure_value"] == value
    (edge,) = found["evidence:doe-2020-finding"]["hypotheses:genetic-monogenic"].values()
    assert edge["why"] == unfit.sub("\ufffd", why)


def test_a_figure_that_is_whole_here_and_not_there_is_a_double() -> None:
    items = [
        finding(id=f"finding-{place}", measure=Measure(name="a figure", value=value, unit="points"))
        for place, value in enumerate((5, 5.5, 6))
    ]
    found = read(graphml(KnowledgeBase(items)))

    assert [found.nodes[f"evidence:finding-{place}"]["measure_value"] for place in range(3)] == [
        5.0,
        5.5,
        6.0,
    ]


def test_flags_are_flags() -> None:
    flags = [value for _, _, value in read(graphml(KB)).edges(data="superseded") if value is not None]

    assert set(map(type, flags)) == {bool}
    assert Counter(flags) == Counter(
        value for _, _, value in GRAPH.edges(data="superseded") if value is not None
    )


def test_two_hyphens_do_not_end_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alsfacts.export.provenance.__version__", "1--2-->")

    assert read(graphml(KB)).number_of_nodes() == len(RECORDS)


def test_attributes_leave_the_words_alone_that_networkx_keeps() -> None:
    table = networkx.to_pandas_edgelist(GRAPH, edge_key="key")
    again = networkx.node_link_graph(networkx.node_link_data(GRAPH), multigraph=True)

    assert len(table) == GRAPH.number_of_edges()
    assert set(table["part_source"].dropna()) == {"ClinGen", "alsfacts"}
    assert networkx.utils.graphs_equal(again, GRAPH)


def test_an_empty_knowledge_base_is_an_empty_graph() -> None:
    empty = KnowledgeBase()

    assert graph(empty).number_of_nodes() == 0
    assert read(graphml(empty)).number_of_nodes() == 0


def test_equal_data_gives_equal_bytes() -> None:
    assert graphml(KB) == graphml() == "".join(graphml_lines(KB))


@pytest.mark.parametrize("function", [graph, graphml, graphml_lines])
def test_only_a_knowledge_base_makes_a_graph(function: Any) -> None:
    with pytest.raises(InvalidTypeError, match="a graph is made of a knowledge base, got EvidenceCatalog"):
        function(KB.evidence)


def test_networkx_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)

    with pytest.raises(MissingExtraError, match=r"a graph needs networkx: pip install 'alsfacts\[graph\]'"):
        graph(KB)
    assert graphml(KB).startswith("<?xml")


def test_a_path_in_the_graph_is_one_of_the_library() -> None:
    way = networkx.shortest_path(
        GRAPH.to_undirected(), "therapies:tofersen", "mechanisms:protein-aggregation"
    )

    assert way == ["therapies:tofersen", "mechanisms:protein-aggregation"]
    speaking = Counter(
        direction for _, _, direction in GRAPH.in_edges("hypotheses:multistep", data="direction") if direction
    )
    assert speaking[Direction.SUPPORTS.value] > speaking[Direction.DISPUTES.value]

"""KGX files, read and validated by the kgx package itself.

It is no requirement of the tests: it needs NumPy 1, and with that older pandas, pyarrow and
Sphinx. In an environment of its own (pip install kgx pytest hypothesis, and this package)::

    python -m pytest -c /dev/null -p no:cacheprovider tests/test_kgx_validator.py
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import alsfacts
from alsfacts.export.kgx_files import kgx, kgx_edges_lines, kgx_nodes_lines

pytest.importorskip("kgx", reason="kgx needs an environment of its own")


@pytest.fixture(scope="module")
def prefixes() -> dict[str, str]:
    """Let kgx find offline what it would download: the model and its prefixes."""
    folder = Path(next(iter(import_module("biolink_model").__path__)))
    toolkit = import_module("bmt.toolkit").Toolkit
    model = str(folder / "schema" / "biolink_model.yaml")
    toolkit.__init__.__defaults__ = (model, {"predicate mappings": []})
    known = json.loads((folder / "prefixmaps" / "biolink_model_prefix_map.json").read_text(encoding="utf-8"))
    config = import_module("kgx.config")
    for name in ("biolink", "monarch_context", "obo_context"):
        config.jsonld_context_map[name] = known
    found: dict[str, str] = known
    return found


@pytest.fixture(scope="module")
def read(prefixes: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Any:
    assert prefixes
    paths = kgx(alsfacts.knowledge_base(), tmp_path_factory.mktemp("kgx"))
    transformer = import_module("kgx.transformer").Transformer()
    transformer.transform({"filename": [str(path) for path in paths], "format": "tsv"})
    return transformer.store.graph


def test_kgx_reads_all_of_it(read: Any) -> None:
    edges = [tuple(line.split("\t")[1:4]) for line in kgx_edges_lines()][1:]

    assert len(list(read.nodes())) == len(list(kgx_nodes_lines())) - 1
    # It keeps one edge of those that agree in subject, predicate and object.
    assert len(list(read.edges())) == len(set(edges))
    negated = [data for *_, data in read.edges(data=True) if data.get("negated")]
    assert len(negated) == sum("\ttrue\t" in line for line in kgx_edges_lines())


def test_the_validator_objects_to_our_prefixes_only(read: Any, prefixes: dict[str, str]) -> None:
    validator = import_module("kgx.validator").Validator
    strict = validator()
    strict.validate(read)
    complaints = {
        message
        for kinds in strict.get_errors().values()
        for messages in kinds.values()
        for message in messages
    }
    assert complaints
    assert all("CURIE prefix 'alsfacts." in message for message in complaints)

    ours = {f"alsfacts.{name}": f"urn:alsfacts:{name}/" for name in ("mechanisms", "exposures", "therapies")}
    knowing = validator()
    knowing.prefixes = knowing.prefixes | set(ours)
    knowing.validate(read)
    assert prefixes
    assert not knowing.get_errors()

"""Rows, frames, text tables and writing: what goes out is what the records hold."""

from __future__ import annotations

import csv as csv_module
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alsfacts
from alsfacts import export
from alsfacts.catalog import Catalog
from alsfacts.columns import ColumnKind, columns, parts
from alsfacts.errors import (
    DataError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnboundRecordError,
    UnknownRecordError,
)
from alsfacts.export.formats import FORMATS
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import RECORD_TYPES, Evidence, Gene, Hypothesis
from alsfacts.serialization import dump, read_text
from alsfacts.writing import replace_file
from tests.builders import disease, finding, gene, hypothesis, reference

CATALOGS = tuple(RECORD_TYPES)
TABLES = [(name, part) for name in CATALOGS for part in (None, *parts(name))]
BACKENDS = ("pandas", "polars", "pyarrow", "duckdb")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text == text.strip()
)


def hypotheses_of(*statements: str) -> Catalog[Hypothesis]:
    return Catalog(
        Hypothesis, [hypothesis(id=f"h{number}", statement=text) for number, text in enumerate(statements)]
    )


# Rows and columns


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_a_table_has_its_columns_with_values_of_their_kind(
    name: str, part: str | None, kb: KnowledgeBase
) -> None:
    wanted = columns(name, part)
    rows = kb.catalog(name).to_rows(part)

    assert len({column.name for column in wanted}) == len(wanted)
    assert all(column.meaning for column in wanted)
    kinds: dict[ColumnKind, Any] = {
        ColumnKind.TEXT: str,
        ColumnKind.WORD: str,
        ColumnKind.LIST: tuple,
        ColumnKind.INTEGER: int,
        ColumnKind.NUMBER: (int, float),
        ColumnKind.FLAG: bool,
    }
    for row in rows:
        assert list(row) == [column.name for column in wanted]
        for column in wanted:
            value = row[column.name]
            if value is None:
                assert column.nullable, column
            else:
                assert isinstance(value, kinds[column.kind]), column
                assert type(value) is not bool or column.kind is ColumnKind.FLAG
            if column.words and value is not None:
                assert value in column.words


@pytest.mark.parametrize("name", CATALOGS)
def test_a_record_is_one_row_and_its_parts_are_one_each(name: str, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)

    assert [row["id"] for row in catalog.to_rows()] == list(catalog.ids)
    for part in parts(name):
        rows = catalog.to_rows(part)
        assert len(rows) == sum(len(getattr(record, part)) for record in catalog)


def test_every_field_of_a_record_is_in_its_tables() -> None:
    for name, kind in RECORD_TYPES.items():
        flat = [column.name for column in columns(name)]
        for field in attrs.fields(kind):
            if field.init:
                held = any(column == field.name or column.startswith(f"{field.name}_") for column in flat)
                assert held or field.name in parts(name), (name, field.name)


def test_values_are_those_of_the_record(kb: KnowledgeBase) -> None:
    row = kb.evidence.where(id="miller-2022-tofersen-valor").to_rows()[0]
    item = kb.evidence["miller-2022-tofersen-valor"]

    assert item.measure is not None
    assert row["design"] == "randomised-trial"
    assert type(row["design"]) is str
    assert (row["measure_value"], row["measure_unit"]) == (item.measure.value, item.measure.unit)
    assert (row["year"], row["reference_status"]) == (item.year, "current")
    assert row["gene_ids"] == ("SOD1",)
    assert row["bound_lower"] is None


def test_bearings_in_long_form(kb: KnowledgeBase) -> None:
    item = kb.evidence["al-chalabi-2010-mz-discordance"]
    rows = kb.evidence.where(id=item.id).to_rows("bearings")

    assert [row["hypothesis_id"] for row in rows] == [held.hypothesis_id for held in item.bearings]
    assert {row["evidence_id"] for row in rows} == {item.id}
    assert rows[0]["direction"] == str(item.bearings[0].direction)
    assert rows[0]["n_cases"] == item.n_cases


def test_an_unknown_table_is_refused_with_suggestions(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownRecordError, match="evidence have no part 'bearing'; did you mean 'bearings'"):
        kb.evidence.to_rows("bearing")
    with pytest.raises(UnknownRecordError, match="no catalog is called 'gene'; did you mean 'genes'"):
        columns("gene")
    with pytest.raises(InvalidTypeError, match=r"expected a catalog, such as alsfacts\.genes, got list"):
        export.rows(list(kb.genes))  # type: ignore[arg-type]


def test_a_record_without_a_home_cannot_say_what_its_links_hold() -> None:
    with pytest.raises(UnboundRecordError, match="belongs to no knowledge base"):
        Catalog(Evidence, [finding()]).to_rows()
    assert Catalog(Gene, [gene()]).to_rows()[0]["validity"] is None


# Frames


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("name", "part"), TABLES)
def test_a_frame_holds_the_rows(backend: str, name: str, part: str | None, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)

    frame = nw.from_native(catalog.to_frame(backend, part))

    eager = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    found = eager.to_arrow().to_pylist()
    expected = [
        {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}
        for row in catalog.to_rows(part)
    ]
    assert found == expected


def test_types_are_kept(kb: KnowledgeBase) -> None:
    pandas = kb.evidence.to_frame("pandas")
    assert isinstance(pandas, pd.DataFrame)
    assert str(pandas["n_cases"].dtype) == "Int64"
    assert str(pandas["measure_value"].dtype) == "Float64"
    assert str(pandas["carrier_count_unselected"].dtype) == "boolean"
    assert isinstance(pandas["design"].dtype, pd.CategoricalDtype)
    assert not pandas["design"].dtype.ordered
    basis = pandas["basis"].dtype
    assert isinstance(basis, pd.CategoricalDtype)
    assert (list(basis.categories), basis.ordered) == (["citation-only", "abstract", "full-text"], True)

    polars = kb.evidence.to_frame("polars")
    assert polars.schema["n_cases"] == pl.Int64
    assert polars.schema["basis"] == pl.Enum(["citation-only", "abstract", "full-text"])
    assert polars.schema["gene_ids"] == pl.List(pl.String)

    arrow = kb.evidence.to_frame("pyarrow").schema
    assert pa.types.is_dictionary(arrow.field("basis").type)
    assert arrow.field("basis").type.ordered
    assert arrow.field("n_cases").type == pa.int64()

    relation = kb.evidence.to_frame("duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert (types["n_cases"], types["gene_ids"]) == ("BIGINT", "VARCHAR[]")
    assert types["basis"] == "ENUM('citation-only', 'abstract', 'full-text')"


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_empty_catalog_has_typed_columns(backend: str, kb: KnowledgeBase) -> None:
    full, empty = kb.evidence, kb.evidence.head(0)

    def schema(catalog: Any) -> Any:
        frame = catalog.to_frame(backend)
        # An object column of pandas says what it holds by its values only.
        return dict(frame.dtypes) if backend == "pandas" else nw.from_native(frame).collect_schema()

    assert schema(empty) == schema(full)


def test_an_unknown_backend_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InvalidValueError, match="no backend 'polar'; did you mean 'polars'"):
        kb.genes.to_frame("polar")


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("narwhals", r"a data frame needs narwhals: pip install 'alsfacts\[frames\]'"),
        ("polars", "a polars frame needs polars: pip install polars"),
    ],
)
def test_a_missing_library_is_named_with_how_to_install_it(
    missing: str, message: str, monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Refusing(missing), *sys.meta_path])

    with pytest.raises(MissingExtraError, match=message) as caught:
        kb.genes.to_frame("polars")
    assert isinstance(caught.value, ImportError)
    assert caught.value.name == missing


class _Refusing:
    def __init__(self, missing: str) -> None:
        self.missing = missing

    def find_spec(self, name: str, *_: Any) -> None:
        if name.partition(".")[0] == self.missing:
            raise ModuleNotFoundError(name=name)


# Text tables


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_csv_is_read_back_by_others(name: str, part: str | None, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)
    text = catalog.to_csv(part)

    pandas = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    polars = pl.read_csv(io.StringIO(text), infer_schema=False).fill_null("")

    expected = [{key: _as_text(value) for key, value in row.items()} for row in catalog.to_rows(part)]
    assert pandas.to_dict("records") == expected
    assert polars.to_dicts() == expected


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return str(value)


@given(st.lists(texts, max_size=4))
def test_any_text_survives_csv_and_tsv(statements: list[str]) -> None:
    catalog = hypotheses_of(*statements)

    for text, delimiter in ((export.csv(catalog), ","), (export.tsv(catalog), "\t")):
        rows = list(csv_module.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert [row["statement"] for row in rows] == statements


@given(st.lists(texts, min_size=1, max_size=4, unique=True))
def test_texts_of_a_list_can_be_told_apart(aliases: list[str]) -> None:
    catalog = Catalog(Gene, [gene(aliases=tuple(aliases))])

    (row,) = csv_module.DictReader(io.StringIO(export.csv(catalog), newline=""))
    assert list(_split(row["aliases"])) == aliases


def _split(cell: str) -> Iterator[str]:
    """Undo the joining, as the documentation describes it."""
    piece, escaped = "", False
    for character in cell:
        if escaped or character not in "\\|":
            piece, escaped = piece + character, False
        elif character == "\\":
            escaped = True
        else:
            yield piece
            piece = ""
    yield piece


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_json_lines_are_read_back(name: str, part: str | None, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)
    text = export.jsonl(catalog, part)

    found = [json.loads(line) for line in text.splitlines()]
    expected = [
        {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}
        for row in catalog.to_rows(part)
    ]
    assert found == expected


@given(st.lists(texts, max_size=4))
def test_any_text_survives_json_and_json_lines(statements: list[str]) -> None:
    catalog = hypotheses_of(*statements)

    lines = export.jsonl(catalog).split("\n")
    assert [json.loads(line)["statement"] for line in lines[:-1]] == statements
    assert read_text(export.json(catalog))["hypotheses"] == tuple(catalog)


@pytest.mark.parametrize("name", CATALOGS)
def test_json_is_a_data_file_in_canonical_form(name: str, kb: KnowledgeBase) -> None:
    catalog = kb.catalog(name)
    text = catalog.to_json()

    assert read_text(text)[name] == tuple(catalog)
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_canonical_form_of_nothing() -> None:
    contents: list[dict[str, list[Gene]]] = [{}, {"genes": []}, {"genes": [], "references": []}]
    for content in contents:
        text = dump(content)
        assert text == json.dumps(content, indent=2) + "\n"


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_parquet_is_read_back(name: str, part: str | None, kb: KnowledgeBase, tmp_path: Path) -> None:
    catalog = kb.catalog(name)
    path = tmp_path / "table.parquet"
    export.parquet(catalog, path, part)

    assert pl.read_parquet(path).to_dicts() == catalog.to_frame("polars", part).to_dicts()
    metadata = pq.read_schema(path).metadata
    assert metadata[b"alsfacts"].decode().startswith(f"alsfacts {alsfacts.__version__}: data ")


# Writing


@pytest.mark.parametrize("name", [name for name, held in FORMATS.items() if "evidence" in held.takes])
def test_the_same_records_give_the_same_bytes(name: str, kb: KnowledgeBase, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.bin" for number in range(2)]
    for path in paths:
        kb.evidence.on("multistep").write(path, name)

    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("a.csv", b"id,"),
        ("a.TSV", b"id\t"),
        ("a.json", b"{\n"),
        ("a.jsonl", b'{"id"'),
        ("a.parquet", b"PAR1"),
    ],
)
def test_the_format_follows_from_the_ending(
    file: str, beginning: bytes, kb: KnowledgeBase, tmp_path: Path
) -> None:
    kb.hypotheses.write(tmp_path / "new" / file)

    assert (tmp_path / "new" / file).read_bytes().startswith(beginning)


def test_what_cannot_be_written_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match=r"no format is known by the ending of .*; pass format"):
        kb.genes.write(tmp_path / "genes.xyz")
    with pytest.raises(InvalidValueError, match="no format 'cvs'; did you mean 'csv'"):
        kb.genes.write(tmp_path / "genes", "cvs")
    with pytest.raises(InvalidValueError, match=r"csv has no option 'parts'\. Options: part"):
        kb.genes.write(tmp_path / "genes.csv", parts="aliases")
    with pytest.raises(InvalidTypeError, match="csv is made of a catalog, got <KnowledgeBase"):
        export.write(kb, tmp_path / "all.csv")
    with pytest.raises(DataError, match="cannot be written"):
        kb.genes.write(tmp_path / "genes.csv" / "\0", "csv")
    with pytest.raises(InvalidTypeError, match="path must be a str or Path, got int"):
        replace_file(7, "text")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "genes.csv"])


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "held.txt"
    path.write_text("old")

    def half() -> Iterator[str]:
        yield "new"
        msg = "stop"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="stop"):
        replace_file(path, half())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stream_is_never_held_whole(tmp_path: Path) -> None:
    held = []

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            held.append(number)
            yield b"x" * 100_000

    replace_file(tmp_path / "long.bin", pieces())

    assert (tmp_path / "long.bin").stat().st_size == 10_000_000
    assert held == list(range(100))


def test_a_knowledge_base_of_your_own_is_not_called_bundled(tmp_path: Path) -> None:
    own = KnowledgeBase([reference(), disease(), hypothesis(), finding()])

    export.parquet(own.evidence, tmp_path / "own.parquet")

    note = pq.read_schema(tmp_path / "own.parquet").metadata[b"alsfacts"].decode()
    assert note.splitlines() == [
        f"alsfacts {alsfacts.__version__}: records of a knowledge base that is not the bundled one",
        "1 evidence. No medical advice.",
    ]

"""Tables of records: data frames, CSV, TSV, JSON, JSON Lines, Parquet.

All have the columns of `alsfacts.columns.columns`, under the same names. Frames keep types:
whole numbers with missing values stay whole, words of a vocabulary become categories with
all their words, lists stay lists.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alsfacts.catalog import Catalog
from alsfacts.columns import Column, ColumnKind, columns, iterate_rows
from alsfacts.errors import InvalidTypeError, InvalidValueError
from alsfacts.export.delimited import cell, delimited_line
from alsfacts.export.provenance import provenance_of
from alsfacts.extras import require
from alsfacts.serialization import dump_lines
from alsfacts.suggestions import did_you_mean, suggest
from alsfacts.writing import replacing

__all__ = [
    "BACKENDS",
    "csv",
    "csv_lines",
    "frame",
    "json",
    "json_pieces",
    "jsonl",
    "jsonl_lines",
    "parquet",
    "rows",
    "tsv",
    "tsv_lines",
]


def rows(records: Catalog[Any], part: str | None = None) -> list[dict[str, Any]]:
    """Return records as rows of plain values.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        Field of which a record may hold several, such as ``"bearings"``: one row for each.

    Returns
    -------
    list of dict
        Value by column name: text, number, True or False, a tuple of texts, or None.

    Raises
    ------
    UnknownRecordError
        If the records have no such part.
    InvalidTypeError
        If it is no catalog.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> rows(evidence.about("SOD1").where(design="randomised-trial"))[0]["measure_unit"]
    'points'
    """
    return list(_rows(records, part))


def _rows(records: Catalog[Any], part: str | None) -> Iterator[dict[str, Any]]:
    return iterate_rows(records, _name_of(records), part)


def _name_of(records: Catalog[Any]) -> str:
    if not isinstance(records, Catalog):
        msg = f"expected a catalog, such as alsfacts.genes, got {type(records).__name__}"
        raise InvalidTypeError(msg)
    name: str = records.kind.catalog_name
    return name


def frame(records: Catalog[Any], backend: str, part: str | None = None) -> Any:
    """Return records as a data frame of the library of your choice.

    Parameters
    ----------
    records : Catalog
        The records.
    backend : str
        ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"``, each to be installed beside
        the extra ``frames``; DuckDB also needs pyarrow.
    part : str, optional
        Field of which a record may hold several, such as ``"bearings"``: one row for each.

    Returns
    -------
    object
        A data frame, table, or relation. Whole numbers are nullable; words are categories
        (an ``Enum`` in polars and DuckDB, a dictionary in pyarrow), ordered where the vocabulary
        is; lists are lists.

    Raises
    ------
    InvalidValueError
        If there is no such backend.
    MissingExtraError
        If a library is not installed.
    UnknownRecordError
        If the records have no such part.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> table = frame(evidence.on("multistep"), "polars")
    >>> table.schema["n_cases"], table.schema["gene_ids"]
    (Int64, List(String))
    """
    name = _name_of(records)
    if backend not in BACKENDS:
        suggestions = suggest(str(backend), BACKENDS)
        hint = did_you_mean(suggestions) or "."
        msg = f"no backend {backend!r}{hint} Accepted: {', '.join(BACKENDS)}"
        raise InvalidValueError(msg)
    wanted = columns(name, part)
    data: dict[str, list[Any]] = {column.name: [] for column in wanted}
    for row in iterate_rows(records, name, part):
        for key, value in row.items():
            data[key].append(list(value) if isinstance(value, tuple) else value)
    return BACKENDS[backend](wanted, data)


def _schema(wanted: tuple[Column, ...]) -> dict[str, Any]:
    narwhals = require("narwhals", "frames", "a data frame")
    types = {
        ColumnKind.TEXT: narwhals.String(),
        ColumnKind.LIST: narwhals.List(narwhals.String()),
        ColumnKind.INTEGER: narwhals.Int64(),
        ColumnKind.NUMBER: narwhals.Float64(),
        ColumnKind.FLAG: narwhals.Boolean(),
    }
    return {
        column.name: narwhals.Enum(column.words) if column.kind is ColumnKind.WORD else types[column.kind]
        for column in wanted
    }


def _polars(wanted: tuple[Column, ...], data: dict[str, list[Any]]) -> Any:
    narwhals = require("narwhals", "frames", "a data frame")
    require("polars", "", "a polars frame")
    return narwhals.from_dict(data, schema=_schema(wanted), backend="polars").to_native()


def _pandas(wanted: tuple[Column, ...], data: dict[str, list[Any]]) -> Any:
    narwhals = require("narwhals", "frames", "a data frame")
    pandas = require("pandas", "", "a pandas frame")
    schema = narwhals.Schema(_schema(wanted)).to_pandas("numpy_nullable")
    series = {}
    for column in wanted:
        if column.kind is ColumnKind.LIST:
            kind: Any = object
        elif column.kind is ColumnKind.WORD:
            kind = pandas.CategoricalDtype(list(column.words), ordered=column.ordered)
        else:
            kind = schema[column.name]
        series[column.name] = pandas.Series(data[column.name], dtype=kind)
    return pandas.DataFrame(series)


def _pyarrow(wanted: tuple[Column, ...], data: dict[str, list[Any]]) -> Any:
    pyarrow = require("pyarrow", "", "a pyarrow table")
    types = {
        ColumnKind.TEXT: pyarrow.string(),
        ColumnKind.LIST: pyarrow.list_(pyarrow.string()),
        ColumnKind.INTEGER: pyarrow.int64(),
        ColumnKind.NUMBER: pyarrow.float64(),
        ColumnKind.FLAG: pyarrow.bool_(),
    }
    arrays = []
    for column in wanted:
        values = data[column.name]
        if column.kind is ColumnKind.WORD:
            codes = {word: code for code, word in enumerate(column.words)}
            arrays.append(
                pyarrow.DictionaryArray.from_arrays(
                    pyarrow.array([codes.get(value) for value in values], pyarrow.int32()),
                    pyarrow.array(column.words, pyarrow.string()),
                    ordered=column.ordered,
                )
            )
        else:
            arrays.append(pyarrow.array(values, types[column.kind]))
    return pyarrow.table(arrays, names=[column.name for column in wanted])


def _duckdb(wanted: tuple[Column, ...], data: dict[str, list[Any]]) -> Any:
    duckdb = require("duckdb", "", "a DuckDB relation")
    relation = duckdb.from_arrow(_pyarrow(wanted, data))
    # A dictionary of pyarrow comes in as text; its words are told again here.
    return relation.project(", ".join(map(_duckdb_column, wanted)))


def _duckdb_column(column: Column) -> str:
    name = f'"{column.name}"'
    if column.kind is not ColumnKind.WORD:
        return name
    words = ", ".join("'" + word.replace("'", "''") + "'" for word in column.words)
    return f"CAST({name} AS ENUM({words})) AS {name}"


BACKENDS: dict[str, Callable[[tuple[Column, ...], dict[str, list[Any]]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
"""Libraries whose frames can be made."""


def csv_lines(records: Catalog[Any], part: str | None = None) -> Iterator[str]:
    r"""Yield the lines of `csv`.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Yields
    ------
    str
        Lines, the names of the columns first.

    Examples
    --------
    >>> from alsfacts import hypotheses
    >>> next(csv_lines(hypotheses))
    'id,name,statement,factor,extent,search_scope\n'
    """
    return _delimited(records, part, ",")


def csv(records: Catalog[Any], part: str | None = None) -> str:
    r"""Return records as comma-separated values.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Returns
    -------
    str
        RFC 4180 with line feeds: a header, then a line a row. A missing value is empty; texts
        of a list are joined by ``|`` (one inside a text is written as ``\|``, and a backslash
        as two); flags are ``true`` and ``false``.

    Examples
    --------
    >>> from alsfacts import genes
    >>> csv(genes.where(als_loci="ALS1"), "als_loci").splitlines()
    ['gene_id,place,value', 'SOD1,0,ALS1']
    """
    return "".join(csv_lines(records, part))


def tsv_lines(records: Catalog[Any], part: str | None = None) -> Iterator[str]:
    r"""Yield the lines of `tsv`.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Yields
    ------
    str
        Lines, the names of the columns first.

    Examples
    --------
    >>> from alsfacts import mechanisms
    >>> next(tsv_lines(mechanisms, "links"))
    'mechanism_id\tplace\tgene_id\tevidence_id\n'
    """
    return _delimited(records, part, "\t")


def tsv(records: Catalog[Any], part: str | None = None) -> str:
    r"""Return records as tab-separated values.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Returns
    -------
    str
        As `csv`, with tabs; a text that holds a tab or a line end is put in quotes.

    Examples
    --------
    >>> from alsfacts import genes
    >>> tsv(genes.where(als_loci="ALS1"), "als_loci")
    'gene_id\tplace\tvalue\nSOD1\t0\tALS1\n'
    """
    return "".join(tsv_lines(records, part))


def _delimited(records: Catalog[Any], part: str | None, delimiter: str) -> Iterator[str]:
    names = [column.name for column in columns(_name_of(records), part)]
    yield delimited_line(names, delimiter)
    for row in _rows(records, part):
        yield delimited_line([cell(row[name]) for name in names], delimiter)


def json_pieces(records: Catalog[Any]) -> Iterator[str]:
    """Yield the pieces of `json`, a record at a time.

    Parameters
    ----------
    records : Catalog
        The records.

    Yields
    ------
    str
        Pieces of the text.

    Examples
    --------
    >>> from alsfacts import genes
    >>> "".join(json_pieces(genes)) == json(genes)
    True
    """
    return dump_lines({_name_of(records): records})


def json(records: Catalog[Any]) -> str:
    """Return records as a data file, which `alsfacts.load` reads again.

    Parameters
    ----------
    records : Catalog
        The records.

    Returns
    -------
    str
        Canonical JSON, everything that the records hold; see `alsfacts.serialization.dump`.

    Examples
    --------
    >>> from alsfacts import genes
    >>> from alsfacts.serialization import read_text
    >>> read_text(json(genes))["genes"] == tuple(genes)
    True
    """
    return "".join(json_pieces(records))


def jsonl_lines(records: Catalog[Any], part: str | None = None) -> Iterator[str]:
    """Yield the lines of `jsonl`.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Yields
    ------
    str
        Lines, one a row.

    Examples
    --------
    >>> from alsfacts import genes
    >>> len(list(jsonl_lines(genes))) == len(genes)
    True
    """
    for row in _rows(records, part):
        yield json_module.dumps(row, ensure_ascii=False) + "\n"


def jsonl(records: Catalog[Any], part: str | None = None) -> str:
    """Return the rows of a table as JSON Lines.

    Parameters
    ----------
    records : Catalog
        The records.
    part : str, optional
        As in `rows`.

    Returns
    -------
    str
        One object a line, missing values as null, lists as lists.

    Examples
    --------
    >>> from alsfacts import genes
    >>> print(jsonl(genes.where(als_loci="ALS1"), "als_loci"), end="")
    {"gene_id": "SOD1", "place": 0, "value": "ALS1"}
    """
    return "".join(jsonl_lines(records, part))


def parquet(records: Catalog[Any], path: str | Path, part: str | None = None) -> None:
    """Write the rows of a table as a Parquet file.

    Parameters
    ----------
    records : Catalog
        The records.
    path : str or Path
        The file.
    part : str, optional
        As in `rows`.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    DataError
        If the file cannot be written; an old one is left then.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from alsfacts import genes
    >>> import polars
    >>> with TemporaryDirectory() as folder:
    ...     parquet(genes, Path(folder) / "genes.parquet")
    ...     polars.read_parquet(Path(folder) / "genes.parquet").height == len(genes)
    True
    """
    writer = require("pyarrow.parquet", "", "a Parquet file")
    table = frame(records, "pyarrow", part)
    note = "\n".join(provenance_of(records).lines)
    table = table.replace_schema_metadata({"alsfacts": note})
    with replacing(path) as file:
        writer.write_table(table, file)

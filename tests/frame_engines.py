"""Data frame libraries that the column functions are tested on, and the way into each.

Those of `ALWAYS` come with the test extra; the others with the extra `engines`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

import polars as pl

__all__ = ["ALWAYS", "ENGINES", "OTHERS", "to_rows"]


def _without_lists(frame: pl.DataFrame) -> pl.DataFrame:
    # Dask and Spark would need pyarrow types of their own for lists, which no score reads.
    return frame.drop(name for name, kind in frame.schema.items() if isinstance(kind, pl.List))


def _pandas(frame: pl.DataFrame) -> Any:
    return frame.to_pandas()


def _pandas_objects(frame: pl.DataFrame) -> Any:
    """As people read it from a CSV file: objects, floats with NaN for what is missing."""
    pandas = importlib.import_module("pandas")
    columns = {}
    for name in frame.columns:
        values = frame[name].to_list()
        known = [value for value in values if value is not None]
        numbers = bool(known) and all(type(value) in (int, float) for value in known)
        columns[name] = pandas.Series(values, dtype="float64" if numbers else object)
    return pandas.DataFrame(columns)


def _pyarrow(frame: pl.DataFrame) -> Any:
    return frame.to_arrow()


def _duckdb(frame: pl.DataFrame) -> Any:
    return importlib.import_module("duckdb").from_arrow(frame.to_arrow())


def _dask(frame: pl.DataFrame) -> Any:
    dask = importlib.import_module("dask.dataframe")
    return dask.from_pandas(_without_lists(frame).to_pandas(), npartitions=3)


def _ibis(frame: pl.DataFrame) -> Any:
    return importlib.import_module("ibis").memtable(frame.to_arrow())


@cache
def _spark() -> Any:
    sql = importlib.import_module("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[2]").appName("alsfacts tests")
    for key, value in (
        ("spark.ui.enabled", "false"),
        ("spark.sql.shuffle.partitions", "3"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
    ):
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _pyspark(frame: pl.DataFrame) -> Any:
    return _spark().createDataFrame(_without_lists(frame).to_arrow())


ALWAYS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars-lazy": lambda frame: frame.lazy(),
    "pandas": _pandas,
    "pandas-objects": _pandas_objects,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
OTHERS: dict[str, Callable[[pl.DataFrame], Any]] = {"dask": _dask, "ibis": _ibis, "pyspark": _pyspark}
ENGINES = {**ALWAYS, **OTHERS}


def to_rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame of any engine."""
    narwhals = importlib.import_module("narwhals")
    found = narwhals.from_native(frame)
    if isinstance(found, narwhals.LazyFrame):
        found = found.collect()
    rows: list[dict[str, Any]] = found.rows(named=True)
    return rows

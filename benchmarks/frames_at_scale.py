"""Score synthetic findings on the engines that handle many: rows a second and peak memory.

    python -m benchmarks.frames_at_scale                      # 10 million rows, polars and DuckDB
    python -m benchmarks.frames_at_scale --rows 1000000 --engines polars duckdb dask pyspark

Each engine runs in a process of its own, on a Parquet file that a first process writes; its
memory is the highest that the process (for PySpark: and its Java machine) held.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

ENGINES = ("polars", "duckdb", "dask", "pyspark")


def generate(path: Path, rows: int, seed: int = 1) -> None:
    """Write findings of all designs, ten hypotheses, cohorts of some findings each."""
    import numpy as np
    import polars as pl

    from alsfacts.vocabulary import Design, Direction, Directness, Outcome, RiskOfBias

    pooled = {"meta-analysis", "systematic-review"}
    designs = [design.value for design in Design if design.value not in pooled]
    random = np.random.default_rng(seed)
    with_parts = []
    size = 1_000_000
    for start in range(0, rows, size):
        count = min(size, rows - start)
        numbers = np.arange(start, start + count)
        ratio = np.round(np.exp(random.normal(0.3, 0.6, count)), 3)
        cohort = random.integers(0, max(rows // 4, 1), count)

        def word(words: list[str], *, count: int = count) -> Any:
            return pl.Series(np.array(words)[random.integers(0, len(words), count)])

        part = pl.DataFrame(
            {
                "evidence_id": pl.Series(numbers).cast(pl.String),
                "hypothesis_id": word([f"hypothesis-{number}" for number in range(10)]),
                "direction": word([term.value for term in Direction]),
                "directness": word([term.value for term in Directness]),
                "design": word(designs),
                "n_cases": random.integers(5, 5000, count),
                "measure_value": ratio,
                "measure_unit": pl.Series(["ratio"]).new_from_index(0, count),
                "measure_ci_low": np.round(ratio * 0.8, 3),
                "measure_ci_high": np.round(ratio * 1.25, 3),
                "measure_p_value": np.round(random.uniform(0, 0.2, count), 4),
                "outcome": word([term.value for term in Outcome]),
                "risk_of_bias": word([term.value for term in RiskOfBias]),
                "cohort": pl.Series(cohort).cast(pl.String),
                "consortium": pl.Series(cohort // 3).cast(pl.String),
            }
        )
        file = path / f"part-{start // size:04}.parquet"
        part.write_parquet(file)
        with_parts.append(file)


def run(engine: str, path: Path, *, checked: bool) -> dict[str, Any]:
    """Score the file on one engine, in this process."""
    import narwhals as nw

    from alsfacts import frames

    source = str(path / "*.parquet")
    frame: Any
    session: Any = None
    if engine == "polars":
        import polars as pl

        frame = pl.scan_parquet(source)
    elif engine == "duckdb":
        import duckdb

        frame = duckdb.read_parquet(source)
    elif engine == "dask":
        frame = import_module("dask.dataframe").read_parquet(source)
    else:
        builder = (
            import_module("pyspark.sql")
            .SparkSession.builder.master("local[*]")
            .config("spark.ui.enabled", "false")
        )
        builder = builder.config("spark.driver.memory", "6g").config("spark.sql.shuffle.partitions", "8")
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        frame = session.read.parquet(str(path))
    start = time.perf_counter()
    scores = nw.from_native(frames.score(frame, checked=checked)).collect()
    seconds = time.perf_counter() - start
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if session is not None:
        # What the Java machine has taken from the system beside this process.
        mebibytes += session._jvm.java.lang.Runtime.getRuntime().totalMemory() / 2**20
    nets = {row["hypothesis_id"]: round(row["net"], 6) for row in scores.rows(named=True)}
    return {"seconds": seconds, "mebibytes": mebibytes, "nets": nets}


def main() -> None:
    """Write the rows, score them, print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["polars", "duckdb"])
    parser.add_argument("--unchecked", action="store_true", help="do not look through the rows first")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--path", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one == "generate":
        generate(Path(options.path), options.rows)
        return
    if options.one:
        print(json.dumps(run(options.one, Path(options.path), checked=options.unchecked)))
        return
    with tempfile.TemporaryDirectory() as folder:
        again = [
            sys.executable,
            "-m",
            "benchmarks.frames_at_scale",
            "--rows",
            str(options.rows),
            "--path",
            folder,
        ]
        subprocess.run([*again, "--one", "generate"], check=True)
        found = {}
        print(f"{options.rows:,} rows{', unchecked' if options.unchecked else ''}")
        print(f"{'engine':<8} {'seconds':>8} {'rows a second':>14} {'peak MiB':>9}")
        for engine in options.engines:
            flags = ["--unchecked"] if options.unchecked else []
            done = subprocess.run(
                [*again, *flags, "--one", engine], check=True, capture_output=True, text=True
            )
            found[engine] = json.loads(done.stdout.splitlines()[-1])
            seconds = found[engine]["seconds"]
            rate = options.rows / seconds
            print(f"{engine:<8} {seconds:>8.1f} {rate:>14,.0f} {found[engine]['mebibytes']:>9,.0f}")
        nets = [entry["nets"] for entry in found.values()]
        print("the same nets" if all(net == nets[0] for net in nets) else f"DIFFERENT NETS: {nets}")


if __name__ == "__main__":
    main()

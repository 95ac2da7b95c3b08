"""Start, look-up, memory and loading in one table: ``python -m benchmarks``.

Whole processes are timed in turns, so that a noisy machine disturbs all alike, and told by
their median as a multiple of a process that does nothing, or of what stands in the table.
Peers (particle, pycountry) are timed where they are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

NOTHING = "pass"
FLOOR = "import attrs, importlib_resources, json"
FIRST = "from alsfacts import genes; genes['SOD1']"
VERDICT = "import alsfacts; alsfacts.verdict()"
EVERYTHING = "import alsfacts; kb = alsfacts.knowledge_base(); [len(c) for c in kb.catalogs.values()]"
PEERS = {
    "particle": "from particle import Particle; Particle.from_pdgid(211)",
    "pycountry": "import pycountry; pycountry.countries.get(alpha_2='DE')",
}
# Not getrusage: its peak is that of the process which started this one.
PEAK = "; print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=21, help="processes of each kind (default: 21)")
    parser.add_argument("--records", type=int, default=100_000, help="records of the user's file")
    options = parser.parse_args()
    rows = [*cold(options.runs), *warm(), *memory(), *loading(options.records)]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for name, measured, goal in rows:
        print(f"{name:<{widths[0]}}  {measured:>{widths[1]}}  {goal}")


def cold(runs: int) -> list[tuple[str, str, str]]:
    """Time whole processes, in turns."""
    peers = {name: code for name, code in PEERS.items() if importlib.util.find_spec(name)}
    codes = (NOTHING, "import attrs", FLOOR, "import alsfacts", FIRST, VERDICT, *peers.values())
    times: dict[str, list[float]] = {code: [] for code in codes}
    for _ in range(runs):
        for code, found in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
            found.append(time.perf_counter() - start)
    middle = {code: statistics.median(found) for code, found in times.items()}

    def multiple(code: str, of: str) -> str:
        return f"{middle[code] / middle[of]:.2f} x"

    return [
        ("import alsfacts, of import attrs", multiple("import alsfacts", "import attrs"), "1.1 x"),
        ("first gene, of import attrs, importlib_resources, json", multiple(FIRST, FLOOR), "1.1 x"),
        ("first gene, of a process that does nothing", multiple(FIRST, NOTHING), "half of particle's"),
        *((f"  {name}, first look-up", multiple(code, NOTHING), "") for name, code in peers.items()),
        ("verdict, of first gene", multiple(VERDICT, FIRST), "2 x"),
    ]


def warm() -> list[tuple[str, str, str]]:
    """Time look-ups and queries in this process, in turns."""
    import alsfacts
    from alsfacts.vocabulary import Design

    genes, evidence = alsfacts.genes, alsfacts.evidence
    held = {gene.id: gene for gene in genes}
    items = list(evidence)
    genes["als1"]

    def ratio(work: Callable[[], Any], of: Callable[[], Any], number: int) -> str:
        pairs = [(timeit.timeit(work, number=number), timeit.timeit(of, number=number)) for _ in range(15)]
        return f"{min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs):.2f} x"

    def plain() -> Any:
        return [item for item in items if item.design == Design.GWAS]

    return [
        ("gene by id, of a dictionary", ratio(lambda: genes["SOD1"], lambda: held["SOD1"], 100_000), "2.5 x"),
        ("gene by alias in another case", ratio(lambda: genes["als1"], lambda: held["SOD1"], 100_000), "6 x"),
        (
            "where(design=...), of a comprehension",
            ratio(lambda: evidence.where(design="gwas"), plain, 50),
            "3 x",
        ),
        ("where(gene_ids=...)", ratio(lambda: evidence.where(gene_ids="SOD1"), plain, 50), "by the hits"),
        ("evidence.on(...)", ratio(lambda: evidence.on("multistep"), plain, 50), "by the hits"),
        ("default sensitivity, all hypotheses", f"{_seconds(_sensitivity):.2f} s", "0.5 s"),
    ]


def _sensitivity() -> Any:
    import alsfacts

    return alsfacts.verdict().stability


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def memory() -> list[tuple[str, str, str]]:
    """Compare the peaks of two processes, where the system tells them."""
    if not Path("/proc/self/status").exists():
        return []
    peaks = [
        int(subprocess.run([sys.executable, "-c", code + PEAK], check=True, capture_output=True).stdout)
        for code in ("import attrs", EVERYTHING)
    ]
    return [("everything loaded, above import attrs", f"{(peaks[1] - peaks[0]) / 1024:.1f} MiB", "12 MiB")]


def loading(count: int) -> list[tuple[str, str, str]]:
    """Read a user's file strictly, and score what is in it."""
    import alsfacts
    from alsfacts.knowledge import KnowledgeBase
    from alsfacts.serialization import read

    template = alsfacts.evidence["al-chalabi-2010-mz-discordance"]
    content = json.loads(alsfacts.evidence.where(id=template.id).to_json())["evidence"][0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.json"
        entries = [
            {**content, "id": f"made-up-{number}", "cohort": f"people-{number // 3}"}
            for number in range(count)
        ]
        path.write_text(json.dumps({"evidence": entries}), encoding="utf-8")
        start = time.perf_counter()
        records = read(path)["evidence"]
        reading = time.perf_counter() - start
    others = [*alsfacts.references, *alsfacts.hypotheses, *alsfacts.diseases, *alsfacts.genes]
    own = KnowledgeBase([*others, *records])
    start = time.perf_counter()
    own.score("genetic-sole")
    scoring = time.perf_counter() - start
    return [
        (f"user's file of {count:,} findings, read strictly", f"{count / reading:,.0f} a second", "50,000"),
        (f"score of {count:,} findings", f"{count / scoring:,.0f} a second", "linear"),
    ]


if __name__ == "__main__":
    main()

"""Start, look-up, memory, loading and size in one table: ``python -m benchmarks``.

Whole processes are timed in turns, so that a noisy machine disturbs all alike, and told by
their median as a multiple of a process that does nothing, or of what stands in the table.
Peers are timed where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from benchmarks.peers import installed

NOTHING = "pass"
ATTRS = "import attrs"
FLOOR = "import attrs, importlib_resources, json"
IMPORT = "import alsfacts"
FIRST = "from alsfacts import genes; genes['SOD1']"
VERDICT = "import alsfacts; alsfacts.verdict()"
EVERYTHING = "import alsfacts; kb = alsfacts.knowledge_base(); [len(c) for c in kb.catalogs.values()]"
# Not getrusage: its peak is that of the process which started this one.
PEAK = "; print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"

Row = tuple[str, str, str]
"""What, as measured, and what to reach."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=31, help="processes of each kind (default: 31)")
    parser.add_argument("--records", type=int, default=100_000, help="records of the user's file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # As pip leaves an installed package: compiled, whatever this environment says of it.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        rows = [*cold(options.runs), *warm(), *memory(), *user_file(options.records), *size(Path(folder))]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for name, measured, goal in rows:
        print(f"{name:<{widths[0]}}  {measured:>{widths[1]}}  {goal}".rstrip())


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def cold(runs: int) -> Iterable[Row]:
    """Time whole processes, in turns."""
    peers = installed()
    codes = (NOTHING, ATTRS, FLOOR, IMPORT, FIRST, VERDICT, *(peer.process for peer in peers))
    times: dict[str, list[float]] = {code: [] for code in codes}
    for code in codes:
        _run("-c", code)  # so that all is compiled
    for turn in range(runs):
        for code, found in times.items():
            # What takes a second needs no thirty of them.
            if turn < 5 or statistics.median(found) < 0.5:
                start = time.perf_counter()
                _run("-c", code)
                found.append(time.perf_counter() - start)
    middle = {code: statistics.median(found) for code, found in times.items()}

    def multiple(code: str, of: str) -> str:
        return f"{middle[code] / middle[of]:.2f} x"

    particle = next((peer.process for peer in peers if peer.name == "particle"), None)
    half = f"{middle[particle] / middle[NOTHING] / 2:.2f} x (half of particle's)" if particle else ""
    yield "import alsfacts, of import attrs", multiple(IMPORT, ATTRS), "1.1 x"
    yield "first gene, of import attrs, importlib_resources, json", multiple(FIRST, FLOOR), "1.1 x"
    yield "first gene, of a process that does nothing", multiple(FIRST, NOTHING), half
    for peer in peers:
        yield f"  {peer.name}, first look-up", multiple(peer.process, NOTHING), ""
    yield "verdict, of first gene", multiple(VERDICT, FIRST), "2 x"


def warm() -> Iterable[Row]:
    """Time look-ups and queries in this process, in turns."""
    import alsfacts
    from alsfacts.vocabulary import Design

    genes, evidence = alsfacts.genes, alsfacts.evidence
    held = {gene.id: gene for gene in genes}
    items = list(evidence)
    genes["als1"]

    def pair(work: Callable[[], Any], of: Callable[[], Any], number: int) -> tuple[float, float]:
        pairs = [(timeit.timeit(work, number=number), timeit.timeit(of, number=number)) for _ in range(15)]
        return min(first for first, _ in pairs) / number, min(second for _, second in pairs) / number

    def ratio(work: Callable[[], Any], of: Callable[[], Any], number: int) -> str:
        first, second = pair(work, of, number)
        return f"{first / second:.2f} x"

    def look_up() -> Any:
        return held["SOD1"]

    def plain() -> Any:
        return [item for item in items if item.design == Design.GWAS]

    own = min(timeit.repeat(look_up, number=100_000, repeat=15)) / 100_000
    yield "gene by id, of a dictionary", ratio(lambda: genes["SOD1"], look_up, 100_000), "2.5 x"
    yield "gene by alias in another case", ratio(lambda: genes["als1"], look_up, 100_000), "6 x"
    for peer in installed():
        for what, work in zip(("by id", "by alias"), peer.ready(), strict=True):
            # What takes a tenth of a second is not called ten thousand times.
            number = max(1, min(10_000, int(0.01 / timeit.timeit(work, number=1))))
            yield f"  {peer.name} {what}", f"{pair(work, look_up, number)[0] / own:,.1f} x", ""
    yield (
        "where(design=...), of a comprehension",
        ratio(lambda: evidence.where(design="gwas"), plain, 100),
        "3 x",
    )
    for hits, work in (
        (len(evidence.where(gene_ids="SOD1")), lambda: evidence.where(gene_ids="SOD1")),
        (len(evidence.about("VCP")), lambda: evidence.about("VCP")),
        (len(evidence.on("multistep")), lambda: evidence.on("multistep")),
    ):
        each = pair(work, plain, 100)[0] / hits * 1e9
        yield f"where and on by an index, {hits} hits", f"{each:.0f} ns a hit", "by the hits"
    yield "default sensitivity, all hypotheses", f"{_sensitivity():.2f} s", "0.5 s"


def _sensitivity() -> float:
    import alsfacts

    def once() -> float:
        start = time.perf_counter()
        assert alsfacts.verdict().stability.draws >= 2000
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(5))


def memory() -> Iterable[Row]:
    """Compare the peaks of two processes, where the system tells them."""
    if Path("/proc/self/status").exists():
        attrs, everything = (int(_run("-c", code + PEAK)) for code in (ATTRS, EVERYTHING))
        yield "everything loaded, above import attrs", f"{(everything - attrs) / 1024:.1f} MiB", "12 MiB"


def user_file(count: int) -> Iterable[Row]:
    """Load a user's file, checked, and score what is in it."""
    for what, words, goal in (
        ("loading", "findings of a user's file, loaded", "50,000"),
        ("scoring", "findings of one hypothesis, scored", "linear"),
    ):
        for size in (count // 4, count):
            found = json.loads(_run("-m", "benchmarks.user_file", what, str(size)))
            each = found["findings"] / found["seconds"]
            yield f"{found['findings']:,} {words}", f"{each:,.0f} a second", goal
    bytes_of = json.loads(_run("-m", "benchmarks.user_file", "memory", str(count // 4)))
    ratio = bytes_of["peak"] / bytes_of["held"]
    yield "  peak memory, of the records' own", f"{ratio:.1f} x", "3 x"


def size(folder: Path) -> Iterable[Row]:
    """Build the wheel, where pip can, and count what an installation of the core brings."""
    here = Path(__file__).parent.parent
    try:
        _run("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(here))
    except subprocess.CalledProcessError as error:
        yield "wheel", f"not built: {error.stderr.strip().splitlines()[-1]}", "400 KB"
    else:
        (wheel,) = folder.glob("alsfacts-*.whl")
        yield "wheel", f"{wheel.stat().st_size / 1000:.0f} KB", "400 KB"
    yield "packages that an installation of the core brings", str(len(_brought("alsfacts"))), "4"


def _brought(name: str) -> set[str]:
    """Names of all packages that a package requires, without extras."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for text in metadata.requires(waiting.pop()) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                if requirement.name not in found:
                    waiting.append(requirement.name)
                found.add(requirement.name)
    return found


if __name__ == "__main__":
    main()

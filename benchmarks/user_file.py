"""A user's file of many findings: written, loaded, scored.

``python -m benchmarks.user_file loading 100000`` and the like run in a process of their own, so that
nothing that another measurement left in memory counts. Prints JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

import alsfacts
from alsfacts.evidence_catalog import EvidenceCatalog

__all__ = ["write"]


HYPOTHESIS = "genetic-monogenic"


def write(path: Path, count: int, findings: EvidenceCatalog = alsfacts.evidence) -> None:
    """Write findings with the content of bundled ones, in turn, and ids of their own.

    Parameters
    ----------
    path : Path
        The file.
    count : int
        How many findings.
    findings : EvidenceCatalog
        The bundled ones.
    """
    contents = json.loads(findings.to_json())["evidence"]
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n  "evidence": [')
        for number in range(count):
            content: dict[str, Any] = {
                **contents[number % len(contents)],
                "id": f"made-up-{number}",
                "cohort": f"people-{number // 3}",
                "consortium": f"laboratory-{number // 9}",
            }
            # These would pool findings of the bundle.
            content.pop("member_ids", None)
            text = json.dumps(content, indent=2, ensure_ascii=False).replace("\n", "\n    ")
            file.write(f"{',' if number else ''}\n    {text}")
        file.write("\n  ]\n}\n")


def main() -> None:
    """Measure one thing."""
    what, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.json"
        bearing = alsfacts.diseases["als"].evidence.on(HYPOTHESIS)
        write(path, count, bearing if what == "scoring" else alsfacts.evidence)
        # What is made once a process is made by now.
        few = path.with_name("few.json")
        write(few, 100)
        alsfacts.load(few)
        print(json.dumps(_MEASURED[what](path)))


def _loading(path: Path) -> dict[str, float]:
    start = time.perf_counter()
    loaded = alsfacts.load(path)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "findings": len(loaded.evidence)}


def _scoring(path: Path) -> dict[str, float]:
    kb = alsfacts.knowledge_base().extend(alsfacts.load(path))
    kb.score("multistep")  # makes the indexes
    start = time.perf_counter()
    result = kb.score(HYPOTHESIS)
    return {"seconds": time.perf_counter() - start, "findings": len(result.tiered)}


def _memory(path: Path) -> dict[str, float]:
    tracemalloc.start()
    loaded = alsfacts.load(path)
    held, peak = tracemalloc.get_traced_memory()
    assert len(loaded.evidence)
    return {"held": held, "peak": peak}


_MEASURED = {"loading": _loading, "scoring": _scoring, "memory": _memory}

if __name__ == "__main__":
    main()

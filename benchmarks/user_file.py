"""A user's file of many findings: written, loaded, scored.

``python -m benchmarks.user_file seconds 100000`` and the like run in a process of their own, so that
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

__all__ = ["write"]


def write(path: Path, count: int) -> None:
    """Write findings with the content of the bundled ones, in turn, and ids of their own.

    Parameters
    ----------
    path : Path
        The file.
    count : int
        How many findings.
    """
    contents = json.loads(alsfacts.evidence.to_json())["evidence"]
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
        write(path, count)
        # What is made once a process is made by now.
        few = path.with_name("few.json")
        write(few, 100)
        alsfacts.load(few)
        print(json.dumps(_MEASURED[what](path)))


def _seconds(path: Path) -> dict[str, float]:
    start = time.perf_counter()
    loaded = alsfacts.load(path)
    loading = time.perf_counter() - start
    kb = alsfacts.knowledge_base().extend(loaded)
    kb.score("multistep")  # makes the indexes
    start = time.perf_counter()
    scored = len(kb.score("genetic-monogenic").tiered)
    return {"loading": loading, "scoring": time.perf_counter() - start, "scored": scored}


def _memory(path: Path) -> dict[str, float]:
    tracemalloc.start()
    loaded = alsfacts.load(path)
    held, peak = tracemalloc.get_traced_memory()
    assert len(loaded.evidence)
    return {"held": held, "peak": peak}


_MEASURED = {"seconds": _seconds, "memory": _memory}

if __name__ == "__main__":
    main()

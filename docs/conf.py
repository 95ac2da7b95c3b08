"""Sphinx configuration; also writes the pages that are computed from the data."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import alsfacts
from alsfacts.scoring import ScoringPolicy
from alsfacts.scoring.policy import HIGHEST_TIER, LOWEST_TIER

project = "alsfacts"
author = "The alsfacts developers"
copyright = "2026, The alsfacts developers"
version = release = alsfacts.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build", "_generated"]
html_theme = "furo"
html_title = f"alsfacts {release}"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_numpy_docstring = True
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
# Types in docstrings are prose ("tuple of str", "Design or None"), not names to resolve.
nitpick_ignore_regex = [("py:.*", ".*")]

GENERATED = Path(__file__).parent / "_generated"


def table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def diseases_page() -> str:
    """Known answer beside derived answer, for every disease profile."""
    rows = []
    for disease in alsfacts.diseases:
        answer = alsfacts.verdict(disease)
        neither = {True: "yes", False: "no", None: "open"}[answer.neither]
        rows.append(
            (
                disease.name,
                disease.known_answer or "(asked)",
                answer.entirely_genetic.status,
                answer.purely_autoimmune.status,
                neither,
            )
        )
    return table(("disease", "known", "entirely genetic", "purely autoimmune", "neither"), rows)


def sources_page() -> str:
    """Sources of the data with versions and licences."""
    rows = []
    for source in alsfacts.manifest().sources:
        licence = f"[{source.licence}]({source.licence_url})" if source.licence_url else source.licence
        rows.append((source.name, source.content, source.version, licence))
    return table(("source", "what was taken", "version", "licence"), rows)


def counts_page() -> str:
    """Counts of the bundled records."""
    summary = alsfacts.summary()
    return f"Data {summary.data_version}:\n\n" + table(
        ("records", "count"), [(name, f"{count:,}") for name, count in summary.counts]
    )


def designs_page() -> str:
    """Tier table of the default policy."""
    rows = [
        (
            rule.design,
            rule.design.meaning,
            rule.line or "that of the pooled design",
            rule.start,
            rule.maximum,
            rule.small_below or "",
        )
        for rule in ScoringPolicy().designs
    ]
    return table(("design", "meaning", "line", "start", "maximum", "small below"), rows)


def policy_page() -> str:
    """Points by tier and ceilings by line."""
    policy = ScoringPolicy()
    tiers = range(LOWEST_TIER, HIGHEST_TIER + 1)
    points = table(("tier", *map(str, tiers)), [("points", *(f"{policy.points(tier):g}" for tier in tiers))])
    ceilings = table(("line", "ceiling"), [(rule.line, f"{rule.ceiling:g}") for rule in policy.lines])
    return f"{points}\n\n{ceilings}"


def hypotheses_page() -> str:
    """The hypotheses with what was searched."""
    shared = os.path.commonprefix([item.search_scope for item in alsfacts.hypotheses])  # noqa: RUF071 - text, no path
    shared = shared[: shared.rfind(". ") + 1]
    rows = [
        (item.name, item.statement, item.search_scope.removeprefix(shared).strip())
        for item in alsfacts.hypotheses
    ]
    return f"{shared}\n\n" + table(("hypothesis", "statement", "what the evidence was drawn from"), rows)


def write_pages(_app: Any = None) -> None:
    """Write every computed fragment."""
    GENERATED.mkdir(exist_ok=True)
    (GENERATED / "answer.txt").write_text(f"{alsfacts.verdict()}\n", encoding="utf-8")
    for name, page in (
        ("diseases", diseases_page),
        ("sources", sources_page),
        ("counts", counts_page),
        ("designs", designs_page),
        ("policy", policy_page),
        ("hypotheses", hypotheses_page),
    ):
        (GENERATED / f"{name}.md").write_text(page() + "\n", encoding="utf-8")


def one_attribute_a_line(
    _app: Any, _what: str, _name: str, _obj: Any, _options: Any, lines: list[str]
) -> None:
    """Write "a, b : type" as two entries, which napoleon reads in parameters but not in attributes."""
    result: list[str] = []
    for number, line in enumerate(lines):
        found = re.fullmatch(r"(\w+(?:, \w+)+) : (.+)", line)
        if found is None:
            result.append(line)
            continue
        meaning = []
        for following in lines[number + 1 :]:
            if not following.startswith("    "):
                break
            meaning.append(following)
        names = found[1].split(", ")
        for name in names[:-1]:
            result.extend([f"{name} : {found[2]}", *meaning])
        result.append(f"{names[-1]} : {found[2]}")
    lines[:] = result


def setup(app: Any) -> None:
    """Write the computed fragments before the build reads them."""
    app.connect("builder-inited", write_pages)
    app.connect("autodoc-process-docstring", one_attribute_a_line, priority=400)

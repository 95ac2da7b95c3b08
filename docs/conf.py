"""Sphinx configuration; also writes the pages that are computed from the data."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import alsfacts
from alsfacts.columns import columns, parts
from alsfacts.frames.inputs import FINDINGS
from alsfacts.model import RECORD_TYPES
from alsfacts.scoring import Agreement, ScoringPolicy, rank_hypotheses
from alsfacts.scoring.policy_rules import HIGHEST_TIER, LOWEST_TIER
from alsfacts.terms import Term

project = "alsfacts"
author = "The alsfacts developers"
copyright = "2026, The alsfacts developers"
version = release = alsfacts.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build", "_generated", "_frames_at_scale.md"]
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
    for entry in alsfacts.calibration().diseases:
        answer = entry.verdict
        neither = {True: "yes", False: "no", None: "open"}[answer.neither]
        rows.append(
            (
                entry.disease_name,
                entry.known or "(asked)",
                answer.entirely_genetic.status,
                answer.purely_autoimmune.status,
                neither,
                "" if entry.agreement is Agreement.NOT_KNOWN else entry.agreement,
            )
        )
    head = ("disease", "known", "entirely genetic", "purely autoimmune", "neither", "answer")
    return table(head, rows)


def curations_page() -> str:
    """Class by points against final class, over published ClinGen curations."""
    found = alsfacts.calibration().curations
    rows = [(final, computed or "none", count) for final, computed, count in found.table]
    return table(("class that the experts decided on", "class by points", "curations"), rows)


def frameworks_page() -> str:
    """What every framework says of every hypothesis."""
    comparison = alsfacts.compare()
    parts = []
    for framework in dict.fromkeys(row.framework for row in comparison.rows):
        rows = [row for row in comparison.rows if row.framework is framework]
        applied: list[tuple[str, ...]] = [
            (row.hypothesis_id, row.result, "; ".join(row.details)) for row in rows if row.applies
        ]
        silent = ", ".join(row.hypothesis_id for row in rows if not row.applies)
        caveats = dict.fromkeys(text for row in rows for text in row.caveats if _shared(text, rows))
        head: tuple[str, ...] = ("hypothesis", "result", "in detail")
        if not any(row.details for row in rows):
            head, applied = head[:2], [line[:2] for line in applied]
        parts.append(
            "\n\n".join(
                [
                    f"### {framework}",
                    f"**{rows[0].question}** Made for: {rows[0].scope}",
                    table(head, applied) if applied else "Applies to none.",
                    *([f"Does not apply to: {silent}."] if silent else []),
                    "\n".join(f"- {text}" for text in caveats),
                ]
            )
        )
    return "\n\n".join(parts)


def _shared(caveat: str, rows: list[Any]) -> bool:
    return all(caveat in row.caveats for row in rows if row.applies)


def matrix_page() -> str:
    """One row a hypothesis, one column a framework, answers alone."""
    comparison = alsfacts.compare()
    frameworks = tuple(dict.fromkeys(row.framework for row in comparison.rows))
    rows = []
    for name in comparison.hypothesis_ids:
        found = [comparison.row(framework, name) for framework in frameworks]
        rows.append((name, *(_short(row.result) if row.applies else "-" for row in found)))
    return table(("hypothesis", *(framework.replace("-", " ") for framework in frameworks)), rows)


def _short(result: str) -> str:
    """The first two parts of a result, without what stands in brackets."""
    return ", ".join(re.split(r"[:(]|, sign", result)[0].split(", ")[:2]).strip()


def sensitivity_page() -> str:
    """How far each role stands."""
    rows = []
    for name, found in alsfacts.verdict().stability.roles:
        low, high = found.sensitivity_range
        largest = found.largest_change
        rows.append(
            (
                name,
                found.role,
                f"{found.net:+.1f}",
                f"{low:+.1f} to {high:+.1f}",
                f"{found.share_unchanged:.0%}",
                f"{largest.consortium} ({largest.change:+.1f})" if largest else "",
                ", ".join(f"{group} ({role})" for group, role in found.changed_without),
                "yes" if found.robust else "no",
            )
        )
    head = (
        "hypothesis",
        "role",
        "net",
        "90 % of draws",
        "same role",
        "group that moves it most",
        "role changes without",
        "robust",
    )
    return table(head, rows)


def ranking_page() -> str:
    """Which hypothesis has most evidence, over all weights of the lines."""
    ranking = rank_hypotheses()
    rows = [
        (name, *(f"{share:.0%}" for share in row))
        for name, row in zip(ranking.hypothesis_ids, ranking.ranks.acceptability, strict=True)
    ]
    head = ("hypothesis", *(f"rank {place}" for place in range(1, len(rows) + 1)))
    return table(head, rows)


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


def columns_page() -> str:
    """Every column of every table, a record's own first."""
    found = []
    for name in RECORD_TYPES:
        found.append(f"## {name}")
        for part in (None, *parts(name)):
            rows = [
                (
                    f"`{column.name}`",
                    f"{column.kind}{'?' if column.nullable else ''}",
                    column.meaning,
                )
                for column in columns(name, part)
            ]
            # A list of plain values has three columns, which say themselves what they are.
            if part is not None and len(rows) == _PLAIN_PART:
                continue
            found.append(f"### {name}: {part}" if part else "")
            found.append(table(("column", "kind", "meaning"), rows))
        plain = [part for part in parts(name) if len(columns(name, part)) == _PLAIN_PART]
        if plain:
            first, _, last = (column.name for column in columns(name, plain[0]))
            found.append(
                f"Tables with a row for each value: {', '.join(f'`{part}`' for part in plain)} "
                f"(columns `{first}`, `place`, and the value, such as `{last}`)."
            )
    return "\n\n".join(piece for piece in found if piece)


_PLAIN_PART = 3


def frame_inputs_page() -> str:
    """What a frame of findings needs."""
    kinds = {str: "text", float: "number", int: "whole number", bool: "true or false"}
    rows = []
    for item in FINDINGS:
        kind = kinds.get(item.kind) or f"word of {item.kind.__name__}"
        rows.append((f"`{item.name}`", kind, "yes" if item.required else "", item.meaning))
    return table(("column", "kind", "required", "meaning"), rows)


def write_pages(_app: Any = None) -> None:
    """Write every computed fragment."""
    GENERATED.mkdir(exist_ok=True)
    (GENERATED / "answer.txt").write_text(f"{alsfacts.verdict()}\n", encoding="utf-8")
    for name, page in (
        ("diseases", diseases_page),
        ("curations", curations_page),
        ("frameworks", frameworks_page),
        ("matrix", matrix_page),
        ("sensitivity", sensitivity_page),
        ("ranking", ranking_page),
        ("sources", sources_page),
        ("counts", counts_page),
        ("designs", designs_page),
        ("policy", policy_page),
        ("hypotheses", hypotheses_page),
        ("columns", columns_page),
        ("frame_inputs", frame_inputs_page),
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


def words_of_a_vocabulary(
    _app: Any, what: str, _name: str, kind: Any, _options: Any, lines: list[str]
) -> None:
    """List the words of a vocabulary with what they mean, in the form that napoleon reads."""
    if what == "class" and issubclass(kind, Term) and len(kind):
        lines += ["", "Attributes", "----------"]
        for word in kind:
            lines += [word.name, f"    ``{word.value!r}``: {word.meaning}"]
        lines.append("")


def listed_words(_app: Any, _what: str, _name: str, word: Any, _skip: Any, _options: Any) -> bool | None:
    """Leave out the words themselves: the list above them says more."""
    return True if isinstance(word, Term) else None


def setup(app: Any) -> None:
    """Write the computed fragments before the build reads them."""
    app.connect("builder-inited", write_pages)
    app.connect("autodoc-process-docstring", one_attribute_a_line, priority=400)
    app.connect("autodoc-process-docstring", words_of_a_vocabulary, priority=401)
    app.connect("autodoc-skip-member", listed_words)

"""Whether records fit together: links that lead nowhere, cohorts and syntheses that contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alsfacts.errors import Problem
from alsfacts.links import outgoing_links
from alsfacts.model import RECORD_TYPES, Evidence, Record
from alsfacts.suggestions import did_you_mean, suggest

__all__ = ["check_integrity"]


def check_integrity(
    records: Mapping[str, tuple[Record, ...]], known: Mapping[str, tuple[Record, ...]] | None = None
) -> tuple[Problem, ...]:
    """Check that records fit together, and with records that are known already.

    Parameters
    ----------
    records : mapping of str to tuple of Record
        The records to check, by catalog name.
    known : mapping of str to tuple of Record, optional
        Other records that links may lead to. A record of the same id gives way to the one
        that is checked.

    Returns
    -------
    tuple of Problem
        Every problem found; empty if there is none.

    Examples
    --------
    >>> from alsfacts import therapies
    >>> for problem in check_integrity({"therapies": (therapies["tofersen"],)})[:1]:
    ...     print(problem)
    therapy 'tofersen': target_gene_ids[0]: no gene 'SOD1'
    """
    merged: dict[str, dict[str, Record]] = {name: {} for name in RECORD_TYPES}
    for source in (known or {}, records):
        for name, found in source.items():
            merged[name].update((record.id, record) for record in found)
    problems = [
        problem for found in records.values() for record in found for problem in _dangling(record, merged)
    ]
    evidence = [record for record in merged["evidence"].values() if isinstance(record, Evidence)]
    checked = {record.id for record in records.get("evidence", ())}
    problems.extend(problem for problem in _split_cohorts(evidence, checked))
    problems.extend(problem for problem in _member_cycles(evidence, checked))
    problems.extend(_shared_identifiers(merged, {r.id for r in records.get("references", ())}))
    return tuple(problems)


def _dangling(record: Record, merged: Mapping[str, Mapping[str, Record]]) -> Iterator[Problem]:
    for field, catalog, target in outgoing_links(record):
        if target not in merged[catalog]:
            hint = did_you_mean(suggest(target, merged[catalog]))
            yield Problem(f"no {_singular(catalog)} {target!r}{hint}", record=_place(record), field=field)


def _split_cohorts(evidence: list[Evidence], checked: set[str]) -> Iterator[Problem]:
    """One cohort of one disease belongs to one consortium, or it would count twice."""
    first: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        if item.cohort is None:
            continue
        held = first.setdefault((item.disease_id, item.cohort), item)
        if held.consortium != item.consortium and (item.id in checked or held.id in checked):
            message = (
                f"cohort {item.cohort!r} is of consortium {item.consortium!r} here "
                f"but of {held.consortium!r} in evidence {held.id!r}"
            )
            yield Problem(message, record=_place(item), field="consortium")


def _member_cycles(evidence: list[Evidence], checked: set[str]) -> Iterator[Problem]:
    members = {item.id: item.member_ids for item in evidence}
    for start in sorted(checked & members.keys()):
        reached, waiting = set[str](), list(members[start])
        while waiting:
            current = waiting.pop()
            if current == start:
                message = "the synthesis is, by its members, a member of itself"
                yield Problem(message, record=f"evidence {start!r}", field="member_ids")
                break
            if current not in reached:
                reached.add(current)
                waiting.extend(members.get(current, ()))


def _shared_identifiers(merged: Mapping[str, Mapping[str, Record]], checked: set[str]) -> Iterator[Problem]:
    for field in ("doi", "pmid", "pmcid"):
        first: dict[str, Record] = {}
        for record in merged["references"].values():
            value = getattr(record, field)
            if value is None:
                continue
            held = first.setdefault(value.casefold(), record)
            if held is not record and (record.id in checked or held.id in checked):
                yield Problem(f"{value} is also that of {_place(held)}", record=_place(record), field=field)


def _place(record: Record) -> str:
    return f"{type(record).__name__.lower()} {record.id!r}"


def _singular(catalog: str) -> str:
    return RECORD_TYPES[catalog].__name__.lower()

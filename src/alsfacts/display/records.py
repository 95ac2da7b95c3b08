"""Records as text: every field that is set, with links named, one way for all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any

import attrs

from alsfacts.catalog import Catalog
from alsfacts.display.wrapping import wrap
from alsfacts.errors import AlsfactsError
from alsfacts.knowledge import KnowledgeBase
from alsfacts.links import outgoing_links
from alsfacts.model import (
    Approval,
    Bearing,
    Bound,
    CarrierCount,
    Disease,
    DiseaseTerm,
    Evidence,
    Exposure,
    FamilialCount,
    FieldSource,
    Gene,
    GeneLink,
    GradedCertainty,
    GwasAssociation,
    GwasLocus,
    Hypothesis,
    LineOverride,
    Locus,
    Measure,
    Mechanism,
    Phenotype,
    Record,
    Reference,
    Therapy,
    ValidityAssessment,
    Value,
)

__all__ = ["Row", "named", "record_rows", "record_text", "record_title"]

Row = tuple[str, tuple[str, ...]]
"""Label, and one text or several."""

_SENTENCES = ("statement", "text", "title", "description")
"""Fields that say what the record is; they stand first and need no label."""

_LABELS = {
    "als_loci": "ALS loci",
    "chebi_id": "ChEBI id",
    "ci_high": "CI to",
    "ci_low": "CI from",
    "ci_level": "CI level",
    "disputing_ids": "disputing",
    "doi": "DOI",
    "ensembl_id": "Ensembl id",
    "evidence_ids": "evidence",
    "go_id": "GO id",
    "go_name": "GO term",
    "gwas_loci": "GWAS loci",
    "hgnc_id": "HGNC id",
    "hypothesis_ids": "hypotheses",
    "mesh_id": "MeSH id",
    "mondo_id": "MONDO id",
    "n_cases": "cases",
    "n_controls": "controls",
    "ncbi_id": "NCBI Gene id",
    "omim_id": "OMIM id",
    "orphanet_ids": "Orphanet ids",
    "pmcid": "PMCID",
    "pmid": "PMID",
    "reactome_id": "Reactome id",
    "seen_at": "read at",
    "supporting_ids": "supporting",
    "therapy_ids": "therapies",
    "uniprot_ids": "UniProt ids",
    "url": "URL",
    "validity": "validity for ALS",
}

_LEADS: dict[type[Value], str] = {
    Approval: "{agency} {year}",
    Bearing: "{direction} {hypothesis_id}, {directness}: {why}",
    Bound: "{quantity} from {lower} to {upper}",
    CarrierCount: "{carriers} carriers among {cases} cases",
    DiseaseTerm: "{mondo_id} {name}",
    FamilialCount: "{familial} familial among {cases} cases",
    FieldSource: "{address}",
    GeneLink: "{gene_id}: {evidence_id}",
    GradedCertainty: "{level}",
    GwasAssociation: "{ancestry}: log odds ratio {log_odds_ratio} (SE {standard_error}, p = {p_value})",
    GwasLocus: "{rsid} at {locus}, chr{chromosome}:{position} {assembly}",
    LineOverride: "{line}: {why}",
    Locus: "chr{chromosome}:{start}-{end} ({strand}) {assembly}",
    Measure: "{name}: {value} {unit}",
    Phenotype: "{name}",
    ValidityAssessment: "{classification}: {disease_name}",
}
"""How a part begins; its other fields follow in brackets."""

_ALSO: dict[type[Record], tuple[str, ...]] = {
    Gene: ("validity", "gwas_loci", "mechanisms", "therapies", "evidence"),
    Mechanism: ("therapies", "evidence"),
    Exposure: ("evidence",),
    Therapy: ("evidence",),
    Hypothesis: ("evidence", "claims"),
    Evidence: ("claims",),
    Reference: ("evidence",),
    Disease: ("evidence",),
}
"""What the knowledge base adds to the record's own fields."""

_MOST_LISTED = 10


def record_text(record: Record) -> str:
    """Render a record as text.

    Parameters
    ----------
    record : Record
        Any record; without a knowledge base its links are shown as ids.

    Returns
    -------
    str
        Every field that is set, then what the knowledge base knows of the record.

    Examples
    --------
    >>> from alsfacts import hypotheses
    >>> for line in record_text(hypotheses["multistep"]).splitlines()[:2]:
    ...     print(line)
    multistep  Multistep process
      Several steps, of whatever kind, must come together before the disease begins.
    """
    return "\n".join(_lines(record))


def _lines(record: Record) -> Iterator[str]:
    yield from wrap(record_title(record), hang=2)
    for label, texts in record_rows(record):
        if not label:
            yield from wrap(texts[0], indent=2)
        elif len(texts) == 1:
            yield from wrap(f"{label}: {texts[0]}", indent=2, hang=2)
        else:
            yield f"  {label}:"
            for text in texts:
                yield from wrap(f"- {text}", indent=4, hang=2)


def record_title(record: Record) -> str:
    """Return id and name of a record.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    str
        The id, and the name where the kind has one.

    Examples
    --------
    >>> from alsfacts import genes
    >>> record_title(genes["SOD1"])
    'SOD1  superoxide dismutase 1'
    """
    name = getattr(record, "name", None)
    return f"{record.id}  {name}" if name is not None else record.id


def record_rows(record: Record) -> Iterator[Row]:
    """Yield label and texts of every field that is set, then of the links that lead here.

    Parameters
    ----------
    record : Record
        Any record.

    Yields
    ------
    tuple
        Label, empty for the sentence that says what the record is, and its texts.

    Examples
    --------
    >>> from alsfacts import therapies
    >>> dict(record_rows(therapies["tofersen"]))["Target genes"]
    ('SOD1 (superoxide dismutase 1)',)
    """
    fields = [field.name for field in attrs.fields(type(record)) if field.init]
    say = _Speaker(record)
    for name in sorted(fields, key=lambda name: name not in _SENTENCES):
        texts = say.texts(getattr(record, name), name)
        if texts and name not in ("id", "name"):
            yield "" if name in _SENTENCES else _heading(name), texts
    if say.home is not None:
        for name in _ALSO.get(type(record), ()):
            texts = _linked(getattr(record, name), say)
            if texts:
                yield _heading(name), texts


def _label(name: str) -> str:
    if name in _LABELS:
        return _LABELS[name]
    plural = f"{name.removesuffix('_ids')}s" if name.endswith("_ids") else name
    return plural.removesuffix("_id").replace("_", " ")


def _heading(name: str) -> str:
    label = _label(name)
    return label[:1].upper() + label[1:]


class _Speaker:
    """Says the values of a record, and the names of the records that it points to."""

    def __init__(self, record: Record) -> None:
        home = record._home  # noqa: SLF001 - what a record leads to is what it shows
        self.home = home if isinstance(home, KnowledgeBase) else None
        self._links = {path: catalog for path, catalog, _ in outgoing_links(record)}

    def texts(self, value: Any, path: str) -> tuple[str, ...]:
        """Return one text, or several for parts and for links that stand in a row."""
        if value is None or value == ():
            return ()
        if not isinstance(value, tuple):
            return (self.text(value, path),)
        items = tuple(self.text(item, f"{path}[{index}]") for index, item in enumerate(value))
        if isinstance(value[0], Value) or f"{path}[0]" in self._links:
            return items
        return (("; " if any("," in item for item in items) else ", ").join(items),)

    def text(self, value: Any, path: str) -> str:
        if isinstance(value, Value):
            return self._part(value, path)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float) and not path.endswith("year"):
            return f"{value:,}"
        catalog = self._links.get(path)
        return str(value) if catalog is None else self._link(str(value), catalog, path)

    def _part(self, part: Value, path: str) -> str:
        lead = _LEADS.get(type(part), "")
        used = {name for _, name, _, _ in Formatter().parse(lead) if name}
        said, marks = {}, []
        for field in attrs.fields(type(part)):
            value, place = getattr(part, field.name), f"{path}.{field.name}"
            # A mark that is absent by default goes without saying.
            if value is not False or field.default is not False:
                text = "; ".join(self.texts(value, place))
                said[field.name] = text
                if text and field.name not in used:
                    marks.append(f"{_label(field.name)} {text}" if value is not True else _label(field.name))
        head = lead.format(**said)
        rest = "; ".join(marks)
        return f"{head} ({rest})" if head and rest else head or rest

    def _link(self, target: str, catalog: str, path: str) -> str:
        record = self._get(catalog, target)
        if record is None:
            return target
        if isinstance(record, Reference) and "." not in path:
            return f"{target}: {record.citation()}"
        return self.name(record)

    def name(self, record: Record) -> str:
        """Return the id of a record, and in brackets what people call it."""
        if isinstance(record, Evidence):
            reference = self._get("references", record.reference_id)
            return record.id if reference is None else f"{record.id} ({named(reference)})"
        called = named(record)
        return f"{record.id} ({called})" if called != record.id else record.id

    def _get(self, catalog: str, target: str) -> Record | None:
        if self.home is None:
            return None
        try:
            record: Record = self.home.catalog(catalog)[target]
        except AlsfactsError:  # a knowledge base may be incomplete
            return None
        return record


def named(record: Record) -> str:
    """Return what people call a record: its name, or author and year of a publication.

    Parameters
    ----------
    record : Record
        Any record.

    Returns
    -------
    str
        The name, or the id where the kind has none.

    Examples
    --------
    >>> from alsfacts import evidence, genes
    >>> named(genes["SOD1"]), named(evidence["miller-2022-tofersen-valor"].reference)
    ('superoxide dismutase 1', 'Miller 2022')
    """
    if isinstance(record, Reference):
        return record.short_citation()
    return str(getattr(record, "name", record.id))


def _linked(value: Any, say: _Speaker) -> tuple[str, ...]:
    if isinstance(value, Catalog):
        listed = tuple(say.name(record) for record in value.head(_MOST_LISTED))
        more = len(value) - len(listed)
        return (*listed, f"and {more:,} more") if more else listed
    return say.texts(value, "")

"""Parts of a gene record: span, forms of disease, validity, association loci."""

from collections.abc import Iterator

import attrs

from alsfacts.model.base import Complaint, Value, identifier, number, ordered
from alsfacts.vocabulary import Inheritance, Validity

__all__ = ["Locus", "Phenotype", "ValidityAssessment"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Locus(Value):
    """Span of a gene on a chromosome.

    Attributes
    ----------
    chromosome : str
        1 to 22, X, Y or MT.
    start, end : int
        First and last base, 1-based, both included.
    strand : str
        ``"+"`` or ``"-"``.
    assembly : str
        Genome assembly and gene set, such as ``"GRCh38 (Ensembl 109)"``.
    """

    chromosome: str = identifier("chromosome")
    start: int = number(1)
    end: int = number(1)
    strand: str
    assembly: str

    def _contradictions(self) -> Iterator[Complaint]:
        yield from ordered(self.start, self.end, ("start", "end"))
        if self.strand not in ("+", "-"):
            yield "strand", f"expected '+' or '-', got {self.strand!r}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Phenotype(Value):
    """A form of ALS that a gene goes with.

    Attributes
    ----------
    name : str
        Name of the MONDO term.
    mondo_id : str
        MONDO CURIE.
    omim_id : str or None
        MIM number of the phenotype.
    inheritance : tuple of Inheritance
        Modes of inheritance stated for this form.
    """

    name: str
    mondo_id: str = identifier("mondo")
    omim_id: str | None = identifier("omim", default=None)
    inheritance: tuple[Inheritance, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ValidityAssessment(Value):
    """One assessment of a gene-disease pair; several may disagree.

    Attributes
    ----------
    source : str
        Who assessed, such as ``"ClinGen"`` or ``"alsfacts"``.
    classification : Validity
        The class given.
    disease_name, mondo_id : str
        The disease assessed.
    disease_id : str or None
        Disease profile that the assessed disease belongs to, if one is bundled.
    inheritance : Inheritance
        Mode of inheritance assessed.
    procedure : str or None
        Version of the procedure, such as ``"ClinGen SOP 9"``.
    date : str
        Day of the classification, year-month-day.
    panel : str or None
        Expert panel.
    url : str or None
        Page of the report.
    superseded : bool
        Whether a newer assessment of the same pair by the same source replaced it.
    genetic_points, experimental_points : float or None
        Points of the ClinGen matrix, only for assessments by alsfacts itself.
    evidence_ids : tuple of str
        Bundled evidence behind the points.
    note : str or None
        How the points come about.
    """

    source: str
    classification: Validity
    disease_name: str
    mondo_id: str = identifier("mondo")
    disease_id: str | None = identifier("slug", default=None)
    inheritance: Inheritance
    procedure: str | None = None
    date: str | None = identifier("date", default=None)
    panel: str | None = None
    url: str | None = identifier("url", default=None)
    superseded: bool = False
    genetic_points: float | None = number(0, 12, default=None)
    experimental_points: float | None = number(0, 6, default=None)
    evidence_ids: tuple[str, ...] = identifier("slug", default=())
    note: str | None = None

"""What acts in the disease, and what is done about it: mechanisms, exposures, therapies."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Record, Value, identifier, number
from alsfacts.model.details import FieldSource
from alsfacts.vocabulary import CertaintyLevel, ExposureCategory, MechanismKind, TherapyStatus

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.model.evidence import Evidence
    from alsfacts.model.gene import Gene

__all__ = ["Exposure", "Mechanism", "Therapy"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GeneLink(Value):
    """A gene's part in a mechanism, with the finding that shows it.

    Attributes
    ----------
    gene_id, evidence_id : str
        The gene and the evidence record.
    """

    gene_id: str = identifier("symbol")
    evidence_id: str = identifier("slug")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GradedCertainty(Value):
    """Certainty that an exposure is a risk factor, as a review graded it.

    Attributes
    ----------
    level : CertaintyLevel
        The grade.
    scope : str or None
        What the grade is limited to, if the review limits it.
    reference_id : str
        The review.
    seen_at : str
        Address read.
    """

    level: CertaintyLevel
    scope: str | None = None
    reference_id: str = identifier("slug")
    seen_at: str = identifier("url")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Approval(Value):
    """Approval of a treatment by an agency.

    Attributes
    ----------
    agency : str
        The agency or country.
    year : int
        Year of approval.
    note : str or None
        Indication, kind of approval, later withdrawal.
    """

    agency: str
    year: int = number(1900, 2100)
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Mechanism(Record):
    """A pathogenic process.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    name, description : str
        Name, and what it is in one or two sentences.
    kind : MechanismKind
        Where it acts.
    go_id, go_name : str or None
        Gene Ontology term.
    reactome_id, reactome_name : str or None
        Reactome pathway.
    links : tuple of GeneLink
        Genes that take part, each with the finding that shows it.
    note : str or None
        Remarks.
    sources : tuple of FieldSource
        Where the identifiers were read.
    """

    id: str = identifier("slug")
    name: str
    kind: MechanismKind
    description: str
    go_id: str | None = identifier("go", default=None)
    go_name: str | None = None
    reactome_id: str | None = identifier("reactome", default=None)
    reactome_name: str | None = None
    links: tuple[GeneLink, ...] = ()
    note: str | None = None
    sources: tuple[FieldSource, ...] = ()

    catalog_name: ClassVar[str] = "mechanisms"

    def names(self) -> Iterator[str]:
        """Yield the name and the CURIEs.

        Yields
        ------
        str
            Such as ``"GO:0006914"``.

        Examples
        --------
        >>> from alsfacts import mechanisms
        >>> "GO:0006914" in set(mechanisms["autophagy"].names())
        True
        """
        yield self.name
        yield from (name for name in (self.go_id, self.reactome_id) if name is not None)

    @property
    def gene_ids(self) -> tuple[str, ...]:
        """Ids of the genes that take part, each once."""
        return tuple(dict.fromkeys(link.gene_id for link in self.links))

    @property
    def genes(self) -> "Catalog[Gene]":
        """Genes that take part."""
        return self._related("genes")

    @property
    def therapies(self) -> "Catalog[Therapy]":
        """Treatments aimed at the mechanism."""
        return self._related("therapies")

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence that names the mechanism."""
        return self._related("evidence")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Exposure(Record):
    """Something from outside the body that may act on the risk or course of disease.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    name, description : str
        Name, and what it is.
    category : ExposureCategory
        Kind of exposure.
    mesh_id, chebi_id : str or None
        MeSH descriptor (bare) and ChEBI CURIE.
    certainty : GradedCertainty or None
        Grade that a review gave it for ALS.
    note : str or None
        Remarks.
    sources : tuple of FieldSource
        Where the fields were read.
    """

    id: str = identifier("slug")
    name: str
    category: ExposureCategory
    description: str
    mesh_id: str | None = identifier("mesh", default=None)
    chebi_id: str | None = identifier("chebi", default=None)
    certainty: GradedCertainty | None = None
    note: str | None = None
    sources: tuple[FieldSource, ...] = ()

    catalog_name: ClassVar[str] = "exposures"

    def names(self) -> Iterator[str]:
        """Yield the name and the CURIEs.

        Yields
        ------
        str
            Such as ``"MESH:D002104"``.

        Examples
        --------
        >>> from alsfacts import exposures
        >>> "MESH:D002104" in set(exposures["cadmium"].names())
        True
        """
        yield self.name
        if self.mesh_id is not None:
            yield f"MESH:{self.mesh_id}"
        if self.chebi_id is not None:
            yield self.chebi_id

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence that names the exposure."""
        return self._related("evidence")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Therapy(Record):
    """A treatment tried in ALS, or in a contrast disease. No medical advice.

    Attributes
    ----------
    id : str
        Short name in lower case with hyphens.
    name, modality : str
        Name, and what kind of treatment it is.
    status : TherapyStatus
        Where it stands in ALS.
    target_gene_ids, target_mechanism_ids : tuple of str
        What it is aimed at.
    approvals : tuple of Approval
        Approvals for ALS or a symptom of it.
    key_evidence_id : str or None
        The finding that tells most about it.
    note : str or None
        Remarks, such as on contradicting trials.
    sources : tuple of FieldSource
        Where the fields were read.
    """

    id: str = identifier("slug")
    name: str
    modality: str
    status: TherapyStatus
    target_gene_ids: tuple[str, ...] = identifier("symbol", default=())
    target_mechanism_ids: tuple[str, ...] = identifier("slug", default=())
    approvals: tuple[Approval, ...] = ()
    key_evidence_id: str | None = identifier("slug", default=None)
    note: str | None = None
    sources: tuple[FieldSource, ...] = ()

    catalog_name: ClassVar[str] = "therapies"

    def names(self) -> Iterator[str]:
        """Yield the name.

        Yields
        ------
        str
            The name.

        Examples
        --------
        >>> from alsfacts import therapies
        >>> list(therapies["tofersen"].names())
        ['Tofersen']
        """
        yield self.name

    @property
    def targets(self) -> "tuple[Gene | Mechanism, ...]":
        """Genes and mechanisms that it is aimed at."""
        return self._related("targets")

    @property
    def key_evidence(self) -> "Evidence | None":
        """The finding that tells most about it."""
        return self._related("key_evidence")

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence that names the treatment."""
        return self._related("evidence")

"""A human gene."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Record, identifier
from alsfacts.model.details import FieldSource
from alsfacts.model.genomics import Locus, Phenotype, ValidityAssessment
from alsfacts.vocabulary import Inheritance, Validity

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.model.causes import Mechanism, Therapy
    from alsfacts.model.gwas import GwasLocus

__all__ = ["Gene"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Gene(Record):
    """A human gene with a claim on ALS, or on a contrast disease.

    Attributes
    ----------
    id : str
        Approved HGNC symbol.
    name : str
        Approved HGNC name.
    hgnc_id, ncbi_id, ensembl_id, omim_id : str
        Accessions; ``hgnc_id`` is a CURIE, the others are bare.
    uniprot_ids : tuple of str
        UniProt accessions of the protein.
    cytoband : str or None
        Chromosomal band.
    locus : Locus or None
        Span on GRCh38.
    aliases, previous_symbols, alias_names : tuple of str
        Other symbols, former symbols, and other names of the gene and its protein (HGNC).
    als_loci : tuple of str
        Locus names, such as ``ALS1``.
    phenotypes : tuple of Phenotype
        Forms of ALS.
    inheritance : tuple of Inheritance
        Modes of inheritance of ALS by any of the sources.
    assessments : tuple of ValidityAssessment
        Gene-disease validity, by every source, current and superseded.
    orphanet_ids : tuple of str
        Orphanet terms that list the gene.
    note : str or None
        Why the gene is here, where no ALS source lists it; doubts.
    sources : tuple of FieldSource
        Where the fields were read.

    Examples
    --------
    >>> from alsfacts import genes
    >>> sod1 = genes["superoxide dismutase 1"]
    >>> sod1
    <Gene SOD1 HGNC:11179>
    >>> sod1.validity
    <Validity.DEFINITIVE: 'definitive'>
    """

    id: str = identifier("symbol")
    name: str
    hgnc_id: str = identifier("hgnc")
    ncbi_id: str | None = identifier("ncbi-gene", default=None)
    ensembl_id: str | None = identifier("ensembl-gene", default=None)
    uniprot_ids: tuple[str, ...] = identifier("uniprot", default=())
    omim_id: str | None = identifier("omim", default=None)
    cytoband: str | None = identifier("cytoband", default=None)
    locus: Locus | None = None
    aliases: tuple[str, ...] = ()
    previous_symbols: tuple[str, ...] = ()
    alias_names: tuple[str, ...] = ()
    als_loci: tuple[str, ...] = ()
    phenotypes: tuple[Phenotype, ...] = ()
    inheritance: tuple[Inheritance, ...] = ()
    assessments: tuple[ValidityAssessment, ...] = ()
    orphanet_ids: tuple[str, ...] = identifier("orphanet", default=())
    note: str | None = None
    sources: tuple[FieldSource, ...] = ()

    catalog_name: ClassVar[str] = "genes"

    def __repr__(self) -> str:
        return f"<Gene {self.id} {self.hgnc_id}>"

    def names(self) -> Iterator[str]:
        """Yield aliases, former symbols, names, locus names and CURIEs.

        Yields
        ------
        str
            Such as ``"TDP-43"``.

        Examples
        --------
        >>> from alsfacts import genes
        >>> "TDP-43" in set(genes["TARDBP"].names())
        True
        """
        yield self.hgnc_id
        for prefix, accession in (
            ("NCBIGene", self.ncbi_id),
            ("ENSEMBL", self.ensembl_id),
            ("OMIM", self.omim_id),
            *(("UniProtKB", accession) for accession in self.uniprot_ids),
        ):
            if accession is not None:
                yield f"{prefix}:{accession}"
                # A bare number would be anybody's; these two kinds are unmistakable.
                if prefix in ("ENSEMBL", "UniProtKB"):
                    yield accession
        yield self.name
        yield from self.aliases
        yield from self.previous_symbols
        yield from self.alias_names
        yield from self.als_loci

    @property
    def symbol(self) -> str:
        """Approved HGNC symbol, which is the id."""
        return self.id

    @property
    def phenotype_names(self) -> tuple[str, ...]:
        """Names of the forms of ALS that the gene goes with."""
        return tuple(phenotype.name for phenotype in self.phenotypes)

    @property
    def validity(self) -> Validity | None:
        """Highest current class for ALS, or None where nobody assessed the pair."""
        return self.validity_for("als")

    def validity_for(self, disease_id: str) -> Validity | None:
        """Return the highest current class of the gene for a disease.

        Parameters
        ----------
        disease_id : str
            Id of a disease profile, such as ``"als"``.

        Returns
        -------
        Validity or None
            The class, or None where no current assessment covers the disease.

        Examples
        --------
        >>> from alsfacts import genes
        >>> genes["HTT"].validity_for("huntington-disease")
        <Validity.DEFINITIVE: 'definitive'>
        """
        classes = [
            assessment.classification
            for assessment in self.assessments
            if assessment.disease_id == disease_id and not assessment.superseded
        ]
        return max(classes, default=None)

    @property
    def gwas_loci(self) -> "tuple[GwasLocus, ...]":
        """Genome-wide association loci of the bundled diseases that name the gene."""
        return self._related("gwas_loci")

    @property
    def mechanisms(self) -> "Catalog[Mechanism]":
        """Mechanisms that the gene takes part in."""
        return self._related("mechanisms")

    @property
    def therapies(self) -> "Catalog[Therapy]":
        """Treatments aimed at the gene."""
        return self._related("therapies")

    @property
    def evidence(self) -> "EvidenceCatalog":
        """Evidence that names the gene."""
        return self._related("evidence")

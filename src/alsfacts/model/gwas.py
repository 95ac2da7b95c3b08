"""Loci of genome-wide association studies."""

import attrs

from alsfacts.model.base import Value, identifier, number, ratio_field

__all__ = ["GwasAssociation", "GwasLocus"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GwasAssociation(Value):
    """Association of a lead variant with a disease in one ancestry.

    Attributes
    ----------
    ancestry : str
        ``european``, ``asian`` or ``cross-ancestry``.
    log_odds_ratio, standard_error : float
        Effect of the effect allele on the log-odds scale.
    p_value : float
        P value.
    """

    ancestry: str
    log_odds_ratio: float = number()
    standard_error: float = number(0)
    p_value: float = ratio_field()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GwasLocus(Value):
    """Lead variant of a genome-wide association locus.

    Attributes
    ----------
    locus : str
        Name of the locus in the study.
    rsid : str
        dbSNP id of the lead variant.
    gene_ids : tuple of str
        Genes that the study names for the locus; empty where it names none.
    chromosome : str
        1 to 22, X, Y or MT.
    position : int
        Base position on `assembly`, 1-based.
    assembly : str
        Genome assembly of `position`.
    effect_allele, other_allele : str
        Alleles.
    effect_allele_frequency : float
        Frequency of the effect allele, 0 to 1.
    associations : tuple of GwasAssociation
        Association by ancestry, as far as the study prints it.
    reference_id : str
        The study.
    """

    locus: str
    rsid: str = identifier("rsid")
    gene_ids: tuple[str, ...] = identifier("symbol", default=())
    chromosome: str = identifier("chromosome")
    position: int = number(1)
    assembly: str
    effect_allele: str
    other_allele: str
    effect_allele_frequency: float = ratio_field()
    associations: tuple[GwasAssociation, ...]
    reference_id: str = identifier("slug")

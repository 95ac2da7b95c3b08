"""One finding of one study."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from alsfacts.model.base import Complaint, Record, identifier, number
from alsfacts.model.bearings import Bearing, LineOverride
from alsfacts.model.measures import Bound, CarrierCount, FamilialCount, Measure
from alsfacts.vocabulary import Basis, Design, Outcome, Region, RiskOfBias, Species

if TYPE_CHECKING:
    from alsfacts.catalog import Catalog
    from alsfacts.model.causes import Exposure, Mechanism, Therapy
    from alsfacts.model.claim import Claim
    from alsfacts.model.disease import Disease
    from alsfacts.model.gene import Gene
    from alsfacts.model.hypothesis import Hypothesis
    from alsfacts.model.reference import Reference

__all__ = ["Evidence"]

_POOLED_DESIGNS = (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Evidence(Record):
    """One finding of one study.

    Attributes
    ----------
    id : str
        A label, never a citation: the reference says who and when.
    disease_id : str
        Disease profile that the finding is about.
    statement : str
        What was found, for whom.
    design : Design
        Design of the study.
    underlying_design : Design or None
        Design of the pooled studies, for a meta-analysis or systematic review.
    species : tuple of Species
        Organisms in which the finding was made.
    n_cases, n_controls : int or None
        People with the disease, and controls, in the whole study.
    measure : Measure or None
        The figure, with its own denominator.
    population : str or None
        People studied, in words.
    region : Region or None
        Where they come from, for figures and counts that are compared by region; it holds for measure
        and counts alike, so it stands here and not in each.
    outcome : Outcome or None
        What the study itself found.
    bearings : tuple of Bearing
        How the finding speaks to hypotheses; empty if it speaks to none.
    bound : Bound or None
        Limits to how much is inherited, for the verdict rule.
    carrier_count : CarrierCount or None
        Carriers of causal genotypes among patients, for the verdict rule.
    familial_count : FamilialCount or None
        Patients with a family history among all patients.
    cohort : str or None
        Participants: findings on the same people share it. None: unique to the publication.
    consortium : str or None
        Consortium, laboratory or colony. None: unique to the cohort.
    member_ids : tuple of str
        Evidence that this synthesis pools.
    risk_of_bias : RiskOfBias
        A curator's judgement.
    line_override : LineOverride or None
        Line of evidence, where the design implies the wrong one.
    gene_ids, mechanism_ids, exposure_ids, therapy_ids : tuple of str
        What the finding is about.
    reference_id : str
        The publication.
    basis : Basis
        What of it was read.
    seen_at : str
        Where it was read.
    note : str or None
        Remarks.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> item = evidence["al-chalabi-2010-mz-discordance"]
    >>> item.reference.year
    2010
    """

    id: str = identifier("slug")
    disease_id: str = identifier("slug", default="als")
    statement: str
    design: Design
    underlying_design: Design | None = None
    species: tuple[Species, ...] = (Species.HUMAN,)
    n_cases: int | None = number(0, default=None)
    n_controls: int | None = number(0, default=None)
    measure: Measure | None = None
    population: str | None = None
    region: Region | None = None
    outcome: Outcome | None = None
    bearings: tuple[Bearing, ...] = ()
    bound: Bound | None = None
    carrier_count: CarrierCount | None = None
    familial_count: FamilialCount | None = None
    cohort: str | None = identifier("slug", default=None)
    consortium: str | None = identifier("slug", default=None)
    member_ids: tuple[str, ...] = identifier("slug", default=())
    risk_of_bias: RiskOfBias = RiskOfBias.UNKNOWN
    line_override: LineOverride | None = None
    gene_ids: tuple[str, ...] = identifier("symbol", default=())
    mechanism_ids: tuple[str, ...] = identifier("slug", default=())
    exposure_ids: tuple[str, ...] = identifier("slug", default=())
    therapy_ids: tuple[str, ...] = identifier("slug", default=())
    reference_id: str = identifier("slug")
    basis: Basis
    seen_at: str
    note: str | None = None

    catalog_name: ClassVar[str] = "evidence"

    def _contradictions(self) -> Iterator[Complaint]:
        seen: set[str] = set()
        for index, bearing in enumerate(self.bearings):
            if bearing.hypothesis_id in seen:
                yield f"bearings[{index}]", f"a second bearing on {bearing.hypothesis_id!r}; one is allowed"
            seen.add(bearing.hypothesis_id)
        if not self.species:
            yield "species", "expected at least one species"
        if self.design is Design.ANIMAL_MODEL and self.species == (Species.HUMAN,):
            yield "species", "an animal model needs an animal, got human only"
        pooled = self.design in _POOLED_DESIGNS
        if pooled and self.bearings and self.underlying_design is None:
            yield "underlying_design", f"a {self.design} that bears on a hypothesis needs the design it pools"
        if self.underlying_design is not None and not pooled:
            yield "underlying_design", f"a {self.design} pools no studies; leave it empty"
        if self.id in self.member_ids:
            yield "member_ids", "a synthesis cannot pool itself"

    def bearing_on(self, hypothesis_id: str) -> Bearing | None:
        """Return how the finding bears on a hypothesis.

        Parameters
        ----------
        hypothesis_id : str
            Id of the hypothesis.

        Returns
        -------
        Bearing or None
            The bearing, or None if the finding does not bear on it.

        Examples
        --------
        >>> from alsfacts import evidence
        >>> item = evidence["al-chalabi-2010-mz-discordance"]
        >>> item.bearing_on("genetic-sole").direction
        <Direction.DISPUTES: 'disputes'>
        >>> item.bearing_on("neuroinflammation") is None
        True
        """
        for bearing in self.bearings:
            if bearing.hypothesis_id == hypothesis_id:
                return bearing
        return None

    @property
    def reference(self) -> "Reference":
        """The publication."""
        return self._related("reference")

    @property
    def year(self) -> int | None:
        """Year of the publication, where known."""
        return self.reference.year

    @property
    def disease(self) -> "Disease":
        """Disease profile that the finding is about."""
        return self._related("disease")

    @property
    def genes(self) -> "Catalog[Gene]":
        """Genes that the finding names."""
        return self._related("genes")

    @property
    def mechanisms(self) -> "Catalog[Mechanism]":
        """Mechanisms that the finding names."""
        return self._related("mechanisms")

    @property
    def exposures(self) -> "Catalog[Exposure]":
        """Exposures that the finding names."""
        return self._related("exposures")

    @property
    def therapies(self) -> "Catalog[Therapy]":
        """Treatments that the finding names."""
        return self._related("therapies")

    @property
    def hypotheses(self) -> "Catalog[Hypothesis]":
        """Hypotheses that the finding bears on."""
        return self._related("hypotheses")

    @property
    def claims(self) -> "Catalog[Claim]":
        """Claims that cite the finding."""
        return self._related("claims")

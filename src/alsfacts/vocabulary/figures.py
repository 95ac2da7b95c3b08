"""Words for what a figure estimates or limits."""

from __future__ import annotations

from alsfacts.terms import Term

__all__ = ["Estimand", "FamilyHistory", "Quantity"]


class Quantity(Term):
    """What a bound limits: see `Bound`."""

    HERITABILITY = "heritability", "Share of variance in liability to the disease that is inherited."
    MZ_CONCORDANCE = "mz-concordance", "Share of identical co-twins who are affected too, pairwise."
    STEPS_REMAINING = "steps-remaining", "Steps that carriers of a variant still need (multistep model)."
    PENETRANCE = "penetrance", "Share of carriers of one genotype who are affected."


class Estimand(Term):
    """What a figure estimates, so that only like figures are set side by side: see `Measure`.

    Shares are shares of patients with the disease; the region stands in the record.
    """

    FAMILIAL_SHARE = "familial-share", "Share of all patients with a family history of the disease."
    CARRIER_SHARE_ALL = (
        "carrier-share-all",
        "Share of all patients with a causal genotype of the genes named, or of all examined if none is.",
    )
    CARRIER_SHARE_FAMILIAL = (
        "carrier-share-familial",
        "The same share, among patients with a family history only.",
    )
    CARRIER_SHARE_SPORADIC = (
        "carrier-share-sporadic",
        "The same share, among patients without a known family history only.",
    )
    AGE_SLOPE = (
        "age-slope",
        "Slope of log incidence on log age in a whole population, or in carriers of the gene named.",
    )
    MORTALITY_AGE_SLOPE = (
        "mortality-age-slope",
        "Slope of log mortality on log age: near that of incidence where people die soon.",
    )
    STEPS = "steps", "Steps to disease in the multistep model, where no slope is printed."
    EXPOSURE_ODDS_RATIO = (
        "exposure-odds-ratio",
        "Odds of the disease in people ever exposed over those in people never exposed.",
    )
    EXPOSURE_RATE_RATIO = (
        "exposure-rate-ratio",
        "Rate of the disease in people ever exposed over that in people never exposed.",
    )

    @property
    def is_share(self) -> bool:
        """Whether it is a share of patients, from 0 to 1."""
        return "share" in self.value


class FamilyHistory(Term):
    """What made a patient a familial case."""

    ALS = "als", "A relative with the disease itself; how near is not told apart."
    ALS_OR_FTD = "als-or-ftd", "A relative with ALS or frontotemporal dementia: a wider definition."
    NOT_STATED = "not-stated", "What was read says familial and no more."

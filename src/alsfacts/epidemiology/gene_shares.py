"""Shares of patients with a causal genotype, as published by gene, stratum and region.

Scope: the types, and which of them make a sum. How they are filled from evidence:
`alsfacts.epidemiology.major_genes`. A share of patients with a causal genotype is neither
heritability nor a share of risk.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from alsfacts.epidemiology.checks import ROUNDING, checked_number
from alsfacts.epidemiology.estimates import left_out_lines
from alsfacts.epidemiology.scaled_share import ScaledShare
from alsfacts.epidemiology.shares import CaseShare
from alsfacts.frozen import Frozen
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand, Region

__all__ = ["DirectCount", "GeneShare", "MajorGeneShare"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GeneShare(ScaledShare):
    """Share of the patients of one stratum with a causal genotype, as one source pools it.

    Shares of different genes of one stratum, region and source make a sum with ``+``; anything
    else raises. The sum counts whoever carries variants of two of the genes twice.

    Attributes
    ----------
    share : float
        From 0 to 1.
    gene_ids : tuple of str
        The genes.
    stratum : Estimand
        Among whom: familial or sporadic patients.
    region : Region or None
        Where they come from.
    reference_id : str
        Publication that pooled the literature.
    evidence_ids : tuple of str
        Findings that it rests on.
    """

    scale: ClassVar[str] = "a share of the patients of one stratum, by their genotype"
    like_refusal: ClassVar[str] = "only different genes of one stratum, region and source make a sum"

    share: float
    gene_ids: tuple[str, ...]
    stratum: Estimand
    region: Region | None
    reference_id: str
    evidence_ids: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        # A sum of ten tenths must not fail by its last digit.
        checked_number("share", self.share, 0, 1 + ROUNDING)

    def __add__(self, other: object) -> GeneShare:
        """Add the share of other genes."""
        if not isinstance(other, GeneShare) or not self._completes(other):
            self._refuse(other)
        return attrs.evolve(
            self,
            share=self.share + other.share,
            gene_ids=(*self.gene_ids, *other.gene_ids),
            evidence_ids=(*self.evidence_ids, *other.evidence_ids),
        )

    def _completes(self, other: GeneShare) -> bool:
        here, there = ((share.stratum, share.region, share.reference_id) for share in (self, other))
        return here == there and not set(self.gene_ids) & set(other.gene_ids)

    def __str__(self) -> str:
        return f"{' + '.join(self.gene_ids)}: {self.share:.1%} ({self.stratum})"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DirectCount(Frozen):
    """Carriers counted in the patients of one population; shown beside an estimate.

    Attributes
    ----------
    evidence_id : str
        The finding.
    gene_ids : tuple of str
        Genes counted; empty if the record does not divide them.
    share : CaseShare
        Carriers among patients with the Wilson interval.
    same_genes : bool
        Whether the genes are just those of the estimate.
    """

    evidence_id: str
    gene_ids: tuple[str, ...]
    share: CaseShare
    same_genes: bool

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.share}, {' + '.join(self.gene_ids) or 'genes not divided'}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MajorGeneShare(ScaledShare):
    """Share of all patients of a region whose disease the given genes explain.

    Attributes
    ----------
    share : float or None
        Estimate, from 0 to 1; None if the familial share was given as a range.
    lower, upper : float or None
        Over the limits or the range of the familial share; no confidence limits, because the
        frequencies by gene enter without theirs.
    region : Region
        Where the patients come from.
    familial_share : float or None
        Familial share of patients that was used.
    familial_limits : tuple of float or None
        Its limits, or the range given.
    familial_source : str
        Finding that it comes from, or that the caller gave it.
    familial_rate, sporadic_rate : GeneShare
        Sum over genes in each stratum.
    by_gene : tuple of GeneShare
        Share by gene and stratum.
    counts : tuple of DirectCount
        Direct counts of carriers in the region, beside this estimate and not in it.
    evidence_ids : tuple of str
        Findings that the estimate rests on.
    set_aside : tuple of SetAside
        Findings on carriers in the region that were left out, with reasons.
    warnings : tuple of str
        Why to read it with care.
    """

    scale: ClassVar[str] = "a share of all patients, from published frequencies of genotypes"
    like_refusal: ClassVar[str] = "regions and genes overlap or differ, and their sum is no share"

    share: float | None
    lower: float | None
    upper: float | None
    region: Region
    familial_share: float | None
    familial_limits: tuple[float, float] | None
    familial_source: str
    familial_rate: GeneShare
    sporadic_rate: GeneShare
    by_gene: tuple[GeneShare, ...]
    counts: tuple[DirectCount, ...]
    evidence_ids: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        genes = " + ".join(self.familial_rate.gene_ids)
        strata = f"{self.familial_rate.share:.1%} of familial and {self.sporadic_rate.share:.1%} of sporadic"
        familial = _words(self.familial_share, *(self.familial_limits or (None, None)))
        lines = [
            f"{genes} in {self.region}: {_words(self.share, self.lower, self.upper)} of patients",
            f"  {strata} patients ({self.familial_rate.reference_id})",
            f"  familial share {familial} ({self.familial_source})",
        ]
        lines += [f"  counted in {count}" for count in self.counts]
        lines += left_out_lines(self.set_aside)
        lines += [f"  warning: {text}" for text in self.warnings]
        return "\n".join(lines)


def _words(value: float | None, low: float | None, high: float | None) -> str:
    span = f"{low:.1%} to {high:.1%}" if low is not None and high is not None else ""
    if value is None:
        return span
    return f"{value:.1%} ({span})" if span else f"{value:.1%}"

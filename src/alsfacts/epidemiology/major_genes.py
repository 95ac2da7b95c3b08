"""How much of the disease the major genes explain, from published frequencies by family history.

Source of the rule: the overall share is f * e_f + (1 - f) * e_s, with f the familial share of
patients and e the shares of familial and sporadic patients with a causal genotype; worked example
by stratum: doi 10.1136/jmedgenet-2021-107965. The frequencies by gene are those of one
meta-analysis, such as doi 10.1136/jnnp-2016-315018, so that all genes come from one literature.

Scope: patients of one region. The sum over genes counts whoever carries variants of two genes
twice. A share of patients with a causal genotype is neither heritability nor a share of risk.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import product
from operator import add

import attrs

from alsfacts.epidemiology.checks import checked_number
from alsfacts.epidemiology.estimates import Question, is_synthesis, published_share
from alsfacts.epidemiology.familial import FamilialShare, familial_share
from alsfacts.epidemiology.gene_shares import DirectCount, GeneShare, MajorGeneShare
from alsfacts.epidemiology.shares import case_share
from alsfacts.errors import InvalidTypeError, InvalidValueError, MissingEvidenceError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Gene, Reference
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand, Region

__all__ = ["MAJOR_GENES", "major_gene_share"]

MAJOR_GENES = ("C9orf72", "SOD1", "TARDBP", "FUS")
"""The genes most often mutated in ALS (doi 10.1136/jnnp-2016-315018)."""

_STRATA = (Estimand.CARRIER_SHARE_FAMILIAL, Estimand.CARRIER_SHARE_SPORADIC)
_CARRIER_SHARES = (*_STRATA, Estimand.CARRIER_SHARE_ALL)
_BY_CALLER = "given by the caller"
_TWICE = "whoever carries variants of two of the genes counts twice in a sum over genes"
_NO_LIMITS = "the range follows the familial share only: the frequencies by gene enter without limits"
_LINES_DRAWN = "the sources may draw the line between familial and sporadic patients differently"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _FamilialInput(Frozen):
    """Familial share as it enters, with its limits, where it comes from, and what to heed."""

    share: float | None
    limits: tuple[float, float] | None
    source: str
    evidence_ids: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def major_gene_share(
    region: Region | str,
    *,
    familial: float | tuple[float, float] | FamilialShare | None = None,
    genes: Iterable[Gene | str] = MAJOR_GENES,
    disease: Disease | str = "als",
    knowledge_base: KnowledgeBase | None = None,
) -> MajorGeneShare:
    """Estimate how much of the disease the given genes explain in a region.

    The shares of familial and of sporadic patients are summed over the genes from one
    meta-analysis and weighted by the familial share of patients.

    Parameters
    ----------
    region : Region or str
        Region, or its word.
    familial : float, tuple of float, FamilialShare or None
        Familial share of patients, from 0 to 1: a number, a range, or the result of
        `familial_share`. If left out, the newest meta-analysis of the region in the data; where
        there is none it must be given.
    genes : iterable of Gene or str
        Genes, or names of them; at least one.
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    MajorGeneShare
        Share of all patients, its parts by stratum and gene, and direct counts beside it.

    Raises
    ------
    MissingEvidenceError
        If no one meta-analysis of the region gives both strata for every gene, or no familial
        share is known and none is given.
    UnknownRecordError
        If no gene or disease profile answers to a name.
    InvalidValueError
        If there is no such region, no gene is named or one twice, or a share is out of range.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> result = major_gene_share("europe")
    >>> f"{result.share:.1%}", result.familial_source
    ('10.3%', 'fals-proportion-2023-familial-proportion-europe')
    >>> print(result.counts[0])
    chio-2018-mutation-frequencies: 112 of 1,077 (10.4%, 95% CI 8.7% to 12.4%), C9orf72 + SOD1 + TARDBP + FUS
    >>> asia = major_gene_share("asia", familial=(0.02, 0.10))
    >>> asia.share, f"{asia.lower:.1%} to {asia.upper:.1%}"
    (None, '3.6% to 6.6%')
    """
    question = Question.of(disease, knowledge_base, region)
    if question.region is None:
        msg = f"region must be one of {', '.join(Region)}: frequencies of genotypes differ between regions"
        raise InvalidTypeError(msg)
    wanted = _gene_ids(question, genes)
    given = None if familial is None else _given(familial, question.region)
    set_aside: list[SetAside] = []
    standing = question.standing(filter(_is_relevant, question.findings()), set_aside)
    by_gene = _one_source(question, standing, wanted)
    share_of_all = _from_data(question, standing) if given is None else given
    familial_rate, sporadic_rate = (
        reduce(add, (share for share in by_gene if share.stratum is stratum)) for stratum in _STRATA
    )
    points = (share_of_all.share, *(share_of_all.limits or (None, None)))
    shares = [
        None if point is None else point * familial_rate.share + (1 - point) * sporadic_rate.share
        for point in points
    ]
    ends = [share for share in shares[1:] if share is not None]
    source = question.knowledge_base.references[by_gene[0].reference_id]
    used = tuple(name for share in by_gene for name in share.evidence_ids)
    set_aside += _left_out(standing, used, source, wanted)
    return MajorGeneShare(
        share=shares[0],
        lower=min(ends, default=None),
        upper=max(ends, default=None),
        region=question.region,
        familial_share=share_of_all.share,
        familial_limits=share_of_all.limits,
        familial_source=share_of_all.source,
        familial_rate=familial_rate,
        sporadic_rate=sporadic_rate,
        by_gene=by_gene,
        counts=tuple(_counts(standing, wanted)),
        evidence_ids=used + share_of_all.evidence_ids,
        set_aside=tuple(sorted(set_aside, key=lambda item: item.evidence_id)),
        warnings=(
            *((_TWICE,) if len(wanted) > 1 else ()),
            _LINES_DRAWN,
            *((_NO_LIMITS,) if share_of_all.limits is not None else ()),
            *share_of_all.warnings,
        ),
    )


def _is_relevant(item: Evidence) -> bool:
    estimand = None if item.measure is None else item.measure.estimand
    return (
        estimand in _CARRIER_SHARES or estimand is Estimand.FAMILIAL_SHARE or item.carrier_count is not None
    )


def _gene_ids(question: Question, genes: Iterable[Gene | str]) -> tuple[str, ...]:
    if isinstance(genes, str | Gene):
        genes = (genes,)
    ids = []
    for gene in genes:
        if not isinstance(gene, Gene | str):
            msg = f"genes must hold genes or names of them, got {gene!r}"
            raise InvalidTypeError(msg)
        ids.append(question.knowledge_base.genes[gene.id if isinstance(gene, Gene) else gene].id)
    if not ids or len(set(ids)) < len(ids):
        msg = f"genes must name at least one gene, and each once, got {ids!r}"
        raise InvalidValueError(msg)
    return tuple(ids)


def _given(familial: float | tuple[float, float] | FamilialShare, region: Region) -> _FamilialInput:
    if isinstance(familial, FamilialShare):
        elsewhere = familial.region is not region
        return _FamilialInput(
            share=familial.share,
            limits=(familial.lower, familial.upper),
            source=" + ".join(familial.evidence_ids),
            evidence_ids=familial.evidence_ids,
            warnings=(f"the familial share is not limited to {region}",) if elsewhere else (),
        )
    if isinstance(familial, tuple):
        if len(familial) != 2:  # noqa: PLR2004 - a pair
            msg = f"familial must be a number, a pair of numbers or a FamilialShare, got {familial!r}"
            raise InvalidTypeError(msg)
        low, high = (checked_number("familial", end, 0, 1) for end in familial)
        if low > high:
            msg = f"familial must have its lower end first, got {familial!r}"
            raise InvalidValueError(msg)
        return _FamilialInput(share=None, limits=(low, high), source=f"range {_BY_CALLER}")
    return _FamilialInput(share=checked_number("familial", familial, 0, 1), limits=None, source=_BY_CALLER)


def _one_source(
    question: Question, standing: list[Evidence], wanted: tuple[str, ...]
) -> tuple[GeneShare, ...]:
    """Find the newest meta-analysis that gives every gene in both strata."""
    sources: dict[str, dict[tuple[Estimand, str], GeneShare]] = {}
    years: dict[str, int] = {}
    for item in standing:
        for stratum in _STRATA:
            printed = published_share(item, stratum)
            if printed is None or not is_synthesis(item) or len(item.gene_ids) != 1:
                continue
            share = GeneShare(
                share=printed.share,
                gene_ids=item.gene_ids,
                stratum=stratum,
                region=question.region,
                reference_id=item.reference_id,
                evidence_ids=(item.id,),
            )
            sources.setdefault(item.reference_id, {}).setdefault((stratum, item.gene_ids[0]), share)
            years[item.reference_id] = item.year or 0
    cells = tuple(product(_STRATA, wanted))
    complete = [name for name, found in sources.items() if all(cell in found for cell in cells)]
    if not complete:
        best = max(sources.values(), key=len, default={})
        missing = ", ".join(f"{stratum} of {gene}" for stratum, gene in cells if (stratum, gene) not in best)
        msg = f"no one meta-analysis on {question.place} gives all shares that are needed; missing: {missing}"
        raise MissingEvidenceError(msg)
    source = max(sorted(complete), key=lambda name: years[name])
    return tuple(sources[source][cell] for cell in cells)


def _from_data(question: Question, standing: list[Evidence]) -> _FamilialInput:
    """Take the familial share of the newest meta-analysis of the region."""
    syntheses = sorted(
        (item for item in standing if is_synthesis(item)), key=lambda item: item.year or 0, reverse=True
    )
    printed = [
        share for item in syntheses if (share := published_share(item, Estimand.FAMILIAL_SHARE)) is not None
    ]
    if not printed:
        msg = (
            f"familial must be given for {question.place}: the data has no pooled familial share of that "
            "region; give a number from 0 to 1, a range such as (0.02, 0.10), or a FamilialShare"
        )
        raise MissingEvidenceError(msg)
    chosen = printed[0]
    limits = None
    if chosen.lower is not None and chosen.upper is not None:
        limits = (chosen.lower, chosen.upper)
    return _FamilialInput(
        share=chosen.share,
        limits=limits,
        source=chosen.evidence_id,
        evidence_ids=(chosen.evidence_id,),
        warnings=tuple(_counted_otherwise(question, chosen.share)),
    )


def _counted_otherwise(question: Question, share: float) -> Iterable[str]:
    """Say if the counts in the data pool to another familial share than the one published."""
    try:
        counted = familial_share(
            region=question.region, disease=question.disease, knowledge_base=question.knowledge_base
        )
    except MissingEvidenceError:
        return
    if not counted.lower <= share <= counted.upper:
        yield (
            f"the familial counts of {question.region} in the data pool to {counted.share:.1%} "
            f"({counted.lower:.1%} to {counted.upper:.1%}); "
            f"pass familial_share(region='{question.region}') to use them"
        )


def _left_out(
    standing: list[Evidence], used: tuple[str, ...], source: Reference, wanted: tuple[str, ...]
) -> Iterable[SetAside]:
    for item in standing:
        count = item.carrier_count
        on_carriers = item.measure is not None and item.measure.estimand in _CARRIER_SHARES
        if item.id in used or (not on_carriers if count is None else count.unselected):
            continue
        if count is not None:
            reason = "counted in patients chosen by family history or genotype"
        elif item.gene_ids and not set(item.gene_ids) & set(wanted):
            reason = "about other genes"
        elif (item.year or 0) > (source.year or 0) and not is_synthesis(item):
            reason = f"one study, later than the literature of {source.id}"
        elif is_synthesis(item):
            reason = f"another synthesis, or other genes, than what is taken from {source.id}"
        else:
            reason = f"one study; {source.id} stands for the literature and may pool it"
        yield SetAside(evidence_id=item.id, reason=reason)


def _counts(standing: list[Evidence], wanted: tuple[str, ...]) -> Iterable[DirectCount]:
    for item in standing:
        if item.carrier_count is not None and item.carrier_count.unselected:
            genes = item.carrier_count.gene_ids
            yield DirectCount(
                evidence_id=item.id,
                gene_ids=genes,
                share=case_share(item.carrier_count),
                same_genes=set(genes) == set(wanted),
            )

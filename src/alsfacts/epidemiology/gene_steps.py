"""Steps to disease with and without each gene, from age slopes in the evidence.

Source: the multistep model as in `alsfacts.epidemiology.multistep`; that carriers of a variant
have fewer steps left: doi 10.1212/WNL.0000000000005996. The whole population:
`alsfacts.epidemiology.age_slopes`.

Scope: carriers of variants of one gene, compared with the population of their own cohort.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from alsfacts.epidemiology.age_slopes import (
    ASYMMETRY_TOLERANCE,
    PooledSlope,
    estimand_of,
    pooled_age_slope,
    size_of,
    step_words,
)
from alsfacts.epidemiology.estimates import Question, is_synthesis, left_out_lines, one_a_cohort
from alsfacts.epidemiology.multistep import StepCount, StepsRemoved, steps_from_slope, steps_removed
from alsfacts.errors import MissingEvidenceError
from alsfacts.frozen import Frozen
from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Disease, Evidence, Measure
from alsfacts.set_aside import SetAside
from alsfacts.vocabulary import Estimand

__all__ = ["GeneSteps", "StepsByGene", "steps_by_gene"]

_ESTIMANDS = (Estimand.AGE_SLOPE, Estimand.MORTALITY_AGE_SLOPE, Estimand.STEPS)
_WHOLE = "only a whole number of steps is printed, so the slope is right to about half a step"
_UNEVEN = "the printed interval is not symmetric about its slope; it is kept as printed"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GeneSteps(Frozen):
    """Steps that carriers of variants of one gene still need, against their own population.

    Attributes
    ----------
    gene_id : str
        The gene.
    steps : StepCount
        Steps of carriers; limits where a slope with limits is printed.
    without : StepCount
        Steps of the whole population of the cohort.
    removed : StepsRemoved
        How many steps the variant stands for.
    carriers : int or None
        Carriers behind the figure, where known.
    evidence_id : str
        Finding on the carriers.
    population_evidence_id : str
        Finding on their population.
    warnings : tuple of str
        Why to read it with care.
    """

    gene_id: str
    steps: StepCount
    without: StepCount
    removed: StepsRemoved
    carriers: int | None
    evidence_id: str
    population_evidence_id: str
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        people = f", {self.carriers:,} carriers" if self.carriers is not None else ""
        return (
            f"{self.gene_id}: {step_words(self.steps)}, {self.removed.removed:.1f} fewer than "
            f"{self.without.steps:.1f} in the population{people} ({self.evidence_id})"
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StepsByGene(Frozen):
    """Steps of the whole population and of carriers of each gene.

    Attributes
    ----------
    population : PooledSlope or None
        Pooled slope of the registers; None if fewer than two can be pooled.
    genes : tuple of GeneSteps
        Steps of carriers, in order of gene.
    evidence_ids : tuple of str
        Findings that went in, in order of id.
    set_aside : tuple of SetAside
        Findings left out, with reasons.
    warnings : tuple of str
        Why to read it with care.
    """

    population: PooledSlope | None
    genes: tuple[GeneSteps, ...]
    evidence_ids: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        everybody = "registers: not pooled"
        if self.population is not None:
            everybody = f"registers: {str(self.population).splitlines()[0]}"
        lines = [everybody, *(str(gene) for gene in self.genes)]
        lines += left_out_lines(self.set_aside)
        lines += [f"  warning: {text}" for text in self.warnings]
        return "\n".join(lines)


def steps_by_gene(
    *, disease: Disease | str = "als", knowledge_base: KnowledgeBase | None = None
) -> StepsByGene:
    """Say how many steps the disease takes in all, and in carriers of each gene.

    Carriers are compared with the whole population of their own cohort. Where only a whole
    number of steps is printed for carriers, their slope is taken as that number less one.

    Parameters
    ----------
    disease : Disease or str
        The disease profile, or a name of it.
    knowledge_base : KnowledgeBase or None
        Where the evidence is; if left out, that of the records given, else the bundled one.

    Returns
    -------
    StepsByGene
        Pooled slope of the registers, steps by gene, and what was left out and why.

    Raises
    ------
    MissingEvidenceError
        If no finding gives a slope or steps of carriers beside the slope of their population.
    UnknownRecordError
        If no disease profile answers to the name.
    InvalidTypeError
        If an argument has the wrong type.

    Examples
    --------
    >>> result = steps_by_gene()
    >>> for gene in result.genes:
    ...     print(gene.gene_id, gene.steps.rounded, "of", gene.without.rounded)
    C9orf72 3 of 6
    SOD1 2 of 6
    TARDBP 4 of 6
    """
    question = Question.of(disease, knowledge_base)
    set_aside: list[SetAside] = []
    findings = question.standing(
        (item for item in question.findings() if estimand_of(item) in _ESTIMANDS), set_aside
    )
    populations: dict[str, Evidence] = {}
    # The largest of a cohort stands, then the first by id.
    for item in sorted(findings, key=size_of, reverse=True):
        whole = not item.gene_ids and estimand_of(item) is Estimand.AGE_SLOPE
        if whole and item.cohort is not None and not is_synthesis(item):
            populations.setdefault(item.cohort, item)
    genes: list[GeneSteps] = []
    for item in _carriers(findings, set_aside):
        population = populations.get(item.cohort or "")
        result = _gene_steps(item, population)
        if isinstance(result, str):
            set_aside.append(SetAside(evidence_id=item.id, reason=result))
        else:
            genes.append(result)
    if not genes:
        left = "; ".join(str(item) for item in set_aside) or "nothing"
        msg = (
            f"steps by gene on {question.place} need a slope or steps of carriers of one gene, and the slope "
            f"of their cohort's whole population; none was found. Left out: {left}"
        )
        raise MissingEvidenceError(msg)
    pooled: PooledSlope | None = None
    warnings: list[str] = []
    try:
        pooled = pooled_age_slope(disease=question.disease, knowledge_base=question.knowledge_base)
    except MissingEvidenceError as error:
        warnings.append(str(error))
    used = {name for gene in genes for name in (gene.evidence_id, gene.population_evidence_id)}
    if pooled is not None:
        used |= set(pooled.evidence_ids)
        set_aside += pooled.set_aside
        warnings += pooled.warnings
    left_out = {item.evidence_id: item for item in set_aside if item.evidence_id not in used}
    warnings += [f"{gene.gene_id}: {text}" for gene in genes for text in gene.warnings]
    warnings += [text for gene in genes for text in gene.removed.caveats]
    return StepsByGene(
        population=pooled,
        genes=tuple(sorted(genes, key=lambda gene: (gene.gene_id, gene.evidence_id))),
        evidence_ids=tuple(sorted(used)),
        set_aside=tuple(left_out[name] for name in sorted(left_out)),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _carriers(findings: Iterable[Evidence], set_aside: list[SetAside]) -> list[Evidence]:
    """Return the findings on carriers of one gene, one a gene and cohort."""
    by_gene: dict[str, list[Evidence]] = {}
    for item in findings:
        estimand = estimand_of(item)
        if estimand is Estimand.MORTALITY_AGE_SLOPE:
            reason = "a slope of mortality, not of incidence"
        elif is_synthesis(item):
            reason = "a synthesis of studies, which may be among those used"
        elif len(item.gene_ids) > 1:
            reason = "carriers of several genes together"
        elif not item.gene_ids and estimand is Estimand.STEPS:
            reason = "steps of a population without the slope behind them"
        else:
            if item.gene_ids:
                by_gene.setdefault(item.gene_ids[0], []).append(item)
            continue
        set_aside.append(SetAside(evidence_id=item.id, reason=reason))
    # A slope says more than a whole number of steps.
    return [
        item
        for gene in sorted(by_gene)
        for item in one_a_cohort(
            by_gene[gene], lambda item: (estimand_of(item) is Estimand.AGE_SLOPE, size_of(item)), set_aside
        )
    ]


def _gene_steps(item: Evidence, population: Evidence | None) -> GeneSteps | str:
    """Compare carriers with their population, or say why that cannot be done."""
    if population is None or population.measure is None or item.measure is None:
        return "no slope of the whole population of its cohort"
    whole = estimand_of(item) is Estimand.STEPS
    slope = item.measure.value - 1 if whole else item.measure.value
    if slope < 0:
        return "fewer than one step, for which the model has no meaning"
    limits = None if whole else _limits(item.measure)
    warnings = []
    if whole:
        warnings.append(_WHOLE)
    if limits is not None:
        half = (limits[1] - limits[0]) / 2
        if abs(limits[0] + half - slope) > ASYMMETRY_TOLERANCE * half:
            warnings.append(_UNEVEN)
    removed = steps_removed(population.measure.value, slope)
    return GeneSteps(
        gene_id=item.gene_ids[0],
        steps=steps_from_slope(slope, limits, level=item.measure.ci_level or 95.0),
        without=steps_from_slope(
            population.measure.value,
            _limits(population.measure),
            level=population.measure.ci_level or 95.0,
        ),
        removed=removed,
        carriers=item.measure.n,
        evidence_id=item.id,
        population_evidence_id=population.id,
        warnings=tuple(warnings),
    )


def _limits(measure: Measure) -> tuple[float, float] | None:
    # Limits of an unknown level say nothing that could be compared.
    if measure.ci_low is None or measure.ci_high is None or measure.ci_level is None:
        return None
    return measure.ci_low, measure.ci_high

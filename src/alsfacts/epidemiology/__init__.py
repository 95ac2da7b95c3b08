"""Epidemiological quantities, each with a type of its own, and estimates from the evidence."""

from alsfacts.epidemiology.age_slopes import PooledSlope, pooled_age_slope
from alsfacts.epidemiology.attributable import (
    AttributableSum,
    attributable_from_counts,
    levin,
    miettinen,
    sum_of_attributable,
)
from alsfacts.epidemiology.estimates import PublishedShare
from alsfacts.epidemiology.exposure_effects import ExposureEffect, exposure_effect, exposure_effects
from alsfacts.epidemiology.familial import FamilialShare, familial_share
from alsfacts.epidemiology.gene_shares import DirectCount, GeneShare, MajorGeneShare
from alsfacts.epidemiology.gene_steps import GeneSteps, StepsByGene, steps_by_gene
from alsfacts.epidemiology.heritability import (
    AceComponents,
    falconer,
    published_components,
    tetrachoric_from_concordance,
)
from alsfacts.epidemiology.intervals import clopper_pearson, wilson_interval
from alsfacts.epidemiology.liability import liability_factor, observed_to_liability
from alsfacts.epidemiology.major_genes import MAJOR_GENES, major_gene_share
from alsfacts.epidemiology.meta_analysis import (
    PooledEffect,
    PoolingMethod,
    StudyEffect,
    effect_from_interval,
    effect_from_table,
    pool_effects,
)
from alsfacts.epidemiology.multistep import (
    AgeSlope,
    StepCount,
    StepsRemoved,
    fit_age_slope,
    steps_from_slope,
    steps_removed,
)
from alsfacts.epidemiology.proportions import effect_from_proportion, proportion_from_logit
from alsfacts.epidemiology.quantities import (
    AttributableFraction,
    AttributableMethod,
    EffectMeasure,
    VarianceComponent,
    VarianceShare,
)
from alsfacts.epidemiology.shares import (
    CaseShare,
    KnownGeneShare,
    case_share,
    known_gene_share,
    sum_of_gene_shares,
)
from alsfacts.epidemiology.tables import OddsRatio, fisher_exact, odds_ratio

__all__ = [
    "MAJOR_GENES",
    "AceComponents",
    "AgeSlope",
    "AttributableFraction",
    "AttributableMethod",
    "AttributableSum",
    "CaseShare",
    "DirectCount",
    "EffectMeasure",
    "ExposureEffect",
    "FamilialShare",
    "GeneShare",
    "GeneSteps",
    "KnownGeneShare",
    "MajorGeneShare",
    "OddsRatio",
    "PooledEffect",
    "PooledSlope",
    "PoolingMethod",
    "PublishedShare",
    "StepCount",
    "StepsByGene",
    "StepsRemoved",
    "StudyEffect",
    "VarianceComponent",
    "VarianceShare",
    "attributable_from_counts",
    "case_share",
    "clopper_pearson",
    "effect_from_interval",
    "effect_from_proportion",
    "effect_from_table",
    "exposure_effect",
    "exposure_effects",
    "falconer",
    "familial_share",
    "fisher_exact",
    "fit_age_slope",
    "known_gene_share",
    "levin",
    "liability_factor",
    "major_gene_share",
    "miettinen",
    "observed_to_liability",
    "odds_ratio",
    "pool_effects",
    "pooled_age_slope",
    "proportion_from_logit",
    "published_components",
    "steps_by_gene",
    "steps_from_slope",
    "steps_removed",
    "sum_of_attributable",
    "sum_of_gene_shares",
    "tetrachoric_from_concordance",
    "wilson_interval",
]

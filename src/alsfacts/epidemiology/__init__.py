"""Epidemiological quantities, each with a type of its own."""

from alsfacts.epidemiology.attributable import (
    AttributableSum,
    attributable_from_counts,
    levin,
    miettinen,
    sum_of_attributable,
)
from alsfacts.epidemiology.heritability import (
    AceComponents,
    falconer,
    published_components,
    tetrachoric_from_concordance,
)
from alsfacts.epidemiology.intervals import clopper_pearson, wilson_interval
from alsfacts.epidemiology.liability import liability_factor, observed_to_liability
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
    "AceComponents",
    "AgeSlope",
    "AttributableFraction",
    "AttributableMethod",
    "AttributableSum",
    "CaseShare",
    "EffectMeasure",
    "KnownGeneShare",
    "OddsRatio",
    "PooledEffect",
    "PoolingMethod",
    "StepCount",
    "StepsRemoved",
    "StudyEffect",
    "VarianceComponent",
    "VarianceShare",
    "attributable_from_counts",
    "case_share",
    "clopper_pearson",
    "effect_from_interval",
    "effect_from_table",
    "falconer",
    "fisher_exact",
    "fit_age_slope",
    "known_gene_share",
    "levin",
    "liability_factor",
    "miettinen",
    "observed_to_liability",
    "odds_ratio",
    "pool_effects",
    "published_components",
    "steps_from_slope",
    "steps_removed",
    "sum_of_attributable",
    "sum_of_gene_shares",
    "tetrachoric_from_concordance",
    "wilson_interval",
]

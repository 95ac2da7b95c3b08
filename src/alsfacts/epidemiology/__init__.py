"""Epidemiological quantities, each with a type of its own, and estimates from the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alsfacts.lazy import lazy_names

if TYPE_CHECKING:
    from alsfacts.epidemiology.age_slopes import PooledSlope, pooled_age_slope
    from alsfacts.epidemiology.attributable import (
        AttributableSum,
        attributable_from_counts,
        levin,
        miettinen,
        sum_of_attributable,
    )
    from alsfacts.epidemiology.estimates import PublishedShare
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
    from alsfacts.epidemiology.pooled_exposures import ExposureEffect, exposure_effect, exposure_effects
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

_MODULES = {
    "AceComponents": "heritability",
    "AgeSlope": "multistep",
    "AttributableFraction": "quantities",
    "AttributableMethod": "quantities",
    "AttributableSum": "attributable",
    "CaseShare": "shares",
    "DirectCount": "gene_shares",
    "EffectMeasure": "quantities",
    "ExposureEffect": "pooled_exposures",
    "FamilialShare": "familial",
    "GeneShare": "gene_shares",
    "GeneSteps": "gene_steps",
    "KnownGeneShare": "shares",
    "MAJOR_GENES": "major_genes",
    "MajorGeneShare": "gene_shares",
    "OddsRatio": "tables",
    "PooledEffect": "meta_analysis",
    "PooledSlope": "age_slopes",
    "PoolingMethod": "meta_analysis",
    "PublishedShare": "estimates",
    "StepCount": "multistep",
    "StepsByGene": "gene_steps",
    "StepsRemoved": "multistep",
    "StudyEffect": "meta_analysis",
    "VarianceComponent": "quantities",
    "VarianceShare": "quantities",
    "attributable_from_counts": "attributable",
    "case_share": "shares",
    "clopper_pearson": "intervals",
    "effect_from_interval": "meta_analysis",
    "effect_from_proportion": "proportions",
    "effect_from_table": "meta_analysis",
    "exposure_effect": "pooled_exposures",
    "exposure_effects": "pooled_exposures",
    "falconer": "heritability",
    "familial_share": "familial",
    "fisher_exact": "tables",
    "fit_age_slope": "multistep",
    "known_gene_share": "shares",
    "levin": "attributable",
    "liability_factor": "liability",
    "major_gene_share": "major_genes",
    "miettinen": "attributable",
    "observed_to_liability": "liability",
    "odds_ratio": "tables",
    "pool_effects": "meta_analysis",
    "pooled_age_slope": "age_slopes",
    "proportion_from_logit": "proportions",
    "published_components": "heritability",
    "steps_by_gene": "gene_steps",
    "steps_from_slope": "multistep",
    "steps_removed": "multistep",
    "sum_of_attributable": "attributable",
    "sum_of_gene_shares": "shares",
    "tetrachoric_from_concordance": "heritability",
    "wilson_interval": "intervals",
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)

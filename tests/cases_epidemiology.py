"""Adapters from worked examples to the epidemiology of alsfacts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from alsfacts.epidemiology import (
    AttributableFraction,
    AttributableMethod,
    EffectMeasure,
    PoolingMethod,
    attributable_from_counts,
    clopper_pearson,
    effect_from_interval,
    effect_from_table,
    falconer,
    known_gene_share,
    levin,
    observed_to_liability,
    pool_effects,
    published_components,
    steps_from_slope,
    steps_removed,
    sum_of_attributable,
    tetrachoric_from_concordance,
)
from alsfacts.errors import InvalidValueError


def run_clopper_pearson(inputs: dict[str, Any]) -> dict[str, Any]:
    low, high = clopper_pearson(inputs["successes"], inputs["trials"], inputs.get("level", 95.0))
    return {"low": low, "high": high}


def run_pool(inputs: dict[str, Any]) -> dict[str, Any]:
    measure, method = EffectMeasure(inputs["measure"]), PoolingMethod(inputs["method"])
    if "tpos" in inputs:
        rows = zip(*(inputs[name] for name in ("tpos", "tneg", "cpos", "cneg")), strict=True)
        effects = [effect_from_table(measure, *row) for row in rows]
    else:
        rows = zip(*(inputs[name] for name in ("estimates", "ci_low", "ci_high")), strict=True)
        effects = [effect_from_interval(measure, *row) for row in rows]
    result = pool_effects(effects, method)
    return {
        "estimate": result.estimate,
        "ci_low": result.lower,
        "ci_high": result.upper,
        "se": result.standard_error,
        "z": result.z,
        "q": result.q,
        "df": result.degrees_of_freedom,
        "tau2": result.tau_squared,
        "i2_percent": result.i_squared_percent,
        "ratio": result.ratio,
        "ratio_low": result.ratio_lower,
        "ratio_high": result.ratio_upper,
    }


def run_falconer(inputs: dict[str, Any]) -> dict[str, Any]:
    parts = falconer(inputs["r_mz"], inputs["r_dz"])
    return {
        "h2": parts.additive.estimate,
        "c2": parts.shared_environment.estimate,
        "e2": parts.unshared_environment.estimate,
        "admissible": parts.admissible,
    }


def run_components(inputs: dict[str, Any]) -> dict[str, Any]:
    parts = published_components(
        inputs["a2"],
        additive_limits=inputs.get("a2_ci"),
        shared=inputs.get("c2"),
        shared_limits=inputs.get("c2_ci"),
        unshared=inputs.get("e2"),
        unshared_limits=inputs.get("e2_ci"),
    )
    whole = parts.additive + parts.shared_environment + parts.unshared_environment
    return {
        "sum": whole.estimate,
        "a2": parts.additive.estimate,
        "c2": parts.shared_environment.estimate,
        "e2": parts.unshared_environment.estimate,
        "upper_bound_a2": parts.additive.upper,
        "entirely_genetic_excluded": parts.entirely_genetic_excluded,
    }


def run_tetrachoric(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"r": tetrachoric_from_concordance(inputs["prevalence"], inputs["concordance"])}


def run_liability(inputs: dict[str, Any]) -> dict[str, Any]:
    try:
        share = observed_to_liability(
            inputs["h2_observed"], inputs["sample_prevalence"], inputs["population_prevalence"]
        )
    except InvalidValueError as error:
        # The message also names the argument; the worked example has the rule alone.
        rule = "prevalence must lie strictly between 0 and 1"
        return {"error": rule.replace("prevalence", "prevalences") if rule in str(error) else str(error)}
    return {"h2_liability": share.estimate}


def run_steps(inputs: dict[str, Any]) -> dict[str, Any]:
    count = steps_from_slope(inputs["slope"], inputs.get("ci"))
    return {"steps": count.steps, "rounded": count.rounded, "steps_ci": [count.lower, count.upper]}


def run_steps_removed(inputs: dict[str, Any]) -> dict[str, Any]:
    compared = steps_removed(inputs["population_slope"], inputs["carrier_slope"])
    return {
        "removed": compared.removed,
        "remaining_steps": compared.remaining_steps,
        "sufficient_alone": compared.sufficient_alone,
    }


def run_levin(inputs: dict[str, Any]) -> dict[str, Any]:
    result = levin(inputs["prevalence"], inputs["relative_risk"], adjusted=inputs.get("adjusted", False))
    return {"paf": result.estimate, "warning": "; ".join(result.warnings)}


def run_from_counts(inputs: dict[str, Any]) -> dict[str, Any]:
    result = attributable_from_counts(**inputs)
    return {"paf": result.estimate, "warning": "; ".join(result.warnings)}


def run_known_gene_share(inputs: dict[str, Any]) -> dict[str, Any]:
    result = known_gene_share(
        inputs["familial_cases"],
        inputs["sporadic_cases"],
        inputs["familial_explained"],
        inputs["sporadic_explained"],
    )
    return {
        "familial_rate": result.familial_rate.share,
        "sporadic_rate": result.sporadic_rate.share,
        "total_explained": result.overall.carriers,
        "overall": result.overall.share,
        "ci_low": result.overall.lower,
        "ci_high": result.overall.upper,
        "familial_share": result.familial_share,
    }


def run_sum_of_attributable(inputs: dict[str, Any]) -> dict[str, Any]:
    fractions = [
        AttributableFraction(estimate=value, method=AttributableMethod.DEFINITION)
        for value in inputs["fractions"]
    ]
    result = sum_of_attributable(fractions)
    return {
        "sum": result.total,
        "valid": math.isfinite(result.total),
        "warning": "; ".join(result.warnings),
    }


CALLABLES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "explained.known_gene_share": run_known_gene_share,
    "explained.sum_of_attributable": run_sum_of_attributable,
    "liability.observed_to_liability": run_liability,
    "meta.pool": run_pool,
    "multistep.steps": run_steps,
    "multistep.steps_removed": run_steps_removed,
    "paf.from_counts": run_from_counts,
    "paf.levin": run_levin,
    "stats.clopper_pearson": run_clopper_pearson,
    "twin.components": run_components,
    "twin.falconer": run_falconer,
    "twin.tetrachoric_from_concordance": run_tetrachoric,
}

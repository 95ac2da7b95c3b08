"""Adapters from worked examples to points, weights, GRADE, OCEBM, votes and database scores."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from alsfacts.scoring.belief import SourceErrors, belief
from alsfacts.scoring.grade import BodyOfEvidence, Concern, StartingDesign, certainty
from alsfacts.scoring.harmonic import disgenet_maximum, harmonic, harmonic_maximum
from alsfacts.scoring.ocebm import OcebmDesign, OcebmQuestion, level
from alsfacts.scoring.tavtigian import (
    EvidenceCounts,
    acmg_class,
    combining_rules_class,
    odds,
    points_from_counts,
    posterior,
)
from alsfacts.scoring.vote import sign_test
from alsfacts.scoring.weight_of_evidence import decibans, from_lod, from_points, jeffreys, kass_raftery

STRENGTHS = {
    "P": "supporting",
    "M": "moderate",
    "S": "strong",
    "VS": "very_strong",
    "BP": "benign_supporting",
    "BM": "benign_moderate",
    "BS": "benign_strong",
}
CONCERNS = {0: Concern.NONE, -1: Concern.SERIOUS, -2: Concern.VERY_SERIOUS}
DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")


def run_odds(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"odds": odds(inputs["points"], odds_very_strong=inputs["odds_very_strong"])}


def run_posterior(inputs: dict[str, Any]) -> dict[str, Any]:
    labels = {}
    if "evidence" in inputs:
        counts = EvidenceCounts(**{STRENGTHS[name]: count for name, count in inputs["evidence"].items()})
        points = points_from_counts(counts, exponent_base=inputs.get("exponent_base", 2))
        labels = {
            "published_label": combining_rules_class(counts).title(),
            "bayes_label": acmg_class(points).title(),
        }
    else:
        points = inputs["points"]
    result = posterior(points, prior=inputs["prior"], odds_very_strong=inputs["odds_very_strong"])
    return {
        **labels,
        "odds": result.odds,
        "posterior": result.probability,
        # The highest full percent that the posterior reaches.
        "posterior_at_least": math.floor(result.probability * 100) / 100,
    }


def run_acmg_class(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"label": acmg_class(inputs["points"]).title()}


def run_decibans(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"decibans": decibans(inputs["bayes_factor"])}


def run_from_lod(inputs: dict[str, Any]) -> dict[str, Any]:
    found = from_lod(inputs["lod"])
    return {"bayes_factor": found.bayes_factor, "decibans": found.decibans}


def run_jeffreys(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"label": jeffreys(inputs["bayes_factor"]).word.title()}


def run_kass_raftery(inputs: dict[str, Any]) -> dict[str, Any]:
    if "points" in inputs:
        found = from_points(inputs["points"], odds_very_strong=inputs["odds_very_strong"]).kass_raftery
    else:
        found = kass_raftery(inputs["bayes_factor"])
    return {"label": found.word.title()}


def run_certainty(inputs: dict[str, Any]) -> dict[str, Any]:
    concerns: dict[str, Any] = {domain: CONCERNS[inputs.get(domain, 0)] for domain in DOMAINS}
    body = BodyOfEvidence(
        outcome="the outcome of the example",
        start=StartingDesign(inputs["start"]),
        relative_effect=inputs.get("relative_effect"),
        dose_response=inputs.get("dose_response", False),
        opposing_confounding=inputs.get("opposing_confounding", False),
        **concerns,
    )
    return {"certainty": certainty(body).certainty.value}


def run_level(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"level": level(OcebmQuestion(inputs["question"]), OcebmDesign(inputs["design"])).level}


def run_sign_test(inputs: dict[str, Any]) -> dict[str, Any]:
    result = sign_test(inputs["positive"], inputs["negative"])
    return {"p": result.p_value, "caveat": result.caveat}


def run_harmonic(inputs: dict[str, Any]) -> dict[str, Any]:
    result = harmonic(inputs["scores"])
    return {"raw": result.raw, "normalised": result.normalised}


def run_harmonic_maximum(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"maximum": harmonic_maximum(inputs["terms"])}


def run_disgenet_maximum(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"maximum": disgenet_maximum(inputs["caps"])}


def run_belief(inputs: dict[str, Any]) -> dict[str, Any]:
    errors = {
        source: SourceErrors(random=random, systematic=inputs["syst"][source])
        for source, random in inputs["rand"].items()
    }
    result = belief(inputs["positive_sources"], inputs["negative_sources"], errors=errors)
    return {"belief": result.belief}


CALLABLES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "disgenet.maximum": run_disgenet_maximum,
    "grade.certainty": run_certainty,
    "indra.belief": run_belief,
    "ocebm.level": run_level,
    "open_targets.harmonic": run_harmonic,
    "open_targets.maximum": run_harmonic_maximum,
    "points.acmg_class": run_acmg_class,
    "points.odds": run_odds,
    "points.posterior": run_posterior,
    "vote.sign_test": run_sign_test,
    "woe.decibans": run_decibans,
    "woe.from_lod": run_from_lod,
    "woe.jeffreys": run_jeffreys,
    "woe.kass_raftery": run_kass_raftery,
}

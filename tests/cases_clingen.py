"""Adapters from worked examples to the ClinGen matrix and to two-by-two tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alsfacts.epidemiology.tables import fisher_exact, odds_ratio
from alsfacts.errors import InvalidValueError
from alsfacts.scoring.clingen import GapRule, MatrixRow, classify, matrix
from alsfacts.scoring.clingen_points import ProbandVariant, VariantKind, case_points, default_points
from alsfacts.scoring.clingen_studies import (
    CASE_CONTROL_EXAMPLES,
    estimated_lod_dominant,
    estimated_lod_recessive,
    replicated_over_time,
    segregation_points,
    sum_lod,
)
from alsfacts.vocabulary import Inheritance, Validity

# What experts decide and no rule computes. Where a curation prints such a decision, it is handed
# to the function as the input that it is; the rest of the curation is then computed.
DECIDED_BY_EXPERTS: dict[str, frozenset[str]] = {"clingen.matrix": frozenset({"final"})}

NO_EVIDENCE = "No Reported Evidence"
CONFLICTING = "Conflicting Evidence Reported"
EVIDENCE_ROWS = {
    "AD null": MatrixRow.AD_NULL,
    "AD other": MatrixRow.AD_OTHER,
    "AR null": MatrixRow.AR_NULL,
    "AR other": MatrixRow.AR_OTHER,
    "function biochemical": MatrixRow.BIOCHEMICAL_FUNCTION,
    "function biochemical function": MatrixRow.BIOCHEMICAL_FUNCTION,
    "function interaction": MatrixRow.PROTEIN_INTERACTION,
    "function protein interaction": MatrixRow.PROTEIN_INTERACTION,
    "function expression": MatrixRow.EXPRESSION,
    "functional alteration patient cells": MatrixRow.ALTERATION_PATIENT_CELLS,
    "functional alteration non-patient cells": MatrixRow.ALTERATION_NON_PATIENT_CELLS,
    "model non-human organism": MatrixRow.MODEL_ORGANISM,
    "model cell culture": MatrixRow.MODEL_CELL,
    "rescue human": MatrixRow.RESCUE_HUMAN,
    "rescue non-human organism": MatrixRow.RESCUE_ORGANISM,
    "rescue cell culture": MatrixRow.RESCUE_CELL,
    "rescue patient cells": MatrixRow.RESCUE_PATIENT_CELLS,
}


def validity(label: str) -> Validity:
    return Validity.NO_KNOWN_RELATIONSHIP if label == NO_EVIDENCE else Validity(label.lower())


def label_of(found: Validity | None, sop: int = 11) -> str | None:
    # Curations up to SOP 5 print another name for the same class.
    if found is Validity.NO_KNOWN_RELATIONSHIP and sop <= 5:
        return NO_EVIDENCE
    return None if found is None else found.title()


def expert_final(inputs: dict[str, Any]) -> Validity | None:
    decided = inputs.get("expert_final") or inputs.get("final")
    return validity(decided) if decided else None


def run_matrix(inputs: dict[str, Any]) -> dict[str, Any]:
    sop = int(inputs["sop"])
    gap_rule = inputs.get("gap_rule")
    result = matrix(
        {MatrixRow(name.replace("_", "-")): value for name, value in inputs["rows"].items()},
        sop=sop,
        replicated_over_time=inputs.get("replicated_over_time", False),
        contradictory=inputs.get("contradictory", False),
        gap_rule=GapRule(gap_rule) if gap_rule else None,
        expert_final=expert_final(inputs),
    )
    return {
        "genetic": result.genetic,
        "experimental": result.experimental,
        "total": result.total,
        "calculated": label_of(result.classification.calculated, sop),
        "final": label_of(result.classification.final, sop),
    }


def run_classify(inputs: dict[str, Any]) -> dict[str, Any]:
    sop = int(inputs.get("sop", 11))
    result = classify(
        inputs["total"],
        inputs["genetic"],
        replicated_over_time=inputs.get("replicated_over_time", False),
        contradictory=inputs.get("contradictory", False),
        gap_rule=GapRule(inputs.get("gap_rule", GapRule.GCI_CODE)),
        expert_final=expert_final(inputs),
    )
    return {
        # Nothing but the points themselves: contradictory evidence takes none away.
        "total": inputs["total"],
        "calculated": label_of(result.calculated, sop),
        # The interface of 2017 showed the class by points or, for some, the contradiction alone.
        "calculated_as_published": frozenset(
            {label_of(result.calculated, sop), *([CONFLICTING] if result.contradictory else [])}
        ),
        "final": label_of(result.final, sop),
    }


def run_estimated_lod(inputs: dict[str, Any]) -> dict[str, Any]:
    try:
        if inputs["inheritance"] == "AR":
            return {"elod": estimated_lod_recessive(inputs["affected"], inputs["unaffected"])}
        return {"elod": estimated_lod_dominant(inputs["segregations"])}
    except InvalidValueError as error:
        return {"error": str(error).partition(";")[0]}


def run_sum_lod(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"total": sum_lod(inputs["elods"])}


def run_segregation_points(inputs: dict[str, Any]) -> dict[str, Any]:
    result = segregation_points(inputs["candidate_lod"], inputs["exome_lod"])
    return {"points": result.points, "unrounded": result.unrounded}


def run_case_points(inputs: dict[str, Any]) -> dict[str, Any]:
    variants = [
        ProbandVariant(
            kind=VariantKind(variant["kind"]), functional=variant["functional"], de_novo=variant["de_novo"]
        )
        for variant in inputs["variants"]
    ]
    result = case_points(
        variants,
        Inheritance(inputs["inheritance"]),
        homozygous=inputs["homozygous"],
        independent_alleles=inputs.get("independent_alleles", True),
    )
    return {"points": result.points, "raw": result.raw}


def run_default_points(inputs: dict[str, Any]) -> dict[str, Any]:
    name, *extras = inputs["evidence_type"].split("+")
    result = default_points(
        EVIDENCE_ROWS[name], functional="functional" in extras, de_novo="de novo" in extras
    )
    return {"default": result.default, "maximum_per_item": result.maximum_per_item}


def run_replicated_over_time(inputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "replicated": replicated_over_time(
            inputs["years_since_first"],
            inputs["publications"],
            min_publications=inputs.get("min_publications", 3),
        )
    }


def run_odds_ratio(inputs: dict[str, Any]) -> dict[str, Any]:
    result = odds_ratio(**inputs)
    return {
        "odds_ratio": result.estimate,
        "ci_low": result.lower,
        "ci_high": result.upper,
        "p": result.p_value,
        "expert_points": recorded_points(inputs),
    }


def run_fisher_exact(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"p": fisher_exact(**inputs), "expert_points": recorded_points(inputs)}


def recorded_points(inputs: dict[str, Any]) -> float | None:
    """Look up the points of a printed example; they are never computed."""
    counts = tuple(inputs[name] for name in ("cases_with", "cases", "controls_with", "controls"))
    for study in CASE_CONTROL_EXAMPLES:
        if (study.cases_with, study.cases, study.controls_with, study.controls) == counts:
            return study.expert_points
    return None


CALLABLES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "clingen.case_points": run_case_points,
    "clingen.classify": run_classify,
    "clingen.default_points": run_default_points,
    "clingen.estimated_lod": run_estimated_lod,
    "clingen.matrix": run_matrix,
    "clingen.replicated_over_time": run_replicated_over_time,
    "clingen.segregation_points": run_segregation_points,
    "clingen.sum_lod": run_sum_lod,
    "stats.fisher_exact": run_fisher_exact,
    "stats.odds_ratio": run_odds_ratio,
}

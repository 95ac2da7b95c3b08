"""Results as plain content for JSON."""

from __future__ import annotations

from enum import Enum
from typing import Any

import attrs

from alsfacts.scoring import ClaimAnswer, ClaimStability, HypothesisScore, Robustness, Verdict

__all__ = ["verdict_content"]


def verdict_content(answer: Verdict) -> dict[str, Any]:
    """Return a verdict as dictionaries, lists, text and numbers.

    Parameters
    ----------
    answer : Verdict
        The verdict.

    Returns
    -------
    dict
        Content that `json.dumps` takes.

    Examples
    --------
    >>> import alsfacts
    >>> verdict_content(alsfacts.verdict())["entirely_genetic"]["status"]
    'refuted'
    """
    return {
        "disease": {"id": answer.disease_id, "name": answer.disease_name},
        "neither": answer.neither,
        "entirely_genetic": _claim(answer.entirely_genetic, answer.stability.entirely_genetic),
        "purely_autoimmune": _claim(answer.purely_autoimmune, answer.stability.purely_autoimmune),
        "sensitivity": {
            "draws": answer.stability.draws,
            "seed": answer.stability.seed,
            "share_unchanged": round(answer.stability.share_unchanged, 6),
        },
        "rose_bona": {
            "status": answer.rose_bona.status.value,
            "met": [word.value for word in answer.rose_bona.met],
            "not_met": [word.value for word in answer.rose_bona.not_met],
            "contested": [word.value for word in answer.rose_bona.contested],
            "rests_on_one_group": answer.rose_bona.rests_on_one_group,
        },
        "hypotheses": [
            _score(result, answer.stability.role_of(result.hypothesis_id)) for result in answer.scores
        ],
        "set_aside": [attrs.asdict(aside) for aside in answer.set_aside],
        "references": [
            {
                "id": reference.id,
                "citation": reference.citation(),
                "doi": reference.doi,
                "pmid": reference.pmid,
                "pmcid": reference.pmcid,
                "url": reference.link,
            }
            for reference in answer.references
        ],
        "policy_fingerprint": answer.policy_fingerprint,
        "data_version": answer.data_version,
    }


def _claim(claim: ClaimAnswer, standing: ClaimStability) -> dict[str, Any]:
    return {
        "claim": claim.claim,
        "status": claim.status.value,
        "conflicting": claim.conflicting,
        "criterion": claim.criterion,
        "because": [attrs.asdict(reason, value_serializer=_plain) for reason in claim.because],
        "flips_if_removed": list(claim.flips_if_removed) if claim.flips_if_removed is not None else None,
        "robust": standing.robust,
        "share_unchanged": round(standing.share_unchanged, 6),
        "changed_without": [
            {"source": source, "status": status.value} for source, status in standing.changed_without
        ],
        "margins": [attrs.asdict(margin) for margin in standing.margins],
    }


def _score(result: HypothesisScore, standing: Robustness) -> dict[str, Any]:
    # Rounded so that every machine prints the same bytes.
    return {
        "id": result.hypothesis_id,
        "role": result.role.value,
        "net": round(result.net, 6),
        "range": [round(limit, 6) for limit in result.net_range],
        "robust": standing.robust,
        "share_unchanged": round(standing.share_unchanged, 6),
        "sensitivity_range": [round(limit, 6) for limit in standing.sensitivity_range],
        "changed_without": [{"group": group, "role": role.value} for group, role in standing.changed_without],
        "support": round(result.support, 6),
        "oppose": round(result.oppose, 6),
        "conflict": round(result.conflict, 6),
        "groups_support": result.groups_support,
        "groups_oppose": result.groups_oppose,
        "findings_without_cohort": result.without_cohort,
    }


def _plain(_instance: Any, _field: Any, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value

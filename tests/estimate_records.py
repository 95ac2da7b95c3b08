"""Made-up findings from which the estimates of the epidemiology are tested."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.stats import norm  # type: ignore[import-untyped]
from statsmodels.stats.meta_analysis import combine_effects  # type: ignore[import-untyped]

from alsfacts.knowledge import KnowledgeBase
from alsfacts.model import Evidence, FamilialCount, Measure, Record
from alsfacts.vocabulary import Design, Estimand, FamilyHistory, Region
from tests.builders import disease, finding, gene, reference

FAMILIAL, SPORADIC = Estimand.CARRIER_SHARE_FAMILIAL, Estimand.CARRIER_SHARE_SPORADIC


def base(*findings: Evidence, others: Iterable[Record] = ()) -> KnowledgeBase:
    """A knowledge base with just these findings, each with a publication of its own name."""
    records: list[Record] = [disease(), *others]
    given_ids = {record.id for record in records}
    unknown = {item.reference_id for item in findings} - given_ids
    references = [reference(id=name, doi=f"10.1000/{name}") for name in unknown]
    return KnowledgeBase([*records, *references, *findings])


def plain(name: str, **changes: Any) -> Evidence:
    return finding(id=name, **{"bearings": (), "outcome": None, "reference_id": f"ref-{name}", **changes})


def counted(name: str, familial: int, cases: int, **changes: Any) -> Evidence:
    count = {"population": name, "population_based": True, "family_history": FamilyHistory.ALS}
    fields = {key: changes.pop(key) for key in tuple(count) if key in changes}
    familial_count = FamilialCount(familial=familial, cases=cases, **{**count, **fields})
    return plain(name, **{"cohort": name, "familial_count": familial_count, **changes})


def printed(name: str, value: float, estimand: Estimand, **changes: Any) -> Evidence:
    limits = {key: changes.pop(key) for key in ("ci_low", "ci_high", "ci_level") if key in changes}
    measure = Measure(name=name, value=value, unit="percent", estimand=estimand, **limits)
    design = {"design": Design.META_ANALYSIS}
    return plain(name, **{"measure": measure, **design, **changes})


def sloped(name: str, value: float, low: float | None, high: float | None, **changes: Any) -> Evidence:
    unit = changes.pop("unit", "slope")
    measure = Measure(
        name=name,
        value=value,
        unit=unit,
        ci_low=low,
        ci_high=high,
        ci_level=changes.pop("ci_level", None if low is None else 95),
        n=changes.pop("n", None),
        estimand=changes.pop("estimand", Estimand.AGE_SLOPE),
    )
    return plain(name, **{"measure": measure, "cohort": name, **changes})


def genes_of(source: str, **changes: Any) -> list[Evidence]:
    """All that one meta-analysis prints of two genes in Europe."""
    cells = {("ABC1", FAMILIAL): 30, ("ABC1", SPORADIC): 4, ("ABC2", FAMILIAL): 10, ("ABC2", SPORADIC): 1}
    return [
        printed(
            f"{source}-{name.lower()}-{str(stratum)[-8:]}",
            value,
            stratum,
            gene_ids=(name,),
            region=Region.EUROPE,
            reference_id=source,
            **changes,
        )
        for (name, stratum), value in cells.items()
    ]


TWO_GENES = (gene(id="ABC1"), gene(id="ABC2", hgnc_id="HGNC:2"))


def reasons(result: Any) -> dict[str, str]:
    return {item.evidence_id: item.reason for item in result.set_aside}


def statsmodels_pool(values: list[float], errors: list[float]) -> tuple[float, float, float]:
    """Estimate and 95 % limits of DerSimonian-Laird by statsmodels, of effects that scatter."""
    expected: Any = combine_effects(np.array(values), np.array(errors) ** 2, method_re="chi2")
    # Below its degrees of freedom Q gives a negative tau2, which statsmodels goes on with.
    assert expected.tau2 > 0
    half = norm.ppf(0.975) * expected.sd_eff_w_re
    return expected.mean_effect_re, expected.mean_effect_re - half, expected.mean_effect_re + half

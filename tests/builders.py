"""Small sound records for tests, to be changed one field at a time."""

from __future__ import annotations

from typing import Any

from alsfacts.model import Bearing, Disease, Evidence, Gene, Hypothesis, Reference
from alsfacts.vocabulary import (
    Basis,
    Design,
    Direction,
    Directness,
    Extent,
    Factor,
    Outcome,
)


def gene(**changes: Any) -> Gene:
    return Gene(**{"id": "ABC1", "name": "a gene", "hgnc_id": "HGNC:1", **changes})


def reference(**changes: Any) -> Reference:
    return Reference(**{"id": "doe-2020", "title": "A study", "year": 2020, "doi": "10.1000/1", **changes})


def disease(**changes: Any) -> Disease:
    return Disease(**{"id": "als", "name": "the disease", "mondo_id": "MONDO:0000001", **changes})


def hypothesis(**changes: Any) -> Hypothesis:
    fields = {
        "id": "genetic-monogenic",
        "name": "Genes",
        "statement": "Genes cause it.",
        "factor": Factor.GENETIC,
        "extent": Extent.CONTRIBUTING,
        "search_scope": "Made up for a test.",
    }
    return Hypothesis(**{**fields, **changes})


def bearing(**changes: Any) -> Bearing:
    fields = {
        "hypothesis_id": "genetic-monogenic",
        "direction": Direction.SUPPORTS,
        "directness": Directness.DIRECT,
        "why": "It shows it.",
    }
    return Bearing(**{**fields, **changes})


def finding(**changes: Any) -> Evidence:
    fields = {
        "id": "doe-2020-finding",
        "statement": "They found it.",
        "design": Design.CASE_CONTROL,
        "n_cases": 500,
        "outcome": Outcome.POSITIVE,
        "bearings": (bearing(),),
        "reference_id": "doe-2020",
        "basis": Basis.ABSTRACT,
        "seen_at": "https://example.org/doe",
    }
    return Evidence(**{**fields, **changes})

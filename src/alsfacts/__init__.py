"""Facts about amyotrophic lateral sclerosis (ALS): typed, offline, cited, scored.

``from alsfacts import genes`` and the like give catalogs of frozen records. `verdict`
answers the question "is ALS genetic or autoimmune?" from the bundled evidence. This is
no medical advice.

Everything here loads at its first use; ``import alsfacts`` itself reads no data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alsfacts import export, frames
    from alsfacts.bundled import knowledge_base, manifest, summary
    from alsfacts.catalog import Catalog
    from alsfacts.evidence_catalog import EvidenceCatalog
    from alsfacts.knowledge import KnowledgeBase
    from alsfacts.model import Claim, Disease, Exposure, Gene, Hypothesis, Mechanism, Reference, Therapy
    from alsfacts.query import at_least, at_most, between
    from alsfacts.scoring import ScoringPolicy, calibration, compare, explain, score, verdict
    from alsfacts.validation import load, validate

    genes: Catalog[Gene]
    mechanisms: Catalog[Mechanism]
    exposures: Catalog[Exposure]
    therapies: Catalog[Therapy]
    hypotheses: Catalog[Hypothesis]
    claims: Catalog[Claim]
    evidence: EvidenceCatalog
    references: Catalog[Reference]
    diseases: Catalog[Disease]
    data_version: str

__version__ = "0.1.0"

__all__ = [
    "KnowledgeBase",
    "ScoringPolicy",
    "at_least",
    "at_most",
    "between",
    "calibration",
    "claims",
    "compare",
    "data_version",
    "diseases",
    "evidence",
    "explain",
    "export",
    "exposures",
    "frames",
    "genes",
    "hypotheses",
    "knowledge_base",
    "load",
    "manifest",
    "mechanisms",
    "references",
    "score",
    "summary",
    "therapies",
    "validate",
    "verdict",
]

_CATALOGS = (
    "genes",
    "mechanisms",
    "exposures",
    "therapies",
    "hypotheses",
    "claims",
    "evidence",
    "references",
    "diseases",
)
_PACKAGES = ("export", "frames")
_MODULES = {
    "KnowledgeBase": "alsfacts.knowledge",
    "ScoringPolicy": "alsfacts.scoring",
    "at_least": "alsfacts.query",
    "at_most": "alsfacts.query",
    "between": "alsfacts.query",
    "calibration": "alsfacts.scoring",
    "compare": "alsfacts.scoring",
    "explain": "alsfacts.scoring",
    "knowledge_base": "alsfacts.bundled",
    "load": "alsfacts.validation",
    "manifest": "alsfacts.bundled",
    "score": "alsfacts.scoring",
    "summary": "alsfacts.bundled",
    "validate": "alsfacts.validation",
    "verdict": "alsfacts.scoring",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module  # pays only who asks

    if name in _CATALOGS:
        value = import_module("alsfacts.bundled").knowledge_base().catalog(name)
    elif name in _MODULES:
        value = getattr(import_module(_MODULES[name]), name)
    elif name in _PACKAGES:
        value = import_module(f"alsfacts.{name}")
    elif name == "data_version":
        value = import_module("alsfacts.bundled").data_version()
    else:
        msg = f"module 'alsfacts' has no attribute {name!r}"
        raise AttributeError(msg)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

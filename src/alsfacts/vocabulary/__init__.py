"""The controlled words of alsfacts: string-valued enumerations.

Every member is a string (``Direction.SUPPORTS == "supports"``), carries its definition
as ``member.meaning``, and where the words have an order, compares by that order
(``Validity.MODERATE < Validity.DEFINITIVE``).

Each enumeration is made when it is first asked for: a program that looks up a gene pays for the
words of genes alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alsfacts.lazy import lazy_names
from alsfacts.terms import OrderedTerm, Term

if TYPE_CHECKING:
    from alsfacts.vocabulary.answers import KnownAnswer, Role, RoseBonaStatus, Status
    from alsfacts.vocabulary.bearings import Direction, Directness, Observation, Viewpoint
    from alsfacts.vocabulary.causes import CertaintyLevel, ExposureCategory, MechanismKind, TherapyStatus
    from alsfacts.vocabulary.claims import ClaimStatus, Topic
    from alsfacts.vocabulary.figures import Estimand, FamilyHistory, Quantity
    from alsfacts.vocabulary.genes import Inheritance, Validity
    from alsfacts.vocabulary.hypotheses import Extent, Factor
    from alsfacts.vocabulary.studies import (
        Basis,
        Design,
        Line,
        Outcome,
        ReferenceStatus,
        Region,
        RiskOfBias,
        Species,
    )

__all__ = [
    "Basis",
    "CertaintyLevel",
    "ClaimStatus",
    "Design",
    "Direction",
    "Directness",
    "Estimand",
    "ExposureCategory",
    "Extent",
    "Factor",
    "FamilyHistory",
    "Inheritance",
    "KnownAnswer",
    "Line",
    "MechanismKind",
    "Observation",
    "OrderedTerm",
    "Outcome",
    "Quantity",
    "ReferenceStatus",
    "Region",
    "RiskOfBias",
    "Role",
    "RoseBonaStatus",
    "Species",
    "Status",
    "Term",
    "TherapyStatus",
    "Topic",
    "Validity",
    "Viewpoint",
]

_MODULES = {
    "Basis": "studies",
    "CertaintyLevel": "causes",
    "ClaimStatus": "claims",
    "Design": "studies",
    "Direction": "bearings",
    "Directness": "bearings",
    "Estimand": "figures",
    "ExposureCategory": "causes",
    "Extent": "hypotheses",
    "Factor": "hypotheses",
    "FamilyHistory": "figures",
    "Inheritance": "genes",
    "KnownAnswer": "answers",
    "Line": "studies",
    "MechanismKind": "causes",
    "Observation": "bearings",
    "Outcome": "studies",
    "Quantity": "figures",
    "ReferenceStatus": "studies",
    "Region": "studies",
    "RiskOfBias": "studies",
    "Role": "answers",
    "RoseBonaStatus": "answers",
    "Species": "studies",
    "Status": "answers",
    "TherapyStatus": "causes",
    "Topic": "claims",
    "Validity": "genes",
    "Viewpoint": "bearings",
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)

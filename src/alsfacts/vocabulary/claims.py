"""Words for claims."""

from __future__ import annotations

from alsfacts.terms import Term

__all__ = ["ClaimStatus", "Topic"]


class Topic(Term):
    """What a claim is about."""

    GENETIC = "genetic", "Genes and inheritance."
    IMMUNE = "immune", "Immunity and inflammation."
    ENVIRONMENTAL = "environmental", "Exposures."
    THERAPEUTIC = "therapeutic", "Treatment."
    COMBINED = "combined", "Several of these."


class ClaimStatus(Term):
    """What the bundled evidence says of a claim."""

    SUPPORTED = "supported", "The evidence bears the sentence out."
    SUPPORTED_WITH_CORRECTION = (
        "supported-with-correction",
        "The evidence bears the sentence out once it is corrected as stated.",
    )
    CONTESTED = "contested", "There is evidence for and against."
    CONTRADICTED = "contradicted", "The evidence speaks against the sentence."
    UNTESTED = "untested", "No bundled evidence tests the sentence."

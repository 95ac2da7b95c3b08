"""Words for hypotheses."""

from __future__ import annotations

from alsfacts.terms import Term

__all__ = ["Extent", "Factor"]


class Factor(Term):
    """The kind of cause that a hypothesis speaks of."""

    GENETIC = "genetic", "Inherited or new variants of the genome."
    IMMUNE = "immune", "The immune system, adaptive or innate."
    ENVIRONMENTAL = "environmental", "Something from outside the body."
    COMBINED = "combined", "Several factors together."


class Extent(Term):
    """How much of the disease a hypothesis claims to explain."""

    SOLE = "sole", "The factor alone is the cause."
    CONTRIBUTING = "contributing", "The factor is one cause among others, or in some people."

"""Words for genes: validity of a gene-disease pair, and inheritance."""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = ["Inheritance", "Validity"]


class Validity(OrderedTerm):
    """Clinical validity of a gene-disease pair, weakest first (ClinGen).

    Classes of the ClinGen Gene-Disease Clinical Validity procedure (Strande 2017,
    doi 10.1016/j.ajhg.2017.04.015).
    """

    REFUTED = "refuted", "Evidence that refutes the role of the gene outweighs what supports it."
    DISPUTED = "disputed", "Conflicting evidence disputes the role of the gene."
    NO_KNOWN_RELATIONSHIP = (
        "no known disease relationship",
        "No evidence for or against a role of the gene.",
    )
    LIMITED = "limited", "Some evidence, 0.1 to 6 points of the ClinGen matrix."
    MODERATE = "moderate", "Moderate evidence, 7 to 11 points of the ClinGen matrix."
    STRONG = "strong", "Strong evidence, 12 to 18 points, not yet replicated over time."
    DEFINITIVE = "definitive", "Strong evidence, 12 to 18 points, replicated over time."


class Inheritance(Term):
    """Mode of inheritance, in the letter codes that ClinGen prints."""

    AD = "AD", "Autosomal dominant."
    AR = "AR", "Autosomal recessive."
    SD = "SD", "Semidominant: one variant allele suffices, two make it worse."
    XL = "XL", "X-linked."
    XLD = "XLD", "X-linked dominant."
    MT = "MT", "Mitochondrial."
    UD = "UD", "Undetermined."

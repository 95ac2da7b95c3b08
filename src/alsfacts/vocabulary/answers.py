"""Words for what the scores and the rule come to."""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = ["KnownAnswer", "Role", "RoseBonaStatus", "Status"]


class KnownAnswer(Term):
    """What is known of the cause of a contrast disease."""

    GENETIC = "genetic", "Entirely genetic."
    AUTOIMMUNE = "autoimmune", "Purely autoimmune."
    MIXED = "mixed", "Neither alone, by general knowledge of the disease."


class RoseBonaStatus(OrderedTerm):
    """Highest kind of proof of autoimmunity that is met, weakest first (Rose and Bona 1993)."""

    NONE = "none", "No observation is met."
    CIRCUMSTANTIAL = "circumstantial", "Only circumstantial observations are met."
    SUGGESTIVE = "suggestive", "A feature is transferred, or an in-vitro observation is met."
    INDIRECT = "indirect", "The disease is reproduced in an animal."
    DIRECT = "direct", "The antigen is identified and the disease is transferred."


class Role(OrderedTerm):
    """Role of a hypothesis in a disease as its score has it, least first."""

    CONTRADICTED = "contradicted", "Net of -10 or less from two groups and a human line."
    PROBABLY_NOT = "probably not", "Net of -6 or less."
    UNCERTAIN = "uncertain", "Net between -6 and 6."
    PROBABLE = "probable", "Net of 6 or more."
    ESTABLISHED = "established", "Net of 10 or more from two groups and a human line."


class Status(Term):
    """Answer of the verdict rule to one claim."""

    SUPPORTED = "supported", "The rule finds the claim supported."
    REFUTED = "refuted", "The rule finds the claim refuted."
    UNDETERMINED = "undetermined", "The admissible evidence does not decide."
    NOT_ESTABLISHED = "not established", "The proof that the claim needs is missing."

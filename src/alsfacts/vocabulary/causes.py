"""Words for mechanisms, exposures and treatments."""

from __future__ import annotations

from alsfacts.terms import OrderedTerm, Term

__all__ = ["CertaintyLevel", "ExposureCategory", "MechanismKind", "TherapyStatus"]


class MechanismKind(Term):
    """Where a pathogenic process acts."""

    CELLULAR = "cellular", "A process inside neurons or their neighbours."
    GENETIC = "genetic", "A process that starts in the genome itself."
    IMMUNE = "immune", "A process of the immune system."
    ENVIRONMENTAL = "environmental", "A process that something from outside sets going."


class ExposureCategory(Term):
    """What kind of exposure something is."""

    LIFESTYLE = "lifestyle", "Habits, diet, body build and use of medicines."
    METAL = "metal", "Metals and metalloids."
    TOXIN = "toxin", "Other chemicals."
    TRAUMA = "trauma", "Injury."
    OCCUPATION = "occupation", "A trade that brings several exposures together."
    PHYSICAL_AGENT = "physical-agent", "Electricity, fields, radiation."
    INFECTION = "infection", "Viruses, bacteria and other organisms."
    MEDICATION = "medication", "A medicine taken for another disease."


class CertaintyLevel(OrderedTerm):
    """Graded certainty that an exposure is a risk factor, weakest first.

    The levels A, B and U are printed by Oskarsson 2015 (table 1); alsfacts ships a level
    only where a review assigned it.
    """

    UNKNOWN = "unknown", "Level U: the evidence does not decide."
    PROBABLE = "probable", "Level B: probable risk factor."
    ESTABLISHED = "established", "Level A: established risk factor."


class TherapyStatus(Term):
    """Where a treatment stands in ALS."""

    APPROVED = "approved", "At least one agency has approved it for people with ALS."
    WITHDRAWN = "withdrawn", "It was approved and has been withdrawn."
    FAILED = "failed", "It missed its aim in a trial in ALS or its development was ended."
    INVESTIGATIONAL = "investigational", "It was tried in ALS, and the result is open or mixed."
    NOT_TESTED = "not-tested", "The bundled evidence tests it in another disease only."
